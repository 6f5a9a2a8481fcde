"""The lines over the years of a gebied, drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agreements.inzage import noteer, noteer_afspraken
from agreements.lijnen import Lijn, lees_lijnen
from agreements.models import Afspraak
from agreements.peildatum import gevraagde_peildatum
from bolapp.openbaar import openbaar
from dashboards.lijnbeeld import Beeld, teken
from regions.models import Gebied

PER_PAGINA = 10


@dataclass(frozen=True, slots=True)
class Getekend:
    """One line with its drawing."""

    lijn: Lijn
    beeld: Beeld

    @property
    def naam(self) -> str:
        """The agreement that it begins with, by which the page calls it."""
        return self.lijn.afspraken[0].code


@openbaar
@require_safe
def gebied_lijn(request: HttpRequest, slug: str) -> HttpResponse:
    """Each line that an agreement about this gebied is part of, also where it leads outside; the newest first."""
    plaats = get_object_or_404(Gebied.objects.visible_to(request.user), slug=slug)
    peildatum = gevraagde_peildatum(request)
    lijnen = lees_lijnen(Afspraak.objects.gezien_door(request.user, peildatum.dag).voor_gebied(plaats), request.user)
    pagina = Paginator(lijnen, PER_PAGINA).get_page(request.GET.get("pagina"))
    noteer_afspraken(request, "lijn", [een for lijn in pagina for een in lijn.afspraken])
    noteer(request, "lijn", plaats.slug, rondes=[ronde for lijn in pagina for ronde in lijn.rondes])
    return render(
        request,
        "dashboards/gebied_lijn.html",
        {
            "gebied": plaats,
            "peildatum": peildatum,
            "nu_url": reverse("gebied-lijn", args=[plaats.slug]),
            "pagina": pagina,
            "getekend": [Getekend(lijn, teken(lijn.punten, lijn.bogen)) for lijn in pagina],
        },
    )
