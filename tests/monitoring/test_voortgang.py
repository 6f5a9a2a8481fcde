"""The progress chapter, the comparison of two momentopnamen, and the agenda of the next overleg made from one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agreements.datums import datumtekst
from agreements.models import Afspraak, Dossier, Status, Taak, Termijn
from agreements.services import taken
from agreements.services.agenda import Kop, wijzig_punt
from agreements.services.agenda.inbreng import korte_titel
from agreements.services.statussen import wijzig_status
from monitoring.keuze import Keuze
from monitoring.models import Momentopname
from monitoring.services.agenderen import agendeer, dossiers_voor
from monitoring.services.besluiten import besluit_over_regel
from monitoring.services.overzicht import STATUSNAMEN
from monitoring.services.rondes import sluit_ronde
from monitoring.services.voortgang import lees_hoofdstuk, maak_voortgang
from monitoring.services.voortgangtaken import vraag_voortgang
from monitoring.verschil import Soort, vergelijk
from monitoring.voortgang import GEVRAAGD, HELE_LANDSDEEL
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OverlegFactory,
    ProvincieFactory,
    RondeFactory,
)
from tests.monitoring.wereld import Wereld, antwoord, maak_open_ronde, over, regel_van
from tests.pdf_lezen import lees_pdf

pytestmark = pytest.mark.django_db

NOTITIE = "Het Rijk vraagt om een nieuwe planning."


def _opname(wereld: Wereld, naam: str, **antwoorden: tuple[str, str]) -> Momentopname:
    """A round in which the first agreement was answered by both sides and is to be discussed."""
    ronde = maak_open_ronde(wereld, naam=naam)
    rijk, regio = antwoorden.get("eerste", ("in_uitvoering", "vertraagd"))
    antwoord(ronde, wereld.eerste, "rijk", rijk, wereld.houder, toelichting="Het onderzoek loopt.")
    antwoord(ronde, wereld.eerste, "regio", regio, wereld.redacteur, toelichting="Het geld ontbreekt.")
    besluit_over_regel(regel=regel_van(ronde, wereld.eerste), bespreken=True, notitie=NOTITIE, by=wereld.coordinator)
    return sluit_ronde(monitorronde=ronde, by=wereld.coordinator)


def _voer(map_: Path, *opties: str, formaat: str = "md") -> str:
    doel = map_ / f"voortgang.{formaat}"
    call_command(
        *("export_voortgang", "--soort", "bol", "--jaar", "2024", "--formaat", formaat, "--output", str(doel)),
        *opties,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )
    return doel.read_bytes().decode("utf-8") if formaat == "md" else lees_pdf(doel.read_bytes()).boom.tekst()


def test_chapter_tells_what_was_agreed_and_how_far_both_sides_say_it_is(wereld: Wereld, tmp_path: Path) -> None:
    _opname(wereld, "Najaar")
    tekst = _voer(tmp_path)
    assert wereld.eerste.tekst in tekst
    for zin in ("Rijk: in uitvoering", "Het onderzoek loopt.", "Regio: vertraagd", "Het geld ontbreekt.", NOTITIE):
        assert zin in tekst
    assert tekst.index("Utrecht") < tekst.index(HELE_LANDSDEEL) < tekst.rindex(GEVRAAGD)
    assert "Momentopname van “Najaar”" in tekst


def test_chapter_is_written_from_what_was_frozen(wereld: Wereld) -> None:
    """A change after the closing of the round is news for the next chapter, not for this one."""
    _opname(wereld, "Najaar")
    ronde = wereld.eerste.overleg.ronde
    eerst = maak_voortgang(ronde=ronde, user=None, formaat="md").inhoud
    wijzig_status(afspraak=wereld.afspraken[1], naar=Status.AFGEROND, toelichting="Klaar.", by=wereld.coordinator)
    Afspraak.objects.filter(pk=wereld.eerste.pk).update(termijn_tot="2031-01-01")
    assert maak_voortgang(ronde=ronde, user=None, formaat="md").inhoud == eerst


def test_chapter_says_what_changed_since_the_one_before(wereld: Wereld, tmp_path: Path) -> None:
    _opname(wereld, "Voorjaar")
    wijzig_status(
        afspraak=wereld.afspraken[1], naar=Status.VERTRAAGD, toelichting="Het duurt langer.", by=wereld.coordinator
    )
    _opname(wereld, "Najaar", eerste=("in_uitvoering", "in_uitvoering"))
    tekst = _voer(tmp_path)
    assert "De status was nog niet gestart en is vertraagd." in tekst
    assert "Volgens de regio was het vertraagd en is het in uitvoering." in tekst
    assert tekst.count("Veranderd") == 2


def test_without_a_momentopname_the_chapter_tells_the_state_of_now_and_says_so(wereld: Wereld, tmp_path: Path) -> None:
    wijzig_status(afspraak=wereld.eerste, naar=Status.IN_UITVOERING, by=wereld.coordinator)
    tekst = _voer(tmp_path)
    assert "niet bevroren" in tekst
    assert "in uitvoering" in tekst.lower()
    assert "Veranderd" not in tekst


@pytest.mark.parametrize("formaat", ["pdf", "docx", "odt"])
def test_chapter_leaves_in_every_kind_of_document(wereld: Wereld, tmp_path: Path, formaat: str) -> None:
    _opname(wereld, "Najaar")
    doel = tmp_path / f"uit.{formaat}"
    uitvoer = maak_voortgang(ronde=wereld.eerste.overleg.ronde, user=None, formaat=formaat)
    doel.write_bytes(uitvoer.inhoud)
    begin = {"pdf": b"%PDF-", "docx": b"PK", "odt": b"PK"}[formaat]
    assert uitvoer.inhoud.startswith(begin)
    assert uitvoer.lijst.tellingen()["afspraken"] == 3
    assert uitvoer.bestandsnaam.endswith(f".{formaat}")


def test_pdf_of_the_chapter_reads_in_order(wereld: Wereld, tmp_path: Path) -> None:
    _opname(wereld, "Najaar")
    tekst = " ".join(_voer(tmp_path, formaat="pdf").split())
    assert tekst.index("Rijk: in uitvoering") < tekst.index("Regio: vertraagd") < tekst.rindex(NOTITIE)


def test_chapter_of_a_provincie_has_its_agreements_alone(wereld: Wereld, tmp_path: Path) -> None:
    _opname(wereld, "Najaar")
    tekst = _voer(tmp_path, "--provincie", wereld.utrecht.slug)
    assert wereld.eerste.code in tekst
    assert wereld.afspraken[-1].code not in tekst


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        (["--provincie", "atlantis"], "bestaat niet"),
        (["--monitorronde", "999"], "geen momentopname"),
        (["--formaat", "xlsx"], "kan niet worden gemaakt"),
        (["--jaar", "1999"], "bestaat niet"),
    ],
)
def test_command_refuses_with_a_sentence_and_writes_nothing(
    wereld: Wereld, tmp_path: Path, opties: list[str], zin: str
) -> None:
    with pytest.raises(CommandError, match=zin):
        _voer(tmp_path, *opties)
    assert not list(tmp_path.iterdir())


def test_reader_elsewhere_gets_no_chapter(wereld: Wereld) -> None:
    """The chapter quotes both sides, so it goes to the table of its landsdeel only."""
    opname = _opname(wereld, "Najaar")
    ronde = wereld.eerste.overleg.ronde
    assert not lees_hoofdstuk(ronde, user=wereld.elders).standen
    assert len(lees_hoofdstuk(ronde, user=wereld.lezer).standen) == 3
    with pytest.raises(ValidationError, match="geen afspraken"):
        vraag_voortgang(momentopname=opname, ronde=ronde, formaat="pdf", by=wereld.elders)


def test_job_makes_the_chapter_and_hides_it_from_who_lost_the_role(wereld: Wereld) -> None:
    opname = _opname(wereld, "Najaar")
    taak = vraag_voortgang(momentopname=opname, ronde=wereld.eerste.overleg.ronde, formaat="md", by=wereld.lezer)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.stand == Taak.Stand.KLAAR
    with taak.bestand.open("rb") as bestand:
        assert NOTITIE in bestand.read().decode()
    assert Taak.objects.visible_to(wereld.lezer).filter(pk=taak.pk).exists()
    wereld.lezer.roltoewijzingen.all().delete()
    weer: Any = type(wereld.lezer).objects.get(pk=wereld.lezer.pk)
    assert not Taak.objects.visible_to(weer).filter(pk=taak.pk).exists()


def test_comparison_names_what_is_new_gone_and_changed(wereld: Wereld) -> None:
    _opname(wereld, "Voorjaar")
    ronde = wereld.eerste.overleg.ronde
    oud = lees_hoofdstuk(ronde, user=None).standen
    _opname(wereld, "Najaar", eerste=("vertraagd", "vertraagd"))
    nieuw = lees_hoofdstuk(ronde, user=None).standen
    uit = vergelijk(oud, nieuw, STATUSNAMEN)
    assert [(een.code, een.soort) for een in uit.rijen] == [(wereld.eerste.code, Soort.VERANDERD)]
    assert uit.rijen[0].zinnen == ("Volgens het Rijk was het in uitvoering en is het vertraagd.",)
    assert [(een.is_nu, een.soort) for een in vergelijk(oud[:1], [], STATUSNAMEN).rijen] == [(None, Soort.WEG)]
    assert [(een.was, een.soort) for een in vergelijk([], nieuw[:1], STATUSNAMEN).rijen] == [(None, Soort.NIEUW)]
    zelfde = vergelijk(nieuw, nieuw, STATUSNAMEN)
    # Of two of the three nobody said anything: that is not the same as unchanged.
    assert (zelfde.rijen, zelfde.gelijk, zelfde.stil) == ((), 1, 2)
    assert vergelijk(nieuw, nieuw, STATUSNAMEN, zonder_zijden=[een.code for een in nieuw]).gelijk == 3


def test_moved_date_and_other_words_are_told_as_changed(wereld: Wereld, tmp_path: Path) -> None:
    """Only the status was compared."""
    for naam, dag in (("Voorjaar", over(40)), ("Najaar", over(100))):
        ronde = maak_open_ronde(wereld, naam=naam)
        antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, verwacht=dag, toelichting=naam)
        sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    tekst = _voer(tmp_path)
    assert f"Het Rijk verwacht het nu op {datumtekst(over(100))}, eerst op {datumtekst(over(40))}." in tekst
    assert "Het Rijk schrijft nu “Najaar”, eerst “Voorjaar”." in tekst
    assert "1 veranderd sinds de vorige momentopname" in tekst


def test_chapter_says_who_did_not_answer_and_counts_it(wereld: Wereld, tmp_path: Path) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "nog_niet_gestart", wereld.houder)
    sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    tekst = _voer(tmp_path)
    assert tekst.count("De regio heeft niet geantwoord.") == 3
    assert tekst.count("Het Rijk heeft niet geantwoord.") == 2
    assert "2 waarover een zijde niet heeft geantwoord" in tekst


def test_live_chapter_calls_nobody_silent(wereld: Wereld, tmp_path: Path) -> None:
    assert "geantwoord" not in _voer(tmp_path)


def test_what_is_in_a_momentopname_for_the_first_time_is_counted_apart(wereld: Wereld, tmp_path: Path) -> None:
    _opname(wereld, "Voorjaar")
    AfspraakFactory.create(overleg=wereld.eerste.overleg)
    _opname(wereld, "Najaar")
    tekst = _voer(tmp_path)
    assert "1 voor het eerst in een momentopname" in tekst
    assert "veranderd sinds" not in tekst


def test_joint_status_that_no_side_says_is_told_and_counted(wereld: Wereld, tmp_path: Path) -> None:
    _opname(wereld, "Najaar", eerste=("in_uitvoering", "in_uitvoering"))
    tekst = _voer(tmp_path)
    zin = "De gezamenlijke status is nog niet gestart, maar Rijk en regio zeggen allebei in uitvoering."
    assert zin in tekst
    assert "1 waarvan de gezamenlijke status niet past bij de antwoorden" in tekst


def test_successor_of_the_joint_status_is_named(wereld: Wereld, tmp_path: Path, dossier: Dossier) -> None:
    wijzig_status(
        afspraak=wereld.eerste,
        naar=Status.OPGEVOLGD,
        toelichting="Gaat verder.",
        opvolger=wereld.afspraken[1],
        by=wereld.coordinator,
    )
    ronde = maak_open_ronde(wereld, keuze=Keuze(ook_gesloten=True))
    opname = sluit_ronde(monitorronde=ronde, by=wereld.coordinator)
    zin = f"Opgevolgd door {wereld.afspraken[1].code}."
    assert zin in _voer(tmp_path)
    punt = agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator).voortgang
    assert zin in punt.blokken.get(soort="in_het_kort").html


def test_successor_that_the_reader_may_not_see_is_not_named(wereld: Wereld, dossier: Dossier) -> None:
    """The chapter is for one reader, the agenda for all of a landsdeel: what another one keeps secret is in neither."""
    zuid = OverlegFactory.create(ronde=RondeFactory.create(jaar=2027, concept=True), landsdeel__slug="zuid")
    geheim = AfspraakFactory.create(overleg=zuid)
    wijzig_status(
        afspraak=wereld.eerste,
        naar=Status.OPGEVOLGD,
        toelichting="Gaat verder.",
        opvolger=geheim,
        by=wereld.coordinator,
    )
    opname = sluit_ronde(
        monitorronde=maak_open_ronde(wereld, keuze=Keuze(ook_gesloten=True, landsdelen=("noordwest",))),
        by=wereld.coordinator,
    )
    ronde = wereld.eerste.overleg.ronde
    teksten = {
        user: maak_voortgang(ronde=ronde, user=user, formaat="md").inhoud.decode()
        for user in (wereld.lezer, wereld.coordinator)
    }
    assert geheim.code in teksten[wereld.coordinator]
    agenda = agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator).voortgang
    for tekst in (teksten[wereld.lezer], agenda.blokken.get(soort="in_het_kort").html):
        assert geheim.code not in tekst
        assert "Opgevolgd door een afspraak die u niet mag inzien." in tekst


def test_decided_deadline_stands_in_place_of_the_first(wereld: Wereld, tmp_path: Path) -> None:
    afspraak = wereld.eerste
    afspraak.termijnen.create(volgorde=0, frase="medio 2026", soort="deel", tot="2026-08-31")
    afspraak.termijnen.create(volgorde=1, frase="richting 2050", soort="horizon", is_termijn=False)
    afspraak.termijnen.create(
        volgorde=Termijn.VOLGORDE_BESLUIT, frase="voorjaar 2027", soort="seizoen", herkomst=Termijn.Herkomst.INGEVOERD
    )
    _opname(wereld, "Najaar")
    tekst = _voer(tmp_path)
    assert "medio 2026 (uiterlijk 31 augustus 2026). Deze is vervangen." in tekst
    assert "medio 2026 (uiterlijk 31 augustus 2026);" not in tekst
    assert "richting 2050" not in tekst


def test_agreement_stands_under_the_provincies_of_its_gebied(wereld: Wereld) -> None:
    """Its own provincie goes first; the whole landsdeel is only for what has neither."""
    holland = ProvincieFactory.create(naam="Noord-Holland", landsdeel=wereld.utrecht.landsdeel)
    haven = GebiedFactory.create(naam="Haven", provincies=[holland])
    groen = GebiedFactory.create(naam="Groen", provincies=[holland, wereld.utrecht])
    overleg = wereld.eerste.overleg
    for gebied in (haven, groen):
        AfspraakFactory.create(overleg=overleg, verzamelingen__gebieden=[gebied])
    wereld.eerste.gebieden.add(groen)
    _opname(wereld, "Najaar")
    lijst = maak_voortgang(ronde=overleg.ronde, user=None, formaat="md").lijst
    koppen = [
        (rubriek.titel, len(list(rubriek.tekstblokken)), [blok.onderwerp for blok in rubriek.blokken])
        for rubriek in lijst.landsdelen[0].rubrieken[:-1]
    ]
    assert koppen == [
        ("Noord-Holland", 1, [None, "Haven"]),
        ("Utrecht", 2, [None, "Groen", "Zonder gebied"]),
        ("Noord-Holland en Utrecht", 1, [None, "Groen"]),
        (HELE_LANDSDEEL, 1, [None, None]),
    ]


# --- the agenda of the next overleg ----------------------------------------------------------------------------------


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    overleg = OverlegFactory.create(
        ronde=RondeFactory.create(jaar=2026, concept=True), landsdeel=wereld.eerste.overleg.landsdeel
    )
    dossier: Dossier = Dossier.objects.create(overleg=overleg, titel="Dossier")
    return dossier


def test_momentopname_becomes_items_of_the_next_agenda(wereld: Wereld, dossier: Dossier) -> None:
    opname = _opname(wereld, "Najaar")
    assert dossiers_voor(opname, user=wereld.coordinator) == [dossier]
    uit = agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator)
    assert set(uit.voortgang.herkomsten.all()) == set(wereld.afspraken)
    teksten = " ".join(blok.html for blok in uit.voortgang.blokken.all())
    assert NOTITIE in teksten
    assert "Rijk en regio verschillen" in teksten
    assert [list(punt.herkomsten.all()) for punt in uit.te_bespreken] == [[wereld.eerste]]


def test_agenda_says_what_was_agreed_where_it_stands_and_what_changed(wereld: Wereld, dossier: Dossier) -> None:
    """Per list, for one momentopname can hold those of more years."""
    eerder = OverlegFactory.create(ronde=RondeFactory.create(jaar=2023), landsdeel=wereld.eerste.overleg.landsdeel)
    oude = AfspraakFactory.create(overleg=eerder)
    _opname(wereld, "Voorjaar")
    opname = _opname(wereld, "Najaar", eerste=("vertraagd", "vertraagd"))
    html = (
        agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator)
        .voortgang.blokken.get(soort="in_het_kort")
        .html
    )
    ronde, vroeger = wereld.eerste.overleg.ronde, eerder.ronde
    assert html.index(f"<strong>{ronde}, Utrecht</strong>") < html.index(
        f"<strong>{vroeger}, {HELE_LANDSDEEL}</strong>"
    )
    assert html.index(str(vroeger)) < html.index(oude.code)
    assert f"<strong>{wereld.eerste.code}, {korte_titel(wereld.eerste.tekst)}</strong>" in html
    assert "Volgens het Rijk was het in uitvoering en is het vertraagd." in html
    assert "Rijk en regio zeggen allebei vertraagd." in html
    assert "Rijk en regio hebben niet geantwoord." in html
    assert f"{GEVRAAGD}: {NOTITIE}" in html


def test_momentopname_comes_on_an_agenda_once(wereld: Wereld, dossier: Dossier) -> None:
    opname = _opname(wereld, "Najaar")
    agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator)
    aantal = dossier.punten.count()
    with pytest.raises(ValidationError, match="staat al op deze agenda"):
        agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator)
    assert dossier.punten.count() == aantal


def test_item_that_got_another_title_is_still_known_by_what_it_comes_from(wereld: Wereld, dossier: Dossier) -> None:
    opname = _opname(wereld, "Najaar")
    punt = agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator).voortgang
    wijzig_punt(punt=punt, kop=Kop(titel="Hoe staan we ervoor?"), by=wereld.coordinator)
    with pytest.raises(ValidationError, match=f"staat al op deze agenda: punt {punt.nummer}"):
        agendeer(momentopname=opname, dossier=dossier, by=wereld.coordinator)


def test_two_rounds_of_one_day_come_on_an_agenda_beside_each_other(wereld: Wereld, dossier: Dossier) -> None:
    titels = [
        agendeer(momentopname=_opname(wereld, naam), dossier=dossier, by=wereld.coordinator).voortgang.titel
        for naam in ("Voorjaar", "Najaar")
    ]
    assert titels[1] == f"{titels[0]}: Najaar"


def test_overview_of_before_is_no_item_of_its_own(wereld: Wereld, dossier: Dossier) -> None:
    """Also when people gave it another title, and an item of one's own is not made twice."""
    ronde = maak_open_ronde(wereld, naam="Voorjaar")
    eerst = agendeer(
        momentopname=sluit_ronde(monitorronde=ronde, by=wereld.coordinator), dossier=dossier, by=wereld.coordinator
    )
    assert not eerst.te_bespreken
    wijzig_punt(punt=eerst.voortgang, kop=Kop(titel="Hoe staan we ervoor?"), by=wereld.coordinator)
    tweede = agendeer(momentopname=_opname(wereld, "Zomer"), dossier=dossier, by=wereld.coordinator)
    assert [list(punt.herkomsten.all()) for punt in tweede.te_bespreken] == [[wereld.eerste]]
    derde = agendeer(momentopname=_opname(wereld, "Najaar"), dossier=dossier, by=wereld.coordinator)
    assert (derde.te_bespreken, derde.hadden_al) == ((), tweede.te_bespreken)


