"""The forms about editions: making one, comparing two, and offering a file to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings


class Uitgaveformulier(forms.Form):
    """Why there is a next edition; the first one needs no reason."""

    reden = forms.CharField(
        label="Waarom komt er een nieuwe uitgave?",
        max_length=2000,
        strip=True,
        help_text="Bijvoorbeeld: in rubriek 2 van Zuid ontbrak een woord. Iedereen die de uitgave ziet, kan dit lezen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Schrijf op waarom er een nieuwe uitgave komt.",
            "max_length": "Houd de reden korter dan 2000 tekens.",
        },
    )

    def __init__(self, *args: Any, is_eerste: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_eerste:
            del self.fields["reden"]


class Verschilformulier(forms.Form):
    """Which two editions are compared."""

    van = forms.ChoiceField(label="Van uitgave", error_messages={"invalid_choice": "Kies een uitgave uit de lijst."})
    naar = forms.ChoiceField(label="Naar uitgave", error_messages={"invalid_choice": "Kies een uitgave uit de lijst."})

    def __init__(self, *args: Any, uitgaven: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("van", "naar"):
            self.fields[naam].choices = uitgaven  # type: ignore[attr-defined]


class Controleformulier(forms.Form):
    """A file that somebody wants to know about."""

    bestand = forms.FileField(
        label="Bestand",
        max_length=255,
        error_messages={
            "required": "Kies het bestand dat u wilt controleren.",
            "empty": "Dit bestand is leeg. Kies het bestand dat u wilt controleren.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.BOL_MAX_UPLOAD // 1024 // 1024
        self.fields["bestand"].help_text = f"Hoogstens {megabytes} MB. Het bestand wordt gelezen en niet bewaard."
