"""What holds on a peildatum, worked out from what the sources say. Pure functions; the rules are those of ADR 25.

In: the places that are counted, what sources say of one of them (`Uiting`) or of all together (`Optelling`), and a day.
Out: an `Antwoord`. Nothing is guessed: what no source says is *onbekend*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

NIET, VOORBEREIDING, AANGEBODEN = "niet vastgesteld", "in voorbereiding", "aangeboden"
ONDERSCHREVEN, VASTGESTELD = "onderschreven", "vastgesteld"
ONBEKEND = "onbekend"
#: How far each stand is. What a source only calls missing is not the first step of anything.
RANG = {NIET: 0, VOORBEREIDING: 1, AANGEBODEN: 2, ONDERSCHREVEN: 3, VASTGESTELD: 4}
#: By these a source says in so many words that it was not adopted.
ONTBREEKT = (NIET, VOORBEREIDING, AANGEBODEN)


@dataclass(frozen=True, slots=True)
class Plek:
    """A place for which the instrument is made."""

    slug: str
    naam: str


@dataclass(frozen=True, slots=True)
class Bronverwijzing:
    """A source as it is cited."""

    titel: str
    plaats: str = ""
    openbaar: bool = True

    def __str__(self) -> str:
        return f"{self.titel}, {self.plaats}" if self.plaats else self.titel


@dataclass(frozen=True, slots=True)
class Uiting:
    """What one source says of one version for one place. `uit_telling`: it says so of all places at once.

    With stand *onbekend* it tells that the version was published, which is no step: not offered, and not adopted.
    """

    plek: str
    stand: str
    bron: Bronverwijzing
    van: date | None = None
    tot: date | None = None
    moment: str = ""
    handeling: str = ""
    orgaan: str = ""
    versie: str = ""
    volgnummer: int = 1
    voorzien: str = ""
    voorzien_tot: date | None = None
    tekst: str = ""
    uit_telling: bool = False


@dataclass(frozen=True, slots=True)
class Optelling:
    """What one source says of all places together: so many of so many. Without a stand it counts the places."""

    aantal: int
    bron: Bronverwijzing
    totaal: int | None = None
    stand: str = ""
    onderwerp: str = ""
    van: date | None = None
    tot: date | None = None
    moment: str = ""
    voorzien: str = ""
    voorzien_tot: date | None = None
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Regel:
    """The stand of one place. `uitleg` says in Dutch why, where no source says it of the place itself."""

    plek: Plek
    stand: str
    uiting: Uiting | None = None
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Tegenspraak:
    """Statements of sources that do not go together, each with its source; `waarover` is the place or the subject."""

    waarover: str
    uitspraken: tuple[tuple[str, Bronverwijzing], ...]


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer for one instrument. The numbers of `per_stand` and `onbekend` add up to `totaal`."""

    peildatum: date
    regels: tuple[Regel, ...]
    per_stand: dict[str, int]
    niet_vastgesteld: tuple[Plek, ...]
    onbekend: int
    tegenspraken: tuple[Tegenspraak, ...] = ()
    telling: Optelling | None = None
    buiten_telling: tuple[Regel, ...] = field(default=())

    @property
    def totaal(self) -> int:
        return len(self.regels)

    @property
    def vastgesteld(self) -> int:
        return self.per_stand.get(VASTGESTELD, 0)

    def regel_van(self, slug: str) -> Regel | None:
        """The line of a place, also of one that is not counted; None when nothing is said or expected of it."""
        return next((regel for regel in (*self.regels, *self.buiten_telling) if regel.plek.slug == slug), None)


