"""A dossier begins from nothing, and its facts and tables are kept up by hand."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from agreements.dossier import Agendaregel, Bijlage, Deelnemer, Zijde
from agreements.models import Dossier, Dossierversie, Overleg, Ronde
from agreements.services.agenda import (
    DossierIntussenGewijzigd,
    Gegevens,
    begin_dossier,
    maak_overleg,
    wijzig_agenda,
    wijzig_bijlagen,
    wijzig_deelnemers,
    wijzig_gegevens,
)
from agreements.services.dossiers import dossier_van
from tests.agreements.agenda.voorbeeld import agenda, agendatabel, maak_dossier
from tests.factories import LandsdeelFactory, OverlegFactory, RijksredacteurFactory, RondeFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_dossier_begins_with_an_overleg_in_preparation() -> None:
    oost = LandsdeelFactory.create(slug="oost")
    overleg = maak_overleg(soort="bol", jaar=2033, landsdeel=oost, by=RijksredacteurFactory())
    assert (overleg.ronde.fase, overleg.kop) == (Ronde.Fase.CONCEPT, "Regio Oost-Nederland")
    assert maak_overleg(soort="bol", jaar=2033, landsdeel=oost, by=SYSTEEM) == overleg
    redacteur = UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[oost])
    dossier = begin_dossier(overleg=overleg, by=redacteur)
    assert agenda() == ["1 Opening en mededelingen", "2 Hamerpunten"]
    assert agendatabel() == agenda()
    assert dossier.titel == "Gezamenlijk dossier BO Leefomgeving 2033 Oost"
    assert Dossierversie.objects.get().reden == "dossier begonnen"
    with pytest.raises(ValidationError, match="heeft al een dossier"):
        begin_dossier(overleg=overleg, by=redacteur)


def test_only_rijk_makes_an_overleg_and_only_who_writes_there_begins_a_dossier() -> None:
    oost, zuid = LandsdeelFactory.create(slug="oost"), LandsdeelFactory.create(slug="zuid")
    redacteur = UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[oost])
    with pytest.raises(PermissionDenied):
        maak_overleg(soort="bol", jaar=2033, landsdeel=oost, by=redacteur)
    with pytest.raises(PermissionDenied):
        begin_dossier(
            overleg=OverlegFactory.create(ronde=RondeFactory.create(concept=True), landsdeel=zuid), by=redacteur
        )
    for soort, jaar in (("top", 2033), ("bol", 1999)):
        with pytest.raises(ValidationError):
            maak_overleg(soort=soort, jaar=jaar, landsdeel=oost, by=SYSTEEM)
    assert not Overleg.objects.filter(ronde__jaar__in=[1999, 2033]).exists()


def test_overleg_that_has_been_gets_no_new_dossier() -> None:
    with pytest.raises(ValidationError, match="al geweest"):
        begin_dossier(overleg=OverlegFactory.create(), by=SYSTEEM)
    with pytest.raises(ValidationError, match="één landsdeel"):
        begin_dossier(overleg=OverlegFactory.create(landsdeel=None), by=SYSTEEM)


def test_facts_change_with_clean_texts_and_a_version() -> None:
    dossier = maak_dossier()
    nieuw = Gegevens(
        titel="Dossier Oost, tweede",
        versie="V2",
        datum=date(2031, 3, 4),
        begin=time(10),
        eind=time(12),
        locatie="Zwolle",
        regels='<p onclick="x()">Kort.</p><script>x</script>',
    )
    assert wijzig_gegevens(dossier=dossier, gegevens=nieuw, by=SYSTEEM, versie=1)
    dossier.refresh_from_db()
    assert (dossier.titel, dossier.begin, dossier.locatie) == ("Dossier Oost, tweede", time(10), "Zwolle")
    assert dossier.regels == "<p>Kort.</p>x"
    assert Dossierversie.objects.get(nummer=2).reden == "gegevens van het dossier gewijzigd"
    with pytest.raises(DossierIntussenGewijzigd):
        wijzig_gegevens(dossier=dossier, gegevens=Gegevens(titel="Oud"), by=SYSTEEM, versie=1)
    for fout in (Gegevens(titel=" "), Gegevens(titel="Iets", begin=time(12), eind=time(10))):
        with pytest.raises(ValidationError):
            wijzig_gegevens(dossier=dossier, gegevens=fout, by=SYSTEEM, versie=2)
    assert dossier.versies.count() == 2


def test_tables_change_each_by_itself() -> None:
    dossier = maak_dossier()
    regels = (Agendaregel(tijd="10.00 uur", nummer="1", titel="Opening"), Agendaregel(titel="Borrel"))
    bijlagen = (Bijlage(nummer="2", naam="Tweede"), Bijlage(nummer="1", naam="Eerste"))
    deelnemers = (
        Deelnemer(zijde=Zijde.REGIO, naam="Gedeputeerde"),
        Deelnemer(zijde=Zijde.RIJK, naam="Secretaris", ondersteuning=True),
        Deelnemer(zijde=Zijde.RIJK, naam="Minister"),
    )
    # Three people, who all saw the first version.
    assert wijzig_agenda(dossier=dossier, regels=regels, by=SYSTEEM, versie=1)
    assert wijzig_bijlagen(dossier=dossier, bijlagen=bijlagen, by=SYSTEEM, versie=1)
    assert wijzig_deelnemers(dossier=dossier, deelnemers=deelnemers, by=SYSTEEM, versie=1)
    nu = dossier_van(dossier.overleg)
    assert nu is not None
    assert (nu.agenda, nu.bijlagen) == (regels, bijlagen)
    assert [een.naam for een in nu.deelnemers] == ["Minister", "Gedeputeerde", "Secretaris"]
    # The same again is no change; who still looks at the old table is told.
    assert not wijzig_bijlagen(dossier=dossier, bijlagen=bijlagen, by=SYSTEEM, versie=4)
    with pytest.raises(DossierIntussenGewijzigd):
        wijzig_bijlagen(dossier=dossier, bijlagen=(), by=SYSTEEM, versie=1)


def test_reader_changes_nothing() -> None:
    dossier: Dossier = maak_dossier()
    lezer = UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[dossier.overleg.landsdeel])
    with pytest.raises(PermissionDenied):
        wijzig_gegevens(dossier=dossier, gegevens=Gegevens(titel="Anders"), by=lezer)
    for doe in (
        lambda: wijzig_agenda(dossier=dossier, regels=(), by=lezer),
        lambda: wijzig_bijlagen(dossier=dossier, bijlagen=(), by=lezer),
        lambda: wijzig_deelnemers(dossier=dossier, deelnemers=(), by=lezer),
    ):
        with pytest.raises(PermissionDenied):
            doe()
    assert dossier.versies.count() == 1
