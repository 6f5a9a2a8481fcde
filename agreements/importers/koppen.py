"""Headings that say by their words what stands below them."""

from __future__ import annotations

import re

#: Below these stand no agreements: their paragraphs lead in what follows.
_INLEIDEND = re.compile(
    r"(?:algemene |gezamenlijke )?(?:uitgangspunten?|aanleiding|inleiding|introductie|achtergrond(?:en)?|context"
    r"|overwegingen?|constateringen|stand van zaken|vertrekpunt(?:en)?|kaders?|situatieschets|probleemstelling"
    r"|doel(?:stelling(?:en)?)?|ambities?|voorgeschiedenis)(?: en (?:uitgangspunten?|aanleiding|achtergrond|context))?"
    r"\s*:?",
    re.IGNORECASE,
)
#: Below these the agreements begin again.
_AFSPRAKEN = re.compile(
    r"(?:(?:inhoudelijke|proces|bestuurlijke|financiële|concrete|gemaakte|nieuwe|overige) ?)?(?:proces)?afspraken"
    r"(?: en besluiten)?\s*:?|besluiten\s*:?|conclusies?\s*:?|wij spreken af\s*:?",
    re.IGNORECASE,
)


def is_inleidende_kop(tekst: str) -> bool:
    """Whether this is a heading like "Uitgangspunten"."""
    return _INLEIDEND.fullmatch(tekst.strip()) is not None


def is_afsprakenkop(tekst: str) -> bool:
    """Whether this is a heading like "Inhoudelijke afspraken"."""
    return _AFSPRAKEN.fullmatch(tekst.strip()) is not None
