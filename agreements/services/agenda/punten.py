"""Agendapunten come, change and go; what goes can come back as the same item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.models import User
from agreements.agendaboom import BoomFout, Knoop, Verhouding, zet, zoek
from agreements.dossier import Agendablok, Agendasoort, Bloksoort, Dossier, Invulling
from agreements.models import Afspraak, Agendapunt
from agreements.models import Dossier as DossierRij
from agreements.rechten import mag_dossier_schrijven
from agreements.services.agenda.grondslag import ANDERE_NUMMERS, Bewerking, begin, houd_teksten_bij, sluit_af, structuur
from agreements.services.agenda.nummering import Gevolg, regel_van, volg_de_boom
from agreements.services.agenda.soorten import is_hamerhoofdstuk, plaats_voor_hoofdstuk, zet_soort
from agreements.services.dossierschrijven import schrijf_blokken, verwijder_punten
from agreements.services.puntversies import leg_stand_vast

#: The blocks that a new item starts with, empty.
BLOKKEN = {
    Agendasoort.BESPREEKPUNT: tuple(Bloksoort),
    Agendasoort.HAMERPUNT: (Bloksoort.IN_HET_KORT, Bloksoort.VOORGESTELDE_AFSPRAKEN),
    Agendasoort.MEDEDELING: (Bloksoort.IN_HET_KORT,),
}
#: Place of a new item that is to be the last chapter before the hamerpunten and the closing.
ACHTERAAN = 0
LANGSTE_TITEL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """What stands above the blocks of an item, and who writes it."""

    titel: str
    soort: Agendasoort = Agendasoort.BESPREEKPUNT
    wie: tuple[str, ...] = ()
    begin: time | None = None
    eind: time | None = None
    versie: str = ""
    penhouder: User | None = None
    aanleveren_voor: date | None = None


def kop_van(punt: Agendapunt) -> Kop:
    """The head of an item as it stands. Note: reads punt.penhouder, a query when not loaded."""
    return Kop(
        titel=punt.titel,
        soort=Agendasoort(punt.soort),
        wie=tuple(punt.wie),
        begin=punt.begin,
        eind=punt.eind,
        versie=punt.versie,
        penhouder=punt.penhouder,
        aanleveren_voor=punt.aanleveren_voor,
    )


@transaction.atomic
def voeg_punt_toe(
    *,
    dossier: DossierRij,
    kop: Kop,
    onder: int = ACHTERAAN,
    by: Actor,
    versie: int | None = None,
    blokken: tuple[Agendablok, ...] | None = None,
    herkomsten: tuple[Afspraak, ...] = (),
) -> Agendapunt:
    """Add an item as the last under another one (`onder`: its key), or as a chapter: the last before the closing ones.

    A hamerpunt comes into the chapter with hamerpunten, wherever it was added. `blokken` are texts to start from; else
    the blocks of its soort are there, empty. Raises as `begin` does, or ValidationError when the head is not right.
    """
    bewerking = begin(dossier=dossier, by=by, versie=versie, deel=structuur)
    toets_kop(kop)
    _toets_penhouder(kop.penhouder, bewerking.rij)
    punt = Agendapunt.objects.create(
        dossier=bewerking.rij,
        volgorde=max((een.volgorde for een in bewerking.punten), default=0) + 1,
        nummer="",
        **_velden(kop, soort=kop.soort),
    )
    if blokken is None:
        blokken = tuple(Agendablok(soort=soort, invulling=Invulling.LEEG) for soort in BLOKKEN[kop.soort])
    schrijf_blokken(punt, blokken)
    punt.herkomsten.set(herkomsten)
    wortel = bewerking.boom
    titels = {een.pk: een.titel for een in bewerking.punten}
    wortel.kinderen.insert(plaats_voor_hoofdstuk(wortel, titels), Knoop(punt.pk))
    bewerking.punten.append(punt)
    try:
        if onder != ACHTERAAN:
            zet(wortel, punt.pk, Verhouding.IN, onder)
    except BoomFout as fout:
        raise ValidationError({"onder": str(fout)}) from fout
    if kop.soort is Agendasoort.HAMERPUNT and not is_hamerhoofdstuk(kop.titel):
        zet_soort(bewerking, wortel, punt, Agendasoort.HAMERPUNT)
    volg_de_boom(bewerking.rij, bewerking.punten, wortel)
    sluit_af(bewerking, reden=f"agendapunt {punt.nummer} toegevoegd", details={"titel": punt.titel})
    return punt


@transaction.atomic
def wijzig_punt(
    *, punt: Agendapunt, kop: Kop, by: Actor, versie: int | None = None, bevestigd: bool = False
) -> tuple[Agendapunt, Gevolg]:
    """Change the head of an item. Another soort moves it: a hamerpunt stands in the chapter with hamerpunten.

    Raises as `begin` does, `TekstVervalt` (see `soorten`) when a text would leave the dossier and that was not
    `bevestigd`, or ValidationError when the head is not right.
    """
    sleutel = punt.pk

    def deel(dossier: Dossier) -> object:
        # The texts of an item are for others to change meanwhile; its head, and where it stands, are not.
        if kop.soort.value != punt.soort:
            return structuur(dossier)
        return [
            (een.titel, een.soort, een.wie, een.begin, een.eind, een.versie)
            for een in dossier.agendapunten
            if een.nummer == punt.nummer
        ]

    bewerking = begin(dossier=punt.dossier, by=by, versie=versie, deel=deel)
    toets_kop(kop)
    punt = bewerking.punt(sleutel)
    if kop.penhouder is not None and kop.penhouder.pk != punt.penhouder_id:
        _toets_penhouder(kop.penhouder, bewerking.rij)
    oud, oud_nummer = kop_van(punt), punt.nummer
    gevolg = Gevolg()
    anders = _verschil(punt, kop)
    for naam, waarde in _velden(kop, soort=Agendasoort(punt.soort)).items():
        setattr(punt, naam, waarde)
    punt.save(update_fields=list(_velden(kop, soort=kop.soort)))
    if kop.soort.value != punt.soort:
        wortel = bewerking.boom
        zet_soort(bewerking, wortel, punt, kop.soort, bevestigd=bevestigd)
        gevolg = volg_de_boom(bewerking.rij, bewerking.punten, wortel)
        houd_teksten_bij(bewerking, {punt.pk}, reden=f"{kop.soort.value} geworden")
        houd_teksten_bij(bewerking, gevolg.punten, reden=ANDERE_NUMMERS)
    if "versielabel" in anders:
        houd_teksten_bij(bewerking, {punt.pk}, reden="versielabel gewijzigd")
    _werk_regel_bij(bewerking, punt, oud)
    wat = ", ".join(anders)
    naar = f", nu {punt.nummer}" if punt.nummer != oud_nummer else ""
    if anders:
        sluit_af(bewerking, reden=f"agendapunt {oud_nummer}: {wat}{naar}"[:80], details={"nummers": gevolg.nummers})
    return punt, gevolg


@transaction.atomic
def verwijder_punt(*, punt: Agendapunt, by: Actor, versie: int | None = None) -> Gevolg:
    """Take an item off the agenda, with all that stands under it. It stays in the versions and can come back.

    A text that refers to it says from then on that it is gone. Raises as `begin` does, or ValidationError when
    somebody is still writing at it.
    """
    bewerking = begin(dossier=punt.dossier, by=by, versie=versie, deel=structuur)
    wortel = bewerking.boom
    knoop = zoek(wortel, bewerking.punt(punt.pk).pk)
    weg = {een.sleutel for een in knoop}
    if len(weg) == len(bewerking.punten):
        raise ValidationError("Dit is alles wat er op de agenda staat. Voeg eerst een ander hoofdstuk toe.")
    titels = {een.nummer: een.titel for een in bewerking.punten if een.pk in weg}
    nummer = bewerking.punt(punt.pk).nummer
    for boven in wortel:
        boven.kinderen = [kind for kind in boven.kinderen if kind.sleutel != punt.pk]
    for een in bewerking.punten:
        if een.pk in weg:
            leg_stand_vast(een)
    verwijder_punten(bewerking.rij, weg)
    blijft = [een for een in bewerking.punten if een.pk not in weg]
    gevolg = volg_de_boom(bewerking.rij, blijft, wortel, weg=titels)
    houd_teksten_bij(bewerking, gevolg.punten, reden=ANDERE_NUMMERS)
    erbij = f" met {len(weg) - 1} onderliggend" if len(weg) > 1 else ""
    sluit_af(bewerking, reden=f"agendapunt {nummer}{erbij} verwijderd", details={"weg": titels})
    return gevolg


def toets_kop(kop: Kop) -> None:
    """Raises ValidationError, with the field, when the head of an item is not right."""
    fouten = {}
    if not kop.titel.strip():
        fouten["titel"] = "Vul een titel in."
    elif len(kop.titel) > LANGSTE_TITEL:
        fouten["titel"] = f"De titel is te lang: hoogstens {LANGSTE_TITEL} tekens."
    if kop.eind and not kop.begin:
        fouten["begin"] = "Vul ook in wanneer het punt begint."
    elif kop.eind and kop.begin and kop.eind <= kop.begin:
        fouten["eind"] = "Het einde ligt niet na het begin. Kies een latere tijd."
    if fouten:
        raise ValidationError(fouten)


def _werk_regel_bij(bewerking: Bewerking, punt: Agendapunt, oud: Kop) -> None:
    """The row of the agenda follows the item in what it had the same; what was written there by hand stays."""
    for regel in bewerking.rij.agenda.filter(nummer=punt.nummer):
        was, wordt = (
            regel_van(nummer=punt.nummer, titel=kop.titel, wie=kop.wie, begin=kop.begin) for kop in (oud, kop_van(punt))
        )
        anders = [naam for naam in ("titel", "wie", "tijd") if getattr(regel, naam) == getattr(was, naam)]
        for naam in anders:
            setattr(regel, naam, getattr(wordt, naam))
        regel.save(update_fields=anders)


def _toets_penhouder(penhouder: User | None, rij: DossierRij) -> None:
    if penhouder is not None and not (penhouder.is_active and mag_dossier_schrijven(penhouder, rij.overleg)):
        raise ValidationError({"penhouder": f"{penhouder} mag in dit dossier niet schrijven. Kies iemand anders."})


def _velden(kop: Kop, *, soort: Agendasoort) -> dict[str, object]:
    return {
        "titel": kop.titel.strip(),
        "soort": soort.value,
        "wie": list(kop.wie),
        "begin": kop.begin,
        "eind": kop.eind,
        "versie": kop.versie,
        "penhouder": kop.penhouder,
        "aanleveren_voor": kop.aanleveren_voor,
    }


def _verschil(punt: Agendapunt, kop: Kop) -> list[str]:
    """What changes, in words without the content."""
    paren = (
        ("titel", punt.titel, kop.titel.strip()),
        ("soort", punt.soort, kop.soort.value),
        ("wie", list(punt.wie), list(kop.wie)),
        ("tijd", (punt.begin, punt.eind), (kop.begin, kop.eind)),
        ("versielabel", punt.versie, kop.versie),
        ("penhouder", punt.penhouder_id, kop.penhouder.pk if kop.penhouder else None),
        ("aanleverdatum", punt.aanleveren_voor, kop.aanleveren_voor),
    )
    return [naam for naam, oud, nieuw in paren if oud != nieuw]
