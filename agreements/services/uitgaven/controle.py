"""Proving that every edition is still what was frozen. Reads only, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max

from accounts.models import Auditregel
from agreements.models import Uitgave, Uitgavebestand
from agreements.services.uitgaven.lezen import UitgaveBeschadigd, lijst_van, open_bestand


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgavegebrek:
    """One thing that is wrong with an edition: which one, and a Dutch sentence about it."""

    waar: str
    melding: str


def controleer_uitgaven() -> Iterator[Uitgavegebrek]:
    """All defects: content or a file that is gone or changed, a number that is missing, and what the audit log
    knows otherwise. Reads every file once; seven queries, whatever the size."""
    yield from _nummering()
    uitgaven = {uitgave.pk: uitgave.slug for uitgave in Uitgave.objects.select_related("ronde").defer("inhoud")}
    for uitgave in Uitgave.objects.order_by("pk").iterator(chunk_size=10):
        try:
            lijst_van(uitgave)
        except UitgaveBeschadigd as fout:
            yield Uitgavegebrek(waar=uitgaven[uitgave.pk], melding=_kleine_letter(fout))
    for bestand in Uitgavebestand.objects.order_by("uitgave", "volgorde"):
        try:
            with open_bestand(bestand) as inhoud:
                grootte = inhoud.seek(0, 2)
        except UitgaveBeschadigd as fout:
            yield Uitgavegebrek(waar=uitgaven[bestand.uitgave_id], melding=_kleine_letter(fout))
            continue
        if grootte != bestand.grootte:
            yield Uitgavegebrek(
                waar=uitgaven[bestand.uitgave_id],
                melding=f"het bestand {bestand.naam} heeft een andere omvang dan is opgeschreven.",
            )
    yield from _logboek()


def _nummering() -> Iterator[Uitgavegebrek]:
    """Editions are numbered from 1 without gaps, so one that was taken out of the database is missed."""
    rondes = Uitgave.objects.order_by("ronde").values_list("ronde__soort", "ronde__jaar")
    for soort, jaar, aantal, hoogste in rondes.annotate(aantal=Count("pk"), hoogste=Max("volgnummer")):
        if aantal != hoogste:
            yield Uitgavegebrek(
                waar=f"{soort}-{jaar}", melding=f"er zijn {aantal} uitgaven, maar de laatste is de {hoogste}e."
            )


def _logboek() -> Iterator[Uitgavegebrek]:
    """Every edition that the audit log tells of is there, with the same checksums."""
    nu: dict[str, tuple[str, dict[str, str]]] = {
        uitgave.slug: (uitgave.sha256, {bestand.formaat: bestand.sha256 for bestand in uitgave.bestanden.all()})
        for uitgave in Uitgave.objects.select_related("ronde").defer("inhoud").prefetch_related("bestanden")
    }
    regels = Auditregel.objects.filter(actie="uitgave vastgelegd", object_soort="uitgave", resultaat="gelukt")
    for slug, details in regels.order_by("pk").values_list("object_sleutel", "details"):
        if slug not in nu:
            yield Uitgavegebrek(waar=slug, melding="volgens het logboek is deze uitgave gemaakt, maar zij is er niet.")
        elif nu[slug] != (details["sha256"], details["bestanden"]):
            yield Uitgavegebrek(waar=slug, melding="de controlegetallen zijn anders dan in het logboek.")


def _kleine_letter(fout: UitgaveBeschadigd) -> str:
    tekst = str(fout)
    return tekst[:1].lower() + tekst[1:]
