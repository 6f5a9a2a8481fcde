"""Links that the application proposes, to an earlier agreement or a coming overleg: the worklist, and answering one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from accounts.models import User
from agreements.agendavoorstellen import stel_agenderingen_voor
from agreements.forms.verband import DEZE
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak, Ronde, Termijn, Verband
from agreements.rechten import eis, mag_afspraak_bewerken, mag_verbanden_leggen
from agreements.services.verbanden import leg_verband, wijs_agendering_af, wijs_verband_af
from agreements.verbandvoorstellen import stel_verbanden_voor

#: How many agreements are looked at for one page.
PER_PAGINA = 25


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The agreements of one ronde with what each may go on from, and on which coming overleg its text puts it.

    Left out is what goes on from something already, unless its text names another overleg that it is not tied to.
    """
    user = ingelogd(request)
    eis(mag_afspraak_bewerken(user))
    zichtbaar: Any = Afspraak.objects.visible_to(user).in_lijst().exclude(soort=Afspraak.Soort.CONTEXT)
    met_afspraken = zichtbaar.filter(overleg__ronde=OuterRef("pk"))
    rondes = list(Ronde.objects.met_lijst().filter(Exists(met_afspraken)).order_by("-jaar", "soort"))
    gevraagd = request.GET.get("ronde", "")
    ronde = next((een for een in rondes if een.slug == gevraagd), rondes[0] if rondes else None)
    verbanden = Verband.objects.visible_to(user).actief().filter(van=OuterRef("pk"))
    noemt = (
        Termijn.objects.filter(afspraak=OuterRef("pk"))
        .exclude(overleg=None)
        .exclude(overleg=OuterRef("overleg__ronde"))
    )
    open_ = zichtbaar.filter(overleg__ronde=ronde, deel="").annotate(bouwt_voort=Exists(verbanden.tussen_afspraken()))
    te_agenderen = Exists(noemt) & ~Exists(verbanden.filter(soort=Verband.Soort.GEAGENDEERD))
    pagina = Paginator(
        open_.filter(Q(bouwt_voort=False) | te_agenderen).for_list().lijstvolgorde(), PER_PAGINA
    ).get_page(request.GET.get("pagina"))
    bekeken = list(pagina.object_list)
    voorstellen = stel_verbanden_voor([een for een in bekeken if not een.bouwt_voort], user)
    agenderingen = stel_agenderingen_voor(bekeken, user)
    gevonden = [
        (een, voorstellen.get(een.pk, []), agenderingen.get(een.pk, []))
        for een in bekeken
        if een.pk in voorstellen or een.pk in agenderingen
    ]
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
    afwijzen = request.POST.get("daad") == "afwijzen"
    try:
        if naam := request.POST.get("ronde"):
            gezegd = _antwoord_agendering(
                later, get_object_or_404(Ronde.objects.visible_to(user), naam=naam), afwijzen, user
            )
        else:
            eerder: Afspraak = get_object_or_404(zichtbaar, code=request.POST.get("eerder", ""))
            gezegd = _antwoord_verband(later, eerder, request.POST.get("soort", ""), afwijzen, user)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, gezegd)
    if request.POST.get("terug") == "lijst":
        adres = f"{reverse('verbandvoorstellen')}?{urlencode({'ronde': later.overleg.ronde.slug})}"
    else:
        adres = reverse("verbanden", args=[later.code])
    return HttpResponseRedirect(adres, status=303)


def _antwoord_verband(later: Afspraak, eerder: Afspraak, soort: str, afwijzen: bool, user: User) -> str:
    if afwijzen:
        wijs_verband_af(later=later, eerder=eerder, by=user)
        return f"Afgewezen. {eerder.code} wordt bij {later.code} niet meer voorgesteld."
    verband = leg_verband(van=later, soort=soort, naar=eerder, by=user)
    return f"Gelegd: {later.code} {verband.get_soort_display()} {eerder.code}."


def _antwoord_agendering(afspraak: Afspraak, ronde: Ronde, afwijzen: bool, user: User) -> str:
    if afwijzen:
        wijs_agendering_af(afspraak=afspraak, ronde=ronde, by=user)
        return f"Afgewezen. {ronde} wordt bij {afspraak.code} niet meer voorgesteld."
    verband = leg_verband(van=afspraak, soort=Verband.Soort.GEAGENDEERD, naar_ronde=ronde, by=user)
    return f"Gelegd: {afspraak.code} {verband.get_soort_display()} {ronde}."
