"""Deciding on an objection: take its text over, give the agreement another text, or leave the text as it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.models import Afspraak, Afstemming, Afstemmingspartij, Bezwaarbesluit, Reactie
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_afstemmen
from agreements.services.afstemmingen.beginnen import OBJECT, vergrendel
from agreements.services.afstemmingen.stand import Regel, Stand, lees_stand
from agreements.services.afstemmingen.tekst import als_veld, uit_veld
from agreements.services.afstemmingen.vertellen import vertel_besluit
from agreements.services.teksten import wijzig_officiele_tekst
from agreements.services.zittingen.tekst import Besluittekst

#: What may be done with an objection by itself: the text changes, or it does not.
_WIJZIGT = frozenset({Bezwaarbesluit.Uitkomst.OVERGENOMEN, Bezwaarbesluit.Uitkomst.AANGEPAST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Afhandeling:
    """What a decision did: who is asked again, and which deelafspraken no longer stand in the text."""

    besluit: Bezwaarbesluit
    opnieuw: list[Afstemmingspartij]
    losse_delen: list[Afspraak]


@transaction.atomic
def handel_bezwaar_af(
    *,
    reactie: Reactie,
    uitkomst: str,
    toelichting: str = "",
    tekst_nieuw: str = "",
    over: str | None = None,
    by: Actor,
) -> Afhandeling:
    """Decide on an objection, once.

    Overgenomen: its counter-text becomes the official text. Aangepast: `tekst_nieuw` does. Afgewezen: the text stays,
    and `toelichting` says why. The old text is kept with the decision. Who agreed to it is asked again; who objected as
    well, unless their own text was taken over. `over` is the checksum of the text that the form showed.

    Raises PermissionDenied, or ValidationError: decided already, taken back by its party, a text that came in between,
    no reason, or a text that changes nothing.
    """
    eis(mag_afstemmen(by))
    afstemming = vergrendel(Afstemming.objects.get(partijen=reactie.partij_id))
    if afstemming.is_gesloten:
        raise ValidationError("Deze afstemming is gesloten. Heropen haar eerst.")
    regel = lees_stand(afstemming).regel(Afspraak(pk=reactie.afspraak_id))
    if regel is None:
        raise ValidationError("Deze afspraak staat niet meer in de afsprakenlijst.")
    _eis_open(regel, reactie)
    if over is not None and over != regel.tekst.sha256:
        raise ValidationError("De tekst van deze afspraak is intussen gewijzigd. Lees de nieuwe tekst en besluit dan.")
    tekst = _tekst_na(regel, reactie, uitkomst, tekst_nieuw)
    toelichting = toelichting.replace("\r", "").strip()
    if uitkomst == Bezwaarbesluit.Uitkomst.AFGEWEZEN and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op waarom het bezwaar niet wordt overgenomen."})
    besluit = Bezwaarbesluit(
        reactie=reactie,
        uitkomst=uitkomst,
        toelichting=toelichting,
        tekst_was=als_veld(regel.tekst),
        tekst_wordt=als_veld(tekst),
        **handtekening(by),
    )
    besluit.save(force_insert=True)
    losse_delen = []
    if tekst != regel.tekst:
        losse_delen = wijzig_officiele_tekst(
            afspraak=regel.afspraak,
            tekst=tekst.tekst,
            subpunten=tekst.subpunten,
            reden=f"besluit over een bezwaar ({besluit.pk})",
            by=by,
        )
    leg_vast(
        actie="besluit over bezwaar",
        object_soort=OBJECT,
        object_sleutel=afstemming.overleg.slug,
        by=by,
        details={"afspraak": regel.afspraak.code, "uitkomst": uitkomst, "bezwaar": reactie.pk},
    )
    opnieuw = _opnieuw_gevraagd(afstemming, regel)
    vertel_besluit(besluit, afstemming, opnieuw=opnieuw)
    return Afhandeling(besluit=besluit, opnieuw=opnieuw, losse_delen=losse_delen)


def _eis_open(regel: Regel, reactie: Reactie) -> None:
    if Bezwaarbesluit.objects.filter(reactie=reactie).exists():
        raise ValidationError("Over dit bezwaar is al een besluit genomen.")
    cel = next((cel for cel in regel.cellen if cel.reactie and cel.reactie.pk == reactie.pk), None)
    if cel is None or cel.stand != Stand.BEZWAAR:
        raise ValidationError("De partij heeft intussen opnieuw gereageerd. Bekijk eerst die reactie.")


def _tekst_na(regel: Regel, reactie: Reactie, uitkomst: str, tekst_nieuw: str) -> Besluittekst:
    """The text after the decision."""
    if uitkomst not in Bezwaarbesluit.Uitkomst.values:
        raise ValidationError({"uitkomst": "Kies wat er met het bezwaar gebeurt."})
    if uitkomst not in _WIJZIGT:
        return regel.tekst
    if uitkomst == Bezwaarbesluit.Uitkomst.OVERGENOMEN and not reactie.tegentekst:
        raise ValidationError({"uitkomst": "Bij dit bezwaar is geen andere tekst voorgesteld. Schrijf zelf een tekst."})
    veld = reactie.tegentekst if uitkomst == Bezwaarbesluit.Uitkomst.OVERGENOMEN else tekst_nieuw
    tekst = uit_veld(veld, nu=regel.tekst)
    if not tekst.tekst:
        raise ValidationError({"tekst_nieuw": "Schrijf de nieuwe tekst."})
    if tekst == regel.tekst:
        raise ValidationError(
            {"tekst_nieuw": "Deze tekst is dezelfde als die er staat. Wijzig haar, of kies een andere uitkomst."}
        )
    return tekst


def _opnieuw_gevraagd(afstemming: Afstemming, voor: Regel) -> list[Afstemmingspartij]:
    """The parties whose answer counted before the decision and no longer does."""
    na = lees_stand(afstemming).regel(voor.afspraak)
    if na is None:
        return []
    return [
        nieuw.partij
        for oud, nieuw in zip(voor.cellen, na.cellen, strict=True)
        if nieuw.stand == Stand.OPNIEUW and oud.stand != Stand.OPNIEUW
    ]
