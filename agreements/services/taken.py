"""Background jobs: ask for one, do it, try it again, clean up. The row is the job; see ADR 8."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.auditlog import leg_vast
from accounts.models import User
from agreements.exporters import Voortgang
from agreements.models import Overleg, Ronde, Taak
from agreements.models.embargo import zit_aan_tafel
from agreements.models.taak import BEWAARDUUR, DOSSIER, EXPORT, INVOER, MAP, PUBLICATIE, STIL_NA, UITGAVE
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.dossieruitvoer import maak_dossier
from agreements.services.invoer import GelezenLijst, bewaar_document, lees_document, veilige_naam
from agreements.services.keuze import Keuze
from agreements.services.publicatie import maak_publicatie
from agreements.services.taakloop import Hartslag, Schrijver, houdt_nog, volhard
from agreements.services.titelblad import Document
from agreements.services.uitgaven import maak_uitgave
from agreements.services.uitvoer import Uitvoer, voer_lijst_uit
from agreements.tasks import start_taak

__all__ = [
    "DOSSIER",
    "EXPORT",
    "INVOER",
    "PUBLICATIE",
    "UITGAVE",
    "hervat",
    "lopende_taak",
    "meld_niet_gestart",
    "opnieuw",
    "ruim_losse_bestanden_op",
    "ruim_taken_op",
    "verwijder",
    "voer_uit",
    "vraag_invoer",
    "vraag_taak",
]

log = logging.getLogger(__name__)

#: How many times a job is taken up in all when its process keeps dying; what kills it may be the job itself.
MEESTE_POGINGEN = 2
#: How long the record of a job is kept after its file has gone.
RECORD_BEWAARD = timedelta(days=30)
#: A file that belongs to no job is not one that is just being written when it is older than this.
LOS_NA = timedelta(hours=1)

ONDERBROKEN = "Het werk is onderbroken, bijvoorbeeld doordat de applicatie opnieuw startte. Probeer het opnieuw."


def _maak_export(taak: Taak, voortgang: Voortgang) -> Uitvoer:
    """The list as a document, with what the owner may see at this moment."""
    return voer_lijst_uit(
        ronde=Ronde.objects.get(pk=taak.parameters["ronde"]),
        user=taak.eigenaar,
        formaat=taak.parameters["formaat"],
        keuze=Keuze.uit_parameters(taak.parameters),
        voortgang=voortgang,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lezing:
    """A document that was read, not yet kept: that happens in the transaction that says that the job is done."""

    gelezen: GelezenLijst


def _lees_invoer(taak: Taak, voortgang: Voortgang) -> Lezing:
    """What is in the document that was offered, when its owner may still load lists."""
    eis(mag_lijsten_laden(taak.eigenaar))
    with taak.bron.open("rb") as bestand:
        inhoud = bestand.read()
    gelezen = lees_document(
        inhoud,
        naam=taak.bestandsnaam,
        soort=taak.parameters["soort"],
        jaar=taak.parameters["jaar"],
        voortgang=voortgang,
    )
    voortgang("Wat gelezen is, wordt bewaard", 95)
    return Lezing(gelezen=gelezen)


#: What each kind of job does.
SOORTEN: dict[str, Callable[[Taak, Voortgang], Document | Lezing]] = {
    EXPORT: _maak_export,
    INVOER: _lees_invoer,
    UITGAVE: maak_uitgave,
    DOSSIER: maak_dossier,
    PUBLICATIE: maak_publicatie,
}


def lopende_taak(soort: str, ronde: Ronde, *, by: User) -> Taak | None:
    """The job of that kind for this ronde that this user asked for and that has not ended. One query."""
    taken = Taak.objects.visible_to(by).lopend().filter(soort=soort, parameters__ronde=ronde.pk)
    taak: Taak | None = taken.order_by("-created_at").first()
    return taak


@transaction.atomic
def vraag_taak(
    *,
    soort: str,
    titel: str,
    parameters: dict[str, Any],
    by: User,
    overleggen: Iterable[Overleg] = (),
    bron: File[bytes] | None = None,
    bestandsnaam: str = "",
) -> Taak:
    """Ask for a job; it starts when this transaction is committed.

    `overleggen` are those that it is about: who may no longer see one of them, no longer sees the job. `bron` is a
    document that the job needs, kept until it has ended well. The same request of the same user while one is under
    way gives that one.
    """
    ruim_taken_op()
    sleutel = hashlib.sha256(json.dumps([soort, parameters], sort_keys=True).encode()).hexdigest()
    for _ in range(3):
        try:
            with transaction.atomic():
                taak = Taak.objects.create(
                    eigenaar=by,
                    soort=soort,
                    titel=titel[:200],
                    parameters=parameters,
                    sleutel=sleutel,
                    bestandsnaam=bestandsnaam,
                )
            break
        except IntegrityError:
            # Somebody was first. Should that job have ended since, the next try makes one.
            if lopend := Taak.objects.lopend().filter(eigenaar=by, sleutel=sleutel).first():
                return lopend
    else:
        raise ValidationError("Deze taak kon niet worden gestart. Probeer het opnieuw.")
    if bron is not None:
        taak.bron.save("bron", bron, save=False)
        Taak.objects.filter(pk=taak.pk).update(bron=taak.bron.name)
    _onthoud_overleggen(taak, overleggen)
    leg_vast(
        actie="taak gevraagd",
        object_soort="taak",
        object_sleutel=str(taak.pk),
        by=by,
        details={"soort": soort, **parameters},
    )
    transaction.on_commit(partial(start_taak, taak.pk))
    return taak


def vraag_invoer(*, bestand: File[bytes], naam: str, soort: str, jaar: int, by: User) -> Taak:
    """Ask for a document to be read as the list of a ronde; what was read is found on the page of the job.

    The same document for the same ronde while it is being read gives that job. Raises PermissionDenied.
    """
    eis(mag_lijsten_laden(by))
    som = hashlib.sha256()
    for stuk in bestand.chunks():
        som.update(stuk)
    bestand.seek(0)
    naam = veilige_naam(naam)
    return vraag_taak(
        soort=INVOER,
        titel=f"{naam} lezen",
        parameters={"soort": soort, "jaar": jaar, "sha256": som.hexdigest()},
        by=by,
        bron=bestand,
        bestandsnaam=naam,
    )


@transaction.atomic
def opnieuw(*, taak: Taak, by: User) -> Taak:
    """Start a job once more that failed, whose process died, or whose file has expired.

    When the same request is under way as another job, that one comes back. Raises PermissionDenied for somebody
    else's job, and ValidationError when it is running, its file is still there, or its document is not any more.
    """
    if taak.eigenaar_id != by.pk:
        raise PermissionDenied("Dit is een taak van iemand anders.")
    ruim_taken_op()
    mislukt = Q(stand=Taak.Stand.MISLUKT) & ~Q(soort=INVOER, bron="")
    verlopen = Q(stand=Taak.Stand.KLAAR, bestand="") & ~Q(soort__in=(INVOER, UITGAVE, PUBLICATIE))
    try:
        with transaction.atomic():
            gelukt = Taak.objects.filter(mislukt | verlopen, pk=taak.pk).update(
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


@transaction.atomic
def verwijder(*, taak: Taak, by: User) -> None:
    """Delete a job that has ended, with its file. What was read of a document stays where it is.

    Raises PermissionDenied for somebody else's job, and ValidationError for one that runs.
    """
    if taak.eigenaar_id != by.pk:
        raise PermissionDenied("Dit is een taak van iemand anders.")
    taak = Taak.objects.select_for_update().get(pk=taak.pk)
    if not taak.is_te_verwijderen:
        raise ValidationError("Deze taak loopt nog. Wacht tot zij klaar is; daarna kunt u haar verwijderen.")
    for bestand in (taak.bestand, taak.bron):
        if bestand:
            transaction.on_commit(partial(bestand.storage.delete, str(bestand.name)))
    leg_vast(
        actie="taak verwijderd",
        object_soort="taak",
        object_sleutel=str(taak.pk),
        by=by,
        details={"soort": taak.soort},
    )
    taak.delete()


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
        stand=Taak.Stand.BEZIG, stap="Begonnen", voortgang=0, poging=F("poging") + 1, greep=uuid4(), hartslag=nu
    )
    if not genomen:
        return not Taak.objects.filter(pk=taak_id, stand=Taak.Stand.BEZIG).exists()
    taak = Taak.objects.select_related("eigenaar").get(pk=taak_id)
    if taak.poging > 1:
        _wis_resten(taak)
    try:
        with Hartslag(taak):
            opbrengst = SOORTEN[taak.soort](taak, Schrijver(taak))
    except (ValidationError, PermissionDenied) as fout:
        # A document that was refused is refused the next time as well, so it is not kept.
        volhard(partial(_mislukt, taak, " ".join(getattr(fout, "messages", [str(fout)])), geweigerd=True))
    except SoftTimeLimitExceeded:
        log.exception("Taak %s duurde te lang", taak.pk)
        volhard(partial(_mislukt, taak, f"Het duurde te lang en is gestopt. {_wat_nu(taak)}"))
    except Exception:
        log.exception("Taak %s is mislukt", taak.pk)
        volhard(partial(_mislukt, taak, f"Er ging iets mis. {_wat_nu(taak)}"))
    else:
        _klaar(taak, opbrengst)
    return True


def meld_niet_gestart(taak_id: UUID) -> None:
    """The job could not be handed to a worker: say so, so that its owner can try again."""
    Taak.objects.filter(pk=taak_id, stand=Taak.Stand.WACHT).update(
        stand=Taak.Stand.MISLUKT,
        fout="De achtergrondtaken zijn op dit moment niet bereikbaar. Probeer het over een paar minuten opnieuw.",
    )


def hervat(*, alles: bool = False) -> int:
    """Start the jobs that wait without anybody to do them; only for an application without a broker.

    At the start of a process that is all of them (`alles`): the threads that had them are gone. Returns how many.
    """
    grens = timezone.now() - (timedelta(0) if alles else STIL_NA)
    wachtend = list(Taak.objects.filter(stand=Taak.Stand.WACHT, hartslag__lte=grens).values_list("pk", flat=True))
    for taak_id in wachtend:
        start_taak(taak_id)
    return len(wachtend)


def ruim_taken_op(nu: datetime | None = None) -> dict[str, int]:
    """Take up again or report jobs whose process died, delete files that have expired, and records long after that.

    A job is taken up again once; one whose process died twice is reported, and its owner can start it.
    """
    nu = nu or timezone.now()
    hervat, gemeld = 0, 0
    for taak in Taak.objects.stilgevallen(nu).order_by("pk"):
        zelfde = Taak.objects.stilgevallen(nu).filter(pk=taak.pk, stand=taak.stand, poging=taak.poging)
        if taak.stand == Taak.Stand.BEZIG and taak.poging < MEESTE_POGINGEN:
            if zelfde.update(stand=Taak.Stand.WACHT, stap="Wordt opnieuw opgepakt", voortgang=0, hartslag=nu):
                hervat += 1
                transaction.on_commit(partial(start_taak, taak.pk))
        else:
            gemeld += zelfde.update(stand=Taak.Stand.MISLUKT, fout=ONDERBROKEN, hartslag=nu)
    verlopen = list(Taak.objects.verlopen(nu).order_by("pk"))
    for taak in verlopen:
        Taak.objects.filter(pk=taak.pk).update(bestand="", bron="")
        for bestand in (taak.bestand, taak.bron):
            if bestand:
                # Not before it is certain that no row asks for the file any more.
                transaction.on_commit(partial(bestand.storage.delete, str(bestand.name)))
    oud = Taak.objects.filter(created_at__lt=nu - BEWAARDUUR - RECORD_BEWAARD, bestand="", bron="")
    weg, _ = oud.exclude(pk__in=Taak.objects.lopend().values("pk")).delete()
    return {"hervat": hervat, "gemeld": gemeld, "verlopen": len(verlopen), "verwijderd": weg}


def ruim_losse_bestanden_op(nu: datetime | None = None) -> int:
    """Delete files that belong to no job: their process died between writing and saying so."""
    nu = nu or timezone.now()
    opslag = Taak._meta.get_field("bestand").storage
    if not opslag.exists(MAP):
        return 0
    namen = opslag.listdir(MAP)[1]
    bekend = {naam for paar in Taak.objects.values_list("bestand", "bron") for naam in paar}
    los = [
        pad for naam in namen if (pad := f"{MAP}/{naam}") not in bekend and opslag.get_modified_time(pad) < nu - LOS_NA
    ]
    for pad in los:
        opslag.delete(pad)
    return len(los)


def _wis_resten(taak: Taak) -> None:
    """Delete the file of an earlier attempt of this job, written by a process that died before it could say so."""
    opslag = taak.bestand.storage
    if not opslag.exists(MAP):
        return
    for naam in opslag.listdir(MAP)[1]:
        if naam.startswith(f"{taak.pk}-") and f"{MAP}/{naam}" != taak.bron.name:
            opslag.delete(f"{MAP}/{naam}")


def _klaar(taak: Taak, opbrengst: Document | Lezing) -> None:
    """Say that the job is done, with what came of it; when another attempt was first, ours goes away again.

    A file is written as a whole before the row names it; what was read is kept in the transaction that says so.
    """
    if isinstance(opbrengst, Lezing):
        volhard(partial(_bewaar_lezing, taak, opbrengst))
        return
    taak.bestand.save("bestand", ContentFile(opbrengst.inhoud), save=False)
    if not volhard(partial(_bewaar_uitvoer, taak, opbrengst)):
        taak.bestand.delete(save=False)


@transaction.atomic
def _bewaar_uitvoer(taak: Taak, uitvoer: Document) -> bool:
    gelukt = _rond_af(taak, bestand=taak.bestand.name, bestandsnaam=uitvoer.bestandsnaam, mediatype=uitvoer.mediatype)
    if gelukt:
        _onthoud_overleggen(taak, uitvoer.overleggen)
    return gelukt


@transaction.atomic
def _bewaar_lezing(taak: Taak, lezing: Lezing) -> None:
    if not _rond_af(taak, bron=""):
        return
    invoer = bewaar_document(gelezen=lezing.gelezen, naam=taak.bestandsnaam, by=taak.eigenaar, **taak.parameters)
    Taak.objects.filter(pk=taak.pk).update(invoer=invoer)
    transaction.on_commit(partial(taak.bron.storage.delete, str(taak.bron.name)))


def _rond_af(taak: Taak, **velden: Any) -> bool:
    """Set the job to done, when this attempt still has it."""
    nu = timezone.now()
    velden |= {"stand": Taak.Stand.KLAAR, "stap": "Klaar", "voortgang": 100, "klaar_op": nu, "hartslag": nu}
    return bool(houdt_nog(taak).update(**velden))


@transaction.atomic
def _mislukt(taak: Taak, reden: str, *, geweigerd: bool = False) -> None:
    velden = {"stand": Taak.Stand.MISLUKT, "fout": reden, "hartslag": timezone.now()}
    if geweigerd:
        velden["bron"] = ""
    if houdt_nog(taak).update(**velden) and geweigerd and taak.bron:
        transaction.on_commit(partial(taak.bron.storage.delete, str(taak.bron.name)))


def _onthoud_overleggen(taak: Taak, overleggen: Iterable[Overleg]) -> None:
    """Those of which the owner sees what is not public; of the others nothing but that is in the file."""
    taak.overleggen.set(overleg for overleg in overleggen if zit_aan_tafel(taak.eigenaar, overleg))


def _wat_nu(taak: Taak) -> str:
    return f"Probeer het opnieuw; blijft het misgaan, geef dan de beheerder dit nummer: {taak.pk}."
