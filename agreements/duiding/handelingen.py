"""Which administrative act the overleg did, and of what kind the agreement is.

Only a main clause about this overleg counts: a sentence that tells of an earlier year ("In december 2023 werd …
vastgesteld"), a relative clause ("die omarmd is door …") and an intention ("om vast te kunnen stellen") do not. When
a text holds more than one act, none is proposed: which of them is the act of the agreement is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.duiding.voorstel import Grond, Omgeving, Veld, Voorstel, zinnen

#: The act, and how a main clause says it.
_HANDELINGEN = (
    ("onderschreven", r"\b(?:onderschrijven|onderschrijft|(?:heeft|hebben|is|zijn)\b[^.;:]*?\bonderschreven)\b"),
    ("ingestemd", r"\b(?:stem(?:men|t)\b[^.;:]*?\bin met|stem(?:men|t) in met|(?:is|zijn|heeft|hebben) ingestemd)\b"),
    (
        "vastgesteld",
        r"\b(?:(?:hebben|heeft|is|zijn|wordt|worden)\b[^.;:]*?\bvastgesteld|stel(?:len|t)\b[^.;:?]*?\bvast(?=[.;,]|$))",
    ),
    ("omarmd", r"\b(?:omarmen|omarmt|(?:hebben|heeft|is|zijn|wordt)\b[^.;:]*?\bomarmd)\b"),
    ("herbevestigd", r"\b(?:[Hh]erbevestig(?:en|t|ing)|(?:hebben|heeft|is|zijn|wordt)\b[^.;:]*?\bherbevestigd)\b"),
    ("bekrachtigd", r"\b(?:bekrachtigen|bekrachtigt|(?:hebben|heeft|is|zijn|wordt)\b[^.;:]*?\bbekrachtigd)\b"),
    ("kennisgenomen", r"\b(?:nemen|neemt|namen)\s+kennis\s+van\b|\bkennis\s?genomen\b|\b[Tt]er kennisname\b"),
    ("aangeboden", r"\b(?:bieden|biedt)\b[^.;:]*?\baan(?=[.;,]|$)|\b(?:is|zijn|wordt|worden)\b[^.;:]*?\baangeboden\b"),
    ("besproken", r"\b(?:is|zijn|hebben)\b[^.;:]*?\bbesproken\b"),
)
_PATRONEN = tuple((naam, re.compile(patroon)) for naam, patroon in _HANDELINGEN)
_BIJZIN = re.compile(
    r",\s+(?:die|dat|waarbij|waarin|waarover|waarvan|nadat|zoals)\b|\b(?:zodra|als|indien|nadat|of)\s(?!basis\b)", re.I
)
_VERLEDEN = re.compile(r"\b(?:werd|werden|eerder|destijds|indertijd)\b")
_JAAR = re.compile(r"\b(20\d\d)\b")

#: Acts by which the overleg only takes a stand; an agreement with one of these is an onderschrijving.
_ONDERSCHRIJVING = frozenset({"onderschreven", "ingestemd", "omarmd", "herbevestigd", "bekrachtigd"})
_AMBITIE = re.compile(r"\b(?:spre(?:ken|ekt)\b[^.;]{0,40}\bambitie\b[^.;]*\buit\b|streven ernaar|streeft ernaar)\b")
_VERBINDT = re.compile(
    r"\b(?:spre(?:ken|ekt)(?:\s+\w+){0,3}\s+af|afgesproken|overeengekomen|afspraken|afspraak|zullen|zal|wordt|worden"
    r"|onderzoek\w*|verken\w*|leggen|legt|opgesteld|opstellen|uitwerken|uitgewerkt|starten|start|besloten|gaan"
    r"|stellen|werken|werkt|bouwen|brengen|nemen|maken|bieden|kiezen|delen|benutten|organiseren|ondersteun\w*"
    r"|concretiseer\w*|sturen|geeft|geven|steunen|agendeer\w*|onderschr\w*|ingestemd|stemmen|vastgesteld|streven"
    r"|investeren|zetten|betrokken|trekken|trekt|erkennen|hechten|houden|te\s+\w+en)\b",
    re.I,
)
_BESCHRIJFT = re.compile(r"\b(?:is|zijn|ligt|liggen|heeft|hebben|staat|staan|kent|loopt|lopen|vraagt|groeit)\b")
_PROCES = re.compile(
    r"\b(?:werken toe naar|toewerken naar|spreken af\b[^.;]*\b(?:geagendeerd|agenderen|te bespreken|te verkennen)"
    r"|wordt geagendeerd|afspraken te maken|maken\b[^.;]*\bafspraken over|spreken af\b[^.;]*\bop te stellen"
    r"|starten met de ontwikkeling van|leggen\b[^.;]*\bvoor\b[^.;]*\b(?:tijdens|in|op) het BO)",
    re.I,
)


def handelingen(omgeving: Omgeving) -> list[Voorstel]:
    """The act, when the text holds exactly one."""
    gevonden: dict[str, list[Grond]] = {}
    for naam, grond in _handelingen(omgeving.tekst, omgeving.jaar):
        gevonden.setdefault(naam, []).append(grond)
    if len(gevonden) != 1:
        return []
    ((naam, gronden),) = gevonden.items()
    return [Voorstel(veld=Veld.HANDELING, waarde=naam, gronden=tuple(gronden[:2]))]


def _handelingen(tekst: str, jaar: int) -> Iterator[tuple[str, Grond]]:
    for zin in zinnen(tekst):
        bijzin = _BIJZIN.search(zin.tekst)
        hoofdzin = zin.tekst[: bijzin.start()] if bijzin else zin.tekst
        if _vertelt_van_eerder(hoofdzin, jaar):
            continue
        for naam, patroon in _PATRONEN:
            vondst = patroon.search(hoofdzin)
            if vondst:
                begin, eind = zin.begin + vondst.start(), zin.begin + vondst.end()
                yield naam, Grond(woorden=tekst[begin:eind], begin=begin, eind=eind)


def _vertelt_van_eerder(zin: str, jaar: int) -> bool:
    jaren = [int(een) for een in _JAAR.findall(zin)]
    return bool(_VERLEDEN.search(zin)) or bool(jaren and jaar and max(jaren) < jaar)


def soorten(omgeving: Omgeving) -> list[Voorstel]:
    """The kind, where the words are clear; an ordinary afspraak needs no proposal.

    - kennisname and onderschrijving follow from the act, when nothing else is agreed in the first sentence;
    - ambitie: an ambition is pronounced, or the parties strive for something, and no sentence agrees on anything;
    - procesafspraak: what is agreed is to agree, to put on the agenda, or to draw something up together;
    - context: the text describes, and no sentence holds a word by which anybody takes something upon them.
    """
    if omgeving.inleiding.rstrip().endswith(":"):
        return []
    tekst = omgeving.tekst
    eerste = zinnen(tekst)[0].tekst
    acten = dict(_handelingen(eerste, omgeving.jaar))
    if len(acten) == 1 and "spreken af" not in eerste and not _afgesproken(tekst):
        ((naam, grond),) = acten.items()
        if naam in _ONDERSCHRIJVING:
            return [_soort("onderschrijving", grond)]
        if naam == "kennisgenomen":
            return [_soort("kennisname", grond)]
    if (ambitie := _AMBITIE.search(eerste)) and not _afgesproken(tekst):
        return [_soort("ambitie", _grond(tekst, ambitie))]
    if proces := _PROCES.search(eerste):
        return [_soort("procesafspraak", _grond(tekst, proces))]
    if not (omgeving.subpunten or acten or _VERBINDT.search(tekst)) and _BESCHRIJFT.search(eerste):
        return [_soort("context", Grond(woorden=eerste[:60], begin=0, eind=len(eerste)))]
    return []


def _afgesproken(tekst: str) -> bool:
    return re.search(r"\b(?:spreken|spreekt)(?:\s+\w+){0,3}\s+af\b|\bafgesproken\b", tekst) is not None


def _grond(tekst: str, vondst: re.Match[str]) -> Grond:
    return Grond(woorden=vondst[0], begin=vondst.start(), eind=vondst.end())


def _soort(waarde: str, grond: Grond) -> Voorstel:
    return Voorstel(veld=Veld.SOORT, waarde=waarde, gronden=(grond,))
