"""The parts of an ODT document beside its text: styles, the pages with their headers, properties (OpenDocument 1.3).

Built-in styles go by the names that LibreOffice gives them ("Heading_20_1"), so that it shows them as its own and
other programs and screen readers know them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from agreements.exporters.pakket import XML, xml_tekst, xml_waarde
from agreements.exporters.word_delen import tekenfont

MIMETYPE = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
RUIMTEN = " ".join(
    [
        *(
            f'xmlns:{naam}="{_URN}:{pad}:1.0"'
            for naam, pad in (
                ("office", "office"),
                ("text", "text"),
                ("style", "style"),
                ("fo", "xsl-fo-compatible"),
                ("svg", "svg-compatible"),
                ("meta", "meta"),
            )
        ),
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)

#: The room for text on the page, and where the text of a loose paragraph, point and sub-point begins, in millimetres.
TEKSTBREEDTE, ALINEA_IN, PUNT_IN, SUBPUNT_IN = 158, 8, 14.5, 21
_PUNT_UIT, _SUBPUNT_UIT = 6.5, 6
_BLAUW, _DONKER, _GRIJS, _ROOD, _GROEN = "#062f61", "#062145", "#47515d", "#960f1a", "#0d5c35"

MANIFEST = (
    f'{XML}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{naam}.xml" manifest:media-type="text/xml"/>'
        for naam in ("content", "meta", "styles")
    )
    + "</manifest:manifest>"
)

FONTS = (
    "<office:font-face-decls>"
    + "".join(
        f'<style:font-face style:name="{naam}" svg:font-family="{familie}"{meer}/>'
        for naam, familie, meer in (
            ("Tekst", "Calibri, Carlito, Arial, sans-serif", ' style:font-family-generic="swiss"'),
            ("Wingdings", "Wingdings", ' style:font-charset="x-symbol"'),
            ("Symbol", "Symbol", ' style:font-charset="x-symbol"'),
        )
    )
    + "</office:font-face-decls>"
)


# --- styles ------------------------------------------------------------------------------------------------


def _stijl(
    naam: str, *, op: str = "Standard", volgt: str = "", kop: int = 0, alinea: str = "", letters: str = ""
) -> str:
    weergave = naam.replace("_20_", " ")
    namen = f'style:name="{naam}"' + (f' style:display-name="{weergave}"' if weergave != naam else "")
    delen = [
        f'<style:style {namen} style:family="paragraph" style:class="text"',
        f' style:parent-style-name="{op}"' if naam != "Standard" else "",
        f' style:next-style-name="{volgt}"' if volgt else "",
        f' style:default-outline-level="{kop}"' if kop else "",
        ">",
        f"<style:paragraph-properties {alinea}/>" if alinea and not alinea.endswith(">") else alinea,
        f"<style:text-properties {letters}/>" if letters else "",
        "</style:style>",
    ]
    return "".join(delen)


def _kop(niveau: int, *, grootte: str, kleur: str, voor: float, na: float, links: float = 0, meer: str = "") -> str:
    return _stijl(
        f"Heading_20_{niveau}",
        op="Heading",
        volgt="Text_20_body",
        kop=niveau,
        alinea=(
            f'fo:margin-top="{voor}mm" fo:margin-bottom="{na}mm" fo:margin-left="{links}mm" fo:keep-with-next="always"'
            f' fo:keep-together="always"{meer}'
        ),
        letters=f'fo:font-size="{grootte}" fo:font-weight="bold" fo:color="{kleur}" fo:hyphenate="false"',
    )


def _letterstijl(naam: str, letters: str) -> str:
    return f'<style:style style:name="{naam}" style:family="text"><style:text-properties {letters}/></style:style>'


def _met_tab(plaats: float, soort: str, alinea: str) -> str:
    return (
        f'<style:paragraph-properties {alinea}><style:tab-stops><style:tab-stop style:position="{plaats}mm"'
        f' style:type="{soort}"/></style:tab-stops></style:paragraph-properties>'
    )


_ALINEASTIJLEN = (
    '<style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="2"'
    ' fo:orphans="2" fo:widows="2" fo:line-height="120%"/><style:text-properties style:font-name="Tekst"'
    ' fo:font-size="10.5pt" fo:language="nl" fo:country="NL" fo:color="#1c222b" fo:hyphenate="true"'
    ' fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/></style:default-style>'
    + _stijl("Standard", alinea='fo:margin-bottom="2.1mm"')
    + _stijl("Text_20_body")
    + _stijl("Heading", volgt="Text_20_body")
    + _stijl(
        "Subtitle",
        alinea='fo:margin-top="60mm" fo:margin-bottom="3mm"',
        letters=f'fo:font-size="14pt" fo:color="{_GRIJS}"',
    )
    + _stijl(
        "Title",
        alinea=(
            f'fo:margin-bottom="9mm" fo:padding-bottom="5mm" fo:border-bottom="3pt solid {_BLAUW}"'
            ' fo:line-height="105%"'
        ),
        letters=f'fo:font-size="27pt" fo:font-weight="bold" fo:color="{_BLAUW}" fo:hyphenate="false"',
    )
    + _stijl("Keuze", letters='fo:font-size="13pt"')
    + _stijl(
        "Gegeven", alinea=_met_tab(0, "left", 'fo:margin-left="34mm" fo:text-indent="-34mm" fo:margin-bottom="2mm"')
    )
    + _stijl(
        "Embargo",
        alinea=(
            f'fo:margin-top="2mm" fo:margin-bottom="6mm" fo:padding-left="3mm" fo:border-left="2.25pt solid {_ROOD}"'
        ),
        letters=f'fo:font-weight="bold" fo:color="{_ROOD}"',
    )
    + _kop(
        1,
        grootte="21pt",
        kleur=_DONKER,
        voor=0,
        na=6.5,
        meer=f' fo:break-before="page" fo:padding-bottom="2.5mm" fo:border-bottom="1.25pt solid {_BLAUW}"',
    )
    + _kop(2, grootte="13.5pt", kleur=_DONKER, voor=8.5, na=2.5)
    + _kop(3, grootte="11.5pt", kleur="#0f3e7b", voor=5, na=1.8, links=ALINEA_IN)
    + _kop(4, grootte="10.5pt", kleur="#1c222b", voor=4, na=1.4, links=ALINEA_IN)
    + _stijl(
        "Contents_20_Heading",
        op="Heading",
        alinea='fo:break-before="page" fo:margin-bottom="4.5mm" fo:keep-with-next="always"',
        letters=f'fo:font-size="21pt" fo:font-weight="bold" fo:color="{_DONKER}"',
    )
    + _stijl(
        "Contents_20_1",
        alinea=_met_tab(
            TEKSTBREEDTE, "right", 'fo:margin-top="2.8mm" fo:margin-bottom="0.7mm" fo:keep-with-next="always"'
        ),
        letters=f'fo:font-weight="bold" fo:color="{_DONKER}"',
    )
    + _stijl(
        "Contents_20_2",
        alinea=_met_tab(
            TEKSTBREEDTE - 5, "right", 'fo:margin-left="5mm" fo:margin-right="0mm" fo:margin-bottom="0.7mm"'
        ),
    )
    + _stijl("Inleiding", alinea=f'fo:margin-left="{ALINEA_IN}mm" fo:keep-with-next="always"')
    + _stijl("Losse_20_alinea", alinea=f'fo:margin-left="{ALINEA_IN}mm"')
    + _stijl("List_20_1", alinea='fo:margin-bottom="2.5mm"')
    + _stijl("List_20_2", alinea='fo:margin-bottom="1.4mm"')
    + "".join(
        _stijl(
            naam,
            op=op,
            alinea=f'fo:margin-left="{links + 3}mm" fo:text-indent="0mm" fo:margin-bottom="{na}mm"'
            ' fo:border-left="1.5pt solid #78818c" fo:padding-left="2mm" fo:line-height="110%"',
            letters='fo:font-size="9pt"',
        )
        for naam, op, links, na in (
            ("Toevoeging", "Standard", PUNT_IN, 1),
            ("Toevoeging_20_laatste", "Toevoeging", PUNT_IN, 3.2),
            ("Toevoeging_20_alinea", "Standard", ALINEA_IN, 1),
            ("Toevoeging_20_alinea_20_laatste", "Toevoeging_20_alinea", ALINEA_IN, 3.2),
        )
    )
    + _stijl("Vervallen", alinea='fo:margin-bottom="2.5mm"')
    + _stijl(
        "Header",
        alinea=_met_tab(TEKSTBREEDTE, "right", 'fo:margin-bottom="0mm"'),
        letters=f'fo:font-size="8.5pt" fo:color="{_GRIJS}"',
    )
    + _stijl("Footer", op="Header")
)

#: Behind the name of a style: a paragraph of it that stays with the next one, and an addition below a point. What
#: stands in a list takes its place from that list, unless the paragraph itself says otherwise.
VAST, IN_LIJST = "vast", "los"
_BIJ_VOLGENDE = ' fo:keep-with-next="always"'
_TOEVOEGING_IN_LIJST = f' fo:margin-left="{PUNT_IN + 3}mm" fo:text-indent="0mm"'
AFWIJKENDE_STIJLEN = "".join(
    f'<style:style style:name="{naam}_{hoe}" style:family="paragraph" style:parent-style-name="{naam}">'
    f"<style:paragraph-properties{vorm}/></style:style>"
    for naam, hoe, vorm in (
        *((naam, VAST, _BIJ_VOLGENDE) for naam in ("List_20_1", "List_20_2", "Losse_20_alinea")),
        ("Toevoeging", VAST, _BIJ_VOLGENDE + _TOEVOEGING_IN_LIJST),
        ("Toevoeging_20_laatste", IN_LIJST, _TOEVOEGING_IN_LIJST),
        ("Toevoeging_20_alinea", VAST, _BIJ_VOLGENDE),
    )
)

_LETTERSTIJLEN = (
    _letterstijl("Label", 'fo:font-weight="bold"')
    + _letterstijl("Naam", f'fo:color="{_GRIJS}"')
    + _letterstijl("Afspraakcode", 'fo:color="#5f6874" fo:font-size="8pt"')
    + _letterstijl(
        "Weg", f'fo:color="{_ROOD}" style:text-line-through-style="solid" style:text-line-through-type="single"'
    )
    + _letterstijl(
        "Nieuw",
        f'fo:color="{_GROEN}" fo:font-weight="bold" style:text-underline-style="solid"'
        ' style:text-underline-width="auto"',
    )
    + _letterstijl("Embargomerk", f'fo:color="{_ROOD}" fo:font-weight="bold"')
    + _letterstijl("Inhoudslink", f'fo:color="{_DONKER}" style:text-underline-style="none"')
    + _letterstijl("Opsommingsteken", 'fo:color="#1b4e93"')
    + _letterstijl("Wingdings", 'style:font-name="Wingdings" style:font-charset="x-symbol"')
    + _letterstijl("Symbol", 'style:font-name="Symbol" style:font-charset="x-symbol"')
)

_OMTREK = (
    '<text:outline-style style:name="Outline">'
    + "".join(f'<text:outline-level-style text:level="{niveau}" style:num-format=""/>' for niveau in range(1, 5))
    + "</text:outline-style>"
)


def stijlen(*, titel: str, embargo: str) -> str:
    """The styles, and the pages: a title page without anything around the text, and the others."""
    kop = (
        f'<style:header><text:p text:style-name="Header">{xml_tekst(titel)}<text:tab/>'
        '<text:chapter text:display="name" text:outline-level="1"/></text:p></style:header>'
    )
    merk = f'<text:span text:style-name="Embargomerk">{xml_tekst(embargo)}</text:span>' if embargo else ""
    voet = (
        f'<style:footer><text:p text:style-name="Footer">{merk}<text:tab/>Pagina <text:page-number'
        ' text:select-page="current">1</text:page-number> van <text:page-count>1</text:page-count></text:p>'
        "</style:footer>"
    )
    pagina = 'fo:page-width="210mm" fo:page-height="297mm" fo:margin-left="26mm" fo:margin-right="26mm"'
    return (
        f'{XML}<office:document-styles {RUIMTEN} office:version="1.3">{FONTS}<office:styles>{_ALINEASTIJLEN}'
        f"{_LETTERSTIJLEN}{_OMTREK}</office:styles><office:automatic-styles>"
        f'<style:page-layout style:name="titelblad"><style:page-layout-properties {pagina} fo:margin-top="28mm"'
        ' fo:margin-bottom="26mm"/></style:page-layout>'
        f'<style:page-layout style:name="gewoon"><style:page-layout-properties {pagina} fo:margin-top="14mm"'
        ' fo:margin-bottom="12mm"/><style:header-style><style:header-footer-properties fo:min-height="6mm"'
        ' fo:margin-bottom="8mm"/></style:header-style><style:footer-style><style:header-footer-properties'
        ' fo:min-height="6mm" fo:margin-top="8mm"/></style:footer-style></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="gewoon">{kop}{voet}</style:master-page>'
        '<style:master-page style:name="Titelblad" style:page-layout-name="titelblad"'
        ' style:next-style-name="Standard"/></office:master-styles></office:document-styles>'
    )


# --- lists and properties ----------------------------------------------------------------------------------


def lijststijlen(tekens: Sequence[str], subteken: str) -> str:
    """A list style of two levels per sign, named L1, L2, … in this order; an empty sign has sub-points only."""
    return "".join(
        f'<text:list-style style:name="L{nummer}">{_niveau(1, teken, PUNT_IN, _PUNT_UIT)}'
        f"{_niveau(2, subteken, SUBPUNT_IN, _SUBPUNT_UIT)}</text:list-style>"
        for nummer, teken in enumerate(tekens, start=1)
    )


def _niveau(niveau: int, teken: str, links: float, uit: float) -> str:
    plaats = (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' text:list-tab-stop-position="{links}mm" fo:text-indent="-{uit}mm" fo:margin-left="{links}mm"/>'
        "</style:list-level-properties>"
    )
    if len(teken) != 1:
        # A bullet is one character here; a longer sign is the text in front of a number that is not there.
        return (
            f'<text:list-level-style-number text:level="{niveau}" text:style-name="Opsommingsteken"'
            f' style:num-format="" style:num-prefix="{xml_waarde(teken)}">{plaats}</text:list-level-style-number>'
        )
    font = tekenfont(teken)
    letters = f'<style:text-properties style:font-name="{font}" style:font-charset="x-symbol"/>' if font else ""
    return (
        f'<text:list-level-style-bullet text:level="{niveau}" text:style-name="Opsommingsteken"'
        f' text:bullet-char="{xml_waarde(teken)}">{plaats}{letters}</text:list-level-style-bullet>'
    )


def meta(*, titel: str, onderwerp: str, maker: str, trefwoorden: Sequence[str], moment: datetime) -> str:
    tijd = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    woorden = "".join(f"<meta:keyword>{xml_tekst(woord)}</meta:keyword>" for woord in trefwoorden)
    return (
        f'{XML}<office:document-meta {RUIMTEN} office:version="1.3"><office:meta>'
        f"<meta:generator>{xml_tekst(maker)}</meta:generator><dc:title>{xml_tekst(titel)}</dc:title>"
        f"<dc:subject>{xml_tekst(onderwerp)}</dc:subject>{woorden}"
        f"<meta:initial-creator>{xml_tekst(maker)}</meta:initial-creator><dc:creator>{xml_tekst(maker)}</dc:creator>"
        f"<meta:creation-date>{tijd}</meta:creation-date><dc:date>{tijd}</dc:date><dc:language>nl-NL</dc:language>"
        "</office:meta></office:document-meta>"
    )
