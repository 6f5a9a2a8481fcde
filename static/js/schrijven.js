/*
 * The editor of an agendapunt, on top of a form that works without it: every text field becomes an editor for lists, bold
 * and italic; what is typed is kept as a draft after a moment; and who else is writing is asked now and then.
 */
import { opgeschoond } from "./word.js";

const WACHT = 1500; /* after the last key */
const NA_VERLATEN = 300; /* so that the button that saves goes before */
const HARTSLAG = 20_000;
const OPNIEUW = 5_000;

const formulier = document.getElementById("schrijfformulier");
const stand = document.getElementById("opslagstand");

/* --- the editors ------------------------------------------------------------------------------------------------ */

const KNOPPEN = [
  ["Vet", "bold", (keten) => keten.toggleBold(), "V"],
  ["Schuin", "italic", (keten) => keten.toggleItalic(), "S"],
  ["Punten", "bulletList", (keten) => keten.toggleBulletList(), "Punten"],
  ["Nummers", "orderedList", (keten) => keten.toggleOrderedList(), "Nummers"],
  ["Punt dieper", null, (keten) => keten.sinkListItem("listItem"), "→"],
  ["Punt terug", null, (keten) => keten.liftListItem("listItem"), "←"],
  ["Ongedaan maken", null, (keten) => keten.undo(), "↶"],
  ["Opnieuw", null, (keten) => keten.redo(), "↷"],
];

const maakBalk = (editor, label) => {
  const balk = document.createElement("div");
  balk.className = "schrijfveld__balk";
  balk.setAttribute("role", "group");
  balk.setAttribute("aria-label", `Opmaak van ${label}`);
  const knoppen = KNOPPEN.map(([naam, soort, doe, tekst]) => {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = `schrijfveld__knop${soort ? ` schrijfveld__knop--${soort}` : ""}`;
    knop.textContent = tekst;
    knop.title = naam;
    knop.setAttribute("aria-label", naam);
    if (soort) knop.setAttribute("aria-pressed", "false");
    knop.addEventListener("mousedown", (event) => event.preventDefault());
    knop.addEventListener("click", () => doe(editor.chain().focus()).run());
    balk.append(knop);
    return [knop, soort];
  });
  const werkBij = () => {
    for (const [knop, soort] of knoppen) {
      if (soort) knop.setAttribute("aria-pressed", String(editor.isActive(soort)));
    }
  };
  editor.on("transaction", werkBij);
  return balk;
};

/* In the editor a point that goes on is a paragraph of its own; there are no line breaks. */
const voorEditor = (html) => html.replaceAll("<br>", "<p>");

