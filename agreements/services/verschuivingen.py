"""When an overleg is moved, every deadline that hangs on it moves, with the shift in the history of each agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import Auditregel
from agreements.datums import datumtekst
from agreements.models import Afspraak, Overleg, Ronde, Termijn, Termijnwijziging
from agreements.rechten import eis, mag_overleg_verplaatsen
from agreements.services.termijnen import Stap, Termijnstand, landsdeelnaam, stand_van, termijnstap
from agreements.services.toen import Overlegdagen, bewaar_dagen, bewaar_termijnen
from agreements.termijnen import GeenTermijn, duid

Dagen = tuple[date | None, date | None]
_ONBEKEND: Dagen = (None, None)
ACTIE = "data van overleg gewijzigd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlegstand:
    """When every overleg is, at one moment: by name, and per overleg the day from which relative phrases count.

    `ronde_van` leads from a name with a landsdeel in it to the name of its ronde; `data` has the same days by key, with
    how a ronde is planned, for what is kept of them.
    """

    dagen: Mapping[str, Dagen]
    peildata: Mapping[int, date | None]
    ronde_van: Mapping[str, str]
    data: Overlegdagen

    def verschil(self, na: Overlegstand) -> tuple[set[str], set[int]]:
        """The names whose days differ, and the overleggen (pk) from which is counted otherwise."""
        namen = {
            naam
            for naam in {*self.dagen, *na.dagen}
            if self.dagen.get(naam, _ONBEKEND) != na.dagen.get(naam, _ONBEKEND)
        }
        return namen, {pk for pk in self.peildata if self.peildata[pk] != na.peildata.get(pk)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuwedagen:
    """What somebody gives a ronde: when it was planned, its days, and the day of each overleg (by pk)."""

    gepland: str
    van: date | None
    tot: date | None
    overleggen: Mapping[int, date | None] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Schuif:
    """One agreement that moves along: its phrases with their new days, and its deadline before and after."""

    afspraak: Afspraak
    overleg_naam: str
    rijen: list[tuple[Termijn, Dagen]]
    was: Termijnstand
    wordt: Termijnstand

    @property
    def frasen(self) -> list[str]:
        return [rij.frase for rij, _ in self.rijen]

    @property
    def is_verplaatst(self) -> bool:
        """Whether the deadline of the agreement itself becomes another one; a later phrase can decide it."""
        return (self.was.van, self.was.tot) != (self.wordt.van, self.wordt.tot)


def overlegstand() -> Overlegstand:
    """When every overleg is now. Two queries."""
    rondes = list(Ronde.objects.order_by("pk"))
    per_pk = {ronde.pk: ronde for ronde in rondes}
    overleggen = list(Overleg.objects.select_related("landsdeel").order_by("pk"))
    for overleg in overleggen:
        overleg.ronde = per_pk[overleg.ronde_id]
    return _stand(rondes, overleggen)


def _stand(rondes: Iterable[Ronde], overleggen: Iterable[Overleg]) -> Overlegstand:
    dagen: dict[str, Dagen] = {ronde.naam: (ronde.gehouden_van, ronde.gehouden_tot) for ronde in rondes}
    ronde_van = {naam: naam for naam in dagen}
    data: dict[tuple[int, int | None], tuple[str, date | None, date | None]] = {
        (ronde.pk, None): (ronde.gepland, ronde.gehouden_van, ronde.gehouden_tot) for ronde in rondes
    }
    peildata = {}
    for overleg in overleggen:
        peildata[overleg.pk] = overleg.peildatum
        data[overleg.ronde_id, overleg.pk] = ("", overleg.datum, overleg.datum)
        if overleg.landsdeel is not None:
            naam = landsdeelnaam(overleg)
            dagen[naam] = (overleg.datum, overleg.datum)
            ronde_van[naam] = overleg.ronde.naam
    return Overlegstand(dagen=dagen, peildata=peildata, ronde_van=ronde_van, data=data)


def versie_van(ronde: Ronde) -> str:
    """What a form remembers of the days of a ronde, to notice that somebody was first. One query."""
    datums = ronde.overleggen.order_by("pk").values_list("pk", "datum")
    delen = [ronde.gepland, ronde.gehouden_van, ronde.gehouden_tot, *(f"{pk}:{datum}" for pk, datum in datums)]
    return "|".join(map(str, delen))


def voorspel(*, ronde: Ronde, nieuw: Nieuwedagen, by: Actor) -> list[Schuif]:
    """Which agreements would move along, without writing anything. Raises as `verplaats_ronde` does."""
    eis(mag_overleg_verplaatsen(by))
    _keur(ronde, nieuw)
    return bereken(overlegstand(), _stand_met(ronde, nieuw))


@transaction.atomic
def verplaats_ronde(
    *,
    ronde: Ronde,
    nieuw: Nieuwedagen,
    reden: str,
    by: Actor,
    versie: str | None = None,
    op: datetime | None = None,
) -> list[Schuif]:
    """Give a ronde and its overleggen other days; what hangs on them moves along, each with its history row.

    `versie` is what `versie_van` said when the user began; `op` is for data that tells of the past. Raises
    PermissionDenied, or ValidationError with a Dutch sentence: nothing changed, days the wrong way round or an overleg
    outside them, no reason, somebody was first.
    """
    eis(mag_overleg_verplaatsen(by))
    ronde = Ronde.objects.select_for_update().get(pk=ronde.pk)
    if versie is not None and versie != versie_van(ronde):
        raise ValidationError(_wie_was_eerder(ronde))
    _keur(ronde, nieuw)
    if not reden.strip():
        raise ValidationError({"reden": "Geef de reden. Zij komt in de geschiedenis van elke afspraak die opschuift."})
    voor = overlegstand()
    was = _als_details(ronde)
    ronde.gepland, ronde.gehouden_van, ronde.gehouden_tot = nieuw.gepland, nieuw.van, nieuw.tot
    ronde.save(update_fields=["gepland", "gehouden_van", "gehouden_tot"])
    for overleg in ronde.overleggen.filter(pk__in=nieuw.overleggen).order_by("pk"):
        overleg.datum = nieuw.overleggen[overleg.pk]
        overleg.save(update_fields=["datum"])
    leg_vast(
        actie=ACTIE,
        object_soort="ronde",
        object_sleutel=ronde.slug,
        by=by,
        details={"was": was, "wordt": _als_details(ronde), "reden": reden.strip()},
    )
    return schuif_mee(voor=voor, reden=reden.strip(), by=by, op=op)


def schuif_mee(*, voor: Overlegstand, reden: str, by: Actor, op: datetime | None = None) -> list[Schuif]:
    """Move what hangs on the overleggen whose days differ from those in `voor`.

    In the transaction of whoever changed them. Also a phrase that only names the meeting moves, and is tied to it from
    then on. Keeps when the overleggen were until now. Returns what moved; nothing is written when no days changed.
    """
    na = overlegstand()
    bewaar_dagen(waren=voor.data, zijn=na.data, op=op)
    namen, overleggen = voor.verschil(na)
    if not namen and not overleggen:
        return []
    pks = sorted(
        set(_kandidaten(_rondes(namen, voor, na), overleggen).order_by("pk").values_list("afspraak", flat=True))
    )
    list(Afspraak.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk").values_list("pk"))
    schuiven = bereken(voor, na)
    rondes = {ronde.naam: ronde for ronde in Ronde.objects.filter(naam__in={een.overleg_naam for een in schuiven})}
    nummers = dict(
        Termijnwijziging.objects.filter(afspraak__in=[een.afspraak.pk for een in schuiven])
        .order_by("afspraak")
        .values_list("afspraak")
        .annotate(Max("nummer"))
    )
    op = bewaar_termijnen(afspraken=[een.afspraak for een in schuiven], op=op)
    stappen = []
    for een in schuiven:
        for rij, (van, tot) in een.rijen:
            rij.van, rij.tot = van, tot
            rij.overleg = rij.overleg or rondes.get(rij.overleg_naam)
        afspraak = een.afspraak
        afspraak.termijn_van, afspraak.termijn_tot = een.wordt.van, een.wordt.tot
        afspraak.niet_te_dateren = een.wordt.niet_te_dateren
        stap = Stap(
            aanleiding=Termijnwijziging.Aanleiding.VERSCHUIVING,
            by=by,
            reden=reden,
            overleg_naam=een.overleg_naam,
            overleg=rondes.get(een.overleg_naam),
            op=op,
        )
        nummer = nummers.get(afspraak.pk, 0) + 1
        stappen.append(termijnstap(afspraak=afspraak, nummer=nummer, was=een.was, wordt=een.wordt, stap=stap))
    Termijn.objects.bulk_update(
        [rij for een in schuiven for rij, _ in een.rijen], ["van", "tot", "overleg"], batch_size=200
    )
    Afspraak.objects.bulk_update(
        [een.afspraak for een in schuiven], ["termijn_van", "termijn_tot", "niet_te_dateren"], batch_size=200
    )
    Termijnwijziging.objects.bulk_create(stappen, batch_size=200)
    return schuiven


def bereken(voor: Overlegstand, na: Overlegstand) -> list[Schuif]:
    """Which agreements move between two stands, by code, with what becomes of their deadlines. Five queries."""
    namen, overleggen = voor.verschil(na)
    if not namen and not overleggen:
        return []
    rondes = _rondes(namen, voor, na)
    rijen = list(_kandidaten(rondes, overleggen).select_related("afspraak").order_by("pk"))
    lezer = _Lezer(voor, na, rondes, _dag_van_besluit(rijen))
    anders: dict[int, dict[int, Dagen]] = {}
    for rij in rijen:
        dagen = lezer.nieuwe_dagen(rij)
        if dagen is not None:
            anders.setdefault(rij.afspraak_id, {})[rij.pk] = dagen
    afspraken = (
        Afspraak.objects.filter(pk__in=anders)
        .select_related("overleg__ronde", "overleg__landsdeel", "tekstblok")
        .prefetch_related("termijnen")
        .order_by("code")
    )
    return [_schuif(afspraak, anders[afspraak.pk], lezer) for afspraak in afspraken]


def _schuif(afspraak: Afspraak, anders: Mapping[int, Dagen], lezer: _Lezer) -> Schuif:
    alle = list(afspraak.termijnen.all())
    rijen = [(rij, anders[rij.pk]) for rij in alle if rij.pk in anders]
    frase = stand_van(alle).frase
    was = Termijnstand(
        van=afspraak.termijn_van, tot=afspraak.termijn_tot, frase=frase, niet_te_dateren=afspraak.niet_te_dateren
    )
    oud = [(rij.van, rij.tot) for rij, _ in rijen]
    for rij, (van, tot) in rijen:
        rij.van, rij.tot = van, tot
    wordt = stand_van(alle)
    for (rij, _), (van, tot) in zip(rijen, oud, strict=True):
        rij.van, rij.tot = van, tot
    return Schuif(
        afspraak=afspraak, overleg_naam=lezer.oorzaak(rij for rij, _ in rijen), rijen=rijen, was=was, wordt=wordt
    )


class _Lezer:
    """Reads phrases as they were and as they become, each once."""

    def __init__(self, voor: Overlegstand, na: Overlegstand, rondes: set[str], besloten: Mapping[int, date]) -> None:
        self.voor, self.na, self.rondes, self.besloten = voor, na, rondes, besloten
        self.gelezen: dict[tuple[str, date | None, date | None], tuple[Dagen, Dagen]] = {}

    def nieuwe_dagen(self, rij: Termijn) -> Dagen | None:
        """The days that a phrase gets; None when it stays as it is, or somebody gave it days of their own."""
        nu = (rij.van, rij.tot)
        peildata = self._peildata(rij)
        if peildata is None:
            return None
        sleutel = (rij.frase, *peildata)
        if sleutel not in self.gelezen:
            self.gelezen[sleutel] = (
                self._lees(rij.frase, self.voor, peildata[0]),
                self._lees(rij.frase, self.na, peildata[1]),
            )
        was, wordt = self.gelezen[sleutel]
        if nu != was and rij.overleg_naam in self.rondes:
            # Read in its sentence, or counted from another day: then the days are those of the meeting itself.
            was, wordt = (
                self.voor.dagen.get(rij.overleg_naam, _ONBEKEND),
                self.na.dagen.get(rij.overleg_naam, _ONBEKEND),
            )
        return wordt if nu == was != wordt else None

    def _peildata(self, rij: Termijn) -> tuple[date | None, date | None] | None:
        """From which day a phrase counted, and counts: of one in the text the overleg in which it was agreed.

        What was decided counted from the day of that decision and goes on doing so. It moves only with an overleg that
        it names; None when it names none.
        """
        if rij.is_besloten:
            dag = self.besloten.get(rij.afspraak_id)
            return (dag, dag) if rij.overleg_naam else None
        overleg = rij.afspraak.overleg_id
        return self.voor.peildata.get(overleg), self.na.peildata.get(overleg)

    def _lees(self, frase: str, stand: Overlegstand, dag: date | None) -> Dagen:
        try:
            gelezen = duid(frase, overlegdatum=dag, overleggen=stand.dagen)
        except (GeenTermijn, ValueError):
            return _ONBEKEND
        return gelezen.van, gelezen.tot

    def oorzaak(self, rijen: Iterable[Termijn]) -> str:
        """The ronde whose move this is; the one that the phrase names, where that moved."""
        namen = [rij.overleg_naam for rij in rijen]
        eigen = next((naam for naam in namen if naam in self.rondes), None)
        return eigen or next(iter(sorted(self.rondes)), "")


def _dag_van_besluit(rijen: Iterable[Termijn]) -> dict[int, date]:
    """On which day the deadline of these agreements was decided last, where it was. One query."""
    besluiten = Termijnwijziging.objects.filter(
        afspraak__in=[rij.afspraak_id for rij in rijen if rij.is_besloten],
        aanleiding=Termijnwijziging.Aanleiding.BESLUIT,
    )
    return {
        afspraak: timezone.localdate(op) for afspraak, op in besluiten.order_by("nummer").values_list("afspraak", "op")
    }


def _rondes(namen: set[str], *standen: Overlegstand) -> set[str]:
    """The rondes that these names of meetings belong to."""
    return {stand.ronde_van[naam] for naam in namen for stand in standen if naam in stand.ronde_van}


def _kandidaten(rondes: set[str], overleggen: set[int]) -> QuerySet[Termijn]:
    """The phrases that can be about these meetings: by link, by name, either/or, or counted from their day."""
    naam = Q(overleg__naam__in=rondes) | Q(overleg_naam__in=rondes) | (~Q(overleg_naam="") & Q(frase__icontains="of "))
    return Termijn.objects.filter(naam | Q(afspraak__overleg__in=overleggen))


def _stand_met(ronde: Ronde, nieuw: Nieuwedagen) -> Overlegstand:
    """The stand as it would be."""
    rondes = list(Ronde.objects.order_by("pk"))
    per_pk = {een.pk: een for een in rondes}
    per_pk[ronde.pk].gehouden_van, per_pk[ronde.pk].gehouden_tot = nieuw.van, nieuw.tot
    overleggen = list(Overleg.objects.select_related("landsdeel").order_by("pk"))
    for overleg in overleggen:
        overleg.ronde = per_pk[overleg.ronde_id]
        if overleg.pk in nieuw.overleggen:
            overleg.datum = nieuw.overleggen[overleg.pk]
    return _stand(rondes, overleggen)


def _keur(ronde: Ronde, nieuw: Nieuwedagen) -> None:
    datums = dict(ronde.overleggen.order_by("pk").values_list("pk", "datum"))
    if nieuw.van and nieuw.tot and nieuw.van > nieuw.tot:
        raise ValidationError({"tot": "De laatste dag ligt voor de eerste."})
    if vreemd := set(nieuw.overleggen) - set(datums):
        raise ValidationError(f"Niet elk overleg hoort bij deze ronde ({len(vreemd)} niet). Laad de pagina opnieuw.")
    gelijk = (nieuw.gepland, nieuw.van, nieuw.tot) == (ronde.gepland, ronde.gehouden_van, ronde.gehouden_tot)
    if gelijk and all(datums[pk] == datum for pk, datum in nieuw.overleggen.items()):
        raise ValidationError("Er is niets gewijzigd.")
    for datum in nieuw.overleggen.values():
        if datum and ((nieuw.van and datum < nieuw.van) or (nieuw.tot and datum > nieuw.tot)):
            raise ValidationError(
                "De datum van een overleg ligt buiten de dagen van de ronde. Wijzig die datum of de dagen van de ronde."
            )


def _wie_was_eerder(ronde: Ronde) -> str:
    """Who gave the ronde other days last, which and why, for somebody who was about to do so."""
    stap = Auditregel.objects.van_object("ronde", ronde.slug).filter(actie=ACTIE).last()
    wie = stap.actor_naam or stap.actor if stap else "Iemand anders"
    reden = str(stap.details.get("reden", "")) if stap else ""
    if ronde.gehouden_van and ronde.gehouden_tot:
        dagen = f"van {datumtekst(ronde.gehouden_van)} tot en met {datumtekst(ronde.gehouden_tot)}"
    else:
        dagen = ronde.gepland or "nog zonder dagen"
    return (
        f"{wie} heeft de data van {ronde} intussen gewijzigd: zij is nu {dagen}"
        f"{f' (reden: {reden})' if reden else ''}. Er is niets opgeslagen; wat u invulde staat hieronder nog."
    )


def _als_details(ronde: Ronde) -> dict[str, str | None]:
    return {
        "gepland": ronde.gepland,
        "eerste dag": ronde.gehouden_van.isoformat() if ronde.gehouden_van else None,
        "laatste dag": ronde.gehouden_tot.isoformat() if ronde.gehouden_tot else None,
    }
