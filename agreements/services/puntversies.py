"""Every version of an agendapunt: what it said, who wrote that and when. Rows that nobody changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Length

from accounts.actoren import Actor, Systeem
from agreements.dossier import Agendapunt
from agreements.dossier_json import punt_canoniek, punt_uit_json
from agreements.models import Agendapunt as PuntRij
from agreements.models import Puntversie
from agreements.models.ondertekend import handtekening
from agreements.punttekst import Punttekst, tekst_van_punt
from agreements.services.dossierlezen import punt_uit

#: Who signs a version of a text that came into the item without the editor, by loading or restoring a dossier.
STAND = Systeem(naam="stand van het dossier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """An item as it stands: what it says, and the number of the version that says so.

    `is_vastgelegd` is false when no version says so yet; the number is then the one that it will get.
    """

    punt: Agendapunt
    tekst: Punttekst
    nummer: int
    is_vastgelegd: bool


def versies_van(punt: PuntRij) -> QuerySet[Puntversie]:
    """The versions of an item without their texts, newest first, each with the number of signs it has (`omvang`)."""
    return Puntversie.objects.filter(punt=punt).defer("inhoud").annotate(omvang=Length("inhoud")).order_by("-nummer")


def punt_in(versie: Puntversie) -> Agendapunt:
    """The item as it was kept then. Raises ValidationError when it is no longer what its checksum says."""
    if hashlib.sha256(versie.inhoud.encode()).hexdigest() != versie.sha256:
        raise ValidationError("De inhoud van deze versie is niet meer wat is opgeslagen.")
    return punt_uit_json(json.loads(versie.inhoud))


def stand_van(rij: PuntRij) -> Stand:
    """The item as it stands. Note: reads its blocks, and its last version (one query)."""
    punt = punt_uit(rij)
    tekst = tekst_van_punt(punt)
    laatste = Puntversie.objects.filter(punt=rij).order_by("nummer").last()
    gelijk = laatste is not None and tekst_van_punt(punt_in(laatste)) == tekst
    nummer = laatste.nummer if laatste else 0
    return Stand(punt=punt, tekst=tekst, nummer=nummer if gelijk else nummer + 1, is_vastgelegd=gelijk)


def leg_stand_vast(rij: PuntRij) -> Stand:
    """Make sure that there is a version of what the item says now, in the transaction of the caller.

    A text can get there without the editor: the first one was loaded, and a dossier can be loaded or put back.
    """
    stand = stand_van(rij)
    if not stand.is_vastgelegd:
        reden = "zoals geladen" if stand.nummer == 1 else "buiten deze pagina gewijzigd"
        maak_versie(rij, stand.punt, nummer=stand.nummer, by=STAND, reden=reden)
    return stand


def leg_wijzigingen_vast(punten: Iterable[PuntRij], *, by: Actor, reden: str) -> None:
    """Make a version of each of these items whose text an act beside the editor changed, with who did that and why.

    An item that nobody wrote in yet has no versions; its first is made when somebody does.
    """
    for rij in punten:
        stand = stand_van(rij)
        if stand.nummer > 1 and not stand.is_vastgelegd:
            maak_versie(rij, stand.punt, nummer=stand.nummer, by=by, reden=reden)


def maak_versie(rij: PuntRij, punt: Agendapunt, *, nummer: int, by: Actor, reden: str = "") -> Puntversie:
    """Keep what the item says as this version, in the transaction of the caller, who has locked the dossier."""
    inhoud = punt_canoniek(punt)
    return Puntversie.objects.create(
        dossier_id=rij.dossier_id,
        punt=rij,
        nummer=nummer,
        reden=reden,
        inhoud=inhoud.decode(),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        **handtekening(by),
    )


def controleer_puntversies() -> Iterator[tuple[str, str]]:
    """What is wrong with the versions of items, if anything: which overleg and item, and a sentence. One query."""
    rijen = (
        Puntversie.objects.order_by("punt_id", "nummer")
        .values_list(
            *("dossier__overleg__ronde__soort", "dossier__overleg__ronde__jaar", "dossier__overleg__landsdeel__slug"),
            *("punt_id", "nummer", "inhoud", "sha256"),
        )
        .iterator(chunk_size=100)
    )
    for (*plaats, punt), versies in groupby(rijen, key=lambda rij: rij[:4]):
        waar = f"{'-'.join(map(str, plaats))}, agendapunt {punt}"
        for verwacht, (*_, nummer, inhoud, som) in enumerate(versies, start=1):
            if nummer != verwacht:
                yield waar, f"versie {verwacht} ontbreekt; de volgende die er is, is versie {nummer}."
                break
            if hashlib.sha256(inhoud.encode()).hexdigest() != som:
                yield waar, f"de inhoud van versie {nummer} is niet meer wat is opgeslagen."
