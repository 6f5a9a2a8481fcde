"""Figures for the letter: saved with what they counted, the same a year later, and public only with a letter."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.models import Rol
from agreements.models import Afspraak, Status
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import wijzig_status
from agreements.services.termijnbesluiten import wijzig_termijn
from agreements.services.zoekindex import werk_zoekindex_bij
from parliament.models import Cijfer, Cijferversie
from parliament.services.cijferbewijs import controleer_cijfers, vingerafdruk
from parliament.services.cijfercontrole import controleer
from parliament.services.cijfers import bereken, geef_nieuwe_versie, publiceer_cijfer
from regions.models import Landsdeel
from tests import factories
from tests.agreements.test_check_history import met_de_hand
from tests.parliament.cijferwereld import GEMAAKT, HIER, NU, PEILDATUM, ZIN, maak, tekst_van

pytestmark = pytest.mark.django_db

AfspraakFactory: Any = factories.AfspraakFactory
OverlegFactory: Any = factories.OverlegFactory

ProvincieFactory: Any = factories.ProvincieFactory
RondeFactory: Any = factories.RondeFactory
ThemaFactory: Any = factories.ThemaFactory
UserFactory: Any = factories.UserFactory


# --- the answer ----------------------------------------------------------------------------------------


def test_answer_is_kept_with_its_codes_words_and_source(afspraken: list[Afspraak], rijk: Any) -> None:
    versie = maak(rijk)
    assert (versie.aantal, versie.totaal, versie.getal) == (1, 4, "1 van de 4")
    assert versie.ingevulde_zin == "1 van de 4 afspraken zijn afgerond."
    assert versie.bron == "Afsprakenregister Leefomgeving, stand op 1 maart 2025"
    # What of the page says nothing of the question is left out, and context is no agreement to count.
    assert versie.vraag == "jaar=2024&aard=gevolgd"
    assert versie.woorden == [["Jaar", "2024"], ["Soort afspraak", "Alles wat wordt gevolgd"]]
    assert versie.codes == [een.code for een in afspraken]
    assert versie.codes_in_deel == [afspraken[0].code]
    assert versie.sha256 == vingerafdruk(versie.regels)
    assert versie.citaat.endswith(f"stand op 1 maart 2025; cijfer {versie.cijfer_id}, versie 1.")
    alleen = maak(rijk, binnen=[], zin="Er zijn ... afspraken.", vraag="jaar=2024&status=afgerond")
    samen = maak(rijk, vraag="jaar=2024&aard=procesafspraak&aard=afspraak")
    assert samen.woorden[1] == ["Soort afspraak", "Afspraak of Procesafspraak"]
    assert (alleen.getal, alleen.ingevulde_zin) == ("1", "Er zijn 1 afspraken.")


def test_fingerprint_is_of_what_was_counted_in_whatever_order() -> None:
    regels = [["BOL-1", True, "afgerond"], ["BOL-2", False, "vertraagd"]]
    assert vingerafdruk(regels) == vingerafdruk(reversed(regels))
    assert vingerafdruk(regels) != vingerafdruk([["BOL-1", True, ""], ["BOL-2", True, ""]])


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"vraag": "jaar=2024&kleur=rood"}, "Het filter “kleur” bestaat niet"),
        ({"vraag": "jaar=2024&landsdeel=mars"}, "Bij landsdeel bestaat de keuze “mars” niet"),
        ({"vraag": "https://register.example/moties/?q=x"}, "niet het adres van de lijst"),
        ({"vraag": "iets"}, "geen filters"),
        ({"vraag": "/afspraken/?pagina=2"}, "ten minste één filter"),
        ({"vraag": "q=een&q=twee"}, "maar één keer"),
        ({"vraag": "&".join(["a"] * 1500)}, "te veel filters|geen filters"),
        ({"vraag": "jaar=2024&status=afgerond"}, "al een status gekozen"),
        ({"binnen": ["klaar"]}, "De status “klaar” bestaat niet"),
        ({"zicht": "alles"}, "wat meetelt"),
        ({"peildatum": NU.date()}, "een dag die voorbij is"),
        ({"zin": "… afspraken zijn afgerond."}, "twee keer"),
        ({"zin": ZIN, "binnen": []}, "één keer"),
        ({"titel": " "}, "leeg|blank"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(
    afspraken: list[Afspraak], rijk: Any, anders: dict[str, Any], zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        maak(rijk, **anders)
    assert not Cijfer.objects.exists()


def test_only_a_rijksredacteur_records_and_publishes(afspraken: list[Afspraak], rijk: Any) -> None:
    lezer = UserFactory(rol=Rol.LEZER_REGIO)
    for doe in (
        lambda: maak(lezer),
        lambda: bereken(vraag="jaar=2024", peildatum=PEILDATUM, zicht="openbaar", by=lezer),
        lambda: publiceer_cijfer(versie=maak(rijk), kamerstuk="29435-267", briefdatum=NU.date(), by=lezer),
    ):
        with pytest.raises(PermissionDenied):
            doe()


# --- the same next year --------------------------------------------------------------------------------


def test_next_year_the_answer_is_the_same_whatever_happened_since(
    afspraken: list[Afspraak], rijk: Any, klok: Any, client: Client
) -> None:
    vragen: list[dict[str, Any]] = [
        {},
        {"vraag": "jaar=2024&termijn=geen"},
        {"vraag": "jaar=2024&status=nog-niet-gestart", "binnen": [], "zin": "Er zijn … afspraken."},
        {"vraag": "jaar=2024&landsdeel=noordwest&aard=afspraak"},
    ]
    versies = [maak(rijk, zicht=zicht, **vraag) for vraag in vragen for zicht in ("openbaar", "rijk")]
    assert all(versie.regels for versie in versies)
    klok.move_to(datetime(2026, 4, 3, 9, tzinfo=HIER))
    eerste, tweede, derde, vierde = afspraken
    wijzig_status(afspraak=eerste, naar=Status.IN_UITVOERING, toelichting="Toch niet klaar.", by=rijk)
    wijzig_status(afspraak=tweede, naar=Status.AFGEROND, toelichting="Klaar.", by=rijk)
    wijzig_termijn(afspraak=derde, frase="eind 2027", reden="Later.", akkoord="samen", by=rijk)
    bewerk_afspraak(afspraak=vierde, soort=Afspraak.Soort.CONTEXT, by=rijk)
    publiceer_statussen(afspraken=Afspraak.objects.all(), by=rijk)
    AfspraakFactory()
    assert bereken(vraag="jaar=2024", peildatum=date(2026, 4, 2), zicht="rijk", by=rijk)[1].aantal == 4
    klok.move_to(datetime(2026, 4, 5, 9, tzinfo=HIER))
    nu = bereken(vraag="jaar=2024", peildatum=date(2026, 4, 4), zicht="openbaar", binnen=["afgerond"], by=rijk)[1]
    assert (nu.aantal, nu.totaal, set(nu.regels) & {eerste.code, vierde.code}) == (1, 4, {eerste.code})
    for versie in versies:
        assert controleer(versie).gelijk, versie.vraag
    client.force_login(rijk)
    assert "Gelijk Bij opnieuw tellen" in tekst_van(client.get(versies[0].get_absolute_url()))


def test_question_about_places_and_words_gives_the_same_answer_after_they_were_corrected(
    afspraken: list[Afspraak], rijk: Any, klok: Any
) -> None:
    thema, provincie = ThemaFactory(naam="wonen"), ProvincieFactory(slug="limburg", naam="Limburg")
    for afspraak in afspraken[:2]:
        afspraak.themas.set([thema])
        afspraak.provincies.set([provincie])
    werk_zoekindex_bij(afspraken)
    vragen = (f"thema={thema.slug}", "provincie=limburg", "q=limburg")
    versies = [
        maak(rijk, vraag=f"jaar=2024&{vraag}", zicht=zicht) for vraag in vragen for zicht in ("rijk", "openbaar")
    ]
    assert {versie.getal for versie in versies} == {"1 van de 2"}
    klok.move_to(datetime(2026, 4, 3, 9, tzinfo=HIER))
    bewerk_afspraak(afspraak=afspraken[1], soort=Afspraak.Soort.AFSPRAAK, by=rijk)
    bewerk_afspraak(
        afspraak=afspraken[2], soort=Afspraak.Soort.AFSPRAAK, themas=[thema], provincies=[provincie], by=rijk
    )
    for versie in versies:
        assert controleer(versie).gelijk, versie.vraag


def test_what_was_not_kept_is_told_per_agreement_with_the_reason(
    afspraken: list[Afspraak], rijk: Any, klok: Any, client: Client
) -> None:
    """Of before it came here an agreement has the places and thema's of today, so the answer can be another later."""
    Afspraak.objects.update(created_at=NU - timedelta(days=1))
    thema = ThemaFactory(naam="wonen")
    for afspraak in afspraken[:2]:
        afspraak.themas.set([thema])
    versie = maak(rijk, vraag=f"jaar=2024&thema={thema.slug}", zicht="rijk")
    assert versie.getal == "1 van de 2"
    klok.move_to(datetime(2026, 4, 3, 9, tzinfo=HIER))
    bewerk_afspraak(afspraak=afspraken[1], soort=Afspraak.Soort.AFSPRAAK, by=rijk)
    bewerk_afspraak(afspraak=afspraken[2], soort=Afspraak.Soort.AFSPRAAK, themas=[thema], by=rijk)
    controle = controleer(versie, met_bewerkingen=True)
    assert [(een.code, een.wat, een.waarom) for een in controle.verschillen] == [
        (
            afspraken[1].code,
            "telde mee, en nu niet meer",
            "De afspraak past niet meer bij: Thema. Gegevens gewijzigd op 3 april 2026 (thema's).",
        ),
        (
            afspraken[2].code,
            "telt nu mee, en toen niet",
            (
                "De afspraak past nu bij de vraag en toen niet: haar gegevens zijn sindsdien gewijzigd. "
                "Gegevens gewijzigd op 3 april 2026 (thema's)."
            ),
        ),
    ]
    # Who is not of the Rijk does not hear who changed what, or when.
    assert "3 april" not in " ".join(een.waarom for een in controleer(versie).verschillen)
    client.force_login(rijk)
    tekst = tekst_van(client.get(versie.get_absolute_url()))
    assert (
        "Vastgelegd is 1 van de 2. Bij opnieuw tellen naar dezelfde peildatum is het 1 van de 2. 2 afspraken" in tekst
    )


