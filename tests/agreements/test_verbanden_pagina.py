"""Laying and ending links by hand: the page, the search for the other end, and who gets in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Rol, User
from agreements.models import Afspraak, Ronde, Verband
from agreements.services.verbanden import beeindig_verband, leg_verband
from tests.agreements.test_verbanden import UITGEVOERD, VERVOLG, maak_punt, maak_versie
from tests.factories import (
    AfspraakFactory,
    LandsdeelFactory,
    OverlegFactory,
    RijksredacteurFactory,
    RondeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rijk(client: Client) -> User:
    user = RijksredacteurFactory()
    client.force_login(user)
    return user


@pytest.fixture
def paar() -> tuple[Afspraak, Afspraak]:
    """An agreement of 2024 and one of 2025, found by their own words."""
    from agreements.services.zoekindex import werk_zoekindex_bij

    eerder, later = (
        AfspraakFactory.create(
            overleg=OverlegFactory.create(ronde=RondeFactory.create(jaar=jaar)),
            tekstblok__tekst=f"Een plan voor {wat}.",
        )
        for jaar, wat in ((2024, "woonboten"), (2025, "sluizen"))
    )
    werk_zoekindex_bij([eerder, later])
    return eerder, later


def adres(afspraak: Afspraak) -> str:
    return reverse("verbanden", args=[afspraak.code])


def test_other_agreement_is_found_by_word_and_by_code_and_tied(client: Client, rijk: User, paar: Any) -> None:
    eerder, later = paar
    for vraag in ("woonboot", eerder.code.lower()):
        pagina = client.get(adres(later), {"q": vraag}).content.decode()
        assert f'value="{eerder.code}"' in pagina
    antwoord = client.post(
        adres(later),
        {"met": "afspraak", "naar": eerder.code, "soort": "vervolg_op", "toelichting": "Zelfde opgave."},
        follow=True,
    )
    assert antwoord.redirect_chain == [(adres(later), 303)]
    assert "Het verband is gelegd" in antwoord.content.decode()
    verband = Verband.objects.get()
    assert (verband.van, verband.naar, verband.toelichting) == (later, eerder, "Zelfde opgave.")


def test_a_link_can_be_laid_from_the_other_end(client: Client, rijk: User, paar: Any) -> None:
    """Who stands at the earlier agreement does not have to go to the later one."""
    eerder, later = paar
    client.post(adres(eerder), {"met": "afspraak", "naar": later.code, "soort": "om:vervolg_op"})
    assert (Verband.objects.get().van, Verband.objects.get().naar) == (later, eerder)


def test_htmx_gets_only_what_was_found(client: Client, rijk: User, paar: Any) -> None:
    eerder, later = paar
    deel = client.get(adres(later), {"q": "woonboten"}, headers={"HX-Request": "true"}).content.decode()
    assert eerder.code in deel
    assert "<html" not in deel


def test_overleg_agendapunt_instrument_and_besluit_have_a_form_each(client: Client, rijk: User, paar: Any) -> None:
    eerder, _ = paar
    ronde, punt = RondeFactory.create(jaar=2028, concept=True), maak_punt()
    for met, gegevens in (
        ("overleg", {"naar_ronde": ronde.pk}),
        ("agendapunt", {"naar_punt": punt.pk}),
        ("instrument", {"naar_instrument": maak_versie(openbaar=True).pk}),
        ("besluit", {"besluit": "De raad besloot.", "besluit_op": "2026-03-01", "besluit_kamerstuk": "29 435, nr. 1"}),
    ):
        assert client.get(adres(eerder), {"met": met}).status_code == 200
        assert client.post(adres(eerder), {"met": met, **gegevens}).status_code == 303, met
    pagina = client.get(adres(eerder)).content.decode()
    for stuk in (
        "BO Leefomgeving 2028",
        "Groei langs het spoor",
        "Uitvoeringsagenda 1.0",
        "De raad besloot.",
        "29 435, nr. 1",
    ):
        assert stuk in pagina


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        ({"soort": "vervolg_op"}, "Kies de andere afspraak"),
        ({"naar": "BOL-1999-NW-1-01", "soort": "vervolg_op"}, "Deze afspraak is er niet"),
        ({"met": "overleg"}, "Kies een overleg"),
        ({"met": "besluit", "besluit": "Iets."}, "waar het besluit staat"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    client: Client, rijk: User, paar: Any, gegevens: dict[str, str], zin: str
) -> None:
    antwoord = client.post(adres(paar[1]), {"met": "afspraak", "toelichting": "Getypt.", **gegevens})
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert "Getypt." in antwoord.content.decode()
    assert not Verband.objects.exists()


def test_a_circle_is_refused_with_a_sentence_on_the_page(client: Client, rijk: User, paar: Any) -> None:
    eerder, later = paar
    leg_verband(van=later, soort=VERVOLG, naar=eerder, by=rijk)
    antwoord = client.post(adres(eerder), {"met": "afspraak", "naar": later.code, "soort": "vervolg_op", "q": "x"})
    assert antwoord.status_code == 422
    assert f"{later.code} komt zelf al voort uit {eerder.code}" in antwoord.content.decode()


def test_ending_asks_why_and_can_be_taken_back(client: Client, rijk: User, paar: Any) -> None:
    eerder, later = paar
    verband = leg_verband(van=later, soort=VERVOLG, naar=eerder, by=rijk)
    einde = reverse("verband-beeindigen", args=[eerder.code, verband.pk])
    assert "Waarom eindigt dit verband?" in client.get(einde).content.decode()
    assert client.post(einde, {"reden": ""}).status_code == 422
    pagina = client.post(einde, {"reden": "Dit was een vergissing."}, follow=True).content.decode()
    assert "Beëindigde verbanden" in pagina
    assert "Dit was een vergissing." in pagina
    assert later.code not in client.get(eerder.get_absolute_url()).content.decode()
    client.post(reverse("verband-opnieuw", args=[eerder.code, verband.pk]))
    assert Verband.objects.actief().get().nummer == 2
    assert later.code in client.get(eerder.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER])
def test_others_get_neither_the_page_nor_the_way_to_it(client: Client, paar: Any, rol: Rol) -> None:
    user = UserFactory.create(rol=rol, rol__landsdelen=[paar[0].overleg.landsdeel])
    client.force_login(user)
    assert client.get(adres(paar[0])).status_code == 403
    assert client.post(adres(paar[0]), {"met": "afspraak", "naar": paar[1].code}).status_code == 403
    assert "Verbanden leggen" not in client.get(paar[0].get_absolute_url()).content.decode()


def test_a_dossierhouder_finds_and_ties_only_what_they_may_see(client: Client, paar: Any) -> None:
    houder = UserFactory.create(rol=Rol.DOSSIERHOUDER)
    eigen = paar[0]
    eigen.dossierhouders.set([houder])
    geheim = AfspraakFactory.create(
        overleg=OverlegFactory.create(
            ronde=RondeFactory.create(jaar=2026, concept=True), landsdeel=LandsdeelFactory.create(slug="zuid")
        )
    )
    client.force_login(houder)
    assert f'name="naar" value="{geheim.code}"' not in client.get(adres(eigen), {"q": geheim.code}).content.decode()
    antwoord = client.post(adres(eigen), {"met": "afspraak", "naar": geheim.code, "soort": "om:vervolg_op"})
    assert "Deze afspraak is er niet" in antwoord.content.decode()
    punt = maak_punt()
    assert punt.titel not in client.get(adres(eigen), {"met": "agendapunt"}).content.decode()
    assert client.post(adres(eigen), {"met": "agendapunt", "naar_punt": punt.pk}).status_code == 422
    assert not Verband.objects.exists()


def test_a_link_of_another_agreement_is_not_ended_from_here(client: Client, rijk: User, paar: Any) -> None:
    derde = AfspraakFactory.create()
    verband = leg_verband(van=paar[1], soort=VERVOLG, naar=paar[0], by=rijk)
    assert client.get(reverse("verband-beeindigen", args=[derde.code, verband.pk])).status_code == 404


def test_page_of_a_dossierhouder_keeps_ended_links_behind_an_embargo_to_itself(client: Client, paar: Any) -> None:
    """Neither the link nor why it was ended, as long as the other end may not be seen."""
    rijk, houder = RijksredacteurFactory(), UserFactory.create(rol=Rol.DOSSIERHOUDER)
    paar[0].dossierhouders.set([houder])
    verband = leg_verband(van=paar[1], soort=VERVOLG, naar=paar[0], by=rijk)
    beeindig_verband(verband=verband, reden="Om een geheime reden.", by=rijk)
    leg_verband(van=paar[1], soort=UITGEVOERD, besluit="Besloten.", besluit_kamerstuk="1", by=rijk)
    Ronde.objects.filter(jaar=2025).update(fase=Ronde.Fase.CONCEPT)
    paar[1].overleg.landsdeel = LandsdeelFactory.create(slug="zuid")
    paar[1].overleg.save()
    client.force_login(houder)
    pagina = client.get(adres(paar[0])).content.decode()
    assert "Om een geheime reden." not in pagina
    assert paar[1].code not in pagina


@pytest.mark.parametrize("aantal", [1, 25])
def test_page_runs_a_constant_number_of_queries(
    client: Client, rijk: User, aantal: int, django_assert_max_num_queries: Any
) -> None:
    afspraak = AfspraakFactory.create()
    for _ in range(aantal):
        leg_verband(van=AfspraakFactory.create(), soort=VERVOLG, naar=afspraak, by=rijk)
        beeindig_verband(
            verband=leg_verband(van=AfspraakFactory.create(), soort=VERVOLG, naar=afspraak, by=rijk),
            reden="x",
            by=rijk,
        )
    # session, user, role assignments and their landsdelen, provincies, gebieden; the agreement with gebieden,
    # provincies, termijnen and dossierhouders; links; the reasons that may be read; what is proposed
    with django_assert_max_num_queries(16):
        client.get(adres(afspraak))
