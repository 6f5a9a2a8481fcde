"""Going back: the last act undone, and an item that was removed put back. The versions hold all there ever was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.models import User
from agreements.agendaboom import Knoop, boom, nummers, zoek
from agreements.dossier import Agendapunt as Punt
from agreements.kruisverwijzingen import hernummer
from agreements.models import Afspraak, Agendapunt, Dossierversie
from agreements.models import Dossier as DossierRij
from agreements.services.agenda.grondslag import (
    TUSSENTIJDS,
    DossierIntussenGewijzigd,
    begin,
    houd_teksten_bij,
    sluit_af,
    structuur,
)
from agreements.services.agenda.nummering import volg_de_boom
from agreements.services.dossierlezen import dossier_in
from agreements.services.dossierschrijven import schrijf_blokken, schrijf_dossier
from agreements.services.dossierversies import laatste_versie

ONGEDAAN = "ongedaan gemaakt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijderd:
    """An item that is not on the agenda any more, as the last version that had it holds it."""

    pk: int
    nummer: str
    titel: str
    versie: Dossierversie
    #: How many items went with it, which stood under it.
    onderliggend: int


def ongedaan_te_maken(rij: DossierRij) -> Dossierversie | None:
    """The last act on the agenda, when it can be undone; None after a load, and for a dossier that just began."""
    laatste = laatste_versie(rij)
    if laatste is None or laatste.nummer == 1 or laatste.bestandsnaam or laatste.reden in ("", TUSSENTIJDS):
        return None
    return laatste


@transaction.atomic
def maak_ongedaan(*, dossier: DossierRij, by: Actor, versie: int) -> Dossierversie:
    """Bring the whole dossier back to how it was before the last act, which has number `versie`.

    Items that the act removed are the same items again. Undoing this is doing the act again. Raises as `begin` does;
    DossierIntussenGewijzigd also when texts were saved since, for those would be lost.
    """
    bewerking = begin(dossier=dossier, by=by, versie=None, deel=structuur)
    laatste = ongedaan_te_maken(bewerking.rij)
    if laatste is None or laatste.nummer != versie:
        raise DossierIntussenGewijzigd(list(bewerking.rij.versies.filter(nummer__gt=versie).order_by("nummer")))
    vorige = bewerking.rij.versies.get(nummer=versie - 1)
    oud = dossier_in(vorige)
    er_nu = {punt.pk: punt for punt in bewerking.punten}
    sleutels = [rij["pk"] for rij in vorige.rijen]
    if len(sleutels) != len(oud.agendapunten):
        raise ValidationError("Deze versie is te oud om naar terug te gaan. Verplaats of wijzig het punt zelf terug.")
    gelijk = {
        punt.nummer: er_nu.get(pk) or Agendapunt(pk=pk, dossier=bewerking.rij)
        for punt, pk in zip(oud.agendapunten, sleutels, strict=True)
    }
    schrijf_dossier(oud, bewerking.rij.overleg, gelijk)
    for rij in vorige.rijen:
        _zet_ernaast(Agendapunt.objects.get(pk=rij["pk"]), rij)
    houd_teksten_bij(bewerking, sleutels, reden=f"agenda {ONGEDAAN}")
    wat = laatste.reden.removeprefix(f"{ONGEDAAN}: ")
    reden = wat if laatste.reden.startswith(ONGEDAAN) else f"{ONGEDAAN}: {wat}"
    nieuw = sluit_af(bewerking, reden=reden[:80], details={"terug_naar": vorige.nummer})
    if nieuw is None:
        raise ValidationError("Er is niets om ongedaan te maken.")
    return nieuw


def verwijderde_punten(rij: DossierRij) -> list[Verwijderd]:
    """The items that are not on the agenda any more, the last removed first; of a branch only its top.

    Reads the rows of every version, and the text of those that were the last to have an item.
    """
    er_nu = set(rij.punten.values_list("pk", flat=True))
    gezien = set(er_nu)
    uit = []
    for nummer, rijen in rij.versies.order_by("-nummer").values_list("nummer", "rijen"):
        weg = {een["pk"] for een in rijen} - gezien
        if not weg:
            continue
        gezien |= weg
        versie = rij.versies.get(nummer=nummer)
        dossier = dossier_in(versie)
        sleutels = [een["pk"] for een in rijen]
        wortel = boom((pk, punt.nummer) for pk, punt in zip(sleutels, dossier.agendapunten, strict=True))
        per_sleutel = dict(zip(sleutels, dossier.agendapunten, strict=True))
        onder = {kind.sleutel for pk in weg for kind in zoek(wortel, pk) if kind.sleutel != pk}
        uit += [
            Verwijderd(
                pk=pk,
                nummer=per_sleutel[pk].nummer,
                titel=per_sleutel[pk].titel,
                versie=versie,
                onderliggend=sum(1 for kind in zoek(wortel, pk) if kind.sleutel in weg) - 1,
            )
            for pk in sleutels
            if pk in weg and pk not in onder
        ]
    return uit


@transaction.atomic
def zet_punt_terug(*, dossier: DossierRij, pk: int, by: Actor, versie: int | None = None) -> Agendapunt:
    """Put a removed item back on the agenda, with what stood under it: the same items, with their texts.

    It comes back under what it stood under, at its old place there, else as the last chapter. References in its own
    texts follow the items that were renumbered meanwhile. Raises as `begin` does, or ValidationError when it is not
    one that was removed.
    """
    bewerking = begin(dossier=dossier, by=by, versie=versie, deel=structuur)
    rij = bewerking.rij
    gevonden = next((een for een in verwijderde_punten(rij) if een.pk == pk), None)
    if gevonden is None:
        raise ValidationError("Dit agendapunt staat al op de agenda of is er nooit geweest. Laad de pagina opnieuw.")
    oud = dossier_in(gevonden.versie)
    rijen = {een["pk"]: een for een in gevonden.versie.rijen}
    toen: dict[int, Punt] = dict(zip(rijen, oud.agendapunten, strict=True))
    wortel_toen = boom((sleutel, punt.nummer) for sleutel, punt in toen.items())
    tak = zoek(wortel_toen, pk)
    wortel = bewerking.boom
    er_nu = {knoop.sleutel for knoop in wortel}
    _haal_weg(tak, er_nu)
    _hang_terug(wortel, wortel_toen, tak)
    vrij = max((punt.volgorde for punt in bewerking.punten), default=0) + 1
    for nummer, knoop in enumerate(tak):
        punt = toen[knoop.sleutel]
        bewerking.punten.append(_maak(rij, knoop.sleutel, punt, vrij + nummer))
    volg_de_boom(rij, bewerking.punten, wortel)
    nu = nummers(wortel)
    anders = {punt.nummer: nu[sleutel] for sleutel, punt in toen.items() if sleutel in nu}
    for knoop in tak:
        punt_rij = next(een for een in bewerking.punten if een.pk == knoop.sleutel)
        schrijf_blokken(punt_rij, _met_verwijzingen(toen[knoop.sleutel], anders).blokken)
        _zet_ernaast(punt_rij, rijen[knoop.sleutel])
    terug = next(een for een in bewerking.punten if een.pk == pk)
    sluit_af(bewerking, reden=f"agendapunt {terug.nummer} teruggezet", details={"uit_versie": gevonden.versie.nummer})
    return terug


def _haal_weg(tak: Knoop, er_nu: set[int]) -> None:
    """What stood under it then and is on the agenda now, at another place, stays there."""
    for knoop in list(tak):
        knoop.kinderen = [kind for kind in knoop.kinderen if kind.sleutel not in er_nu]


def _hang_terug(wortel: Knoop, toen: Knoop, tak: Knoop) -> None:
    ouder_toen = next(knoop for knoop in toen if any(kind is tak for kind in knoop.kinderen))
    broers = [kind.sleutel for kind in ouder_toen.kinderen]
    ouder = next((knoop for knoop in wortel if knoop.sleutel == ouder_toen.sleutel), None)
    if ouder is None:
        wortel.kinderen.append(tak)
        return
    eerder = set(broers[: broers.index(tak.sleutel)])
    plaatsen = [index for index, kind in enumerate(ouder.kinderen) if kind.sleutel in eerder]
    ouder.kinderen.insert(plaatsen[-1] + 1 if plaatsen else 0, tak)


def _maak(rij: DossierRij, pk: int, punt: Punt, volgorde: int) -> Agendapunt:
    return Agendapunt.objects.create(
        pk=pk,
        dossier=rij,
        volgorde=volgorde,
        nummer="",
        titel=punt.titel,
        soort=punt.soort.value,
        wie=list(punt.wie),
        begin=punt.begin,
        eind=punt.eind,
        versie=punt.versie,
        opmerkingen=list(punt.opmerkingen),
    )


def _zet_ernaast(punt: Agendapunt, rij: dict[str, Any]) -> None:
    """What a row has beside the contract, as far as the account and the agreements are still there."""
    dag = rij["aanleveren_voor"]
    punt.penhouder = User.objects.filter(pk=rij["penhouder"]).first() if rij["penhouder"] else None
    punt.aanleveren_voor = date.fromisoformat(str(dag)) if dag else None
    punt.save(update_fields=["penhouder", "aanleveren_voor"])
    punt.herkomsten.set(Afspraak.objects.filter(pk__in=rij["herkomsten"]))


def _met_verwijzingen(punt: Punt, nummers_: dict[str, str]) -> Punt:
    def volg(tekst: str) -> str:
        return hernummer(tekst, nummers_)

    return replace(
        punt,
        blokken=tuple(
            replace(
                blok,
                html=volg(blok.html),
                voorstellen=tuple(
                    replace(
                        een,
                        tekst=volg(een.tekst),
                        inleiding=volg(een.inleiding),
                        subpunten=tuple(volg(sub) for sub in een.subpunten),
                    )
                    for een in blok.voorstellen
                ),
            )
            for blok in punt.blokken
        ),
    )
