import re

import pytest

from dashboards.kaart import kaart, ligging, omtrekken, op_kaart, vereenvoudig
from dashboards.tellingen import Telling
from regions.models import Gebied, Provincie


@pytest.fixture
def zonder_pakket(settings, tmp_path):
    """As where the front-end packages were not installed."""
    settings.NODE_MODULES = tmp_path
    omtrekken.cache_clear()
    yield
    omtrekken.cache_clear()


@pytest.fixture
def met_pakket(settings):
    if not (settings.NODE_MODULES / "@svg-maps").is_dir():
        pytest.skip("het pakket @svg-maps/netherlands ontbreekt: voer 'make test' uit, dat haalt het op")


def provincie(slug, **velden):
    return Provincie(pk=len(slug), slug=slug, naam=slug.capitalize(), **velden)


UTRECHT = provincie("utrecht", kaart_id="ut", kaart_x=283, kaart_y=378)
ZEELAND = provincie("zeeland-", kaart_id="ze", kaart_x=80, kaart_y=517)


def test_omtrekken_has_the_twelve_provincies(met_pakket):
    assert sorted(omtrekken()) == ["dr", "fl", "fr", "ge", "gr", "li", "nb", "nh", "ov", "ut", "ze", "zh"]
    assert all(re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", pad) for pad in omtrekken().values())
    assert sum(map(len, omtrekken().values())) < 30_000


def test_outline_holds_its_label_and_not_that_of_another(met_pakket):
    def ligt_in(x, y, kaart_id):
        binnen = False
        for ring in omtrekken()[kaart_id].split("z")[:-1]:
            begin, stappen = ring[1:].split("l")
            punten = [tuple(map(int, begin.split()))]
            getallen = list(map(int, stappen.split()))
            for dx, dy in zip(getallen[::2], getallen[1::2], strict=True):
                punten.append((punten[-1][0] + dx, punten[-1][1] + dy))
            for (ax, ay), (bx, by) in zip(punten, punten[1:] + punten[:1], strict=True):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    binnen = not binnen
        return binnen

    for stad, breedtegraad, lengtegraad, kaart_id in (
        ("Leeuwarden", 53.20, 5.79, "fr"),
        ("Maastricht", 50.85, 5.69, "li"),
        ("Middelburg", 51.50, 3.61, "ze"),
        ("Lelystad", 52.51, 5.47, "fl"),
        ("Enschede", 52.22, 6.89, "ov"),
        ("Den Burg op Texel", 53.05, 4.80, "nh"),
    ):
        gevonden = [een for een in omtrekken() if ligt_in(*op_kaart(breedtegraad, lengtegraad), een)]
        assert gevonden == [kaart_id], stad


def test_vereenvoudig_rounds_and_drops_what_falls_together():
    # A square of 10 with two points on one side and steps of less than a unit, and an island that goes away.
    pad = "m 0,0 5.2,0 4.8,0.1 0,10 -10,0 z m 20,20 0.1,0 0,0.1 z"
    assert vereenvoudig(pad) == "M0 0l10 0 0 10 -10 0z"


def test_vereenvoudig_starts_a_ring_from_the_start_of_the_one_before():
    pad = "m 100,100 10,0 0,10 z m 50,0 10,0 0,10 z"
    assert vereenvoudig(pad) == "M100 100l10 0 0 10zM150 100l10 0 0 10z"


def test_kaart_shades_in_steps_and_marks_what_is_over_tijd(met_pakket):
    tellingen = {
        UTRECHT.pk: Telling(per_status={"in_uitvoering": 20, "afgerond": 3}, over_tijd=4),
        ZEELAND.pk: Telling(per_status={"in_uitvoering": 5}),
    }

    beeld = kaart([UTRECHT, ZEELAND], tellingen, jaar=2025)

    assert beeld is not None
    utrecht, zeeland = beeld.provincies
    assert (utrecht["aantal"], utrecht["over_tijd"], utrecht["klasse"]) == (20, 4, 4)
    assert (zeeland["aantal"], zeeland["over_tijd"], zeeland["klasse"]) == (5, 0, 1)
    assert utrecht["url"] == "/provincies/utrecht/?jaar=2025"
    assert beeld.legenda == [(1, "1–5"), (4, "16–20")]


def test_kaart_without_agreements_is_all_zero(met_pakket):
    beeld = kaart([UTRECHT, ZEELAND], {})
    assert beeld is not None
    assert [rij["klasse"] for rij in beeld.provincies] == [0, 0]


def test_kaart_leaves_out_a_provincie_without_a_place(met_pakket):
    beeld = kaart([UTRECHT, provincie("nergens")], {})
    assert beeld is not None
    assert [rij["id"] for rij in beeld.provincies] == ["ut"]


def test_without_the_package_there_is_no_map(zonder_pakket):
    assert kaart([UTRECHT], {}) is None
    assert ligging([UTRECHT]) == {}


def test_ligging_marks_the_provincies_and_the_gebied(met_pakket):
    beeld = ligging([UTRECHT], Gebied(breedtegraad=52.12, lengtegraad=5.22))
    assert [gekozen for _, gekozen in beeld["vlakken"]].count(True) == 1
    assert beeld["punt"] == ["294.8", "375.9"]
    assert ligging([UTRECHT], Gebied())["punt"] is None


def test_pages_do_without_the_map(zonder_pakket, client, land, rijksredacteur):
    from tests.dashboards.conftest import vul

    vul(land, 5)
    client.force_login(rijksredacteur)
    for adres in land.paginas.values():
        response = client.get(adres)
        assert response.status_code == 200
        assert b"kaart__beeld" not in response.content
        assert b"Utrecht" in response.content