def test_status_that_was_written_into_the_past_later_is_told(afspraken: list[Afspraak], rijk: Any, klok: Any) -> None:
    versie = maak(rijk, zicht="rijk")
    status = maak(rijk, zicht="rijk", vraag="jaar=2024&status=nog-niet-gestart", binnen=[], zin="Er zijn … afspraken.")
    klok.move_to(datetime(2026, 4, 3, 9, tzinfo=HIER))
    wijzig_status(
        afspraak=afspraken[3],
        naar=Status.AFGEROND,
        toelichting="Was al klaar.",
        op=datetime(2025, 2, 1, 9, tzinfo=HIER),
        by=rijk,
    )
    reden = "De status op de peildatum was “nog niet gestart” en is nu “afgerond”."
    (anders,) = controleer(versie).verschillen
    assert (anders.code, anders.wat, anders.waarom) == (afspraken[3].code, "telt nu mee voor het deel", reden)
    (weg,) = controleer(status).verschillen
    assert (weg.wat, weg.waarom) == ("telde mee, en nu niet meer", reden)


def test_question_that_can_no_longer_be_read_says_so_and_keeps_its_answer(
    afspraken: list[Afspraak], rijk: Any, client: Client
) -> None:
    versie = maak(rijk, vraag="jaar=2024&landsdeel=noordwest")
    Landsdeel.objects.filter(slug="noordwest").update(slug="elders")
    client.force_login(rijk)
    tekst = tekst_van(client.get(versie.get_absolute_url()))
    assert "Niet meer na te rekenen" in tekst
    assert "Het bewaarde antwoord blijft 1 van de 4" in tekst


