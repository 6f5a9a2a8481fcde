"""Proving that what monitoring rounds froze is still what it was; reads only. `check_history` asks it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby

from django.db.models import Q

from accounts.models import Auditregel
from monitoring.models import Monitorronde, Monitorstap
from monitoring.services.rondes import OBJECT

#: Rows fetched at a time; each holds the words of one agreement.
STAPEL = 200


def controleer_momentopnamen() -> Iterator[tuple[str, str]]:
    """Every closed round of which the momentopname is not what was frozen: which, and a Dutch sentence.

    Each row against its checksum, the rows together against that of the momentopname, and that against the audit log.
    Two queries, of which the long one is read as a stream.
    """
    genoteerd = dict(
        Auditregel.objects.filter(
            actie=f"monitorronde {Monitorstap.Soort.GESLOTEN.label}", object_soort=OBJECT, resultaat="gelukt"
        )
        .order_by("pk")
        .values_list("object_sleutel", "details__sha256")
    )
    regel = "momentopname__regels__"
    rijen = (
        Monitorronde.objects.filter(Q(fase=Monitorronde.Fase.GESLOTEN) | Q(momentopname__isnull=False))
        .order_by("pk", f"{regel}volgorde")
        .values_list(
            *("pk", "momentopname", "momentopname__aantal", "momentopname__sha256"),
            *(f"{regel}{veld}" for veld in ("volgorde", "inhoud", "sha256")),
        )
        .iterator(chunk_size=STAPEL)
    )
    for (ronde, momentopname, aantal, som), regels in groupby(rijen, key=lambda rij: rij[:4]):
        if momentopname is None:
            yield str(ronde), "de ronde is gesloten, maar de momentopname ontbreekt."
            continue
        sommen: list[str] = []
        for *_, volgorde, inhoud, regelsom in regels:
            if volgorde is None:
                continue  # a momentopname without rows
            if _som(inhoud) != regelsom:
                yield str(ronde), f"de stand op plaats {volgorde} is niet meer wat is bevroren."
            sommen.append(regelsom)
        if len(sommen) != aantal:
            yield str(ronde), f"er zijn {aantal} standen bevroren, en nu zijn er {len(sommen)}."
        elif _som("\n".join(sommen)) != som:
            yield str(ronde), "de standen samen zijn niet meer wat is bevroren."
        if genoteerd.get(str(ronde)) != som:
            yield str(ronde), "het controlegetal is niet meer wat bij het sluiten in het logboek is gezet."


def aantal_momentopnamen() -> int:
    """How many there are to prove. One query."""
    return Monitorronde.objects.filter(momentopname__isnull=False).count()


def _som(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()