def stand_op(
    peildatum: date,
    *,
    plekken: Sequence[Plek],
    uitingen: Iterable[Uiting],
    tellingen: Iterable[Optelling] = (),
    elders: Sequence[Plek] = (),
) -> Antwoord:
    """How far each place was on that day, how many had come so far, which had not, and what is not known.

    `plekken` are counted; of `elders` something may be said too, which is shown and not counted. The order of the
    places is kept.
    """
    gezegd = list(uitingen)
    eigen = [uiting for uiting in gezegd if uiting.stand != ONBEKEND]
    publicaties = [uiting for uiting in gezegd if uiting.stand == ONBEKEND]
    tellingen = sorted(tellingen, key=lambda telling: (telling.tot or date.max, telling.aantal))
    geteld = {plek.slug for plek in plekken}
    alle = [*eigen, *_van_elk(tellingen, plekken)]
    telling = _geldende_telling(tellingen, peildatum, len(plekken))
    ontbrak: dict[str, Uiting] = {}
    if telling is not None:
        ontbrak = _ontbrak([uiting for uiting in eigen if uiting.plek in geteld], telling)
        alle += _volgt_uit(telling, plekken, ontbrak, alle)
    regels = tuple(_regel(plek, alle, publicaties, peildatum, telling) for plek in plekken)
    elders_gezegd = [plek for plek in elders if any(uiting.plek == plek.slug for uiting in gezegd)]
    buiten = tuple(_regel(plek, eigen, publicaties, peildatum, None) for plek in elders_gezegd)

    if telling is None:
        per_stand = _tel(regels)
        niet = tuple(regel.plek for regel in regels if regel.stand not in (VASTGESTELD, ONBEKEND))
        onbekend = sum(regel.stand == ONBEKEND for regel in regels)
    else:
        sindsdien = {uiting.plek for uiting in eigen if uiting.plek in geteld and _sinds(uiting, telling, peildatum)}
        mist = [regel for regel in regels if regel.plek.slug in ontbrak and regel.stand in ONTBREEKT]
        per_stand = _tel(mist)
        # Who counts more than is left beside those that are named otherwise contradicts them; both are shown.
        per_stand[VASTGESTELD] = min(telling.aantal + len(sindsdien), len(plekken) - len(mist))
        niet = tuple(regel.plek for regel in mist)
        onbekend = max(0, len(plekken) - sum(per_stand.values()))
    return Antwoord(
        peildatum=peildatum,
        regels=regels,
        per_stand={stand: per_stand[stand] for stand in reversed(RANG) if per_stand.get(stand)},
        niet_vastgesteld=niet,
        onbekend=onbekend,
        tegenspraken=_tegenspraken(peildatum, [*plekken, *elders], eigen, tellingen, telling, plekken),
        telling=telling,
        buiten_telling=tuple(regel for regel in buiten if regel.stand != ONBEKEND or regel.uiting),
    )


# --- totals ------------------------------------------------------------------------------------------------------


def _van_elk(tellingen: Iterable[Optelling], plekken: Sequence[Plek]) -> list[Uiting]:
    """A total that is all of them says it of each."""
    return [
        _uit(telling, plek)
        for telling in tellingen
        if telling.stand and telling.aantal == telling.totaal == len(plekken)
        for plek in plekken
    ]


def _uit(telling: Optelling, plek: Plek) -> Uiting:
    return Uiting(
        plek=plek.slug,
        stand=telling.stand,
        handeling=telling.stand if telling.stand in (VASTGESTELD, ONDERSCHREVEN, AANGEBODEN) else "",
        bron=telling.bron,
        van=telling.van,
        tot=telling.tot,
        moment=telling.moment,
        voorzien=telling.voorzien,
        voorzien_tot=telling.voorzien_tot,
        tekst=telling.tekst,
        uit_telling=True,
    )


def _geldende_telling(tellingen: Sequence[Optelling], peildatum: date, totaal: int) -> Optelling | None:
    """The last total of what was adopted; one over another number of places says nothing about these."""
    gevonden = [
        telling
        for telling in tellingen
        if telling.stand == VASTGESTELD and telling.totaal == totaal and telling.tot and telling.tot <= peildatum
    ]
    return gevonden[-1] if gevonden else None


def _ontbrak(eigen: Sequence[Uiting], telling: Optelling) -> dict[str, Uiting]:
    """The places of which a source says that they were not among those counted then."""
    assert telling.tot is not None  # noqa: S101 - `_geldende_telling` chose it by that day
    had = {u.plek for u in eigen if u.stand == VASTGESTELD and u.tot and u.tot <= telling.tot}
    begin = telling.van or telling.tot
    gevonden: dict[str, Uiting] = {}
    for uiting in sorted(eigen, key=_volgorde):
        later = uiting.stand == VASTGESTELD and uiting.van is not None and uiting.van > telling.tot
        mist = uiting.stand in ONTBREEKT and uiting.tot is not None and uiting.tot >= begin
        if uiting.plek not in had and uiting.volgnummer == 1 and (later or mist):
            gevonden.setdefault(uiting.plek, uiting)
    return gevonden


