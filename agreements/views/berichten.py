"""One's own messages."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from agreements.models import Bericht
from agreements.services.berichten import markeer_gelezen

PER_PAGINA = 25


@require_GET
def lijst(request: HttpRequest) -> HttpResponse:
    """The messages of this user, the newest first, with how many are unread."""
    eigen = Bericht.objects.visible_to(request.user).order_by("-pk")
    pagina = Paginator(eigen, PER_PAGINA).get_page(request.GET.get("pagina"))
    ongelezen = eigen.filter(gelezen_op=None).count()
    return render(request, "agreements/bericht_lijst.html", {"page_obj": pagina, "ongelezen": ongelezen})


@require_GET
def openen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one's own message as read and go to what it is about. Asking twice changes nothing more."""
    bericht = get_object_or_404(Bericht.objects.visible_to(request.user), pk=pk)
    markeer_gelezen(by=ingelogd(request), bericht=bericht)
    return HttpResponseRedirect(bericht.adres or reverse("bericht-lijst"))


@require_POST
def gelezen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message as read and stay on the list."""
    bericht = get_object_or_404(Bericht.objects.visible_to(request.user), pk=pk)
    markeer_gelezen(by=ingelogd(request), bericht=bericht)
    pagina = request.POST.get("pagina", "")
    return HttpResponseRedirect(reverse("bericht-lijst") + (f"?pagina={pagina}" if pagina.isdecimal() else ""))


@require_POST
def alles_gelezen(request: HttpRequest) -> HttpResponse:
    """Mark all messages as read."""
    aantal = markeer_gelezen(by=ingelogd(request))
    if aantal:
        messages.success(request, "Al uw berichten zijn als gelezen gemarkeerd.")
    else:
        messages.info(request, "U had geen ongelezen berichten.")
    return HttpResponseRedirect(reverse("bericht-lijst"))
