"""A Kamerstuk as it is cited, read from every usual notation and written in one.

"29 435, nr. 267" · with an addition "36 200 XII, nr. 33" · of the Eerste Kamer "35 925 A, letter B". Pure functions.
Notations: the letters of 2020, 2024 and 2025, the footnotes of Kamerstukken, and the addresses of
officielebekendmakingen.nl (`kst-35925-A-76`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

#: What may stand before the number: the chamber, the word itself, and the year of session, in any of their orders.
_KAMER = r"(?:(?:de\s+)?(?:Tweede|Eerste)\s+Kamer(?:\s+der\s+Staten-Generaal)?|TK|EK)\b"
_WOORD = r"(?:Kamerst(?:uk(?:ken|nummer)?|\.)(?:\s+(?:I{1,2})\b)?|(?:motie|toezegging)\b)"
_JAAR = r"(?:(?:verg(?:aderjaar|\.?\s*jaar)|zittingsjaar)\.?\s*)?(?P<van>(?:19|20)\d\d)\s*[-–/]\s*(?P<tot>\d{4}|\d\d)\b"
_DOSSIER = r"(?P<eerste>[1-9]\d)[ .\u00a0]?(?P<tweede>\d{3})(?!\d)"
#: Letters or a roman numeral; "nr" is no addition.
_TOEVOEGING = r"(?:\s*[-–]\s*|\s*)(?!(?:nrs?|no|letter)\b)(?P<toevoeging>[A-Z]{1,5})\b"
_RIJKSWET = r"\s*\((?P<rijkswet>R\s?\d{3,4})\)"
_NR = r"(?:nrs?\b|nummer\b|no\b|nr(?=\d))\.?\s*"
_CIJFERS = r"0{0,3}(?P<nummer>[1-9]\d{0,3})(?!\d)"
_LETTERS = r"(?P<letters>[A-Z]{1,3})\b"

_VOORAF = re.compile(rf"\s*(?:(?:{_KAMER}|{_WOORD}|{_JAAR}|I{{1,2}}\b)[\s,:]*)+", re.IGNORECASE)
_STUK = re.compile(
    rf"{_DOSSIER}(?:{_RIJKSWET})?(?:{_TOEVOEGING})?(?:{_RIJKSWET.replace('rijkswet', 'rijkswet2')})?"
    rf"(?:[\s,;]*(?:[-–]\s*)?{_NR}{_CIJFERS}|[\s,]*[-–]\s*{_CIJFERS.replace('nummer', 'na_streep')}"
    rf"|,\s*{_CIJFERS.replace('nummer', 'na_komma')})",
    re.IGNORECASE,
)
#: Typed without any sign between them; in a running text that says too little.
_KAAL = re.compile(rf"{_DOSSIER}(?:{_TOEVOEGING})?\s+{_CIJFERS}", re.IGNORECASE)
_STUK_EK = re.compile(
    rf"{_DOSSIER}(?:{_RIJKSWET})?(?:(?:\s*[-–]\s*|\s+)(?P<toevoeging>[A-Z]{{1,5}}))?\s*,\s*"
    rf"(?:letter\s+|{_NR})?{_LETTERS}",
    re.IGNORECASE,
)
_ADRES = re.compile(
    r"(?:https?://\S*/)?kst-(?:(?P<van>(?:19|20)\d\d)(?P<tot>(?:19|20)\d\d)-)?(?P<dossier>[1-9]\d{4})"
    r"(?:-\(?(?P<rijkswet>R\d{3,4})\)?)?(?:-(?P<toevoeging>[A-Z]{1,5}))?-(?:(?P<nummer>[1-9]\d{0,3})|(?P<letters>[A-Z]{1,3}))"
    r"(?:-[bhnv]\d+|\.html|\.pdf)*",
    re.IGNORECASE,
)
#: Around a citation: the number of a footnote before it, brackets, and a full stop after it.
_VOETNOOT = re.compile(r"^[\[(\s]*(?:\d{1,3}\s*[:)\]]\s+|\d{1,3}\s+(?=[A-Z]))?", re.IGNORECASE)
_STAART = re.compile(r"[\s.,;:)\]]+$")
#: And after its number: what it is called, between brackets, and the page.
_NAAM = re.compile(r"(?<=\w)\s*\([^()\d]*\)[\s.,;:)\]]*$")
_BLADZIJDE = re.compile(
    r"(?<=\w)\s*,\s*(?:p(?:p|ag(?:ina)?)?|blz|bladzijde)\b\.?\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})?$", re.IGNORECASE
)
#: A second number after the first, or a second dossier.
_NOG_EEN = re.compile(
    rf"(?:{_NR}|[-–]\s*)\d{{1,4}}[\s(]*(?:,|;|/|&|\+|[-–]|\ben\b|\bof\b|\bt/m\b|\btot\b(?:\s+en\s+met\b)?)\s*(?:{_NR})?\d",
    re.IGNORECASE,
)
_LOS_DOSSIER = re.compile(rf"{_DOSSIER}(?:{_TOEVOEGING})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Kamerstuk:
    """Een stuk van de Tweede of Eerste Kamer: dossier, eventuele toevoeging, en nummer (of letter, Eerste Kamer).

    `dossier` has five digits; `toevoeging` is a letter or roman numeral in capitals; `rijkswet` as "R2114";
    `vergaderjaar` is the first of its two years. Raises ValueError for what cannot be a Kamerstuk.
    """

    dossier: str
    nummer: str
    toevoeging: str = ""
    rijkswet: str = ""
    vergaderjaar: int | None = None

    def __post_init__(self) -> None:
        goed = (
            re.fullmatch(r"[1-9]\d{4}", self.dossier)
            and re.fullmatch(r"[1-9]\d{0,3}|[A-Z]{1,3}", self.nummer)
            and re.fullmatch(r"(?!(?:NRS?|NO)$)[A-Z]{0,5}", self.toevoeging)
            and re.fullmatch(r"(R\d{3,4})?", self.rijkswet)
        )
        if not goed:
            raise ValueError(f"{self.dossier} {self.toevoeging} {self.nummer} is geen Kamerstuk.")

    @property
    def kamer(self) -> Literal["Tweede Kamer", "Eerste Kamer"]:
        """The Tweede Kamer numbers its documents, the Eerste Kamer gives them letters."""
        return "Tweede Kamer" if self.nummer.isdigit() else "Eerste Kamer"

    @property
    def notatie(self) -> str:
        """The one form in which it is kept and found: "36 200 XII, nr. 33", "35 925 A, letter B"."""
        dossier = f"{self.dossier[:2]} {self.dossier[2:]}"
        delen = [dossier, f"({self.rijkswet})" if self.rijkswet else "", self.toevoeging]
        soort = "nr." if self.nummer.isdigit() else "letter"
        return f"{' '.join(deel for deel in delen if deel)}, {soort} {self.nummer}"

    @property
    def voluit(self) -> str:
        """As a letter cites it: "Kamerstukken II 2024-2025, 34 682, nr. 223"; without the year when it is not known."""
        kamer = "II" if self.nummer.isdigit() else "I"
        jaar = f" {self.vergaderjaar}-{self.vergaderjaar + 1}" if self.vergaderjaar else ""
        return f"Kamerstukken {kamer}{jaar}, {self.notatie}"

    @property
    def kst(self) -> str:
        """Its name on officielebekendmakingen.nl: "kst-36200-XII-33"."""
        delen = ["kst", self.dossier, self.rijkswet and f"({self.rijkswet})", self.toevoeging, self.nummer]
        return "-".join(deel for deel in delen if deel)

    def __str__(self) -> str:
        return self.notatie


def lees_kamerstuk(tekst: str) -> Kamerstuk | None:
    """The Kamerstuk that this text is, in whichever notation; None when it is none, or more than one.

    A number of a footnote before it, the chamber, the year of session, and a page, a name between brackets and
    punctuation after it are read away.
    """
    tekst = _kern(tekst)
    if _onmogelijk_jaar(tekst):
        return None
    if (adres := _ADRES.fullmatch(tekst)) is not None:
        return _maak(adres.groupdict(), adres["dossier"], adres["nummer"] or adres["letters"])
    for begin in {_VOETNOOT.match(tekst).end(), 0}:  # type: ignore[union-attr]
        kern = tekst[begin:].lstrip("[( ")
        vooraf = _VOORAF.match(kern)
        rest = kern[vooraf.end() :] if vooraf else kern
        if (stuk := _STUK.fullmatch(rest)) is not None:
            return _uit_stuk(stuk, vooraf)
        if (stuk := _KAAL.fullmatch(rest)) is not None and not (vooraf and _is_eerste(vooraf[0])):
            return _maak({**stuk.groupdict(), **_jaren(vooraf)}, stuk["eerste"] + stuk["tweede"], stuk["nummer"])
        if (stuk := _STUK_EK.fullmatch(rest)) is not None and not (vooraf and _is_tweede(vooraf[0])):
            return _maak({**stuk.groupdict(), **_jaren(vooraf)}, stuk["eerste"] + stuk["tweede"], stuk["letters"])
    return None


def waarom_geen_kamerstuk(tekst: str) -> str:
    """Why a text that `lees_kamerstuk` does not read is no Kamerstuk, as a Dutch sentence for who typed it."""
    kern = _kern(tekst)
    aanhaling = f"“{' '.join(tekst.split())[:60]}”"
    if jaar := _onmogelijk_jaar(kern):
        return (
            f"Het vergaderjaar {jaar} bestaat niet: dat loopt van een jaar tot het volgende, zoals 2024-2025. "
            "Verbeter het, of laat het weg."
        )
    if _NOG_EEN.search(kern) or len(re.findall(rf"(?<![\d.,-]){_DOSSIER}[^\d]", kern)) > 1:
        return f"In {aanhaling} staat meer dan één Kamerstuk. Vul er één in, bijvoorbeeld: 34 682, nr. 223."
    return f"{aanhaling} is geen Kamerstuk. Schrijf het bijvoorbeeld zo: 34 682, nr. 223."


def lees_dossier(tekst: str) -> str | None:
    """With what every Kamerstuk of a dossier begins ("29 383", "36 200 XII,"), from its number in any notation.

    None when the text is something else than the number of a dossier.
    """
    kern = _kern(tekst)
    vooraf = re.match(rf"\s*(?:(?:{_WOORD}|(?:Kamer)?dossier\b)[\s,:]*)*", kern, re.IGNORECASE)
    stuk = _LOS_DOSSIER.fullmatch(kern[vooraf.end() :] if vooraf else kern)
    if stuk is None:
        return None
    nummer = f"{stuk['eerste']} {stuk['tweede']}"
    return f"{nummer} {stuk['toevoeging'].upper()}," if stuk["toevoeging"] else nummer


def _kern(tekst: str) -> str:
    """On one line, and without what may stand after a number."""
    zonder_naam = _NAAM.sub("", " ".join(tekst.split()))
    return _BLADZIJDE.sub("", _STAART.sub("", zonder_naam))


def _onmogelijk_jaar(tekst: str) -> str:
    """The year of session in this text that cannot be one, as it was typed; empty when there is none."""
    if (adres := _ADRES.fullmatch(tekst)) is not None:
        van, tot = adres["van"], adres["tot"]
        return f"{van}-{tot}" if van and not _volgt_op(van, tot) else ""
    vooraf = _VOORAF.match(tekst[_VOETNOOT.match(tekst).end() :].lstrip("[( "))  # type: ignore[union-attr]
    jaar = re.search(_JAAR, vooraf[0], re.IGNORECASE) if vooraf else None
    if jaar is None or _volgt_op(jaar["van"], jaar["tot"]):
        return ""
    return jaar.string[jaar.start("van") : jaar.end("tot")]


def _volgt_op(van: str, tot: str) -> bool:
    volgend = str(int(van) + 1)
    return tot in (volgend, volgend[2:])


def vind_kamerstukken(tekst: str) -> list[tuple[int, int, Kamerstuk]]:
    """Every Kamerstuk of the Tweede Kamer that a running text cites, with where it begins and ends, in order.

    Only what says that it is one: with "nr.", or after the word Kamerstuk or the year of session.
    """
    uit = []
    for stuk in _STUK.finditer(tekst):
        begin = stuk.start()
        vooraf = next(
            (
                een
                for een in _VOORAF.finditer(tekst, max(0, begin - 90), begin)
                if een.end() == begin and een[0].strip()
            ),
            None,
        )
        if begin and (tekst[begin - 1].isalnum() or tekst[begin - 1] in "€.,-"):
            continue
        if stuk["nummer"] is None and vooraf is None:
            continue
        if (kamerstuk := _uit_stuk(stuk, vooraf)) is not None:
            eerste = begin if vooraf is None else vooraf.end() - len(vooraf[0].lstrip())
            uit.append((eerste, stuk.end(), kamerstuk))
    return uit


def _uit_stuk(stuk: re.Match[str], vooraf: re.Match[str] | None) -> Kamerstuk | None:
    if vooraf and _is_eerste(vooraf[0]):
        return None  # the Eerste Kamer has numbered its documents long ago; those are not ours to guess at
    nummer = stuk["nummer"] or stuk["na_streep"] or stuk["na_komma"]
    velden = {**stuk.groupdict(), **_jaren(vooraf)}
    velden["rijkswet"] = stuk["rijkswet"] or stuk["rijkswet2"]
    return _maak(velden, stuk["eerste"] + stuk["tweede"], nummer)


def _maak(velden: dict[str, str | None], dossier: str, nummer: str) -> Kamerstuk | None:
    van, tot = velden.get("van"), velden.get("tot")
    if van and tot and not _volgt_op(van, tot):
        van = None  # no year of session
    try:
        return Kamerstuk(
            dossier=dossier,
            nummer=nummer.upper(),
            toevoeging=(velden.get("toevoeging") or "").upper(),
            rijkswet=(velden.get("rijkswet") or "").upper().replace(" ", ""),
            vergaderjaar=int(van) if van else None,
        )
    except ValueError:
        return None


def _jaren(vooraf: re.Match[str] | None) -> dict[str, str | None]:
    return vooraf.groupdict() if vooraf else {}


def _is_eerste(vooraf: str) -> bool:
    return bool(re.search(r"\bEK\b|Eerste\s+Kamer|(?<!I)\bI\b", vooraf, re.IGNORECASE))


def _is_tweede(vooraf: str) -> bool:
    return bool(re.search(r"\bTK\b|Tweede\s+Kamer|\bII\b", vooraf, re.IGNORECASE))