def _volgt_uit(
    telling: Optelling, plekken: Sequence[Plek], ontbrak: dict[str, Uiting], alle: Sequence[Uiting]
) -> list[Uiting]:
    """Where total and names leave no doubt the others were adopted, but for who is named otherwise at that moment."""
    if telling.aantal == len(plekken) or telling.aantal + len(ontbrak) != len(plekken):
        return []
    anders = {u.plek for u in alle if not u.uit_telling and u.stand != VASTGESTELD and _overlapt(u, telling)}
    return [_uit(telling, plek) for plek in plekken if plek.slug not in ontbrak and plek.slug not in anders]


def _sinds(uiting: Uiting, telling: Optelling, peildatum: date) -> bool:
    return (
        uiting.stand == VASTGESTELD
        and uiting.volgnummer == 1
        and uiting.van is not None
        and uiting.tot is not None
        and telling.tot is not None
        and telling.tot < uiting.van
        and uiting.tot <= peildatum
    )


# --- one place ---------------------------------------------------------------------------------------------------


def _regel(
    plek: Plek, alle: Sequence[Uiting], publicaties: Sequence[Uiting], peildatum: date, telling: Optelling | None
) -> Regel:
    van_plek = [uiting for uiting in alle if uiting.plek == plek.slug]
    toen = [uiting for uiting in van_plek if uiting.tot is not None and uiting.tot <= peildatum]
    gekomen = [(_gesteund(uiting, van_plek), uiting) for uiting in toen if uiting.stand != NIET]
    bereikt = [uiting for stand, uiting in gekomen if stand == uiting.stand]
    beste = max(bereikt, key=lambda uiting: (RANG[uiting.stand], *_sleutel(uiting)), default=None)
    if beste is not None and RANG[beste.stand] > RANG[VOORBEREIDING]:
        return Regel(plek, beste.stand, beste)
    # Until here nothing was offered or adopted. The last word counts, but not beyond what it foresaw itself.
    laatste = max((uiting for uiting in toen if uiting.stand in ONTBREEKT), key=_sleutel, default=None)
    later = _later_blijkt(van_plek, peildatum)
    uitgekomen = [u for u in publicaties if u.plek == plek.slug and u.tot is not None and u.tot <= peildatum]
    publicatie = max(uitgekomen, key=_sleutel, default=None)
    if publicatie is not None and later is None and (laatste is None or _sleutel(publicatie) > _sleutel(laatste)):
        uitleg = "De bron zegt dat het stuk is gepubliceerd, en niet of het toen was aangeboden of vastgesteld."
        return Regel(plek, ONBEKEND, publicatie, uitleg)
    if laatste is not None:
        if laatste.voorzien_tot is None or laatste.voorzien_tot >= peildatum or later is not None:
            return Regel(plek, laatste.stand, laatste)
        uitleg = f"Vaststelling was voorzien: {laatste.voorzien}. Geen bron zegt of dat toen is gebeurd."
        return Regel(plek, ONBEKEND, laatste, uitleg)
    if later is not None:
        wat = "Pas later vastgesteld" if later.stand == VASTGESTELD else "Ook later nog niet vastgesteld"
        return Regel(plek, NIET, later, f"{wat}: {later.moment}.")
    onzeker = min((u for u in van_plek if u.van and u.van <= peildatum), key=_volgorde, default=None)
    if onzeker is not None:
        return Regel(plek, ONBEKEND, onzeker, f"De bron zegt alleen “{onzeker.moment}”: voor of na deze dag.")
    if telling is not None and telling.aantal:
        return Regel(plek, ONBEKEND, None, "Er is een telling, maar geen bron zegt of deze erbij hoort.")
    return Regel(plek, ONBEKEND, None, "Geen bron zegt hier iets over.")


def _gesteund(uiting: Uiting, van_plek: Sequence[Uiting]) -> str:
    """The stand that all sources support which tell of this version at this moment."""
    anders = [
        ander
        for ander in van_plek
        if ander.bron.titel != uiting.bron.titel
        and ander.volgnummer == uiting.volgnummer
        and not ander.uit_telling
        and not uiting.uit_telling
        and _overlapt(ander, uiting)
    ]
    return min((uiting.stand, *(ander.stand for ander in anders)), key=RANG.__getitem__)


