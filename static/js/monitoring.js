/*
 * Answering by keyboard: Ctrl+Enter or Alt+Enter confirms the agreement that one is in, and the focus goes on to the next
 * that is open. What is typed is kept as a draft after a moment; when that fails the page says so and tries again. All of
 * it works with the buttons as well, and without this script each agreement is an ordinary form.
 */
"use strict";

const WACHT = 1200; /* after the last key */
const OPNIEUW = 8000;

const wekkers = new WeakMap();
const onderweg = new WeakMap(); /* the draft that is being kept: the answer itself goes before */

const zeg = (formulier, tekst, fout = false) => {
  const stand = formulier.querySelector(".monitorformulier__stand");
  if (!stand) return;
  stand.textContent = tekst;
  stand.classList.toggle("monitorformulier__stand--fout", fout);
};

/* A draft at a time, and none beside the answer: what comes in last counts. */
const bewaar = async (formulier, { blijft = true, opnieuw = false } = {}) => {
  if (formulier.dataset.bezig) return;
  if (onderweg.has(formulier) && blijft) {
    plan(formulier, WACHT);
    return;
  }
  onderweg.get(formulier)?.abort();
  const breekAf = new AbortController();
  onderweg.set(formulier, breekAf);
  const gegevens = new FormData(formulier);
  gegevens.delete("documenten"); /* a document goes with the answer itself */
  formulier.dataset.vuil = "";
  let hapert = "";
  try {
    const antwoord = await fetch(formulier.dataset.concept, {
      method: "POST",
      body: gegevens,
      headers: { "X-Requested-With": "XMLHttpRequest" },
      keepalive: !blijft,
      signal: breekAf.signal,
    });
    const isJson = antwoord.headers.get("Content-Type")?.startsWith("application/json");
    const data = isJson ? await antwoord.json() : null;
    if (antwoord.ok && data) {
      const erbij = formulier.dataset.onverzonden ? "; nog niet verzonden" : "";
      if (!formulier.dataset.vuil) zeg(formulier, `Concept bewaard om ${data.bewaard}${erbij}`);
    } else if (data?.fout) {
      zeg(formulier, data.fout, true);
    } else {
      hapert = await window.sessie.hernieuw();
      if (!hapert && !opnieuw) {
        onderweg.delete(formulier);
        await bewaar(formulier, { blijft, opnieuw: true });
      } else if (!hapert) {
        zeg(formulier, "Niet bewaard. Laad de pagina opnieuw; kopieer eerst wat u typte.", true);
      }
    }
  } catch {
    if (breekAf.signal.aborted) return;
    hapert = "geen verbinding. We proberen het opnieuw";
  } finally {
    if (onderweg.get(formulier) === breekAf) onderweg.delete(formulier);
  }
  if (!hapert || formulier.dataset.bezig) return;
  formulier.dataset.vuil = "1";
  zeg(formulier, `Niet bewaard: ${hapert}. Uw tekst staat nog op dit scherm.`, true);
  if (blijft) plan(formulier, OPNIEUW);
};

const plan = (formulier, wacht) => {
  clearTimeout(wekkers.get(formulier));
  wekkers.set(formulier, setTimeout(() => {
    if (formulier.isConnected && formulier.dataset.vuil) bewaar(formulier);
  }, wacht));
};

const formulierVan = (element) => element.closest?.("form.monitorformulier");

document.addEventListener("input", (event) => {
  const formulier = formulierVan(event.target);
  if (!formulier) return;
  if (event.target.type === "file") {
    const fout = teGroot(formulier);
    zeg(formulier, fout, Boolean(fout));
    return;
  }
  formulier.dataset.vuil = "1";
  zeg(formulier, "Nog niet bewaard");
  plan(formulier, WACHT);
});

const bewaarAlles = (opties) => {
  for (const formulier of document.querySelectorAll('form.monitorformulier[data-vuil="1"]')) bewaar(formulier, opties);
};

/* Leaving the page or another window: what was just typed goes along. Who comes back may have logged in again there. */
document.addEventListener("visibilitychange", () => bewaarAlles({ blijft: document.visibilityState !== "hidden" }));

window.addEventListener("online", () => bewaarAlles());

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.altKey)) return;
  const formulier = formulierVan(event.target);
  if (!formulier || formulier.dataset.bezig) return;
  event.preventDefault();
  formulier.requestSubmit();
});

/* A server refuses what is much too large before it reads it, and often without a word; so the page looks first. */
const teGroot = (formulier) => {
  const veld = formulier.elements.namedItem("documenten");
  const bestand = Array.from(veld.files).find((een) => een.size > Number(veld.dataset.hoogstens));
  if (!bestand) return "";
  const hoogstens = Math.floor(Number(veld.dataset.hoogstens) / 1024 / 1024);
  return `Niet verzonden: het bestand is te groot: “${bestand.name}” mag hoogstens ${hoogstens} MB zijn.`;
};

document.addEventListener("htmx:beforeRequest", (event) => {
  const formulier = formulierVan(event.target);
  if (!formulier) return;
  const fout = teGroot(formulier);
  if (fout) {
    event.preventDefault();
    zeg(formulier, fout, true);
    return;
  }
  formulier.dataset.bezig = "1";
  formulier.dataset.vuil = "";
  clearTimeout(wekkers.get(formulier));
  onderweg.get(formulier)?.abort();
});

/* The answer was not taken; `vast` is a sentence that says exactly why. */
document.addEventListener("foutmelding", (event) => {
  const formulier = formulierVan(event.target);
  if (!formulier) return;
  event.preventDefault();
  delete formulier.dataset.bezig;
  formulier.dataset.vuil = formulier.dataset.onverzonden = "1";
  plan(formulier, OPNIEUW);
  const { tekst, vast } = event.detail;
  zeg(formulier, vast ? tekst : "Niet verzonden. Uw tekst staat nog op dit scherm; probeer het opnieuw.", true);
});

const eersteVeld = (rij) => rij?.querySelector("form.monitorformulier select");

/* After an answer: to what is wrong in it, or on to the next agreement that is open. */
document.addEventListener("htmx:load", (event) => {
  const rij = event.detail.elt;
  if (!rij.classList?.contains("monitorrij")) return;
  const fout = rij.querySelector("[aria-invalid], .monitorbotsing");
  if (fout) {
    fout.focus();
    return;
  }
  const alle = Array.from(document.querySelectorAll(".monitorrij"));
  const open = (een) => een.classList.contains("monitorrij--open");
  const plaats = alle.indexOf(rij);
  const verder = alle.slice(plaats + 1).find(open) || alle.find(open);
  const doel = eersteVeld(verder) || rij.querySelector("a");
  doel?.focus({ preventScroll: true });
  (verder || rij).scrollIntoView({ block: "start" });
});

document.addEventListener("DOMContentLoaded", () => {
  for (const uitleg of document.querySelectorAll(".monitortoetsen")) uitleg.hidden = false;
});
