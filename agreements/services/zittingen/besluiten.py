"""Recording what an overleg decides, taking it back, and what is brought in at the table: the only writers of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.actoren import Actor, gebruiker_van, naam_van
from accounts.auditlog import leg_vast
from agreements.dossier import Agendasoort
from agreements.models import Agendapunt, Beslispunt, Besluitregel, Zitting
from agreements.models.besluit import Besluit
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_besluiten_vastleggen
from agreements.services.zittingen.tekst import Besluittekst

#: What can be recorded about a proposal.
TE_KIEZEN = (Besluit.ONGEWIJZIGD, Besluit.GEWIJZIGD, Besluit.AANGEHOUDEN, Besluit.VERVALLEN)
#: What becomes the official text.
VASTGESTELD = (Besluit.ONGEWIJZIGD, Besluit.GEWIJZIGD)


@dataclass(slots=True)
class IntussenBesloten(Exception):
    """Somebody else recorded something after the page was opened; `regels` are those lines, oldest first."""

    regels: list[Besluitregel] = field(default_factory=list)


def zitting_om_te_besluiten(zitting: Zitting, by: Actor) -> Zitting:
    """The meeting, locked until the transaction ends. Raises PermissionDenied, ValidationError when it is closed."""
    eis(mag_besluiten_vastleggen(by))
    zitting = Zitting.objects.select_for_update().get(pk=zitting.pk)
    if zitting.is_gesloten:
        raise ValidationError(
            f"Dit overleg is gesloten door {zitting.gesloten_door_naam}. Een vergissing herstelt u in de afstemming."
        )
    return zitting


@transaction.atomic
def leg_besluit_vast(
    *,
    beslispunt: Beslispunt,
    besluit: str,
    by: Actor,
    na: int | None = None,
    tekst: str = "",
    subpunten: Sequence[str] = (),
    inleiding: str = "",
    toelichting: str = "",
) -> Besluitregel:
    """Record what the overleg decided about a proposal.

    Ongewijzigd adopts the proposed text to the letter, whatever is given besides; gewijzigd adopts the text that is
    given. `na` is the number of the last line that the client saw. The same decision again makes no second line.

    Raises PermissionDenied, IntussenBesloten (somebody else was first), or ValidationError: the meeting is closed;
    gewijzigd without a text, or with the text that was proposed.
    """
    zitting = zitting_om_te_besluiten(beslispunt.zitting, by)
    if besluit not in TE_KIEZEN:
        raise ValidationError({"besluit": "Kies ongewijzigd, gewijzigd, aangehouden of vervallen."})
    voorstel = Besluittekst.van(beslispunt)
    vastgesteld: Besluittekst | None = None
    if besluit == Besluit.ONGEWIJZIGD:
        vastgesteld = voorstel
    elif besluit == Besluit.GEWIJZIGD:
        vastgesteld = Besluittekst.getypt(tekst, subpunten, inleiding)
        if not vastgesteld.tekst:
            raise ValidationError({"tekst": "Vul de tekst in zoals hij is vastgesteld, of kies “vervallen”."})
        if voorstel.is_zo_getypt(vastgesteld):
            raise ValidationError({"tekst": "Deze tekst is gelijk aan het voorstel. Kies “ongewijzigd”."})
    nieuw = Besluitregel(
        beslispunt=beslispunt,
        besluit=besluit,
        toelichting=toelichting.strip(),
        **(vastgesteld.velden if vastgesteld else {}),
    )
    if gelijk := _zelfde_of_conflict(beslispunt, nieuw, na, by):
        return gelijk
    return _schrijf(zitting, nieuw, by)


@transaction.atomic
def draai_terug(*, beslispunt: Beslispunt, by: Actor, na: int | None = None) -> Besluitregel:
    """Take back what was decided about a proposal; it is open again, and what was recorded stays in the history.

    What was brought in at the table is then withdrawn. Raises PermissionDenied, IntussenBesloten, or ValidationError:
    the meeting is closed, or nothing was decided.
    """
    zitting = zitting_om_te_besluiten(beslispunt.zitting, by)
    nieuw = Besluitregel(beslispunt=beslispunt, besluit=Besluit.VOORGESTELD)
    if gelijk := _zelfde_of_conflict(beslispunt, nieuw, na, by):
        return gelijk
    if not beslispunt.besluiten.exists():
        raise ValidationError("Over dit voorstel is nog niets vastgelegd. Er valt niets ongedaan te maken.")
    return _schrijf(zitting, nieuw, by)


@transaction.atomic
def draai_handeling_terug(*, zitting: Zitting, handeling: uuid.UUID, by: Actor) -> list[Besluitregel]:
    """Take back what one act decided (hamerpunten), as far as nothing else was decided about it since.

    Raises PermissionDenied, or ValidationError: the meeting is closed, or there is nothing left to take back.
    """
    zitting = zitting_om_te_besluiten(zitting, by)
    terug = uuid.uuid4()
    regels = [
        _schrijf(zitting, Besluitregel(beslispunt=een, besluit=Besluit.VOORGESTELD, handeling=terug), by)
        for een in zitting.beslispunten.order_by("volgorde")
        if (laatste := _laatste(een)) and laatste.handeling == handeling and laatste.besluit != Besluit.VOORGESTELD
    ]
    if not regels:
        raise ValidationError("Van deze handeling geldt niets meer. Er valt niets ongedaan te maken.")
    return regels


@transaction.atomic
def voeg_in(
    *,
    zitting: Zitting,
    punt: Agendapunt,
    tekst: str,
    by: Actor,
    subpunten: Sequence[str] = (),
    inleiding: str = "",
    sleutel: uuid.UUID | None = None,
) -> Beslispunt:
    """Record an agreement that was brought in and adopted at the table, under an agendapunt.

    `sleutel` is of the form: the same form sent twice makes one agreement.

    Raises PermissionDenied, or ValidationError: the meeting is closed, no text, an agendapunt of another dossier.
    """
    zitting = zitting_om_te_besluiten(zitting, by)
    if sleutel and (eerder := zitting.beslispunten.filter(besluiten__handeling=sleutel).first()):
        return eerder
    if punt.dossier.overleg_id != zitting.overleg_id:
        raise ValidationError("Dit agendapunt hoort niet bij dit overleg. Laad de pagina opnieuw.")
    woorden = Besluittekst.getypt(tekst, subpunten, inleiding)
    if not woorden.tekst:
        raise ValidationError({"tekst": "Vul de tekst van de nieuwe afspraak in."})
    laatste = zitting.beslispunten.aggregate(Max("volgorde"))["volgorde__max"]
    beslispunt = Beslispunt.objects.create(
        zitting=zitting,
        volgorde=0 if laatste is None else laatste + 1,
        punt=punt,
        herkomst=Beslispunt.Herkomst.VERGADERING,
        **woorden.velden,
        **handtekening(by),
    )
    _schrijf(
        zitting,
        Besluitregel(beslispunt=beslispunt, besluit=Besluit.ONGEWIJZIGD, handeling=sleutel, **woorden.velden),
        by,
    )
    return beslispunt


@transaction.atomic
def hamer_af(*, zitting: Zitting, by: Actor, punten: Iterable[int] | None = None) -> list[Besluitregel]:
    """Adopt every proposal of the hamerpunten about which nothing is decided, unchanged, in one act.

    `punten` are the keys of the proposals that were asked for (None: all); what was decided since is left alone.
    Returns the lines that were made, which share their `handeling`; none when all of it was decided already.

    Raises PermissionDenied, or ValidationError when the meeting is closed.
    """
    zitting = zitting_om_te_besluiten(zitting, by)
    hamerpunten = zitting.beslispunten.filter(punt__soort=Agendasoort.HAMERPUNT.value).order_by("volgorde")
    if punten is not None:
        hamerpunten = hamerpunten.filter(pk__in=list(punten))
    handeling = uuid.uuid4()
    return [
        _schrijf(
            zitting,
            Besluitregel(
                beslispunt=een,
                besluit=Besluit.ONGEWIJZIGD,
                handeling=handeling,
                **Besluittekst.van(een).velden,
            ),
            by,
        )
        for een in hamerpunten
        if is_open(een, _laatste(een))
    ]


def is_open(beslispunt: Beslispunt, laatste: Besluitregel | None) -> bool:
    """Whether the overleg still has to decide about it; what was brought in and withdrawn again is not open."""
    if laatste is not None and laatste.besluit != Besluit.VOORGESTELD:
        return False
    return beslispunt.herkomst == Beslispunt.Herkomst.DOSSIER


def _laatste(beslispunt: Beslispunt) -> Besluitregel | None:
    laatste: Besluitregel | None = beslispunt.besluiten.order_by("-nummer").first()
    return laatste


def _zelfde_of_conflict(beslispunt: Beslispunt, nieuw: Besluitregel, na: int | None, by: Actor) -> Besluitregel | None:
    """The last line when it says the same already, as after a double click; a conflict when another was first."""
    regels = list(beslispunt.besluiten.order_by("nummer"))
    if na is not None:
        later = [regel for regel in regels if regel.nummer > na]
        if any(not _is_van(regel, by) for regel in later):
            raise IntussenBesloten(later)
    else:
        later = []
    if regels and _inhoud(regels[-1]) == _inhoud(nieuw):
        return regels[-1]
    if later:
        raise IntussenBesloten(later)
    return None


def _inhoud(regel: Besluitregel) -> tuple[str, str, str]:
    return (regel.besluit, regel.sha256, regel.toelichting)


def _is_van(regel: Besluitregel, by: Actor) -> bool:
    gebruiker = gebruiker_van(by)
    return regel.door_id == (gebruiker.pk if gebruiker else None) and regel.door_naam == naam_van(by)


def _schrijf(zitting: Zitting, regel: Besluitregel, by: Actor) -> Besluitregel:
    """Write a line as the next of its proposal, and the line in the log."""
    laatste = _laatste(regel.beslispunt)
    regel.nummer = laatste.nummer + 1 if laatste else 1
    for veld, waarde in handtekening(by).items():
        setattr(regel, veld, waarde)
    regel.save(force_insert=True)
    leg_vast(
        actie="besluit teruggedraaid" if regel.besluit == Besluit.VOORGESTELD else "besluit vastgelegd",
        object_soort="zitting",
        object_sleutel=zitting.overleg.slug,
        by=by,
        details={
            "beslispunt": regel.beslispunt.volgorde,
            "nummer": regel.nummer,
            "besluit": regel.besluit,
            "sha256": regel.sha256,
        },
    )
    return regel
