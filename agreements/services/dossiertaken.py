"""Asking for the dossier of an overleg as a document, which a job then makes."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from agreements.exporters.dossier import DOSSIERFORMATEN
from agreements.models import Dossier, Overleg, Taak
from agreements.services.taken import DOSSIER, vraag_taak


def vraag_dossier(*, overleg: Overleg, formaat: str, by: User) -> Taak:
    """Ask for the dossier in one of DOSSIERFORMATEN; it is found on the page of the job.

    Asking again while it is being made gives the same job. Raises PermissionDenied for who may not see the dossier,
    ValidationError for an unknown format.
    """
    if not Dossier.objects.visible_to(by).filter(overleg=overleg).exists():
        raise PermissionDenied("Dit dossier mag u niet zien.")
    if formaat not in DOSSIERFORMATEN:
        raise ValidationError("Kies een formaat uit de lijst.")
    return vraag_taak(
        soort=DOSSIER,
        titel=f"Dossier van {overleg} als {DOSSIERFORMATEN[formaat].naam}",
        parameters={"overleg": overleg.pk, "formaat": formaat},
        overleggen=[overleg],
        by=by,
    )
