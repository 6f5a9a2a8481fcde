"""Laying links between agreements of different years."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.actoren import Actor, gebruiker_van
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Ronde, Verband
from agreements.rechten import eis, mag_afspraak_bewerken


@transaction.atomic
def leg_verband(
    *,
    van: Afspraak,
    soort: str,
    naar: Afspraak | None = None,
    naar_ronde: Ronde | None = None,
    toelichting: str = "",
    by: Actor,
) -> Verband:
    """Link a later agreement to an earlier one, or an agreement to the ronde on which it is put on the agenda.

    Only `samengevoegd_in` points the other way, from the earlier agreement to the one that took it up.

    Raises PermissionDenied, or ValidationError with a Dutch sentence: no target, two targets or one that does not
    go with the kind, itself, the same link again, or a chain that would lead back to where it began.
    """
    eis(mag_afspraak_bewerken(by))
    verband = Verband(
        van=van,
        soort=soort,
        naar=naar,
        naar_ronde=naar_ronde,
        toelichting=toelichting.strip(),
        created_by=gebruiker_van(by),
    )
    _weiger_wat_niet_kan(verband)
    # What the constraints forbid has been refused above in better words; the database itself still holds them.
    verband.full_clean(validate_unique=False, validate_constraints=False)
    verband.save(force_insert=True)
    leg_vast(
        actie="verband gelegd",
        object_soort="afspraak",
        object_sleutel=van.code,
        by=by,
        details={"soort": verband.soort, "naar": naar.code if naar else str(naar_ronde)},
    )
    return verband


def _weiger_wat_niet_kan(verband: Verband) -> None:
    soort, van, naar, naar_ronde = verband.soort, verband.van, verband.naar, verband.naar_ronde
    if soort not in Verband.Soort.values:
        raise ValidationError("Kies een soort verband uit de lijst.")
    if (naar is None) == (naar_ronde is None):
        raise ValidationError("Een verband wijst naar één afspraak of naar één overleg.")
    if (soort == Verband.Soort.GEAGENDEERD) != (naar_ronde is not None):
        raise ValidationError("“Geagendeerd op” wijst naar een overleg; elk ander verband wijst naar een afspraak.")
    if naar is not None:
        if naar.pk == van.pk:
            raise ValidationError("Een afspraak kan geen verband met zichzelf hebben.")
        later, eerder = (naar, van) if soort == Verband.Soort.SAMENGEVOEGD else (van, naar)
        if _leidt_naar(eerder, later):
            raise ValidationError(f"{eerder.code} komt zelf al voort uit {later.code}. Draai het verband om.")
    if Verband.objects.filter(van=van, soort=soort, naar=naar, naar_ronde=naar_ronde).exists():
        raise ValidationError("Dit verband is al gelegd.")


def _leidt_naar(begin: Afspraak, doel: Afspraak) -> bool:
    """Whether the links of `begin` to earlier agreements arrive at `doel`; one query per step back in time."""
    rand = {begin.pk}
    gezien: set[int] = set()
    while rand:
        if doel.pk in rand:
            return True
        gezien |= rand
        samengevoegd = Q(soort=Verband.Soort.SAMENGEVOEGD)
        verbanden = Verband.objects.filter(
            (Q(van__in=rand) & ~samengevoegd) | (Q(naar__in=rand) & samengevoegd), naar__isnull=False
        ).values_list("soort", "van_id", "naar_id")
        rand = {van if soort == Verband.Soort.SAMENGEVOEGD else naar for soort, van, naar in verbanden} - gezien
    return False
