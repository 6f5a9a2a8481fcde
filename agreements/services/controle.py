"""Proving that every status history is complete and in order; reads only, and changes nothing.

The database refuses to change or delete a history row. This check asks whether that held: after a restore, after
somebody worked in the database by hand, or because a beheerder wants to be sure. It compares what is written down
in two places (steps, agreement, audit log, checksums); words that stand in one place only, it cannot vouch for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import SuspiciousFileOperation
from django.db import connection
from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Auditregel
from agreements.lijst import LANDELIJK
from agreements.models import (
    Afspraak,
    Besluitregel,
    Bewijsstuk,
    Dossier,
    Dossierversie,
    Status,
    Statuspublicatie,
    Statuswijziging,
    Uitgave,
)
from agreements.models.afspraak import NIET_VASTGESTELD
from agreements.models.status import bewijs_opslag
from agreements.services.puntversies import controleer_puntversies
from agreements.services.uitgaven import controleer_uitgaven
from agreements.services.zittingen import controleer_zittingen
from agreements.uitbreiding import CONTROLES, Controle
from bolapp.append_only import triggers_missing

#: Rows fetched at a time, and bytes of a document; together the memory that the check needs.
STAPEL = 2000
HAP = 1 << 20

GEZAMENLIJK = Statuswijziging.Zijde.GEZAMENLIJK
_AAN_ZIJDE = {
    Statuswijziging.Zijde.RIJK.value: "aan de kant van het Rijk: ",
    Statuswijziging.Zijde.REGIO.value: "aan de kant van de regio: ",
}


class Gebreksoort(StrEnum):
    """What can be wrong with a history; another room has kinds of its own (see `agreements.uitbreiding.Controle`)."""

    BEGIN = "begin"
    NUMMERING = "nummering"
    AANSLUITING = "aansluiting"
    TIJDSTIP = "tijdstip"
    STAND = "stand"
    OPVOLGER = "opvolger"
    VERWEESD = "verweesd"
    LOGBOEK = "logboek"
    PUBLICATIE = "publicatie"
    DOCUMENT = "document"
    UITGAVE = "uitgave"
    DOSSIER = "dossier"
    ZITTING = "zitting"
    BESCHERMING = "bescherming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebrek:
    """One thing that is wrong: `waar` is the code of the agreement, or the table when a guard is missing."""

    soort: str
    waar: str
    melding: str

    def __str__(self) -> str:
        return f"{self.waar}: {self.melding}"


class _Rij(NamedTuple):
    """An agreement beside one of its steps; without any step the second half is None."""

    code: str
    soort: str
    besluit: str
    status: str
    status_op: datetime | None
    zijde: str | None
    nummer: int
    van: str
    naar: str
    op: datetime
    opvolger: int | None


def controleer_geschiedenis(*, voortgang: Callable[[str], None] = lambda tekst: None) -> list[Gebrek]:
    """All defects in the status histories, the frozen editions, the versions of dossiers, the meetings, and in what
    other rooms keep, if any.

    At most twenty-one queries, whatever the size, of which the longest are read as a stream: the memory does not grow
    with the number of agreements. Each query sees one moment, so a status that is changed meanwhile is no false alarm.
    `voortgang` is told in Dutch which part is done.
    """
    delen: tuple[tuple[str, Callable[[], Iterable[Gebrek]]], ...] = (
        ("De stappen zijn nagelopen.", _gebreken_in_stappen),
        ("De afspraken bij de stappen zijn nagelopen.", _verweesde_stappen),
        ("Het logboek is nagelopen.", _stappen_uit_het_logboek),
        ("Wat het publiek is verteld, is nagelopen.", _verteld),
        ("De documenten zijn nagelopen.", _documenten),
        ("De uitgaven zijn nagelopen.", _uitgaven),
        ("De versies van dossiers zijn nagelopen.", _dossiers),
        ("De besluiten van de overleggen zijn nagelopen.", _zittingen),
        *((f"De {controle.naam} zijn nagelopen.", partial(_van_elders, controle)) for controle in CONTROLES),
        ("De bescherming is nagelopen.", _bescherming),
    )
    gebreken: list[Gebrek] = []
    for klaar, zoek in delen:
        gebreken += zoek()
        voortgang(klaar)
    return gebreken


def omvang() -> dict[str, int]:
    """What there is to check: agreements, steps, documents, editions, versions of dossiers, decisions, and what other
    rooms keep. Six queries, and one for each of those."""
    return {
        "afspraken": Afspraak.objects.count(),
        "stappen": Statuswijziging.objects.count(),
        "documenten": Bewijsstuk.objects.exclude(bestand="").count(),
        "uitgaven": Uitgave.objects.count(),
        "dossierversies": Dossierversie.objects.count(),
        "besluiten": Besluitregel.objects.count(),
        **{controle.naam: controle.tel() for controle in CONTROLES},
    }


def _gebreken_in_stappen() -> Iterator[Gebrek]:
    """One query: every agreement with its steps, so that status and history are of the same moment."""
    stap = "statuswijzigingen__"
    rijen = (
        Afspraak.objects.order_by("code", f"{stap}zijde", f"{stap}nummer")
        .values_list(
            "code",
            "soort",
            "besluit",
            "status",
            "status_op",
            *(f"{stap}{veld}" for veld in ("zijde", "nummer", "van", "naar", "op", "opvolger")),
        )
        .iterator(chunk_size=STAPEL)
    )
    for code, groep in groupby((_Rij(*rij) for rij in rijen), key=lambda rij: rij.code):
        for soort, melding in _gebreken_van_afspraak(groep):
            yield Gebrek(soort=soort, waar=code, melding=melding)


def _gebreken_van_afspraak(rijen: Iterable[_Rij]) -> Iterator[tuple[Gebreksoort, str]]:
    laatste: dict[str, _Rij] = {}
    is_gevolgd = False
    for rij in rijen:
        is_gevolgd = rij.soort != Afspraak.Soort.CONTEXT and rij.besluit not in NIET_VASTGESTELD
        if rij.zijde is not None:
            aanhef = _AAN_ZIJDE.get(rij.zijde, "")
            for soort, melding in _gebreken_van_stap(laatste.get(rij.zijde), rij):
                yield soort, aanhef + melding
            laatste[rij.zijde] = rij
    if GEZAMENLIJK in laatste:
        yield from _gebreken_in_stand(laatste[GEZAMENLIJK])
    elif is_gevolgd:
        yield (
            Gebreksoort.BEGIN,
            "de afspraak wordt gevolgd, maar haar gezamenlijke geschiedenis is leeg.",
        )


def _gebreken_van_stap(vorige: _Rij | None, rij: _Rij) -> Iterator[tuple[Gebreksoort, str]]:
    if vorige is None:
        if rij.nummer != 1:
            yield Gebreksoort.NUMMERING, f"de geschiedenis begint bij stap {rij.nummer} in plaats van bij stap 1."
        elif rij.van:
            yield Gebreksoort.BEGIN, f"stap 1 gaat uit van {_label(rij.van)}, maar daarvoor was er nog niets."
    else:
        if rij.nummer != vorige.nummer + 1:
            yield Gebreksoort.NUMMERING, f"na stap {vorige.nummer} komt stap {rij.nummer}."
        if rij.van != vorige.naar:
            yield (
                Gebreksoort.AANSLUITING,
                f"stap {rij.nummer} gaat uit van {_label(rij.van)}, maar de vorige eindigt op {_label(vorige.naar)}.",
            )
        if rij.op < vorige.op:
            yield (
                Gebreksoort.TIJDSTIP,
                f"stap {rij.nummer} ({_moment(rij.op)}) is eerder dan stap {vorige.nummer} ({_moment(vorige.op)}).",
            )
    if rij.naar == Status.OPGEVOLGD and rij.opvolger is None:
        yield Gebreksoort.OPVOLGER, f"stap {rij.nummer} noemt niet welke afspraak deze opvolgt."
    elif rij.naar != Status.OPGEVOLGD and rij.opvolger is not None:
        yield Gebreksoort.OPVOLGER, f"stap {rij.nummer} noemt een opvolger, maar eindigt op {_label(rij.naar)}."


def _gebreken_in_stand(laatste: _Rij) -> Iterator[tuple[Gebreksoort, str]]:
    """Whether the agreement itself says what its last joint step says."""
    if laatste.status != laatste.naar:
        yield (
            Gebreksoort.STAND,
            f"de afspraak staat op {_label(laatste.status)}, maar haar laatste stap eindigt op {_label(laatste.naar)}.",
        )
    if laatste.status_op != laatste.op:
        yield (
            Gebreksoort.STAND,
            f"de afspraak noemt als moment {_moment(laatste.status_op)}, maar haar laatste stap {_moment(laatste.op)}.",
        )


def _verweesde_stappen() -> Iterator[Gebrek]:
    """Steps of agreements that are no longer there; only somebody who got round the foreign keys can make them."""
    wees = Statuswijziging.objects.filter(~Exists(Afspraak.objects.filter(pk=OuterRef("afspraak_id"))))
    for afspraak, nummer in wees.order_by("afspraak_id", "nummer").values_list("afspraak_id", "nummer").iterator():
        yield Gebrek(
            soort=Gebreksoort.VERWEESD,
            waar=f"afspraak met sleutel {afspraak}",
            melding=f"stap {nummer} hoort bij een afspraak die niet meer bestaat.",
        )


def _stappen_uit_het_logboek() -> Iterator[Gebrek]:
    """Every change that the audit log tells of must still be in the history, the last step included."""
    stap = Statuswijziging.objects.filter(
        zijde=GEZAMENLIJK,
        afspraak__code=OuterRef("object_sleutel"),
        nummer=OuterRef("nummer"),
        naar=OuterRef("naar"),
    )
    regels = (
        Auditregel.objects.filter(actie="status gewijzigd", object_soort="afspraak", resultaat="gelukt")
        .annotate(
            nummer=Cast(KeyTextTransform("nummer", "details"), IntegerField()),
            naar=KeyTextTransform("naar", "details"),
        )
        .filter(~Exists(stap))
    )
    for code, nummer, naar, op in (
        regels.order_by("object_sleutel", "pk").values_list("object_sleutel", "nummer", "naar", "op").iterator()
    ):
        yield Gebrek(
            soort=Gebreksoort.LOGBOEK,
            waar=code,
            melding=f"volgens het logboek van {_moment(op)} ging stap {nummer} naar {_label(naar)}, maar zo staat die "
            "stap niet in de geschiedenis.",
        )


def _verteld() -> Iterator[Gebrek]:
    """What the public was last told of a status stands on the agreement as well; a past day is told from the rows."""
    laatste = Statuspublicatie.objects.filter(afspraak=OuterRef("pk")).order_by("-op", "-pk")
    anders = (
        Afspraak.objects.annotate(
            verteld=Subquery(laatste.values("status")[:1]), sinds=Subquery(laatste.values("op")[:1])
        )
        .filter(
            Q(sinds=None, gepubliceerde_status_op__isnull=False)
            | Q(sinds__isnull=False, gepubliceerde_status_op=None)
            | Q(sinds__isnull=False) & ~Q(gepubliceerde_status=F("verteld"), gepubliceerde_status_op=F("sinds"))
        )
        .order_by("code")
        .values_list("code", "gepubliceerde_status", "gepubliceerde_status_op", "verteld", "sinds")
    )
    for code, status, op, verteld, sinds in anders.iterator(chunk_size=STAPEL):
        volgens = f"{_label(verteld)} op {_moment(sinds)}" if verteld else "niets"
        yield Gebrek(
            soort=Gebreksoort.PUBLICATIE,
            waar=code,
            melding=f"als verteld aan het publiek staat er {_label(status)} op {_moment(op)}, maar volgens de "
            f"publicaties is dat {volgens}.",
        )


def _documenten() -> Iterator[Gebrek]:
    """Every uploaded document is still there and still the same; reads each of them once."""
    stukken = (
        Bewijsstuk.objects.exclude(bestand="")
        .order_by("wijziging__afspraak__code", "wijziging__nummer", "pk")
        .values_list("wijziging__afspraak__code", "wijziging__nummer", "naam", "bestand", "sha256")
        .iterator(chunk_size=STAPEL)
    )
    for code, nummer, naam, pad, sha256 in stukken:
        melding = _gebrek_van_document(pad, sha256)
        if melding:
            yield Gebrek(
                soort=Gebreksoort.DOCUMENT, waar=code, melding=f"het document “{naam}” bij stap {nummer} {melding}"
            )


def _gebrek_van_document(pad: str, sha256: str) -> str:
    if not sha256:
        return "heeft geen controlegetal, dus is niet na te gaan of het nog hetzelfde is."
    som = hashlib.sha256()
    try:
        with bewijs_opslag().open(pad) as bestand:
            while deel := bestand.read(HAP):
                som.update(deel)
    except FileNotFoundError:
        return "ontbreekt."
    except (OSError, SuspiciousFileOperation):
        return "is niet te lezen."
    return "" if som.hexdigest() == sha256 else "is niet meer hetzelfde als toen het werd toegevoegd."


def _uitgaven() -> Iterator[Gebrek]:
    """Every frozen edition is still there, to the byte."""
    for gebrek in controleer_uitgaven():
        yield Gebrek(soort=Gebreksoort.UITGAVE, waar=f"uitgave {gebrek.waar}", melding=gebrek.melding)


def _dossiers() -> Iterator[Gebrek]:
    """Every version of a dossier and of its items is still what was kept, and none is missing before the last. Two
    queries."""
    rijen = (
        Dossier.objects.order_by("overleg", "versies__nummer")
        .values_list(
            *("overleg__ronde__soort", "overleg__ronde__jaar", "overleg__landsdeel__slug"),
            *("versies__nummer", "versies__inhoud", "versies__sha256"),
        )
        .iterator(chunk_size=10)
    )
    for plaats, versies in groupby(rijen, key=lambda rij: rij[:3]):
        waar = f"dossier {'-'.join(str(deel or LANDELIJK) for deel in plaats)}"
        for verwacht, (*_, nummer, inhoud, som) in enumerate(versies, start=1):
            if nummer is None:
                yield Gebrek(soort=Gebreksoort.DOSSIER, waar=waar, melding="er is geen enkele versie bewaard.")
                break
            if nummer != verwacht:
                melding = f"versie {verwacht} ontbreekt; de volgende die er is, is versie {nummer}."
                yield Gebrek(soort=Gebreksoort.DOSSIER, waar=waar, melding=melding)
                break
            if hashlib.sha256(inhoud.encode()).hexdigest() != som:
                melding = f"de inhoud van versie {nummer} is niet meer wat is geladen."
                yield Gebrek(soort=Gebreksoort.DOSSIER, waar=waar, melding=melding)
    for plaats_van_punt, melding in controleer_puntversies():
        yield Gebrek(soort=Gebreksoort.DOSSIER, waar=f"dossier {plaats_van_punt}", melding=melding)


def _zittingen() -> Iterator[Gebrek]:
    """What every overleg decided is still what was recorded, and stands in its list to the letter."""
    for gebrek in controleer_zittingen():
        yield Gebrek(soort=Gebreksoort.ZITTING, waar=f"overleg {gebrek.waar}", melding=gebrek.melding)


def _van_elders(controle: Controle) -> Iterator[Gebrek]:
    """What another room froze is still what it was."""
    for sleutel, melding in controle.zoek():
        yield Gebrek(soort=controle.soort, waar=f"{controle.waar} {sleutel}", melding=melding)


def _bescherming() -> Iterator[Gebrek]:
    for tabel in triggers_missing(connection):
        yield Gebrek(
            soort=Gebreksoort.BESCHERMING,
            waar=f"tabel {tabel}",
            melding="de database staat toe dat regels worden gewijzigd of verwijderd, want een trigger ontbreekt. Zet "
            "een goede reservekopie terug of leg de bescherming opnieuw aan.",
        )


def _label(status: str) -> str:
    if not status:
        return "geen status"
    return f"“{Status(status).label if status in Status.values else status}”"


def _moment(op: datetime | None) -> str:
    return date_format(timezone.localtime(op), "j F Y, H.i.s") if op else "onbekend moment"
