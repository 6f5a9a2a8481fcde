"""The reference data of places and organisations in the admin.

What the fixtures brought can be corrected but not deleted, and natural keys stay as they are: addresses, public
codes and later loads hang on them.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import ForeignObjectRel, QuerySet
from django.http import HttpRequest

from accounts.admin_audit import AlleenBeheerder, BeheerAdmin
from regions.models import Gebied, Gemeente, Landsdeel, Organisatie, OrganisatieNaam, Provincie
from regions.models.naslag import Naslag


class Regels(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("["):
            value = json.loads(value)
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        regels = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(regel.strip() for regel in regels if regel.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class NaslagAdmin(BeheerAdmin):
    """A kind of reference data. `bevroren` are fields that can be chosen once, when the row is made.

    `verborgen` are fields that do not come from reference data, and that a beheerder has no business with.
    """

    bevroren: tuple[str, ...] = ()
    verborgen: tuple[str, ...] = ()
    #: Models that are part of the row itself, so that they do not count as use of it.
    onderdelen: tuple[type[models.Model], ...] = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        velden = [
            veld.name
            for veld in [*self.opts.fields, *self.opts.many_to_many]
            if veld.editable and not veld.primary_key and veld.name not in ("bron", *self.verborgen)
        ]
        return [*velden, "bron", "herkomst"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        vast = (*super().get_readonly_fields(request, obj), "herkomst")
        return (*vast, *self.model.NATUURLIJKE_SLEUTEL, *self.bevroren) if obj else vast

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {"slug": ("naam",)} if obj is None and self.model.NATUURLIJKE_SLEUTEL == ("slug",) else {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.JSONField):
            return Regels(label=db_field.verbose_name, required=False, help_text="Eén schrijfwijze per regel.")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what a beheerder added and nothing hangs on; fixtures would come back at the next load."""
        if obj is not None and (obj.geladen or _in_gebruik(obj, self.onderdelen)):
            return False
        return super().has_delete_permission(request, obj)

    @admin.display(description="herkomst")
    def herkomst(self, obj: Naslag) -> str:
        if obj.pk is None:
            return "nieuw"
        return "naslaggegevens van de toepassing" if obj.geladen else "hier toegevoegd"


def _in_gebruik(obj: models.Model, onderdelen: tuple[type[models.Model], ...]) -> bool:
    """Whether any row of any other model names this one, also where it has no name for that itself ("+")."""
    return any(
        relatie.related_model._base_manager.filter(**{relatie.field.name: obj}).exists()
        for relatie in obj._meta.get_fields(include_hidden=True)
        if isinstance(relatie, ForeignObjectRel) and relatie.related_model not in onderdelen
    )


@admin.register(Landsdeel)
class LandsdeelAdmin(NaslagAdmin):
    bevroren = ("code",)
    list_display = ("naam", "code", "kop", "volgorde")
    search_fields = ("naam",)


@admin.register(Provincie)
class ProvincieAdmin(NaslagAdmin):
    bevroren = ("cbs_code",)
    list_display = ("naam", "landsdeel", "cbs_code", "tooi_code", "iso_code")
    list_filter = ("landsdeel",)
    list_select_related = ("landsdeel",)
    search_fields = ("naam", "cbs_code")


@admin.register(Gebied)
class GebiedAdmin(NaslagAdmin):
    list_display = ("naam", "soort", "cluster", "in_provincies", "besproken_in", "kandidaat")
    list_filter = ("soort", "cluster", "landsdelen", "provincies", "kandidaat")
    search_fields = ("naam", "afkorting", "slug")
    filter_horizontal = ("provincies", "landsdelen")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("provincies", "landsdelen")

    @admin.display(description="provincies")
    def in_provincies(self, gebied: Gebied) -> str:
        return ", ".join(provincie.naam for provincie in gebied.provincies.all())

    @admin.display(description="besproken in")
    def besproken_in(self, gebied: Gebied) -> str:
        return ", ".join(landsdeel.naam for landsdeel in gebied.landsdelen.all())


@admin.register(Gemeente)
class GemeenteAdmin(NaslagAdmin):
    list_display = ("naam", "code", "provincie", "geldig_van", "geldig_tot")
    list_filter = ("provincie",)
    list_select_related = ("provincie",)
    search_fields = ("naam", "code")


class OrganisatieNaamInline(AlleenBeheerder, admin.TabularInline):
    model = OrganisatieNaam
    extra = 0
    can_delete = False
    fields = ("naam", "afkorting", "geldig_van", "geldig_tot", "bron")


@admin.register(Organisatie)
class OrganisatieAdmin(NaslagAdmin):
    onderdelen = (OrganisatieNaam,)
    inlines = (OrganisatieNaamInline,)
    list_display = ("naam", "afkorting", "soort", "zijde", "provincie", "tooi_code", "geldig_tot")
    list_filter = ("soort", "zijde", "provincie")
    list_select_related = ("provincie",)
    search_fields = ("naam", "afkorting", "tooi_code", "namen__naam", "namen__afkorting")
