"""Changing the status: what the domain asks, what it forbids, and a history that stays."""

from __future__ import annotations

import hashlib
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.models import Afspraak, Bewijsstuk, Status, Statuswijziging
from agreements.services import statussen
from agreements.services.statussen import Bewijs, IntussenGewijzigd, versie_van, wijzig_status
from tests.factories import AfspraakFactory, RijksredacteurFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def redacteur():
    return RijksredacteurFactory()


def test_change_writes_history_status_and_audit_line(redacteur):
    afspraak = AfspraakFactory()
    wijziging = wijzig_status(
        afspraak=afspraak, naar=Status.IN_UITVOERING, toelichting="  Het team is begonnen. ", by=redacteur
    )
    afspraak.refresh_from_db()
    assert afspraak.status == Status.IN_UITVOERING
    assert afspraak.status_op == wijziging.op
    assert (wijziging.nummer, wijziging.van, wijziging.naar) == (
        2,
        Status.NOG_NIET_GESTART,
        Status.IN_UITVOERING,
    )
    assert (wijziging.door, wijziging.door_naam, wijziging.rol) == (
        redacteur,
        str(redacteur),
        "Rijksredacteur",
    )
    assert wijziging.toelichting == "Het team is begonnen."
    regel = Auditregel.objects.get(object_sleutel=afspraak.code)
    assert (regel.actie, regel.actor, regel.resultaat) == ("status gewijzigd", redacteur.username, "gelukt")


@pytest.mark.parametrize("naar", [Status.AFGEROND, Status.VERVALLEN, Status.VERTRAAGD, Status.AANGEHOUDEN])
def test_ending_or_delaying_without_toelichting_is_refused(redacteur, naar):
    afspraak = AfspraakFactory()
    with pytest.raises(ValidationError) as fout:
        wijzig_status(afspraak=afspraak, naar=naar, toelichting=" \n ", by=redacteur)
    assert "toelichting" in fout.value.message_dict
    assert afspraak.statuswijzigingen.count() == 1


def test_reopening_without_toelichting_is_refused_and_with_one_is_done(redacteur):
    afspraak = AfspraakFactory(afgerond=True)
    with pytest.raises(ValidationError):
        wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, by=redacteur)
    wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, toelichting="Toch nog werk.", by=redacteur)
    afspraak.refresh_from_db()
    assert afspraak.status == Status.IN_UITVOERING


def test_same_status_again_is_refused(redacteur):
    with pytest.raises(ValidationError, match="al “nog niet gestart”"):
        wijzig_status(afspraak=AfspraakFactory(), naar=Status.NOG_NIET_GESTART, by=redacteur)


def test_unknown_status_is_refused(redacteur):
    with pytest.raises(ValidationError):
        wijzig_status(afspraak=AfspraakFactory(), naar="klaar", by=redacteur)


def test_opgevolgd_needs_a_successor_that_is_another_agreement(redacteur):
    afspraak, opvolger = AfspraakFactory.create_batch(2)
    for verkeerd in (None, afspraak):
        with pytest.raises(ValidationError) as fout:
            wijzig_status(afspraak=afspraak, naar=Status.OPGEVOLGD, toelichting="x", opvolger=verkeerd, by=redacteur)
        assert "opvolger" in fout.value.message_dict
    wijziging = wijzig_status(
        afspraak=afspraak, naar=Status.OPGEVOLGD, toelichting="Gaat verder.", opvolger=opvolger, by=redacteur
    )
    assert wijziging.opvolger == opvolger


def test_succession_in_a_circle_is_refused(redacteur):
    eerste, tweede, derde = AfspraakFactory.create_batch(3)
    for van, naar in ((eerste, tweede), (tweede, derde)):
        wijzig_status(afspraak=van, naar=Status.OPGEVOLGD, toelichting="x", opvolger=naar, by=redacteur)
    with pytest.raises(ValidationError, match="zelf opgevolgd"):
        wijzig_status(afspraak=derde, naar=Status.OPGEVOLGD, toelichting="x", opvolger=eerste, by=redacteur)


def test_successor_with_another_status_is_refused(redacteur):
    afspraak, ander = AfspraakFactory.create_batch(2)
    with pytest.raises(ValidationError, match="alleen bij"):
        wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, opvolger=ander, by=redacteur)


def test_context_is_not_followed_and_takes_no_status(redacteur):
    with pytest.raises(ValidationError, match="context"):
        wijzig_status(afspraak=AfspraakFactory(soort="context"), naar=Status.IN_UITVOERING, by=redacteur)


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_others_than_rijksredacteur_may_not_change_what_is_not_assigned_to_them(rol):
    afspraak = AfspraakFactory()
    with pytest.raises(PermissionDenied):
        wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, by=UserFactory(rol=rol))
    assert afspraak.statuswijzigingen.count() == 1


def test_dossierhouder_may_change_own_dossier_only():
    houder = UserFactory(rol=Rol.DOSSIERHOUDER)
    eigen, ander = AfspraakFactory(verzamelingen__dossierhouders=[houder]), AfspraakFactory()
    assert wijzig_status(afspraak=eigen, naar=Status.IN_UITVOERING, by=houder).rol == "Dossierhouder (Rijk)"
    with pytest.raises(PermissionDenied):
        wijzig_status(afspraak=ander, naar=Status.IN_UITVOERING, by=houder)


