"""Making a monitorronde: which agreements, until when, and what is said to who answers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.models import Afspraak, Ronde
from monitoring.keuze import LIJSTEN, Keuze
from monitoring.models import Monitorronde
from monitoring.services.rondes import keur_datum, keur_verlenging
from regions.models import Gebied, Landsdeel, Provincie

#: So many agreements can be named one by one; the lists choose more.
MEESTE_CODES = 500
#: So many codes an error names.
GENOEMD = 5


class Dag(forms.DateField):
    """A day as the browser offers it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid", "Dit is geen datum. Vul haar in als 30-11-2026.")
        super().__init__(**kwargs)


class Codesveld(forms.CharField):
    """Codes of agreements, in any way that people separate them; a tuple, each once and in the order of the lists."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]
        tekst = super().to_python(value) or ""
        codes = {deel.upper() for deel in re.split(r"[\s,;]+", tekst) if deel}
        if len(codes) > MEESTE_CODES:
            raise ValidationError(
                f"Dit zijn {len(codes)} codes, hoogstens {MEESTE_CODES} kan. Kies zo veel afspraken met de lijsten."
            )
        gevonden = set(Afspraak.objects.gevolgd().filter(code__in=codes).values_list("code", flat=True))
        if vreemd := sorted(codes - gevonden):
            raise ValidationError(
                f"Deze {'afspraak wordt' if len(vreemd) == 1 else 'afspraken worden'} niet gevolgd of "
                f"{'bestaat' if len(vreemd) == 1 else 'bestaan'} niet: {', '.join(vreemd[:GENOEMD])}"
                f"{f' en nog {len(vreemd) - GENOEMD}' if len(vreemd) > GENOEMD else ''}. "
                f"Haal {'haar' if len(vreemd) == 1 else 'ze'} weg of verbeter de code."
            )
        return tuple(sorted(codes))


class Keuzevelden(forms.Form):
    """The choice of agreements; each list is empty or narrows."""

    rondes = forms.MultipleChoiceField(label="Rondes", required=False, widget=forms.CheckboxSelectMultiple)
    landsdelen = forms.MultipleChoiceField(label="Landsdelen", required=False, widget=forms.CheckboxSelectMultiple)
    provincies = forms.MultipleChoiceField(label="Provincies", required=False, widget=forms.CheckboxSelectMultiple)
    gebieden = forms.MultipleChoiceField(label="Gebieden", required=False, widget=forms.CheckboxSelectMultiple)
    codes = Codesveld(
        label="Alleen deze afspraken",
        help_text="De codes, elk op een regel of met een komma ertussen. Ook wat al is afgerond doet dan mee. In de "
        "lijst met afspraken staan zij klaar: filter daar en kies “Vraag de stand op van deze afspraken”.",
    )
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
        lijsten = {naam: tuple(self.cleaned_data[naam]) for naam in LIJSTEN}
        return Keuze(ook_gesloten=self.cleaned_data["ook_gesloten"], **lijsten)


class MetUiterlijk(forms.Form):
    """A form with a last day, which is refused together with what else is wrong."""

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if dag := gegevens.get("uiterlijk"):
            try:
                self.keur(dag)
            except ValidationError as fout:
                self.add_error(None, fout)
        return gegevens

    def keur(self, dag: date) -> None:
        """Raise ValidationError for a day that the service refuses."""
        keur_datum(dag)


class Rondeformulier(MetUiterlijk, Keuzevelden):
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
    field_order = ("naam", "uiterlijk", "toelichting", *LIJSTEN, "ook_gesloten")

    @staticmethod
    def begin(ronde: Monitorronde) -> dict[str, Any]:
        """The values of a round that exists."""
        keuze = Keuze.uit_json(ronde.keuze).als_json()
        return {"naam": ronde.naam, "uiterlijk": ronde.uiterlijk, "toelichting": ronde.toelichting, **keuze}


class Verlengformulier(MetUiterlijk):
    """Another last day, and why."""

    def __init__(self, *args: Any, ronde: Monitorronde, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"uiterlijk": ronde.uiterlijk})
        super().__init__(*args, **kwargs)
        self.ronde = ronde

    def keur(self, dag: date) -> None:
        keur_verlenging(self.ronde, dag)

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
