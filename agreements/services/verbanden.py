"""Laying links between agreements, and with what they led to; ending a link; and the direction in which they lead."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Q

from accounts.actoren import Actor, gebruiker_van, naam_van, rol_van
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Agendapunt, Ronde, Statuswijziging, Verband, Verbandafwijzing, Verbandeinde
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_verbanden_leggen
from instruments.models import Instrumentversie

_EEN_DOEL = "Een verband wijst naar één ding: een afspraak, een overleg, een agendapunt, een instrument of een besluit."
LANGSTE_BESLUIT = 400


@transaction.atomic
def leg_verband(
    *,
    van: Afspraak,
    soort: str,
    naar: Afspraak | None = None,
    naar_ronde: Ronde | None = None,
    naar_punt: Agendapunt | None = None,
    naar_instrument: Instrumentversie | None = None,
    besluit: str = "",
    besluit_op: date | None = None,
    besluit_url: str = "",
    besluit_kamerstuk: str = "",
    toelichting: str = "",
    by: Actor,
) -> Verband:
    """Link a later agreement to an earlier one, or an agreement to what came of it.

    "Geagendeerd op" takes a ronde or an agendapunt, "leidde tot" a version of an instrument, "uitgevoerd door" a
    besluit (with where it can be read), every other kind an agreement. Only `samengevoegd_in` points from the earlier
    agreement to the one that took it up. A link that was ended can be laid again.

    Raises PermissionDenied, or ValidationError with a Dutch sentence: no target, two targets or one that does not
    go with the kind, itself, the same link again, a later agreement of an earlier ronde, or a chain that would lead
    back to where it began.
    """
    vergrendel_lijnen()
    sleutels = [een.pk for een in (van, naar) if een is not None]
    list(Afspraak.objects.select_for_update().filter(pk__in=sleutels).order_by("pk").values_list("pk"))
    eis(mag_verbanden_leggen(by, van, naar))
    verband = Verband(
        van=van,
        soort=soort,
        naar=naar,
        naar_ronde=naar_ronde,
        naar_punt=naar_punt,
        naar_instrument=naar_instrument,
        besluit=" ".join(besluit.split()),
        besluit_op=besluit_op,
        besluit_url=besluit_url.strip(),
        besluit_kamerstuk=" ".join(besluit_kamerstuk.split()),
        toelichting=toelichting.strip(),
        created_by=gebruiker_van(by),
        door_naam=naam_van(by),
        rol=rol_van(by),
    )
    _weiger_wat_niet_kan(verband)
    dezelfde = Verband.objects.filter(**_doel(verband))
    if dezelfde.actief().exists():
        raise ValidationError("Dit verband is al gelegd.")
    verband.nummer = dezelfde.count() + 1
    # What the constraints forbid has been refused above in better words; the database itself still holds them.
    verband.full_clean(validate_unique=False, validate_constraints=False)
    verband.save(force_insert=True)
    _leg_vast("verband gelegd", verband, by)
    return verband


@transaction.atomic
def beeindig_verband(*, verband: Verband, reden: str, by: Actor) -> Verbandeinde:
    """End a link with a reason; the row stays, and it can be laid again.

    Raises PermissionDenied, or ValidationError: no reason, or ended already.
    """
    verband = Verband.objects.select_related("van", "naar", "naar_ronde", "naar_punt", "naar_instrument").get(
        pk=verband.pk
    )
    Afspraak.objects.select_for_update().get(pk=verband.van_id)
    eis(mag_verbanden_leggen(by, verband.van, verband.naar))
    if Verbandeinde.objects.filter(verband=verband).exists():
        raise ValidationError("Dit verband is al beëindigd.")
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom het verband eindigt. Het blijft in de geschiedenis staan."})
    einde = Verbandeinde(verband=verband, reden=reden.strip(), **handtekening(by))
    einde.full_clean()
    einde.save(force_insert=True)
    _leg_vast("verband beëindigd", verband, by)
    return einde


@transaction.atomic
def leg_verband_opnieuw(*, verband: Verband, by: Actor) -> Verband:
    """Lay a link again that was ended, with all that it held. Raises as `leg_verband` does."""
    velden = ("soort", "besluit", "besluit_op", "besluit_url", "besluit_kamerstuk", "toelichting")
    einden = {naam: getattr(verband, naam) for naam in ("van", "naar", "naar_ronde", "naar_punt", "naar_instrument")}
    return leg_verband(**einden, **{veld: getattr(verband, veld) for veld in velden}, by=by)


@transaction.atomic
def wijs_verband_af(*, later: Afspraak, eerder: Afspraak, by: Actor) -> Verbandafwijzing:
    """Remember that a link that was proposed is none, so that it is not proposed again. It can still be laid by hand.

    Raises PermissionDenied, or ValidationError when it was rejected already.
    """
    Afspraak.objects.select_for_update().get(pk=later.pk)
    eis(mag_verbanden_leggen(by, later, eerder))
    afwijzing = Verbandafwijzing(later=later, eerder=eerder, **handtekening(by))
    return _wijs_af("verband afgewezen", eerder.code, afwijzing, by)


@transaction.atomic
def wijs_agendering_af(*, afspraak: Afspraak, ronde: Ronde, by: Actor) -> Verbandafwijzing:
    """Remember that an agreement is not put on the agenda of this ronde; the rest as for `wijs_verband_af`."""
    Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    eis(mag_verbanden_leggen(by, afspraak))
    afwijzing = Verbandafwijzing(later=afspraak, naar_ronde=ronde, **handtekening(by))
    return _wijs_af("agendering afgewezen", ronde.naam, afwijzing, by)


def vergrendel_lijnen() -> None:
    """Wait until nobody else lays a link or names a successor, until the end of the transaction.

    A line goes round by two links between four agreements as well, so a lock on the agreements that somebody links is
    not enough. Comes before any lock on those: then nobody waits for who waits for them.
    """
    ContentType.objects.select_for_update().get(app_label="agreements", model="verband")


def komt_voort_uit(later: Afspraak, eerder: Afspraak) -> bool:
    """Whether the line of `later` back in time comes past `eerder`, over links and over successors.

    Two queries per step back.
    """
    rand = {later.pk}
    gezien: set[int] = set()
    while rand:
        if eerder.pk in rand:
            return True
        gezien |= rand
        rand = _voorgangers(rand) - gezien
    return False


def is_van_eerder_overleg(een: Afspraak, ander: Afspraak) -> bool:
    """Whether the first was agreed in a ronde before that of the second, as far as their days or years are known."""
    a, b = een.overleg, ander.overleg
    if a.ronde_id == b.ronde_id:
        return False
    if a.peildatum and b.peildatum:
        return bool(a.peildatum < b.peildatum)
    return bool(a.ronde.jaar < b.ronde.jaar)


def _voorgangers(sleutels: set[int]) -> set[int]:
    """The agreements one step back in time."""
    samengevoegd = Q(soort=Verband.Soort.SAMENGEVOEGD)
    verbanden = (
        Verband.objects.actief()
        .tussen_afspraken()
        .filter((Q(van__in=sleutels) & ~samengevoegd) | (Q(naar__in=sleutels) & samengevoegd))
        .values_list("soort", "van_id", "naar_id")
    )
    terug = {van if soort == Verband.Soort.SAMENGEVOEGD else naar for soort, van, naar in verbanden}
    return terug | set(
        Statuswijziging.objects.opvolgingen().filter(opvolger__in=sleutels).values_list("afspraak_id", flat=True)
    )


def _weiger_wat_niet_kan(verband: Verband) -> None:
    soort, van, naar = verband.soort, verband.van, verband.naar
    if soort not in Verband.Soort.values:
        raise ValidationError("Kies een soort verband uit de lijst.")
    doelen = (naar, verband.naar_ronde, verband.naar_punt, verband.naar_instrument, verband.besluit or None)
    if sum(doel is not None for doel in doelen) != 1:
        raise ValidationError(_EEN_DOEL)
    if (soort == Verband.Soort.UITGEVOERD) != bool(verband.besluit):
        raise ValidationError("“Uitgevoerd door” wijst naar een besluit, en alleen dat verband doet dat.")
    if (soort == Verband.Soort.LEIDDE_TOT) != bool(verband.naar_instrument):
        raise ValidationError("“Leidde tot” wijst naar een versie van een instrument, en alleen dat verband doet dat.")
    if (soort == Verband.Soort.GEAGENDEERD) != bool(verband.naar_ronde or verband.naar_punt):
        raise ValidationError(
            "“Geagendeerd op” wijst naar een overleg of een agendapunt; elk ander verband wijst naar een afspraak."
        )
    if verband.besluit:
        _keur_besluit(verband)
    if naar is None:
        return
    if naar.pk == van.pk:
        raise ValidationError("Een afspraak kan geen verband met zichzelf hebben.")
    later, eerder = (naar, van) if soort == Verband.Soort.SAMENGEVOEGD else (van, naar)
    if komt_voort_uit(eerder, later):
        raise ValidationError(f"{eerder.code} komt zelf al voort uit {later.code}. Draai het verband om.")
    if is_van_eerder_overleg(later, eerder):
        raise ValidationError(
            f"{later.code} is van {later.overleg.ronde}, en dat was vóór {eerder.overleg.ronde} van {eerder.code}. "
            "Draai het verband om."
        )


def _keur_besluit(verband: Verband) -> None:
    if len(verband.besluit) > LANGSTE_BESLUIT:
        raise ValidationError({"besluit": f"Noem het besluit in hoogstens {LANGSTE_BESLUIT} tekens."})
    if not (verband.besluit_url or verband.besluit_kamerstuk):
        raise ValidationError({"besluit_url": "Geef aan waar het besluit staat: een adres of een Kamerstuk."})
    if verband.besluit_url:
        try:
            URLValidator(schemes=["http", "https"])(verband.besluit_url)
        except ValidationError:
            raise ValidationError({"besluit_url": "Dit is geen volledig adres. Begin met https://."}) from None


def _doel(verband: Verband) -> dict[str, Any]:
    """What makes two links the same."""
    velden = ("van", "soort", "naar", "naar_ronde", "naar_punt", "naar_instrument", "besluit")
    return {naam: getattr(verband, naam) for naam in velden}


def _wijs_af(actie: str, naar: str, afwijzing: Verbandafwijzing, by: Actor) -> Verbandafwijzing:
    """Write the row and its line in the audit log, unless the same was rejected before."""
    later = afwijzing.later
    dezelfde = Verbandafwijzing.objects.filter(later=later, eerder=afwijzing.eerder, naar_ronde=afwijzing.naar_ronde)
    if dezelfde.exists():
        raise ValidationError("Dit voorstel is al afgewezen.")
    afwijzing.full_clean()
    afwijzing.save(force_insert=True)
    leg_vast(actie=actie, object_soort="afspraak", object_sleutel=later.code, by=by, details={"naar": naar})
    return afwijzing


def _leg_vast(actie: str, verband: Verband, by: Actor) -> None:
    doel = verband.naar.code if verband.naar else ""
    if verband.naar_ronde:
        doel = str(verband.naar_ronde)
    elif verband.naar_punt_id:
        # The title of an item is internal, and a version can be; the key is enough to find it by.
        doel = f"agendapunt {verband.naar_punt_id}"
    elif verband.naar_instrument is not None:
        doel = f"instrumentversie {verband.naar_instrument.pk}"
    elif verband.besluit:
        doel = "besluit"
    leg_vast(
        actie=actie,
        object_soort="afspraak",
        object_sleutel=verband.van.code,
        by=by,
        details={"soort": verband.soort, "naar": doel},
    )
