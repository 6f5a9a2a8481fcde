"""The forms for what stands in a dossier beside its items: facts, texts, and the three tables."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from agreements.dossier import Agendaregel, Bijlage, Deelnemer, Zijde
from agreements.forms.agenda import dagveld, tijdveld
from agreements.importers.dossier.notatie import naar_notatie, uit_notatie
from agreements.importers.dossier.opmaak import alineas_uit_html
from agreements.importers.dossier.rij import naar_html

#: Empty lines behind those that are there; saving brings new ones.
EXTRA = 3
MEESTE = 200


def getypt(html: str) -> str:
    """A text with markup as one types it."""
    return naar_notatie(alineas_uit_html(html))


def _tekstvak(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Deze tekst is te lang. Maak hem korter."},
    )


class Gegevensformulier(forms.Form):
    """The facts of a dossier."""

    basis = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    titel = forms.CharField(label="Titel", max_length=300, error_messages={"required": "Vul een titel in."})
    versie = forms.CharField(
        label="Versielabel", required=False, max_length=80, help_text="Bijvoorbeeld “conceptversie 19-5”."
    )
    datum = dagveld(label="Datum")
    begin = tijdveld(label="Begint om")
    eind = tijdveld(label="Tot")
    locatie = forms.CharField(label="Locatie", required=False, max_length=200)
    regels = _tekstvak("Regels van het dossier")
    agenda_tekst = _tekstvak("Tekst bij de agenda")
    deelnemers_tekst = _tekstvak("Tekst bij de deelnemers")
    opbouw = _tekstvak("Voorbeeld van een agendapunt")
    bijlagen_tekst = _tekstvak("Tekst bij de bijlagen")

    def html(self, naam: str, was: str) -> str:
        """A text of a valid form with its markup; what was not touched stays to the letter."""
        tekst: str = self.cleaned_data[naam]
        if tekst.split() == getypt(was).split():
            return was
        return naar_html(uit_notatie(tekst))


class _Regel(forms.Form):
    """One line of a table: where it comes, and whether it goes. A line without content is skipped."""

    plaats = forms.IntegerField(
        label="Plaats",
        required=False,
        min_value=1,
        max_value=9999,
        error_messages={"invalid": "Vul een getal in.", "min_value": "Vul een getal vanaf 1 in."},
    )
    weg = forms.BooleanField(label="Verwijderen", required=False)

    INHOUD: tuple[str, ...] = ()

    @property
    def is_gevuld(self) -> bool:
        return any(self.cleaned_data.get(naam) for naam in self.INHOUD)


def _tekst(label: str, langst: int = 300) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=langst,
        error_messages={"max_length": f"Dit is te lang: hoogstens {langst} tekens."},
    )


class Agendaregelformulier(_Regel):
    tijd = _tekst("Tijdstip", 40)
    nummer = _tekst("Nummer", 20)
    titel = _tekst("Onderdeel")
    wie = _tekst("Wie", 1000)

    INHOUD = ("tijd", "nummer", "titel", "wie")
    field_order = ("plaats", "tijd", "nummer", "titel", "wie", "weg")


class Deelnemerformulier(_Regel):
    naam = _tekst("Naam of functie")
    zijde = forms.ChoiceField(
        label="Namens", choices=[(Zijde.RIJK.value, "het Rijk"), (Zijde.REGIO.value, "de regio")], required=False
    )
    ondersteuning = forms.BooleanField(label="Ambtelijke ondersteuning", required=False)

    INHOUD = ("naam",)
    field_order = ("plaats", "naam", "zijde", "ondersteuning", "weg")


class Bijlageformulier(_Regel):
    nummer = _tekst("Nummer", 20)
    naam = _tekst("Bijlage")
    informatie = _tekst("Informatie", 1000)

    INHOUD = ("nummer", "naam", "informatie")
    field_order = ("plaats", "nummer", "naam", "informatie", "weg")


class Tabel(BaseFormSet):
    """The lines of a table; those that stay come back in the order of their place."""

    def blijvend(self) -> list[dict[str, Any]]:
        """The content of the lines that stay, in order; a new line without a place comes last."""
        regels = [
            (formulier.cleaned_data.get("plaats") or MEESTE * 100, index, formulier)
            for index, formulier in enumerate(self.forms)
            if formulier.is_gevuld and not formulier.cleaned_data.get("weg")
        ]
        regels.sort(key=lambda een: (een[0], een[1]))
        return [
            {naam: waarde for naam, waarde in formulier.cleaned_data.items() if naam not in ("plaats", "weg")}
            for _, _, formulier in regels
        ]


def _tabel(formulier: type[_Regel]) -> Any:
    return formset_factory(formulier, formset=Tabel, extra=EXTRA, max_num=MEESTE, absolute_max=MEESTE + EXTRA)


Agendatabel: Any = _tabel(Agendaregelformulier)
Deelnemertabel: Any = _tabel(Deelnemerformulier)
Bijlagetabel: Any = _tabel(Bijlageformulier)


def agendaregels(tabel: Any) -> list[Agendaregel]:
    """The rows of a valid Agendatabel."""
    return [Agendaregel(**regel) for regel in tabel.blijvend()]


def deelnemers(tabel: Any) -> list[Deelnemer]:
    """The rows of a valid Deelnemertabel."""
    return [
        Deelnemer(
            zijde=Zijde(regel["zijde"] or Zijde.RIJK.value), naam=regel["naam"], ondersteuning=regel["ondersteuning"]
        )
        for regel in tabel.blijvend()
    ]


def bijlagen(tabel: Any) -> list[Bijlage]:
    """The rows of a valid Bijlagetabel."""
    return [Bijlage(**regel) for regel in tabel.blijvend()]
