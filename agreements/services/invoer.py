"""From an uploaded or named document to a list in the database: read, look at, load."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van
from accounts.auditlog import leg_vast
from agreements.importers import Verantwoording, lees_lijst, verantwoord
from agreements.importers.bron import decodeer
from agreements.lijst import Lijst, LijstFout
from agreements.lijst_json import naar_json, uit_json
from agreements.models import Invoer
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.lijsten import Laadresultaat, laad_lijst, verrijk
from agreements.services.plaatsen import naslag_uit_database
from regions.models import Landsdeel


@dataclass(frozen=True, slots=True, kw_only=True)
class GelezenLijst:
    """What came out of a document: the list with codes and deadlines, and the line on which each block begins."""

    lijst: Lijst
    regels: dict[str, int]


def lees_document(pad_of_bytes: Path | bytes, *, naam: str, soort: str, jaar: int) -> GelezenLijst:
    """Read a document into a list, with public codes and deadline phrases. Writes nothing.

    Raises ValidationError with a Dutch sentence when it is not a list that can be read, or when the reference
    data is not there yet.
    """
    if not Landsdeel.objects.exists():
        raise ValidationError("De landsdelen zijn nog niet bekend. Voer eerst 'manage.py load_reference' uit.")
    try:
        lijst = lees_lijst(pad_of_bytes, naam=naam, soort=soort, jaar=jaar, naslag=naslag_uit_database())
    except LijstFout as fout:
        raise ValidationError(str(fout)) from fout
    lijst = verrijk(lijst)
    return GelezenLijst(
        lijst=lijst, regels={blok.code: blok.regel for blok in lijst.tekstblokken if blok.regel is not None}
    )


@transaction.atomic
def neem_in(*, inhoud: bytes, naam: str, soort: str, jaar: int, by: Actor) -> Invoer:
    """Read an uploaded document and keep it for a look before it is loaded. The same document is kept once.

    Raises PermissionDenied, or ValidationError as `lees_document` does; then nothing is kept.
    """
    eis(mag_lijsten_laden(by))
    gelezen = lees_document(inhoud, naam=naam, soort=soort, jaar=jaar)
    invoer, nieuw = Invoer.objects.update_or_create(
        soort=soort,
        jaar=jaar,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        defaults={"lijst": {**naar_json(gelezen.lijst), "regels": gelezen.regels}},
        create_defaults={
            "bestandsnaam": PurePath(naam.replace("\\", "/")).name[:200],
            "bron": decodeer(inhoud, naam=naam).tekst,
            "lijst": {**naar_json(gelezen.lijst), "regels": gelezen.regels},
            "created_by": gebruiker_van(by),
        },
    )
    if nieuw:
        leg_vast(
            actie="document ingelezen",
            object_soort="invoer",
            object_sleutel=str(invoer.pk),
            by=by,
            details={"bestand": invoer.bestandsnaam, "soort": soort, "jaar": jaar, "sha256": invoer.sha256},
        )
    return invoer


@transaction.atomic
def laad_invoer(*, invoer: Invoer, by: Actor, vervang: bool = False) -> Laadresultaat:
    """Load a document that was looked at. Raises what `laad_lijst` raises."""
    eis(mag_lijsten_laden(by))
    resultaat = laad_lijst(lijst=uit_json(invoer.lijst), by=by, vervang=vervang, bestandsnaam=invoer.bestandsnaam)
    if invoer.geladen_op is None:
        invoer.geladen_op = timezone.now()
        invoer.save(update_fields=["geladen_op"])
    return resultaat


@transaction.atomic
def gooi_weg(*, invoer: Invoer, by: Actor) -> None:
    """Throw away a document that was not loaded; one that was stays, as the source of the list."""
    eis(mag_lijsten_laden(by))
    if invoer.geladen_op is not None:
        raise ValidationError("Dit document is geladen en blijft als bron van de lijst bewaard.")
    leg_vast(
        actie="ingelezen document weggegooid",
        object_soort="invoer",
        object_sleutel=str(invoer.pk),
        by=by,
        details={"bestand": invoer.bestandsnaam},
    )
    invoer.delete()


def verantwoording_van(invoer: Invoer) -> Verantwoording:
    """How many characters of the source have a place in the structure, and what has none."""
    return verantwoord(invoer.bron, uit_json(invoer.lijst))
