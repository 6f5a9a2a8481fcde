"""The ronde that something is loaded into."""

from __future__ import annotations

from agreements.lijst import SOORTEN
from agreements.models import Ronde


def ronde_om_te_vullen(*, soort: str, jaar: int) -> Ronde:
    """The ronde, locked until the transaction ends. A new one is in phase concept, so that loading opens nothing."""
    ronde, _ = Ronde.objects.select_for_update().get_or_create(
        soort=soort,
        jaar=jaar,
        defaults={"naam": f"{SOORTEN[soort]} {jaar}", "fase": Ronde.Fase.CONCEPT},
    )
    return ronde
