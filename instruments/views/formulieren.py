"""The forms of the pages of instruments."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone


class Peildatumformulier(forms.Form):
    """The day of which one asks the stand; without one it is today."""

    peildatum = forms.DateField(
        label="Peildatum",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        help_text="De dag waarvan u de stand wilt weten.",
        error_messages={"invalid": "Dit is geen datum. Schrijf haar als 31-12-2024."},
    )

    def gekozen(self) -> date:
        """The day that was asked for, or today when none was, or none that exists."""
        vandaag = timezone.localdate()
        if not self.is_bound:
            return vandaag
        return self.cleaned_data.get("peildatum") or vandaag if self.is_valid() else vandaag
