/*
 * What Word, Outlook and web pages put on the clipboard, made into plain structure before the editor reads it: lists that
 * Word writes as paragraphs become real (nested) lists, a table becomes a paragraph per row, a line break becomes a new
 * paragraph; comments and styles go. The server cleans what is saved once more.
 */

const WEG = "style, script, meta, link, title, xml, head, br.Apple-interchange-newline";
const LIJSTSTIJL = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const NUMMER = /^\s*\(?(?:(\d{1,4})|[a-z]|[ivxlc]+)[.)]/i;

const stijl = (element) => element.getAttribute("style") ?? "";

const zonderCommentaar = (wortel) => {
  const loper = document.createTreeWalker(wortel, NodeFilter.SHOW_COMMENT);
  const gevonden = [];
  while (loper.nextNode()) gevonden.push(loper.currentNode);
  for (const een of gevonden) een.remove();
};

const uitgepakt = (element) => element.replaceWith(...element.childNodes);

/* A paragraph of a Word list without its sign: how deep it stands, and the number that it shows, if any. */
const lijstpunt = (alinea) => {
  const gevonden = LIJSTSTIJL.exec(stijl(alinea));
  if (!gevonden) return null;
  let teken = "";
  for (const deel of alinea.querySelectorAll("[style]")) {
    if (!/mso-list:\s*ignore/i.test(stijl(deel)) || !alinea.contains(deel)) continue;
    teken += deel.textContent;
    deel.remove();
  }
  const nummer = NUMMER.exec(teken);
  return {
    alinea,
    diepte: Number(gevonden[2]),
    soort: nummer ? "ol" : "ul",
    begin: nummer?.[1] ? Number(nummer[1]) : 1,
  };
};

/* Points that follow each other, as one list with lists in it; deeper than the one above counts as one level. */
const alsLijst = (punten) => {
  const stapel = [];
  let eerste = null;
  let laatste = null;
  for (const punt of punten) {
    while (stapel.length && punt.diepte < stapel.at(-1).diepte) stapel.pop();
    let top = stapel.at(-1);
    if (!top || punt.diepte > top.diepte || top.lijst.localName !== punt.soort) {
      const lijst = document.createElement(punt.soort);
      if (punt.soort === "ol" && punt.begin > 1) lijst.setAttribute("start", punt.begin);
      if (top && punt.diepte > top.diepte) {
        top.lijst.lastElementChild.append(lijst);
      } else {
        if (top) stapel.pop();
        const boven = stapel.at(-1);
        if (boven) boven.lijst.lastElementChild.append(lijst);
        else if (laatste) laatste.after(lijst);
        eerste ??= lijst;
        if (!boven) laatste = lijst;
      }
      top = { diepte: punt.diepte, lijst };
      stapel.push(top);
    }
    const item = document.createElement("li");
    const inhoud = document.createElement("p");
    inhoud.append(...punt.alinea.childNodes);
    item.append(inhoud);
    top.lijst.append(item);
  }
  return eerste;
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
    const punten = reeks.map(lijstpunt);
    const lijst = alsLijst(punten);
    const lijsten = [lijst];
    while (lijsten.at(-1).nextElementSibling) lijsten.push(lijsten.at(-1).nextElementSibling);
    plaats.replaceWith(...lijsten);
    for (const { alinea } of punten) alinea.remove();
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
  const { body } = new DOMParser().parseFromString(html, "text/html");
  zonderCommentaar(body);
  for (const element of body.querySelectorAll(WEG)) element.remove();
  for (const element of body.getElementsByTagName("o:p")) if (!element.textContent.trim()) element.textContent = "";
  maakLijsten(body);
  maakAlineas(body);
  return zonderRegeleinden(body);
};
