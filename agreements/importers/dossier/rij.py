"""The paragraphs and tables of a source in order, with their markup, and the HTML that is made of them.

The readers per format make these rows; what they mean is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Stuk:
    """A run of characters with one markup; `stand` is "sup" or "sub" for raised and lowered signs."""

    tekst: str
    vet: bool = False
    cursief: bool = False
    stand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alinea:
    """One paragraph, heading or point.

    `regel` is its 1-based line in the source, `kop` the level of a heading, `niveau` the depth of a point in its list
    (0 is the main level), `nummer` the number of a numbered point, `lijst` which list of the source it stands in and
    `vervolg` that it goes on in the point (or the paragraph) before it. `rol` is what a document of our own making says
    that it is (a Dossierrol, Agendasoort or Bloksoort); empty in any other, and where somebody wrote in it since.
    """

    stukken: tuple[Stuk, ...]
    regel: int
    kop: int | None = None
    niveau: int | None = None
    nummer: int | None = None
    lijst: int = 0
    vervolg: bool = False
    rol: str = ""

    @property
    def tekst(self) -> str:
        """The text without its markup, white space as one space."""
        return " ".join("".join(stuk.tekst for stuk in self.stukken).split())

    @property
    def is_alinea(self) -> bool:
        """Whether it is running text: no heading and no point of a list."""
        return self.kop is None and self.niveau is None

    @property
    def is_vet(self) -> bool:
        return all(stuk.vet for stuk in self.stukken if stuk.tekst.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """A table: its rows, each with the text of its cells; the header row is the first."""

    rijen: tuple[tuple[str, ...], ...]
    regel: int


Rij = Alinea | Tabel


def naar_html(alineas: Iterable[Alinea]) -> str:
    """Paragraphs and (nested) lists as HTML. Every character of the source is escaped."""
    uit: list[str] = []
    lijsten: list[str] = []

    def sluit(tot: int) -> None:
        while len(lijsten) > tot:
            uit.append(f"</li></{lijsten.pop()}>")

    for alinea in alineas:
        inhoud = _stukken_html(alinea.stukken)
        if alinea.niveau is None:
            sluit(0)
            if alinea.vervolg and uit and uit[-1].endswith("</p>"):
                uit[-1] = f"{uit[-1].removesuffix('</p>')}<br>{inhoud}</p>"
                continue
            uit.append(f"<p>{inhoud}</p>")
            continue
        if alinea.vervolg and lijsten:
            uit.append(f"<br>{inhoud}")
            continue
        soort = "ul" if alinea.nummer is None else "ol"
        diepte = min(alinea.niveau + 1, len(lijsten) + 1)
        sluit(diepte)
        if len(lijsten) == diepte and lijsten[-1] == soort:
            uit.append(f"</li><li>{inhoud}")
            continue
        sluit(diepte - 1)
        lijsten.append(soort)
        begin = f' start="{alinea.nummer}"' if (alinea.nummer or 1) > 1 else ""
        uit.append(f"<{soort}{begin}><li>{inhoud}")
    sluit(0)
    return "".join(uit)


def _stukken_html(stukken: Sequence[Stuk]) -> str:
    delen = []
    for stuk in _ontdaan_van_wit(stukken):
        deel = escape(stuk.tekst)
        for tag, aan in (("strong", stuk.vet), ("em", stuk.cursief), (stuk.stand, bool(stuk.stand))):
            if aan and stuk.tekst.strip():
                deel = f"<{tag}>{deel}</{tag}>"
        delen.append(deel)
    return "".join(delen)


def _ontdaan_van_wit(stukken: Sequence[Stuk]) -> list[Stuk]:
    """Without white space at the ends, and without double white space inside."""
    uit: list[Stuk] = []
    wit = True
    for stuk in stukken:
        tekst = ""
        for teken in stuk.tekst:
            if not teken.isspace():
                tekst, wit = tekst + teken, False
            elif not wit:
                tekst, wit = tekst + " ", True
        if tekst:
            uit.append(Stuk(tekst, stuk.vet, stuk.cursief, stuk.stand))
    while uit and uit[-1].tekst != (kaal := uit[-1].tekst.rstrip()):
        laatste = uit.pop()
        if kaal:
            uit.append(Stuk(kaal, laatste.vet, laatste.cursief, laatste.stand))
    return uit
