"""Earlier rondes bring their open agreements to the agenda, to who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.models import (
    Afspraak,
    Agendablok,
    Beslispunt,
    Besluitregel,
    Dossier,
    Dossierversie,
    Overleg,
    Ronde,
    Status,
    Termijn,
    Verband,
    Zitting,
)
from agreements.models.besluit import Besluit
from agreements.models.ondertekend import handtekening
from agreements.services.agenda.inbreng import (
    aangehouden,
    kandidaten,
    maak_punten_van,
    maak_voortgangspunt,
    voeg_toe_aan_punt,
)
from agreements.services.dossiers import laad_dossier
from tests import factories
from tests.agreements.agenda.voorbeeld import DOSSIER, agenda, maak_dossier, punt

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db

PAGINA = "/overleggen/bol-2031-oost/dossier/eerdere-afspraken/"


@pytest.fixture
def dossier() -> Dossier:
    return maak_dossier()


@pytest.fixture
def eerder(dossier: Dossier) -> Overleg:
    """The overleg of the year before, whose list is public."""
    overleg: Overleg = OverlegFactory(ronde=RondeFactory(jaar=2030), landsdeel=dossier.overleg.landsdeel)
    return overleg


def maak(overleg: Overleg, **velden: Any) -> Afspraak:
    afspraak: Afspraak = AfspraakFactory(overleg=overleg)
    Afspraak.objects.filter(pk=afspraak.pk).update(**velden)
    afspraak.refresh_from_db()
    return afspraak


def test_open_agreements_are_offered_with_why(dossier: Dossier, eerder: Overleg) -> None:
    laat = maak(eerder, termijn_tot=timezone.localdate() - timedelta(days=1), status=Status.IN_UITVOERING)
    hangt, gevraagd, gewoon = maak(eerder), maak(eerder), maak(eerder)
    Termijn.objects.create(afspraak=hangt, volgorde=9, frase="BOL 2031", soort="overleg", overleg=dossier.overleg.ronde)
    Verband.objects.create(van=gevraagd, soort=Verband.Soort.GEAGENDEERD, naar_ronde=dossier.overleg.ronde)
    maak(eerder, status=Status.AFGEROND)
    elders = OverlegFactory(ronde=eerder.ronde, landsdeel=LandsdeelFactory(slug="zuid"))
    maak(elders, termijn_tot=timezone.localdate() - timedelta(days=1))
    gevonden = {een.afspraak: een.redenen for een in kandidaten(dossier=dossier, user=RijksredacteurFactory())}
    assert gevonden == {
        laat: ("over tijd",),
        hangt: ("termijn is BO Leefomgeving 2031",),
        gevraagd: ("geagendeerd op BO Leefomgeving 2031",),
        gewoon: (),
    }


def test_what_somebody_may_not_see_is_not_offered_and_cannot_be_taken(dossier: Dossier, eerder: Overleg) -> None:
    """A redacteur of another landsdeel cannot write here; what is under embargo elsewhere is not quoted here either."""
    geheim = maak(OverlegFactory(ronde=RondeFactory(jaar=2029, concept=True), landsdeel=LandsdeelFactory(slug="zuid")))
    redacteur = UserFactory(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[dossier.overleg.landsdeel])
    assert kandidaten(dossier=dossier, user=redacteur) == []
    with pytest.raises(ValidationError, match="niet meer te agenderen"):
        maak_punten_van(dossier=dossier, afspraken=[geheim], by=redacteur)
    with pytest.raises(ValidationError, match="ten minste één"):
        maak_punten_van(dossier=dossier, by=redacteur)
    assert Dossierversie.objects.count() == 1


def test_agreement_becomes_an_item_with_its_text_to_the_letter(dossier: Dossier, eerder: Overleg) -> None:
    afspraak = maak(eerder, status=Status.VERTRAAGD)
    [nieuw] = maak_punten_van(dossier=dossier, afspraken=[afspraak], onder=punt("2").pk, by=RijksredacteurFactory())
    assert nieuw.nummer == "2.3"
    assert nieuw.herkomsten.get() == afspraak
    kort = Agendablok.objects.get(punt=nieuw, soort="in_het_kort").html
    assert f"Afspraak {afspraak.code} uit BO Leefomgeving 2030: “" in kort
    assert "Stand: vertraagd" in kort
    assert [een.punten for een in kandidaten(dossier=dossier, user=RijksredacteurFactory())] == [(nieuw,)]


def test_agreements_are_quoted_in_an_item_that_is_there(dossier: Dossier, eerder: Overleg) -> None:
    afspraak = maak(eerder)
    voeg_toe_aan_punt(punt=punt("2.1"), afspraken=[afspraak], by=RijksredacteurFactory(), versie=1)
    toelichting = Agendablok.objects.get(punt=punt("2.1"), soort="toelichting").html
    assert toelichting.startswith("<p>Hoofdstuk 2 van de nota zegt hetzelfde.</p><p>Afspraak ")
    voeg_toe_aan_punt(punt=punt("2.2"), afspraken=[afspraak], by=RijksredacteurFactory())
    assert list(Agendablok.objects.filter(punt=punt("2.2")).values_list("soort", flat=True)) == [
        "in_het_kort",
        "toelichting",
    ]
    assert set(afspraak.agendapunten.all()) == {punt("2.1"), punt("2.2")}


def test_progress_of_the_previous_ronde_is_one_item_per_provincie(dossier: Dossier, eerder: Overleg) -> None:
    oost = dossier.overleg.landsdeel
    gelderland = factories.ProvincieFactory.create(naam="Gelderland", landsdeel=oost)
    een, ander = maak(eerder, status=Status.AFGEROND), maak(eerder)
    een.provincies.add(gelderland)
    nieuw = maak_voortgangspunt(dossier=dossier, by=RijksredacteurFactory())
    assert nieuw.titel == "Voortgang afspraken BO Leefomgeving 2030"
    html = Agendablok.objects.get(punt=nieuw, soort="in_het_kort").html
    assert html.index("<strong>Gelderland</strong>") < html.index(een.code) < html.index("Hele landsdeel")
    assert "(afgerond)" in html
    assert set(nieuw.herkomsten.all()) == {een, ander}


def test_progress_without_an_earlier_ronde_says_so(dossier: Dossier) -> None:
    with pytest.raises(ValidationError, match="geen eerdere ronde"):
        maak_voortgangspunt(dossier=dossier, by=RijksredacteurFactory())


def _houd_aan(dossier: Dossier, *, gesloten: bool = True) -> Beslispunt:
    """A proposal that the overleg of the year before held over."""
    vorig = laad_dossier(replace(DOSSIER, jaar=2030), by=SYSTEEM).overleg.dossier
    tekens = handtekening(SYSTEEM)
    zitting = Zitting.objects.create(
        overleg=vorig.overleg,
        dossierversie=vorig.versies.get(),
        gesloten_op=timezone.now() if gesloten else None,
        gesloten_door_naam="Els" if gesloten else "",
        **tekens,
    )
    beslispunt: Beslispunt = Beslispunt.objects.create(
        zitting=zitting,
        volgorde=0,
        punt=vorig.punten.get(nummer="2.1"),
        tekst="De dijk gaat open.",
        sha256="0",
        **tekens,
    )
    Besluitregel.objects.create(beslispunt=beslispunt, nummer=1, besluit=Besluit.AANGEHOUDEN, **tekens)
    return beslispunt


def test_what_was_held_over_comes_back(client: Client, dossier: Dossier) -> None:
    beslispunt = _houd_aan(dossier)
    rijks = RijksredacteurFactory()
    client.force_login(rijks)
    assert "De dijk gaat open." in client.get(PAGINA).content.decode()
    client.post(PAGINA, {"doe": "maken", "beslispunt": beslispunt.pk, "bij": 0, "versie": 1})
    nieuw = dossier.punten.get(titel="De dijk gaat open")
    assert "Aangehouden in BO Leefomgeving 2030: “De dijk gaat open.”" in nieuw.blokken.order_by("volgorde")[0].html
    # It was taken up again since: then it no longer waits.
    Besluitregel.objects.create(beslispunt=beslispunt, nummer=2, besluit=Besluit.ONGEWIJZIGD, **handtekening(SYSTEEM))
    assert aangehouden(overleg=dossier.overleg, user=rijks) == []


def test_what_an_open_meeting_holds_over_waits_until_it_is_closed(dossier: Dossier) -> None:
    _houd_aan(dossier, gesloten=False)
    assert aangehouden(overleg=dossier.overleg, user=RijksredacteurFactory()) == []


def test_page_makes_items_and_says_which(client: Client, dossier: Dossier, eerder: Overleg) -> None:
    afspraak = maak(eerder)
    client.force_login(UserFactory(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[dossier.overleg.landsdeel]))
    assert f'value="{afspraak.code}"' in client.get(PAGINA).content.decode()
    niets = client.post(PAGINA, {"doe": "maken", "versie": 1}, follow=True)
    assert "Kies ten minste één afspraak." in niets.content.decode()
    antwoord = client.post(
        PAGINA, {"doe": "maken", "afspraak": afspraak.code, "bij": punt("2").pk, "versie": 1}, follow=True
    )
    assert "Op de agenda gezet: 2.3." in antwoord.content.decode()
    zonder_doel = client.post(PAGINA, {"doe": "toevoegen", "afspraak": afspraak.code, "versie": 2}, follow=True)
    assert "Kies bij welk agendapunt" in zonder_doel.content.decode()
    client.post(PAGINA, {"doe": "toevoegen", "afspraak": afspraak.code, "bij": punt("2.1").pk, "versie": 2})
    client.post(PAGINA, {"doe": "voortgang", "bij": 0, "versie": 3})
    assert agenda()[-2:] == ["3 Voortgang afspraken BO Leefomgeving 2030", "4 Afronding"]


def test_agreement_shows_in_which_agenda_it_is_to_who_may_see_that(
    client: Client, dossier: Dossier, eerder: Overleg
) -> None:
    afspraak = maak(eerder)
    assert eerder.ronde.fase == Ronde.Fase.OPENBAAR
    punt("2.1").herkomsten.add(afspraak)
    buiten = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    for user, ziet in ((RijksredacteurFactory(), True), (buiten, False)):
        client.force_login(user)
        pagina = client.get(afspraak.get_absolute_url()).content.decode()
        assert ("De dijk" in pagina) is ziet
    client.force_login(RijksredacteurFactory())
    assert f"{afspraak.code}</a>" in client.get(dossier.overleg.get_absolute_url()).content.decode()


def test_page_takes_as_many_queries_for_many_agreements(
    client: Client, dossier: Dossier, eerder: Overleg, django_assert_max_num_queries: Any
) -> None:
    client.force_login(RijksredacteurFactory())
    maak(eerder)
    with django_assert_max_num_queries(32) as eerst:
        client.get(PAGINA)
    for _ in range(10):
        maak(eerder)
    with django_assert_max_num_queries(len(eerst.captured_queries)):
        client.get(PAGINA)
