"""The OpenAPI document: what drf-spectacular reads from the views, and what it cannot know."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from agreements.filters.keuzen import BINNENKORT, GEEN, GEVOLGD, NIET_TE_DATEREN, VERLOPEN
from agreements.filters.volgorde import VOLGORDEN
from agreements.lijst import LANDELIJK
from agreements.models import Afspraak, Ronde, Status
from api.problemen import MEDIATYPE, ZINNEN, probleem
from api.voorbeelden import voorbeeld
from api.vragen import MEEST_PER_PAGINA, PER_PAGINA

TITEL = settings.SPECTACULAR_SETTINGS["TITLE"]
OMSCHRIJVING = (
    "De afspraken uit de Bestuurlijke Overleggen: officiële tekst, status, termijnen, partijen en plaatsen, met de"
    " afsprakenlijsten en hun uitgaven, de stand van instrumenten, momentopnamen van monitorrondes, en wat de Kamer"
    " vroeg. Alleen om te lezen. Zonder in te loggen ziet u wat openbaar is; met de sessie"
    " van een ingelogde browser wat dat account mag zien. Volgt de NLGov REST API Design Rules 2.1: een onbekende"
    " parameter of waarde geeft 400, elke weigering is application/problem+json, dagen staan als JJJJ-MM-DD en"
    " tijdstippen in UTC."
)

VAN_PAD = {
    "code": "De code van de afspraak, bijvoorbeeld BOL-2024-NW-1-01.",
    "slug": "De naam in kleine letters met streepjes, zoals die in de lijst staat.",
    "soort": "De soort overleg: bol of mirt.",
    "jaar": "Het jaar van de ronde.",
    "nummer": "Het nummer, zoals dat in de lijst staat.",
    "instrument": "De slug van een instrument, bijvoorbeeld ontwikkelperspectief.",
    "landsdeel": f"noord, noordwest, oost, zuid, zuidwest of {LANDELIJK}.",
}


def _parameter(naam: str, uitleg: str, *, waarden: Any = (), soort: Any = str, meer: bool = True) -> OpenApiParameter:
    """A parameter of the question; `meer`: it may be repeated, and that means "or"."""
    return OpenApiParameter(
        naam, type=soort, many=meer, explode=True if meer else None, enum=list(waarden) or None, description=uitleg
    )


FILTERPARAMETERS = [
    _parameter("q", "Woorden die in de afspraak staan, of (het begin van) een code.", meer=False),
    _parameter("soort", "De soort overleg.", waarden=Ronde.Soort.values),
    _parameter("jaar", "Het jaar van de ronde.", soort=int),
    _parameter("landsdeel", f"Slug van een landsdeel, of {LANDELIJK}."),
    _parameter("provincie", "Slug van een provincie; ook wat haar via een gebied raakt."),
    _parameter("gebied", "Slug van een gebied."),
    _parameter("thema", "Slug van een thema."),
    _parameter("status", "De status die u mag zien.", waarden=Status.values),
    _parameter("besluit", "Wat het overleg met het voorstel deed.", waarden=Afspraak.Besluit.values),
    _parameter("partij", "Slug van een organisatie."),
    _parameter(
        "termijn",
        f"{VERLOPEN}, {BINNENKORT}, {NIET_TE_DATEREN}, {GEEN}, of een periode als 2025-01-01..2025-06-30 waarin de"
        " laatste dag valt; een van beide dagen mag weg. Ook termijn_van en termijn_tot, zoals een adres van de pagina"
        " ze noemt, worden gelezen: ieder één dag, en die gelden naast termijn.",
    ),
    _parameter("rubriek", "Een rubriek, als BOL-2024-NW-1 of alleen haar nummer."),
    _parameter(
        "aard",
        f"De soort afspraak; {GEVOLGD} is alles wat wordt gevolgd en meegeteld.",
        waarden=[GEVOLGD, *Afspraak.Soort.values],
    ),
]


def enkele(naam: str, uitleg: str, waarden: Any = (), soort: Any = str) -> OpenApiParameter:
    """A parameter that may be given once."""
    return _parameter(naam, uitleg, waarden=waarden, soort=soort, meer=False)


PEILDATUMPARAMETER = OpenApiParameter(
    "peildatum",
    OpenApiTypes.DATE,
    description="De stand zoals die aan het eind van deze dag voor u te zien was; zonder deze parameter die van nu.",
)
VOLGORDEPARAMETER = _parameter("sorteer", "De volgorde; zonder keuze die van de lijst.", waarden=VOLGORDEN, meer=False)
PEILDATUM = OpenApiParameter(
    "peildatum", OpenApiTypes.DATE, description="De dag waarvan u de stand wilt weten; zonder is dat vandaag."
)
BLADERPARAMETERS = [
    OpenApiParameter("pagina", OpenApiTypes.INT, description="De hoeveelste pagina.", default=1),
    OpenApiParameter(
        "perPagina",
        OpenApiTypes.INT,
        description=f"Hoeveel er op een pagina staan, hoogstens {MEEST_PER_PAGINA}.",
        default=PER_PAGINA,
    ),
]


def document() -> dict[str, Any]:
    """The OpenAPI document. The same for everybody, so it is made once."""
    return _document(settings.SITE_URL)


@lru_cache(maxsize=2)
def _document(site_url: str) -> dict[str, Any]:
    inhoud: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    inhoud["info"]["description"] = OMSCHRIJVING
    inhoud["servers"] = [{"url": f"{site_url}/api/v1", "description": "Deze applicatie"}]
    _vul_aan(inhoud)
    return inhoud


def _vul_aan(inhoud: dict[str, Any]) -> None:
    """Every refusal, the version header, what a part of an address is, and an example of each answer."""
    componenten = inhoud["components"]
    for schema in componenten["schemas"].values():
        for veld in schema.get("properties", {}).values():
            veld.pop("x-spec-enum-id", None)
    componenten["schemas"]["Probleem"] = _PROBLEEM
    versie = {"API-Version": {"description": "De versie van deze API.", "schema": {"type": "string"}}}
    componenten["responses"] = {
        f"Fout{status}": {
            "description": ZINNEN[status][0],
            "headers": versie,
            "content": {MEDIATYPE: {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": probleem(status)}},
        }
        for status in (400, 404, 429)
    }
    for pad, methoden in inhoud["paths"].items():
        vraag = methoden["get"]
        for parameter in vraag.get("parameters", []):
            if parameter["in"] == "path":
                parameter["description"] = VAN_PAD[parameter["name"]]
        goed = vraag["responses"]["200"]
        goed["description"] = vraag["summary"]
        goed["headers"] = versie
        antwoord = goed["content"]["application/json"]
        antwoord["example"] = voorbeeld(antwoord["schema"], componenten["schemas"])
        for status in (400, *([404] if "{" in pad else []), 429):
            vraag["responses"][str(status)] = {"$ref": f"#/components/responses/Fout{status}"}


_PROBLEEM = {
    "type": "object",
    "description": "Waarom een vraag niet is beantwoord (RFC 9457).",
    "required": ["type", "status", "title", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer", "description": "De HTTP-status."},
        "title": {"type": "string", "description": "In het kort, gelijk bij elke vraag met deze status."},
        "detail": {"type": "string", "description": "Wat er mis is, en wat u kunt doen."},
        "errors": {
            "type": "array",
            "description": "Alles wat er aan de vraag mankeert, per parameter.",
            "items": {
                "type": "object",
                "required": ["in", "location", "code", "detail"],
                "properties": {
                    "in": {"type": "string", "enum": ["query"]},
                    "location": {
                        "type": "object",
                        "required": ["name"],
                        "properties": {"name": {"type": "string", "description": "De naam van de parameter."}},
                    },
                    "code": {"type": "string", "enum": ["onbekende-parameter", "onbekende-waarde", "herhaald"]},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
