/*
 * The sheet with filters on a small screen closes when one asks for the results. Without script it closes by
 * itself, because then the page is loaded again.
 */
"use strict";

document.addEventListener("submit", (event) => {
  const sheet = event.target.querySelector(".filterpaneel");
  if (sheet?.matches(":popover-open")) sheet.hidePopover();
});
