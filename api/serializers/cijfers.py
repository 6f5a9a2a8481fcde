"""Figures for the letter with their versions, and whether they still hold."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Moment, Omslag
from parliament import models


class Cijferversie(serializers.Serializer):
    """Een vraag op een peildatum met haar antwoord. Een versie verandert nooit."""

    versie = serializers.IntegerField(source="nummer")
    webpagina = serializers.SerializerMethodField(help_text="De pagina die deze versie blijft tonen.")
    titel = serializers.CharField()
    zin = serializers.CharField(source="ingevulde_zin", help_text="De zin voor de brief, met de getallen erin.")
    aantal = serializers.IntegerField()
    totaal = serializers.IntegerField(allow_null=True, help_text="Het geheel van “a van de b”; null bij één getal.")
    getal = serializers.CharField(help_text="Zoals het in de brief staat.")
    vraag = serializers.CharField(help_text="De parameters van de lijst met afspraken.")
    waarvan = serializers.ListField(
        child=serializers.CharField(), source="binnen", help_text="De statussen van het deel bij “a van de b”."
    )
    peildatum = serializers.DateField(help_text="Geteld is de stand aan het eind van deze dag.")
    telt = serializers.ChoiceField(
        choices=models.Cijferversie.Zicht.choices, source="zicht", help_text="Voor wie is geteld."
    )
    bron = serializers.CharField()
    kamerstuk = serializers.CharField(
        source="publicatie.kamerstuk", allow_null=True, help_text="De brief die haar openbaar maakte."
    )
    briefdatum = serializers.DateField(source="publicatie.briefdatum", allow_null=True)
    codes = serializers.ListField(child=serializers.CharField(), help_text="De getelde afspraken.")
    codes_in_deel = serializers.ListField(child=serializers.CharField(), help_text="Wat daarvan meetelt voor het deel.")
    sha256 = serializers.CharField(help_text="De vingerafdruk over de codes.")
    citaat = serializers.CharField(help_text="De vaste zin om aan te halen, met bron en peildatum.")
    op = Moment(help_text="Wanneer zij is vastgelegd.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: models.Cijferversie) -> str:
        return vanaf_hier(obj.get_absolute_url())


class Cijfer(serializers.Serializer):
    """Een cijfer voor de brief met zijn laatste antwoord."""

    nummer = serializers.IntegerField(source="cijfer_id", help_text="Verandert nooit.")
    url = serializers.SerializerMethodField()
    laatste = Cijferversie(source="*", help_text="De laatste versie die u mag zien.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Cijferversie) -> str:
        return volledig("api-cijfer", obj.cijfer_id)


class Cijferverschil(serializers.Serializer):
    """Een afspraak die bij opnieuw tellen anders telt."""

    code = serializers.CharField()
    wat = serializers.CharField()
    waarom = serializers.CharField()


class Cijfercontrole(serializers.Serializer):
    """Wat opnieuw tellen naar de peildatum nu geeft."""

    gelijk = serializers.BooleanField()
    getal = serializers.CharField(allow_blank=True)
    fout = serializers.CharField(allow_blank=True, help_text="Waarom opnieuw tellen niet kan.")
    verschillen = Cijferverschil(many=True)


class CijferMetVersies(Cijfer):
    """Een cijfer met elk antwoord dat het had, en of het laatste nog klopt."""

    controle = serializers.SerializerMethodField(help_text="Van de laatste versie.")
    versies = serializers.SerializerMethodField(help_text="De nieuwste eerst.")

    @extend_schema_field(Cijfercontrole)
    def get_controle(self, obj: Any) -> Any:
        return Cijfercontrole(self.context["controle"]).data

    @extend_schema_field(Cijferversie(many=True))
    def get_versies(self, obj: Any) -> Any:
        return Cijferversie(self.context["versies"], many=True).data


class CijfersPagina(Omslag):
    """Een pagina van de lijst van cijfers."""

    resultaten = Cijfer(many=True)
