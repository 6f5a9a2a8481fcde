"""Proving that what a figure counted is still what was recorded; reads only. `check_history` asks it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from accounts.models import Auditregel
from parliament.models import Cijferversie

OBJECT = "cijfer"
VASTGELEGD = "cijfer vastgelegd"
#: Rows fetched at a time; each holds the codes of one figure.
STAPEL = 200


def vingerafdruk(regels: Iterable[Sequence[Any]]) -> str:
    """The SHA-256 of what was counted: a line per code, in the order of the alphabet, with a mark for what counts."""
    tekst = "".join(f"{code}\t{'1' if mee else '0'}\n" for code, mee in sorted((rij[0], rij[1]) for rij in regels))
    return hashlib.sha256(tekst.encode()).hexdigest()


def controleer_cijfers() -> Iterator[tuple[str, str]]:
    """Every version of which the codes, the numbers or the checksum is not what was recorded. Two queries."""
    genoteerd = {
        (cijfer, details.get("versie")): details.get("sha256")
        for cijfer, details in Auditregel.objects.filter(actie=VASTGELEGD, object_soort=OBJECT)
        .order_by("pk")
        .values_list("object_sleutel", "details")
    }
    for versie in Cijferversie.objects.order_by("cijfer", "nummer").iterator(chunk_size=STAPEL):
        waar = f"{versie.cijfer_id}, versie {versie.nummer}"
        if vingerafdruk(versie.regels) != versie.sha256:
            yield waar, "de getelde afspraken zijn niet meer wat is vastgelegd."
        elif versie.aantal != len(versie.codes_in_deel) or versie.totaal not in (None, len(versie.regels)):
            yield waar, "het getal is niet dat van de getelde afspraken."
        if genoteerd.get((str(versie.cijfer_id), versie.nummer)) != versie.sha256:
            yield waar, "de vingerafdruk is niet meer wat bij het vastleggen in het logboek is gezet."


def aantal_cijfers() -> int:
    """How many versions there are to prove. One query."""
    return Cijferversie.objects.count()
