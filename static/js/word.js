/*
 * What Word, Outlook and web pages put on the clipboard, made into plain structure before the editor reads it: lists that
 * Word writes as paragraphs become real (nested) lists, bold and italic that are written as a style become markup, a table
 * becomes a paragraph per row, a line break a new paragraph; comments and styles go. The server cleans what is saved again.
 */

const WEG = "style, script, meta, link, title, xml, head, br.Apple-interchange-newline";
const LIJSTSTIJL = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const NUMMER = /^\s*\(?(?:(\d{1,4})|[a-z]|[ivxlc]+)[.)]/i;
/* Which markup a style stands for. */
const OPMAAK = [
  ["strong", /(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)/i],
  ["em", /(?:^|;)\s*font-style\s*:\s*(?:italic|oblique)/i],
  ["sup", /(?:^|;)\s*vertical-align\s*:\s*super/i],
  ["sub", /(?:^|;)\s*vertical-align\s*:\s*sub(?:;|\s|$)/i],
];
const NIET_VET = /(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-5]00)/i;

/* The page allows no styles, also not in HTML that is only read: they become an attribute without a meaning. */
const zonderStijlen = (html) =>
  html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, " data-stijl"));

const stijl = (element) => element.dataset.stijl ?? "";

const zonderCommentaar = (wortel) => {
  const loper = document.createTreeWalker(wortel, NodeFilter.SHOW_COMMENT);
  const gevonden = [];
  while (loper.nextNode()) gevonden.push(loper.currentNode);
  for (const een of gevonden) een.remove();
};

const uitgepakt = (element) => element.replaceWith(...element.childNodes);

/* A paragraph of a Word list without its sign: how deep it stands, and the number that it shows, if any. */
const lijstpunt = (alinea) => {
  const [, , niveau] = LIJSTSTIJL.exec(stijl(alinea));
  let teken = "";
  for (const deel of alinea.querySelectorAll("[data-stijl]")) {
    if (!/mso-list:\s*ignore/i.test(stijl(deel)) || !alinea.contains(deel)) continue;
    teken += deel.textContent;
    deel.remove();
  }
  const nummer = NUMMER.exec(teken);
  return {
    alinea,
    diepte: Number(niveau),
    soort: nummer ? "ol" : "ul",
    begin: nummer?.[1] ? Number(nummer[1]) : 1,
  };
};

/* Points that follow each other, as lists with lists in them; deeper than the one above counts as one level. */
const alsLijsten = (punten) => {
  const uit = document.createDocumentFragment();
  const stapel = [];
  for (const { alinea, diepte, soort, begin } of punten) {
    while (stapel.length && diepte < stapel.at(-1).diepte) stapel.pop();
    if (diepte === stapel.at(-1)?.diepte && stapel.at(-1).lijst.localName !== soort) stapel.pop();
    if (diepte !== stapel.at(-1)?.diepte) {
      const lijst = document.createElement(soort);
      if (soort === "ol" && begin > 1) lijst.setAttribute("start", begin);
      (stapel.at(-1)?.lijst.lastElementChild ?? uit).append(lijst);
      stapel.push({ diepte, lijst });
    }
    const item = document.createElement("li");
    const inhoud = document.createElement("p");
    inhoud.append(...alinea.childNodes);
    item.append(inhoud);
    stapel.at(-1).lijst.append(item);
  }
  return uit;
};

const maakLijsten = (wortel) => {
  const alineas = Array.from(wortel.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")).filter((een) =>
    LIJSTSTIJL.test(stijl(een)),
  );
  while (alineas.length) {
    const reeks = [alineas.shift()];
    while (alineas.length && reeks.at(-1).nextElementSibling === alineas[0]) reeks.push(alineas.shift());
    const plaats = document.createElement("div");
    reeks[0].before(plaats);
    plaats.replaceWith(alsLijsten(reeks.map(lijstpunt)));
    for (const alinea of reeks) alinea.remove();
  }
};

const maakOpmaak = (wortel) => {
  for (const element of wortel.querySelectorAll("[data-stijl]")) {
    for (const [naam, patroon] of OPMAAK) {
      if (!patroon.test(stijl(element))) continue;
      const nieuw = document.createElement(naam);
      nieuw.append(...element.childNodes);
      element.append(nieuw);
    }
    if (element.matches("b, strong") && NIET_VET.test(stijl(element))) uitgepakt(element);
  }
};

const maakAlineas = (wortel) => {
  for (const tabel of wortel.querySelectorAll("table")) {
    const rijen = Array.from(tabel.rows, (rij) => {
      const alinea = document.createElement("p");
      for (const cel of rij.cells) {
        if (!cel.textContent.trim()) continue;
        if (alinea.childNodes.length) alinea.append(" | ");
        for (const blok of cel.querySelectorAll("p, div, li, br")) blok.before(" ");
        for (const blok of cel.querySelectorAll("p, div, ul, ol, li, br")) uitgepakt(blok);
        alinea.append(...cel.childNodes);
      }
      return alinea;
    });
    tabel.replaceWith(...rijen.filter((rij) => rij.textContent.trim()));
  }
};

/* The parser of the browser closes and opens again what stands around a break. */
const zonderRegeleinden = (wortel) => {
  for (const einde of wortel.querySelectorAll("br")) {
    einde.replaceWith(document.createComment(einde.closest("p") ? "in" : "los"));
  }
  return wortel.innerHTML.replaceAll("<!--in-->", "</p><p>").replaceAll("<!--los-->", "<p>");
};

/* HTML of a clipboard in, HTML with paragraphs, lists, bold and italic out. */
export const opgeschoond = (html) => {
  const { body } = new DOMParser().parseFromString(zonderStijlen(html), "text/html");
  zonderCommentaar(body);
  for (const element of body.querySelectorAll(WEG)) element.remove();
  maakLijsten(body);
  maakOpmaak(body);
  maakAlineas(body);
  return zonderRegeleinden(body);
};
