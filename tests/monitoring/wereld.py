"""A small register to monitor: two agreements of Noordwest, with somebody for each side, and one that nobody holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Rol, User
from agreements.models import Afspraak
from agreements.services.statussen import Bewijs
from monitoring.keuze import Keuze
from monitoring.models import Momentopname, Monitorronde, Uitvraagregel
from monitoring.services.antwoorden import geef_antwoord
from monitoring.services.besluiten import besluit_over_regel
from monitoring.services.momentopnamen import publiceer_momentopname
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde
from regions.models import Provincie
from tests.factories import (
    AfspraakFactory,
    LandsdeelFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    UserFactory,
)


@dataclass(slots=True)
class Wereld:
    """Who there is and what is asked."""

    coordinator: User
    houder: User
    redacteur: User
    lezer: User
    elders: User
    utrecht: Provincie
    afspraken: list[Afspraak]

    @property
    def eerste(self) -> Afspraak:
        return self.afspraken[0]


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def maak_wereld(*, concept: bool = False, aantal: int = 2) -> Wereld:
    """`aantal` agreements with a dossierhouder and a redacteur, and one more without; `concept` is under embargo."""
    noordwest, zuid = LandsdeelFactory.create(slug="noordwest"), LandsdeelFactory.create(slug="zuid")
    utrecht = ProvincieFactory.create(naam="Utrecht", landsdeel=noordwest)
    overleg = OverlegFactory.create(landsdeel=noordwest, **({"ronde__concept": True} if concept else {}))
    houder = UserFactory.create(username="houder", email="houder@voorbeeld.nl", rol=Rol.DOSSIERHOUDER)
    afspraken = [
        AfspraakFactory.create(
            overleg=overleg, verzamelingen__provincies=[utrecht], verzamelingen__dossierhouders=[houder]
        )
        for _ in range(aantal)
    ]
    afspraken.append(AfspraakFactory.create(overleg=overleg))
    return Wereld(
        coordinator=RijksredacteurFactory(username="coordinator"),
        houder=houder,
        redacteur=UserFactory.create(
            username="redacteur",
            email="redacteur@voorbeeld.nl",
            rol=Rol.REDACTEUR_REGIO,
            rol__provincies=[utrecht],
        ),
        lezer=UserFactory.create(username="lezer", rol=Rol.LEZER_REGIO, rol__landsdelen=[noordwest]),
        elders=UserFactory.create(username="elders", rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]),
        utrecht=utrecht,
        afspraken=afspraken,
    )


def maak_open_ronde(wereld: Wereld, *, dagen: int = 14, **velden: Any) -> Monitorronde:
    ronde = maak_ronde(
        naam=velden.pop("naam", "Stand najaar"),
        keuze=velden.pop("keuze", Keuze()),
        uiterlijk=over(dagen),
        by=wereld.coordinator,
        **velden,
    )
    return open_ronde(monitorronde=ronde, by=wereld.coordinator)


def regel_van(ronde: Monitorronde, afspraak: Afspraak) -> Uitvraagregel:
    regel: Uitvraagregel = Uitvraagregel.objects.get(monitorronde=ronde, afspraak=afspraak)
    return regel


def antwoord(ronde: Monitorronde, afspraak: Afspraak, zijde: str, status: str, by: User, **velden: Any) -> Any:
    return geef_antwoord(regel=regel_van(ronde, afspraak), zijde=zijde, status=status, by=by, **velden)


def monitor_een_keer() -> Momentopname:
    """A round that was answered with evidence, decided on, closed and published."""
    wereld = maak_wereld()
    ronde = maak_open_ronde(wereld)
    link = Bewijs(naam="besluit", url="https://voorbeeld.nl/besluit")
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, bewijs=[link])
    besluit_over_regel(regel=regel_van(ronde, wereld.eerste), bespreken=True, by=wereld.coordinator)
    momentopname = sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    publiceer_momentopname(momentopname=momentopname, by=wereld.coordinator)
    return momentopname
