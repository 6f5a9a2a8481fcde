"""Find the bare pieces of time in a text: days, months, quarters, half-years, seasons and years.

Each kind is one row of REGELS: a pattern and the function that turns a match into an Anker, or None when the
match names no time after all. What counts from the day of the overleg is in `relatief`; the word that stands
before a piece of time is the business of `frasen`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from agreements.termijnen import kalender
from agreements.termijnen.kalender import Bereik
from agreements.termijnen.lezing import Lezing
from agreements.termijnen.patronen import (
    AANTAL,
    BINNEN,
    DAGNUMMER,
    DEEL,
    DELEN,
    EENHEID,
    GEEN_GETAL_ERNA,
    GEEN_GETAL_ERVOOR,
    JAARTAL,
    LOS_JAARTAL,
    MAAND,
    MAAND_KORT,
    MAANDAFKORTINGEN,
    MAANDEN,
    RANG,
    RANGTELWOORDEN,
    ROMEINS,
    SEIZOEN,
    SEIZOENWOORDEN,
    TELWOORDEN,
    een_van,
    patroon,
)
from agreements.termijnen.relatief import relatief, vanaf_nu
from agreements.termijnen.vondst import Anker


def _dag(lezing: Lezing) -> Anker | None:
    nummers = [int(getal) for getal in re.findall(r"[0-9]+", lezing.match["dagen"])]
    maand = _maandnummer(lezing.match["maand"])

    def dagen(jaar: int) -> Bereik:
        return kalender.dagen(jaar, maand, min(nummers), max(nummers))

    return lezing.anker("dag", dagen, jaar_verplicht=_is_afkorting(lezing.match["maand"]))


def _cijferdatum(lezing: Lezing) -> Anker | None:
    """A date in numbers, either way round: "14-09-2025", "2025-09-14"."""
    delen = [int(deel) for deel in re.findall(r"[0-9]+", lezing.match[0])]
    jaar, maand, dag = delen if delen[0] > 31 else reversed(delen)
    jaar += 2000 if jaar < 100 else 0
    try:
        return lezing.vast_anker("dag", kalender.dagen(jaar, maand, dag, dag))
    except ValueError:
        return None


def _jaarwisseling(lezing: Lezing) -> Anker | None:
    anker = lezing.anker("dag", lambda jaar: kalender.dagen(jaar, 12, 31, 31))
    if anker is not None:
        anker.deel = kalender.EIND
    return anker


def _ultimo(lezing: Lezing) -> Anker | None:
    return lezing.vast_anker("dag", kalender.dagen(int(lezing.match["jaar"]), 12, 31, 31))


def _maand(lezing: Lezing) -> Anker | None:
    eerste = _maandnummer(lezing.match["maand"])
    laatste = _maandnummer(lezing.match["maand2"]) if lezing.match["maand2"] else eerste
    return lezing.anker(
        "maand",
        partial(kalender.maandreeks, eerste=eerste, laatste=laatste, deel=lezing.deel),
        kaal=lezing.deel is None,
        jaar_verplicht=_is_afkorting(lezing.match["maand"]),
    )


def _halve_maand(lezing: Lezing) -> Anker | None:
    """ "De eerste helft van februari": up to the fifteenth; the second half is the rest."""
    maand = _maandnummer(lezing.match["maand"])
    tweede = lezing["helft"] in ("tweede", "2e")

    def dagen(jaar: int) -> Bereik:
        heel = kalender.maand(jaar, maand)
        return Bereik(date(jaar, maand, 16), heel.tot) if tweede else kalender.dagen(jaar, maand, 1, 15)

    return lezing.anker("maand", dagen, jaar_verplicht=_is_afkorting(lezing.match["maand"]))


def _maandnummer(woord: str) -> int:
    woord = woord.lower().rstrip(".")
    return MAANDEN.get(woord) or MAANDAFKORTINGEN[woord]


def _is_afkorting(woord: str) -> bool:
    return woord.lower() not in MAANDEN


def _kwartaal(lezing: Lezing) -> Anker | None:
    eerste = _rang(lezing["rang"], laatste=4)
    laatste = _rang(lezing["rang2"], laatste=4) or eerste
    return lezing.anker("kwartaal", partial(kalender.kwartaalreeks, eerste=eerste, laatste=laatste, deel=lezing.deel))


def _kwartaal_kort(lezing: Lezing) -> Anker | None:
    """A quarter as a code, its year behind or in front: "Q1 2025", "2025-Q1"."""
    eerste = int(lezing.match["nummer"])
    laatste = int(lezing.match["nummer2"] or eerste)
    eenheid = partial(kalender.kwartaalreeks, eerste=eerste, laatste=laatste, deel=lezing.deel)
    if voorop := lezing["voorop"]:
        return lezing.vast_anker("kwartaal", eenheid(int(voorop)))
    return lezing.anker("kwartaal", eenheid, kaal=True)


def _eerste_maanden(lezing: Lezing) -> Anker | None:
    """Months counted from either end of a year: "de eerste drie maanden van 2025", "laatste twee maanden van 2025"."""
    aantal = TELWOORDEN.get(lezing["aantal"] or "") or int(lezing["aantal"] or 0)
    if not 2 <= aantal <= 11:
        return None
    begin, eind = (1, aantal) if lezing["rang"] == "eerste" else (13 - aantal, 12)
    return lezing.anker("maand", partial(kalender.maandreeks, eerste=begin, laatste=eind), jaar_verplicht=True)


def _halfjaar(lezing: Lezing) -> Anker | None:
    rang = _rang(lezing["rang"], laatste=2)
    if rang > 2:
        return None
    eenheid = partial(kalender.halfjaar, nummer=rang, deel=lezing.deel)
    # "de tweede helft" alone is the half of anything.
    return lezing.anker("halfjaar", eenheid, jaar_verplicht=(lezing["woord"] or "").endswith("helft"))


def _halfjaar_kort(lezing: Lezing) -> Anker | None:
    eenheid = partial(kalender.halfjaar, nummer=int(lezing.match["nummer"]), deel=lezing.deel)
    return lezing.anker("halfjaar", eenheid, jaar_verplicht=True)


def _rang(woord: str | None, *, laatste: int) -> int:
    if woord is None:
        return 0
    if woord == "laatste":
        return laatste
    return RANGTELWOORDEN.get(woord) or ROMEINS.get(woord.rstrip("stde")) or int(woord[0])


def _seizoen(lezing: Lezing) -> Anker | None:
    eerste = SEIZOENWOORDEN[lezing["seizoen"] or ""]
    laatste = SEIZOENWOORDEN.get(lezing["seizoen2"] or "", eerste)
    return lezing.anker(
        "seizoen",
        partial(kalender.seizoenen, eerste=eerste, laatste=laatste, deel=lezing.deel),
        kaal=lezing.deel is None,
    )


def _winter(lezing: Lezing) -> Anker | None:
    """A winter with both its years: "winter 2025-2026"."""
    return lezing.vast_anker("seizoen", kalender.seizoen(int(lezing.match["jaar"]), "winter"))


def _jaar(lezing: Lezing) -> Anker | None:
    """One year, or some in a row: "2030, 2050 en 2100"."""
    jaren = [int(jaartal) for jaartal in re.findall(r"[0-9]{4}", lezing.match["jaren"])]
    if len(jaren) > 1:
        return _kale_reeks(lezing, min(jaren), max(jaren))
    anker = lezing.vast_anker("jaar", kalender.heel_jaar(jaren[0], lezing.deel), deel=lezing.deel)
    anker.jaar, anker.kaal = jaren[0], lezing.deel is None
    return anker


def _kort_jaar(lezing: Lezing) -> Anker:
    """A year of two numbers: "eind ’25"."""
    jaar = 2000 + int(lezing.match["kort"])
    anker = lezing.vast_anker("jaar", kalender.heel_jaar(jaar, lezing.deel), deel=lezing.deel)
    anker.jaar, anker.kaal = jaar, lezing.deel is None
    return anker


def _jarenreeks(lezing: Lezing) -> Anker | None:
    """A range of years: "2025-2029", "2020-2025 en 2025-2030", "2025/26"."""
    jaren = [int(jaartal) for jaartal in re.findall(r"[0-9]{4}", lezing.match[0])]
    if kort := lezing["kort"]:
        jaren.append(jaren[0] // 100 * 100 + int(kort))
    return _kale_reeks(lezing, jaren[0], jaren[-1]) if jaren == sorted(jaren) else None


def _kale_reeks(lezing: Lezing, eerste: int, laatste: int) -> Anker:
    anker = lezing.vast_anker("periode", kalender.jarenreeks(eerste, laatste))
    anker.kaal = True
    return anker


#: Between two of a kind: "mei/juni", "tweede of derde".
_EN = r"(?: en(?:/of)? | of |\s?/\s?| t/m | tot en met |\s?[-–]\s?)"
_DAG = rf"{DAGNUMMER}(?:e(?![a-z]))?"
_DAGEN = rf"(?P<dagen>{_DAG}(?:(?:, ?|{_EN}){_DAG}){{0,6}})"
_MAAND = rf"(?P<maand>{MAAND}|{MAAND_KORT})"
_JAREN = rf"(?P<jaren>{LOS_JAARTAL}(?:(?:, {LOS_JAARTAL}){{0,6}}(?: en| of| en/of) {LOS_JAARTAL})?)"
_TOT_JAAR = rf"{JAARTAL}\s?[-–/]\s?"
_GEEN_CIJFER_ERNA = r"(?![\w]|[.,/-][0-9])"
_JAREN_TOT_JAREN = (
    rf"{_TOT_JAAR}(?:{JAARTAL}|(?P<kort>[0-9]{{2}})){_GEEN_CIJFER_ERNA}"
    rf"(?: en {_TOT_JAAR}{JAARTAL}{_GEEN_CIJFER_ERNA}){{0,3}}"
)
_KWARTAALCODE = (
    rf"(?:(?P<voorop>{JAARTAL})[\s-]?)?(?:Q|KW?|kwartaal ) ?(?P<nummer>[1-4])"
    r"(?:\s?(?:/|-|–|en|of|t/m)\s?(?:Q|KW?)?(?P<nummer2>[1-4]))?"
)
_WELKE = (
    r"(?P<woord>dit|deze|(?:(?:de|het) )?(?:lopende?|(?:eerst|aan)?komende?|eerstvolgende|aanstaande?"
    r"|volgende?|vorige?|afgelopen))"
)
_PER_JAAR = een_van([*SEIZOENWOORDEN, *MAANDEN])
_HET_JAAR = r"(?P<woord>het) (?P<eenheid>jaar)(?! [0-9])(?![\w-])"

_KORT_JAAR = r"['’‘](?P<kort>[0-9]{2})(?![\w'’])"
_ACHTER_OVERLEG = r"(?:(?<=BOL)|(?<=BO-L)|(?<=MIRT)|(?<=omgeving))"
#: The overleg that the text itself comes from.
_NU = r"(?:vandaag|heden|nu|dit (?:(?:bestuurlijke? )?overleg|BO))"

_TABEL: tuple[tuple[str, Callable[[Lezing], Anker | None]], ...] = (
    (rf"{GEEN_GETAL_ERVOOR}{_DAGEN} {_MAAND}(?![\w-])", _dag),
    (
        rf"(?<![\w./-])[0-3]?[0-9](?P<s>[./-])[01]?[0-9](?P=s)(?:19|20)[0-9]{{2}}{_GEEN_CIJFER_ERNA}",
        _cijferdatum,
    ),
    (rf"(?<![\w./-])(?:19|20)[0-9]{{2}}-[01][0-9]-[0-3][0-9]{_GEEN_CIJFER_ERNA}", _cijferdatum),
    # With a short year only where the first number is a day and can be no month.
    (rf"(?<![\w./-])(?:1[3-9]|2[0-9]|3[01])(?P<s>[/-])[01][0-9](?P=s)[2-4][0-9]{_GEEN_CIJFER_ERNA}", _cijferdatum),
    (r"\b(?:jaarwisseling|jaareinde)\b", _jaarwisseling),
    (rf"\bultimo (?P<jaar>{JAARTAL}){GEEN_GETAL_ERNA}", _ultimo),
    (rf"\b{DEEL}{_MAAND}(?:{_EN}(?P<maand2>{MAAND}))?(?![\w-])", _maand),
    (rf"\b{DEEL}(?P<rang>{RANG})(?:{_EN}(?P<rang2>{RANG}))? (?:kwartaal\b|kw\b\.?)", _kwartaal),
    (rf"\b{DEEL}{_KWARTAALCODE}(?![\w])", _kwartaal_kort),
    (rf"\b(?P<rang>eerste|laatste) (?P<aantal>{een_van(TELWOORDEN)}|[0-9]{{1,2}}) maanden\b", _eerste_maanden),
    (rf"\b{DEEL}(?P<rang>{RANG}) (?P<woord>helft|jaarhelft|halfjaar|half jaar)\b", _halfjaar),
    (rf"\b{DEEL}(?-i:H)(?P<nummer>[12])(?![\w])", _halfjaar_kort),
    (r"\bwinter (?:van )?(?P<jaar>20[0-9]{2})\s?[-–/]\s?(?:20)?[0-9]{2}(?![\w])", _winter),
    (rf"\b{DEEL}(?P<seizoen>{SEIZOEN})(?:{_EN}(?:(?:het|de) )?(?P<seizoen2>{SEIZOEN}))?(?![\w-])", _seizoen),
    (rf"\b{DEEL}(?:het (?:kalender)?jaar |kalenderjaar )?{_JAREN}", _jaar),
    (rf"\b(?P<deel>{een_van(DELEN)})(?: van)? {_KORT_JAAR}", _kort_jaar),
    # Glued to the name of a meeting: "BOL2025", "BOL’25".
    (rf"{_ACHTER_OVERLEG}(?P<deel>(?!))?\s?{_KORT_JAAR}", _kort_jaar),
    (rf"{_ACHTER_OVERLEG}(?P<deel>(?!))?(?P<jaren>20[0-9]{{2}})(?![\w-])", _jaar),
    (rf"\b(?P<helft>eerste|tweede|1e|2e) helft (?:van )?(?:de maand )?{_MAAND}(?![\w-])", _halve_maand),
    (rf"{GEEN_GETAL_ERVOOR}{_JAREN_TOT_JAREN}", _jarenreeks),
    (
        rf"\b{DEEL}{_WELKE} (?P<eenheid>kalenderjaar|jaar|kwartaal|half ?jaar|maand|{_PER_JAAR})(?![\w-])",
        relatief,
    ),
    (rf"\b(?P<deel>{een_van(DELEN)}) (?:van )?{_HET_JAAR}", relatief),
    (rf"\b(?P<deel>(?!))?loop van {_HET_JAAR}", relatief),
    (rf"\b(?:(?:de|het) )(?:aan|eerst)?komende {AANTAL} {EENHEID}(?![\w-])", vanaf_nu),
    (r"\bhet (?:aan|eerst)?komende? (?P<aantal>half)? ?(?P<eenheid>jaar)(?![\w-])", vanaf_nu),
    (r"\b(?:aan|eerst)?komende? (?P<aantal>half) ?(?P<eenheid>jaar)(?![\w-])", vanaf_nu),
    (rf"{BINNEN}{AANTAL} {EENHEID}(?![\w-]| na| vanaf)", vanaf_nu),
    (rf"{BINNEN}{AANTAL} {EENHEID} (?:na|vanaf) {_NU}(?![\w-])", vanaf_nu),
)
REGELS = tuple((patroon(tekst), lees) for tekst, lees in _TABEL)


def vind_ankers(tekst: str, overlegdatum: date | None) -> Iterator[Anker]:
    """Every bare piece of time in the text, in order; of two that overlap the first, and then the longest."""
    gevonden = [
        anker
        for regel, lees in REGELS
        for match in regel.finditer(tekst)
        if (anker := lees(Lezing(tekst, match, overlegdatum))) is not None
    ]
    gevonden.sort(key=lambda anker: (anker.begin, -anker.eind))
    vrij_vanaf = 0
    for anker in gevonden:
        if anker.begin >= vrij_vanaf:
            yield anker
            vrij_vanaf = anker.eind
