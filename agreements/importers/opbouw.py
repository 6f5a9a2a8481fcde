"""A list as a flat row of parts, and back: heading, lead-in, bullet, paragraph, each saying what it is.

A document is a row of paragraphs; a `Lijst` is a tree. Formats that know what each paragraph is, and people who
repair what was read, work on the row; `bouw` makes the tree of it by the rules of the lists:

- a landsdeel begins a landsdeel, a rubriek a rubriek; what comes before the first rubriek of a landsdeel leads in
  the first blok of that rubriek, or stands in a rubriek "Zonder rubriek" when there are bullets among it;
- a provincie or onderwerp heading begins a blok, unless it completes headings that just began one;
- a lead-in below bullets begins a blok, too; a provincie holds until the next provincie or rubriek.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from agreements.importers.naslag import Naslag
from agreements.lijst import (
    LOSSE_ALINEA,
    Blok,
    Landsdeellijst,
    Lijst,
    LijstFout,
    Melding,
    Onderdeel,
    Rubriek,
    Tekstblok,
)

ZONDER_RUBRIEK = "Zonder rubriek"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opbouw:
    """What was found in a source: the title, if it has one, the landsdelen, and where there was doubt."""

    landsdelen: tuple[Landsdeellijst, ...]
    titel: str | None = None
    meldingen: tuple[Melding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """One part of the row: what it is, and its text without number or bullet.

    `slug` names the landsdeel, provincie or gebied of a heading when somebody said it; without, its text tells.
    `regel` is the 1-based line of the source on which it begins.
    """

    soort: Onderdeel
    tekst: str
    teken: str | None = None
    nummer: str = ""
    slug: str | None = None
    regel: int | None = None
    code: str = ""


def naar_delen(lijst: Lijst) -> tuple[Deel, ...]:
    """The row of parts of a list, in order, its title first."""
    return (Deel(soort=Onderdeel.TITEL, tekst=lijst.titel), *_delen(lijst))


def _delen(lijst: Lijst) -> Iterator[Deel]:
    for landsdeel in lijst.landsdelen:
        yield Deel(soort=Onderdeel.LANDSDEEL, tekst=landsdeel.kop, slug=landsdeel.landsdeel)
        for rubriek in landsdeel.rubrieken:
            yield Deel(soort=Onderdeel.RUBRIEK, tekst=rubriek.titel, nummer=rubriek.nummer, slug=rubriek.gebied)
            for blok in rubriek.blokken:
                if blok.provincie_kop is not None:
                    yield Deel(soort=Onderdeel.PROVINCIE, tekst=blok.provincie_kop, slug=blok.provincie)
                if blok.onderwerp is not None:
                    yield Deel(soort=Onderdeel.ONDERWERP, tekst=blok.onderwerp)
                for alinea in (blok.inleiding or "").split("\n"):
                    if alinea:
                        yield Deel(soort=Onderdeel.INLEIDING, tekst=alinea)
                for tekstblok in blok.tekstblokken:
                    yield Deel(
                        soort=Onderdeel.ALINEA if tekstblok.is_losse_alinea else Onderdeel.PUNT,
                        tekst=tekstblok.tekst,
                        teken=tekstblok.teken,
                        regel=tekstblok.regel,
                        code=tekstblok.code,
                    )
                    for subpunt in tekstblok.subpunten:
                        yield Deel(soort=Onderdeel.SUBPUNT, tekst=subpunt)


@dataclass(slots=True)
class _Blok:
    provincie: str | None = None
    provincie_kop: str | None = None
    onderwerp: str | None = None
    inleiding: list[str] = field(default_factory=list)
    punten: list[Tekstblok] = field(default_factory=list)

    @property
    def is_leeg(self) -> bool:
        return self.provincie_kop is None and self.onderwerp is None and not self.inleiding and not self.punten

    def klaar(self) -> Blok:
        return Blok(
            provincie=self.provincie,
            provincie_kop=self.provincie_kop,
            onderwerp=self.onderwerp,
            inleiding="\n".join(self.inleiding) or None,
            tekstblokken=tuple(self.punten),
        )


def bouw(delen: Sequence[Deel], naslag: Naslag) -> Opbouw:
    """The tree of a row of parts. Nothing is dropped: what has no place comes along with a melding.

    Raises LijstFout when there is no landsdeel, or a heading of a landsdeel names none that is known or one
    that was there before.
    """
    return _Bouwer(naslag).bouw(delen)


class _Bouwer:
    def __init__(self, naslag: Naslag) -> None:
        self._naslag = naslag
        self._meldingen: list[Melding] = []

    def bouw(self, delen: Sequence[Deel]) -> Opbouw:
        titel = next((deel.tekst for deel in delen if deel.soort is Onderdeel.TITEL), None)
        inhoud = [
            deel for deel in delen if deel.soort not in (Onderdeel.TITEL, Onderdeel.BIJSCHRIFT, Onderdeel.VOORWERK)
        ]
        runs = _runs(inhoud, Onderdeel.LANDSDEEL)
        voorwerk: list[Deel] = []
        if runs and runs[0][0].soort is not Onderdeel.LANDSDEEL:
            voorwerk, *runs = runs
        if not runs:
            raise LijstFout(
                "Dit is geen afsprakenlijst: er staat geen kop van een landsdeel in, zoals “Regio Noord-Nederland”. "
                "Kies het bestand met de afsprakenlijst zelf, niet de brief of het dossier."
            )
        for deel in voorwerk:
            self._meld("tekst vóór de eerste regio", deel)
        landsdelen: list[Landsdeellijst] = []
        for kop, *rest in runs:
            landsdeel = self._landsdeel(kop)
            if any(eerder.landsdeel == landsdeel for eerder in landsdelen):
                raise LijstFout(
                    f"De kop “{kop.tekst}” staat twee keer in het bestand. Haal een inhoudsopgave of dubbele tekst "
                    "weg en probeer het opnieuw."
                )
            landsdelen.append(
                Landsdeellijst(landsdeel=landsdeel, kop=kop.tekst, rubrieken=self._rubrieken([*voorwerk, *rest], kop))
            )
            voorwerk = []
        return Opbouw(titel=titel, landsdelen=tuple(landsdelen), meldingen=tuple(self._meldingen))

    def _meld(self, soort: str, deel: Deel) -> None:
        self._meldingen.append(Melding(soort=soort, tekst=deel.tekst[:120], regel=deel.regel))

    def _landsdeel(self, kop: Deel) -> str:
        landsdeel = kop.slug or self._naslag.landsdeel(kop.tekst)
        if landsdeel is None:
            raise LijstFout(f"De kop “{kop.tekst}” noemt geen bekend landsdeel. Kies van welk landsdeel dit de kop is.")
        return landsdeel

    def _rubrieken(self, delen: Sequence[Deel], kop: Deel) -> tuple[Rubriek, ...]:
        runs = _runs(delen, Onderdeel.RUBRIEK)
        rubrieken: list[Rubriek] = []
        gebruikt: Counter[str] = Counter()
        if runs and runs[0][0].soort is not Onderdeel.RUBRIEK:
            zonder, *runs = runs
            if runs and all(deel.soort in (Onderdeel.INLEIDING, Onderdeel.ALINEA) for deel in zonder):
                eerste, *rest = runs[0]
                als_inleiding = [replace(deel, soort=Onderdeel.INLEIDING) for deel in zonder]
                runs[0] = [eerste, *als_inleiding, *rest]
            else:
                self._meld("tekst zonder rubriek", zonder[0])
                rubrieken.append(Rubriek(nummer="0", titel=ZONDER_RUBRIEK, blokken=self._blokken(zonder)))
        for eerste, *rest in runs:
            if not rest:
                self._meld("rubriek zonder tekst", eerste)
            gebieden = self._naslag.gebieden_in(eerste.tekst)
            rubrieken.append(
                Rubriek(
                    nummer=eigen_nummer(eerste.nummer or str(len(rubrieken) + 1), gebruikt),
                    titel=eerste.tekst,
                    gebied=eerste.slug or (gebieden[0] if gebieden else None),
                    blokken=self._blokken(rest),
                )
            )
        if not rubrieken:
            self._meld("regio zonder rubrieken", kop)
        return tuple(rubrieken)

    def _blokken(self, delen: Sequence[Deel]) -> tuple[Blok, ...]:
        blokken = [_Blok()]
        for deel in delen:
            blok = blokken[-1]
            match deel.soort:
                case Onderdeel.PROVINCIE:
                    slug = deel.slug or self._naslag.provincie(deel.tekst)
                    if slug is None:
                        self._meld("onbekende provincie", deel)
                    blokken.append(_Blok(provincie=slug, provincie_kop=deel.tekst))
                case Onderdeel.ONDERWERP:
                    if blok.onderwerp is not None or blok.inleiding or blok.punten:
                        blok = _Blok(provincie=blok.provincie)
                        blokken.append(blok)
                    blok.onderwerp = deel.tekst
                case Onderdeel.INLEIDING:
                    if blok.punten:
                        blok = _Blok(provincie=blok.provincie)
                        blokken.append(blok)
                    blok.inleiding.append(deel.tekst)
                case Onderdeel.SUBPUNT if blok.punten:
                    laatste = blok.punten[-1]
                    blok.punten[-1] = replace(laatste, subpunten=(*laatste.subpunten, deel.tekst))
                case _:
                    if deel.soort is Onderdeel.SUBPUNT:
                        self._meld("subpunt zonder punt erboven", deel)
                    los = deel.soort is Onderdeel.ALINEA
                    blok.punten.append(
                        Tekstblok(
                            tekst=deel.tekst,
                            teken=None if los else deel.teken,
                            soort=LOSSE_ALINEA if los else "afspraak",
                            regel=deel.regel,
                            code=deel.code,
                        )
                    )
        return tuple(blok.klaar() for blok in blokken if not blok.is_leeg)


def _runs(delen: Sequence[Deel], soort: Onderdeel) -> list[list[Deel]]:
    """The parts in runs, each beginning with one of this kind (the first run perhaps not)."""
    runs: list[list[Deel]] = []
    for deel in delen:
        if deel.soort is soort or not runs:
            runs.append([])
        runs[-1].append(deel)
    return runs


def eigen_nummer(nummer: str, gebruikt: Counter[str]) -> str:
    """The number, with letters behind it when the landsdeel already has a rubriek of that number (2, 2b, 2c)."""
    gebruikt[nummer] += 1
    volgnummer, letters = gebruikt[nummer], ""
    while volgnummer > 1 or (volgnummer and letters):
        volgnummer, rest = divmod(volgnummer - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return nummer + letters
