"""The round as the coordinator follows it: who answered, where the sides differ, what changed, what is decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from accounts.actoren import ingelogd
from accounts.models import User
from agreements.forms.fouten import voeg_fouten_toe
from agreements.models import Afspraak, Statuswijziging
from agreements.rechten import eis, mag_monitoren
from monitoring.forms.antwoord import Besluitformulier
from monitoring.keuze import Keuze
from monitoring.models import Momentopname, Monitorronde, Monitorstap, Uitvraagregel, Zijde
from monitoring.services.besluiten import IntussenBesloten, besluit_over_regel
from monitoring.services.overzicht import Beeld, Regelbeeld, lees_beeld
from monitoring.views.gedeeld import ronde_van, wanneer

PER_PAGINA = 25

#: What can be looked at by itself: value in the address, name, and which rows.
FILTERS: tuple[tuple[str, str, Callable[[Regelbeeld], bool]], ...] = (
    ("", "Alles", lambda regel: True),
    ("open", "Niet beantwoord", lambda regel: not regel.is_beantwoord),
    ("verschil", "Zijden verschillen", lambda regel: regel.verschilt),
    ("past_niet", "Status past niet bij antwoorden", lambda regel: regel.past_niet),
    ("gewijzigd", "Anders dan vorige keer", lambda regel: regel.is_gewijzigd),
    ("status", "Gezamenlijke status te zetten", lambda regel: bool(regel.voorstel)),
    ("bespreken", "Bespreken", lambda regel: regel.is_te_bespreken),
    ("zonder", "Zonder verantwoordelijke", lambda regel: regel.zonder_verantwoordelijke),
)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole round for a Rijksredacteur; for others what they see both sides of, to read."""
    return _toon(request, ronde_van(request, pk))


