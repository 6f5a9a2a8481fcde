"""The page of one agreement as it was on a past day. It only tells: whoever wants to act goes to the page of now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak
from agreements.models.dagen import einde_van
from agreements.peildatum import Peildatum
from agreements.views.verloop import lijn_over, verloop_van


def toen(request: HttpRequest, code: str, peildatum: Peildatum) -> HttpResponse:
    """Text, status, deadline and history as they were; what came later is not told.

    404 for what this user may not see now. What may be seen now and not then gets a page that says so, also 404:
    there is nothing to show of that day.
    """
    assert peildatum.dag is not None  # noqa: S101 - the caller asked for a day
    nu: Afspraak = get_object_or_404(
        Afspraak.objects.visible_to(request.user).select_related("overleg__ronde"), code=code
    )
    gezien = Afspraak.objects.op_peildatum(request.user, peildatum.dag)
    noteer_afspraken(request, "afspraak", [nu])
    context: dict[str, Any] = {"peildatum": peildatum, "nu_url": nu.get_absolute_url()}
    afspraak = gezien.for_detail().filter(pk=nu.pk).first()
    if afspraak is None:
        return render(request, "agreements/afspraak_toen_niet.html", context | {"afspraak": nu}, status=404)
    delen = gezien.filter(tekstblok=afspraak.tekstblok_id).exclude(pk=afspraak.pk).order_by("deel")
    context |= {
        "afspraak": afspraak,
        **verloop_van(request, afspraak, tot=einde_van(peildatum.dag)),
        **lijn_over(request, afspraak),
        "delen": list(delen) if afspraak.tekstblok_id else [],
    }
    return render(request, "agreements/afspraak_detail.html", context)
