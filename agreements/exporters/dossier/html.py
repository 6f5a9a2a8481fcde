"""The dossier as one HTML document that the PDF is made of. All text is escaped or made clean; it fetches nothing."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from agreements.dossier import Dossier
from agreements.dossier_html import schoon
from agreements.exporters.dossier import indeling, watermerk
from agreements.exporters.dossier.gegevens import Dossiergegevens
from agreements.exporters.html import gestileerd
from agreements.exporters.tekens import leesbaar

SJABLOON = "agreements/export/dossier.html"
STIJL = "static/css/pdf/dossier.css"
#: Agendapunten deeper than this are in the bookmarks, and not in the contents.
INHOUD_TOT = 3


def html_tekst(dossier: Dossier, gegevens: Dossiergegevens) -> str:
    """The document with its style and fonts. A character that UTF-8 does not know is shown as �."""
    punten = indeling.punten(dossier)
    context = {
        "titel": dossier.titel,
        "gegevens": gegevens,
        "indeling": indeling,
        "voorblad": indeling.voorblad(dossier, gegevens),
        "stand": indeling.stand(gegevens),
        "gemaakt_iso": timezone.localtime(gegevens.moment).isoformat(timespec="seconds"),
        "dossier": dossier,
        "regels": _tekst(dossier.regels),
        "agenda_tekst": _tekst(dossier.agenda_tekst),
        "deelnemers_tekst": _tekst(dossier.deelnemers_tekst),
        "opbouw": _tekst(dossier.opbouw),
        "bijlagen_tekst": _tekst(dossier.bijlagen_tekst),
        "groepen": indeling.groepen(dossier),
        "punten": [
            (
                punt,
                min(punt.diepte + 2, 6),
                min(punt.diepte + 3, 6),
                min(punt.diepte + 3 + punt.heeft_delen, 6),
                [(blok, _tekst(blok.html)) for blok in punt.blokken],
            )
            for punt in punten
        ],
        "in_inhoud": [punt for punt in punten if punt.diepte <= INHOUD_TOT],
    }
    boven = leesbaar(indeling.boven_de_paginas(dossier, gegevens))
    erbij = f"h1 {{ string-set: titel {_css_tekst(boven)}; }}"
    if gegevens.concept:
        erbij += (
            f"\n@page {{ background: {_tekening(watermerk.KLEUR)}; background-size: 210mm 297mm; }}"
            f"\n.titelblad__vlak {{ background: #062f61 {_tekening(watermerk.KLEUR_OP_BLAUW)};"
            " background-size: 210mm 297mm; }"
        )
    return gestileerd(leesbaar(render_to_string(SJABLOON, context)), STIJL, erbij=erbij, tekens=boven)


def _tekening(kleur: str) -> str:
    return f"url({watermerk.svg(kleur)}) no-repeat"


def _css_tekst(tekst: str) -> str:
    """A text as a value in a style: each character by its number, so that none can end it."""
    return '"{}"'.format("".join(f"\\{ord(teken):06x}" for teken in tekst.encode(errors="replace").decode()))


def _tekst(html: str) -> SafeString:
    """Text with the markup of a dossier, and nothing else in it."""
    return mark_safe(schoon(html))  # noqa: S308 - made clean
