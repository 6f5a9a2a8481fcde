"""The list of agreements: one address for the page, the part that htmx swaps, and the downloads."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django_filters.views import FilterView

from accounts.actoren import mag
from agreements.exporters.tabel import BESTANDSSOORTEN
from agreements.filters import AfspraakFilter
from agreements.filters.velden import citaat
from agreements.filters.volgorde import VOLGORDEN
from agreements.inzage import noteer_afspraken, noteer_rondes, noteer_verzameling
from agreements.lijstregels import lijstregels
from agreements.models import Afspraak
from agreements.models.afspraak import AfspraakQuerySet
from agreements.peildatum import PARAMETER, gevraagde_peildatum
from agreements.rechten import mag_lijsten_laden
from agreements.services.tabelrijen import tabelrijen
from bolapp.openbaar import openbaar

#: A download that is larger goes to a file while it is written.
IN_GEHEUGEN = 4 * 1024 * 1024

#: The form of the page; a request that comes from elsewhere (a chip, a page number) renews what was typed in it.
FORMULIER = "filterformulier"


class GeteldePaginator(Paginator):
    """A paginator for a list of which the length is known already."""

    def __init__(self, *args: Any, aantal: int, **kwargs: Any) -> None:
        self.aantal = aantal
        super().__init__(*args, **kwargs)

    @cached_property
    def count(self) -> int:
        return self.aantal


@method_decorator(openbaar, name="dispatch")
class AfspraakLijst(FilterView):
    """`/afspraken/`: search, filter, sort, leaf through and download what this user may see.

    The fields of the filter never refuse: what they cannot read stands above the list as a sentence. A download
    does refuse then (400, the same page), because nobody reads a sentence beside a file. With `peildatum` all of it
    tells of that day.
    """

    filterset_class = AfspraakFilter
    paginate_by = 25
    page_kwarg = "pagina"
    strict = False
    template_name = "agreements/afspraak_list.html"
    http_method_names = ["get", "head", "options"]

    def get_queryset(self) -> AfspraakQuerySet:
        return Afspraak.objects.gezien_door(self.request.user, self.peildatum.dag).in_lijst()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.peildatum = gevraagde_peildatum(request)
        self.filterset = self.get_filterset(self.filterset_class)
        self.adres = self.filterset.adres(reverse("afspraak-lijst"))
        if self.peildatum.dag:
            self.adres = self.adres.met(PARAMETER, self.peildatum.waarde)
        self.meldingen = [*self.filterset.meldingen, *([self.peildatum.melding] if self.peildatum.fout else [])]
        formaat = request.GET.get("formaat", "")
        if formaat and formaat not in BESTANDSSOORTEN:
            self.meldingen.append(
                f"Het formaat “{citaat(formaat)}” bestaat niet. U kunt kiezen uit {', '.join(BESTANDSSOORTEN)}."
            )
        elif formaat and not self.meldingen:
            return self._download(formaat)
        self.object_list = self.filterset.qs
        context = self.get_context_data(filter=self.filterset)
        noteer_afspraken(request, "afspraken", context["page_obj"].object_list)
        # Beside the list stand the rubrieken, also those of which no agreement is on this page.
        noteer_rondes(request, "afspraken", "rubrieken", self.filterset.keuzen.rubriekrondes)
        return self._pagina(context, status=400 if formaat else 200)

    def _download(self, formaat: str) -> FileResponse:
        """All pages of the list, in its order. The name of the file says of what was chosen only the peildatum."""
        soort = BESTANDSSOORTEN[formaat]
        noteer_verzameling(self.request, f"afspraken als {formaat}", self.filterset.qs)
        bestand = SpooledTemporaryFile(max_size=IN_GEHEUGEN)  # noqa: SIM115 - FileResponse closes it
        try:
            soort.schrijf(tabelrijen(self.filterset.qs), bestand, self.peildatum.dag)
        except BaseException:
            bestand.close()
            raise
        bestand.seek(0)
        naam = f"peildatum-{self.peildatum.waarde}" if self.peildatum else str(timezone.localdate())
        return FileResponse(
            bestand,
            as_attachment=True,
            filename=f"afspraken-{naam}.{formaat}",
            content_type=soort.mimetype,
        )

    def _pagina(self, context: dict[str, Any], status: int) -> HttpResponse:
        template = self.template_name
        if context["is_deel"]:
            template += "#resultaten"
        response = self.response_class(self.request, template, context, status=status, using=self.template_engine)
        if context["is_deel"]:
            response.headers["HX-Push-Url"] = str(context["hier"])
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_paginator(self, queryset: Any, per_page: int, **kwargs: Any) -> GeteldePaginator:
        return GeteldePaginator(queryset, per_page, aantal=self.filterset.telling.totaal)

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        """The page that is asked for, or the nearest that there is, with a sentence that says so."""
        paginator = self.get_paginator(queryset, page_size)
        gevraagd = self.request.GET.get(self.page_kwarg, "").strip() or "1"
        try:
            nummer = int(gevraagd)
        except ValueError:  # no number, or one with thousands of digits
            nummer = 1
        page = paginator.page(min(max(nummer, 1), paginator.num_pages))
        if gevraagd != str(page.number):
            self.meldingen.append(f"Pagina “{citaat(gevraagd)}” bestaat niet; dit is pagina {page.number}.")
        page.object_list = self._met_alles(cast(AfspraakQuerySet, page.object_list))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        htmx = self.request.htmx
        gekozen = self.filterset.gekozen
        page: Page = context["page_obj"]
        hier = self.adres.met(self.page_kwarg, page.number) if page.number > 1 else self.adres
        chips = self.filterset.chips(self.adres)
        context |= {
            "is_deel": bool(htmx) and not htmx.history_restore_request,
            "van_formulier": htmx.trigger == FORMULIER,
            "formulier_id": FORMULIER,
            "hier": hier,
            "regels": lijstregels(page.object_list, gekozen["q"]),
            "totaal": page.paginator.count,
            "facetten": self.filterset.facetten,
            "gekozen": gekozen,
            "chips": chips,
            "wis_url": self.adres.zonder_alle(behalve=["sorteer", PARAMETER]),
            "peildatum": self.peildatum,
            "nu_url": str(self.adres.zonder(PARAMETER)),
            "volgorden": VOLGORDEN,
            "downloads": [
                (soort.naam, self.adres.met("formaat", formaat)) for formaat, soort in BESTANDSSOORTEN.items()
            ],
            "meldingen": self.meldingen,
            "filtervraag": urlencode(self.adres.paren),
        }
        if not page.paginator.count:
            context |= self._leeg(chips)
        return context

    def _leeg(self, chips: list[Any]) -> dict[str, Any]:
        """Why there is nothing to see: nothing at all, or nothing that fits; then what to take off."""
        if not chips or not self.filterset.queryset.exists():
            if self.peildatum:
                return {"niets_toen": True}
            return {"niets_geladen": True, "mag_laden": mag(self.request, mag_lijsten_laden)}
        return {"zonder": self.filterset.zonder_een(self.adres)}

    def _met_alles(self, pagina: AfspraakQuerySet) -> list[Any]:
        """The agreements of a page with all that a row shows, in their order.

        First only the keys: sorting the whole register with every text and name in it takes twice as long.
        """
        sleutels = list(pagina.values_list("pk", flat=True))
        gezien = Afspraak.objects.gezien_door(self.request.user, self.peildatum.dag)
        per_sleutel = gezien.for_list().in_bulk(sleutels)
        return [per_sleutel[sleutel] for sleutel in sleutels]
