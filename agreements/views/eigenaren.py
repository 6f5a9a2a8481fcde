"""What has no owner, who looks after what, the contacts of organisations, and handing over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actoren import ingelogd, mag
from accounts.models import Rol, Roltoewijzing, User
from agreements.forms.eigenaren import Contactformulier, Contactoverdracht, Dossieroverdracht
from agreements.forms.fouten import voeg_fouten_toe
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak, Contact, Overdracht
from agreements.rechten import eis, mag_afspraak_bewerken, mag_eigenaren_beheren
from agreements.services.eigenaren import (
    MIST,
    aantal,
    bewaar_contact,
    draag_contact_over,
    draag_dossiers_over,
    portefeuille_van,
    zonder_eigenaar,
)

PER_PAGINA = 50
#: So many of the last hand-overs are shown.
OVERDRACHTEN = 10


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """The open agreements without an owner, narrowed by `?mist=`, and how many the reader looks after."""
    user = ingelogd(request)
    zichtbaar = Afspraak.objects.visible_to(user)
    gekozen = request.GET.get("mist", "")
    if gekozen not in MIST:
        gekozen = ""
    alle = zonder_eigenaar(zichtbaar)
    aantallen = alle.order_by().aggregate(
        totaal=Count("pk"),
        **{sleutel: Count("pk", filter=Q(**{f"mist_{sleutel.replace('-', '_')}": True})) for sleutel in MIST},
    )
    afspraken = zonder_eigenaar(zichtbaar, [gekozen]) if gekozen else alle
    pagina = Paginator(afspraken.for_list().lijstvolgorde(), PER_PAGINA).get_page(request.GET.get("pagina"))
    noteer_afspraken(request, "eigenaren", list(pagina))
    return render(
        request,
        "agreements/eigenaar_lijst.html",
        {
            "pagina": pagina,
            "gekozen": gekozen,
            "totaal": aantallen.pop("totaal"),
            "keuzes": [(sleutel, naam, aantallen[sleutel]) for sleutel, naam in MIST.items()],
            "van_u": zichtbaar.gevolgd().open().filter(dossierhouders=user).count(),
            "mag_bewerken": mag(request, mag_afspraak_bewerken),
            "mag_beheren": mag(request, mag_eigenaren_beheren),
        },
    )


@require_safe
def houders(request: HttpRequest) -> HttpResponse:
    """Who looks after how many open agreements; accounts that no longer can come first."""
    eis(mag_eigenaren_beheren(ingelogd(request)))
    zichtbaar = Afspraak.objects.visible_to(request.user)
    loopt = zichtbaar.gevolgd().open()
    rollen = Roltoewijzing.objects.filter(rol=Rol.DOSSIERHOUDER).geldig_op(timezone.localdate())
    met_rol = set(rollen.values_list("user", flat=True))
    accounts = (
        User.objects.filter(Q(dossiers__isnull=False) | Q(pk__in=met_rol))
        .annotate(open_afspraken=Count("dossiers", filter=Q(dossiers__in=loopt.order_by().values("pk")), distinct=True))
        .order_by("pk")
    )
    rijen = sorted(
        ((account, account.is_active and account.pk in met_rol) for account in accounts),
        key=lambda rij: (rij[1], -rij[0].open_afspraken, str(rij[0])),
    )
    overdrachten = list(Overdracht.objects.visible_to(request.user)[:OVERDRACHTEN])
    codes = {code for overdracht in overdrachten for code in overdracht.afspraken}
    noteer_afspraken(request, "eigenaren", zichtbaar.filter(code__in=codes).select_related("overleg__ronde"))
    return render(request, "agreements/eigenaar_houders.html", {"rijen": rijen, "overdrachten": overdrachten})


@require_http_methods(["GET", "HEAD", "POST"])
def overdragen(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over what an account looks after, wholly or in part."""
    by = ingelogd(request)
    eis(mag_eigenaren_beheren(by))
    van = get_object_or_404(User, pk=pk)
    portefeuille = portefeuille_van(van, by=by)
    formulier = Dossieroverdracht(
        request.POST if request.method == "POST" else None,
        van=van,
        portefeuille=portefeuille,
        dag=timezone.localdate(),
    )
    if formulier.is_valid():
        try:
            overdracht = draag_dossiers_over(
                van=van,
                naar=formulier.cleaned_data["naar"],
                afspraken=formulier.cleaned_data.get("afspraken") or (),
                agendapunten=formulier.cleaned_data.get("agendapunten") or (),
                reden=formulier.cleaned_data["reden"],
                by=by,
            )
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(
                request,
                _vertel(overdracht),
            )
            return HttpResponseRedirect(reverse("eigenaar-houders"))
    noteer_afspraken(request, "eigenaren", portefeuille.afspraken)
    return render(
        request,
        "agreements/eigenaar_overdragen.html",
        {"van": van, "portefeuille": portefeuille, "formulier": formulier},
        status=422 if formulier.errors else 200,
    )


@require_safe
def contacten(request: HttpRequest) -> HttpResponse:
    """The contacts per organisation, each with the number of open agreements it is asked about."""
    eis(mag_eigenaren_beheren(ingelogd(request)))
    rijen = Contact.objects.visible_to(request.user).aanwezig().for_list().order_by("organisatie__naam", "naam", "pk")
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "agreements/contact_lijst.html", {"pagina": pagina})


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a contact, or change one."""
    by = ingelogd(request)
    eis(mag_eigenaren_beheren(by))
    rij = get_object_or_404(Contact.objects.visible_to(by).select_related("organisatie"), pk=pk) if pk else None
    velden = ("organisatie", "naam", "email", "telefoon")
    initieel: dict[str, Any] = {veld: getattr(rij, veld) for veld in velden} if rij else {}
    formulier = Contactformulier(request.POST if request.method == "POST" else None, initial=initieel)
    if formulier.is_valid():
        try:
            bewaard = bewaar_contact(contact=rij, by=by, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(request, f"{bewaard} van {bewaard.organisatie} is opgeslagen.")
            return HttpResponseRedirect(reverse("contact-lijst"))
    return render(
        request,
        "agreements/contact_wijzigen.html",
        {"contact": rij, "formulier": formulier},
        status=422 if formulier.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contact_overdragen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another contact of the organisation take over, and stop offering this one."""
    by = ingelogd(request)
    eis(mag_eigenaren_beheren(by))
    van = get_object_or_404(Contact.objects.visible_to(by).aanwezig().for_list(), pk=pk)
    formulier = Contactoverdracht(request.POST if request.method == "POST" else None, contact=van)
    if formulier.is_valid():
        try:
            overdracht = draag_contact_over(van=van, by=by, **formulier.cleaned_data)
        except ValidationError as fout:
            voeg_fouten_toe(formulier, fout)
        else:
            messages.success(
                request,
                _vertel(overdracht),
            )
            return HttpResponseRedirect(reverse("contact-lijst"))
    return render(
        request,
        "agreements/contact_overdragen.html",
        {"contact": van, "formulier": formulier},
        status=422 if formulier.errors else 200,
    )


def _vertel(overdracht: Overdracht) -> str:
    wat = [aantal(overdracht.afspraken, "afspraak", "afspraken")]
    if overdracht.agendapunten:
        wat.append(aantal(overdracht.agendapunten, "agendapunt", "agendapunten"))
    return f"Overgedragen van {overdracht.van_naam} aan {overdracht.naar_naam}: {' en '.join(wat)}."
