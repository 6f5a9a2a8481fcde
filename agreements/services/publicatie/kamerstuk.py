"""How a Kamerstuk is cited: "34 682, nr. 228", with an addition "36 200 A, nr. 9"."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_KAMERSTUK = re.compile(
    r"(?:kamerstuk(?:ken)?\s*)?(?:II\s*)?(?P<eerste>\d{2})[ .]?(?P<tweede>\d{3})"
    r"(?:[ -]?(?P<toevoeging>[A-Z]{1,5}))?,?\s*nr\.?\s*(?P<nummer>[1-9]\d{0,3})",
    re.IGNORECASE,
)


def in_notatie(tekst: str) -> str:
    """A Kamerstuk as it is kept, whichever way it was typed; empty when nothing was.

    Raises ValidationError for what is no number of a Kamerstuk.
    """
    tekst = " ".join(tekst.split())
    if not tekst:
        return ""
    gevonden = _KAMERSTUK.fullmatch(tekst)
    if gevonden is None:
        raise ValidationError(
            {"kamerstuk": f"“{tekst[:60]}” is geen nummer van een Kamerstuk. Schrijf het zo: 34 682, nr. 228."}
        )
    toevoeging = f" {gevonden['toevoeging'].upper()}" if gevonden["toevoeging"] else ""
    return f"{gevonden['eerste']} {gevonden['tweede']}{toevoeging}, nr. {gevonden['nummer']}"
