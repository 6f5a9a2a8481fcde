"""What an importer may know of the world: names of provincies, gebieden and landsdelen, and their slugs.

The importers do not know the database. Whoever calls them (a service, a test) fills a `Naslag` with the names
and other spellings that it has; the lookup forgives case, accents, dashes, spaces and the words that lists
put in front of a name ("Provincie Utrecht", "NOVEX-gebied Metropoolregio Amsterdam (MRA)").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from agreements.lijst import LANDELIJK

_HAAKJES = re.compile(r"\(([^()]*)\)")
_GEEN_TEKEN = re.compile(r"[^0-9a-z]+")
_AFKORTING = re.compile(r"[A-Z]{3,8}")
_VOOR_GEBIED = re.compile(r"^(?:novex|novi)(?: gebied)? ")
_VOOR_PROVINCIE = re.compile(r"^provincie ")
_MEER_PROVINCIES = re.compile(r"^provincies? ")
_ROND_REGIO = re.compile(r"^regio | regio$")
_VOLGNUMMER = re.compile(r"(?:\d{1,2}|[A-H]|[IVX]{1,4})[.)]?(?:\s*\|)?\s+(?P<naam>\S.*)")
_MAX_LANDSDEELKOP = 100
_VOOR_LANDSDEEL = re.compile(
    r"^(?:(?:de |het )?(?:regio|landsdeel|(?:bo|bestuurlijk overleg|bestuurlijke overleggen)"
    r"(?: leefomgeving| mirt)?) )+"
)
_NA_LANDSDEEL = re.compile(r"(?<=\S) nederland$")
#: The day or season of the overleg behind its name: "BO MIRT Noord najaar 2018", "BO MIRT Oost 22 november 2018".
_DAG_ERACHTER = re.compile(
    r" (?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag) )?(?:d d )?(?:\d{1,2} )?(?:voorjaar |najaar |januari "
    r"|februari |maart |april |mei |juni |juli |augustus |september |oktober |november |december )?20\d\d$"
)
_LANDELIJK = frozenset(
    {
        "landelijk",
        "nationaal",
        "landelijke afspraken",
        "nationale afspraken",
        "generieke afspraken",
        "generieke nationale afspraken",
        "generieke en nationale afspraken",
        "generieke landelijke afspraken",
        "landelijke en generieke afspraken",
        "landsdeeloverstijgende afspraken",
    }
)


def sleutel(naam: str) -> str:
    """A name without case, accents, dashes, quotes and double spaces, to compare names by."""
    kaal = "".join(
        teken for teken in unicodedata.normalize("NFKD", naam).casefold() if not unicodedata.combining(teken)
    )
    return _GEEN_TEKEN.sub(" ", kaal).strip()


@dataclass(frozen=True, kw_only=True)
class Naslag:
    """Names (any number of spellings) → slugs; the fields are read once, when the object is made."""

    provincies: Mapping[str, str] = field(default_factory=dict)
    gebieden: Mapping[str, str] = field(default_factory=dict)
    landsdelen: Mapping[str, str] = field(default_factory=dict)
    organisaties: Mapping[str, str] = field(default_factory=dict)
    _provincies: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _landsdelen: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _gebieden: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _gebieden_kort: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        gebieden = _spellingen(self.gebieden)
        lookup = {
            "_provincies": {_VOOR_PROVINCIE.sub("", naam): s for naam, s in _spellingen(self.provincies).items()},
            "_landsdelen": {_kaal_landsdeel(naam): s for naam, s in _spellingen(self.landsdelen).items()},
            "_gebieden": gebieden,
            # "NOVEX-gebied Groningen-Assen" is Regio Groningen-Assen, but the word "Zwolle" is not Regio
            # Zwolle: the short form counts only where it is the whole name.
            "_gebieden_kort": {_ROND_REGIO.sub("", naam): s for naam, s in gebieden.items()} | gebieden,
        }
        for naam, tabel in lookup.items():
            object.__setattr__(self, naam, tabel)

    def provincie(self, kop: str) -> str | None:
        """The provincie that a heading names, with or without "Provincie"; None when it is anything else."""
        if not _is_kop(kop):
            return None
        return self._provincies.get(_VOOR_PROVINCIE.sub("", sleutel(kop)))

    def noemt_provincie(self, kop: str) -> bool:
        """Whether a heading presents itself as one of a provincie, known or not ("Provincies A en B")."""
        return _is_kop(kop) and len(kop) <= 60 and _MEER_PROVINCIES.match(sleutel(kop)) is not None

    def landsdeel(self, kop: str) -> str | None:
        """The landsdeel of a heading such as "Regio Zuidwest-Nederland", "BO MIRT Noord" or "ZUIDWEST".

        The bare name counts only in capitals. What stands between brackets, and the day of an overleg behind its
        name, do not matter. A block for the whole country ("Landelijke afspraken") is the landsdeel "landelijk".
        """
        if not _is_kop(kop) or len(kop) > _MAX_LANDSDEELKOP:
            return None
        naam = sleutel(_HAAKJES.sub(" ", kop))
        kaal = _VOOR_LANDSDEEL.sub("", naam)
        if kaal != naam:
            kaal = _DAG_ERACHTER.sub("", kaal)
        if kaal in _LANDELIJK:
            return LANDELIJK
        naakt = _NA_LANDSDEEL.sub("", kaal)
        return self._landsdelen.get(naakt) if naakt != naam or kop.isupper() else None

    def landsdeel_kaal(self, kop: str) -> str | None:
        """The landsdeel of a heading that something else marks as one already, so that its bare name will do."""
        return self.landsdeel(kop) or (self._landsdelen.get(sleutel(_HAAKJES.sub(" ", kop))) if _is_kop(kop) else None)

    def genummerd_landsdeel(self, kop: str) -> str | None:
        """The landsdeel of a heading that its number marks as one ("1. Noord-Nederland", "II Oost")."""
        genummerd = _VOLGNUMMER.fullmatch(kop)
        return None if genummerd is None else self.landsdeel_kaal(genummerd["naam"])

    def gebied(self, titel: str) -> str | None:
        """The first gebied that a title names, or None."""
        gevonden = self.gebieden_in(titel)
        return gevonden[0] if gevonden else None

    def gebieden_in(self, titel: str) -> tuple[str, ...]:
        """The gebieden that a title names, in order; of names inside each other only the longest counts.

        What stands between brackets explains a name ("(MRA)", "(Apeldoorn, Deventer en Zutphen)") and names
        none itself.
        """
        naam = sleutel(_HAAKJES.sub(" ", titel))
        heel = _VOOR_GEBIED.sub("", naam)
        if heel in self._gebieden_kort and (heel != naam or heel in self._gebieden):
            return (self._gebieden_kort[heel],)
        rest = f" {naam} "
        gevonden: list[tuple[int, str]] = []
        for spelling in sorted(self._gebieden, key=len, reverse=True):
            plaats = rest.find(f" {spelling} ")
            if plaats >= 0:
                gevonden.append((plaats, self._gebieden[spelling]))
                rest = rest[: plaats + 1] + "#" * len(spelling) + rest[plaats + 1 + len(spelling) :]
        return tuple(dict.fromkeys(slug for _, slug in sorted(gevonden)))


def _is_kop(tekst: str) -> bool:
    """A heading ends in no punctuation: "Zeeland." is the end of a sentence."""
    return bool(tekst) and tekst.rstrip()[-1:] not in ".,;!?"


def _kaal_landsdeel(naam: str) -> str:
    return _NA_LANDSDEEL.sub("", _VOOR_LANDSDEEL.sub("", naam))


def _spellingen(namen: Mapping[str, str]) -> dict[str, str]:
    """Every spelling as a key: the name, the name without its brackets, and an abbreviation between them."""
    uit: dict[str, str] = {}
    for naam, slug in namen.items():
        kort = [stuk for stuk in _HAAKJES.findall(naam) if _AFKORTING.fullmatch(stuk)]
        for spelling in (naam, _HAAKJES.sub(" ", naam), *kort):
            if sleutel(spelling):
                uit.setdefault(sleutel(spelling), slug)
    return uit
