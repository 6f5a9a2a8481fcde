"""What a round left: the frozen states, and telling the public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actoren import ingelogd
from agreements.inzage import noteer_afspraken
from agreements.rechten import eis, mag_publiceren
from monitoring.models import Momentopname
from monitoring.services.momentopnamen import lees_standen, publiceer_momentopname, wat_wordt_verteld

PER_PAGINA = 50


def momentopname_van(request: HttpRequest, pk: int) -> Momentopname:
    """The momentopname of this monitorronde, if this user may see it; else a 404."""
    momentopname: Momentopname = get_object_or_404(
        Momentopname.objects.visible_to(request.user).for_list(), monitorronde=pk
    )
    return momentopname


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How every agreement stood on the peildatum, as far as this user may see it."""
    momentopname = momentopname_van(request, pk)
    standen = lees_standen(momentopname, user=ingelogd(request))
    noteer_afspraken(request, "momentopname", [rij.afspraak for rij, _ in standen])
    blad = Paginator(standen, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "monitoring/momentopname.html",
        {
            "momentopname": momentopname,
            "ronde": momentopname.monitorronde,
            "page_obj": blad,
            "rijen": [{"regel": rij, "stand": stand} for rij, stand in blad],
            "aantal": len(standen),
            "zijden": any(rij.zicht_zijden for rij, _ in standen),
            "mag_publiceren": mag_publiceren(ingelogd(request)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publiceren(request: HttpRequest, pk: int) -> HttpResponse:
    """Say exactly what the public will be told, and tell it."""
    momentopname = momentopname_van(request, pk)
    eis(mag_publiceren(ingelogd(request)))
    noteer_afspraken(
        request, "momentopname", [rij.afspraak for rij, _ in lees_standen(momentopname, user=ingelogd(request))]
    )
    if request.method == "POST":
        aantal = request.POST.get("aantal", "")
        try:
            anders = publiceer_momentopname(
                momentopname=momentopname, aantal=int(aantal) if aantal.isdecimal() else -1, by=ingelogd(request)
            )
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
            return HttpResponseRedirect(reverse("momentopname-publiceren", args=[pk]), status=303)
        messages.success(
            request, f"De statussen zijn gepubliceerd. Voor {anders} afspraken hoort het publiek iets anders dan eerst."
        )
        return HttpResponseRedirect(momentopname.get_absolute_url(), status=303)
    context: dict[str, Any] = {"momentopname": momentopname, "ronde": momentopname.monitorronde}
    if not momentopname.is_gepubliceerd:
        context |= {"vooruitzicht": wat_wordt_verteld(momentopname)}
    return render(request, "monitoring/publiceren.html", context)
