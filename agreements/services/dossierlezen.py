"""The dossier of an overleg out of the database, as the neutral structure."""

from __future__ import annotations

import hashlib
import json

from django.core.exceptions import ValidationError

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
from agreements.dossier_json import uit_json
from agreements.lijst import Melding
from agreements.models import Agendapunt as PuntRij
from agreements.models import Dossier as DossierRij
from agreements.models import Dossierversie, Overleg

#: The texts of a dossier beside its tables and items.
TEKSTEN = ("regels", "agenda_tekst", "deelnemers_tekst", "opbouw", "bijlagen_tekst")
KENMERKEN = ("titel", "versie", "datum", "begin", "eind", "locatie")


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
        agendapunten=tuple(punt_uit(punt) for punt in rij.punten.all()),
        bijlagen=tuple(
            Bijlage(nummer=een.nummer, naam=een.naam, informatie=een.informatie) for een in rij.bijlagen.all()
        ),
        meldingen=tuple(Melding(**melding) for melding in rij.meldingen),
    )


def punt_uit(rij: PuntRij) -> Agendapunt:
    """The agendapunt that this row holds, with its blocks."""
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
