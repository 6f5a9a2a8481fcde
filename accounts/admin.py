"""Accounts, their roles and the audit log in the admin."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator

from accounts.admin_audit import AlleenBeheerder, BeheerAdmin
from accounts.inzage import EIGEN_SOORTEN, sleutel_leesbaar
from accounts.models import Auditregel, Rol, Roltoewijzing, User, Vervanging
from accounts.services import (
    is_beheerder,
    ken_rol_toe,
    keur_afscheid,
    keur_rol,
    trek_rol_in,
    wijzig_rol,
    zet_actief,
)
from accounts.vervangingen import keur_vervanging, stel_vervanging_in, trek_vervanging_in

REIKWIJDTE = ("landsdelen", "provincies", "gebieden")

# Roles are ours; Django's groups play no part.
admin.site.unregister(Group)


class Roltoewijzingen(BaseInlineFormSet):
    """The roles of one user. `door` is the beheerder who fills it in; saving goes through the services."""

    door: User

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        blijft = False
        for form in self.forms:
            if self._should_delete_form(form) or not form.cleaned_data.get("rol"):  # type: ignore[attr-defined]
                continue
            waarden = _waarden(form)
            try:
                keur_rol(rol=waarden["rol"], **{naam: waarden[naam] for naam in REIKWIJDTE})
            except ValidationError as fout:
                form.add_error(None, fout)
            blijft = blijft or _is_nu_beheerder(waarden)
        if is_beheerder(self.instance) and not blijft:
            keur_afscheid(user=self.instance, by=self.door)

    def bewaar(self) -> None:
        """New roles first, so that a role that is replaced never leaves a moment without beheerder."""
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        weg = set(self.deleted_forms)
        for form in self.forms:
            if form in weg or not form.has_changed():
                continue
            if form.instance.pk is None:
                self.new_objects.append(ken_rol_toe(user=self.instance, by=self.door, **_waarden(form)))
            else:
                wijzig_rol(toewijzing=form.instance, by=self.door, **_waarden(form))
                self.changed_objects.append((form.instance, form.changed_data))
        for form in weg:
            if form.instance.pk is not None:
                self.deleted_objects.append(form.instance)
                trek_rol_in(toewijzing=Roltoewijzing.objects.get(pk=form.instance.pk), by=self.door)


def _waarden(form: forms.BaseForm) -> dict[str, Any]:
    velden = ("rol", *REIKWIJDTE, "geldig_van", "geldig_tot")
    return {naam: form.cleaned_data[naam] for naam in velden}


def _is_nu_beheerder(waarden: dict[str, Any]) -> bool:
    vandaag = timezone.localdate()
    van, tot = waarden["geldig_van"], waarden["geldig_tot"]
    return bool(waarden["rol"] == Rol.BEHEERDER and (van is None or van <= vandaag) and (tot is None or vandaag <= tot))


class RoltoewijzingInline(AlleenBeheerder, admin.StackedInline):
    model = Roltoewijzing
    formset = Roltoewijzingen
    extra = 0
    fields = ("rol", REIKWIJDTE, ("geldig_van", "geldig_tot"))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.door = request.user  # type: ignore[attr-defined]
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related(*REIKWIJDTE)


class Accountformulier(UserChangeForm):
    """The particulars of an account; switching it off is refused where no beheerder would be left."""

    door: User

    def clean_is_active(self) -> bool:
        actief = bool(self.cleaned_data["is_active"])
        if not actief and is_beheerder(self.instance):
            keur_afscheid(user=self.instance, by=self.door)
        return actief


@admin.register(User)
class AccountAdmin(BeheerAdmin, UserAdmin):
    form = Accountformulier
    inlines = (RoltoewijzingInline,)
    list_display = ("username", "naam", "functie", "email", "rollen", "is_active", "last_login")
    list_filter = ("is_active", "roltoewijzingen__rol", "roltoewijzingen__landsdelen")
    search_fields = ("username", "naam", "functie", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        ("Persoon", {"fields": ("naam", "functie", "email")}),
        ("Gebruik", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "description": "Maak eerst het account. Daarna geeft u het een of meer rollen.",
                "fields": (
                    "username",
                    "naam",
                    "functie",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )

    def audit_soort(self) -> str:
        return "account"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is switched off and not deleted: the history goes on naming it."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("roltoewijzingen")

    @admin.display(description="rollen")
    def rollen(self, user: User) -> str:
        return ", ".join(sorted({toewijzing.get_rol_display() for toewijzing in user.roltoewijzingen.all()}))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.door = request.user  # type: ignore[attr-defined]
        return form

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_inline_instances(request, obj) if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        actief = obj.is_active
        if change and "is_active" in form.changed_data:
            obj.is_active = not actief
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            zet_actief(user=obj, actief=actief, by=request.user)  # type: ignore[arg-type]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.bewaar()

    @method_decorator(transaction.atomic)
    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set a password and write the audit line in one transaction."""
        return super().user_change_password(request, *args, **kwargs)


