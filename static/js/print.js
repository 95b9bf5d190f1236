/** Shows the print buttons (they do nothing without script) and lets them print; what is folded away is printed too. */
for (const knop of document.querySelectorAll("[data-print]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
}

const dicht = () => [...document.querySelectorAll("details.meer:not([open])")];
let geopend = [];
window.addEventListener("beforeprint", () => {
  geopend = dicht();
  for (const deel of geopend) deel.open = true;
});
window.addEventListener("afterprint", () => {
  for (const deel of geopend) deel.open = false;
});
