"""How far the check of a text is: what every party last said of every agreement, and whether that still counts.

An answer is about one text, by its checksum. When the text changes, an earlier "akkoord" no longer counts and the party
is asked again; an objection stays open until it was decided on or its party took it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from agreements.models import Afspraak, Afstemming, Afstemmingspartij, Bezwaarbesluit, Reactie
from agreements.services.afstemmingen.tekst import als_veld, tekst_van
from agreements.services.zittingen.tekst import Besluittekst


class Stand(StrEnum):
    """Where one party stands on one agreement, as people read it."""

    AKKOORD = "akkoord"
    BEZWAAR = "bezwaar"
    AFGEWEZEN = "bezwaar niet overgenomen"
    OVERGENOMEN = "bezwaar overgenomen"
    OPNIEUW = "opnieuw gevraagd"
    STIL = "nog niet gereageerd"

    @property
    def wacht_op_antwoord(self) -> bool:
        return self in (Stand.OPNIEUW, Stand.STIL)


@dataclass(frozen=True, slots=True)
class Cel:
    """One party and one agreement; `reactie` is its last answer."""

    partij: Afstemmingspartij
    afspraak: Afspraak
    stand: Stand
    reactie: Reactie | None = None

    @property
    def nummer(self) -> int:
        """The number of the last answer: what a form remembers to notice that a colleague was first."""
        return self.reactie.nummer if self.reactie else 0


@dataclass(frozen=True, slots=True)
class Regel:
    """One agreement with what each party said of it, in the order of the parties."""

    afspraak: Afspraak
    tekst: Besluittekst
    cellen: list[Cel]

    @property
    def bezwaren(self) -> list[Cel]:
        """The objections, also those that were decided on."""
        return [cel for cel in self.cellen if cel.reactie and cel.reactie.oordeel == Reactie.Oordeel.BEZWAAR]

    @property
    def telling(self) -> list[tuple[str, int]]:
        """How many parties stand where, for one line of text; what is nil is left out."""
        aantal = Counter(cel.stand for cel in self.cellen)
        return [(stand.value, aantal[stand]) for stand in Stand if aantal[stand]]

    def van(self, partij: Afstemmingspartij) -> Cel:
        return next(cel for cel in self.cellen if cel.partij.pk == partij.pk)


@dataclass(frozen=True, slots=True)
class Partijstand:
    """One party with how many agreements stand where."""

    partij: Afstemmingspartij
    cellen: list[Cel]
    aantal: Counter[Stand] = field(default_factory=Counter)

    @property
    def akkoord(self) -> int:
        return self.aantal[Stand.AKKOORD]

    @property
    def bezwaar(self) -> int:
        return self.aantal[Stand.BEZWAAR]

    @property
    def afgehandeld(self) -> int:
        return self.aantal[Stand.AFGEWEZEN] + self.aantal[Stand.OVERGENOMEN]

    @property
    def open(self) -> list[Cel]:
        """What still waits for an answer of this party."""
        return [cel for cel in self.cellen if cel.stand.wacht_op_antwoord]


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The whole of one afstemming."""

    afstemming: Afstemming
    regels: list[Regel]
    partijen: list[Partijstand]

    @property
    def open_bezwaren(self) -> list[Cel]:
        return [cel for regel in self.regels for cel in regel.cellen if cel.stand == Stand.BEZWAAR]

    @property
    def stil(self) -> list[Partijstand]:
        """The parties that have not answered everything."""
        return [een for een in self.partijen if een.open]

    @property
    def met_bezwaar(self) -> list[Regel]:
        return [regel for regel in self.regels if regel.bezwaren]

    def van(self, partij: Afstemmingspartij) -> Partijstand:
        return next(een for een in self.partijen if een.partij.pk == partij.pk)

    def regel(self, afspraak: Afspraak) -> Regel | None:
        return next((regel for regel in self.regels if regel.afspraak.pk == afspraak.pk), None)


