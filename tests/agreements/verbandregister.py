"""Real pairs of a later and an earlier text about the same matter, by our own keys, and how proposals are measured.

Earlier are the bullets of the list of 2024, by their code. Later are the alineas of the letter of 2025 ("K" and the
how-manieth alinea of at least twelve words) and the proposed agreements of the dossier of Noordwest of 2026 ("D", the
item, and the how-manieth with real text). A later text that goes on from several earlier ones stands with all of them.

The pairs were judged by reading both documents: the later text reports on, carries out, changes or goes on from what
the earlier one agreed. The same place alone is not enough, nor that both speak of, say, water. What the application
proposed was read once more afterwards; `NAGELEZEN` are the pairs that were only seen then.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from agreements.dossier import Invulling
from agreements.duiding.plaatsen import Plaatsherkenning
from agreements.duiding.voorstel import Namen, Omgeving, Veld
from agreements.gebiedsnamen import Gebiedsnamen
from agreements.gelijkenis import Profiel, vergelijk
from agreements.importers import lees_lijst
from agreements.importers.dossier import lees_dossier
from agreements.termijnen import vind_termijnen
from agreements.verbandvoorstellen import maak_profiel
from tests.strategieen import GEBIEDEN, NASLAG, PROVINCIES

#: Later text → the codes of 2024 without "BOL-2024-", or a later text of the year before.
PAREN = {
    "K16": "N-1-01 NW-1-02 NW-1-08 NW-1-11 O-1-01 O-1-02 O-1-03 O-1-04",
    "K25": "ZW-1-02",
    "K27": "N-1-03",
    "K32": "NW-1-06 NW-1-09",
    "K33": "ZW-2-01",
    "K34": "Z-1-06",
    "K37": "N-1-01",
    "K39": "NW-1-15",
    "K42": "N-3-01",
    "K44": "ZW-4-02 Z-3-01 N-2-02 NW-2-01 NW-2-04 O-4-01",
    "K45": "ZW-4-02 ZW-4-03",
    "K46": "NW-3-01 NW-3-02",
    "K47": "NW-2-01 NW-2-03 NW-2-04",
    "K48": "N-2-01 N-2-02 Z-3-01 O-4-01",
    "K49": "ZW-3-01 ZW-3-02 ZW-5-03 Z-5-01 N-3-01",
    "K51": "ZW-5-02",
    "K52": "ZW-3-02 ZW-3-04 Z-5-01",
    "K53": "Z-1-01 Z-1-02 Z-1-03",
    "K54": "Z-4-01 Z-4-02",
    "K55": "NW-4-01",
    "K56": "O-5-01",
    "K57": "O-5-01",
    "K58": "O-2-01 O-3-01 Z-2-01 Z-2-02 Z-2-07",
    "K59": "N-1-03",
    "K60": "N-1-02",
    "K67": "Z-6-05",
    **dict.fromkeys(("D2.3.1", "D2.3.2", "D2.3.4", "D2.3.5"), "NW-1-09"),
    "D2.5.4.1": "NW-5-01 K52",
    "D2.5.4.2": "NW-1-09",
    "D2.5.4.5": "NW-5-01",
    "D2.5.4.6": "NW-5-01",
    "D5.1.1": "NW-4-01 K55",
}

#: An alinea of fewer words is a heading or what a page break left.
KORTSTE_ALINEA = 12
#: The spellings of the gebieden, as `gebiedsnamen` has them out of the database.
NAMEN = Gebiedsnamen(
    {
        naam: (rij["slug"], rij["naam"])
        for rij in json.loads((settings.BASE_DIR / "fixtures/gebieden.json").read_text(encoding="utf-8"))["rijen"]
        if rij["soort"] != "novi"
        for naam in (rij["naam"], rij.get("afkorting"), *rij.get("varianten", ()))
        if naam
    }
)
_PLAATSEN = Plaatsherkenning(Namen(provincies=PROVINCIES, gebieden=GEBIEDEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuk:
    """A text of one of the documents, with its year and place (slugs)."""

    jaar: int
    tekst: str
    gebieden: frozenset[str]
    provincies: frozenset[str]


def profiel_van_tekst(
    sleutel: str, overleg: str, tekst: str, *, gebieden: Iterable[str] = (), provincies: Iterable[str] = ()
) -> Profiel:
    """What is compared of a text, made as the application makes it of an agreement.

    A gebied is known by its slug, or by the words of a heading that the reference data do not know.
    """
    hier = {slug: naam for kop in gebieden for slug, naam in NAMEN.genoemd(kop) or {(kop, kop)}}
    return maak_profiel(
        sleutel=sleutel,
        overleg=overleg,
        tekst=tekst,
        namen=NAMEN,
        gebieden=hier,
        provincies={een: een for een in provincies},
        noemt=(een.overleg for een in vind_termijnen(tekst) if een.overleg),
    )


def gewichten(profielen: Iterable[Profiel]) -> dict[str, float]:
    """How heavy each stem counts: the rarer the heavier."""
    alle = list(profielen)
    telling = Counter(stam for een in alle for stam in een.woorden)
    return {stam: math.log((len(alle) + 1) / (aantal + 0.5)) for stam, aantal in telling.items()}


def voorgesteld(per_jaar: Mapping[int, Mapping[str, Profiel]], *, hoogstens: int | None = None) -> set[tuple[str, str]]:
    """What is proposed between these texts, later to earlier: per text only from the last year that has something."""
    gewicht = gewichten(profiel for profielen in per_jaar.values() for profiel in profielen.values())
    paren = set()
    for jaar, profielen in per_jaar.items():
        for sleutel, later in profielen.items():
            for eerder in sorted((ander for ander in per_jaar if ander < jaar), reverse=True):
                gelijk = [(vergelijk(later, een, gewicht), naam) for naam, een in per_jaar[eerder].items()]
                goede = sorted((-een.score, naam) for een, naam in gelijk if een.is_voorstel)
                paren |= {(sleutel, naam) for _, naam in goede[:hoogstens]}
                if goede:
                    break
    return paren


def echte_paren() -> set[tuple[str, str]]:
    """The register, with whole codes."""
    return {
        (later, naam if naam[0] == "K" else f"BOL-2024-{naam}")
        for later, namen in PAREN.items()
        for naam in namen.split()
    }


def lees_profielen(stukken: Mapping[str, Stuk]) -> dict[int, dict[str, Profiel]]:
    """What is compared of these texts, per year."""
    uit: dict[int, dict[str, Profiel]] = {}
    for sleutel, een in stukken.items():
        uit.setdefault(een.jaar, {})[sleutel] = profiel_van_tekst(
            sleutel, f"BO Leefomgeving {een.jaar}", een.tekst, gebieden=een.gebieden, provincies=een.provincies
        )
    return uit


def lees_stukken(lijst: Path, brief: Path, dossier: Path) -> dict[str, Stuk]:
    """The texts of the three documents by our own keys."""
    return {**_van_lijst(lijst), **_van_brief(brief), **_van_dossier(dossier)}


def _van_lijst(pad: Path) -> dict[str, Stuk]:
    uit = {}
    gelezen = lees_lijst(pad, naam=pad.name, soort="bol", jaar=2024, naslag=NASLAG).met_codes()
    for deel in gelezen.landsdelen:
        for rubriek in deel.rubrieken:
            for blok in rubriek.blokken:
                for punt in blok.tekstblokken:
                    tekst = " ".join((punt.tekst, *punt.subpunten, blok.onderwerp or ""))
                    uit[punt.code] = _stuk(2024, tekst, rubriek.gebied, blok.provincie)
    return uit


def _van_brief(pad: Path) -> dict[str, Stuk]:
    alineas = (" ".join(een.split()) for een in re.split(r"\n\s*\n", pad.read_text(encoding="utf-8")))
    lang = [een for een in alineas if len(een.split()) >= KORTSTE_ALINEA]
    return {f"K{nummer}": _stuk(2025, tekst) for nummer, tekst in enumerate(lang, start=1)}


def _van_dossier(pad: Path) -> dict[str, Stuk]:
    uit = {}
    gelezen = lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest").dossier
    for punt in gelezen.agendapunten:
        echt = [een for blok in punt.blokken for een in blok.voorstellen if een.invulling == Invulling.ECHT]
        for nummer, een in enumerate(echt, start=1):
            sleutel = f"D{punt.nummer}.{nummer}"
            tekst = " ".join((een.tekst, *een.subpunten, punt.titel))
            uit[sleutel] = _stuk(2026, tekst)
    return uit


def _stuk(jaar: int, tekst: str, gebied: str | None = None, provincie: str | None = None) -> Stuk:
    """With the place of the heading, and those that the text names as a reader would confirm them."""
    genoemd = _PLAATSEN.voorstellen(Omgeving(tekst=tekst, jaar=jaar))
    return Stuk(
        jaar=jaar,
        tekst=tekst,
        gebieden=frozenset({*filter(None, [gebied])} | {een.waarde for een in genoemd if een.veld == Veld.GEBIED}),
        provincies=frozenset(
            {*filter(None, [provincie])} | {een.waarde for een in genoemd if een.veld == Veld.PROVINCIE}
        ),
    )
