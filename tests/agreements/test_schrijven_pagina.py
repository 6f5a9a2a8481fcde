"""The pages of an item: reading, writing, comparing versions and remarking, and who finds what there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from agreements.dossier import Bloksoort
from agreements.models import Agendapunt, Dossierversie, Opmerking, Puntconcept, Puntversie, Zitting
from agreements.models.ondertekend import handtekening
from agreements.services.dossiers import laad_dossier
from agreements.services.dossierschrijven import verwijder_punten
from agreements.services.opmerkingen import beantwoord, handel_af, plaats_opmerking
from agreements.services.puntversies import stand_van
from agreements.services.schrijven import bewaar_concept, bewaar_punt, meld_schrijver
from tests import factories
from tests.agreements.test_dossiers import EEN

LandsdeelFactory: Any = factories.LandsdeelFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def punt() -> Agendapunt:
    LandsdeelFactory(slug="oost")
    laad_dossier(EEN, by=SYSTEEM)
    rij: Agendapunt = Agendapunt.objects.select_related("dossier__overleg").get(nummer="2.1")
    return rij


@pytest.fixture
def adres(punt: Agendapunt) -> str:
    return f"/overleggen/bol-2031-oost/punten/{punt.pk}/"


def gebruiker(naam: str, rol: Rol = Rol.RIJKSREDACTEUR, landsdeel: str = "oost") -> User:
    landsdelen = [] if rol in (Rol.RIJKSREDACTEUR, Rol.BEHEERDER) else [LandsdeelFactory(slug=landsdeel)]
    user: User = UserFactory(username=naam, rol=rol, rol__landsdelen=landsdelen)
    return user


@pytest.fixture
def anna(client: Client) -> User:
    user = gebruiker("anna")
    client.force_login(user)
    return user


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def formulier(client: Client, adres: str, **anders: str) -> dict[str, str]:
    """What a browser without JavaScript would post: the fields of the page, with some of them changed."""
    return {**velden_uit(client.get(f"{adres}schrijven/").content.decode()), "wat": "opslaan", **anders}


def velden_uit(pagina: str) -> dict[str, str]:
    """The fields of the editor as they stand on its page."""
    velden = dict(re.findall(r'<input type="hidden" name="([a-z0-9-]+)" value="([^"]*)"', pagina))
    velden |= {
        naam: waarde.replace("&amp;", "&").replace("&lt;", "<")
        for naam, waarde in re.findall(r'<textarea[^>]* name="([a-z0-9-]+)"[^>]*>\n(.*?)</textarea>', pagina, re.DOTALL)
    }
    (versie,) = re.findall(r'name="versie" value="([^"]*)"', pagina)
    return {**velden, "versie": versie}


def schrijf(punt: Agendapunt, html: str, by: User, basis: int = 1) -> None:
    nu = stand_van(punt).tekst
    blokken = tuple(replace(blok, html=html) if blok.soort == Bloksoort.IN_HET_KORT else blok for blok in nu.blokken)
    bewaar_punt(punt=punt, inhoud=replace(nu, blokken=blokken), basis=basis, by=by)


# --- reading -----------------------------------------------------------------------------------------------------


def test_item_is_read_at_large(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    meld_schrijver(punt=punt, basis=1, by=gebruiker("bert", Rol.REDACTEUR_REGIO))
    pagina = tekst(client.get(adres))
    for stuk in (
        "2.1 De nieuwe brug",
        "De brug is <strong>oud</strong>",
        "Plek nog kiezen",
        "Bert schrijft hier nu ook.",
        f'href="{adres}schrijven/"',
        "Er zijn geen open opmerkingen.",
    ):
        assert stuk in pagina, stuk
    dossier = tekst(client.get("/overleggen/bol-2031-oost/"))
    assert f'<a href="{adres}">Open dit agendapunt' in dossier


def test_reader_sees_everything_but_the_buttons(client: Client, adres: str, punt: Agendapunt) -> None:
    client.force_login(gebruiker("lezer", Rol.LEZER_REGIO))
    pagina = tekst(client.get(adres))
    assert "De brug is" in pagina
    assert f"{adres}schrijven/" not in pagina
    assert "Opmerking plaatsen" not in pagina
    for wat in ("schrijven/", "concept/", "opmerkingen/"):
        assert client.post(f"{adres}{wat}", {"tekst": "x", "voor": "beide"}).status_code == 403
    assert client.get(f"{adres}schrijven/").status_code == 403
    assert not Puntversie.objects.exists()


def test_stranger_finds_nothing(client: Client, adres: str, punt: Agendapunt) -> None:
    schrijf(punt, "<p>x</p>", gebruiker("anna"))
    opmerking = plaats_opmerking(punt=punt, tekst="x", voor="beide", by=gebruiker("bert"))
    paden = {
        "get": ("", "schrijven/", "versies/", "versies/1/"),
        "post": (
            *("schrijven/", "concept/", "versies/1/terugzetten/", "opmerkingen/"),
            *(f"opmerkingen/{opmerking.pk}/{wat}/" for wat in ("antwoord", "afhandelen", "heropenen")),
        ),
    }
    for user in (None, gebruiker("zuid", Rol.REDACTEUR_REGIO, "zuid"), gebruiker("beheer", Rol.BEHEERDER)):
        client.logout()
        if user:
            client.force_login(user)
        for methode, soorten in paden.items():
            for pad in soorten:
                antwoord = getattr(client, methode)(f"{adres}{pad}", {"soort-0": "toelichting", "tekst-0": "x"})
                assert antwoord.status_code == (404 if user else 302), pad


def test_item_is_not_found_under_another_overleg(client: Client, adres: str, anna: User) -> None:
    assert client.get(adres.replace("2031", "2030")).status_code == 404
    assert client.get(adres.replace("oost", "zuid")).status_code == 404


def test_acts_are_not_done_by_following_a_link(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    schrijf(punt, "<p>x</p>", anna)
    opmerking = plaats_opmerking(punt=punt, tekst="x", voor="beide", by=anna)
    for pad in ("concept/", "opmerkingen/", f"opmerkingen/{opmerking.pk}/afhandelen/", "versies/1/terugzetten/"):
        assert client.get(f"{adres}{pad}").status_code == 405, pad


@pytest.mark.parametrize("pad", ["", "schrijven/", "versies/"])
def test_pages_take_as_many_queries_for_much_as_for_little(
    client: Client, adres: str, anna: User, punt: Agendapunt, pad: str
) -> None:
    schrijf(punt, "<p>1</p>", anna)
    plaats_opmerking(punt=punt, tekst="x", voor="beide", by=anna)
    aantallen = []
    for ronde in range(2):
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            client.get(f"{adres}{pad}")
        aantallen.append(len(vragen))
        for nummer in range(3):
            schrijf(punt, f"<p>{ronde}{nummer}</p>", anna, basis=2 + ronde * 3 + nummer)
            opmerking = plaats_opmerking(punt=punt, tekst="x", voor="beide", by=anna)
            beantwoord(opmerking=opmerking, tekst="y", by=anna)
    assert aantallen[0] == aantallen[1]


@pytest.mark.parametrize("pad", ["", "schrijven/", "versies/1/"])
def test_every_form_that_writes_is_guarded(client: Client, adres: str, anna: User, punt: Agendapunt, pad: str) -> None:
    """The test client asks for no token; a browser without one is refused."""
    schrijf(punt, "<p>x</p>", anna)
    bewaar_concept(punt=punt, inhoud=replace(stand_van(punt).tekst, versie="V99"), basis=2, by=anna)
    plaats_opmerking(punt=punt, tekst="x", voor="beide", by=anna)
    handel_af(opmerking=plaats_opmerking(punt=punt, tekst="y", voor="beide", by=anna), by=anna)
    formulieren = re.findall(
        r'<form[^>]*method="post".*?</form>', client.get(f"{adres}{pad}").content.decode(), re.DOTALL
    )
    assert len(formulieren) > 1  # beside that to log out
    assert all("csrfmiddlewaretoken" in een for een in formulieren)


# --- writing without JavaScript ----------------------------------------------------------------------------------


def test_saving_the_page_as_it_came_changes_nothing(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    was = stand_van(punt)
    antwoord = client.post(f"{adres}schrijven/", formulier(client, adres), follow=True)
    assert "Er is niets veranderd aan de tekst." in tekst(antwoord)
    assert stand_van(Agendapunt.objects.get(pk=punt.pk)).punt == was.punt


def test_lines_are_saved_as_text_with_structure(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    post = formulier(
        client,
        adres,
        **{"tekst-2": "Samen:\n- een *brug*\n  - voor 2034", "opmerkingen": "Status?\n\nPM", "versie": "V09"},
    )
    antwoord = client.post(f"{adres}schrijven/", post)
    assert antwoord["Location"] == adres
    pagina = tekst(client.get(adres))
    assert "Opgeslagen als versie 2." in pagina
    rij = Agendapunt.objects.get(pk=punt.pk)
    assert (rij.versie, rij.opmerkingen) == ("V09", ["Status?", "PM"])
    html = rij.blokken.get(soort="voorgestelde_afspraken").html
    assert html == "<p>Samen:</p><ul><li>een <strong>brug</strong><ul><li>voor 2034</li></ul></li></ul>"


def test_html_of_the_editor_is_cleaned(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    html = '<p style="color:red" onclick="x()">Nieuw<script>alert(1)</script></p><ul><li><p>punt</p></li></ul>'
    client.post(f"{adres}schrijven/", formulier(client, adres, **{"vorm": "html", "tekst-0": html}))
    assert punt.blokken.get(soort="in_het_kort").html == "<p>Nieuw</p><ul><li>punt</li></ul>"


def test_draft_waits_for_its_writer(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    post = formulier(client, adres, **{"tekst-0": "Mijn geheime zin", "wat": "concept"})
    assert client.post(f"{adres}schrijven/", post)["Location"] == f"{adres}schrijven/"
    pagina = tekst(client.get(f"{adres}schrijven/"))
    assert "Mijn geheime zin" in pagina
    assert "U schrijft verder in uw concept" in pagina
    assert "dat u nog niet hebt opgeslagen" in tekst(client.get(adres))
    client.force_login(gebruiker("bert", Rol.REDACTEUR_REGIO))
    for pad in ("", "schrijven/"):
        assert "Mijn geheime zin" not in tekst(client.get(f"{adres}{pad}"))
    client.force_login(anna)
    assert "weggegooid" in tekst(client.post(f"{adres}schrijven/", {"wat": "weggooien"}, follow=True))
    assert "Mijn geheime zin" not in tekst(client.get(f"{adres}schrijven/"))


def test_text_that_is_too_long_stays_on_the_page(client: Client, adres: str, anna: User) -> None:
    lang = "woord " * 40_000
    antwoord = client.post(f"{adres}schrijven/", formulier(client, adres, **{"tekst-0": lang}))
    assert antwoord.status_code == 422
    assert "te lang voor een agendapunt" in tekst(antwoord)
    assert tekst(antwoord).count("woord woord") > 1000


# --- two people --------------------------------------------------------------------------------------------------


def test_clash_shows_both_texts_and_is_settled_by_saving_again(
    client: Client, adres: str, anna: User, punt: Agendapunt
) -> None:
    post = formulier(client, adres, **{"tekst-0": "De tekst van Anna", "versie": "V07"})
    schrijf(punt, "<p>De tekst van Bert</p>", gebruiker("bert"))
    antwoord = client.post(f"{adres}schrijven/", post)
    assert antwoord.status_code == 409
    pagina = tekst(antwoord)
    assert "Iemand was u voor" in pagina
    assert "Opgeslagen door Bert" in pagina
    assert "De tekst van Bert" in re.sub(r"<[^>]+>|\[toegevoegd: |\] ", "", pagina)
    assert '<input type="hidden" name="basis" value="2">' in pagina
    # The draft has her text, whatever happens to the page.
    assert Puntconcept.objects.get(user=anna).inhoud["blokken"][0]["html"] == "<p>De tekst van Anna</p>"
    assert stand_van(Agendapunt.objects.get(pk=punt.pk)).tekst.versie != "V07"
    klaar = client.post(f"{adres}schrijven/", {**post, "basis": "2", "tekst-0": "Van ons samen"}, follow=True)
    assert "Opgeslagen als versie 3." in tekst(klaar)
    assert not Puntconcept.objects.filter(user=anna).exists()


def test_what_does_not_clash_is_joined_and_said(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    post = formulier(client, adres, **{"tekst-3": "Mijn toelichting"})
    schrijf(punt, "<p>De tekst van Bert</p>", gebruiker("bert"))
    assert "Bert heeft intussen versie 2 opgeslagen" in tekst(
        client.post(f"{adres}schrijven/", {**post, "wat": "concept"}, follow=True)
    )
    pagina = tekst(client.post(f"{adres}schrijven/", post, follow=True))
    assert "Opgeslagen als versie 3, samen met wat Bert intussen schreef." in pagina
    assert "De tekst van Bert" in pagina
    assert "Mijn toelichting" in pagina


def test_draft_is_kept_as_one_types_and_others_are_named(
    client: Client, adres: str, anna: User, punt: Agendapunt
) -> None:
    bert = gebruiker("bert", Rol.REDACTEUR_REGIO)
    meld_schrijver(punt=punt, basis=1, by=bert)
    post = formulier(client, adres, **{"tekst-0": "Getypt"})
    data = client.post(f"{adres}concept/", post).json()
    assert re.fullmatch(r"\d\d:\d\d", data["bewaard"])
    assert (data["schrijvers"], data["nieuwer"]) == (["Bert"], None)
    schrijf(punt, "<p>Van Bert</p>", bert)
    data = client.post(f"{adres}concept/", {**post, "aanwezig": "1"}).json()
    assert data == {"bewaard": "", "schrijvers": [], "nieuwer": {"nummer": 2, "door": "Bert"}}
    assert Puntconcept.objects.get(user=anna).inhoud["blokken"][0]["html"] == "<p>Getypt</p>"
    lang = client.post(f"{adres}concept/", {**post, "tekst-0": "x" * 300_000})
    assert lang.status_code == 422
    assert "te lang" in lang.json()["fout"]


def test_item_that_was_removed_gives_the_text_back(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    post = formulier(client, adres, **{"tekst-0": "Wat ik schreef"})
    verwijder_punten(punt.dossier, [punt.pk])
    antwoord = client.post(f"{adres}schrijven/", post)
    assert antwoord.status_code == 410
    assert "Wat ik schreef" in tekst(antwoord)
    assert client.get(f"{adres}schrijven/").status_code == 404
    client.force_login(gebruiker("lezer", Rol.LEZER_REGIO))
    assert client.post(f"{adres}schrijven/", post).status_code == 404


def test_dossier_on_the_table_can_only_be_read(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    post = formulier(client, adres, **{"tekst-0": "Te laat"})
    versie = Dossierversie.objects.get(dossier=punt.dossier)
    Zitting.objects.create(overleg=punt.dossier.overleg, dossierversie=versie, **handtekening(SYSTEEM))
    assert "ligt op tafel" in tekst(client.get(f"{adres}schrijven/", follow=True))
    antwoord = client.post(f"{adres}schrijven/", post)
    assert antwoord.status_code == 422
    pagina = tekst(client.get(adres))
    assert f'href="{adres}schrijven/"' not in pagina
    assert "Te laat" in pagina  # her own draft


def test_item_that_became_a_hamerpunt_keeps_the_text_on_the_page(
    client: Client, adres: str, anna: User, punt: Agendapunt
) -> None:
    post = formulier(client, adres, **{"tekst-1": "Nog te bespreken"})
    Agendapunt.objects.filter(pk=punt.pk).update(soort="hamerpunt")
    antwoord = client.post(f"{adres}schrijven/", post)
    assert antwoord.status_code == 422
    assert "heeft geen blok “Bespreekpunten”" in tekst(antwoord)
    assert "Nog te bespreken" in tekst(antwoord)
    assert "Nog te bespreken" in tekst(client.get(f"{adres}schrijven/"))


# --- versions ----------------------------------------------------------------------------------------------------


def test_versions_are_listed_compared_and_put_back(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    assert "Er zijn nog geen versies" in tekst(client.get(f"{adres}versies/"))
    was = stand_van(punt).tekst
    schrijf(punt, "<p>De brug is nieuw.</p>", anna)
    schrijf(punt, "<p>De brug is heel nieuw.</p>", anna, basis=2)
    pagina = tekst(client.get(f"{adres}versies/"))
    assert "zoals geladen" in pagina
    assert re.search(r"De brug is <ins><span[^>]*>\[toegevoegd: </span>heel <span", pagina)
    assert "De tekst van deze twee versies is gelijk." in tekst(client.get(f"{adres}versies/?van=2&naar=2"))
    assert client.get(f"{adres}versies/?van=9").status_code == 404
    assert "De brug is nieuw." in tekst(client.get(f"{adres}versies/2/"))
    assert "Deze tekst terugzetten" not in tekst(client.get(f"{adres}versies/3/"))
    assert client.get(f"{adres}versies/9/").status_code == 404
    terug = client.post(f"{adres}versies/1/terugzetten/", follow=True)
    assert "De tekst van versie 1 is teruggezet. Dat is nu versie 4." in tekst(terug)
    assert stand_van(Agendapunt.objects.get(pk=punt.pk)).tekst == was


def test_damaged_version_says_so(client: Client, adres: str, anna: User, punt: Agendapunt) -> None:
    schrijf(punt, "<p>x</p>", anna)
    inhoud = Puntversie.objects.get(nummer=2).inhoud
    Puntversie.objects.create(
        dossier=punt.dossier, punt=punt, nummer=7, inhoud=inhoud, sha256="0" * 64, **handtekening(anna)
    )
    for pad in ("versies/7/", "versies/?van=1&naar=7"):
        assert "niet meer wat is opgeslagen" in tekst(client.get(f"{adres}{pad}"))


# --- comments ----------------------------------------------------------------------------------------------------


def test_comment_is_made_answered_closed_and_opened_again(
    client: Client, adres: str, anna: User, punt: Agendapunt
) -> None:
    client.post(f"{adres}opmerkingen/", {"tekst": "Klopt <dit>?", "voor": "beide"})
    opmerking = Opmerking.objects.get()
    assert "Klopt &lt;dit&gt;?" in tekst(client.get(adres))
    assert "1 open opmerking" in tekst(client.get("/overleggen/bol-2031-oost/"))
    plek = f"{adres}opmerkingen/{opmerking.pk}/"
    client.post(f"{plek}antwoord/", {"tekst": "Ja."})
    assert "Ja." in tekst(client.get(adres))
    client.post(f"{plek}afhandelen/")
    pagina = tekst(client.get(adres))
    assert "Afgehandeld door Anna" in pagina
    assert "1 afgehandelde opmerking" in pagina
    assert "1 open opmerking" not in tekst(client.get("/overleggen/bol-2031-oost/"))
    assert "al afgehandeld" in tekst(client.post(f"{plek}antwoord/", {"tekst": "Nog iets."}, follow=True))
    client.post(f"{plek}heropenen/")
    assert "(1 open)" in tekst(client.get(adres))
    leeg = client.post(f"{adres}opmerkingen/", {"tekst": " ", "voor": "beide"})
    assert leeg.status_code == 422
    assert "Schrijf eerst uw opmerking." in tekst(leeg)


def test_comment_for_one_side_is_nowhere_for_the_other(client: Client, adres: str, punt: Agendapunt) -> None:
    rijk = gebruiker("anna")
    houder = gebruiker("houder", Rol.DOSSIERHOUDER)
    regio = gebruiker("bert", Rol.REDACTEUR_REGIO)
    lezer = gebruiker("lezer", Rol.LEZER_REGIO)
    van_rijk = plaats_opmerking(punt=punt, tekst="Zwijgrijk", voor="rijk", by=rijk)
    van_regio = plaats_opmerking(punt=punt, tekst="Zwijgregio", voor="regio", by=regio)
    beantwoord(opmerking=van_rijk, tekst="Zwijgrijk antwoord", by=houder)
    handel_af(opmerking=plaats_opmerking(punt=punt, tekst="Zwijgrijk dicht", voor="rijk", by=rijk), by=rijk)
    for user, ziet, niet in (
        (rijk, "Zwijgrijk", "Zwijgregio"),
        (houder, "Zwijgrijk", "Zwijgregio"),
        (regio, "Zwijgregio", "Zwijgrijk"),
        (lezer, "Zwijgregio", "Zwijgrijk"),
    ):
        client.force_login(user)
        pagina = tekst(client.get(adres))
        assert ziet in pagina
        assert niet not in pagina
        assert "(1 open)" in pagina
        assert "1 open opmerking" in tekst(client.get("/overleggen/bol-2031-oost/"))
        assert ("afgehandelde" in pagina) is (user in (rijk, houder))
        vreemd = van_rijk if niet == "Zwijgrijk" else van_regio
        for wat in ("antwoord", "afhandelen", "heropenen"):
            antwoord = client.post(f"{adres}opmerkingen/{vreemd.pk}/{wat}/", {"tekst": "x"})
            assert antwoord.status_code == 404
    # Nobody writes for the other side.
    client.force_login(regio)
    assert client.post(f"{adres}opmerkingen/", {"tekst": "x", "voor": "rijk"}).status_code == 422
    assert not Opmerking.objects.filter(tekst="x").exists()


def test_draft_of_an_item_with_other_blocks_is_not_lost(
    client: Client, adres: str, anna: User, punt: Agendapunt
) -> None:
    nu = stand_van(punt).tekst
    extra = replace(nu.blokken[0], deel="Deel (2/2)", html="<p>Een deel dat weg is</p>")
    bewaar_concept(punt=punt, inhoud=replace(nu, blokken=(*nu.blokken, extra)), basis=1, by=anna)
    assert "Een deel dat weg is" in tekst(client.get(f"{adres}schrijven/"))
