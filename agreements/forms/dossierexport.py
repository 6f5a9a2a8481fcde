"""The form that asks for a dossier as a document."""

from __future__ import annotations

from django import forms

from agreements.exporters.dossier import DOSSIERFORMATEN

#: Each format that people read, with what it is for.
_KEUZEN = {
    "pdf": "PDF: om te lezen en af te drukken",
    "docx": "Word (DOCX): om in verder te werken en weer te laden",
}


class Dossierexportformulier(forms.Form):
    formaat = forms.ChoiceField(
        label="Formaat",
        choices=[(slug, _KEUZEN[slug]) for slug in DOSSIERFORMATEN if slug in _KEUZEN],
        widget=forms.RadioSelect,
        initial="pdf",
        error_messages={"required": "Kies een formaat.", "invalid_choice": "Kies een formaat uit de lijst."},
    )
