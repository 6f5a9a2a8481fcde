"""The form that changes the status of an agreement."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from agreements.importers.formaten.inhoud import BEGIN, past_bij
from agreements.models import Afspraak, Status
from agreements.services.statussen import Bewijs

#: What may be kept as evidence. Documents go back to people as a download, never as a page.
SOORTEN_DOCUMENT = (
    ".pdf",
    ".docx",
    ".odt",
    ".xlsx",
    ".ods",
    ".pptx",
    ".odp",
    ".csv",
    ".txt",
    ".png",
    ".jpg",
    ".jpeg",
)
GROOTSTE_DOCUMENT = 10 * 1024 * 1024
MEESTE_STUKKEN = 5


class MeerBestanden(forms.ClearableFileInput):
    allow_multiple_selected = True


class Documentenveld(forms.FileField):
    """Up to five documents of a known kind, each with content and no larger than 10 MB."""

    widget = MeerBestanden

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-hoogstens": GROOTSTE_DOCUMENT}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        bestanden = data if isinstance(data, (list, tuple)) else [data] if data else []
        schoon = [super(Documentenveld, self).clean(bestand, initial) for bestand in bestanden]
        if len(schoon) > MEESTE_STUKKEN:
            raise ValidationError(f"Kies hoogstens {MEESTE_STUKKEN} documenten tegelijk.")
        for bestand in schoon:
            if PurePath(bestand.name).suffix.lower() not in SOORTEN_DOCUMENT:
                raise ValidationError(
                    f"“{bestand.name}” is geen soort document dat hier past. "
                    f"Kies een van: {', '.join(soort[1:] for soort in SOORTEN_DOCUMENT)}."
                )
            if bestand.size > GROOTSTE_DOCUMENT:
                raise ValidationError(
                    f"“{bestand.name}” is te groot: hoogstens 10 MB. Maak het kleiner of geef een link."
                )
            soort = PurePath(bestand.name).suffix.lower()
            bestand.seek(0)
            if not past_bij(bestand.read(BEGIN), soort):
                raise ValidationError(
                    f"“{bestand.name}” is geen {soort[1:]}-bestand, al heet het zo. Open het in het programma waarmee "
                    "het is gemaakt, sla het zonder wachtwoord op en kies het opnieuw."
                )
            bestand.seek(0)
        return schoon


class Statusformulier(forms.Form):
    """New status, why, by what it is followed up, and evidence. The rules themselves are the service's.

    `versie` is the number of the last change that the user saw, so that a change in between is noticed.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    naar = forms.ChoiceField(
        label="Nieuwe status",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies de nieuwe status.",
            "invalid_choice": "Kies een status uit de lijst.",
        },
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Nodig als u de afspraak beëindigt, vertraagt, aanhoudt of heropent. "
            "Schrijf wat er gebeurd is en wat dit betekent."
        ),
        error_messages={"max_length": "De toelichting is te lang: hoogstens %(limit_value)d tekens."},
    )
    opvolger = forms.CharField(
        label="Opgevolgd door",
        required=False,
        max_length=42,
        help_text="Alleen bij “opgevolgd”: de code van de afspraak die deze opvolgt, bijvoorbeeld BOL-2025-ZW-1-03.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    links = forms.CharField(
        label="Links als bewijs",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text="Eén adres per regel, beginnend met https://.",
    )
    documenten = Documentenveld(
        label="Documenten als bewijs",
        required=False,
        help_text="Bijvoorbeeld een brief of besluit als pdf; hoogstens 5, elk hoogstens 10 MB.",
        error_messages={"empty": "Het document is leeg. Kies een ander bestand."},
    )

    def __init__(self, *args: Any, afspraak: Afspraak, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.afspraak = afspraak
        self.user = user
        self.fields["naar"].choices = [  # type: ignore[attr-defined]
            (waarde, label.capitalize()) for waarde, label in Status.choices if waarde != afspraak.status
        ]

    def clean_opvolger(self) -> Afspraak | None:
        code = self.cleaned_data["opvolger"].strip().upper()
        if not code:
            return None
        # A deelafspraak ends in a small letter, which people do not always type as such.
        kandidaten = [code, code[:-1] + code[-1].lower()]
        opvolger = Afspraak.objects.visible_to(self.user).filter(code__in=kandidaten).first()
        if opvolger is None:
            raise ValidationError(
                f"Er is geen afspraak met de code {code}. Controleer de code in de lijst met afspraken."
            )
        return opvolger

    def clean_links(self) -> list[str]:
        links = [regel.strip() for regel in self.cleaned_data["links"].splitlines() if regel.strip()]
        if len(links) > MEESTE_STUKKEN:
            raise ValidationError(f"Geef hoogstens {MEESTE_STUKKEN} links tegelijk.")
        controleer = URLValidator(schemes=["https"])
        for link in links:
            try:
                controleer(link)
            except ValidationError:
                raise ValidationError(f"“{link}” is geen volledig adres. Begin met https://.") from None
            if len(link) > 500:
                raise ValidationError("Een link is hoogstens 500 tekens lang.")
        return links

    def bewijs(self) -> list[Bewijs]:
        """The evidence of a valid form: links by the name of their site, documents by their own name."""
        return [
            *(Bewijs(naam=(urlsplit(link).hostname or link)[:200], url=link) for link in self.cleaned_data["links"]),
            *(
                Bewijs(naam=PurePath(bestand.name.replace("\\", "/")).name[:200], bestand=bestand)
                for bestand in self.cleaned_data["documenten"]
            ),
        ]
