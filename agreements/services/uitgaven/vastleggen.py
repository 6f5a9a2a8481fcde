"""Making the list of a ronde official: an edition with the exact content and the documents made of it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.exporters import FORMATEN, Titelgegevens, Voortgang
from agreements.lijst import Lijst
from agreements.lijst_json import canoniek
from agreements.models import Ronde, Uitgave, Uitgavebestand, Uitgavedeel
from agreements.models.ondertekend import handtekening
from agreements.models.status import bewijs_opslag
from agreements.models.uitgave import MAP, uitgave_pad
from agreements.rechten import eis, mag_uitgaven_maken
from agreements.services.lijsten import lijst_uit_database, lijst_voor_publicatie
from agreements.services.titelblad import overleggen_in, titelgegevens, uitgavetekst
from agreements.services.uitgaven.lezen import laatste_uitgave, lijst_van
from agreements.services.wijzigingen import Lijstverschil, verschil_tussen

log = logging.getLogger(__name__)

#: How many times it is tried again when the list is changed while its documents are being made.
MEESTE_POGINGEN = 3
#: A file that belongs to no edition is not one that is just being written when it is older than this.
LOS_NA = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """The edition that would be made now: its number, the one before it, and what changed since that one."""

    lijst: Lijst
    volgnummer: int
    vorige: Uitgave | None
    verschil: Lijstverschil | None
    fase: str

    @property
    def is_embargo_voorbij(self) -> bool:
        """Whether the documents of the last edition say that the list is under embargo, and it no longer is."""
        openbaar = Ronde.Fase.OPENBAAR
        return self.vorige is not None and self.vorige.fase != openbaar and self.fase == openbaar

    @property
    def nummer(self) -> str:
        return f"1.{self.volgnummer - 1}"

    @property
    def is_ongewijzigd(self) -> bool:
        """Whether there is an edition already that reads the same."""
        return self.vorige is not None and not self.verschil and not self.is_embargo_voorbij

    def weiger_ongewijzigd(self) -> None:
        """Raises ValidationError when there is nothing new to freeze."""
        if self.is_ongewijzigd and self.vorige:
            raise ValidationError(
                f"De tekst van de lijst is niet veranderd sinds uitgave {self.vorige.nummer}. "
                "Een nieuwe uitgave is niet nodig."
            )

    def eis_reden(self, reden: str) -> None:
        """Raises ValidationError when an edition that replaces another does not say why."""
        if self.vorige is not None and not reden.strip():
            raise ValidationError(
                f"Er is al een uitgave {self.vorige.nummer}. Schrijf op waarom er een nieuwe uitgave komt."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Vastlegging:
    """An edition, and whether it was made just now: an unchanged list gives the edition that there is."""

    uitgave: Uitgave
    nieuw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of an edition, made and not yet kept."""

    formaat: str
    naam: str
    mediatype: str
    inhoud: bytes


def stel_uitgave_voor(ronde: Ronde, *, by: Actor, op: datetime | None = None) -> Voorstel:
    """What freezing the list of this ronde would make, now or at a moment to come (of a list that is public then).

    Raises PermissionDenied, or ValidationError when there is no list.
    """
    eis(mag_uitgaven_maken(by))
    lijst = _lijst(ronde, op)
    if not any(lijst.tekstblokken):
        raise ValidationError(f"Van {ronde} is er geen lijst met afspraken. Laad eerst de lijst.")
    vorige = laatste_uitgave(ronde, user=None)
    return Voorstel(
        lijst=lijst,
        volgnummer=vorige.volgnummer + 1 if vorige else 1,
        vorige=vorige,
        verschil=verschil_tussen(lijst_van(vorige), lijst) if vorige else None,
        fase=ronde.fase,
    )


