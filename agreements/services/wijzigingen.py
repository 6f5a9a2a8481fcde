"""What changed between two editions of a list: added, dropped, reworded and moved text, and headings.

Pure functions over `Lijst`. The text blocks of an edition carry their public code, so which one is which is known
and never guessed; `agreements.services.vergelijken` is for lists that have no codes yet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from agreements.lijst import LOSSE_ALINEA, Blok, Landsdeellijst, Lijst, Onderdeel, Rubriek, Tekstblok, Wijziging


class Verschilsoort(StrEnum):
    """What happened to a text block or heading, as people read it."""

    TOEGEVOEGD = "toegevoegd"
    VERVALLEN = "vervallen"
    GEWIJZIGD = "gewijzigd"
    VERPLAATST = "verplaatst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekstverschil:
    """One text block: old and new wording with its sub-bullets under it, and where it stands.

    `was_plaats` is filled when it moved to another heading, `opmerking` when more changed than its words.
    """

    soort: Verschilsoort
    code: str
    landsdeel: str
    plaats: str
    oud: str = ""
    nieuw: str = ""
    was_plaats: str = ""
    opmerking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopverschil:
    """One heading or lead-in; `plaats` says under which landsdeel and rubriek it stands."""

    soort: Verschilsoort
    onderdeel: Onderdeel
    plaats: str
    oud: str = ""
    nieuw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijstverschil:
    """All differences, in the order of the new list; what is gone stands where it stood."""

    koppen: tuple[Kopverschil, ...] = ()
    teksten: tuple[Tekstverschil, ...] = ()
    tellingen: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.koppen or self.teksten)


def verschil_tussen(oud: Lijst, nieuw: Lijst) -> Lijstverschil:
    """Every difference in the official text between two lists whose text blocks carry their codes.

    What the register knows beside the text (soort, deadlines, provincie, gebied) is no part of it. No difference
    means that the two lists read the same.
    """
    van, naar = _Plattegrond(oud), _Plattegrond(nieuw)
    paren = _Paren(van, naar)
    teksten = tuple(_tekstverschillen(van, naar, paren))
    koppen = tuple(_kopverschillen(van, naar, paren))
    if not teksten and not koppen and van.als_gelezen != naar.als_gelezen:
        # Headings without text under them that changed places.
        koppen = (
            Kopverschil(
                soort=Verschilsoort.VERPLAATST,
                onderdeel=Onderdeel.TITEL,
                plaats="",
                nieuw="De volgorde van de koppen is anders.",
            ),
        )
    tellingen = Counter(verschil.soort.value for verschil in teksten)
    return Lijstverschil(
        koppen=koppen,
        teksten=teksten,
        tellingen={**{soort.value: tellingen[soort.value] for soort in Verschilsoort}, "koppen": len(koppen)},
    )


def met_wijzigingen(lijst: Lijst, verschil: Lijstverschil, *, vervallen: Iterable[Tekstblok]) -> Lijst:
    """The list, or a part of it, with on each text block how it differs, and with what has gone."""
    per_code = {
        een.code: Wijziging(
            soort="nieuw" if een.soort == Verschilsoort.TOEGEVOEGD else een.soort.value,
            was=een.oud if een.soort == Verschilsoort.GEWIJZIGD else "",
        )
        for een in verschil.teksten
        if een.soort != Verschilsoort.VERVALLEN
    }
    return replace(
        lijst.met_elk_tekstblok(lambda deel, rubriek, blok: replace(blok, wijziging=per_code.get(blok.code))),
        vervallen=tuple(vervallen),
    )


# --- where everything stands -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plek:
    """A text block with the landsdeel, rubriek and blok (each by its running number) in which it stands."""

    deel: Landsdeellijst
    rubriek: tuple[int, Rubriek]
    blok: tuple[int, Blok]
    tekst: Tekstblok

    @property
    def inhoud(self) -> tuple[object, ...]:
        return (self.tekst.tekst, self.tekst.subpunten, self.tekst.teken, self.tekst.is_losse_alinea)

    @property
    def plaats(self) -> str:
        blok = self.blok[1]
        delen = (self.deel.kop, _rubriekkop(self.rubriek[1]), blok.provincie_kop, blok.onderwerp)
        return " › ".join(deel for deel in delen if deel)


class _Plattegrond:
    """A list laid flat: its text blocks by code, its rubrieken and blokken by running number."""

    def __init__(self, lijst: Lijst) -> None:
        self.lijst = lijst
        self.teksten: dict[str, _Plek] = {}
        self.rubrieken: list[tuple[Landsdeellijst, Rubriek]] = []
        self.blokken: list[tuple[Landsdeellijst, int, Blok]] = []
        for deel in lijst.landsdelen:
            for rubriek in deel.rubrieken:
                nummer = len(self.rubrieken)
                self.rubrieken.append((deel, rubriek))
                for blok in rubriek.blokken:
                    plek = len(self.blokken)
                    self.blokken.append((deel, nummer, blok))
                    for tekst in blok.tekstblokken:
                        self.teksten[tekst.code] = _Plek(deel, (nummer, rubriek), (plek, blok), tekst)

    @property
    def als_gelezen(self) -> list[object]:
        """Everything that is printed, in order."""
        uit: list[object] = [self.lijst.titel]
        for deel in self.lijst.landsdelen:
            uit.append((deel.landsdeel, deel.kop))
            for rubriek in deel.rubrieken:
                uit.append((rubriek.nummer, rubriek.titel))
                for blok in rubriek.blokken:
                    if any(koppen := (blok.provincie_kop, blok.onderwerp, blok.inleiding)):
                        uit.append(koppen)
                    uit += [
                        (een.code, een.tekst, een.subpunten, een.teken, een.is_losse_alinea)
                        for een in blok.tekstblokken
                    ]
        return uit


class _Paren:
    """Which rubriek and blok of the new list is which of the old one, by running number.

    They belong together when they share most text blocks, and otherwise when they are called the same.
    """

    def __init__(self, van: _Plattegrond, naar: _Plattegrond) -> None:
        samen = [code for code in naar.teksten if code in van.teksten]
        self.rubrieken = _koppel(
            Counter((van.teksten[code].rubriek[0], naar.teksten[code].rubriek[0]) for code in samen),
            [(deel.landsdeel, rubriek.nummer) for deel, rubriek in van.rubrieken],
            [(deel.landsdeel, rubriek.nummer) for deel, rubriek in naar.rubrieken],
        )
        terug = {nieuw: oud for oud, nieuw in self.rubrieken.items()}
        self.blokken = _koppel(
            Counter((van.teksten[code].blok[0], naar.teksten[code].blok[0]) for code in samen),
            [(nummer, blok.provincie_kop, blok.onderwerp) for _, nummer, blok in van.blokken],
            [(terug.get(nummer), blok.provincie_kop, blok.onderwerp) for _, nummer, blok in naar.blokken],
        )


def _koppel(gedeeld: Counter[tuple[int, int]], oud: Sequence[Hashable], nieuw: Sequence[Hashable]) -> dict[int, int]:
    """Old number → new number, each at most once."""
    paren: dict[int, int] = {}
    bezet: set[int] = set()
    for (een, ander), _ in sorted(gedeeld.items(), key=lambda paar: (-paar[1], paar[0])):
        if een not in paren and ander not in bezet:
            paren[een] = ander
            bezet.add(ander)
    vrij: dict[Hashable, list[int]] = {}
    for ander, naam in enumerate(nieuw):
        if ander not in bezet:
            vrij.setdefault(naam, []).append(ander)
    for een, naam in enumerate(oud):
        if een not in paren and vrij.get(naam):
            paren[een] = vrij[naam].pop(0)
    return paren


# --- text blocks -----------------------------------------------------------------------------------------------


def _tekstverschillen(van: _Plattegrond, naar: _Plattegrond, paren: _Paren) -> Iterator[Tekstverschil]:
    verschoven = _verschoven(van, naar)
    weg_na = _weg_na(van, naar)
    yield from (_vervallen(van.teksten[code]) for code in weg_na.get("", ()))
    for code, nu in naar.teksten.items():
        was = van.teksten.get(code)
        if was is None:
            yield Tekstverschil(
                soort=Verschilsoort.TOEGEVOEGD,
                code=code,
                landsdeel=nu.deel.kop,
                plaats=nu.plaats,
                nieuw=_voluit(nu.tekst),
            )
        else:
            onder_andere_kop = paren.blokken.get(was.blok[0]) != nu.blok[0]
            verplaatst = onder_andere_kop or code in verschoven
            if was.inhoud != nu.inhoud or verplaatst:
                yield Tekstverschil(
                    soort=Verschilsoort.GEWIJZIGD if was.inhoud != nu.inhoud else Verschilsoort.VERPLAATST,
                    code=code,
                    landsdeel=nu.deel.kop,
                    plaats=nu.plaats,
                    oud=_voluit(was.tekst),
                    nieuw=_voluit(nu.tekst),
                    was_plaats=was.plaats if onder_andere_kop else "",
                    opmerking=" ".join(_opmerkingen(was.tekst, nu.tekst, verplaatst and not onder_andere_kop)),
                )
        yield from (_vervallen(van.teksten[weg]) for weg in weg_na.get(code, ()))


def _vervallen(was: _Plek) -> Tekstverschil:
    return Tekstverschil(
        soort=Verschilsoort.VERVALLEN,
        code=was.tekst.code,
        landsdeel=was.deel.kop,
        plaats=was.plaats,
        oud=_voluit(was.tekst),
    )


def _opmerkingen(was: Tekstblok, nu: Tekstblok, andere_volgorde: bool) -> Iterator[str]:
    if was.teken != nu.teken:
        yield f"Het opsommingsteken was {_teken(was)} en is nu {_teken(nu)}."
    if was.is_losse_alinea != nu.is_losse_alinea:
        yield f"Dit was een {_vorm(was)} en is nu een {_vorm(nu)}."
    if andere_volgorde:
        yield "Staat nu op een andere plaats in de volgorde."


def _teken(tekst: Tekstblok) -> str:
    return f"“{tekst.teken}”" if tekst.teken else "er niet"


def _vorm(tekst: Tekstblok) -> str:
    return LOSSE_ALINEA if tekst.is_losse_alinea else "opsommingspunt"


def _weg_na(van: _Plattegrond, naar: _Plattegrond) -> dict[str, list[str]]:
    """What has gone, by the code of the text block behind which it stood; "" for the very beginning."""
    uit: dict[str, list[str]] = {}
    vorige = ""
    for code in van.teksten:
        if code in naar.teksten:
            vorige = code
        else:
            uit.setdefault(vorige, []).append(code)
    return uit


def _verschoven(van: _Plattegrond, naar: _Plattegrond) -> set[str]:
    """The fewest text blocks that must have changed places for the old order to become the new one."""
    plaats = {code: nummer for nummer, code in enumerate(van.teksten)}
    samen = [code for code in naar.teksten if code in plaats]
    staarten: list[int] = []
    eind: list[int] = []
    vorige: list[int] = []
    for nummer, code in enumerate(samen):
        lengte = bisect_left(staarten, plaats[code])
        vorige.append(eind[lengte - 1] if lengte else -1)
        staarten[lengte : lengte + 1] = [plaats[code]]
        eind[lengte : lengte + 1] = [nummer]
    gebleven: set[str] = set()
    nummer = eind[-1] if eind else -1
    while nummer >= 0:
        gebleven.add(samen[nummer])
        nummer = vorige[nummer]
    return set(samen) - gebleven


def _voluit(tekst: Tekstblok) -> str:
    return "\n".join((tekst.tekst, *(f"– {subpunt}" for subpunt in tekst.subpunten)))


# --- headings --------------------------------------------------------------------------------------------------


def _kopverschillen(van: _Plattegrond, naar: _Plattegrond, paren: _Paren) -> Iterator[Kopverschil]:
    yield from _kop(Onderdeel.TITEL, "", van.lijst.titel, naar.lijst.titel)
    was_koppen = {deel.landsdeel: deel.kop for deel in van.lijst.landsdelen}
    nu_koppen = {deel.landsdeel: deel.kop for deel in naar.lijst.landsdelen}
    for slug, kop in nu_koppen.items():
        yield from _kop(Onderdeel.LANDSDEEL, "", was_koppen.get(slug, ""), kop)
    for slug, kop in was_koppen.items():
        if slug not in nu_koppen:
            yield from _kop(Onderdeel.LANDSDEEL, "", kop, "")
    terug = {nieuw: oud for oud, nieuw in paren.rubrieken.items()}
    for nummer, (deel, rubriek) in enumerate(naar.rubrieken):
        was = van.rubrieken[terug[nummer]][1] if nummer in terug else None
        yield from _kop(Onderdeel.RUBRIEK, deel.kop, _rubriekkop(was), _rubriekkop(rubriek))
    for nummer, (deel, weg) in enumerate(van.rubrieken):
        if nummer not in paren.rubrieken:
            yield from _kop(Onderdeel.RUBRIEK, deel.kop, _rubriekkop(weg), "")
    terug = {nieuw: oud for oud, nieuw in paren.blokken.items()}
    for nummer, (deel, bij, blok) in enumerate(naar.blokken):
        oud = van.blokken[terug[nummer]][2] if nummer in terug else Blok()
        yield from _blokkoppen(f"{deel.kop} › {_rubriekkop(naar.rubrieken[bij][1])}", oud, blok)
    for nummer, (deel, bij, blok) in enumerate(van.blokken):
        if nummer not in paren.blokken:
            yield from _blokkoppen(f"{deel.kop} › {_rubriekkop(van.rubrieken[bij][1])}", blok, Blok())


def _blokkoppen(plaats: str, oud: Blok, nieuw: Blok) -> Iterator[Kopverschil]:
    yield from _kop(Onderdeel.PROVINCIE, plaats, oud.provincie_kop or "", nieuw.provincie_kop or "")
    yield from _kop(Onderdeel.ONDERWERP, plaats, oud.onderwerp or "", nieuw.onderwerp or "")
    yield from _kop(Onderdeel.INLEIDING, plaats, oud.inleiding or "", nieuw.inleiding or "")


def _kop(onderdeel: Onderdeel, plaats: str, oud: str, nieuw: str) -> Iterator[Kopverschil]:
    if oud == nieuw:
        return
    soort = Verschilsoort.GEWIJZIGD if oud and nieuw else Verschilsoort.TOEGEVOEGD if nieuw else Verschilsoort.VERVALLEN
    yield Kopverschil(soort=soort, onderdeel=onderdeel, plaats=plaats, oud=oud, nieuw=nieuw)


def _rubriekkop(rubriek: Rubriek | None) -> str:
    return f"{rubriek.nummer} {rubriek.titel}" if rubriek else ""
