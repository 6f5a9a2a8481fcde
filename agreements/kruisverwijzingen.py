"""References from one text of a dossier to an agendapunt ("zie agendapunt 2.5.4"), which follow when it is renumbered.

A number is a reference only where a word says so (agendapunt, punt, onderdeel, paragraaf, hoofdstuk, zie, onder, samen
met) and only when the agenda has that number; "onder 5 procent" and "hoofdstuk 2 van de nota" are left alone. No
database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: What stands behind the number of an item that was removed.
VERVALLEN = "(vervallen)"

_EIGEN = r"agendapunten|agendapunt"
_WOORD = r"punten|punt|onderdelen|onderdeel|paragrafen|paragraaf|hoofdstukken|hoofdstuk"
_LOS = r"zie\s+ook|zie|onder|samen\s+met"
_NUMMER = r"(?<![\d.,])\d+(?:\.\d+)*(?![.,]?\d)(?!\w)(?!\s*%)"
_EN = r"(?:,\s+en\s+|,\s+|\s+(?:en|of|tot\s+en\s+met|t/m)\s+|\s*/\s*|\s*[-–]\s*)"
#: Markup may stand between the word and the number: "punt <strong>2.3</strong>".
_TUSSEN = r"(?:\s|&nbsp;|<[^<>]{1,24}>)+"

_VERWIJZING = re.compile(
    rf"\b(?:(?P<eigen>{_EIGEN})|(?P<woord>{_WOORD})|(?P<los>{_LOS})){_TUSSEN}(?P<reeks>{_NUMMER}(?:{_EN}{_NUMMER})*)",
    re.IGNORECASE,
)
_EEN_NUMMER = re.compile(_NUMMER)
#: "hoofdstuk 2 van de nota" is a chapter of another document.
_ELDERS = re.compile(
    r"\s+(?:van|uit)\s+(?!(?:deze?|dit)\b|(?:de|het|ons|onze)\s+(?:agenda|dossier|overleg)\b)", re.IGNORECASE
)
_EINDE = re.compile(r"\s*(?:[.,;:?!)\]<]|$)")
_AL_VERVALLEN = re.compile(r"\s*" + re.escape(VERVALLEN))


def verwijzingen(tekst: str, nummers: Mapping[str, str]) -> list[str]:
    """The numbers out of `nummers` that this text refers to, in its order, each as often as it is there."""
    gevonden: list[str] = []
    _vervang(tekst, nummers, gevonden)
    return gevonden


def hernummer(tekst: str, nummers: Mapping[str, str]) -> str:
    """The same text, with each reference to an old number of `nummers` (old → new) turned into the new one."""
    return _vervang(tekst, nummers, [])


def _vervang(tekst: str, nummers: Mapping[str, str], gevonden: list[str]) -> str:
    def een_verwijzing(vondst: re.Match[str]) -> str:
        na = tekst[vondst.end() :]
        if vondst["eigen"] is None and _ELDERS.match(na):
            return vondst[0]
        begin = vondst.start("reeks") - vondst.start()

        def een_nummer(nummer: re.Match[str]) -> str:
            achter = tekst[vondst.start() + begin + nummer.end() :]
            is_hoeveelheid = vondst["los"] is not None and "." not in nummer[0] and not _EINDE.match(achter)
            if nummer[0] not in nummers or is_hoeveelheid or _AL_VERVALLEN.match(achter):
                return nummer[0]
            gevonden.append(nummer[0])
            return nummers[nummer[0]]

        return vondst[0][:begin] + _EEN_NUMMER.sub(een_nummer, vondst["reeks"])

    return _VERWIJZING.sub(een_verwijzing, tekst)
