"""Moving items: numbers, the agenda table and references follow; who may, and what when two people do so at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.agendaboom import Richting, Verhouding
from agreements.models import Agendablok, Dossier, Dossierversie, VoorgesteldeAfspraak, Zitting
from agreements.models.ondertekend import handtekening
from agreements.services.agenda import DossierIntussenGewijzigd, verplaats, zet_stap
from agreements.services.dossiers import dossier_in, dossier_van
from tests.agreements.agenda.voorbeeld import DOSSIER, agenda, agendatabel, maak_dossier, punt
from tests.factories import LandsdeelFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return maak_dossier()


def test_numbers_agenda_and_references_follow_an_item(dossier: Dossier) -> None:
    dijk, brug = punt("2.1").pk, punt("2.2").pk
    gevolg = zet_stap(punt=punt("2.2"), richting=Richting.OMHOOG, by=RijksredacteurFactory(), versie=1)
    assert agenda() == ["1 Opening", "2 Water", "2.1 De brug", "2.1.1 Het hek", "2.2 De dijk", "3 Afronding"]
    assert (punt("2.2").pk, punt("2.1").pk) == (dijk, brug)
    assert agendatabel() == ["Inloop", "1 Opening", "2 Water", "2.1 De brug", "2.2 De dijk", "Pauze", "3 Afronding"]
    teksten = list(Agendablok.objects.filter(punt=dijk).order_by("volgorde").values_list("html", flat=True))
    assert teksten[0] == "<p>De dijk hoort bij punt <strong>2.1</strong>.</p>"
    assert teksten[3] == "<p>Hoofdstuk 2 van de nota zegt hetzelfde.</p>"
    assert Agendablok.objects.get(punt=brug).html == "<p>Zie 2.2.</p>"
    voorstel = VoorgesteldeAfspraak.objects.get()
    assert (voorstel.tekst, voorstel.subpunten) == ("Wat onder agendapunt 2.1 staat, gaat voor.", ["zie ook 2.1.1"])
    assert punt("2.2").opmerkingen == ["Eerst agendapunt 2.1 lezen"]
    assert dossier.bijlagen.get().naam == "Kaart bij agendapunt 2.1"
    assert dossier.agenda.get(nummer="2.2").wie == "samen met 2.1"
    assert gevolg.nummers == {"2.2": "2.1", "2.2.1": "2.1.1", "2.1": "2.2"}
    assert gevolg.verwijzingen == 8


def test_every_move_keeps_the_whole_dossier_and_says_who(dossier: Dossier) -> None:
    rijks = RijksredacteurFactory(username="rijks")
    zet_stap(punt=punt("2.2"), richting=Richting.UIT, by=rijks, versie=1)
    eerste, tweede = Dossierversie.objects.order_by("nummer")
    assert dossier_in(eerste) == DOSSIER
    assert dossier_in(tweede) == dossier_van(dossier.overleg)
    assert (tweede.reden, tweede.door) == ("agendapunt 2.2 verplaatst naar 3", rijks)
    regel = Auditregel.objects.get(actie="agenda gewijzigd")
    assert regel.details["wat"] == tweede.reden


def test_item_goes_to_any_place(dossier: Dossier) -> None:
    verplaats(punt=punt("3"), verhouding=Verhouding.VOOR, bij=punt("1").pk, by=SYSTEEM)
    verplaats(punt=punt("3.1"), verhouding=Verhouding.IN, bij=punt("1").pk, by=SYSTEEM)
    assert agenda() == ["1 Afronding", "1.1 De dijk", "2 Opening", "3 Water", "3.1 De brug", "3.1.1 Het hek"]
    assert agendatabel() == ["Inloop", "1 Afronding", "1.1 De dijk", "2 Opening", "3 Water", "Pauze", "3.1 De brug"]


def test_move_that_cannot_be_changes_nothing(dossier: Dossier) -> None:
    for doe in (
        lambda: zet_stap(punt=punt("1"), richting=Richting.OMHOOG, by=SYSTEEM),
        lambda: verplaats(punt=punt("2"), verhouding=Verhouding.IN, bij=punt("2.2.1").pk, by=SYSTEEM),
        lambda: verplaats(punt=punt("2"), verhouding=Verhouding.NA, bij=0, by=SYSTEEM),
    ):
        with pytest.raises(ValidationError):
            doe()
    assert dossier_van(dossier.overleg) == DOSSIER
    assert Dossierversie.objects.count() == 1


def test_second_person_is_told_who_was_first(dossier: Dossier) -> None:
    zet_stap(punt=punt("2.2"), richting=Richting.OMHOOG, by=RijksredacteurFactory(username="els"), versie=1)
    with pytest.raises(DossierIntussenGewijzigd, match=r"Els heeft het dossier intussen gewijzigd \(agendapunt 2\.2"):
        zet_stap(punt=punt("3"), richting=Richting.OMHOOG, by=RijksredacteurFactory(), versie=1)
    assert Dossierversie.objects.count() == 2


def test_text_that_somebody_saved_meanwhile_is_no_clash_and_kept_by_itself(dossier: Dossier) -> None:
    Agendablok.objects.filter(punt__nummer="2.2.1").update(html="<p>Een hoog hek.</p>")
    zet_stap(punt=punt("3"), richting=Richting.OMHOOG, by=SYSTEEM, versie=1)
    assert list(Dossierversie.objects.order_by("nummer").values_list("reden", flat=True)) == [
        "",
        "teksten opgeslagen",
        "agendapunt 3 verplaatst naar 2",
    ]
    zet_stap(punt=punt("3"), richting=Richting.OMHOOG, by=SYSTEEM, versie=3)


@pytest.mark.parametrize("rol", [Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER])
def test_who_writes_for_the_landsdeel_may(dossier: Dossier, rol: Rol) -> None:
    user = UserFactory.create(rol=rol, rol__landsdelen=[dossier.overleg.landsdeel])
    zet_stap(punt=punt("2.2"), richting=Richting.OMHOOG, by=user)
    assert Dossierversie.objects.get(nummer=2).rol == user.reikwijdte.rol_label


@pytest.mark.parametrize(("rol", "slug"), [(Rol.LEZER_REGIO, "oost"), (Rol.REDACTEUR_REGIO, "zuid")])
def test_who_does_not_write_there_may_not(dossier: Dossier, rol: Rol, slug: str) -> None:
    user: Any = UserFactory.create(rol=rol, rol__landsdelen=[LandsdeelFactory.create(slug=slug)])
    with pytest.raises(PermissionDenied):
        zet_stap(punt=punt("2.2"), richting=Richting.OMHOOG, by=user)
    assert Dossierversie.objects.count() == 1


def test_dossier_on_the_table_does_not_change(dossier: Dossier) -> None:
    versie = Dossierversie.objects.get()
    Zitting.objects.create(overleg=dossier.overleg, dossierversie=versie, **handtekening(SYSTEEM))
    with pytest.raises(ValidationError, match="ligt op tafel"):
        zet_stap(punt=punt("2.2"), richting=Richting.OMHOOG, by=SYSTEEM)
