"""The addresses of the API. No slash at the end: with one an address does not exist."""

from __future__ import annotations

from typing import Any

from django.urls import include, path

from api.views import afspraken, begin, cijfers, instrumenten, kamer, lijsten, monitoring, naslag, tellingen
from bolapp.openbaar import openbaar


def _hulpbron(route: str, view: Any, naam: str) -> Any:
    """A resource, open to who is not logged in; what they then see is what is public."""
    return path(route, openbaar(view.as_view()), name=naam)


hulpbronnen = [
    _hulpbron("", begin.Begin, "api-index"),
    _hulpbron("openapi.json", begin.OpenApi, "api-openapi"),
    path("docs", begin.documentatie, name="api-documentatie"),
    _hulpbron("afspraken", afspraken.AfspraakLijst, "api-afspraken"),
    _hulpbron("afspraken/<slug:code>", afspraken.AfspraakDetail, "api-afspraak"),
    _hulpbron("afsprakenlijsten", lijsten.AfsprakenlijstLijst, "api-afsprakenlijsten"),
    _hulpbron("afsprakenlijsten/<slug:soort>-<int:jaar>", lijsten.AfsprakenlijstDetail, "api-afsprakenlijst"),
    _hulpbron("overleggen", lijsten.OverlegLijst, "api-overleggen"),
    _hulpbron("overleggen/<slug:soort>-<int:jaar>-<slug:landsdeel>", lijsten.OverlegDetail, "api-overleg"),
    _hulpbron("tellingen", tellingen.TellingenDetail, "api-tellingen"),
    _hulpbron("instrumenten", instrumenten.InstrumentLijst, "api-instrumenten"),
    _hulpbron("instrumenten/<slug:instrument>", instrumenten.InstrumentDetail, "api-instrument"),
    _hulpbron("uitspraken", instrumenten.UitspraakLijst, "api-uitspraken"),
    _hulpbron("momentopnamen", monitoring.MomentopnameLijst, "api-momentopnamen"),
    _hulpbron("momentopnamen/<int:nummer>", monitoring.MomentopnameDetail, "api-momentopname"),
    _hulpbron("standen", monitoring.StandLijst, "api-standen"),
    _hulpbron("moties", kamer.MotieLijst, "api-moties"),
    _hulpbron("moties/<int:nummer>", kamer.MotieDetail, "api-motie"),
    _hulpbron("hoeveelheden", kamer.HoeveelheidLijst, "api-hoeveelheden"),
    _hulpbron("hoeveelheden/<int:nummer>", kamer.HoeveelheidDetail, "api-hoeveelheid"),
    _hulpbron("cijfers", cijfers.CijferLijst, "api-cijfers"),
    _hulpbron("cijfers/<int:nummer>", cijfers.CijferDetail, "api-cijfer"),
    _hulpbron("landsdelen", naslag.LandsdeelLijst, "api-landsdelen"),
    _hulpbron("landsdelen/<slug:slug>", naslag.LandsdeelDetail, "api-landsdeel"),
    _hulpbron("provincies", naslag.ProvincieLijst, "api-provincies"),
    _hulpbron("provincies/<slug:slug>", naslag.ProvincieDetail, "api-provincie"),
    _hulpbron("gebieden", naslag.GebiedLijst, "api-gebieden"),
    _hulpbron("gebieden/<slug:slug>", naslag.GebiedDetail, "api-gebied"),
    _hulpbron("themas", naslag.ThemaLijst, "api-themas"),
    _hulpbron("themas/<slug:slug>", naslag.ThemaDetail, "api-thema"),
    _hulpbron("organisaties", naslag.OrganisatieLijst, "api-organisaties"),
    _hulpbron("organisaties/<slug:slug>", naslag.OrganisatieDetail, "api-organisatie"),
    # Last, so that what does not exist is refused in the words of the API.
    _hulpbron("<path:url>", begin.Onbekend, "api-onbekend"),
]

urlpatterns = [path("v1/", include(hulpbronnen))]
