/*
 * Small conveniences on top of pages that work without script: a menu that closes again, a form that says
 * where it went wrong, and what htmx put in the page is told to people who do not see it.
 */
"use strict";

const openMenus = () => document.querySelectorAll("details.navigatie__meer[open]");
const breed = window.matchMedia("(min-width: 80em)");

document.addEventListener("click", (event) => {
  if (!breed.matches) return;
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector("summary").focus();
  }
});

const naarFouten = (wortel) => wortel.querySelector("#foutsamenvatting, #intussen")?.focus();

/* What was wrong with the last file is not said of the next one. */
const vergeetFout = (veld) => {
  const vak = veld.closest(".utrecht-form-field--invalid");
  if (!vak) return;
  vak.classList.remove("utrecht-form-field--invalid");
  for (const zin of vak.querySelectorAll(".utrecht-form-field-error-message")) zin.remove();
  veld.removeAttribute("aria-invalid");
};

/* The browser names the button of a file field in its own language; ours says it in Dutch, and lies below it. */
const bestandskeuze = (veld) => {
  const vak = document.createElement("span");
  const knop = document.createElement("span");
  const stand = document.createElement("span");
  const zeg = () => {
    const namen = Array.from(veld.files, (bestand) => bestand.name);
    stand.textContent = namen.join(", ") || "Nog niets gekozen";
  };
  vak.className = "bestandskeuze";
  knop.className = "bestandskeuze__knop";
  knop.textContent = veld.multiple ? "Kies bestanden" : "Kies een bestand";
  for (const deel of [knop, stand]) deel.setAttribute("aria-hidden", "true");
  veld.replaceWith(vak);
  vak.append(veld, knop, stand);
  veld.addEventListener("change", () => {
    zeg();
    vergeetFout(veld);
  });
  zeg();
};

/* A screen reader hears the number of results: the live region itself must not be swapped. */
const kondigAan = (wortel) => {
  const aantal = wortel.querySelector(".resultaatbalk__aantal");
  if (aantal) document.getElementById("aankondiging").textContent = aantal.textContent.trim();
};

const meldFout = (tekst) => {
  const vak = document.getElementById("meldingen");
  if (vak.textContent.trim() === tekst) return; /* said already, and perhaps read aloud */
  const sjabloon = document.getElementById("sjabloon-foutmelding");
  const melding = sjabloon.content.cloneNode(true);
  melding.querySelector("p").textContent = tekst;
  vak.replaceChildren(melding);
};

/* The page of a background job and of a meeting ask by themselves; they go on asking, and say so only as long as they get no answer. */
const GEEN_ANTWOORD = "Het register antwoordt op dit moment niet. Deze pagina blijft het vanzelf proberen.";
const isPeiling = (event) => event.detail.elt?.matches?.("#taak, [data-peiling]");

/* On a slow connection somebody ticks and types before the scripts are there; nobody heard that, so it is told again. */
const isVeranderd = (veld) => {
  if (veld.type === "checkbox" || veld.type === "radio") return veld.checked !== veld.defaultChecked;
  if (veld.type === "hidden" || veld.type === "file") return false;
  if (!veld.matches("select")) {
    const zoals = veld.cloneNode(); /* a date that is none is emptied by the browser, and by nobody else */
    zoals.value = veld.defaultValue;
    return veld.value !== zoals.value;
  }
  const bedoeld = Array.from(veld.options).filter((keuze) => keuze.defaultSelected);
  if (!bedoeld.length && !veld.multiple) return veld.selectedIndex > 0;
  return bedoeld.length !== veld.selectedOptions.length || bedoeld.some((keuze) => !keuze.selected);
};

/* What somebody would have to type again: a field of a form that is sent, or what a refusal brought back into it. */
const isGetypt = (verzender) =>
  Array.from(document.querySelectorAll('form[method="post"] :is(input, textarea, select)')).some((veld) =>
    veld.type === "file" ? veld.files.length : isVeranderd(veld)) ||
  Array.from(verzender.matches('form[method="post"]') ? verzender.querySelectorAll("textarea") : []).some((veld) => veld.value);

const TE_GROOT = "Niet verzonden: het bestand is te groot. Kies een kleiner bestand, of minder tegelijk. Wat u typte, blijft hier staan.";

const verzenderVan = (event) => event.detail.requestConfig?.elt || event.detail.elt;

/* A part of the page with a place of its own for messages says it there; `vast` is a sentence that it cannot say better. */
const zegFout = (event, tekst, vast = false) => {
  const melding = new CustomEvent("foutmelding", { bubbles: true, cancelable: true, detail: { tekst, vast } });
  if (verzenderVan(event).dispatchEvent(melding)) meldFout(tekst);
};

const nietVerzonden = (hapert) => `Niet verzonden: ${hapert}. Wat u typte, blijft hier staan.`;

/* The session or the token is not what it was. With nothing to lose the page is loaded again, and asks to log in. */
const naVerlopen = async (event) => {
  if (!isGetypt(verzenderVan(event))) {
    window.location.reload();
    return;
  }
  const hapert = await window.sessie.hernieuw();
  zegFout(event, nietVerzonden(hapert || "u bent opnieuw ingelogd. Deze pagina is bijgewerkt: probeer het nog een keer"), true);
};

const vertelAlsnog = () => {
  for (const veld of document.querySelectorAll("form input, form textarea, form select")) {
    if (!isVeranderd(veld)) continue;
    for (const soort of ["input", "change"]) veld.dispatchEvent(new Event(soort, { bubbles: true }));
  }
};

document.addEventListener("DOMContentLoaded", () => {
  const bestandskeuzen = (wortel) => wortel.querySelectorAll("input.bestandsveld").forEach(bestandskeuze);
  bestandskeuzen(document);
  document.body.addEventListener("htmx:load", (event) => bestandskeuzen(event.detail.elt));
  naarFouten(document);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    naarFouten(event.detail.elt);
    kondigAan(event.detail.elt);
  });
  /* The session has ended: show the log-in page as a page, not inside this one; but what was typed stays. */
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const address = event.detail.xhr.responseURL;
    if (address && new URL(address).pathname === document.body.dataset.inloggen) {
      event.detail.shouldSwap = false;
      naVerlopen(event);
    }
  });
  /* Once that was said, the page first asks whether it can send again. */
  document.body.addEventListener("htmx:confirm", async (event) => {
    if (!window.sessie.isVerlopen()) return;
    event.preventDefault();
    const hapert = await window.sessie.hernieuw();
    if (hapert) {
      zegFout(event, nietVerzonden(hapert), true);
      return;
    }
    document.getElementById("meldingen").replaceChildren();
    event.detail.issueRequest();
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    if (isPeiling(event) && xhr.status >= 500) meldFout(GEEN_ANTWOORD);
    else if (xhr.getResponseHeader("X-Formulier") === "verlopen") naVerlopen(event);
    else if (xhr.status === 413) zegFout(event, TE_GROOT, true);
    else zegFout(event, "Dit is niet gelukt. Laad de pagina opnieuw en probeer het nog eens.");
  });
  for (const soort of ["htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(soort, (event) => {
      if (isPeiling(event)) meldFout(GEEN_ANTWOORD);
      else zegFout(event, "Er is geen verbinding met het register. Controleer uw netwerk en probeer het opnieuw.");
    });
  }
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const vak = document.getElementById("meldingen");
    if (isPeiling(event) && event.detail.xhr.status < 400 && vak.textContent.trim() === GEEN_ANTWOORD) vak.replaceChildren();
  });
  vertelAlsnog();
});
