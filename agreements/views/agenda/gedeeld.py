"""What the pages of an agenda share: which dossier it is, and what to say after an act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.actoren import ingelogd
from agreements.models import Agendapunt, Dossier, Zitting
from agreements.rechten import eis, mag_dossier_schrijven
from agreements.services.agenda import Gevolg
from agreements.services.dossierversies import laatste_versie


def haal_dossier(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> Dossier:
    """The dossier of this overleg as far as this user may see it; else 404."""
    dossier: Dossier = get_object_or_404(
        Dossier.objects.visible_to(request.user).select_related("overleg__ronde", "overleg__landsdeel"),
        overleg__ronde__soort=soort,
        overleg__ronde__jaar=jaar,
        overleg__landsdeel__slug=landsdeel,
    )
    return dossier


def haal_om_te_schrijven(request: HttpRequest, soort: str, jaar: int, landsdeel: str) -> Dossier:
    """The same for who may write in it; 403 for who only reads it."""
    dossier = haal_dossier(request, soort, jaar, landsdeel)
    eis(mag_dossier_schrijven(ingelogd(request), dossier.overleg))
    return dossier


def haal_punt(dossier: Dossier, pk: int) -> Agendapunt:
    """An item of this dossier, that is on the agenda; else 404."""
    punt: Agendapunt = get_object_or_404(Agendapunt.objects.select_related("penhouder"), dossier=dossier, pk=pk)
    punt.dossier = dossier
    return punt


def punten_van(dossier: Dossier) -> list[Agendapunt]:
    """The items in order, with who holds the pen and with their blocks. Three queries."""
    met_blokken: Prefetch[Any] = Prefetch("blokken")
    return list(
        Agendapunt.objects.filter(dossier=dossier)
        .select_related("penhouder")
        .prefetch_related(met_blokken, "blokken__voorstellen")
    )


def ligt_op_tafel(dossier: Dossier) -> bool:
    """Whether the overleg has been opened, so that nothing changes any more. One query."""
    return Zitting.objects.filter(overleg=dossier.overleg_id).exists()


def versienummer(dossier: Dossier) -> int:
    """The number of the version that is looked at, for the forms. One query."""
    versie = laatste_versie(dossier)
    return versie.nummer if versie else 0


def adres(naam: str, dossier: Dossier, *args: Any) -> str:
    """The address of a page of this dossier."""
    overleg = dossier.overleg
    return reverse(naam, args=[overleg.ronde.soort, overleg.ronde.jaar, overleg.landsdeel_slug, *args])


def terug(naam: str, dossier: Dossier, *args: Any, anker: str = "") -> HttpResponseRedirect:
    """On to a page of this dossier after a POST, also for htmx."""
    return HttpResponseRedirect(f"{adres(naam, dossier, *args)}{anker}", status=303)


def meld_fout(request: HttpRequest, fout: ValidationError) -> None:
    """A refusal as a message on the page that comes next."""
    messages.error(request, " ".join(fout.messages))


def in_woorden(gevolg: Gevolg) -> str:
    """What else an act changed, as a sentence to put behind another; empty when it changed nothing else."""
    zinnen = []
    if anders := len(gevolg.nummers):
        zinnen.append(f"{anders} {'nummer is' if anders == 1 else 'nummers zijn'} veranderd")
    if aantal := gevolg.verwijzingen:
        zinnen.append(f"{aantal} {'verwijzing is' if aantal == 1 else 'verwijzingen zijn'} meegegaan")
    return f" {', '.join(zinnen).capitalize()}." if zinnen else ""
