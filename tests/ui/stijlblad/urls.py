"""The living style sheet: every component on sample pages, without a database. For tests only.

Each page is an .html file beside this one; what it shows comes from `voorbeelden`. Run the tests in
tests/ui to see it checked, or point ROOT_URLCONF here to look at it.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from tests.ui.stijlblad.voorbeelden import voorbeelden

FOLDER = Path(__file__).parent


class Lezer:
    """Somebody who is logged in, without an account."""

    is_authenticated = is_active = is_staff = True
    pk = 1
    ongelezen_berichten = 3
    reikwijdte = SimpleNamespace(rollen=frozenset({"rijksredacteur"}), rol_label="Rijksredacteur")

    def __str__(self) -> str:
        return "Anna de Vries"

    def has_module_perms(self, app: str) -> bool:
        return False


def pagina(naam: str) -> Any:
    """A view that shows one sample page, or a template of the application itself."""

    def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
        request.user = Lezer()  # type: ignore[assignment]
        if "melding" in request.GET:
            messages.success(request, "De status van BOL-2024-ZW-1-03 is nu “afgerond”.")
            messages.error(request, "Het bestand is geen afsprakenlijst. Er is niets gewijzigd.")
            messages.warning(request, "Let op: twee regels konden niet worden geduid.")
            messages.info(request, "De PDF wordt gemaakt.")
        if naam.startswith("/"):
            template = engines["django"].get_template(naam[1:])
        else:
            template = engines["django"].from_string((FOLDER / naam).read_text(encoding="utf-8"))
        html = template.render(voorbeelden(request), request)
        if request.headers.get("HX-Request"):
            html = html[html.index("<section") : html.index("</section>") + len("</section>")]
        return HttpResponse(html)

    view.login_required = False  # type: ignore[attr-defined]
    return view


urlpatterns = [
    path("", pagina("start.html"), name="start"),
    path("afspraken/", pagina("lijst.html"), name="afspraak-lijst"),
    path("afspraken/detail/", pagina("detail.html")),
    path("formulier/", pagina("formulier.html")),
    path("landsdelen/<slug:slug>/", pagina("start.html"), name="landsdeel-dashboard"),
    path("afsprakenlijsten/", pagina("taak.html"), name="afsprakenlijst-overzicht"),
    path("taken/", pagina("taak.html"), name="taak-lijst"),
    path("account/", pagina("taak.html"), name="account"),
    path("account/berichten/", pagina("taak.html"), name="bericht-lijst"),
    path("inloggen/", pagina("/accounts/inloggen.html"), name="inloggen"),
    path("uitloggen/", pagina("taak.html"), name="uitloggen"),
    path("toegankelijkheid/", pagina("taak.html"), name="toegankelijkheid"),
    path("bewijs/<int:pk>/", pagina("taak.html"), name="bewijs-document"),
    path("beheer/", admin.site.urls),
    *(path(f"fout/{code}/", pagina(f"/{code}.html")) for code in (400, 403, 404, 429, 500)),
]
