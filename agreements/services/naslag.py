"""Loading the reference data of `fixtures/` into the database without undoing what a beheerder changed.

Each row remembers in `geladen` what was last loaded into each field. A field that still has that value is
renewed by a newer fixture; a field that has another one was changed by a person and is kept. Rows that a
beheerder added, and rows that the fixtures no longer have, are left alone. The second run writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction

from accounts.actoren import SYSTEEM, Actor
from accounts.auditlog import leg_vast
from agreements.services.naslagbestanden import (
    SOORTEN,
    NaslagError,
    Rij,
    Sleutel,
    Soort,
    canoniek,
    is_verwijzing,
    is_verzameling,
    lees_naslag,
)
from agreements.services.verschuivingen import overlegstand, schuif_mee
from agreements.uitbreiding import NASLAG
from instruments.services.laden import laad_instrumenten
from regions.models import Organisatie
from regions.models.naslag import Naslag

FIXTURES = settings.BASE_DIR / "fixtures"


@dataclass(slots=True)
class Telling:
    """What happened to the rows of one kind; each row counts once."""

    nieuw: int = 0
    bijgewerkt: int = 0
    ongewijzigd: int = 0
    behouden: int = 0


@dataclass(frozen=True, slots=True)
class Laadverslag:
    """The counts per kind. `behouden` are the rows in which only a person's own values differ."""

    tellingen: dict[str, Telling] = field(default_factory=dict)

    @property
    def is_ongewijzigd(self) -> bool:
        return not any(telling.nieuw or telling.bijgewerkt for telling in self.tellingen.values())

    def als_json(self) -> dict[str, dict[str, int]]:
        return {naam: asdict(telling) for naam, telling in self.tellingen.items()}


def laad_naslag(*, by: Actor = SYSTEEM, fixtures: Path | None = None) -> Laadverslag:
    """Load all reference data from `fixtures` (default: the fixtures of the project), in one transaction.

    Deadlines that hang on an overleg which gets other days move along. Writes one audit line when anything changed.
    Raises NaslagError, with nothing written, when a file is broken, when a row names one that does not exist, or when
    it clashes with a row that a beheerder added.
    """
    map_ = fixtures or FIXTURES
    rijen = lees_naslag(map_)
    try:
        with transaction.atomic():
            voor = overlegstand()
            lader = _Lader()
            tellingen = {soort.naam: lader.laad(soort, rijen[soort.naam]) for soort in SOORTEN}
            for naam, (nieuw, bijgewerkt, gelijk) in laad_instrumenten(map_=map_, by=by).items():
                tellingen[naam] = Telling(nieuw=nieuw, bijgewerkt=bijgewerkt, ongewijzigd=gelijk)
            verslag = Laadverslag(tellingen | {naam: laad(map_, by) for naam, laad in NASLAG.items()})
            if not verslag.is_ongewijzigd:
                schuif_mee(voor=voor, reden="De data van het overleg kwamen uit de naslaggegevens.", by=by)
                leg_vast(actie="naslaggegevens geladen", object_soort="naslag", by=by, details=verslag.als_json())
    except IntegrityError as fout:
        raise NaslagError(
            "De naslaggegevens botsen met gegevens die er al zijn, of worden op dit moment al geladen. "
            f"Er is niets gewijzigd. ({str(fout).splitlines()[0]})"
        ) from fout
    return verslag


