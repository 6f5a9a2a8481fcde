"""What a Word document of a dossier has beside its text: styles of its own, and lists of points."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.exporters.pakket import XML
from agreements.exporters.word_delen import (
    BLAUW,
    DONKER,
    GRIJS,
    ROOD,
    W,
    alineastijl,
    inhoudstijl,
    kopstijl,
    rand,
    stijlen,
)

#: How deep headings go in Word, and lists.
DIEPSTE_KOP, DIEPSTE_LIJST = 9, 9
#: The list of all points without a number; the numbered ones come after it.
OPSOMMING = 1
_TEKENS = "•–·"
_IN, _UIT = 340, 284
_BRUIN, _GEEL = "6B3D00", "FFF4E0"

STIJLEN = stijlen(
    kopstijl(1, grootte=42, kleur=DONKER, voor=0, na=360, rand=rand("bottom", BLAUW, 10, 6)),
    kopstijl(2, grootte=30, kleur=DONKER, voor=480, na=120, rand=rand("bottom", BLAUW, 6, 3)),
    kopstijl(3, grootte=26, kleur=DONKER, voor=400, na=100),
    kopstijl(4, grootte=23, kleur="0F3E7B", voor=320, na=80),
    *(kopstijl(niveau, grootte=21, kleur="1C222B", voor=220, na=60) for niveau in range(5, DIEPSTE_KOP + 1)),
    inhoudstijl(3, '<w:spacing w:after="30"/><w:ind w:left="567" w:right="567"/>'),
    inhoudstijl(4, '<w:spacing w:after="30"/><w:ind w:left="851" w:right="567"/>'),
    alineastijl("ListNumber", "List Number", vorm='<w:spacing w:after="80"/>'),
    alineastijl("Groep", "Groepskop", vorm='<w:keepNext/><w:spacing w:before="240" w:after="80"/>', letters="<w:b/>"),
    alineastijl(
        "Kenmerk",
        "Kenmerk van een agendapunt",
        vorm=(
            '<w:keepNext/><w:tabs><w:tab w:val="left" w:pos="1361"/></w:tabs><w:spacing w:after="20"/>'
            '<w:ind w:left="1361" w:hanging="1361"/>'
        ),
        letters=f'<w:color w:val="{GRIJS}"/><w:sz w:val="19"/><w:szCs w:val="19"/>',
    ),
    alineastijl(
        "NogInTeVullen",
        "Nog in te vullen",
        vorm=(
            f'<w:keepNext/>{rand("left", "D08A2E", 18, 6)}<w:shd w:val="clear" w:color="auto" w:fill="{_GEEL}"/>'
            '<w:spacing w:after="60"/>'
        ),
        letters=f'<w:b/><w:color w:val="{_BRUIN}"/><w:sz w:val="19"/><w:szCs w:val="19"/>',
    ),
    alineastijl(
        "Stand",
        "Stand van het dossier",
        vorm=f'{rand("left", ROOD, 18, 8)}<w:spacing w:after="360"/><w:ind w:left="170"/>',
        letters=f'<w:b/><w:color w:val="{ROOD}"/>',
    ),
    alineastijl(
        "Cel",
        "Tekst in een tabel",
        vorm='<w:spacing w:before="60" w:after="60" w:line="252" w:lineRule="auto"/>',
        letters='<w:sz w:val="19"/><w:szCs w:val="19"/>',
    ),
)


def nummering(reeksen: Sequence[tuple[int, int]]) -> str:
    """Points without a number, and a list per numbered series: (the level that it stands on, its first number)."""
    eigen = "".join(
        f'<w:num w:numId="{nummer}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="{niveau}">'
        f'<w:startOverride w:val="{begin}"/></w:lvlOverride></w:num>'
        for nummer, (niveau, begin) in enumerate(reeksen, start=OPSOMMING + 1)
    )
    return (
        f"{XML}<w:numbering {W}>{_definitie(1, 'bullet')}{_definitie(2, 'decimal')}"
        f'<w:num w:numId="{OPSOMMING}"><w:abstractNumId w:val="1"/></w:num>{eigen}</w:numbering>'
    )


def _definitie(nummer: int, vorm: str) -> str:
    niveaus = "".join(
        f'<w:lvl w:ilvl="{plaats}"><w:start w:val="1"/><w:numFmt w:val="{vorm}"/>'
        f'<w:lvlText w:val="{f"%{plaats + 1}." if vorm == "decimal" else _TEKENS[min(plaats, len(_TEKENS) - 1)]}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_IN * (plaats + 1)}" w:hanging="{_UIT}"/></w:pPr>'
        '<w:rPr><w:color w:val="1B4E93"/></w:rPr></w:lvl>'
        for plaats in range(DIEPSTE_LIJST)
    )
    return f'<w:abstractNum w:abstractNumId="{nummer}"><w:multiLevelType w:val="multilevel"/>{niveaus}</w:abstractNum>'
