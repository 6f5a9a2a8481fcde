"""What everybody sees of a list, phase by phase, from one table; and that what is secret leaves no trace at all.

Everybody walks past every address there is, and in every phase again (`tests/wandelen.py` says how that is cheap). The
register and the addresses are those of `tests/test_lekken.py`, so that a new page or field joins by itself. The
exceptions to the embargo have tests of their own (`tests/test_lekken_uitzonderingen.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
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
from tests.geheim import BEGIN, Wereld
from tests.test_lekken import BUITEN, _gevuld, adressen, met_keuzen, wereld
from tests.wandelen import GEHEEL, Wandeling

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
    *(f"{BEGIN}{wat}" for wat in ("motiehoe", "motiezin")),  # what the letter tells of a motie
    BEGIN,  # the number of the rubriek "2zwijg"
}


#: Words of the register by how they begin. What the Rijk keeps to itself, or one person: no regio reads that, ever.
VAN_RIJK = tuple(
    f"{BEGIN}{wat}"
    for wat in (
        *("opmerkingrijk", "antwoordrijk", "concept", "bericht", "invoer", "bron", "reparatie", "bestand"),
        *("plan", "fase", "uitzondering", "dossierinvoer", "dossiermelding", "tekstgeladen", "titelgeladen", "cijfer"),
    )
)
#: What hangs on the one agreement that a dossierhouder holds: its own page and what is tied to it.
HANGT_AAN = tuple(
    f"{BEGIN}{wat}"
    for wat in (
        *("tekst", "subpunt", "rubriek", "kop", "onderwerp", "inleiding", "landsdeelkop", "alinea"),
        *("gereed", "frase", "overlegnaam", "toelichting", "link", "url", "bewijs", "verband", "voorstel"),
        *("monitor", "motie", "besluit", "termijn"),
    )
)
#: Who may read every word of this list in every phase: nothing on their way can be a leak.
LEEST_ALLES = ("rijksredacteur", "dossierhouder zuid")
#: Who walk: on the second database, where who may see what is the same condition, a visitor and a reader.
WANDELAARS = tuple(ZIET) if connection.vendor == "sqlite" else BUITEN
#: In which the public walks twice, without and with what is secret.
FASEN_ZONDER_SPOOR = (
    (Fase.CONCEPT, Fase.AFSTEMMING, Fase.VERZONDEN) if connection.vendor == "sqlite" else (Fase.VERZONDEN,)
)
#: Refusals as the pages they are; a walk looks elsewhere only at what they say.
WEIGERINGEN = ("/bestaat-niet/", "/uitloggen/", "/afsprakenlijsten/bol-2026/publicatie/", "/afspraken/?pagina=x")


class Wandelingen:
    """The register, who there are in it, and what each got of every address before anything changed."""

    def __init__(self, wereld: Wereld) -> None:
        zuid = wereld.geheim.overleg.landsdeel
        houder = UserFactory.create(rol=Rol.DOSSIERHOUDER)
        wereld.geheim.dossierhouders.add(houder)
        LandsdeelFactory.create(slug="noord")
        self.iedereen: dict[str, User | None] = {
            **wereld.buiten,
            "lezer zuid": wereld.lezer_zuid,
            "redacteur zuid": UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[zuid]),
            "dossierhouder zuid": UserFactory.create(rol=Rol.DOSSIERHOUDER, rol__landsdelen=[zuid]),
            "dossierhouder van deze": houder,
            "rijksredacteur": wereld.rijksredacteur,
        }
        paden = [*adressen(wereld), *met_keuzen(wereld), "/landsdelen/noord/", "/afspraken/?landsdeel=noord"]
        paden += [f"/afspraken/?status={status}" for status in Status] + ["/afspraken/?termijn=verlopen"]
        self.paden = [*paden, *(GEHEEL + adres for adres in WEIGERINGEN)]
        self.nu: datetime = timezone.now()
        self._gedaan: dict[str, Wandeling] = {}

    def van(self, wie: str) -> Wandeling:
        """The walk of this person in the register as it was made. Ask before anything is changed."""
        if wie not in self._gedaan:
            self._gedaan[wie] = Wandeling.langs(self.paden, self.iedereen[wie], self.nu)
        return self._gedaan[wie]


@pytest.fixture(scope="module")
def _wandelingen(_gevuld: Wereld) -> Wandelingen:
    return Wandelingen(_gevuld)


@pytest.fixture
def wandelingen(_wandelingen: Wandelingen, wereld: Wereld) -> Wandelingen:
    return _wandelingen


@contextmanager
def _voor_even(fase: str) -> Iterator[None]:
    """Within the block the secret ronde is in that phase; afterwards everything is as it was."""
    with transaction.atomic():
        _in_fase(fase)
        yield
        transaction.set_rollback(True)


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
def test_everybody_sees_what_the_table_says(wereld: Wereld, wandelingen: Wandelingen, fase: str) -> None:
    _in_fase(fase)
    iedereen = wandelingen.iedereen
    assert iedereen.keys() == ZIET.keys()
    for wie, user in iedereen.items():
        voor, openbaar = ZIET[wie]
        assert _ziet(wereld, user) == (openbaar if fase == Fase.OPENBAAR else voor), wie


# --- every address ---------------------------------------------------------------------------------------------


def _mag_lezen(wereld: Wereld, wie: str, fase: str, woord: str) -> bool:
    """Whether this word or code of the secret list may stand on a page for this person in that phase."""
    ziet = ZIET[wie][fase == Fase.OPENBAAR]
    if ziet == ALLES:
        return wie in LEEST_ALLES or not woord.startswith(VAN_RIJK)
    if woord.startswith("BOL-"):
        # Of one agreement the number of its rubriek is known as well.
        return "lijst" in ziet or ("eigen afspraak" in ziet and wereld.geheim.code.startswith(woord))
    if woord in OPEN_WOORDEN and "lijst" in ziet:
        return True
    if woord.startswith(f"{BEGIN}hoeveelheid"):
        return wie != "publiek" and "lijst" in ziet  # a number waits for its letter; every account may cite it then
    if wie == "dossierhouder" and "lijst" in ziet and woord == f"{BEGIN}verband":
        return True  # the note at a link of the agreement that they hold
    return "stand" in ziet and woord.startswith(HANGT_AAN)


@pytest.mark.parametrize("wie", WANDELAARS)
def test_no_address_shows_anybody_in_any_phase_what_is_not_theirs(
    wereld: Wereld, wandelingen: Wandelingen, wie: str
) -> None:
    """Pages, files, feeds, refusals and the admin; as the register was made, and then in each of the phases."""
    eerst = wandelingen.van(wie)
    gezien = {"": eerst.woorden()}
    # Of the addresses where somebody may be, one of each kind in each phase: those of the same kind differ in no right.
    per_soort = None if wie in wereld.buiten else 1
    for fase in Fase.values if wie not in LEEST_ALLES else [Fase.OPENBAAR]:
        with _voor_even(fase):
            gezien[fase] = eerst.opnieuw(per_soort=per_soort).woorden()
    lekken = {
        (fase, adres): fout
        for fase, bladzijden in gezien.items()
        for adres, woorden in bladzijden.items()
        if (fout := sorted(woord for woord in woorden if not _mag_lezen(wereld, wie, fase, woord)))
    }
    assert not lekken
    # And what is theirs is there.
    voor, openbaar = ({woord for een in gezien[fase].values() for woord in een} for fase in ("", Fase.OPENBAAR))
    if ZIET[wie][0] != NIETS:
        assert {wereld.geheim.code, f"{BEGIN}tekstnieuw", f"{BEGIN}toelichting"} <= voor
    assert OPEN_WOORDEN - {BEGIN, f"{BEGIN}overlegnaam"} <= openbaar
    assert any(adres.startswith("/afspraken/?formaat=csv") for adres in gezien[Fase.OPENBAAR])


@pytest.mark.een_database
def test_walk_that_asks_only_what_changed_gives_what_a_whole_walk_gives(wandelingen: Wandelingen) -> None:
    eerst = wandelingen.van("publiek")
    with _voor_even(Fase.OPENBAAR):
        kort = eerst.opnieuw()
        heel = Wandeling.langs(wandelingen.paden, eerst.wie, eerst.nu)
    assert 0 < kort.gevraagd < len(heel.antwoorden) / 2
    uit = {adres: (een.status, een.woorden, een.som) for adres, een in kort.antwoorden.items()}
    assert {adres: (een.status, een.woorden, een.som) for adres, een in heel.antwoorden.items()} == uit


# --- no trace --------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("wie", ["publiek", "lezer"])
def test_what_is_secret_leaves_no_trace_on_any_page(wereld: Wereld, wandelingen: Wandelingen, wie: str) -> None:
    """Letter for letter the same site with and without: no number, order, choice, header or file tells of it.

    A list that is not public, and the status of a public agreement since it was last published.
    """
    eerst = wandelingen.van(wie)
    Afspraak.objects.filter(pk=wereld.publiek.pk).update(
        gepubliceerde_status=Status.IN_UITVOERING, termijn_tot="2025-06-01"
    )
    # A reader sees the same in each of them, and more than the public: one of the phases is enough for the second.
    for fase in FASEN_ZONDER_SPOOR if wie == "publiek" else (Fase.VERZONDEN,):
        with _voor_even(fase), time_machine.travel(wandelingen.nu, tick=False):
            voor = eerst.opnieuw()
            _meer_geheimen(wereld)
            na = voor.opnieuw()
        sporen = [adres for adres, een in na.antwoorden.items() if een.som != voor.antwoorden[adres].som]
        assert sporen == [], fase


def test_who_may_see_what_was_added_does_see_it(wereld: Wereld, wandelingen: Wandelingen) -> None:
    """So that the test above is about something."""
    paden = ["/", "/afspraken/?status=vervallen"]
    voor = Wandeling.langs(paden, wereld.rijksredacteur, wandelingen.nu)
    with time_machine.travel(wandelingen.nu, tick=False):
        _meer_geheimen(wereld)
    na = voor.opnieuw()
    assert all(na.antwoorden[adres].som != voor.antwoorden[adres].som for adres in paden)
