"""Asking for a past day: reading `?peildatum=2025-03-01`, and saying of which day a page tells.

What is shown then is `AfspraakQuerySet.op_peildatum`; see docs/adr/0028-peildatum.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from agreements.datums import datumtekst
from agreements.filters.velden import citaat, lees_dag

PARAMETER = "peildatum"


class OngeldigePeildatum(ValueError):
    """What was asked is no day, or one that is still to come; its text is a Dutch sentence."""


def lees_peildatum(waarde: str) -> date:
    """The day of `2025-03-01`; today is the last that can be asked for. Raises OngeldigePeildatum."""
    dag = lees_dag(waarde)
    if dag is None:
        raise OngeldigePeildatum(
            f"“{citaat(waarde)}” is geen datum die wij kennen. Schrijf de peildatum als 2025-03-01."
        )
    if dag > timezone.localdate():
        raise OngeldigePeildatum(
            f"De peildatum {datumtekst(dag)} moet nog komen. Kies een dag die is geweest, of vandaag."
        )
    return dag


@dataclass(frozen=True, slots=True)
class Peildatum:
    """The day that a page is asked to tell of: none (now), a day, or what could not be read (`fout`)."""

    dag: date | None = None
    fout: str = ""
    #: As it was typed, so that the form of the page can show it again.
    gevraagd: str = ""

    def __bool__(self) -> bool:
        return self.dag is not None

    @property
    def waarde(self) -> str:
        """For an address, and for the field of the form."""
        return self.dag.isoformat() if self.dag else self.gevraagd

    @property
    def tekst(self) -> str:
        return datumtekst(self.dag) if self.dag else ""

    @property
    def melding(self) -> str:
        """What the page says of a day that it could not read."""
        return f"{self.fout} U ziet de stand van nu." if self.fout else ""

    @property
    def laatste(self) -> date:
        """The last day that can be asked for."""
        return timezone.localdate()

    @property
    def paren(self) -> tuple[tuple[str, str], ...]:
        """What an address needs to tell of the same day."""
        return ((PARAMETER, self.dag.isoformat()),) if self.dag else ()


def met_dag(adres: str, dag: date | None) -> str:
    """The same address, telling of that day."""
    if dag is None or not adres:
        return adres
    return f"{adres}{'&' if '?' in adres else '?'}{PARAMETER}={dag.isoformat()}"


def gevraagde_peildatum(request: HttpRequest) -> Peildatum:
    """What this request asks for. An empty parameter, as an empty field of a form sends it, asks for nothing."""
    waarde = request.GET.get(PARAMETER, "").strip()
    if not waarde:
        return Peildatum()
    try:
        return Peildatum(lees_peildatum(waarde), gevraagd=waarde)
    except OngeldigePeildatum as fout:
        return Peildatum(fout=str(fout), gevraagd=citaat(waarde))
