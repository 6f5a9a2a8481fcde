"""What is made of a momentopname: the progress chapter, the agenda of the next overleg, and a comparison."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actoren import ingelogd
from agreements.inzage import noteer_afspraken
from agreements.models import Afspraak, Ronde
from monitoring.forms.voortgang import Voortgangformulier
from monitoring.models import Momentopname
from monitoring.services.agenderen import agendeer, dossiers_voor
from monitoring.services.momentopnamen import lees_standen
from monitoring.services.overzicht import STATUSNAMEN
from monitoring.services.voortgangtaken import vraag_voortgang
from monitoring.verschil import Soort, vergelijk
from monitoring.views.momentopname import momentopname_van

#: How the comparison names each way in which agreements differ, in this order.
KOPPEN = {
    Soort.VERANDERD: "Veranderd",
    Soort.GEANTWOORD: "Alleen anders beantwoord",
    Soort.NIEUW: "Alleen in de latere momentopname",
    Soort.WEG: "Alleen in de eerdere momentopname",
}


def _rondes(request: HttpRequest, momentopname: Momentopname) -> list[Ronde]:
    """The rondes of which this user may read the chapter: those of which they see what both sides answered."""
    rijen = lees_standen(momentopname, user=ingelogd(request))
    noteer_afspraken(request, "momentopname", [rij.afspraak for rij, _ in rijen])
    rondes = {rij.afspraak.overleg.ronde for rij, _ in rijen if rij.zicht_zijden}
    return sorted(rondes, key=lambda ronde: (-ronde.jaar, ronde.soort))


@require_http_methods(["GET", "HEAD", "POST"])
def voortgang(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the chapter made as a document, put it on an agenda, or compare; the last two have pages of their own."""
    momentopname = momentopname_van(request, pk)
    by = ingelogd(request)
    formulier = Voortgangformulier(
        request.POST if request.method == "POST" else None, rondes=_rondes(request, momentopname)
    )
    if formulier.is_valid():
        try:
            taak = vraag_voortgang(momentopname=momentopname, by=by, **formulier.gevraagd())
        except ValidationError as fout:
            formulier.add_error(None, fout)
        else:
            return HttpResponseRedirect(taak.get_absolute_url(), status=303)
    eerdere = Momentopname.objects.visible_to(by).for_list().exclude(pk=momentopname.pk).order_by("-op", "-pk")
    return render(
        request,
        "monitoring/voortgang.html",
        {
            "momentopname": momentopname,
            "ronde": momentopname.monitorronde,
            "formulier": formulier,
            "dossiers": dossiers_voor(momentopname, user=by),
            "andere": eerdere,
        },
        status=422 if formulier.errors else 200,
    )


@require_http_methods(["POST"])
def agenderen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the frozen progress on the agenda that was chosen."""
    momentopname = momentopname_van(request, pk)
    by = ingelogd(request)
    gekozen = request.POST.get("dossier", "")
    dossier = next((een for een in dossiers_voor(momentopname, user=by) if str(een.pk) == gekozen), None)
    terug = HttpResponseRedirect(reverse("monitorronde-voortgang", args=[pk]), status=303)
    if dossier is None:
        messages.error(request, "Kies het dossier van een overleg. Er is niets toegevoegd.")
        return terug
    try:
        uit = agendeer(momentopname=momentopname, dossier=dossier, by=by)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return terug
    nummers = ", ".join(punt.nummer for punt in (uit.voortgang, *uit.te_bespreken))
    zinnen = [f"Op de agenda van {dossier.overleg} gezet: {nummers}. Pas titel en tekst daar aan."]
    if uit.hadden_al:
        zinnen.append(f"Had al een eigen agendapunt: {', '.join(punt.nummer for punt in uit.hadden_al)}.")
    if uit.zonder_punt:
        codes = ", ".join(afspraak.code for afspraak in uit.zonder_punt)
        zinnen.append(f"Geen eigen agendapunt, want niet meer open: {codes}.")
    messages.success(request, " ".join(zinnen))
    return HttpResponseRedirect(dossier.overleg.get_absolute_url(), status=303)


@require_safe
def vergelijken(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between this momentopname and another (`?met=` the number of its round), as far as one may see."""
    momentopname = momentopname_van(request, pk)
    met = request.GET.get("met", "")
    ander = get_object_or_404(
        Momentopname.objects.visible_to(request.user).for_list().exclude(pk=momentopname.pk),
        monitorronde=int(met) if met.isdecimal() and len(met) < 10 else 0,
    )
    oud, nieuw = sorted((momentopname, ander), key=lambda een: (een.op, een.pk))
    standen, zonder_zijden = {}, set()
    for opname in (oud, nieuw):
        rijen = lees_standen(opname, user=ingelogd(request))
        noteer_afspraken(request, "momentopname", [rij.afspraak for rij, _ in rijen])
        standen[opname.pk] = [stand for _, stand in rijen]
        zonder_zijden |= {stand.code for rij, stand in rijen if not rij.zicht_zijden}
    vergelijking = vergelijk(standen[oud.pk], standen[nieuw.pk], STATUSNAMEN, zonder_zijden=zonder_zijden)
    zichtbaar = set(
        Afspraak.objects.visible_to(request.user)
        .filter(code__in=[een.code for een in vergelijking.rijen])
        .values_list("code", flat=True)
    )
    verschillen = [een for een in vergelijking.rijen if een.code in zichtbaar]
    groepen = [
        {"soort": soort.value, "kop": kop, "rijen": hiervan}
        for soort, kop in KOPPEN.items()
        if (hiervan := [een for een in verschillen if een.soort is soort])
    ]
    return render(
        request,
        "monitoring/vergelijken.html",
        {
            "ronde": momentopname.monitorronde,
            "oud": oud,
            "nieuw": nieuw,
            "groepen": groepen,
            "gelijk": vergelijking.gelijk,
            "stil": vergelijking.stil,
        },
    )
