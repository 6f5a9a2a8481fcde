"""Splitting a text block that holds several commitments into deelafspraken, and taking that back.

The official text does not change: each part is an excerpt of it, to the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Betrokkenheid, Verband
from agreements.rechten import eis, mag_afspraak_bewerken
from agreements.services.statussen import begin_te_volgen
from agreements.services.termijnbesluiten import besluit_over
from agreements.services.termijnen import overlegdata, zet_termijnen
from agreements.services.toen import bewaar_aard, bewaar_publicatie
from agreements.services.verbanden import leg_verband
from agreements.services.zoekindex import werk_zoekindex_bij


@transaction.atomic
def splits_afspraak(*, afspraak: Afspraak, delen: Sequence[str], by: Actor) -> list[Afspraak]:
    """Make a deelafspraak of each part; from then on those are followed, and the whole no longer.

    A part begins with the status, places, actors and dossierhouders of the whole, becomes public with it, and has
    the deadlines that its own words name. Its code is that of the whole with the next free letter. More parts can be
    added later.

    Raises PermissionDenied, or ValidationError with a Dutch sentence: not a whole text block, not adopted, closed,
    too few parts, or a part that is not literally in the official text.
    """
    eis(mag_afspraak_bewerken(by))
    afspraak = (
        Afspraak.objects.select_for_update(of=("self",)).select_related("tekstblok", "overleg").get(pk=afspraak.pk)
    )
    bestaand = list(Afspraak.objects.filter(tekstblok=afspraak.tekstblok).exclude(deel="").order_by("deel"))
    teksten = _keur(afspraak, bestaand, [" ".join(deel.split()) for deel in delen])
    begin = len(bestaand)
    nieuw = [
        Afspraak(
            code=f"{afspraak.code}{ascii_lowercase[begin + nummer]}",
            overleg=afspraak.overleg,
            tekstblok=afspraak.tekstblok,
            deel=ascii_lowercase[begin + nummer],
            deeltekst=tekst,
            soort=Afspraak.Soort.AFSPRAAK if afspraak.is_context else afspraak.soort,
            besluit=afspraak.besluit,
            handeling=afspraak.handeling,
            status=afspraak.status,
            gepubliceerde_status=afspraak.gepubliceerde_status,
            gepubliceerde_status_op=afspraak.gepubliceerde_status_op,
            embargo=afspraak.embargo,
            openbaar_vanaf=afspraak.openbaar_vanaf,
        )
        for nummer, tekst in enumerate(teksten)
    ]
    Afspraak.objects.bulk_create(nieuw)
    begin_te_volgen(afspraken=nieuw, by=by)
    if verteld_op := afspraak.gepubliceerde_status_op:
        verteld = [(deel, deel.gepubliceerde_status) for deel in nieuw]
        bewaar_publicatie(verteld=verteld, by=by, op=verteld_op)
    data = overlegdata()
    for deel in nieuw:
        _neem_over(afspraak, deel)
        zet_termijnen(afspraak=deel, overleg=afspraak.overleg, overleggen=data)
        leg_verband(van=deel, soort=Verband.Soort.GESPLITST, naar=afspraak, by=by)
    if not afspraak.is_gesplitst:
        bewaar_aard(afspraken=[afspraak], by=by)
    afspraak.is_gesplitst = True
    afspraak.save(update_fields=["is_gesplitst"])
    werk_zoekindex_bij(nieuw)
    _leg_vast("afspraak gesplitst", afspraak, by, nieuw)
    return nieuw


@transaction.atomic
def hef_splitsing_op(*, afspraak: Afspraak, by: Actor) -> None:
    """Follow the whole again. The parts keep their code and history and become context; their letters are used up.

    Raises PermissionDenied, or ValidationError when the agreement was not split.
    """
    eis(mag_afspraak_bewerken(by))
    afspraak = Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    if not afspraak.is_gesplitst:
        raise ValidationError("Deze afspraak is niet gesplitst.")
    delen = list(Afspraak.objects.filter(tekstblok=afspraak.tekstblok_id).exclude(deel="").order_by("deel"))
    bewaar_aard(afspraken=[afspraak, *delen], by=by)
    Afspraak.objects.filter(pk__in=[deel.pk for deel in delen]).update(soort=Afspraak.Soort.CONTEXT)
    afspraak.is_gesplitst = False
    afspraak.save(update_fields=["is_gesplitst"])
    _leg_vast("splitsing ongedaan gemaakt", afspraak, by, delen)


def _keur(afspraak: Afspraak, bestaand: Sequence[Afspraak], teksten: list[str]) -> list[str]:
    if afspraak.tekstblok is None or afspraak.deel:
        raise ValidationError("Alleen een heel tekstblok kan worden gesplitst.")
    if not afspraak.is_vastgesteld:
        raise ValidationError("Deze afspraak is nog niet vastgesteld en kan nog niet worden gesplitst.")
    if afspraak.is_gesloten:
        raise ValidationError("Deze afspraak is beëindigd. Heropen haar eerst als u haar wilt splitsen.")
    teksten = [tekst for tekst in teksten if tekst]
    if len(teksten) < (1 if afspraak.is_gesplitst else 2):
        raise ValidationError("Geef ten minste twee delen, met een witregel ertussen.")
    if len(bestaand) + len(teksten) > len(ascii_lowercase):
        raise ValidationError(f"Een afspraak kan hoogstens {len(ascii_lowercase)} delen hebben.")
    bron = [" ".join(stuk.split()) for stuk in (afspraak.tekstblok.tekst, *afspraak.tekstblok.subpunten)]
    gezien = {deel.deeltekst for deel in bestaand if not deel.is_context}
    for tekst in teksten:
        kort = tekst if len(tekst) <= 60 else f"{tekst[:60]}…"
        if not any(tekst in stuk for stuk in bron):
            raise ValidationError(
                f"“{kort}” staat niet letterlijk in de officiële tekst. Een deel is een stuk van die tekst, "
                "ongewijzigd overgenomen."
            )
        if tekst in gezien:
            raise ValidationError(f"“{kort}” is al een deel. Elk deel komt één keer voor.")
        gezien.add(tekst)
    return teksten


def _neem_over(geheel: Afspraak, deel: Afspraak) -> None:
    """The places, themes, people and decided deadline of the whole, as a beginning for its part."""
    for naam in ("provincies", "gebieden", "themas", "dossierhouders"):
        getattr(deel, naam).set(getattr(geheel, naam).all())
    Betrokkenheid.objects.bulk_create(
        Betrokkenheid(afspraak=deel, organisatie=partij.organisatie, rol=partij.rol, contact=partij.contact)
        for partij in geheel.betrokkenheden.select_related("organisatie", "contact")
    )
    if (besluit := besluit_over(geheel)) is not None:
        besluit.pk, besluit.afspraak = None, deel
        besluit.save(force_insert=True)


def _leg_vast(actie: str, afspraak: Afspraak, by: Actor, delen: Sequence[Afspraak]) -> None:
    leg_vast(
        actie=actie,
        object_soort="afspraak",
        object_sleutel=afspraak.code,
        by=by,
        details={"delen": [deel.code for deel in delen]},
    )