def test_second_writer_is_told_what_the_first_did(redacteur):
    afspraak = AfspraakFactory()
    gezien = versie_van(afspraak)
    wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, by=redacteur, versie=gezien)
    with pytest.raises(IntussenGewijzigd) as conflict:
        wijzig_status(afspraak=afspraak, naar=Status.VERTRAAGD, toelichting="Te druk.", by=redacteur, versie=gezien)
    assert [stap.naar for stap in conflict.value.wijzigingen] == [Status.IN_UITVOERING]
    assert afspraak.statuswijzigingen.count() == 2


def test_evidence_is_kept_with_its_checksum(redacteur):
    inhoud = b"%PDF-1.7 besluit"
    wijziging = wijzig_status(
        afspraak=AfspraakFactory(),
        naar=Status.IN_UITVOERING,
        by=redacteur,
        bewijs=[
            Bewijs(naam="voorbeeld.nl", url="https://voorbeeld.nl/besluit"),
            Bewijs(naam="../../besluit.pdf", bestand=ContentFile(inhoud, name="../../besluit.pdf")),
        ],
    )
    link, document = wijziging.bewijs.order_by("pk")
    assert link.url == "https://voorbeeld.nl/besluit"
    assert document.sha256 == hashlib.sha256(inhoud).hexdigest()
    assert document.bestand.name.startswith("bewijs/")
    assert ".." not in document.bestand.name
    with document.bestand.open() as bestand:
        assert bestand.read() == inhoud


def test_nothing_is_written_when_the_evidence_fails(redacteur, monkeypatch):
    afspraak = AfspraakFactory()

    def breek(*args, **kwargs):
        raise OSError("schijf vol")

    monkeypatch.setattr(Bewijsstuk, "save", breek)
    with pytest.raises(OSError, match="schijf vol"):
        wijzig_status(
            afspraak=afspraak,
            naar=Status.IN_UITVOERING,
            by=redacteur,
            bewijs=[Bewijs(naam="x", url="https://voorbeeld.nl/")],
        )
    afspraak.refresh_from_db()
    assert afspraak.status == Status.NOG_NIET_GESTART
    assert afspraak.statuswijzigingen.count() == 1
    assert not Auditregel.objects.filter(object_sleutel=afspraak.code).exists()


def test_history_of_the_past_keeps_its_own_moment():
    toen = timezone.now() - timedelta(days=400)
    wijziging = wijzig_status(afspraak=AfspraakFactory(), naar=Status.IN_UITVOERING, by=SYSTEEM, op=toen)
    assert wijziging.op == toen
    assert wijziging.door is None
    assert (wijziging.door_naam, wijziging.rol) == ("opdrachtregel", "systeem")


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_the_same_moment_make_one_history_and_one_conflict(redacteur):
    afspraak = AfspraakFactory()
    gezien = versie_van(afspraak)
    tegelijk = threading.Barrier(2, timeout=10)
    uitkomsten: list[str] = []

    def wijzig(naar: Status) -> None:
        try:
            tegelijk.wait()
            wijzig_status(afspraak=afspraak, naar=naar, toelichting="Samen.", by=redacteur, versie=gezien)
            uitkomsten.append("gelukt")
        except IntussenGewijzigd:
            uitkomsten.append("conflict")
        finally:
            connection.close()

    draden = [threading.Thread(target=wijzig, args=[naar]) for naar in (Status.IN_UITVOERING, Status.VERTRAAGD)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)

    assert sorted(uitkomsten) == ["conflict", "gelukt"]
    stappen = list(Statuswijziging.objects.filter(afspraak=afspraak).order_by("nummer"))
    assert [stap.nummer for stap in stappen] == [1, 2]
    afspraak.refresh_from_db()
    assert afspraak.status == stappen[-1].naar


def test_over_tijd_begins_the_day_after_the_last_day_and_ends_with_the_agreement(redacteur):
    vandaag = timezone.localdate()
    afspraak = AfspraakFactory(termijn_tot=vandaag)
    afspraken = Afspraak.objects.visible_to(redacteur)
    assert not afspraken.get().is_over_tijd
    assert not afspraken.over_tijd(vandaag).exists()
    assert afspraken.over_tijd(vandaag + timedelta(days=1)).get() == afspraak
    wijzig_status(afspraak=afspraak, naar=Status.AFGEROND, toelichting="Gedaan.", by=redacteur)
    assert not afspraken.over_tijd(vandaag + timedelta(days=1)).exists()


def test_every_status_is_either_explained_or_free_to_choose():
    """A status added later must be placed on one side of the rule, not forgotten."""
    met = {naar for naar in Status if statussen.toelichting_nodig(Status.NOG_NIET_GESTART, naar)}
    assert met == {Status.AFGEROND, Status.VERVALLEN, Status.OPGEVOLGD, Status.VERTRAAGD, Status.AANGEHOUDEN}


@pytest.mark.parametrize("besluit", ["voorgesteld", "aangehouden", "vervallen"])
def test_what_is_not_adopted_has_no_status_and_is_not_counted(redacteur, besluit):
    afspraak = AfspraakFactory(besluit=besluit)
    with pytest.raises(ValidationError, match="nog niet vastgesteld"):
        wijzig_status(afspraak=afspraak, naar=Status.IN_UITVOERING, by=redacteur)
    assert not Afspraak.objects.gevolgd().exists()
