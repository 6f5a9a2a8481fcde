"""From the deadline phrases in a text to the rows and the deadline of an agreement, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from accounts.actoren import Actor
from agreements.models import Afspraak, Overleg, Ronde, Termijn, Termijnwijziging
from agreements.models.dagen import einde_van
from agreements.models.ondertekend import handtekening
from agreements.services.toen import bewaar_termijnen
from agreements.termijnen import GevondenTermijn, vind_termijnen
from agreements.termijnen.vaag import kijkt_terug

#: The first and last day of an overleg, by its name; None where it has no date yet.
Overlegdata = Mapping[str, tuple[date | None, date | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnstand:
    """The deadline of an agreement: its days, the phrase that decides it, and whether it is one without a last day."""

    van: date | None = None
    tot: date | None = None
    frase: str = ""
    niet_te_dateren: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """What a change of the deadline is recorded with."""

    aanleiding: Termijnwijziging.Aanleiding
    by: Actor
    reden: str = ""
    akkoord: str = ""
    overleg_naam: str = ""
    overleg: Ronde | None = None
    op: datetime | None = None


def overlegdata() -> dict[str, tuple[date | None, date | None]]:
    """The days of every known overleg by name, for phrases that hang on one. Two queries.

    A ronde is named "BO Leefomgeving 2024"; the overleg of one landsdeel, where its day is known, "BO Leefomgeving
    Oost 2024".
    """
    data = {naam: (van, tot) for naam, van, tot in Ronde.objects.values_list("naam", "gehouden_van", "gehouden_tot")}
    for overleg in Overleg.objects.filter(datum__isnull=False, landsdeel__isnull=False).select_related(
        "ronde", "landsdeel"
    ):
        data[landsdeelnaam(overleg)] = (overleg.datum, overleg.datum)
    return data


def landsdeelnaam(overleg: Overleg) -> str:
    """How a phrase names the overleg of one landsdeel. Note: reads overleg.ronde and overleg.landsdeel."""
    return f"{overleg.ronde.get_soort_display()} {overleg.landsdeel} {overleg.ronde.jaar}"


def lees_termijnen(
    tekst: str, subpunten: Iterable[str] = (), *, overlegdatum: date | None, overleggen: Overlegdata
) -> list[GevondenTermijn]:
    """All time phrases of a text block and its subpunten, in the order in which they are written."""
    return [
        gevonden
        for deel in (tekst, *subpunten)
        for gevonden in vind_termijnen(deel, overlegdatum=overlegdatum, overleggen=overleggen)
    ]


def zet_termijnen(*, afspraak: Afspraak, overleg: Overleg, overleggen: Overlegdata, door: Actor | None = None) -> None:
    """Read the phrases out of the text of the agreement and replace those that nobody confirmed.

    What was decided since stays; what somebody confirmed stays while its words stand in the text.

    Runs in the caller's transaction, on behalf of a service that writes the history. Sets the deadline of the
    agreement as well (see `werk_termijn_bij`). `door` is who gave the agreement another text, for the history of its
    deadline; without it this is the first reading, which is where that history begins.
    """
    subpunten = [] if afspraak.tekstblok is None or afspraak.deel else afspraak.tekstblok.subpunten
    tekst = "\n".join([afspraak.tekst, *subpunten])
    uit_tekst = afspraak.termijnen.exclude(herkomst=Termijn.Herkomst.INGEVOERD)
    bevestigd = uit_tekst.filter(herkomst=Termijn.Herkomst.BEVESTIGD)
    if any(een.frase in tekst for een in bevestigd.order_by("volgorde")):
        return
    was, stap = Termijnstand(), None
    if door:
        was, op = termijnstand(afspraak), bewaar_termijnen(afspraken=[afspraak])
        reden = "De officiële tekst is gewijzigd en opnieuw gelezen."
        stap = Stap(aanleiding=Termijnwijziging.Aanleiding.TEKST, by=door, reden=reden, op=op)
    uit_tekst.delete()
    gevonden = lees_termijnen(afspraak.tekst, subpunten, overlegdatum=overleg.peildatum, overleggen=overleggen)
    rondes = {ronde.naam: ronde for ronde in Ronde.objects.filter(naam__in=[g.overleg for g in gevonden if g.overleg])}
    Termijn.objects.bulk_create(
        Termijn(
            afspraak=afspraak,
            volgorde=volgorde,
            frase=een.frase[:200],
            soort=een.soort,
            van=een.van,
            tot=een.tot,
            overleg_naam=een.overleg or "",
            overleg=rondes.get(een.overleg or ""),
            is_termijn=een.termijn,
        )
        for volgorde, een in enumerate(gevonden)
    )
    werk_termijn_bij(afspraak=afspraak, was=was, stap=stap)


def termijnstand(afspraak: Afspraak) -> Termijnstand:
    """The deadline that an agreement has now, with its phrase. One query, none when its rows were prefetched."""
    return Termijnstand(
        van=afspraak.termijn_van,
        tot=afspraak.termijn_tot,
        frase=stand_van(afspraak.termijnen.all()).frase,
        niet_te_dateren=afspraak.niet_te_dateren,
    )


def stand_van(termijnen: Iterable[Termijn]) -> Termijnstand:
    """The deadline that follows from these rows: what was decided, else the latest last day among the phrases.

    An agreement with several phrases holds several moments; it is over tijd when the last of them has passed. Where no
    phrase has a last day, the first that names something to come says that the deadline is not to be dated.
    """
    rijen = sorted(termijnen, key=lambda een: een.volgorde)
    geldend = [een for een in rijen if een.is_besloten] or rijen
    met_einde = [(een.tot, plaats) for plaats, een in enumerate(geldend) if een.is_termijn and een.tot is not None]
    if met_einde:
        laatste = geldend[max(met_einde)[1]]
        return Termijnstand(van=laatste.van, tot=laatste.tot, frase=laatste.frase)
    open_ = next((een for een in geldend if is_zonder_einde(een)), None)
    return Termijnstand(frase=open_.frase, niet_te_dateren=True) if open_ else Termijnstand()


def is_zonder_einde(termijn: Termijn) -> bool:
    """Whether something is to be done but no last day can be given: vague, conditional, or open."""
    if termijn.tot is not None or termijn.soort == Termijn.GEEN:
        return False
    return termijn.is_termijn or (termijn.soort == "vaag" and not kijkt_terug(termijn.frase))


def werk_termijn_bij(
    *, afspraak: Afspraak, was: Termijnstand, stap: Stap | None, altijd: bool = False
) -> Termijnwijziging | None:
    """Give the agreement the deadline of its rows, and write the history row when that is another one.

    In the transaction of a service that holds a lock on the agreement. `was` is the deadline before its rows were
    changed; without `stap` there is nothing to tell (the first reading). `altijd`: also when nothing changed, for what
    somebody confirmed.
    """
    wordt = stand_van(afspraak.termijnen.order_by("volgorde"))
    afspraak.termijn_van, afspraak.termijn_tot = wordt.van, wordt.tot
    afspraak.niet_te_dateren = wordt.niet_te_dateren
    afspraak.save(update_fields=["termijn_van", "termijn_tot", "niet_te_dateren"])
    if stap is None or (was == wordt and not altijd):
        return None
    wijziging = termijnstap(afspraak=afspraak, nummer=termijnversie(afspraak) + 1, was=was, wordt=wordt, stap=stap)
    wijziging.full_clean(validate_unique=False)
    wijziging.save(force_insert=True)
    return wijziging


def termijnstap(
    *, afspraak: Afspraak, nummer: int, was: Termijnstand, wordt: Termijnstand, stap: Stap
) -> Termijnwijziging:
    """The history row of a change, not saved yet."""
    return Termijnwijziging(
        afspraak=afspraak,
        nummer=nummer,
        aanleiding=stap.aanleiding,
        akkoord=stap.akkoord,
        frase_oud=was.frase,
        van_oud=was.van,
        tot_oud=was.tot,
        frase_nieuw=wordt.frase,
        van_nieuw=wordt.van,
        tot_nieuw=wordt.tot,
        overleg_naam=stap.overleg_naam,
        overleg=stap.overleg,
        reden=stap.reden,
        **handtekening(stap.by, stap.op),
    )


def termijnversie(afspraak: Afspraak) -> int:
    """The number of the last change of the deadline: what a form remembers. Costs one query."""
    laatste: int | None = Termijnwijziging.objects.filter(afspraak=afspraak).aggregate(laatste=Max("nummer"))["laatste"]
    return laatste or 0


def eerste_termijn(afspraak: Afspraak, stappen: Sequence[Termijnwijziging] | None = None) -> Termijnstand | None:
    """The deadline that the agreement had first; None while it never changed (by then, for a row of a past day).

    One query, none when its whole history is at hand (`stappen`). As visible as the agreement itself: why it moved,
    and who agreed, is in the history.
    """
    if stappen is None:
        stappen = list(Termijnwijziging.objects.filter(afspraak=afspraak, nummer=1))
    if afspraak.dag is not None:
        stappen = [stap for stap in stappen if stap.op < einde_van(afspraak.dag)]
    eerste = next((stap for stap in stappen if stap.nummer == 1), None)
    if eerste is None:
        return None
    return Termijnstand(van=eerste.van_oud, tot=eerste.tot_oud, frase=eerste.frase_oud)


def termijn_op(afspraak: Afspraak, dag: date) -> tuple[date | None, date | None]:
    """The first and last day of the deadline as it stood at the end of a past day (Europe/Amsterdam). One query.

    For many agreements at once there is `AfspraakQuerySet.met_termijn_op`, by the same rule: what the first change
    after that day found, or else what there is now.
    """
    erna = Termijnwijziging.objects.filter(afspraak=afspraak, op__gte=einde_van(dag)).order_by("nummer").first()
    if erna is None:
        return afspraak.termijn_van, afspraak.termijn_tot
    return erna.van_oud, erna.tot_oud
