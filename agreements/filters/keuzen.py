"""What can be chosen: the values of each parameter with the names that people read.

Reference data is no secret. A rubriek is, before its list is public, so those are narrowed to what the user
may see; whoever asks for another one hears the same as for one that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from agreements.filters.volgorde import STATUSSEN
from agreements.lijst import LANDELIJK, LANDSDEEL_CODES
from agreements.models import Afspraak, Overleg, Ronde, Rubriek, Thema
from regions.models import Gebied, Landsdeel, Organisatie, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Beside the kinds of agreement themselves: every kind that is followed.
GEVOLGD = "gevolgd"

VERLOPEN, BINNENKORT, GEEN, NIET_TE_DATEREN = "verlopen", "binnenkort", "geen", "niet-te-dateren"

_SLUG = re.compile(r"[\w-]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Overlegkenmerk:
    """What the count needs to know of the overleg of an agreement."""

    soort: str
    jaar: str
    landsdeel: str


@dataclass(frozen=True, slots=True)
class Rubriekkeuze:
    """A rubriek as a choice: `code` is the beginning of the codes of its agreements (BOL-2024-ZW-1)."""

    code: str
    nummer: str
    naam: str


@dataclass(slots=True)
class Keuzen:
    """The values and names per parameter, and what is needed to map a row to them.

    Six queries to fill, and one more when the address names organisations.
    """

    namen: dict[str, dict[str, str]] = field(default_factory=dict)
    overleggen: dict[int, Overlegkenmerk] = field(default_factory=dict)
    rubrieken: dict[int, Rubriekkeuze] = field(default_factory=dict)
    provincies: dict[int, str] = field(default_factory=dict)
    rubriekrondes: set[tuple[int, str]] = field(default_factory=set)

    @classmethod
    def voor(cls, user: User | AnonymousUser, partijen: Iterable[str] = (), nummers: Iterable[str] = ()) -> Keuzen:
        """What this user can choose from. `partijen` and `nummers` are values that the address holds: of the
        organisations only those are fetched, and a bare rubriek number is known when some rubriek has it."""
        keuzen = cls()
        landsdelen = dict(Landsdeel.objects.visible_to(user).order_by("volgorde", "naam").values_list("slug", "naam"))
        keuzen.overleggen = {
            pk: Overlegkenmerk(soort, str(jaar), landsdeel or LANDELIJK)
            for pk, soort, jaar, landsdeel in Overleg.objects.values_list(
                "pk", "ronde__soort", "ronde__jaar", "landsdeel__slug"
            )
        }
        keuzen.rubrieken, keuzen.rubriekrondes = _rubrieken(user, landsdelen)
        rijen = Provincie.objects.visible_to(user).order_by("volgorde", "naam").values_list("pk", "slug", "naam")
        provincies = list(rijen)
        keuzen.provincies = {pk: slug for pk, slug, _ in provincies}
        jaren = sorted({kenmerk.jaar for kenmerk in keuzen.overleggen.values()}, reverse=True)
        bekende_nummers = {keuze.nummer for keuze in keuzen.rubrieken.values()}
        keuzen.namen = {
            "soort": {waarde: str(naam) for waarde, naam in Ronde.Soort.choices},
            "jaar": {jaar: jaar for jaar in jaren},
            "landsdeel": {**landsdelen, LANDELIJK: "Landelijk"},
            "provincie": {slug: naam for _, slug, naam in provincies},
            "gebied": dict(Gebied.objects.visible_to(user).order_by("naam").values_list("slug", "naam")),
            "thema": {
                slug: _hoofdletter(naam)
                for slug, naam in Thema.objects.order_by("volgorde", "naam").values_list("slug", "naam")
            },
            "status": {status.value: _hoofdletter(str(status.label)) for status in STATUSSEN},
            "besluit": {waarde: _hoofdletter(str(naam)) for waarde, naam in Afspraak.Besluit.choices},
            "aard": {
                GEVOLGD: "Alles wat wordt gevolgd",
                **{waarde: _hoofdletter(str(naam)) for waarde, naam in Afspraak.Soort.choices},
            },
            "termijn": {
                VERLOPEN: "Over tijd",
                BINNENKORT: "Binnenkort",
                NIET_TE_DATEREN: "Niet te dateren",
                GEEN: "Geen termijn",
            },
            "rubriek": {
                **{
                    nummer: f"Rubriek {nummer} van elke lijst"
                    for nummer in dict.fromkeys(nummers)
                    if nummer in bekende_nummers
                },
                **{keuze.code: keuze.naam for keuze in keuzen.rubrieken.values()},
            },
            "partij": _partijen(partijen),
        }
        return keuzen


def _rubrieken(
    user: User | AnonymousUser, landsdelen: Mapping[str, str]
) -> tuple[dict[int, Rubriekkeuze], set[tuple[int, str]]]:
    """The rubrieken of the lists that the user may see, and of the agreements that they hold, newest list first; and
    the rondes, with their phase, of those of their own overleggen."""
    zichtbaar = Q(pk__in=Rubriek.objects.visible_to(user).values("pk"))
    if user.is_authenticated and user.reikwijdte.is_dossierhouder:
        eigen = Afspraak.dossierhouders.through.objects.filter(user__in=user.reikwijdte.houdt_voor)
        zichtbaar |= Q(pk__in=eigen.values("afspraak__tekstblok__blok__rubriek"))
    rijen = (
        Rubriek.objects.filter(zichtbaar)
        .order_by("-overleg__ronde__jaar", "overleg__ronde__soort", "overleg__volgorde", "volgorde", "pk")
        .values_list(
            "pk",
            "nummer",
            "titel",
            "overleg__ronde__soort",
            "overleg__ronde__jaar",
            "overleg__landsdeel__slug",
            "overleg__ronde",
            "overleg__ronde__fase",
            "overleg__landsdeel",
        )
    )
    uit = {}
    rondes = set()
    for pk, nummer, titel, soort, jaar, slug, ronde, fase, landsdeel_pk in rijen:
        if user.is_authenticated and (user.reikwijdte.is_rijksredacteur or landsdeel_pk in user.reikwijdte.landsdelen):
            rondes.add((ronde, fase))
        landsdeel = slug or LANDELIJK
        uit[pk] = Rubriekkeuze(
            code=f"{soort.upper()}-{jaar}-{LANDSDEEL_CODES.get(landsdeel, landsdeel.upper())}-{nummer}",
            nummer=nummer,
            naam=f"{soort.upper()} {jaar} {landsdelen.get(landsdeel, 'Landelijk')} – {nummer}. {titel}",
        )
    return uit, rondes


def _partijen(slugs: Iterable[str]) -> dict[str, str]:
    """The organisations among these slugs. No query when none can be one."""
    mogelijk = [slug.lower() for slug in slugs if _SLUG.fullmatch(slug)]
    if not mogelijk:
        return {}
    return {
        slug: partijnaam(naam, afkorting)
        for slug, naam, afkorting in Organisatie.objects.filter(slug__in=mogelijk)
        .order_by("naam", "slug")
        .values_list("slug", "naam", "afkorting")
    }


def partijnaam(naam: str, afkorting: str) -> str:
    return f"{naam} ({afkorting})" if afkorting and afkorting != naam else naam


def _hoofdletter(naam: str) -> str:
    return naam[:1].upper() + naam[1:]
