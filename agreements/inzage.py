"""Noting who is shown what is not public: views say what they show, the middleware writes it down.

A view calls `noteer`, also when all that it shows is public; then nothing is written and nothing is looked up. Of a
view that says nothing the middleware finds the ronde in the address, so a page that is new is in the log from its first
day. A page is not shown when the log cannot be written: an error is seen, a gap in the log is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from agreements.models import Afspraak, Dossierinvoer, Invoer, Ronde
from agreements.models.embargo import afspraak_openbaar
from agreements.services.inzagen import Gezien, leg_inzage_vast

#: What a document that was read is of, by the first word of the name of its address.
_INVOER: dict[str, Any] = {"invoer": Invoer, "dossierinvoer": Dossierinvoer}

#: Answers that show nothing of what they are about.
TOONT_NIETS = frozenset({403, 404, 405, 410, 429})


def noteer(
    request: HttpRequest, soort: str, sleutel: str = "", *, rondes: Iterable[Ronde] = (), ook_openbaar: bool = False
) -> None:
    """This answer shows something of these rondes, or (without any) nothing that is not public.

    Public ones are left out, unless what is shown of them is not public (`ook_openbaar`). No queries.
    """
    noties = _noties(request)
    noties += [
        Gezien(ronde=ronde.pk, fase=ronde.fase, soort=soort, sleutel=sleutel)
        for ronde in rondes
        if ook_openbaar or not ronde.is_openbaar
    ]


def noteer_afspraken(request: HttpRequest, soort: str, afspraken: Iterable[Any]) -> None:
    """This answer shows these agreements. Reads overleg.ronde of each; no queries when that is loaded."""
    noties = _noties(request)
    per_ronde: dict[tuple[int, str], set[str]] = {}
    for afspraak in afspraken:
        if not afspraak.is_openbaar:
            ronde = afspraak.overleg.ronde
            per_ronde.setdefault((ronde.pk, ronde.fase), set()).add(afspraak.code)
    noties += [
        Gezien(ronde=pk, fase=fase, soort=soort, sleutel=min(codes) if len(codes) == 1 else f"{len(codes)} afspraken")
        for (pk, fase), codes in per_ronde.items()
    ]


def noteer_rondes(request: HttpRequest, soort: str, sleutel: str, rondes: Iterable[tuple[int, str]]) -> None:
    """The same as `noteer` for rondes of which only the key and the phase are known."""
    noties = _noties(request)
    noties += [
        Gezien(ronde=pk, fase=fase, soort=soort, sleutel=sleutel) for pk, fase in rondes if fase != Ronde.Fase.OPENBAAR
    ]


def noteer_invoer(request: HttpRequest, soort: str, sleutel: str, invoeren: Iterable[Invoer | Dossierinvoer]) -> None:
    """This answer shows something of documents that were read for these rondes. One query, when there are any."""
    paren = {(een.soort, een.jaar) for een in invoeren}
    rondes = Ronde.objects.filter(jaar__in={jaar for _, jaar in paren}).order_by("pk") if paren else []
    noteer(request, soort, sleutel, rondes=[een for een in rondes if (een.soort, een.jaar) in paren])


def noteer_verzameling(request: HttpRequest, soort: str, afspraken: Any) -> None:
    """This answer shows or counts a whole queryset of agreements. One query."""
    noties = _noties(request)
    dicht = afspraken.order_by().exclude(afspraak_openbaar()).values_list("overleg__ronde", "overleg__ronde__fase")
    noties += [
        Gezien(ronde=pk, fase=fase, soort=soort, sleutel=f"{aantal} afspra{'ak' if aantal == 1 else 'ken'}")
        for pk, fase, aantal in dicht.annotate(aantal=Count("pk", distinct=True))
    ]


class InzageMiddleware:
    """Write down what an answer showed of what is not public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        status = response.status_code
        if not isinstance(request.user, User) or 300 <= status < 400 or status in TOONT_NIETS or status >= 500:
            return response
        gezien = getattr(request, "_inzage", None)
        if gezien is None:
            gezien = _uit_adres(request)
        if gezien:
            leg_inzage_vast(gezien=gezien, adres=request.get_full_path(), by=request.user)
        return response


def _noties(request: HttpRequest) -> list[Gezien]:
    if not hasattr(request, "_inzage"):
        request._inzage = []  # type: ignore[attr-defined]
    noties: list[Gezien] = request._inzage  # type: ignore[attr-defined]
    return noties


def _uit_adres(request: HttpRequest) -> list[Gezien]:
    """The ronde of which the address speaks, for a view that said nothing. At most two queries."""
    match = request.resolver_match
    if match is None:
        return []
    delen = match.kwargs
    ronde: Ronde | None = None
    sleutel = "-".join(str(delen[naam]) for naam in ("soort", "jaar", "landsdeel") if naam in delen)
    if {"soort", "jaar"} <= delen.keys():
        ronde = Ronde.objects.filter(soort=delen["soort"], jaar=delen["jaar"]).first()
    elif "code" in delen:
        afspraak = Afspraak.objects.select_related("overleg__ronde").filter(code=delen["code"]).first()
        if afspraak and not afspraak.is_openbaar:
            gezien = afspraak.overleg.ronde
            return [Gezien(ronde=gezien.pk, fase=gezien.fase, soort=_woorden(match.url_name), sleutel=afspraak.code)]
    elif "pk" in delen and (model := _INVOER.get((match.url_name or "").partition("-")[0])):
        invoer = model.objects.filter(pk=delen["pk"]).values("soort", "jaar").first()
        if invoer:
            ronde = Ronde.objects.filter(**invoer).first()
            sleutel = f"{invoer['soort']}-{invoer['jaar']}"
    if ronde is None or ronde.is_openbaar:
        return []
    return [Gezien(ronde=ronde.pk, fase=ronde.fase, soort=_woorden(match.url_name), sleutel=sleutel)]


def _woorden(url_name: str | None) -> str:
    """The name of an address as people read it: "publicatie bevestigen"."""
    return (url_name or "pagina").replace("-", " ")
