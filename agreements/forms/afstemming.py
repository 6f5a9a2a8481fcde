"""The forms of the check with the participants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from accounts.models import User
from agreements.models import Afstemming, Bezwaarbesluit, Reactie
from agreements.models.dossier import ZIJDEN
from agreements.services.afstemmingen import Cel, Partij, Regel
from agreements.services.afstemmingen.tekst import als_veld
from regions.models import Organisatie

#: Empty rows to add parties with.
LEGE_RIJEN = 2
LANGSTE_TEKST = 20_000


class Reactieformulier(forms.Form):
    """An objection to one agreement; agreeing needs no form."""

    toelichting = forms.CharField(
        label="Wat is het bezwaar?",
        max_length=LANGSTE_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tegentekst = forms.CharField(
        label="Voorstel voor een andere tekst",
        max_length=LANGSTE_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Pas de tekst hieronder aan, of laat haar staan. Een subpunt begint met een streepje.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, regel: Regel, cel: Cel) -> None:
        eerder = cel.reactie if cel.reactie and cel.reactie.oordeel == Reactie.Oordeel.BEZWAAR else None
        super().__init__(
            data,
            auto_id=f"id_{regel.afspraak.code}_%s",
            initial={
                "toelichting": eerder.toelichting if eerder else "",
                "tegentekst": (eerder.tegentekst if eerder else "") or als_veld(regel.tekst),
            },
        )


class Datumformulier(forms.Form):
    """The last day to answer, with the version that somebody began to edit from."""

    uiterlijk = forms.DateField(
        label="Laatste dag om te reageren",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Tot het einde van deze dag.",
        error_messages={"required": "Kies een dag.", "invalid": "Dit is geen datum. Schrijf bijvoorbeeld 4-12-2026."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Partijformulier(forms.Form):
    """One party: whether it takes part, on which side, and who may answer for it."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organisatie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    doet_mee = forms.BooleanField(label="Doet mee", required=False, initial=True)
    naam = forms.CharField(label="Naam", max_length=200, required=False)
    zijde = forms.ChoiceField(label="Zijde", choices=ZIJDEN, initial="regio", required=False)
    leden = forms.TypedMultipleChoiceField(
        label="Wie mag antwoorden", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kandidaten: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leden"].choices = kandidaten  # type: ignore[attr-defined]

    @property
    def gekozen_leden(self) -> int:
        """How many are ticked, as the row says while its list is folded."""
        waarde = self["leden"].value() or []
        return len(waarde)


class _Partijenset(forms.BaseFormSet):
    kandidaten: Sequence[User] = ()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        # A row as it was proposed counts as well: it is not an empty one.
        return {"kandidaten": [(user.pk, str(user)) for user in self.kandidaten], "empty_permitted": False}

    def clean(self) -> None:
        if any(self.errors):
            return
        for formulier in self.forms:
            gegevens = formulier.cleaned_data
            if gegevens.get("doet_mee") and not gegevens.get("naam", "").strip() and gegevens.get("leden"):
                formulier.add_error("naam", "Geef deze partij een naam.")

    def partijen(self) -> list[Partij]:
        """The parties that take part; a row without a name is none."""
        per_pk = {user.pk: user for user in self.kandidaten}
        gegevens = [
            formulier.cleaned_data
            for formulier in self.forms
            if formulier.cleaned_data.get("doet_mee") and formulier.cleaned_data["naam"].strip()
        ]
        organisaties = Organisatie.objects.in_bulk([een["organisatie"] for een in gegevens if een["organisatie"]])
        return [
            Partij(
                pk=een["pk"],
                naam=een["naam"],
                zijde=een["zijde"],
                leden=[per_pk[pk] for pk in een["leden"]],
                organisatie=organisaties.get(een["organisatie"]),
            )
            for een in gegevens
        ]


_Partijen = forms.formset_factory(Partijformulier, formset=_Partijenset, extra=LEGE_RIJEN, max_num=200)


def partijenset(
    data: Mapping[str, Any] | None, *, kandidaten: Sequence[User], partijen: Sequence[Partij]
) -> _Partijenset:
    """The rows of the parties, filled with those that are there or proposed."""
    soort = type("Partijen", (_Partijen,), {"kandidaten": kandidaten})
    uit: _Partijenset = soort(
        data,
        prefix="partij",
        initial=[
            {
                "pk": partij.pk,
                "organisatie": partij.organisatie.pk if partij.organisatie else None,
                "naam": partij.naam,
                "zijde": partij.zijde,
                "leden": [user.pk for user in partij.leden],
            }
            for partij in partijen
        ],
    )
    return uit


def partijen_van(afstemming: Afstemming) -> list[Partij]:
    """The parties of an afstemming as the form fills them in. Two queries."""
    return [
        Partij(pk=rij.pk, naam=rij.naam, zijde=rij.zijde, organisatie=rij.organisatie, leden=list(rij.leden.all()))
        for rij in afstemming.partijen.select_related("organisatie")
        .prefetch_related("leden")
        .order_by("-zijde", "naam", "pk")
    ]


class Besluitformulier(forms.Form):
    """What is done with an objection."""

    uitkomst = forms.ChoiceField(
        label="Besluit",
        choices=Bezwaarbesluit.Uitkomst,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er met het bezwaar gebeurt."},
    )
    tekst_nieuw = forms.CharField(
        label="Nieuwe tekst",
        max_length=LANGSTE_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Alleen bij “tekst anders aangepast”. Een subpunt begint met een streepje.",
    )
    toelichting = forms.CharField(
        label="Toelichting",
        max_length=LANGSTE_TEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u het bezwaar niet overneemt.",
    )
    over = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Mapping[str, Any] | None = None, *, reactie: Reactie, regel: Regel) -> None:
        super().__init__(
            data,
            initial={"tekst_nieuw": reactie.tegentekst or als_veld(regel.tekst), "over": regel.tekst.sha256},
        )
        if not reactie.tegentekst:
            self.fields["uitkomst"].choices = [  # type: ignore[attr-defined]
                keuze for keuze in Bezwaarbesluit.Uitkomst.choices if keuze[0] != Bezwaarbesluit.Uitkomst.OVERGENOMEN
            ]