class NieuweVervanging(forms.ModelForm):
    """A new period; the rules are those of the service."""

    class Meta:
        model = Vervanging
        fields = ("voor", "door", "van", "tot")

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not self.errors:
            keur_vervanging(**gegevens)
        return gegevens


class LopendeVervanging(forms.ModelForm):
    """Ending a period; nothing else of it can be changed."""

    intrekken = forms.BooleanField(
        label="Nu intrekken", required=False, help_text="De waarnemer verliest meteen de rollen en dossiers."
    )

    class Meta:
        model = Vervanging
        fields = ()


@admin.register(Vervanging)
class VervangingAdmin(BeheerAdmin):
    """Who stands in for whom. A period is ended, never changed or deleted: the history goes on telling of it."""

    list_display = ("voor", "door", "van", "tot", "ingesteld_door", "ingetrokken_op")
    list_filter = ("van", "tot")
    search_fields = ("voor__username", "voor__naam", "door__username", "door__naam")
    autocomplete_fields = ("voor", "door")
    list_select_related = ("voor", "door")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = LopendeVervanging if obj else NieuweVervanging
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        return ("voor", "door", "van", "tot", "ingesteld_door", "ingesteld_op", "ingetrokken_door", "ingetrokken_op")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("voor", "door", "van", "tot")
        return (*self.get_readonly_fields(request, obj), *(() if obj.ingetrokken_op else ("intrekken",)))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.pk = stel_vervanging_in(by=request.user, **form.cleaned_data).pk  # type: ignore[arg-type]
        elif form.cleaned_data.get("intrekken"):
            trek_vervanging_in(vervanging=obj, by=request.user)  # type: ignore[arg-type]

    def _leg_vast(self, wat: str, request: HttpRequest, obj: Any, message: Any) -> None:
        """The services have written the line already."""


@admin.register(Auditregel)
class AuditregelAdmin(BeheerAdmin):
    """The audit log, to read. The database refuses to change it as well.

    It shows who acted, when and how it ended. On what, only where that is no secret (see accounts.inzage).
    """

    list_display = ("op", "actie", "object_soort", "object", "actor", "resultaat", "oorsprong")
    list_filter = ("resultaat", "object_soort", "actie", "op")
    search_fields = ("actor", "actor_naam", "leesbare_sleutel", "actie")
    search_help_text = "Zoek op wie, wat of waaraan."
    date_hierarchy = "op"
    ordering = ("-pk",)
    show_full_result_count = False
    fields = (
        *("op", "actie", "object_soort", "object", "resultaat", "actor", "actor_naam", "oorsprong"),
        "bijzonderheden",
    )
    readonly_fields = ("object", "bijzonderheden")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the key of the object where this user may know it, for the search as well."""
        leesbaar = sleutel_leesbaar(request.user) | Q(object_soort__in=self._naslagsoorten())  # type: ignore[arg-type]
        return (
            super()
            .get_queryset(request)
            .annotate(
                leesbare_sleutel=Case(
                    When(leesbaar, then=F("object_sleutel")), default=Value(""), output_field=CharField()
                )
            )
        )

    def _naslagsoorten(self) -> set[str]:
        """The kinds that beheerders themselves keep in these pages."""
        beheer = self.admin_site._registry.values()
        return {een.audit_soort() for een in beheer if isinstance(een, BeheerAdmin)}

    @admin.display(description="object")
    def object(self, regel: Any) -> str:
        if regel.leesbare_sleutel or not regel.object_sleutel:
            return str(regel.leesbare_sleutel)
        return "niet openbaar"

    @admin.display(description="bijzonderheden")
    def bijzonderheden(self, regel: Any) -> str:
        """The details of what a beheerder keeps; those of an agreement stand on its own page."""
        if not regel.details:
            return "-"
        if regel.object_soort in EIGEN_SOORTEN | self._naslagsoorten():
            return json.dumps(regel.details, ensure_ascii=False, indent=1)
        return "Alleen te lezen bij de afspraak of de lijst zelf."

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
