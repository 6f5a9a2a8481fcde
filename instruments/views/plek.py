"""One instrument, one place, and the two together: every statement in order, with its source."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actoren import mag
from bolapp.openbaar import openbaar
from instruments.beelden import beeld_van_plek
from instruments.models import Instrument
from instruments.models.versie import Plek
from instruments.rechten import mag_uitspraken_vastleggen
from instruments.stand_json import als_uitleg, als_zin
from instruments.vraag import (
    alle_uitspraken_voor,
    instrument_van,
    regels_van_plek,
    standen_van,
    verwachte_plekken,
)
from regions.models import Gebied, Landsdeel, Provincie


@openbaar
@require_safe
def detail(request: HttpRequest, instrument: str) -> HttpResponse:
    """One instrument: how far it is today, where sources differ, and everything that was said of all places."""
    gevonden = get_object_or_404(
        Instrument.objects.visible_to(request.user).prefetch_related("gebieden"), slug=instrument
    )
    uitspraken = [een for een in alle_uitspraken_voor(request.user) if instrument_van(een) == gevonden.pk]
    geldig = [een for een in uitspraken if not een.is_verbeterd]
    vandaag = timezone.localdate()
    (stand,) = standen_van([gevonden], geldig, vandaag)
    return render(
        request,
        "instruments/instrument.html",
        {
            "instrument": gevonden,
            "stand": stand,
            "zin": als_zin(stand.antwoord),
            "uitleg": als_uitleg(stand.antwoord),
            "vandaag": vandaag,
            "uitspraken": uitspraken,
        },
    )


@openbaar
@require_safe
def plek_instrumenten(request: HttpRequest, plek: str) -> HttpResponse:
    """All instruments of one place: a time line, and below it what was said."""
    plaats = haal_plek(plek)
    vandaag = timezone.localdate()
    uitspraken = alle_uitspraken_voor(request.user)
    van_plek = [een for een in uitspraken if een.versie is not None and een.versie.plek == plaats]
    instrumenten = list(Instrument.objects.visible_to(request.user).prefetch_related("gebieden"))
    geldig = [een for een in uitspraken if not een.is_verbeterd]
    beeld, perioden = beeld_van_plek(plaats.slug, instrumenten, geldig, tot=vandaag)
    if not van_plek and beeld is None and not _verwacht(plaats.slug, instrumenten):
        raise Http404("Van deze plek is geen instrument bekend.")
    return render(
        request,
        "instruments/plek.html",
        {
            "plek": plaats,
            "beeld": beeld,
            "perioden": perioden,
            "regels": regels_van_plek(plaats.slug, instrumenten, geldig, vandaag),
            "vandaag": vandaag,
            "groepen": [
                (een, samen)
                for een in instrumenten
                if (samen := [rij for rij in van_plek if instrument_van(rij) == een.pk])
            ],
        },
    )


@openbaar
@require_safe
def instrument_plek(request: HttpRequest, instrument: str, plek: str) -> HttpResponse:
    """One instrument of one place: the stand today, and every statement in order."""
    gevonden = get_object_or_404(
        Instrument.objects.visible_to(request.user).prefetch_related("gebieden"), slug=instrument
    )
    plaats = haal_plek(plek)
    uitspraken = [een for een in alle_uitspraken_voor(request.user) if instrument_van(een) == gevonden.pk]
    geldig = [een for een in uitspraken if not een.is_verbeterd]
    vandaag = timezone.localdate()
    (stand,) = standen_van([gevonden], geldig, vandaag)
    regel = stand.antwoord.regel_van(plaats.slug)
    eigen = [een for een in uitspraken if een.versie is not None and een.versie.plek == plaats]
    if regel is None and not eigen:
        raise Http404("Van deze plek is dit instrument niet bekend.")
    beeld, perioden = beeld_van_plek(plaats.slug, [gevonden], geldig, tot=vandaag)
    return render(
        request,
        "instruments/instrument_plek.html",
        {
            "instrument": gevonden,
            "plek": plaats,
            "regel": regel,
            "telt_mee": regel in stand.antwoord.regels,
            "tegenspraken": [een for een in stand.antwoord.tegenspraken if een.waarover == plaats.naam],
            "beeld": beeld,
            "perioden": perioden,
            "uitspraken": eigen,
            "tellingen": [een for een in uitspraken if een.versie is None],
            "mag_vastleggen": mag(request, mag_uitspraken_vastleggen),
            "vandaag": vandaag,
        },
    )


def haal_plek(slug: str) -> Plek:
    """The gebied, provincie or landsdeel of an address; 404 when there is none. Three queries at most."""
    for model in (Gebied, Provincie, Landsdeel):
        gevonden: Plek | None = model._default_manager.filter(slug=slug).first()
        if gevonden is not None:
            return gevonden
    raise Http404("Deze plek kennen wij niet.")


def _verwacht(slug: str, instrumenten: Sequence[Instrument]) -> bool:
    return any(slug == plek.slug for plekken in verwachte_plekken(instrumenten).values() for plek in plekken)
