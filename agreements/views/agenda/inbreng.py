"""What earlier rondes bring: open agreements and what was held over, to be made into items of the agenda."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.actoren import ingelogd
from agreements.models import Dossier
from agreements.services.agenda.inbreng import (
    aangehouden,
    kandidaten,
    maak_punten_van,
    maak_voortgangspunt,
    voeg_toe_aan_punt,
    vorige_ronde,
)
from agreements.views.agenda.gedeeld import (
    adres,
    haal_om_te_schrijven,
    haal_punt,
    meld_fout,
    punten_van,
    terug,
    versienummer,
)


@require_http_methods(["GET", "HEAD", "POST"])
def inbreng(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> HttpResponse:
    """Choose agreements, and make items of them or put them with an item that is there."""
    dossier = haal_om_te_schrijven(request, soort, jaar, landsdeel)
    user = ingelogd(request)
    if request.method == "POST":
        try:
            _doe(request, dossier)
        except ValidationError as fout:
            meld_fout(request, fout)
            return terug("dossier-inbreng", dossier)
        return terug("agenda-bewerken", dossier)
    alle = kandidaten(dossier=dossier, user=user)
    return render(
        request,
        "agreements/agenda/inbreng.html",
        {
            "dossier": dossier,
            "overleg": dossier.overleg,
            "terug_url": adres("agenda-bewerken", dossier),
            "met_reden": [een for een in alle if een.redenen],
            "zonder_reden": [een for een in alle if not een.redenen],
            "aangehouden": aangehouden(overleg=dossier.overleg, user=user),
            "vorige": vorige_ronde(dossier.overleg, user),
            "punten": punten_van(dossier),
            "versie": versienummer(dossier),
        },
    )


def _doe(request: HttpRequest, dossier: Dossier) -> None:
    """Do what the pressed button says, and say what came of it."""
    user, doe = ingelogd(request), request.POST.get("doe", "")
    versie = request.POST.get("versie", "")
    basis = int(versie) if versie.isdecimal() and len(versie) < 9 else 0
    doel = request.POST.get("bij", "")
    bij = int(doel) if doel.isdecimal() and len(doel) < 12 else 0
    if doe == "voortgang":
        punt = maak_voortgangspunt(dossier=dossier, onder=bij, by=user, versie=basis)
        messages.success(request, f"“{punt.titel}” staat op de agenda als {punt.nummer}. Vul de tekst daar aan.")
        return
    gekozen = set(request.POST.getlist("afspraak"))
    afspraken = [een.afspraak for een in kandidaten(dossier=dossier, user=user) if een.afspraak.code in gekozen]
    punten = set(request.POST.getlist("beslispunt"))
    beslispunten = [
        een.beslispunt for een in aangehouden(overleg=dossier.overleg, user=user) if str(een.beslispunt.pk) in punten
    ]
    if len(afspraken) < len(gekozen) or len(beslispunten) < len(punten):
        raise ValidationError("Een van de gekozen afspraken is niet meer te agenderen. Kies opnieuw.")
    if doe == "toevoegen":
        if not bij:
            raise ValidationError("Kies bij welk agendapunt u de afspraken wilt zetten.")
        punt = voeg_toe_aan_punt(
            punt=haal_punt(dossier, bij), afspraken=afspraken, beslispunten=beslispunten, by=user, versie=basis
        )
        messages.success(request, f"Toegevoegd aan agendapunt {punt}. De tekst staat daar om aan te vullen.")
        return
    nieuw = maak_punten_van(
        dossier=dossier, afspraken=afspraken, beslispunten=beslispunten, onder=bij, by=user, versie=basis
    )
    namen = ", ".join(een.nummer for een in nieuw)
    messages.success(request, f"Op de agenda gezet: {namen}. Pas titel en tekst daar aan.")
