/**
 * Beside htmx on the search page: a filter goes with what stands in the search fields, what was unfolded stays unfolded when
 * the results are replaced, the focus stays where it was, and the new count is read out.
 * Without script the filters are an ordinary form.
 */
const kop = () => document.querySelector("#zoekresultaat .zoekpagina__kop")?.textContent ?? "";
const plooien = () => [...document.querySelectorAll("#zoekresultaat details")];
const naam = (plooi) => plooi.querySelector("summary").textContent.replace(/[\d()\s]/g, "");
let open = new Set();
let waar = "";

const melding = document.createElement("div");
melding.className = "alleen-voorlezen";
melding.setAttribute("role", "status");
document.querySelector("main")?.append(melding);

document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (!detail.elt.closest(".filters")) return;
  // A word typed and not sent yet: else the results would be of the word before it.
  for (const veld of document.querySelectorAll("main .zoekform input[name]")) {
    if (veld.value) detail.parameters[veld.name] = veld.value;
    else delete detail.parameters[veld.name];
  }
});

document.body.addEventListener("htmx:beforeSwap", () => {
  open = new Set(plooien().filter((plooi) => plooi.open).map(naam));
  waar = document.activeElement?.id ?? "";
});

document.body.addEventListener("htmx:afterSwap", () => {
  for (const plooi of plooien()) plooi.open = plooi.open || open.has(naam(plooi));
  if (waar) document.getElementById(waar)?.focus();
  melding.textContent = kop();
});
