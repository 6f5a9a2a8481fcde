"""Background jobs of a real web process without a broker, which is killed at the worst moments.

Whatever was under way: no half file can be had, and the job is done again by itself or says that it can be.
"""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.exporters import FORMATEN
from agreements.models import (
    Agendapunt,
    Bericht,
    Fasewijziging,
    Invoer,
    Puntconcept,
    Puntversie,
    Ronde,
    Taak,
    Tekstblok,
    Uitgave,
    Uitgavebestand,
    Zitting,
)
from agreements.models.besluit import Besluit
from agreements.models.taak import INVOER
from agreements.models.uitgave import MAP as UITGAVEN
from agreements.services.dossiers import laad_dossier
from agreements.services.naslag import laad_naslag
from agreements.services.publicatie import wat_gaat_open
from agreements.services.puntversies import stand_van
from agreements.services.uitgaven import controleer_uitgaven
from agreements.services.zittingen import controleer_zittingen, leg_besluit_vast
from agreements.views.agendapunten import adres
from tests import factories
from tests.agreements.test_dossiers import EEN
from tests.agreements.test_invoer import LIJST
from tests.agreements.test_schrijven_pagina import velden_uit
from tests.faults.conftest import Bezoeker, Sabotage, afgelopen, schiet_neer
from tests.faults.sabotage import GESCHREVEN, HALF, OPENEN, OPSLAAN, SLUITEN, STAP
from tests.zittingen import maak_zitting

pytestmark = pytest.mark.proces

AfspraakFactory: Any = factories.AfspraakFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory

Bestanden = Callable[[Taak], list[str]]


@pytest.fixture
def redacteur(transactional_db: None) -> Any:
    laad_naslag()
    return RijksredacteurFactory()


@pytest.fixture
def export(transactional_db: None) -> str:
    """The address at which the list of a ronde is asked for as a document."""
    overleg = OverlegFactory()
    AfspraakFactory(overleg=overleg)
    return reverse("afsprakenlijst-export", args=[overleg.ronde.soort, overleg.ronde.jaar])


def taak_van(adres: str) -> Taak:
    return Taak.objects.get(pk=adres.split("?")[0].rstrip("/").rsplit("/", 1)[-1])


def gevraagde_taak(vraag: Callable[[], object]) -> Taak:
    """The job that is asked for, also when the process that does it dies before it has answered."""
    eerder = set(Taak.objects.order_by("pk").values_list("pk", flat=True))
    with contextlib.suppress(ConnectionError, http.client.HTTPException):
        vraag()
    return Taak.objects.exclude(pk__in=eerder).get()


def test_web_process_that_is_killed_leaves_no_half_file_and_does_the_job_again(
    webserver: Any, sabotage: Sabotage, redacteur: Any, export: str, bestanden: Bestanden
) -> None:
    """Killed while reading, while rendering, while writing the file, and between writing it and saying so."""
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)

        def vraag_export(formaat: str) -> str:
            return bezoeker.stuur(export, {"formaat": formaat})[1]

        def vraag_invoer() -> str:
            velden = {"soort": "bol", "jaar": "2031"}
            return bezoeker.stuur(reverse("afsprakenlijst-invoeren"), velden, ("lijst.txt", LIJST.encode()))[1]

        gevallen: list[tuple[Callable[[], str], str, str]] = [
            (vraag_invoer, STAP, "De opbouw wordt herkend"),
            (lambda: vraag_export("pdf"), STAP, "Pagina 1 wordt opgemaakt"),
            (lambda: vraag_export("html"), HALF, ""),
            (lambda: vraag_export("json"), GESCHREVEN, ""),
        ]
        gevraagd = []
        for vraag, waar, stap in gevallen:
            sabotage.sterf(waar, stap)
            gevraagd.append(gevraagde_taak(vraag))
            process.wait_until(lambda: sabotage.is_gebeurd, f"gestorven bij {waar} {stap}")
        for taak in gevraagd:
            process.wait_until(lambda: afgelopen(taak), f"de taak is opnieuw gedaan: {taak}")  # noqa: B023
            assert (taak.stand, taak.poging, taak.fout) == (Taak.Stand.KLAAR, 2, "")
            if taak.soort == INVOER:
                assert taak.invoer == Invoer.objects.get()
                process.wait_until(lambda: bestanden(taak) == [], "het aangeboden document is weg")  # noqa: B023
            else:
                assert bestanden(taak) == [taak.bestand.name]
                status, _ = bezoeker.haal(reverse("taak-bestand", args=[taak.pk]))
                assert status == 200


