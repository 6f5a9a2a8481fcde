"""Items come, change, become a hamerpunt, go, and come back as the same item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actoren import SYSTEEM
from agreements.agendaboom import Richting
from agreements.dossier import Agendasoort
from agreements.models import Agendablok, Agendapunt, Dossier, Dossierversie, Puntconcept, Puntversie
from agreements.services.agenda import (
    DossierIntussenGewijzigd,
    Kop,
    TekstVervalt,
    kop_van,
    maak_ongedaan,
    naar_dit_punt,
    ongedaan_te_maken,
    verwijder_punt,
    verwijderde_punten,
    voeg_punt_toe,
    wijzig_punt,
    zet_punt_terug,
    zet_stap,
)
from agreements.services.dossiers import dossier_van, laad_dossier
from agreements.services.puntversies import leg_stand_vast
from tests.agreements.agenda.voorbeeld import DOSSIER, agenda, agendatabel, maak_dossier, punt
from tests.factories import AfspraakFactory, RijksredacteurFactory

pytestmark = pytest.mark.django_db

HAMER = Agendasoort.HAMERPUNT


@pytest.fixture
def dossier() -> Dossier:
    return maak_dossier()


def soorten(nummer: str) -> list[str]:
    return list(Agendablok.objects.filter(punt__nummer=nummer).order_by("volgorde").values_list("soort", flat=True))


# --- coming and changing ------------------------------------------------------------------------------------------


def test_new_item_gets_its_number_its_blocks_and_a_row_of_the_agenda(dossier: Dossier) -> None:
    kop = Kop(titel="De sluis", wie=("Minister", "gedeputeerde"), begin=time(10, 30), eind=time(10, 45))
    nieuw = voeg_punt_toe(dossier=dossier, kop=kop, onder=punt("2").pk, by=SYSTEEM, versie=1)
    assert agenda()[5:] == ["2.3 De sluis", "3 Afronding"]
    assert soorten("2.3") == ["in_het_kort", "bespreekpunten", "voorgestelde_afspraken", "toelichting"]
    assert agendatabel() == [
        *("Inloop", "1 Opening", "2 Water", "2.1 De dijk", "2.2 De brug", "2.3 De sluis", "Pauze", "3 Afronding")
    ]
    regel = dossier.agenda.get(nummer="2.3")
    assert (regel.tijd, regel.wie) == ("10.30 uur", "Minister, gedeputeerde")
    assert Dossierversie.objects.get(nummer=2).reden == "agendapunt 2.3 toegevoegd"
    assert kop_van(nieuw) == kop


def test_new_chapter_comes_before_the_closing_and_a_new_hamerpunt_among_the_hamerpunten(dossier: Dossier) -> None:
    voeg_punt_toe(dossier=dossier, kop=Kop(titel="Energie"), by=SYSTEEM)
    voeg_punt_toe(dossier=dossier, kop=Kop(titel="Verlenging", soort=HAMER), onder=punt("2").pk, by=SYSTEEM)
    voeg_punt_toe(dossier=dossier, kop=Kop(titel="Wonen"), by=SYSTEEM)
    assert agenda()[5:] == ["3 Energie", "4 Wonen", "5 Hamerpunten", "5.1 Verlenging", "6 Afronding"]
    assert soorten("5.1") == ["in_het_kort", "voorgestelde_afspraken"]
    assert [regel for regel in agendatabel() if regel != "Pauze"][-5:] == agenda()[5:]


@pytest.mark.parametrize(
    ("kop", "veld"),
    [
        (Kop(titel="  "), "titel"),
        (Kop(titel="x" * 301), "titel"),
        (Kop(titel="Te laat", begin=time(11), eind=time(10)), "eind"),
        (Kop(titel="Zonder begin", eind=time(10)), "begin"),
    ],
)
def test_item_that_is_not_right_is_refused(dossier: Dossier, kop: Kop, veld: str) -> None:
    with pytest.raises(ValidationError) as fout:
        voeg_punt_toe(dossier=dossier, kop=kop, by=SYSTEEM)
    assert veld in fout.value.error_dict
    assert dossier_van(dossier.overleg) == DOSSIER


def test_head_of_an_item_changes_and_its_row_of_the_agenda_with_it(dossier: Dossier) -> None:
    houder = RijksredacteurFactory()
    kop = replace(kop_van(punt("2.1")), titel="De zeedijk", penhouder=houder, aanleveren_voor=date(2031, 2, 1))
    wijzig_punt(punt=punt("2.1"), kop=kop, by=SYSTEEM, versie=1)
    assert kop_van(punt("2.1")) == kop
    assert "2.1 De zeedijk" in agendatabel()
    versie = Dossierversie.objects.get(nummer=2)
    assert versie.reden == "agendapunt 2.1: titel, penhouder, aanleverdatum"
    # The same once more is no change.
    wijzig_punt(punt=punt("2.1"), kop=kop, by=SYSTEEM, versie=2)
    assert Dossierversie.objects.count() == 2


def test_row_of_the_agenda_follows_but_for_what_was_written_there_by_hand(dossier: Dossier) -> None:
    dossier.agenda.filter(nummer="2.1").update(wie="Minister")
    dossier.agenda.filter(nummer="2.2").update(wie="Met de hand")
    for nummer in ("2.1", "2.2"):
        kop = replace(kop_van(punt(nummer)), wie=("Wethouder", "dijkgraaf"), begin=time(10, 20))
        wijzig_punt(punt=punt(nummer), kop=kop, by=SYSTEEM)
    regels = {een.nummer: (een.tijd, een.wie) for een in dossier.agenda.filter(nummer__in=["2.1", "2.2"])}
    assert regels == {"2.1": ("10.20 uur", "Wethouder, dijkgraaf"), "2.2": ("10.20 uur", "Met de hand")}


def test_two_people_may_change_different_items_but_not_the_same(dossier: Dossier) -> None:
    wijzig_punt(punt=punt("2.1"), kop=replace(kop_van(punt("2.1")), titel="Mijn dijk"), by=SYSTEEM, versie=1)
    wijzig_punt(punt=punt("2.2"), kop=replace(kop_van(punt("2.2")), titel="Mijn brug"), by=SYSTEEM, versie=1)
    with pytest.raises(DossierIntussenGewijzigd):
        wijzig_punt(punt=punt("2.1"), kop=replace(kop_van(punt("2.1")), titel="Uw dijk"), by=SYSTEEM, versie=1)
    assert punt("2.1").titel == "Mijn dijk"


# --- hamerpunten --------------------------------------------------------------------------------------------------


def test_bespreekpunt_becomes_a_hamerpunt_and_back_and_stays_the_same_item(dossier: Dossier) -> None:
    dijk = punt("2.1")
    met_hamer = replace(kop_van(dijk), soort=HAMER)
    with pytest.raises(TekstVervalt, match="geen “Bespreekpunten” en geen “Toelichting”"):
        wijzig_punt(punt=dijk, kop=met_hamer, by=SYSTEEM)
    assert dossier_van(dossier.overleg) == DOSSIER
    wijzig_punt(punt=punt("2.1"), kop=met_hamer, by=SYSTEEM, bevestigd=True)
    # The chapter is made, before the closing one; the reference to the bridge follows.
    assert agenda() == [
        *("1 Opening", "2 Water", "2.1 De brug", "2.1.1 Het hek", "3 Hamerpunten", "3.1 De dijk", "4 Afronding")
    ]
    assert punt("3.1").pk == dijk.pk
    assert soorten("3.1") == ["in_het_kort", "voorgestelde_afspraken"]
    assert Agendablok.objects.filter(punt=dijk).order_by("volgorde")[0].html.endswith("<strong>2.1</strong>.</p>")
    wijzig_punt(punt=punt("3.1"), kop=replace(kop_van(punt("3.1")), soort=Agendasoort.BESPREEKPUNT), by=SYSTEEM)
    assert punt("2.2").pk == dijk.pk
    assert soorten("2.2") == ["in_het_kort", "bespreekpunten", "voorgestelde_afspraken", "toelichting"]
    assert "Wie betaalt de dijk?" in Agendablok.objects.get(punt=dijk, soort="bespreekpunten").html


def test_hamerpunt_without_other_texts_needs_no_yes(dossier: Dossier) -> None:
    wijzig_punt(punt=punt("2.2.1"), kop=replace(kop_van(punt("2.2.1")), soort=HAMER), by=SYSTEEM)
    assert agenda()[4:] == ["3 Hamerpunten", "3.1 Het hek", "4 Afronding"]


def test_versions_of_an_item_say_which_act_changed_its_text(dossier: Dossier) -> None:
    dijk = punt("2.1")
    leg_stand_vast(dijk)
    zet_stap(punt=punt("2.2"), richting=Richting.OMHOOG, by=RijksredacteurFactory(username="els"))
    maak_ongedaan(dossier=dossier, by=SYSTEEM, versie=2)
    wijzig_punt(punt=punt("2.1"), kop=replace(kop_van(punt("2.1")), soort=HAMER), by=SYSTEEM, bevestigd=True)
    laad_dossier(DOSSIER, by=SYSTEEM, vervang=True)
    assert list(Puntversie.objects.filter(punt=dijk).order_by("nummer").values_list("reden", flat=True)) == [
        "zoals geladen",
        "nummers van agendapunten veranderd",
        "agenda ongedaan gemaakt",
        "hamerpunt geworden",
        "dossier geladen",
    ]
    assert Puntversie.objects.get(punt=dijk, nummer=2).door_naam == "Els"
    # Nobody wrote in the others: their history begins when somebody does.
    assert not Puntversie.objects.exclude(punt=dijk).exists()


def test_item_with_items_under_it_is_no_hamerpunt(dossier: Dossier) -> None:
    with pytest.raises(ValidationError, match="staan andere punten"):
        wijzig_punt(punt=punt("2.2"), kop=replace(kop_van(punt("2.2")), soort=HAMER), by=SYSTEEM)
    assert dossier_van(dossier.overleg) == DOSSIER


# --- going and coming back ----------------------------------------------------------------------------------------


def test_item_goes_with_what_is_under_it_and_comes_back_as_the_same(dossier: Dossier) -> None:
    houder, afspraak = RijksredacteurFactory(), AfspraakFactory.create()
    brug, hek = punt("2.2"), punt("2.2.1")
    Agendapunt.objects.filter(pk=brug.pk).update(penhouder=houder)
    brug.herkomsten.add(afspraak)
    assert naar_dit_punt(dossier, {brug.pk, hek.pk}, {"2.2", "2.2.1"}) == [
        *("agendapunt 2.1 De dijk", "de agenda", "de bijlagen")
    ]
    verwijder_punt(punt=brug, by=SYSTEEM)
    assert agenda() == ["1 Opening", "2 Water", "2.1 De dijk", "3 Afronding"]
    assert "2.2 De brug" not in agendatabel()
    # Who reads on sees that it is gone, and not another item that took its number.
    assert dossier.bijlagen.get().naam == "Kaart bij agendapunt 2.2 (vervallen)"
    zet_stap(punt=punt("2.1"), richting=Richting.UIT, by=SYSTEEM)
    [weg] = verwijderde_punten(dossier)
    assert (weg.nummer, weg.titel, weg.onderliggend) == ("2.2", "De brug", 1)
    terug = zet_punt_terug(dossier=dossier, pk=brug.pk, by=SYSTEEM)
    assert agenda() == ["1 Opening", "2 Water", "2.1 De brug", "2.1.1 Het hek", "3 De dijk", "4 Afronding"]
    assert (terug.pk, punt("2.1.1").pk) == (brug.pk, hek.pk)
    assert (punt("2.1").penhouder, punt("2.1").herkomsten.get()) == (houder, afspraak)
    # Its own text follows what was renumbered meanwhile.
    assert Agendablok.objects.get(punt=brug).html == "<p>Zie 3.</p>"
    assert verwijderde_punten(dossier) == []
    with pytest.raises(ValidationError, match="staat al op de agenda"):
        zet_punt_terug(dossier=dossier, pk=brug.pk, by=SYSTEEM)


def test_item_that_a_load_dropped_can_come_back(dossier: Dossier) -> None:
    laad_dossier(replace(DOSSIER, agendapunten=DOSSIER.agendapunten[:2]), by=SYSTEEM, vervang=True)
    assert [een.titel for een in verwijderde_punten(dossier)] == ["De dijk", "De brug", "Afronding"]
    zet_punt_terug(dossier=dossier, pk=verwijderde_punten(dossier)[1].pk, by=SYSTEEM)
    assert agenda() == ["1 Opening", "2 Water", "2.1 De brug", "2.1.1 Het hek"]


def test_item_at_which_somebody_writes_does_not_go(dossier: Dossier) -> None:
    nu, fenna = timezone.now(), RijksredacteurFactory(username="fenna")
    tekst = {"blokken": [{"html": "<p>Half af.</p>"}]}
    Puntconcept.objects.create(punt=punt("2.2.1"), user=fenna, basis=1, inhoud=tekst, bijgewerkt_op=nu, gezien_op=nu)
    with pytest.raises(ValidationError, match="Fenna heeft tekst bij agendapunt"):
        verwijder_punt(punt=punt("2"), by=SYSTEEM)
    assert dossier_van(dossier.overleg) == DOSSIER


def test_last_items_of_an_agenda_stay(dossier: Dossier) -> None:
    for nummer in ("3", "2"):
        verwijder_punt(punt=punt(nummer), by=SYSTEEM)
    with pytest.raises(ValidationError, match="alles wat er op de agenda staat"):
        verwijder_punt(punt=punt("1"), by=SYSTEEM)


def test_last_act_is_undone_and_done_again(dossier: Dossier) -> None:
    brug = punt("2.2").pk
    verwijder_punt(punt=punt("2.2"), by=SYSTEEM)
    na = dossier_van(dossier.overleg)
    versie = maak_ongedaan(dossier=dossier, by=SYSTEEM, versie=2)
    assert dossier_van(dossier.overleg) == DOSSIER
    assert punt("2.2").pk == brug
    assert versie.reden == "ongedaan gemaakt: agendapunt 2.2 met 1 onderliggend verwijderd"
    maak_ongedaan(dossier=dossier, by=SYSTEEM, versie=3)
    assert dossier_van(dossier.overleg) == na


def test_undo_does_not_take_along_what_somebody_did_since(dossier: Dossier) -> None:
    verwijder_punt(punt=punt("2.2"), by=SYSTEEM)
    Agendablok.objects.filter(punt__nummer="2.1", soort="in_het_kort").update(html="<p>Nieuw.</p>")
    with pytest.raises(DossierIntussenGewijzigd):
        maak_ongedaan(dossier=dossier, by=SYSTEEM, versie=2)
    assert Agendablok.objects.filter(html="<p>Nieuw.</p>").exists()


def test_load_and_beginning_are_not_undone(dossier: Dossier) -> None:
    assert ongedaan_te_maken(dossier) is None
    with pytest.raises(DossierIntussenGewijzigd):
        maak_ongedaan(dossier=dossier, by=SYSTEEM, versie=1)
