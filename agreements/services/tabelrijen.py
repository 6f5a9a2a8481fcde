"""From agreements to the rows of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from agreements.exporters.tabel import Tabelrij
from agreements.models import Afspraak, Betrokkenheid, Overleg, Rubriek, Status, Statuswijziging, Termijn
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.bronnen import bronnen
from agreements.models.dagen import einde_van
from regions.models import Gebied

#: So many agreements are fetched at a time.
PORTIE = 1000

_SOORTEN = {waarde: str(naam) for waarde, naam in Afspraak.Soort.choices}
_BESLUITEN = {waarde: str(naam) for waarde, naam in Afspraak.Besluit.choices}
_STATUSSEN = {waarde: str(naam) for waarde, naam in Status.choices}


def tabelrijen(afspraken: AfspraakQuerySet) -> Iterator[Tabelrij]:
    """The agreements as rows, in their own order. They have been through `visible_to(user)`.

    Provincies are counted as everywhere: its own, and those in which its gebieden lie. Context and proposals
    are not followed, so they have no status and are never over tijd. Four queries, and four more per thousand
    agreements; no more of the rows is fetched than these need, because a whole register is asked for at once.
    """
    laatste = (
        Statuswijziging.objects.filter(afspraak=OuterRef("pk"), zijde=Statuswijziging.Zijde.GEZAMENLIJK)
        .order_by("-nummer")
        .values("toelichting")
    )
    if afspraken.dag:
        laatste = laatste.filter(op__lt=einde_van(afspraken.dag))
    rijen = (
        afspraken.select_related("tekstblok")
        .only(
            *(
                "code",
                "deel",
                "deeltekst",
                "is_gesplitst",
                "soort",
                "besluit",
                "termijn_tot",
                "overleg_id",
            ),
            *("tekstblok__tekst", "tekstblok__subpunten"),
        )
        .annotate(rubriek_pk=F("tekstblok__blok__rubriek"), laatste_toelichting=Subquery(laatste[:1]))
        .iterator(chunk_size=PORTIE)
    )
    namen = _Namen(afspraken.dag)
    while portie := list(islice(rijen, PORTIE)):
        namen.haal_op(portie)
        for afspraak in portie:
            yield _rij(afspraak, namen)


class _Namen:
    """The names beside the agreements of one portion, by primary key."""

    def __init__(self, dag: date | None) -> None:
        self.dag = dag
        self.overleggen: dict[int, Overleg] = {
            overleg.pk: overleg for overleg in Overleg.objects.select_related("ronde", "landsdeel").order_by("pk")
        }
        self.rubrieken = {
            rubriek.pk: str(rubriek) for rubriek in Rubriek.objects.only("nummer", "titel").order_by("pk")
        }
        self.provincies_van_gebied = _per_sleutel(
            Gebied.objects.filter(provincies__isnull=False)
            .order_by("provincies__volgorde", "provincies__naam")
            .values_list("pk", "provincies__naam")
        )

    def haal_op(self, portie: list[Any]) -> None:
        sleutels = [afspraak.pk for afspraak in portie]
        self.provincies = self._koppelingen(
            sleutels, "provincies", "provincie__naam", orde=("provincie__volgorde", "provincie__naam")
        )
        self.gebieden = self._koppelingen(sleutels, "gebieden", "gebied", "gebied__naam", orde=("gebied__naam",))
        self.partijen = self._koppelingen(
            sleutels, "betrokkenheden", "organisatie__naam", "rol", orde=("organisatie__naam", "rol")
        )
        self.termijnen = _per_sleutel(
            Termijn.objects.filter(afspraak__in=sleutels).order_by("volgorde").values_list("afspraak", "frase")
        )

    def _koppelingen(
        self, sleutels: list[int], naam: str, *velden: str, orde: tuple[str, ...]
    ) -> dict[int, list[tuple[Any, ...]]]:
        return _per_sleutel(
            rij
            for bron in bronnen(self.dag)
            for rij in bron.koppelingen(naam)
            .filter(afspraak__in=sleutels)
            .order_by(*orde)
            .values_list("afspraak", *velden)
        )


def _per_sleutel(rijen: QuerySet[Any] | Iterable[Any]) -> dict[int, list[tuple[Any, ...]]]:
    uit = defaultdict(list)
    for sleutel, *waarden in rijen:
        uit[sleutel].append(tuple(waarden))
    return uit


def _rij(afspraak: Any, namen: _Namen) -> Tabelrij:
    overleg = namen.overleggen[afspraak.overleg_id]
    gebieden = namen.gebieden.get(afspraak.pk, [])
    provincies = {naam: None for (naam,) in namen.provincies.get(afspraak.pk, [])}
    for gebied, _ in gebieden:
        provincies |= {naam: None for (naam,) in namen.provincies_van_gebied.get(gebied, [])}
    gevolgd = afspraak.is_gevolgd
    return Tabelrij(
        code=afspraak.code,
        ronde=overleg.ronde.naam,
        landsdeel=overleg.landsdeel.naam if overleg.landsdeel else "Landelijk",
        rubriek=namen.rubrieken.get(afspraak.rubriek_pk, ""),
        provincies=tuple(provincies),
        gebieden=tuple(naam for _, naam in gebieden),
        soort=_SOORTEN[afspraak.soort],
        tekst=afspraak.tekst,
        subpunten=tuple(afspraak.tekstblok.subpunten) if afspraak.tekstblok and not afspraak.deel else (),
        besluit=_BESLUITEN[afspraak.besluit],
        status=_STATUSSEN[afspraak.zicht_status] if gevolgd else "",
        status_sinds=timezone.localdate(afspraak.zicht_status_op) if gevolgd and afspraak.zicht_status_op else None,
        termijn=_frasen(afspraak, namen),
        termijn_tot=afspraak.termijn_tot if gevolgd else None,
        over_tijd=gevolgd and afspraak.is_over_tijd,
        partijen=tuple(dict.fromkeys(_partij(*een) for een in namen.partijen.get(afspraak.pk, []))),
        toelichting=(afspraak.laatste_toelichting or "") if gevolgd and afspraak.zicht_live else "",
    )


def _frasen(afspraak: Any, namen: _Namen) -> tuple[str, ...]:
    """The phrases as written; on a past day as they were."""
    if afspraak.termijnen_toen is not None:
        return tuple(een.frase for een in afspraak.termijnen_toen)
    return tuple(frase for (frase,) in namen.termijnen.get(afspraak.pk, []))


def _partij(naam: str, rol: str) -> str:
    return naam if rol == Betrokkenheid.Rol.BETROKKEN else f"{naam} ({Betrokkenheid.Rol(rol).label})"
