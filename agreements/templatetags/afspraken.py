"""How agreements, their deadlines and the texts of a dossier are put into words in the templates."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from agreements import tekstverschil
from agreements.dossier_html import schoon
from agreements.models import Afspraak, Termijn, Verband
from agreements.peildatum import met_dag
from agreements.tekstverschil import Deel
from bolapp.templatetags.ui import periode

register = template.Library()

#: Why a phrase has no dates, said to the reader.
ZONDER_DATUM = {
    "horizon": "Een horizon: geeft richting, maar wordt nooit te laat.",
    "vaag": "Niet te dateren: de tekst noemt geen tijdstip.",
}


@register.filter
def uitleg(termijn: Termijn) -> str:
    """What a reader should know about a phrase beside its dates; empty for an ordinary deadline."""
    if not termijn.van and not termijn.tot:
        return ZONDER_DATUM.get(termijn.soort, "Niet te dateren.")
    if termijn.soort == "horizon":
        return ZONDER_DATUM["horizon"]
    if not termijn.is_termijn:
        if termijn.herkomst == Termijn.Herkomst.BEVESTIGD:
            return "Iemand heeft bevestigd dat dan niets gereed hoeft te zijn."
        return "Noemt een tijd; de tekst zegt niet dat er dan iets gereed moet zijn."
    if termijn.overleg_naam:
        return f"Hangt aan {termijn.overleg_naam}."
    return ""


@register.simple_tag
def termijndagen(van: date | None, tot: date | None, niet_te_dateren: object) -> str:
    """A deadline in words: its days, "niet te dateren" where something is due but no day is named, or "geen termijn".

    `niet_te_dateren` is the flag of an agreement, or the phrase of a deadline as it stood at a moment: one that is
    there without days cannot be dated, unless it is what says that there is none.
    """
    if not van and not tot and niet_te_dateren and niet_te_dateren != Termijn.GEEN_FRASE:
        return "niet te dateren"
    return periode(van, tot)


@register.filter
def gelezen_vanaf(verband: Verband, afspraak: Afspraak) -> str:
    """A link as it reads from one of its ends: "vervolg op", or from the earlier "kreeg vervolg in"."""
    if verband.van_id == afspraak.pk:
        return verband.get_soort_display()
    return Verband.OMGEKEERD[Verband.Soort(verband.soort)]


@register.filter
def opgemaakt(html: str) -> SafeString:
    """A text of a dossier with its markup. It was made clean when it was kept; what was not is made clean here."""
    return mark_safe(schoon(html))  # noqa: S308 - only our own tags come through


@register.filter
def op_dag(adres: str, dag: date | None) -> str:
    """The same address, telling of that past day; without one as it is."""
    return met_dag(adres, dag)


@register.filter
def kort(afspraak: Afspraak) -> str:
    """The first words of an agreement, for a link or a list."""
    tekst = afspraak.tekst
    return tekst if len(tekst) <= 160 else tekst[:157].rsplit(" ", 1)[0] + " …"


@register.filter
def gegeven(waarde: str | list[str]) -> str:
    """A logged value between quotation marks: a text, or a list of names; "niets" when empty."""
    tekst = ", ".join(waarde) if isinstance(waarde, list) else waarde
    return f"“{tekst}”" if tekst else "niets"


@register.filter
def woordverschil(oud: str, nieuw: str) -> list[Deel]:
    """Two wordings of one text as pieces that read on; see `agreements.tekstverschil`."""
    return tekstverschil.woordverschil(oud, nieuw)
