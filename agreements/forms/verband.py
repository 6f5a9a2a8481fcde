"""Laying a link: the kinds, read from the agreement that one stands at, and one form per kind of end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When

from agreements.forms.agenda import dagveld
from agreements.models import Afspraak, Agendapunt, Ronde, Verband
from instruments.models import Instrumentversie

Soort = Verband.Soort

#: The kinds between two agreements, said of the one that one stands at, and of the other ("om": the link is laid
#: from there).
DEZE = {
    Soort.VERVOLG: "is een vervolg op de andere",
    Soort.HERBEVESTIGT: "herbevestigt de andere",
    Soort.CONCRETISEERT: "concretiseert de andere",
    Soort.WIJZIGT: "wijzigt de andere",
    Soort.VERVANGT: "vervangt de andere",
    Soort.GESPLITST: "is gesplitst uit de andere",
    Soort.SAMENGEVOEGD: "is samengevoegd in de andere",
}
ANDERE = {
    Soort.VERVOLG: "is een vervolg op deze",
    Soort.HERBEVESTIGT: "herbevestigt deze",
    Soort.CONCRETISEERT: "concretiseert deze",
    Soort.WIJZIGT: "wijzigt deze",
    Soort.VERVANGT: "vervangt deze",
    Soort.GESPLITST: "is gesplitst uit deze",
    Soort.SAMENGEVOEGD: "is samengevoegd in deze",
}
OM = "om:"
SOORTEN: list[Any] = [
    ("", "Kies een soort"),
    ("Deze afspraak …", [(soort.value, zin) for soort, zin in DEZE.items()]),
    ("De andere afspraak …", [(f"{OM}{soort.value}", zin) for soort, zin in ANDERE.items()]),
]


def _toelichting() -> forms.CharField:
    return forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Alleen te lezen voor wie de uitvoering van de afspraak ziet.",
        error_messages={"max_length": "Maak de toelichting korter, tot hoogstens 2000 tekens."},
    )


class Afspraakverband(forms.Form):
    """With another agreement, found by code or by words; the page draws what was found as the choices of `naar`."""

    soort = forms.ChoiceField(
        label="Soort verband", choices=SOORTEN, error_messages={"required": "Kies een soort verband."}
    )
    naar = forms.CharField(
        label="Andere afspraak", error_messages={"required": "Kies de andere afspraak uit wat u hebt gevonden."}
    )
    toelichting = _toelichting()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_naar(self) -> Afspraak:
        naar = Afspraak.objects.visible_to(self.user).filter(code=self.cleaned_data["naar"]).first()
        if naar is None:
            raise ValidationError("Deze afspraak is er niet. Kies er een uit wat u hebt gevonden.")
        return naar

    def einden(self, afspraak: Afspraak) -> dict[str, Any]:
        """What `leg_verband` is asked, seen from this agreement."""
        soort, naar = self.cleaned_data["soort"], self.cleaned_data["naar"]
        van, doel = (naar, afspraak) if soort.startswith(OM) else (afspraak, naar)
        return {"van": van, "naar": doel, "soort": soort.removeprefix(OM)}


class Overlegverband(forms.Form):
    """Put on the agenda of a whole ronde."""

    naar_ronde = forms.ModelChoiceField(
        label="Geagendeerd op",
        queryset=Ronde.objects.none(),
        empty_label="Kies een overleg",
        error_messages={"required": "Kies een overleg."},
    )
    toelichting = _toelichting()

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar_ronde"].queryset = (  # type: ignore[attr-defined]
            Ronde.objects.filter(jaar__gte=afspraak.overleg.ronde.jaar)
            .exclude(pk=afspraak.overleg.ronde_id)
            .order_by("jaar", "naam")
        )

    def einden(self, afspraak: Afspraak) -> dict[str, Any]:
        return {"van": afspraak, "naar_ronde": self.cleaned_data["naar_ronde"], "soort": Soort.GEAGENDEERD}


class Puntkeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.dossier.overleg}: {obj}"


class Agendaverband(forms.Form):
    """Put on the agenda as an item of a dossier that the user may see."""

    naar_punt = Puntkeuze(
        label="Geagendeerd op",
        queryset=Agendapunt.objects.none(),
        empty_label="Kies een agendapunt",
        error_messages={"required": "Kies een agendapunt."},
        help_text="Alleen agendapunten van dossiers die u mag zien. Wie het dossier niet ziet, ziet dit verband niet.",
    )
    toelichting = _toelichting()

    def __init__(self, *args: Any, afspraak: Afspraak, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar_punt"].queryset = (  # type: ignore[attr-defined]
            Agendapunt.objects.visible_to(user)
            .filter(dossier__overleg__ronde__jaar__gte=afspraak.overleg.ronde.jaar)
            .select_related("dossier__overleg__ronde", "dossier__overleg__landsdeel")
            .order_by("dossier__overleg__ronde__jaar", "dossier", "volgorde")
        )

    def einden(self, afspraak: Afspraak) -> dict[str, Any]:
        return {"van": afspraak, "naar_punt": self.cleaned_data["naar_punt"], "soort": Soort.GEAGENDEERD}


class Instrumentverband(forms.Form):
    """Led to a version of an instrument."""

    naar_instrument = forms.ModelChoiceField(
        label="Leidde tot",
        queryset=Instrumentversie.objects.none(),
        empty_label="Kies een instrument en versie",
        error_messages={"required": "Kies een instrument en versie."},
        help_text="De versies die over de gebieden en provincies van deze afspraak gaan, staan bovenaan.",
    )
    toelichting = _toelichting()

    def __init__(self, *args: Any, afspraak: Afspraak, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hier = Q(gebied__in=afspraak.gebieden.all()) | Q(provincie__in=afspraak.provincies.all())
        self.fields["naar_instrument"].queryset = (  # type: ignore[attr-defined]
            Instrumentversie.objects.visible_to(user)
            .for_list()
            .annotate(elders=Case(When(hier, then=0), default=1))
            .order_by("elders", "instrument__volgorde", "sleutel")
        )

    def einden(self, afspraak: Afspraak) -> dict[str, Any]:
        return {
            "van": afspraak,
            "naar_instrument": self.cleaned_data["naar_instrument"],
            "soort": Soort.LEIDDE_TOT,
        }


class Besluitverband(forms.Form):
    """Carried out by a decision, with where it can be read."""

    besluit = forms.CharField(
        label="Besluit",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wie besloot wat? Bijvoorbeeld: de gemeenteraad stelde het omgevingsplan vast.",
        error_messages={"required": "Noem het besluit."},
    )
    besluit_op = dagveld(label="Datum van het besluit")
    besluit_url = forms.CharField(
        label="Adres waar het staat",
        required=False,
        help_text="Begin met https://. Een adres of een Kamerstuk is nodig.",
    )
    besluit_kamerstuk = forms.CharField(
        label="Kamerstuk", required=False, max_length=60, help_text="Bijvoorbeeld 29 435, nr. 267."
    )
    toelichting = _toelichting()

    def einden(self, afspraak: Afspraak) -> dict[str, Any]:
        velden = ("besluit", "besluit_op", "besluit_url", "besluit_kamerstuk")
        return {"van": afspraak, "soort": Soort.UITGEVOERD, **{een: self.cleaned_data[een] for een in velden}}


class Eindeformulier(forms.Form):
    """Why a link ends."""

    reden = forms.CharField(
        label="Waarom eindigt dit verband?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Het verband en uw reden blijven in de geschiedenis staan.",
        error_messages={"required": "Schrijf op waarom het verband eindigt."},
    )
