"""Every way in which a history can be broken is found, and a history that is right is never called wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.actoren import SYSTEEM
from agreements.management.commands.check_history import Command
from agreements.models import Afspraak, Bewijsstuk, Dossier, Puntversie, Status, Statuswijziging
from agreements.models.status import bewijs_opslag
from agreements.services.controle import Gebrek, controleer_geschiedenis
from agreements.services.dossiers import laad_dossier
from agreements.services.puntversies import stand_van
from agreements.services.schrijven import bewaar_punt
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import Bewijs, wijzig_status
from tests.agreements.test_dossiers import EEN
from tests.factories import AfspraakFactory, LandsdeelFactory, RijksredacteurFactory, UitgaveFactory
from tests.guards import guards_lifted

pytestmark = pytest.mark.django_db

BEGIN = timezone.now() - timedelta(days=30)


@contextmanager
def met_de_hand() -> Iterator[None]:
    """Somebody gets round the application and the guards; the test's rollback puts everything back."""
    _verwerk_uitgesteld()
    with guards_lifted(connection):
        yield
        _verwerk_uitgesteld()


def _verwerk_uitgesteld() -> None:
    """PostgreSQL changes no table about which a foreign key is still to be checked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def zonder_controleregel(naam: str) -> Iterator[None]:
    """A row can be made that the database would refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {Statuswijziging._meta.db_table} DROP CONSTRAINT {naam}")
            yield
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            try:
                yield
            finally:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture
def redacteur() -> Any:
    return RijksredacteurFactory()


@pytest.fixture
def afspraak(redacteur: Any) -> Afspraak:
    """Four steps: not started, in execution, delayed, succeeded."""
    afspraak: Afspraak = AfspraakFactory.create(status_op=BEGIN)
    for dag, naar in enumerate((Status.IN_UITVOERING, Status.VERTRAAGD, Status.OPGEVOLGD), start=1):
        wijzig_status(
            afspraak=afspraak,
            naar=naar,
            by=redacteur,
            toelichting="Zoals besproken.",
            opvolger=AfspraakFactory.create() if naar == Status.OPGEVOLGD else None,
            op=BEGIN + timedelta(days=dag),
        )
    afspraak.refresh_from_db()
    return afspraak


def soorten(gebreken: list[Gebrek], waar: str) -> list[str]:
    """The kinds of defect found; everything must be about that one agreement."""
    assert {gebrek.waar for gebrek in gebreken} <= {waar}
    return sorted(str(gebrek.soort) for gebrek in gebreken)


def test_good_histories_pass(afspraak: Afspraak, redacteur: Any):
    AfspraakFactory.create(afgerond=True)
    with met_de_hand():
        for niet_gevolgd in ({"soort": Afspraak.Soort.CONTEXT}, {"besluit": Afspraak.Besluit.VOORGESTELD}):
            AfspraakFactory.create(**niet_gevolgd).statuswijzigingen.all().delete()
    for zijde in (Statuswijziging.Zijde.RIJK, Statuswijziging.Zijde.REGIO):
        for nummer, (van, naar) in enumerate((("", Status.IN_UITVOERING), (Status.IN_UITVOERING, Status.AFGEROND))):
            Statuswijziging.objects.create(
                afspraak=afspraak, zijde=zijde, nummer=nummer + 1, van=van, naar=naar, op=BEGIN, door_naam="x", rol="x"
            )
    wijzig_status(
        afspraak=AfspraakFactory.create(),
        naar=Status.IN_UITVOERING,
        by=redacteur,
        bewijs=[
            Bewijs(naam="besluit", bestand=ContentFile(b"het besluit", name="besluit.pdf")),
            Bewijs(naam="voorbeeld.nl", url="https://voorbeeld.nl/"),
        ],
    )
    assert controleer_geschiedenis() == []


def test_an_empty_database_passes():
    assert controleer_geschiedenis() == []


Breuk = Callable[[Afspraak], object]


def stap(afspraak: Afspraak, nummer: int) -> Any:
    return afspraak.statuswijzigingen.filter(nummer=nummer)


def _laatste_ongedaan(afspraak: Afspraak) -> None:
    """Take the last step away and make the agreement agree with it."""
    stap(afspraak, 4).delete()
    derde = stap(afspraak, 3).get()
    Afspraak.objects.filter(pk=afspraak.pk).update(status=derde.naar, status_op=derde.op)


def _andere_afloop(afspraak: Afspraak) -> None:
    """Rewrite the last step and the agreement with it."""
    stap(afspraak, 4).update(naar=Status.AFGEROND, opvolger=None)
    Afspraak.objects.filter(pk=afspraak.pk).update(status=Status.AFGEROND)


