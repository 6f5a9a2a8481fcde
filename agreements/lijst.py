"""The neutral document structure of an afsprakenlijst.

Every importer makes a `Lijst`, every exporter takes one, the JSON of the public contract is one, and
`agreements.services.lijsten` is the only place that loads it from and saves it to the database. This module
knows neither Django nor a file format.

The shape follows the real lists: lijst → landsdeel → numbered rubriek → blok (the text under one provincie
and onderwerp heading, with its lead-in) → tekstblok (one bullet, or one loose paragraph) with its subpunten.
Text is the running text of the document: lines and pages joined, nothing else touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

LANDELIJK = "landelijk"
LOSSE_ALINEA = "losse alinea"

#: The part of a public code that names the landsdeel (BOL-2024-ZW-1-03).
LANDSDEEL_CODES = {
    "noord": "N",
    "noordwest": "NW",
    "oost": "O",
    "zuid": "Z",
    "zuidwest": "ZW",
    LANDELIJK: "NL",
}

#: Names of the kinds of overleg that make lists, by the slug that commands and addresses use.
SOORTEN = {"bol": "BO Leefomgeving", "mirt": "BO MIRT"}


class LijstFout(ValueError):
    """The data is not a list of agreements; the message is a Dutch sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnfrase:
    """A phrase by which something is to be done, and the days it covers (first and last, either open)."""

    frase: str
    soort: str
    van: date | None = None
    tot: date | None = None
    overleg: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statusregel:
    """Where an agreement stood at the moment of the export: Dutch label, day of the last change, toelichting."""

    code: str
    label: str
    sinds: date | None = None
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekstblok:
    """One bullet or one loose paragraph of the official list, to the letter.

    `teken` is the bullet as printed, or None. `soort` is the soort of the agreement, or "losse alinea".
    `statussen` has a line per agreement that is followed in this block, when the export asks for the status.
    `regel` is the line of the source on which the block begins; it is not part of the contract's JSON.
    """

    tekst: str
    teken: str | None = None
    subpunten: tuple[str, ...] = ()
    soort: str = "afspraak"
    code: str = ""
    termijnen: tuple[Termijnfrase, ...] = ()
    statussen: tuple[Statusregel, ...] = ()
    regel: int | None = None

    @property
    def is_losse_alinea(self) -> bool:
        return self.soort == LOSSE_ALINEA


