"""The text of an agreement in one field: its nested points are lines that begin with a dash."""

from __future__ import annotations

import re

from agreements.models import Afspraak
from agreements.services.zittingen.sluiten import staat_in_lijst
from agreements.services.zittingen.tekst import Besluittekst

_STREEPJE = re.compile(r"^\s*[-–•]\s+")


def tekst_van(afspraak: Afspraak) -> Besluittekst:
    """What the list says of an agreement. Note: reads afspraak.tekstblok.blok."""
    assert afspraak.tekstblok is not None  # noqa: S101 - what is asked about stands in the list
    return staat_in_lijst(afspraak.tekstblok)


def als_veld(tekst: Besluittekst) -> str:
    """The text as it stands in a field, and as it is kept with an objection and the decision on it."""
    return "\n".join([tekst.tekst, *(f"- {punt}" for punt in tekst.subpunten)])


def uit_veld(veld: str, *, nu: Besluittekst) -> Besluittekst:
    """What somebody wrote in the field that began with the text `nu`, which comes back when nothing was changed."""
    delen: list[list[str]] = [[]]
    for regel in veld.replace("\r", "").split("\n"):
        if _STREEPJE.match(regel):
            delen.append([_STREEPJE.sub("", regel)])
        else:
            delen[-1].append(regel)
    tekst, *subpunten = ("\n".join(deel) for deel in delen)
    getypt = Besluittekst.getypt(tekst, subpunten, nu.inleiding)
    return nu if nu.is_zo_getypt(getypt) else getypt
