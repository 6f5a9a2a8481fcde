from __future__ import annotations

from typing import Any

from accounts.auditlog import vanaf
from agreements.services import post
from bolapp.opdracht import Opdracht
from monitoring.services import meldingen


class Command(Opdracht):
    help = (
        "Herinner wie een monitorronde nog moet beantwoorden, en verstuur wat klaarstaat. Doet wat Celery beat anders "
        "doet; mag zo vaak als u wilt."
    )
    voorbeeld = "python manage.py monitoring_berichten --json"

    def voer_uit(self, **opties: Any) -> None:
        with vanaf("monitoring_berichten"):
            rondes = meldingen.herinner()
            berichten = meldingen.bundel()
            gemaild = post.verstuur()
        if opties["als_json"]:
            self.schrijf_json({"rondes": rondes, "berichten": berichten, "mail": gemaild})
        else:
            self.stdout.write(
                f"{rondes} rondes bekeken, {berichten} berichten gemaakt, {gemaild['verzonden']} gemaild."
            )