def test_job_that_keeps_killing_its_process_is_reported_with_a_retry(
    webserver: Any, sabotage: Sabotage, redacteur: Any, export: str, bestanden: Bestanden
) -> None:
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        sabotage.sterf(GESCHREVEN)
        taak = gevraagde_taak(lambda: bezoeker.stuur(export, {"formaat": "json"}))
        process.wait_until(lambda: sabotage.is_gebeurd, "de eerste keer gestorven")
        sabotage.sterf(GESCHREVEN, poging=2)
        process.wait_until(lambda: sabotage.is_gebeurd, "de tweede keer gestorven")
        process.wait_until(lambda: afgelopen(taak), "de taak is gemeld")
        assert taak.is_mislukt
        process.wait_until(lambda: "Opnieuw proberen" in bezoeker.haal(taak.get_absolute_url())[1], "kan opnieuw")
        bezoeker.stuur(reverse("taak-opnieuw", args=[taak.pk]), {})
        process.wait_until(lambda: afgelopen(taak), "de taak is op verzoek opnieuw gedaan")
        assert taak.is_klaar, taak.fout
        assert taak.bestand.name in bestanden(taak)


def test_edition_of_which_the_process_is_killed_is_made_once_and_whole(
    webserver: Any, sabotage: Sabotage, redacteur: Any, export: str
) -> None:
    """Killed while its documents are made, and when it is there but the job has not said so."""
    nieuw = export.replace("export/", "uitgaven/nieuw/")
    eerder = _bestanden_van_uitgaven()
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        sabotage.sterf(STAP, "Excel")
        taak = gevraagde_taak(lambda: bezoeker.stuur(nieuw, {}))
        process.wait_until(lambda: sabotage.is_gebeurd, "gestorven bij het maken van de documenten")
        assert not Uitgave.objects.exists()
        process.wait_until(lambda: afgelopen(taak), "de uitgave is opnieuw gemaakt")
        assert (taak.stand, taak.poging, taak.fout) == (Taak.Stand.KLAAR, 2, "")
        assert Uitgave.objects.get().nummer == "1.0"

        Tekstblok.objects.update(tekst="Rijk en regio doen iets anders.")
        sabotage.sterf(GESCHREVEN)
        taak = gevraagde_taak(lambda: bezoeker.stuur(nieuw, {"reden": "Een verbetering."}))
        process.wait_until(lambda: sabotage.is_gebeurd, "gestorven toen de uitgave er al was")
        process.wait_until(lambda: afgelopen(taak), "de taak vindt de uitgave die er is")
        assert (taak.stand, taak.poging, taak.fout) == (Taak.Stand.KLAAR, 2, "")
        assert list(Uitgave.objects.order_by("volgnummer").values_list("nummer", flat=True)) == ["1.0", "1.1"]
    bestanden = Uitgavebestand.objects.order_by("pk")
    assert len(bestanden) == 2 * len(FORMATEN)
    assert _bestanden_van_uitgaven() - eerder == {bestand.bestand.name for bestand in bestanden}
    assert list(controleer_uitgaven()) == []


def _bestanden_van_uitgaven() -> set[str]:
    return {f"{UITGAVEN}/{pad.name}" for pad in (Path(settings.MEDIA_ROOT) / UITGAVEN).glob("*")}


