"""What stands around the rows of a list."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from rest_framework import serializers

from api.vragen import Bladzijde


class Moment(serializers.DateTimeField):
    """A moment, written in UTC whatever the time of the reader."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)


class Peildatum(serializers.DateField):
    """The day of which an answer tells."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, help_text="De dag waarover dit antwoord gaat; leeg is nu.", **kwargs)


class Links(serializers.Serializer):
    """Adressen van de bladzijden om deze heen."""

    zelf = serializers.URLField()
    eerste = serializers.URLField()
    vorige = serializers.URLField(allow_null=True, help_text="Leeg op de eerste pagina.")
    volgende = serializers.URLField(allow_null=True, help_text="Leeg op de laatste pagina.")
    laatste = serializers.URLField()


class Omslag(serializers.Serializer):
    """Een pagina van een lijst, met hoeveel er in totaal zijn."""

    aantal = serializers.IntegerField(help_text="Hoeveel er in totaal zijn, op alle pagina's samen.")
    pagina = serializers.IntegerField()
    per_pagina = serializers.IntegerField()
    aantal_paginas = serializers.IntegerField()
    links = Links()


def in_omslag(
    soort: type[Omslag], bladzijde: Bladzijde, rijen: Any, context: dict[str, Any], **meer: Any
) -> dict[str, Any]:
    """The rows of one page with their envelope (and what else this one has), written down."""
    inhoud = {
        "aantal": bladzijde.aantal,
        "pagina": bladzijde.nummer,
        "per_pagina": bladzijde.per_pagina,
        "aantal_paginas": bladzijde.aantal_paginas,
        "links": bladzijde.links,
        "resultaten": rijen,
        **meer,
    }
    geschreven: dict[str, Any] = soort(inhoud, context=context).data
    return geschreven
