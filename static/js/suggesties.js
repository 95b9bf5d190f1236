/**
 * Suggestions under the search field: a combobox after the ARIA authoring pattern (list, manual choice). Without script the
 * field is an ordinary one. The form names the address in data-suggesties; it answers a list of {tekst, soort, adres}.
 *
 * Choosing a line goes to its address; Enter without a chosen line searches. Escape closes the list, a second one empties
 * the field as browsers do. Nothing is asked below two letters, and only the newest answer counts.
 */
const WACHT = 150;
/** Which data attribute of the form holds the word for a kind of suggestion, in the language of the page. */
const SOORTEN = { organisatie: "woordOrganisatie", leefgebied: "woordOnderwerp" };

function maakCombobox(formulier) {
  const veld = formulier.querySelector('input[name="q"]');
  const id = `${veld.id}-lijst`;
  const lijst = document.createElement("ul");
  const melding = document.createElement("div");
  let regels = [];
  let gekozen = -1;
  let vraag = 0;
  let klok;

  lijst.id = id;
  lijst.className = "suggesties";
  lijst.setAttribute("role", "listbox");
  lijst.setAttribute("aria-label", veld.labels[0].textContent.trim());
  lijst.hidden = true;
  melding.className = "alleen-voorlezen";
  melding.setAttribute("role", "status");
  veld.after(lijst, melding);
  veld.parentElement.classList.add("zoekform__veld");
  for (const [naam, waarde] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
    veld.setAttribute(naam, waarde);
  }

  /** Nothing is chosen any more: what was chosen belonged to other words. */
  function laatLos() {
    lijst.children[gekozen]?.setAttribute("aria-selected", "false");
    gekozen = -1;
    veld.removeAttribute("aria-activedescendant");
  }

  function sluit() {
    clearTimeout(klok);
    vraag += 1; // an answer on its way comes too late
    laatLos();
    lijst.hidden = true;
    veld.setAttribute("aria-expanded", "false");
    melding.textContent = "";
  }

  function kies(nummer) {
    const items = [...lijst.children];
    items[gekozen]?.setAttribute("aria-selected", "false");
    gekozen = (nummer + items.length) % items.length;
    items[gekozen].setAttribute("aria-selected", "true");
    items[gekozen].scrollIntoView({ block: "nearest" });
    veld.setAttribute("aria-activedescendant", items[gekozen].id);
  }

  function teken() {
    lijst.replaceChildren(
      ...regels.map((regel, nummer) => {
        const item = document.createElement("li");
        item.id = `${id}-${nummer}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.append(regel.tekst);
        if (SOORTEN[regel.soort]) {
          const soort = document.createElement("span");
          soort.className = "suggesties__soort";
          soort.textContent = formulier.dataset[SOORTEN[regel.soort]];
          item.append(" ", soort);
        }
        item.addEventListener("pointerdown", (gebeurtenis) => gebeurtenis.preventDefault());
        item.addEventListener("click", () => window.location.assign(regel.adres));
        return item;
      }),
    );
    laatLos();
    lijst.hidden = regels.length === 0;
    veld.setAttribute("aria-expanded", String(regels.length > 0));
    const telling = regels.length === 1 ? formulier.dataset.woordEen : formulier.dataset.woordTelling;
    melding.textContent = regels.length ? telling.replace("#", regels.length) : "";
  }

  async function haal() {
    const nummer = ++vraag;
    const woorden = veld.value.trim();
    let gevonden = [];
    if (woorden.length >= 2) {
      try {
        const antwoord = await fetch(`${formulier.dataset.suggesties}?q=${encodeURIComponent(woorden)}`, { credentials: "omit" });
        if (antwoord.ok) gevonden = await antwoord.json();
      } catch {
        // Without an answer there are no suggestions; searching still works.
      }
    }
    if (nummer !== vraag) return;
    regels = gevonden;
    if (regels.length && document.activeElement === veld) teken();
    else sluit();
  }

  veld.addEventListener("input", () => {
    laatLos();
    clearTimeout(klok);
    klok = setTimeout(haal, WACHT);
  });
  veld.addEventListener("blur", sluit);
  veld.addEventListener("keydown", (gebeurtenis) => {
    const open = !lijst.hidden && regels.length > 0;
    if ((gebeurtenis.key === "ArrowDown" || gebeurtenis.key === "ArrowUp") && regels.length) {
      gebeurtenis.preventDefault();
      if (!open) teken();
      if (gebeurtenis.key === "ArrowDown") kies(gekozen + 1);
      else kies(gekozen <= 0 ? regels.length - 1 : gekozen - 1);
    } else if (gebeurtenis.key === "Enter" && open && gekozen >= 0) {
      gebeurtenis.preventDefault();
      window.location.assign(regels[gekozen].adres);
    } else if (gebeurtenis.key === "Escape" && open) {
      gebeurtenis.preventDefault();
      sluit();
    }
  });
}

document.querySelectorAll("form[data-suggesties]").forEach(maakCombobox);
