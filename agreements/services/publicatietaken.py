"""Asking for publication: what a Rijksredacteur confirms, a job then does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from agreements.models import Ronde, Taak
from agreements.rechten import eis, mag_publiceren
from agreements.services.publicatie import maak_brief
from agreements.services.taken import PUBLICATIE, vraag_taak
from agreements.services.titelblad import overleggen_in
from agreements.services.uitgaven import stel_uitgave_voor


@transaction.atomic
def vraag_publicatie(*, ronde: Ronde, verzonden_op: datetime, kenmerk: str, kamerstuk: str = "", by: User) -> Taak:
    """Ask for "brief verzonden" to be done now; a double click asks for it once.

    What stands in its way when the job runs is said on the page of the job. Raises PermissionDenied, or ValidationError
    for a letter that cannot be one.
    """
    eis(mag_publiceren(by))
    brief = maak_brief(ronde=ronde, verzonden_op=verzonden_op, kenmerk=kenmerk, kamerstuk=kamerstuk)
    voorstel = stel_uitgave_voor(ronde, by=by)
    return vraag_taak(
        soort=PUBLICATIE,
        titel=f"Brief verzonden: {ronde}",
        parameters={
            "ronde": ronde.pk,
            "soort": ronde.soort,
            "jaar": ronde.jaar,
            "verzonden_op": brief.verzonden_op.isoformat(),
            "kenmerk": brief.kenmerk,
            "kamerstuk": brief.kamerstuk,
        },
        overleggen=overleggen_in(voorstel.lijst, ronde),
        by=by,
    )
