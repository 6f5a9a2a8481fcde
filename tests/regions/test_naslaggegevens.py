"""The facts of `fixtures/`, held against the domain."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils.text import slugify

from agreements.importers.naslag import Naslag
from agreements.models import Overleg, Ronde, Thema
from agreements.services.naslagbestanden import SOORTEN
from agreements.services.plaatsen import naslag_uit_database
from regions.models import Gebied, Gemeente, Landsdeel, Organisatie, Provincie

pytestmark = pytest.mark.usefixtures("naslag")

V, L, H, GEEN = "verstedelijking", "landelijk", "haven-industrie", ""
#: The table of the domain: name → cluster, provincies, where it is discussed.
NOVEX = {
    "Zuidelijke Randstad": (V, {"zuid-holland"}, {"zuidwest"}),
    "Metropoolregio Amsterdam": (V, {"noord-holland", "flevoland"}, {"noordwest"}),
    "Utrecht-Amersfoort": (V, {"utrecht", "gelderland"}, {"noordwest"}),
    "Regio Zwolle": (V, {"overijssel", "gelderland", "drenthe", "flevoland"}, {"oost"}),
    "Stedelijk Brabant": (V, {"noord-brabant"}, {"zuid"}),
    "Regio Groningen-Assen": (V, {"groningen", "drenthe"}, {"noord"}),
    "Arnhem-Nijmegen-Foodvalley": (L, {"gelderland", "utrecht"}, {"oost"}),
    "De Peel": (L, {"noord-brabant", "limburg"}, {"zuid"}),
    "Groene Hart": (L, {"zuid-holland", "utrecht", "noord-holland"}, {"noordwest"}),
    "Rotterdamse haven": (H, {"zuid-holland"}, {"zuidwest"}),
    "Noordzeekanaalgebied": (H, {"noord-holland"}, {"noordwest"}),
    "North Sea Port District": (H, {"zeeland"}, {"zuidwest"}),
    "Groningen – Masterplan Zeehavens": (H, {"groningen"}, {"noord"}),
    "Zuid-Limburg": (H, {"limburg"}, {"zuid"}),
    "Lelylijn": (GEEN, {"flevoland", "fryslan", "groningen", "drenthe"}, {"noord"}),
    "Schipholregio": (GEEN, {"noord-holland"}, {"noordwest"}),
}
LANDSDELEN = {
    "noord": {"groningen": "PV20", "fryslan": "PV21", "drenthe": "PV22"},
    "oost": {"overijssel": "PV23", "gelderland": "PV25"},
    "noordwest": {"flevoland": "PV24", "utrecht": "PV26", "noord-holland": "PV27"},
    "zuidwest": {"zuid-holland": "PV28", "zeeland": "PV29"},
    "zuid": {"noord-brabant": "PV30", "limburg": "PV31"},
}


@pytest.mark.parametrize(
    ("queryset", "aantal"),
    [
        (lambda: Landsdeel.objects, 5),
        (lambda: Provincie.objects, 12),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.NOVEX), 16),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.NOVI), 8),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.VERSTEDELIJKINGSREGIO), 5),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.HAVENCLUSTER), 1),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.DELTAGEBIED), 1),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.WONINGBOUWLOCATIE, kandidaat=False), 17),
        (lambda: Gebied.objects.filter(soort=Gebied.Soort.WONINGBOUWLOCATIE, kandidaat=True), 4),
        (lambda: Gemeente.objects, 342),
        (lambda: Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE), 342),
        (lambda: Organisatie.objects.filter(soort=Organisatie.Soort.PROVINCIE), 12),
        (lambda: Organisatie.objects.filter(soort=Organisatie.Soort.WATERSCHAP), 21),
        (lambda: Organisatie.objects.filter(soort=Organisatie.Soort.MINISTERIE), 18),
        (lambda: Thema.objects, 10),
    ],
)
def test_naslag_is_complete(queryset: Any, aantal: int):
    assert queryset().count() == aantal


def test_landsdelen_are_those_of_the_overleggen_and_not_of_cbs():
    gevonden = {
        landsdeel.slug: {provincie.slug: provincie.cbs_code for provincie in landsdeel.provincies.all()}
        for landsdeel in Landsdeel.objects.prefetch_related("provincies")
    }
    assert gevonden == LANDSDELEN
    assert set(Landsdeel.objects.values_list("code", flat=True)) == {"N", "NW", "O", "Z", "ZW"}
    assert Landsdeel.objects.get(slug="zuidwest").kop == "Regio Zuidwest-Nederland"


def test_novex_gebieden_lie_and_are_discussed_where_the_domain_says():
    gevonden = {
        gebied.naam: (
            gebied.cluster,
            {provincie.slug for provincie in gebied.provincies.all()},
            {landsdeel.slug for landsdeel in gebied.landsdelen.all()},
        )
        for gebied in Gebied.objects.filter(soort=Gebied.Soort.NOVEX).prefetch_related("provincies", "landsdelen")
    }
    assert gevonden == NOVEX
    assert Gebied.objects.get(slug="arnhem-nijmegen-foodvalley").nevencluster == V


def test_gebied_slug_is_the_lower_case_name_with_hyphens():
    for gebied in Gebied.objects.filter(soort=Gebied.Soort.NOVEX):
        assert gebied.slug == slugify(gebied.naam.replace("–", ""))
    assert {"north-sea-port-district", "groningen-masterplan-zeehavens"} <= set(
        Gebied.objects.values_list("slug", flat=True)
    )


def test_novex_gebieden_have_a_place_in_the_netherlands():
    for gebied in Gebied.objects.filter(soort=Gebied.Soort.NOVEX):
        assert gebied.breedtegraad is not None
        assert gebied.lengtegraad is not None
        assert 50.7 < gebied.breedtegraad < 53.6
        assert 3.3 < gebied.lengtegraad < 7.3


def test_every_gebied_lies_in_a_provincie_and_is_discussed_somewhere():
    assert not Gebied.objects.filter(provincies=None).exists()
    assert not Gebied.objects.filter(landsdelen=None).exists()


def test_novi_gebied_points_to_the_novex_gebied_that_succeeded_it():
    opvolgers = dict(
        Gebied.objects.filter(soort=Gebied.Soort.NOVI).values_list("slug", "voorloper_van__slug").order_by("slug")
    )
    assert opvolgers["novi-de-peel"] == "de-peel"
    assert opvolgers["novi-amsterdamse-haven"] == "noordzeekanaalgebied"
    assert opvolgers["novi-zeeuws-vlaamse-kanaalzone"] == "north-sea-port-district"
    assert None not in opvolgers.values()


def test_provincies_have_their_codes_and_a_place_on_the_map():
    fryslan = Provincie.objects.get(slug="fryslan")
    assert (fryslan.naam, fryslan.tooi_code, fryslan.iso_code) == ("Fryslân", "pv21", "NL-FR")
    assert (fryslan.kaart_id, fryslan.kaart_x, fryslan.kaart_y) == ("fr", 388, 130)
    assert len(set(Provincie.objects.values_list("kaart_id", flat=True))) == 12


def test_gemeenten_are_those_of_the_register(gedeelde_map):
    with (gedeelde_map / "data" / "gemeenten_per_provincie_2026.csv").open() as bestand:
        register = {rij["gemeentecode"]: (rij["gemeente"], rij["provincie"]) for rij in csv.DictReader(bestand)}
    assert register == {
        code: (naam, provincie)
        for code, naam, provincie in Gemeente.objects.values_list("code", "naam", "provincie__naam")
    }


def test_gemeente_is_an_organisatie_of_the_regio():
    groningen = Organisatie.objects.get(gemeente__code="GM0014")
    assert (groningen.slug, groningen.naam, groningen.zijde) == (
        "gemeente-groningen",
        "gemeente Groningen",
        Organisatie.Zijde.REGIO,
    )
    assert groningen.tooi_code == "gm0014"
    assert groningen.provincie == Provincie.objects.get(slug="groningen")
    assert set(Organisatie.objects.filter(gemeente__naam__startswith="Bergen (").values_list("slug", flat=True)) == {
        "gemeente-bergen-nh",
        "gemeente-bergen-l",
    }


def test_ministeries_keep_the_name_that_they_had_at_the_time():
    ez = Organisatie.objects.get(tooi_code="mnre1045")
    assert ez.naam_op(date(2024, 7, 1)) == "ministerie van Economische Zaken en Klimaat"
    assert ez.naam_op(date(2024, 7, 2)) == "ministerie van Economische Zaken"
    ienw = Organisatie.objects.get(tooi_code="mnre1130")
    assert ienw.naam_op(date(2015, 1, 1)) == "ministerie van Infrastructuur en Milieu"
    lnv = Organisatie.objects.get(tooi_code="mnre1150")
    assert lnv.opvolger == Organisatie.objects.get(tooi_code="mnre1153")
    assert lnv.geldig_tot == date(2024, 7, 1)
    assert Organisatie.objects.get(tooi_code="mnre1171").geldig_van == date(2024, 7, 2)


def test_rondes_have_the_names_and_days_of_the_domain():
    ronde = Ronde.objects.get(naam="BO Leefomgeving 2024")
    assert (ronde.gehouden_van, ronde.gehouden_tot) == (date(2024, 11, 6), date(2024, 11, 7))
    assert (ronde.fase, ronde.kamerstuk) == (Ronde.Fase.OPENBAAR, "34 682, nr. 205")
    mirt = Ronde.objects.get(naam="BO MIRT 2025")
    assert (mirt.jaar, mirt.gepland, mirt.gehouden_van, mirt.gehouden_tot) == (
        2025,
        "november 2025",
        date(2026, 1, 5),
        date(2026, 1, 8),
    )
    toekomst = Ronde.objects.get(naam="BO Leefomgeving 2027")
    assert (toekomst.gehouden_van, toekomst.gehouden_tot, toekomst.fase) == (None, None, Ronde.Fase.CONCEPT)
    assert Ronde.objects.get(naam="BO Leefomgeving 2020").kenmerk == "2020-0000381130"
    assert {"Vlaams-Nederlandse Top 2025", "Woontop 2024"} == set(
        Ronde.objects.filter(soort=Ronde.Soort.OVERIG).values_list("naam", flat=True)
    )


def test_nothing_of_2026_and_later_is_public():
    assert not Ronde.objects.filter(jaar__gte=2026, fase=Ronde.Fase.OPENBAAR).exists()


def test_overleggen_have_their_day_where_a_source_names_it():
    dagen = {
        (overleg.ronde.jaar, overleg.landsdeel_slug): overleg.datum
        for overleg in Overleg.objects.select_related("ronde", "landsdeel")
    }
    assert dagen[2024, "oost"] == date(2024, 11, 7)
    assert {dagen[2024, slug] for slug in LANDSDELEN if slug != "oost"} == {date(2024, 11, 6)}
    assert {dagen[2025, slug] for slug in LANDSDELEN} == {None}
    noordwest = Overleg.objects.get(ronde__naam="BO Leefomgeving 2026", landsdeel__slug="noordwest")
    assert (noordwest.datum, str(noordwest.begin), str(noordwest.eind)) == (
        date(2026, 9, 9),
        "10:30:00",
        "12:00:00",
    )


def test_every_row_names_its_source_and_no_primary_key():
    for soort in SOORTEN:
        inhoud = json.loads((settings.BASE_DIR / "fixtures" / soort.bestand).read_text(encoding="utf-8"))
        for rij in inhoud["rijen"]:
            assert {**inhoud["standaard"], **rij}.get("bron"), f"{soort.bestand}: {rij}"
            assert not {"id", "pk"} & set(rij)


@pytest.mark.parametrize(
    ("kop", "slug"),
    [
        ("NOVEX-gebied North Sea Port District (NSPD)", "north-sea-port-district"),
        ("NOVEX-gebied Zuidelijke Randstad", "zuidelijke-randstad"),
        ("NOVEX-gebied Rotterdamse haven", "rotterdamse-haven"),
        ("Powerport regio Moerdijk", "powerport-regio-moerdijk"),
        ("Startsein Rijk-regio verstedelijkingsstrategie Limburg Centraal", "limburg-centraal"),
        ("NOVEX-gebied Stedelijk Brabant", "stedelijk-brabant"),
        ("NOVEX-gebied De Peel", "de-peel"),
        ("NOVEX-gebied Zuid-Limburg", "zuid-limburg"),
        ("NOVEX-gebied Groningen-Assen", "regio-groningen-assen"),
        ("NOVEX-gebied Groningen – Masterplan Zeehavens", "groningen-masterplan-zeehavens"),
        ("NOVEX-gebied Metropoolregio Amsterdam (MRA)", "metropoolregio-amsterdam"),
        ("NOVEX-gebied MRA", "metropoolregio-amsterdam"),
        ("NOVEX-gebied Utrecht-Amersfoort", "utrecht-amersfoort"),
        ("NOVEX-gebied Groene Hart", "groene-hart"),
        ("NOVEX-gebied Noordzeekanaalgebied (NZKG)", "noordzeekanaalgebied"),
        ("NOVEX-gebied Noordzeekanaal-gebied", "noordzeekanaalgebied"),
        ("NOVEX-NZKG actualisatie ontwikkelperspectief NZKG (2/3)", "noordzeekanaalgebied"),
        ("Startsein Rijk-regio verstedelijkingsstrategie regio Stedendriehoek", "stedendriehoek"),
        ("Startsein Rijk-regio verstedelijkingsstrategie regio Twente", "twente"),
        ("NOVEX-gebied Regio Zwolle", "regio-zwolle"),
        ("NOVEX-gebied Arnhem Nijmegen Foodvalley", "arnhem-nijmegen-foodvalley"),
        ("Deltaprogramma deelgebied Centraal Holland", "centraal-holland"),
        ("Project ‘Beethoven’ – Brainport Eindhoven", None),
        ("Chemelot en aansluiting energiehoofdstructuur", None),
        ("Helmond", None),
        ("Verstedelijkingsopgave Roosendaal", None),
    ],
)
def test_headings_of_the_documents_are_recognised(kop: str, slug: str | None):
    naslag: Naslag = naslag_uit_database()
    assert naslag.gebied(kop) == slug


@pytest.mark.parametrize(
    ("kop", "slug"),
    [
        ("Zeeland", "zeeland"),
        ("Provincie Noord-Brabant", "noord-brabant"),
        ("Provincie Utrecht", "utrecht"),
        ("Friesland", "fryslan"),
        ("Fryslan", "fryslan"),
    ],
)
def test_provincies_are_recognised_in_their_spellings(kop: str, slug: str):
    assert naslag_uit_database().provincie(kop) == slug
