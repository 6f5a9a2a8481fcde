"""The forms of moties and toezeggingen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.models import Afspraak, Ronde
from bolapp.velden import Tekstveld
from parliament.forms.velden import Kamerstukveld
from parliament.models import Motie, Motiestatus

GEEN_KEUZE = {"invalid_choice": "Kies iets uit de lijst.", "required": "Kies iets uit de lijst."}


class Motiefilter(forms.Form):
    """What the list is narrowed to: words or a Kamerstuk, kind, status, and the year of the letter."""

    q = Tekstveld(
        label="Zoek op naam, woord of Kamerstuk",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": "Uw zoekvraag is te lang: hoogstens 120 tekens."},
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Moties en toezeggingen"), ("motie", "Moties"), ("toezegging", "Toezeggingen")],
        error_messages=GEEN_KEUZE,
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Elke status"), *((waarde, naam.capitalize()) for waarde, naam in Motiestatus.choices)],
        error_messages=GEEN_KEUZE,
    )
    jaar = forms.TypedChoiceField(
        label="In de brief van", required=False, coerce=int, empty_value=None, error_messages=GEEN_KEUZE
    )

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [("", "Elk jaar"), *((jaar, str(jaar)) for jaar in jaren)]  # type: ignore[attr-defined]


class Motieformulier(forms.Form):
    """What the Kamer asked or was promised."""

    soort = forms.ChoiceField(
        label="Soort", choices=Motie.Soort.choices, widget=forms.RadioSelect, error_messages=GEEN_KEUZE
    )
    naam = Tekstveld(
        label="Naam",
        max_length=120,
        help_text="Zoals de stukken haar noemen, bijvoorbeeld de indiener of het onderwerp.",
        error_messages={"required": "Vul in hoe de motie of toezegging wordt genoemd."},
    )
    gevraagd = Tekstveld(
        label="Wat is gevraagd of toegezegd?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In eigen woorden, kort. Dit is openbaar.",
        error_messages={"required": "Schrijf in een of twee zinnen wat is gevraagd of toegezegd."},
    )
    kamerstuk = Kamerstukveld(
        label="Kamerstuk",
        required=False,
        max_length=160,
        help_text="Elke schrijfwijze mag: 34 682, nr. 223 of kst-34682-223, ook met vergaderjaar.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    datum = forms.DateField(
        label="Datum",
        required=False,
        help_text="De dag waarop zij is aangenomen of toegezegd, als u die weet.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Dit is geen datum. Vul haar in als 14-09-2026."},
    )
    bron = Tekstveld(
        label="Bron",
        max_length=300,
        help_text="Waar dit staat: het document en de plaats daarin.",
        error_messages={"required": "Vul in waar dit staat."},
    )


class Standformulier(forms.Form):
    """Where it stands, and the sentence for the letter. `versie` is the number of the last row that the user saw."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    status = forms.ChoiceField(
        label="Status",
        choices=[(waarde, naam.capitalize()) for waarde, naam in Motiestatus.choices],
        widget=forms.RadioSelect,
        error_messages=GEEN_KEUZE,
    )
    zin = Tekstveld(
        label="Zin voor de brief",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zoals hij in de Kamerbrief komt te staan.",
    )
    ronde = forms.ModelChoiceField(
        label="In de brief over",
        required=False,
        queryset=Ronde.objects.none(),
        empty_label="Nog geen brief",
        help_text="Tot die brief is verzonden, zien alleen de Rijksredacteur en de dossierhouder status en zin. "
        "Is de brief al verzonden, dan ziet iedereen ze meteen.",
        error_messages=GEEN_KEUZE,
    )
    toelichting = Tekstveld(
        label="Toelichting",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Voor uzelf en uw collega's; komt niet in de brief en wordt niet openbaar.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = Ronde.objects.met_lijst().order_by("-jaar", "soort")  # type: ignore[attr-defined]


class Koppelformulier(forms.Form):
    """Which agreement carries it out, and how."""

    code = Tekstveld(
        label="Code van de afspraak",
        max_length=42,
        help_text="Bijvoorbeeld BOL-2025-ZW-1-03.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": "Vul de code van de afspraak in."},
    )
    hoe = Tekstveld(
        label="Hoe voert deze afspraak haar uit?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie de afspraak mag zien, leest dit ook.",
        error_messages={"required": "Schrijf op hoe deze afspraak de motie of toezegging uitvoert."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> Afspraak:
        code = self.cleaned_data["code"].strip().upper()
        # A deelafspraak ends in a small letter, which people do not always type as such.
        afspraak: Afspraak | None = (
            Afspraak.objects.visible_to(self.user).filter(code__in=[code, code[:-1] + code[-1:].lower()]).first()
        )
        if afspraak is None:
            raise ValidationError(f"Er is geen afspraak met de code {code}. Zoek haar op in de lijst met afspraken.")
        return afspraak
