"""A small register in which everything occurs that the list can be narrowed to, and what is true of each row.

The facts are kept beside the rows, in plain Python, so that a test can work out by itself what a choice must give.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from agreements.models import Afspraak, Betrokkenheid, Status
from agreements.models.afspraak import BINNENKORT_DAGEN
from agreements.models.status import GESLOTEN
from agreements.services.zoekindex import werk_zoekindex_bij
from regions.models import Organisatie
from tests.factories import (
    AfspraakFactory,
    BlokFactory,
    GebiedFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    OverlegFactory,
    ProvincieFactory,
    RondeFactory,
    RubriekFactory,
    TekstblokFactory,
    ThemaFactory,
)

#: Provincie → landsdeel, and gebied → the provincies that it lies in.
PROVINCIES = {"utrecht": "noordwest", "flevoland": "noordwest", "gelderland": "oost", "limburg": "zuid"}
GEBIEDEN = {
    "groene-hart": ["utrecht"],
    "utrecht-amersfoort": ["utrecht", "gelderland"],
    "regio-zwolle": ["flevoland", "gelderland"],
    "de-peel": ["limburg"],
}
ONDERWERPEN = ["woningen", "huizen", "het spoor", "de haven", "Fryslân", "een stikstofbank"]


@dataclass
class Feiten:
    """What is true of one agreement, as the filters name it."""

    afspraak: Any
    soort: str
    jaar: str
    landsdeel: str
    rubriek: str
    aard: str
    besluit: str
    status: str
    termijn_tot: date | None
    provincie: set[str] = field(default_factory=set)
    gebied: set[str] = field(default_factory=set)
    thema: set[str] = field(default_factory=set)
    partij: set[str] = field(default_factory=set)
    openbaar: bool = True

    @property
    def gevolgd(self) -> bool:
        """Context is not, and neither is what was not adopted."""
        return self.aard != "context" and self.besluit not in ("voorgesteld", "aangehouden", "vervallen")

    def waarden(self, facet: str) -> set[str]:
        """The values that this agreement has in a facet."""
        match facet:
            case "provincie":
                return self.provincie | {p for gebied in self.gebied for p in GEBIEDEN[gebied]}
            case "gebied" | "thema" | "partij":
                waarden: set[str] = getattr(self, facet)
                return waarden
            case "status":
                return {self.status} if self.gevolgd else set()
            case "aard":
                return {self.aard, "gevolgd"} if self.gevolgd else {self.aard}
            case "termijn":
                return self._termijn()
            case _:
                return {getattr(self, facet)}

    def _termijn(self) -> set[str]:
        vandaag = timezone.localdate()
        if not self.gevolgd:
            return set()
        if self.termijn_tot is None:
            return {"geen"}
        if self.status in GESLOTEN:
            return set()
        dagen = (self.termijn_tot - vandaag).days
        if dagen < 0:
            return {"verlopen"}
        return {"binnenkort"} if dagen <= BINNENKORT_DAGEN else set()

    def voldoet(self, keuzes: dict[str, list[str]], zonder: str = "") -> bool:
        return all(
            self.waarden(facet) & set(waarden) for facet, waarden in keuzes.items() if waarden and facet != zonder
        )


def bouw_register(aantal: int, zaad: int = 1) -> list[Feiten]:
    """So many agreements over six overleggen, two of them of a ronde that is not public yet."""
    toeval = random.Random(zaad)
    provincies = {
        slug: ProvincieFactory(slug=slug, naam=slug.capitalize(), landsdeel=LandsdeelFactory(slug=landsdeel))
        for slug, landsdeel in PROVINCIES.items()
    }
    gebieden = {
        slug: GebiedFactory(slug=slug, naam=slug.title(), provincies=[provincies[p] for p in ligt_in])
        for slug, ligt_in in GEBIEDEN.items()
    }
    themas = {slug: ThemaFactory(slug=slug, naam=slug) for slug in ("energie", "economie", "defensie")}
    partijen = {
        slug: OrganisatieFactory.create(slug=slug, naam=slug.title()) for slug in ("prorail", "enexis", "gasunie")
    }
    blokken = [
        BlokFactory(
            rubriek=RubriekFactory(
                overleg=OverlegFactory(
                    ronde=RondeFactory(soort=soort, jaar=jaar, concept=jaar == 2026),
                    landsdeel=LandsdeelFactory(slug=landsdeel),
                ),
                nummer=str(nummer),
                titel=f"Hoofdstuk {nummer}",
            )
        )
        for soort, jaar in (("bol", 2024), ("mirt", 2025), ("bol", 2026))
        for landsdeel in ("noordwest", "zuid")
        for nummer in (1, 2)
    ]
    return [_een(toeval, nummer, blokken, provincies, gebieden, themas, partijen) for nummer in range(aantal)]


def _een(
    toeval: random.Random,
    nummer: int,
    blokken: list[Any],
    provincies: dict[str, Any],
    gebieden: dict[str, Any],
    themas: dict[str, Any],
    partijen: dict[str, Organisatie],
) -> Feiten:
    blok = toeval.choice(blokken)
    overleg = blok.rubriek.overleg
    dagen = toeval.choice([None, None, -400, -1, 0, 30, BINNENKORT_DAGEN, BINNENKORT_DAGEN + 1, 500])
    feiten = Feiten(
        afspraak=None,
        soort=overleg.ronde.soort,
        jaar=str(overleg.ronde.jaar),
        landsdeel=overleg.landsdeel.slug,
        rubriek=f"{overleg.ronde.soort.upper()}-{overleg.ronde.jaar}-{overleg.landsdeel.code}-{blok.rubriek.nummer}",
        aard=toeval.choice([*Afspraak.Soort.values, "context"]),
        besluit=toeval.choice([*Afspraak.Besluit.values, "ongewijzigd", "onbekend", "gewijzigd"]),
        status=toeval.choice(Status.values),
        termijn_tot=None if dagen is None else timezone.localdate() + timedelta(days=dagen),
        provincie=set(toeval.sample(sorted(provincies), toeval.choice([0, 1, 1, 2]))),
        gebied=set(toeval.sample(sorted(gebieden), toeval.choice([0, 0, 1, 2]))),
        thema=set(toeval.sample(sorted(themas), toeval.choice([0, 1, 2]))),
        partij=set(toeval.sample(sorted(partijen), toeval.choice([0, 1, 2]))),
        openbaar=overleg.ronde.is_openbaar,
    )
    feiten.afspraak = AfspraakFactory.create(
        overleg=overleg,
        tekstblok=TekstblokFactory(
            blok=blok, tekst=f"Rijk en regio werken samen aan {ONDERWERPEN[nummer % len(ONDERWERPEN)]}, punt {nummer}."
        ),
        soort=feiten.aard,
        besluit=feiten.besluit,
        status=feiten.status,
        termijn_tot=feiten.termijn_tot,
        verzamelingen__provincies=[provincies[slug] for slug in feiten.provincie],
        verzamelingen__gebieden=[gebieden[slug] for slug in feiten.gebied],
        verzamelingen__themas=[themas[slug] for slug in feiten.thema],
    )
    for slug in feiten.partij:
        rollen = toeval.sample(Betrokkenheid.Rol.values, toeval.choice([1, 2]))
        Betrokkenheid.objects.bulk_create(
            Betrokkenheid(afspraak=feiten.afspraak, organisatie=partijen[slug], rol=rol) for rol in rollen
        )
    werk_zoekindex_bij([feiten.afspraak])
    return feiten
