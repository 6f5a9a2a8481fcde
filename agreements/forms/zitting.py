"""The forms of meeting mode: what was decided, in which words, and who is there."""

from __future__ import annotations

from typing import Any

from django import forms

from agreements.dossier import Zijde
from agreements.models import Aanwezigheid
from agreements.models.besluit import Besluit
from agreements.services.zittingen import Besluittekst, Presentie

_UITLEG_SUBPUNTEN = "Elk subpunt op een eigen regel."
_UITLEG_INLEIDING = "De zin waar de afspraak op leunt. Leeg als er geen is."


class Tekstvelden(forms.Form):
    """The words of an agreement, as they are typed at the table."""

    inleiding = forms.CharField(
        label="Inleiding", required=False, help_text=_UITLEG_INLEIDING, widget=forms.Textarea(attrs={"rows": 2})
    )
    tekst = forms.CharField(label="Tekst van de afspraak", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    subpunten = forms.CharField(
        label="Subpunten", required=False, help_text=_UITLEG_SUBPUNTEN, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def woorden(self) -> dict[str, Any]:
        """The texts for the services; a form that is not valid gives what can be read of it."""
        gegevens = self.cleaned_data
        return {
            "tekst": gegevens.get("tekst", ""),
            "subpunten": gegevens.get("subpunten", "").splitlines(),
            "inleiding": gegevens.get("inleiding", ""),
        }

    @property
    def als_tekst(self) -> Besluittekst:
        return Besluittekst.getypt(**self.woorden)


class Besluitformulier(Tekstvelden):
    """What was decided about a proposal; the texts count only when it was changed."""

    besluit = forms.ChoiceField(choices=Besluit, widget=forms.HiddenInput)
    na = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("besluit", "na", "inleiding", "tekst", "subpunten", "toelichting")

    def __init__(self, *args: Any, pk: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{pk}_%s"
        super().__init__(*args, **kwargs)

    @staticmethod
    def begin(tekst: Besluittekst, na: int) -> dict[str, Any]:
        """What the form shows first: the text as it is now."""
        return {
            "besluit": Besluit.GEWIJZIGD.value,
            "na": na,
            "inleiding": tekst.inleiding,
            "tekst": tekst.tekst,
            "subpunten": "\n".join(tekst.subpunten),
        }


class Nieuweformulier(Tekstvelden):
    """An agreement that is brought in at the table; `sleutel` makes that it is recorded once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("sleutel", "inleiding", "tekst", "subpunten")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_nieuw_%s"
        super().__init__(*args, **kwargs)


class Presentieformulier(forms.Form):
    """One deelnemer; `was` is what the page showed when it was opened."""

    AANWEZIG = (("", "Onbekend"), ("ja", "Aanwezig"), ("nee", "Afwezig"))

    aanwezig = forms.ChoiceField(label="Aanwezig", required=False, choices=AANWEZIG)
    vervanger = forms.CharField(label="Vervangen door", required=False, max_length=200)
    was = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rij: Aanwezigheid, **kwargs: Any) -> None:
        nu = [rij.aanwezig, rij.vervanger]
        keuze = {True: "ja", False: "nee", None: ""}[rij.aanwezig]
        kwargs.setdefault("initial", {"aanwezig": keuze, "vervanger": rij.vervanger, "was": nu})
        kwargs["prefix"] = f"deelnemer-{rij.pk}"
        super().__init__(*args, **kwargs)
        self.rij = rij
        for veld, label in (("aanwezig", "Aanwezigheid"), ("vervanger", "Vervanger")):
            self.fields[veld].widget.attrs["aria-label"] = f"{label} van {rij.naam}"

    def clean_was(self) -> tuple[bool | None, str]:
        was = self.cleaned_data["was"]
        match was:
            case [True | False | None as aanwezig, str() as vervanger]:
                return aanwezig, vervanger
        raise forms.ValidationError("Laad de pagina opnieuw.")

    @property
    def presentie(self) -> Presentie:
        return Presentie(
            pk=self.rij.pk,
            aanwezig={"ja": True, "nee": False}.get(self.cleaned_data["aanwezig"]),
            vervanger=self.cleaned_data["vervanger"],
            was=self.cleaned_data["was"],
        )


class Aanwezigeformulier(forms.Form):
    """Somebody who is there and is not in the dossier."""

    naam = forms.CharField(label="Naam of functie", max_length=200)
    zijde = forms.ChoiceField(label="Namens", choices=[(Zijde.RIJK.value, "Rijk"), (Zijde.REGIO.value, "Regio")])