def test_what_is_to_be_discussed_but_not_open_any_more_is_named(
    wereld: Wereld, dossier: Dossier, client: Client
) -> None:
    opname = _opname(wereld, "Najaar")
    wijzig_status(afspraak=wereld.eerste, naar=Status.AFGEROND, toelichting="Klaar.", by=wereld.coordinator)
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-agenderen", args=[opname.monitorronde_id])
    tekst = client.post(adres, {"dossier": dossier.pk}, follow=True).content.decode()
    assert f"Geen eigen agendapunt, want niet meer open: {wereld.eerste.code}." in tekst


def test_agenda_of_another_landsdeel_gets_nothing(wereld: Wereld) -> None:
    opname = _opname(wereld, "Najaar")
    overleg = OverlegFactory.create(
        ronde=RondeFactory.create(jaar=2026, concept=True), landsdeel=LandsdeelFactory.create(slug="zuid")
    )
    elders = Dossier.objects.create(overleg=overleg, titel="Dossier")
    assert elders not in dossiers_voor(opname, user=wereld.coordinator)
    with pytest.raises(ValidationError, match="geen afspraken van dit landsdeel"):
        agendeer(momentopname=opname, dossier=elders, by=wereld.coordinator)
    assert not elders.punten.exists()


# --- the pages -------------------------------------------------------------------------------------------------------


