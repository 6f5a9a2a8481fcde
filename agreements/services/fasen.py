"""The road of a ronde from preparation to publication; "brief verzonden" is in `agreements.services.publicatie`."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Fasewijziging, Publicatieplan, Reactie, Ronde, Zitting
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_publiceren

#: The phases in order. The last two are reached by the letter alone.
WEG = tuple(Ronde.Fase)
MET_DE_HAND = WEG[: WEG.index(Ronde.Fase.VASTGESTELD) + 1]
#: A refusal names at most so many agreements.
NOEM = 3


@transaction.atomic
def zet_fase(*, ronde: Ronde, naar: str, by: Actor, toelichting: str = "") -> Fasewijziging:
    """Bring a ronde one phase further, or back to an earlier one with a toelichting, as long as no letter was sent.

    Raises PermissionDenied, or ValidationError with a Dutch sentence: a phase that is not next, a letter that was
    sent, no toelichting, a planned publication, or a condition of the next phase that is not met.
    """
    eis(mag_publiceren(by))
    ronde = Ronde.objects.select_for_update().get(pk=ronde.pk)
    toelichting = toelichting.strip()
    _keur_stap(ronde, naar, toelichting)
    return schrijf_stap(ronde=ronde, naar=naar, by=by, toelichting=toelichting)


def schrijf_stap(
    *, ronde: Ronde, naar: str, by: Actor, toelichting: str = "", op: datetime | None = None
) -> Fasewijziging:
    """Write one step: the phase, its row of history and the audit line. For services that hold the lock of the ronde
    and have asked what must be asked."""
    laatste = Fasewijziging.objects.filter(ronde=ronde).order_by("-nummer").values_list("nummer", flat=True).first()
    wijziging = Fasewijziging.objects.create(
        ronde=ronde,
        nummer=(laatste or 0) + 1,
        van=ronde.fase,
        naar=naar,
        toelichting=toelichting,
        **handtekening(by, op),
    )
    ronde.fase = naar
    ronde.save(update_fields=["fase"])
    leg_vast(
        actie="fase gewijzigd",
        object_soort="afsprakenlijst",
        object_sleutel=ronde.slug,
        by=by,
        details={"van": wijziging.van, "naar": wijziging.naar, "nummer": wijziging.nummer},
    )
    return wijziging


def volgende_fase(ronde: Ronde) -> str | None:
    """The phase to which a ronde can be brought by hand now, whether or not its conditions are met."""
    plaats = WEG.index(Ronde.Fase(ronde.fase)) + 1
    return MET_DE_HAND[plaats] if plaats < len(MET_DE_HAND) else None


def eerdere_fasen(ronde: Ronde) -> tuple[str, ...]:
    """The phases to which a ronde can be brought back."""
    plaats = WEG.index(Ronde.Fase(ronde.fase))
    return MET_DE_HAND[:plaats] if plaats < len(MET_DE_HAND) else ()


def wat_ontbreekt(ronde: Ronde, naar: str) -> list[str]:
    """What stands in the way of a phase, a Dutch sentence each; empty when nothing does. At most three queries."""
    lijst = Afspraak.objects.in_lijst().filter(overleg__ronde=ronde, tekstblok__isnull=False).exists()
    if naar == Ronde.Fase.GEHOUDEN:
        if lijst or Zitting.objects.filter(overleg__ronde=ronde, gesloten_op__isnull=False).exists():
            return []
        return ["Er is nog geen overleg gehouden. Sluit eerst een vergadering af, of laad de lijst van een overleg."]
    if naar in (Ronde.Fase.AFSTEMMING, Ronde.Fase.VASTGESTELD) and not lijst:
        return ["Er is nog geen lijst met afspraken. Laad de lijst, of sluit de vergadering waaruit zij ontstaat."]
    if naar == Ronde.Fase.VASTGESTELD and (codes := _met_open_bezwaar(ronde)):
        meer = f" en {len(codes) - NOEM} andere" if len(codes) > NOEM else ""
        return [f"Er staat nog een bezwaar open bij {', '.join(codes[:NOEM])}{meer}. Beslis daar eerst over."]
    return []


def _met_open_bezwaar(ronde: Ronde) -> list[str]:
    """The codes of agreements in the list to which a party objects, as its last answer, without a decision on that."""
    later = Reactie.objects.filter(
        partij=OuterRef("partij"), afspraak=OuterRef("afspraak"), nummer__gt=OuterRef("nummer")
    )
    bezwaren = Reactie.objects.filter(
        ~Exists(later),
        partij__afstemming__overleg__ronde=ronde,
        oordeel=Reactie.Oordeel.BEZWAAR,
        bezwaarbesluit=None,
        afspraak__in=Afspraak.objects.in_lijst().filter(tekstblok__isnull=False).order_by().values("pk"),
    )
    return list(bezwaren.order_by("afspraak__code").values_list("afspraak__code", flat=True).distinct())


def _keur_stap(ronde: Ronde, naar: str, toelichting: str) -> None:
    """Raises ValidationError when this step cannot be taken by hand."""
    if naar not in Ronde.Fase.values:
        raise ValidationError("Kies een fase uit de lijst.")
    if ronde.fase not in MET_DE_HAND:
        raise ValidationError(
            "De brief is verzonden en de lijst is openbaar. Dat kan niet worden teruggedraaid; "
            "maak voor een verbetering een nieuwe uitgave."
        )
    if naar == ronde.fase:
        raise ValidationError(f"De ronde is al in de fase “{ronde.get_fase_display()}”.")
    if naar not in MET_DE_HAND:
        raise ValidationError("De lijst wordt openbaar met “brief verzonden” en niet door de fase te kiezen.")
    if Publicatieplan.objects.filter(ronde=ronde, gestopt_op=None, uitgevoerd_op=None).exists():
        raise ValidationError("De publicatie van deze ronde is gepland. Stop die eerst.")
    stappen = MET_DE_HAND.index(Ronde.Fase(naar)) - MET_DE_HAND.index(Ronde.Fase(ronde.fase))
    if stappen > 1:
        volgende = Ronde.Fase(MET_DE_HAND[MET_DE_HAND.index(Ronde.Fase(ronde.fase)) + 1])
        raise ValidationError(f"Sla geen fase over: de volgende is “{volgende.label}”.")
    if stappen < 0 and not toelichting:
        raise ValidationError("Schrijf op waarom de ronde teruggaat naar een eerdere fase.")
    if stappen > 0 and (redenen := wat_ontbreekt(ronde, naar)):
        raise ValidationError(redenen)
