"""Background jobs: asked once, done once, told how far, kept for a while, and only for whoever asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import OperationalError, connection, connections
from django.utils import timezone

from accounts.models import Auditregel, Rol, User
from agreements import tasks
from agreements.exporters import Voortgang
from agreements.lijst import Lijst
from agreements.models import Taak
from agreements.models.taak import BEWAARDUUR, MAP, STIL_NA, WACHT_HOOGSTENS
from agreements.services import taakloop, taken
from agreements.services.uitvoer import Uitvoer
from tests import factories

# A factory gives a row, which its type does not tell.
AfspraakFactory: Any = factories.AfspraakFactory
OverlegFactory: Any = factories.OverlegFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

SOORT = "proef"


@pytest.fixture
def gestart(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The jobs that were started, instead of starting them."""
    gestart: list[UUID] = []
    monkeypatch.setattr(taken, "start_taak", gestart.append)
    return gestart


@pytest.fixture
def soort(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Taak, Voortgang], bytes]], None]:
    """Gives the kind of job "proef" something to do."""

    def stel_in(werk: Callable[[Taak, Voortgang], bytes]) -> None:
        def maak(taak: Taak, voortgang: Voortgang) -> Uitvoer:
            return Uitvoer(
                inhoud=werk(taak, voortgang),
                bestandsnaam="proef.txt",
                mediatype="text/plain",
                lijst=Lijst(soort="bol", jaar=2030, titel="Proef"),
            )

        monkeypatch.setitem(taken.SOORTEN, SOORT, maak)

    stel_in(lambda taak, voortgang: b"inhoud")
    return stel_in


def bestanden(taak: Taak) -> list[str]:
    """The files on disk that belong to this job."""
    opslag = Taak._meta.get_field("bestand").storage
    namen = opslag.listdir(MAP)[1] if opslag.exists(MAP) else []
    return [f"{MAP}/{naam}" for naam in sorted(namen) if naam.startswith(str(taak.pk))]


def vraag(by: User, **parameters: Any) -> Taak:
    return taken.vraag_taak(soort=SOORT, titel="Proef", parameters=parameters, by=by)


# --- asking -----------------------------------------------------------------------------------------------


def test_vraag_taak_starts_the_job_after_the_transaction(
    db: None, gestart: list[UUID], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        taak = vraag(UserFactory())
        assert gestart == []
    assert gestart == [taak.pk]
    assert taak.stand == Taak.Stand.WACHT


def test_vraag_taak_writes_who_asked_for_what(db: None) -> None:
    user = UserFactory()
    taak = vraag(user, formaat="pdf")
    regel = Auditregel.objects.get(actie="taak gevraagd")
    assert (regel.object_sleutel, regel.actor) == (str(taak.pk), user.username)
    assert regel.details["formaat"] == "pdf"


def test_vraag_taak_twice_is_one_job_while_it_runs(
    db: None, gestart: list[UUID], django_capture_on_commit_callbacks: Any
) -> None:
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        eerste = vraag(user, formaat="pdf", landsdelen=[])
        tweede = vraag(user, landsdelen=[], formaat="pdf")
    assert tweede == eerste
    assert gestart == [eerste.pk]


@pytest.mark.parametrize("stand", [Taak.Stand.KLAAR, Taak.Stand.MISLUKT])
def test_vraag_taak_after_the_first_has_ended_is_a_new_job(db: None, stand: Taak.Stand) -> None:
    user = UserFactory()
    eerste = vraag(user)
    Taak.objects.update(stand=stand)
    assert vraag(user) != eerste


def test_vraag_taak_of_another_user_or_for_something_else_is_another_job(db: None) -> None:
    user = UserFactory()
    assert len({vraag(user).pk, vraag(user, formaat="pdf").pk, vraag(UserFactory()).pk}) == 3


def test_vraag_taak_takes_up_again_the_same_one_that_died(
    db: None, gestart: list[UUID], django_capture_on_commit_callbacks: Any
) -> None:
    user = UserFactory()
    dood = vraag(user)
    lang_geleden = timezone.now() - STIL_NA - timedelta(seconds=1)
    Taak.objects.update(stand=Taak.Stand.BEZIG, poging=1, hartslag=lang_geleden)
    with django_capture_on_commit_callbacks(execute=True):
        assert vraag(user) == dood
    assert gestart == [dood.pk]
    dood.refresh_from_db()
    assert dood.stand == Taak.Stand.WACHT


def test_vraag_taak_is_not_held_up_by_one_that_died_again(db: None) -> None:
    user = UserFactory()
    dood = vraag(user)
    lang_geleden = timezone.now() - STIL_NA - timedelta(seconds=1)
    Taak.objects.update(stand=Taak.Stand.BEZIG, poging=taken.MEESTE_POGINGEN, hartslag=lang_geleden)
    assert vraag(user) != dood
    dood.refresh_from_db()
    assert dood.is_mislukt


@pytest.mark.django_db(transaction=True)
def test_vraag_taak_at_the_same_moment_is_one_job(gestart: list[UUID]) -> None:
    """Settled by the database: four threads ask for the same."""
    user = UserFactory()
    klaar = threading.Barrier(4)
    gekregen: list[UUID] = []

    def vraag_tegelijk() -> None:
        try:
            klaar.wait()
            gekregen.append(vraag(user).pk)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=vraag_tegelijk) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(gekregen) == 4
    assert len(set(gekregen)) == 1
    assert gestart == [gekregen[0]]


