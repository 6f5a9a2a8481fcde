"""The forms of named quantities."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.models import Ronde
from bolapp.velden import Tekstveld
from parliament.forms.moties import GEEN_KEUZE
from parliament.forms.velden import Kamerstukveld
from parliament.services.hoeveelheden import bezwaren
from regions.models import Gebied, Landsdeel, Provincie


class Versieformulier(forms.Form):
    """A number with its source."""

    getal = Tekstveld(
        label="Getal",
        max_length=40,
        help_text="Met een punt voor duizendtallen en een komma voor decimalen: 3.500 of 2,5 miljard.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Vul het getal in."},
    )
    periode = Tekstveld(
        label="Periode",
        required=False,
        max_length=80,
        help_text="Waarover het gaat, bijvoorbeeld “per jaar” of “t/m 2034”.",
    )
    bron = Tekstveld(
        label="Bron",
        max_length=300,
        help_text="Het document en de plaats daarin.",
        error_messages={"required": "Vul in waar dit getal staat."},
    )
    kamerstuk = Kamerstukveld(
        label="Kamerstuk", required=False, max_length=160, help_text="Als de bron er een heeft; elke schrijfwijze mag."
    )
    brondatum = forms.DateField(
        label="Datum van de bron",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Vul in van welke dag de bron is.",
            "invalid": "Dit is geen datum. Vul haar in als 14-09-2026.",
        },
    )
    ronde = forms.ModelChoiceField(
        label="Nog niet openbaar? Bekend met de brief over",
        required=False,
        queryset=Ronde.objects.none(),
        empty_label="Het getal is al openbaar",
        help_text="Tot die brief is verzonden, ziet alleen de Rijksredacteur dit getal.",
        error_messages=GEEN_KEUZE,
    )

    def __init__(self, *args: Any, eenheid: str | None = None, **kwargs: Any) -> None:
        """`eenheid` of the quantity that gets a new version; a new quantity has a field for it."""
        super().__init__(*args, **kwargs)
        self.vaste_eenheid = eenheid
        self.fields["ronde"].queryset = Ronde.objects.met_lijst().order_by("-jaar", "soort")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the service would refuse stands beside what the form refuses, so that one hears all at once."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        gegeven = {veld: schoon.get(veld) for veld in ("naam", "eenheid", "geldstroom", "getal", "brondatum")}
        if self.vaste_eenheid is not None:
            gegeven["eenheid"] = self.vaste_eenheid
        for veld, zin in bezwaren(**gegeven).items():
            self.add_error(veld, zin)
        return schoon


class Correctieformulier(Versieformulier):
    """A new version, with the reason; `versie` is the last one that the user saw."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reden = Tekstveld(
        label="Waarom een nieuwe versie?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom het getal een nieuwe versie krijgt."},
    )


class Hoeveelheidformulier(Versieformulier):
    """What is counted and where, with its first number."""

    naam = Tekstveld(
        label="Naam",
        max_length=160,
        help_text="Waarvan dit een hoeveelheid is. De naam blijft; een ander begrip is een andere hoeveelheid.",
        error_messages={"required": "Geef de hoeveelheid een naam."},
    )
    eenheid = Tekstveld(
        label="Eenheid",
        max_length=40,
        help_text="Bijvoorbeeld euro, woningen of gebieden.",
        error_messages={"required": "Vul de eenheid in."},
    )
    geldstroom = Tekstveld(
        label="Geldstroom", required=False, max_length=80, help_text="Bij een bedrag nodig: uit welk potje het komt."
    )
    gebied = forms.ModelChoiceField(
        label="Gebied",
        required=False,
        queryset=Gebied.objects.order_by("naam"),
        empty_label="Geen",
        error_messages=GEEN_KEUZE,
    )
    provincie = forms.ModelChoiceField(
        label="Provincie",
        required=False,
        queryset=Provincie.objects.order_by("naam"),
        empty_label="Geen",
        error_messages=GEEN_KEUZE,
    )
    landsdeel = forms.ModelChoiceField(
        label="Landsdeel",
        required=False,
        queryset=Landsdeel.objects.order_by("naam"),
        empty_label="Geen",
        error_messages=GEEN_KEUZE,
    )

    field_order = ("naam", "eenheid", "getal", "geldstroom", "periode", "gebied", "provincie", "landsdeel")

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        if sum(bool(schoon.get(veld)) for veld in ("gebied", "provincie", "landsdeel")) > 1:
            self.add_error("gebied", "Kies een gebied, een provincie of een landsdeel, en niet meer dan één.")
        return schoon
