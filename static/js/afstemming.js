/*
 * Answering by keyboard: on an agreement that has the focus, "a" agrees, "b" opens the objection, the arrows go to the
 * next and the previous one. After an answer the focus goes on to the next that is open. All of it works with the
 * buttons as well; nothing listens while somebody types.
 */
"use strict";

const punten = () => Array.from(document.querySelectorAll(".afstemmingspunt"));

const ga = (punt) => {
  if (!punt) return;
  punt.focus();
  punt.scrollIntoView({ block: "nearest" });
};

document.addEventListener("DOMContentLoaded", () => {
  for (const uitleg of document.querySelectorAll(".afstemming__toetsen")) uitleg.hidden = false;
  /* From the page itself the first step is to an agreement: the ones that wait can be reached with Tab. */
  document.querySelector(".afstemmingspunt--open")?.setAttribute("tabindex", "0");
});

document.addEventListener("keydown", (event) => {
  const punt = event.target.closest?.(".afstemmingspunt");
  if (!punt || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("textarea, input, select")) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const alle = punten();
    event.preventDefault();
    ga(alle[alle.indexOf(punt) + (event.key === "ArrowDown" ? 1 : -1)]);
    return;
  }
  const knop = punt.querySelector(`[data-toets="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!knop) return;
  event.preventDefault();
  knop.click();
  knop.parentElement.querySelector("textarea")?.focus();
});

document.addEventListener("htmx:load", (event) => {
  const punt = event.detail.elt;
  if (!punt.classList?.contains("afstemmingspunt")) return;
  const fout = punt.querySelector("[aria-invalid]");
  if (fout) {
    fout.focus();
    return;
  }
  const alle = punten();
  const verder = alle.slice(alle.indexOf(punt) + 1).find((een) => een.matches(".afstemmingspunt--open"));
  ga(punt.matches(".afstemmingspunt--open") || punt.querySelector("[role=alert]") ? punt : verder || punt);
});
