"""Reading the reference data of `fixtures/`: one file per kind, checked and brought into one shape.

A file is `{"standaard": {…}, "rijen": [{…}]}`: `standaard` holds for every row that does not say otherwise. A
row names other rows by their natural key (a slug, the code of a gemeente, the name of a ronde) and never by a
primary key. A field that a row leaves out is not managed by the fixtures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.text import slugify

from agreements.models import Overleg, Ronde, Thema
from regions.models import Gebied, Gemeente, Landsdeel, Organisatie, OrganisatieNaam, Provincie
from regions.models.naslag import Naslag

#: A row: field name → value in the canonical form of `canoniek`.
Rij = dict[str, Any]
Sleutel = tuple[Any, ...]


class NaslagError(ValidationError):
    """The reference data cannot be loaded; the message is one Dutch sentence that says where and why."""


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of reference data. `eenmalig` are fields that are set on a new row and never touched again."""

    naam: str
    model: type[Naslag]
    eenmalig: frozenset[str] = frozenset()

    @property
    def bestand(self) -> str:
        return f"{self.naam}.json"

    def sleutel_van(self, rij: Mapping[str, Any]) -> Sleutel:
        return tuple(rij.get(veld) for veld in self.model.NATUURLIJKE_SLEUTEL)

    def veld(self, naam: str) -> models.Field[Any, Any]:
        veld = self.model._meta.get_field(naam)
        if not isinstance(veld, models.Field) or veld.primary_key or naam == "geladen":
            raise FieldDoesNotExist
        return veld


#: In the order in which they depend on one another.
SOORTEN = (
    Soort("landsdelen", Landsdeel),
    Soort("provincies", Provincie),
    Soort("gebieden", Gebied),
    Soort("gemeenten", Gemeente),
    Soort("organisaties", Organisatie),
    Soort("organisatienamen", OrganisatieNaam),
    Soort("themas", Thema),
    # A ronde becomes public by "brief verzonden" and never by loading a newer set of reference data.
    Soort("rondes", Ronde, frozenset({"fase"})),
    Soort("overleggen", Overleg),
)


def lees_naslag(fixtures: Path) -> dict[str, list[Rij]]:
    """All rows per kind, checked against the models, with the organisaties of provincies and gemeenten added.

    Raises NaslagError when a file is missing, is no JSON, or has a row that cannot be right by itself.
    Whether the rows that it names exist is for the caller, who has the database.
    """
    ruw = {soort.naam: _lees_bestand(fixtures / soort.bestand) for soort in SOORTEN}
    ruw["organisaties"] += [*map(_als_provincie, ruw["provincies"]), *map(_als_gemeente, ruw["gemeenten"])]
    return {soort.naam: _keur(soort, ruw[soort.naam]) for soort in SOORTEN}


def canoniek(veld: models.Field[Any, Any], waarde: Any) -> Any:
    """A value as it stands in `geladen`: plain JSON that compares by ==, moments in UTC."""
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC).isoformat()
    if isinstance(waarde, date | time):
        return waarde.isoformat()
    return float(waarde) if isinstance(veld, models.FloatField) and waarde is not None else waarde


def is_verwijzing(veld: models.Field[Any, Any]) -> bool:
    """Whether the field names one other row."""
    return isinstance(veld, models.ForeignKey)


def is_verzameling(veld: models.Field[Any, Any]) -> bool:
    """Whether the field names a set of other rows."""
    return isinstance(veld, models.ManyToManyField)


