"""A status that a Redacteur regio proposes: made, withdrawn, taken over as a change, or returned with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import User
from accounts.reikwijdte import rijksredacteuren
from agreements.models import Afspraak, Statusvoorstel, Statuswijziging, Voorstelbewijs, Voorsteloordeel
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_status_voorstellen, mag_status_wijzigen
from agreements.services.berichten import stuur, stuur_aan
from agreements.services.statussen import (
    Bewijs,
    bewaar_bewijs,
    deel_bewijs,
    keur_statuswijziging,
    versie_van,
    wijzig_status,
)
from agreements.services.verbanden import vergrendel_lijnen


@transaction.atomic
def stel_status_voor(
    *,
    afspraak: Afspraak,
    naar: str,
    by: User,
    toelichting: str = "",
    opvolger: Afspraak | None = None,
    bewijs: Sequence[Bewijs] = (),
) -> Statusvoorstel:
    """Propose a new joint status, with what the change itself would need. Nothing changes until it is taken over.

    Raises PermissionDenied, or ValidationError per field: what `wijzig_status` would refuse, or an open proposal of
    one's own for the same agreement.
    """
    afspraak = Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    eis(mag_status_voorstellen(by, afspraak))
    toelichting = toelichting.strip()
    keur_statuswijziging(afspraak=afspraak, naar=naar, toelichting=toelichting, opvolger=opvolger)
    if Statusvoorstel.objects.open().filter(afspraak=afspraak, door=by).exists():
        raise ValidationError(
            "Uw vorige voorstel voor deze afspraak is nog niet beantwoord. Trek dat eerst in als het niet meer klopt."
        )
    voorstel = Statusvoorstel(
        afspraak=afspraak,
        versie=versie_van(afspraak),
        van=afspraak.status,
        naar=naar,
        toelichting=toelichting,
        opvolger=opvolger,
        **handtekening(by),
    )
    voorstel.full_clean()
    voorstel.save(force_insert=True)
    for stuk in bewijs:
        bewaar_bewijs(Voorstelbewijs(voorstel=voorstel), stuk)
    _leg_vast("status voorgesteld", voorstel, by, {"van": voorstel.van, "naar": naar})
    stuur_aan(
        _wie_antwoordt(afspraak),
        soort="statusvoorstel",
        sleutel=f"statusvoorstel {voorstel.pk} gedaan",
        onderwerp="Er wacht een statusvoorstel op uw antwoord",
        tekst=(
            f"{voorstel.door_naam} ({voorstel.rol}) stelt een andere status voor. "
            "Bekijk het voorstel en neem het over, of geef het terug met een reden."
        ),
        adres=voorstel.get_absolute_url(),
    )
    return voorstel


@transaction.atomic
def neem_voorstel_over(*, voorstel: Statusvoorstel, by: Actor) -> Statuswijziging:
    """Make the proposed change, with its toelichting and evidence. It is recorded as made by who takes it over.

    Raises PermissionDenied, or ValidationError: it was answered already, the status was changed since it was
    proposed, or the change is not possible any more.
    """
    if voorstel.opvolger_id is not None:
        vergrendel_lijnen()
    voorstel, afspraak = _op_slot(voorstel)
    eis(mag_status_wijzigen(by, afspraak))
    _eis_open(voorstel)
    if versie_van(afspraak) != voorstel.versie:
        raise ValidationError(
            f"Sinds dit voorstel is de status gewijzigd in “{afspraak.get_status_display()}”. "
            "Geef het voorstel terug, of wijzig zelf de status."
        )
    wijziging = wijzig_status(
        afspraak=afspraak,
        naar=voorstel.naar,
        toelichting=voorstel.toelichting,
        opvolger=voorstel.opvolger,
        versie=voorstel.versie,
        by=by,
    )
    deel_bewijs(wijziging, voorstel.bewijs.order_by("pk"))
    _beantwoord(voorstel, Voorsteloordeel.Uitkomst.OVERGENOMEN, by, wijziging=wijziging)
    return wijziging


@transaction.atomic
def geef_voorstel_terug(*, voorstel: Statusvoorstel, reden: str, by: Actor) -> Voorsteloordeel:
    """Return it with a reason. Raises PermissionDenied, or ValidationError: no reason, or answered already."""
    voorstel, afspraak = _op_slot(voorstel)
    eis(mag_status_wijzigen(by, afspraak))
    _eis_open(voorstel)
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom u het voorstel teruggeeft. De regio leest dit."})
    return _beantwoord(voorstel, Voorsteloordeel.Uitkomst.TERUGGEGEVEN, by, reden=reden.strip())


@transaction.atomic
def trek_voorstel_in(*, voorstel: Statusvoorstel, by: User) -> Voorsteloordeel:
    """Withdraw one's own proposal. Raises PermissionDenied (another's), ValidationError (answered already)."""
    voorstel, _ = _op_slot(voorstel)
    if voorstel.door_id != by.pk:
        raise PermissionDenied("Alleen wie het voorstel deed, kan het intrekken.")
    _eis_open(voorstel)
    return _beantwoord(voorstel, Voorsteloordeel.Uitkomst.INGETROKKEN, by)


def _op_slot(voorstel: Statusvoorstel) -> tuple[Statusvoorstel, Afspraak]:
    """The proposal as it stands, with its agreement locked: two people who answer at once wait for one another."""
    afspraak = Afspraak.objects.select_for_update().get(pk=voorstel.afspraak_id)
    return Statusvoorstel.objects.select_related("oordeel", "opvolger").get(pk=voorstel.pk), afspraak


def _eis_open(voorstel: Statusvoorstel) -> None:
    if not voorstel.is_open:
        oordeel = voorstel.oordeel
        raise ValidationError(f"Dit voorstel is al {oordeel.get_uitkomst_display()}, door {oordeel.door_naam}.")


def _beantwoord(
    voorstel: Statusvoorstel, uitkomst: str, by: Actor, *, reden: str = "", wijziging: Statuswijziging | None = None
) -> Voorsteloordeel:
    oordeel = Voorsteloordeel.objects.create(
        voorstel=voorstel, uitkomst=uitkomst, reden=reden, wijziging=wijziging, **handtekening(by)
    )
    _leg_vast(f"statusvoorstel {oordeel.get_uitkomst_display()}", voorstel, by, {"voorstel": voorstel.pk})
    if voorstel.door is not None and uitkomst != Voorsteloordeel.Uitkomst.INGETROKKEN:
        stuur(
            user=voorstel.door,
            soort="statusvoorstel",
            sleutel=f"statusvoorstel {voorstel.pk} beantwoord",
            onderwerp=f"Uw statusvoorstel is {oordeel.get_uitkomst_display()}",
            tekst=f"{oordeel.door_naam} ({oordeel.rol}) heeft uw voorstel beantwoord. U leest het daar.",
            adres=voorstel.get_absolute_url(),
        )
    return oordeel


def _wie_antwoordt(afspraak: Afspraak) -> list[User]:
    """The dossierhouders of the agreement; where there are none, every Rijksredacteur of today."""
    houders = list(afspraak.dossierhouders.filter(is_active=True))
    if houders:
        return houders
    return list(rijksredacteuren())


def _leg_vast(actie: str, voorstel: Statusvoorstel, by: Actor, details: dict[str, object]) -> None:
    leg_vast(actie=actie, object_soort="afspraak", object_sleutel=voorstel.afspraak.code, by=by, details=details)
