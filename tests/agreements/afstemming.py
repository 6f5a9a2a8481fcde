"""An overleg with a list of three agreements, and the people who check its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Rol, User
from agreements.models import Afspraak, Afstemming, Afstemmingspartij, Bezwaarbesluit, Overleg, Ronde
from agreements.services.afstemmingen import Partij, begin_afstemming, handel_bezwaar_af, reageer
from tests import factories

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
ProvincieFactory: Any = factories.ProvincieFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory


@dataclass
class Tafel:
    """Who sits at it, and what is on it."""

    overleg: Overleg
    afspraken: list[Afspraak]
    rijksredacteur: User
    dossierhouder: User
    redacteur: User
    lezer: User
    vreemde: User
    partijen: dict[str, Afstemmingspartij] = field(default_factory=dict)

    @property
    def voorstel(self) -> list[Partij]:
        return [
            Partij(zijde="rijk", naam="Ministerie van Water", leden=[self.dossierhouder]),
            Partij(zijde="regio", naam="Provincie Utrecht", leden=[self.redacteur]),
            Partij(zijde="regio", naam="Gemeente Utrecht"),
        ]

    @property
    def afstemming(self) -> Afstemming:
        return Afstemming.objects.select_related("overleg__ronde", "overleg__landsdeel").get(overleg=self.overleg)

    @property
    def rijk(self) -> Afstemmingspartij:
        return self.partijen["Ministerie van Water"]

    @property
    def provincie(self) -> Afstemmingspartij:
        return self.partijen["Provincie Utrecht"]

    @property
    def gemeente(self) -> Afstemmingspartij:
        return self.partijen["Gemeente Utrecht"]

    def begin(self, uiterlijk: date | None = None) -> Afstemming:
        afstemming = begin_afstemming(
            overleg=self.overleg,
            partijen=self.voorstel,
            uiterlijk=uiterlijk or timezone.localdate() + timedelta(days=10),
            by=self.rijksredacteur,
        )
        self.partijen = {partij.naam: partij for partij in afstemming.partijen.order_by("pk")}
        return afstemming

    def pad(self, *delen: str) -> str:
        return "/".join([f"/overleggen/bol-2026-{self.overleg.landsdeel_slug}/afstemming", *delen]) + "/"


def dek_tafel(*, fase: str = Ronde.Fase.GEHOUDEN, aantal: int = 3) -> Tafel:
    """An overleg of Noordwest that was held, with its list."""
    noordwest = LandsdeelFactory(slug="noordwest")
    utrecht = ProvincieFactory(naam="Utrecht", landsdeel=noordwest)
    overleg = OverlegFactory(ronde=RondeFactory(jaar=2026, fase=fase), landsdeel=noordwest)
    return Tafel(
        overleg=overleg,
        afspraken=[AfspraakFactory(overleg=overleg) for _ in range(aantal)],
        rijksredacteur=RijksredacteurFactory(username="rijks"),
        dossierhouder=UserFactory(username="houder", rol=Rol.DOSSIERHOUDER, rol__landsdelen=[noordwest]),
        redacteur=UserFactory(username="redacteur", rol=Rol.REDACTEUR_REGIO, rol__provincies=[utrecht]),
        lezer=UserFactory(username="lezer", rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest]),
        vreemde=UserFactory(
            username="vreemde", rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")]
        ),
    )


def leg_bezwaar_vast() -> Bezwaarbesluit:
    """An objection, with the decision on it."""
    tafel = dek_tafel(aantal=1)
    tafel.begin()
    reactie = reageer(
        partij=tafel.gemeente,
        afspraak=tafel.afspraken[0],
        oordeel="bezwaar",
        toelichting="Het kan niet.",
        by=tafel.rijksredacteur,
    )
    return handel_bezwaar_af(
        reactie=reactie, uitkomst="afgewezen", toelichting="Het kan wel.", by=tafel.rijksredacteur
    ).besluit