const maakEditors = async () => {
  const bouw = await import(formulier.dataset.editor);
  const Toetsen = bouw.Extension.create({
    name: "toetsen",
    priority: 1000,
    addKeyboardShortcuts() {
      let laatTabGaan = false;
      return {
        Escape: () => {
          laatTabGaan = true;
          return false;
        },
        Tab: ({ editor }) => {
          if (laatTabGaan) {
            laatTabGaan = false;
            return false;
          }
          return editor.isActive("listItem") && (editor.commands.sinkListItem("listItem") || true);
        },
        "Shift-Tab": ({ editor }) => {
          const terug = !laatTabGaan && editor.isActive("listItem") && editor.commands.liftListItem("listItem");
          laatTabGaan = false;
          return terug;
        },
        "Shift-Enter": ({ editor }) => editor.commands.splitBlock(),
      };
    },
  });
  /* The keys of a point are those above; Tab must be able to lead out of the field. */
  const Punt = bouw.ListItem.extend({
    addKeyboardShortcuts() {
      return { Enter: () => this.editor.commands.splitListItem(this.name) };
    },
  });
  const uitbreidingen = [
    ...[bouw.Document, bouw.Paragraph, bouw.Text, bouw.Bold, bouw.Italic, bouw.Superscript, bouw.Subscript],
    ...[bouw.BulletList, bouw.OrderedList, Punt, bouw.UndoRedo, Toetsen],
  ];
  const velden = formulier.querySelectorAll("textarea[data-html]");
  /* Who wrote in the plain fields while the editor was under way goes on in them. */
  if (Array.from(velden).some((veld) => veld.value !== veld.defaultValue)) return;
  const editors = Array.from(velden, (veld) => {
    const plek = document.createElement("div");
    const label = document.getElementById(`${veld.id}-label`);
    const editor = new bouw.Editor({
      element: plek,
      extensions: uitbreidingen,
      content: voorEditor(veld.dataset.html),
      injectCSS: false,
      editorProps: {
        transformPastedHTML: opgeschoond,
        attributes: {
          class: "schrijfveld__tekst dossiertekst",
          role: "textbox",
          "aria-multiline": "true",
          "aria-labelledby": label.id,
          ...(veld.hasAttribute("aria-describedby") && { "aria-describedby": veld.getAttribute("aria-describedby") }),
        },
      },
      onUpdate: () => {
        veld.value = editor.isEmpty ? "" : editor.getHTML();
        veranderd();
      },
    });
    return { veld, plek, editor, label };
  });
  /* Only now that all of them work the form says that it sends HTML. */
  for (const { veld, plek, editor, label } of editors) {
    const kader = document.createElement("div");
    kader.className = "schrijfveld__kader";
    kader.append(maakBalk(editor, label.textContent), plek);
    veld.value = editor.isEmpty ? "" : editor.getHTML();
    veld.hidden = true;
    veld.after(kader);
    label.addEventListener("click", () => editor.commands.focus());
  }
  formulier.elements.vorm.value = "html";
  for (const element of document.querySelectorAll("[data-zonder-editor]")) element.hidden = true;
  for (const element of document.querySelectorAll("[data-met-editor]")) element.hidden = false;
  for (const knop of document.querySelectorAll("[data-neem-over]")) {
    knop.hidden = false;
    knop.addEventListener("click", () => {
      const { editor } = editors.find(({ veld }) => veld.id === knop.dataset.neemOver);
      editor.chain().setContent(voorEditor(knop.dataset.html), { emitUpdate: true }).focus().run();
    });
  }
  for (const koppeling of document.querySelectorAll('.botsing a[href^="#"]')) {
    koppeling.addEventListener("click", (event) => {
      const doel = editors.find(({ veld }) => `#${veld.id}` === koppeling.hash);
      if (!doel) return;
      event.preventDefault();
      doel.editor.commands.focus();
      doel.plek.scrollIntoView({ block: "center" });
    });
  }
};

/* --- the draft -------------------------------------------------------------------------------------------------- */

let wekker = 0;
let teBewaren = false;
let bezig = false;
let klaar = false;

const zeg = (tekst, fout = false) => {
  if (stand.textContent !== tekst) stand.textContent = tekst;
  stand.classList.toggle("schrijfbalk__stand--fout", fout);
};

const verstuur = async (extra = {}) => {
  const gegevens = new FormData(formulier);
  for (const [naam, waarde] of Object.entries(extra)) gegevens.set(naam, waarde);
  const antwoord = await fetch(formulier.dataset.concept, {
    method: "POST",
    body: gegevens,
    headers: { "X-Requested-With": "XMLHttpRequest" },
    keepalive: extra.weg === "1",
  });
  const isJson = antwoord.headers.get("Content-Type")?.startsWith("application/json");
  return { antwoord, data: isJson ? await antwoord.json() : null };
};

const toonAnderen = ({ schrijvers, nieuwer }) => {
  const plek = document.getElementById("schrijvers");
  const zin = schrijvers.length
    ? `${schrijvers.join(" en ")} ${schrijvers.length > 1 ? "schrijven" : "schrijft"} hier nu ook.`
    : "";
  if (plek.textContent.trim() !== zin) {
    const alinea = document.createElement("p");
    alinea.className = "schrijvers";
    alinea.textContent = zin;
    plek.replaceChildren(...(zin ? [alinea] : []));
  }
  const vak = document.getElementById("nieuwer");
  if (nieuwer && vak.hidden) {
    vak.hidden = false;
    vak.querySelector("p").textContent =
      `${nieuwer.door} heeft intussen versie ${nieuwer.nummer} opgeslagen. Bij het opslaan worden de teksten samengevoegd.`;
  }
};

