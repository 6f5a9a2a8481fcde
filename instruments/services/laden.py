"""Loading the instruments and what the letters say of them from `fixtures/instrumenten.json`.

Instruments, sources and versions follow the file. A statement is history: once loaded it stays as it is, whatever the
file says of it later; what was wrong is mended by a row more, with `verbetert` and `reden`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction

from accounts.actoren import Actor
from accounts.ondertekening import handtekening
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
from regions.models import Gebied, Landsdeel, Provincie

BESTAND = "instrumenten.json"
DELEN = ("instrumenten", "bronnen", "versies", "uitspraken")
Rij = dict[str, Any]
#: What the loading of one kind did: new, brought up to date, the same as before.
Geteld = tuple[int, int, int]


class InstrumentenError(ValidationError):
    """The file cannot be loaded; the message is one Dutch sentence that says where and why."""


@transaction.atomic
def laad_instrumenten(*, map_: Path, by: Actor) -> dict[str, Geteld]:
    """Bring the file of this folder into the database; the second time nothing is written.

    Raises InstrumentenError, with nothing written, when the file is missing or broken, or when a row names what does
    not exist. Places must have been loaded before.
    """
    inhoud = _lees(map_ / BESTAND)
    lader = _Lader(by)
    return {
        "instrumenten": lader.laad_instrumenten(inhoud["instrumenten"]),
        "bronnen": lader.laad_bronnen(inhoud["bronnen"]),
        "instrumentversies": lader.laad_versies(inhoud["versies"], inhoud["uitspraken"]),
        "uitspraken": lader.laad_uitspraken(inhoud["uitspraken"]),
    }


def _lees(pad: Path) -> dict[str, list[Rij]]:
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InstrumentenError(f"Het bestand {pad.name} ontbreekt in {pad.parent}.") from None
    except (OSError, UnicodeDecodeError):
        raise InstrumentenError(f"{pad.name} kan niet worden gelezen.") from None
    except json.JSONDecodeError as fout:
        raise InstrumentenError(f"{pad.name} is geen geldige JSON: regel {fout.lineno}, teken {fout.colno}.") from None
    if not isinstance(inhoud, dict) or not all(
        isinstance(inhoud.get(deel), list) and all(isinstance(rij, dict) for rij in inhoud[deel]) for deel in DELEN
    ):
        raise InstrumentenError(f"{pad.name} heeft niet de vorm {{{', '.join(f'“{deel}”: […]' for deel in DELEN)}}}.")
    return inhoud


class _Lader:
    """One run. Knows by key what there is, so that a row costs no query of its own."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.plekken: dict[str, tuple[str, Any]] = {
            plek.slug: (naam, plek)
            for naam, model in (("gebied", Gebied), ("provincie", Provincie), ("landsdeel", Landsdeel))
            for plek in model._default_manager.all()
        }
        self.instrumenten: dict[str, Instrument] = {}
        self.bronnen: dict[str, Bron] = {}
        self.versies: dict[str, Instrumentversie] = {}

    def laad_instrumenten(self, rijen: Iterable[Rij]) -> Geteld:
        genoemd = {rij.get("slug"): rij.get("gebieden", []) for rij in rijen}
        schoon = [
            {
                "varianten": [],
                **{naam: waarde for naam, waarde in rij.items() if naam != "gebieden"},
                "volgorde": plaats,
            }
            for plaats, rij in enumerate(rijen)
        ]
        geteld, self.instrumenten = self._bijwerken(Instrument, "slug", schoon)
        for slug, slugs in genoemd.items():
            if slugs:
                self.instrumenten[str(slug)].gebieden.set([self._plek(een, f"instrument {slug}")[1] for een in slugs])
        return geteld

    def laad_bronnen(self, rijen: Iterable[Rij]) -> Geteld:
        schoon = []
        for rij in rijen:
            _, landsdeel = self._plek(rij["landsdeel"], str(rij.get("sleutel"))) if rij.get("landsdeel") else ("", None)
            schoon.append({**rij, "landsdeel": landsdeel})
        geteld, self.bronnen = self._bijwerken(Bron, "sleutel", schoon)
        return geteld

    def laad_versies(self, rijen: Iterable[Rij], uitspraken: Iterable[Rij]) -> Geteld:
        """The versions that have a name, and those that a statement is about."""
        samen: dict[str, Rij] = {}
        for rij in [*rijen, *(rij for rij in uitspraken if rij.get("plek"))]:
            sleutel = _versiesleutel(rij)
            veld, plek = self._plek(rij["plek"], sleutel)
            if rij["instrument"] not in self.instrumenten:
                raise InstrumentenError(f"{BESTAND}: het instrument “{rij['instrument']}” van {sleutel} bestaat niet.")
            nieuw = {
                "sleutel": sleutel,
                "instrument": self.instrumenten[rij["instrument"]],
                veld: plek,
                "volgnummer": rij.get("volgnummer", 1),
                "label": rij.get("label", ""),
                "eigen_naam": rij.get("eigen_naam", ""),
            }
            samen.setdefault(sleutel, nieuw)
        geteld, self.versies = self._bijwerken(Instrumentversie, "sleutel", samen.values())
        return geteld

    def laad_uitspraken(self, rijen: Iterable[Rij]) -> Geteld:
        """The statements that are not there yet: first those that stand alone, then those that correct one."""
        bekend = {een.sleutel: een for een in Uitspraak.objects.exclude(sleutel=None)}
        gezien: set[str] = set()
        nieuw: list[Rij] = []
        for rij in rijen:
            sleutel = str(rij.get("sleutel") or "")
            if not sleutel or sleutel in gezien:
                raise InstrumentenError(
                    f"{BESTAND}: de sleutel “{sleutel}” van een uitspraak ontbreekt of staat er twee keer."
                )
            gezien.add(sleutel)
            if sleutel not in bekend:
                nieuw.append(rij)
        for verbeteringen in (False, True):
            samen = [self._uitspraak(rij, bekend) for rij in nieuw if bool(rij.get("verbetert")) is verbeteringen]
            bekend |= {een.sleutel: een for een in Uitspraak.objects.bulk_create(samen)}
        return len(nieuw), 0, len(gezien) - len(nieuw)

    def _uitspraak(self, rij: Rij, bekend: Mapping[str | None, Uitspraak]) -> Uitspraak:
        sleutel = rij["sleutel"]
        velden = {naam: waarde for naam, waarde in rij.items() if naam not in ("plek", "volgnummer")}
        for naam, waar in (("bron", self.bronnen), ("instrument", self.instrumenten), ("verbetert", bekend)):
            if velden.get(naam) is not None:
                if velden[naam] not in waar:
                    raise InstrumentenError(f"{BESTAND}, {sleutel}: “{velden[naam]}” bestaat niet.")
                velden[naam] = waar[velden[naam]]
        if rij.get("plek"):
            velden["versie"] = self.versies[_versiesleutel(rij)]
        try:
            uitspraak = Uitspraak(**velden, **handtekening(self.by))
            uitspraak.clean_fields(exclude=["door", "door_naam", "rol"])
        except (ValidationError, TypeError) as fout:
            reden = " ".join(fout.messages) if isinstance(fout, ValidationError) else "een veld bestaat niet."
            raise InstrumentenError(f"{BESTAND}, {sleutel}: {reden}") from fout
        return uitspraak

    def _plek(self, slug: str, waar: str) -> tuple[str, Any]:
        if slug not in self.plekken:
            raise InstrumentenError(f"{BESTAND}, {waar}: “{slug}” is geen gebied, provincie of landsdeel.")
        return self.plekken[slug]

    def _bijwerken(self, model: type[Any], sleutel: str, rijen: Iterable[Rij]) -> tuple[Geteld, dict[str, Any]]:
        bestaand = {getattr(een, sleutel): een for een in model._default_manager.all()}
        nieuw: list[Any] = []
        anders = gelijk = 0
        for rij in rijen:
            waarden = {naam: _waarde(model, naam, waarde) for naam, waarde in rij.items()}
            object_ = bestaand.get(rij.get(sleutel))
            if object_ is None:
                object_ = model(**waarden)
                nieuw.append(object_)
            else:
                verschil = [naam for naam, waarde in waarden.items() if _nu(object_, naam) != _vergelijkbaar(waarde)]
                if not verschil:
                    gelijk += 1
                    continue
                anders += 1
                for naam in verschil:
                    setattr(object_, naam, waarden[naam])
            try:
                object_.clean_fields()
            except ValidationError as fout:
                raise InstrumentenError(f"{BESTAND}, {rij.get(sleutel)}: {' '.join(fout.messages)}") from fout
            if object_.pk is not None:
                object_.save()
        bestaand |= {getattr(een, sleutel): een for een in model._default_manager.bulk_create(nieuw)}
        return (len(nieuw), anders, gelijk), bestaand


def _nu(object_: models.Model, naam: str) -> Any:
    """The value of a field as it can be compared: of another row its key."""
    veld = object_._meta.get_field(naam)
    return getattr(object_, veld.attname if isinstance(veld, models.Field) else naam)


def _vergelijkbaar(waarde: Any) -> Any:
    return waarde.pk if isinstance(waarde, models.Model) else waarde


def _waarde(model: type[models.Model], naam: str, waarde: Any) -> Any:
    """A value as the field holds it, so that it can be compared."""
    try:
        veld = model._meta.get_field(naam)
    except FieldDoesNotExist:
        raise InstrumentenError(f"{BESTAND}: het veld “{naam}” bestaat niet.") from None
    if isinstance(veld, models.ForeignKey) or not isinstance(veld, models.Field):
        return waarde
    try:
        return veld.to_python(waarde)
    except ValidationError as fout:
        raise InstrumentenError(f"{BESTAND}, “{naam}”: {' '.join(fout.messages)}") from fout


def _versiesleutel(rij: Rij) -> str:
    return f"{rij.get('instrument')}/{rij.get('plek')}/{rij.get('volgnummer', 1)}"
