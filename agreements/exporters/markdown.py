"""The list as Markdown (CommonMark): readable as it is and when shown, and back again without loss.

Headings by their level (the title is 1), points and sub-points as lists, additions as quotations. What Markdown has no
sign for stands in a comment, which no program shows:

- `<!-- afsprakenlijst-opmaak-1 -->` at the top: made by this application, so these comments mean something;
- `<!-- teken: ❖ -->`: the bullet of the lists from here on, as the list prints it;
- `<!-- inleiding -->`, `<!-- punt -->`, `<!-- alinea -->`: what the next paragraph is, where that is not what would
  be expected (a lead-in below a heading, a loose paragraph below bullets, otherwise the same as the one before it);
- `<!-- onderwerp -->`: the next heading of level 4 is an onderwerp and not a provincie;
- `<!-- subpunten -->`: the next list has the sub-points of the paragraph above it;
- `<!-- bijschrift -->`: the rest is no part of the list (texts that lapsed since an earlier edition).

Every sign in the text that could act as markup is escaped, so that the text stays text. `agreements.importers.formaten.
markdown` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.exporters.alineas import OPMAAK, Alinea, Namen, alineas
from agreements.exporters.bijschriften import EMBARGO, Bijschrift, gemerkt
from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.exporters.pakket import xml_tekens
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import bijzonderheden
from agreements.lijst import Lijst, Onderdeel

#: Signs that may mean something anywhere in a line of Markdown or one of its common dialects.
_OVERAL = re.compile(r"[\\`*_\[\]<>~|$]|&(?=[#\w])|(?<!\S)#")
#: What means something at the beginning of a paragraph: a list, a heading, a rule, a quotation, a definition.
_BEGIN = re.compile(r"^(?:[-+=:]|(?P<cijfers>\d{1,9})(?=[.)]))")
#: White space at the ends would be dropped, and a line may not end inside a paragraph.
_WIT = re.compile(r"^\s+|\s+$|[\t\n\r]")


def maak_markdown(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as Markdown in UTF-8. The same list with the same gegevens gives the same bytes."""
    regels = [*_voorwerk(lijst, gegevens), *_Schrijver().regels(alineas(lijst, gegevens, Namen()))]
    return ("\n".join(regels).rstrip() + "\n").encode()


def _voorwerk(lijst: Lijst, gegevens: Titelgegevens) -> Iterator[str]:
    yield f"<!-- {OPMAAK} -->"
    yield ""
    yield f"# {ontsnapt(lijst.titel)}"
    yield ""
    delen = [f"**{ontsnapt(leesbaar(gegevens.ronde))}**"]
    if gegevens.keuze:
        delen.append(ontsnapt(leesbaar(gegevens.keuze)))
    if gegevens.embargo:
        delen.append(f"**{ontsnapt(EMBARGO)}**")
    delen += [
        f"{naam}: {'; '.join(ontsnapt(leesbaar(regel)) for regel in regels)}"
        for naam, regels in bijzonderheden(gegevens)
    ]
    yield "\n>\n".join(f"> {deel}" for deel in delen)


