"""A letter that will be sent at a known moment: planned, stopped, and carried out when its moment has come."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actoren import Actor, Systeem, naam_van
from accounts.auditlog import leg_vast, vanaf
from accounts.reikwijdte import rijksredacteuren
from agreements.models import Bericht, Embargouitzondering, Publicatieplan, Ronde
from agreements.models.embargo import LATER
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_publiceren
from agreements.services.berichten import stuur_aan
from agreements.services.publicatie.brief import AlVerzonden, maak_brief, publiceer, tijdtekst

log = logging.getLogger(__name__)

#: For so long after its moment a plan is tried again when something unforeseen failed; then people are told.
GEDULD = timedelta(minutes=10)
#: Of the audit log this object is not shown to a beheerder: when a letter will go is not theirs to know.
OBJECT = "publicatieplan"


@transaction.atomic
def plan_publicatie(
    *, ronde: Ronde, gepland_voor: datetime, kenmerk: str, kamerstuk: str = "", by: Actor
) -> Publicatieplan:
    """Have "brief verzonden" done at a moment to come; the letter then counts as sent at that moment.

    Raises PermissionDenied, AlVerzonden, or ValidationError with a Dutch sentence: another phase than vastgesteld, a
    moment that has passed, no kenmerk, or a plan that there is already.
    """
    eis(mag_publiceren(by))
    ronde = Ronde.objects.select_for_update().get(pk=ronde.pk)
    if ronde.fase in (Ronde.Fase.VERZONDEN, Ronde.Fase.OPENBAAR):
        raise AlVerzonden(ronde)
    if ronde.fase != Ronde.Fase.VASTGESTELD:
        raise ValidationError(
            f"{ronde} is in de fase “{ronde.get_fase_display()}”. Stel de lijst eerst vast; dan kan de publicatie "
            "worden gepland."
        )
    if gepland_voor <= timezone.now():
        raise ValidationError({"gepland_voor": "Dit moment is al voorbij. Kies een moment dat nog komt."})
    brief = maak_brief(ronde=ronde, verzonden_op=gepland_voor, kenmerk=kenmerk, kamerstuk=kamerstuk)
    try:
        with transaction.atomic():
            plan = Publicatieplan.objects.create(
                ronde=ronde,
                gepland_voor=gepland_voor,
                kenmerk=brief.kenmerk,
                kamerstuk=brief.kamerstuk,
                **handtekening(by),
            )
    except IntegrityError:
        raise ValidationError("Voor deze ronde is al een publicatie gepland. Stop die eerst.") from None
    leg_vast(
        actie="publicatie gepland",
        object_soort=OBJECT,
        object_sleutel=ronde.slug,
        by=by,
        details={"gepland voor": gepland_voor.isoformat(), "kenmerk": plan.kenmerk, "Kamerstuk": plan.kamerstuk},
    )
    return plan


@transaction.atomic
def stop_publicatie(*, plan: Publicatieplan, by: Actor) -> None:
    """Take back a planned publication. Raises PermissionDenied, or ValidationError: carried out or stopped already."""
    eis(mag_publiceren(by))
    # Who carries it out locks the ronde first as well, so one of the two is told.
    Ronde.objects.select_for_update().get(pk=plan.ronde_id)
    plan = Publicatieplan.objects.select_for_update().select_related("ronde").get(pk=plan.pk)
    if plan.uitgevoerd_op:
        raise ValidationError(
            f"Te laat: de brief is verzonden op {tijdtekst(plan.uitgevoerd_op)} en de lijst is openbaar."
        )
    if plan.gestopt_op:
        raise ValidationError("Deze publicatie was al gestopt.")
    plan.gestopt_op, plan.gestopt_door = timezone.now(), naam_van(by)[:150]
    plan.save(update_fields=["gestopt_op", "gestopt_door"])
    leg_vast(actie="geplande publicatie gestopt", object_soort=OBJECT, object_sleutel=plan.ronde.slug, by=by)


def open_plan(ronde: Ronde) -> Publicatieplan | None:
    """The plan of this ronde that was not carried out or stopped; with a `fout` it waits for a person. One query."""
    plan: Publicatieplan | None = Publicatieplan.objects.filter(
        ronde=ronde, gestopt_op=None, uitgevoerd_op=None
    ).first()
    return plan


def voer_plannen_uit() -> dict[str, int]:
    """Publish what is due, each once however many processes ask at the same time. One query when nothing is.

    A plan whose conditions are not met keeps the reason, the Rijksredacteuren are told, and it is not tried again. What
    fails for another reason is tried at every call, until `GEDULD` is over.
    """
    gedaan, mislukt = 0, 0
    te_doen = Publicatieplan.objects.filter(
        gestopt_op=None, uitgevoerd_op=None, fout="", gepland_voor__lte=timezone.now()
    )
    for plan in te_doen.select_related("ronde", "door").order_by("gepland_voor", "pk"):
        if _voer_uit(plan):
            gedaan += 1
        else:
            mislukt += 1
    return {"gepubliceerd": gedaan, "niet gelukt": mislukt, "uitgave nodig": meld_uitgaven_nodig()}


def _voer_uit(plan: Publicatieplan) -> bool:
    by: Actor = plan.door or Systeem(naam=plan.door_naam)
    try:
        with vanaf("geplande publicatie"):
            publiceer(
                ronde=plan.ronde,
                verzonden_op=plan.gepland_voor,
                kenmerk=plan.kenmerk,
                kamerstuk=plan.kamerstuk,
                by=by,
                plan=plan,
            )
    except (ValidationError, PermissionDenied) as fout:
        plan.refresh_from_db()
        if plan.gestopt_op is None and plan.uitgevoerd_op is None:
            _meld_fout(plan, " ".join(getattr(fout, "messages", [str(fout)])))
        return plan.uitgevoerd_op is not None
    except Exception:
        log.exception("De geplande publicatie van %s is niet gelukt", plan.ronde)
        if timezone.now() > plan.gepland_voor + GEDULD:
            _meld_fout(plan, "Er ging iets mis bij het maken van de documenten of het opslaan.")
        return False
    return True


@transaction.atomic
def _meld_fout(plan: Publicatieplan, reden: str) -> None:
    """Keep why it did not happen, and tell who can do something about it; once."""
    eerste = Publicatieplan.objects.filter(pk=plan.pk, fout="", gestopt_op=None, uitgevoerd_op=None).update(fout=reden)
    if not eerste:
        return
    stuur_aan(
        rijksredacteuren(),
        soort="publicatie",
        sleutel=f"publicatieplan {plan.pk} niet gelukt",
        onderwerp=f"De geplande publicatie van {plan.ronde} is niet gelukt",
        tekst=(
            f"De lijst van {plan.ronde} zou op {tijdtekst(plan.gepland_voor)} openbaar worden. Dat is niet gebeurd: "
            f"de lijst is nog onder embargo.\n\n{reden}\n\nHet wordt niet vanzelf opnieuw geprobeerd. Stop de "
            "planning, los het op en verzend opnieuw."
        ),
        adres=plan.ronde.get_publicatie_url(),
    )
    leg_vast(
        actie="geplande publicatie niet gelukt",
        object_soort=OBJECT,
        object_sleutel=plan.ronde.slug,
        by=Systeem(naam="geplande publicatie"),
        resultaat="mislukt",
        details={"reden": reden},
    )


def meld_uitgaven_nodig() -> int:
    """Tell the Rijksredacteuren of each agreement that became public after its list that an edition is due; once.

    Returns how many were new. At most two queries when there is nothing to tell.
    """
    nu = timezone.now()
    gekomen = list(
        Embargouitzondering.objects.filter(
            soort=LATER,
            ingetrokken_op=None,
            openbaar_vanaf__lte=nu,
            afspraak__overleg__ronde__fase=Ronde.Fase.OPENBAAR,
        )
        .annotate(laatste_uitgave=Max("afspraak__overleg__ronde__uitgaven__op"))
        .select_related("afspraak__overleg__ronde")
        .order_by("pk")
    )
    gekomen = [een for een in gekomen if een.laatste_uitgave is None or een.laatste_uitgave < een.openbaar_vanaf]
    sleutels = {een.pk: f"uitgave nodig {een.pk}" for een in gekomen}
    bekend = set(Bericht.objects.filter(sleutel__in=sleutels.values()).values_list("sleutel", flat=True))
    nieuw = [een for een in gekomen if sleutels[een.pk] not in bekend]
    for een in nieuw:
        meld_uitgave_nodig(een)
    return len(nieuw)


def meld_uitgave_nodig(uitzondering: Embargouitzondering) -> None:
    """Tell the Rijksredacteuren that an agreement is public now that the last edition of its list does not have."""
    ronde = uitzondering.afspraak.overleg.ronde
    stuur_aan(
        rijksredacteuren(),
        soort="publicatie",
        sleutel=f"uitgave nodig {uitzondering.pk}",
        onderwerp=f"Er is een nieuwe uitgave nodig van {ronde}",
        tekst=(
            f"Een afspraak van {ronde} die later openbaar zou worden, is dat nu. De laatste uitgave van de lijst heeft "
            "haar nog niet. Leg een nieuwe uitgave vast."
        ),
        adres=ronde.get_absolute_url(),
    )
