"""A dossier of the neutral structure into rows: its tables, and its items, of which those that were there stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db.models import F

from agreements.dossier import Agendablok, Dossier
from agreements.dossier_html import schoon
from agreements.models import Agendablok as BlokRij
from agreements.models import Agendapunt as PuntRij
from agreements.models import Agendaregel as RegelRij
from agreements.models import Bijlage as BijlageRij
from agreements.models import Deelnemer as DeelnemerRij
from agreements.models import Dossier as DossierRij
from agreements.models import Overleg, Puntconcept
from agreements.models import VoorgesteldeAfspraak as VoorstelRij
from agreements.services.dossierlezen import KENMERKEN, TEKSTEN

#: Added to the place of the rows that stay, so that they are out of the way of those that come.
OPZIJ = 1_000_000


def schoongemaakt(dossier: Dossier) -> Dossier:
    """The same dossier with our own markup only in its texts."""
    return replace(
        dossier,
        regels=schoon(dossier.regels),
        agenda_tekst=schoon(dossier.agenda_tekst),
        deelnemers_tekst=schoon(dossier.deelnemers_tekst),
        opbouw=schoon(dossier.opbouw),
        bijlagen_tekst=schoon(dossier.bijlagen_tekst),
        agendapunten=tuple(
            replace(punt, blokken=tuple(replace(blok, html=schoon(blok.html)) for blok in punt.blokken))
            for punt in dossier.agendapunten
        ),
    )


def schrijf_dossier(dossier: Dossier, overleg: Overleg, gelijk: Mapping[str, PuntRij]) -> DossierRij:
    """Write a dossier over what the overleg has. `gelijk`: number → the row that is that item, for those that stay.

    Raises ValidationError when somebody is still writing at an item that would go.
    """
    rij, _ = DossierRij.objects.update_or_create(
        overleg=overleg,
        defaults={
            **{naam: getattr(dossier, naam) for naam in (*KENMERKEN, *TEKSTEN)},
            "meldingen": [
                {"regel": melding.regel, "soort": melding.soort, "tekst": melding.tekst}
                for melding in dossier.meldingen
            ],
        },
    )
    schrijf_tabellen(dossier, rij)
    _schrijf_punten(dossier, rij, gelijk)
    return rij


def schrijf_tabellen(dossier: Dossier, rij: DossierRij) -> None:
    """The agenda, the deelnemers and the bijlagen of this dossier, in place of those that were there."""
    for verzameling in (rij.agenda, rij.deelnemers, rij.bijlagen):
        verzameling.all().delete()
    RegelRij.objects.bulk_create(
        RegelRij(dossier=rij, volgorde=plaats, tijd=een.tijd, nummer=een.nummer, titel=een.titel, wie=een.wie)
        for plaats, een in enumerate(dossier.agenda)
    )
    DeelnemerRij.objects.bulk_create(
        DeelnemerRij(
            dossier=rij, volgorde=plaats, zijde=een.zijde.value, naam=een.naam, ondersteuning=een.ondersteuning
        )
        for plaats, een in enumerate(dossier.deelnemers)
    )
    BijlageRij.objects.bulk_create(
        BijlageRij(dossier=rij, volgorde=plaats, nummer=een.nummer, naam=een.naam, informatie=een.informatie)
        for plaats, een in enumerate(dossier.bijlagen)
    )


def _schrijf_punten(dossier: Dossier, rij: DossierRij, gelijk: Mapping[str, PuntRij]) -> None:
    """The agendapunten; one that was there keeps its row, and its blocks are written anew."""
    verwijder_punten(rij, rij.punten.exclude(pk__in=[punt.pk for punt in gelijk.values()]).values_list("pk", flat=True))
    BlokRij.objects.filter(punt__dossier=rij).delete()
    rij.punten.update(volgorde=F("volgorde") + OPZIJ)
    for plaats, een in enumerate(dossier.agendapunten):
        punt = gelijk.get(een.nummer) or PuntRij(dossier=rij)
        punt.volgorde, punt.nummer, punt.titel, punt.soort = plaats, een.nummer, een.titel, een.soort.value
        punt.wie, punt.opmerkingen = list(een.wie), list(een.opmerkingen)
        punt.begin, punt.eind, punt.versie = een.begin, een.eind, een.versie
        punt.save()
        _maak_blokken(punt, een.blokken)


def verwijder_punten(rij: DossierRij, sleutels: Iterable[int]) -> None:
    """Delete these items. Raises ValidationError when somebody has not saved what they were writing at one of them."""
    sleutels = list(sleutels)
    concepten = Puntconcept.objects.filter(punt__dossier=rij, punt__in=sleutels)
    concepten.filter(inhoud={}).delete()  # who only had the item open
    concept = concepten.select_related("punt", "user").order_by("punt__volgorde", "pk").first()
    if concept is not None:
        raise ValidationError(
            f"{concept.user} heeft tekst bij agendapunt {concept.punt} die nog niet is opgeslagen. "
            "Laat die eerst opslaan of weggooien; er is niets veranderd."
        )
    rij.punten.filter(pk__in=sleutels).delete()


def schrijf_blokken(punt: PuntRij, blokken: Sequence[Agendablok]) -> None:
    """The blocks of one item, in place of those that were there."""
    BlokRij.objects.filter(punt=punt).delete()
    _maak_blokken(punt, blokken)


def _maak_blokken(punt: PuntRij, blokken: Sequence[Agendablok]) -> None:
    rijen = BlokRij.objects.bulk_create(
        BlokRij(
            punt=punt,
            volgorde=volgorde,
            soort=blok.soort.value,
            html=blok.html,
            invulling=blok.invulling.value,
            deel=blok.deel,
        )
        for volgorde, blok in enumerate(blokken)
    )
    VoorstelRij.objects.bulk_create(
        VoorstelRij(
            blok=blokrij,
            volgorde=volgorde,
            tekst=voorstel.tekst,
            subpunten=list(voorstel.subpunten),
            inleiding=voorstel.inleiding,
            invulling=voorstel.invulling.value,
        )
        for blokrij, blok in zip(rijen, blokken, strict=True)
        for volgorde, voorstel in enumerate(blok.voorstellen)
    )
