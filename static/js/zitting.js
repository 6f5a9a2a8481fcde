/*
 * Meeting mode, on top of a page that works without script: keys for a hurried secretary, a draft of what is being
 * typed that survives a closed browser (in this browser only, until it is recorded or thrown away), and what a second
 * secretary records appears without overwriting anything.
 */
"use strict";

const bewaard = {
  lees: (sleutel) => {
    try {
      return JSON.parse(window.localStorage.getItem(sleutel));
    } catch {
      return null; /* no storage, or not ours */
    }
  },
  schrijf: (sleutel, waarde) => {
    try {
      window.localStorage.setItem(sleutel, JSON.stringify(waarde));
    } catch {
      /* no room or no storage: the page works without */
    }
  },
  wis: (sleutel) => {
    try {
      window.localStorage.removeItem(sleutel);
    } catch {
      /* nothing was kept either */
    }
  },
};

/* --- drafts --- */

const velden = (formulier) => Array.from(formulier.querySelectorAll("textarea"));
const isAnders = (formulier) => velden(formulier).some((veld) => veld.value !== veld.defaultValue);
const sleutelVan = (formulier) => `concept-${formulier.dataset.concept}`;

const zetTerug = (formulier) => {
  if (formulier.dataset.gelezen) return;
  formulier.dataset.gelezen = "1";
  const concept = bewaard.lees(sleutelVan(formulier));
  if (!concept) return;
  let anders = false;
  for (const veld of velden(formulier)) {
    const was = concept[veld.name];
    if (typeof was === "string" && was !== veld.value) {
      veld.value = was;
      anders = true;
    }
  }
  if (!anders) return;
  formulier.querySelector("[data-concept-melding]").hidden = false;
  const vouw = formulier.closest("details");
  if (vouw) vouw.open = true;
  formulier.dispatchEvent(new Event("input", { bubbles: true })); /* the change beside it follows */
};

const gooiWeg = (formulier) => {
  bewaard.wis(sleutelVan(formulier));
  for (const veld of velden(formulier)) veld.value = veld.defaultValue;
  formulier.querySelector("[data-concept-melding]").hidden = true;
};

document.addEventListener("input", (event) => {
  const formulier = event.target.closest?.("form[data-concept]");
  if (!formulier || event.target === formulier) return;
  const concept = Object.fromEntries(velden(formulier).map((veld) => [veld.name, veld.value]));
  if (isAnders(formulier)) bewaard.schrijf(sleutelVan(formulier), concept);
  else bewaard.wis(sleutelVan(formulier));
});

document.addEventListener("click", (event) => {
  const knop = event.target.closest?.("[data-concept-weg]");
  const formulier = knop?.closest("form[data-concept]");
  if (!formulier) return;
  gooiWeg(formulier);
  if (knop.tagName === "BUTTON") {
    velden(formulier)[0].focus();
    formulier.dispatchEvent(new Event("input", { bubbles: true }));
  }
}, true);

/* --- what others record --- */

const agenda = () => document.getElementById("zitting-agenda");
const wordtGetypt = () =>
  Array.from(document.querySelectorAll("form[data-concept]")).some((formulier) => !formulier.closest("details") || isAnders(formulier)) ||
  Array.from(document.querySelectorAll(".besluitknoppen textarea")).some((veld) => veld.value);
let gesloten = "";

const vergelijk = () => {
  const stand = agenda();
  if (!stand) return;
  if (gesloten && stand.dataset.gesloten !== gesloten && !wordtGetypt()) window.location.reload();
  gesloten = gesloten || stand.dataset.gesloten;
  const kaarten = Array.from(document.querySelectorAll("[data-nummer]"));
  const gezien = kaarten.reduce((som, kaart) => som + Number(kaart.dataset.nummer), 0);
  const melding = document.getElementById("zitting-intussen");
  if (!melding || Number(stand.dataset.stand) === gezien) {
    if (melding) melding.hidden = true;
  } else if (wordtGetypt()) {
    melding.querySelector("[data-door]").textContent = stand.dataset.door || "Iemand anders";
    melding.hidden = false;
  } else {
    window.htmx.ajax("GET", stand.getAttribute("hx-get") || window.location.href, {
      target: "#zitting-punt",
      select: "#zitting-punt",
      swap: "outerHTML",
    });
  }
};

