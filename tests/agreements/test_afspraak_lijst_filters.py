"""What each parameter of the list gives, and the counts beside the choices, against the facts of a register."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import Rol
from agreements.filters import AfspraakFilter
from agreements.models import Afspraak, Status
from tests.agreements.register import GEBIEDEN, PROVINCIES, Feiten, bouw_register
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    RubriekFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

FACETTEN = {
    "soort": ["bol", "mirt"],
    "jaar": ["2024", "2025", "2026"],
    "landsdeel": ["noordwest", "zuid", "oost"],
    "provincie": list(PROVINCIES),
    "gebied": list(GEBIEDEN),
    "thema": ["energie", "economie", "defensie"],
    "status": Status.values,
    "besluit": Afspraak.Besluit.values,
    "partij": ["prorail", "enexis", "gasunie"],
    "termijn": ["verlopen", "binnenkort", "geen"],
    "rubriek": ["BOL-2024-NW-1", "BOL-2024-Z-2", "MIRT-2025-Z-1"],
    "aard": ["gevolgd", *Afspraak.Soort.values],
}


def filter_voor(user, vraag: str | dict[str, list[str]] = "") -> AfspraakFilter:
    data = QueryDict(vraag if isinstance(vraag, str) else "", mutable=True)
    if isinstance(vraag, dict):
        for naam, waarden in vraag.items():
            data.setlist(naam, waarden)
    request = RequestFactory().get("/afspraken/")
    request.user = user
    return AfspraakFilter(data, Afspraak.objects.visible_to(user).in_lijst(), request=request)


def codes(filterset: AfspraakFilter) -> set[str]:
    return set(filterset.qs.values_list("code", flat=True))


def verwacht(register: list[Feiten], keuzes: dict[str, list[str]], zonder: str = "") -> list[Feiten]:
    return [feiten for feiten in register if feiten.voldoet(keuzes, zonder)]


@pytest.fixture(scope="module")
def keuzes_naar_toeval() -> list[dict[str, list[str]]]:
    """Choices of one to four facets with one to three values each; every facet comes by several times."""
    toeval = random.Random(7)
    uit = [{naam: [waarden[0]]} for naam, waarden in FACETTEN.items()]
    for _ in range(25):
        namen = toeval.sample(list(FACETTEN), toeval.choice([1, 2, 2, 3, 4]))
        uit.append(
            {naam: toeval.sample(FACETTEN[naam], min(len(FACETTEN[naam]), toeval.choice([1, 2, 3]))) for naam in namen}
        )
    return uit


def test_results_and_counts_are_those_of_the_facts(keuzes_naar_toeval):
    """One register, many choices: the rows, the total, and the count of every choice of every facet."""
    register = bouw_register(60)
    rijksredacteur = RijksredacteurFactory()
    for keuzes in [{}, *keuzes_naar_toeval]:
        filterset = filter_voor(rijksredacteur, keuzes)
        goed = verwacht(register, keuzes)
        assert codes(filterset) == {feiten.afspraak.code for feiten in goed}, keuzes
        assert filterset.telling.totaal == len(goed), keuzes
        assert filterset.meldingen == []
        for facet in filterset.facetten:
            over = verwacht(register, keuzes, zonder=facet.naam)
            for keuze in facet.keuzes:
                telt = sum(keuze.waarde in feiten.waarden(facet.naam) for feiten in over)
                assert keuze.aantal == telt, (keuzes, facet.naam, keuze)
                assert keuze.gekozen == (keuze.waarde in keuzes.get(facet.naam, [])), (keuzes, facet.naam, keuze)
            gezien = {keuze.waarde for keuze in facet.keuzes}
            assert all(feiten.waarden(facet.naam) <= gezien | {"overig"} for feiten in over), (keuzes, facet.naam)


def test_following_a_count_gives_that_many(keuzes_naar_toeval):
    """Choosing one more value in a facet where nothing is chosen gives as many rows as its count said."""
    bouw_register(40, zaad=3)
    user = RijksredacteurFactory()
    for keuzes in keuzes_naar_toeval[:6]:
        for facet in filter_voor(user, keuzes).facetten:
            if facet.naam in keuzes:
                continue
            for keuze in facet.keuzes:
                verder = filter_voor(user, {**keuzes, facet.naam: [keuze.waarde]})
                assert verder.telling.totaal == keuze.aantal == verder.qs.count()


def test_counts_hold_nothing_that_the_user_may_not_see():
    register = bouw_register(60, zaad=5)
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    zichtbaar = [feiten for feiten in register if feiten.openbaar or feiten.landsdeel == "zuid"]
    assert len(zichtbaar) < len(register)
    filterset = filter_voor(lezer)
    assert filterset.telling.totaal == len(zichtbaar)
    for facet in filterset.facetten:
        for keuze in facet.keuzes:
            assert keuze.aantal == sum(keuze.waarde in feiten.waarden(facet.naam) for feiten in zichtbaar)
    assert not [keuze for facet in filterset.facetten for keuze in facet.keuzes if "BOL-2026-NW" in keuze.waarde]


def test_dossierhouder_sees_the_rubriek_of_an_agreement_that_is_assigned_to_them():
    overleg = OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True))
    user = UserFactory(rol=Rol.DOSSIERHOUDER)
    afspraak = AfspraakFactory(overleg=overleg, verzamelingen__dossierhouders=[user])
    AfspraakFactory(overleg=overleg)
    filterset = filter_voor(user, "rubriek=BOL-2026-NW-1")
    assert codes(filterset) == {afspraak.code}
    assert filterset.meldingen == []


def test_rubriek_of_a_list_that_is_not_public_is_as_unknown_as_one_that_does_not_exist():
    overleg = OverlegFactory(ronde=RondeFactory(jaar=2026, concept=True))
    AfspraakFactory(overleg=overleg)
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    geheim = filter_voor(lezer, "rubriek=BOL-2026-NW-1").meldingen
    verzonnen = filter_voor(lezer, "rubriek=BOL-2026-NW-9").meldingen
    assert geheim[0].replace("-NW-1", "") == verzonnen[0].replace("-NW-9", "")
    assert filter_voor(lezer, "rubriek=1").meldingen != []


# --- provincie ---------------------------------------------------------------------------------------------------


def test_agreement_of_a_gebied_counts_once_for_every_provincie_that_it_lies_in():
    utrecht, gelderland = ProvincieFactory(slug="utrecht"), ProvincieFactory(slug="gelderland")
    over_de_grens = GebiedFactory(provincies=[utrecht, gelderland])
    ook_in_utrecht = GebiedFactory(provincies=[utrecht])
    AfspraakFactory(verzamelingen__provincies=[utrecht], verzamelingen__gebieden=[over_de_grens, ook_in_utrecht])
    AfspraakFactory(verzamelingen__gebieden=[over_de_grens, ook_in_utrecht])
    filterset = filter_voor(RijksredacteurFactory(), "provincie=utrecht")
    [facet] = [facet for facet in filterset.facetten if facet.naam == "provincie"]
    assert {keuze.waarde: keuze.aantal for keuze in facet.keuzes} == {"utrecht": 2, "gelderland": 2}
    assert filterset.telling.totaal == 2
    assert filter_voor(RijksredacteurFactory(), "provincie=utrecht&provincie=gelderland").qs.count() == 2


# --- deadlines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dagen", "status", "woord"),
    [
        (-1, Status.IN_UITVOERING, "verlopen"),
        (0, Status.IN_UITVOERING, "binnenkort"),
        (60, Status.VERTRAAGD, "binnenkort"),
        (61, Status.VERTRAAGD, ""),
        (-1, Status.AFGEROND, ""),
        (None, Status.AFGEROND, "geen"),
    ],
)
def test_termijn_follows_the_rules_of_the_queryset(dagen, status, woord):
    tot = None if dagen is None else timezone.localdate() + timedelta(days=dagen)
    AfspraakFactory(status=status, termijn_tot=tot)
    gevonden = [
        keuze.waarde
        for facet in filter_voor(RijksredacteurFactory()).facetten
        if facet.naam == "termijn"
        for keuze in facet.keuzes
        if keuze.aantal
    ]
    assert gevonden == ([woord] if woord else [])
    assert Afspraak.objects.met_live_status().over_tijd().exists() == (woord == "verlopen")
    assert Afspraak.objects.met_live_status().binnenkort().exists() == (woord == "binnenkort")


def test_a_deadline_without_a_last_day_is_not_to_be_dated_and_no_missing_one():
    """Together they are all that has no last day; what is vague never counts as over tijd."""
    vaag, geen = AfspraakFactory(niet_te_dateren=True), AfspraakFactory()
    user = RijksredacteurFactory()
    gevallen = {"niet-te-dateren": {vaag.code}, "geen": {geen.code}, "verlopen": set()}
    for woord, goed in gevallen.items():
        filterset = filter_voor(user, f"termijn={woord}")
        [facet] = [facet for facet in filterset.facetten if facet.naam == "termijn"]
        assert codes(filterset) == goed
        assert {keuze.waarde: keuze.aantal for keuze in facet.keuzes}[woord] == len(goed)


def test_termijn_takes_ranges_with_open_ends_and_words_together_as_or():
    vandaag = timezone.localdate()
    dagen = {naam: vandaag + timedelta(days=dagen) for naam, dagen in (("toen", -50), ("straks", 100), ("ooit", 900))}
    rijen = {naam: AfspraakFactory(termijn_tot=dag).code for naam, dag in dagen.items()}
    rijen["geen"] = AfspraakFactory(termijn_tot=None).code
    AfspraakFactory(termijn_tot=dagen["straks"], soort=Afspraak.Soort.CONTEXT)
    user = RijksredacteurFactory()
    gevallen = {
        f"termijn={dagen['straks']}..{dagen['straks']}": {"straks"},
        f"termijn={vandaag}..": {"straks", "ooit"},
        f"termijn=..{dagen['straks']}": {"toen", "straks"},
        f"termijn={dagen['straks']}..{dagen['ooit']}&termijn=geen&termijn=verlopen": {"toen", "straks", "ooit", "geen"},
        f"termijn_van={vandaag}&termijn_tot={dagen['straks']}": {"straks"},
        f"termijn=verlopen&termijn_van={vandaag}": set(),
    }
    for vraag, goed in gevallen.items():
        filterset = filter_voor(user, vraag)
        assert codes(filterset) == {rijen[naam] for naam in goed}, vraag
        assert filterset.telling.totaal == len(goed), vraag
        assert filterset.meldingen == []


def test_range_is_a_choice_with_its_own_count():
    vandaag = timezone.localdate()
    AfspraakFactory(termijn_tot=vandaag)
    filterset = filter_voor(RijksredacteurFactory(), "termijn=2001-01-01..2001-12-31&termijn=binnenkort")
    [facet] = [facet for facet in filterset.facetten if facet.naam == "termijn"]
    assert {keuze.naam: keuze.aantal for keuze in facet.keuzes if keuze.gekozen} == {
        "Binnenkort": 1,
        "1 januari 2001 t/m 31 december 2001": 0,
    }


# --- what is unknown, empty or odd -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "vraag",
    [
        "provincie=atlantis",
        "status=klaar",
        "jaar=1999",
        "soort=bolletje",
        "partij=niemand",
        "partij=%00",
        "rubriek=99",
        "termijn=ooit",
        "termijn=2025-02-30..2025-03-01",
        "termijn=..",
        "termijn=2025-06-30..2025-01-01",
        "termijn=0001-01-01..0002-01-01",
        "termijn_van=30-06-2025x",
        "termijn_van=2025-06-30&termijn_tot=2025-01-01",
        "sorteer=willekeurig",
        "q=%3F%3F%3F",
        "q=" + "woning+" * 60,
    ],
)
def test_unknown_value_is_said_in_one_sentence_and_hides_nothing(vraag):
    AfspraakFactory()
    filterset = filter_voor(RijksredacteurFactory(), vraag)
    assert len(filterset.meldingen) == 1
    assert filterset.meldingen[0].endswith(".")
    assert filterset.qs.count() == filterset.telling.totaal == 1


@pytest.mark.parametrize("waarde", ["in_uitvoering", "in-uitvoering", "in%20uitvoering", "In_Uitvoering"])
def test_value_is_understood_as_people_write_it(waarde):
    AfspraakFactory(status=Status.IN_UITVOERING)
    AfspraakFactory(status=Status.AFGEROND)
    filterset = filter_voor(RijksredacteurFactory(), f"status={waarde}")
    assert (filterset.telling.totaal, filterset.meldingen) == (1, [])
    assert str(filterset.adres("/afspraken/")) == "/afspraken/?status=in_uitvoering"


def test_known_values_beside_an_unknown_one_still_narrow():
    AfspraakFactory(status=Status.VERTRAAGD)
    AfspraakFactory(status=Status.AFGEROND)
    filterset = filter_voor(RijksredacteurFactory(), "status=vertraagd&status=kwijt")
    assert filterset.telling.totaal == 1
    assert len(filterset.meldingen) == 1


def test_soort_of_the_agreement_is_understood_under_soort_as_well():
    AfspraakFactory(soort=Afspraak.Soort.AMBITIE)
    AfspraakFactory()
    filterset = filter_voor(RijksredacteurFactory(), "soort=ambitie&soort=bol")
    assert filterset.telling.totaal == filterset.qs.count() == 1
    assert str(filterset.adres("/afspraken/")) == "/afspraken/?soort=bol&aard=ambitie"


def test_bare_number_of_a_rubriek_means_that_rubriek_of_every_list():
    for jaar in (2024, 2025):
        for nummer in ("1", "2"):
            overleg = OverlegFactory(ronde=RondeFactory(jaar=jaar))
            AfspraakFactory(overleg=overleg, tekstblok__blok__rubriek=RubriekFactory(overleg=overleg, nummer=nummer))
    filterset = filter_voor(RijksredacteurFactory(), "rubriek=2")
    assert {code.split("-")[3] for code in codes(filterset)} == {"2"}
    assert filterset.telling.totaal == filterset.qs.count() == 2


def test_row_that_a_renewed_list_no_longer_has_is_neither_shown_nor_counted():
    weg = AfspraakFactory()
    weg.tekstblok.uit_lijst_op = timezone.now()
    weg.tekstblok.save()
    filterset = filter_voor(RijksredacteurFactory())
    assert filterset.telling.totaal == 0
    assert all(keuze.aantal == 0 for facet in filterset.facetten for keuze in facet.keuzes)


# --- the address -------------------------------------------------------------------------------------------------


def test_address_is_the_same_whatever_the_order_and_has_nothing_empty():
    AfspraakFactory(verzamelingen__provincies=[ProvincieFactory(slug="utrecht")])
    user = RijksredacteurFactory()
    een = filter_voor(user, "status=afgerond&q=&provincie=UTRECHT&status=vertraagd&sorteer=lijst&termijn_van=&x=1")
    ander = filter_voor(user, "provincie=utrecht&status=vertraagd&status=afgerond&status=vertraagd")
    adres = "/afspraken/?provincie=utrecht&status=vertraagd&status=afgerond"
    assert str(een.adres("/afspraken/")) == str(ander.adres("/afspraken/")) == adres


def test_every_chip_leads_to_the_list_without_it():
    bouw_register(20)
    user = RijksredacteurFactory()
    vraag = "q=punt&landsdeel=zuid&provincie=utrecht&provincie=limburg&termijn=2025-01-01..&termijn_tot=2030-01-01"
    filterset = filter_voor(user, vraag)
    adres = filterset.adres("/afspraken/")
    chips = filterset.chips(adres)
    assert [chip.naam for chip in chips] == [
        "“punt”", "Zuid", "Limburg", "Utrecht", "vanaf 1 januari 2025", "1 januari 2030",
    ]  # fmt: skip
    for chip in chips:
        zonder = filter_voor(user, chip.url.split("?")[1])
        assert len(zonder.chips(adres)) == len(chips) - 1
        assert zonder.meldingen == []


# --- orders ------------------------------------------------------------------------------------------------------


def in_volgorde(sorteer: str) -> list[str]:
    return [afspraak.code for afspraak in filter_voor(RijksredacteurFactory(), f"sorteer={sorteer}").qs]


@pytest.mark.parametrize("sorteer", ["lijst", "termijn", "status", "gewijzigd", "code"])
def test_order_is_complete_and_turned_around_by_a_minus(sorteer):
    bouw_register(30)
    heen, terug = in_volgorde(sorteer), in_volgorde(f"-{sorteer}")
    assert heen == in_volgorde(sorteer)
    assert sorted(heen) == sorted(terug)
    assert heen != terug


def test_order_by_deadline_puts_what_has_none_last_both_ways():
    vandaag = timezone.localdate()
    laat = AfspraakFactory(termijn_tot=vandaag + timedelta(days=9)).code
    geen = AfspraakFactory(termijn_tot=None).code
    context = AfspraakFactory(termijn_tot=vandaag, soort=Afspraak.Soort.CONTEXT).code
    vroeg = AfspraakFactory(termijn_tot=vandaag).code
    assert in_volgorde("termijn") == [vroeg, laat, geen, context]
    assert in_volgorde("-termijn") == [laat, vroeg, geen, context]


def test_order_by_code_counts_rubriek_ten_after_two_and_letters_by_landsdeel():
    for landsdeel, nummer in (("zuid", "2"), ("noordwest", "10"), ("noordwest", "2"), ("noord", "1")):
        overleg = OverlegFactory(landsdeel=LandsdeelFactory(slug=landsdeel))
        AfspraakFactory(overleg=overleg, tekstblok__blok__rubriek=RubriekFactory(overleg=overleg, nummer=nummer))
    verwachte = ["BOL-2024-N-1-01", "BOL-2024-NW-2-01", "BOL-2024-NW-10-01", "BOL-2024-Z-2-01"]
    assert in_volgorde("code") == verwachte
    assert in_volgorde("-code") == verwachte[::-1]


def test_order_by_status_goes_from_not_begun_to_closed():
    statussen = [Status.VERVALLEN, Status.AFGEROND, Status.IN_UITVOERING, Status.NIET_TE_BEOORDELEN]
    rijen = {AfspraakFactory(status=status).code: status for status in statussen}
    assert [rijen[code] for code in in_volgorde("status")] == statussen[::-1]


def test_facet_with_very_many_choices_shows_the_fullest_and_says_how_many_it_leaves_out(monkeypatch):
    monkeypatch.setattr("agreements.filters.afspraken.MEESTE_KEUZES", 2)
    for aantal, slug in enumerate(("een", "twee", "drie"), start=1):
        gebied = GebiedFactory(slug=slug, naam=slug)
        for _ in range(aantal):
            AfspraakFactory(verzamelingen__gebieden=[gebied])
    user = RijksredacteurFactory()
    [facet] = [facet for facet in filter_voor(user).facetten if facet.naam == "gebied"]
    assert [keuze.waarde for keuze in facet.keuzes] == ["drie", "twee"]
    assert facet.verzwegen == 1
    [facet] = [facet for facet in filter_voor(user, "gebied=een").facetten if facet.naam == "gebied"]
    assert "een" in [keuze.waarde for keuze in facet.keuzes]


def test_facet_whose_choices_are_all_as_full_still_leaves_most_of_them_out(monkeypatch):
    """Lists are about as long everywhere: without this a page would hold thousands of rubrieken."""
    monkeypatch.setattr("agreements.filters.afspraken.MEESTE_KEUZES", 2)
    for slug in ("een", "twee", "drie", "vier"):
        AfspraakFactory(verzamelingen__gebieden=[GebiedFactory(slug=slug, naam=slug)])
    [facet] = [facet for facet in filter_voor(RijksredacteurFactory()).facetten if facet.naam == "gebied"]
    assert (len(facet.keuzes), facet.verzwegen) == (2, 2)
