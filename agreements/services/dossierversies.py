"""Every version of a dossier: the whole of it, after each act that changed something."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from accounts.actoren import Actor
from agreements.dossier_json import canoniek
from agreements.models import Agendapunt, Dossierversie
from agreements.models import Dossier as DossierRij
from agreements.models.ondertekend import handtekening
from agreements.services.dossierlezen import dossier_uit


def laatste_versie(rij: DossierRij) -> Dossierversie | None:
    """The newest version; none only for a dossier that is being made."""
    versie: Dossierversie | None = rij.versies.order_by("nummer").last()
    return versie


def leg_versie_vast(
    rij: DossierRij, *, by: Actor, reden: str = "", bestandsnaam: str = "", op: datetime | None = None
) -> Dossierversie | None:
    """Keep the dossier as its rows hold it now, as its next version; None when nothing differs from the last one.

    The caller has locked the dossier, or made it in this transaction. `reden` says which act made it different (80
    signs at most, no words of the dossier); empty for a document that was loaded.
    """
    vers = DossierRij.objects.select_related("overleg__ronde", "overleg__landsdeel").for_page().get(pk=rij.pk)
    inhoud = canoniek(dossier_uit(vers))
    sha256 = hashlib.sha256(inhoud).hexdigest()
    rijen = _rijen(vers)
    vorige = laatste_versie(rij)
    if vorige is not None and vorige.sha256 == sha256 and vorige.rijen == rijen:
        return None
    return Dossierversie.objects.create(
        dossier=rij,
        nummer=vorige.nummer + 1 if vorige else 1,
        inhoud=inhoud.decode(),
        sha256=sha256,
        rijen=rijen,
        bestandsnaam=bestandsnaam,
        reden=reden,
        **handtekening(by, op),
    )


def _rijen(rij: DossierRij) -> list[dict[str, Any]]:
    """Of each agendapunt, in order: its key, and what its row has beside the contract."""
    herkomsten: dict[int, list[int]] = {}
    koppel = Agendapunt.herkomsten.through
    for punt, afspraak in (
        koppel.objects.filter(agendapunt__dossier=rij)
        .order_by("agendapunt_id", "afspraak_id")
        .values_list("agendapunt_id", "afspraak_id")
    ):
        herkomsten.setdefault(punt, []).append(afspraak)
    return [
        {
            "pk": punt.pk,
            "penhouder": punt.penhouder_id,
            "aanleveren_voor": punt.aanleveren_voor.isoformat() if punt.aanleveren_voor else None,
            "herkomsten": herkomsten.get(punt.pk, []),
        }
        for punt in rij.punten.all()
    ]
