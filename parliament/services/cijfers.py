"""What people do with figures for the letter: record one, give it a new version, and publish it with a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Status
from agreements.models.embargo import afspraak_openbaar
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis
from parliament.cijfervraag import Cijfervraag, Stand, lees_adres
from parliament.models import Cijfer, Cijferpublicatie, Cijferversie
from parliament.models.cijfer import PLAATS
from parliament.rechten import mag_naar_de_kamer
from parliament.services.cijferbewijs import OBJECT, VASTGELEGD, vingerafdruk
from parliament.services.cijfercontrole import controleer
from parliament.services.moties import lees_als_kamerstuk


def bereken(
    *, vraag: str, peildatum: date, zicht: str, binnen: Sequence[str] = (), by: Actor
) -> tuple[Cijfervraag, Stand]:
    """What the answer is, without keeping it. Raises PermissionDenied, or ValidationError per field."""
    eis(mag_naar_de_kamer(by))
    if zicht not in Cijferversie.Zicht.values:
        raise ValidationError({"zicht": "Kies wat meetelt."})
    if onbekend := [een for een in binnen if een not in Status.values]:
        raise ValidationError({"binnen": f"De status “{str(onbekend[0])[:40]}” bestaat niet."})
    if peildatum >= timezone.localdate():
        raise ValidationError({"peildatum": "Kies een dag die voorbij is: vandaag kan er nog iets veranderen."})
    gelezen = Cijfervraag(lees_adres(vraag), zicht=zicht, peildatum=peildatum)
    return gelezen, gelezen.tel(binnen)


@transaction.atomic
def maak_cijfer(
    *,
    titel: str,
    zin: str,
    vraag: str,
    peildatum: date,
    zicht: str,
    binnen: Sequence[str] = (),
    op: datetime | None = None,
    by: Actor,
) -> Cijferversie:
    """Save a question with its answer on the peildatum. `vraag` is an address of the list, or its parameters.

    With `binnen`, statuses, the answer is "a van de b". Raises PermissionDenied, or ValidationError per field: a
    question that cannot be read or narrows by nothing, a peildatum that is not over, a sentence without the right
    places for its numbers.
    """
    eis(mag_naar_de_kamer(by))
    return _voeg_toe(
        Cijfer.objects.create(), 1, titel, zin, vraag, peildatum, zicht, binnen, "", handtekening(by, op), by
    )


@transaction.atomic
def geef_nieuwe_versie(
    *,
    cijfer: Cijfer,
    titel: str,
    zin: str,
    vraag: str,
    peildatum: date,
    zicht: str,
    binnen: Sequence[str] = (),
    reden: str,
    versie: int,
    by: Actor,
) -> Cijferversie:
    """Ask anew, with the reason; the versions before it stay as they are, at their own addresses.

    `versie` is the last one that was seen. Raises as `maak_cijfer`, for no reason, or when somebody was first.
    """
    eis(mag_naar_de_kamer(by))
    Cijfer.objects.select_for_update().get(pk=cijfer.pk)
    laatste = Cijferversie.objects.filter(cijfer=cijfer).latest("nummer").nummer
    if versie != laatste:
        raise ValidationError("Intussen heeft een collega een nieuwe versie vastgelegd. Bekijk die eerst.")
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom het cijfer een nieuwe versie krijgt."})
    return _voeg_toe(
        cijfer, laatste + 1, titel, zin, vraag, peildatum, zicht, binnen, reden.strip(), handtekening(by), by
    )


def _voeg_toe(
    cijfer: Cijfer,
    nummer: int,
    titel: str,
    zin: str,
    vraag: str,
    peildatum: date,
    zicht: str,
    binnen: Sequence[str],
    reden: str,
    ondertekening: dict[str, Any],
    by: Actor,
) -> Cijferversie:
    gelezen, stand = bereken(vraag=vraag, peildatum=peildatum, zicht=zicht, binnen=binnen, by=by)
    regels = [[code, mee, status] for code, (mee, status) in stand.regels.items()]
    versie = Cijferversie(
        cijfer=cijfer,
        nummer=nummer,
        titel=" ".join(titel.split()),
        zin=_met_plaatsen(zin, 2 if stand.is_deel else 1),
        vraag=gelezen.vraag,
        woorden=gelezen.woorden,
        binnen=[status.value for status in Status if status in binnen],
        peildatum=peildatum,
        zicht=zicht,
        aantal=stand.aantal,
        totaal=stand.totaal,
        regels=regels,
        sha256=vingerafdruk(regels),
        reden=reden,
        **ondertekening,
    )
    versie.full_clean(exclude=["door"])
    versie.save(force_insert=True)
    _leg_vast(VASTGELEGD, versie, by)
    return versie


def _met_plaatsen(zin: str, gevraagd: int) -> str:
    """The sentence, with exactly as many places as there are numbers. Raises ValidationError."""
    schoon = zin.strip().replace("...", PLAATS)
    if schoon.count(PLAATS) != gevraagd:
        zo = (
            "Schrijf twee keer “…”: eerst voor het deel, dan voor het geheel. Bijvoorbeeld: “… van de … afspraken zijn "
            "afgerond.”"
            if gevraagd == 2
            else "Schrijf één keer “…”, waar het getal komt. Bijvoorbeeld: “Er zijn … afspraken gemaakt.”"
        )
        raise ValidationError({"zin": zo})
    return schoon


@transaction.atomic
def publiceer_cijfer(*, versie: Cijferversie, kamerstuk: str, briefdatum: date, by: Actor) -> Cijferpublicatie:
    """Make this version public with the letter that names it.

    Only a version that counted what is public, and that still gives the same answer, so that a figure never tells of
    an agreement or a status that is not public. Raises PermissionDenied, or ValidationError with a sentence.
    """
    eis(mag_naar_de_kamer(by))
    Cijfer.objects.select_for_update().get(pk=versie.cijfer_id)
    stuk = lees_als_kamerstuk(kamerstuk)
    if stuk is None:
        raise ValidationError({"kamerstuk": "Noem het Kamerstuk van de brief waarin dit cijfer staat."})
    if briefdatum > timezone.localdate():
        raise ValidationError({"briefdatum": "De brief is nog niet verzonden: deze dag moet nog komen."})
    if briefdatum < versie.peildatum:
        raise ValidationError({"briefdatum": "De brief is ouder dan de peildatum van het cijfer."})
    if Cijferpublicatie.objects.filter(versie=versie).exists():
        raise ValidationError("Deze versie is al openbaar.")
    _eis_openbaar(versie)
    publicatie = Cijferpublicatie(versie=versie, kamerstuk=stuk.notatie, briefdatum=briefdatum, **handtekening(by))
    publicatie.full_clean(exclude=["door"])
    publicatie.save(force_insert=True)
    _leg_vast("cijfer gepubliceerd", versie, by)
    return publicatie


def _eis_openbaar(versie: Cijferversie) -> None:
    """Refuse what would tell of something that is not public, or no longer is what it says. Three queries and more."""
    if versie.zicht != Cijferversie.Zicht.OPENBAAR:
        raise ValidationError(
            "Deze versie telt ook wat niet openbaar is, en kan daarom niet openbaar worden. Leg een nieuwe versie vast "
            "die alleen telt wat openbaar is."
        )
    openbaar = set(
        Afspraak.objects.filter(afspraak_openbaar(), code__in=versie.codes).order_by().values_list("code", flat=True)
    )
    if dicht := len(set(versie.codes) - openbaar):
        raise ValidationError(
            f"Van de getelde afspraken {'is er 1' if dicht == 1 else f'zijn er {dicht}'} niet openbaar. Zo kan het "
            "cijfer niet openbaar worden."
        )
    controle = controleer(versie)
    if not controle.gelijk:
        raise ValidationError(
            f"Bij opnieuw tellen is het niet meer {versie.getal}: {controle.samenvatting} Leg een nieuwe versie vast "
            "en publiceer die."
        )


def _leg_vast(actie: str, versie: Cijferversie, by: Actor) -> None:
    leg_vast(
        actie=actie,
        object_soort=OBJECT,
        object_sleutel=str(versie.cijfer_id),
        by=by,
        details={"versie": versie.nummer, "sha256": versie.sha256},
    )
