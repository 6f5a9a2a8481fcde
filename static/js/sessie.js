/*
 * A page outlives its session: who logs in again in another tab gets another token, and this page still holds the old
 * one. Here the server is asked who is logged in now; is that who the page was made for, then every form gets the new
 * token, and what was typed can be sent after all.
 */
"use strict";

window.sessie = (() => {
  let verlopen = false;

  const geefToken = (token) => {
    for (const veld of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) veld.value = token;
    const koppen = JSON.parse(document.body.getAttribute("hx-headers"));
    if ("X-CSRFToken" in koppen) document.body.setAttribute("hx-headers", JSON.stringify({ ...koppen, "X-CSRFToken": token }));
  };

  /* Gives "" when the page can send again, and else what stands in the way, to be put into a sentence. */
  const hernieuw = async () => {
    let nu;
    try {
      const antwoord = await fetch(document.body.dataset.sessie, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      nu = await antwoord.json();
    } catch {
      return "er is geen verbinding met het register. Probeer het zo nog een keer";
    }
    verlopen = nu.gebruiker !== (document.body.dataset.gebruiker || "");
    if (!verlopen) geefToken(nu.token);
    else if (!nu.gebruiker) return "u bent uitgelogd. Log in een ander tabblad weer in en probeer het hier nog een keer";
    else return "in een ander tabblad is iemand anders ingelogd. Log daar weer in als uzelf en probeer het hier nog een keer";
    return "";
  };

  return { hernieuw, isVerlopen: () => verlopen };
})();
