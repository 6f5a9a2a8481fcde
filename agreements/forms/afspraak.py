"""The form with the particulars of an agreement: what kind it is, where it belongs, who owes what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from accounts.models import Rol, User
from agreements.models import Afspraak, Betrokkenheid, Contact, Thema
from regions.models import Gebied, Organisatie, Provincie


class Afspraakformulier(forms.Form):
    """The particulars of one agreement. `versie` notices that somebody else changed them in between."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    soort = forms.ChoiceField(
        label="Soort",
        choices=[(waarde, label.capitalize()) for waarde, label in Afspraak.Soort.choices],
        help_text="Context staat wel in de lijst, maar wordt niet gevolgd en niet meegeteld.",
        error_messages={"required": "Kies een soort.", "invalid_choice": "Kies een soort uit de lijst."},
    )
    handeling = forms.ChoiceField(
        label="Bestuurlijke handeling",
        required=False,
        choices=[
            ("", "Niet ingevuld"),
            *((w, label.capitalize()) for w, label in Afspraak.Handeling.choices),
        ],
        help_text="Wat de bestuurders deden: aanbieden is iets anders dan vaststellen.",
    )
    gereed_als = forms.CharField(
        label="Gereed als",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waaraan iedereen ziet dat de afspraak is nagekomen.",
    )
    themas = forms.ModelMultipleChoiceField(
        Thema.objects.all(), label="Thema's", required=False, widget=forms.CheckboxSelectMultiple
    )
    provincies = forms.ModelMultipleChoiceField(
        Provincie.objects.all(), label="Provincies", required=False, widget=forms.CheckboxSelectMultiple
    )
    gebieden = forms.ModelMultipleChoiceField(
        Gebied.objects.exclude(soort=Gebied.Soort.NOVI),
        label="Gebieden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dossierhouders = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, roltoewijzingen__rol=Rol.DOSSIERHOUDER).distinct(),
        label="Dossierhouders",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zij mogen de status van deze afspraak wijzigen.",
    )


class Contactkeuze(forms.ModelChoiceField):
    """A contact, told with its organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisatie}: {obj.naam}"


class Partijformulier(forms.Form):
    """One organisation with its role; an empty line is skipped."""

    organisatie = forms.ModelChoiceField(
        Organisatie.objects.all(), label="Organisatie", required=False, empty_label="Kies een organisatie"
    )
    rol = forms.ChoiceField(
        label="Rol",
        choices=[(waarde, label.capitalize()) for waarde, label in Betrokkenheid.Rol.choices],
        required=False,
    )
    contact = Contactkeuze(
        Contact.objects.aanwezig().select_related("organisatie"),
        label="Contact",
        required=False,
        empty_label="Geen contact",
        error_messages={"invalid_choice": "Dit contact is intussen vertrokken. Kies een ander."},
    )
    weg = forms.BooleanField(label="Verwijderen", required=False)


class BasisPartijen(forms.BaseFormSet):
    """The actors of an agreement; the same organisation cannot stand in the same role twice."""

    def clean(self) -> None:
        gezien = set()
        for paar in self.partijen():
            if paar in gezien:
                organisatie, rol = paar
                raise ValidationError(
                    f"{organisatie} staat twee keer in de rol van {Betrokkenheid.Rol(rol).label}. Verwijder er een."
                )
            gezien.add(paar)

    def partijen(self) -> list[tuple[Organisatie, str]]:
        """The filled lines that stay, as organisation and role."""
        return [paar for paar, _ in self._regels()]

    def contacten(self) -> dict[tuple[Organisatie, str], Contact | None]:
        """Whom to ask, per organisation and role."""
        return dict(self._regels())

    def _regels(self) -> list[tuple[tuple[Organisatie, str], Contact | None]]:
        return [
            ((ingevuld["organisatie"], ingevuld.get("rol") or Betrokkenheid.Rol.BETROKKEN), ingevuld.get("contact"))
            for ingevuld in (formulier.cleaned_data for formulier in self.forms if formulier.is_valid())
            if ingevuld.get("organisatie") and not ingevuld.get("weg")
        ]


Partijen: Any = formset_factory(Partijformulier, formset=BasisPartijen, extra=3, max_num=40)
