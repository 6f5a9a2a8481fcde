"""One row of a monitorronde: what a side answers, and what the coordinator decides."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.status import Documentenveld, Statusformulier
from agreements.models import Afspraak, Status
from agreements.services.statussen import Bewijs
from monitoring.forms.ronde import Dag
from monitoring.models import Antwoordconcept, Uitvraagregel
from monitoring.services.antwoorden import Blad, Conceptvelden
from monitoring.services.startwaarden import Startwaarde

_STATUSSEN = [(waarde, label.capitalize()) for waarde, label in Status.choices]
_OPVOLGER = "Alleen bij “opgevolgd”: de code van de afspraak die deze opvolgt, bijvoorbeeld BOL-2025-ZW-1-03."


class Opvolgerveld(forms.CharField):
    """The code of another agreement, as it is typed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        super().__init__(
            label="Opgevolgd door",
            required=False,
            max_length=42,
            help_text=_OPVOLGER,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )


class Rijformulier(forms.Form):
    """What the two forms share: fields with names of their own on a page that holds many of them."""

    def __init__(self, *args: Any, regel: Uitvraagregel, user: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"r{regel.pk}-%s")
        super().__init__(*args, **kwargs)
        self.regel = regel
        self.user = user

    def clean_opvolger(self) -> Afspraak | None:
        code = self.cleaned_data["opvolger"].strip().upper()
        if not code:
            return None
        kandidaten = [code, code[:-1] + code[-1].lower()]
        opvolger = Afspraak.objects.visible_to(self.user).filter(code__in=kandidaten).first()
        if opvolger is None:
            raise ValidationError(
                f"Er is geen afspraak met de code {code}. Controleer de code in de lijst met afspraken."
            )
        return opvolger


class Antwoordformulier(Rijformulier):
    """What one side answers. The rules themselves are the service's.

    `versie` is the number of the answer that it was opened with; `sleutel` and `gezien` say which draft it may replace.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sleutel = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    status = forms.ChoiceField(
        label="Status",
        choices=[("", "Kies een status"), *_STATUSSEN],
        error_messages={"required": "Kies de status.", "invalid_choice": "Kies een status uit de lijst."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "De toelichting is te lang: hoogstens %(limit_value)d tekens."},
    )
    verwacht = Dag(label="Verwacht gereed", required=False)
    opvolger = Opvolgerveld()
    links = forms.CharField(
        label="Links als bewijs",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text="Eén adres per regel, beginnend met https://.",
    )
    documenten = Documentenveld(
        label="Documenten als bewijs",
        required=False,
        help_text="Hoogstens 5, elk hoogstens 10 MB. Een document wordt pas bewaard als u bevestigt.",
        error_messages={"empty": "Het document is leeg. Kies een ander bestand."},
    )

    clean_links = Statusformulier.clean_links

    def bewijs(self) -> list[Bewijs]:
        """The evidence of a valid form."""
        return Statusformulier.bewijs(self)  # type: ignore[arg-type]

    @property
    def meer_open(self) -> bool:
        """Whether the fields that are folded away hold something, or are wrong."""
        namen = ("opvolger", "links", "documenten")
        return any(self[naam].value() or naam in self.errors for naam in namen)

    @staticmethod
    def begin(start: Startwaarde, concept: Antwoordconcept | None, *, versie: int) -> dict[str, Any]:
        """The values to begin with: the draft of this person, or else those of last time."""
        begin = {"versie": versie, "sleutel": secrets.token_hex(8), "gezien": concept.moment if concept else ""}
        if concept is not None:
            velden = ("status", "toelichting", "verwacht", "opvolger", "links")
            return begin | {veld: getattr(concept, veld) for veld in velden}
        return begin | {
            "status": start.status,
            "toelichting": start.toelichting,
            "verwacht": start.verwacht,
            "opvolger": start.opvolger,
        }


def getypt(data: Any) -> Conceptvelden:
    """What stands in the fields now, valid or not."""
    return Conceptvelden(
        **{veld: str(data.get(veld, "")) for veld in ("status", "toelichting", "verwacht", "opvolger", "links")}
    )


def blad_van(data: Any) -> Blad:
    """The form that sends this."""
    return Blad(sleutel=str(data.get("sleutel", ""))[:32], gezien=str(data.get("gezien", "")))


class Besluitformulier(Rijformulier):
    """The joint status, and whether it needs a talk.

    `versie` and `nummer` are the last joint change and the last decision that the page showed.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    nummer = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    naar = forms.ChoiceField(label="Gezamenlijke status", choices=_STATUSSEN)
    toelichting = forms.CharField(
        label="Toelichting bij de status",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Komt in de geschiedenis van de afspraak, als de status verandert.",
    )
    opvolger = Opvolgerveld()
    bespreken = forms.BooleanField(label="Bespreken in het volgende overleg", required=False)
    notitie = forms.CharField(
        label="Notitie",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Voor Rijk en het eigen landsdeel; gaat mee in de momentopname.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        regel = kwargs["regel"]
        kwargs.setdefault("auto_id", f"b{regel.pk}-%s")
        super().__init__(*args, **kwargs)
