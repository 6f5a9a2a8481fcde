"""The list as one HTML file that needs nothing else: style and fonts are in it, and it fetches nothing.

The same file is what the PDF is made of: its print style has the title page, the contents with page numbers
and the running header. All text of the list is escaped; nothing in it can act as markup.
"""

from __future__ import annotations

from itertools import chain

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from agreements.exporters.alineas import OPMAAK
from agreements.exporters.bijschriften import EMBARGO, VERVALLEN_KOP, VERVALLEN_UITLEG
from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.exporters.indeling import deel_in, vervallen_punten
from agreements.exporters.lettertypen import FAMILIES, lettertype_css
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import bijzonderheden, overlegregels
from agreements.lijst import Lijst

SJABLOON = "agreements/export/afsprakenlijst.html"
#: What every document has, and what a list has beside it.
BASISSTIJL = "static/css/pdf/basis.css"
STIJL = "static/css/pdf/afsprakenlijst.css"


def maak_html(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as a self-contained HTML document in UTF-8."""
    return html_tekst(lijst, gegevens).encode()


def html_tekst(lijst: Lijst, gegevens: Titelgegevens) -> str:
    """As `maak_html`, before it is encoded. A character that UTF-8 does not know is shown as �."""
    landsdelen = deel_in(lijst, gegevens)
    vervallen = vervallen_punten(lijst)
    context = {
        "titel": leesbaar(lijst.titel),
        "opmaak": OPMAAK,
        "landsdelen": landsdelen,
        "vervallen": vervallen,
        "vervallen_kop": VERVALLEN_KOP,
        "vervallen_uitleg": VERVALLEN_UITLEG,
        "embargo": EMBARGO if gegevens.embargo else "",
        "gegevens": gegevens,
        "gemaakt_iso": timezone.localtime(gegevens.moment).isoformat(timespec="seconds"),
        "overleg": overlegregels(gegevens),
        "bijzonderheden": bijzonderheden(gegevens),
    }
    punten = chain(*(deel.punten for deel in landsdelen), *(reeks.punten for reeks in vervallen))
    tekens = {punt.tekenklasse: punt.teken for punt in punten if punt.teken}
    return gestileerd(
        render_to_string(SJABLOON, context), STIJL, erbij=_tekenstijl(tekens), tekens="".join(tekens.values())
    )


def gestileerd(html: str, stijl: str, *, erbij: str = "", tekens: str = "") -> str:
    """The document with its style and fonts in it; `tekens` are characters that only the style shows."""
    html = html.lstrip().encode(errors="replace").decode()
    bladen = [(settings.BASE_DIR / blad).read_text().replace("LETTERTYPEN", FAMILIES) for blad in (BASISSTIJL, stijl)]
    # Put in last, on a mark that no text of a document can hold: it would have been escaped.
    delen = (lettertype_css(html + tekens, cursief="<em>" in html), *bladen, erbij)
    return html.replace("<!--stijl-->", "<style>\n{}\n</style>".format("\n".join(delen)), 1)


def _tekenstijl(tekens: dict[str, str]) -> str:
    """A style rule per kind of bullet: the sign as the list prints it, with room behind it."""
    regels = []
    for klasse, teken in sorted(tekens.items()):
        inhoud = "".join(f"\\{ord(letter):06x}" for letter in f"{teken}\xa0\xa0")
        regels.append(f'.{klasse} {{ list-style-type: "{inhoud}"; }}')
    return "\n".join(regels)
