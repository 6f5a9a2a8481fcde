"""Links that the application proposes: the worklist per ronde, and answering one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.forms.verband import DEZE
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak, Ronde, Verband
from agreements.rechten import eis, mag_afspraak_bewerken, mag_verbanden_leggen
from agreements.services.verbanden import leg_verband, wijs_verband_af
from agreements.verbandvoorstellen import stel_verbanden_voor

#: How many agreements are looked at for one page.
PER_PAGINA = 25


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The agreements of one ronde that go on from nothing yet, with what each may go on from."""
    user = ingelogd(request)
    eis(mag_afspraak_bewerken(user))
    zichtbaar = Afspraak.objects.visible_to(user).in_lijst().exclude(soort=Afspraak.Soort.CONTEXT)
    met_afspraken = zichtbaar.filter(overleg__ronde=OuterRef("pk"))
    rondes = list(Ronde.objects.met_lijst().filter(Exists(met_afspraken)).order_by("-jaar", "soort"))
    gevraagd = request.GET.get("ronde", "")
    ronde = next((een for een in rondes if een.slug == gevraagd), rondes[0] if rondes else None)
    verder_van = Verband.objects.visible_to(user).actief().tussen_afspraken().filter(van=OuterRef("pk"))
    los = zichtbaar.filter(overleg__ronde=ronde, deel="").exclude(Exists(verder_van)).for_list().lijstvolgorde()
    pagina = Paginator(los, PER_PAGINA).get_page(request.GET.get("pagina"))
    bekeken = list(pagina.object_list)
    voorstellen = stel_verbanden_voor(bekeken, user)
    gevonden = [(een, voorstellen[een.pk]) for een in bekeken if een.pk in voorstellen]
    noteer_afspraken(request, "mogelijke verbanden", bekeken)
    noteer_afspraken(request, "mogelijke verbanden", [een.eerder for rij in voorstellen.values() for een in rij])
    context = {
        "rondes": rondes,
        "ronde": ronde,
        "pagina": pagina,
        "bekeken": len(bekeken),
        "gevonden": gevonden,
        "soorten": DEZE.items(),
        "terug": "lijst",
    }
    return render(request, "agreements/verbandvoorstellen.html", context)


@require_POST
def antwoord(request: HttpRequest, code: str) -> HttpResponse:
    """Lay the proposed link as the chosen kind, or reject it; back to where it was answered."""
    user = ingelogd(request)
    zichtbaar: Any = Afspraak.objects.visible_to(user).select_related("overleg__ronde")
    later: Afspraak = get_object_or_404(zichtbaar, code=code)
    eis(mag_verbanden_leggen(user, later))
    eerder: Afspraak = get_object_or_404(zichtbaar, code=request.POST.get("eerder", ""))
    try:
        if request.POST.get("daad") == "afwijzen":
            wijs_verband_af(later=later, eerder=eerder, by=user)
            gezegd = f"Afgewezen. {eerder.code} wordt bij {later.code} niet meer voorgesteld."
        else:
            verband = leg_verband(van=later, soort=request.POST.get("soort", ""), naar=eerder, by=user)
            gezegd = f"Gelegd: {later.code} {verband.get_soort_display()} {eerder.code}."
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, gezegd)
    if request.POST.get("terug") == "lijst":
        adres = f"{reverse('verbandvoorstellen')}?{urlencode({'ronde': later.overleg.ronde.slug})}"
    else:
        adres = reverse("verbanden", args=[later.code])
    return HttpResponseRedirect(adres, status=303)
