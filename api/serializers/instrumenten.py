"""Instruments on a peildatum, and what each source says of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.adressen import vanaf_hier, volledig
from api.serializers.omslag import Omslag
from instruments import models
from instruments.stand import ONBEKEND


class Instrumentregel(serializers.Serializer):
    """Hoe ver één plaats is, en welke bron dat zegt."""

    gebied = serializers.CharField(help_text="De naam van het gebied, de provincie of het landsdeel.")
    plek = serializers.CharField(help_text="De slug van die plaats.")
    stand = serializers.ChoiceField(choices=[*models.Stand.values, ONBEKEND])
    handeling = serializers.ChoiceField(choices=models.Handeling.choices, allow_null=True)
    versie = serializers.CharField(allow_null=True)
    datum = serializers.DateField(allow_null=True, help_text="De laatste dag die het moment omvat.")
    bron = serializers.CharField(allow_null=True)
    uitleg = serializers.CharField(allow_blank=True, help_text="Waarom, als geen bron het van deze plaats zelf zegt.")


class Instrumenttegenspraak(serializers.Serializer):
    """Een uitspraak die niet samengaat met die van een andere bron."""

    uitspraak = serializers.CharField()
    bron = serializers.CharField()


class Instrumentstand(serializers.Serializer):
    """Het antwoord op de peildatum. De aantallen van per_stand en onbekend zijn samen het totaal."""

    peildatum = serializers.DateField()
    zin = serializers.CharField(help_text="Hetzelfde in één zin.")
    totaal = serializers.IntegerField(help_text="Van hoeveel plaatsen het instrument wordt verwacht.")
    per_stand = serializers.DictField(child=serializers.IntegerField())
    niet_vastgesteld = serializers.ListField(child=serializers.CharField())
    onbekend = serializers.IntegerField(help_text="Van hoeveel plaatsen geen bron het zegt.")
    regels = Instrumentregel(many=True)
    buiten_telling = Instrumentregel(many=True, help_text="Plaatsen waarover iets is gezegd, maar die niet meetellen.")
    tegenspraken = Instrumenttegenspraak(many=True)


class Instrument(serializers.Serializer):
    """Een soort document dat per gebied, provincie of landsdeel wordt gemaakt."""

    slug = serializers.CharField(source="instrument.slug")
    naam = serializers.CharField(source="instrument.naam")
    url = serializers.SerializerMethodField()
    webpagina = serializers.SerializerMethodField(help_text="De pagina voor mensen.")
    omschrijving = serializers.CharField(source="instrument.omschrijving", allow_blank=True)
    bereik = serializers.ChoiceField(choices=models.Instrument.Bereik.choices, source="instrument.bereik")
    stand = Instrumentstand(source="antwoord")
    uitspraken = serializers.SerializerMethodField(help_text="Alles wat bronnen hierover zeggen.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: Any) -> str:
        return volledig("api-instrument", obj["instrument"].slug)

    @extend_schema_field(OpenApiTypes.URI)
    def get_webpagina(self, obj: Any) -> str:
        return vanaf_hier(obj["instrument"].get_absolute_url())

    @extend_schema_field(OpenApiTypes.URI)
    def get_uitspraken(self, obj: Any) -> str:
        return volledig("api-uitspraken", vraag={"instrument": obj["instrument"].slug})


class InstrumentenPagina(Omslag):
    """Een pagina van de lijst van instrumenten."""

    resultaten = Instrument(many=True)


class Bron(serializers.Serializer):
    """Een document waarin iets over een instrument staat."""

    titel = serializers.CharField()
    kenmerk = serializers.CharField(allow_blank=True)
    datum = serializers.DateField()
    datum_in_woorden = serializers.CharField(allow_blank=True)
    openbaar = serializers.BooleanField(source="is_openbaar")


class Plek(serializers.Serializer):
    """Het gebied, de provincie of het landsdeel van een versie."""

    slug = serializers.CharField()
    naam = serializers.CharField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, obj: Any) -> str:
        return volledig(f"api-{obj._meta.model_name}", obj.slug)


class Uitspraak(serializers.Serializer):
    """Wat één bron zegt. Een uitspraak verandert nooit; een verbetering is een nieuwe."""

    nummer = serializers.IntegerField(source="pk", help_text="Verandert nooit.")
    soort = serializers.ChoiceField(choices=models.Uitspraak.Soort.choices)
    instrument = serializers.SerializerMethodField(help_text="De slug; leeg bij wat over geen instrument gaat.")
    plek = Plek(source="versie.plek", allow_null=True, default=None, help_text="Leeg bij een telling of feit.")
    versie = serializers.SerializerMethodField()
    eigen_naam = serializers.SerializerMethodField(help_text="Hoe de regio het noemt.")
    onderwerp = serializers.CharField(allow_blank=True)
    tekst = serializers.CharField(help_text="Wat de bron zegt, in onze woorden.")
    stand = serializers.ChoiceField(choices=models.Stand.choices, allow_blank=True)
    handeling = serializers.ChoiceField(choices=models.Handeling.choices, allow_blank=True)
    orgaan = serializers.CharField(allow_blank=True, help_text="Door wie of in welk overleg.")
    moment = serializers.CharField(allow_blank=True, help_text="Zoals de bron het noemt.")
    precisie = serializers.ChoiceField(choices=models.Precisie.choices)
    van = serializers.DateField(allow_null=True)
    tot = serializers.DateField(allow_null=True, help_text="Vanaf deze dag telt de uitspraak.")
    voorzien = serializers.CharField(allow_blank=True)
    voorzien_tot = serializers.DateField(allow_null=True)
    aantal = serializers.IntegerField(allow_null=True)
    totaal = serializers.IntegerField(allow_null=True)
    bron = Bron()
    plaats_in_bron = serializers.CharField(source="plaats", allow_blank=True)
    verbeterd = serializers.BooleanField(
        source="is_verbeterd", help_text="Telt niet meer; alleen wie is ingelogd, ziet zulke uitspraken."
    )

    @extend_schema_field({"type": ["string", "null"]})
    def get_instrument(self, obj: models.Uitspraak) -> str | None:
        instrument = obj.versie.instrument if obj.versie else obj.instrument
        return instrument.slug if instrument else None

    def get_versie(self, obj: models.Uitspraak) -> str:
        return obj.versie.label if obj.versie else ""

    def get_eigen_naam(self, obj: models.Uitspraak) -> str:
        return obj.versie.eigen_naam if obj.versie else ""


class UitsprakenPagina(Omslag):
    """Een pagina van de lijst van uitspraken."""

    resultaten = Uitspraak(many=True)