class _Lader:
    """One run. Knows the natural keys of the kinds that it has done, to follow references without queries."""

    def __init__(self) -> None:
        self.pk_van: dict[type[models.Model], dict[Any, Any]] = {}
        self.sleutel_van: dict[type[models.Model], dict[Any, Any]] = {}

    def laad(self, soort: Soort, rijen: Sequence[Rij]) -> Telling:
        """Bring the rows of one kind into the database: one query, one per set, and what must be written."""
        rijen = self._met_bekende_slugs(rijen) if soort.model is Organisatie else rijen
        bestaand = {self._sleutel(soort, object_): object_ for object_ in soort.model._default_manager.all()}
        self._onthoud(soort, bestaand)
        verzamelingen = self._verzamelingen(soort)
        bewaker = _Uniek(soort, bestaand)
        telling = Telling()
        nieuw: list[tuple[Naslag, Rij]] = []
        te_vullen: list[tuple[Naslag, Rij]] = []
        velden: set[str] = set()
        gewijzigd: list[Naslag] = []

        for rij in rijen:
            object_ = bestaand.get(soort.sleutel_van(rij))
            bewaker.keur(rij, object_)
            if object_ is None:
                nieuw.append((soort.model(geladen=_uitgangswaarden(soort) | rij), rij))
                telling.nieuw += 1
                continue
            te_schrijven, behouden = self._vergelijk(soort, object_, rij, verzamelingen)
            if te_schrijven:
                te_vullen.append((object_, te_schrijven))
                telling.bijgewerkt += 1
            elif behouden:
                telling.behouden += 1
            else:
                telling.ongewijzigd += 1
            geladen = object_.geladen | {naam: rij[naam] for naam in rij if naam not in behouden}
            if geladen != object_.geladen:
                object_.geladen = geladen
                gewijzigd.append(object_)

        self._maak(soort, nieuw)
        self._onthoud(soort, {soort.sleutel_van(rij): object_ for object_, rij in nieuw})
        for object_, waarden in te_vullen:
            velden |= self._vul(soort, object_, waarden)
        if gewijzigd:
            soort.model._default_manager.bulk_update(gewijzigd, ["geladen", *sorted(velden)], batch_size=200)
        self._zet_zelfverwijzingen(soort, nieuw)
        self._zet_verzamelingen(soort, nieuw, te_vullen)
        return telling

    # --- comparing ----------------------------------------------------------------------------------------

    def _vergelijk(
        self, soort: Soort, object_: Naslag, rij: Rij, verzamelingen: dict[str, dict[Any, list[str]]]
    ) -> tuple[Rij, set[str]]:
        """What of the row must be written into the object, and which fields keep a person's value."""
        te_schrijven: Rij = {}
        behouden: set[str] = set()
        for naam, nieuw in rij.items():
            nu = self._waarde(soort, object_, naam, verzamelingen)
            if nu == nieuw:
                continue
            if naam not in soort.eenmalig and _is_onaangeroerd(object_, naam, nu):
                te_schrijven[naam] = nieuw
            else:
                behouden.add(naam)
        return te_schrijven, behouden

    def _waarde(self, soort: Soort, object_: Naslag, naam: str, verzamelingen: dict[str, dict[Any, list[str]]]) -> Any:
        veld = soort.veld(naam)
        if is_verzameling(veld):
            return sorted(verzamelingen[naam].get(object_.pk, []))
        if is_verwijzing(veld):
            pk = getattr(object_, veld.attname)
            doel: Any = veld.related_model
            return None if pk is None else self.sleutel_van[doel][pk]
        return canoniek(veld, getattr(object_, naam))

    def _sleutel(self, soort: Soort, object_: Naslag) -> Sleutel:
        return tuple(self._waarde(soort, object_, naam, {}) for naam in soort.model.NATUURLIJKE_SLEUTEL)

    def _verzamelingen(self, soort: Soort) -> dict[str, dict[Any, list[str]]]:
        """The sets of all objects: field → primary key → natural keys. One query per field."""
        uit: dict[str, dict[Any, list[str]]] = {}
        for veld in soort.model._meta.many_to_many:
            per_object = uit.setdefault(veld.name, {})
            bron, doel = veld.m2m_column_name(), veld.m2m_reverse_name()
            sleutels = self.sleutel_van[veld.related_model]
            doorgang: Any = veld.remote_field.through
            for pk, ander in doorgang._default_manager.values_list(bron, doel).order_by("pk"):
                per_object.setdefault(pk, []).append(sleutels[ander])
        return uit

    @staticmethod
    def _met_bekende_slugs(rijen: Sequence[Rij]) -> list[Rij]:
        """A gemeente that changed its name keeps the organisatie, and the slug, that it has."""
        bekend = dict(Organisatie.objects.exclude(gemeente=None).order_by("pk").values_list("gemeente__code", "slug"))
        return [{**rij, "slug": bekend.get(rij.get("gemeente"), rij["slug"])} for rij in rijen]

    # --- writing ------------------------------------------------------------------------------------------

    def _maak(self, soort: Soort, nieuw: Sequence[tuple[Naslag, Rij]]) -> None:
        for object_, rij in nieuw:
            self._vul(soort, object_, rij)
        soort.model._default_manager.bulk_create([object_ for object_, _ in nieuw], batch_size=200)

    def _vul(self, soort: Soort, object_: Naslag, waarden: Rij) -> set[str]:
        """Put the values into the object and return the fields to save.

        Sets, and in a new object the references to its own kind, come when all rows have a primary key.
        """
        gezet = set()
        for naam, waarde in waarden.items():
            veld = soort.veld(naam)
            if is_verzameling(veld):
                continue
            if is_verwijzing(veld):
                if veld.related_model is soort.model and object_.pk is None:
                    continue
                setattr(object_, veld.attname, self._pk(soort, veld, waarde))
            else:
                setattr(object_, naam, veld.to_python(waarde))
            gezet.add(naam)
        return gezet

    def _zet_zelfverwijzingen(self, soort: Soort, nieuw: Sequence[tuple[Naslag, Rij]]) -> None:
        """References between rows of one kind, once all of them have a primary key."""
        for veld in soort.model._meta.fields:
            if not is_verwijzing(veld) or veld.related_model is not soort.model:
                continue
            raak = []
            for object_, rij in nieuw:
                if rij.get(veld.name) is not None:
                    setattr(object_, veld.attname, self._pk(soort, veld, rij[veld.name]))
                    raak.append(object_)
            if raak:
                soort.model._default_manager.bulk_update(raak, [veld.name])

    def _zet_verzamelingen(
        self, soort: Soort, nieuw: Sequence[tuple[Naslag, Rij]], bijgewerkt: Sequence[tuple[Naslag, Rij]]
    ) -> None:
        for veld in soort.model._meta.many_to_many:
            doorgang: Any = veld.remote_field.through
            bron, doel = veld.m2m_column_name(), veld.m2m_reverse_name()
            opnieuw = [object_.pk for object_, rij in bijgewerkt if veld.name in rij]
            if opnieuw:
                doorgang._default_manager.filter(**{f"{bron}__in": opnieuw}).delete()
            doorgang._default_manager.bulk_create(
                doorgang(**{bron: object_.pk, doel: self._pk(soort, veld, sleutel)})
                for object_, rij in [*nieuw, *bijgewerkt]
                for sleutel in rij.get(veld.name, ())
            )

    def _pk(self, soort: Soort, veld: models.Field[Any, Any], sleutel: str | None) -> Any:
        if sleutel is None:
            return None
        doel: Any = veld.related_model
        try:
            return self.pk_van[doel][sleutel]
        except KeyError:
            raise NaslagError(
                f"{soort.bestand}: “{sleutel}” bij “{veld.name}” bestaat niet als {doel._meta.verbose_name}."
            ) from None

    def _onthoud(self, soort: Soort, objecten: dict[Sleutel, Naslag]) -> None:
        for sleutel, object_ in objecten.items():
            self.pk_van.setdefault(soort.model, {})[sleutel[0]] = object_.pk
            self.sleutel_van.setdefault(soort.model, {})[object_.pk] = sleutel[0]


