"""Changing the status of an agreement: the only writer of `Statuswijziging` and of `Afspraak.status`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Bewijsstuk, Status, Statuswijziging
from agreements.models.ondertekend import handtekening
from agreements.models.status import MET_TOELICHTING, toelichting_nodig
from agreements.models.status import Bewijs as BewijsRij
from agreements.rechten import eis, mag_status_wijzigen, mag_voor_zijde_antwoorden
from agreements.services.verbanden import is_van_eerder_overleg, komt_voort_uit, vergrendel_lijnen

if TYPE_CHECKING:
    from django.core.files.base import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijs:
    """A link, or an uploaded document, that shows that it is so."""

    naam: str
    url: str = ""
    bestand: File[bytes] | None = None


@dataclass(slots=True)
class IntussenGewijzigd(Exception):
    """Somebody else changed the status after the form was opened; `wijzigingen` are those changes, oldest first."""

    wijzigingen: list[Statuswijziging] = field(default_factory=list)


def versie_van(afspraak: Afspraak) -> int:
    """The number of the last joint status change: what a form remembers to notice that somebody was first.

    Costs one query.
    """
    laatste = (
        Statuswijziging.objects.filter(afspraak=afspraak, zijde=Statuswijziging.Zijde.GEZAMENLIJK)
        .order_by("-nummer")
        .values_list("nummer", flat=True)
        .first()
    )
    return laatste or 0


@transaction.atomic
def wijzig_status(
    *,
    afspraak: Afspraak,
    naar: str,
    by: Actor,
    toelichting: str = "",
    opvolger: Afspraak | None = None,
    bewijs: Sequence[Bewijs] = (),
    versie: int | None = None,
    op: datetime | None = None,
) -> Statuswijziging:
    """Give the agreement a new joint status and write the history row, in one transaction.

    `versie` is what `versie_van` said when the user began; without it the change is made whatever happened
    since. `op` is for data that tells of the past (demo, import); a person's change is always of now.

    Raises PermissionDenied, IntussenGewijzigd, or ValidationError with a Dutch sentence per field:
    the same status again; no toelichting where one is needed (ending, delaying, holding, reopening); opgevolgd
    without successor, or a successor that was not adopted, is the agreement itself or leads back to it.
    """
    if opvolger is not None:
        vergrendel_lijnen()
    afspraak = Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    eis(mag_status_wijzigen(by, afspraak))
    huidig = versie_van(afspraak)
    if versie is not None and versie != huidig:
        raise IntussenGewijzigd(
            list(
                Statuswijziging.objects.filter(
                    afspraak=afspraak, zijde=Statuswijziging.Zijde.GEZAMENLIJK, nummer__gt=versie
                ).order_by("nummer")
            )
        )
    toelichting = toelichting.strip()
    keur_statuswijziging(afspraak=afspraak, naar=naar, toelichting=toelichting, opvolger=opvolger)

    wijziging = _voeg_toe(
        afspraak=afspraak,
        nummer=huidig + 1,
        van=afspraak.status,
        naar=naar,
        toelichting=toelichting,
        opvolger=opvolger,
        by=by,
        op=op or timezone.now(),
    )
    for stuk in bewijs:
        bewaar_bewijs(Bewijsstuk(wijziging=wijziging), stuk)
    afspraak.status = naar
    afspraak.status_op = wijziging.op
    afspraak.save(update_fields=["status", "status_op"])
    leg_vast(
        actie="status gewijzigd",
        object_soort="afspraak",
        object_sleutel=afspraak.code,
        by=by,
        details={"van": wijziging.van, "naar": naar, "nummer": wijziging.nummer},
    )
    return wijziging


@transaction.atomic
def geef_zijdestatus(
    *,
    afspraak: Afspraak,
    zijde: str,
    naar: str,
    by: Actor,
    toelichting: str = "",
    opvolger: Afspraak | None = None,
    op: datetime | None = None,
) -> Statuswijziging:
    """Write what one side (Rijk or regio) says about the status, in the history of that side.

    The joint status stays as it is: where the sides differ, both are shown. A side may say the same again, with
    another toelichting.

    Raises PermissionDenied, or ValidationError per field, as `wijzig_status`.
    """
    if opvolger is not None:
        vergrendel_lijnen()
    afspraak = Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    eis(mag_voor_zijde_antwoorden(by, afspraak, zijde))
    vorige = Statuswijziging.objects.filter(afspraak=afspraak, zijde=zijde).order_by("-nummer").first()
    van = vorige.naar if vorige else ""
    toelichting = toelichting.strip()
    _keur(afspraak=afspraak, van=van, naar=naar, toelichting=toelichting, opvolger=opvolger)
    wijziging = _voeg_toe(
        afspraak=afspraak,
        zijde=zijde,
        nummer=vorige.nummer + 1 if vorige else 1,
        van=van,
        naar=naar,
        toelichting=toelichting,
        opvolger=opvolger,
        by=by,
        op=op or timezone.now(),
    )
    leg_vast(
        actie="status gegeven voor één zijde",
        object_soort="afspraak",
        object_sleutel=afspraak.code,
        by=by,
        details={"zijde": zijde, "van": van, "naar": naar, "nummer": wijziging.nummer},
    )
    return wijziging


def begin_te_volgen(*, afspraken: Sequence[Afspraak], by: Actor, op: datetime | None = None) -> None:
    """Write the first history row of new agreements, with the status they have, in the transaction of the caller."""
    moment = op or timezone.now()
    Statuswijziging.objects.bulk_create(
        Statuswijziging(
            afspraak=afspraak,
            nummer=1,
            van="",
            naar=afspraak.status,
            **handtekening(by, moment),
        )
        for afspraak in afspraken
    )
    Afspraak.objects.filter(pk__in=[afspraak.pk for afspraak in afspraken]).update(status_op=moment)


def keur_statuswijziging(*, afspraak: Afspraak, naar: str, toelichting: str, opvolger: Afspraak | None) -> None:
    """Refuse, with a ValidationError per field, a change that cannot be; `toelichting` without white around it."""
    _keur(afspraak=afspraak, van=afspraak.status, naar=naar, toelichting=toelichting, opvolger=opvolger, anders=True)


def _keur(
    *,
    afspraak: Afspraak,
    van: str,
    naar: str,
    toelichting: str,
    opvolger: Afspraak | None,
    anders: bool = False,
) -> None:
    """The rules of a change; with `anders` the status must be another than it was."""
    fouten: dict[str, str] = {}
    if not afspraak.is_vastgesteld:
        raise ValidationError("Deze afspraak is nog niet vastgesteld en heeft daarom nog geen status.")
    if afspraak.is_gesplitst:
        raise ValidationError("Deze afspraak is gesplitst. Wijzig de status van de deelafspraken.")
    if afspraak.is_context:
        raise ValidationError("Deze tekst is context en wordt niet gevolgd. Geef haar eerst een andere soort.")
    if naar not in Status.values:
        fouten["naar"] = "Kies een status uit de lijst."
    elif anders and naar == van:
        fouten["naar"] = f"De status is al “{Status(naar).label}”. Kies een andere status."
    elif toelichting_nodig(van, naar) and not toelichting:
        fouten["toelichting"] = f"Geef een toelichting. {_waartoe(van, naar, anders=anders)}"
    if naar == Status.OPGEVOLGD:
        if opvolger is None:
            fouten["opvolger"] = "Noem de afspraak die deze opvolgt."
        elif opvolger.pk == afspraak.pk:
            fouten["opvolger"] = "Een afspraak kan zichzelf niet opvolgen."
        elif not opvolger.is_vastgesteld:
            fouten["opvolger"] = f"{opvolger.code} is niet vastgesteld. Alleen een vastgestelde afspraak volgt een op."
        elif _leidt_terug(opvolger, afspraak):
            fouten["opvolger"] = f"{opvolger.code} is zelf opgevolgd door {afspraak.code}. Kies een andere opvolger."
        elif komt_voort_uit(afspraak, opvolger):
            fouten["opvolger"] = (
                f"{afspraak.code} komt zelf voort uit {opvolger.code}, volgens de verbanden. Kies een andere opvolger."
            )
        elif is_van_eerder_overleg(opvolger, afspraak):
            fouten["opvolger"] = (
                f"{opvolger.code} is van {opvolger.overleg.ronde}, en dat was eerder dan {afspraak.overleg.ronde} van "
                f"{afspraak.code}. Kies een latere afspraak."
            )
    elif opvolger is not None:
        fouten["opvolger"] = "Een opvolger hoort alleen bij de status “opgevolgd”."
    if fouten:
        raise ValidationError(fouten)


def _waartoe(van: str, naar: str, *, anders: bool) -> str:
    """What the toelichting is for: a change of the joint status, or what one side says, which need not be new."""
    if anders:
        return "Die is nodig om een afspraak te beëindigen, te vertragen, aan te houden of te heropenen."
    if naar in MET_TOELICHTING:
        return f"Schrijf bij “{Status(naar).label}” waarom."
    return f"Deze zijde zei eerder “{Status(van).label}”; schrijf waarom dat anders is."


def _leidt_terug(vanaf: Afspraak, doel: Afspraak) -> bool:
    """Whether following successors from `vanaf` arrives at `doel`; one query per step."""
    gezien: set[int] = set()
    volgende: int | None = vanaf.pk
    while volgende is not None and volgende not in gezien:
        if volgende == doel.pk:
            return True
        gezien.add(volgende)
        volgende = (
            Statuswijziging.objects.filter(
                afspraak_id=volgende, naar=Status.OPGEVOLGD, afspraak__status=Status.OPGEVOLGD
            )
            .order_by("-nummer")
            .values_list("opvolger_id", flat=True)
            .first()
        )
    return False


def _voeg_toe(
    *,
    afspraak: Afspraak,
    nummer: int,
    van: str,
    naar: str,
    toelichting: str,
    opvolger: Afspraak | None,
    by: Actor,
    op: datetime,
    zijde: str = Statuswijziging.Zijde.GEZAMENLIJK,
) -> Statuswijziging:
    wijziging = Statuswijziging(
        afspraak=afspraak,
        zijde=zijde,
        nummer=nummer,
        van=van,
        naar=naar,
        toelichting=toelichting,
        opvolger=opvolger,
        **handtekening(by, op),
    )
    wijziging.full_clean(validate_unique=False)
    wijziging.save(force_insert=True)
    return wijziging


def bewaar_bewijs(stuk: BewijsRij, bewijs: Bewijs) -> None:
    """Fill a new row of evidence and write it, in the transaction of the caller.

    Raises ValidationError when it is neither a link nor a document, or both.
    """
    stuk.naam, stuk.url = bewijs.naam, bewijs.url
    if bewijs.bestand is not None:
        som = hashlib.sha256()
        for deel in bewijs.bestand.chunks():
            som.update(deel)
        stuk.sha256 = som.hexdigest()
        stuk.grootte = bewijs.bestand.size
        stuk.bestand = bewijs.bestand
    stuk.full_clean()
    stuk.save(force_insert=True)


def deel_bewijs(wijziging: Statuswijziging, stukken: Iterable[BewijsRij]) -> None:
    """Let stored evidence also go with this step, in the transaction of the caller.

    The same stored file serves both: neither row can ever be changed or deleted.
    """
    Bewijsstuk.objects.bulk_create(
        Bewijsstuk(
            wijziging=wijziging,
            **{veld: getattr(stuk, veld) for veld in ("naam", "url", "bestand", "sha256", "grootte")},
        )
        for stuk in stukken
    )
