"""What pages about an overleg have in common."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agreements.lijst import LANDELIJK
from agreements.models import Overleg, Ronde


def plaats_van(landsdeel: str, pad: str = "") -> dict[str, str | None]:
    """The condition by which the landsdeel of an address finds its overleg; `pad` leads to the overleg."""
    return {f"{pad}landsdeel": None} if landsdeel == LANDELIJK else {f"{pad}landsdeel__slug": landsdeel}


def overleg_van(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> Overleg:
    """The overleg of that address, for who may see what is internal of it; 404 for everybody else."""
    overleg: Overleg = get_object_or_404(
        Overleg.objects.intern_visible_to(request.user).for_list().exclude(ronde__soort=Ronde.Soort.OVERIG),
        ronde__soort=soort,
        ronde__jaar=jaar,
        **plaats_van(landsdeel),
    )
    return overleg
