"""The forms of figures for the letter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from agreements.filters.volgorde import STATUSSEN
from bolapp.velden import Tekstveld
from parliament.forms.moties import GEEN_KEUZE
from parliament.forms.velden import Kamerstukveld
from parliament.models import Cijferversie

AANTAL, DEEL = "aantal", "deel"
DATUM = {
    "required": "Vul een datum in.",
    "invalid": "Dit is geen datum. Vul haar in als 14-09-2026.",
}


class Cijferformulier(forms.Form):
    """A question with its peildatum, what is counted of it, and the sentence. To calculate, no words are needed yet."""

    vraag = Tekstveld(
        label="Filters",
        max_length=2000,
        help_text="Kies de filters in de lijst met afspraken en neem het adres van die pagina over.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Neem het adres over van de lijst met de filters die u wilt."},
    )
    telt = forms.ChoiceField(
        label="Wat wilt u weten?",
        choices=[(AANTAL, "Hoeveel afspraken het zijn"), (DEEL, "Hoeveel daarvan een status hebben: “a van de b”")],
        widget=forms.RadioSelect,
        initial=AANTAL,
        error_messages=GEEN_KEUZE,
    )
    binnen = forms.MultipleChoiceField(
        label="Bij “a van de b”: met welke status?",
        required=False,
        choices=[(een.value, str(een.label).capitalize()) for een in STATUSSEN],
        widget=forms.CheckboxSelectMultiple,
        help_text="Meer statussen betekent: een van deze.",
        error_messages={"invalid_choice": "Kies statussen uit de lijst."},
    )
    peildatum = forms.DateField(
        label="Peildatum",
        help_text="De stand aan het eind van deze dag. De dag moet voorbij zijn.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DATUM,
    )
    zicht = forms.ChoiceField(
        label="Wat telt mee?",
        choices=[
            (Cijferversie.Zicht.OPENBAAR, "Alleen wat openbaar is. Zo’n cijfer kan met een brief openbaar worden"),
            (Cijferversie.Zicht.RIJK, "Alles wat het Rijk ziet. Zo’n cijfer blijft intern"),
        ],
        widget=forms.RadioSelect,
        initial=Cijferversie.Zicht.OPENBAAR,
        error_messages=GEEN_KEUZE,
    )
    titel = Tekstveld(
        label="Titel",
        max_length=160,
        help_text="Waaraan u en uw collega’s het cijfer herkennen. Wordt openbaar met het cijfer.",
        error_messages={"required": "Geef het cijfer een titel."},
    )
    zin = Tekstveld(
        label="Zin voor de brief",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf “…” waar het getal komt, bijvoorbeeld: “… van de … afspraken zijn afgerond.” "
        "Wordt openbaar met het cijfer.",
        error_messages={"required": "Schrijf de zin voor de brief."},
    )

    def __init__(self, *args: Any, berekenen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["peildatum"].initial = gisteren
        if berekenen:
            for naam in ("titel", "zin", "reden"):
                if naam in self.fields:
                    self.fields[naam].required = False

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("telt") == AANTAL:
            schoon["binnen"] = []
        elif schoon.get("telt") == DEEL and not schoon.get("binnen") and "binnen" not in self.errors:
            self.add_error("binnen", "Kies van welke status u het deel wilt weten.")
        return schoon

    @property
    def gegevens(self) -> dict[str, Any]:
        """What the service asks; the choice between a number and a part is in `binnen`."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "telt"}

    @property
    def vraaggegevens(self) -> dict[str, Any]:
        """What it takes to calculate."""
        return {naam: self.cleaned_data[naam] for naam in ("vraag", "peildatum", "zicht", "binnen")}


class Cijferversieformulier(Cijferformulier):
    """A new version, with the reason; `versie` is the last one that the user saw."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reden = Tekstveld(
        label="Waarom een nieuwe versie?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Blijft intern.",
        error_messages={"required": "Schrijf op waarom het cijfer een nieuwe versie krijgt."},
    )


class Publicatieformulier(forms.Form):
    """The letter that names the figure."""

    kamerstuk = Kamerstukveld(
        label="Kamerstuk van de brief",
        max_length=160,
        help_text="Elke schrijfwijze mag: 29 435, nr. 267 of kst-29435-267.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Noem het Kamerstuk van de brief waarin dit cijfer staat."},
    )
    briefdatum = forms.DateField(
        label="Datum van de brief",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DATUM,
    )


def gisteren() -> Any:
    return timezone.localdate() - timedelta(days=1)
