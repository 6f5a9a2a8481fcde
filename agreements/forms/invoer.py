"""The form with which a list is offered to be read."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from agreements.importers import EXTENSIES
from agreements.lijst import SOORTEN
from agreements.services.invoer import veilige_naam


class Invoerformulier(forms.Form):
    """A document, and of which ronde it is the list."""

    bestand = forms.FileField(
        label="Document",
        allow_empty_file=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIES)}),
        error_messages={
            "required": "Kies het document met de afsprakenlijst.",
            "empty": "Dit bestand is leeg. Kies het document met de afsprakenlijst.",
        },
    )
    soort = forms.ChoiceField(
        label="Soort overleg",
        choices=list(SOORTEN.items()),
        error_messages={
            "required": "Kies de soort overleg.",
            "invalid_choice": "Kies een soort uit de lijst.",
        },
    )
    jaar = forms.IntegerField(
        label="Jaar",
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": "Vul het jaar van de ronde in.",
            "invalid": "Vul een jaartal in, bijvoorbeeld 2024.",
            "min_value": "Vul een jaartal vanaf 2000 in.",
            "max_value": "Vul een jaartal tot en met 2100 in.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extensies = " of ".join(filter(None, (", ".join(EXTENSIES[:-1]), EXTENSIES[-1])))
        megabytes = settings.BOL_MAX_UPLOAD // 1024 // 1024
        self.fields["bestand"].help_text = f"Een bestand dat eindigt op {extensies}, hoogstens {megabytes} MB."
        self.fields["jaar"].initial = timezone.localdate().year

    def clean_bestand(self) -> UploadedFile:
        """Refuse at once what can be seen from outside; what is in it is seen when it is read."""
        bestand: UploadedFile = self.cleaned_data["bestand"]
        grootst = settings.BOL_MAX_UPLOAD
        omvang = bestand.size or 0
        naam = veilige_naam(bestand.name or "")
        extensie = PurePath(naam).suffix.lower()
        if extensie not in EXTENSIES:
            wat = f"met de extensie {extensie}" if extensie else "zonder extensie"
            raise ValidationError(f"Een bestand {wat} kan niet worden gelezen. Dit kan wel: {', '.join(EXTENSIES)}.")
        if omvang > grootst:
            raise ValidationError(
                f"Het bestand “{naam}” is te groot ({omvang // 1024 // 1024} MB). "
                f"Het mag hoogstens {grootst // 1024 // 1024} MB zijn. Kies het bestand met alleen de afsprakenlijst."
            )
        return bestand
