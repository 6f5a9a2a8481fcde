"""The form with the days of a ronde and of its overleggen."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.lijst import LANDELIJK
from agreements.models import Ronde
from agreements.services.verschuivingen import Nieuwedagen

_VOORVOEGSEL = "overleg_"


class Rondedataformulier(forms.Form):
    """When a ronde and each of its overleggen is held, and why that changes. The rules are the service's."""

    versie = forms.CharField(widget=forms.HiddenInput)
    gepland = forms.CharField(
        label="Gepland",
        required=False,
        max_length=80,
        help_text="Zoals genoemd, bijvoorbeeld “november 2026”. Wordt getoond zolang er geen dagen zijn.",
    )
    van = forms.DateField(label="Eerste dag", required=False)
    tot = forms.DateField(label="Laatste dag", required=False)
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Komt in de geschiedenis van elke afspraak die opschuift.",
    )

    field_order = ("versie", "gepland", "van", "tot")

    def __init__(self, *args: Any, ronde: Ronde, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begin: dict[str, Any] = {"gepland": ronde.gepland, "van": ronde.gehouden_van, "tot": ronde.gehouden_tot}
        self.overleggen = {
            f"{_VOORVOEGSEL}{overleg.pk}": overleg
            for overleg in ronde.overleggen.select_related("landsdeel").order_by("volgorde", "pk")
        }
        for naam, overleg in self.overleggen.items():
            self.fields[naam] = forms.DateField(label=str(overleg.landsdeel or LANDELIJK.capitalize()), required=False)
            begin[naam] = overleg.datum
        for naam, veld in self.fields.items():
            if isinstance(veld, forms.DateField):
                veld.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                veld.error_messages["invalid"] = "Vul een datum in."
            if naam in begin:
                veld.initial = begin[naam]

    @property
    def dagvelden(self) -> list[Any]:
        """The field of each overleg."""
        return [self[naam] for naam in self.overleggen]

    @property
    def ingevuld(self) -> list[tuple[str, str]]:
        """Every field as it was sent, to send along once more with the confirmation."""
        return [(naam, self.data.get(naam, "")) for naam in self.fields]

    def nieuw(self) -> Nieuwedagen:
        """What was filled in; only of a valid form."""
        schoon = self.cleaned_data
        return Nieuwedagen(
            gepland=schoon["gepland"],
            van=schoon["van"],
            tot=schoon["tot"],
            overleggen={overleg.pk: schoon[naam] for naam, overleg in self.overleggen.items()},
        )
