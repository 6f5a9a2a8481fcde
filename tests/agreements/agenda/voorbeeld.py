"""A dossier with three chapters and references between its items."""

from __future__ import annotations

from typing import Any

from accounts.actoren import SYSTEEM
from agreements.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Agendasoort,
    Bijlage,
    Bloksoort,
    Dossier,
    Voorstel,
)
from agreements.models import Agendapunt as Punt
from agreements.models import Dossier as Dossierrij
from agreements.services.dossiers import laad_dossier
from tests.factories import LandsdeelFactory


def blok(soort: Bloksoort, html: str, *voorstellen: Voorstel) -> Agendablok:
    return Agendablok(soort=soort, html=html, voorstellen=voorstellen)


DOSSIER = Dossier(
    soort="bol",
    jaar=2031,
    landsdeel="oost",
    titel="Dossier Oost",
    agenda=(
        Agendaregel(tijd="09.30 uur", titel="Inloop"),
        Agendaregel(tijd="10.00 uur", nummer="1", titel="Opening"),
        Agendaregel(nummer="2", titel="Water"),
        Agendaregel(nummer="2.1", titel="De dijk", wie="samen met 2.2"),
        Agendaregel(nummer="2.2", titel="De brug"),
        Agendaregel(tijd="11.00 uur", titel="Pauze"),
        Agendaregel(nummer="3", titel="Afronding"),
    ),
    agendapunten=(
        Agendapunt(nummer="1", titel="Opening", soort=Agendasoort.MEDEDELING),
        Agendapunt(nummer="2", titel="Water"),
        Agendapunt(
            nummer="2.1",
            titel="De dijk",
            wie=("Minister",),
            opmerkingen=("Eerst agendapunt 2.2 lezen",),
            blokken=(
                blok(Bloksoort.IN_HET_KORT, "<p>De dijk hoort bij punt <strong>2.2</strong>.</p>"),
                blok(Bloksoort.BESPREEKPUNTEN, "<p>Wie betaalt de dijk?</p>"),
                blok(
                    Bloksoort.VOORGESTELDE_AFSPRAKEN,
                    "<ul><li>Wat onder agendapunt 2.2 staat, gaat voor.</li></ul>",
                    Voorstel(tekst="Wat onder agendapunt 2.2 staat, gaat voor.", subpunten=("zie ook 2.2.1",)),
                ),
                blok(Bloksoort.TOELICHTING, "<p>Hoofdstuk 2 van de nota zegt hetzelfde.</p>"),
            ),
        ),
        Agendapunt(
            nummer="2.2",
            titel="De brug",
            blokken=(blok(Bloksoort.IN_HET_KORT, "<p>Zie 2.1.</p>"),),
        ),
        Agendapunt(nummer="2.2.1", titel="Het hek", blokken=(blok(Bloksoort.IN_HET_KORT, "<p>Een hek.</p>"),)),
        Agendapunt(nummer="3", titel="Afronding", soort=Agendasoort.MEDEDELING),
    ),
    bijlagen=(Bijlage(nummer="1", naam="Kaart bij agendapunt 2.2"),),
)


def maak_dossier() -> Dossierrij:
    """The dossier, loaded in Oost."""
    LandsdeelFactory.create(slug="oost")
    overleg = laad_dossier(DOSSIER, by=SYSTEEM, bestandsnaam="oost.md").overleg
    dossier: Dossierrij = Dossierrij.objects.select_related("overleg__ronde", "overleg__landsdeel").get(overleg=overleg)
    return dossier


def punt(nummer: str) -> Any:
    return Punt.objects.select_related("dossier__overleg", "penhouder").get(nummer=nummer)


def agenda() -> list[str]:
    """The tree as it stands: number and title, in order."""
    return [f"{een.nummer} {een.titel}" for een in Punt.objects.order_by("volgorde")]


def agendatabel() -> list[str]:
    return [f"{een.nummer} {een.titel}".strip() for een in Dossierrij.objects.get().agenda.order_by("volgorde")]
