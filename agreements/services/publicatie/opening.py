"""What the letter would open, to be read and confirmed before it is done."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from accounts.actoren import Actor
from accounts.models import User
from agreements.exporters import FORMATEN
from agreements.lijst_json import canoniek
from agreements.models import Afspraak, Embargouitzondering, Ronde
from agreements.models.embargo import afspraak_openbaar, afspraak_uitgesteld
from agreements.services.publicatie.ontvangers import deelnemers
from agreements.services.uitgaven import stel_uitgave_voor


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What becomes public, in which edition, who is told, and what does not open with it.

    `stand` changes when any of this does: who confirmed another one than there is now, is asked again.
    """

    nummer: str
    titel: str
    tekstblokken: int
    afspraken: int
    landsdelen: tuple[tuple[str, int], ...]
    formaten: tuple[str, ...]
    ontvangers: tuple[User, ...]
    blijft_dicht: tuple[Embargouitzondering, ...]
    al_open: tuple[Embargouitzondering, ...]
    stand: str


def wat_gaat_open(ronde: Ronde, *, by: Actor, op: datetime | None = None) -> Opening:
    """What "brief verzonden" would open at that moment (default now). Raises PermissionDenied, or ValidationError when
    there is no list."""
    straks = copy.copy(ronde)
    straks.fase = Ronde.Fase.OPENBAAR
    voorstel = stel_uitgave_voor(straks, by=by, op=op)
    lijst = voorstel.lijst
    codes = [tekstblok.code for tekstblok in lijst.tekstblokken]
    uitzonderingen = (
        Embargouitzondering.objects.filter(afspraak__overleg__ronde=ronde, ingetrokken_op=None)
        .select_related("afspraak")
        .order_by("afspraak__code")
    )
    blijft_dicht = tuple(uitzonderingen.filter(afspraak_uitgesteld("afspraak__", op)))
    al_open = tuple(uitzonderingen.filter(afspraak_openbaar("afspraak__")))
    ontvangers = tuple(deelnemers(ronde))
    inhoud = [canoniek(lijst).decode(), voorstel.nummer, [een.pk for een in blijft_dicht], len(ontvangers)]
    return Opening(
        nummer=voorstel.nummer,
        titel=lijst.titel,
        tekstblokken=len(codes),
        afspraken=Afspraak.objects.gevolgd().filter(tekstblok__code__in=codes).count(),
        landsdelen=tuple(
            (deel.kop, sum(len(blok.tekstblokken) for rubriek in deel.rubrieken for blok in rubriek.blokken))
            for deel in lijst.landsdelen
        ),
        formaten=tuple(formaat.naam for formaat in FORMATEN.values()),
        ontvangers=ontvangers,
        blijft_dicht=blijft_dicht,
        al_open=al_open,
        stand=hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()[:24],
    )
