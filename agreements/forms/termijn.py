"""The forms about deadlines: of one agreement, and of the overleggen that deadlines hang on."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.models import Afspraak, Termijnwijziging
from agreements.services.termijnbesluiten import besluit_over, te_bevestigen

TEKST, ANDERS, GEEN = "tekst", "anders", "geen"

_DAG = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Termijnformulier(forms.Form):
    """What the deadline of an agreement is: as the text says, as was decided, or none. The rules are the service's.

    `versie` is the number of the last change that the user saw, so that a change in between is noticed.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    keuze = forms.ChoiceField(
        label="Wat is de termijn?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de termijn is.", "invalid_choice": "Kies wat de termijn is."},
    )
    termijnen = forms.MultipleChoiceField(
        label="Dan moet het gereed zijn",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De tijdsaanduidingen in de tekst. Telt er meer dan één, dan is de laatste de termijn.",
        error_messages={"invalid_choice": "Deze tijdsaanduiding staat niet meer in de tekst. Laad de pagina opnieuw."},
    )
    frase = forms.CharField(
        label="Nieuwe termijn",
        required=False,
        help_text=(
            "In woorden, bijvoorbeeld “eind 2026”, “uiterlijk 1 juli 2026” of “BO MIRT 2026”. "
            "Hangt de termijn aan een overleg, dan schuift zij mee als dat overleg wordt verplaatst."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    van = forms.DateField(
        label="Eerste dag", required=False, widget=_DAG, error_messages={"invalid": "Vul een datum in."}
    )
    tot = forms.DateField(
        label="Laatste dag",
        required=False,
        widget=_DAG,
        help_text="Laat beide dagen leeg om ze uit de woorden te laten lezen.",
        error_messages={"invalid": "Vul een datum in."},
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nodig bij een andere termijn en bij geen termijn. Schrijf waarom, en waar het is afgesproken.",
        error_messages={"max_length": "De reden is te lang: hoogstens %(limit_value)d tekens."},
    )
    akkoord = forms.ChoiceField(
        label="Wie stemde ermee in?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(waarde, label[:1].upper() + label[1:]) for waarde, label in Termijnwijziging.Akkoord.choices],
    )

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        frasen = [een for een in afspraak.termijnen.all() if te_bevestigen(een)]
        velden: dict[str, Any] = dict(self.fields)
        velden["termijnen"].choices = [(str(een.pk), f"“{een.frase}”") for een in frasen]
        uit_tekst = "De termijn die uit de tekst volgt" if frasen else "De tekst noemt geen dag; zo blijft het"
        velden["keuze"].choices = [
            (TEKST, uit_tekst),
            (ANDERS, "Een andere termijn"),
            (GEEN, "Er is geen termijn"),
        ]
        self.fields["termijnen"].initial = [str(een.pk) for een in frasen if een.is_termijn]
        self.fields["keuze"].initial = ANDERS if besluit_over(afspraak) else TEKST if frasen else ANDERS
        if not frasen:
            del self.fields["termijnen"]

    def gekozen_termijnen(self) -> list[int]:
        """The phrases by which something is due; only of a valid form."""
        return [int(pk) for pk in self.cleaned_data.get("termijnen", ())]
