"""About which kinds of message a person wants mail."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.auditlog import leg_vast
from accounts.models import User
from monitoring.models import Berichtvoorkeur
from monitoring.models.melding import Meldingsoort


@transaction.atomic
def zet_voorkeuren(*, by: User, mail: Collection[str]) -> None:
    """Mail this person about these kinds and no others; all of it stays to be read in the application.

    Raises ValidationError for a kind that does not exist.
    """
    if onbekend := set(mail) - set(Meldingsoort.values):
        raise ValidationError(f"Deze soort bericht bestaat niet: {', '.join(sorted(onbekend))}.")
    uit = [soort for soort in Meldingsoort.values if soort not in mail]
    Berichtvoorkeur.objects.filter(user=by).exclude(soort__in=uit).delete()
    Berichtvoorkeur.objects.bulk_create([Berichtvoorkeur(user=by, soort=soort) for soort in uit], ignore_conflicts=True)
    leg_vast(
        actie="berichtvoorkeuren gewijzigd",
        object_soort="account",
        object_sleutel=by.username,
        by=by,
        details={"zonder mail": uit},
    )
