"""Read a PDF as a screen reader does (its tag tree) and as an eye does (what stands on the pages).

Our own small reader, so that no test leans on what made the PDF. Text is found through the ToUnicode tables of
the fonts, as every reader finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

#: Between two lines of one paragraph.
REGELEINDE = "\n"
#: The hyphen that hyphenation puts at the end of a line, as a screen reader gets it.
ZACHT_STREEPJE = "\u00ad"


@dataclass
class Knoop:
    """An element of the tag tree: its type ("H2", "LI"), its children and its own lines of text, in order."""

    soort: str
    delen: list[Knoop | str] = field(default_factory=list)

    def knopen(self, *soorten: str) -> Iterator[Knoop]:
        """Every element of these types below this one, in reading order, itself included."""
        if self.soort in soorten:
            yield self
        for deel in self.delen:
            if isinstance(deel, Knoop):
                yield from deel.knopen(*soorten)

    def kinderen(self, *soorten: str) -> list[Knoop]:
        return [deel for deel in self.delen if isinstance(deel, Knoop) and deel.soort in soorten]

    def tekst(self, zonder: tuple[str, ...] = ()) -> str:
        """The text below this element, line by line, leaving out elements of some types."""
        regels = []
        for deel in self.delen:
            if isinstance(deel, str):
                regels.append(deel)
            elif deel.soort not in zonder and (tekst := deel.tekst(zonder)):
                regels.append(tekst)
        return REGELEINDE.join(regels)


@dataclass
class Gelezen:
    """A PDF that was read: tag tree, text of headers and footers and of the rest per page, all text of it."""

    boom: Knoop
    randen: list[list[str]]
    lopend: list[list[str]]
    paginas: list[str]
    bladwijzers: list[tuple[int, str]]
    catalogus: dict[str, Any]
    titel: str


def lees_pdf(inhoud: bytes) -> Gelezen:
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        stukken = [_stukken(pagina) for pagina in pdf.pages]
        nummer = {pagina.objgen: index for index, pagina in enumerate(pdf.pages)}
        wortel = pdf.Root.StructTreeRoot.K
        begin = wortel[0] if isinstance(wortel, pikepdf.Array) else wortel
        with pdf.open_outline() as bladwijzers:
            regels = list(_bladwijzers(bladwijzers.root, 1))
        return Gelezen(
            boom=_knoop(begin, stukken, nummer, None),
            randen=[[tekst for mcid, tekst in pagina if mcid is None and tekst.strip()] for pagina in stukken],
            lopend=[[tekst for mcid, tekst in pagina if mcid is not None] for pagina in stukken],
            paginas=["\n".join(tekst for _, tekst in pagina) for pagina in stukken],
            bladwijzers=regels,
            catalogus={
                "lang": str(pdf.Root.Lang),
                "marked": bool(pdf.Root.MarkInfo.Marked),
                "toon_titel": bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
                "javascript": "/JavaScript" in pdf.Root.get("/Names", {}) or "/OpenAction" in pdf.Root,
                "versie": pdf.pdf_version,
                "metadata": pdf.Root.Metadata.read_raw_bytes(),
            },
            titel=str(pdf.docinfo["/Title"]),
        )


def _bladwijzers(items: Any, niveau: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield niveau, item.title
        yield from _bladwijzers(item.children, niveau + 1)


def _knoop(element: Any, stukken: list[Any], nummer: dict[Any, int], pagina: int | None) -> Knoop:
    if "/Pg" in element:
        pagina = nummer[element.Pg.objgen]
    knoop = Knoop(str(element.S).lstrip("/"))
    if "/ActualText" in element:  # what to read instead of what is drawn
        knoop.delen.append(str(element.ActualText))
        return knoop
    kinderen = element.get("/K", [])
    for kind in kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            assert kind.P.objgen == element.objgen, "a child names another parent"
            knoop.delen.append(_knoop(kind, stukken, nummer, pagina))
        elif not isinstance(kind, pikepdf.Dictionary):
            assert pagina is not None
            knoop.delen.append("".join(tekst for mcid, tekst in stukken[pagina] if mcid == int(kind)))
    return knoop


def _stukken(pagina: Any) -> list[tuple[int | None, str]]:
    """The pieces of text of a page as (marked-content number, text); artefacts have no number."""
    fonts = {naam: _tabel(font) for naam, font in pagina.Resources.Font.items()}
    uit: list[tuple[int | None, str]] = []
    lagen: list[int | None] = []
    tabel: dict[int, str] = {}
    for opdracht in pikepdf.parse_content_stream(pagina):
        operanden, wat = opdracht.operands, str(opdracht.operator)
        if wat == "BDC":
            lagen.append(int(operanden[1].MCID) if "/MCID" in operanden[1] else None)
        elif wat == "BMC":
            lagen.append(None)
        elif wat == "EMC":
            lagen.pop()
        elif wat == "Tf":
            tabel = fonts[str(operanden[0])]
        elif wat == "TJ":
            rauw = b"".join(bytes(deel) for deel in operanden[0] if isinstance(deel, pikepdf.String))
            tekst = "".join(tabel[int.from_bytes(rauw[i : i + 2], "big")] for i in range(0, len(rauw), 2))
            mcid = next((laag for laag in reversed(lagen) if laag is not None), None)
            if uit and uit[-1][0] == mcid and mcid is not None:
                uit[-1] = (mcid, uit[-1][1] + tekst)
            else:
                uit.append((mcid, tekst))
    return uit


def _tabel(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    tabel = {}
    for blok in re.findall(r"beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, tekens in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", blok):
            tabel[int(glyph, 16)] = bytes.fromhex(tekens).decode("utf-16-be")
    return tabel


def verschil(gelezen: str, bedoeld: str) -> str:
    """Where text from a PDF differs from the text that was put in; "" when it is the same to the letter.

    White space does not count, and neither does a soft hyphen at the end of a line: hyphenation put it there.
    """
    plaats = 0
    bedoeld = re.sub(r"\s+", "", bedoeld)
    regels = gelezen.split(REGELEINDE)
    for nummer, regel in enumerate(regels):
        letters = re.sub(r"\s+", "", regel)
        for index, letter in enumerate(letters):
            aan_einde = index == len(letters) - 1 and nummer < len(regels) - 1
            if bedoeld[plaats : plaats + 1] == letter:
                plaats += 1
            elif not (letter == ZACHT_STREEPJE and aan_einde):
                return f"{letters[max(0, index - 20) : index + 20]!r} in plaats van {bedoeld[plaats : plaats + 20]!r}"
    return f"er ontbreekt {bedoeld[plaats : plaats + 40]!r}" if plaats < len(bedoeld) else ""
