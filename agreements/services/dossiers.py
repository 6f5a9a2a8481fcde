"""Loading the dossier of an overleg into the database, and taking it out again.

Every load that changes something keeps the whole dossier as a version with its checksum, so a dossier that is
replaced is never lost; the rows are what the application works with.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actoren import Actor, gebruiker_van, naam_van, rol_van
from accounts.auditlog import leg_vast
from agreements.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Agendasoort,
    Bijlage,
    Bloksoort,
    Deelnemer,
    Dossier,
    Invulling,
    Voorstel,
    Zijde,
)
from agreements.dossier_html import schoon
from agreements.dossier_json import canoniek, uit_json
from agreements.lijst import SOORTEN, Melding
from agreements.models import Agendablok as BlokRij
from agreements.models import Agendapunt as PuntRij
from agreements.models import Agendaregel as RegelRij
from agreements.models import Bijlage as BijlageRij
from agreements.models import Deelnemer as DeelnemerRij
from agreements.models import Dossier as DossierRij
from agreements.models import Dossierversie, Overleg
from agreements.models import VoorgesteldeAfspraak as VoorstelRij
from agreements.rechten import eis, mag_dossiers_laden
from agreements.services.rondes import ronde_om_te_vullen
from regions.models import Landsdeel

#: The texts of a dossier beside its tables and items.
TEKSTEN = ("regels", "agenda_tekst", "deelnemers_tekst", "opbouw", "bijlagen_tekst")
KENMERKEN = ("titel", "versie", "datum", "begin", "eind", "locatie")
#: Added to the place of the rows that stay, so that they are out of the way of those that come.
OPZIJ = 1_000_000


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

    Raises PermissionDenied, DossierWijktAf, or ValidationError (unknown landsdeel or kind, no agendapunten).
    """
    eis(mag_dossiers_laden(by))
    if dossier.soort not in SOORTEN:
        raise ValidationError(f"De soort “{dossier.soort}” bestaat niet. Kies uit: {', '.join(SOORTEN)}.")
    if not dossier.agendapunten:
        raise ValidationError("Dit dossier heeft geen enkel agendapunt. Kies een ander bestand.")
    nummers = [punt.nummer for punt in dossier.agendapunten]
    if dubbel := sorted({nummer for nummer in nummers if nummers.count(nummer) > 1}):
        raise ValidationError(f"Deze nummers van agendapunten komen meer dan eens voor: {', '.join(dubbel)}.")
    dossier = _schoongemaakt(dossier)
    overleg = _overleg_van(dossier)
    oud = dossier_van(overleg)
    verschillen = _verschillen(oud, dossier) if oud else []
    if oud and not verschillen:
        return Dossierresultaat(overleg=overleg)
    if oud and not vervang:
        raise DossierWijktAf(verschillen)
    rij = _schrijf(dossier, overleg)
    inhoud = canoniek(dossier)
    versie = Dossierversie.objects.create(
        dossier=rij,
        nummer=rij.versies.count() + 1,
        inhoud=inhoud.decode(),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        bestandsnaam=bestandsnaam,
        op=op or timezone.now(),
        door=gebruiker_van(by),
        door_naam=naam_van(by),
        rol=rol_van(by),
    )
    leg_vast(
        actie="dossier geladen",
        object_soort="dossier",
        object_sleutel=overleg.slug,
        by=by,
        details={
            "bestand": bestandsnaam,
            "versie": versie.nummer,
            "sha256": versie.sha256,
            "tellingen": dossier.tellingen(),
            "verschillen": verschillen,
        },
    )
    return Dossierresultaat(overleg=overleg, versie=versie, verschillen=tuple(verschillen))


def dossier_van(overleg: Overleg) -> Dossier | None:
    """The dossier of an overleg as it stands, or None. Seven queries, whatever its length.

    Who may see it is for the caller to ask (`Dossier.objects.visible_to`).
    """
    rij = (
        DossierRij.objects.filter(overleg=overleg)
        .select_related("overleg__ronde", "overleg__landsdeel")
        .for_page()
        .first()
    )
    return dossier_uit(rij) if rij else None


def dossier_in(versie: Dossierversie) -> Dossier:
    """The dossier as it was loaded then. Raises ValidationError when it is no longer what its checksum says."""
    if hashlib.sha256(versie.inhoud.encode()).hexdigest() != versie.sha256:
        raise ValidationError("De inhoud van deze versie is niet meer wat is geladen.")
    return uit_json(json.loads(versie.inhoud))


# --- out of the database -----------------------------------------------------------------------------------------


def dossier_uit(rij: DossierRij) -> Dossier:
    """The dossier that these rows hold; no query when they were fetched `for_page`."""
    return Dossier(
        soort=rij.overleg.ronde.soort,
        jaar=rij.overleg.ronde.jaar,
        landsdeel=rij.overleg.landsdeel_slug,
        **{naam: getattr(rij, naam) for naam in (*KENMERKEN, *TEKSTEN)},
        agenda=tuple(
            Agendaregel(tijd=een.tijd, nummer=een.nummer, titel=een.titel, wie=een.wie) for een in rij.agenda.all()
        ),
        deelnemers=tuple(
            Deelnemer(zijde=Zijde(een.zijde), naam=een.naam, ondersteuning=een.ondersteuning)
            for een in rij.deelnemers.all()
        ),
        agendapunten=tuple(_punt_uit_rij(punt) for punt in rij.punten.all()),
        bijlagen=tuple(
            Bijlage(nummer=een.nummer, naam=een.naam, informatie=een.informatie) for een in rij.bijlagen.all()
        ),
        meldingen=tuple(Melding(**melding) for melding in rij.meldingen),
    )