def _later_blijkt(van_plek: Sequence[Uiting], peildatum: date) -> Uiting | None:
    """What was not adopted later was not adopted then; nor was a first version that was adopted later."""
    gevonden = [
        uiting
        for uiting in van_plek
        if uiting.volgnummer == 1
        and uiting.van is not None
        and uiting.van > peildatum
        and (uiting.stand in (NIET, VOORBEREIDING) or (uiting.stand == VASTGESTELD and not uiting.uit_telling))
    ]
    return min(gevonden, key=_volgorde, default=None)


def _overlapt(een: Uiting | Optelling, ander: Uiting | Optelling) -> bool:
    if een.van is None or een.tot is None or ander.van is None or ander.tot is None:
        return False
    return een.van <= ander.tot and ander.van <= een.tot


def _sleutel(uiting: Uiting) -> tuple[bool, int, date, str]:
    """Which of two tells more: one of the place itself, of a later version, of a later day."""
    return (not uiting.uit_telling, uiting.volgnummer, uiting.tot or date.min, uiting.bron.titel)


def _volgorde(uiting: Uiting) -> tuple[date, str]:
    return (uiting.tot or date.max, uiting.bron.titel)


def _tel(regels: Iterable[Regel]) -> dict[str, int]:
    uit: dict[str, int] = {}
    for regel in regels:
        if regel.stand != ONBEKEND:
            uit[regel.stand] = uit.get(regel.stand, 0) + 1
    return uit


# --- where sources do not agree ----------------------------------------------------------------------------------


def _tegenspraken(
    peildatum: date,
    plekken: Sequence[Plek],
    eigen: Sequence[Uiting],
    tellingen: Sequence[Optelling],
    telling: Optelling | None,
    geteld: Sequence[Plek],
) -> tuple[Tegenspraak, ...]:
    toen = [uiting for uiting in eigen if uiting.tot is not None and uiting.tot <= peildatum]
    uit = []
    for plek in plekken:
        van_plek = sorted((uiting for uiting in toen if uiting.plek == plek.slug), key=_volgorde)
        botst = [een for een in van_plek if any(_botst(een, ander) for ander in van_plek)]
        if botst:
            uit.append(Tegenspraak(plek.naam, tuple((uiting.tekst, uiting.bron) for uiting in botst)))
    if telling is not None and (past_niet := _past_niet(telling, toen, geteld)):
        namen = {plek.slug: plek.naam for plek in geteld}
        genoemd = ((f"{namen[uiting.plek]}: {uiting.tekst}", uiting.bron) for uiting in past_niet)
        zinnen = ((telling.tekst, telling.bron), *genoemd)
        uit.append(Tegenspraak("de telling en de namen", zinnen))
    over: dict[str, list[Optelling]] = {}
    for een in tellingen:
        if not een.stand and een.tot is not None and een.tot <= peildatum:
            over.setdefault(een.onderwerp, []).append(een)
    for onderwerp, samen in over.items():
        if len({een.aantal for een in samen}) > 1:
            uit.append(Tegenspraak(onderwerp, tuple((een.tekst, een.bron) for een in samen)))
    return tuple(uit)


def _botst(een: Uiting, ander: Uiting) -> bool:
    return (
        een.bron.titel != ander.bron.titel
        and een.stand != ander.stand
        and een.volgnummer == ander.volgnummer
        and _overlapt(een, ander)
    )


def _past_niet(telling: Optelling, toen: Sequence[Uiting], geteld: Sequence[Plek]) -> list[Uiting]:
    """The names that do not fit beside the total: more places named otherwise then than it leaves room for."""
    slugs = {plek.slug for plek in geteld}
    assert telling.tot is not None  # noqa: S101 - `_geldende_telling` chose it by that day
    tot_dan = [u for u in toen if u.plek in slugs and u.tot is not None and u.tot <= telling.tot]
    had = {uiting.plek for uiting in tot_dan if uiting.stand == VASTGESTELD}
    mist = _ontbrak(tot_dan, telling)
    anders = {
        uiting.plek: uiting
        for uiting in sorted(tot_dan, key=_volgorde)
        if uiting.stand == ONDERSCHREVEN
        and uiting.tot is not None
        and uiting.tot >= (telling.van or telling.tot)
        and uiting.plek not in had
        and uiting.plek not in mist
    }
    if telling.aantal + len(mist) + len(anders) <= len(geteld):
        return []
    return [*mist.values(), *anders.values()]
