"""The Kamerstuk of the letter, as somebody types it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from agreements.kamerstuk import lees_kamerstuk, waarom_geen_kamerstuk


def in_notatie(tekst: str) -> str:
    """A Kamerstuk as it is kept, whichever way it was typed; empty when nothing was.

    Raises ValidationError for what is no number of a Kamerstuk.
    """
    tekst = " ".join(tekst.split())
    if not tekst:
        return ""
    kamerstuk = lees_kamerstuk(tekst)
    if kamerstuk is None:
        raise ValidationError({"kamerstuk": waarom_geen_kamerstuk(tekst)})
    return kamerstuk.notatie
