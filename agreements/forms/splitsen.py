"""The form that splits a text block into deelafspraken."""

from __future__ import annotations

import re

from django import forms

from agreements.models import Tekstblok

_ZINSEINDE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý‘“'\"])")
#: After these a sentence goes on: an initial or "m.b.t.", and abbreviations that stand before a capital.
_AFKORTING = re.compile(r"(?:\b[a-z]|\b(?:vgl|bijv|nrs?|ca|resp|incl|evt|mln|mld|jl))\.$", re.IGNORECASE)


def _zinnen(tekst: str) -> list[str]:
    zinnen: list[str] = []
    for stuk in _ZINSEINDE.split(" ".join(tekst.split())):
        if zinnen and _AFKORTING.search(zinnen[-1]):
            zinnen[-1] += f" {stuk}"
        else:
            zinnen.append(stuk)
    return zinnen


def voorstel(tekstblok: Tekstblok) -> str:
    """The text in sentences, and its subpunten: something to leave parts out of, or to join."""
    return "\n\n".join([*_zinnen(tekstblok.tekst), *tekstblok.subpunten])


class Splitsformulier(forms.Form):
    """The parts, each a paragraph of its own."""

    delen = forms.CharField(
        label="Delen",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=(
            "Elk deel is een alinea, met een witregel ertussen, en een letterlijk stuk van de officiële tekst. "
            "Haal weg wat geen eigen afspraak is; voeg zinnen samen door de witregel ertussen weg te halen."
        ),
        error_messages={"required": "Geef ten minste twee delen, met een witregel ertussen."},
    )

    def delen_lijst(self) -> list[str]:
        return [
            alinea for alinea in re.split(r"\n\s*\n", self.cleaned_data["delen"].replace("\r", "")) if alinea.strip()
        ]
