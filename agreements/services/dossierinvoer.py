"""From an uploaded document to the dossier of an overleg: read, look at, load or throw away."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van
from accounts.auditlog import leg_vast
from agreements.dossier import Dossier
from agreements.dossier_json import naar_json, uit_json
from agreements.importers.dossier import lees_dossier
from agreements.lijst import LijstFout
from agreements.models import Dossierinvoer
from agreements.rechten import eis, mag_dossiers_laden
from agreements.services.dossiers import Dossierresultaat, laad_dossier
from agreements.services.invoer import veilige_naam
from regions.models import Landsdeel


@transaction.atomic
def neem_dossier_in(
    *, inhoud: bytes, naam: str, soort: str, jaar: int, landsdeel: Landsdeel, by: Actor
) -> Dossierinvoer:
    """Read an uploaded document and keep what was read for a look. The same document is kept once.

    Raises PermissionDenied, or ValidationError with a sentence when it cannot be read; then nothing is kept.
    """
    eis(mag_dossiers_laden(by))
    naam = veilige_naam(naam)
    try:
        gelezen = lees_dossier(inhoud, naam=naam, soort=soort, jaar=jaar, landsdeel=landsdeel.slug).dossier
    except LijstFout as fout:
        raise ValidationError(str(fout)) from fout
    invoer, nieuw = Dossierinvoer.objects.update_or_create(
        soort=soort,
        jaar=jaar,
        landsdeel=landsdeel.slug,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        defaults={"inhoud": naar_json(gelezen), "bestandsnaam": naam},
        create_defaults={"inhoud": naar_json(gelezen), "bestandsnaam": naam, "created_by": gebruiker_van(by)},
    )
    if nieuw:
        leg_vast(
            actie="dossier ingelezen",
            object_soort="dossierinvoer",
            object_sleutel=str(invoer.pk),
            by=by,
            details={"bestand": naam, "sha256": invoer.sha256},
        )
    return invoer


def gelezen_dossier(invoer: Dossierinvoer) -> Dossier:
    """What was read of the document."""
    return uit_json(invoer.inhoud)


@transaction.atomic
def laad_dossierinvoer(*, invoer: Dossierinvoer, by: Actor, vervang: bool = False) -> Dossierresultaat:
    """Load a dossier that was looked at. Raises what `laad_dossier` raises."""
    eis(mag_dossiers_laden(by))
    invoer = Dossierinvoer.objects.select_for_update().get(pk=invoer.pk)
    resultaat = laad_dossier(gelezen_dossier(invoer), by=by, vervang=vervang, bestandsnaam=invoer.bestandsnaam)
    invoer.geladen_op = timezone.now()
    invoer.save(update_fields=["geladen_op"])
    return resultaat


@transaction.atomic
def gooi_dossierinvoer_weg(*, invoer: Dossierinvoer, by: Actor) -> None:
    """Throw away what was read. A dossier that was loaded from it stays, with its versions."""
    eis(mag_dossiers_laden(by))
    leg_vast(
        actie="ingelezen dossier weggegooid",
        object_soort="dossierinvoer",
        object_sleutel=str(invoer.pk),
        by=by,
        details={"bestand": invoer.bestandsnaam},
    )
    invoer.delete()
