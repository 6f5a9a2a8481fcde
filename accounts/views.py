"""Log-in, log-out and one's own account."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from accounts.actoren import ingelogd
from accounts.demo import demo_accounts
from accounts.forms import Inlogformulier, Wachtwoordformulier
from accounts.models import Roltoewijzing


class Inloggen(LoginView):
    """The log-in page; with demo data it shows the demo accounts."""

    template_name = "accounts/inloggen.html"
    authentication_form = Inlogformulier
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "demo_accounts": demo_accounts()}


class Uitloggen(LogoutView):
    """Log-out, by POST only."""

    next_page = "inloggen"


class Wachtwoord(SuccessMessageMixin, PasswordChangeView):
    """Change one's own password."""

    template_name = "accounts/wachtwoord.html"
    form_class = Wachtwoordformulier
    success_url = reverse_lazy("account")
    success_message = "Uw wachtwoord is gewijzigd."


def account(request: HttpRequest) -> HttpResponse:
    """Who is logged in, in which roles, and what those hold for."""
    toewijzingen = (
        Roltoewijzing.objects.filter(user=ingelogd(request))
        .prefetch_related("landsdelen", "provincies", "gebieden")
        .order_by("rol", "pk")
    )
    return render(request, "accounts/account.html", {"toewijzingen": toewijzingen})
