"""Noting what was seen of figures that count what is not public."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from agreements.inzage import noteer, noteer_verzameling
from agreements.models import Afspraak
from parliament.models import Cijferversie


def noteer_cijfers(request: HttpRequest, soort: str, versies: Iterable[Cijferversie]) -> None:
    """This answer shows these versions. One query, none when all of them count what is public."""
    codes = {code for een in versies if een.zicht == Cijferversie.Zicht.RIJK for code in een.codes}
    if codes:
        noteer_verzameling(request, soort, Afspraak.objects.visible_to(request.user).filter(code__in=codes))
    else:
        noteer(request, soort)
