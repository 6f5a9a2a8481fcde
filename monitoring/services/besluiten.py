"""What the coordinator decides about a row: the joint status, whether to talk about it, and a note."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_monitoren
from agreements.services.statussen import wijzig_status
from monitoring.models import Monitorronde, Regelbesluit, Uitvraagregel


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
) -> Regelbesluit:
    """Record what is decided. `naar` is the joint status, "" or the one that it has leaves it.

    `versie` is the number of the last joint change that the form showed.

    Raises PermissionDenied, `IntussenGewijzigd` of `agreements.services.statussen`, or ValidationError: the round is
    not open, nothing changes, or what `wijzig_status` refuses.
    """
    eis(mag_monitoren(by))
    ronde = Monitorronde.objects.select_for_update().get(pk=regel.monitorronde_id)
    if not ronde.is_open:
        raise ValidationError(f"Deze monitorronde is {ronde.get_fase_display()}. Er is niets meer te besluiten.")
    afspraak = Afspraak.objects.get(pk=regel.afspraak_id)
    notitie = notitie.replace("\r", "").strip()
    vorige = Regelbesluit.objects.filter(regel=regel).order_by("-nummer").first()
    was = (vorige.bespreken, vorige.notitie) if vorige else (False, "")
    wijziging = None
    if naar and naar != afspraak.status:
        wijziging = wijzig_status(
            afspraak=afspraak, naar=naar, toelichting=toelichting, opvolger=opvolger, versie=versie, by=by
        )
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
