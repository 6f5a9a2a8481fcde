"""Makes PDFs of printed paragraphs, in a plain style with running heads and page numbers, as a ministry does."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from weasyprint import HTML

from agreements.exporters.lettertypen import FAMILIES, lettertype_css
from tests.agreements.importers.indelingen.alinea import Alinea

#: A bullet hangs in front of its text, as in a PDF that a text processor made.
_STIJL = """
@page { size: A4; margin: 30mm 28mm; font: 8pt LETTERTYPEN;
  @top-left { content: "KOPTEKST"; } @bottom-left { content: "VOETTEKST"; }
  @bottom-right { content: "Pagina " counter(page) " van " counter(pages); } }
body { font: 10pt/1.4 LETTERTYPEN; }
p { margin: 0 0 2mm; }
.titel { font-size: 20pt; font-weight: 600; margin-bottom: 8mm; }
.inhoud span { float: right; }
.landsdeel { font-size: 15pt; font-weight: 600; margin-top: 8mm; }
.rubriek { font-size: 12pt; font-weight: 600; margin-top: 5mm; }
.rubriek.zin { font-size: 10pt; font-weight: 400; }
.provincie { font-weight: 600; margin-top: 4mm; }
.onderwerp { font-weight: 600; color: #154273; margin-top: 3mm; }
.punt, .subpunt { padding-left: 6mm; text-indent: -6mm; }
.subpunt { margin-left: 8mm; }
.punt i, .subpunt i { display: inline-block; width: 6mm; text-indent: 0; font-style: normal; }
"""


def als_pdf(
    alineas: Sequence[Alinea], *, kop: str = "Concept van de redactie", voet: str = "Bijlage bij brief"
) -> bytes:
    """A PDF. Running heads and feet that are among the paragraphs take the place of the usual ones."""
    for alinea in alineas:
        kop = alinea.tekst if alinea.soort == "koptekst" else kop
        voet = alinea.tekst if alinea.soort == "voettekst" else voet
    inhoud = "\n".join(_alinea(alinea) for alinea in alineas if alinea.soort not in ("koptekst", "voettekst"))
    stijl = _STIJL.replace("LETTERTYPEN", FAMILIES).replace("KOPTEKST", kop).replace("VOETTEKST", voet)
    html = f"<html lang=nl><style>{lettertype_css(inhoud + kop + voet)}{stijl}</style><body>{inhoud}</body></html>"
    uit: bytes = HTML(string=html).write_pdf()
    return uit


def _alinea(alinea: Alinea) -> str:
    teken, _, rest = alinea.tekst.partition(" ")
    if alinea.soort in ("punt", "subpunt"):
        return f'<p class="{alinea.soort}"><i>{escape(teken)}</i>{escape(rest)}</p>'
    if alinea.soort == "inhoud":
        titel, _, pagina = alinea.tekst.rpartition(" ")
        return f'<p class="inhoud"><span>{escape(pagina)}</span>{escape(titel)}</p>' if titel else f"<p>{pagina}</p>"
    zin = " zin" if alinea.tekst.endswith((".", ":", ";")) else ""
    return f'<p class="{alinea.soort}{zin}">{escape(alinea.tekst)}</p>'
