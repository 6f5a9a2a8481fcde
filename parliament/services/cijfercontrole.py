"""Asking a saved question again: the same answer, or exactly which agreements differ and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Auditregel
from agreements.datums import datumtekst
from agreements.models import Afspraak, Status
from agreements.services.afspraken import BEWERKT, OBJECT
from parliament.cijfervraag import Cijfervraag, Stand
from parliament.models import Cijferversie


@dataclass(frozen=True, slots=True)
class Verschil:
    """An agreement that is counted otherwise than when the figure was recorded."""

    code: str
    wat: str
    waarom: str
    #: Whether the agreement can be shown: to whom this is told it is there.
    is_te_zien: bool = True


@dataclass(frozen=True, slots=True)
class Controle:
    """What asking again gave. `fout`: why the question can no longer be asked."""

    getal: str = ""
    verschillen: list[Verschil] = field(default_factory=list)
    fout: str = ""

    @property
    def gelijk(self) -> bool:
        return not self.fout and not self.verschillen

    @property
    def samenvatting(self) -> str:
        """One sentence."""
        if self.fout:
            return f"de vraag kan niet meer worden gesteld. {self.fout}"
        aantal = len(self.verschillen)
        return f"het is nu {self.getal}, en {aantal} {'afspraak telt' if aantal == 1 else 'afspraken tellen'} anders."


def controleer(versie: Cijferversie, *, met_bewerkingen: bool = False) -> Controle:
    """Count again as of the peildatum, for whom it was counted then; whoever asks gets the same answer.

    `met_bewerkingen`: also tell of whoever changed the particulars of an agreement since, which only the Rijk may read.
    """
    try:
        vraag = Cijfervraag(QueryDict(versie.vraag), zicht=versie.zicht, peildatum=versie.peildatum)
        nu = vraag.tel(versie.binnen)
    except ValidationError as fout:
        return Controle(fout=" ".join(fout.messages))
    toen = {code: (mee, status) for code, mee, status in versie.regels}
    anders = {code for code in toen.keys() | nu.regels.keys() if _telling(toen, code) != _telling(nu.regels, code)}
    if not anders:
        return Controle(getal=versie.getal)
    getoond = Cijferversie(aantal=nu.aantal, totaal=nu.totaal)
    return Controle(getal=getoond.getal, verschillen=_verschillen(versie, vraag, toen, nu, anders, met_bewerkingen))


def _telling(regels: Mapping[str, tuple[bool, str]], code: str) -> bool | None:
    """How an agreement counts: for both numbers (True), for the whole only (False), not at all (None)."""
    return regels[code][0] if code in regels else None


def _verschillen(
    versie: Cijferversie,
    vraag: Cijfervraag,
    toen: Mapping[str, tuple[bool, str]],
    nu: Stand,
    anders: set[str],
    met_bewerkingen: bool,
) -> list[Verschil]:
    weg = anders - nu.regels.keys()
    gezakt = vraag.gezakt_voor(weg) if weg else {}
    statussen = dict(vraag.basis.filter(code__in=weg).order_by().values_list("code", "zicht_status")) if weg else {}
    zichtbaar = Afspraak.objects.visible_to(vraag.oog).filter(code__in=anders)
    gemaakt = dict(zichtbaar.order_by().values_list("code", "created_at"))
    bewerkt = _bewerkt(versie, anders) if met_bewerkingen else {}
    uit = []
    for code in sorted(anders):
        if code in weg:
            wat = "telde mee, en nu niet meer"
            waarom = _waarom_weg(toen[code][1], statussen.get(code), gezakt.get(code), code in gemaakt)
        elif code not in toen:
            wat = "telt nu mee, en toen niet"
            waarom = _waarom_erbij(versie, gemaakt[code])
        else:
            wat = "telt nu mee voor het deel" if nu.regels[code][0] else "telt niet meer mee voor het deel"
            waarom = _anders_op(toen[code][1], nu.regels[code][1])
        uit.append(Verschil(code, wat, f"{waarom} {bewerkt.get(code, '')}".strip(), is_te_zien=code in gemaakt))
    return uit


def _waarom_weg(was: str, status: str | None, gezakt: list[str] | None, bestaat: bool) -> str:
    if not bestaat:
        return "De afspraak is niet meer te zien voor wie dit cijfer is geteld."
    if gezakt is None:
        return "De afspraak staat op de peildatum niet (meer) in de lijst."
    if gezakt == ["Status"] and status:
        return _anders_op(was, status)
    return f"De afspraak past niet meer bij: {', '.join(gezakt)}."


def _waarom_erbij(versie: Cijferversie, gemaakt: datetime) -> str:
    """When an agreement was loaded is not public; that it was not there to be counted is."""
    if versie.zicht == Cijferversie.Zicht.OPENBAAR:
        return "De afspraak was toen nog niet openbaar, of haar gegevens zijn sindsdien gewijzigd."
    if gemaakt > versie.op:
        return f"De afspraak is er sinds {_dag(gemaakt)}, na het vastleggen van dit cijfer."
    return "De afspraak past nu bij de vraag en toen niet: haar gegevens zijn sindsdien gewijzigd."


def _anders_op(was: str, wordt: str) -> str:
    """A status on a day that is over can only differ when the history of that day was written later, or published."""
    if was == wordt:
        return "De gegevens van de afspraak zijn gewijzigd."
    return f"De status op de peildatum was “{_naam(was)}” en is nu “{_naam(wordt)}”."


def _bewerkt(versie: Cijferversie, codes: set[str]) -> dict[str, str]:
    """Per agreement which of its particulars were changed since the figure was recorded. One query."""
    uit: dict[str, str] = {}
    regels = Auditregel.objects.filter(
        object_soort=OBJECT, object_sleutel__in=codes, actie=BEWERKT, op__gt=versie.op
    ).order_by("pk")
    for regel in regels:
        velden = ", ".join(sorted(regel.details)).replace("_", " ")
        uit[regel.object_sleutel] = f"Gegevens gewijzigd op {_dag(regel.op)} ({velden})."
    return uit


def _naam(status: str) -> str:
    return str(Status(status).label)


def _dag(moment: datetime) -> str:
    return datumtekst(timezone.localtime(moment).date())
