"""Closing an overleg: its list makes itself, to the letter, and what was decided can be proved afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from accounts.actoren import SYSTEEM
from agreements.importers.dossier import lees_dossier
from agreements.lijst import Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok
from agreements.models import (
    Afspraak,
    Agendapunt,
    Beslispunt,
    Besluitregel,
    Ronde,
    Statuswijziging,
    Termijn,
    Zitting,
    Zoekdocument,
)
from agreements.models import Blok as BlokRij
from agreements.models import Rubriek as RubriekRij
from agreements.models import Tekstblok as TekstblokRij
from agreements.models.besluit import Besluit
from agreements.services import zittingen
from agreements.services.controle import controleer_geschiedenis
from agreements.services.dossiers import laad_dossier
from agreements.services.lijsten import laad_lijst, lijst_uit_database
from agreements.services.zittingen import (
    bewijs_van,
    draai_terug,
    hamer_af,
    leg_besluit_vast,
    open_zitting,
    sluit_zitting,
    tafel,
    uitkomsten,
    voeg_in,
)
from agreements.services.zittingen import sluiten as sluiten_module
from tests import factories
from tests.agreements.test_check_history import met_de_hand
from tests.zittingen import BRUG, DOSSIER, HAMER, HAMER_TWEE, INLEIDING, VAREN, WEG, maak_zitting, voorstel

RijksredacteurFactory: Any = factories.RijksredacteurFactory

pytestmark = pytest.mark.django_db

WEG_ANDERS = "De weg naar de brug krijgt in 2032 een breed fietspad."
PONT = "Er vaart in de tussentijd een pont."


@pytest.fixture
def redacteur() -> Any:
    return RijksredacteurFactory()


def beslis(zitting: Zitting, by: Any) -> None:
    """One unchanged, one changed, one held over, one from the floor, one withdrawn, and the hamerpunten."""
    brug, weg, varen = (voorstel(zitting, tekst) for tekst in (BRUG, WEG, VAREN))
    leg_besluit_vast(beslispunt=brug, besluit=Besluit.ONGEWIJZIGD, by=by)
    leg_besluit_vast(beslispunt=weg, besluit=Besluit.GEWIJZIGD, tekst=WEG_ANDERS, inleiding=INLEIDING, by=by)
    leg_besluit_vast(beslispunt=varen, besluit=Besluit.AANGEHOUDEN, by=by)
    voeg_in(zitting=zitting, punt=brug.punt, tekst=PONT, inleiding=INLEIDING, by=by)
    draai_terug(beslispunt=voeg_in(zitting=zitting, punt=varen.punt, tekst="Toch niet.", by=by), by=by)
    hamer_af(zitting=zitting, by=by)


@pytest.fixture
def zitting(redacteur: Any) -> Zitting:
    zitting = maak_zitting(by=redacteur)
    beslis(zitting, redacteur)
    return zitting


def test_list_makes_itself_of_what_was_adopted(redacteur: Any, zitting: Zitting) -> None:
    resultaat = sluit_zitting(zitting=zitting, by=redacteur)
    lijst = lijst_uit_database(Ronde.objects.get(jaar=2031), user=None)
    (deel,) = lijst.landsdelen
    assert (lijst.titel, deel.kop) == ("Afsprakenlijst BO Leefomgeving 2031", "Regio Noordwest-Nederland")
    assert [(rubriek.nummer, rubriek.titel) for rubriek in deel.rubrieken] == [
        ("1", "De brug"),
        ("2", "Provincie Utrecht"),
    ]
    (brug,) = deel.rubrieken[0].blokken  # the one lead-in stands above all three
    assert brug.inleiding == INLEIDING
    assert [(een.code, een.tekst, een.subpunten) for een in brug.tekstblokken] == [
        ("BOL-2031-NW-1-01", BRUG, ("het Rijk betaalt", "de provincie bouwt")),
        ("BOL-2031-NW-1-02", WEG_ANDERS, ()),
        ("BOL-2031-NW-1-03", PONT, ()),
    ]
    (oevers,) = deel.rubrieken[1].blokken
    assert (oevers.inleiding, [een.tekst for een in oevers.tekstblokken]) == (None, [HAMER, HAMER_TWEE])
    # Codes, places, deadlines, history and search index have come as with any list.
    assert resultaat.afspraken[0].code == "BOL-2031-NW-1-01"
    per_tekst = {een.tekst: een for een in Afspraak.objects.select_related("tekstblok")}
    assert {tekst: een.besluit for tekst, een in per_tekst.items()} == {
        BRUG: "ongewijzigd",
        WEG_ANDERS: "gewijzigd",
        PONT: "ongewijzigd",
        HAMER: "ongewijzigd",
        HAMER_TWEE: "ongewijzigd",
    }
    assert {een.beslispunt.tekst: een.tekst for een in per_tekst.values() if een.beslispunt}[WEG] == WEG_ANDERS
    assert [provincie.naam for provincie in per_tekst[HAMER].provincies.all()] == ["Utrecht"]
    assert str(per_tekst[BRUG].termijn_tot) == "2032-12-31"
    assert Termijn.objects.filter(afspraak=per_tekst[WEG_ANDERS], frase="in 2032").exists()
    assert Statuswijziging.objects.filter(nummer=1).count() == Zoekdocument.objects.count() == 5
    assert controleer_geschiedenis() == []
    # Closing opens nothing: the phase is an act of its own.
    assert Ronde.objects.get(jaar=2031).fase == Ronde.Fase.CONCEPT


def test_agenda_and_proposals_stay_what_they_were(redacteur: Any, zitting: Zitting) -> None:
    voor = list(Beslispunt.objects.order_by("pk").values())
    sluit_zitting(zitting=zitting, by=redacteur)
    assert list(Beslispunt.objects.order_by("pk").values()) == voor


def test_what_is_not_decided_is_named_and_nothing_is_closed(redacteur: Any) -> None:
    zitting = maak_zitting()
    leg_besluit_vast(beslispunt=voorstel(zitting, BRUG), besluit=Besluit.VERVALLEN, by=redacteur)
    with pytest.raises(ValidationError, match=r"Over 4 voorstellen is nog niets vastgelegd: 2.1 “De weg naar"):
        sluit_zitting(zitting=zitting, by=redacteur)
    zitting.refresh_from_db()
    assert not zitting.is_gesloten
    assert not TekstblokRij.objects.exists()


def test_closing_twice_does_nothing_the_second_time(redacteur: Any, zitting: Zitting) -> None:
    sluit_zitting(zitting=zitting, by=redacteur)
    was = [list(model.objects.order_by("pk").values()) for model in (Zitting, Afspraak, TekstblokRij)]
    assert sluit_zitting(zitting=zitting, by=SYSTEEM).was_gesloten
    assert [list(model.objects.order_by("pk").values()) for model in (Zitting, Afspraak, TekstblokRij)] == was


def test_closed_is_final(redacteur: Any, zitting: Zitting) -> None:
    sluit_zitting(zitting=zitting, by=redacteur)
    een, punt = voorstel(zitting, BRUG), Agendapunt.objects.get(nummer="2.2")
    for poging in (
        lambda: leg_besluit_vast(beslispunt=een, besluit=Besluit.VERVALLEN, by=redacteur),
        lambda: draai_terug(beslispunt=een, by=redacteur),
        lambda: hamer_af(zitting=zitting, by=redacteur),
        lambda: voeg_in(zitting=zitting, punt=punt, tekst="Nog iets.", by=redacteur),
        lambda: zittingen.zet_aanwezigheid(zitting=zitting, presenties=[], by=redacteur),
    ):
        with pytest.raises(ValidationError, match=r"gesloten door .* herstelt u in de afstemming"):
            poging()


def test_overleg_that_adopts_nothing_is_closed_without_a_list(redacteur: Any) -> None:
    zitting = maak_zitting()
    for een in zitting.beslispunten.order_by("volgorde"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.AANGEHOUDEN, by=redacteur)
    assert sluit_zitting(zitting=zitting, by=redacteur).afspraken == ()
    assert not TekstblokRij.objects.exists()
    assert controleer_geschiedenis() == []


def test_what_goes_wrong_half_way_leaves_nothing(
    redacteur: Any, zitting: Zitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breekt(**_: Any) -> None:
        raise OSError("de stekker eruit")

    monkeypatch.setattr(sluiten_module, "leg_vast", breekt)
    with pytest.raises(OSError, match="stekker"):
        sluit_zitting(zitting=zitting, by=redacteur)
    zitting.refresh_from_db()
    assert not zitting.is_gesloten
    assert not TekstblokRij.objects.exists()
    assert not RubriekRij.objects.exists()
    monkeypatch.undo()
    assert len(sluit_zitting(zitting=zitting, by=redacteur).afspraken) == 5


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_the_same_moment_make_one_list() -> None:
    redacteur = RijksredacteurFactory()
    zitting = maak_zitting(by=redacteur)
    beslis(zitting, redacteur)
    tegelijk = threading.Barrier(2, timeout=10)
    uitkomst: list[bool] = []

    def sluit() -> None:
        try:
            tegelijk.wait()
            uitkomst.append(sluit_zitting(zitting=zitting, by=redacteur).was_gesloten)
        finally:
            connection.close()

    draden = [threading.Thread(target=sluit) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    assert sorted(uitkomst) == [False, True]
    assert Afspraak.objects.count() == 5
    assert controleer_geschiedenis() == []


def test_lists_of_other_landsdelen_are_not_touched(redacteur: Any) -> None:
    factories.LandsdeelFactory.create(slug="oost")
    rubriek = Rubriek(nummer="1", titel="Dijken", blokken=(Blok(tekstblokken=(Tekstblok(tekst="Een dijk."),)),))
    oost = Landsdeellijst(landsdeel="oost", kop="Regio Oost-Nederland", rubrieken=(rubriek,))
    laad_lijst(lijst=Lijst(soort="bol", jaar=2031, titel="De lijst van 2031", landsdelen=(oost,)), by=redacteur)
    modellen = (Afspraak, TekstblokRij, BlokRij, RubriekRij, Statuswijziging, Zoekdocument)

    def stand() -> list[Any]:
        return [list(model.objects.filter(pk__in=sleutels[model]).order_by("pk").values()) for model in modellen]

    sleutels = {model: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in modellen}
    zitting = maak_zitting()
    beslis(zitting, redacteur)
    was = stand()
    sluit_zitting(zitting=zitting, by=redacteur)
    assert stand() == was
    lijst = lijst_uit_database(Ronde.objects.get(jaar=2031), user=None)
    assert (lijst.titel, {deel.landsdeel for deel in lijst.landsdelen}) == ("De lijst van 2031", {"oost", "noordwest"})


def test_agreement_proves_that_it_is_what_was_adopted(redacteur: Any, zitting: Zitting) -> None:
    sluit_zitting(zitting=zitting, by=redacteur)
    brug, weg = (bewijs_van(Afspraak.objects.get(tekstblok__tekst=tekst)) for tekst in (BRUG, WEG_ANDERS))
    assert brug is not None
    assert weg is not None
    assert (brug.is_een_op_een, brug.beslispunt.sha256) == (True, brug.laatste and brug.laatste.sha256)
    assert (weg.is_een_op_een, weg.voorstel.tekst, weg.vastgesteld.tekst) == (False, WEG, WEG_ANDERS)
    assert weg.laatste is not None
    assert (weg.laatste.door, weg.laatste.door_naam) == (redacteur, str(redacteur))
    assert bewijs_van(factories.AfspraakFactory.create()) is None


def test_whole_meeting_is_read_in_four_queries(
    redacteur: Any, zitting: Zitting, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):  # items, proposals, their lines, their agreements
        een = tafel(zitting)
    assert (een.te_besluiten, een.besloten, een.nog_open) == (6, 6, [])
    assert een.telling() == [("ongewijzigd vastgesteld", 4), ("gewijzigd vastgesteld", 1), ("aangehouden", 1)]


@pytest.mark.parametrize(
    ("vernieling", "melding"),
    [
        (lambda: Beslispunt.objects.filter(tekst=BRUG).update(tekst="Een brug."), "niet meer wat op tafel lag"),
        (lambda: Besluitregel.objects.filter(tekst=BRUG).update(tekst="Een brug."), "niet meer wat is vastgelegd"),
        (lambda: Besluitregel.objects.filter(tekst=BRUG).update(besluit="gewijzigd"), "maar de tekst zegt iets anders"),
        (lambda: Besluitregel.objects.filter(beslispunt__tekst=VAREN).update(tekst="x"), "heeft toch een tekst"),
        (lambda: Besluitregel.objects.filter(tekst=BRUG).update(nummer=2), "regel 1 ontbreekt"),
        (lambda: Besluitregel.objects.filter(beslispunt__tekst=VAREN).delete(), "gesloten zonder besluit"),
        (lambda: TekstblokRij.objects.filter(tekst=BRUG).update(tekst="Een brug."), "niet naar de letter"),
        (lambda: BlokRij.objects.update(inleiding="Wij doen:"), "niet naar de letter"),
        (lambda: Afspraak.objects.filter(besluit="gewijzigd").update(besluit="ongewijzigd"), "maar vastgelegd is"),
        (
            lambda: Afspraak.objects.filter(tekstblok__tekst=BRUG).update(beslispunt=None),
            "vastgesteld, maar staat niet in de lijst",
        ),
        (
            lambda: Afspraak.objects.filter(tekstblok__tekst=BRUG).update(
                beslispunt=Beslispunt.objects.get(tekst=VAREN)
            ),
            "staat in de lijst, maar is niet vastgesteld",
        ),
        (lambda: Beslispunt.objects.filter(tekst=HAMER).update(volgorde=99), "voorstel 4 ontbreekt"),
    ],
)
def test_check_finds_what_no_longer_fits(
    redacteur: Any, zitting: Zitting, vernieling: Callable[[], Any], melding: str
) -> None:
    sluit_zitting(zitting=zitting, by=redacteur)
    assert controleer_geschiedenis() == []
    with met_de_hand():
        vernieling()
    gebreken = controleer_geschiedenis()
    assert any(melding in een.melding for een in gebreken), gebreken
    assert {een.waar for een in gebreken} == {"overleg bol-2031-noordwest"}


def test_text_of_the_real_dossier_becomes_the_list_to_the_letter(
    redacteur: Any, echt_document: Callable[[str], Path]
) -> None:
    call_command("load_reference", verbosity=0)
    pad = echt_document("dossier-noordwest-bol-2026.md")
    gelezen = lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest").dossier
    zitting = open_zitting(overleg=laad_dossier(gelezen, by=SYSTEEM).overleg, by=redacteur)
    for een in zitting.beslispunten.order_by("volgorde"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    sluit_zitting(zitting=zitting, by=redacteur)
    (deel,) = lijst_uit_database(Ronde.objects.get(jaar=2026, soort="bol"), user=None).landsdelen
    in_lijst = [
        (een.tekst, een.subpunten, blok.inleiding or "")
        for rubriek in deel.rubrieken
        for blok in rubriek.blokken
        for een in blok.tekstblokken
    ]
    voorgesteld = [
        (een.tekst, een.subpunten, een.inleiding)
        for punt in gelezen.agendapunten
        for een in punt.voorstellen
        if een.invulling == "echt"
    ]
    assert in_lijst == voorgesteld
    assert len(in_lijst) == 16
    assert [rubriek.nummer for rubriek in deel.rubrieken] == ["1", "2", "3", "4"]
    assert deel.rubrieken[2].gebied == "groene-hart"
    assert all(een.is_een_op_een for een in uitkomsten(zitting))
    assert controleer_geschiedenis() == []


def test_dossier_that_reads_the_same_twice_has_two_agreements(redacteur: Any) -> None:
    """Two proposals with the same words are two agreements, each of its own proposal."""
    punten = list(DOSSIER.agendapunten)
    dubbel = replace(punten[3].blokken[0], voorstellen=punten[3].blokken[0].voorstellen * 2)
    punten[3] = replace(punten[3], blokken=(dubbel,))
    zitting = maak_zitting(replace(DOSSIER, agendapunten=tuple(punten)))
    for een in zitting.beslispunten.order_by("volgorde"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    afspraken = sluit_zitting(zitting=zitting, by=redacteur).afspraken
    assert len({een.beslispunt_id for een in afspraken}) == len(afspraken) == 6


def _lijst_van_voorstellen(redacteur: Any) -> None:
    """A list that was loaded before the overleg, of what was then proposed."""
    blok = Blok(tekstblokken=tuple(Tekstblok(tekst=tekst, teken="❖") for tekst in (HAMER, "Iets wat van tafel ging.")))
    rubriek = Rubriek(nummer="7", titel="Wat eerder was voorgesteld", blokken=(blok,))
    deel = Landsdeellijst(landsdeel="noordwest", kop="Regio Noordwest-Nederland", rubrieken=(rubriek,))
    laad_lijst(
        lijst=Lijst(soort="bol", jaar=2031, titel="De lijst van 2031", landsdelen=(deel,)),
        by=redacteur,
        besluit=Besluit.VOORGESTELD,
    )


def test_list_of_proposals_that_was_loaded_before_gives_way(redacteur: Any, zitting: Zitting) -> None:
    """What was proposed there and is adopted keeps its code and all that hangs on it, and is followed from now."""
    _lijst_van_voorstellen(redacteur)
    oud = Afspraak.objects.get(tekstblok__tekst=HAMER)
    assert not oud.statuswijzigingen.exists()
    sluit_zitting(zitting=zitting, by=redacteur)
    (deel,) = lijst_uit_database(Ronde.objects.get(jaar=2031), user=None).landsdelen
    assert [rubriek.titel for rubriek in deel.rubrieken] == ["De brug", "Provincie Utrecht"]
    assert [een.code for een in deel.rubrieken[1].tekstblokken] == ["BOL-2031-NW-7-01", "BOL-2031-NW-2-01"]
    oud.refresh_from_db()
    assert (oud.besluit, oud.statuswijzigingen.count()) == ("ongewijzigd", 1)
    assert oud.beslispunt == voorstel(zitting, HAMER)
    assert controleer_geschiedenis() == []


def test_list_of_proposals_of_which_nothing_is_adopted_is_empty(redacteur: Any) -> None:
    zitting = maak_zitting()
    _lijst_van_voorstellen(redacteur)
    for een in zitting.beslispunten.order_by("volgorde"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.AANGEHOUDEN, by=redacteur)
    sluit_zitting(zitting=zitting, by=redacteur)
    assert lijst_uit_database(Ronde.objects.get(jaar=2031), user=None).landsdelen == ()
    assert Afspraak.objects.filter(besluit="voorgesteld").count() == 2
    assert controleer_geschiedenis() == []
