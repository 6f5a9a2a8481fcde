"""The forms with which people build an agenda. The rules themselves are those of the services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Rol, Roltoewijzing, User
from agreements.agendaboom import Verhouding
from agreements.dossier import Agendasoort
from agreements.lijst import SOORTEN
from agreements.models import Agendapunt, Overleg
from agreements.services.agenda import ACHTERAAN, Kop
from regions.models import Landsdeel

TIJD: dict[str, Any] = {
    "required": False,
    "input_formats": ["%H:%M", "%H.%M", "%H:%M:%S"],
    "error_messages": {"invalid": "Vul een tijd in als 10:30."},
}
DAG: dict[str, Any] = {
    "required": False,
    "error_messages": {"invalid": "Vul een datum in als 4-3-2031 (dag-maand-jaar)."},
    "input_formats": ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
}


def tijdveld(**opties: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **TIJD, **opties)


def dagveld(**opties: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **DAG, **opties)


def schrijvers(overleg: Overleg) -> QuerySet[User]:
    """Who may write in the dossier of this overleg today, by name."""
    hier = Q(landsdelen=overleg.landsdeel) | Q(provincies__landsdeel=overleg.landsdeel)
    hier |= Q(gebieden__landsdelen=overleg.landsdeel)
    rollen = Roltoewijzing.objects.geldig_op(timezone.localdate()).filter(
        Q(rol=Rol.RIJKSREDACTEUR) | (Q(rol__in=[Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER]) & hier)
    )
    return User.objects.filter(is_active=True, pk__in=rollen.values("user")).order_by("naam", "username")


class Puntformulier(forms.Form):
    """The head of an agendapunt. `basis` is the version of the dossier that the user saw."""

    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    titel = forms.CharField(
        label="Titel",
        max_length=300,
        error_messages={"required": "Vul een titel in.", "max_length": "Maak de titel korter."},
    )
    soort = forms.ChoiceField(
        label="Soort",
        widget=forms.RadioSelect,
        choices=[
            (Agendasoort.BESPREEKPUNT.value, "Bespreekpunt: hierover praten de bestuurders"),
            (Agendasoort.HAMERPUNT.value, "Hamerpunt: vastgesteld zonder bespreking, in het hoofdstuk Hamerpunten"),
            (Agendasoort.MEDEDELING.value, "Mededeling: wordt alleen verteld"),
        ],
        initial=Agendasoort.BESPREEKPUNT.value,
        error_messages={"required": "Kies een soort.", "invalid_choice": "Kies een soort uit de lijst."},
    )
    wie = forms.CharField(
        label="Wie",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wie het woord voert. Eén naam of functie per regel.",
    )
    begin = tijdveld(label="Begint om")
    eind = tijdveld(label="Tot")
    versie = forms.CharField(
        label="Versielabel",
        required=False,
        max_length=80,
        help_text="Bijvoorbeeld “V05 80%”.",
    )
    penhouder = forms.ModelChoiceField(
        User.objects.none(),
        label="Penhouder",
        required=False,
        empty_label="Nog niemand",
        help_text="Wie zorgt dat de tekst er komt.",
        error_messages={"invalid_choice": "Deze gebruiker mag hier niet schrijven. Kies iemand uit de lijst."},
    )
    aanleveren_voor = dagveld(label="Aanleveren uiterlijk op")

    def __init__(self, *args: Any, overleg: Overleg, punt: Agendapunt | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mogelijk = schrijvers(overleg)
        if punt is not None and punt.penhouder_id:
            mogelijk = User.objects.filter(Q(pk=punt.penhouder_id) | Q(pk__in=mogelijk.values("pk"))).order_by(
                "naam", "username"
            )
        self.fields["penhouder"].queryset = mogelijk  # type: ignore[attr-defined]

    def kop(self) -> Kop:
        """The head as a valid form has it."""
        data = self.cleaned_data
        return Kop(
            titel=data["titel"],
            soort=Agendasoort(data["soort"]),
            wie=tuple(" ".join(regel.split()) for regel in data["wie"].splitlines() if regel.strip()),
            begin=data["begin"],
            eind=data["eind"],
            versie=data["versie"],
            penhouder=data["penhouder"],
            aanleveren_voor=data["aanleveren_voor"],
        )


class Toevoegformulier(Puntformulier):
    """A new agendapunt, and where it comes."""

    onder = forms.TypedChoiceField(
        label="Plaats", coerce=int, error_messages={"invalid_choice": "Kies een plaats uit de lijst."}
    )

    field_order = ("basis", "titel", "soort", "onder")

    def __init__(self, *args: Any, punten: list[Agendapunt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["onder"].choices = [  # type: ignore[attr-defined]
            (ACHTERAAN, "Als nieuw hoofdstuk, voor de hamerpunten en de afsluiting"),
            *((punt.pk, f"Onder {punt}") for punt in punten),
        ]


class Wijzigformulier(Puntformulier):
    """An agendapunt that is there. `bevestigd` is asked for only when a text would leave the dossier."""

    bevestigd = forms.BooleanField(
        label="Ja, haal deze blokken weg uit het dossier. De tekst blijft bewaard in de versies.", required=False
    )


class Plaatsformulier(forms.Form):
    """To any place: before, after or under another item."""

    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    verhouding = forms.ChoiceField(
        label="Zet dit agendapunt",
        widget=forms.RadioSelect,
        choices=[
            (Verhouding.VOOR.value, "Voor"),
            (Verhouding.NA.value, "Na"),
            (Verhouding.IN.value, "Onder, als laatste"),
        ],
        initial=Verhouding.NA.value,
        error_messages={"required": "Kies voor, na of onder.", "invalid_choice": "Kies voor, na of onder."},
    )
    bij = forms.TypedChoiceField(
        label="Agendapunt",
        coerce=int,
        error_messages={"required": "Kies een agendapunt.", "invalid_choice": "Kies een agendapunt uit de lijst."},
    )

    def __init__(self, *args: Any, punten: list[Agendapunt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bij"].choices = [(punt.pk, str(punt)) for punt in punten]  # type: ignore[attr-defined]


class Overlegformulier(forms.Form):
    """Of which overleg there is to be a dossier."""

    soort = forms.ChoiceField(
        label="Soort overleg",
        choices=list(SOORTEN.items()),
        error_messages={"required": "Kies de soort overleg.", "invalid_choice": "Kies een soort uit de lijst."},
    )
    jaar = forms.IntegerField(
        label="Jaar",
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": "Vul het jaar van de ronde in.",
            "invalid": "Vul een jaartal in, bijvoorbeeld 2027.",
            "min_value": "Vul een jaartal vanaf 2000 in.",
            "max_value": "Vul een jaartal tot en met 2100 in.",
        },
    )
    landsdeel = forms.ModelChoiceField(
        Landsdeel.objects.all(),
        label="Landsdeel",
        empty_label="Kies een landsdeel",
        error_messages={"required": "Kies een landsdeel.", "invalid_choice": "Kies een landsdeel uit de lijst."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].initial = timezone.localdate().year
