"""Reading the parameters of a question. What is not known is refused, with all that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from rest_framework.request import Request

from agreements.filters import AfspraakFilter
from agreements.filters.velden import citaat
from agreements.models import Afspraak
from agreements.peildatum import PARAMETER, OngeldigePeildatum, lees_peildatum
from api.adressen import vanaf_hier
from api.problemen import Fout, OngeldigeVraag

#: What `/afspraken/` can be narrowed to, under the same names.
FILTERS = (
    "q", "soort", "jaar", "landsdeel", "provincie", "gebied", "thema", "status", "besluit", "partij", "termijn",
    "rubriek", "aard",
)  # fmt: skip
#: The two days that the form of the page asks for, in its addresses. The OpenAPI document names them at `termijn` and
#: not by themselves: an underscore is against the design rules there, and a range of `termijn` says the same.
TERMIJNDAGEN = ("termijn_van", "termijn_tot")
VOLGORDE = ("sorteer",)
BLADEREN = ("pagina", "perPagina")
#: Of which day the answer tells; see `agreements.peildatum`.
TOEN = (PARAMETER,)
#: All that an address of `/afspraken/` can hold.
VAN_DE_LIJST = (*FILTERS, *TERMIJNDAGEN, *VOLGORDE, *BLADEREN, *TOEN)

#: Parameters of which one value is asked; a repeated one of the others means "or".
ENKEL = frozenset({"q", *TERMIJNDAGEN, *VOLGORDE, *BLADEREN, *TOEN})

PER_PAGINA = 25
MEEST_PER_PAGINA = 100
_GETAL = re.compile(r"[1-9]\d{0,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """The part of a list that is asked for, and how long the whole list is."""

    pad: str
    paren: tuple[tuple[str, str], ...]
    nummer: int
    per_pagina: int
    aantal: int

    @property
    def aantal_paginas(self) -> int:
        return max(1, -(-self.aantal // self.per_pagina))

    @property
    def deel(self) -> slice:
        begin = (self.nummer - 1) * self.per_pagina
        return slice(begin, begin + self.per_pagina)

    @property
    def links(self) -> dict[str, str | None]:
        """The neighbouring pages with the same choice; None where there is none."""
        laatste = self.aantal_paginas
        return {
            "zelf": self._adres(self.nummer),
            "eerste": self._adres(1),
            "vorige": self._adres(self.nummer - 1) if self.nummer > 1 else None,
            "volgende": self._adres(self.nummer + 1) if self.nummer < laatste else None,
            "laatste": self._adres(laatste),
        }

    def _adres(self, nummer: int) -> str:
        paren = [paar for paar in self.paren if paar[0] != "pagina"]
        return vanaf_hier(self.pad, [*paren, *([("pagina", str(nummer))] if nummer > 1 else [])])


class Vraag:
    """The parameters of a request; only those in `bekend` may occur.

    Read what is needed, then `controleer`: it raises `OngeldigeVraag` with all that was found wrong. A parameter
    without a value counts as not given, as on the page.
    """

    def __init__(self, request: Request, bekend: Collection[str] = ()) -> None:
        self.request = request
        self.fouten: list[Fout] = []
        self.data = QueryDict(mutable=True)
        for naam, waarden in request.query_params.lists():
            gegeven = [waarde for waarde in waarden if waarde.strip()]
            if naam not in bekend:
                zin = f"De parameter “{citaat(naam)}” bestaat hier niet."
                if bekend:
                    zin += f" U kunt kiezen uit {', '.join(bekend)}."
                self.fouten.append(Fout(citaat(naam), "onbekende-parameter", zin))
            elif naam in ENKEL and len(gegeven) > 1:
                self.fouten.append(Fout(naam, "herhaald", f"De parameter “{naam}” mag maar één keer voorkomen."))
            elif gegeven:
                self.data.setlist(naam, gegeven)

    def controleer(self) -> None:
        """Refuse the question when anything is wrong with it."""
        if self.fouten:
            raise OngeldigeVraag(self.fouten)

    @cached_property
    def peildatum(self) -> date | None:
        """The past day of which is asked; None is now. What is no such day is among `fouten`."""
        if PARAMETER not in self.data:
            return None
        try:
            return lees_peildatum(str(self.data[PARAMETER]))
        except OngeldigePeildatum as fout:
            self.fouten.append(Fout(PARAMETER, "onbekende-waarde", str(fout)))
            return None

    def filterset(self) -> AfspraakFilter:
        """The filter of the page over what this reader may see, with the parameters of this question."""
        keuze = QueryDict(mutable=True)
        for naam in (*FILTERS, *TERMIJNDAGEN, *VOLGORDE):
            if naam in self.data:
                keuze.setlist(naam, self.data.getlist(naam))
        gezien: Any = Afspraak.objects.gezien_door(self.request.user, self.peildatum).in_lijst()
        filterset = AfspraakFilter(keuze, gezien, request=self.request)
        self.fouten += [Fout(naam, "onbekende-waarde", zin) for naam, zin in filterset.fouten]
        return filterset

    def bladzijde(self) -> tuple[int, int]:
        """Which page is asked for, and how many there are on one."""
        return self._getal("pagina", 1), self._getal("perPagina", PER_PAGINA, MEEST_PER_PAGINA)

    def _getal(self, naam: str, standaard: int, hoogste: int | None = None) -> int:
        gevraagd = self.data.get(naam, str(standaard)).strip()
        if _GETAL.fullmatch(gevraagd) and (hoogste is None or int(gevraagd) <= hoogste):
            return int(gevraagd)
        bereik = f"van 1 tot en met {hoogste}" if hoogste else "van 1 of hoger"
        zin = f"“{citaat(gevraagd)}” kan niet bij {naam}: geef een heel getal {bereik}."
        self.fouten.append(Fout(naam, "onbekende-waarde", zin))
        return standaard

    def deel(self, aantal: int, *, nummer: int, per_pagina: int) -> Bladzijde:
        """The page of a list of that length. Raises: OngeldigeVraag when there is no such page."""
        paren = tuple((naam, waarde) for naam, waarden in self.data.lists() for waarde in waarden)
        bladzijde = Bladzijde(self.request.path, paren, nummer, per_pagina, aantal)
        if nummer > bladzijde.aantal_paginas:
            zin = f"Pagina {nummer} bestaat niet; de laatste is pagina {bladzijde.aantal_paginas}."
            raise OngeldigeVraag([Fout("pagina", "onbekende-waarde", zin)])
        return bladzijde