def test_command_tells_the_figure_and_whether_it_holds(
    afspraken: list[Afspraak], rijk: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    versie = maak(rijk)
    call_command("cijfer", str(versie.cijfer_id))
    uit = capsys.readouterr().out
    assert uit == f"{versie.citaat}\nTelt alleen wat openbaar is.\nOpnieuw geteld: gelijk.\n"
    call_command("cijfer", str(versie.cijfer_id), "--versie", "1", "--json")
    antwoord = json.loads(capsys.readouterr().out)
    assert (antwoord["aantal"], antwoord["totaal"], antwoord["gelijk"]) == (1, 4, True)
    assert antwoord["codes"] == versie.codes
    with pytest.raises(CommandError, match=r"Cijfer \d+, versie 2, bestaat niet"):
        call_command("cijfer", str(versie.cijfer_id), "--versie", "2")


def test_figure_that_was_changed_past_the_guards_is_found(afspraken: list[Afspraak], rijk: Any) -> None:
    versie = maak(rijk)
    assert list(controleer_cijfers()) == []
    waar = f"{versie.cijfer_id}, versie 1"
    tabel = Cijferversie._meta.db_table
    with met_de_hand(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabel} SET aantal = 3")
    assert list(controleer_cijfers()) == [(waar, "het getal is niet dat van de getelde afspraken.")]
    with met_de_hand(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabel} SET aantal = 1, sha256 = '{'0' * 64}'")
    assert [fout.partition(" zijn")[0].partition(" is")[0] for _, fout in controleer_cijfers()] == [
        "de getelde afspraken",
        "de vingerafdruk",
    ]


# --- versions ------------------------------------------------------------------------------------------


def test_another_question_is_a_new_version_and_the_old_stays_at_its_address(
    afspraken: list[Afspraak], rijk: Any, client: Client
) -> None:
    eerste = maak(rijk)
    gegevens: dict[str, Any] = {
        "titel": "Alle van 2024",
        "zin": "Het zijn … afspraken.",
        "vraag": "jaar=2024",
        "peildatum": PEILDATUM,
        "zicht": "openbaar",
        "by": rijk,
    }
    with pytest.raises(ValidationError, match="waarom"):
        geef_nieuwe_versie(cijfer=eerste.cijfer, reden=" ", versie=1, **gegevens)
    geef_nieuwe_versie(cijfer=eerste.cijfer, reden="Andere vraag.", versie=1, **gegevens)
    with pytest.raises(ValidationError, match="Intussen"):
        geef_nieuwe_versie(cijfer=eerste.cijfer, reden="Nog eens.", versie=1, **gegevens)
    client.force_login(rijk)
    oud = tekst_van(client.get(eerste.get_absolute_url()))
    assert eerste.ingevulde_zin in oud
    assert "Er is een nieuwere versie" in oud
    assert "Het zijn 4 afspraken." in tekst_van(client.get(eerste.cijfer.get_absolute_url()))


# --- public --------------------------------------------------------------------------------------------


def test_what_is_not_published_is_the_rijksredacteurs(afspraken: list[Afspraak], rijk: Any, client: Client) -> None:
    versie = maak(rijk)
    for user in (None, UserFactory(rol=Rol.LEZER_REGIO), UserFactory(rol=Rol.BEHEERDER)):
        client.logout()
        if user:
            client.force_login(user)
        assert versie.titel not in tekst_van(client.get("/cijfers/"))
        assert client.get(versie.get_absolute_url()).status_code == 404
    publiceer_cijfer(versie=versie, kamerstuk="Kamerstukken II, 29435-267", briefdatum=NU.date(), by=rijk)
    geef_nieuwe_versie(
        cijfer=versie.cijfer,
        titel="Nog geheim",
        zin=ZIN,
        vraag="jaar=2024",
        binnen=[Status.VERTRAAGD],
        peildatum=PEILDATUM,
        zicht="rijk",
        reden="Voor later.",
        versie=1,
        by=rijk,
    )
    client.logout()
    lijst = tekst_van(client.get("/cijfers/"))
    assert "Afgerond in 2024 1 van de 4 Afsprakenregister Leefomgeving, stand op 1 maart 2025" in lijst
    assert "Kamerstuk 29 435, nr. 267, 5 maart 2025" in lijst
    tekst = tekst_van(client.get(versie.cijfer.get_absolute_url()))
    assert versie.ingevulde_zin in tekst
    assert "Gelijk" in tekst
    assert "Nog geheim" not in lijst + tekst
    assert str(rijk) not in tekst
    assert client.get(f"/cijfers/{versie.cijfer_id}/versies/2/").status_code == 404


def test_figure_for_a_letter_never_tells_of_what_is_not_public(afspraken: list[Afspraak], rijk: Any, klok: Any) -> None:
    klok.move_to(GEMAAKT)
    dicht = AfspraakFactory(overleg=OverlegFactory(ronde=RondeFactory(jaar=2025, concept=True)))
    klok.move_to(NU)
    brief: dict[str, Any] = {"kamerstuk": "29435-267", "briefdatum": NU.date(), "by": rijk}
    intern = maak(rijk, vraag="jaar=2025&jaar=2024", zicht="rijk")
    assert (intern.totaal, dicht.code in intern.codes) == (5, True)
    with pytest.raises(ValidationError, match="telt ook wat niet openbaar is"):
        publiceer_cijfer(versie=intern, **brief)
    openbaar = maak(rijk, vraag="jaar=2025&jaar=2024")
    assert (openbaar.totaal, dicht.code in openbaar.codes) == (4, False)
    for anders, zin in (
        ({"kamerstuk": ""}, "Noem het Kamerstuk"),
        ({"kamerstuk": "brief"}, "geen Kamerstuk"),
        ({"briefdatum": date(2025, 3, 6)}, "nog niet verzonden"),
        ({"briefdatum": date(2025, 2, 28)}, "ouder dan de peildatum"),
    ):
        with pytest.raises(ValidationError, match=zin):
            publiceer_cijfer(versie=openbaar, **{**brief, **anders})
    # What was public when it was counted, and no longer is, keeps the figure in.
    eerste = Afspraak.objects.filter(pk=afspraken[0].pk)
    eerste.update(embargo="later", openbaar_vanaf=datetime(2030, 1, 1, tzinfo=HIER))
    with pytest.raises(ValidationError, match="is er 1 niet openbaar"):
        publiceer_cijfer(versie=openbaar, **brief)
    eerste.update(embargo="", openbaar_vanaf=None)
    publiceer_cijfer(versie=openbaar, **brief)
    with pytest.raises(ValidationError, match="al openbaar"):
        publiceer_cijfer(versie=openbaar, **brief)


def test_published_rubriek_under_embargo_is_no_choice_for_what_is_public(rijk: Any) -> None:
    AfspraakFactory(overleg=OverlegFactory(ronde=RondeFactory(jaar=2025, concept=True)))
    with time_machine.travel(NU, tick=False):
        with pytest.raises(ValidationError, match="bestaat de keuze “BOL-2025-NW-1” niet"):
            maak(rijk, vraag="rubriek=BOL-2025-NW-1")
        assert maak(rijk, vraag="rubriek=BOL-2025-NW-1", zicht="rijk").totaal == 1
