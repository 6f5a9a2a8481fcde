"""What every page of the admin shares: only a beheerder may, and every change is a line in the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts.auditlog import leg_vast


class AlleenBeheerder:
    """Permission by the role of beheerder; Django's own permissions play no part. For admins and inlines."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_beheerder(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_beheerder(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_beheerder(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_beheerder(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_beheerder(request)


class BeheerAdmin(AlleenBeheerder, admin.ModelAdmin):
    """A ModelAdmin for beheerders that writes what it does into the audit log, in the same transaction."""

    actions = None  # nothing is deleted or changed by the handful, unseen

    def audit_soort(self) -> str:
        return str(self.opts.verbose_name)

    def audit_sleutel(self, obj: Any) -> str:
        return " / ".join(map(str, obj.natural_key())) if hasattr(obj, "natural_key") else str(obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the page itself offers to filter by.

        Django would also take any field, and whether another row points to this one; by that a beheerder could
        ask after agreements under embargo.
        """
        aangeboden = [een if isinstance(een, str) else een[0] for een in self.list_filter]  # type: ignore[index]
        if self.date_hierarchy:
            aangeboden.append(self.date_hierarchy)
        if not any(lookup == naam or lookup.startswith(f"{naam}__") for naam in aangeboden):
            return False
        return super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Iterable[Any] | None, add: bool = False
    ) -> Any:
        request._beheer_velden = _gewijzigde_velden(form)  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)  # type: ignore[arg-type]

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._leg_vast("toegevoegd", request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        if message:  # a form that was saved without a change is no act
            self._leg_vast("gewijzigd", request, obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._leg_vast("verwijderd", request, obj, [])
        return super().log_deletions(request, queryset)

    def _leg_vast(self, wat: str, request: HttpRequest, obj: Any, message: Any) -> None:
        details: dict[str, Any] = {}
        if velden := getattr(request, "_beheer_velden", {}):
            details["velden"] = velden
        onderdelen = [
            deel
            for deel in (message if isinstance(message, list) else [])
            if any("object" in wijziging for wijziging in deel.values())
        ]
        if onderdelen:
            details["onderdelen"] = onderdelen
        leg_vast(
            actie=f"{self.audit_soort()} {wat}"[:60],
            object_soort=self.audit_soort()[:40],
            object_sleutel=self.audit_sleutel(obj)[:200],
            by=request.user,  # type: ignore[arg-type]
            details=details,
        )


def _is_beheerder(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and user.reikwijdte.is_beheerder


def _gewijzigde_velden(form: Any) -> dict[str, dict[str, Any]]:
    """Field → its old and new value as people read them; a password is only said to have changed."""
    uit: dict[str, dict[str, Any]] = {}
    for naam in form.changed_data:
        veld = form.fields.get(naam)
        if "password" in naam or veld is None:
            uit[naam] = {}
        else:
            uit[naam] = {
                "van": _leesbaar(veld, form.get_initial_for_field(veld, naam)),
                "naar": _leesbaar(veld, form.cleaned_data.get(naam)),
            }
    return uit


def _leesbaar(veld: forms.Field, waarde: Any) -> Any:
    if isinstance(veld, forms.ModelMultipleChoiceField):
        return sorted(str(een) for een in waarde or ())
    if isinstance(veld, forms.ModelChoiceField):
        if waarde in (None, ""):
            return ""
        keuzes: Any = veld.queryset
        return str(waarde if isinstance(waarde, models.Model) else keuzes.filter(pk=waarde).first() or waarde)
    return waarde if isinstance(waarde, bool | int | float | list) else str("" if waarde is None else waarde)
