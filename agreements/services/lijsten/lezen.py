"""Taking a list out of the database, as it stands, with what one reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from agreements.lijst import (
    LOSSE_ALINEA,
    Blok,
    Landsdeellijst,
    Lijst,
    Partijregel,
    Rubriek,
    Statusregel,
    Tekstblok,
    Termijnfrase,
)
from agreements.models import Afspraak, Betrokkenheid, Overleg, Ronde, Status, Statuswijziging
from agreements.models import Blok as BlokRij
from agreements.models import Rubriek as RubriekRij
from agreements.models import Tekstblok as TekstblokRij
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.bronnen import heeft, ligt_in
from agreements.models.embargo import uitgestelde_tekstblokken, zit_aan_tafel
from agreements.models.overleg import OverlegQuerySet
from agreements.services.keuze import Keuze
from regions.models import Organisatie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: In this order the actors of an agreement are named.
_ROLLEN: tuple[str, ...] = (
    Betrokkenheid.Rol.TREKKER,
    Betrokkenheid.Rol.OPDRACHTGEVER,
    Betrokkenheid.Rol.FINANCIER,
    Betrokkenheid.Rol.BETROKKEN,
)
_ZIJDEN: dict[str, str] = {Organisatie.Zijde.RIJK: "Rijk", Organisatie.Zijde.REGIO: "regio"}


def lijst_uit_database(ronde: Ronde, *, user: User | AnonymousUser | None, keuze: Keuze | None = None) -> Lijst:
    """The list of a ronde as it stands, in its own order, with only what `user` may see.

    `user` None is the operator at the command line, who sees all. Of a text block that became public before its list
    the headings come along under which it stands, and nothing else. `keuze` narrows the list, with the headings and
    lead-ins of what remains, and adds the joint status (as of the end of its peildatum, default now) and the actors.
    Deadlines are always there; changes since an edition are not added here. Six queries, whatever the length, and
    one more for the statuses and two for the actors.
    """
    tekstblokken = TekstblokRij.objects.filter(uit_lijst_op=None)
    overleggen = Overleg.objects.filter(ronde=ronde)
    if user is not None:
        tekstblokken = tekstblokken.visible_to(user)
        eerder = Afspraak.objects.filter(tekstblok__isnull=False).visible_to(user).order_by().values("overleg")
        overleggen = overleggen.filter(Q(pk__in=overleggen.visible_to(user).values("pk")) | Q(pk__in=eerder))
    return _lees(ronde, overleggen=overleggen, tekstblokken=tekstblokken, user=user, keuze=keuze or Keuze())


def lijst_voor_publicatie(ronde: Ronde, *, op: datetime | None = None) -> Lijst:
    """The list as everybody sees it once the letter has been sent: without what becomes public later than `op`."""
    tekstblokken = TekstblokRij.objects.filter(uit_lijst_op=None).exclude(pk__in=uitgestelde_tekstblokken(op))
    overleggen = Overleg.objects.filter(ronde=ronde)
    return _lees(ronde, overleggen=overleggen, tekstblokken=tekstblokken, user=None, keuze=Keuze())


def _lees(
    ronde: Ronde,
    *,
    overleggen: OverlegQuerySet,
    tekstblokken: QuerySet[TekstblokRij],
    user: User | AnonymousUser | None,
    keuze: Keuze,
) -> Lijst:
    heeft_tekst = Exists(TekstblokRij.objects.filter(blok=OuterRef("pk"), uit_lijst_op=None))
    ziet_lijst = user is None
    if keuze.is_selectie:
        tekstblokken = tekstblokken.filter(pk__in=_gekozen(ronde, keuze).values("tekstblok"))
    delen = []
    for overleg in (
        overleggen.select_related("landsdeel", "ronde")
        .order_by("volgorde", "pk")
        .prefetch_related(
            Prefetch("rubrieken", RubriekRij.objects.select_related("gebied").order_by("volgorde")),
            Prefetch(
                "rubrieken__blokken",
                BlokRij.objects.filter(uit_lijst_op=None)
                .annotate(heeft_tekst=heeft_tekst)
                .select_related("provincie")
                .order_by("volgorde"),
            ),
            Prefetch("rubrieken__blokken__tekstblokken", tekstblokken.order_by("volgorde")),
            Prefetch("rubrieken__blokken__tekstblokken__afspraken", _afspraken(keuze, user)),
        )
    ):
        if keuze.landsdelen and overleg.landsdeel_slug not in keuze.landsdelen:
            continue
        ziet_overleg = user is None or overleg.ronde.is_openbaar or zit_aan_tafel(user, overleg)
        ziet_lijst = ziet_lijst or ziet_overleg
        lezer = _Lezer(keuze=keuze, peildatum=overleg.peildatum, ziet_overleg=ziet_overleg)
        rubrieken = tuple(lezer.rubriek(rubriek) for rubriek in overleg.rubrieken.all())
        rubrieken = tuple(rubriek for rubriek in rubrieken if rubriek.blokken)
        if rubrieken:
            delen.append(Landsdeellijst(landsdeel=overleg.landsdeel_slug, kop=overleg.kop, rubrieken=rubrieken))
    return Lijst(
        soort=ronde.soort,
        jaar=ronde.jaar,
        titel=(ziet_lijst and ronde.lijst_titel) or standaardtitel(ronde),
        landsdelen=tuple(delen),
    )


def gekozen_codes(ronde: Ronde, keuze: Keuze) -> set[str]:
    """The codes of the text blocks of a ronde that a selection keeps, those that left the list included. One query."""
    return set(_gekozen(ronde, keuze).values_list("tekstblok__code", flat=True))


def _gekozen(ronde: Ronde, keuze: Keuze) -> AfspraakQuerySet:
    """The agreements that a selection is about; a text block is kept when one agreement in it is among them.

    An agreement belongs to a provincie as it does everywhere: by itself, or because one of its gebieden lies there.
    With a peildatum as it was classified then, so that the list and a page of that day choose the same.
    """
    dag = keuze.peildatum
    afspraken = Afspraak.objects.filter(overleg__ronde=ronde, tekstblok__isnull=False).order_by()
    if slugs := keuze.provincies:
        afspraken = afspraken.filter(ligt_in(dag, slug__in=slugs))
    if slugs := keuze.gebieden:
        afspraken = afspraken.filter(heeft("gebieden", dag, gebied__slug__in=slugs))
    if slugs := keuze.themas:
        afspraken = afspraken.filter(heeft("themas", dag, thema__slug__in=slugs))
    return afspraken


def standaardtitel(ronde: Ronde) -> str:
    return f"Afsprakenlijst {ronde.naam}"


def _afspraken(keuze: Keuze, user: User | AnonymousUser | None) -> AfspraakQuerySet:
    afspraken = Afspraak.objects.order_by("deel", "pk").prefetch_related("termijnen")
    if keuze.met_status:
        tot = keuze.peildatum or timezone.localdate()
        stappen = Statuswijziging.objects.filter(zijde=Statuswijziging.Zijde.GEZAMENLIJK, op__date__lte=tot)
        if user is not None:
            stappen = stappen.visible_to(user)
        afspraken = afspraken.met_live_status() if user is None else afspraken.met_zicht(user)
        afspraken = afspraken.prefetch_related(
            Prefetch("statuswijzigingen", stappen.order_by("nummer"), to_attr="stappen")
        )
    if keuze.met_partijen:
        afspraken = afspraken.prefetch_related(
            Prefetch(
                "betrokkenheden",
                Betrokkenheid.objects.select_related("organisatie").order_by("organisatie__naam", "pk"),
            ),
            "betrokkenheden__organisatie__namen",
        )
    return afspraken


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lezer:
    """Makes the list of one overleg out of its rows, which have all been fetched.

    Who does not see the overleg itself (`ziet_overleg`) sees single text blocks of it, and the headings above those.
    """

    keuze: Keuze
    peildatum: date | None
    ziet_overleg: bool

    def rubriek(self, rij: RubriekRij) -> Rubriek:
        rijen = list(rij.blokken.all())
        blokken = tuple(self._blok(blok) for blok in rijen)
        blijft = [bool(blok.tekstblokken) or self._blijft_leeg(rij) for blok, rij in zip(blokken, rijen, strict=True)]
        return Rubriek(
            nummer=rij.nummer,
            titel=rij.titel,
            gebied=rij.gebied.slug if rij.gebied else None,
            blokken=blokken if all(blijft) else _kortste(blokken, blijft),
        )

    def _blijft_leeg(self, blok: BlokRij) -> bool:
        """Whether a blok without a text block to show is one that never had any: a heading with its lead-in."""
        heeft_tekst: bool = blok.heeft_tekst  # type: ignore[attr-defined]  # annotate()
        return not heeft_tekst and self.ziet_overleg and not self.keuze.is_selectie

    def _blok(self, rij: BlokRij) -> Blok:
        return Blok(
            provincie=rij.provincie.slug if rij.provincie else None,
            provincie_kop=rij.provincie_kop or None,
            onderwerp=rij.onderwerp or None,
            inleiding=rij.inleiding or None,
            tekstblokken=tuple(self._tekstblok(tekstblok) for tekstblok in rij.tekstblokken.all()),
        )

    def _tekstblok(self, rij: TekstblokRij) -> Tekstblok:
        afspraken = list(rij.afspraken.all())
        hoofd = next((afspraak for afspraak in afspraken if not afspraak.deel), None)
        if rij.vorm == TekstblokRij.Vorm.LOSSE_ALINEA:
            soort = LOSSE_ALINEA
        else:
            soort = hoofd.soort if hoofd else Afspraak.Soort.AFSPRAAK.value
        return Tekstblok(
            code=rij.code,
            soort=soort,
            teken=rij.teken or None,
            tekst=rij.tekst,
            subpunten=tuple(rij.subpunten),
            termijnen=tuple(
                Termijnfrase(
                    frase=termijn.frase,
                    soort=termijn.soort,
                    van=termijn.van,
                    tot=termijn.tot,
                    overleg=termijn.overleg_naam or None,
                )
                for termijn in (hoofd.termijnen.all() if hoofd else ())
                if termijn.is_termijn and not termijn.is_besloten
            ),
            statussen=tuple(_statusregels(afspraken, self.keuze)) if self.keuze.met_status else (),
            partijen=self._partijen(afspraken) if self.keuze.met_partijen else (),
        )

    def _partijen(self, afspraken: Iterable[Afspraak]) -> tuple[Partijregel, ...]:
        """Who owes what, each once, under the name that the organisation had when the overleg was held."""
        regels: dict[Partijregel, int] = {}
        for afspraak in afspraken:
            for een in afspraak.betrokkenheden.all():
                organisatie = een.organisatie
                naam = organisatie.naam_op(self.peildatum) if self.peildatum else organisatie.naam
                zijde = _ZIJDEN.get(organisatie.zijde, "")
                regels[Partijregel(naam=naam, rol=een.get_rol_display(), zijde=zijde)] = _ROLLEN.index(een.rol)
        return tuple(sorted(regels, key=lambda regel: (regels[regel], regel.naam)))


def _kortste(blokken: tuple[Blok, ...], blijft: Sequence[bool]) -> tuple[Blok, ...]:
    """The blokken that stay.

    A provincie is printed above the first blok of it only; when that one falls away, its heading stands above the
    next one that is left.
    """
    uit: list[Blok] = []
    kop: tuple[str | None, str | None] = (None, None)
    for blok, bewaren in zip(blokken, blijft, strict=True):
        if blok.provincie_kop:
            kop = (blok.provincie, blok.provincie_kop)
        elif blok.provincie != kop[0]:
            kop = (None, None)
        if not bewaren:
            continue
        if kop[1] and not blok.provincie_kop and not _staat_erboven(uit, kop):
            blok = replace(blok, provincie_kop=kop[1])
        uit.append(blok)
    return tuple(uit)


def _staat_erboven(blokken: list[Blok], kop: tuple[str | None, str | None]) -> bool:
    """Whether the heading of a provincie is printed already, with nothing of another provincie after it."""
    for blok in reversed(blokken):
        if blok.provincie != kop[0]:
            return False
        if blok.provincie_kop:
            return blok.provincie_kop == kop[1]
    return False


def _statusregels(afspraken: Iterable[Afspraak], keuze: Keuze) -> Iterable[Statusregel]:
    """The status of each on the peildatum; for who may not see the history, what had been published by then."""
    tot = keuze.peildatum or timezone.localdate()
    for afspraak in afspraken:
        if not afspraak.is_gevolgd:
            continue
        if not afspraak.zicht_live:
            op = afspraak.zicht_status_op
            if op is None or timezone.localdate(op) <= tot:
                yield Statusregel(
                    code=afspraak.code,
                    label=str(Status(afspraak.zicht_status).label),
                    sinds=timezone.localdate(op) if op else None,
                )
            continue
        stappen: list[Statuswijziging] = afspraak.stappen  # type: ignore[attr-defined]  # Prefetch(to_attr)
        if not stappen:
            continue
        laatste = stappen[-1]
        yield Statusregel(
            code=afspraak.code,
            label=laatste.get_naar_display(),
            sinds=timezone.localdate(laatste.op) if laatste.nummer > 1 else None,
            toelichting=laatste.toelichting,
        )
