"""Background jobs: ask for one, do it, try it again, clean up. The row is the job; see ADR 8."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.auditlog import leg_vast
from accounts.models import User
from agreements.exporters import Voortgang
from agreements.models import Overleg, Ronde, Taak
from agreements.models.taak import BEWAARDUUR, MAP, STIL_NA
from agreements.services.keuze import Keuze
from agreements.services.uitvoer import Uitvoer, voer_lijst_uit
from agreements.tasks import start_taak

log = logging.getLogger(__name__)

#: How many times a job is taken up by itself after its process died.
MEESTE_POGINGEN = 3
#: How long the record of a job is kept after its file has gone.
RECORD_BEWAARD = timedelta(days=30)
#: Progress is written at most this often (seconds).
SCHRIJF_ELKE = 0.5

EXPORT = "export"


def _maak_export(taak: Taak, voortgang: Voortgang) -> Uitvoer:
    """The list as a document, with what the owner may see at this moment."""
    return voer_lijst_uit(
        ronde=Ronde.objects.get(pk=taak.parameters["ronde"]),
        user=taak.eigenaar,
        formaat=taak.parameters["formaat"],
        keuze=Keuze.uit_parameters(taak.parameters),
        voortgang=voortgang,
    )


#: What each kind of job does.
SOORTEN: dict[str, Callable[[Taak, Voortgang], Uitvoer]] = {EXPORT: _maak_export}


@transaction.atomic
def vraag_taak(
    *, soort: str, titel: str, parameters: dict[str, Any], by: User, overleggen: Iterable[Overleg] = ()
) -> Taak:
    """Ask for a job; it starts when this transaction is committed.

    `overleggen` are those that it is about: who may no longer see one of them, no longer sees the job. The same
    request of the same user while one is under way gives that one.
    """
    ruim_taken_op()
    sleutel = hashlib.sha256(json.dumps([soort, parameters], sort_keys=True).encode()).hexdigest()
    for _ in range(3):
        try:
            with transaction.atomic():
                taak = Taak.objects.create(
                    eigenaar=by, soort=soort, titel=titel[:200], parameters=parameters, sleutel=sleutel
                )
            break
        except IntegrityError:
            # Somebody was first. Should that job have ended since, the next try makes one.
            if lopend := Taak.objects.lopend().filter(eigenaar=by, sleutel=sleutel).first():
                return lopend
    else:
        raise ValidationError("Deze taak kon niet worden gestart. Probeer het opnieuw.")
    taak.overleggen.set(overleggen)
    leg_vast(
        actie="taak gevraagd",
        object_soort="taak",
        object_sleutel=str(taak.pk),
        by=by,
        details={"soort": soort, **parameters},
    )
    transaction.on_commit(partial(start_taak, taak.pk))
    return taak


@transaction.atomic
def opnieuw(*, taak: Taak, by: User) -> Taak:
    """Start a job once more that failed, whose process died, or whose file has expired.

    When the same request is under way as another job, that one comes back. Raises PermissionDenied for somebody
    else's job, and ValidationError when it is running or its file is still there.
    """
    if taak.eigenaar_id != by.pk:
        raise PermissionDenied("Dit is een taak van iemand anders.")
    ruim_taken_op()
    verlopen = Q(stand=Taak.Stand.KLAAR, bestand="")
    try:
        with transaction.atomic():
            gelukt = Taak.objects.filter(Q(stand=Taak.Stand.MISLUKT) | verlopen, pk=taak.pk).update(
                stand=Taak.Stand.WACHT,
                stap="",
                voortgang=0,
                fout="",
                poging=0,
                klaar_op=None,
                hartslag=timezone.now(),
            )
    except IntegrityError:
        ander = Taak.objects.lopend().filter(eigenaar=by, sleutel=taak.sleutel).first()
        if ander is None:
            raise ValidationError("Deze taak is net afgelopen. Ververs de pagina.") from None
        return ander
    if not gelukt:
        raise ValidationError("Deze taak loopt nog of is al klaar.")
    leg_vast(actie="taak opnieuw gestart", object_soort="taak", object_sleutel=str(taak.pk), by=by)
    transaction.on_commit(partial(start_taak, taak.pk))
    taak.refresh_from_db()
    return taak


def voer_uit(taak_id: UUID) -> bool:
    """Do a job, when nobody else is doing it: whoever sets it to running first, does it.

    What goes wrong for a reason of the user's gets its sentence on the page of the job; a bug gets a general one
    there and its traceback in the log. Returns False when another process is busy with it, so that a worker that
    got it after a crash can look again later.
    """
    nu = timezone.now()
    wacht = Q(stand=Taak.Stand.WACHT)
    gestorven = Q(stand=Taak.Stand.BEZIG, hartslag__lt=nu - STIL_NA, poging__lt=MEESTE_POGINGEN)
    genomen = Taak.objects.filter(wacht | gestorven, pk=taak_id).update(
        stand=Taak.Stand.BEZIG, stap="Begonnen", voortgang=0, poging=F("poging") + 1, hartslag=nu
    )
    if not genomen:
        return not Taak.objects.filter(pk=taak_id, stand=Taak.Stand.BEZIG).exists()
    taak = Taak.objects.select_related("eigenaar").get(pk=taak_id)
    try:
        uitvoer = SOORTEN[taak.soort](taak, _Schrijver(taak))
    except (ValidationError, PermissionDenied) as fout:
        _mislukt(taak, " ".join(getattr(fout, "messages", [str(fout)])))
    except Exception:
        log.exception("Taak %s is mislukt", taak.pk)
        _mislukt(
            taak,
            "Er ging iets mis bij het maken. Probeer het opnieuw; blijft het misgaan, geef dan de beheerder "
            f"dit nummer: {taak.pk}.",
        )
    else:
        _klaar(taak, uitvoer)
    return True


def meld_niet_gestart(taak_id: UUID) -> None:
    """The job could not be handed to a worker: say so, so that its owner can try again."""
    Taak.objects.filter(pk=taak_id, stand=Taak.Stand.WACHT).update(
        stand=Taak.Stand.MISLUKT,
        fout="De achtergrondtaken zijn op dit moment niet bereikbaar. Probeer het over een paar minuten opnieuw.",
    )


def ruim_taken_op(nu: datetime | None = None) -> dict[str, int]:
    """Report jobs whose process died, delete files that have expired, and records long after that."""
    nu = nu or timezone.now()
    stil = Taak.objects.stilgevallen(nu).update(
        stand=Taak.Stand.MISLUKT,
        fout="Het maken is onderbroken, bijvoorbeeld doordat de applicatie opnieuw startte. Probeer het opnieuw.",
    )
    verlopen = list(Taak.objects.verlopen(nu).order_by("pk"))
    for taak in verlopen:
        Taak.objects.filter(pk=taak.pk).update(bestand="")
        # Not before it is certain that no row asks for the file any more.
        transaction.on_commit(partial(taak.bestand.storage.delete, str(taak.bestand.name)))
    weg, _ = Taak.objects.filter(created_at__lt=nu - BEWAARDUUR - RECORD_BEWAARD, bestand="").delete()
    return {"stilgevallen": stil, "verlopen": len(verlopen), "verwijderd": weg}


def ruim_losse_bestanden_op(nu: datetime | None = None) -> int:
    """Delete files that belong to no job: their process died between writing and saying so."""
    nu = nu or timezone.now()
    opslag = Taak._meta.get_field("bestand").storage
    if not opslag.exists(MAP):
        return 0
    bekend = set(Taak.objects.exclude(bestand="").values_list("bestand", flat=True))
    los = [
        pad
        for naam in opslag.listdir(MAP)[1]
        if (pad := f"{MAP}/{naam}") not in bekend and opslag.get_modified_time(pad) < nu - timedelta(days=1)
    ]
    for pad in los:
        opslag.delete(pad)
    return len(los)


class _Schrijver:
    """Writes progress to the row, which is the heartbeat too; not with every page, that would slow the work down."""

    def __init__(self, taak: Taak) -> None:
        self.taak = taak
        self.wanneer = 0.0

    def __call__(self, stap: str, procent: int) -> None:
        nu = time.monotonic()
        if nu - self.wanneer < SCHRIJF_ELKE:
            return
        self.wanneer = nu
        Taak.objects.filter(pk=self.taak.pk, poging=self.taak.poging, stand=Taak.Stand.BEZIG).update(
            stap=stap[:120], voortgang=max(0, min(99, procent)), hartslag=timezone.now()
        )


def _klaar(taak: Taak, uitvoer: Uitvoer) -> None:
    """Put the finished file with the job; when another attempt was first, ours goes away again."""
    taak.bestand.save(str(taak.pk), ContentFile(uitvoer.inhoud), save=False)
    nu = timezone.now()
    with transaction.atomic():
        gelukt = Taak.objects.filter(pk=taak.pk, poging=taak.poging, stand=Taak.Stand.BEZIG).update(
            stand=Taak.Stand.KLAAR,
            stap="Klaar",
            voortgang=100,
            bestand=taak.bestand.name,
            bestandsnaam=uitvoer.bestandsnaam,
            mediatype=uitvoer.mediatype,
            klaar_op=nu,
            hartslag=nu,
        )
        if gelukt:
            taak.overleggen.set(uitvoer.overleggen)
    if not gelukt:
        taak.bestand.delete(save=False)


def _mislukt(taak: Taak, reden: str) -> None:
    Taak.objects.filter(pk=taak.pk, poging=taak.poging, stand=Taak.Stand.BEZIG).update(
        stand=Taak.Stand.MISLUKT, fout=reden, hartslag=timezone.now()
    )
