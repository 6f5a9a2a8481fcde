"""Who saw what of a ronde while it was not public: for the Rijksredacteur."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.actoren import ingelogd
from agreements.forms.inzage import Inzagefilter
from agreements.models import Inzage, Ronde
from agreements.rechten import eis, mag_publiceren
from agreements.services.inzagen import per_persoon

PER_PAGINA = 50


@require_GET
def overzicht(request: HttpRequest, soort: str, jaar: int) -> HttpResponse:
    """Every page that showed something, newest first, and who looked how often. Four queries beside the ronde."""
    eis(mag_publiceren(ingelogd(request)))
    ronde = get_object_or_404(Ronde.objects.visible_to(request.user).met_lijst(), soort=soort, jaar=jaar)
    alle = Inzage.objects.visible_to(request.user).filter(ronde=ronde)
    personen = per_persoon(alle)
    formulier = Inzagefilter(
        request.GET, personen=[(een["gebruiker"], een["naam"] or een["gebruiker"]) for een in personen]
    )
    inzagen = alle
    if formulier.is_valid():
        inzagen = _gefilterd(alle, **formulier.cleaned_data)
    pagina = Paginator(inzagen.order_by("-pk"), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "agreements/inzage.html",
        {
            "ronde": ronde,
            "formulier": formulier,
            "personen": personen,
            "totaal": sum(een["aantal"] for een in personen),
            "page_obj": pagina,
            "gefilterd": formulier.is_valid() and any(formulier.cleaned_data.values()),
        },
        status=200 if formulier.is_valid() else 422,
    )


def _gefilterd(inzagen: Any, *, gebruiker: str, van: Any, tot: Any) -> Any:
    """Those of one person, and of these days, both included."""
    if gebruiker:
        inzagen = inzagen.filter(gebruiker=gebruiker)
    if van:
        inzagen = inzagen.filter(op__gte=_begin(van))
    if tot:
        inzagen = inzagen.filter(op__lt=_begin(tot + timedelta(days=1)))
    return inzagen


def _begin(dag: Any) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time()))