def leg_uitgave_vast(
    *,
    ronde: Ronde,
    by: Actor,
    reden: str = "",
    volgnummer: int | None = None,
    moment: datetime | None = None,
    voortgang: Voortgang | None = None,
) -> Vastlegging:
    """Freeze the list of a ronde as its next edition, with a document in every format; all of it or nothing.

    A list that reads the same as the last edition makes none: that edition comes back, so that asking twice makes
    one; only when its documents speak of an embargo that has ended, there is a next one. `volgnummer` is the edition
    that was asked for: when it is there, whoever made it, it comes back.

    The documents are made outside a transaction, because that takes seconds; then, with the ronde locked, it is
    looked whether the list is still the one that they were made of.

    Raises PermissionDenied, or ValidationError: no list, no reason given for a next edition, or a list that keeps
    changing meanwhile.
    """
    for _ in range(MEESTE_POGINGEN):
        ronde.refresh_from_db()
        voorstel = stel_uitgave_voor(ronde, by=by)
        if volgnummer is not None and volgnummer < voorstel.volgnummer:
            return Vastlegging(uitgave=Uitgave.objects.get(ronde=ronde, volgnummer=volgnummer), nieuw=False)
        if voorstel.is_ongewijzigd and voorstel.vorige:
            return Vastlegging(uitgave=voorstel.vorige, nieuw=False)
        voorstel.eis_reden(reden)
        toen = moment or timezone.now()
        documenten = maak_documenten(ronde, voorstel, toen, voortgang)
        if voortgang:
            voortgang("De uitgave wordt vastgelegd", 99)
        if uitgave := bewaar_uitgave(ronde, voorstel, documenten, op=toen, reden=reden, by=by):
            return Vastlegging(uitgave=uitgave, nieuw=True)
    raise ValidationError("De lijst werd intussen gewijzigd. Probeer het opnieuw als zij af is.")


def _lijst(ronde: Ronde, op: datetime | None = None) -> Lijst:
    """What an edition of this ronde holds: of a public list only what is public."""
    return lijst_voor_publicatie(ronde, op=op) if ronde.is_openbaar else lijst_uit_database(ronde, user=None)


def maak_documenten(
    ronde: Ronde, voorstel: Voorstel, moment: datetime, voortgang: Voortgang | None = None
) -> Sequence[Document]:
    """The list in every format, with a title page that says of the ronde what `ronde` says."""
    gegevens: Titelgegevens = replace(
        titelgegevens(ronde=ronde, lijst=voorstel.lijst, moment=moment), uitgave=uitgavetekst(voorstel.nummer, moment)
    )
    documenten = []
    for plaats, formaat in enumerate(FORMATEN.values()):
        inhoud = formaat.maak(voorstel.lijst, gegevens, _deel_van(voortgang, plaats, formaat.naam))
        naam = f"afsprakenlijst-{ronde.slug}-uitgave-{voorstel.nummer}.{formaat.slug}"
        documenten.append(Document(formaat=formaat.slug, naam=naam, mediatype=formaat.mediatype, inhoud=inhoud))
    return documenten


