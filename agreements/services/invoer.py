"""From an uploaded or named document to a list in the database: read, look at, load."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor, gebruiker_van
from accounts.auditlog import leg_vast
from agreements.exporters import Voortgang
from agreements.importers import lees_bron, lees_brontekst
from agreements.lijst import Lijst, LijstFout
from agreements.lijst_json import naar_json
from agreements.models import Invoer
from agreements.rechten import eis, mag_lijsten_laden
from agreements.services.lijsten import Laadresultaat, laad_lijst, verrijk
from agreements.services.plaatsen import naslag_uit_database
from agreements.services.reparaties import IntussenHersteld, leg_geladen_vast, stand_van, versie_van
from regions.models import Landsdeel


@dataclass(frozen=True, slots=True, kw_only=True)
class GelezenLijst:
    """What came out of a document: the list with codes and deadlines, the line on which each block begins, the text."""

    lijst: Lijst
    regels: dict[str, int]
    bron: str


def lees_document(
    pad_of_bytes: Path | bytes, *, naam: str, soort: str, jaar: int, voortgang: Voortgang | None = None
) -> GelezenLijst:
    """Read a document into a list, with public codes and deadline phrases. Writes nothing.

    Raises ValidationError with a Dutch sentence when it is not a list that can be read, or when the reference
    data is not there yet.
    """
    if not Landsdeel.objects.exists():
        raise ValidationError("De landsdelen zijn nog niet bekend. Voer eerst 'manage.py load_reference' uit.")
    meld = voortgang or (lambda stap, procent: None)
    try:
        meld("Het bestand wordt gelezen", 5)
        bron = lees_bron(pad_of_bytes, naam=naam)
        meld("De opbouw wordt herkend", 60)
        lijst = lees_brontekst(bron, soort=soort, jaar=jaar, naslag=naslag_uit_database())
    except LijstFout as fout:
        raise ValidationError(str(fout)) from fout
    meld("Afspraken en termijnen worden herkend", 80)
    lijst = verrijk(lijst)
    return GelezenLijst(
        lijst=lijst,
        regels={blok.code: blok.regel for blok in lijst.tekstblokken if blok.regel is not None},
        bron=bron.tekst,
    )


def veilige_naam(naam: str) -> str:
    """The name of an uploaded file as it can be shown: its last part, without signs that nobody can see.

    It is never used as a path. Control and format characters go (a right-to-left override makes "txt.exe" look like
    "exe.txt"), what is left is cut off in the middle at 200 characters, so that the extension stays.
    """
    laatste = PurePath(naam.replace("\\", "/")).name
    leesbaar = "".join(" " if unicodedata.category(teken)[0] in "CZ" else teken for teken in laatste)
    leesbaar = " ".join(leesbaar.split()).strip(". ") or "document"
    return leesbaar if len(leesbaar) <= 200 else f"{leesbaar[:180]}…{leesbaar[-19:]}"


def neem_in(
    *, inhoud: bytes, naam: str, soort: str, jaar: int, by: Actor, voortgang: Voortgang | None = None
) -> Invoer:
    """Read an uploaded document and keep it for a look before it is loaded. The same document is kept once.

    Raises PermissionDenied, or ValidationError as `lees_document` does; then nothing is kept.
    """
    eis(mag_lijsten_laden(by))
    gelezen = lees_document(inhoud, naam=naam, soort=soort, jaar=jaar, voortgang=voortgang)
    return bewaar_document(
        gelezen=gelezen, sha256=hashlib.sha256(inhoud).hexdigest(), naam=naam, soort=soort, jaar=jaar, by=by
    )


@transaction.atomic
def bewaar_document(*, gelezen: GelezenLijst, sha256: str, naam: str, soort: str, jaar: int, by: Actor) -> Invoer:
    """Keep what was read of a document for a look before it is loaded. Raises PermissionDenied."""
    eis(mag_lijsten_laden(by))
    lijst = {**naar_json(gelezen.lijst), "regels": gelezen.regels}
    invoer, nieuw = Invoer.objects.update_or_create(
        soort=soort,
        jaar=jaar,
        sha256=sha256,
        defaults={"lijst": lijst, "bron": gelezen.bron},
        create_defaults={
            "bestandsnaam": veilige_naam(naam),
            "bron": gelezen.bron,
            "lijst": lijst,
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
def laad_invoer(*, invoer: Invoer, by: Actor, vervang: bool = False, versie: str | None = None) -> Laadresultaat:
    """Load a document that was looked at, with its repairs, and keep what was loaded.

    Raises what `laad_lijst` raises, and IntussenHersteld when it is not what was looked at (`versie`) any more.
    """
    eis(mag_lijsten_laden(by))
    invoer = Invoer.objects.select_for_update().get(pk=invoer.pk)
    if versie is not None and versie != versie_van(invoer):
        raise IntussenHersteld
    lijst = stand_van(invoer).lijst
    resultaat = laad_lijst(lijst=lijst, by=by, vervang=vervang, bestandsnaam=invoer.bestandsnaam)
    leg_geladen_vast(invoer, lijst)
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
