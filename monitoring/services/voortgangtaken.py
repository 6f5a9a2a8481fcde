"""Asking for the progress chapter as a document, which a job then makes."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from accounts.models import User
from agreements.exporters import FORMATEN, Voortgang
from agreements.models import Overleg, Ronde, Taak
from agreements.models.taak import VOORTGANG
from agreements.services.taken import vraag_taak
from agreements.services.titelblad import Uitvoer
from monitoring.models import Momentopname
from monitoring.services.voortgang import DOCUMENTEN, lees_hoofdstuk, maak_voortgang


def vraag_voortgang(
    *, momentopname: Momentopname, ronde: Ronde, formaat: str, by: User, provincies: Sequence[str] = ()
) -> Taak:
    """Ask for the chapter of a ronde from this momentopname; it is found on the page of the job.

    Asking again while it is being made gives the same job. Raises ValidationError for an unknown format, or when there
    is nothing in it that this user may read.
    """
    if formaat not in DOCUMENTEN:
        raise ValidationError("Kies een formaat uit de lijst.")
    standen = lees_hoofdstuk(ronde, user=by, momentopname=momentopname).standen
    if not standen:
        raise ValidationError(f"In deze momentopname staan geen afspraken van {ronde} waarover u kunt berichten.")
    codes = [stand.code for stand in standen]
    return vraag_taak(
        soort=VOORTGANG,
        titel=f"Voortgang {ronde} als {FORMATEN[formaat].naam}",
        parameters={
            "momentopname": momentopname.pk,
            "ronde": ronde.pk,
            "formaat": formaat,
            "provincies": sorted(provincies),
        },
        overleggen=list(Overleg.objects.filter(afspraken__code__in=codes).distinct()),
        by=by,
    )


def maak(taak: Taak, voortgang: Voortgang) -> Uitvoer:
    """The chapter with what the owner of the job may read at this moment."""
    return maak_voortgang(
        ronde=Ronde.objects.get(pk=taak.parameters["ronde"]),
        user=taak.eigenaar,
        formaat=taak.parameters["formaat"],
        momentopname=Momentopname.objects.select_related("monitorronde").get(pk=taak.parameters["momentopname"]),
        provincies=taak.parameters["provincies"],
        voortgang=voortgang,
    )
