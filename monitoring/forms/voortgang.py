"""What somebody chooses of the progress chapter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from agreements.exporters import FORMATEN
from agreements.models import Ronde
from monitoring.services.voortgang import DOCUMENTEN
from regions.models import Provincie


class Voortgangformulier(forms.Form):
    """Of which ronde, of which provincies, and as what."""

    ronde = forms.ModelChoiceField(
        Ronde.objects.none(),
        label="Ronde",
        empty_label=None,
        error_messages={"required": "Kies de ronde.", "invalid_choice": "Kies een ronde uit de lijst."},
    )
    provincies = forms.ModelMultipleChoiceField(
        Provincie.objects.order_by("naam"),
        label="Alleen van deze provincies",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u niets, dan komen alle provincies erin.",
    )
    formaat = forms.ChoiceField(
        label="Formaat",
        choices=[(slug, FORMATEN[slug].naam) for slug in DOCUMENTEN],
        widget=forms.RadioSelect,
        initial=DOCUMENTEN[0],
        error_messages={"required": "Kies een formaat.", "invalid_choice": "Kies een formaat uit de lijst."},
    )

    def __init__(self, *args: Any, rondes: Sequence[Ronde], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["ronde"].queryset = Ronde.objects.filter(pk__in=[ronde.pk for ronde in rondes]).order_by(
            "-jaar", "soort"
        )

    def gevraagd(self) -> dict[str, Any]:
        """The choice as `vraag_voortgang` takes it."""
        schoon = self.cleaned_data
        return {
            "ronde": schoon["ronde"],
            "formaat": schoon["formaat"],
            "provincies": [provincie.slug for provincie in schoon["provincies"]],
        }