/* Logged out, or logged in again in another tab: with a new token it is kept after all. */
const naVerlopen = async (opnieuw) => {
  const hapert = await window.sessie.hernieuw();
  if (!hapert && opnieuw) {
    zeg("Niet bewaard: u mag hier niet meer schrijven. Kopieer uw tekst en laad de pagina opnieuw.", true);
    return;
  }
  teBewaren = true;
  if (hapert) zeg(`Niet bewaard: ${hapert}. Uw tekst blijft hier staan.`, true);
  wekker = setTimeout(() => bewaarNu({ opnieuw: !hapert }), hapert ? HARTSLAG : 0);
};

const bewaarNu = async ({ opnieuw = false } = {}) => {
  clearTimeout(wekker);
  if (!teBewaren || klaar) return;
  if (bezig) {
    wekker = setTimeout(bewaarNu, WACHT);
    return;
  }
  bezig = true;
  teBewaren = false;
  try {
    const { antwoord, data } = await verstuur();
    if (antwoord.ok && data) {
      zeg(`Concept bewaard om ${data.bewaard}`);
      toonAnderen(data);
    } else if (antwoord.status === 422 && data) {
      zeg(data.fout, true);
    } else if (antwoord.status === 404) {
      zeg("Niet bewaard: dit agendapunt is er niet meer. Kopieer uw tekst naar een ander agendapunt.", true);
    } else if (antwoord.status === 403 || antwoord.redirected || (antwoord.ok && !data)) {
      await naVerlopen(opnieuw);
    } else {
      throw new Error(String(antwoord.status));
    }
  } catch {
    teBewaren = true;
    zeg("Niet bewaard: geen verbinding. Het wordt vanzelf opnieuw geprobeerd.", true);
    wekker = setTimeout(bewaarNu, OPNIEUW);
  } finally {
    bezig = false;
  }
};

const veranderd = () => {
  teBewaren = true;
  clearTimeout(wekker);
  wekker = setTimeout(bewaarNu, WACHT);
};

const hartslag = async () => {
  if (document.hidden || klaar) return;
  try {
    const { antwoord, data } = await verstuur({ aanwezig: "1" });
    if (antwoord.ok && data) toonAnderen(data);
  } catch {
    /* Without a connection nobody is told; the draft says so when there is something to keep. */
  }
};

if (formulier) {
  formulier.addEventListener("input", (event) => {
    if (event.target.name) veranderd();
  });
  formulier.addEventListener("focusout", () => {
    if (!teBewaren || klaar) return;
    clearTimeout(wekker);
    wekker = setTimeout(bewaarNu, NA_VERLATEN);
  });
  /* Logged out, the page would make way for the log-in page, with what was typed; so that is asked first. */
  let mag = false;
  formulier.addEventListener("submit", async (event) => {
    clearTimeout(wekker);
    if (mag) return;
    event.preventDefault();
    if (klaar) return;
    klaar = true;
    const hapert = await window.sessie.hernieuw();
    if (!hapert) {
      mag = true;
      formulier.requestSubmit(event.submitter);
      mag = false;
      return;
    }
    klaar = false;
    veranderd();
    zeg(`Niet verzonden: ${hapert}. Uw tekst blijft hier staan.`, true);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) bewaarNu();
  });
  window.addEventListener("pagehide", () => {
    if (teBewaren && !klaar) verstuur({ weg: "1" }).catch(() => {});
  });
  window.addEventListener("online", () => bewaarNu());
  hartslag();
  setInterval(hartslag, HARTSLAG);
  maakEditors().catch(() => {
    /* The text fields stay, and work. */
  });
}
