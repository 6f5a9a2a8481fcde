/*
 * Dragging an item of the agenda to another place, on top of the buttons that do the same. Where it is dropped fills
 * in the hidden form of the page and sends that; what came of it is said by the messages, as for the buttons.
 */
"use strict";

(() => {
  const SOORTEN = ["voor", "na", "in"];
  let gesleept = null;

  const rijVan = (doel) => (doel instanceof Element ? doel.closest(".agendarij") : null);

  /* An item takes along what stands under it: the rows after it that stand deeper. */
  const takVan = (rij) => {
    const tak = [rij];
    const diepte = Number(rij.dataset.diepte);
    for (let volgende = rij.nextElementSibling; volgende && Number(volgende.dataset.diepte) > diepte; volgende = volgende.nextElementSibling) {
      tak.push(volgende);
    }
    return tak;
  };

  const verhouding = (rij, y) => {
    const vak = rij.getBoundingClientRect();
    const deel = (y - vak.top) / vak.height;
    return deel < 0.3 ? "voor" : deel > 0.7 ? "na" : "in";
  };

  const wis = () => {
    for (const soort of SOORTEN) {
      for (const rij of document.querySelectorAll(`.agendarij--${soort}`)) rij.classList.remove(`agendarij--${soort}`);
    }
  };

  const stop = () => {
    wis();
    for (const rij of document.querySelectorAll(".agendarij--gesleept")) rij.classList.remove("agendarij--gesleept");
    gesleept = null;
  };

  document.addEventListener("dragstart", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(".agendarij__greep")) return;
    gesleept = rijVan(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", gesleept.dataset.punt);
    event.dataTransfer.setDragImage(gesleept, 0, 0);
    for (const rij of takVan(gesleept)) rij.classList.add("agendarij--gesleept");
  });

  document.addEventListener("dragover", (event) => {
    const rij = rijVan(event.target);
    if (!gesleept || !rij || rij.classList.contains("agendarij--gesleept")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    wis();
    rij.classList.add(`agendarij--${verhouding(rij, event.clientY)}`);
  });

  document.addEventListener("drop", (event) => {
    const rij = rijVan(event.target);
    if (!gesleept || !rij || rij.classList.contains("agendarij--gesleept")) return;
    event.preventDefault();
    const formulier = document.getElementById("sleepformulier");
    formulier.elements.namedItem("punt").value = gesleept.dataset.punt;
    formulier.elements.namedItem("bij").value = rij.dataset.punt;
    formulier.elements.namedItem("verhouding").value = verhouding(rij, event.clientY);
    stop();
    formulier.requestSubmit();
  });

  document.addEventListener("dragend", stop);

  /* Escape and a click elsewhere close the menu of an item. */
  document.addEventListener("click", (event) => {
    for (const meer of document.querySelectorAll(".agendarij__meer[open]")) {
      if (!meer.contains(event.target)) meer.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const meer of document.querySelectorAll(".agendarij__meer[open]")) {
      const hadFocus = meer.contains(document.activeElement);
      meer.open = false;
      if (hadFocus) meer.querySelector("summary").focus();
    }
  });
})();
