"""The form that asks for a list as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from agreements.exporters import FORMATEN


class Exportformulier(forms.Form):
    """Which format, which landsdelen (none means all of them), and whether the status comes with it."""

    formaat = forms.ChoiceField(
        label="Formaat",
        choices=[(formaat.slug, formaat.naam) for formaat in FORMATEN.values()],
        error_messages={"required": "Kies een formaat.", "invalid_choice": "Kies een formaat uit de lijst."},
    )
    landsdeel = forms.MultipleChoiceField(
        label="Landsdelen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u niets, dan komen ze er allemaal in.",
        error_messages={"invalid_choice": "Kies landsdelen die in deze lijst staan."},
    )
    met_status = forms.BooleanField(label="Met de status van elke afspraak", required=False)

    def __init__(self, *args: Any, landsdelen: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["landsdeel"].choices = landsdelen  # type: ignore[attr-defined]
        if len(landsdelen) < 2:
            del self.fields["landsdeel"]
