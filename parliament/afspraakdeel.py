"""What the page of an agreement shows of Parliament."""

from __future__ import annotations

from django.http import HttpRequest

from agreements.models import Afspraak
from agreements.uitbreiding import Deel
from parliament.models import Uitvoering


def moties_van(request: HttpRequest, afspraak: Afspraak) -> Deel | None:
    """The moties and toezeggingen that this agreement carries out. One query."""
    uitvoeringen = list(
        Uitvoering.objects.visible_to(request.user).filter(afspraak=afspraak).select_related("motie").order_by("pk")
    )
    return Deel("parliament/_afspraakdeel.html", {"uitvoeringen": uitvoeringen}) if uitvoeringen else None
