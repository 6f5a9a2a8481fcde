"""Asking for an edition: what a Rijksredacteur does with a button, and a job then makes."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from agreements.models import Ronde, Taak
from agreements.services.taken import UITGAVE, vraag_taak
from agreements.services.titelblad import overleggen_in
from agreements.services.uitgaven import stel_uitgave_voor


@transaction.atomic
def vraag_uitgave(*, ronde: Ronde, by: User, reden: str = "") -> Taak:
    """Ask for the next edition of a ronde; it is made in the background and stands on the page of the ronde.

    Asking again while it is being made gives the same job. Raises PermissionDenied, or ValidationError when there
    is no list, nothing changed since the last edition, or the reason is missing.
    """
    voorstel = stel_uitgave_voor(ronde, by=by)
    voorstel.weiger_ongewijzigd()
    voorstel.eis_reden(reden)
    return vraag_taak(
        soort=UITGAVE,
        titel=f"Uitgave {voorstel.nummer} van {voorstel.lijst.titel}",
        parameters={
            "ronde": ronde.pk,
            "soort": ronde.soort,
            "jaar": ronde.jaar,
            "volgnummer": voorstel.volgnummer,
            "nummer": voorstel.nummer,
            "reden": reden.strip(),
        },
        overleggen=overleggen_in(voorstel.lijst, ronde),
        by=by,
    )
