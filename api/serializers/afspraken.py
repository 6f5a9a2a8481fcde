"""Agreements. They have been through `visible_to(user)`, so their status is what this reader may be told."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agreements import models
from agreements.models.embargo import zit_aan_tafel
from agreements.peildatum import met_dag
from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Moment, Omslag, Peildatum
from api.serializers.verwijzingen import (
    GebiedVerwijzing,
    LandsdeelVerwijzing,
    OrganisatieVerwijzing,
    ProvincieVerwijzing,
    ThemaVerwijzing,
)


class Afspraakoverleg(serializers.Serializer):
    """Het overleg waarin de afspraak is gemaakt."""

    ronde = serializers.CharField(source="ronde.naam")
    soort = serializers.ChoiceField(choices=models.Ronde.Soort.choices, source="ronde.soort")
    jaar = serializers.IntegerField(source="ronde.jaar")
    landsdeel = LandsdeelVerwijzing(allow_null=True, help_text="Leeg bij een landelijke afspraak.")
    url = serializers.SerializerMethodField(
        help_text="Leeg als de afspraak eerder openbaar is gemaakt dan de rest van het overleg."
    )

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, obj: models.Overleg) -> str | None:
        if obj.ronde.is_openbaar or zit_aan_tafel(self.context["request"].user, obj):
            return volledig("api-overleg", obj.ronde.soort, obj.ronde.jaar, obj.landsdeel_slug)
        return None


class Afspraakrubriek(serializers.Serializer):
    """Het hoofdstuk van de lijst."""

    nummer = serializers.CharField()
    titel = serializers.CharField()


class Termijn(serializers.Serializer):
    """Een tijdsaanduiding zoals de tekst haar noemt, met de dagen die zij omvat."""

    frase = serializers.CharField()
    soort = serializers.CharField()
    van = serializers.DateField(allow_null=True)
    tot = serializers.DateField(allow_null=True)
    overleg = serializers.CharField(source="overleg_naam", allow_blank=True, help_text="Waaraan de termijn hangt.")
    is_termijn = serializers.BooleanField(help_text="Of er dan iets gereed moet zijn.")
    besloten = serializers.BooleanField(
        source="is_besloten", help_text="Staat niet in de tekst, maar is later besloten; dat geldt dan."
    )


class AfspraakKort(serializers.Serializer):
    """Een afspraak zoals zij in een lijst staat."""

    code = serializers.CharField()
    url = serializers.SerializerMethodField()
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")
    overleg = Afspraakoverleg()
    rubriek = serializers.SerializerMethodField()
    aard = serializers.ChoiceField(choices=models.Afspraak.Soort.choices, source="soort")
    tekst = serializers.CharField(allow_blank=True, help_text="De tekst, naar de letter.")
    subpunten = serializers.SerializerMethodField()
    gevolgd = serializers.BooleanField(source="is_gevolgd", help_text="Of de afspraak wordt gevolgd en meegeteld.")
    besluit = serializers.ChoiceField(choices=models.Afspraak.Besluit.choices)
    handeling = serializers.ChoiceField(choices=models.Afspraak.Handeling.choices, allow_blank=True)
    status = serializers.SerializerMethodField(help_text="Leeg bij wat niet wordt gevolgd.")
    status_op = serializers.SerializerMethodField(help_text="Sinds wanneer, of wanneer dit is gepubliceerd.")
    status_is_live = serializers.BooleanField(
        source="zicht_live", help_text="Onwaar: het is de status die het laatst is gepubliceerd."
    )
    termijn_van = serializers.DateField(allow_null=True)
    termijn_tot = serializers.DateField(allow_null=True)
    over_tijd = serializers.SerializerMethodField()
    termijnen = Termijn(many=True, source="termijnen.all")
    provincies = ProvincieVerwijzing(many=True, source="provincies.all")
    gebieden = GebiedVerwijzing(many=True, source="gebieden.all")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Afspraak) -> str:
        return met_dag(volledig("api-afspraak", obj.code), obj.dag)

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: models.Afspraak) -> str:
        return vanaf_hier(obj.get_absolute_url())

    @extend_schema_field(Afspraakrubriek(allow_null=True))
    def get_rubriek(self, obj: models.Afspraak) -> Any:
        return Afspraakrubriek(obj.tekstblok.blok.rubriek).data if obj.tekstblok else None

    def get_subpunten(self, obj: models.Afspraak) -> list[str]:
        return list(obj.tekstblok.subpunten) if obj.tekstblok and not obj.deel else []

    @extend_schema_field(serializers.ChoiceField(choices=models.Status.choices, allow_null=True))
    def get_status(self, obj: models.Afspraak) -> str | None:
        return obj.zicht_status if obj.is_gevolgd else None

    @extend_schema_field(Moment(allow_null=True))
    def get_status_op(self, obj: models.Afspraak) -> Any:
        op = obj.zicht_status_op
        return Moment().to_representation(op) if op and obj.is_gevolgd else None

    def get_over_tijd(self, obj: models.Afspraak) -> bool:
        return obj.is_gevolgd and obj.is_over_tijd


class Plaats(serializers.Serializer):
    """Waar de afspraak in de officiële lijst staat, en de koppen en de inleiding waaronder."""

    provincie_kop = serializers.CharField(allow_blank=True)
    onderwerp = serializers.CharField(allow_blank=True)
    inleiding = serializers.CharField(allow_blank=True)
    teken = serializers.CharField(allow_blank=True, help_text="Het opsommingsteken zoals gedrukt.")
    tekst = serializers.CharField(help_text="De hele tekst van het punt, ook bij een deelafspraak.")
    in_lijst = serializers.BooleanField(help_text="Onwaar als de vernieuwde lijst deze tekst niet meer heeft.")
    nummer = serializers.IntegerField(allow_null=True, help_text="Het hoeveelste punt van dit landsdeel.")
    aantal = serializers.IntegerField(allow_null=True)
    vorige = serializers.CharField(allow_null=True, help_text="De code van het punt ervoor.")
    volgende = serializers.CharField(allow_null=True)


class Partij(serializers.Serializer):
    """Wie wat doet."""

    organisatie = OrganisatieVerwijzing()
    rol = serializers.ChoiceField(choices=models.Betrokkenheid.Rol.choices)
    zijde = serializers.CharField(source="organisatie.zijde")


class Afspraakverwijzing(serializers.Serializer):
    """Een andere afspraak."""

    code = serializers.CharField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: models.Afspraak) -> str:
        return met_dag(volledig("api-afspraak", obj.code), obj.dag)


class Verband(serializers.Serializer):
    """Hoe de afspraak samenhangt met een eerdere of latere, of met wat eruit voortkwam."""

    soort = serializers.ChoiceField(choices=models.Verband.Soort.choices)
    richting = serializers.ChoiceField(
        choices=["eerder", "later"], help_text="Of het andere eerder of later is dan deze afspraak."
    )
    omschrijving = serializers.CharField(help_text="Het verband, gelezen vanaf deze afspraak.")
    afspraak = Afspraakverwijzing(allow_null=True)
    ronde = serializers.CharField(
        allow_blank=True, help_text="De ronde van de andere afspraak, of waarop deze is geagendeerd."
    )
    doel = serializers.CharField(
        allow_blank=True, help_text="Het agendapunt, het instrument of het besluit, als het verband daarnaar wijst."
    )
    toelichting = serializers.CharField(allow_blank=True, help_text="Alleen voor wie de status van nu ziet.")


class Afspraak(AfspraakKort):
    """Een afspraak met alles wat haar pagina toont."""

    peildatum = Peildatum(source="dag")
    lijst = Plaats(source="plaats", allow_null=True, help_text="Leeg zolang de afspraak niet in een lijst staat.")
    themas = ThemaVerwijzing(many=True, source="themas.all")
    partijen = Partij(many=True, source="betrokkenheden.all")
    gereed_als = serializers.SerializerMethodField(help_text="Alleen voor wie de status van nu ziet.")
    delen = Afspraakverwijzing(
        many=True, source="andere_delen", help_text="Andere afspraken uit hetzelfde punt van de lijst."
    )
    verbanden = Verband(many=True, source="zichtbare_verbanden")

    def get_gereed_als(self, obj: models.Afspraak) -> str:
        return obj.gereed_als if obj.zicht_live else ""


class AfsprakenPagina(Omslag):
    """Een pagina van de lijst van afspraken."""

    peildatum = Peildatum()
    resultaten = AfspraakKort(many=True)
