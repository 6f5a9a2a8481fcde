"""The line over the years: everything that hangs together with an agreement, as one reader may see it.

An agreement is tied to others by `Verband` and by the successor that a status change names; with what came of it
(an overleg, an agendapunt, a version of an instrument, a besluit) by `Verband`, and with an agendapunt also by where
that comes from. What somebody may not see is as if it were not there: a line is walked over visible links only, so that
nothing behind a hidden agreement shows. The number of queries is the same for a line of two and of two hundred.

A past day has the line of then, but for the agendapunten that came of an agreement: since when was not kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, F, OuterRef

from agreements.models import Afspraak, Agendapunt, Overleg, Ronde, Status, Statuswijziging, Verband
from agreements.models.dagen import einde_van
from agreements.models.toen import overlegdagen_op
from agreements.peildatum import met_dag

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: More agreements than this are not gathered for one page; no real line comes near it.
GROOTSTE_LIJN = 2000

#: How many letters of a name fit where there is little room.
KORTST = 13

#: What a link says of the agreement that stands before it, by the kind; and the same read from its other end.
OPGEVOLGD, OPGEVOLGD_DOOR = "opvolger van", "opgevolgd door"


@dataclass(frozen=True, slots=True)
class Band:
    """One link as it is read from one of its ends: "vervolg op" and then the other end."""

    zin: str
    naam: str
    url: str
    #: Only for who sees the execution of one of its agreements.
    toelichting: str = ""


@dataclass(slots=True)
class Punt:
    """One end of a link in a line: an agreement, an overleg, an agendapunt, an instrument or a besluit."""

    sleutel: str
    soort: str
    naam: str
    url: str
    jaar: int
    dag: date | None
    wanneer: str
    tekst: str = ""
    bron: str = ""
    afspraak: Afspraak | None = None
    overleg_ronde: Any = None
    korte_naam: str = ""
    banden: list[Band] = field(default_factory=list)

    @property
    def kort(self) -> str:
        """Its name where there is little room: of a code what the year and the kind leave."""
        if self.afspraak is not None:
            return self.naam.split("-", 2)[-1]
        naam = self.korte_naam or self.naam
        return naam if len(naam) <= KORTST else f"{naam[: KORTST - 1]}…"

    @property
    def volgorde(self) -> tuple[Any, ...]:
        """Where it stands in time: its day, or else after all days of its year; agreements before what came of them."""
        return (self.jaar, self.dag or date.max, self.soort != "afspraak", self.naam)


@dataclass(frozen=True, slots=True)
class Boog:
    """A link between two ends, from the earlier to the later."""

    eerder: str
    later: str
    soort: str


@dataclass(slots=True)
class Lijn:
    """The ends that hang together, in order of time, and what ties them."""

    punten: list[Punt]
    bogen: list[Boog]

    @property
    def jaren(self) -> list[int]:
        return sorted({punt.jaar for punt in self.punten})

    @property
    def afspraken(self) -> list[Afspraak]:
        return [punt.afspraak for punt in self.punten if punt.afspraak is not None]

    @property
    def rondes(self) -> list[Any]:
        """The rondes of the agendapunten in it, whose dossiers are internal."""
        return [punt.overleg_ronde for punt in self.punten if punt.soort == "agendapunt"]


def lijn_van(afspraak: Afspraak, user: User | AnonymousUser) -> Lijn | None:
    """The whole line that this agreement is part of, None when nothing that this user may see is tied to it.

    For a row of a past day (`op_peildatum`) the line of then.
    """
    sleutels = _samenhang(Afspraak.objects.filter(pk=afspraak.pk), afspraak.dag)
    lijnen = _lees(sleutels, user, afspraak.dag).lijnen([afspraak.pk]) if sleutels else []
    return lijnen[0] if lijnen else None


def lees_lijnen(begin: Any, user: User | AnonymousUser) -> list[Lijn]:
    """Every line that an agreement of this queryset is part of, as this user sees it; the newest first. Six queries.

    `begin` may hold agreements that the user does not see: they are left out. Of a past day when `begin` is.
    """
    sleutels = _samenhang(begin, begin.dag)
    if not sleutels:
        return []
    begonnen = begin.filter(pk__in=sleutels).order_by("pk").values_list("pk", flat=True)
    return _lees(sleutels, user, begin.dag).lijnen(begonnen)


def is_verteld(verband: Verband, van: Any) -> bool:
    """Whether the reader of `van` heard of this link by then: by what it was carried out is told with its status.

    `van` is a row of a past day; the rule of now is that of `VerbandQuerySet.visible_to`.
    """
    if van.zicht_live or verband.soort != Verband.Soort.UITGEVOERD:
        return True
    return van.zicht_status_op is not None and van.zicht_status_op >= verband.created_at


def _lees(sleutels: list[int], user: User | AnonymousUser, dag: date | None) -> _Bouwer:
    """Among these agreements, all that this user may see and what ties them. Four queries, of a past day too."""
    verbanden = list(
        Verband.objects.visible_to(user)
        .actief(dag)
        .filter(van__in=sleutels)
        .select_related(
            "naar_ronde",
            "naar_punt__dossier__overleg__ronde",
            "naar_punt__dossier__overleg__landsdeel",
            "naar_instrument__instrument",
            "naar_instrument__gebied",
            "naar_instrument__provincie",
            "naar_instrument__landsdeel",
        )
        .order_by("pk")
    )
    afspraken = {
        een.pk: een
        for een in Afspraak.objects.gezien_door(user, dag)
        .filter(pk__in=sleutels)
        .select_related("overleg__ronde", "overleg__landsdeel", "tekstblok")
        .order_by("pk")
    }
    stappen = [
        stap
        for stap in Statuswijziging.objects.opvolgingen(dag).filter(afspraak__in=sleutels).order_by("pk")
        if stap.afspraak_id in afspraken
        and stap.opvolger_id in afspraken
        and _hoort_van_opvolging(afspraken[stap.afspraak_id], stap)
    ]
    herkomsten = [] if dag else _herkomsten(sleutels, user)
    bouwer = _Bouwer(afspraken, overlegdagen_op(einde_van(dag)) if dag else {})
    for verband in verbanden:
        if dag is None or (verband.van_id in afspraken and is_verteld(verband, afspraken[verband.van_id])):
            bouwer.leg(verband)
    for stap in stappen:
        bouwer.volg_op(stap)
    for punt in herkomsten:
        bouwer.agendeer(punt.herkomst, punt)
    return bouwer


def _herkomsten(sleutels: list[int], user: User | AnonymousUser) -> list[Any]:
    """The agendapunten that came of these agreements, each with the key of that agreement as `herkomst`."""
    return list(
        Agendapunt.objects.visible_to(user)
        .filter(herkomsten__in=sleutels)
        .annotate(herkomst=F("herkomsten"))
        .filter(herkomst__in=sleutels)
        .select_related("dossier__overleg__ronde", "dossier__overleg__landsdeel")
        .order_by("pk")
    )


def _hoort_van_opvolging(afspraak: Afspraak, stap: Any) -> bool:
    """Whether the reader is told that it was opgevolgd: live, or since it was published."""
    if afspraak.zicht_live:
        return True
    verteld = afspraak.zicht_status == Status.OPGEVOLGD and afspraak.zicht_status_op is not None
    return verteld and afspraak.zicht_status_op >= stap.op


def _samenhang(begin: Any, dag: date | None) -> list[int]:
    """The keys of all agreements that are tied to these, seen or not: where to look, never what to show. One query.

    Those that nothing is tied to are left out. For a past day also by links that have ended since.
    """
    hier = OuterRef("pk")
    verbanden = Verband.objects.all() if dag else Verband.objects.actief()
    verbonden = begin.filter(
        Exists(verbanden.filter(van=hier))
        | Exists(verbanden.filter(naar=hier))
        | Exists(Statuswijziging.objects.filter(afspraak=hier, opvolger__isnull=False))
        | Exists(Statuswijziging.objects.filter(opvolger=hier))
        | Exists(Agendapunt.herkomsten.through.objects.filter(afspraak=hier))
    )
    sql, params = verbonden.order_by().values("id").query.sql_with_params()
    einde = "TRUE" if dag else "NOT EXISTS (SELECT 1 FROM agreements_verbandeinde e WHERE e.verband_id = v.id)"
    vraag = f"""
        WITH RECURSIVE samen(id) AS (
            SELECT eerste.id FROM ({sql}) AS eerste
            UNION
            SELECT band.b FROM samen JOIN (
                SELECT v.van_id AS a, v.naar_id AS b FROM agreements_verband v WHERE v.naar_id IS NOT NULL AND {einde}
                UNION ALL
                SELECT v.naar_id, v.van_id FROM agreements_verband v WHERE v.naar_id IS NOT NULL AND {einde}
                UNION ALL
                SELECT s.afspraak_id, s.opvolger_id FROM agreements_statuswijziging s WHERE s.opvolger_id IS NOT NULL
                UNION ALL
                SELECT s.opvolger_id, s.afspraak_id FROM agreements_statuswijziging s WHERE s.opvolger_id IS NOT NULL
            ) AS band ON band.a = samen.id
        )
        SELECT id FROM samen LIMIT {GROOTSTE_LIJN}
    """  # noqa: S608 - made of our own names; the values are parameters
    with connection.cursor() as cursor:
        cursor.execute(vraag, params)
        return [rij[0] for rij in cursor.fetchall()]


class _Bouwer:
    """Gathers the ends and the links between them, and takes them apart into lines."""

    def __init__(
        self, afspraken: dict[int, Afspraak], dagen: dict[tuple[int, int | None], tuple[str, date | None]]
    ) -> None:
        self.afspraken, self.dagen = afspraken, dagen
        self.punten: dict[str, Punt] = {}
        self.bogen: dict[tuple[str, str], Boog] = {}

    def leg(self, verband: Verband) -> None:
        van = self._afspraak(verband.van_id)
        if van is None:
            return
        if verband.naar_id is not None:
            naar = self._afspraak(verband.naar_id)
            if naar is None:
                return
            heen = verband.get_soort_display()
            terug = Verband.OMGEKEERD[Verband.Soort(verband.soort)]
            eerder, later = (van, naar) if verband.soort == Verband.Soort.SAMENGEVOEGD else (naar, van)
            intern = van.afspraak is not None and naar.afspraak is not None
            intern = intern and (van.afspraak.zicht_live or naar.afspraak.zicht_live)  # type: ignore[union-attr]
            uitleg = verband.toelichting if intern else ""
            van.banden.append(Band(heen, naar.naam, naar.url, uitleg))
            naar.banden.append(Band(terug, van.naam, van.url))
            self._boog(eerder, later, verband.soort)
            return
        if verband.naar_punt_id is not None:
            if verband.naar_punt is not None:
                self.agendeer(verband.van_id, verband.naar_punt, verband.toelichting)
            return
        if verband.naar_ronde_id is not None:
            ander = self._overleg(verband)
        else:
            ander = self._instrument(verband) if verband.naar_instrument_id is not None else self._besluit(verband)
        live = van.afspraak is not None and van.afspraak.zicht_live
        self._tot(van, ander, verband.get_soort_display(), verband.soort, verband.toelichting if live else "")

    def volg_op(self, stap: Any) -> None:
        """The successor that the status names, unless a link between the two says it already."""
        eerder, later = self._afspraak(stap.afspraak_id), self._afspraak(stap.opvolger_id)
        if eerder is None or later is None:
            return
        if (eerder.sleutel, later.sleutel) in self.bogen:
            return
        later.banden.append(Band(OPGEVOLGD, eerder.naam, eerder.url))
        eerder.banden.append(Band(OPGEVOLGD_DOOR, later.naam, later.url))
        self._boog(eerder, later, "opgevolgd")

    def agendeer(self, sleutel: int, rij: Agendapunt, toelichting: str = "") -> None:
        van = self._afspraak(sleutel)
        if van is None or (van.sleutel, f"agendapunt-{rij.pk}") in self.bogen:
            return
        overleg = rij.dossier.overleg
        ander = self._punt(
            sleutel=f"agendapunt-{rij.pk}",
            soort="agendapunt",
            naam=f"agendapunt {rij.nummer}",
            korte_naam=rij.nummer,
            url=f"{overleg.get_absolute_url()}#punt-{rij.nummer}",
            tekst=rij.titel,
            bron=str(overleg),
            overleg_ronde=overleg.ronde,
            **self._tijd(overleg.ronde, overleg),
        )
        self._tot(van, ander, Verband.Soort.GEAGENDEERD.label, Verband.Soort.GEAGENDEERD, toelichting)

    def lijnen(self, begin: Iterable[int]) -> list[Lijn]:
        """The connected parts that hold one of these agreements; the one that reaches the furthest first."""
        buren: dict[str, set[str]] = {}
        for boog in self.bogen.values():
            buren.setdefault(boog.eerder, set()).add(boog.later)
            buren.setdefault(boog.later, set()).add(boog.eerder)
        gezien: set[str] = set()
        uit = []
        for sleutel in (f"afspraak-{pk}" for pk in begin):
            if sleutel in gezien or sleutel not in buren:
                continue
            rand, deel = deque([sleutel]), {sleutel}
            while rand:
                nieuw = buren[rand.popleft()] - deel
                # Two agreements that came on the agenda of the same overleg have nothing to do with one another.
                deel |= nieuw
                rand.extend(een for een in nieuw if een.startswith("afspraak-"))
            gezien |= {een for een in deel if een.startswith("afspraak-")}
            punten = sorted((self.punten[een] for een in deel), key=lambda punt: punt.volgorde)
            bogen = [boog for boog in self.bogen.values() if boog.eerder in deel and boog.later in deel]
            uit.append(Lijn(punten, bogen))
        return sorted(uit, key=lambda lijn: (-lijn.jaren[-1], -len(lijn.jaren), lijn.punten[0].naam))

    def _afspraak(self, pk: int) -> Punt | None:
        afspraak = self.afspraken.get(pk)
        if afspraak is None:
            return None
        overleg = afspraak.overleg
        return self._punt(
            sleutel=f"afspraak-{pk}",
            soort="afspraak",
            naam=afspraak.code,
            url=met_dag(afspraak.get_absolute_url(), afspraak.dag),
            tekst=afspraak.tekst,
            bron=str(overleg.ronde),
            afspraak=afspraak,
            **self._tijd(overleg.ronde, overleg),
        )

    def _overleg(self, verband: Verband) -> Punt:
        ronde = verband.naar_ronde
        assert ronde is not None  # noqa: S101 - the caller looked
        # One end per agreement: that two agreements go to the same overleg does not tie them.
        return self._punt(
            sleutel=f"overleg-{ronde.pk}-{verband.van_id}",
            soort="overleg",
            naam=ronde.naam,
            url=ronde.get_absolute_url() if ronde.soort != "overig" else "",
            **self._tijd(ronde),
        )

    def _instrument(self, verband: Verband) -> Punt:
        """A version stands in the year of the overleg that it came from: the line tells what led to it."""
        versie, ronde = verband.naar_instrument, self.afspraken[verband.van_id].overleg.ronde
        assert versie is not None  # noqa: S101 - the caller looked
        return self._punt(
            sleutel=f"instrument-{versie.pk}-{verband.van_id}",
            soort="instrument",
            naam=str(versie),
            url=versie.get_absolute_url(),
            korte_naam=f"{versie.instrument.kort} {versie.label}".strip(),
            jaar=ronde.jaar,
            dag=None,
            wanneer="",
        )

    def _besluit(self, verband: Verband) -> Punt:
        dag = verband.besluit_op
        return self._punt(
            sleutel=f"besluit-{verband.pk}",
            soort="besluit",
            naam="besluit",
            korte_naam=verband.besluit_kamerstuk or (str(dag.year) if dag else "besluit"),
            url=verband.besluit_url,
            jaar=(dag or verband.created_at).year,
            dag=dag,
            wanneer="",
            tekst=verband.besluit,
            bron=verband.besluit_kamerstuk,
        )

    def _punt(self, **velden: Any) -> Punt:
        return self.punten.setdefault(velden["sleutel"], Punt(**velden))

    def _tot(self, van: Punt, ander: Punt, zin: str, soort: str, toelichting: str) -> None:
        """What came of an agreement: read from the agreement only."""
        naam = f"{ander.bron}, {ander.naam}" if ander.soort == "agendapunt" else ander.naam
        van.banden.append(Band(zin, naam if ander.soort != "besluit" else ander.tekst, ander.url, toelichting))
        ander.banden.append(Band("van", van.naam, van.url))
        self._boog(van, ander, soort)

    def _boog(self, eerder: Punt, later: Punt, soort: str) -> None:
        self.bogen.setdefault((eerder.sleutel, later.sleutel), Boog(eerder.sleutel, later.sleutel, soort))

    def _tijd(self, ronde: Ronde, overleg: Overleg | None = None) -> dict[str, Any]:
        """Year and day of an overleg, and what is known of when it is held while there is no day."""
        gepland, dag = self.dagen.get((ronde.pk, None), (ronde.gepland, ronde.gehouden_van))
        if overleg is not None:
            _, eigen = self.dagen.get((ronde.pk, overleg.pk), ("", overleg.datum))
            dag = eigen or dag
        return {"jaar": ronde.jaar, "dag": dag, "wanneer": "" if dag else gepland}