def _deel_van(voortgang: Voortgang | None, plaats: int, naam: str) -> Voortgang | None:
    """The progress of one document as a part of the progress of all."""
    if voortgang is None:
        return None

    def meld(stap: str, procent: int) -> None:
        voortgang(f"{naam}: {stap[:1].lower()}{stap[1:]}", (plaats * 100 + procent) * 98 // (len(FORMATEN) * 100))

    meld("wordt gemaakt", 0)
    return meld


def bewaar_uitgave(
    ronde: Ronde,
    voorstel: Voorstel,
    documenten: Sequence[Document],
    *,
    op: datetime,
    reden: str,
    by: Actor,
    vooraf: Callable[[Ronde], None] | None = None,
    daarna: Callable[[Ronde, Uitgave], None] | None = None,
) -> Uitgave | None:
    """Write files and rows. None when the list or the last edition is not what the documents were made of.

    The files come first, under names that nothing asks for yet, and go away again when the rows do not follow. What
    else belongs to the act is written in the same transaction, with the ronde locked: `vooraf` before it is looked
    whether the list is still the same, `daarna` when the rows of the edition are there. All of it or nothing.
    """
    opslag = bewijs_opslag()
    paden: list[str] = []
    try:
        for document in documenten:
            paden.append(opslag.save(uitgave_pad(), ContentFile(document.inhoud)))  # noqa: PERF401 - known when it fails
        with transaction.atomic():
            # Loading a list locks the ronde as well, so from here on it stays what it is.
            ronde = Ronde.objects.select_for_update().get(pk=ronde.pk)
            if vooraf:
                vooraf(ronde)
            uitgave = _bewaar_rijen(ronde, voorstel, documenten, paden, op=op, reden=reden, by=by)
            if daarna:
                daarna(ronde, uitgave)
    except _IntussenGewijzigd:
        _gooi_weg(paden)
        return None
    except BaseException:
        _gooi_weg(paden)
        raise
    return uitgave


class _IntussenGewijzigd(Exception):
    """The list or the last edition is not what the documents were made of; what was written is undone."""


def _bewaar_rijen(
    ronde: Ronde,
    voorstel: Voorstel,
    documenten: Sequence[Document],
    paden: Sequence[str],
    *,
    op: datetime,
    reden: str,
    by: Actor,
) -> Uitgave:
    laatste = laatste_uitgave(ronde, user=None)
    inhoud = canoniek(voorstel.lijst)
    lijst = _lijst(ronde)
    if laatste != voorstel.vorige or ronde.fase != voorstel.fase or canoniek(lijst) != inhoud:
        raise _IntussenGewijzigd
    uitgave = Uitgave.objects.create(
        ronde=ronde,
        volgnummer=voorstel.volgnummer,
        nummer=voorstel.nummer,
        titel=lijst.titel,
        reden=reden.strip(),
        fase=ronde.fase,
        inhoud=inhoud.decode(),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        **handtekening(by, op),
    )
    Uitgavedeel.objects.bulk_create(
        Uitgavedeel(uitgave=uitgave, overleg=overleg) for overleg in overleggen_in(lijst, ronde)
    )
    bestanden = [
        Uitgavebestand(
            uitgave=uitgave,
            volgorde=volgorde,
            formaat=document.formaat,
            naam=document.naam,
            mediatype=document.mediatype,
            bestand=pad,
            sha256=hashlib.sha256(document.inhoud).hexdigest(),
            grootte=len(document.inhoud),
        )
        for volgorde, (document, pad) in enumerate(zip(documenten, paden, strict=True))
    ]
    Uitgavebestand.objects.bulk_create(bestanden)
    leg_vast(
        actie="uitgave vastgelegd",
        object_soort="uitgave",
        object_sleutel=uitgave.slug,
        by=by,
        details={
            "sha256": uitgave.sha256,
            "bestanden": {bestand.formaat: bestand.sha256 for bestand in bestanden},
        },
    )
    return uitgave


def _gooi_weg(paden: Sequence[str]) -> None:
    for pad in paden:
        bewijs_opslag().delete(pad)


def ruim_losse_bestanden_op(nu: datetime | None = None) -> int:
    """Delete files that belong to no edition: their process died before it could write the rows."""
    nu = nu or timezone.now()
    opslag = bewijs_opslag()
    if not opslag.exists(MAP):
        return 0
    namen = opslag.listdir(MAP)[1]
    bekend = set(Uitgavebestand.objects.values_list("bestand", flat=True))
    los = [
        pad for naam in namen if (pad := f"{MAP}/{naam}") not in bekend and opslag.get_modified_time(pad) < nu - LOS_NA
    ]
    for pad in los:
        opslag.delete(pad)
    if los:
        log.warning("%s losse bestanden van uitgaven opgeruimd", len(los))
    return len(los)