@pytest.mark.parametrize(
    ("breuk", "verwacht", "zin"),
    [
        pytest.param(
            lambda a: stap(a, 2).delete(),
            ["aansluiting", "logboek", "nummering"],
            "na stap 1 komt stap 3.",
            id="step in the middle gone",
        ),
        pytest.param(
            lambda a: stap(a, 1).delete(),
            ["nummering"],
            "de geschiedenis begint bij stap 2 in plaats van bij stap 1.",
            id="first step gone",
        ),
        pytest.param(
            lambda a: stap(a, 4).delete(),
            ["logboek", "stand", "stand"],
            "de afspraak staat op “opgevolgd”, maar haar laatste stap eindigt op “vertraagd”.",
            id="last step gone",
        ),
        pytest.param(
            _laatste_ongedaan,
            ["logboek"],
            "ging stap 4 naar “opgevolgd”, maar zo staat die stap niet in de geschiedenis.",
            id="last step gone without a trace in the agreement",
        ),
        pytest.param(_andere_afloop, ["logboek"], "ging stap 4 naar “opgevolgd”", id="last step rewritten"),
        pytest.param(
            lambda a: a.statuswijzigingen.all().delete(),
            ["begin", "logboek", "logboek", "logboek"],
            "de afspraak wordt gevolgd, maar haar gezamenlijke geschiedenis is leeg.",
            id="no steps at all",
        ),
        pytest.param(
            lambda a: stap(a, 1).update(van=Status.AFGEROND),
            ["begin"],
            "stap 1 gaat uit van “afgerond”, maar daarvoor was er nog niets.",
            id="first step comes from somewhere",
        ),
        pytest.param(
            lambda a: stap(a, 3).update(van=Status.AANGEHOUDEN),
            ["aansluiting"],
            "stap 3 gaat uit van “aangehouden”, maar de vorige eindigt op “in uitvoering”.",
            id="a step does not follow from the one before",
        ),
        pytest.param(
            lambda a: stap(a, 2).update(op=timezone.now()),
            ["tijdstip"],
            "stap 3 (",
            id="a step earlier than the one before",
        ),
        pytest.param(
            lambda a: stap(a, 4).update(opvolger=None),
            ["opvolger"],
            "stap 4 noemt niet welke afspraak deze opvolgt.",
            id="succeeded by nothing",
        ),
        pytest.param(
            lambda a: Afspraak.objects.filter(pk=a.pk).update(status=Status.AFGEROND),
            ["stand"],
            "de afspraak staat op “afgerond”, maar haar laatste stap eindigt op “opgevolgd”.",
            id="agreement says something else",
        ),
        pytest.param(
            lambda a: Afspraak.objects.filter(pk=a.pk).update(status_op=None),
            ["stand"],
            "de afspraak noemt als moment onbekend",
            id="agreement has another moment",
        ),
        pytest.param(
            lambda a: Statuswijziging.objects.create(
                afspraak=a, zijde="regio", nummer=2, van="", naar="afgerond", op=BEGIN, door_naam="x", rol="x"
            ),
            ["nummering"],
            "aan de kant van de regio: de geschiedenis begint bij stap 2",
            id="one side begins at two",
        ),
    ],
)
def test_a_broken_history_is_found_and_named(afspraak: Afspraak, breuk: Breuk, verwacht: list[str], zin: str):
    with met_de_hand():
        breuk(afspraak)
    gebreken = controleer_geschiedenis()
    assert soorten(gebreken, afspraak.code) == verwacht
    assert any(zin in str(gebrek) for gebrek in gebreken)


def test_a_successor_at_a_step_that_is_none_is_found(afspraak: Afspraak):
    with met_de_hand(), zonder_controleregel("agreements_statuswijziging_opvolger"):
        stap(afspraak, 2).update(opvolger=AfspraakFactory.create())
    gebreken = controleer_geschiedenis()
    assert soorten(gebreken, afspraak.code) == ["opvolger"]
    assert gebreken[0].melding == "stap 2 noemt een opvolger, maar eindigt op “in uitvoering”."


def test_steps_of_an_agreement_that_is_gone_are_found():
    wees = AfspraakFactory.create(afgerond=True)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {Afspraak._meta.db_table} WHERE id = %s", [wees.pk])
        gebreken = controleer_geschiedenis()
        transaction.set_rollback(True)
    assert soorten(gebreken, f"afspraak met sleutel {wees.pk}") == ["verweesd", "verweesd"]


# --- documents -------------------------------------------------------------------------------------------


