"""Where and who: landsdelen, provincies, gebieden, thema's and organisaties."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Omslag
from api.serializers.verwijzingen import (
    GebiedVerwijzing,
    LandsdeelVerwijzing,
    OrganisatieVerwijzing,
    ProvincieVerwijzing,
    Verwijzing,
)
from regions import models


class Naslagitem(Verwijzing):
    """What all reference data shares: its own address, and that of its agreements."""

    filternaam = ""

    afspraken = serializers.SerializerMethodField(help_text="De afspraken hiervan.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_afspraken(self, obj: Any) -> str:
        return volledig("api-afspraken", vraag={self.filternaam: obj.slug})


class Plaats(Naslagitem):
    """A place with a dashboard."""

    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: Any) -> str:
        return vanaf_hier(obj.get_absolute_url())


class Landsdeel(Plaats):
    """Een van de vijf landsdelen."""

    url_naam, filternaam = "api-landsdeel", "landsdeel"

    code = serializers.CharField(help_text="Deel van de code van een afspraak: N, NW, O, Z of ZW.")
    kop = serializers.CharField(help_text="Hoe het landsdeel in lijsten heet.")
    provincies = ProvincieVerwijzing(many=True, source="provincies.all")


class Provincie(Plaats):
    """Een van de twaalf provincies."""

    url_naam, filternaam = "api-provincie", "provincie"

    landsdeel = LandsdeelVerwijzing()
    cbs_code = serializers.CharField()
    tooi_code = serializers.CharField()
    iso_code = serializers.CharField(help_text="ISO 3166-2.")
    gebieden = GebiedVerwijzing(many=True, source="gebieden.all")


class Gebied(Plaats):
    """Een gebied waarvoor Rijk en regio samen afspraken maken."""

    url_naam, filternaam = "api-gebied", "gebied"

    afkorting = serializers.CharField(allow_blank=True)
    soort = serializers.ChoiceField(choices=models.Gebied.Soort.choices)
    cluster = serializers.ChoiceField(choices=models.Gebied.Cluster.choices, allow_blank=True)
    nevencluster = serializers.ChoiceField(choices=models.Gebied.Cluster.choices, allow_blank=True)
    kandidaat = serializers.BooleanField(help_text="Genoemd als mogelijk gebied van deze soort, nog niet aangewezen.")
    provincies = ProvincieVerwijzing(many=True, source="provincies.all")
    landsdelen = LandsdeelVerwijzing(many=True, source="landsdelen.all")
    voorloper_van = GebiedVerwijzing(allow_null=True)


class Thema(Naslagitem):
    """Een onderwerp waarnaar afspraken zijn ingedeeld."""

    url_naam, filternaam = "api-thema", "thema"


class Organisatienaam(serializers.Serializer):
    """Een naam die een organisatie in een periode voerde."""

    naam = serializers.CharField()
    afkorting = serializers.CharField(allow_blank=True)
    geldig_van = serializers.DateField(allow_null=True)
    geldig_tot = serializers.DateField(allow_null=True)


class Organisatie(Naslagitem):
    """Een partij die bij een afspraak betrokken kan zijn."""

    url_naam, filternaam = "api-organisatie", "partij"

    afkorting = serializers.CharField(allow_blank=True)
    soort = serializers.ChoiceField(choices=models.Organisatie.Soort.choices)
    zijde = serializers.ChoiceField(choices=models.Organisatie.Zijde.choices)
    tooi_code = serializers.CharField(allow_blank=True)
    provincie = ProvincieVerwijzing(allow_null=True)
    geldig_van = serializers.DateField(allow_null=True, help_text="Bestaat sinds.")
    geldig_tot = serializers.DateField(allow_null=True, help_text="Bestond tot en met.")
    opvolger = OrganisatieVerwijzing(allow_null=True)
    namen = Organisatienaam(many=True, source="namen.all", help_text="Andere namen, met hun geldigheid.")


class LandsdelenPagina(Omslag):
    """Een pagina van de lijst van landsdelen."""

    resultaten = Landsdeel(many=True)


class ProvinciesPagina(Omslag):
    """Een pagina van de lijst van provincies."""

    resultaten = Provincie(many=True)


class GebiedenPagina(Omslag):
    """Een pagina van de lijst van gebieden."""

    resultaten = Gebied(many=True)


class ThemasPagina(Omslag):
    """Een pagina van de lijst van thema's."""

    resultaten = Thema(many=True)


class OrganisatiesPagina(Omslag):
    """Een pagina van de lijst van organisaties."""

    resultaten = Organisatie(many=True)