/* --- keys --- */

const AAN = "sneltoetsen";
const KEUZES = ["o", "w", "a", "v"];
const kaarten = () => Array.from(document.querySelectorAll(".voorstelkaart"));
const huidige = () => kaarten().find((kaart) => kaart.dataset.huidig) || null;

const kies = (kaart, { focus = true } = {}) => {
  for (const een of kaarten()) delete een.dataset.huidig;
  if (!kaart) return;
  kaart.dataset.huidig = "1";
  if (focus) kaart.focus();
};

const stap = (richting) => {
  const alle = kaarten();
  const plaats = alle.indexOf(huidige()) + richting;
  if (plaats >= 0 && plaats < alle.length) kies(alle[plaats]);
  else document.querySelector(`[data-toets="${richting > 0 ? "volgende" : "vorige"}"]`)?.click();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select") || !document.querySelector(".sneltoetsen")) return;
  if (bewaard.lees(AAN) === "uit") return;
  const toets = event.key.toLowerCase();
  if (toets === "j" || toets === "k") stap(toets === "j" ? 1 : -1);
  else if (KEUZES.includes(toets)) huidige()?.querySelector(`[data-toets="${toets}"]`)?.click();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const kaart = event.target.closest?.(".voorstelkaart");
  if (kaart && !kaart.dataset.huidig) kies(kaart, { focus: false });
});

/* --- the page --- */

/* The agenda beside the item scrolls by itself: the item that is open stays in sight. */
const toonHuidigPunt = () => {
  const zij = document.querySelector(".zitting__zij");
  const hier = zij?.querySelector("[aria-current]");
  if (!hier || zij.scrollHeight <= zij.clientHeight) return;
  zij.scrollTop = hier.getBoundingClientRect().top - zij.getBoundingClientRect().top + zij.scrollTop - zij.clientHeight / 3;
};

const richtIn = () => {
  document.querySelectorAll("form[data-concept]").forEach(zetTerug);
  for (const knop of document.querySelectorAll(".zonder-script")) knop.hidden = true;
  if (!huidige()) kies(kaarten().find((kaart) => kaart.dataset.open === "1") || kaarten()[0], { focus: false });
};

document.addEventListener("DOMContentLoaded", () => {
  const hulp = document.querySelector(".sneltoetsen");
  if (hulp) {
    const vinkje = document.getElementById("sneltoetsen-aan");
    hulp.hidden = false;
    vinkje.checked = bewaard.lees(AAN) !== "uit";
    vinkje.addEventListener("change", () => bewaard.schrijf(AAN, vinkje.checked ? "aan" : "uit"));
  }
  richtIn();
  toonHuidigPunt();
  vergelijk();
  let laatste = "";
  /* A refusal comes with the page as it is now: with what was typed, and what came in between. */
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status) && event.detail.target.closest("#zitting")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    const formulier = event.detail.requestConfig.elt;
    /* Not swapped is the log-in page: the session has ended, and nothing was recorded. */
    const verwerkt = event.detail.shouldSwap && event.detail.xhr.status < 400;
    if (formulier.matches("form[data-concept]") && verwerkt) bewaard.wis(sleutelVan(formulier));
    laatste = huidige()?.id || "";
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const kaart = document.getElementById(laatste);
    const isAgenda = event.detail.elt.id === "zitting-agenda";
    if (kaart && !huidige()) kies(kaart, { focus: !isAgenda && !document.activeElement?.closest("#zitting") });
    richtIn();
    const veld = event.detail.elt.matches?.(".voorstelkaart") && event.detail.elt.querySelector(".wijzigformulier textarea");
    if (veld && !event.detail.elt.contains(document.activeElement?.closest("textarea"))) veld.focus();
    if (isAgenda || event.detail.elt.id === "zitting-punt") vergelijk();
  });
});
