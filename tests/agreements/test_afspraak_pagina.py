"""The page of one agreement, changing its status and its particulars in the browser's own forms."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Auditregel, Rol
from agreements.models import Afspraak, Ronde, Status, Verband
from agreements.services.statussen import Bewijs, versie_van, wijzig_status
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    ThemaFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def redacteur(client):
    redacteur = RijksredacteurFactory()
    client.force_login(redacteur)
    return redacteur


def _concept(landsdeel: str) -> Afspraak:
    ronde = RondeFactory(jaar=2026, concept=True)
    return AfspraakFactory.create(overleg=OverlegFactory(ronde=ronde, landsdeel=LandsdeelFactory(slug=landsdeel)))


# --- the page --------------------------------------------------------------------------------------------


def test_detail_shows_text_place_status_history_and_regions(client, redacteur):
    gebied = GebiedFactory(naam="Groene Polder")
    afspraak = AfspraakFactory(verzamelingen__gebieden=[gebied])
    blok = afspraak.tekstblok.blok
    blok.inleiding = "Samen gaan we aan de slag om:"
    blok.onderwerp = "Wonen aan het water"
    blok.save()
    wijzig_status(
        afspraak=afspraak,
        naar=Status.VERTRAAGD,
        toelichting="De vergunning laat op zich wachten.",
        by=redacteur,
    )
    pagina = client.get(afspraak.get_absolute_url()).content.decode()
    for stuk in (
        afspraak.tekstblok.tekst,
        "Samen gaan we aan de slag om:",
        "Wonen aan het water",
        "De vergunning laat op zich wachten.",
        "Groene Polder",
        "Rijksredacteur",
        "Geen termijn",
    ):
        assert stuk in pagina


def test_detail_escapes_markup_in_the_official_text(client, redacteur):
    afspraak = AfspraakFactory(tekstblok__tekst="Let op <script>alert(1)</script> & meer")
    assert b"<script>alert" not in client.get(afspraak.get_absolute_url()).content


def test_detail_of_a_concept_of_another_landsdeel_is_404(client):
    afspraak = _concept("zuid")
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noordwest")]))
    assert client.get(afspraak.get_absolute_url()).status_code == 404
    assert client.get(afspraak.get_status_url()).status_code == 404


def test_detail_of_a_concept_of_ones_own_landsdeel_is_shown(client):
    afspraak = _concept("zuid")
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")]))
    assert client.get(afspraak.get_absolute_url()).status_code == 200


def test_beheerder_sees_no_concept(client):
    afspraak = _concept("zuid")
    client.force_login(UserFactory(rol=Rol.BEHEERDER))
    assert client.get(afspraak.get_absolute_url()).status_code == 404


def test_detail_is_for_everybody_and_its_acts_ask_to_log_in(client):
    afspraak = AfspraakFactory()
    assert client.get(afspraak.get_absolute_url()).status_code == 200
    for adres in (afspraak.get_status_url(), reverse("afspraak-bewerken", args=[afspraak.code])):
        assert client.get(adres).url.startswith(reverse("inloggen"))


def test_links_and_successors_that_a_reader_may_not_see_are_left_out(client, redacteur):
    openbaar, geheim = AfspraakFactory(), _concept("zuid")
    Verband.objects.create(van=geheim, soort=Verband.Soort.VERVOLG, naar=openbaar)
    wijzig_status(afspraak=openbaar, naar=Status.OPGEVOLGD, toelichting="Gaat verder.", opvolger=geheim, by=redacteur)
    assert geheim.code in client.get(openbaar.get_absolute_url()).content.decode()
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noordwest")]))
    pagina = client.get(openbaar.get_absolute_url()).content.decode()
    assert geheim.code not in pagina
    assert geheim.tekstblok.tekst not in pagina


@pytest.mark.parametrize("aantal", [1, 25])
def test_detail_runs_a_constant_number_of_queries(client, redacteur, aantal, django_assert_max_num_queries):
    afspraak = AfspraakFactory(verzamelingen__gebieden=GebiedFactory.create_batch(aantal))
    for stap in range(aantal):
        naar = Status.VERTRAAGD if stap % 2 else Status.IN_UITVOERING
        wijzig_status(
            afspraak=afspraak,
            naar=naar,
            toelichting="x",
            by=redacteur,
            bewijs=[Bewijs(naam="voorbeeld.nl", url="https://voorbeeld.nl/")],
        )
        Verband.objects.create(van=AfspraakFactory(), soort=Verband.Soort.VERVOLG, naar=afspraak)
    # session, user, role assignments and their landsdelen, provincies, gebieden (those two only with rows);
    # agreement; gebieden, provincies, termijnen, themas, dossierhouders, actors, history, evidence;
    # visible successors; parts of the same block; whether its text was checked; neighbours in the list;
    # changed particulars; of the line: what hangs together, its links, agreements, successors and agenda items;
    # the history of its deadline; the moties that it carries out
    with django_assert_max_num_queries(27):
        client.get(afspraak.get_absolute_url())


# --- changing the status ---------------------------------------------------------------------------------


def test_status_change_is_saved_and_told(client, redacteur):
    afspraak = AfspraakFactory()
    antwoord = client.post(
        afspraak.get_status_url(),
        {
            "versie": versie_van(afspraak),
            "naar": Status.AFGEROND,
            "toelichting": "Het besluit is genomen.",
            "links": "https://voorbeeld.nl/besluit",
            "documenten": SimpleUploadedFile("besluit.pdf", b"%PDF-1.7"),
        },
        follow=True,
    )
    assert antwoord.redirect_chain == [(afspraak.get_absolute_url(), 302)]
    pagina = antwoord.content.decode()
    assert "is nu “afgerond”" in pagina
    assert "besluit.pdf" in pagina
    stap = afspraak.statuswijzigingen.get(nummer=2)
    assert stap.door == redacteur
    assert stap.bewijs.count() == 2


@pytest.mark.parametrize("methode", ["get", "post"])
def test_status_page_is_forbidden_to_a_reader(client, methode):
    afspraak = AfspraakFactory()
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[afspraak.overleg.landsdeel]))
    antwoord = getattr(client, methode)(afspraak.get_status_url(), {"naar": Status.AFGEROND, "versie": 1})
    assert antwoord.status_code == 403
    assert afspraak.statuswijzigingen.count() == 1
    assert "Status wijzigen" not in client.get(afspraak.get_absolute_url()).content.decode()


def test_missing_toelichting_is_said_at_the_field_and_nothing_typed_is_lost(client, redacteur):
    afspraak = AfspraakFactory()
    antwoord = client.post(
        afspraak.get_status_url(),
        {"versie": 1, "naar": Status.AFGEROND, "toelichting": "", "links": "https://voorbeeld.nl/a"},
    )
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Geef een toelichting." in pagina
    assert "https://voorbeeld.nl/a" in pagina
    assert afspraak.statuswijzigingen.count() == 1


def test_second_person_sees_what_the_first_did_and_keeps_what_was_typed(client, redacteur):
    afspraak = AfspraakFactory()
    eerste = RijksredacteurFactory(naam="Eerste redacteur")
    wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, toelichting="Het is begonnen.", by=eerste)
    getypt = {
        "versie": 1,
        "naar": Status.VERTRAAGD,
        "toelichting": "Mijn lange verhaal.",
        "links": "https://voorbeeld.nl/b",
    }
    antwoord = client.post(afspraak.get_status_url(), getypt)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    for stuk in (
        "Iemand was u voor",
        "Eerste redacteur",
        "Het is begonnen.",
        "Mijn lange verhaal.",
        "https://voorbeeld.nl/b",
    ):
        assert stuk in pagina
    assert antwoord.context["formulier"]["naar"].value() == Status.VERTRAAGD
    assert afspraak.statuswijzigingen.count() == 2
    # Now knowing of it, the second person decides; the same form goes through.
    getypt["versie"] = antwoord.context["formulier"]["versie"].value()
    assert client.post(afspraak.get_status_url(), getypt).status_code == 302
    assert afspraak.statuswijzigingen.get(nummer=3).van == Status.IN_UITVOERING


def test_second_person_who_wanted_the_same_status_is_told_that_it_is_done(client, redacteur):
    afspraak = AfspraakFactory()
    wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, by=RijksredacteurFactory(naam="Eerste redacteur"))
    antwoord = client.post(
        afspraak.get_status_url(), {"versie": 1, "naar": Status.IN_UITVOERING, "toelichting": "Ook ik."}
    )
    assert antwoord.status_code == 409
    assert "Eerste redacteur" in antwoord.content.decode()
    assert "Ook ik." in antwoord.content.decode()


def test_double_click_makes_one_history_row(client, redacteur):
    afspraak = AfspraakFactory()
    gegevens = {"versie": 1, "naar": Status.IN_UITVOERING}
    client.post(afspraak.get_status_url(), gegevens)
    assert client.post(afspraak.get_status_url(), gegevens).status_code == 409
    assert afspraak.statuswijzigingen.count() == 2


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("links", "javascript:alert(1)", "geen volledig adres"),
        ("opvolger", "BOL-1999-ZZ-1-01", "Er is geen afspraak met de code"),
        ("documenten", SimpleUploadedFile("virus.exe", b"MZ"), "geen soort document"),
        ("documenten", SimpleUploadedFile("leeg.pdf", b""), "leeg"),
    ],
)
def test_wrong_evidence_or_successor_gets_a_sentence(client, redacteur, veld, waarde, zin):
    afspraak = AfspraakFactory()
    gegevens = {"versie": 1, "naar": Status.OPGEVOLGD, "toelichting": "x", veld: waarde}
    antwoord = client.post(afspraak.get_status_url(), gegevens)
    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert afspraak.statuswijzigingen.count() == 1


def test_successor_under_embargo_is_as_unknown_as_one_that_does_not_exist(client):
    houder = UserFactory(rol=Rol.DOSSIERHOUDER)
    eigen, geheim = AfspraakFactory(verzamelingen__dossierhouders=[houder]), _concept("zuid")
    client.force_login(houder)
    antwoord = client.post(
        eigen.get_status_url(),
        {"versie": 1, "naar": Status.OPGEVOLGD, "toelichting": "x", "opvolger": geheim.code},
    )
    assert f"Er is geen afspraak met de code {geheim.code}" in antwoord.content.decode()


def test_document_is_a_download_for_who_may_see_the_agreement(client, redacteur):
    afspraak = _concept("zuid")
    client.post(
        afspraak.get_status_url(),
        {
            "versie": 1,
            "naar": Status.IN_UITVOERING,
            "documenten": SimpleUploadedFile("nota.pdf", b"%PDF-1.7 x"),
        },
    )
    stuk = afspraak.statuswijzigingen.get(nummer=2).bewijs.get()
    adres = reverse("bewijs-document", args=[stuk.pk])
    antwoord = client.get(adres)
    assert b"".join(antwoord.streaming_content) == b"%PDF-1.7 x"
    assert antwoord["Content-Disposition"] == 'attachment; filename="nota.pdf"'
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noordwest")]))
    assert client.get(adres).status_code == 404


# --- changing the particulars ------------------------------------------------------------------------------


def _gegevens(**anders):
    return {
        "versie": 0,
        "soort": "procesafspraak",
        "handeling": "onderschreven",
        "gereed_als": "Het plan ligt er.",
        "partijen-TOTAL_FORMS": "1",
        "partijen-INITIAL_FORMS": "0",
        "partijen-0-organisatie": "",
        "partijen-0-rol": "trekker",
        **anders,
    }


def test_particulars_are_saved_logged_and_found(client, redacteur):
    afspraak, thema, provincie = AfspraakFactory(), ThemaFactory(), ProvincieFactory()
    organisatie = OrganisatieFactory(naam="Waterbedrijf Polderland")
    gegevens = _gegevens(themas=[thema.pk], provincies=[provincie.pk], **{"partijen-0-organisatie": organisatie.pk})
    antwoord = client.post(reverse("afspraak-bewerken", args=[afspraak.code]), gegevens, follow=True)
    assert "Opgeslagen" in antwoord.content.decode()
    afspraak.refresh_from_db()
    assert (afspraak.soort, afspraak.handeling) == ("procesafspraak", "onderschreven")
    assert afspraak.betrokkenheden.get().rol == "trekker"
    regel = Auditregel.objects.get(object_sleutel=afspraak.code)
    assert regel.details["soort"] == ["afspraak", "procesafspraak"]
    assert "polderland" in afspraak.zoekdocument.woorden


def test_saving_unchanged_particulars_writes_no_log(client, redacteur):
    afspraak = AfspraakFactory()
    gegevens = _gegevens(soort=afspraak.soort, handeling="", gereed_als="")
    client.post(reverse("afspraak-bewerken", args=[afspraak.code]), gegevens)
    assert not Auditregel.objects.filter(object_sleutel=afspraak.code).exists()


def test_particulars_changed_by_another_in_between_are_not_overwritten(client, redacteur):
    afspraak = AfspraakFactory()
    adres = reverse("afspraak-bewerken", args=[afspraak.code])
    client.post(adres, _gegevens(gereed_als="Van de eerste."))
    antwoord = client.post(adres, _gegevens(gereed_als="Van de tweede."))
    assert antwoord.status_code == 422
    assert "Iemand anders heeft deze gegevens intussen gewijzigd" in antwoord.content.decode()
    assert "Van de tweede." in antwoord.content.decode()
    afspraak.refresh_from_db()
    assert afspraak.gereed_als == "Van de eerste."


def test_same_actor_twice_in_one_role_is_refused(client, redacteur):
    afspraak, organisatie = AfspraakFactory(), OrganisatieFactory()
    gegevens = _gegevens(
        **{
            "partijen-TOTAL_FORMS": "2",
            "partijen-0-organisatie": organisatie.pk,
            "partijen-1-organisatie": organisatie.pk,
            "partijen-1-rol": "trekker",
        }
    )
    antwoord = client.post(reverse("afspraak-bewerken", args=[afspraak.code]), gegevens)
    assert "staat twee keer" in antwoord.content.decode()
    assert not afspraak.betrokkenheden.exists()


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER])
def test_particulars_are_forbidden_to_others(client, rol):
    afspraak = AfspraakFactory()
    client.force_login(UserFactory(rol=rol, rol__landsdelen=[afspraak.overleg.landsdeel]))
    assert client.post(reverse("afspraak-bewerken", args=[afspraak.code]), _gegevens()).status_code == 403


def test_embargo_ends_when_the_ronde_becomes_public(client):
    afspraak = _concept("zuid")
    client.force_login(UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="noordwest")]))
    for fase in (Ronde.Fase.CONCEPT, Ronde.Fase.GEHOUDEN, Ronde.Fase.AFSTEMMING, Ronde.Fase.VASTGESTELD):
        Ronde.objects.filter(pk=afspraak.overleg.ronde_id).update(fase=fase)
        assert client.get(afspraak.get_absolute_url()).status_code == 404
    Ronde.objects.filter(pk=afspraak.overleg.ronde_id).update(fase=Ronde.Fase.OPENBAAR)
    assert client.get(afspraak.get_absolute_url()).status_code == 200
