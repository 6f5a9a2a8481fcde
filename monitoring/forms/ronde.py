"""Making a monitorronde: which agreements, until when, and what is said to who answers."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.models import Ronde
from monitoring.keuze import Keuze
from monitoring.models import Monitorronde
from regions.models import Gebied, Landsdeel, Provincie


class Dag(forms.DateField):
    """A day as the browser offers it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid", "Dit is geen datum. Vul haar in als 30-11-2026.")
        super().__init__(**kwargs)


class Keuzevelden(forms.Form):
    """The choice of agreements; each list is empty or narrows."""

    rondes = forms.MultipleChoiceField(label="Rondes", required=False, widget=forms.CheckboxSelectMultiple)
    landsdelen = forms.MultipleChoiceField(label="Landsdelen", required=False, widget=forms.CheckboxSelectMultiple)
    provincies = forms.MultipleChoiceField(label="Provincies", required=False, widget=forms.CheckboxSelectMultiple)
    gebieden = forms.MultipleChoiceField(label="Gebieden", required=False, widget=forms.CheckboxSelectMultiple)
    ook_gesloten = forms.BooleanField(
        label="Ook afspraken die al zijn afgerond, vervallen of opgevolgd", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rondes = Ronde.objects.filter(overleggen__afspraken__isnull=False).exclude(soort=Ronde.Soort.OVERIG).distinct()
        keuzen: dict[str, list[tuple[str, str]]] = {
            "rondes": [(ronde.slug, ronde.naam) for ronde in rondes.order_by("-jaar", "soort")],
            "landsdelen": list(Landsdeel.objects.order_by("naam").values_list("slug", "naam")),
            "provincies": list(Provincie.objects.order_by("naam").values_list("slug", "naam")),
            "gebieden": list(Gebied.objects.order_by("naam").values_list("slug", "naam")),
        }
        for naam, waarden in keuzen.items():
            self.fields[naam].choices = waarden  # type: ignore[attr-defined]

    def keuze(self) -> Keuze:
        """The choice of a valid form."""
        lijsten = {naam: tuple(self.cleaned_data[naam]) for naam in ("rondes", "landsdelen", "provincies", "gebieden")}
        return Keuze(ook_gesloten=self.cleaned_data["ook_gesloten"], **lijsten)


class Rondeformulier(Keuzevelden):
    """A round that is being prepared."""

    naam = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Bijvoorbeeld: Voortgang najaar 2026. De naam komt niet in de mail.",
        error_messages={"required": "Geef de monitorronde een naam."},
    )
    uiterlijk = Dag(label="Uiterste dag", error_messages={"required": "Kies de uiterste dag om te antwoorden."})
    toelichting = forms.CharField(
        label="Toelichting voor wie antwoordt",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Staat boven de vragen, voor iedereen die antwoordt.",
    )
    field_order = ("naam", "uiterlijk", "toelichting", "rondes", "landsdelen", "provincies", "gebieden", "ook_gesloten")

    @staticmethod
    def begin(ronde: Monitorronde) -> dict[str, Any]:
        """The values of a round that exists."""
        keuze = Keuze.uit_json(ronde.keuze).als_json()
        return {"naam": ronde.naam, "uiterlijk": ronde.uiterlijk, "toelichting": ronde.toelichting, **keuze}


class Verlengformulier(forms.Form):
    """Another last day, and why."""

    uiterlijk = Dag(label="Nieuwe uiterste dag", error_messages={"required": "Kies de nieuwe uiterste dag."})
    reden = forms.CharField(
        label="Waarom?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen die deze ronde ziet, kan dit lezen.",
        error_messages={"required": "Schrijf op waarom de datum verandert."},
    )


class Intrekformulier(forms.Form):
    """Why a round is withdrawn."""

    reden = forms.CharField(
        label="Waarom trekt u de ronde in?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen die deze ronde ziet, kan dit lezen.",
        error_messages={"required": "Schrijf op waarom u de ronde intrekt."},
    )
