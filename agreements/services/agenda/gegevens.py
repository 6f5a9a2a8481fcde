"""A dossier begins, and what stands in it beside the items: its facts, the agenda table, deelnemers and bijlagen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from agreements.dossier import Agendapunt, Agendaregel, Agendasoort, Bijlage, Deelnemer, Dossier, Zijde
from agreements.dossier_html import schoon
from agreements.lijst import SOORTEN
from agreements.models import Agendaregel as RegelRij
from agreements.models import Bijlage as BijlageRij
from agreements.models import Deelnemer as DeelnemerRij
from agreements.models import Dossier as DossierRij
from agreements.models import Overleg, Ronde, Zitting
from agreements.rechten import eis, mag_dossier_schrijven, mag_dossiers_laden
from agreements.services.agenda.grondslag import begin, sluit_af
from agreements.services.agenda.nummering import schrijf_agenda
from agreements.services.agenda.soorten import HAMERPUNTEN
from agreements.services.dossierlezen import KENMERKEN, TEKSTEN
from agreements.services.dossierversies import leg_versie_vast
from agreements.services.rondes import ronde_om_te_vullen
from regions.models import Landsdeel


@transaction.atomic
def maak_overleg(*, soort: str, jaar: int, landsdeel: Landsdeel, by: Actor) -> Overleg:
    """The overleg of this landsdeel, made with its ronde (in phase concept) when it is missing.

    Raises PermissionDenied, or ValidationError for a kind or a year that cannot be.
    """
    eis(mag_dossiers_laden(by))
    if soort not in SOORTEN:
        raise ValidationError({"soort": f"De soort “{soort}” bestaat niet. Kies uit: {', '.join(SOORTEN)}."})
    if not 2000 <= jaar <= 2100:
        raise ValidationError({"jaar": "Vul een jaartal in van 2000 tot en met 2100."})
    ronde = ronde_om_te_vullen(soort=soort, jaar=jaar)
    overleg, nieuw = Overleg.objects.get_or_create(ronde=ronde, landsdeel=landsdeel, defaults={"kop": landsdeel.kop})
    if nieuw:
        leg_vast(actie="overleg gemaakt", object_soort="overleg", object_sleutel=overleg.slug, by=by)
    return overleg


@transaction.atomic
def begin_dossier(*, overleg: Overleg, by: Actor) -> DossierRij:
    """Start a dossier from nothing: the agenda with an opening, a chapter with hamerpunten and a closing.

    Raises PermissionDenied, or ValidationError when there is one already or the ronde is further than preparation.
    """
    eis(mag_dossier_schrijven(by, overleg))
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("ronde", "landsdeel").get(pk=overleg.pk)
    if overleg.landsdeel is None:
        raise ValidationError("Een dossier hoort bij het overleg van één landsdeel.")
    if DossierRij.objects.filter(overleg=overleg).exists():
        raise ValidationError("Dit overleg heeft al een dossier. Laad de pagina opnieuw.")
    if Zitting.objects.filter(overleg=overleg).exists() or overleg.ronde.fase != Ronde.Fase.CONCEPT:
        raise ValidationError("Dit overleg is al geweest. Een dossier begint u in de voorbereiding.")
    rij = DossierRij.objects.create(
        overleg=overleg,
        titel=f"Gezamenlijk dossier {overleg}",
        versie="concept",
        datum=overleg.datum,
        begin=overleg.begin,
        eind=overleg.eind,
        locatie=overleg.locatie,
    )
    hoofdstukken = (
        Agendapunt(nummer="1", titel="Opening en mededelingen", soort=Agendasoort.MEDEDELING),
        Agendapunt(nummer="2", titel=HAMERPUNTEN, soort=Agendasoort.HAMERPUNT),
    )
    rij.punten.model.objects.bulk_create(
        rij.punten.model(dossier=rij, volgorde=plaats, nummer=een.nummer, titel=een.titel, soort=een.soort.value)
        for plaats, een in enumerate(hoofdstukken)
    )
    RegelRij.objects.bulk_create(
        RegelRij(dossier=rij, volgorde=plaats, nummer=een.nummer, titel=een.titel)
        for plaats, een in enumerate(hoofdstukken)
    )
    leg_versie_vast(rij, by=by, reden="dossier begonnen")
    leg_vast(actie="dossier begonnen", object_soort="dossier", object_sleutel=overleg.slug, by=by)
    return rij


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevens:
    """The facts of a dossier and the texts beside its tables (HTML of `agreements.dossier_html`)."""

    titel: str
    versie: str = ""
    datum: date | None = None
    begin: time | None = None
    eind: time | None = None
    locatie: str = ""
    regels: str = ""
    agenda_tekst: str = ""
    deelnemers_tekst: str = ""
    opbouw: str = ""
    bijlagen_tekst: str = ""


@transaction.atomic
def wijzig_gegevens(*, dossier: DossierRij, gegevens: Gegevens, by: Actor, versie: int | None = None) -> bool:
    """Change the facts of a dossier. Returns whether anything differs. Raises as `begin` does, or ValidationError."""
    velden = (*KENMERKEN, *TEKSTEN)
    bewerking = begin(dossier=dossier, by=by, versie=versie, deel=_velden_van(velden))
    if not gegevens.titel.strip():
        raise ValidationError({"titel": "Vul een titel in."})
    if gegevens.begin and gegevens.eind and gegevens.eind <= gegevens.begin:
        raise ValidationError({"eind": "Het einde ligt niet na het begin. Kies een latere tijd."})
    for naam in KENMERKEN:
        setattr(bewerking.rij, naam, getattr(gegevens, naam))
    for naam in TEKSTEN:
        setattr(bewerking.rij, naam, schoon(getattr(gegevens, naam)))
    bewerking.rij.save(update_fields=list(velden))
    return sluit_af(bewerking, reden="gegevens van het dossier gewijzigd") is not None


@transaction.atomic
def wijzig_agenda(*, dossier: DossierRij, regels: Sequence[Agendaregel], by: Actor, versie: int | None = None) -> bool:
    """The agenda table becomes these rows, in this order. Returns whether anything differs. Raises as `begin` does."""
    bewerking = begin(dossier=dossier, by=by, versie=versie, deel=_velden_van(("agenda",)))
    schrijf_agenda(
        bewerking.rij, [RegelRij(tijd=een.tijd, nummer=een.nummer, titel=een.titel, wie=een.wie) for een in regels]
    )
    return sluit_af(bewerking, reden="agenda gewijzigd") is not None


@transaction.atomic
def wijzig_deelnemers(
    *, dossier: DossierRij, deelnemers: Sequence[Deelnemer], by: Actor, versie: int | None = None
) -> bool:
    """The deelnemers become these, per side in this order. Returns whether anything differs. Raises as `begin` does."""
    bewerking = begin(dossier=dossier, by=by, versie=versie, deel=_velden_van(("deelnemers",)))
    op_volgorde = sorted(deelnemers, key=lambda een: (een.ondersteuning, list(Zijde).index(een.zijde)))
    bewerking.rij.deelnemers.all().delete()
    DeelnemerRij.objects.bulk_create(
        DeelnemerRij(
            dossier=bewerking.rij,
            volgorde=plaats,
            zijde=een.zijde.value,
            naam=een.naam,
            ondersteuning=een.ondersteuning,
        )
        for plaats, een in enumerate(op_volgorde)
    )
    return sluit_af(bewerking, reden="deelnemers gewijzigd") is not None


@transaction.atomic
def wijzig_bijlagen(*, dossier: DossierRij, bijlagen: Sequence[Bijlage], by: Actor, versie: int | None = None) -> bool:
    """The bijlagen become these, in this order. Returns whether anything differs. Raises as `begin` does."""
    bewerking = begin(dossier=dossier, by=by, versie=versie, deel=_velden_van(("bijlagen",)))
    bewerking.rij.bijlagen.all().delete()
    BijlageRij.objects.bulk_create(
        BijlageRij(dossier=bewerking.rij, volgorde=plaats, nummer=een.nummer, naam=een.naam, informatie=een.informatie)
        for plaats, een in enumerate(bijlagen)
    )
    return sluit_af(bewerking, reden="bijlagen gewijzigd") is not None


def _velden_van(namen: Sequence[str]) -> Callable[[Dossier], Any]:
    return lambda dossier: [getattr(dossier, naam) for naam in namen]
