"""When the overleggen of a ronde are held, and what moves along when that changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actoren import ingelogd
from agreements.forms.fouten import voeg_fouten_toe
from agreements.forms.rondedata import Rondedataformulier
from agreements.inzage import noteer_afspraken
from agreements.models import Ronde
from agreements.rechten import mag_overleg_verplaatsen
from agreements.services.verschuivingen import Schuif, verplaats_ronde, versie_van, voorspel

#: So many agreements are listed before the act; all of them are named in the count.
GETOOND = 50


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """Every ronde with its days and how many phrases hang on it, newest first. One query."""
    _eis(request)
    rondes = Ronde.objects.annotate(
        hangen_eraan=Count("termijnen__afspraak", filter=Q(termijnen__is_termijn=True), distinct=True)
    ).order_by("-jaar", "soort", "naam")
    return render(request, "agreements/rondedata_overzicht.html", {"rondes": rondes})


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a ronde other days: first what moves along is shown, and only what is confirmed then is written."""
    _eis(request)
    ronde = get_object_or_404(Ronde, pk=pk)
    formulier = Rondedataformulier(ronde=ronde, initial={"versie": versie_van(ronde)})
    schuiven: list[Schuif] | None = None
    if request.method == "POST":
        formulier = Rondedataformulier(request.POST, ronde=ronde)
        if formulier.is_valid():
            try:
                if "bevestigd" in request.POST:
                    return _verplaats(request, ronde, formulier)
                if not formulier.cleaned_data["reden"].strip():
                    raise ValidationError({"reden": "Geef de reden. Zij komt in de geschiedenis van elke afspraak."})
                schuiven = voorspel(ronde=ronde, nieuw=formulier.nieuw(), by=ingelogd(request))
            except ValidationError as fout:
                getypt = request.POST.copy()
                getypt["versie"] = versie_van(ronde)
                formulier = Rondedataformulier(getypt, ronde=ronde)
                formulier.is_valid()
                voeg_fouten_toe(formulier, fout)
    context: dict[str, Any] = {"ronde": ronde, "formulier": formulier}
    if schuiven is not None:
        noteer_afspraken(request, "afspraak", [een.afspraak for een in schuiven[:GETOOND]])
        verplaatst = [een for een in schuiven if een.is_verplaatst]
        context |= {
            "aantal": len(verplaatst),
            "schuiven": verplaatst[:GETOOND],
            "rest": max(0, len(verplaatst) - GETOOND),
            "blijven": len(schuiven) - len(verplaatst),
        }
        return render(request, "agreements/rondedata_bevestigen.html", context)
    return render(request, "agreements/rondedata.html", context, status=422 if formulier.errors else 200)


def _verplaats(request: HttpRequest, ronde: Ronde, formulier: Rondedataformulier) -> HttpResponse:
    schuiven = verplaats_ronde(
        ronde=ronde,
        nieuw=formulier.nieuw(),
        reden=formulier.cleaned_data["reden"],
        versie=formulier.cleaned_data["versie"],
        by=ingelogd(request),
    )
    aantal = sum(een.is_verplaatst for een in schuiven)
    woorden = "schoof 1 afspraak" if aantal == 1 else f"schoven {aantal} afspraken"
    messages.success(request, f"De data van {ronde} zijn gewijzigd. Daarmee {woorden} mee.")
    return HttpResponseRedirect(reverse("rondedata-overzicht"))


def _eis(request: HttpRequest) -> None:
    if not mag_overleg_verplaatsen(ingelogd(request)):
        raise PermissionDenied("Alleen een Rijksredacteur wijzigt de data van overleggen.")
