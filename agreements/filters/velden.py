"""The form fields behind the parameters: they keep what they know and say what they do not know.

A value that nobody knows never hides anything: it is left out, and `meldingen` of the field holds a Dutch
sentence for the page. So an old link with one wrong value still shows the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import formats

#: Longer than this is no question that a person types.
LANGSTE_VRAAG = 200
#: More date ranges than this in one address are not read; each costs a column in the count.
MEESTE_PERIODEN = 5

_BESTURING = re.compile(r"[\x00-\x1f\x7f]+")
_PERIODE = re.compile(r"(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?", re.ASCII)


def citaat(waarde: str) -> str:
    """A value of the address as it can stand in a sentence: short, and without control characters."""
    schoon = _BESTURING.sub(" ", waarde).strip()
    return schoon if len(schoon) <= 40 else schoon[:39] + "…"


def _gelijk_geschreven(waarde: str) -> str:
    return waarde.lower().replace("_", "-").replace(" ", "-")


class Lijstveld(forms.Field):
    """A field that never refuses the form; what is wrong becomes a sentence in `meldingen`.

    `fouten` holds the same without what the page did about it, for who refuses such a question altogether.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.meldingen: list[str] = []
        self.fouten: list[str] = []

    def meld(self, fout: str, gevolg: str) -> None:
        """Keep what is wrong (a sentence without its full stop) and what the page did then, which ends it."""
        self.fouten.append(f"{fout}.")
        self.meldingen.append(f"{fout}{gevolg}")


class Zoekveld(Lijstveld):
    """The words to look for, on one line."""

    widget = forms.TextInput

    def clean(self, value: Any) -> str:
        vraag = " ".join(_BESTURING.sub(" ", str(value or "")).split())
        if len(vraag) > LANGSTE_VRAAG:
            self.meld(f"Uw zoekvraag is te lang. Gebruik hooguit {LANGSTE_VRAAG} tekens", "; er is nu niet op gezocht.")
            return ""
        return vraag


class Keuzeveld(Lijstveld):
    """The known values of a repeated parameter, each once, in the order of `bekend` (value → name).

    Set `bekend` before the form is read. Upper and lower case are alike, and so are "in_uitvoering",
    "in-uitvoering" and "in uitvoering".
    """

    widget = forms.SelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bekend: Mapping[str, str] = {}

    def clean(self, value: Any) -> list[str]:
        zo_geschreven = {_gelijk_geschreven(waarde): waarde for waarde in self.bekend}
        gekozen = set()
        for gevraagd in dict.fromkeys(value or ()):
            waarde = zo_geschreven.get(_gelijk_geschreven(gevraagd))
            if waarde is None:
                bij = str(self.label).lower()
                self.meld(f"Bij {bij} bestaat de keuze “{citaat(gevraagd)}” niet", "; er is niet op gefilterd.")
            else:
                gekozen.add(waarde)
        return [waarde for waarde in self.bekend if waarde in gekozen]


class Enkelveld(Lijstveld):
    """One value out of `bekend`, the first when nothing or something unknown is asked for."""

    widget = forms.TextInput

    def __init__(self, *, bekend: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bekend = bekend

    def clean(self, value: Any) -> str:
        standaard = next(iter(self.bekend))
        if value and value not in self.bekend:
            self.meld(
                f"De volgorde “{citaat(value)}” bestaat niet", ". U ziet de afspraken in de volgorde van de lijst."
            )
        return value if value in self.bekend else standaard


class Datumveld(Lijstveld):
    """A day as a date input sends it."""

    widget = forms.TextInput

    def clean(self, value: Any) -> date | None:
        if not value:
            return None
        gelezen = lees_dag(value)
        if gelezen is None:
            self.meld(
                f"“{citaat(value)}” is geen datum die wij kennen. Schrijf een datum als 2025-06-30",
                "; er is nu niet op gefilterd.",
            )
        return gelezen


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """The days within which the last day of a deadline falls; either end can be open, not both."""

    van: date | None
    tot: date | None

    def __str__(self) -> str:
        return f"{self.van or ''}..{self.tot or ''}"

    @property
    def naam(self) -> str:
        def zeg(dag: date) -> str:
            return formats.date_format(dag, "j F Y")

        if self.van and self.tot:
            return f"{zeg(self.van)} t/m {zeg(self.tot)}" if self.van != self.tot else zeg(self.van)
        return f"vanaf {zeg(self.van)}" if self.van else f"t/m {zeg(self.tot)}"  # type: ignore[arg-type]


class Termijnveld(Keuzeveld):
    """The parameter `termijn`: one of the known words, or a range of days `2025-01-01..2025-06-30`.

    Gives the known words and then the ranges, as `Periode`.
    """

    def clean(self, value: Any) -> list[Any]:
        gevraagd: Sequence[str] = value or ()
        woorden = super().clean([een for een in gevraagd if ".." not in een])
        perioden: dict[Periode, None] = {}
        for een in gevraagd:
            if ".." in een and (periode := self._lees(een)) is not None:
                perioden[periode] = None
        if len(perioden) > MEESTE_PERIODEN:
            self.meld(f"U kunt hooguit {MEESTE_PERIODEN} perioden tegelijk kiezen", "; de andere zijn vervallen.")
        return [*woorden, *list(perioden)[:MEESTE_PERIODEN]]

    def _lees(self, tekst: str) -> Periode | None:
        treffer = _PERIODE.fullmatch(tekst.strip())
        van = lees_dag(treffer[1]) if treffer and treffer[1] else None
        tot = lees_dag(treffer[2]) if treffer and treffer[2] else None
        if treffer is None or (van is None) != (not treffer[1]) or (tot is None) != (not treffer[2]) or van is tot:
            self.meld(
                f"“{citaat(tekst)}” is geen periode die wij kennen. Schrijf een periode als 2025-01-01..2025-06-30",
                "; er is nu niet op gefilterd.",
            )
            return None
        if van and tot and van > tot:
            self.meld(f"In de periode “{citaat(tekst)}” ligt het begin na het eind", "; er is nu niet op gefilterd.")
            return None
        return Periode(van, tot)


def lees_dag(tekst: str) -> date | None:
    """The day of `2025-06-30`; None for anything else. Ranges of years that a database keeps, 1000 to 9999."""
    if not re.fullmatch(r"[1-9]\d{3}-\d{2}-\d{2}", tekst.strip(), re.ASCII):
        return None
    try:
        return date.fromisoformat(tekst.strip())
    except ValueError:
        return None