@pytest.fixture
def stuk(redacteur: Any) -> Bewijsstuk:
    """An uploaded document with its checksum."""
    wijziging = wijzig_status(
        afspraak=AfspraakFactory.create(),
        naar=Status.IN_UITVOERING,
        by=redacteur,
        bewijs=[Bewijs(naam="besluit.pdf", bestand=ContentFile(b"het besluit", name="besluit.pdf"))],
    )
    return Bewijsstuk.objects.select_related("wijziging__afspraak").get(wijziging=wijziging)


def _verander(stuk: Bewijsstuk) -> None:
    with Path(stuk.bestand.path).open("ab") as bestand:
        bestand.write(b", achteraf mooier")


def _naar_buiten(stuk: Bewijsstuk) -> None:
    with met_de_hand():
        Bewijsstuk.objects.filter(pk=stuk.pk).update(bestand="../../geheim")


def _zonder_som(stuk: Bewijsstuk) -> None:
    with met_de_hand():
        Bewijsstuk.objects.filter(pk=stuk.pk).update(sha256="")


@pytest.mark.parametrize(
    ("breuk", "zin"),
    [
        (lambda stuk: bewijs_opslag().delete(stuk.bestand.name), "ontbreekt."),
        (_verander, "is niet meer hetzelfde als toen het werd toegevoegd."),
        (_naar_buiten, "is niet te lezen."),
        (_zonder_som, "heeft geen controlegetal, dus is niet na te gaan of het nog hetzelfde is."),
    ],
)
def test_a_document_that_is_gone_or_changed_is_found(stuk: Bewijsstuk, breuk: Callable[[Bewijsstuk], None], zin: str):
    breuk(stuk)
    (gebrek,) = controleer_geschiedenis()
    assert str(gebrek) == f"{stuk.wijziging.afspraak.code}: het document “besluit.pdf” bij stap 2 {zin}"


# --- the guard of the database -----------------------------------------------------------------------------


def test_a_table_without_its_guard_is_found():
    with guards_lifted(connection):
        gebreken = controleer_geschiedenis()
    assert {gebrek.waar for gebrek in gebreken} >= {
        f"tabel {model._meta.db_table}" for model in (Statuswijziging, Bewijsstuk)
    }
    assert {str(gebrek.soort) for gebrek in gebreken} == {"bescherming"}
    assert controleer_geschiedenis() == []


# --- dossiers --------------------------------------------------------------------------------------------


@pytest.fixture
def dossier() -> Dossier:
    LandsdeelFactory.create(slug="oost")
    for versie in ("een", "twee", "drie"):
        laad_dossier(replace(EEN, versie=versie), by=SYSTEEM, vervang=True)
    return Dossier.objects.get()


@pytest.mark.parametrize(
    ("doe", "melding"),
    [
        (lambda versies: versies.filter(nummer=2).update(inhoud="{}"), "de inhoud van versie 2 is niet meer wat is"),
        (lambda versies: versies.filter(nummer=2).delete(), "versie 2 ontbreekt; de volgende die er is, is versie 3."),
        (lambda versies: versies.all().delete(), "er is geen enkele versie bewaard."),
    ],
)
def test_version_of_a_dossier_that_is_gone_or_changed_is_found(
    dossier: Dossier, doe: Callable[[Any], Any], melding: str
) -> None:
    assert controleer_geschiedenis() == []
    with met_de_hand():
        doe(dossier.versies)
    (gebrek,) = controleer_geschiedenis()
    assert (str(gebrek.soort), gebrek.waar) == ("dossier", "dossier bol-2031-oost")
    assert melding in gebrek.melding


@pytest.mark.parametrize(
    ("doe", "melding"),
    [
        (lambda versies: versies.filter(nummer=2).update(inhoud="{}"), "de inhoud van versie 2 is niet meer wat is"),
        (lambda versies: versies.filter(nummer=2).delete(), "versie 2 ontbreekt; de volgende die er is, is versie 3."),
    ],
)
def test_version_of_an_item_that_is_gone_or_changed_is_found(
    dossier: Dossier, redacteur: Any, doe: Callable[[Any], Any], melding: str
) -> None:
    punt = dossier.punten.get(nummer="2.1")
    for basis, label in enumerate(("V1", "V2"), start=1):
        inhoud = replace(stand_van(punt).tekst, versie=label)
        bewaar_punt(punt=punt, inhoud=inhoud, basis=basis, by=redacteur)
    assert controleer_geschiedenis() == []
    with met_de_hand():
        doe(Puntversie.objects.filter(punt=punt))
    (gebrek,) = controleer_geschiedenis()
    assert gebrek.waar == f"dossier bol-2031-oost, agendapunt {punt.pk}"
    assert melding in gebrek.melding


