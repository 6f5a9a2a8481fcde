"""One sheet as an OpenDocument spreadsheet, written row by row.

Written by hand because the library for it keeps the whole sheet as a tree in memory and takes a second per
thousand rows. The format is a zip with four small XML files (OpenDocument 1.3, part 3).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"

#: Characters that XML 1.0 cannot hold.
_GEEN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

_MANIFEST = _XML + (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{naam}.xml" manifest:media-type="text/xml"/>'
        for naam in ("content", "styles", "settings")
    )
    + "</manifest:manifest>"
)

_STIJLEN = _XML + (
    f'<office:document-styles {_RUIMTEN} office:version="1.3"><office:styles>'
    '<style:default-style style:family="table-cell">'
    '<style:text-properties fo:font-family="\'Fira Sans\', Calibri, Arial, sans-serif" fo:font-size="10pt"'
    ' fo:language="nl" fo:country="NL"/></style:default-style>'
    "</office:styles></office:document-styles>"
)

_STIJLEN_INHOUD = (
    '<number:date-style style:name="dag"><number:day/><number:text>-</number:text><number:month/>'
    '<number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="kop" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#062f61" style:vertical-align="middle"/>'
    '<style:text-properties fo:font-weight="bold" fo:color="#ffffff"/></style:style>'
    '<style:style style:name="tekst" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="datum" style:family="table-cell" style:data-style-name="dag">'
    '<style:table-cell-properties style:vertical-align="top"/>'
    '<style:paragraph-properties fo:text-align="start"/></style:style>'
)


def schrijf_werkblad(
    bestand: IO[bytes],
    *,
    titel: str,
    kolommen: Sequence[tuple[str, int]],
    rijen: Iterable[Sequence[str | date]],
) -> None:
    """Write a sheet with a heading that stays in sight and a filter per column.

    `kolommen` are the headings with their width in characters. A value is a text (also when it looks like a
    number or a formula) or a day.
    """
    with zipfile.ZipFile(bestand, "w", zipfile.ZIP_DEFLATED) as zip_bestand:
        # First and not compressed: by this programs recognise the file.
        zip_bestand.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE, zipfile.ZIP_STORED)
        zip_bestand.writestr("META-INF/manifest.xml", _MANIFEST)
        zip_bestand.writestr("styles.xml", _STIJLEN)
        zip_bestand.writestr("settings.xml", _instellingen(titel))
        with zip_bestand.open("content.xml", "w", force_zip64=True) as inhoud:
            _schrijf_inhoud(inhoud, titel, kolommen, rijen)


def _schrijf_inhoud(
    inhoud: IO[bytes], titel: str, kolommen: Sequence[tuple[str, int]], rijen: Iterable[Sequence[str | date]]
) -> None:
    breedtes = "".join(
        f'<style:style style:name="k{nummer}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{breedte * 0.19:.2f}cm"/></style:style>'
        for nummer, (_, breedte) in enumerate(kolommen)
    )
    inhoud.write(
        (
            f'{_XML}<office:document-content {_RUIMTEN} office:version="1.3">'
            f"<office:automatic-styles>{_STIJLEN_INHOUD}{breedtes}</office:automatic-styles>"
            f"<office:body><office:spreadsheet><table:table table:name={quoteattr(titel)}>"
            + "".join(f'<table:table-column table:style-name="k{nummer}"/>' for nummer in range(len(kolommen)))
            + "<table:table-header-rows><table:table-row>"
            + "".join(_cel(kop, "kop") for kop, _ in kolommen)
            + "</table:table-row></table:table-header-rows>"
        ).encode()
    )
    aantal = 0
    for rij in rijen:
        aantal += 1
        inhoud.write(f"<table:table-row>{''.join(_cel(waarde) for waarde in rij)}</table:table-row>".encode())
    bereik = f"{quoteattr(titel)[1:-1]}.A1:{quoteattr(titel)[1:-1]}.{_kolomletters(len(kolommen))}{aantal + 1}"
    inhoud.write(
        (
            "</table:table><table:database-ranges>"
            f'<table:database-range table:name="filter" table:target-range-address="{bereik}"'
            ' table:display-filter-buttons="true"/></table:database-ranges>'
            "</office:spreadsheet></office:body></office:document-content>"
        ).encode()
    )


def _cel(waarde: str | date, stijl: str = "tekst") -> str:
    if isinstance(waarde, date):
        return (
            f'<table:table-cell table:style-name="datum" office:value-type="date" office:date-value="{waarde}">'
            f"<text:p>{waarde.day}-{waarde.month}-{waarde.year}</text:p></table:table-cell>"
        )
    if not waarde:
        return "<table:table-cell/>"
    alineas = "".join(f"<text:p>{_tekst(regel)}</text:p>" for regel in waarde.splitlines())
    return f'<table:table-cell table:style-name="{stijl}" office:value-type="string">{alineas}</table:table-cell>'


def _tekst(regel: str) -> str:
    schoon = escape(_GEEN_XML.sub("�", regel)).replace("\t", "<text:tab/>")
    return _SPATIES.sub(lambda spaties: f'<text:s text:c="{len(spaties[0])}"/>', schoon)


def _kolomletters(aantal: int) -> str:
    """The name of the last of so many columns: 1 is A, 27 is AA."""
    letters = ""
    while aantal:
        aantal, rest = divmod(aantal - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _instellingen(titel: str) -> str:
    """The first row and column stay in sight."""
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
    return (
        f'{_XML}<office:document-settings {_RUIMTEN} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings" xmlns:ooo="http://openoffice.org/2004/office">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        '<config:config-item-map-named config:name="Tables">'
        f"<config:config-item-map-entry config:name={quoteattr(titel)}>{punten}</config:config-item-map-entry>"
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )
