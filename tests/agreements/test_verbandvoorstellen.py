"""Links that the application proposes: what scores, what is found through the index, and how one answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Auditregel, Rol, User
from agreements.gebiedsnamen import Gebiedsnamen
from agreements.gelijkenis import GRENS, Profiel, vergelijk
from agreements.models import Afspraak, Ronde, Verband, Verbandafwijzing
from agreements.services.naslag import laad_naslag
from agreements.services.verbanden import beeindig_verband, leg_verband, wijs_verband_af
from agreements.services.zoekindex import werk_zoekindex_bij
from agreements.verbandvoorstellen import MEESTE_VOORSTELLEN, maak_profiel, stel_verbanden_voor
from regions.models import Gebied, Provincie
from tests.agreements.test_lijnen import maak
from tests.agreements.verbandregister import (
    Stuk,
    echte_paren,
    lees_profielen,
    lees_stukken,
    profiel_van_tekst,
    voorgesteld,
)
from tests.factories import GebiedFactory, RijksredacteurFactory, UserFactory

# --- the score -------------------------------------------------------------------------------------------------


def profiel(tekst: str, jaar: int, gebied: str = "", noemt: str = "") -> Profiel:
    return Profiel(
        sleutel=tekst,
        overleg=f"BO Leefomgeving {jaar}",
        woorden={woord: woord for woord in tekst.split()},
        gebieden={gebied: gebied} if gebied else {},
        noemt=frozenset({noemt} if noemt else ()),
    )


def test_rare_words_say_more_than_common_ones() -> None:
    gewicht = {"spoorzone": 4.0, "planning": 3.0, "rijk": 0.2, "regio": 0.2}
    later = profiel("rijk regio spoorzone planning", 2025)
    zelfde, gewoon = profiel("spoorzone planning opstellen", 2024), profiel("rijk regio landbouw", 2024)
    assert vergelijk(later, zelfde, gewicht).score > GRENS > vergelijk(later, gewoon, gewicht).score


def test_same_place_and_a_named_overleg_add_a_reason_in_words() -> None:
    gelijk = vergelijk(
        profiel("spoorzone planning", 2025, "De Peel", "BO Leefomgeving 2024"),
        profiel("spoorzone planning", 2024, "De Peel", "BO Leefomgeving 2025"),
        {},
    )
    assert gelijk.redenen == (
        "Zelfde gebied: De Peel.",
        "Dezelfde woorden: planning, spoorzone.",
        "De tekst noemt het BO Leefomgeving 2024.",
        "De eerdere tekst noemt het BO Leefomgeving 2025.",
    )


def test_another_place_is_hardly_ever_the_same_matter_and_one_word_is_chance() -> None:
    later = profiel("spoorzone planning", 2025, "De Peel")
    assert vergelijk(later, profiel("spoorzone planning", 2024, "Groene Hart"), {}).score < 0.4
    assert not vergelijk(later, profiel("spoorzone landbouw", 2024, "De Peel"), {}).is_voorstel


def test_sentence_about_one_of_many_gebieden_is_compared_by_itself() -> None:
    namen = Gebiedsnamen({naam: (naam, naam) for naam in ("Groene Hart", "De Peel", "NZKG")})

    def lees(tekst: str, jaar: int, *gebieden: str) -> Profiel:
        return maak_profiel(
            sleutel=tekst,
            overleg=f"BO Leefomgeving {jaar}",
            tekst=tekst,
            namen=namen,
            gebieden={een: een for een in gebieden},
            provincies={},
            noemt=(),
        )

    peel = lees("Partijen scheiden landbouwwegen van fietspaden.", 2024, "De Peel")
    lang = lees(
        "Het overleg vergeleek programma's, begrotingen, organisatievormen, planningen, monitoring. "
        "In de Peel zijn landbouwwegen van fietspaden gescheiden. "
        "Het Groene Hart rapporteert jaarlijks over bodemdaling, veenweiden, recreatie, waterkwaliteit.",
        2025,
    )
    gelijk = vergelijk(lang, peel, {})
    assert gelijk.is_voorstel
    assert gelijk.redenen[0] == "Zelfde gebied: De Peel."
    # The name alone, which anything about that gebied shares, is not enough.
    assert not vergelijk(lees("In De Peel bouwen gemeenten.", 2025), peel, {}).is_voorstel
    assert not vergelijk(lang, lees("Het NZKG bouwt havens.", 2024, "NZKG"), {}).is_voorstel


def test_name_of_a_gebied_is_found_in_every_spelling_and_a_road_is_a_word() -> None:
    namen = Gebiedsnamen({"Regio Zwolle": (1, "Regio Zwolle"), "MRA": (2, "MRA"), "MRA Oost": (3, "MRA Oost")})
    assert namen.genoemd("In de regio Zwolle en MRA Oost.") == {(1, "Regio Zwolle"), (3, "MRA Oost")}
    assert namen.genoemd("De MRA-partners, de mra en subregio Zwolle.") == {(2, "MRA")}
    assert namen.zonder("De MRA groeit.").split() == ["De", "groeit."]
    assert Gebiedsnamen({}).genoemd("De MRA.") == set()
    gelezen = maak_profiel(
        sleutel="", overleg="", tekst="De A12 en de N35b in 2030.", namen=namen, gebieden={}, provincies={}, noemt=()
    )
    assert set(gelezen.woorden.values()) == {"a12", "n35b"}


# --- found through the index -------------------------------------------------------------------------------------


@pytest.fixture
def rijk(db: None) -> User:
    return RijksredacteurFactory()


@pytest.fixture
def register(db: None) -> dict[str, Afspraak]:
    """Two years about De Peel, with what looks like one another and what does not."""
    peel = GebiedFactory.create(naam="De Peel")
    afspraken = {
        naam: maak(jaar, tekstblok__tekst=tekst, verzamelingen__gebieden=[peel])
        for naam, jaar, tekst in (
            ("eerder", 2024, "Partijen onderzoeken veiligheid van landbouwwegen voor fietsers en tractoren."),
            ("anders", 2024, "Rijk en regio nemen kennis van het rapport over grondwater."),
            ("nog iets", 2024, "Gemeenten maken een woningbouwprogramma."),
            ("later", 2025, "Partijen scheiden op landbouwwegen de fietsers van zware tractoren."),
            ("los", 2025, "Havens bouwen windmolens."),
        )
    }
    werk_zoekindex_bij(Afspraak.objects.all())
    return afspraken


def voorstellen(user: Any, *afspraken: Afspraak) -> dict[str, list[str]]:
    rijen = list(Afspraak.objects.visible_to(user).filter(pk__in=[een.pk for een in afspraken]).for_list())
    gevonden = stel_verbanden_voor(rijen, user)
    return {een.code: [voorstel.eerder.code for voorstel in gevonden.get(een.pk, [])] for een in rijen}


def test_what_looks_alike_is_proposed_from_later_to_earlier(register: dict[str, Afspraak], rijk: User) -> None:
    later, eerder, los = register["later"], register["eerder"], register["los"]
    assert voorstellen(rijk, later, los, eerder) == {later.code: [eerder.code], los.code: [], eerder.code: []}


def test_what_is_tied_was_tied_or_was_rejected_is_not_proposed_again(register: dict[str, Afspraak], rijk: User) -> None:
    later, eerder = register["later"], register["eerder"]
    verband = leg_verband(van=later, soort="wijzigt", naar=eerder, by=rijk)
    assert voorstellen(rijk, later) == {later.code: []}
    beeindig_verband(verband=verband, reden="x", by=rijk)
    assert voorstellen(rijk, later) == {later.code: []}


def test_what_is_only_context_is_not_gone_on_from(register: dict[str, Afspraak], rijk: User) -> None:
    Afspraak.objects.filter(pk=register["eerder"].pk).update(soort=Afspraak.Soort.CONTEXT)
    assert voorstellen(rijk, register["later"]) == {register["later"].code: []}


def test_what_a_reader_may_not_see_is_not_proposed(register: dict[str, Afspraak]) -> None:
    Ronde.objects.filter(jaar=2024).update(fase=Ronde.Fase.CONCEPT)
    assert voorstellen(AnonymousUser(), register["later"]) == {register["later"].code: []}


def test_a_rejection_is_remembered_with_who_and_when(register: dict[str, Afspraak], rijk: User) -> None:
    later, eerder = register["later"], register["eerder"]
    afwijzing = wijs_verband_af(later=later, eerder=eerder, by=rijk)
    assert (afwijzing.door, afwijzing.rol) == (rijk, "Rijksredacteur")
    assert Auditregel.objects.filter(actie="verband afgewezen", object_sleutel=later.code).exists()
    assert voorstellen(rijk, later) == {later.code: []}
    with pytest.raises(ValidationError, match="al afgewezen"):
        wijs_verband_af(later=later, eerder=eerder, by=rijk)
    leg_verband(van=later, soort="wijzigt", naar=eerder, by=rijk)
    with pytest.raises(PermissionDenied):
        wijs_verband_af(later=later, eerder=register["anders"], by=UserFactory.create(rol=Rol.LEZER_REGIO))


# --- the worklist ------------------------------------------------------------------------------------------------


def test_worklist_lays_and_rejects(client: Client, register: dict[str, Afspraak], rijk: User) -> None:
    client.force_login(rijk)
    later, eerder = register["later"], register["eerder"]
    pagina = client.get(reverse("verbandvoorstellen")).content.decode()
    assert eerder.code in pagina
    assert "Zelfde gebied: De Peel." in pagina
    adres = reverse("verbandvoorstel-antwoord", args=[later.code])
    antwoord = client.post(adres, {"eerder": eerder.code, "daad": "afwijzen", "terug": "lijst"}, follow=True)
    assert "Afgewezen." in antwoord.content.decode()
    assert Verbandafwijzing.objects.count() == 1
    assert eerder.code not in client.get(reverse("verbandvoorstellen"), {"ronde": "bol-2025"}).content.decode()
    client.post(adres, {"eerder": eerder.code, "daad": "leggen", "soort": "concretiseert"})
    assert Verband.objects.get().soort == "concretiseert"


def test_worklist_is_the_rijksredacteurs_and_an_answer_needs_the_right(
    client: Client, register: dict[str, Afspraak]
) -> None:
    client.force_login(UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[register["later"].overleg.landsdeel]))
    assert client.get(reverse("verbandvoorstellen")).status_code == 403
    adres = reverse("verbandvoorstel-antwoord", args=[register["later"].code])
    for daad in ("leggen", "afwijzen"):
        gegevens = {"eerder": register["eerder"].code, "daad": daad, "soort": "wijzigt"}
        assert client.post(adres, gegevens).status_code == 403
    assert not Verband.objects.exists()
    assert not Verbandafwijzing.objects.exists()


def test_proposals_cost_no_more_for_many_agreements_than_for_one(register: dict[str, Afspraak], rijk: User) -> None:
    _ = rijk.reikwijdte

    def kosten(*afspraken: Afspraak) -> int:
        sleutels = [een.pk for een in afspraken]
        rijen = list(Afspraak.objects.visible_to(rijk).filter(pk__in=sleutels).for_list())
        with CaptureQueriesContext(connection) as vragen:
            assert register["later"].pk in stel_verbanden_voor(rijen, rijk)
        return len(vragen)

    # Of all of them together no word of an earlier one is still to be counted.
    assert kosten(register["later"]) == 12
    assert kosten(*register.values()) == 11


def test_score_does_not_depend_on_what_else_is_asked(register: dict[str, Afspraak], rijk: User) -> None:
    def score(*afspraken: Afspraak) -> float:
        rijen = list(Afspraak.objects.visible_to(rijk).filter(pk__in=[een.pk for een in afspraken]).for_list())
        return stel_verbanden_voor(rijen, rijk)[register["later"].pk][0].score

    assert score(register["later"]) == score(*register.values())


# --- how good they are -------------------------------------------------------------------------------------------


def test_of_the_links_in_the_demo_data_most_are_proposed_and_little_else(db: None) -> None:
    """Between three lists; precision was 0.91 and recall 0.85 when it was set, and less is a regression."""
    from agreements.services.demo import MAP
    from agreements.services.invoer import lees_document

    laad_naslag()
    per_jaar: dict[int, dict[str, Profiel]] = {}
    for jaar in (2024, 2025, 2026):
        pad = MAP / f"lijst-mirt-{jaar}.txt"
        lijst = lees_document(pad, naam=pad.name, soort="mirt", jaar=jaar).lijst.met_codes()
        profielen = per_jaar[jaar] = {}
        for deel in lijst.landsdelen:
            for rubriek in deel.rubrieken:
                for blok in rubriek.blokken:
                    # A rubriek of one gebied has it in its title; the others have it as onderwerp.
                    van_gebied = "NOVEX" in rubriek.titel or "strategie" in rubriek.titel
                    gebied = blok.onderwerp or (rubriek.titel if van_gebied else "")
                    for punt in blok.tekstblokken:
                        profielen[punt.code] = profiel_van_tekst(
                            punt.code,
                            f"BO MIRT {jaar}",
                            " ".join((punt.tekst, *punt.subpunten)),
                            gebieden=filter(None, [gebied]),
                            provincies=filter(None, [blok.provincie]),
                        )
    verloop = json.loads((settings.BASE_DIR / "fixtures/demo/verloop.json").read_text(encoding="utf-8"))
    echt = {
        (een["naar"], een["van"]) if een["soort"] == "samengevoegd_in" else (een["van"], een["naar"])
        for een in verloop["verbanden"]
        if "naar" in een
    }
    gevonden = voorgesteld(per_jaar)
    goed = len(gevonden & echt)
    assert goed / len(gevonden) >= 0.9
    assert goed / len(echt) >= 0.84


@pytest.fixture
def stukken(echt_document: Callable[[str], Path]) -> dict[str, Stuk]:
    """The list of 2024, the letter of 2025 and the dossier of 2026, of which pairs were judged by reading."""
    return lees_stukken(
        echt_document("afsprakenlijst-bol-2024.txt"),
        echt_document("kamerbrief-bol-2025.txt"),
        echt_document("dossier-noordwest-bol-2026.md"),
    )


def test_between_real_documents_little_is_proposed_wrongly_and_much_is_missed(stukken: dict[str, Stuk]) -> None:
    """Of 24 proposals 22 were right, of 70 pairs 22 were found (0.92 and 0.31). Less is a regression."""
    echt = echte_paren()
    assert {sleutel for paar in echt for sleutel in paar} <= stukken.keys()
    gevonden = voorgesteld(lees_profielen(stukken), hoogstens=MEESTE_VOORSTELLEN)
    goed = len(gevonden & echt)
    assert goed / len(gevonden) >= 0.9, gevonden - echt
    assert goed / len(echt) >= 0.3, (goed, len(echt))


def test_in_the_application_the_same_documents_give_nearly_the_same(stukken: dict[str, Stuk], rijk: User) -> None:
    """Through the index, with its weights: of 21 proposals 19 were right (0.90), of 70 pairs 19 were found (0.27).

    The rarest words alone led past half of the pairs: 9 were found.
    """
    laad_naslag()
    gebieden, provincies = Gebied.objects.in_bulk(field_name="slug"), Provincie.objects.in_bulk(field_name="slug")
    van = {}
    for sleutel, stuk in stukken.items():
        afspraak = maak(stuk.jaar, tekstblok__tekst=stuk.tekst)
        afspraak.gebieden.set(gebieden[slug] for slug in stuk.gebieden)
        afspraak.provincies.set(provincies[slug] for slug in stuk.provincies)
        van[afspraak.pk] = sleutel
    werk_zoekindex_bij(Afspraak.objects.all())
    rijen = list(Afspraak.objects.visible_to(rijk).filter(pk__in=van).for_list())
    gevonden = {(van[pk], van[een.eerder.pk]) for pk, rij in stel_verbanden_voor(rijen, rijk).items() for een in rij}
    echt = echte_paren()
    goed = len(gevonden & echt)
    assert goed / len(gevonden) >= 0.9, gevonden - echt
    assert goed / len(echt) >= 0.25, (goed, len(echt))
