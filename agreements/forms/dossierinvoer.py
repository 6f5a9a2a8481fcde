"""The form with which a dossier is offered to be read."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from agreements.forms.agenda import Overlegformulier
from agreements.importers.dossier import EXTENSIES
from agreements.services.invoer import veilige_naam


class Dossierformulier(Overlegformulier):
    """A document, and of which overleg it is the dossier."""

    bestand = forms.FileField(
        label="Document",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIES)}),
        error_messages={
            "required": "Kies het document met het dossier.",
            "empty": "Dit bestand is leeg. Kies het document met het dossier.",
        },
    )

    field_order = ("bestand",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.BOL_MAX_UPLOAD // 1024 // 1024
        self.fields["bestand"].help_text = f"Een {' of '.join(EXTENSIES)}, hoogstens {megabytes} MB."

    def clean_bestand(self) -> UploadedFile:
        """Refuse at once what can be seen from outside; what is in it is seen when it is read."""
        bestand: UploadedFile = self.cleaned_data["bestand"]
        naam = veilige_naam(bestand.name or "")
        extensie = PurePath(naam).suffix.lower()
        if extensie not in EXTENSIES:
            wat = f"met de extensie {extensie}" if extensie else "zonder extensie"
            raise ValidationError(f"Een dossier {wat} kan niet worden gelezen. Dit kan wel: {', '.join(EXTENSIES)}.")
        if (bestand.size or 0) > settings.BOL_MAX_UPLOAD:
            grootst = settings.BOL_MAX_UPLOAD // 1024 // 1024
            raise ValidationError(f"Het bestand “{naam}” is te groot. Het mag hoogstens {grootst} MB zijn.")
        return bestand
