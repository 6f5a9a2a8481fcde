"""Answering for a party: agreeing or objecting, per agreement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from agreements.models import Afspraak, Afstemming, Afstemmingspartij, Reactie
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, is_lid, mag_afstemmen, mag_reageren
from agreements.services.afstemmingen.beginnen import vergrendel
from agreements.services.afstemmingen.stand import Cel, Regel, lees_stand
from agreements.services.afstemmingen.tekst import als_veld, uit_veld
from agreements.services.afstemmingen.vertellen import vertel_bezwaar

#: What the history says of who answers without being of the party.
NAMENS = "Rijksredacteur, namens de partij"


@transaction.atomic
def reageer(
    *,
    partij: Afstemmingspartij,
    afspraak: Afspraak,
    oordeel: str,
    toelichting: str = "",
    tegentekst: str = "",
    by: Actor,
    na: int | None = None,
    over: str | None = None,
) -> Reactie:
    """Record what a party says of an agreement, about the text as it stands now.

    `na` is the number of the last answer that the form showed, `over` the checksum of the text that it showed. A
    `tegentekst` that is the text itself is no counter-text. The same answer twice is one.

    Raises PermissionDenied, or ValidationError: an objection without toelichting, a colleague or a new text that came
    in between, a date that has passed, an afstemming that is closed.
    """
    eis(mag_reageren(by, partij))
    afstemming = vergrendel(Afstemming(pk=partij.afstemming_id, overleg_id=_overleg_van(partij)))
    regel = lees_stand(afstemming).regel(afspraak)
    if regel is None:
        raise ValidationError("Deze afspraak staat niet meer in de afsprakenlijst.")
    _eis_tijd(afstemming, by, oordeel)
    cel = regel.van(partij)
    if over is not None and over != regel.tekst.sha256:
        raise ValidationError("De tekst van deze afspraak is intussen gewijzigd. Lees de nieuwe tekst en reageer dan.")
    toelichting = toelichting.replace("\r", "").strip()
    if oordeel not in Reactie.Oordeel.values:
        raise ValidationError("Kies akkoord of bezwaar.")
    if oordeel == Reactie.Oordeel.BEZWAAR and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op wat het bezwaar is."})
    tekst = uit_veld(tegentekst, nu=regel.tekst) if tegentekst.strip() else regel.tekst
    anders = oordeel == Reactie.Oordeel.BEZWAAR and tekst != regel.tekst
    nieuw = Reactie(
        partij=partij,
        afspraak=afspraak,
        nummer=cel.nummer + 1,
        oordeel=oordeel,
        toelichting=toelichting,
        tegentekst=als_veld(tekst) if anders else "",
        tekst_sha256=regel.tekst.sha256,
        **_ondertekend(by, partij),
    )
    if cel.reactie and _is_zelfde(cel.reactie, nieuw) and not hasattr(cel.reactie, "bezwaarbesluit"):
        return cel.reactie
    if na is not None and na != cel.nummer:
        raise ValidationError(
            "Een collega heeft intussen namens deze partij gereageerd. Bekijk die reactie en reageer opnieuw als u het "
            "anders wilt."
        )
    nieuw.full_clean(validate_unique=False)
    nieuw.save(force_insert=True)
    if oordeel == Reactie.Oordeel.BEZWAAR:
        vertel_bezwaar(nieuw, afstemming)
    return nieuw


@transaction.atomic
def akkoord_met_rest(*, partij: Afstemmingspartij, by: Actor, gezien: str | None = None) -> list[Reactie]:
    """Agree to everything that still waits for an answer of the party, each agreement with a row of its own.

    `gezien` is what `stempel` said of what waited when the page was shown: nobody agrees to a text that they did not
    see. Raises PermissionDenied, or ValidationError as `reageer`.
    """
    eis(mag_reageren(by, partij))
    afstemming = vergrendel(Afstemming(pk=partij.afstemming_id, overleg_id=_overleg_van(partij)))
    _eis_tijd(afstemming, by, Reactie.Oordeel.AKKOORD)
    overzicht = lees_stand(afstemming)
    open_cellen = overzicht.van(partij).open
    if not open_cellen:
        return []
    if gezien is not None and gezien != stempel(overzicht.regels, open_cellen):
        raise ValidationError(
            "Er is intussen een tekst of een reactie gewijzigd. Bekijk wat er nog open staat en kies dan opnieuw."
        )
    wie = _ondertekend(by, partij)
    sommen = {regel.afspraak.pk: regel.tekst.sha256 for regel in overzicht.regels}
    return Reactie.objects.bulk_create(
        [
            Reactie(
                partij=partij,
                afspraak=cel.afspraak,
                nummer=cel.nummer + 1,
                oordeel=Reactie.Oordeel.AKKOORD,
                tekst_sha256=sommen[cel.afspraak.pk],
                **wie,
            )
            for cel in open_cellen
        ]
    )


def stempel(regels: Iterable[Regel], cellen: Iterable[Cel]) -> str:
    """What stands for "these agreements, with these texts"."""
    wachten = {cel.afspraak.pk for cel in cellen}
    delen = [f"{regel.afspraak.pk}:{regel.tekst.sha256}" for regel in regels if regel.afspraak.pk in wachten]
    return hashlib.sha256(",".join(delen).encode()).hexdigest()


def mag_nu_reageren(afstemming: Afstemming, by: Actor) -> bool:
    """Whether there is still time: until the end of the last day, for a Rijksredacteur until it is closed."""
    if afstemming.is_gesloten:
        return False
    return mag_afstemmen(by) or timezone.localdate() <= afstemming.uiterlijk


def _eis_tijd(afstemming: Afstemming, by: Actor, oordeel: str) -> None:
    if afstemming.is_gesloten and not mag_afstemmen(by):
        raise ValidationError("Deze afstemming is gesloten. Bel of mail een Rijksredacteur als u nog iets wilt melden.")
    if afstemming.is_gesloten and oordeel != Reactie.Oordeel.AKKOORD:
        raise ValidationError("Deze afstemming is gesloten. Heropen haar om een bezwaar vast te leggen.")
    if not mag_afstemmen(by) and timezone.localdate() > afstemming.uiterlijk:
        raise ValidationError(
            "De laatste dag om te reageren is voorbij. Een Rijksredacteur kan uw reactie nog vastleggen."
        )


def _overleg_van(partij: Afstemmingspartij) -> int:
    return int(Afstemming.objects.values_list("overleg_id", flat=True).get(pk=partij.afstemming_id))


def _ondertekend(by: Actor, partij: Afstemmingspartij) -> dict[str, object]:
    op: datetime = timezone.now()
    wie = handtekening(by, op)
    return wie if is_lid(by, partij) else {**wie, "rol": NAMENS}


def _is_zelfde(een: Reactie, ander: Reactie) -> bool:
    velden = ("oordeel", "toelichting", "tegentekst", "tekst_sha256")
    return all(getattr(een, veld) == getattr(ander, veld) for veld in velden)