def test_server_that_falls_over_does_after_a_restart_what_ran_and_what_waited(
    webserver: Any, sabotage: Sabotage, redacteur: Any, export: str, bestanden: Bestanden
) -> None:
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        sabotage.wacht(STAP, "De lijst wordt opgehaald")
        bezig = taak_van(bezoeker.stuur(export, {"formaat": "json"})[1])
        process.wait_until(lambda: sabotage.is_bereikt, "de eerste taak loopt")
        # The same request, four times at once, gives the job that runs.
        with ThreadPoolExecutor(4) as draden:
            adressen = set(draden.map(lambda _: bezoeker.stuur(export, {"formaat": "json"})[1], range(4)))
        assert adressen == {bezig.get_absolute_url()}
        wacht = taak_van(bezoeker.stuur(export, {"formaat": "html"})[1])
        schiet_neer(process)
    sabotage.laat_door()
    standen = {taak.pk: taak.stand for taak in Taak.objects.order_by("pk")}
    assert standen == {bezig.pk: Taak.Stand.BEZIG, wacht.pk: Taak.Stand.WACHT}
    with webserver() as (process, port):
        for taak in (wacht, bezig):
            process.wait_until(lambda: afgelopen(taak), f"na de herstart gedaan: {taak}")  # noqa: B023
            assert taak.is_klaar, taak.fout
            assert bestanden(taak) == [taak.bestand.name]


def test_database_that_is_locked_for_a_moment_costs_no_work(
    webserver: Any, sabotage: Sabotage, redacteur: Any, export: str
) -> None:
    """Somebody else writes for a second while a job has to say that it is done."""
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        sabotage.wacht(GESCHREVEN)
        taak = taak_van(bezoeker.stuur(export, {"formaat": "json"})[1])
        process.wait_until(lambda: sabotage.is_bereikt, "het bestand is geschreven")

        def houd_vast() -> None:
            try:
                with transaction.atomic():
                    Taak.objects.select_for_update().get(pk=taak.pk)
                    vast.set()
                    time.sleep(0.8)
            finally:
                connections.close_all()

        vast = threading.Event()
        draad = threading.Thread(target=houd_vast)
        draad.start()
        assert vast.wait(10)
        sabotage.laat_door()
        draad.join()
        process.wait_until(lambda: afgelopen(taak), "de taak is klaar")
        assert (taak.stand, taak.poging) == (Taak.Stand.KLAAR, 1)


def test_publication_whose_process_is_killed_is_done_once_and_as_a_whole(
    webserver: Any, sabotage: Sabotage, redacteur: Any
) -> None:
    """Killed before its transaction, with everything written and nothing committed, and after it was done."""
    rondes = []
    for jaar in (2031, 2032, 2033):
        ronde = factories.RondeFactory.create(jaar=jaar, fase=Ronde.Fase.VASTGESTELD)
        AfspraakFactory(overleg=OverlegFactory(ronde=ronde))
        rondes.append(ronde)
    verzonden_op = timezone.now().isoformat()
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        gevallen = ((STAP, "De lijst wordt geopend"), (OPENEN, ""), (GESCHREVEN, ""))
        for ronde, (waar, stap) in zip(rondes, gevallen, strict=True):
            velden = {
                "verzonden_op": verzonden_op,
                "kenmerk": f"K-{ronde.jaar}",
                "kamerstuk": "",
                "stand": wat_gaat_open(ronde, by=redacteur).stand,
                "daad": "nu",
            }
            adres = reverse("publicatie-verzenden", args=[ronde.soort, ronde.jaar])
            sabotage.sterf(waar, stap)
            taak = gevraagde_taak(lambda: bezoeker.stuur(adres, velden))  # noqa: B023
            process.wait_until(lambda: sabotage.is_gebeurd, f"gestorven bij {waar}")
            if waar != GESCHREVEN:
                ronde.refresh_from_db()
                assert (str(ronde.fase), ronde.kenmerk) == (Ronde.Fase.VASTGESTELD, "")
                assert not Fasewijziging.objects.filter(ronde=ronde).exists()
                assert not Bericht.objects.filter(sleutel=f"publicatie {ronde.slug}").exists()
            process.wait_until(lambda: afgelopen(taak), f"de taak is opnieuw gedaan na {waar}")  # noqa: B023
            assert (taak.stand, taak.poging, taak.fout) == (Taak.Stand.KLAAR, 2, "")
            ronde.refresh_from_db()
            assert (str(ronde.fase), ronde.kenmerk) == (Ronde.Fase.OPENBAAR, f"K-{ronde.jaar}")
            assert (ronde.uitgaven.count(), Fasewijziging.objects.filter(ronde=ronde).count()) == (1, 2)
            assert Bericht.objects.filter(sleutel=f"publicatie {ronde.slug}", user=redacteur).count() == 1
    assert not list(controleer_uitgaven())


