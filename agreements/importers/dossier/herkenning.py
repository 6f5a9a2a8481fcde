"""What a line of a draft is by its words: heading of a block, version, time, note, something not filled in."""

from __future__ import annotations

import re
from datetime import date, time
from difflib import SequenceMatcher

from agreements.datums import MAANDEN
from agreements.dossier import Bloksoort, Invulling

_BLOKKEN = (
    (re.compile(r"in het kort", re.I), Bloksoort.IN_HET_KORT),
    (re.compile(r"bespreekpunt(?:en)?", re.I), Bloksoort.BESPREEKPUNTEN),
    (re.compile(r"voorgestelde afspra(?:ak|ken)", re.I), Bloksoort.VOORGESTELDE_AFSPRAKEN),
    (re.compile(r"toelichting", re.I), Bloksoort.TOELICHTING),
)
_BLOKKOP = re.compile(r"^([a-z ]+?)\s*(?:\([^()]*\))?\s*:?$", re.I)
_NUMMER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)(?:\.(?=\s)|\s)\s*(\S.*)$")
_DEEL = re.compile(r"^(.{3,160}\((\d{1,2})/(\d{1,2})\))$")
_VERSIE = re.compile(r"^(?:V\d{1,3}\b|concept\w*versie\b|concept\s+v?\d|versie\b)", re.I)
_OPMERKING = re.compile(
    r"^\+?\s*(?:status\s*[:?]|status$|aandachtspunt\b|idealiter\b|volgt nog\b|nog te \w+en\b|todo\b|to do\b"
    r"|n\.?t\.?b\.?\b|opmerking\s*:|vraag\s*:|waarschijnlijk hamerpunt\b)",
    re.I,
)
_PM = re.compile(r"^(?:p\.?m\.?|xx+|x)[.:]?$", re.I)
_SJABLOON = re.compile(r"^(?:x{2,}\s*[-–—:]|als er geen bespreekpunten zijn, gebruik)", re.I)
_GELIJK = 0.9
_TIJD = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\b")
_TIJDREGEL = re.compile(
    r"(?:(?:\d{1,2}[.:]\d{2}|x{1,2}[.:]x{1,2}|tijd)\s*(?:uur)?\s*(?:[-–—]\s*)?){1,2}(?:uur)?\s*$", re.I
)
_DATUM = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MAANDEN)})(?: (\d{{4}}))?\b", re.I)
_MEDEDELING = re.compile(
    r"^(?:opening(?:en)?|mededeling(?:en)?|afsluiting|afronding|rondvraag|welkom|sluiting)\b", re.I
)
_AMBT = re.compile(
    r"minister|staatssecretaris|bewindspers|bestuurder|gedeputeerde|commissaris|wethouder|burgemeester|dijkgraaf"
    r"|heemraad|voorzitter|directeur|rijk\b|regio\b|provincie|waterschap|gemeente",
    re.I,
)
_LABEL = re.compile(r"^(?:Versie|Datum|Tijd|Locatie|Soort|Wie|Opmerking):\s*")
_OPSOMMING = re.compile(
    r",\s+|\s+en\s+(?=(?:de\s+)?(?:overige\s+)?(?:minister|staatssecretaris|bestuurder|bewindspers|gedeputeerde))", re.I
)


def bloksoort(tekst: str) -> Bloksoort | None:
    """Of which block this is the heading ("Bespreekpunten (indien van toepassing):"), if of any."""
    kop = _BLOKKOP.match(tekst)
    woorden = kop[1] if kop else ""
    return next((soort for patroon, soort in _BLOKKEN if patroon.fullmatch(woorden)), None)


def nummer_en_titel(tekst: str) -> tuple[str, str] | None:
    """The number in front of a title, and the title: "2.5.4.1. Titel"."""
    gevonden = _NUMMER.match(tekst)
    return (gevonden[1], gevonden[2].strip()) if gevonden else None


def is_deel(tekst: str) -> bool:
    """Whether it is the heading of a part of an item: "Titel (2/3)"."""
    gevonden = _DEEL.match(tekst)
    return gevonden is not None and 1 <= int(gevonden[2]) <= int(gevonden[3])


def versie_en_rest(tekst: str) -> tuple[str, str] | None:
    """A version label, and the note that stands behind its comma."""
    if not _VERSIE.match(tekst):
        return None
    versie, _, rest = tekst.partition(", ")
    return versie.strip(), rest.strip()


def is_opmerking(tekst: str) -> bool:
    """Whether a line is a note of the writers to each other."""
    return _OPMERKING.match(tekst) is not None


def invulling_van(tekst: str, sjabloon: frozenset[str] = frozenset()) -> Invulling:
    """Whether a text is real, "PM" or that of the template; `sjabloon` has the sentences of the dossier's example.

    A slip of the pen in a copied template does not make it real.
    """
    kaal = " ".join(tekst.split()).strip("-–• ")
    if _PM.match(kaal):
        return Invulling.PM
    if _SJABLOON.match(kaal) or any(
        SequenceMatcher(None, kaal, een, autojunk=False).ratio() >= _GELIJK
        for een in sjabloon
        if abs(len(een) - len(kaal)) <= len(een) / 5
    ):
        return Invulling.SJABLOON
    return Invulling.ECHT


def zonder_label(tekst: str) -> str:
    """What a particular of our own document says, without the word in front of it ("Versie:")."""
    return _LABEL.sub("", tekst)


def tijden_in(tekst: str) -> list[time]:
    """The times of day that a text names, in order."""
    return [time(int(uur), int(minuut)) for uur, minuut in _TIJD.findall(tekst)]


def is_tijdregel(tekst: str) -> bool:
    """Whether a line is only a time, or the place where one is to be filled in ("tijd – tijd uur")."""
    return _TIJDREGEL.fullmatch(tekst) is not None


def zonder_tijd(titel: str) -> tuple[str, str]:
    """A title without the time behind it, and that time."""
    gevonden = _TIJDREGEL.search(titel)
    if gevonden is None or not gevonden.start() or not titel[: gevonden.start()].endswith(" "):
        return titel, ""
    return titel[: gevonden.start()].strip(), gevonden[0].strip()


def datum_in(tekst: str, jaar: int) -> date | None:
    """The first day that a text names; without a year it is that of the dossier."""
    gevonden = _DATUM.search(tekst)
    if gevonden is None:
        return None
    try:
        return date(int(gevonden[3] or jaar), MAANDEN.index(gevonden[2].lower()) + 1, int(gevonden[1]))
    except ValueError:
        return None


def is_mededeling(titel: str) -> bool:
    """Whether a title is that of an opening, of announcements or of the end."""
    return _MEDEDELING.match(titel) is not None


def sprekers(tekst: str) -> tuple[str, ...]:
    """Who speaks, one by one; nothing when the text names no post or side, but is a note."""
    return tuple(deel.strip() for deel in _OPSOMMING.split(tekst) if deel.strip()) if _AMBT.search(tekst) else ()
