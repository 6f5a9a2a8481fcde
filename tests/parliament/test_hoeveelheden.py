"""Named quantities: read and written as in Dutch, cited by version, and never added up."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Rol
from agreements.models import Ronde
from agreements.services.naslag import laad_naslag
from parliament.getallen import SCHALEN, Getal, lees_getal
from parliament.models import Hoeveelheid, Hoeveelheidversie
from parliament.services.hoeveelheden import corrigeer_hoeveelheid, maak_hoeveelheid, waarom_geen_totaal
from tests import factories

RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory
HoeveelheidversieFactory: Any = factories.HoeveelheidversieFactory

DAG = date(2025, 6, 12)


@given(
    st.decimals(min_value=-999_999, max_value=999_999, places=6, allow_nan=False, allow_infinity=False),
    st.sampled_from(sorted(SCHALEN)),
)
def test_number_that_is_written_reads_back_as_the_same(waarde: Decimal, schaal: str) -> None:
    getal = Getal(waarde.scaleb(SCHALEN[schaal]), schaal)
    gelezen = lees_getal(str(getal))
    assert gelezen is not None
    assert (gelezen.waarde, gelezen.schaal) == (getal.waarde, schaal)


@pytest.mark.parametrize(
    ("tekst", "waarde", "geschreven"),
    [
        ("€ 2,5 mld.", "2500000000", "2,5 miljard"),
        ("7,5 miljard", "7500000000", "7,5 miljard"),
        ("600 mln", "600000000", "600 miljoen"),
        ("€ 20.000", "20000", "20.000"),
        ("3500", "3500", "3.500"),
        ("100 000", "100000", "100.000"),
        ("0,250", "0.25", "0,25"),
    ],
)
def test_usual_numbers_are_read(tekst: str, waarde: str, geschreven: str) -> None:
    gelezen = lees_getal(tekst)
    assert gelezen is not None
    assert (gelezen.waarde, str(gelezen)) == (Decimal(waarde), geschreven)


@pytest.mark.parametrize(
    "tekst",
    ["", "1.5", "2,5 mld en 7,5 mld", "1,000,000", "12 appels", "1" * 20, "2.50", "\N{ARABIC-INDIC DIGIT THREE}"],
)
def test_what_could_mean_two_things_is_no_number(tekst: str) -> None:
    assert lees_getal(tekst) is None


def _maak(by: Any, naam: str = "Geld voor wegen", **anders: Any) -> Hoeveelheidversie:
    gegevens = {"eenheid": "euro", "getal": "€ 2,5 mld", "geldstroom": "Wegen", "bron": "Een brief", "brondatum": DAG}
    return maak_hoeveelheid(naam=naam, by=by, **{**gegevens, **anders})


@pytest.mark.django_db
def test_citation_of_a_version_stays_as_it_was_after_a_correction(client: Client) -> None:
    redacteur = RijksredacteurFactory()
    versie = _maak(redacteur, kamerstuk="34682-228")
    zin = versie.citaat
    assert "€ 2,5 miljard" in zin
    assert "Kamerstuk 34 682, nr. 228, 12 juni 2025; versie 1" in zin
    correctie = {"getal": "2,6 mld", "bron": "Een brief", "brondatum": DAG, "by": redacteur}
    with pytest.raises(ValidationError, match="waarom"):
        corrigeer_hoeveelheid(hoeveelheid=versie.hoeveelheid, reden=" ", versie=1, **correctie)
    corrigeer_hoeveelheid(hoeveelheid=versie.hoeveelheid, reden="Tikfout.", versie=1, **correctie)
    with pytest.raises(ValidationError, match="Intussen"):
        corrigeer_hoeveelheid(hoeveelheid=versie.hoeveelheid, reden="Nog eens.", versie=1, **correctie)
    client.force_login(UserFactory())
    oud = _tekst(client.get(versie.get_absolute_url()))
    assert zin in oud
    assert "Er is een nieuwere versie" in oud
    assert "€ 2,6 miljard" in _tekst(client.get(versie.hoeveelheid.get_absolute_url()))


@pytest.mark.django_db
def test_streams_that_the_letter_keeps_apart_are_shown_apart_without_a_total(client: Client) -> None:
    laad_naslag()
    stromen = list(Hoeveelheid.objects.filter(sleutel__in=["woningbouw-ontsluiting", "woningbouw-mobiliteit"]))
    client.force_login(UserFactory())
    tekst = _tekst(client.get("/hoeveelheden/vergelijken/", {"h": [een.pk for een in stromen]}))
    assert "€ 2,5 miljard" in tekst
    assert "€ 7,5 miljard" in tekst
    assert "verschillende geldstromen" in tekst
    assert not re.search(r"\b10 ?(miljard|mld|\.000\.000\.000)", tekst)
    assert laad_naslag().is_ongewijzigd


@pytest.mark.django_db
def test_there_is_always_a_reason_against_a_total() -> None:
    gelijk = [HoeveelheidversieFactory(), HoeveelheidversieFactory()]
    assert waarom_geen_totaal(gelijk)


@pytest.mark.django_db
def test_number_under_embargo_is_the_rijksredacteurs(client: Client) -> None:
    versie = HoeveelheidversieFactory(ronde=RondeFactory(jaar=2026, fase=Ronde.Fase.VASTGESTELD))
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO))
    assert versie.hoeveelheid.naam not in _tekst(client.get("/hoeveelheden/"))
    assert client.get(versie.get_absolute_url()).status_code == 404
    client.force_login(RijksredacteurFactory())
    assert versie.hoeveelheid.naam in _tekst(client.get("/hoeveelheden/"))
    # A correction waits for the same letter, unless the Rijksredacteur chooses otherwise.
    formulier = client.get(f"/hoeveelheden/{versie.hoeveelheid_id}/corrigeren/").context["formulier"]
    assert formulier["ronde"].value() == versie.ronde_id
    client.logout()
    assert client.get("/hoeveelheden/").status_code == 302


@pytest.mark.django_db
def test_what_cannot_be_is_refused_in_words() -> None:
    redacteur = RijksredacteurFactory()
    for anders, zin in (
        ({"geldstroom": ""}, "uit welke geldstroom"),
        ({"getal": "1.5"}, "is geen getal"),
        ({"eenheid": "woningen"}, "euroteken"),
        ({"eenheid": "woningen", "getal": "-5"}, "niet minder dan nul"),
        ({"brondatum": timezone.localdate() + timedelta(days=1)}, "moet nog komen"),
    ):
        with pytest.raises(ValidationError, match=zin):
            _maak(redacteur, naam=f"Over {zin}", **anders)
    with pytest.raises(PermissionDenied):
        _maak(UserFactory())


@pytest.mark.django_db
def test_all_that_is_wrong_is_told_at_once_in_our_own_words(client: Client) -> None:
    client.force_login(RijksredacteurFactory())
    bestaand = HoeveelheidversieFactory(hoeveelheid__eenheid="woningen").hoeveelheid
    fout = client.post(
        "/hoeveelheden/nieuw/",
        {
            "naam": bestaand.naam,
            "eenheid": "euro",
            "getal": "abc",
            "periode": "x" * 81,
            "bron": "een\0brief",
            "brondatum": "2999-01-01",
        },
    )
    assert fout.status_code == 422
    tekst = _tekst(fout)
    for zin in (
        "Er is al een hoeveelheid met deze naam",
        "uit welke geldstroom",
        "“abc” is geen getal",
        "hoogstens 80 tekens, en het zijn er 81",
        "een teken dat niet te bewaren is",
        "Deze dag moet nog komen",
    ):
        assert zin in tekst
    correctie = client.post(f"/hoeveelheden/{bestaand.pk}/corrigeren/", {"versie": "1", "getal": "€ 5"})
    for zin in ("maar de eenheid is “woningen”", "Schrijf op waarom", "Vul in waar dit getal"):
        assert zin in _tekst(correctie)


@pytest.mark.django_db
def test_list_runs_a_constant_number_of_queries(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(RijksredacteurFactory())
    for aantal in (1, 24):
        HoeveelheidversieFactory.create_batch(aantal)
        with django_assert_num_queries(8):  # session, user, roles with three scopes, count, page
            client.get("/hoeveelheden/")


def _tekst(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
