"""Forms for contacts, and for handing over what somebody looks after."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Rol, Roltoewijzing, User
from agreements.models import Afspraak, Agendapunt, Contact
from agreements.services.eigenaren import Portefeuille
from regions.models import Organisatie

_REDEN = forms.CharField(
    label="Reden",
    max_length=1000,
    widget=forms.Textarea(attrs={"rows": 2}),
    help_text="Bijvoorbeeld: vertrokken per 1 maart. De reden staat bij de overdracht en blijft bewaard.",
    error_messages={"required": "Geef een reden."},
)


class Contactformulier(forms.Form):
    """A contact of an organisation."""

    organisatie = forms.ModelChoiceField(
        Organisatie.objects.all(),
        label="Organisatie",
        empty_label="Kies een organisatie",
        error_messages={"required": "Kies de organisatie.", "invalid_choice": "Kies een organisatie uit de lijst."},
    )
    naam = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Van het team, de functie of de medewerker.",
        error_messages={"required": "Geef een naam."},
    )
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        error_messages={"invalid": "Dit is geen e-mailadres. Controleer het, of laat het leeg."},
    )
    telefoon = forms.CharField(label="Telefoonnummer", required=False, max_length=40)


class Contactoverdracht(forms.Form):
    """To whom everything of a contact goes."""

    naar = forms.ModelChoiceField(
        Contact.objects.none(), label="Nieuw contact", required=False, empty_label="Voorlopig niemand"
    )
    reden = _REDEN

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anderen = Contact.objects.aanwezig().filter(organisatie=contact.organisatie).exclude(pk=contact.pk)
        self.fields["naar"].queryset = anderen  # type: ignore[attr-defined]


class Dossieroverdracht(forms.Form):
    """To whom, and which of the agreements and items of an account; all of them are ticked to begin with."""

    naar = forms.ModelChoiceField(
        User.objects.none(),
        label="Nieuwe dossierhouder",
        empty_label="Kies een account",
        help_text="Wie nu de rol van dossierhouder heeft.",
        error_messages={"required": "Kies aan wie u overdraagt.", "invalid_choice": "Kies een account uit de lijst."},
    )
    afspraken = forms.ModelMultipleChoiceField(
        Afspraak.objects.none(), label="Afspraken", required=False, widget=forms.CheckboxSelectMultiple
    )
    agendapunten = forms.ModelMultipleChoiceField(
        Agendapunt.objects.none(), label="Agendapunten", required=False, widget=forms.CheckboxSelectMultiple
    )
    reden = _REDEN

    def __init__(self, *args: Any, van: User, portefeuille: Portefeuille, dag: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rollen = Roltoewijzing.objects.filter(rol=Rol.DOSSIERHOUDER).geldig_op(dag)
        velden: dict[str, Any] = self.fields
        velden["naar"].queryset = User.objects.filter(is_active=True, pk__in=rollen.order_by().values("user")).exclude(
            pk=van.pk
        )
        for naam, rijen in (("afspraken", portefeuille.afspraken), ("agendapunten", portefeuille.agendapunten)):
            sleutels = [rij.pk for rij in rijen]
            if not rijen:
                del velden[naam]
                continue
            velden[naam].queryset = type(rijen[0]).objects.filter(pk__in=sleutels)
            velden[naam].choices = [(rij.pk, _naam(rij)) for rij in rijen]
            velden[naam].initial = sleutels


def _naam(rij: Any) -> str:
    if hasattr(rij, "code"):
        tekst = rij.tekst
        return f"{rij.code}: {tekst[:90]}{'…' if len(tekst) > 90 else ''}"
    return f"{rij.dossier.overleg}: {rij}"