# --- doing ------------------------------------------------------------------------------------------------


def test_voer_uit_delivers_the_file(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    assert taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert (taak.stand, taak.voortgang, taak.poging) == (Taak.Stand.KLAAR, 100, 1)
    assert (taak.bestandsnaam, taak.mediatype) == ("proef.txt", "text/plain")
    with taak.bestand.open("rb") as bestand:
        assert bestand.read() == b"inhoud"
    assert taak.klaar_op is not None
    assert taak.verloopt_op == taak.klaar_op + BEWAARDUUR


def test_voer_uit_tells_how_far_it_is(db: None, soort: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gezien: list[tuple[str, str, int]] = []
    monkeypatch.setattr(taakloop, "SCHRIJF_ELKE", 0)

    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        for stap, procent in (("Eerste stap", 10), ("Tweede stap", 55), ("x" * 500, 250)):
            voortgang(stap, procent)
            rij = Taak.objects.get(pk=taak.pk)
            gezien.append((rij.stand, rij.stap, rij.voortgang))
        return b""

    soort(werk)
    taken.voer_uit(vraag(UserFactory()).pk)
    assert gezien == [("bezig", "Eerste stap", 10), ("bezig", "Tweede stap", 55), ("bezig", "x" * 120, 99)]


def test_voer_uit_gives_a_sign_of_life_but_not_with_every_page(db: None, soort: Any) -> None:
    aantal = 0

    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        nonlocal aantal
        Taak.objects.filter(pk=taak.pk).update(hartslag=timezone.now() - timedelta(hours=1))
        with connection.execute_wrapper(tel):
            for pagina in range(1_000):
                voortgang(f"Pagina {pagina}", 50)
        assert not Taak.objects.get(pk=taak.pk).is_stilgevallen
        return b""

    def tel(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal aantal
        aantal += 1
        return execute(sql, params, many, context)

    soort(werk)
    taken.voer_uit(vraag(UserFactory()).pk)
    assert 1 <= aantal <= 3


def test_voer_uit_shows_the_sentence_of_a_refusal(db: None, soort: Any) -> None:
    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        raise ValidationError("Van deze ronde is er geen lijst.")

    soort(werk)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert (taak.stand, taak.fout) == (Taak.Stand.MISLUKT, "Van deze ronde is er geen lijst.")
    assert not taak.bestand


def test_voer_uit_keeps_the_details_of_a_bug_for_the_log(
    db: None, soort: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        raise RuntimeError("geheim detail in /een/pad")

    soort(werk)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert str(taak.pk) in taak.fout
    assert "geheim" not in taak.fout
    assert "geheim detail" in caplog.text


def test_voer_uit_does_a_job_once(db: None, soort: Any) -> None:
    """A broker may hand out the same job twice."""
    keren: list[UUID] = []

    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        keren.append(taak.pk)
        assert not taken.voer_uit(taak.pk)  # somebody else is busy with it: look again later
        return b""

    soort(werk)
    taak = vraag(UserFactory())
    assert taken.voer_uit(taak.pk)
    assert taken.voer_uit(taak.pk)  # nothing to do any more
    assert keren == [taak.pk]


def test_voer_uit_of_a_job_that_is_gone_does_nothing(db: None) -> None:
    assert taken.voer_uit(uuid4())


@pytest.mark.django_db(transaction=True)
def test_voer_uit_is_claimed_by_one_of_many_workers(soort: Any) -> None:
    begin, keren = threading.Barrier(4), []

    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        keren.append(threading.get_ident())
        return b"een"

    soort(werk)
    taak = Taak.objects.create(eigenaar=UserFactory(), soort=SOORT, titel="Proef", sleutel="x")

    def doe() -> None:
        try:
            begin.wait()
            taken.voer_uit(taak.pk)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=doe) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(keren) == 1


def test_voer_uit_takes_over_from_a_worker_that_died(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    lang_geleden = timezone.now() - STIL_NA - timedelta(seconds=1)
    Taak.objects.update(stand=Taak.Stand.BEZIG, poging=1, hartslag=lang_geleden)
    assert taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert (taak.stand, taak.poging) == (Taak.Stand.KLAAR, 2)


def test_voer_uit_gives_up_on_a_job_that_keeps_killing_its_worker(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    Taak.objects.update(
        stand=Taak.Stand.BEZIG, poging=taken.MEESTE_POGINGEN, hartslag=timezone.now() - timedelta(hours=1)
    )
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.stand == Taak.Stand.BEZIG
    assert taak.is_stilgevallen


def test_voer_uit_throws_away_its_file_when_another_attempt_was_first(db: None, soort: Any) -> None:
    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        # Taken for dead, started again by its owner, and now done by another process: its first attempt as well.
        Taak.objects.filter(pk=taak.pk).update(poging=taak.poging, greep=uuid4())
        return b"te laat"

    soort(werk)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.stand == Taak.Stand.BEZIG
    assert bestanden(taak) == []


def test_voer_uit_wipes_the_half_file_of_an_attempt_that_died(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    opslag = Taak._meta.get_field("bestand").storage
    opslag.save(f"{MAP}/{taak.pk}-{uuid4().hex}", ContentFile(b"hal"))
    lang_geleden = timezone.now() - STIL_NA - timedelta(seconds=1)
    Taak.objects.update(stand=Taak.Stand.BEZIG, poging=1, hartslag=lang_geleden)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert bestanden(taak) == [taak.bestand.name]


def test_voer_uit_lives_while_a_stage_says_nothing(
    transactional_db: None, soort: Any, gestart: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a long document may take longer than the silence after which a job counts as dead."""
    monkeypatch.setattr(taakloop, "HARTSLAG_ELKE", 0.05)
    oud = timezone.now() - timedelta(hours=1)

    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        Taak.objects.filter(pk=taak.pk).update(hartslag=oud)
        einde = time.monotonic() + 10
        while Taak.objects.get(pk=taak.pk).is_stilgevallen and time.monotonic() < einde:
            time.sleep(0.02)
        assert not Taak.objects.get(pk=taak.pk).is_stilgevallen
        return b""

    soort(werk)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_klaar, taak.fout
    assert taak.hartslag > oud


def test_job_that_hangs_stops_giving_signs_of_life(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taakloop, "HARTSLAG_ELKE", 0.01)
    monkeypatch.setattr(taakloop, "LANGST", 0.05)
    hartslag = taakloop.Hartslag(Taak(greep=uuid4()))
    with hartslag:
        hartslag.draad.join(timeout=10)
        assert not hartslag.draad.is_alive()


def test_voer_uit_waits_for_a_database_that_is_busy(
    db: None, soort: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A locked SQLite database costs a moment, not the work that was done."""
    monkeypatch.setattr(taakloop, "GEDULD", (0.0, 0.0))
    echt, keren = taken._rond_af, []

    def bezet(taak: Taak, **velden: Any) -> bool:
        keren.append(1)
        if len(keren) < 3:
            raise OperationalError("database is locked")
        return echt(taak, **velden)

    monkeypatch.setattr(taken, "_rond_af", bezet)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_klaar
    assert len(keren) == 3
    assert len(bestanden(taak)) == 1


def test_progress_that_cannot_be_written_is_no_reason_to_fail(
    db: None, soort: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bezet(taak: Taak) -> Any:
        raise OperationalError("database is locked")

    monkeypatch.setattr(taakloop, "houdt_nog", bezet)

    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        voortgang("Halverwege", 50)
        return b"toch"

    soort(werk)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_klaar, taak.fout


def test_voer_uit_says_that_it_took_too_long(db: None, soort: Any) -> None:
    def werk(taak: Taak, voortgang: Voortgang) -> bytes:
        raise SoftTimeLimitExceeded

    soort(werk)
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert taak.fout.startswith("Het duurde te lang")


# --- what is in it is decided when it is made --------------------------------------------------------------


@pytest.mark.parametrize(("blijft", "verwacht"), [(True, Taak.Stand.KLAAR), (False, Taak.Stand.MISLUKT)])
def test_export_holds_what_its_owner_may_see_when_it_is_made(db: None, blijft: bool, verwacht: Taak.Stand) -> None:
    """Somebody who lost the landsdeel between asking and making gets nothing of it."""
    overleg = OverlegFactory(ronde=RondeFactory(concept=True), landsdeel__slug="zuid")
    AfspraakFactory(overleg=overleg)
    user = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[overleg.landsdeel])
    taak = taken.vraag_taak(
        soort=taken.EXPORT,
        titel="Lijst",
        parameters={"ronde": overleg.ronde.pk, "formaat": "json", "landsdelen": [], "met_status": True},
        by=user,
    )
    if not blijft:
        user.roltoewijzingen.all().delete()
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.stand == verwacht, taak.fout


def test_export_leaves_out_the_landsdelen_that_its_owner_may_not_see(db: None) -> None:
    ronde = RondeFactory(concept=True)
    for slug in ("zuid", "oost"):
        AfspraakFactory(overleg=OverlegFactory(ronde=ronde, landsdeel__slug=slug), tekstblok__tekst=f"Over {slug}.")
    user = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[ronde.overleggen.get(landsdeel__slug="oost").landsdeel])
    parameters = {"ronde": ronde.pk, "formaat": "html", "landsdelen": [], "met_status": False}
    taak = taken.vraag_taak(soort=taken.EXPORT, titel="Lijst", parameters=parameters, by=user)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    with taak.bestand.open("rb") as bestand:
        inhoud = bestand.read().decode()
    assert "Over oost." in inhoud
    assert "zuid" not in inhoud.lower().split("</style>")[1]
    assert "Alleen Oost" in inhoud


# --- again, and clearing up ---------------------------------------------------------------------------------


@pytest.fixture
def mislukt(db: None) -> Taak:
    taak = vraag(UserFactory())
    Taak.objects.update(stand=Taak.Stand.MISLUKT, fout="Ging mis.", poging=3, voortgang=40, stap="Halverwege")
    taak.refresh_from_db()
    return taak


def test_opnieuw_starts_a_failed_job_from_the_beginning(
    mislukt: Taak, gestart: list[UUID], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        taak = taken.opnieuw(taak=mislukt, by=mislukt.eigenaar)
    assert taak == mislukt
    assert (taak.stand, taak.fout, taak.poging, taak.voortgang, taak.stap) == ("wacht", "", 0, 0, "")
    assert gestart == [taak.pk]


def test_opnieuw_gives_the_job_that_already_does_the_same(mislukt: Taak) -> None:
    lopend = vraag(mislukt.eigenaar)
    assert taken.opnieuw(taak=mislukt, by=mislukt.eigenaar) == lopend
    mislukt.refresh_from_db()
    assert mislukt.is_mislukt


def test_opnieuw_starts_a_job_that_was_interrupted(mislukt: Taak) -> None:
    Taak.objects.update(stand=Taak.Stand.BEZIG, hartslag=timezone.now() - timedelta(hours=1))
    assert taken.opnieuw(taak=mislukt, by=mislukt.eigenaar).stand == Taak.Stand.WACHT


def test_opnieuw_makes_an_expired_file_again(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    Taak.objects.update(klaar_op=timezone.now() - BEWAARDUUR - timedelta(seconds=1))
    taken.opnieuw(taak=taak, by=taak.eigenaar)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_klaar
    assert not taak.is_verlopen


@pytest.mark.parametrize("stand", [Taak.Stand.WACHT, Taak.Stand.BEZIG])
def test_opnieuw_refuses_a_job_that_runs(mislukt: Taak, stand: Taak.Stand) -> None:
    Taak.objects.update(stand=stand, hartslag=timezone.now())
    with pytest.raises(ValidationError, match="loopt nog of is al klaar"):
        taken.opnieuw(taak=mislukt, by=mislukt.eigenaar)


def test_opnieuw_refuses_a_file_that_is_still_there(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    with pytest.raises(ValidationError, match="loopt nog of is al klaar"):
        taken.opnieuw(taak=taak, by=taak.eigenaar)


def test_opnieuw_refuses_the_job_of_somebody_else(mislukt: Taak) -> None:
    with pytest.raises(PermissionDenied):
        taken.opnieuw(taak=mislukt, by=UserFactory())


def test_ruim_taken_op_reports_what_was_interrupted(
    db: None, gestart: list[UUID], django_capture_on_commit_callbacks: Any
) -> None:
    nu = datetime(2030, 1, 2, 12, tzinfo=UTC)
    gevallen = [
        (Taak.Stand.BEZIG, STIL_NA + timedelta(seconds=1), True),
        (Taak.Stand.BEZIG, STIL_NA - timedelta(seconds=1), False),
        (Taak.Stand.WACHT, WACHT_HOOGSTENS + timedelta(seconds=1), True),
        (Taak.Stand.WACHT, WACHT_HOOGSTENS - timedelta(seconds=1), False),
        (Taak.Stand.KLAAR, timedelta(hours=1), False),
    ]
    rijen = []
    with time_machine.travel(nu, tick=False):
        user = UserFactory()
        for nummer, (stand, stil, _) in enumerate(gevallen):
            taak = Taak.objects.create(
                eigenaar=user, soort=SOORT, sleutel=str(nummer), stand=stand, hartslag=nu - stil, poging=2
            )
            rijen.append(taak)
        assert [taak.is_stilgevallen for taak in rijen] == [dood for _, _, dood in gevallen]
        with django_capture_on_commit_callbacks(execute=True):
            assert taken.ruim_taken_op() == {"hervat": 0, "gemeld": 2, "verlopen": 0, "verwijderd": 0}
    assert gestart == []
    for taak, (_, _, dood) in zip(rijen, gevallen, strict=True):
        taak.refresh_from_db()
        assert taak.is_mislukt == dood
        assert ("onderbroken" in taak.fout) == dood


def test_ruim_taken_op_takes_up_again_what_was_interrupted_once(
    db: None, gestart: list[UUID], django_capture_on_commit_callbacks: Any
) -> None:
    taak = Taak.objects.create(
        eigenaar=UserFactory(),
        soort=SOORT,
        sleutel="x",
        stand=Taak.Stand.BEZIG,
        poging=1,
        hartslag=timezone.now() - STIL_NA - timedelta(seconds=1),
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert taken.ruim_taken_op()["hervat"] == 1
        assert taken.ruim_taken_op()["hervat"] == 0
    assert gestart == [taak.pk]


def test_hervat_starts_what_waits_for_a_process_that_is_gone(db: None, gestart: list[UUID]) -> None:
    """After a restart without a broker everything that waits; later only what nobody took up for a while."""
    user = UserFactory()
    net, lang = (
        Taak.objects.create(eigenaar=user, soort=SOORT, sleutel=str(stil), hartslag=timezone.now() - stil)
        for stil in (timedelta(0), STIL_NA + timedelta(seconds=1))
    )
    for stand in (Taak.Stand.BEZIG, Taak.Stand.KLAAR, Taak.Stand.MISLUKT):
        Taak.objects.create(eigenaar=user, soort=SOORT, sleutel=stand, stand=stand)
    assert taken.hervat() == 1
    assert gestart == [lang.pk]
    assert taken.hervat(alles=True) == 2
    assert set(gestart) == {net.pk, lang.pk}


@pytest.mark.django_db(transaction=True)
def test_ruim_taken_op_deletes_files_after_a_week_and_records_long_after(soort: Any, gestart: list[UUID]) -> None:
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    naam, klaar = str(taak.bestand.name), taak.klaar_op
    assert klaar is not None
    opslag = taak.bestand.storage
    assert taken.ruim_taken_op(klaar + BEWAARDUUR - timedelta(seconds=1))["verlopen"] == 0
    assert opslag.exists(naam)
    assert taken.ruim_taken_op(klaar + BEWAARDUUR + timedelta(seconds=1))["verlopen"] == 1
    assert not opslag.exists(naam)
    taak.refresh_from_db()
    assert taak.is_klaar
    assert taak.is_verlopen
    assert taken.ruim_taken_op(klaar + BEWAARDUUR + taken.RECORD_BEWAARD + timedelta(days=1))["verwijderd"] == 1
    assert not Taak.objects.exists()


def test_ruim_losse_bestanden_op_deletes_what_no_job_knows(db: None, soort: Any) -> None:
    taak = vraag(UserFactory())
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    opslag = taak.bestand.storage
    los = opslag.save(f"{MAP}/half", ContentFile(b"half"))
    morgen = timezone.now() + timedelta(days=1, minutes=1)
    taken.ruim_losse_bestanden_op()
    assert opslag.exists(los)  # perhaps somebody is just writing it
    assert taken.ruim_losse_bestanden_op(morgen) >= 1
    assert not opslag.exists(los)
    assert opslag.exists(str(taak.bestand.name))


# --- starting -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_start_taak_without_a_broker_does_the_job_in_this_process(soort: Any, settings: Any) -> None:
    settings.CELERY_BROKER_URL = ""
    taak = vraag(UserFactory())
    tasks._draden.submit(lambda: None).result(timeout=20)  # one after the other, so ours is done now
    taak.refresh_from_db()
    assert taak.is_klaar


@pytest.mark.django_db(transaction=True)
def test_start_taak_without_a_broker_survives_a_job_that_breaks(
    soort: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CELERY_BROKER_URL = ""
    echt = taken.voer_uit

    def breek(taak_id: UUID) -> bool:
        raise SystemError("stuk")

    monkeypatch.setattr(taken, "voer_uit", breek)
    vraag(UserFactory())
    tasks._draden.submit(lambda: None).result(timeout=20)
    monkeypatch.setattr(taken, "voer_uit", echt)
    taak = vraag(UserFactory())
    tasks._draden.submit(lambda: None).result(timeout=20)
    taak.refresh_from_db()
    assert taak.is_klaar


def test_start_taak_with_a_broker_that_does_not_answer_says_so_on_the_page(
    db: None, settings: Any, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kombu.exceptions import OperationalError

    def weiger(**kwargs: object) -> None:
        raise OperationalError("verbinding geweigerd")

    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/"
    monkeypatch.setattr(tasks.voer_taak_uit, "apply_async", weiger)
    with django_capture_on_commit_callbacks(execute=True):
        taak = vraag(UserFactory())
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert "niet bereikbaar" in taak.fout
    assert taak.is_te_herhalen


@pytest.mark.broker
def test_a_celery_worker_does_the_job(werker: Any) -> None:
    """A worker process of its own, on the same database, makes a real PDF."""
    overleg = OverlegFactory()
    AfspraakFactory(overleg=overleg)
    taak = taken.vraag_taak(
        soort=taken.EXPORT,
        titel="Lijst",
        parameters={"ronde": overleg.ronde.pk, "formaat": "pdf", "landsdelen": [], "met_status": True},
        by=UserFactory(),
    )

    def is_afgelopen() -> bool:
        taak.refresh_from_db()
        return not taak.is_lopend

    werker.wait_until(is_afgelopen, "de taak is gedaan")
    assert taak.is_klaar, taak.fout
    with taak.bestand.open("rb") as bestand:
        assert bestand.read(5) == b"%PDF-"


@pytest.mark.broker
def test_a_celery_worker_clears_up(werker: Any) -> None:
    dood = Taak.objects.create(
        eigenaar=UserFactory(),
        soort=SOORT,
        sleutel="x",
        stand=Taak.Stand.BEZIG,
        poging=taken.MEESTE_POGINGEN,
        hartslag=timezone.now() - timedelta(hours=1),
    )
    tasks.ruim_taken_op.delay()

    def is_gemeld() -> bool:
        dood.refresh_from_db()
        return dood.is_mislukt

    werker.wait_until(is_gemeld, "de onderbroken taak is gemeld")
