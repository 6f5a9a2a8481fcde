"""Afsprakenlijsten with their frozen editions, and the overleggen that made them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agreements import models
from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Moment, Omslag
from api.serializers.verwijzingen import LandsdeelVerwijzing


class Bestand(serializers.Serializer):
    """Een document van een uitgave, byte voor byte zoals het is vastgelegd."""

    formaat = serializers.CharField()
    naam = serializers.CharField()
    mediatype = serializers.CharField()
    grootte = serializers.IntegerField(help_text="In bytes.")
    sha256 = serializers.CharField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Uitgavebestand) -> str:
        ronde = obj.uitgave.ronde
        return volledig("uitgave-bestand", ronde.soort, ronde.jaar, obj.uitgave.nummer, obj.formaat)


class Uitgave(serializers.Serializer):
    """De lijst zoals zij op een moment is vastgelegd. Een uitgave verandert nooit."""

    nummer = serializers.CharField()
    titel = serializers.CharField()
    op = Moment(help_text="Wanneer zij is vastgelegd.")
    fase = serializers.ChoiceField(choices=models.Ronde.Fase.choices, help_text="De fase van de ronde op dat moment.")
    reden = serializers.CharField(allow_blank=True)
    sha256 = serializers.CharField(help_text="Van de inhoud: de JSON van de lijst in haar vaste schrijfwijze.")
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")
    sha256sums = serializers.SerializerMethodField(help_text="De controlegetallen van alle documenten.")
    json = serializers.SerializerMethodField(help_text="De hele lijst als JSON, als die is vastgelegd.")
    bestanden = Bestand(many=True, source="bestanden.all")

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: models.Uitgave) -> str:
        return vanaf_hier(obj.get_absolute_url())

    @extend_schema_field(OpenApiTypes.URI)
    def get_sha256sums(self, obj: models.Uitgave) -> str:
        return volledig("uitgave-sommen", obj.ronde.soort, obj.ronde.jaar, obj.nummer)

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_json(self, obj: models.Uitgave) -> str | None:
        if any(bestand.formaat == "json" for bestand in obj.bestanden.all()):
            return volledig("uitgave-bestand", obj.ronde.soort, obj.ronde.jaar, obj.nummer, "json")
        return None


class Afsprakenlijst(serializers.Serializer):
    """De afsprakenlijst van een ronde, met haar uitgaven."""

    slug = serializers.CharField(source="ronde.slug")
    url = serializers.SerializerMethodField()
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")
    ronde = serializers.CharField(source="ronde.naam")
    soort = serializers.ChoiceField(choices=models.Ronde.Soort.choices, source="ronde.soort")
    jaar = serializers.IntegerField(source="ronde.jaar")
    titel = serializers.CharField(allow_blank=True)
    fase = serializers.ChoiceField(choices=models.Ronde.Fase.choices, source="ronde.fase")
    kamerstuk = serializers.CharField(allow_blank=True, help_text="Waarmee de lijst naar de Tweede Kamer ging.")
    aantal_landsdelen = serializers.IntegerField(help_text="Van hoeveel overleggen hier afspraken staan.")
    aantal_tekstblokken = serializers.IntegerField(help_text="Opsommingspunten en losse alinea's.")
    aantal_gevolgd = serializers.IntegerField(help_text="Afspraken die worden gevolgd.")
    afspraken = serializers.SerializerMethodField()
    uitgaven = Uitgave(many=True, help_text="De nieuwste eerst.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: Any) -> str:
        return volledig("api-afsprakenlijst", obj.ronde.soort, obj.ronde.jaar)

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: Any) -> str:
        return vanaf_hier(obj.ronde.get_absolute_url())

    @extend_schema_field(OpenApiTypes.URI)
    def get_afspraken(self, obj: Any) -> str:
        return volledig("api-afspraken", vraag={"soort": obj.ronde.soort, "jaar": obj.ronde.jaar})


class AfsprakenlijstenPagina(Omslag):
    """Een pagina van de lijst van afsprakenlijsten."""

    resultaten = Afsprakenlijst(many=True)


@extend_schema_field(
    {"type": ["string", "null"], "pattern": r"^\d{2}:\d{2}$", "description": "Uren en minuten, Nederlandse tijd."}
)
class Uur(serializers.TimeField):
    """A time of the day."""


class Overleg(serializers.Serializer):
    """Een vergadering van een ronde voor één landsdeel."""

    slug = serializers.CharField()
    url = serializers.SerializerMethodField()
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")
    ronde = serializers.CharField(source="ronde.naam")
    soort = serializers.ChoiceField(choices=models.Ronde.Soort.choices, source="ronde.soort")
    jaar = serializers.IntegerField(source="ronde.jaar")
    fase = serializers.ChoiceField(choices=models.Ronde.Fase.choices, source="ronde.fase")
    landsdeel = LandsdeelVerwijzing(allow_null=True, help_text="Leeg bij het landelijke deel.")
    datum = serializers.DateField(allow_null=True)
    begin = Uur(allow_null=True, format="%H:%M")
    eind = Uur(allow_null=True, format="%H:%M")
    locatie = serializers.CharField(allow_blank=True)
    afspraken = serializers.SerializerMethodField(help_text="Leeg als er geen zijn die u mag zien.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Overleg) -> str:
        return volledig("api-overleg", obj.ronde.soort, obj.ronde.jaar, obj.landsdeel_slug)

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: models.Overleg) -> str:
        return vanaf_hier(obj.get_absolute_url())

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_afspraken(self, obj: Any) -> str | None:
        if not obj.heeft_lijst:
            return None
        vraag = {"soort": obj.ronde.soort, "jaar": obj.ronde.jaar, "landsdeel": obj.landsdeel_slug}
        return volledig("api-afspraken", vraag=vraag)


class OverleggenPagina(Omslag):
    """Een pagina van de lijst van overleggen."""

    resultaten = Overleg(many=True)
