"""Momentopnamen of monitoring rounds, and the frozen state of each agreement in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agreements.models import Afspraak, Status
from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Moment, Omslag


class Momentopname(serializers.Serializer):
    """De stand van alle afspraken van een monitorronde op één dag, bevroren bij het sluiten."""

    nummer = serializers.IntegerField(source="monitorronde_id", help_text="Het nummer van de monitorronde.")
    naam = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen; alleen voor wie is ingelogd.")
    peildatum = serializers.DateField()
    gepubliceerd_op = serializers.SerializerMethodField(
        help_text="Wanneer deze statussen openbaar zijn gemaakt; leeg zolang de momentopname intern is."
    )
    aantal = serializers.IntegerField(source="zicht_aantal", help_text="Hoeveel afspraken hieruit u mag zien.")
    standen = serializers.SerializerMethodField(help_text="De stand van elke afspraak.")

    def get_naam(self, obj: Any) -> str:
        return str(self.context["naam"](obj))

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: Any) -> str:
        return volledig("api-momentopname", obj.monitorronde_id)

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_webpagina(self, obj: Any) -> str | None:
        return vanaf_hier(obj.get_absolute_url()) if self.context["request"].user.is_authenticated else None

    @extend_schema_field(Moment(allow_null=True))
    def get_gepubliceerd_op(self, obj: Any) -> Any:
        return Moment().to_representation(obj.publicatie.op) if obj.is_gepubliceerd else None

    @extend_schema_field(OpenApiTypes.URI)
    def get_standen(self, obj: Any) -> str:
        return volledig("api-standen", vraag={"momentopname": obj.monitorronde_id})


class BevrorenPerStatus(serializers.Serializer):
    """Aantal afspraken per status op de peildatum."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {status.value: serializers.IntegerField() for status in Status}

    def to_representation(self, aantallen: Mapping[str, int]) -> dict[str, int]:
        return {status.value: aantallen.get(status.value, 0) for status in Status}


class MomentopnameMetTelling(Momentopname):
    """Een momentopname met hoeveel afspraken er toen in elke status stonden."""

    per_status = BevrorenPerStatus(source="telling")
    over_tijd = serializers.IntegerField(help_text="Waarvan de termijn op de peildatum voorbij was.")


class MomentopnamenPagina(Omslag):
    """Een pagina van de lijst van momentopnamen."""

    resultaten = Momentopname(many=True)


class Zijdestand(serializers.Serializer):
    """Wat één zijde antwoordde."""

    status = serializers.ChoiceField(choices=Status.choices)
    toelichting = serializers.CharField(allow_blank=True)
    verwacht = serializers.DateField(allow_null=True, help_text="Wanneer het naar verwachting gereed is.")


class BevrorenTermijn(serializers.Serializer):
    """Een tijdsaanduiding zoals zij toen gold."""

    frase = serializers.CharField()
    soort = serializers.CharField()
    van = serializers.DateField(allow_null=True)
    tot = serializers.DateField(allow_null=True)
    overleg = serializers.CharField(allow_blank=True)


class BevrorenPlaats(serializers.Serializer):
    """Een provincie of gebied, met de naam van toen."""

    slug = serializers.CharField()
    naam = serializers.CharField()


class BevrorenStand(serializers.Serializer):
    """De stand van één afspraak op de peildatum. Wat daarna veranderde, staat hier niet."""

    momentopname = serializers.IntegerField(help_text="Het nummer van de monitorronde.")
    peildatum = serializers.DateField()
    code = serializers.CharField()
    afspraak = serializers.SerializerMethodField(help_text="Het adres van de afspraak zoals zij nu is.")
    ronde = serializers.CharField(source="ronde_naam")
    overleg = serializers.CharField()
    aard = serializers.ChoiceField(choices=Afspraak.Soort.choices, source="soort")
    tekst = serializers.CharField(allow_blank=True)
    subpunten = serializers.ListField(child=serializers.CharField())
    landsdeel = serializers.CharField(help_text="De slug.")
    provincies = BevrorenPlaats(many=True)
    gebieden = BevrorenPlaats(many=True)
    status = serializers.ChoiceField(choices=Status.choices, allow_blank=True, help_text="De gezamenlijke status.")
    termijnen = BevrorenTermijn(many=True)
    termijn_van = serializers.DateField(allow_null=True)
    termijn_tot = serializers.DateField(allow_null=True)
    over_tijd = serializers.BooleanField()
    rijk = Zijdestand(allow_null=True, help_text="Leeg als het Rijk niet antwoordde, of als u dat niet mag zien.")
    regio = Zijdestand(allow_null=True, help_text="Leeg als de regio niet antwoordde, of als u dat niet mag zien.")
    bespreken = serializers.BooleanField(help_text="Of het volgende overleg dit bespreekt, als u dat mag zien.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_afspraak(self, obj: Any) -> str:
        return vanaf_hier(reverse("api-afspraak", args=[obj["code"]]))


class StandenPagina(Omslag):
    """Een pagina van de lijst van bevroren standen."""

    resultaten = BevrorenStand(many=True)
