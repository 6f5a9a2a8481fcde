"""Form fields that refuse in our own words."""

from __future__ import annotations

from django import forms


class Tekstveld(forms.CharField):
    """Text, with a sentence of ours for what is too long and for a sign that no database keeps."""

    default_error_messages = {
        "max_length": "Dit is te lang: hoogstens %(limit_value)d tekens, en het zijn er %(show_value)d.",
        "null_characters_not_allowed": (
            "In deze tekst staat een teken dat niet te bewaren is. Plak haar opnieuw, als tekst zonder opmaak."
        ),
    }
