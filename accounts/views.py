"""Log-in, log-out and one's own account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.actoren import ingelogd
from accounts.demo import demo_accounts
from accounts.forms import Inlogformulier, Wachtwoordformulier
from accounts.models import Roltoewijzing, Vervanging


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


@login_not_required
@require_GET
def sessie(request: HttpRequest) -> JsonResponse:
    """Who is logged in now ("" for nobody) and the token of a form, for a page that outlived its session."""
    return JsonResponse({"gebruiker": str(request.user.pk or ""), "token": get_token(request)})


class Wachtwoord(SuccessMessageMixin, PasswordChangeView):
    """Change one's own password."""

    template_name = "accounts/wachtwoord.html"
    form_class = Wachtwoordformulier
    success_url = reverse_lazy("account")
    success_message = "Uw wachtwoord is gewijzigd."


def account(request: HttpRequest) -> HttpResponse:
    """Who is logged in, in which roles, what those hold for, and who stands in for whom."""
    toewijzingen = (
        Roltoewijzing.objects.filter(user=ingelogd(request))
        .prefetch_related("landsdelen", "provincies", "gebieden")
        .order_by("rol", "pk")
    )
    lopend = Vervanging.objects.filter(ingetrokken_op=None, tot__gte=timezone.localdate()).order_by("van", "pk")
    context = {
        "toewijzingen": toewijzingen,
        "neemt_waar": lopend.filter(door=request.user.pk).select_related("voor"),
        "waargenomen_door": lopend.filter(voor=request.user.pk).select_related("door"),
    }
    return render(request, "accounts/account.html", context)
