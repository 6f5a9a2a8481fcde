"""The parts of a Word document beside its text: styles, numbering, headers, properties (ISO/IEC 29500-1).

Built-in styles go by their built-in names, so that Word shows them as its own ("Kop 1") and screen readers and
other programs know them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from agreements.exporters.pakket import XML, schrijf_pakket, xml_tekst, xml_waarde

MEDIATYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKKET = "http://schemas.openxmlformats.org/package/2006"

#: In twentieths of a point: the text of a point, its sub-points, and loose paragraphs begin here.
PUNT_IN, SUBPUNT_IN, ALINEA_IN = 822, 1190, 454
_PUNT_UIT, _SUBPUNT_UIT = 368, 340
#: A4 with its margins, and the room for text between them.
PAGINA = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1474" w:bottom="1474" w:left="1474"'
    ' w:header="794" w:footer="680" w:gutter="0"/>'
)
TEKSTBREEDTE = 11906 - 2 * 1474

#: Signs that office programs write in fonts of signs, and those fonts.
SYMBOL = frozenset("\uf02d\uf0b7\uf0de")
BLAUW, DONKER, GRIJS, ROOD, _GROEN = "062F61", "062145", "47515D", "960F1A", "0D5C35"


def tekenfont(teken: str) -> str:
    """The font that has a private-use sign; empty for any other character."""
    if teken in SYMBOL:
        return "Symbol"
    return "Wingdings" if "\uf000" <= teken <= "\uf0ff" else ""


def fonts(naam: str) -> str:
    return f'<w:rFonts w:ascii="{naam}" w:hAnsi="{naam}" w:eastAsia="{naam}" w:cs="{naam}" w:hint="default"/>'


_STANDAARD = ' w:default="1"'


# --- styles ------------------------------------------------------------------------------------------------


def alineastijl(
    naam: str,
    weergave: str,
    *,
    vorm: str = "",
    letters: str = "",
    op: str = "Normal",
    volgt: str = "",
    snel: bool = True,
) -> str:
    standaard = naam == op
    delen = [
        f'<w:style w:type="paragraph"{_STANDAARD if standaard else ""} w:styleId="{naam}">',
        f'<w:name w:val="{weergave}"/>',
        "" if standaard else f'<w:basedOn w:val="{op}"/>',
        f'<w:next w:val="{volgt}"/>' if volgt else "",
        '<w:uiPriority w:val="1"/>',
        "<w:qFormat/>" if snel else "",
        f"<w:pPr>{vorm}</w:pPr>" if vorm else "",
        f"<w:rPr>{letters}</w:rPr>" if letters else "",
        "</w:style>",
    ]
    return "".join(delen)


def letterstijl(naam: str, weergave: str, letters: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{naam}"><w:name w:val="{weergave}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/><w:rPr>{letters}</w:rPr></w:style>'
    )


def kopstijl(niveau: int, *, grootte: int, kleur: str, voor: int, na: int, rand: str = "", links: int = 0) -> str:
    return alineastijl(
        f"Heading{niveau}",
        f"heading {niveau}",
        vorm=(
            f'<w:keepNext/><w:keepLines/>{rand}<w:suppressAutoHyphens/><w:spacing w:before="{voor}" w:after="{na}"'
            f' w:line="259" w:lineRule="auto"/><w:ind w:left="{links}"/><w:outlineLvl w:val="{niveau - 1}"/>'
        ),
        letters=f'<w:b/><w:color w:val="{kleur}"/><w:sz w:val="{grootte}"/><w:szCs w:val="{grootte}"/>',
        volgt="Normal",
    )


def rand(kant: str, kleur: str, dikte: int, ruimte: int, soort: str = "single") -> str:
    return f'<w:pBdr><w:{kant} w:val="{soort}" w:sz="{dikte}" w:space="{ruimte}" w:color="{kleur}"/></w:pBdr>'


def inhoudstijl(niveau: int, vorm: str, *, voor: str = "", letters: str = "") -> str:
    tab = f'{voor}<w:tabs><w:tab w:val="right" w:pos="{TEKSTBREEDTE}"/></w:tabs>'
    return alineastijl(f"TOC{niveau}", f"toc {niveau}", vorm=f"{tab}{vorm}", letters=letters, snel=False)


_BASIS = (
    f"{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts('Calibri')}"
    '<w:color w:val="1C222B"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="nl-NL" w:eastAsia="nl-NL"'
    ' w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276"'
    ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + alineastijl("Normal", "Normal")
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    + alineastijl(
        "Subtitle",
        "Subtitle",
        vorm='<w:spacing w:before="3400" w:after="160"/>',
        letters=f'<w:color w:val="{GRIJS}"/><w:sz w:val="28"/><w:szCs w:val="28"/>',
    )
    + alineastijl(
        "Title",
        "Title",
        vorm=(
            f'{rand("bottom", BLAUW, 24, 14)}<w:suppressAutoHyphens/><w:spacing w:after="480" w:line="252"'
            ' w:lineRule="auto"/>'
        ),
        letters=f'<w:b/><w:color w:val="{BLAUW}"/><w:sz w:val="54"/><w:szCs w:val="54"/>',
    )
    + alineastijl("Keuze", "Keuze", letters='<w:sz w:val="26"/><w:szCs w:val="26"/>')
    + alineastijl(
        "Gegeven",
        "Gegeven",
        vorm='<w:tabs><w:tab w:val="left" w:pos="1928"/></w:tabs><w:ind w:left="1928" w:hanging="1928"/>',
    )
    + alineastijl(
        "Embargo",
        "Embargo",
        vorm=f'{rand("left", ROOD, 18, 8)}<w:spacing w:after="360"/><w:ind w:left="170"/>',
        letters=f'<w:b/><w:color w:val="{ROOD}"/>',
    )
    + alineastijl(
        "TOCHeading",
        "TOC Heading",
        vorm='<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="240"/>',
        letters=f'<w:b/><w:color w:val="{DONKER}"/><w:sz w:val="42"/><w:szCs w:val="42"/>',
    )
    + inhoudstijl(
        1,
        '<w:spacing w:before="160" w:after="40"/>',
        voor="<w:keepNext/>",
        letters=f'<w:b/><w:color w:val="{DONKER}"/>',
    )
    + inhoudstijl(2, '<w:spacing w:after="40"/><w:ind w:left="284" w:right="567"/>')
    + alineastijl("Inleiding", "Inleiding", vorm=f'<w:keepNext/><w:ind w:left="{ALINEA_IN}"/>')
    + alineastijl("LosseAlinea", "Losse alinea", vorm=f'<w:ind w:left="{ALINEA_IN}"/>')
    + alineastijl("ListBullet", "List Bullet", vorm='<w:spacing w:after="140"/>')
    + alineastijl("ListBullet2", "List Bullet 2", vorm='<w:spacing w:after="80"/>')
    + alineastijl(
        "Toevoeging",
        "Toevoeging",
        vorm=f'{rand("left", "78818C", 12, 6)}<w:spacing w:after="60" w:line="259" w:lineRule="auto"/>',
        letters='<w:sz w:val="18"/><w:szCs w:val="18"/>',
    )
    + alineastijl(
        "Header",
        "header",
        vorm=f'<w:tabs><w:tab w:val="right" w:pos="{TEKSTBREEDTE}"/></w:tabs><w:spacing w:after="0"/>',
        letters=f'<w:color w:val="{GRIJS}"/><w:sz w:val="17"/><w:szCs w:val="17"/>',
        snel=False,
    )
    + alineastijl("Footer", "footer", op="Header", snel=False)
    + letterstijl("Label", "Label", "<w:b/>")
    + letterstijl("Naam", "Naam", f'<w:color w:val="{GRIJS}"/>')
    + letterstijl("Afspraakcode", "Afspraakcode", '<w:color w:val="5F6874"/><w:sz w:val="16"/><w:szCs w:val="16"/>')
    + letterstijl("Weg", "Weg", f'<w:strike/><w:color w:val="{ROOD}"/>')
    + letterstijl("Nieuw", "Nieuw", f'<w:b/><w:color w:val="{_GROEN}"/><w:u w:val="single"/>')
    + letterstijl("EmbargoMerk", "Embargo (voettekst)", f'<w:b/><w:color w:val="{ROOD}"/>')
)


#: The headings of a list; its second level and deeper stand where its text does.
KOPPEN = (
    kopstijl(1, grootte=42, kleur=DONKER, voor=0, na=360, rand=rand("bottom", BLAUW, 10, 6)),
    kopstijl(2, grootte=27, kleur=DONKER, voor=480, na=140),
    kopstijl(3, grootte=23, kleur="0F3E7B", voor=280, na=100, links=ALINEA_IN),
    kopstijl(4, grootte=21, kleur="1C222B", voor=220, na=80, links=ALINEA_IN),
)


def stijlen(*erbij: str) -> str:
    """The styles that every document has, and those that are for one kind of document, its headings too."""
    return f"{_BASIS}{''.join(erbij)}</w:styles>"


# --- numbering ---------------------------------------------------------------------------------------------


def nummering(tekens: Sequence[str], subteken: str) -> str:
    """A list of two levels per sign, numbered from 1 in this order; an empty sign has sub-points only."""
    definities = "".join(
        f'<w:abstractNum w:abstractNumId="{nummer}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{_niveau(0, teken, PUNT_IN, _PUNT_UIT)}{_niveau(1, subteken, SUBPUNT_IN, _SUBPUNT_UIT)}</w:abstractNum>"
        for nummer, teken in enumerate(tekens, start=1)
    )
    lijsten = "".join(
        f'<w:num w:numId="{nummer}"><w:abstractNumId w:val="{nummer}"/></w:num>' for nummer in range(1, len(tekens) + 1)
    )
    return f"{XML}<w:numbering {W}>{definities}{lijsten}</w:numbering>"


def _niveau(plaats: int, teken: str, links: int, uit: int) -> str:
    font = next(filter(None, map(tekenfont, teken)), "")
    # Signs from the block of dingbats are in no ordinary font of text.
    font = font or ("Segoe UI Symbol" if any("\u2500" <= een <= "\u2bff" for een in teken) else "")
    return (
        f'<w:lvl w:ilvl="{plaats}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{xml_waarde(teken)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{links}" w:hanging="{uit}"/></w:pPr>'
        f'<w:rPr>{fonts(font) if font else ""}<w:color w:val="1B4E93"/></w:rPr></w:lvl>'
    )


# --- headers, footers, properties --------------------------------------------------------------------------


def koptekst(links: str, rechts: str, *, tekening: str = "") -> str:
    """What stands above the pages; `tekening` is a run with a picture of its own name spaces."""
    tab = f"<w:r><w:tab/></w:r>{_run(rechts)}" if rechts else ""
    return f'{XML}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_run(links)}{tab}{tekening}</w:p></w:hdr>'


def voettekst(embargo: str) -> str:
    merk = (
        f'<w:r><w:rPr><w:rStyle w:val="EmbargoMerk"/></w:rPr><w:t>{xml_tekst(embargo)}</w:t></w:r>' if embargo else ""
    )
    return (
        f'{XML}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{merk}<w:r><w:tab/></w:r>{_run("Pagina ")}'
        f"{veld('PAGE', _run('1'))}{_run(' van ')}{veld('NUMPAGES', _run('1'))}</w:p></w:ftr>"
    )


def veld(opdracht: str, resultaat: str) -> str:
    """A field with what it shows until a program works it out."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {xml_tekst(opdracht)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{resultaat}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _run(tekst: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{xml_tekst(tekst)}</w:t></w:r>'