def _lees_bestand(pad: Path) -> list[Rij]:
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NaslagError(f"Het bestand {pad.name} ontbreekt in {pad.parent}.") from None
    except OSError as fout:
        raise NaslagError(f"{pad.name} kan niet worden gelezen: {fout.strerror}.") from None
    except UnicodeDecodeError:
        raise NaslagError(f"{pad.name} is geen tekst in UTF-8.") from None
    except json.JSONDecodeError as fout:
        raise NaslagError(f"{pad.name} is geen geldige JSON: regel {fout.lineno}, teken {fout.colno}.") from None
    rijen = inhoud.get("rijen") if isinstance(inhoud, dict) else None
    standaard = inhoud.get("standaard", {}) if isinstance(inhoud, dict) else None
    if not isinstance(rijen, list) or not isinstance(standaard, dict):
        raise NaslagError(f"{pad.name} heeft niet de vorm {{'standaard': {{…}}, 'rijen': […]}}.")
    if not all(isinstance(rij, dict) for rij in rijen):
        raise NaslagError(f"{pad.name} bevat een rij die geen object is.")
    return [{**standaard, **rij} for rij in rijen]


def _als_provincie(rij: Rij) -> Rij:
    """A provincie is a party to agreements as well."""
    return {
        "slug": f"provincie-{rij.get('slug')}",
        "naam": f"provincie {rij.get('naam')}",
        "soort": Organisatie.Soort.PROVINCIE.value,
        "zijde": Organisatie.Zijde.REGIO.value,
        "tooi_code": rij.get("tooi_code"),
        "provincie": rij.get("slug"),
        "bron": rij.get("bron", ""),
    }


def _als_gemeente(rij: Rij) -> Rij:
    """A gemeente is a party to agreements as well; its TOOI code is that of CBS in lower case."""
    geldigheid: Rij = {veld: rij[veld] for veld in ("geldig_van", "geldig_tot") if veld in rij}
    return {
        "slug": slugify(f"gemeente {rij.get('naam')}"),
        "naam": f"gemeente {rij.get('naam')}",
        "soort": Organisatie.Soort.GEMEENTE.value,
        "zijde": Organisatie.Zijde.REGIO.value,
        "tooi_code": str(rij.get("code", "")).lower(),
        "gemeente": rij.get("code"),
        "provincie": rij.get("provincie"),
        "bron": rij.get("bron", ""),
        **geldigheid,
    }


def _keur(soort: Soort, rijen: Sequence[Rij]) -> list[Rij]:
    """The rows in canonical form; refuses unknown fields, wrong values and the same natural key twice."""
    gekeurd: dict[Sleutel, Rij] = {}
    for nummer, rij in enumerate(rijen, start=1):
        waar = f"{soort.bestand}, rij {nummer}"
        schoon = {naam: _keur_waarde(soort, naam, waarde, waar) for naam, waarde in rij.items()}
        sleutel = soort.sleutel_van(schoon)
        if not sleutel[0]:
            raise NaslagError(f"{waar}: de sleutel “{soort.model.NATUURLIJKE_SLEUTEL[0]}” ontbreekt.")
        if sleutel in gekeurd:
            raise NaslagError(f"{waar}: “{' / '.join(map(str, sleutel))}” staat er twee keer in.")
        gekeurd[sleutel] = schoon
    return list(gekeurd.values())


def _keur_waarde(soort: Soort, naam: str, waarde: Any, waar: str) -> Any:
    try:
        veld = soort.veld(naam)
    except FieldDoesNotExist:
        raise NaslagError(f"{waar}: het veld “{naam}” bestaat niet.") from None
    if is_verzameling(veld):
        if not isinstance(waarde, list) or not all(isinstance(slug, str) for slug in waarde):
            raise NaslagError(f"{waar}: “{naam}” moet een lijst van slugs zijn.")
        return sorted(set(waarde))
    if is_verwijzing(veld):
        if not (isinstance(waarde, str) or (waarde is None and veld.null)):
            raise NaslagError(f"{waar}: “{naam}” moet de sleutel van een andere rij zijn.")
        return waarde
    try:
        return canoniek(veld, veld.clean(waarde, None))
    except (ValidationError, TypeError) as fout:
        reden = " ".join(fout.messages) if isinstance(fout, ValidationError) else "deze waarde past er niet in."
        raise NaslagError(f"{waar}: “{naam}”: {reden}") from None
