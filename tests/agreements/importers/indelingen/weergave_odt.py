"""Makes ODT documents of printed paragraphs: with real headings and lists, or with everything typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_STORED, ZipFile

from tests.agreements.importers.indelingen.alinea import Alinea
from tests.agreements.importers.indelingen.weergave_word import NUMMER

MIMETYPE = "application/vnd.oasis.opendocument.text"
RUIMTEN = (
    " ".join(
        f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
        for kort, lang in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "meta": "meta",
            "fo": "xsl-fo-compatible",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_KOPNIVEAU = {"landsdeel": 1, "rubriek": 2, "provincie": 3, "onderwerp": 4}
_EINDE_ZIN = (".", ":", ";")


def als_odt(alineas: Sequence[Alinea], *, echt: bool) -> bytes:
    """An .odt. `echt` uses headings with the numbers of the outline, nested lists and a real table of contents."""
    rij = [alinea for alinea in alineas if alinea.soort not in ("koptekst", "voettekst")]
    inhoud = "".join(_echt(rij) if echt else (f"<text:p>{tekst(alinea.tekst)}</text:p>" for alinea in rij))
    return pak(inhoud, automatisch=_lijststijlen(rij) if echt else "", omtrek=_omtrek(rij) if echt else "")


def pak(
    inhoud: str, *, automatisch: str = "", stijlen: str = "", omtrek: str = "", meta: str = "", **delen: bytes
) -> bytes:
    """The zip of an ODT with this content; `delen` are further parts by name."""
    uit = BytesIO()
    with ZipFile(uit, "w") as pakket:
        pakket.writestr("mimetype", MIMETYPE, compress_type=ZIP_STORED)
        pakket.writestr(
            "content.xml",
            f"<office:document-content {RUIMTEN}><office:automatic-styles>{automatisch}</office:automatic-styles>"
            f"<office:body><office:text>{inhoud}</office:text></office:body></office:document-content>",
        )
        pakket.writestr(
            "styles.xml",
            f"<office:document-styles {RUIMTEN}><office:styles>{stijlen}{omtrek}</office:styles>"
            "</office:document-styles>",
        )
        pakket.writestr(
            "meta.xml", f"<office:document-meta {RUIMTEN}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        pakket.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {RUIMTEN}><manifest:file-entry manifest:full-path='/' "
            f"manifest:media-type='{MIMETYPE}'/></manifest:manifest>",
        )
        for naam, deel in delen.items():
            pakket.writestr(naam, deel)
    return uit.getvalue()


def tekst(kaal: str) -> str:
    """Text as content of a paragraph: more spaces than one are an element."""
    return re.sub(" {2,}", lambda wit: f' <text:s text:c="{len(wit[0]) - 1}"/>', escape(kaal))


def _echt(alineas: Sequence[Alinea]) -> Iterator[str]:
    for soort, groep in groupby(alineas, key=lambda alinea: _groep(alinea.soort)):
        if soort == "lijst":
            yield from _lijsten(list(groep))
        elif soort == "inhoud":
            yield "<text:table-of-content><text:index-body>"
            for alinea in groep:
                titel, _, pagina = alinea.tekst.rpartition(" ")
                regel = f"{tekst(titel.rstrip(' .'))}<text:tab/>{pagina}" if titel else tekst(alinea.tekst)
                yield f"<text:p>{regel}</text:p>"
            yield "</text:index-body></text:table-of-content>"
        else:
            yield from map(_alinea, groep)


def _groep(soort: str) -> str:
    return "lijst" if soort in ("punt", "subpunt") else soort


def _alinea(alinea: Alinea) -> str:
    niveau = _KOPNIVEAU.get(alinea.soort)
    if niveau is None or alinea.tekst.endswith(_EINDE_ZIN):
        return f"<text:p>{tekst(alinea.tekst)}</text:p>"
    nummer = NUMMER.match(alinea.tekst) if niveau == 2 else None
    if nummer is None:
        eigen = ' text:is-list-header="true"' if niveau == 2 else ""
        return f'<text:h text:outline-level="{niveau}"{eigen}>{tekst(alinea.tekst)}</text:h>'
    return f'<text:h text:outline-level="2">{tekst(alinea.tekst[nummer.end() :])}</text:h>'


def _lijsten(punten: Sequence[Alinea]) -> Iterator[str]:
    """A list per point, sub-points in lists of their own inside its item."""
    items: list[tuple[str, str]] = []
    hoofd = punten[0].soort
    for alinea in punten:
        teken, _, rest = alinea.tekst.partition(" ")
        inhoud = f"<text:p>{tekst(rest)}</text:p>"
        if alinea.soort in ("punt", hoofd):
            items.append((teken, inhoud))
        else:
            items[-1] = (items[-1][0], items[-1][1] + _lijst(teken, inhoud))
    yield from (_lijst(teken, item) for teken, item in items)


def _lijst(teken: str, item: str) -> str:
    stijl = quoteattr(_stijlnaam(teken))
    return f"<text:list text:style-name={stijl}><text:list-item>{item}</text:list-item></text:list>"


def _stijlnaam(teken: str) -> str:
    return "L" + "_".join(f"{ord(letter):x}" for letter in teken)


def _lijststijlen(alineas: Sequence[Alinea]) -> str:
    tekens = {alinea.tekst.partition(" ")[0] for alinea in alineas if alinea.soort in ("punt", "subpunt")}
    return "".join(
        f"<text:list-style style:name={quoteattr(_stijlnaam(teken))}>"
        + "".join(
            f'<text:list-level-style-bullet text:level="{niveau}" text:bullet-char={quoteattr(teken)}/>'
            for niveau in (1, 2, 3)
        )
        + "</text:list-style>"
        for teken in sorted(tekens)
    )


def _omtrek(alineas: Sequence[Alinea]) -> str:
    """The numbers of headings: only of rubrieken, with a point when the document prints one."""
    koppen = [NUMMER.match(alinea.tekst) for alinea in alineas if alinea.soort == "rubriek"]
    punt = "." if any(kop and kop[2] for kop in koppen) else ""
    return (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format=""/>'
        f'<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="{punt}"/>'
        '<text:outline-level-style text:level="3" style:num-format=""/>'
        '<text:outline-level-style text:level="4" style:num-format=""/></text:outline-style>'
    )
