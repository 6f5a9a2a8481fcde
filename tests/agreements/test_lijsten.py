"""Loading a list into the database and taking it out: nothing changed on the way, nothing lost on replacing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.lijst import Blok, Landsdeellijst, Lijst, Rubriek, Tekstblok
from agreements.lijst_json import naar_json
from agreements.models import Afspraak, Overleg, Ronde, Status, Statuswijziging, Zoekdocument
from agreements.models import Tekstblok as TekstblokRij
from agreements.services.keuze import Keuze
from agreements.services.lijsten import LijstWijktAf, laad_lijst, lijst_uit_database, verrijk
from agreements.services.statussen import wijzig_status
from agreements.services.vergelijken import Verschil
from tests.factories import (
    GebiedFactory,
    LandsdeelFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plaatsen():
    noord, oost = LandsdeelFactory(slug="noord"), LandsdeelFactory(slug="oost")
    drenthe = ProvincieFactory(naam="Drenthe", landsdeel=noord)
    ProvincieFactory(naam="Groningen", landsdeel=noord)
    ProvincieFactory(naam="Overijssel", landsdeel=oost)
    GebiedFactory(naam="Veenrand", slug="veenrand", provincies=[drenthe], landsdelen=[noord])


def punt(tekst: str, *subpunten: str, **anders) -> Tekstblok:
    return Tekstblok(teken="❖", tekst=tekst, subpunten=subpunten, **anders)


def lijst(*blokken: Blok, jaar: int = 2031, gebied: str | None = None) -> Lijst:
    return Lijst(
        soort="bol",
        jaar=jaar,
        titel=f"Afsprakenlijst BO Leefomgeving {jaar}",
        landsdelen=(
            Landsdeellijst(
                landsdeel="noord",
                kop="Regio Noord-Nederland",
                rubrieken=(Rubriek(nummer="1", titel="Ruimte voor water", gebied=gebied, blokken=blokken),),
            ),
        ),
    )


EEN = punt("Rijk en regio stellen samen een plan op voor het vasthouden van water.")
TWEE = punt(
    "De provincie onderzoekt in het eerste kwartaal van 2032 waar water te bergen is.",
    "in sloten;",
    "in meren.",
)
DRIE = punt("Partijen leggen de uitkomst voor aan het BO Leefomgeving 2032.")
LOS = Tekstblok(tekst="Ook wordt verder gesproken over de dijken.", soort="losse alinea")


# --- in and out ------------------------------------------------------------------------------------------


def test_list_comes_out_as_it_went_in():
    heen = lijst(
        Blok(
            provincie="drenthe",
            provincie_kop="Provincie Drenthe",
            inleiding="Samen gaan wij:",
            tekstblokken=(EEN,),
        ),
        Blok(onderwerp="Bergen", tekstblokken=(TWEE, LOS)),
        Blok(inleiding="Alleen een inleiding."),
    )
    ronde = laad_lijst(lijst=heen, by=SYSTEEM).ronde
    assert naar_json(lijst_uit_database(ronde, user=None)) == naar_json(verrijk(heen))


def test_each_text_block_becomes_a_followed_agreement_with_history_words_and_deadline():
    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, TWEE))), by=SYSTEEM)
    afspraak = Afspraak.objects.get(code="BOL-2031-N-1-02")
    assert afspraak.tekst == TWEE.tekst
    assert afspraak.status == Status.NOG_NIET_GESTART
    assert list(afspraak.statuswijzigingen.values_list("nummer", "van", "naar")) == [(1, "", "nog_niet_gestart")]
    assert afspraak.termijn_tot.isoformat() == "2032-03-31"
    assert "onderzoekt" in Zoekdocument.objects.get(afspraak=afspraak).woorden


def test_new_ronde_is_not_public():
    ronde = laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN,))), by=SYSTEEM).ronde
    assert ronde.fase == Ronde.Fase.CONCEPT
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="oost")])
    assert not Afspraak.objects.visible_to(lezer).exists()
    assert lijst_uit_database(ronde, user=lezer).landsdelen == ()


def test_agreement_belongs_to_the_place_that_its_heading_names():
    laad_lijst(
        lijst=lijst(
            Blok(provincie="drenthe", provincie_kop="Provincie Drenthe", tekstblokken=(EEN,)),
            Blok(tekstblokken=(punt("De provincie Groningen maakt een kaart."), DRIE)),
        ),
        by=SYSTEEM,
    )

    def provincies(nummer: str) -> set[str]:
        return set(Afspraak.objects.get(code=f"BOL-2031-N-1-{nummer}").provincies.values_list("slug", flat=True))

    assert provincies("01") == {"drenthe"}
    assert provincies("02") == {"groningen"}  # named in the text
    assert provincies("03") == {"drenthe", "groningen"}  # nothing named: the whole landsdeel


def test_agreement_of_a_gebied_counts_for_the_provincies_that_it_lies_in():
    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN,)), gebied="veenrand"), by=SYSTEEM)
    afspraak = Afspraak.objects.get()
    assert [gebied.slug for gebied in afspraak.gebieden.all()] == ["veenrand"]
    drenthe, overijssel = ProvincieFactory(naam="Drenthe"), ProvincieFactory(naam="Overijssel")
    assert Afspraak.objects.voor_provincie(drenthe).get() == afspraak
    assert not Afspraak.objects.voor_provincie(overijssel).exists()


# --- again, and another one ------------------------------------------------------------------------------


def test_same_list_again_changes_nothing_and_says_so():
    eerste = lijst(Blok(inleiding="Samen:", tekstblokken=(EEN, TWEE, LOS)))
    laad_lijst(lijst=eerste, by=SYSTEEM)
    regels = Auditregel.objects.count()
    resultaat = laad_lijst(lijst=eerste, by=SYSTEEM)
    assert resultaat.is_ongewijzigd
    assert Auditregel.objects.count() == regels
    assert Afspraak.objects.count() == 3


def test_other_list_is_refused_with_its_differences_and_writes_nothing():
    ronde = laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, TWEE))), by=SYSTEEM).ronde
    voor = naar_json(lijst_uit_database(ronde, user=None))
    gewijzigd = replace(TWEE, tekst=TWEE.tekst.replace("water te bergen", "het water te bergen"))
    with pytest.raises(LijstWijktAf) as fout:
        laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, gewijzigd, DRIE))), by=SYSTEEM)
    assert [(verschil.soort, verschil.plaats) for verschil in fout.value.verschillen] == [
        (Verschil.GEWIJZIGD, "BOL-2031-N-1-02"),
        (Verschil.TOEGEVOEGD, "noord rubriek 1"),
    ]
    assert naar_json(lijst_uit_database(ronde, user=None)) == voor


def test_replacing_keeps_codes_statuses_and_history_of_what_stayed():
    redacteur = RijksredacteurFactory()
    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, TWEE))), by=SYSTEEM)
    wijzig_status(afspraak=Afspraak.objects.get(code="BOL-2031-N-1-02"), naar=Status.IN_UITVOERING, by=redacteur)
    # A new one in front, the first gone, the second reworded: the second is still the second.
    gewijzigd = replace(TWEE, tekst=TWEE.tekst.replace("eerste", "tweede"))
    nieuw = punt("Rijk en regio wijzen een gezamenlijke trekker aan voor de dijken.")
    resultaat = laad_lijst(lijst=lijst(Blok(tekstblokken=(nieuw, gewijzigd))), by=redacteur, vervang=True)
    assert (resultaat.nieuw, resultaat.gewijzigd, resultaat.verdwenen) == (1, 1, 1)
    uit = lijst_uit_database(resultaat.ronde, user=None)
    assert [(blok.code, blok.tekst) for blok in uit.tekstblokken] == [
        ("BOL-2031-N-1-03", nieuw.tekst),
        ("BOL-2031-N-1-02", gewijzigd.tekst),
    ]
    tweede = Afspraak.objects.get(code="BOL-2031-N-1-02")
    assert tweede.status == Status.IN_UITVOERING
    assert tweede.statuswijzigingen.count() == 2
    assert tweede.termijn_tot.isoformat() == "2032-06-30"
    # What left the list is kept with its history, and out of every list and count.
    verdwenen = TekstblokRij.objects.get(code="BOL-2031-N-1-01")
    assert verdwenen.uit_lijst_op is not None
    assert Statuswijziging.objects.filter(afspraak__tekstblok=verdwenen).exists()
    assert not Afspraak.objects.in_lijst().filter(tekstblok=verdwenen).exists()
    regel = Auditregel.objects.filter(actie="afsprakenlijst geladen").latest("pk")
    assert {verschil["soort"] for verschil in regel.details["verschillen"]} >= {
        "toegevoegd",
        "gewijzigd",
        "verdwenen",
    }


def test_code_of_a_vanished_agreement_is_never_given_again():
    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, TWEE))), by=SYSTEEM)
    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN,))), by=SYSTEEM, vervang=True)
    resultaat = laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, DRIE))), by=SYSTEEM, vervang=True)
    assert [blok.code for blok in lijst_uit_database(resultaat.ronde, user=None).tekstblokken] == [
        "BOL-2031-N-1-01",
        "BOL-2031-N-1-03",
    ]


@pytest.mark.parametrize(
    ("anders", "soort"),
    [
        (lijst(Blok(tekstblokken=(TWEE, EEN))), Verschil.VERPLAATST),
        (lijst(Blok(inleiding="Samen gaan wij:", tekstblokken=(EEN, TWEE))), Verschil.KOP),
        (lijst(Blok(onderwerp="Sloten", tekstblokken=(EEN, TWEE))), Verschil.VERPLAATST),
        (lijst(Blok(tekstblokken=(EEN, replace(TWEE, subpunten=("in sloten;",))))), Verschil.GEWIJZIGD),
        (lijst(Blok(tekstblokken=(EEN, replace(TWEE, teken="•")))), Verschil.GEWIJZIGD),
    ],
    ids=["order", "lead-in", "heading", "sub-point", "bullet"],
)
def test_every_kind_of_difference_is_seen(anders, soort):
    ronde = laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, TWEE))), by=SYSTEEM).ronde
    with pytest.raises(LijstWijktAf) as fout:
        laad_lijst(lijst=anders, by=SYSTEEM)
    assert soort in {verschil.soort for verschil in fout.value.verschillen}
    laad_lijst(lijst=anders, by=SYSTEEM, vervang=True)
    geladen = naar_json(lijst_uit_database(ronde, user=None))
    for deel in ("landsdelen",):
        zonder_code = [
            {**punt, "code": ""}
            for rubriek in geladen[deel][0]["rubrieken"]
            for blok in rubriek["blokken"]
            for punt in blok["afspraken"]
        ]
        verwacht = [
            {**punt, "code": ""}
            for rubriek in naar_json(verrijk(anders))[deel][0]["rubrieken"]
            for blok in rubriek["blokken"]
            for punt in blok["afspraken"]
        ]
        assert zonder_code == verwacht
    assert laad_lijst(lijst=anders, by=SYSTEEM).is_ongewijzigd


# --- refusals --------------------------------------------------------------------------------------------


def test_loading_is_the_rijksredacteurs():
    with pytest.raises(PermissionDenied):
        laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN,))), by=UserFactory(rol=Rol.DOSSIERHOUDER))
    assert not Ronde.objects.exists()


def test_unknown_landsdeel_and_empty_list_are_refused_and_write_nothing():
    onbekend = lijst(Blok(tekstblokken=(EEN,)))
    onbekend = replace(onbekend, landsdelen=(*onbekend.landsdelen, replace(onbekend.landsdelen[0], landsdeel="zuid")))
    for verkeerd in (onbekend, lijst(Blok(inleiding="Niets."))):
        with pytest.raises(ValidationError):
            laad_lijst(lijst=verkeerd, by=SYSTEEM)
    assert not Ronde.objects.exists()
    assert not Afspraak.objects.exists()


# --- with the status -------------------------------------------------------------------------------------


def test_status_of_a_past_day_is_the_status_of_that_day(time_machine):
    redacteur = RijksredacteurFactory()
    RondeFactory(jaar=2031)
    time_machine.move_to("2031-11-10T12:00+01:00")
    ronde = laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN, replace(TWEE)))), by=SYSTEEM).ronde
    afspraak = Afspraak.objects.get(code="BOL-2031-N-1-01")
    for dag, naar in (
        ("2031-12-01T23:30+01:00", Status.IN_UITVOERING),
        ("2032-02-01T09:00+01:00", Status.AFGEROND),
    ):
        time_machine.move_to(dag)
        wijzig_status(afspraak=afspraak, naar=naar, toelichting=f"Op {dag[:10]}.", by=redacteur)

    def stand(peildatum=None):
        uit = lijst_uit_database(ronde, user=None, keuze=Keuze(met_status=True, peildatum=peildatum))
        return [regel.label for blok in uit.tekstblokken for regel in blok.statussen]

    assert stand() == ["afgerond", "nog niet gestart"]
    from datetime import date

    assert stand(date(2031, 12, 1)) == ["in uitvoering", "nog niet gestart"]
    assert stand(date(2031, 11, 30)) == ["nog niet gestart", "nog niet gestart"]
    assert stand(date(2031, 11, 9)) == []


def test_proposals_are_loaded_without_a_history():
    laad_lijst(lijst=lijst(Blok(tekstblokken=(EEN,))), by=SYSTEEM, besluit=Afspraak.Besluit.VOORGESTELD)
    afspraak = Afspraak.objects.get()
    assert not afspraak.is_gevolgd
    assert not afspraak.statuswijzigingen.exists()


def test_phrase_that_names_the_overleg_of_a_landsdeel_gets_its_own_day():
    ronde = RondeFactory(jaar=2033)
    Ronde.objects.filter(pk=ronde.pk).update(gehouden_van="2033-11-06", gehouden_tot="2033-11-09")
    Overleg.objects.create(ronde=ronde, landsdeel=LandsdeelFactory(slug="oost"), datum="2033-11-07")
    laad_lijst(
        lijst=lijst(
            Blok(
                tekstblokken=(
                    punt("De uitkomst wordt besproken in het BO Leefomgeving Oost 2033."),
                    punt("De uitkomst wordt besproken in het BO Leefomgeving 2033."),
                )
            )
        ),
        by=SYSTEEM,
    )
    assert [dag.isoformat() for dag in Afspraak.objects.order_by("code").values_list("termijn_tot", flat=True)] == [
        "2033-11-07",
        "2033-11-09",
    ]
