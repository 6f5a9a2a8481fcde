"""Phrases that name a time but no dates: "de komende maanden", "op termijn", "indien ... aanleiding geeft"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.termijnen.patronen import patroon

_GETAL = r"(?:[0-9]+|twee|drie|vier|vijf|tien|[a-zë]+half|anderhalf)"
_VAN_TOT = r"[0-9]+ ?(?:à|a|tot|-|–) ?[0-9]+"
_ENKELE = r"(?:paar |enkele |enige )?"
_TIJDEN = r"(?:tijd|periode|dagen|weken|maanden|jaren|kwartalen)"
_EENHEID = r"(?:dagen|weken|week|maanden|maand|jaren|jaar)"
_LANG_OF_KORT = r"(?-i:korte|kortere|kortst mogelijke|middellange|lange|langere)"
_RECES = r"(?:zomer|herfst|kerst|voorjaars|mei)(?:reces|vakantie)(?: (?:van )?20[0-9]{2})?"
_PERIODE = r"(?:kabinets|bestuurs|college|raads)periode"
#: "indien nodig" sets no condition that anyone waits for.
_GEEN_VOORWAARDE = (
    r"(?!(?:absoluut |echt )?"
    r"(?:nodig|mogelijk|noodzakelijk|wenselijk|gewenst|relevant|van toepassing))"
)
_WOORD = r"[\w’'/()-]+"

VAAG: tuple[re.Pattern[str], ...] = tuple(
    patroon(rf"(?<![\w-])(?:{tekst})(?![\w-])")
    for tekst in (
        rf"(?:(?:de|het) )?(?:aan|eerst)?komende {_ENKELE}{_TIJDEN}",
        rf"(?:(?:de|het) )?(?:aan|eerst)?komende {_VAN_TOT} {_EENHEID}",
        rf"(?:de )?(?:afgelopen|voorbije|laatste) (?:{_ENKELE}{_TIJDEN}|{_GETAL} {_EENHEID}|decennia)",
        rf"(?:in )?de eerste {_ENKELE}(?:dagen|weken|maanden) van (?:(?:dit|het|volgend)(?: \w+)? jaar|20[0-9]{{2}})",
        rf"(?:op|voor) (?:de )?(?:zeer |heel )?{_LANG_OF_KORT}(?:(?:,| en| of| en/of) {_LANG_OF_KORT})* termijn",
        r"op (?:afzienbare )?termijn|binnen afzienbare tijd|binnenkort",
        r"zo (?:spoedig|snel|gauw) (?:als )?mogelijk|zsm|z\.s\.m\.?",
        r"te (?:zijner|gelegener) tijd|t\.z\.t\.?",
        # From an event on, not from the day of the overleg.
        rf"binnen [\w]+ {_EENHEID}(?= (?:na|nadat|vanaf)\b)",
        rf"over (?:een|een paar|enkele|enige|{_GETAL}|{_VAN_TOT}) {_EENHEID}",
        rf"(?:uiterlijk |v[oóò]{{2}}r |na |tot |in )(?:(?:het|de) )?{_RECES}",
        rf"(?:(?:in|binnen|tijdens|voor het einde van) )?(?:deze|de huidige|de volgende|de komende) {_PERIODE}",
        rf"(?:indien|zodra|wanneer|als) (?:{_WOORD} ){{1,8}}?aanleiding (?:toe |tot |voor )?(?:geeft|geven|bestaat)",
        rf"(?:indien|zodra) {_GEEN_VOORWAARDE}(?:{_WOORD} ){{2,14}}?{_WOORD}(?=\s*[,;])",
    )
)


_TERUG = patroon(r"(?:de )?(?:afgelopen|voorbije|laatste)\b")


def kijkt_terug(frase: str) -> bool:
    """Whether a vague phrase tells of what was ("de afgelopen jaren"), so that nothing is due by it."""
    return _TERUG.match(frase) is not None


def vind_vage(tekst: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every vague phrase; they may overlap."""
    for vaag in VAAG:
        for match in vaag.finditer(tekst):
            yield match.span()
