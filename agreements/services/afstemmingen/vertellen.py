"""What is told to whom about an afstemming. A message says that there is something to do and where, never what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User, Vervanging
from accounts.reikwijdte import rijksredacteuren
from agreements.datums import datumtekst
from agreements.models import Afstemming, Afstemmingspartij, Bezwaarbesluit, Overleg, Reactie
from agreements.services.afstemmingen.stand import lees_stand
from agreements.services.berichten import stuur_aan

SOORT = "afstemming"
#: A reminder comes so long before the last day.
VOORAF = timedelta(days=3)
#: Between these hours reminders go out: nobody is mailed in the evening or at night.
VANAF_UUR, TOT_UUR = 7, 18


def adres_van(overleg: Overleg) -> str:
    """The page of the afstemming. Note: reads overleg.ronde and overleg.landsdeel."""
    return reverse("afstemming", args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug])


def vertel_begin(afstemming: Afstemming, leden: Iterable[User]) -> None:
    """To each member once, also when parties are added later."""
    stuur_aan(
        leden,
        soort=SOORT,
        sleutel=f"afstemming {afstemming.pk} begonnen",
        onderwerp=f"Uw reactie gevraagd: afspraken {afstemming.overleg}",
        tekst=(
            f"De tekst van de afspraken van {afstemming.overleg} ligt voor u klaar. Geef per afspraak aan of u akkoord "
            f"bent of bezwaar hebt, uiterlijk {datumtekst(afstemming.uiterlijk)}."
        ),
        adres=adres_van(afstemming.overleg),
    )


def vertel_datum(afstemming: Afstemming, leden: Iterable[User], *, nummer: int) -> None:
    """That the last day moved; `nummer` tells this move from another to the same day."""
    stuur_aan(
        leden,
        soort=SOORT,
        sleutel=f"afstemming {afstemming.pk} datum {nummer}",
        onderwerp=f"Andere datum: reageren op de afspraken {afstemming.overleg}",
        tekst=(
            f"U kunt reageren op de afspraken van {afstemming.overleg} tot en met {datumtekst(afstemming.uiterlijk)}."
        ),
        adres=adres_van(afstemming.overleg),
    )


def vertel_bezwaar(reactie: Reactie, afstemming: Afstemming) -> None:
    """To the Rijksredacteuren; of the objections that one party makes on one day, once."""
    stuur_aan(
        rijksredacteuren(),
        soort=SOORT,
        sleutel=f"afstemming {afstemming.pk} bezwaar {reactie.partij_id} {timezone.localdate(reactie.op)}",
        onderwerp=f"Bezwaar bij de afstemming {afstemming.overleg}",
        tekst=f"Een deelnemer heeft bezwaar tegen een tekst van {afstemming.overleg}. Neem daarover een besluit.",
        adres=adres_van(afstemming.overleg),
    )


def vertel_besluit(besluit: Bezwaarbesluit, afstemming: Afstemming, *, opnieuw: Iterable[Afstemmingspartij]) -> None:
    """To who objected what was done with it, and to who agreed to a text that is no more that they are asked again."""
    stuur_aan(
        leden_van([besluit.reactie.partij]),
        soort=SOORT,
        sleutel=f"bezwaarbesluit {besluit.pk}",
        onderwerp=f"Besluit over een bezwaar: {afstemming.overleg}",
        tekst=f"Over een bezwaar dat u of een collega maakte bij {afstemming.overleg} is een besluit genomen.",
        adres=adres_van(afstemming.overleg),
    )
    stuur_aan(
        leden_van(opnieuw),
        soort=SOORT,
        sleutel=f"bezwaarbesluit {besluit.pk} opnieuw",
        onderwerp=f"Opnieuw uw reactie gevraagd: afspraken {afstemming.overleg}",
        tekst=(
            f"De tekst van een afspraak van {afstemming.overleg} is gewijzigd. Uw eerdere reactie daarop telt niet "
            f"meer. Geef opnieuw aan of u akkoord bent, uiterlijk {datumtekst(afstemming.uiterlijk)}."
        ),
        adres=adres_van(afstemming.overleg),
    )


def herinner() -> int:
    """Remind who has not answered three days before the last day and on that day, and a Rijksredacteur after it.

    May run as often as it likes: every reminder has a key and comes once. When it did not run on the very day, it
    comes on the next one on which it still makes sense. Returns for how many afstemmingen there was something to do.
    """
    nu = timezone.localtime()
    if not VANAF_UUR <= nu.hour < TOT_UUR:
        return 0
    vandaag, aantal = nu.date(), 0
    afstemmingen = Afstemming.objects.filter(gesloten_op=None, uiterlijk__lte=vandaag + VOORAF)
    for afstemming in afstemmingen.select_related("overleg__ronde", "overleg__landsdeel").order_by("pk"):
        vlak_ervoor = timezone.localdate(afstemming.op) >= afstemming.uiterlijk - VOORAF
        if vandaag > afstemming.uiterlijk:
            _na_afloop(afstemming)
        elif vandaag == afstemming.uiterlijk:
            _herinner_stille(afstemming, "vandaag", "Vandaag is de laatste dag.")
        elif vlak_ervoor:
            continue  # they have only just been asked
        else:
            tekst = f"U kunt nog reageren tot en met {datumtekst(afstemming.uiterlijk)}."
            _herinner_stille(afstemming, "vooraf", tekst)
        aantal += 1
    return aantal


def _herinner_stille(afstemming: Afstemming, wanneer: str, zin: str) -> None:
    stil = [een.partij for een in lees_stand(afstemming).stil]
    stuur_aan(
        leden_van(stil),
        soort=SOORT,
        sleutel=f"afstemming {afstemming.pk} {wanneer} {afstemming.uiterlijk}",
        onderwerp=f"Herinnering: uw reactie op de afspraken {afstemming.overleg}",
        tekst=f"U hebt nog niet op alle afspraken van {afstemming.overleg} gereageerd. {zin}",
        adres=adres_van(afstemming.overleg),
    )


def _na_afloop(afstemming: Afstemming) -> None:
    stuur_aan(
        rijksredacteuren(),
        soort=SOORT,
        sleutel=f"afstemming {afstemming.pk} voorbij {afstemming.uiterlijk}",
        onderwerp=f"De afstemming {afstemming.overleg} is voorbij",
        tekst=(
            f"De laatste dag om te reageren op de afspraken van {afstemming.overleg} was "
            f"{datumtekst(afstemming.uiterlijk)}. Kijk wie nog niet reageerde, besluit over de bezwaren en sluit de "
            "afstemming."
        ),
        adres=adres_van(afstemming.overleg),
    )


def leden_van(partijen: Iterable[Afstemmingspartij]) -> list[User]:
    """Who may answer for these parties, and who stands in for them today. One query."""
    leden = User.objects.filter(afstemmingspartijen__in=list(partijen))
    vervangingen = Vervanging.objects.filter(voor__in=leden, voor__is_active=True).geldig_op(timezone.localdate())
    return list(User.objects.filter(Q(pk__in=leden) | Q(vervangt__in=vervangingen)).distinct().order_by("pk"))