INSTELLINGEN = (
    f'{XML}<w:settings {W}><w:zoom w:percent="100"/><w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
    '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)


def typen(kopteksten: int) -> str:
    """What kind of part each file is."""
    delen = {
        "/word/document.xml": f"{MEDIATYPE}.document.main+xml",
        "/word/styles.xml": f"{MEDIATYPE}.styles+xml",
        "/word/numbering.xml": f"{MEDIATYPE}.numbering+xml",
        "/word/settings.xml": f"{MEDIATYPE}.settings+xml",
        "/word/footer1.xml": f"{MEDIATYPE}.footer+xml",
        **{f"/word/header{nummer}.xml": f"{MEDIATYPE}.header+xml" for nummer in range(1, kopteksten + 1)},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'{XML}<Types xmlns="{_PAKKET}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{naam}" ContentType="{soort}"/>' for naam, soort in delen.items())
        + "</Types>"
    )


PAKKETRELATIES = (
    f'{XML}<Relationships xmlns="{_PAKKET}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIES}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PAKKET}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIES}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)


def relaties(kopteksten: int) -> str:
    """The parts that the text goes with; nothing outside the file."""
    soorten = [("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footer", "footer1")]
    vast = "".join(
        f'<Relationship Id="{naam}" Type="{_RELATIES}/{soort}" Target="{naam}.xml"/>' for soort, naam in soorten
    )
    koppen = "".join(
        f'<Relationship Id="header{nummer}" Type="{_RELATIES}/header" Target="header{nummer}.xml"/>'
        for nummer in range(1, kopteksten + 1)
    )
    return f'{XML}<Relationships xmlns="{_PAKKET}/relationships">{vast}{koppen}</Relationships>'


def kern(*, titel: str, onderwerp: str, maker: str, trefwoorden: str, moment: datetime) -> str:
    tijd = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PAKKET}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_tekst(titel)}</dc:title><dc:subject>{xml_tekst(onderwerp)}</dc:subject>"
        f"<dc:creator>{xml_tekst(maker)}</dc:creator><cp:keywords>{xml_tekst(trefwoorden)}</cp:keywords>"
        f"<cp:lastModifiedBy>{xml_tekst(maker)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{tijd}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{tijd}</dcterms:modified>'
        "<dc:language>nl-NL</dc:language></cp:coreProperties>"
    )


def toepassing(maker: str) -> str:
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{xml_tekst(maker)}</Application></Properties>"
    )


def pakket(
    *, document: str, koppen: Sequence[str], stijlen: str, nummering: str, voettekst: str, kern: str, maker: str
) -> bytes:
    """The parts of a document together as a .docx; the same parts give the same bytes."""
    uit = BytesIO()
    schrijf_pakket(
        uit,
        (
            ("[Content_Types].xml", typen(len(koppen))),
            ("_rels/.rels", PAKKETRELATIES),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", relaties(len(koppen))),
            ("word/styles.xml", stijlen),
            ("word/numbering.xml", nummering),
            ("word/settings.xml", INSTELLINGEN),
            *((f"word/header{nummer}.xml", kop) for nummer, kop in enumerate(koppen, start=1)),
            ("word/footer1.xml", voettekst),
            ("docProps/core.xml", kern),
            ("docProps/app.xml", toepassing(maker)),
        ),
    )
    return uit.getvalue()
