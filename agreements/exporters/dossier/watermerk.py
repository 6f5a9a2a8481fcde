"""The word CONCEPT across a page, as a drawing: the outlines of its letters, without any text or font.

So no screen reader reads it on every page, and it is the same wherever the document is opened. That a dossier is a
concept is said in words on the title page and above and below the pages.
"""

from __future__ import annotations

import base64
from functools import cache

from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from agreements.exporters.lettertypen import BASIS

WOORD = "CONCEPT"
#: A4 in millimetres, how wide the word is on it, and the angle under which it stands.
_BREEDTE, _HOOGTE, _WOORDBREEDTE, _HOEK = 210, 297, 230, -54
#: Light enough to read any text over it.
KLEUR, KLEUR_OP_BLAUW = "#e9edf1", "#17427a"


@cache
def svg(kleur: str) -> str:
    """A drawing of the size of a page, as an address that holds it."""
    with TTFont(BASIS[-1].pad) as font:
        namen, glyphs = font.getBestCmap(), font.getGlyphSet()
        pen = SVGPathPen(glyphs)
        plaats = 0
        for letter in WOORD:
            glyph = glyphs[namen[ord(letter)]]
            glyph.draw(TransformPen(pen, (1, 0, 0, -1, plaats, 0)))
            plaats += glyph.width
        hoogte = font["OS/2"].sCapHeight
    tekening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_BREEDTE}mm" height="{_HOOGTE}mm"'
        f' viewBox="0 0 {_BREEDTE} {_HOOGTE}"><g transform="translate({_BREEDTE / 2} {_HOOGTE / 2}) rotate({_HOEK})'
        f' scale({_WOORDBREEDTE / plaats:.5f}) translate({-plaats / 2} {hoogte / 2})">'
        f'<path fill="{kleur}" d="{pen.getCommands()}"/></g></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(tekening.encode()).decode()}"


#: The same in Word: a drawing of letters behind the text, which hangs on the header of each page.
VML = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="WatermerkConcept{nummer}" o:spid="_x0000_s20{nummer:02d}" type="#_x0000_t136" alt=""'
    ' style="position:absolute;margin-left:0;margin-top:0;width:580pt;height:100pt;rotation:306;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;mso-position-vertical:center;"
    f'mso-position-vertical-relative:page" o:allowincell="f" fillcolor="{KLEUR}" stroked="f">'
    '<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt;font-weight:bold" string="CONCEPT"/>'
    '<w10:wrap anchorx="page" anchory="page"/></v:shape></w:pict></w:r>'
)


def vml(nummer: int) -> str:
    """The run with the drawing; each header has one, with a name of its own."""
    return VML.format(nummer=nummer)