def _is_onaangeroerd(object_: Naslag, naam: str, nu: Any) -> bool:
    """Whether nobody chose the present value: it is what was loaded, or nothing ever was and it is empty."""
    if naam in object_.geladen:
        return bool(object_.geladen[naam] == nu)
    return nu in (None, "", [])


def _uitgangswaarden(soort: Soort) -> Rij:
    """What a new row has in the fields that the fixtures say nothing of, so that they may later on."""
    waarden: Rij = {veld.name: [] for veld in soort.model._meta.many_to_many}
    for veld in soort.model._meta.fields:
        if not veld.primary_key and veld.name != "geladen":
            waarden[veld.name] = canoniek(veld, veld.get_default())
    return waarden


class _Uniek:
    """Refuses a row whose unique value another row has already, with a sentence that says which."""

    def __init__(self, soort: Soort, bestaand: dict[Sleutel, Naslag]) -> None:
        self.soort = soort
        self.velden = [
            veld.name
            for veld in soort.model._meta.fields
            if veld.unique and not veld.primary_key and not is_verwijzing(veld)
        ]
        self.van = {
            (naam, getattr(object_, naam)): sleutel for sleutel, object_ in bestaand.items() for naam in self.velden
        }

    def keur(self, rij: Rij, object_: Naslag | None) -> None:
        sleutel = self.soort.sleutel_van(rij)
        for naam in self.velden:
            if naam not in rij or (object_ is not None and getattr(object_, naam) == rij[naam]):
                continue
            ander = self.van.setdefault((naam, rij[naam]), sleutel)
            if ander != sleutel:
                raise NaslagError(
                    f"{self.soort.bestand}: “{sleutel[0]}” kan niet worden geladen, want “{ander[0]}” heeft "
                    f"al {naam} “{rij[naam]}”. Wijzig dat in het beheer of in het bestand."
                )
