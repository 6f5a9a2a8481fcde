"""The Kamerstuk of the letter, as somebody types it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from agreements.kamerstuk import lees_kamerstuk


def in_notatie(tekst: str) -> str:
    """A Kamerstuk as it is kept, whichever way it was typed; empty when nothing was.

    Raises ValidationError for what is no number of a Kamerstuk.
    """
    tekst = " ".join(tekst.split())
    if not tekst:
        return ""
    kamerstuk = lees_kamerstuk(tekst)
    if kamerstuk is None:
        raise ValidationError(
            {"kamerstuk": f"“{tekst[:60]}” is geen nummer van een Kamerstuk. Schrijf het zo: 34 682, nr. 228."}
        )
    return kamerstuk.notatie
