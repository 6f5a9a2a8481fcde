"""The progress chapter of a ronde: from a momentopname to a document, compared with the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from agreements.exporters import FORMATEN, Titelgegevens, Voortgang
from agreements.models import Afspraak, Overleg, Ronde
from agreements.services.titelblad import Uitvoer, overleggen_in
from monitoring.models import Momentopname, Momentopnameregel
from monitoring.models.momentopname import MomentopnameQuerySet, MomentopnameregelQuerySet
from monitoring.services.momentopnamen import standen_van, zonder_onbekenden
from monitoring.services.overzicht import STATUSNAMEN
from monitoring.stand import Stand
from monitoring.voortgang import Ligging, Vorige, naar_lijst
from regions.models import Gebied, Provincie

P = TypeVar("P", Gebied, Provincie)

#: The formats in which the chapter can leave: those that are documents.
DOCUMENTEN = tuple(slug for slug in ("pdf", "docx", "odt", "html", "md") if slug in FORMATEN)
#: What the title page says while nothing was frozen yet.
LEVEND = "Levende stand, niet bevroren in een monitorronde"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoofdstuk:
    """What a chapter is made of: the states in their order, those before them by code, and the momentopname.

    Without a momentopname it is the live state, and nothing is compared.
    """

    standen: list[Stand]
    vorige: dict[str, Vorige] | None
    momentopname: Momentopname | None

    @property
    def codes(self) -> list[str]:
        return [stand.code for stand in self.standen]


def maak_voortgang(
    *,
    ronde: Ronde,
    user: User | None,
    formaat: str,
    momentopname: Momentopname | None = None,
    provincies: Sequence[str] = (),
    gebieden: Sequence[str] = (),
    moment: datetime | None = None,
    voortgang: Voortgang | None = None,
) -> Uitvoer:
    """The progress chapter of the agreements of a ronde as `user` may read it (None: the operator, all of it).

    From `momentopname`, or else the last one in which agreements of the ronde stand; while there is none, from how
    things stand now, and the document says so. `provincies` and `gebieden` (slugs) narrow it: within one of them "or"
    holds, between them "and".

    Raises ValidationError with a Dutch sentence: a format that is none, a place that does not exist, nothing to tell.
    """
    if formaat not in DOCUMENTEN:
        raise ValidationError(f"Het formaat “{formaat}” kan niet worden gemaakt. Dit kan wel: {', '.join(DOCUMENTEN)}.")
    hoofdstuk = lees_hoofdstuk(ronde, user=user, momentopname=momentopname)
    standen = _binnen(hoofdstuk.standen, provincies, gebieden)
    if not standen:
        raise ValidationError(f"Er zijn geen afspraken van {ronde} om over te berichten. Kies anders of minder.")
    moment = moment or timezone.now()
    lijst = naar_lijst(
        standen,
        soort=ronde.soort,
        jaar=ronde.jaar,
        titel=f"Voortgang afspraken {ronde}",
        statusnamen=STATUSNAMEN,
        ligging=lees_ligging(),
        gevraagd=hoofdstuk.momentopname is not None,
        vorige=hoofdstuk.vorige,
    )
    opname = hoofdstuk.momentopname
    herkomst = f"Momentopname van “{opname.monitorronde}”" if opname else LEVEND
    gekozen = [str(een) for een in (*_provincies(provincies), *_gebieden(gebieden))]
    gegevens = Titelgegevens(
        ronde=ronde.naam,
        moment=opname.op if opname else moment,
        fase=herkomst,
        embargo=_onder_embargo([stand.code for stand in standen]),
        peildatum=opname.peildatum if opname else timezone.localdate(moment),
        keuze=f"Alleen {', '.join(gekozen)}" if gekozen else "",
        met_termijnen=True,
    )
    soort = FORMATEN[formaat]
    return Uitvoer(
        inhoud=soort.maak(lijst, gegevens, voortgang),
        bestandsnaam=_bestandsnaam(ronde, opname, [*provincies, *gebieden], formaat, gegevens),
        mediatype=soort.mediatype,
        lijst=lijst,
        overleggen=overleggen_in(lijst, ronde),
    )


def lees_hoofdstuk(ronde: Ronde, *, user: User | None, momentopname: Momentopname | None = None) -> Hoofdstuk:
    """What `maak_voortgang` writes down. A number of queries that does not grow with the agreements."""
    opnamen = opnamen_van(ronde, user)
    opname = momentopname or opnamen.first()
    if opname is None:
        van_ronde = Afspraak.objects.gevolgd().filter(overleg__ronde=ronde).lijstvolgorde()
        if user is not None:
            van_ronde = van_ronde.filter(overleg__in=Overleg.objects.intern_visible_to(user).order_by().values("pk"))
        standen = _leesbaar(list(standen_van(van_ronde, timezone.localdate())), user)
        return Hoofdstuk(standen=standen, vorige=None, momentopname=None)
    standen = _standen_in(opname, ronde, user)
    return Hoofdstuk(standen=standen, vorige=lees_vorige(opname, user=user), momentopname=opname)


def lees_vorige(momentopname: Momentopname, *, user: User | None) -> dict[str, Vorige] | None:
    """By code how the agreements of this momentopname stood in the last one before it in which they are.

    None when none of them stood in an earlier one: then there is nothing to compare.
    """
    erin = Momentopnameregel.objects.filter(momentopname=momentopname).order_by().values("afspraak")
    rijen = list(
        _regels(user)
        .filter(afspraak__in=erin, momentopname__op__lt=momentopname.op)
        .select_related("momentopname")
        .order_by("-momentopname__op", "-momentopname_id")
    )
    vorige: dict[str, Vorige] = {}
    standen = _leesbaar([Stand.uit_json(rij.gegevens) for rij in rijen], user)
    for rij, stand in zip(rijen, standen, strict=True):
        vorige.setdefault(stand.code, Vorige(stand=stand, peildatum=rij.momentopname.peildatum))
    return vorige or None


def lees_ligging() -> Ligging:
    """In which provincies each gebied lies: reference data, so as it is known now. Two queries."""
    gebieden = Gebied.objects.prefetch_related("provincies").order_by("slug")
    return {gebied.slug: [een.naam for een in gebied.provincies.all()] for gebied in gebieden}


def opnamen_van(ronde: Ronde, user: User | None) -> MomentopnameQuerySet:
    """The momentopnamen with agreements of the ronde of which this user may read the chapter, newest first."""
    van_ronde = _regels(user).filter(afspraak__overleg__ronde=ronde).order_by()
    opnamen: MomentopnameQuerySet = Momentopname.objects.filter(pk__in=van_ronde.values("momentopname"))
    return opnamen.select_related("monitorronde").order_by("-op", "-pk")


def _standen_in(momentopname: Momentopname, ronde: Ronde, user: User | None) -> list[Stand]:
    van_ronde = _regels(user).filter(momentopname=momentopname, afspraak__overleg__ronde=ronde).order_by("volgorde")
    return _leesbaar([Stand.uit_json(regel.gegevens) for regel in van_ronde], user)


def _leesbaar(standen: list[Stand], user: User | None) -> list[Stand]:
    return standen if user is None else zonder_onbekenden(standen, Afspraak.objects.visible_to(user))


def _regels(user: User | None) -> MomentopnameregelQuerySet:
    """What the chapter may hold for this user: it is internal, so only of the overleggen whose inside they see."""
    if user is None:
        return Momentopnameregel.objects.all()
    intern = Overleg.objects.intern_visible_to(user).order_by().values("pk")
    return Momentopnameregel.objects.visible_to(user).filter(afspraak__overleg__in=intern)


def _binnen(standen: Sequence[Stand], provincies: Sequence[str], gebieden: Sequence[str]) -> list[Stand]:
    """Those of one of the provincies (their own, or of a gebied that lies in it) and of one of the gebieden."""
    in_deze = Gebied.objects.filter(provincies__in=_provincies(provincies))
    gebied_in = set(in_deze.values_list("slug", flat=True))
    _gebieden(gebieden)

    def past(stand: Stand) -> bool:
        hier = {een.slug for een in stand.gebieden}
        in_provincie = bool({een.slug for een in stand.provincies} & set(provincies) or hier & gebied_in)
        return (not provincies or in_provincie) and (not gebieden or bool(hier & set(gebieden)))

    return [stand for stand in standen if past(stand)]


def _provincies(slugs: Sequence[str]) -> list[Provincie]:
    return _plaatsen(Provincie, slugs, "De provincie")


def _gebieden(slugs: Sequence[str]) -> list[Gebied]:
    return _plaatsen(Gebied, slugs, "Het gebied")


def _plaatsen(model: type[P], slugs: Sequence[str], wat: str) -> list[P]:
    gevonden = list(model.objects.filter(slug__in=slugs).order_by("naam"))
    onbekend = sorted(set(slugs) - {een.slug for een in gevonden})
    if onbekend:
        bekend = ", ".join(model.objects.order_by("naam").values_list("slug", flat=True))
        raise ValidationError(f"{wat} “{onbekend[0]}” bestaat niet. Kies uit: {bekend}.")
    return gevonden


def _onder_embargo(codes: Sequence[str]) -> bool:
    """Whether one of these agreements may not be seen by everybody yet. One query."""
    afspraken = Afspraak.objects.filter(code__in=codes).select_related("overleg__ronde")
    return any(not afspraak.is_openbaar for afspraak in afspraken)


def _bestandsnaam(
    ronde: Ronde, opname: Momentopname | None, plaatsen: Sequence[str], formaat: str, gegevens: Titelgegevens
) -> str:
    dag = gegevens.peildatum.isoformat() if gegevens.peildatum else ""
    waar = plaatsen if len(plaatsen) <= 2 else [f"{len(plaatsen)}-plaatsen"]
    return "-".join(["voortgang", ronde.slug, *waar, dag]) + f".{formaat}"
