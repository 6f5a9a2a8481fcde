"""Publication as a background job: what a Rijksredacteur confirms on the page, and the job then does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from agreements.exporters import Voortgang
from agreements.models import Ronde, Taak
from agreements.services.publicatie.brief import AlVerzonden, maak_brief, publiceer
from agreements.services.titelblad import Uitvoer
from agreements.services.uitgaven import als_uitvoer


def maak_publicatie(taak: Taak, voortgang: Voortgang) -> Uitvoer:
    """Publish the ronde that was asked for, and give the PDF of its edition.

    Done again, because the process died after it was done and before it could say so, it gives the same edition.
    """
    vraag: dict[str, Any] = taak.parameters
    ronde = Ronde.objects.get(pk=vraag["ronde"])
    brief = {
        "verzonden_op": datetime.fromisoformat(vraag["verzonden_op"]),
        "kenmerk": vraag["kenmerk"],
        "kamerstuk": vraag["kamerstuk"],
    }
    try:
        uitgave = publiceer(ronde=ronde, by=taak.eigenaar, voortgang=voortgang, **brief)
    except AlVerzonden as fout:
        openbaar = ronde.uitgaven.filter(fase=Ronde.Fase.OPENBAAR, door=taak.eigenaar)
        eigen = openbaar.order_by("volgnummer").first()
        if eigen is None or not fout.is_van(maak_brief(ronde=ronde, **brief)):
            raise
        uitgave = eigen
    return als_uitvoer(uitgave)
