"""About which messages I want mail."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from monitoring.models import Berichtvoorkeur
from monitoring.models.melding import Meldingsoort
from monitoring.services.voorkeuren import zet_voorkeuren


class Voorkeurformulier(forms.Form):
    """The kinds about which mail is sent."""

    mail = forms.MultipleChoiceField(
        label="Stuur mij mail over",
        choices=Meldingsoort.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def voorkeuren(request: HttpRequest) -> HttpResponse:
    """Choose the kinds of message that come by mail."""
    user = ingelogd(request)
    uit = set(Berichtvoorkeur.objects.visible_to(user).values_list("soort", flat=True))
    begin = {"mail": [soort for soort in Meldingsoort.values if soort not in uit]}
    formulier = Voorkeurformulier(request.POST if request.method == "POST" else None, initial=begin)
    if formulier.is_bound and formulier.is_valid():
        zet_voorkeuren(by=user, mail=formulier.cleaned_data["mail"])
        messages.success(request, "Uw voorkeuren zijn opgeslagen.")
        return HttpResponseRedirect(reverse("bericht-voorkeuren"), status=303)
    context = {"formulier": formulier}
    return render(request, "monitoring/voorkeuren.html", context, status=422 if formulier.errors else 200)
