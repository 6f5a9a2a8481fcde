"""Exceptions to the embargo leak nothing: what opens earlier brings nothing along, what opens later is nowhere.

The same register and the same addresses as `tests/test_lekken.py`. Of one agreement of the secret list every word is
renamed, so that its words and those of the rest of its list can be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.utils import timezone

from agreements.models import Afspraak, Blok, Ronde, Rubriek, Tekstblok
from agreements.services.uitgaven import leg_uitgave_vast
from agreements.services.uitzonderingen import geef_uitzondering
from agreements.services.zoekindex import werk_zoekindex_bij
from tests.factories import RijksredacteurFactory
from tests.geheim import BEGIN, Wereld, geheimen, maak_wereld
from tests.test_lekken import BUITEN, adressen, met_keuzen
from tests.wandelen import Wandeling

# WeasyPrint leaves its own colour profile open until the next collection.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

#: How every word of the one agreement begins: its own, and the headings above it.
EIGEN = f"{BEGIN}eigen"
CODE = "BOL-2026-Z-1-01"
#: What hangs on that agreement in the register and on no other: its particulars, history, evidence and links.
AANHANG = {
    *(f"{BEGIN}{wat}" for wat in ("gereed", "frase", "overlegnaam", "toelichting", "link", "url", "bewijs")),
    *(f"{BEGIN}{wat}" for wat in ("bewijsinhoud", "verband", "besluit", "besluitstuk", "besluiturl", "motiehoe")),
}
#: The heading of its landsdeel stands above it as well.
KOP = {f"{BEGIN}landsdeelkopnieuw"}
#: Who walk past every address: the public, and on the first database who gets further than a reader does.
LOPERS = [wie for wie in ("publiek", "dossierhouder") if wie in BUITEN]
#: The phases before the list is public; on the second database the one nearest to that.
BESLOTEN = [fase for fase in Ronde.Fase.values if fase != Ronde.Fase.OPENBAAR]
if connection.vendor != "sqlite":
    BESLOTEN = [Ronde.Fase.VERZONDEN.value]


@pytest.fixture(scope="module")
def _gevuld(django_db_setup: None, django_db_blocker: Any) -> Iterator[Wereld]:
    with django_db_blocker.unblock(), transaction.atomic():
        wereld = maak_wereld()
        blok = wereld.geheim.tekstblok.blok  # type: ignore[union-attr]
        # The rest of its list moves to the other rubriek, so that it stands alone under its headings.
        rest = Blok.objects.create(
            rubriek=Rubriek.objects.exclude(pk=blok.rubriek_id).get(overleg=wereld.geheim.overleg), volgorde=9
        )
        Tekstblok.objects.filter(blok=blok).exclude(afspraken=wereld.geheim).update(blok=rest)
        Tekstblok.objects.filter(afspraken=wereld.geheim).update(
            tekst=f"Wij doen {EIGEN}tekst.", subpunten=[f"En {EIGEN}subpunt."]
        )
        Rubriek.objects.filter(pk=blok.rubriek_id).update(titel=f"Over {EIGEN}rubriek")
        Blok.objects.filter(pk=blok.pk).update(
            provincie_kop=f"Limburg {EIGEN}kop", onderwerp=f"{EIGEN}onderwerp", inleiding=f"De {EIGEN}inleiding:"
        )
        # `gereed` is said of another agreement as well.
        Afspraak.objects.exclude(code=CODE).update(gereed_als="")
        werk_zoekindex_bij(Afspraak.objects.filter(overleg=wereld.geheim.overleg).order_by("pk"))
        assert wereld.geheim.code == CODE
        yield wereld
        transaction.set_rollback(True)


@pytest.fixture
def wereld(_gevuld: Wereld, db: None) -> Wereld:
    return _gevuld


def _gezien(wereld: Wereld, wie: str) -> tuple[set[str], set[str]]:
    """All secret words and codes of the list that are in some answer to this person."""
    paden = [*adressen(wereld, beheer=False), *met_keuzen(wereld)]
    gezien = Wandeling.langs(paden, wereld.buiten[wie], timezone.now()).woorden().values()
    alles = {woord for woorden in gezien for woord in woorden}
    return {woord for woord in alles if woord.startswith(BEGIN)}, {woord for woord in alles if woord.startswith("BOL-")}


def _rijen(user: Any) -> set[str]:
    """All secret words in the rows that the querysets give this person."""
    uit: set[str] = set()
    for model in apps.get_models():
        if hasattr(model._default_manager, "visible_to") and model is not Ronde:
            uit |= geheimen(str(list(model._default_manager.visible_to(user).order_by("pk").values())))
    return uit


def _eerder() -> None:
    geef_uitzondering(
        afspraak=Afspraak.objects.get(code=CODE),
        soort="eerder",
        openbaar_vanaf=timezone.now(),
        reden=f"Om {BEGIN}uitzonderingsreden.",
        by=RijksredacteurFactory(),
    )


@pytest.mark.parametrize("wie", LOPERS)
def test_what_opens_earlier_brings_nothing_of_its_list_along(wereld: Wereld, wie: str) -> None:
    _eerder()
    woorden, codes = _gezien(wereld, wie)
    vreemd = {woord for woord in woorden if not woord.startswith(EIGEN)} - AANHANG - KOP
    assert not vreemd
    assert {code for code in codes if not CODE.startswith(code)} == set()
    if wie != "publiek":
        assert {f"{EIGEN}{wat}" for wat in ("tekst", "subpunt", "rubriek", "kop", "onderwerp", "inleiding")} <= woorden


def test_querysets_give_of_what_opens_earlier_only_its_own_rows(wereld: Wereld) -> None:
    _eerder()
    for wie, user in wereld.buiten.items():
        rijen = _rijen(user or AnonymousUser())
        assert not {woord for woord in rijen if not woord.startswith(EIGEN)} - AANHANG, wie
        assert f"{EIGEN}tekst" in rijen, wie


@pytest.mark.parametrize("fase", BESLOTEN)
def test_what_opens_earlier_is_as_secret_as_the_rest_until_its_moment(wereld: Wereld, fase: str) -> None:
    Ronde.objects.filter(jaar=2026).update(fase=fase)
    for soort, over in (("eerder", timedelta(hours=1)), ("later", timedelta(hours=1)), ("later", None)):
        geef_uitzondering(
            afspraak=Afspraak.objects.get(code=CODE),
            soort=soort,
            openbaar_vanaf=timezone.now() + over if over else None,
            reden=f"Om {BEGIN}uitzonderingsreden.",
            by=wereld.rijksredacteur,
        )
        for wie, user in wereld.buiten.items():
            assert not _rijen(user or AnonymousUser()), (wie, soort)


@pytest.mark.parametrize("wie", LOPERS)
def test_what_opens_later_is_nowhere_while_its_list_is_public(wereld: Wereld, wie: str) -> None:
    geef_uitzondering(
        afspraak=Afspraak.objects.get(code=CODE),
        soort="later",
        reden=f"Om {BEGIN}uitzonderingsreden.",
        by=wereld.rijksredacteur,
    )
    ronde = Ronde.objects.get(jaar=2026)
    Ronde.objects.filter(pk=ronde.pk).update(fase=Ronde.Fase.OPENBAAR)
    leg_uitgave_vast(ronde=ronde, by=wereld.rijksredacteur, reden="De brief is verzonden.")
    woorden, codes = _gezien(wereld, wie)
    geheim = {woord for woord in woorden if woord.startswith((EIGEN, f"{BEGIN}uitzonderingsreden"))}
    assert not geheim | (AANHANG & woorden)
    assert CODE not in codes
    assert not any(f"{BEGIN}{wat}" in woord for woord in woorden for wat in ("dossier", "tekstoud", "reden"))
    if wie != "publiek":
        assert {f"{BEGIN}tekstnieuw", f"{BEGIN}titelnieuw"} <= woorden
    rijen = _rijen(wereld.buiten[wie] or AnonymousUser())
    assert not {woord for woord in rijen if woord.startswith(EIGEN)} | (AANHANG & rijen)


def test_landsdeel_sees_what_opens_later_and_the_rest_as_before(wereld: Wereld) -> None:
    geef_uitzondering(
        afspraak=Afspraak.objects.get(code=CODE), soort="later", reden="Dat moet.", by=wereld.rijksredacteur
    )
    for fase in (Ronde.Fase.VASTGESTELD, Ronde.Fase.OPENBAAR):
        Ronde.objects.filter(jaar=2026).update(fase=fase)
        assert {f"{EIGEN}tekst", f"{BEGIN}tekstnieuw"} <= _rijen(wereld.lezer_zuid)
