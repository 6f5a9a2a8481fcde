"""What every act on the agenda shares: who may, whether somebody else was first, and the version that is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.agendaboom import Knoop, boom
from agreements.dossier import Dossier
from agreements.models import Agendapunt, Dossierversie, Zitting
from agreements.models import Dossier as DossierRij
from agreements.rechten import eis, mag_dossier_schrijven
from agreements.services.dossierlezen import dossier_in, dossier_uit
from agreements.services.dossierversies import laatste_versie, leg_versie_vast
from agreements.services.puntversies import leg_wijzigingen_vast

#: What is written as the reason of a version that holds texts which were saved since the version before it.
TUSSENTIJDS = "teksten opgeslagen"
#: The same of a version of an item in which only references changed.
ANDERE_NUMMERS = "nummers van agendapunten veranderd"


class DossierIntussenGewijzigd(ValidationError):
    """Somebody else changed the same; `versies` are theirs, the oldest first. Nothing was changed."""

    def __init__(self, versies: list[Dossierversie]) -> None:
        self.versies = versies
        wie = versies[-1].door_naam if versies else "Iemand anders"
        wat = f" ({versies[-1].reden})" if versies and versies[-1].reden else ""
        super().__init__(
            f"{wie} heeft het dossier intussen gewijzigd{wat}. Uw wijziging is niet opgeslagen. "
            "Hieronder staat hoe het nu is; kijk of uw wijziging nog nodig is en doe haar dan opnieuw."
        )


@dataclass(slots=True, kw_only=True)
class Bewerking:
    """An act that has begun: the locked dossier, how it was, and its items in the order of the agenda."""

    rij: DossierRij
    oud: Dossier
    by: Actor
    punten: list[Agendapunt]

    @property
    def boom(self) -> Knoop:
        return boom((punt.pk, punt.nummer) for punt in self.punten)

    def punt(self, pk: int) -> Agendapunt:
        """The item with this key. Raises ValidationError when it is not on the agenda any more."""
        gevonden = next((punt for punt in self.punten if punt.pk == pk), None)
        if gevonden is None:
            raise ValidationError("Dit agendapunt staat niet meer op de agenda. Laad de pagina opnieuw.")
        return gevonden


def structuur(dossier: Dossier) -> Any:
    """What the tree is: two people who change it at once clash, also when they do so in different chapters."""
    return [(punt.nummer, punt.titel, punt.soort) for punt in dossier.agendapunten]


def begin(*, dossier: DossierRij, by: Actor, versie: int | None, deel: Callable[[Dossier], Any]) -> Bewerking:
    """Begin an act: check who acts, lock the dossier, and see whether somebody else was first.

    `versie` is the number of the version that the user looked at, None for an act that looked at nothing. When the
    dossier has changed since, that matters only where `deel` (what the act touches) is no longer the same. Texts that
    were saved since the last version are kept as a version of their own, so that the act can be undone by itself.

    Raises PermissionDenied, DossierIntussenGewijzigd, or ValidationError when the overleg has been opened.
    """
    eis(mag_dossier_schrijven(by, dossier.overleg))
    rij = (
        DossierRij.objects.select_for_update(of=("self",))
        .select_related("overleg__ronde", "overleg__landsdeel")
        .for_page()
        .get(pk=dossier.pk)
    )
    if Zitting.objects.filter(overleg=rij.overleg).exists():
        raise ValidationError("Dit overleg is geopend: het dossier ligt op tafel en verandert niet meer.")
    nu = dossier_uit(rij)
    laatste = laatste_versie(rij)
    if versie is not None and laatste is not None and versie != laatste.nummer:
        gezien = rij.versies.filter(nummer=versie).first()
        if gezien is None or deel(dossier_in(gezien)) != deel(nu):
            raise DossierIntussenGewijzigd(list(rij.versies.filter(nummer__gt=versie).order_by("nummer")))
    leg_versie_vast(rij, by=by, reden=TUSSENTIJDS)
    return Bewerking(rij=rij, oud=nu, by=by, punten=list(rij.punten.all()))


def houd_teksten_bij(bewerking: Bewerking, sleutels: Iterable[int], *, reden: str) -> None:
    """Make a version of each of these items whose text the act changed, so that who reads its history sees why."""
    punten = Agendapunt.objects.filter(dossier=bewerking.rij, pk__in=sleutels).order_by("volgorde")
    leg_wijzigingen_vast(punten.prefetch_related("blokken__voorstellen"), by=bewerking.by, reden=reden)


def sluit_af(bewerking: Bewerking, *, reden: str, details: dict[str, Any] | None = None) -> Dossierversie | None:
    """End an act: keep the dossier as a version and write the line of the audit log. None when nothing changed."""
    versie = leg_versie_vast(bewerking.rij, by=bewerking.by, reden=reden)
    if versie is not None:
        leg_vast(
            actie="agenda gewijzigd",
            object_soort="dossier",
            object_sleutel=bewerking.rij.overleg.slug,
            by=bewerking.by,
            details={"wat": reden, "versie": versie.nummer, **(details or {})},
        )
    return versie
