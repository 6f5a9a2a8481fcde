"""The demo accounts: one per role, named after it. They exist only where DEMO is on."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from accounts.models import Rol


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A demo account: its user name is its role, so nobody is invented."""

    username: str
    naam: str
    rol: Rol
    landsdelen: tuple[str, ...] = ()
    provincies: tuple[str, ...] = ()


DEMO_ACCOUNTS = (
    DemoAccount("beheerder", "Beheerder", Rol.BEHEERDER),
    DemoAccount("rijksredacteur", "Rijksredacteur", Rol.RIJKSREDACTEUR),
    DemoAccount("dossierhouder", "Dossierhouder", Rol.DOSSIERHOUDER, landsdelen=("noordwest", "oost")),
    DemoAccount(
        "redacteur-noordwest",
        "Redacteur Noordwest",
        Rol.REDACTEUR_REGIO,
        landsdelen=("noordwest",),
        provincies=("noord-holland", "flevoland", "utrecht"),
    ),
    DemoAccount("lezer-noordwest", "Lezer Noordwest", Rol.LEZER_REGIO, landsdelen=("noordwest",)),
    DemoAccount("lezer-zuid", "Lezer Zuid", Rol.LEZER_REGIO, landsdelen=("zuid",)),
)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts to show on the log-in page: none unless the application runs with demo data."""
    return DEMO_ACCOUNTS if settings.DEMO else ()
