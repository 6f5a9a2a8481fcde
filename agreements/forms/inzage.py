"""What the log of who saw what is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

#: The day after the last that can be asked for must exist as well.
LAATSTE_DAG = date(9998, 12, 31)


class Inzagefilter(forms.Form):
    """One person, and the days from which to which."""

    gebruiker = forms.ChoiceField(
        label="Persoon", required=False, error_messages={"invalid_choice": "Kies een naam uit de lijst."}
    )
    van = forms.DateField(
        label="Vanaf",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Dit is geen datum. Vul haar in als 14-09-2026."},
    )
    tot = forms.DateField(
        label="Tot en met",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Dit is geen datum. Vul haar in als 14-09-2026."},
    )

    def __init__(self, *args: Any, personen: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].choices = [("", "Iedereen"), *personen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if tot and tot > LAATSTE_DAG:
            self.add_error("tot", "Kies een dag die eerder is.")
        if van and tot and van > tot:
            self.add_error("tot", "De laatste dag ligt voor de eerste.")
        return schoon
