"""Fields that more than one form of this room has."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from bolapp.velden import Tekstveld
from parliament.services.moties import lees_als_kamerstuk


class Kamerstukveld(Tekstveld):
    """A Kamerstuk in any notation, or nothing when it is not required; it stays as it was typed."""

    def clean(self, value: Any) -> str:
        tekst: str = super().clean(value)
        try:
            lees_als_kamerstuk(tekst)
        except ValidationError as fout:
            raise ValidationError(fout.message_dict["kamerstuk"]) from None
        return tekst
