"""The form that asks for a list as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from agreements.exporters import FORMATEN
from agreements.services.keuze import Keuze, Mogelijkheden

#: The value with which the form says that no changes are asked for.
GEEN_WIJZIGINGEN = ""


class Exportformulier(forms.Form):
    """Which format, which part of the list (nothing chosen means all of it), and what comes along with the text."""

    formaat = forms.ChoiceField(
        label="Formaat",
        choices=[(formaat.slug, formaat.naam) for formaat in FORMATEN.values()],
        error_messages={"required": "Kies een formaat.", "invalid_choice": "Kies een formaat uit de lijst."},
    )
    landsdeel = forms.MultipleChoiceField(
        label="Landsdelen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u niets, dan komen ze er allemaal in.",
        error_messages={"invalid_choice": "Kies landsdelen die in deze lijst staan."},
    )
    provincie = forms.MultipleChoiceField(
        label="Provincies",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies provincies die in deze lijst voorkomen."},
    )
    gebied = forms.MultipleChoiceField(
        label="Gebieden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies gebieden die in deze lijst voorkomen."},
    )
    thema = forms.MultipleChoiceField(
        label="Thema's",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies thema's die in deze lijst voorkomen."},
    )
    met_termijnen = forms.BooleanField(label="Termijnen", required=False)
    met_partijen = forms.BooleanField(label="Partijen: wie wat doet", required=False)
    met_status = forms.BooleanField(label="Status", required=False)
    peildatum = forms.DateField(
        label="Status op deze dag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leeg: de status van vandaag.",
        error_messages={"invalid": "Vul een datum in, bijvoorbeeld 2025-06-30."},
    )
    wijzigingen = forms.ChoiceField(
        label="Wijzigingen sinds",
        required=False,
        error_messages={"invalid_choice": "Kies een uitgave die er is."},
    )

    def __init__(
        self,
        *args: Any,
        landsdelen: Sequence[tuple[str, str]],
        mogelijkheden: Mogelijkheden,
        uitgaven: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._stel_in("landsdeel", landsdelen, minstens=2)
        self._stel_in("provincie", mogelijkheden.provincies)
        self._stel_in("gebied", mogelijkheden.gebieden)
        self._stel_in("thema", mogelijkheden.themas)
        self._stel_in("wijzigingen", [(GEEN_WIJZIGINGEN, "Zonder wijzigingen"), *uitgaven], minstens=2)

    def _stel_in(self, naam: str, keuzen: Sequence[tuple[str, str]], minstens: int = 1) -> None:
        """Offer these, or leave the field out when there is nothing to choose."""
        if len(keuzen) < minstens:
            del self.fields[naam]
        else:
            self.fields[naam].choices = keuzen  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        dag = data.get("peildatum")
        if dag and not data.get("met_status"):
            self.add_error("peildatum", "Vink ook Status aan, of laat de dag leeg.")
        elif dag and dag > timezone.localdate():
            self.add_error("peildatum", "Deze dag ligt in de toekomst. Kies vandaag of eerder.")
        return data

    @property
    def delen(self) -> list[BoundField]:
        """The fields that narrow the list within a landsdeel."""
        return [self[naam] for naam in ("provincie", "gebied", "thema") if naam in self.fields]

    @property
    def heeft_deel(self) -> bool:
        """Whether something of these was chosen or is wrong, so that the page shows them open."""
        return any(veld.data or veld.errors for veld in self.delen)

    @property
    def erbij(self) -> list[BoundField]:
        """The fields that say what comes along with the text."""
        namen = ("met_termijnen", "met_partijen", "met_status", "peildatum", "wijzigingen")
        return [self[naam] for naam in namen if naam in self.fields]

    def keuze(self) -> Keuze:
        """What was chosen; for a form that is valid."""
        data = self.cleaned_data
        return Keuze(
            landsdelen=tuple(data.get("landsdeel", ())),
            provincies=tuple(data.get("provincie", ())),
            gebieden=tuple(data.get("gebied", ())),
            themas=tuple(data.get("thema", ())),
            met_status=data["met_status"],
            peildatum=data["peildatum"],
            met_termijnen=data["met_termijnen"],
            met_partijen=data["met_partijen"],
            wijzigingen_sinds=data.get("wijzigingen") or None,
        )
