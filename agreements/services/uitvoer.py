"""Taking the list of a ronde out as a document: what is in it for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.datums import datumtekst
from agreements.exporters import FORMATEN, Voortgang
from agreements.lijst import LANDELIJK, Lijst
from agreements.models import Ronde, Uitgave
from agreements.services.keuze import Keuze
from agreements.services.lijsten import gekozen_codes, lijst_uit_database
from agreements.services.titelblad import (
    Uitvoer,
    bestandsnaam,
    namen_van_selectie,
    opsomming,
    overleggen_in,
    selectie,
    titelgegevens,
)
from agreements.services.uitgaven import lijst_van, uitgave_met_nummer
from agreements.services.wijzigingen import Verschilsoort, met_wijzigingen, verschil_tussen
from regions.models import Landsdeel

if TYPE_CHECKING:
    from agreements.services.titelblad import Lezer

__all__ = [
    "Uitvoer",
    "bestandsnaam",
    "overleggen_in",
    "titelgegevens",
    "toets_formaat",
    "toets_keuze",
    "voer_lijst_uit",
]


def voer_lijst_uit(
    *,
    ronde: Ronde,
    user: Lezer,
    formaat: str,
    keuze: Keuze | None = None,
    moment: datetime | None = None,
    voortgang: Voortgang | None = None,
) -> Uitvoer:
    """The list of a ronde as a document, with what `user` may see of it (None: the operator, who sees all).

    `keuze` narrows it and says what comes along: statuses are those at the end of its peildatum (default the day of
    `moment`, which is now), changes those since an edition that `user` may see. The same list at the same moment
    gives the same bytes.

    Raises ValidationError with a Dutch sentence: unknown format or slug, a day to come, an empty list, no such
    edition.
    """
    toets_formaat(formaat)
    keuze = keuze or Keuze()
    toets_keuze(keuze)
    moment = moment or timezone.now()
    vandaag = timezone.localdate(moment)
    if keuze.peildatum and keuze.peildatum > vandaag:
        raise ValidationError(
            f"De peildatum {datumtekst(keuze.peildatum)} ligt in de toekomst. Kies vandaag of eerder."
        )
    if keuze.met_status and not keuze.peildatum:
        keuze = replace(keuze, peildatum=vandaag)
    if voortgang:
        voortgang("De lijst wordt opgehaald", 0)
    lijst = lijst_uit_database(ronde, user=user, keuze=keuze)
    if not any(lijst.tekstblokken):
        raise ValidationError(_waarom_leeg(ronde, keuze))
    uitgave = None
    if keuze.wijzigingen_sinds is not None:
        uitgave = uitgave_met_nummer(ronde, keuze.wijzigingen_sinds, user=user)
        keuze = replace(keuze, wijzigingen_sinds=uitgave.nummer)
        lijst = _met_wijzigingen(lijst, ronde=ronde, uitgave=uitgave, keuze=keuze, user=user)
    soort = FORMATEN[formaat]
    gegevens = titelgegevens(ronde=ronde, lijst=lijst, moment=moment, keuze=keuze, user=user, sinds=uitgave)
    return Uitvoer(
        inhoud=soort.maak(lijst, gegevens, voortgang),
        bestandsnaam=bestandsnaam(ronde=ronde, formaat=formaat, keuze=keuze),
        mediatype=soort.mediatype,
        lijst=lijst,
        overleggen=overleggen_in(lijst, ronde),
    )


def _met_wijzigingen(lijst: Lijst, *, ronde: Ronde, uitgave: Uitgave, keuze: Keuze, user: Lezer) -> Lijst:
    """The list that was chosen, with how it differs from an edition, and what of that edition has gone.

    The whole lists are compared, so that a text block which moved from another landsdeel is no new one.
    """
    toen = lijst_van(uitgave)
    verschil = verschil_tussen(toen, lijst_uit_database(ronde, user=user))
    weg = {een.code for een in verschil.teksten if een.soort == Verschilsoort.VERVALLEN}
    if keuze.is_selectie:
        weg &= gekozen_codes(ronde, keuze)
    delen = [deel for deel in toen.landsdelen if not keuze.landsdelen or deel.landsdeel in keuze.landsdelen]
    vervallen = [blok for blok in replace(toen, landsdelen=tuple(delen)).tekstblokken if blok.code in weg]
    return met_wijzigingen(lijst, verschil, vervallen=vervallen)


def toets_formaat(formaat: str) -> None:
    if formaat not in FORMATEN:
        raise ValidationError(f"Het formaat “{formaat}” kan niet worden gemaakt. Dit kan wel: {', '.join(FORMATEN)}.")


def toets_keuze(keuze: Keuze) -> None:
    """Raises ValidationError when the choice names what does not exist or contradicts itself."""
    keuze.toets()
    if keuze.landsdelen:
        bekend = [*Landsdeel.objects.order_by("volgorde", "naam").values_list("slug", flat=True), LANDELIJK]
        for slug in keuze.landsdelen:
            if slug not in bekend:
                raise ValidationError(f"Het landsdeel “{slug}” bestaat niet. Kies uit: {', '.join(bekend)}.")
    for soort, slugs in selectie(keuze):
        bekend = list(soort.model.objects.order_by("naam").values_list("slug", flat=True)) if slugs else []
        for slug in slugs:
            if slug not in bekend:
                raise ValidationError(
                    f"{soort.lidwoord.capitalize()} {soort.naam} “{slug}” bestaat niet. Kies uit: {', '.join(bekend)}."
                )


def _waarom_leeg(ronde: Ronde, keuze: Keuze) -> str:
    delen = [opsomming(list(keuze.landsdelen))] if keuze.landsdelen else []
    if delen := delen + namen_van_selectie(keuze):
        return f"De afsprakenlijst van {ronde} heeft geen afspraken voor {'; '.join(delen)}."
    return f"Van {ronde} is er geen afsprakenlijst met afspraken."
