"""What the coordinator decides about a row: the joint status, whether to talk about it, and a note."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Statuswijziging
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_monitoren
from agreements.services.statussen import wijzig_status
from monitoring.models import Monitorronde, Regelbesluit, Uitvraagregel


@dataclass(slots=True)
class IntussenBesloten(Exception):
    """Somebody else decided after the form was opened: the last joint change, the last decision here, or both."""

    wijziging: Statuswijziging | None = None
    besluit: Regelbesluit | None = None


@transaction.atomic
def besluit_over_regel(
    *,
    regel: Uitvraagregel,
    by: Actor,
    naar: str = "",
    toelichting: str = "",
    opvolger: Afspraak | None = None,
    bespreken: bool = False,
    notitie: str = "",
    versie: int | None = None,
    nummer: int | None = None,
) -> Regelbesluit:
    """Record what is decided. `naar` is the joint status, "" or the one that it has leaves it.

    `versie` is the number of the last joint change that the form showed, `nummer` that of the last decision of this
    row; 0 when there was none.

    Raises PermissionDenied, IntussenBesloten, or ValidationError: the round is not open, nothing changes, words for a
    status that stays as it is, or what `wijzig_status` refuses.
    """
    eis(mag_monitoren(by))
    ronde = Monitorronde.objects.select_for_update().get(pk=regel.monitorronde_id)
    if not ronde.is_open:
        raise ValidationError(f"Deze monitorronde is {ronde.get_fase_display()}. Er is niets meer te besluiten.")
    # No status changes between what is looked at here and what is written.
    afspraak = Afspraak.objects.select_for_update().get(pk=regel.afspraak_id)
    toelichting, notitie = (tekst.replace("\r", "").strip() for tekst in (toelichting, notitie))
    vorige = Regelbesluit.objects.filter(regel=regel).order_by("-nummer").first()
    _eis_gezien(afspraak, vorige, versie=versie, nummer=nummer)
    was = (vorige.bespreken, vorige.notitie) if vorige else (False, "")
    wijziging = None
    if naar and naar != afspraak.status:
        wijziging = wijzig_status(afspraak=afspraak, naar=naar, toelichting=toelichting, opvolger=opvolger, by=by)
    elif toelichting or opvolger is not None:
        raise ValidationError(_zonder_statuswijziging(afspraak, toelichting, opvolger))
    elif was == (bespreken, notitie):
        raise ValidationError("Er is niets gewijzigd. Kies een andere status, of wijzig de notitie.")
    besluit = Regelbesluit(
        regel=regel,
        nummer=vorige.nummer + 1 if vorige else 1,
        bespreken=bespreken,
        notitie=notitie,
        wijziging=wijziging,
        **handtekening(by),
    )
    besluit.full_clean(validate_unique=False)
    besluit.save(force_insert=True)
    leg_vast(
        actie="besluit in monitorronde",
        object_soort="afspraak",
        object_sleutel=afspraak.code,
        by=by,
        details={"monitorronde": ronde.pk, "nummer": besluit.nummer, "bespreken": bespreken},
    )
    return besluit


def _eis_gezien(afspraak: Afspraak, vorige: Regelbesluit | None, *, versie: int | None, nummer: int | None) -> None:
    """Raise IntussenBesloten when the form showed another status or another decision than those of now."""
    gezamenlijk = Statuswijziging.objects.filter(afspraak=afspraak, zijde=Statuswijziging.Zijde.GEZAMENLIJK)
    laatste = gezamenlijk.order_by("-nummer").first()
    anders = laatste if laatste is not None and versie not in (None, laatste.nummer) else None
    ander = vorige if vorige is not None and nummer not in (None, vorige.nummer) else None
    if anders is not None or ander is not None:
        raise IntussenBesloten(wijziging=anders, besluit=ander)


def _zonder_statuswijziging(afspraak: Afspraak, toelichting: str, opvolger: Afspraak | None) -> dict[str, str]:
    """Why words that go with a change of status are refused when it does not change."""
    blijft = f"De status blijft “{afspraak.get_status_display()}”"
    fouten = {}
    if toelichting:
        fouten["toelichting"] = (
            f"{blijft}, en een toelichting hoort bij een andere status. Kies die, of zet deze tekst bij Notitie."
        )
    if opvolger is not None:
        fouten["opvolger"] = f"{blijft}, en een opvolger hoort bij “opgevolgd”. Kies die status, of haal de code weg."
    return fouten
