"""To Parliament: moties and toezeggingen with what was told of them, and named quantities with their versions."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Moment, Omslag
from api.serializers.verwijzingen import GebiedVerwijzing, LandsdeelVerwijzing, ProvincieVerwijzing
from parliament import models


class Motieafspraak(serializers.Serializer):
    """Een afspraak die de motie of toezegging uitvoert."""

    code = serializers.CharField(source="afspraak.code")
    url = serializers.SerializerMethodField()
    hoe = serializers.CharField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Uitvoering) -> str:
        return volledig("api-afspraak", obj.afspraak.code)


class Motie(serializers.Serializer):
    """Wat de Kamer vroeg of wat haar is toegezegd, met de stand die u mag weten."""

    nummer = serializers.IntegerField(source="pk", help_text="Verandert nooit.")
    url = serializers.SerializerMethodField()
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")
    soort = serializers.ChoiceField(choices=models.Motie.Soort.choices)
    naam = serializers.CharField()
    gevraagd = serializers.CharField(help_text="In onze woorden.")
    kamerstuk = serializers.CharField(allow_blank=True)
    vergaderjaar = serializers.IntegerField(allow_null=True, help_text="Het eerste jaar ervan.")
    datum = serializers.DateField(allow_null=True)
    bron = serializers.CharField()
    status = serializers.ChoiceField(choices=models.Motiestatus.choices, source="zicht_status")
    zin = serializers.CharField(source="zicht_zin", allow_blank=True, help_text="De zin in de brief aan de Kamer.")
    brief = serializers.CharField(source="zicht_brief", allow_blank=True, help_text="Bij welke brief de zin staat.")
    afspraken = Motieafspraak(many=True, source="zichtbare_uitvoeringen")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Motie) -> str:
        return volledig("api-motie", obj.pk)

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: models.Motie) -> str:
        return vanaf_hier(obj.get_absolute_url())


class Motiestand(serializers.Serializer):
    """Een stap in het verloop, met de zin voor de brief."""

    volgnummer = serializers.IntegerField(source="nummer")
    status = serializers.ChoiceField(choices=models.Motiestatus.choices)
    zin = serializers.CharField(allow_blank=True)
    ronde = serializers.CharField(source="ronde.naam", default="", help_text="Over welke ronde de brief gaat.")
    verzonden = serializers.BooleanField(source="is_verzonden", help_text="Of die brief is verzonden.")


class MotieMetVerloop(Motie):
    """Een motie of toezegging met alles wat erover is verteld."""

    verloop = Motiestand(many=True, source="zichtbare_wijzigingen", help_text="Het nieuwste eerst.")


class MotiesPagina(Omslag):
    """Een pagina van de lijst van moties en toezeggingen."""

    resultaten = Motie(many=True)


class Hoeveelheidversie(serializers.Serializer):
    """Het getal zoals een bron het geeft. Een versie verandert nooit; een correctie is een nieuwe."""

    versie = serializers.IntegerField(source="nummer")
    webpagina = serializers.SerializerMethodField(help_text="De pagina die deze versie blijft tonen.")
    waarde = serializers.DecimalField(max_digits=24, decimal_places=6, help_text="Het hele getal.")
    getal = serializers.CharField(help_text="Zoals het wordt geschreven.")
    periode = serializers.CharField(allow_blank=True)
    bron = serializers.CharField()
    kamerstuk = serializers.CharField(allow_blank=True)
    brondatum = serializers.DateField()
    ronde = serializers.CharField(source="ronde.naam", default="", help_text="Met welke brief bekend.")
    reden = serializers.CharField(allow_blank=True, help_text="Waarom deze versie er kwam.")
    citaat = serializers.CharField(help_text="De vaste zin om te citeren.")
    op = Moment(help_text="Wanneer zij is vastgelegd.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: models.Hoeveelheidversie) -> str:
        return vanaf_hier(obj.get_absolute_url())


class Hoeveelheid(serializers.Serializer):
    """Een benoemde hoeveelheid met haar laatste getal. Hoeveelheden worden nooit opgeteld."""

    nummer = serializers.IntegerField(source="hoeveelheid.pk", help_text="Verandert nooit.")
    url = serializers.SerializerMethodField()
    naam = serializers.CharField(source="hoeveelheid.naam")
    eenheid = serializers.CharField(source="hoeveelheid.eenheid")
    geldstroom = serializers.CharField(source="hoeveelheid.geldstroom", allow_blank=True)
    plaats = serializers.CharField(source="hoeveelheid.plaats", help_text="Waar zij geldt.")
    gebied = GebiedVerwijzing(source="hoeveelheid.gebied", allow_null=True)
    provincie = ProvincieVerwijzing(source="hoeveelheid.provincie", allow_null=True)
    landsdeel = LandsdeelVerwijzing(source="hoeveelheid.landsdeel", allow_null=True)
    laatste = Hoeveelheidversie(source="*", help_text="De laatste versie die u mag zien.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Hoeveelheidversie) -> str:
        return volledig("api-hoeveelheid", obj.hoeveelheid_id)


class HoeveelheidMetVersies(Hoeveelheid):
    """Een hoeveelheid met elk getal dat zij heeft gehad."""

    versies = serializers.SerializerMethodField(help_text="De nieuwste eerst.")

    @extend_schema_field(Hoeveelheidversie(many=True))
    def get_versies(self, obj: Any) -> Any:
        return Hoeveelheidversie(self.context["versies"], many=True).data


class HoeveelhedenPagina(Omslag):
    """Een pagina van de lijst van hoeveelheden."""

    resultaten = Hoeveelheid(many=True)