@dataclass(frozen=True, slots=True, kw_only=True)
class Blok:
    """The blocks under one provincie and onderwerp heading, with the lead-in sentence they lean on.

    `provincie` is a slug or None; `provincie_kop` and `onderwerp` are the headings as printed, and None where
    none is printed: a second onderwerp of a provincie keeps `provincie` and has no `provincie_kop`. A second
    paragraph of the lead-in is separated by a line break.
    """

    provincie: str | None = None
    provincie_kop: str | None = None
    onderwerp: str | None = None
    inleiding: str | None = None
    tekstblokken: tuple[Tekstblok, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriek:
    """A numbered chapter of one landsdeel; `gebied` is the slug of the gebied that its title names, if any."""

    nummer: str
    titel: str
    gebied: str | None = None
    blokken: tuple[Blok, ...] = ()

    @property
    def tekstblokken(self) -> Iterator[Tekstblok]:
        for blok in self.blokken:
            yield from blok.tekstblokken


@dataclass(frozen=True, slots=True, kw_only=True)
class Landsdeellijst:
    """The list of one overleg: `landsdeel` is a slug (or "landelijk"), `kop` the heading as printed."""

    landsdeel: str
    kop: str
    rubrieken: tuple[Rubriek, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """A place the importer was not sure of: 1-based line of the source, what kind of doubt, the text there."""

    soort: str
    tekst: str
    regel: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst:
    """One ronde's afsprakenlijst."""

    soort: str
    jaar: int
    titel: str
    landsdelen: tuple[Landsdeellijst, ...] = ()
    meldingen: tuple[Melding, ...] = ()

    @property
    def tekstblokken(self) -> Iterator[Tekstblok]:
        for landsdeel in self.landsdelen:
            for rubriek in landsdeel.rubrieken:
                yield from rubriek.tekstblokken

    def tellingen(self) -> dict[str, int]:
        """Counts as the contract names them; a loose paragraph is no bullet and is counted apart."""
        blokken = list(self.tekstblokken)
        return {
            "landsdelen": len(self.landsdelen),
            "rubrieken": sum(len(deel.rubrieken) for deel in self.landsdelen),
            "afspraken": sum(not blok.is_losse_alinea for blok in blokken),
            "subpunten": sum(len(blok.subpunten) for blok in blokken),
            "losse_alineas": sum(blok.is_losse_alinea for blok in blokken),
        }

    def met_elk_tekstblok(self, doe: Callable[[Landsdeellijst, Rubriek, Tekstblok], Tekstblok]) -> Lijst:
        """The list with what `doe` makes of each text block, asked in their order; the rest stays as it is."""
        return replace(
            self,
            landsdelen=tuple(
                replace(
                    deel,
                    rubrieken=tuple(
                        replace(
                            rubriek,
                            blokken=tuple(
                                replace(blok, tekstblokken=tuple(doe(deel, rubriek, een) for een in blok.tekstblokken))
                                for blok in rubriek.blokken
                            ),
                        )
                        for rubriek in deel.rubrieken
                    ),
                )
                for deel in self.landsdelen
            ),
        )

    def met_codes(self) -> Lijst:
        """The same list with a public code on every text block that has none.

        The running number counts within a rubriek, across its blokken, loose paragraphs included. A code that
        a block already carries is kept and its number is not handed out again.
        """
        vrij = {
            (deel.landsdeel, rubriek.nummer): _vrije_nummers(rubriek)
            for deel in self.landsdelen
            for rubriek in deel.rubrieken
        }

        def codeer(deel: Landsdeellijst, rubriek: Rubriek, blok: Tekstblok) -> Tekstblok:
            if blok.code:
                return blok
            code = code_voor(
                soort=self.soort,
                jaar=self.jaar,
                landsdeel=deel.landsdeel,
                rubriek=rubriek.nummer,
                nummer=next(vrij[deel.landsdeel, rubriek.nummer]),
            )
            return replace(blok, code=code)

        return self.met_elk_tekstblok(codeer)


def code_voor(*, soort: str, jaar: int, landsdeel: str, rubriek: str, nummer: int) -> str:
    """The stable public code of a text block: kind, year, landsdeel, rubriek, running number."""
    return f"{soort.upper()}-{jaar}-{LANDSDEEL_CODES[landsdeel]}-{rubriek}-{nummer:02d}"


def _vrije_nummers(rubriek: Rubriek) -> Iterator[int]:
    """The running numbers that no text block of the rubriek has, from 1."""
    gebruikt = {int(blok.code.rsplit("-", 1)[1]) for blok in rubriek.tekstblokken if blok.code}
    return (nummer for nummer in count(1) if nummer not in gebruikt)


def naar_json(lijst: Lijst) -> dict[str, Any]:
    """The list in the shape of the public contract (plain dicts and lists, dates as YYYY-MM-DD)."""
    return {
        "soort": lijst.soort,
        "jaar": lijst.jaar,
        "titel": lijst.titel,
        "landsdelen": [
            {
                "landsdeel": deel.landsdeel,
                "kop": deel.kop,
                "rubrieken": [
                    {
                        "nummer": rubriek.nummer,
                        "titel": rubriek.titel,
                        "gebied": rubriek.gebied,
                        "blokken": [_blok_naar_json(blok) for blok in rubriek.blokken],
                    }
                    for rubriek in deel.rubrieken
                ],
            }
            for deel in lijst.landsdelen
        ],
        "tellingen": lijst.tellingen(),
        "meldingen": [
            {"regel": melding.regel, "soort": melding.soort, "tekst": melding.tekst} for melding in lijst.meldingen
        ],
    }


def _blok_naar_json(blok: Blok) -> dict[str, Any]:
    return {
        "provincie": blok.provincie,
        "provincie_kop": blok.provincie_kop,
        "onderwerp": blok.onderwerp,
        "inleiding": blok.inleiding,
        "afspraken": [_tekstblok_naar_json(tekstblok) for tekstblok in blok.tekstblokken],
    }


def _tekstblok_naar_json(blok: Tekstblok) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": blok.code,
        "soort": blok.soort,
        "teken": blok.teken,
        "tekst": blok.tekst,
        "subpunten": list(blok.subpunten),
        "termijnen": [
            {
                "frase": termijn.frase,
                "soort": termijn.soort,
                "van": termijn.van.isoformat() if termijn.van else None,
                "tot": termijn.tot.isoformat() if termijn.tot else None,
                "overleg": termijn.overleg,
            }
            for termijn in blok.termijnen
        ],
    }
    if blok.statussen:
        data["statussen"] = [
            {
                "code": status.code,
                "label": status.label,
                "sinds": status.sinds.isoformat() if status.sinds else None,
                "toelichting": status.toelichting,
            }
            for status in blok.statussen
        ]
    return data


def uit_json(data: Mapping[str, Any]) -> Lijst:
    """The list that `naar_json` wrote; counts are not read but made anew.

    Raises LijstFout when a key is missing or of the wrong kind.
    """
    try:
        return Lijst(
            soort=_tekst(data["soort"]),
            jaar=int(data["jaar"]),
            titel=_tekst(data["titel"]),
            landsdelen=tuple(
                Landsdeellijst(
                    landsdeel=_tekst(deel["landsdeel"]),
                    kop=_tekst(deel["kop"]),
                    rubrieken=tuple(
                        Rubriek(
                            nummer=_tekst(rubriek["nummer"]),
                            titel=_tekst(rubriek["titel"]),
                            gebied=_tekst_of_niets(rubriek.get("gebied")),
                            blokken=tuple(_blok_uit_json(blok) for blok in rubriek["blokken"]),
                        )
                        for rubriek in deel["rubrieken"]
                    ),
                )
                for deel in data["landsdelen"]
            ),
            meldingen=tuple(
                Melding(regel=melding.get("regel"), soort=_tekst(melding["soort"]), tekst=_tekst(melding["tekst"]))
                for melding in data.get("meldingen", ())
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fout:
        raise LijstFout(
            f"Dit is geen afsprakenlijst in JSON: {fout!r} ontbreekt of heeft een verkeerde vorm."
        ) from fout


def _blok_uit_json(blok: Mapping[str, Any]) -> Blok:
    return Blok(
        provincie=_tekst_of_niets(blok.get("provincie")),
        provincie_kop=_tekst_of_niets(blok.get("provincie_kop")),
        onderwerp=_tekst_of_niets(blok.get("onderwerp")),
        inleiding=_tekst_of_niets(blok.get("inleiding")),
        tekstblokken=tuple(_tekstblok_uit_json(tekstblok) for tekstblok in blok["afspraken"]),
    )


def _tekstblok_uit_json(blok: Mapping[str, Any]) -> Tekstblok:
    return Tekstblok(
        code=_tekst(blok.get("code", "")),
        soort=_tekst(blok["soort"]),
        teken=_tekst_of_niets(blok.get("teken")),
        tekst=_tekst(blok["tekst"]),
        subpunten=tuple(_tekst(subpunt) for subpunt in blok.get("subpunten", ())),
        termijnen=tuple(
            Termijnfrase(
                frase=_tekst(termijn["frase"]),
                soort=_tekst(termijn["soort"]),
                van=_datum(termijn.get("van")),
                tot=_datum(termijn.get("tot")),
                overleg=_tekst_of_niets(termijn.get("overleg")),
            )
            for termijn in blok.get("termijnen", ())
        ),
        statussen=tuple(
            Statusregel(
                code=_tekst(status["code"]),
                label=_tekst(status["label"]),
                sinds=_datum(status.get("sinds")),
                toelichting=_tekst(status.get("toelichting", "")),
            )
            for status in blok.get("statussen", ())
        ),
    )


def _tekst(waarde: Any) -> str:
    if not isinstance(waarde, str):
        raise TypeError(f"tekst verwacht, kreeg {waarde!r}")
    return waarde


def _tekst_of_niets(waarde: Any) -> str | None:
    return None if waarde is None else _tekst(waarde)


def _datum(waarde: Any) -> date | None:
    return None if waarde is None else date.fromisoformat(_tekst(waarde))
