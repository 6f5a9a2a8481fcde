"""What the sample pages show: invented, and shaped as the views give it to the components."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest

from agreements.filters.afspraken import Facet, Keuze

STATUSSEN = {
    "nog_niet_gestart": 14,
    "in_uitvoering": 38,
    "vertraagd": 7,
    "aangehouden": 3,
    "afgerond": 16,
    "vervallen": 2,
    "opgevolgd": 4,
    "niet_te_beoordelen": 0,
}

#: id in the map -> name, short name, slug, number of agreements, place of the number.
PROVINCIES = {
    "gr": ("Groningen", "GR", "groningen", 8, 540, 88),
    "fr": ("Fryslân", "FR", "fryslan", 6, 388, 130),
    "dr": ("Drenthe", "DR", "drenthe", 7, 529, 187),
    "ov": ("Overijssel", "OV", "overijssel", 9, 485, 300),
    "fl": ("Flevoland", "FL", "flevoland", 3, 358, 287),
    "ge": ("Gelderland", "GLD", "gelderland", 12, 410, 390),
    "ut": ("Utrecht", "UT", "utrecht", 5, 303, 391),
    "nh": ("Noord-Holland", "NH", "noord-holland", 11, 232, 282),
    "zh": ("Zuid-Holland", "ZH", "zuid-holland", 18, 180, 428),
    "ze": ("Zeeland", "ZL", "zeeland", 0, 74, 546),
    "nb": ("Noord-Brabant", "NB", "noord-brabant", 14, 335, 525),
    "li": ("Limburg", "LB", "limburg", 4, 429, 555),
}


class Statusformulier(forms.Form):
    naar = forms.ChoiceField(
        label="Nieuwe status",
        choices=[("afgerond", "Afgerond"), ("vertraagd", "Vertraagd"), ("opgevolgd", "Opgevolgd")],
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Schrijf op wat er is gebeurd, voor wie er niet bij was.",
    )
    opvolger = forms.CharField(label="Code van de opvolger", required=False, help_text="Bijvoorbeeld BOL-2025-ZW-2-01.")
    datum = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    soort = forms.ChoiceField(label="Soort", choices=[("a", "Afspraak"), ("p", "Procesafspraak")])
    bestand = forms.FileField(label="Document", required=False, help_text="PDF of Word, hoogstens 10 MB.")
    themas = forms.MultipleChoiceField(
        label="Thema's",
        choices=[("w", "Wonen en werken"), ("b", "Bereikbaarheid"), ("e", "Energie")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    akkoord = forms.BooleanField(label="Ik heb dit met de regio afgestemd")


class Inlogvelden(forms.Form):
    username = forms.CharField(label="Gebruikersnaam")
    password = forms.CharField(label="Wachtwoord", widget=forms.PasswordInput)


def kaart() -> list[dict[str, Any]]:
    """The provincies with their outline from the npm package."""
    svg = (settings.NODE_MODULES / "@svg-maps" / "netherlands" / "netherlands.svg").read_text(encoding="utf-8")
    vormen = dict(re.findall(r'<path\s+id="(\w\w)"\s+name="[^"]*"\s+d="([^"]+)"', svg))
    return [
        {
            "id": sleutel,
            "pad": vormen[sleutel],
            "naam": naam,
            "kort": kort,
            "url": f"/provincies/{slug}/",
            "aantal": aantal,
            "klasse": 0 if not aantal else 1 + min(3, aantal // 5),
            "x": x,
            "y": y,
        }
        for sleutel, (naam, kort, slug, aantal, x, y) in PROVINCIES.items()
    ]


def afspraken() -> list[dict[str, Any]]:
    regels = [
        ("ZW-1-03", "in_uitvoering", "verlopen", "eerste kwartaal van 2025", "3 maanden over tijd"),
        ("NW-2-01", "afgerond", "", "juni 2025", ""),
        ("N-4-02", "vertraagd", "binnenkort", "voor het einde van 2026", "nog 5 weken"),
        ("O-1-01", "nog_niet_gestart", "", "geen termijn", ""),
        ("Z-3-05", "opgevolgd", "", "BO Leefomgeving 2025", ""),
        ("Z-3-06", "aangehouden", "", "geen termijn", ""),
        ("NW-5-02", "niet_te_beoordelen", "", "vanaf 2027", ""),
        ("O-2-04", "vervallen", "", "medio 2025", ""),
    ]
    tekst = (
        "Rijk en provincie werken samen een voorstel uit voor de ontsluiting van de nieuwe wijk bij het station, "
        "met een raming van de kosten en een verdeling daarvan over de partijen."
    )
    return [
        {
            "code": f"BOL-2024-{code}",
            "status": status,
            "signaal": signaal,
            "termijn": termijn,
            "toevoeging": toevoeging,
            "tekst": tekst,
        }
        for code, status, signaal, termijn, toevoeging in regels
    ]


def geschiedenis() -> list[SimpleNamespace]:
    def rij(op: datetime, van: str, naar: str, toelichting: str = "", bewijs: tuple[Any, ...] = ()) -> SimpleNamespace:
        return SimpleNamespace(
            op=op,
            door_naam="Anna de Vries",
            rol="Rijksredacteur",
            van=van,
            naar=naar,
            toelichting=toelichting,
            opvolger=None,
            bewijs=SimpleNamespace(all=lambda: bewijs),
        )

    stukken = (
        SimpleNamespace(pk=1, naam="Besluit van gedeputeerde staten", url="https://example.org/besluit"),
        SimpleNamespace(pk=2, naam="raming.pdf", url=""),
    )
    uitleg = "De raming valt hoger uit dan gedacht.\n\nRijk en provincie bespreken in het najaar hoe het verder gaat."
    return [
        rij(datetime(2026, 3, 4, 13, 5, tzinfo=UTC), "in_uitvoering", "vertraagd", uitleg, stukken),
        rij(datetime(2025, 6, 12, 8, 30, tzinfo=UTC), "nog_niet_gestart", "in_uitvoering", "De opdracht is verleend."),
        rij(datetime(2024, 11, 12, 10, 0, tzinfo=UTC), "", "nog_niet_gestart"),
    ]


def facetten() -> list[Facet]:
    def keuzes(paren: list[tuple[str, int]], gekozen: tuple[str, ...] = ()) -> list[Keuze]:
        return [Keuze(naam.lower(), naam, aantal, gekozen=naam in gekozen) for naam, aantal in paren]

    landsdelen = [("Noord", 21), ("Noordwest", 19), ("Oost", 18), ("Zuid", 15), ("Zuidwest", 11)]
    statussen = [("In uitvoering", 38), ("Afgerond", 16), ("Nog niet gestart", 14), ("Vertraagd", 7)]
    themas = [("Wonen en werken", 31), ("Bereikbaarheid", 17), ("Water en bodem", 9), ("Energie", 6)]
    return [
        Facet("status", "Status", keuzes(statussen, ("Vertraagd", "In uitvoering"))),
        Facet("landsdeel", "Landsdeel", keuzes(landsdelen, ("Zuidwest",))),
        Facet("thema", "Thema", keuzes(themas)),
    ]


def voorbeelden(request: HttpRequest) -> dict[str, Any]:
    """The context of every sample page; `?fout` shows the form with its errors, `?leeg` a list without rows."""
    rijen = [] if "leeg" in request.GET else afspraken()
    nummer = request.GET.get("pagina", "3")
    fout = "fout" in request.GET
    return {
        "delen": [
            {"sleutel": sleutel, "aantal": aantal, "url": f"/afspraken/?status={sleutel}"}
            for sleutel, aantal in STATUSSEN.items()
        ],
        "provincies": kaart(),
        "legenda": [(0, "geen"), (1, "1–4"), (2, "5–9"), (3, "10–14"), (4, "15 of meer")],
        "punten": [{"naam": "Regio Zwolle", "url": "/gebieden/regio-zwolle/", "aantal": 4, "x": 437, "y": 273}],
        "afspraken": rijen,
        "geschiedenis": geschiedenis(),
        "facetten": facetten(),
        "chips": [
            {"groep": "Status", "naam": "Vertraagd", "url": "?a"},
            {"groep": "Status", "naam": "In uitvoering", "url": "?b"},
            {"groep": "Landsdeel", "naam": "Zuidwest", "url": "?c"},
        ],
        "page_obj": Paginator(list(range(400)), 25).get_page(nummer),
        "form": Inlogvelden({"username": ""} if fout else None),
        "formulier": Statusformulier({"naar": "afgerond"} if fout else None),
        "vandaag": date(2026, 11, 21),
        "demo_accounts": [
            SimpleNamespace(username="rijksredacteur", rol=SimpleNamespace(label="Rijksredacteur")),
            SimpleNamespace(username="lezer-zuid", rol=SimpleNamespace(label="Lezer regio")),
        ],
    }
