"""The list as one HTML file that needs nothing else: style and fonts are in it, and it fetches nothing.

The same file is what the PDF is made of: its print style has the title page, the contents with page numbers
and the running header. All text of the list is escaped; nothing in it can act as markup.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats, timezone

from agreements.exporters.gegevens import Overlegdag, Titelgegevens, Voortgang
from agreements.exporters.indeling import deel_in, leesbaar
from agreements.exporters.lettertypen import FAMILIES, lettertype_css
from agreements.lijst import Lijst

SJABLOON = "agreements/export/afsprakenlijst.html"
STIJL = "static/css/pdf/afsprakenlijst.css"


def maak_html(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as a self-contained HTML document in UTF-8."""
    return html_tekst(lijst, gegevens).encode()


def html_tekst(lijst: Lijst, gegevens: Titelgegevens) -> str:
    """As `maak_html`, before it is encoded. A character that UTF-8 does not know is shown as �."""
    landsdelen = deel_in(lijst)
    context = {
        "titel": leesbaar(lijst.titel),
        "landsdelen": landsdelen,
        "gegevens": gegevens,
        "gemaakt": timezone.localtime(gegevens.moment),
        "gemaakt_iso": timezone.localtime(gegevens.moment).isoformat(timespec="seconds"),
        "overleg": overlegregels(gegevens),
    }
    html = render_to_string(SJABLOON, context).lstrip().encode(errors="replace").decode()
    stijl = (settings.BASE_DIR / STIJL).read_text().replace("LETTERTYPEN", FAMILIES)
    # Put in last, on a mark that no text of a list can hold: it would have been escaped.
    tekens = {punt.tekenklasse: punt.teken for deel in landsdelen for punt in deel.punten if punt.teken}
    delen = (lettertype_css("".join([html, *tekens.values()])), stijl, _tekenstijl(tekens))
    return html.replace("<!--stijl-->", "<style>\n{}\n</style>".format("\n".join(delen)), 1)


def _tekenstijl(tekens: dict[str, str]) -> str:
    """A style rule per kind of bullet: the sign as the list prints it, with room behind it."""
    regels = []
    for klasse, teken in sorted(tekens.items()):
        inhoud = "".join(f"\\{ord(letter):06x}" for letter in f"{teken}\xa0\xa0")
        regels.append(f'.{klasse} {{ list-style-type: "{inhoud}"; }}')
    return "\n".join(regels)


def overlegregels(gegevens: Titelgegevens) -> list[str]:
    """When the overleggen were held: one date for all, or a line per date with the landsdelen that met."""
    dagen = sorted(gegevens.overlegdagen, key=_dag)
    per_dag = {dag: [een.naam for een in groep] for dag, groep in groupby(dagen, key=_dag)}
    if len(per_dag) > 1:
        return [f"{_datum(dag)}: {_opsomming(namen)}" for dag, namen in per_dag.items()]
    if per_dag:
        return [_datum(dag) for dag in per_dag]
    van, tot = gegevens.gehouden_van, gegevens.gehouden_tot
    if van and tot and van != tot:
        return [f"{_datum(van)} t/m {_datum(tot)}"]
    return [_datum(dag) for dag in (tot or van,) if dag]


def _opsomming(namen: list[str]) -> str:
    """Names as a sentence has them: "Noord, Oost en Zuid"."""
    *eerste, laatste = namen
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def _dag(dag: Overlegdag) -> date:
    return dag.datum


def _datum(dag: date) -> str:
    return formats.date_format(dag, "j F Y")