def test_page_has_the_chapter_made_for_who_sits_at_the_table(wereld: Wereld, client: Client) -> None:
    opname = _opname(wereld, "Najaar")
    adres = reverse("monitorronde-voortgang", args=[opname.monitorronde_id])
    client.force_login(wereld.lezer)
    antwoord_ = client.post(adres, {"ronde": wereld.eerste.overleg.ronde_id, "formaat": "md", "provincies": []})
    taak = Taak.objects.visible_to(wereld.lezer).get()
    assert antwoord_.headers["Location"] == taak.get_absolute_url()
    fout = client.post(adres, {"formaat": "xlsx"})
    assert fout.status_code == 422
    assert "Kies een formaat uit de lijst." in fout.content.decode()


def test_pages_of_a_momentopname_are_not_there_for_who_may_not_see_it(wereld: Wereld, client: Client) -> None:
    opname = _opname(wereld, "Najaar")
    client.force_login(wereld.elders)
    for naam in ("monitorronde-voortgang", "monitorronde-vergelijken"):
        assert client.get(reverse(naam, args=[opname.monitorronde_id])).status_code == 404
    assert client.post(reverse("monitorronde-agenderen", args=[opname.monitorronde_id])).status_code == 404


def test_page_puts_the_progress_on_an_agenda(wereld: Wereld, client: Client, dossier: Dossier) -> None:
    opname = _opname(wereld, "Najaar")
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-agenderen", args=[opname.monitorronde_id])
    assert "Er is niets toegevoegd" in client.post(adres, {"dossier": "0"}, follow=True).content.decode()
    client.post(adres, {"dossier": dossier.pk})
    assert dossier.punten.count() == 2


