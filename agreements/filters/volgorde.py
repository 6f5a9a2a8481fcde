"""The orders in which a list of agreements can stand (`sorteer`). Each is complete: no two rows tie."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Collate

from agreements.models import Status
from agreements.models.afspraak import ZICHT_GEVOLGD

if TYPE_CHECKING:
    from agreements.models.afspraak import AfspraakQuerySet

#: Value of `sorteer` → how people read it. The first is the default and stays out of the address.
VOLGORDEN: dict[str, str] = {
    "lijst": "Volgorde van de lijst",
    "-lijst": "Volgorde van de lijst, omgekeerd",
    "termijn": "Termijn: vroegste eerst",
    "-termijn": "Termijn: laatste eerst",
    "status": "Status: van gestart naar gesloten",
    "-status": "Status: van gesloten naar gestart",
    "-gewijzigd": "Laatst gewijzigd: nieuwste eerst",
    "gewijzigd": "Laatst gewijzigd: oudste eerst",
    "code": "Code: A tot Z",
    "-code": "Code: Z tot A",
}
STANDAARD = "lijst"

#: The statuses from not yet begun to closed.
STATUSSEN = (
    Status.NIET_TE_BEOORDELEN,
    Status.NOG_NIET_GESTART,
    Status.IN_UITVOERING,
    Status.VERTRAAGD,
    Status.AANGEHOUDEN,
    Status.AFGEROND,
    Status.OPGEVOLGD,
    Status.VERVALLEN,
)


def sorteer(afspraken: AfspraakQuerySet, volgorde: str) -> AfspraakQuerySet:
    """The agreements in that order; what has no value to sort by stands last, in either direction."""
    sleutel = volgorde.removeprefix("-")
    if sleutel == "lijst":
        geordend = afspraken.lijstvolgorde()
        return geordend.reverse() if volgorde.startswith("-") else geordend
    uitdrukkingen = _SLEUTELS[sleutel]()
    if volgorde.startswith("-"):
        orde = [een.desc(nulls_last=True) for een in uitdrukkingen]
    else:
        orde = [een.asc(nulls_last=True) for een in uitdrukkingen]
    return afspraken.order_by(*orde, *afspraken.lijstvolgorde().query.order_by)


def _termijn() -> list[Any]:
    return [Case(When(ZICHT_GEVOLGD, then=F("zicht_termijn_tot")), default=None)]


def _status() -> list[Any]:
    plaats = [When(zicht_status=status, then=Value(nummer)) for nummer, status in enumerate(STATUSSEN)]
    return [Case(When(~ZICHT_GEVOLGD, then=None), *plaats, default=None, output_field=IntegerField())]


def _gewijzigd() -> list[Any]:
    return [F("zicht_status_op")]


def _code() -> list[Any]:
    """Part by part, so that rubriek 10 comes after 2; and by byte, because a locale skips the hyphens."""
    collatie = "C" if connection.vendor == "postgresql" else "BINARY"
    return [
        F("overleg__ronde__soort"),
        F("overleg__ronde__jaar"),
        F("overleg__landsdeel__code"),
        F("tekstblok__blok__rubriek__volgorde"),
        Collate("code", collatie),
    ]


_SLEUTELS: dict[str, Callable[[], list[Any]]] = {
    "termijn": _termijn,
    "status": _status,
    "gewijzigd": _gewijzigd,
    "code": _code,
}
