"""The forms of the pages of instruments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from accounts.models import User
from bolapp.velden import Tekstveld
from instruments.models import Bron, Handeling, Instrumentversie, Precisie, Stand, Uitspraak
from instruments.services.uitspraken import ZONDER_BRON, Inhoud, NieuweBron, NieuweVersie
from regions.models import Landsdeel

GEEN_KEUZE = {"invalid_choice": "Kies iets uit de lijst.", "required": "Kies iets uit de lijst."}
NIEUW = "nieuw"


class Peildatumformulier(forms.Form):
    """The day of which one asks the stand; without one it is today."""

    peildatum = forms.DateField(
        label="Peildatum",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        help_text="De dag waarvan u de stand wilt weten.",
        error_messages={"invalid": "Dit is geen datum. Schrijf haar als 31-12-2024."},
    )

    def gekozen(self) -> date:
        """The day that was asked for, or today when none was, or none that exists."""
        vandaag = timezone.localdate()
        if not self.is_bound:
            return vandaag
        return self.cleaned_data.get("peildatum") or vandaag if self.is_valid() else vandaag


def _dag(label: str, uitleg: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=uitleg,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": "Dit is geen datum. Vul haar in als 31-12-2024."},
    )


def _woorden(label: str, lengte: int, uitleg: str = "") -> forms.CharField:
    return Tekstveld(label=label, required=False, max_length=lengte, help_text=uitleg)


def _getal(label: str) -> forms.IntegerField:
    zin = "Vul een heel getal in van 0 tot en met 32767."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=32767,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), zin),
    )


def _keuzen(keuzen: Any) -> list[tuple[str, str]]:
    return [(waarde, naam.capitalize()) for waarde, naam in keuzen]


class Uitspraakformulier(forms.Form):
    """What a source says: of which version, how far, when, and where it stands. The service says what must be there.

    `versies` are those of the place; None for a statement that is of no version. `verbetert` is the statement that is
    corrected.
    """

    versie = forms.ChoiceField(label="Versie", error_messages=GEEN_KEUZE)
    nieuw_label = _woorden(
        "Naam van de nieuwe versie", 40, "Alleen bij een nieuwe versie, zoals de bron haar noemt: 2.0."
    )
    nieuw_naam = _woorden("Eigen naam in de regio", 120, "Alleen bij een nieuwe versie, bijvoorbeeld RUIA.")
    onderwerp = _woorden("Onderwerp", 80)
    aantal = _getal("Aantal")
    totaal = _getal("Van de")
    stand = forms.ChoiceField(label="Stand", required=False, error_messages=GEEN_KEUZE)
    handeling = forms.ChoiceField(
        label="Handeling",
        required=False,
        choices=[("", "De bron noemt geen handeling"), *_keuzen(Handeling.choices)],
        help_text="Het woord van de bron. Alleen “vastgesteld” telt als vastgesteld.",
        error_messages=GEEN_KEUZE,
    )
    orgaan = _woorden("Door wie of in welk overleg", 160)
    tekst = Tekstveld(
        label="In onze woorden",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén zin: wat zegt de bron?",
        error_messages={"required": "Schrijf in één zin wat de bron zegt."},
    )
    moment = _woorden("Moment in woorden", 80, "Zoals de bron het noemt, bijvoorbeeld: eind 2024.")
    precisie = forms.ChoiceField(
        label="Hoe precies is dat?", choices=_keuzen(Precisie.choices), error_messages=GEEN_KEUZE
    )
    van = _dag("Eerste dag", "Bij “eind 2024”: 1 oktober 2024. Is het één dag, dan is die genoeg.")
    tot = _dag("Laatste dag", "Vanaf deze dag telt de uitspraak.")
    voorzien = _woorden("Vaststelling voorzien", 80, "Als de bron dat noemt, bijvoorbeeld: tweede kwartaal van 2025.")
    voorzien_tot = _dag("Laatste dag van wat is voorzien")
    bron: forms.ModelChoiceField[Bron] = forms.ModelChoiceField(
        label="Bron",
        required=False,
        queryset=None,  # what who asks may know: __init__
        empty_label="Een nieuwe bron",
        error_messages=GEEN_KEUZE,
    )
    bron_titel = _woorden("Titel van de nieuwe bron", 200)
    bron_kenmerk = _woorden("Kenmerk of Kamerstuk", 80)
    bron_datum = _dag("Datum van de nieuwe bron")
    bron_zicht = forms.ChoiceField(
        label="Wie mag de nieuwe bron lezen?",
        required=False,
        choices=[("openbaar", "Iedereen: de bron is openbaar"), ("intern", "De bron is intern")],
        widget=forms.RadioSelect,
        help_text="Wie de bron niet mag lezen, ziet ook deze uitspraak niet.",
        error_messages=GEEN_KEUZE,
    )
    bron_landsdeel = forms.ModelChoiceField(
        label="Landsdeel van een interne bron",
        required=False,
        queryset=Landsdeel.objects.none(),
        empty_label="Alleen de Rijksredacteur",
        help_text="Dit landsdeel en de Rijksredacteur zien dan de uitspraak.",
        error_messages=GEEN_KEUZE,
    )
    plaats = _woorden("Plaats in de bron", 160, "Hoofdstuk, bladzijde of punt.")
    reden = _woorden("Reden van de verbetering", 300, "Wie is ingelogd, leest deze reden bij de uitspraak.")

    GROEPEN = (
        ("Waarover", ("versie", "nieuw_label", "nieuw_naam", "onderwerp")),
        ("Wat de bron zegt", ("aantal", "totaal", "stand", "handeling", "orgaan", "tekst")),
        ("Wanneer", ("moment", "precisie", "van", "tot", "voorzien", "voorzien_tot")),
        ("Waar het staat", ("bron", "plaats")),
        ("Nieuwe bron", ("bron_titel", "bron_kenmerk", "bron_datum", "bron_zicht", "bron_landsdeel")),
        ("Waarom", ("reden",)),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        versies: Sequence[Instrumentversie] | None,
        verbetert: Uitspraak | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        soort = verbetert.soort if verbetert else Uitspraak.Soort.STAND
        weg = set() if soort == Uitspraak.Soort.TELLING else {"aantal", "totaal"}
        weg |= {"onderwerp"} if soort == Uitspraak.Soort.STAND else set()
        weg |= set() if verbetert else {"reden"}
        weg |= {"versie", "nieuw_label", "nieuw_naam"} if versies is None else set()
        for naam in weg:
            del self.fields[naam]
        velden: Any = self.fields
        leeg = "Kies een stand" if soort == Uitspraak.Soort.STAND else "Geen stand"
        if verbetert:
            velden["reden"].required = True
            velden["reden"].error_messages["required"] = "Schrijf op waarom u deze uitspraak verbetert."
        velden["stand"].required = soort == Uitspraak.Soort.STAND
        velden["stand"].error_messages["required"] = "Kies welke stand de bron noemt."
        velden["stand"].choices = [("", leeg), *_keuzen(Stand.choices)]
        velden["bron"].queryset = Bron.objects.visible_to(user).order_by("-datum", "titel")
        velden["bron"].label_from_instance = _bronnaam
        velden["bron_landsdeel"].queryset = Landsdeel.objects.order_by("volgorde", "naam")
        self.versies = {str(een.pk): een for een in versies or ()}
        if versies is not None:
            eerste = "Een nieuwe versie" if versies else "De eerste versie"
            velden["versie"].choices = [*((pk, _versienaam(een)) for pk, een in self.versies.items()), (NIEUW, eerste)]

    def groepen(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their headings, as far as they are asked here."""
        samen = [(kop, [self[naam] for naam in namen if naam in self.fields]) for kop, namen in self.GROEPEN]
        return [(kop, velden) for kop, velden in samen if velden]

    @property
    def ingevuld(self) -> list[tuple[str, str]]:
        """Every field as it was sent, to send along once more with the confirmation."""
        return [(naam, self.data.get(naam, "")) for naam in self.fields]

    def gekozen_versie(self) -> Instrumentversie | NieuweVersie | None:
        """The version that the statement is about; None when this form does not ask."""
        if "versie" not in self.fields:
            return None
        schoon = self.cleaned_data
        nieuw = NieuweVersie(label=schoon["nieuw_label"], eigen_naam=schoon["nieuw_naam"])
        return self.versies.get(schoon["versie"], nieuw)

    def gekozen_bron(self) -> Bron | NieuweBron | None:
        """The source that was chosen, or the new one that was typed, or None."""
        schoon = self.cleaned_data
        bron: Bron | None = schoon["bron"]
        if bron is not None or not schoon["bron_titel"]:
            return bron
        return NieuweBron(
            titel=schoon["bron_titel"],
            kenmerk=schoon["bron_kenmerk"],
            datum=schoon["bron_datum"],
            openbaar=schoon["bron_zicht"] == "openbaar",
            landsdeel=schoon["bron_landsdeel"],
        )

    def inhoud(self) -> Inhoud:
        """What the source says, as the service takes it."""
        namen = Inhoud.__dataclass_fields__
        return Inhoud(**{naam: waarde for naam, waarde in self.cleaned_data.items() if naam in namen})

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("bron") and schoon.get("bron_titel"):
            self.add_error(
                "bron_titel", "U koos ook een bron uit de lijst. Maak deze titel leeg, of kies “Een nieuwe bron”."
            )
        elif (
            not schoon.get("bron") and not schoon.get("bron_titel") and not self.errors.keys() & {"bron", "bron_titel"}
        ):
            self.add_error("bron", ZONDER_BRON)
        elif schoon.get("bron_titel") and not schoon.get("bron_zicht"):
            self.add_error("bron_zicht", "Kies of iedereen deze bron mag lezen.")
        return schoon


def begin_van(uitspraak: Uitspraak) -> dict[str, Any]:
    """What the form of a correction starts with: the statement as it is."""
    begin = {naam: getattr(uitspraak, naam) for naam in Inhoud.__dataclass_fields__}
    return begin | {"versie": str(uitspraak.versie_id), "bron": uitspraak.bron_id}


def _bronnaam(bron: Bron) -> str:
    delen = [bron.titel, f"({bron.kenmerk})" if bron.kenmerk else "", "" if bron.is_openbaar else "– intern"]
    return " ".join(deel for deel in delen if deel)


def _versienaam(versie: Instrumentversie) -> str:
    return " ".join(deel for deel in (versie.eigen_naam, versie.label) if deel) or f"Versie {versie.volgnummer}"
