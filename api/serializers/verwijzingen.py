"""A short mention of something that has an address of its own."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.adressen import volledig


class Verwijzing(serializers.Serializer):
    """Iets met een eigen adres in deze API."""

    url_naam = ""

    slug = serializers.CharField()
    naam = serializers.CharField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: Any) -> str:
        return volledig(self.url_naam, obj.slug)


class LandsdeelVerwijzing(Verwijzing):
    """Een landsdeel."""

    url_naam = "api-landsdeel"


class ProvincieVerwijzing(Verwijzing):
    """Een provincie."""

    url_naam = "api-provincie"


class GebiedVerwijzing(Verwijzing):
    """Een gebied."""

    url_naam = "api-gebied"


class ThemaVerwijzing(Verwijzing):
    """Een thema."""

    url_naam = "api-thema"


class OrganisatieVerwijzing(Verwijzing):
    """Een organisatie."""

    url_naam = "api-organisatie"
