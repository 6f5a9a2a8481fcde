"""Counts, and the index of the API."""

from __future__ import annotations

from rest_framework import serializers

from api.serializers.omslag import Peildatum
from dashboards.tellingen import VOLGORDE, Telling


class PerStatus(serializers.Serializer):
    """Aantal gevolgde afspraken per status."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {status.value: serializers.IntegerField() for status in VOLGORDE}

    def to_representation(self, telling: Telling) -> dict[str, int]:
        return {status.value: telling.met(status) for status in VOLGORDE}


class Stand(serializers.Serializer):
    """Hoe het ervoor staat met wat wordt gevolgd."""

    gevolgd = serializers.IntegerField(source="totaal", help_text="Afspraken die worden gevolgd.")
    over_tijd = serializers.IntegerField()
    per_status = PerStatus(source="*")


class Plaatsstand(serializers.Serializer):
    """De stand van een plaats."""

    slug = serializers.CharField(help_text="“landelijk” voor wat voor het hele land geldt.")
    naam = serializers.CharField()
    url = serializers.URLField(allow_null=True)
    stand = Stand()


class Tellingen(Stand):
    """Aantallen bij een keuze, dezelfde als op de overzichtspagina's en in de lijst van afspraken."""

    peildatum = Peildatum()
    aantal = serializers.IntegerField(help_text="Alles wat aan de vraag voldoet, ook wat niet wordt gevolgd.")
    binnenkort = serializers.IntegerField(help_text="De laatste dag valt binnen 60 dagen.")
    context = serializers.IntegerField(help_text="Tekst die wel in de lijst staat, maar niet wordt gevolgd.")
    voorstellen = serializers.IntegerField(help_text="Wat (nog) niet is vastgesteld.")
    landsdelen = Plaatsstand(many=True, help_text="Wat het overleg van elk landsdeel afsprak; samen het geheel.")
    provincies = Plaatsstand(
        many=True,
        help_text="Alles over elke provincie, ook via haar gebieden; een afspraak kan in meer dan één tellen.",
    )
    gebieden = Plaatsstand(many=True)


class Index(serializers.Serializer):
    """Wat er in deze API is."""

    titel = serializers.CharField()
    versie = serializers.CharField()
    links = serializers.DictField(child=serializers.URLField())
