"""The Django admin at /beheer/: for beheerders, with the log-in page that everybody uses."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class BeheerSite(AdminSite):
    site_header = "Beheer"
    site_title = "Beheer afsprakenregister"
    index_title = "Accounts en referentiegegevens"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """The role decides, not Django's `is_staff`: a role can have ended."""
        return request.user.is_authenticated and request.user.reikwijdte.is_beheerder

    @method_decorator([never_cache, login_not_required])
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send an anonymous visitor to /inloggen/; who is logged in but no beheerder gets 403."""
        target = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return redirect(reverse("admin:index", current_app=self.name))
        if request.user.is_authenticated:
            raise PermissionDenied("Deze pagina is voor beheerders.")
        return redirect_to_login(target)