@pytest.mark.parametrize(
    "doe",
    [
        lambda afspraak: afspraak.statuspublicaties.all().delete(),
        lambda afspraak: afspraak.statuspublicaties.update(status=Status.VERVALLEN),
        lambda afspraak: Afspraak.objects.filter(pk=afspraak.pk).update(gepubliceerde_status=Status.AFGEROND),
        lambda afspraak: Afspraak.objects.filter(pk=afspraak.pk).update(gepubliceerde_status_op=None),
    ],
    ids=["gewist", "veranderd", "anders verteld", "zonder moment"],
)
def test_what_the_public_was_told_is_what_was_written_down(afspraak: Afspraak, doe: Callable[[Afspraak], Any]) -> None:
    """A past day is told from what was written down; the page of now from the agreement."""
    publiceer_statussen(afspraken=Afspraak.objects.filter(pk=afspraak.pk), by=SYSTEEM)
    assert controleer_geschiedenis() == []
    with met_de_hand():
        doe(afspraak)
    (gebrek,) = controleer_geschiedenis()
    assert (gebrek.soort, gebrek.waar) == ("publicatie", afspraak.code)
    assert "volgens de publicaties is dat" in gebrek.melding


# --- size ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 25])
def test_check_runs_a_constant_number_of_queries(redacteur: Any, aantal: int, django_assert_num_queries: Any):
    for afspraak in AfspraakFactory.create_batch(aantal):
        wijzig_status(
            afspraak=afspraak,
            naar=Status.IN_UITVOERING,
            by=redacteur,
            bewijs=[Bewijs(naam="besluit", bestand=ContentFile(b"besluit", name="besluit.pdf"))],
        )
    # steps, orphans, audit log, what was told, documents, dossiers, items, triggers; three for meetings, six for
    # editions, two for momentopnamen and two for figures
    with django_assert_num_queries(21):
        assert controleer_geschiedenis() == []


# --- the command -------------------------------------------------------------------------------------------


def test_command_says_what_was_checked(afspraak: Afspraak, capsys: pytest.CaptureFixture[str]):
    call_command("check_history")
    assert capsys.readouterr().out == (
        "De geschiedenis is volledig en op volgorde: 2 afspraken, 5 stappen, 0 documenten, 0 uitgaven, "
        "0 versies van dossiers, 0 besluiten, 0 momentopnamen, 0 cijfers.\n"
    )
    call_command("check_history", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "in_orde": True,
        "tellingen": {
            "afspraken": 2,
            "stappen": 5,
            "documenten": 0,
            "uitgaven": 0,
            "dossierversies": 0,
            "besluiten": 0,
            "momentopnamen": 0,
            "cijfers": 0,
        },
        "gebreken": [],
    }


def test_command_lists_the_defects_and_stops_with_1(
    afspraak: Afspraak, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    # A command that ends a process closes its connections; this process goes on.
    monkeypatch.setattr("django.core.management.base.connections", SimpleNamespace(close_all=lambda: None))
    with met_de_hand():
        stap(afspraak, 1).delete()
    with pytest.raises(SystemExit) as einde:
        Command().run_from_argv(["manage.py", "check_history"])
    uit, fout = capsys.readouterr()
    assert einde.value.code == 1
    assert uit == f"{afspraak.code}: de geschiedenis begint bij stap 2 in plaats van bij stap 1.\n"
    assert fout == "De geschiedenis is niet in orde: 1 gebrek gevonden.\n"

    with pytest.raises(CommandError):
        call_command("check_history", "--json")
    gegevens = json.loads(capsys.readouterr().out)
    assert not gegevens["in_orde"]
    assert gegevens["gebreken"] == [
        {
            "soort": "nummering",
            "waar": afspraak.code,
            "melding": "de geschiedenis begint bij stap 2 in plaats van bij stap 1.",
        }
    ]


def test_command_changes_nothing(afspraak: Afspraak, django_assert_num_queries: Any):
    with django_assert_num_queries(29) as gezien:  # eight counts, twenty-one checks
        call_command("check_history", "--json")
    assert all(query["sql"].lstrip("( ").upper().startswith(("SELECT", "DECLARE")) for query in gezien)


def test_command_reports_an_edition_that_is_no_longer_what_was_frozen(afspraak: Afspraak) -> None:
    """Content and files of every edition are read again; exit 1 with the edition and the file."""
    uitgave = UitgaveFactory.create(ronde=afspraak.overleg.ronde)
    bestand = uitgave.bestanden.get()
    with Path(bestand.bestand.path).open("ab") as inhoud:
        inhoud.write(b"!")
    with pytest.raises(CommandError):
        call_command("check_history", stdout=(uit := StringIO()))
    assert f"uitgave bol-2024-1.0: het bestand {bestand.naam} is niet meer wat is vastgelegd." in uit.getvalue()