def afspraken_van(overleggen: Iterable[int]) -> Sequence[Afspraak]:
    """What is asked about: every text block of the list, in its order. One query."""
    return list(
        Afspraak.objects.filter(overleg__in=list(overleggen), deel="", tekstblok__uit_lijst_op=None)
        .exclude(tekstblok=None)
        .select_related("tekstblok__blok__rubriek", "overleg")
        .lijstvolgorde()
    )


def lees_stand(afstemming: Afstemming) -> Overzicht:
    """How far one afstemming is. Four queries."""
    (een,) = lees_standen([afstemming])
    return een


def lees_standen(afstemmingen: Sequence[Afstemming], *, tekstblok: int | None = None) -> list[Overzicht]:
    """The same for several together, or for one text block only. Four queries, however many there are."""
    sleutels = [een.pk for een in afstemmingen]
    partijen = list(
        Afstemmingspartij.objects.filter(afstemming__in=sleutels)
        .prefetch_related("leden")
        .order_by("-zijde", "naam", "pk")
    )
    afspraken = afspraken_van(een.overleg_id for een in afstemmingen)
    reacties = Reactie.objects.filter(partij__afstemming__in=sleutels).select_related("bezwaarbesluit")
    if tekstblok is not None:
        afspraken = [een for een in afspraken if een.tekstblok_id == tekstblok]
        reacties = reacties.filter(afspraak__tekstblok=tekstblok)
    laatste = {(een.partij_id, een.afspraak_id): een for een in reacties.order_by("nummer")}
    return [_overzicht(een, partijen, afspraken, laatste) for een in afstemmingen]


def _overzicht(
    afstemming: Afstemming,
    alle_partijen: Sequence[Afstemmingspartij],
    afspraken: Sequence[Afspraak],
    laatste: dict[tuple[int, int], Reactie],
) -> Overzicht:
    partijen = [een for een in alle_partijen if een.afstemming_id == afstemming.pk]
    regels = []
    for afspraak in afspraken:
        if afspraak.overleg_id != afstemming.overleg_id:
            continue
        tekst = tekst_van(afspraak)
        sha256 = tekst.sha256
        cellen = []
        for partij in partijen:
            reactie = laatste.get((partij.pk, afspraak.pk))
            stand = _stand(reactie, tekst, sha256)
            cellen.append(Cel(partij=partij, afspraak=afspraak, stand=stand, reactie=reactie))
        regels.append(Regel(afspraak=afspraak, tekst=tekst, cellen=cellen))
    per_partij = []
    for plaats, partij in enumerate(partijen):
        eigen = [regel.cellen[plaats] for regel in regels]
        per_partij.append(Partijstand(partij=partij, cellen=eigen, aantal=Counter(cel.stand for cel in eigen)))
    return Overzicht(afstemming=afstemming, regels=regels, partijen=per_partij)


def _stand(reactie: Reactie | None, tekst: Besluittekst, sha256: str) -> Stand:
    if reactie is None:
        return Stand.STIL
    if reactie.oordeel == Reactie.Oordeel.AKKOORD:
        return Stand.AKKOORD if reactie.tekst_sha256 == sha256 else Stand.OPNIEUW
    besluit = getattr(reactie, "bezwaarbesluit", None)
    if besluit is None:
        return Stand.BEZWAAR
    if besluit.uitkomst == Bezwaarbesluit.Uitkomst.AFGEWEZEN and reactie.tekst_sha256 == sha256:
        return Stand.AFGEWEZEN
    if besluit.uitkomst == Bezwaarbesluit.Uitkomst.OVERGENOMEN and besluit.tekst_wordt == als_veld(tekst):
        return Stand.OVERGENOMEN
    return Stand.OPNIEUW


def dagen_over(afstemming: Afstemming, vandaag: date) -> int:
    """How many days there are to answer; 0 is today, below 0 the date has passed."""
    return (afstemming.uiterlijk - vandaag).days
