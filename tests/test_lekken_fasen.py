"""What everybody sees of a list, phase by phase, from one table; and that what is secret leaves no trace at all.

The register and the addresses are those of `tests/test_lekken.py`, so that a new page or field joins by itself. The
exceptions to the embargo have tests of their own (`tests/test_lekken_uitzonderingen.py`).
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Rol, User
from agreements.models import (
    Afspraak,
    Betrokkenheid,
    Bewijsstuk,
    Dossier,
    Ronde,
    Rubriek,
    Status,
    Statuswijziging,
    Tekstblok,
    Thema,
    Uitgave,
    Verband,
)
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import leg_verband
from agreements.services.zoekindex import werk_zoekindex_bij
from regions.models import Gebied, Organisatie, Provincie
from tests.factories import (
    AfspraakFactory,
    LandsdeelFactory,
    OverlegFactory,
    RubriekFactory,
    UitgaveFactory,
    UserFactory,
)
from tests.geheim import BEGIN, Wereld, geheimen
from tests.test_lekken import BUITEN, _gevuld, _zonder_vraag, adressen, inhoud, met_keuzen, wereld

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

__all__ = ["_gevuld", "wereld"]

Fase = Ronde.Fase
ALLES = frozenset({"lijst", "stand", "dossier", "uitgave van toen"})
EIGEN = frozenset({"eigen afspraak", "stand"})
LIJST = frozenset({"lijst"})
NIETS: frozenset[str] = frozenset()

#: Who → what they see of the list of Zuid before it is public, and after. In every phase before that it is the same:
#: what changes from phase to phase is what people may do. After it, nothing of before is opened but the list.
ZIET = {
    "publiek": (NIETS, LIJST),
    "zonder rol": (NIETS, LIJST),
    "rol afgelopen": (NIETS, LIJST),
    "beheerder": (NIETS, LIJST),
    "lezer": (NIETS, LIJST),  # of another landsdeel, as are the next two
    "redacteur": (NIETS, LIJST),
    "dossierhouder": (NIETS, LIJST),
    "lezer zuid": (ALLES, ALLES),
    "redacteur zuid": (ALLES, ALLES),
    "dossierhouder zuid": (ALLES, ALLES),
    "dossierhouder van deze": (EIGEN, LIJST | {"stand"}),
    "rijksredacteur": (ALLES, ALLES),
}

#: The words of the list itself: what publication opens. All others stay.
OPEN_WOORDEN = {
    *(f"{BEGIN}{wat}nieuw" for wat in ("titel", "tekst", "subpunt", "rubriek", "kop", "onderwerp", "inleiding")),
    *(f"{BEGIN}{wat}nieuw" for wat in ("alinea", "landsdeelkop")),
    *(f"{BEGIN}{wat}" for wat in ("deeltekst", "frase", "overlegnaam")),
    BEGIN,  # the number of the rubriek "2zwijg"
}


def _wie(wereld: Wereld) -> dict[str, User | None]:
    zuid = wereld.geheim.overleg.landsdeel
    houder = UserFactory.create(rol=Rol.DOSSIERHOUDER)
    wereld.geheim.dossierhouders.add(houder)
    return {
        **wereld.buiten,
        "lezer zuid": wereld.lezer_zuid,
        "redacteur zuid": UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[zuid]),
        "dossierhouder zuid": UserFactory.create(rol=Rol.DOSSIERHOUDER, rol__landsdelen=[zuid]),
        "dossierhouder van deze": houder,
        "rijksredacteur": wereld.rijksredacteur,
    }


def _in_fase(fase: str) -> Ronde:
    """The secret ronde in that phase, without exceptions; how it comes there is tested with the services."""
    Afspraak.objects.filter(overleg__ronde__jaar=2026).update(embargo="", openbaar_vanaf=None)
    Ronde.objects.filter(jaar=2026).update(fase=fase)
    return Ronde.objects.get(jaar=2026)


def _ziet(wereld: Wereld, user: User | None) -> set[str]:
    """What the querysets give this user of the secret list, in the words of the table."""
    lezer: Any = user or AnonymousUser()
    afspraken = Afspraak.objects.visible_to(lezer).filter(overleg=wereld.geheim.overleg)
    codes = set(afspraken.values_list("code", flat=True))
    alle = set(Afspraak.objects.filter(overleg=wereld.geheim.overleg).values_list("code", flat=True))
    uit = set()
    if codes == alle:
        uit.add("lijst")
        assert Rubriek.objects.visible_to(lezer).filter(overleg=wereld.geheim.overleg).count() == 2
        assert Tekstblok.objects.visible_to(lezer).filter(code=wereld.geheim.code).exists()
    elif codes:
        assert codes == {wereld.geheim.code}
        uit.add("eigen afspraak")
    live = any(een.zicht_live for een in afspraken.filter(pk=wereld.geheim.pk))
    assert Statuswijziging.objects.visible_to(lezer).filter(afspraak=wereld.geheim).exists() == live
    assert Bewijsstuk.objects.visible_to(lezer).filter(pk=wereld.bewijs).exists() == live
    for rij in afspraken.filter(pk=wereld.geheim.pk):
        assert rij.zicht_status == (Status.VERTRAAGD if live else Status.NOG_NIET_GESTART)
    if live:
        uit.add("stand")
    if Dossier.objects.visible_to(lezer).filter(overleg=wereld.geheim.overleg).exists():
        uit.add("dossier")
    if Uitgave.objects.visible_to(lezer).filter(ronde__jaar=2026, fase=Fase.CONCEPT).exists():
        uit.add("uitgave van toen")
    return uit


@pytest.mark.parametrize("fase", Fase.values)
def test_everybody_sees_what_the_table_says(wereld: Wereld, fase: str) -> None:
    _in_fase(fase)
    iedereen = _wie(wereld)
    assert iedereen.keys() == ZIET.keys()
    for wie, user in iedereen.items():
        voor, openbaar = ZIET[wie]
        assert _ziet(wereld, user) == (openbaar if fase == Fase.OPENBAAR else voor), wie


def _client(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def _woorden(wereld: Wereld, client: Client, *, beheer: bool = False) -> dict[str, set[str]]:
    """Address → the secret words and codes that stand in its answer, headers and file names included."""
    uit = {}
    for adres in [*adressen(wereld, beheer=beheer), *met_keuzen(wereld)]:
        response = client.get(adres)
        assert response.status_code < 500, adres
        tekst = inhoud(response).replace(adres, "").replace(adres.partition("next=")[2] or "\0", "")
        if gevonden := geheimen(tekst) | set(re.findall(r"BOL-2026-Z-\w+", tekst)):
            uit[adres] = gevonden
    return uit


@pytest.mark.parametrize("fase", [fase for fase in Fase.values if fase not in (Fase.CONCEPT, Fase.OPENBAAR)])
def test_no_phase_before_publication_opens_anything(wereld: Wereld, fase: str) -> None:
    """The phase concept is walked as everybody in `tests/test_lekken.py`."""
    _in_fase(fase)
    assert not _woorden(wereld, _client(None))


@pytest.mark.parametrize("wie", [wie for wie in ("publiek", "lezer", "beheerder") if wie in BUITEN])
def test_publication_opens_the_list_and_nothing_else(wereld: Wereld, wie: str) -> None:
    _in_fase(Fase.OPENBAAR)
    gezien = _woorden(wereld, _client(wereld.buiten[wie]), beheer=wie == "beheerder")
    woorden = {woord for een in gezien.values() for woord in een if not woord.startswith("BOL-")}
    assert woorden - {BEGIN} <= OPEN_WOORDEN, {
        adres: een - OPEN_WOORDEN for adres, een in gezien.items() if {w for w in een if w[0] == "z"} - OPEN_WOORDEN
    }
    assert OPEN_WOORDEN - {BEGIN, f"{BEGIN}overlegnaam"} <= woorden
    assert any(adres.startswith("/afspraken/?formaat=csv") for adres in gezien)


# --- no trace --------------------------------------------------------------------------------------------------


def _bladzijden(user: User | None, adressen: list[str]) -> dict[str, tuple[int, str]]:
    client = _client(user)
    uit = {}
    for adres in adressen:
        if not user:
            client.cookies.clear()  # that of the log-in page makes every later answer a private one
        response = client.get(adres)
        uit[adres] = (response.status_code, _zonder_vraag(inhoud(response), adres))
    return uit


def _meer_geheimen(wereld: Wereld) -> None:
    """A second secret list, of Noord, about all that the public one is about; and a public agreement that moves on."""
    noord = OverlegFactory.create(ronde=wereld.geheim.overleg.ronde, landsdeel=LandsdeelFactory.create(slug="noord"))
    for nummer in ("1", "2", "3"):
        afspraak = AfspraakFactory.create(
            overleg=noord,
            tekstblok__blok__rubriek=RubriekFactory.create(overleg=noord, nummer=nummer, titel=f"Over {BEGIN}noord"),
            status=Status.VERTRAAGD,
            termijn_tot="2025-01-01",
            verzamelingen__themas=Thema.objects.all(),
            verzamelingen__gebieden=Gebied.objects.all(),
            verzamelingen__provincies=Provincie.objects.all(),
        )
        for partij in Organisatie.objects.order_by("pk"):
            Betrokkenheid.objects.create(afspraak=afspraak, organisatie=partij)
        werk_zoekindex_bij([afspraak])
    UitgaveFactory.create(ronde=noord.ronde)
    leg_verband(van=afspraak, naar=wereld.publiek, soort=Verband.Soort.WIJZIGT, by=wereld.rijksredacteur)
    for naar in (Status.IN_UITVOERING, Status.VERTRAAGD, Status.VERVALLEN):
        wijzig_status(afspraak=wereld.publiek, naar=naar, toelichting=f"Om {BEGIN}nieuws.", by=wereld.rijksredacteur)


@time_machine.travel(timezone.now(), tick=False)  # a file and a feed say when they were made
def test_what_is_secret_leaves_no_trace_on_any_page(wereld: Wereld) -> None:
    """Letter for letter the same site with and without: no number, order, choice, header or file tells of it.

    A list that is not public, and the status of a public agreement since it was last published.
    """
    LandsdeelFactory.create(slug="noord")
    Afspraak.objects.filter(pk=wereld.publiek.pk).update(
        gepubliceerde_status=Status.IN_UITVOERING, termijn_tot="2025-06-01"
    )
    paden = [*adressen(wereld, beheer=False), *met_keuzen(wereld), "/landsdelen/noord/", "/afspraken/?landsdeel=noord"]
    paden += [f"/afspraken/?status={status}" for status in Status] + ["/afspraken/?termijn=verlopen"]
    lezers = ("publiek", "lezer")[-1 if connection.vendor == "postgresql" else 0 :]
    voor = {wie: _bladzijden(wereld.buiten[wie], paden) for wie in lezers}
    was = _bladzijden(wereld.rijksredacteur, ["/", "/afspraken/?status=vervallen"])
    _meer_geheimen(wereld)
    for wie in lezers:
        na = _bladzijden(wereld.buiten[wie], paden)
        assert [adres for adres in paden if na[adres] != voor[wie][adres]] == [], wie
    # Who may see it, does see it.
    assert all(was[adres] != wordt for adres, wordt in _bladzijden(wereld.rijksredacteur, list(was)).items())