def test_page_compares_two_momentopnamen_in_order_of_time(wereld: Wereld, client: Client) -> None:
    eerst = _opname(wereld, "Voorjaar")
    later = _opname(wereld, "Najaar", eerste=("vertraagd", "vertraagd"))
    client.force_login(wereld.coordinator)
    for hier, met in ((later, eerst), (eerst, later)):
        adres = reverse("monitorronde-vergelijken", args=[hier.monitorronde_id])
        tekst = client.get(adres, {"met": met.monitorronde_id}).content.decode()
        assert "Volgens het Rijk was het in uitvoering en is het vertraagd." in tekst
    assert client.get(adres, {"met": "onzin"}).status_code == 404


def test_page_counts_what_changed_apart_from_what_is_new_and_what_is_not_known(wereld: Wereld, client: Client) -> None:
    eerst = _opname(wereld, "Voorjaar")
    AfspraakFactory.create(overleg=wereld.eerste.overleg)
    later = _opname(wereld, "Najaar")
    client.force_login(wereld.coordinator)
    adres = reverse("monitorronde-vergelijken", args=[later.monitorronde_id])
    tekst = client.get(adres, {"met": eerst.monitorronde_id}).content.decode()
    assert 'href="#nieuw">Alleen in de latere momentopname</a>: 1' in tekst
    assert "Niets anders, maar een zijde heeft niet geantwoord: 2" in tekst
    assert "Gelijk gebleven: 1" in tekst
    assert "Veranderd" not in tekst
