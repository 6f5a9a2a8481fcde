"""The forms of the road to publication: the next phase, the letter, and an exception for one agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from agreements.models import Ronde
from agreements.models.embargo import EERDER, LATER


class Moment(forms.DateTimeField):
    """A day and time as the browser offers them, in the time of the Netherlands."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        super().__init__(**kwargs)


class Faseformulier(forms.Form):
    """To which earlier phase the ronde goes back, and why."""

    naar = forms.ChoiceField(label="Terug naar", error_messages={"required": "Kies een fase."})
    toelichting = forms.CharField(
        label="Waarom gaat de ronde terug?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom de ronde teruggaat naar een eerdere fase."},
    )

    def __init__(self, *args: Any, fasen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar"].choices = [  # type: ignore[attr-defined]
            (fase, Ronde.Fase(fase).label) for fase in reversed(fasen)
        ]


class Briefformulier(forms.Form):
    """The letter. A moment to come is planned, one that has been opens the list at once."""

    verzonden_op = Moment(
        label="Wanneer is of wordt de brief verzonden?",
        help_text="Is het moment geweest, dan wordt de lijst meteen openbaar. Moet het nog komen, dan wordt de "
        "publicatie gepland.",
        error_messages={
            "required": "Vul in wanneer de brief is of wordt verzonden.",
            "invalid": "Dit is geen datum en tijd. Vul ze in als 14-09-2026 16:30.",
        },
    )
    kenmerk = forms.CharField(
        label="Kenmerk van de brief",
        max_length=60,
        help_text="Bijvoorbeeld 2026-0000123456.",
        error_messages={
            "required": "Vul het kenmerk van de brief in.",
            "max_length": "Dit kenmerk is te lang. Het mag hoogstens 60 tekens hebben.",
        },
    )
    kamerstuk = forms.CharField(
        label="Kamerstuk",
        max_length=60,
        required=False,
        help_text="Als het nummer al bekend is, bijvoorbeeld 34 682, nr. 228.",
    )


class Uitzonderingformulier(forms.Form):
    """That one agreement becomes public earlier or later than its list."""

    soort = forms.ChoiceField(
        label="Wanneer wordt deze afspraak openbaar?",
        choices=[
            (EERDER, "Eerder dan de lijst"),
            (LATER, "Later dan de lijst"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de afspraak eerder of later openbaar wordt dan de lijst."},
    )
    openbaar_vanaf = Moment(
        label="Openbaar vanaf",
        required=False,
        help_text="Verplicht bij eerder. Leeg bij later: tot u de uitzondering intrekt.",
        error_messages={"invalid": "Dit is geen datum en tijd. Vul ze in als 14-09-2026 16:30."},
    )
    reden = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: zo is het in het overleg afgesproken. Alleen Rijksredacteuren lezen dit.",
        error_messages={"required": "Schrijf op waarom deze afspraak eerder of later openbaar wordt."},
    )