@require_POST
def besluit(request: HttpRequest, pk: int, regel: int) -> HttpResponse:
    """Set the joint status of one agreement, or mark it to be talked about."""
    ronde = ronde_van(request, pk)
    user = ingelogd(request)
    eis(mag_monitoren(user))
    rij = get_object_or_404(Uitvraagregel.objects.visible_to(user).for_list(), monitorronde=ronde, pk=regel)
    formulier = Besluitformulier(request.POST, regel=rij, user=user)
    if formulier.is_valid():
        try:
            besluit_over_regel(regel=rij, by=user, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        except IntussenBesloten as intussen:
            formulier = _op_nieuwe_versie(request, formulier, intussen)
        else:
            messages.success(request, f"Opgeslagen bij {rij.afspraak.code}.")
            toon = request.POST.get("toon", "")
            adres = f"{ronde.get_absolute_url()}?{_vraag(toon, request.POST.get('pagina', ''))}"
            return HttpResponseRedirect(f"{adres}#{rij.afspraak.code}", status=303)
    return _toon(request, ronde, bij=rij.pk, formulier=formulier)


def _op_nieuwe_versie(request: HttpRequest, oud: Besluitformulier, intussen: IntussenBesloten) -> Besluitformulier:
    """What was typed, on top of what somebody else decided, which it tells."""
    data, zinnen = request.POST.copy(), []
    if stap := intussen.wijziging:
        data["versie"] = str(stap.nummer)
        zinnen.append(f"{stap.door_naam} zette de status intussen op “{stap.get_naar_display()}”.")
    if besluit := intussen.besluit:
        data["nummer"] = str(besluit.nummer)
        notitie = f"de notitie “{besluit.notitie}”" if besluit.notitie else "geen notitie"
        bespreken = "wel bespreken" if besluit.bespreken else "niet bespreken"
        zinnen.append(f"{besluit.door_naam} bewaarde hier intussen: {notitie}, en {bespreken}.")
    formulier = Besluitformulier(data, regel=oud.regel, user=oud.user)
    formulier.full_clean()
    formulier.add_error(
        None,
        f"{' '.join(zinnen)} Wat u typte staat hieronder nog. Klopt het nog, sla dan opnieuw op; dan geldt het uwe.",
    )
    return formulier


def _vraag(toon: str, pagina: str) -> str:
    delen = [f"toon={toon}" if toon in {naam for naam, _, _ in FILTERS} and toon else ""]
    delen.append(f"pagina={pagina}" if pagina.isdecimal() else "")
    return "&".join(deel for deel in delen if deel)


def _toon(
    request: HttpRequest, ronde: Monitorronde, *, bij: int | None = None, formulier: Besluitformulier | None = None
) -> HttpResponse:
    user = ingelogd(request)
    mag = mag_monitoren(user)
    beeld = lees_beeld(ronde, user=user)
    data = request.POST if request.method == "POST" else request.GET
    toon = data.get("toon", "")
    gekozen = next((een for een in FILTERS if een[0] == toon), FILTERS[0])
    getoond = [regel for regel in beeld.regels if gekozen[2](regel) or regel.regel.pk == bij]
    blad = Paginator(getoond, PER_PAGINA).get_page(data.get("pagina"))
    rijen: list[dict[str, Any]] = [{"beeld": regel, "formulier": None} for regel in blad]
    if mag and ronde.is_open:
        versies = _versies([regel.regel.afspraak_id for regel in blad], user)
        for rij in rijen:
            regel: Regelbeeld = rij["beeld"]
            eigen = regel.regel.pk == bij
            rij["formulier"] = formulier if eigen else _formulier(regel, versies, user)
    context: dict[str, Any] = {
        "ronde": ronde,
        "beeld": beeld,
        "rijen": rijen,
        "page_obj": blad,
        "zichtbare_opvolgers": _zichtbare_opvolgers(list(blad), user),
        "toon": gekozen[0],
        "filters": [
            {"sleutel": sleutel, "naam": naam, "aantal": sum(map(past, beeld.regels)), "hier": sleutel == gekozen[0]}
            for sleutel, naam, past in FILTERS
        ],
        "zijden": [
            {"naam": Zijde(zijde).label, "beantwoord": beeld.aantal_beantwoord(zijde), "totaal": len(beeld.regels)}
            for zijde in Zijde.values
        ],
        "stil": _stil(beeld) if mag and ronde.is_open else [],
        "stappen": Monitorstap.objects.visible_to(user).filter(monitorronde=ronde).order_by("-nummer"),
        "mag_monitoren": mag,
        "mag_invullen": ronde.is_open and (mag or _heeft_eigen(user, ronde)),
        "momentopname": Momentopname.objects.visible_to(user).for_list().filter(monitorronde=ronde).first(),
        "fout": formulier is not None,
        **wanneer(ronde),
    }
    if mag and ronde.in_voorbereiding:
        keuze = Keuze.uit_json(ronde.keuze)
        context |= {"keuze": keuze, "aantal": keuze.kies(Afspraak.objects.visible_to(user)).count()}
    return render(request, "monitoring/ronde.html", context, status=422 if formulier is not None else 200)


def _heeft_eigen(user: User, ronde: Monitorronde) -> bool:
    regels = Uitvraagregel.objects.visible_to(user).filter(monitorronde=ronde)
    return any(regels.van_zijde(user, zijde).exists() for zijde in Zijde.values)


def _stil(beeld: Beeld) -> list[dict[str, Any]]:
    """Who has not answered everything, with how much of what they answer for is open."""
    open_: dict[int, int] = {}
    for cel in beeld.open:
        for user in cel.wie:
            open_[user.pk] = open_.get(user.pk, 0) + 1
    return [{"user": user, "open": open_[user.pk], "totaal": len(beeld.van(user))} for user in beeld.stil]


def _zichtbare_opvolgers(regels: list[Regelbeeld], user: User) -> set[int]:
    """The successors that the answers name and this user may know of. One query."""
    genoemd = [cel.antwoord.opvolger_id or 0 for regel in regels for cel in regel.cellen if cel.antwoord]
    return set(Afspraak.objects.visible_to(user).filter(pk__in=set(genoemd) - {0}).values_list("pk", flat=True))


def _versies(afspraken: list[int], user: User) -> dict[int, int]:
    """The number of the last joint change of each agreement. One query."""
    stappen = Statuswijziging.objects.visible_to(user).filter(
        afspraak__in=afspraken, zijde=Statuswijziging.Zijde.GEZAMENLIJK
    )
    return dict(stappen.order_by("afspraak", "nummer").values_list("afspraak_id", "nummer"))


def _formulier(regel: Regelbeeld, versies: dict[int, int], user: User) -> Besluitformulier:
    besluit = regel.besluit
    begin = {
        "versie": versies.get(regel.regel.afspraak_id, 0),
        "nummer": besluit.nummer if besluit else 0,
        "naar": regel.voorstel or regel.afspraak.status,
        "bespreken": besluit.bespreken if besluit else regel.verschilt,
        "notitie": besluit.notitie if besluit else "",
    }
    return Besluitformulier(initial=begin, regel=regel.regel, user=user)
