"""Taking the dossier of an overleg out as a document: for whom, and whether it still is a concept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.exporters import Voortgang
from agreements.exporters.dossier import DOSSIERFORMATEN, Dossiergegevens
from agreements.models import Dossier, Dossierversie, Overleg, Ronde, Taak, Zitting
from agreements.services.dossiers import dossier_van
from agreements.services.titelblad import Document

if TYPE_CHECKING:
    from agreements.services.titelblad import Lezer


def voer_dossier_uit(
    *,
    overleg: Overleg,
    user: Lezer,
    formaat: str,
    moment: datetime | None = None,
    voortgang: Voortgang | None = None,
) -> Document:
    """The dossier of an overleg as it stands, as a document for `user` (None: the operator, who sees all).

    The same dossier at the same moment (default now) gives the same bytes. Raises ValidationError with a Dutch
    sentence: unknown format, or no dossier that this user may see.
    """
    if formaat not in DOSSIERFORMATEN:
        raise ValidationError(
            f"Het formaat “{formaat}” kan niet worden gemaakt. Dit kan wel: {', '.join(DOSSIERFORMATEN)}."
        )
    if voortgang:
        voortgang("Het dossier wordt opgehaald", 0)
    mag_zien = user is None or Dossier.objects.visible_to(user).filter(overleg=overleg).exists()
    dossier = dossier_van(overleg) if mag_zien else None
    if dossier is None:
        raise ValidationError("Van dit overleg is er geen dossier dat u mag zien.")
    nummers = Dossierversie.objects.filter(dossier__overleg=overleg).order_by("-nummer")
    gegevens = Dossiergegevens(
        overleg=str(overleg),
        moment=moment or timezone.now(),
        concept=is_concept(overleg),
        versienummer=nummers.values_list("nummer", flat=True).first(),
    )
    soort = DOSSIERFORMATEN[formaat]
    return Document(
        inhoud=soort.maak(dossier, gegevens, voortgang),
        bestandsnaam=_bestandsnaam(overleg, gegevens, formaat),
        mediatype=soort.mediatype,
        overleggen=[overleg],
    )


def is_concept(overleg: Overleg) -> bool:
    """Whether the dossier can still change: the overleg was not opened and its ronde is still being prepared."""
    return overleg.ronde.fase == Ronde.Fase.CONCEPT and not Zitting.objects.filter(overleg=overleg).exists()


def maak_dossier(taak: Taak, voortgang: Voortgang) -> Document:
    """What a job makes: the dossier, when the owner may see it at this moment."""
    overleg = Overleg.objects.intern_visible_to(taak.eigenaar).for_list().filter(pk=taak.parameters["overleg"]).first()
    if overleg is None:
        raise ValidationError("Van dit overleg is er geen dossier dat u mag zien.")
    return voer_dossier_uit(
        overleg=overleg, user=taak.eigenaar, formaat=taak.parameters["formaat"], voortgang=voortgang
    )


def _bestandsnaam(overleg: Overleg, gegevens: Dossiergegevens, formaat: str) -> str:
    """The name of the file says what is in it: "dossier-bol-2026-noordwest-v3-concept.pdf"."""
    delen = ["dossier", overleg.slug]
    delen += [f"v{gegevens.versienummer}"] if gegevens.versienummer else []
    delen += ["concept"] if gegevens.concept else []
    return f"{'-'.join(delen)}.{formaat}"