class _Schrijver:
    """Writes the paragraphs of the list. It keeps what a reader would take for granted, and says what differs."""

    def __init__(self) -> None:
        #: What a paragraph without a word about it is, and the bullet of a list without one.
        self._verwacht = Onderdeel.INLEIDING
        self._teken: str | None = None
        #: The list that the last paragraph stood in: its bullet, "" for sub-points of a paragraph, None for none.
        self._lijst: str | None = None
        self._in_bijschrift = False

    def regels(self, rij: Iterator[Alinea]) -> Iterator[str]:
        for alinea in rij:
            was_bijschrift, self._in_bijschrift = self._in_bijschrift, alinea.bijschrift is not None
            if alinea.niveau:
                yield from self._kop(alinea)
            elif alinea.bijschrift:
                yield from self._bijschrift(alinea.bijschrift, vervolg=was_bijschrift)
            elif alinea.onderdeel is Onderdeel.PUNT and alinea.teken:
                yield from self._punt(alinea.tekst, alinea.teken)
            elif alinea.onderdeel is Onderdeel.SUBPUNT:
                yield from self._subpunt(alinea.tekst)
            else:
                yield from self._alinea(alinea)

    def _kop(self, alinea: Alinea) -> Iterator[str]:
        self._lijst, self._verwacht = None, Onderdeel.INLEIDING
        if alinea.onderdeel is Onderdeel.BIJSCHRIFT or (
            alinea.onderdeel is Onderdeel.ONDERWERP and alinea.niveau == _PROVINCIENIVEAU
        ):
            yield from _opmerking(alinea.onderdeel)
        yield ""
        yield f"{'#' * (alinea.niveau + 1)} {ontsnapt(alinea.tekst)}"

    def _alinea(self, alinea: Alinea) -> Iterator[str]:
        self._lijst = None
        if alinea.onderdeel is not self._verwacht and alinea.onderdeel is not Onderdeel.BIJSCHRIFT:
            yield from _opmerking(alinea.onderdeel)
        yield ""
        yield ontsnapt(alinea.tekst)
        self._verwacht = alinea.onderdeel

    def _punt(self, tekst: str, teken: str) -> Iterator[str]:
        if self._lijst != teken:
            # Two lists below each other would be one; the comment between them parts them as well.
            if self._lijst is not None or self._teken != teken:
                yield from _opmerking(f"teken: {_teken_in_opmerking(teken)}")
            yield ""
        self._lijst = self._teken = teken
        self._verwacht = Onderdeel.ALINEA
        yield f"- {ontsnapt(tekst)}"

    def _subpunt(self, tekst: str) -> Iterator[str]:
        if self._lijst is None:
            yield from _opmerking("subpunten")
            yield ""
            self._lijst = ""
        yield f"{'  ' if self._lijst else ''}- {ontsnapt(tekst)}"

    def _bijschrift(self, bijschrift: Bijschrift, *, vervolg: bool) -> Iterator[str]:
        regels = [_bijschriftregel(bijschrift), *(ontsnapt(regel) for regel in bijschrift.toelichting)]
        in_punt = "  " if self._lijst else ""
        if not in_punt:
            self._lijst = None
            yield ""
        elif vervolg:
            yield f"{in_punt}>"
        yield f"\n{in_punt}>\n".join(f"{in_punt}> {regel}" for regel in regels)


#: The level of a heading of a provincie; an onderwerp that stands below none has the same.
_PROVINCIENIVEAU = 3


def _opmerking(wat: str) -> Iterator[str]:
    yield ""
    yield f"<!-- {wat} -->"


def _bijschriftregel(bijschrift: Bijschrift) -> str:
    label = f"**{ontsnapt(bijschrift.label)}**" if bijschrift.label else ""
    zegt = ontsnapt("".join(map(gemerkt, bijschrift.stukken)).strip())
    return " ".join(deel for deel in (label, zegt, ontsnapt(bijschrift.code)) if deel)


def _teken_in_opmerking(teken: str) -> str:
    """A sign that cannot end the comment, and can be seen: a private-use character as its number."""
    return "".join(
        een if een.isalnum() or (een.isprintable() and een not in "<>&") else f"&#x{ord(een):X};" for een in teken
    ).replace("--", "-&#x2D;")


def ontsnapt(tekst: str) -> str:
    """The text as one line of Markdown that shows it to the letter."""
    tekst = _OVERAL.sub(lambda teken: "&amp;" if teken[0] == "&" else f"\\{teken[0]}", xml_tekens(tekst))
    tekst = _BEGIN.sub(lambda begin: f"{begin['cijfers']}\\" if begin["cijfers"] else f"\\{begin[0]}", tekst)
    return _WIT.sub(lambda wit: "".join(f"&#{ord(teken)};" for teken in wit[0]), tekst)
