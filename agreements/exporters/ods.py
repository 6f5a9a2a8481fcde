"""Sheets as an OpenDocument spreadsheet, written row by row.

Written by hand because the library for it keeps the whole sheet as a tree in memory and takes a second per
thousand rows. The format is a zip with five small XML files (OpenDocument 1.3, part 3).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO

from agreements.exporters.pakket import XML, deel, xml_tekst, xml_waarde

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"

#: Spaces that OpenDocument would drop: at either end of a paragraph, and every second one.
_SPATIES = re.compile("^ +| +$|(?<= ) +")

_RUIMTEN = " ".join(
    f'xmlns:{naam}="urn:oasis:names:tc:opendocument:xmlns:{pad}:1.0"'
    for naam, pad in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("config", "config"),
        ("meta", "meta"),
    )
)
_MANIFEST = XML + (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{naam}.xml" manifest:media-type="text/xml"/>'
        for naam in ("content", "meta", "settings", "styles")
    )
    + "</manifest:manifest>"
)

_STIJLEN = XML + (
    f'<office:document-styles {_RUIMTEN} office:version="1.3"><office:styles>'
    '<style:default-style style:family="table-cell">'
    '<style:text-properties fo:font-family="Calibri" fo:font-size="10pt"'
    ' fo:language="nl" fo:country="NL"/></style:default-style>'
    "</office:styles><office:automatic-styles>"
    + "".join(
        f'<style:page-layout style:name="{naam}"><style:page-layout-properties fo:page-width="{breed}mm"'
        f' fo:page-height="{hoog}mm" style:print-orientation="landscape" fo:margin="15mm" style:scale-to-X="1"'
        ' style:scale-to-Y="0"/><style:header-style/><style:footer-style><style:header-footer-properties'
        ' fo:min-height="6mm" fo:margin-top="4mm"/></style:footer-style></style:page-layout>'
        for naam, breed, hoog in (("a3", 420, 297), ("a4", 297, 210))
    )
    + "</office:automatic-styles><office:master-styles>"
    + "".join(
        f'<style:master-page style:name="{naam.upper()}" style:page-layout-name="{naam}"><style:footer><text:p>'
        "<text:sheet-name>???</text:sheet-name>, pagina <text:page-number>1</text:page-number> van <text:page-count>1"
        "</text:page-count></text:p></style:footer></style:master-page>"
        for naam in ("a3", "a4")
    )
    + "</office:master-styles></office:document-styles>"
)

_STIJLEN_INHOUD = (
    '<number:date-style style:name="dag"><number:day/><number:text>-</number:text><number:month/>'
    '<number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="kop" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#062f61" style:vertical-align="middle"/>'
    '<style:text-properties fo:font-weight="bold" fo:color="#ffffff"/></style:style>'
    '<style:style style:name="tekst" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
    '<style:paragraph-properties fo:text-align="start"/></style:style>'
    '<style:style style:name="datum" style:family="table-cell" style:data-style-name="dag">'
    '<style:table-cell-properties style:vertical-align="top"/>'
    '<style:paragraph-properties fo:text-align="start"/></style:style>'
    + "".join(
        f'<style:style style:name="blad{papier}" style:family="table" style:master-page-name="{papier}"/>'
        for papier in ("A3", "A4")
    )
)


#: What a cell can hold.
Cel = str | int | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkblad:
    """A sheet: its name, headings with their width in characters, rows; one that is broad is printed on A3."""

    naam: str
    kolommen: Sequence[tuple[str, int]]
    rijen: Iterable[Iterable[Cel]]
    met_filter: bool
    is_breed: bool


def schrijf_werkbladen(
    bestand: IO[bytes],
    bladen: Sequence[Werkblad],
    *,
    titel: str,
    maker: str = "",
    moment: datetime | None = None,
    trefwoorden: str = "",
) -> None:
    """Write sheets with a heading that stays in sight and, where asked, a filter per column.

    A value is a text (also when it looks like a number or a formula), a whole number or a day.
    """
    with zipfile.ZipFile(bestand, "w") as zip_bestand:
        # First and not compressed: by this programs recognise the file.
        zip_bestand.writestr(deel("mimetype", ingepakt=False), MIMETYPE)
        zip_bestand.writestr(deel("META-INF/manifest.xml"), _MANIFEST)
        zip_bestand.writestr(deel("meta.xml"), _meta(titel, maker, moment, trefwoorden))
        zip_bestand.writestr(deel("styles.xml"), _STIJLEN)
        zip_bestand.writestr(deel("settings.xml"), _instellingen([blad.naam for blad in bladen]))
        with zip_bestand.open(deel("content.xml"), "w", force_zip64=True) as inhoud:
            _schrijf_inhoud(inhoud, bladen)


def _schrijf_inhoud(inhoud: IO[bytes], bladen: Sequence[Werkblad]) -> None:
    breedtes = "".join(
        f'<style:style style:name="k{plaats}-{nummer}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{breedte * 0.19:.2f}cm"/></style:style>'
        for plaats, blad in enumerate(bladen)
        for nummer, (_, breedte) in enumerate(blad.kolommen)
    )
    inhoud.write(
        (
            f'{XML}<office:document-content {_RUIMTEN} office:version="1.3">'
            f"<office:automatic-styles>{_STIJLEN_INHOUD}{breedtes}</office:automatic-styles>"
            "<office:body><office:spreadsheet>"
        ).encode()
    )
    filters = []
    for plaats, blad in enumerate(bladen):
        aantal = _schrijf_blad(inhoud, plaats, blad)
        if blad.met_filter:
            naam = xml_waarde(blad.naam)
            bereik = f"{naam}.A1:{naam}.{_kolomletters(len(blad.kolommen))}{aantal + 1}"
            filters.append(
                f'<table:database-range table:name="filter{plaats or ""}" table:target-range-address="{bereik}"'
                ' table:display-filter-buttons="true"/>'
            )
    if filters:
        inhoud.write(f"<table:database-ranges>{''.join(filters)}</table:database-ranges>".encode())
    inhoud.write(b"</office:spreadsheet></office:body></office:document-content>")


def _schrijf_blad(inhoud: IO[bytes], plaats: int, blad: Werkblad) -> int:
    """Write one sheet; how many rows it has."""
    papier = "A3" if blad.is_breed else "A4"
    kolommen = range(len(blad.kolommen))
    inhoud.write(
        (
            f'<table:table table:name="{xml_waarde(blad.naam)}" table:style-name="blad{papier}">'
            + "".join(f'<table:table-column table:style-name="k{plaats}-{kolom}"/>' for kolom in kolommen)
            + "<table:table-header-rows><table:table-row>"
            + "".join(_cel(kop, "kop") for kop, _ in blad.kolommen)
            + "</table:table-row></table:table-header-rows>"
        ).encode()
    )
    aantal = 0
    for rij in blad.rijen:
        aantal += 1
        inhoud.write(f"<table:table-row>{''.join(_cel(waarde) for waarde in rij)}</table:table-row>".encode())
    inhoud.write(b"</table:table>")
    return aantal


def _cel(waarde: Cel, stijl: str = "tekst") -> str:
    if isinstance(waarde, date):
        return (
            f'<table:table-cell table:style-name="datum" office:value-type="date" office:date-value="{waarde}">'
            f"<text:p>{waarde.day}-{waarde.month}-{waarde.year}</text:p></table:table-cell>"
        )
    if isinstance(waarde, int):
        return (
            f'<table:table-cell table:style-name="{stijl}" office:value-type="float" office:value="{waarde}">'
            f"<text:p>{waarde}</text:p></table:table-cell>"
        )
    if not waarde:
        return "<table:table-cell/>"
    alineas = "".join(f"<text:p>{_tekst(regel)}</text:p>" for regel in waarde.splitlines())
    return f'<table:table-cell table:style-name="{stijl}" office:value-type="string">{alineas}</table:table-cell>'


def _tekst(regel: str) -> str:
    schoon = xml_tekst(regel).replace("\t", "<text:tab/>")
    return _SPATIES.sub(lambda spaties: f'<text:s text:c="{len(spaties[0])}"/>', schoon)


def _kolomletters(aantal: int) -> str:
    """The name of the last of so many columns: 1 is A, 27 is AA."""
    letters = ""
    while aantal:
        aantal, rest = divmod(aantal - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _meta(titel: str, maker: str, moment: datetime | None, trefwoorden: str) -> str:
    gemaakt = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""
    delen = {"dc:title": titel, "meta:initial-creator": maker, "dc:creator": maker, "dc:language": "nl-NL"}
    delen |= {"meta:creation-date": gemaakt, "dc:date": gemaakt, "meta:keyword": trefwoorden}
    inhoud = "".join(f"<{naam}>{xml_tekst(waarde)}</{naam}>" for naam, waarde in delen.items() if waarde)
    return (
        f'{XML}<office:document-meta {_RUIMTEN} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:meta>{inhoud}</office:meta></office:document-meta>"
    )


def _instellingen(bladen: Sequence[str]) -> str:
    """The first row and column of each sheet stay in sight."""
    waarden = {
        "HorizontalSplitMode": ("short", 2),
        "VerticalSplitMode": ("short", 2),
        "HorizontalSplitPosition": ("int", 1),
        "VerticalSplitPosition": ("int", 1),
        "PositionRight": ("int", 1),
        "PositionBottom": ("int", 1),
    }
    punten = "".join(
        f'<config:config-item config:name="{naam}" config:type="{soort}">{waarde}</config:config-item>'
        for naam, (soort, waarde) in waarden.items()
    )
    tabellen = "".join(
        f'<config:config-item-map-entry config:name="{xml_waarde(blad)}">{punten}</config:config-item-map-entry>'
        for blad in bladen
    )
    return (
        f'{XML}<office:document-settings {_RUIMTEN} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings" xmlns:ooo="http://openoffice.org/2004/office">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{tabellen}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )
