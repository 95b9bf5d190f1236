/** Shows the print buttons (they do nothing without script) and lets them print. */
for (const knop of document.querySelectorAll("[data-print]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
}
