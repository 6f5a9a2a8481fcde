"""Loading the dossier of an overleg into the database, and taking it out again.

Every load that changes something keeps the whole dossier as a version with its checksum, so a dossier that is
replaced is never lost; the rows are what the application works with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.dossier import Dossier
from agreements.lijst import SOORTEN
from agreements.models import Agendapunt as PuntRij
from agreements.models import Dossier as DossierRij
from agreements.models import Dossierversie, Overleg, Zitting
from agreements.rechten import eis, mag_dossiers_laden
from agreements.services.dossierlezen import KENMERKEN, dossier_in, dossier_uit, dossier_van
from agreements.services.dossierschrijven import schoongemaakt, schrijf_dossier
from agreements.services.dossierversies import leg_versie_vast
from agreements.services.puntversies import leg_wijzigingen_vast
from agreements.services.rondes import ronde_om_te_vullen
from agreements.services.verschuivingen import overlegstand, schuif_mee
from regions.models import Landsdeel

__all__ = [
    "DossierWijktAf",
    "Dossierresultaat",
    "dossier_in",
    "dossier_uit",
    "dossier_van",
    "laad_dossier",
    "verschillen_tussen",
]


class DossierWijktAf(ValidationError):
    """The overleg already has a dossier and this one differs; `verschillen` says where, a sentence each."""

    def __init__(self, verschillen: list[str]) -> None:
        self.verschillen = verschillen
        super().__init__(
            f"Dit overleg heeft al een dossier, en dit is op {_plaatsen(len(verschillen))} anders. Er is niets geladen."
        )


def _plaatsen(aantal: int) -> str:
    return "1 plaats" if aantal == 1 else f"{aantal} plaatsen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierresultaat:
    """What loading did. `versie` is the version that was made; none when the dossier was there already."""

    overleg: Overleg
    versie: Dossierversie | None = None
    verschillen: tuple[str, ...] = ()

    @property
    def is_ongewijzigd(self) -> bool:
        return self.versie is None


@transaction.atomic
def laad_dossier(
    dossier: Dossier, *, by: Actor, vervang: bool = False, bestandsnaam: str = "", op: datetime | None = None
) -> Dossierresultaat:
    """Load a dossier into its overleg; the ronde (in phase concept) and the overleg are made when they are missing.

    When the overleg has the same dossier already, nothing is written. When it has another one: DossierWijktAf, unless
    `vervang`; an agendapunt that the renewed dossier still has keeps its row, and the dossier that was there stays as
    a version. The markup of all texts is made clean first.

    Raises PermissionDenied, DossierWijktAf, or ValidationError (unknown landsdeel or kind, no agendapunten, the overleg
    has been opened, somebody is writing at an item that would go).
    """
    eis(mag_dossiers_laden(by))
    if dossier.soort not in SOORTEN:
        raise ValidationError(f"De soort “{dossier.soort}” bestaat niet. Kies uit: {', '.join(SOORTEN)}.")
    if not dossier.agendapunten:
        raise ValidationError("Dit dossier heeft geen enkel agendapunt. Kies een ander bestand.")
    nummers = [punt.nummer for punt in dossier.agendapunten]
    if dubbel := sorted({nummer for nummer in nummers if nummers.count(nummer) > 1}):
        raise ValidationError(f"Deze nummers van agendapunten komen meer dan eens voor: {', '.join(dubbel)}.")
    dossier = schoongemaakt(dossier)
    voor = overlegstand()
    overleg = _overleg_van(dossier)
    schuif_mee(voor=voor, reden="De datum van het overleg kwam uit het geladen dossier.", by=by)
    bestaand = DossierRij.objects.select_for_update().filter(overleg=overleg).first()
    oud = dossier_van(overleg)
    verschillen = verschillen_tussen(oud, dossier) if oud else []
    if oud and not verschillen:
        return Dossierresultaat(overleg=overleg)
    if oud and not vervang:
        raise DossierWijktAf(verschillen)
    if Zitting.objects.filter(overleg=overleg).exists():
        raise ValidationError("Dit overleg is geopend: het dossier ligt op tafel en verandert niet meer.")
    if bestaand:
        leg_versie_vast(bestaand, by=by, reden="stand voor het laden")
    was = list(PuntRij.objects.filter(dossier=bestaand))
    rij = schrijf_dossier(dossier, overleg, _koppel(was, dossier))
    versie = leg_versie_vast(rij, by=by, bestandsnaam=bestandsnaam, op=op)
    punten = rij.punten.order_by("volgorde").prefetch_related("blokken__voorstellen")
    leg_wijzigingen_vast(punten, by=by, reden="dossier geladen")
    leg_vast(
        actie="dossier geladen",
        object_soort="dossier",
        object_sleutel=overleg.slug,
        by=by,
        details={
            "bestand": bestandsnaam,
            "versie": versie.nummer if versie else None,
            "sha256": versie.sha256 if versie else "",
            "tellingen": dossier.tellingen(),
            "verschillen": verschillen,
        },
    )
    return Dossierresultaat(overleg=overleg, versie=versie, verschillen=tuple(verschillen))


def _overleg_van(dossier: Dossier) -> Overleg:
    """The overleg that this dossier is of, in a ronde that is locked; a day and hours that it lacked are filled in."""
    landsdeel = Landsdeel.objects.filter(slug=dossier.landsdeel).first()
    if landsdeel is None:
        raise ValidationError(f"Het landsdeel “{dossier.landsdeel}” is niet bekend. Laad eerst de naslaggegevens.")
    ronde = ronde_om_te_vullen(soort=dossier.soort, jaar=dossier.jaar)
    tijden = {"datum": dossier.datum, "begin": dossier.begin, "eind": dossier.eind}
    overleg, nieuw = Overleg.objects.get_or_create(
        ronde=ronde, landsdeel=landsdeel, defaults={"kop": landsdeel.kop, **tijden}
    )
    if not nieuw and overleg.datum is None and dossier.datum:
        for naam, waarde in tijden.items():
            setattr(overleg, naam, waarde)
        overleg.save(update_fields=list(tijden))
    return overleg


def _koppel(oud: list[PuntRij], dossier: Dossier) -> dict[str, PuntRij]:
    """New number → the row that is the same item: by its title when that is its alone, else by its number."""
    titels = [punt.titel.casefold() for punt in oud]
    nieuwe_titels = [punt.titel.casefold() for punt in dossier.agendapunten]
    op_titel = {punt.titel.casefold(): punt for punt in oud if titels.count(punt.titel.casefold()) == 1}
    gelijk = {
        punt.nummer: op_titel[titel]
        for punt, titel in zip(dossier.agendapunten, nieuwe_titels, strict=True)
        if titel in op_titel and nieuwe_titels.count(titel) == 1
    }
    vergeven = {punt.pk for punt in gelijk.values()}
    op_nummer = {punt.nummer: punt for punt in oud if punt.pk not in vergeven}
    return gelijk | {
        punt.nummer: op_nummer[punt.nummer]
        for punt in dossier.agendapunten
        if punt.nummer not in gelijk and punt.nummer in op_nummer
    }


def verschillen_tussen(oud: Dossier, nieuw: Dossier) -> list[str]:
    """What differs between two dossiers of one overleg, a short sentence each; how they were read is no difference."""
    uit = []
    for naam, velden in (
        ("titel, versie, tijd of plaats", KENMERKEN),
        ("de agenda", ("agenda", "agenda_tekst")),
        ("de deelnemers", ("deelnemers", "deelnemers_tekst")),
        ("de bijlagen", ("bijlagen", "bijlagen_tekst")),
        ("de regels of de opbouw", ("regels", "opbouw")),
    ):
        if any(getattr(oud, veld) != getattr(nieuw, veld) for veld in velden):
            uit.append(f"gewijzigd: {naam}")
    was = {punt.nummer: punt for punt in oud.agendapunten}
    wordt = {punt.nummer: punt for punt in nieuw.agendapunten}
    uit += [f"nieuw: {punt.nummer} {punt.titel}" for nummer, punt in wordt.items() if nummer not in was]
    uit += [f"vervallen: {punt.nummer} {punt.titel}" for nummer, punt in was.items() if nummer not in wordt]
    uit += [
        f"gewijzigd: {punt.nummer} {punt.titel}"
        for nummer, punt in wordt.items()
        if nummer in was and was[nummer] != punt
    ]
    if not uit and oud.agendapunten != nieuw.agendapunten:
        uit.append("gewijzigd: de volgorde van de agendapunten")
    return uit