def test_broker_that_is_down_is_said_on_the_page_with_a_retry(webserver: Any, redacteur: Any, export: str) -> None:
    """A broker that refuses the connection; the answer may not take longer than people wait."""
    with webserver(CELERY_BROKER_URL="redis://127.0.0.1:1/0") as (_, port):
        bezoeker = Bezoeker(redacteur, port)
        begin = time.monotonic()
        status, adres = bezoeker.stuur(export, {"formaat": "json"})
        assert status == 303
        assert time.monotonic() - begin < 10
        pagina = bezoeker.haal(adres)[1]
        assert "niet bereikbaar" in pagina
        assert "Opnieuw proberen" in pagina


def test_meeting_of_which_the_process_is_killed_while_it_closes_is_closed_whole_or_not_at_all(
    webserver: Any, sabotage: Sabotage, redacteur: Any
) -> None:
    """Killed when the list has been made and the meeting is about to say so."""
    zitting = maak_zitting(by=redacteur)
    for een in zitting.beslispunten.order_by("volgorde"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    overleg = zitting.overleg
    sluiten = reverse("zitting-sluiten", args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug])
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        sabotage.sterf(SLUITEN)
        with contextlib.suppress(ConnectionError, http.client.HTTPException):
            bezoeker.stuur(sluiten, {})
        process.wait_until(lambda: sabotage.is_gebeurd, "gestorven bij het sluiten")
        zitting.refresh_from_db()
        assert not zitting.is_gesloten
        assert not Tekstblok.objects.exists()
        # Sent again, it is done once and whole.
        for _ in range(2):
            assert bezoeker.stuur(sluiten, {})[0] == 303
    assert Zitting.objects.get(pk=zitting.pk).is_gesloten
    assert Tekstblok.objects.count() == zitting.beslispunten.count() == 5
    assert not list(controleer_zittingen())


def test_draft_outlives_the_process_that_dies_while_its_item_is_saved(
    webserver: Any, sabotage: Sabotage, redacteur: Any
) -> None:
    """Killed as a whole after the draft was kept, and once more with the item written and nothing committed."""
    laad_dossier(EEN, by=redacteur)
    punt = Agendapunt.objects.select_related("dossier__overleg").get(nummer="2.1")
    getypt = "De brug komt er, en niemand hoeft dit nog eens te typen."

    def bewaard() -> tuple[int, bool]:
        return Puntversie.objects.filter(punt=punt, nummer__gt=1).count(), Puntconcept.objects.exists()

    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        velden = velden_uit(bezoeker.haal(adres(punt, "agendapunt-schrijven"))[1])
        (veld,) = [naam for naam, waarde in velden.items() if "De brug is" in waarde]
        assert bezoeker.stuur(adres(punt, "agendapunt-concept"), {**velden, veld: getypt})[0] == 200
        schiet_neer(process)
    with webserver() as (process, port):
        bezoeker = Bezoeker(redacteur, port)
        for _ in range(2):
            # What was typed is offered again, by a process that knows nothing of the one before it.
            velden = velden_uit(bezoeker.haal(adres(punt, "agendapunt-schrijven"))[1])
            assert velden[veld] == getypt
            sabotage.sterf(OPSLAAN)
            with contextlib.suppress(ConnectionError, http.client.HTTPException):
                bezoeker.stuur(adres(punt, "agendapunt-schrijven"), {**velden, "wat": "opslaan"})
            process.wait_until(lambda: sabotage.is_gebeurd, "gestorven bij het opslaan")
            assert bewaard() == (0, True)
            assert getypt not in str(stand_van(punt).tekst.als_json())
        assert bezoeker.stuur(adres(punt, "agendapunt-schrijven"), {**velden, "wat": "opslaan"})[0] == 302
        assert bewaard() == (1, False)
        assert getypt in bezoeker.haal(adres(punt))[1]