def _punt_uit_rij(rij: PuntRij) -> Agendapunt:
    return Agendapunt(
        nummer=rij.nummer,
        titel=rij.titel,
        soort=Agendasoort(rij.soort),
        wie=tuple(rij.wie),
        begin=rij.begin,
        eind=rij.eind,
        versie=rij.versie,
        opmerkingen=tuple(rij.opmerkingen),
        blokken=tuple(
            Agendablok(
                soort=Bloksoort(blok.soort),
                html=blok.html,
                invulling=Invulling(blok.invulling),
                deel=blok.deel,
                voorstellen=tuple(
                    Voorstel(
                        tekst=een.tekst,
                        subpunten=tuple(een.subpunten),
                        invulling=Invulling(een.invulling),
                        inleiding=een.inleiding,
                    )
                    for een in blok.voorstellen.all()
                ),
            )
            for blok in rij.blokken.all()
        ),
    )


# --- into the database -------------------------------------------------------------------------------------------


def _schoongemaakt(dossier: Dossier) -> Dossier:
    return replace(
        dossier,
        regels=schoon(dossier.regels),
        agenda_tekst=schoon(dossier.agenda_tekst),
        deelnemers_tekst=schoon(dossier.deelnemers_tekst),
        opbouw=schoon(dossier.opbouw),
        bijlagen_tekst=schoon(dossier.bijlagen_tekst),
        agendapunten=tuple(
            replace(punt, blokken=tuple(replace(blok, html=schoon(blok.html)) for blok in punt.blokken))
            for punt in dossier.agendapunten
        ),
    )


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


def _schrijf(dossier: Dossier, overleg: Overleg) -> DossierRij:
    rij, _ = DossierRij.objects.update_or_create(
        overleg=overleg,
        defaults={
            **{naam: getattr(dossier, naam) for naam in (*KENMERKEN, *TEKSTEN)},
            "meldingen": [
                {"regel": melding.regel, "soort": melding.soort, "tekst": melding.tekst}
                for melding in dossier.meldingen
            ],
        },
    )
    for verzameling in (rij.agenda, rij.deelnemers, rij.bijlagen):
        verzameling.all().delete()
    RegelRij.objects.bulk_create(
        RegelRij(dossier=rij, volgorde=plaats, tijd=een.tijd, nummer=een.nummer, titel=een.titel, wie=een.wie)
        for plaats, een in enumerate(dossier.agenda)
    )
    DeelnemerRij.objects.bulk_create(
        DeelnemerRij(
            dossier=rij, volgorde=plaats, zijde=een.zijde.value, naam=een.naam, ondersteuning=een.ondersteuning
        )
        for plaats, een in enumerate(dossier.deelnemers)
    )
    BijlageRij.objects.bulk_create(
        BijlageRij(dossier=rij, volgorde=plaats, nummer=een.nummer, naam=een.naam, informatie=een.informatie)
        for plaats, een in enumerate(dossier.bijlagen)
    )
    _schrijf_punten(dossier, rij)
    return rij


def _schrijf_punten(dossier: Dossier, rij: DossierRij) -> None:
    """The agendapunten; one that was there keeps its row, and its blocks are written anew."""
    oud = list(rij.punten.all())
    gelijk = _koppel(oud, dossier)
    rij.punten.exclude(pk__in=[punt.pk for punt in gelijk.values()]).delete()
    BlokRij.objects.filter(punt__dossier=rij).delete()
    rij.punten.update(volgorde=F("volgorde") + OPZIJ)
    for plaats, een in enumerate(dossier.agendapunten):
        punt = gelijk.get(een.nummer) or PuntRij(dossier=rij)
        punt.volgorde, punt.nummer, punt.titel, punt.soort = plaats, een.nummer, een.titel, een.soort.value
        punt.wie, punt.opmerkingen = list(een.wie), list(een.opmerkingen)
        punt.begin, punt.eind, punt.versie = een.begin, een.eind, een.versie
        punt.save()
        blokken = BlokRij.objects.bulk_create(
            BlokRij(
                punt=punt,
                volgorde=volgorde,
                soort=blok.soort.value,
                html=blok.html,
                invulling=blok.invulling.value,
                deel=blok.deel,
            )
            for volgorde, blok in enumerate(een.blokken)
        )
        VoorstelRij.objects.bulk_create(
            VoorstelRij(
                blok=blokrij,
                volgorde=volgorde,
                tekst=voorstel.tekst,
                subpunten=list(voorstel.subpunten),
                inleiding=voorstel.inleiding,
                invulling=voorstel.invulling.value,
            )
            for blokrij, blok in zip(blokken, een.blokken, strict=True)
            for volgorde, voorstel in enumerate(blok.voorstellen)
        )


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


def _verschillen(oud: Dossier, nieuw: Dossier) -> list[str]:
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
