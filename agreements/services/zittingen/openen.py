"""Opening the meeting of an overleg: what lies on the table is fixed, and it opens nothing to the public."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.dossier import Bloksoort, Invulling
from agreements.models import (
    Aanwezigheid,
    Afspraak,
    Agendablok,
    Agendapunt,
    Beslispunt,
    Dossier,
    Dossierversie,
    Overleg,
    Puntconcept,
    Ronde,
    VoorgesteldeAfspraak,
    Zitting,
)
from agreements.models.besluit import Besluit
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_besluiten_vastleggen
from agreements.services.dossierversies import laatste_versie, leg_versie_vast
from agreements.services.zittingen.tekst import Besluittekst

#: In these phases the list of a ronde is no longer made.
LIJST_IS_AF = (Ronde.Fase.VASTGESTELD, Ronde.Fase.VERZONDEN, Ronde.Fase.OPENBAAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbereiding:
    """What an overleg would have on the table if it were opened now, and what would not be there."""

    voorstellen: int
    niet_ingevuld: tuple[Agendapunt, ...]
    in_bewerking: tuple[Puntconcept, ...]


def voorbereiding(overleg: Overleg) -> Voorbereiding:
    """The proposals that are filled in, the items of which the block of proposals is not, and texts that somebody has
    not saved. Three queries.

    Who may see it is for the caller to ask; of what somebody is writing it gives no word.
    """
    punten = Agendapunt.objects.filter(dossier__overleg=overleg).order_by("volgorde")
    leeg = Agendablok.objects.filter(soort=Bloksoort.VOORGESTELDE_AFSPRAKEN.value).exclude(invulling=Invulling.ECHT)
    return Voorbereiding(
        voorstellen=VoorgesteldeAfspraak.objects.filter(
            blok__punt__dossier__overleg=overleg, invulling=Invulling.ECHT.value
        ).count(),
        niet_ingevuld=tuple(punten.filter(pk__in=leeg.values("punt"))),
        in_bewerking=tuple(
            Puntconcept.objects.filter(punt__dossier__overleg=overleg)
            .exclude(inhoud={})
            .select_related("punt", "user")
            .defer("inhoud")
            .order_by("punt__volgorde", "user__naam")
        ),
    )


@transaction.atomic
def open_zitting(*, overleg: Overleg, by: Actor, zonder_voorstellen: bool = False) -> Zitting:
    """Open the meeting of an overleg with its dossier as it lies on the table.

    The version of the dossier is the last one, made now when its rows say something else. Every proposed agreement
    that is filled in becomes a Beslispunt, every deelnemer an Aanwezigheid. With `zonder_voorstellen` an overleg can
    be held to which nothing was proposed.

    Raises PermissionDenied, or ValidationError: no dossier; opened before; nothing proposed; the ronde has its list
    already, or this overleg has one that is more than proposals.
    """
    eis(mag_besluiten_vastleggen(by))
    dossier = Dossier.objects.select_for_update().filter(overleg=overleg).first()
    if dossier is None:
        raise ValidationError("Dit overleg heeft nog geen dossier. Laad of schrijf eerst het dossier.")
    if eerder := Zitting.objects.filter(overleg=overleg).first():
        raise ValidationError(f"Dit overleg is al geopend, door {eerder.door_naam}. U kunt meteen meedoen.")
    eis_lijst_te_maken(overleg)
    voorstellen = list(
        VoorgesteldeAfspraak.objects.filter(blok__punt__dossier=dossier, invulling=Invulling.ECHT.value)
        .select_related("blok__punt")
        .order_by("blok__punt__volgorde", "blok__volgorde", "volgorde")
    )
    if not voorstellen and not zonder_voorstellen:
        raise ValidationError(
            "In dit dossier staat nog geen enkele voorgestelde afspraak. Bevestig dat u het overleg toch wilt openen."
        )
    zitting = Zitting.objects.create(overleg=overleg, dossierversie=_versie_op_tafel(dossier, by), **handtekening(by))
    Beslispunt.objects.bulk_create(
        Beslispunt(
            zitting=zitting,
            volgorde=volgorde,
            punt=voorstel.blok.punt,
            **Besluittekst.van(voorstel).velden,
            **handtekening(by, zitting.op),
        )
        for volgorde, voorstel in enumerate(voorstellen)
    )
    Aanwezigheid.objects.bulk_create(
        Aanwezigheid(
            zitting=zitting, volgorde=volgorde, zijde=een.zijde, naam=een.naam, ondersteuning=een.ondersteuning
        )
        for volgorde, een in enumerate(dossier.deelnemers.order_by("volgorde"))
    )
    leg_vast(
        actie="zitting geopend",
        object_soort="zitting",
        object_sleutel=overleg.slug,
        by=by,
        details={
            "dossierversie": zitting.dossierversie.nummer,
            "sha256": zitting.dossierversie.sha256,
            "voorstellen": len(voorstellen),
        },
    )
    return zitting


def eis_lijst_te_maken(overleg: Overleg) -> None:
    """Refuse when this overleg cannot make its list any more."""
    ronde = Ronde.objects.get(pk=overleg.ronde_id)
    if ronde.fase in LIJST_IS_AF:
        raise ValidationError(
            f"De afsprakenlijst van {ronde} is al vastgesteld ({ronde.get_fase_display()}). In deze ronde kan geen "
            "overleg meer worden gehouden."
        )
    if heeft_vastgestelde_lijst(overleg):
        raise ValidationError(
            "Van dit overleg is al een afsprakenlijst geladen. De applicatie kan haar dan niet ook zelf maken."
        )


def heeft_vastgestelde_lijst(overleg: Overleg) -> bool:
    """Whether this overleg has a list of agreements already; one of proposals only is replaced when it closes."""
    in_lijst = Afspraak.objects.filter(overleg=overleg).in_lijst()
    return bool(in_lijst.exclude(besluit=Besluit.VOORGESTELD).exists())


def _versie_op_tafel(dossier: Dossier, by: Actor) -> Dossierversie:
    """The version that says what the rows say: a new one, or else the last."""
    versie = leg_versie_vast(dossier, by=by, reden="op tafel bij het overleg") or laatste_versie(dossier)
    if versie is None:
        raise RuntimeError(f"Van dossier {dossier.pk} is geen enkele versie bewaard.")
    return versie
