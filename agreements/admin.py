"""Thema's, rondes and overleggen in the admin, and nothing else of this application.

Agreements, their texts and their history are changed by the people whose role it is, through the services; a
beheerder has no silent way in here. That a ronde becomes public is such an act too, so its phase and the
particulars of its letter can be read here and not changed.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from accounts.actoren import ingelogd
from accounts.inzage import laat_sleutel_zien
from accounts.models import User
from agreements.models import Afspraak, Overleg, Ronde, Thema
from agreements.services.verschuivingen import overlegstand, schuif_mee
from regions.admin import NaslagAdmin


@laat_sleutel_zien
def _zichtbare_objecten(user: User) -> Q:
    """Which lines of the audit log show this user what they are about; that a ronde or a job exists is no secret."""
    codes = Afspraak.objects.visible_to(user).order_by().values("code")
    return (
        Q(object_soort__in=("afsprakenlijst", "invoer", "taak"))
        | Q(object_soort="afspraak", object_sleutel__in=codes)
        # The address of a refused page can hold the code of an agreement, also below another page.
        | Q(object_soort="pagina") & ~Q(object_sleutel__contains=reverse("afspraak-lijst"))
    )


@admin.register(Thema)
class ThemaAdmin(NaslagAdmin):
    list_display = ("naam", "volgorde")
    search_fields = ("naam",)


class MetDagen(NaslagAdmin):
    """Reference data with days: the deadlines that hang on them move along, with the shift in their history."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        voor = overlegstand()
        super().save_model(request, obj, form, change)
        schuif_mee(voor=voor, reden="De data van het overleg zijn in het beheer gewijzigd.", by=ingelogd(request))


@admin.register(Ronde)
class RondeAdmin(MetDagen):
    bevroren = ("soort", "jaar")
    verborgen = ("lijst_titel",)
    readonly_fields = ("fase", "verzonden_op", "kenmerk", "kamerstuk")
    list_display = ("naam", "soort", "jaar", "fase", "gepland", "gehouden_van", "gehouden_tot")
    list_filter = ("soort", "fase", "jaar")
    search_fields = ("naam", "kenmerk", "kamerstuk")

    def audit_sleutel(self, obj: Any) -> str:
        return str(obj.slug)


@admin.register(Overleg)
class OverlegAdmin(MetDagen):
    verborgen = ("kop",)
    readonly_fields = ("volgorde",)
    list_display = ("__str__", "ronde", "landsdeel", "datum", "begin", "eind", "locatie")
    list_filter = ("ronde__soort", "landsdeel", "ronde__jaar")
    list_select_related = ("ronde", "landsdeel")
    search_fields = ("ronde__naam", "landsdeel__naam", "locatie")
