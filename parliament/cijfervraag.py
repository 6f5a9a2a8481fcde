"""The question of a figure: the same parameters as the list of agreements, read strictly and counted on a peildatum.

What the list would only say a sentence about (a parameter or value that nobody knows) is refused here: a figure that
counts something else than was asked is worse than none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import TooManyFieldsSent, ValidationError
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from accounts.reikwijdte import rijksoog
from agreements.datums import datumtekst
from agreements.filters import AfspraakFilter
from agreements.filters.keuzen import GEVOLGD
from agreements.filters.velden import citaat, lees_dag
from agreements.models import Afspraak
from agreements.models.afspraak import AfspraakQuerySet
from agreements.peildatum import PARAMETER
from parliament.models import Cijferversie

if TYPE_CHECKING:
    from accounts.models import User

#: Parameters of the page that say nothing of what is asked, or (the peildatum) what is asked apart: they may stand in
#: an address, and are left out.
VAN_DE_PAGINA = frozenset({"sorteer", "pagina", "formaat", PARAMETER})
#: What can be asked.
VRAAGBAAR = tuple(naam for naam in AfspraakFilter.base_filters if naam not in VAN_DE_PAGINA)
#: Of these one value is asked.
ENKEL = frozenset({"q", "termijn_van", "termijn_tot"})
#: More than this is not a figure for a letter, and every code of it is kept.
MEESTE_AFSPRAKEN = 10_000


@dataclass(frozen=True, slots=True)
class Stand:
    """What a question gives: the agreements by code in the order of the list, with what was counted of each."""

    #: Code → whether it counts for a of "a van de b", and its status on the peildatum.
    regels: dict[str, tuple[bool, str]] = field(default_factory=dict)
    is_deel: bool = False

    @property
    def aantal(self) -> int:
        return sum(mee for mee, _ in self.regels.values())

    @property
    def totaal(self) -> int | None:
        return len(self.regels) if self.is_deel else None


class Cijfervraag:
    """A question as it was read: the filter that answers it, its one canonical form, and its words.

    Costs the queries of the filter; each of the questions below costs one or two more.
    """

    def __init__(self, data: QueryDict, *, zicht: str, peildatum: date) -> None:
        """Raises ValidationError for what is no question to the list, one that nothing can be counted of, or one of
        another day than the peildatum."""
        self.zicht, self.peildatum = zicht, peildatum
        self.oog = oog_van(zicht)
        request = HttpRequest()
        request.user = self.oog
        self.basis = afspraken_op(self.oog, peildatum)
        self.filterset = AfspraakFilter(_getoetst(data, peildatum), self.basis, request=request)
        if fouten := [zin for _, zin in self.filterset.fouten]:
            raise ValidationError({"vraag": fouten})
        adres = self.filterset.adres("")
        if not adres.paren:
            raise ValidationError({"vraag": "Kies in de lijst ten minste één filter, bijvoorbeeld het jaar."})
        self.vraag = urlencode(adres.paren)
        namen: dict[str, list[str]] = {}
        for chip in self.filterset.chips(adres):
            namen.setdefault(chip.groep, []).append(chip.naam)
        self.woorden = [[groep, " of ".join(keuzes)] for groep, keuzes in namen.items()]

    def afspraken(self) -> AfspraakQuerySet:
        """What the list shows for this question."""
        gevonden: AfspraakQuerySet = self.filterset.filter_queryset(self.basis, zonder=("sorteer",))
        return gevonden

    def tel(self, binnen: Collection[str] = ()) -> Stand:
        """Count, with the statuses of "a van de b" in `binnen`. Raises ValidationError for more than can be kept."""
        if binnen and self.filterset.gekozen["status"]:
            raise ValidationError(
                {"vraag": "In de filters is al een status gekozen. Haal die weg, of vraag alleen een aantal."}
            )
        gevonden = self.afspraken().lijstvolgorde().values_list("code", "zicht_status")[: MEESTE_AFSPRAKEN + 1]
        rijen = list(gevonden)
        if len(rijen) > MEESTE_AFSPRAKEN:
            raise ValidationError({"vraag": f"Dit zijn meer dan {MEESTE_AFSPRAKEN} afspraken. Kies meer filters."})
        if not binnen:
            return Stand({code: (True, status) for code, status in rijen})
        mee = set(self.afspraken().filter(self.filterset.is_status(binnen)).order_by().values_list("code", flat=True))
        return Stand({code: (code in mee, status) for code, status in rijen}, is_deel=True)

    def gezakt_voor(self, codes: Collection[str]) -> dict[str, list[str]]:
        """Of each of these agreements that the list has on the peildatum: which filters it does not pass, in words.

        A query per filter.
        """
        hier = self.basis.filter(code__in=codes)
        uit: dict[str, list[str]] = {code: [] for code in hier.order_by("code").values_list("code", flat=True)}
        for naam, waarde in self.filterset.gekozen.items():
            if naam == "sorteer" or not waarde:
                continue
            door = set(self.filterset.filters[naam].filter(hier, waarde).order_by().values_list("code", flat=True))
            titel = "Zoekterm" if naam == "q" else str(self.filterset.filters[naam].label)
            for code, filters in uit.items():
                if code not in door:
                    filters.append(titel)
        return uit


def afspraken_op(user: User | AnonymousUser, peildatum: date) -> AfspraakQuerySet:
    """The agreements of the list as this user sees them, as they were at the end of that day."""
    gezien: AfspraakQuerySet = Afspraak.objects.op_peildatum(user, peildatum).in_lijst()
    return gezien


def oog_van(zicht: str) -> User | AnonymousUser:
    """For whom is counted: everybody, or the Rijk. Never who happens to ask, so that the answer is one."""
    return rijksoog() if zicht == Cijferversie.Zicht.RIJK else AnonymousUser()


def lees_adres(tekst: str) -> QueryDict:
    """The parameters out of an address of the list, or of what comes after its question mark.

    Raises ValidationError for the address of something else.
    """
    kaal = tekst.strip()
    deel = urlsplit(kaal) if "?" in kaal else None
    if deel is not None and deel.path and not deel.path.endswith(reverse("afspraak-lijst")):
        raise ValidationError({"vraag": "Dit is niet het adres van de lijst met afspraken."})
    if deel is None and "=" not in kaal:
        raise ValidationError(
            {"vraag": "Hierin staan geen filters. Kies ze in de lijst met afspraken en neem het adres over."}
        )
    try:
        return QueryDict(deel.query if deel else kaal)
    except TooManyFieldsSent:
        raise ValidationError({"vraag": "Hierin staan te veel filters."}) from None


def _getoetst(data: QueryDict, peildatum: date) -> QueryDict:
    """The parameters that ask something. Without a choice of kind or besluit only what is followed counts.

    Context is printed in the list and no agreement, so a figure does not count it unless it was asked for.
    """
    uit = QueryDict(mutable=True)
    fouten = []
    for naam, ruw in data.lists():
        waarden = [waarde for waarde in ruw if waarde.strip()]
        if naam == PARAMETER:
            fouten += [_andere_dag(waarde, peildatum) for waarde in waarden if lees_dag(waarde) != peildatum]
        if naam in VAN_DE_PAGINA or not waarden:
            continue
        if naam not in VRAAGBAAR:
            fouten.append(f"Het filter “{citaat(naam)}” bestaat niet. U kunt kiezen uit {', '.join(VRAAGBAAR)}.")
        elif naam in ENKEL and len(waarden) > 1:
            fouten.append(f"Het filter “{naam}” mag maar één keer voorkomen.")
        else:
            uit.setlist(naam, waarden)
    if fouten:
        raise ValidationError({"vraag": fouten})
    if uit and not {"aard", "besluit"} & uit.keys() and not _is_aard(uit):
        uit["aard"] = GEVOLGD
    return uit


def _andere_dag(waarde: str, peildatum: date) -> str:
    dag = lees_dag(waarde)
    gevraagd = datumtekst(dag) if dag else f"“{citaat(waarde)}”"
    return (
        f"In het adres staat als peildatum {gevraagd}, en bij Peildatum staat {datumtekst(peildatum)}. Vul bij "
        "Peildatum de dag in die u bedoelt, en haal een andere dag weg uit het adres."
    )


def _is_aard(data: QueryDict) -> bool:
    """Whether the kind of agreement comes in as `soort`, which the list understands too."""
    return any(waarde.strip().lower() in Afspraak.Soort.values for waarde in data.getlist("soort"))
