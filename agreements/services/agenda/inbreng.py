"""What earlier rondes bring to an overleg: open agreements and what was held over, made into items of its agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import Auditregel, User
from agreements.dossier import Agendablok, Agendasoort, Bloksoort, Invulling
from agreements.models import Afspraak, Agendapunt, Beslispunt, Overleg, Ronde, Termijn, Verband
from agreements.models import Dossier as DossierRij
from agreements.models.besluit import Besluit
from agreements.services.agenda.grondslag import begin, houd_teksten_bij, sluit_af, structuur
from agreements.services.agenda.punten import ACHTERAAN, LANGSTE_TITEL, Kop, voeg_punt_toe
from agreements.services.dossierlezen import punt_uit
from agreements.services.dossierschrijven import schrijf_blokken
from agreements.services.puntversies import leg_stand_vast
from agreements.services.zittingen.lezen import Uitkomst, uitkomsten_van
from regions.models import Provincie

#: About how long a title that is proposed may be.
TITEL = 90
#: How the title of an item with the progress of many agreements begins, until people change it.
VOORTGANG = "Voortgang afspraken"
#: The line of the audit log that keeps of which item it is the overview, whatever its title becomes.
GEAGENDEERD = "voortgang geagendeerd"
PUNT = "agendapunt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kandidaat:
    """An agreement that could be dealt with, why, and the items of this dossier that come from it already."""

    afspraak: Afspraak
    redenen: tuple[str, ...]
    punten: tuple[Agendapunt, ...] = ()


def kandidaten(*, dossier: DossierRij, user: User) -> list[Kandidaat]:
    """The open agreements of this landsdeel that this user may see, those with a reason to be dealt with first.

    Only of the landsdeel itself: what is quoted in a dossier is read by all who may see that dossier. A number of
    queries that does not grow with the agreements.
    """
    overleg = dossier.overleg
    afspraken = list(
        Afspraak.objects.visible_to(user)
        .gevolgd()
        .open()
        .voor_landsdeel(overleg.landsdeel)
        .exclude(overleg=overleg)
        .for_list()
        .lijstvolgorde()
    )
    hangt = set(Termijn.objects.filter(overleg=overleg.ronde).values_list("afspraak", flat=True))
    gevraagd = set(
        Verband.objects.actief()
        .filter(soort=Verband.Soort.GEAGENDEERD, naar_ronde=overleg.ronde)
        .values_list("van", flat=True)
    )
    punten: dict[int, list[Agendapunt]] = {}
    for punt in dossier.punten.prefetch_related("herkomsten"):
        for afspraak in punt.herkomsten.all():
            punten.setdefault(afspraak.pk, []).append(punt)
    uit = [
        Kandidaat(
            afspraak=een,
            redenen=tuple(
                reden
                for reden, geldt in (
                    (f"geagendeerd op {overleg.ronde}", een.pk in gevraagd),
                    (f"termijn is {overleg.ronde}", een.pk in hangt),
                    ("over tijd", een.is_over_tijd),
                )
                if geldt
            ),
            punten=tuple(punten.get(een.pk, ())),
        )
        for een in afspraken
    ]
    return sorted(uit, key=lambda een: not een.redenen)


def aangehouden(*, overleg: Overleg, user: User) -> list[Uitkomst]:
    """The proposals that an earlier overleg of this landsdeel held over, as far as this user may see them."""
    beslispunten = (
        Beslispunt.objects.visible_to(user)
        .filter(zitting__overleg__landsdeel=overleg.landsdeel, zitting__gesloten_op__isnull=False)
        .exclude(zitting__overleg=overleg)
        .select_related("zitting__overleg__ronde")
        .order_by("-zitting__overleg__ronde__jaar", "volgorde")
    )
    return [een for een in uitkomsten_van(beslispunten) if een.besluit == Besluit.AANGEHOUDEN]


@transaction.atomic
def maak_punten_van(
    *,
    dossier: DossierRij,
    afspraken: Sequence[Afspraak] = (),
    beslispunten: Sequence[Beslispunt] = (),
    onder: int = ACHTERAAN,
    by: User,
    versie: int | None = None,
) -> list[Agendapunt]:
    """Make an item of each of these, with its text quoted as a start, and the agreement as where it comes from.

    Raises as `voeg_punt_toe` does, and ValidationError when nothing was chosen or one is not to be seen or not of this
    landsdeel.
    """
    _toets(dossier, afspraken, beslispunten, by)
    uit = []
    for afspraak in afspraken:
        kop = Kop(titel=korte_titel(afspraak.tekst))
        uit.append(
            voeg_punt_toe(
                dossier=dossier,
                kop=kop,
                onder=onder,
                by=by,
                versie=versie,
                blokken=_blokken(citaat(afspraak)),
                herkomsten=(afspraak,),
            )
        )
        versie = None  # from here on it is our own
    for beslispunt in beslispunten:
        voorstel = _alinea(f"{_bron(beslispunt)}: “{beslispunt.tekst}”", beslispunt.subpunten)
        kop = Kop(titel=korte_titel(beslispunt.tekst))
        uit.append(
            voeg_punt_toe(dossier=dossier, kop=kop, onder=onder, by=by, versie=versie, blokken=_blokken(voorstel))
        )
        versie = None
    return uit


@transaction.atomic
def voeg_toe_aan_punt(
    *,
    punt: Agendapunt,
    afspraken: Sequence[Afspraak] = (),
    beslispunten: Sequence[Beslispunt] = (),
    by: User,
    versie: int | None = None,
) -> Agendapunt:
    """Quote these in the Toelichting of an item that is there (of a hamerpunt: In het kort), and remember where from.

    Raises as `begin` does, and ValidationError as `maak_punten_van` does.
    """
    bewerking = begin(dossier=punt.dossier, by=by, versie=versie, deel=structuur)
    _toets(bewerking.rij, afspraken, beslispunten, by)
    punt = bewerking.punt(punt.pk)
    leg_stand_vast(punt)
    soort = Bloksoort.TOELICHTING if punt.soort == Agendasoort.BESPREEKPUNT else Bloksoort.IN_HET_KORT
    tekst = "".join(
        [
            *(citaat(afspraak) for afspraak in afspraken),
            *(_alinea(f"{_bron(een)}: “{een.tekst}”", een.subpunten) for een in beslispunten),
        ]
    )
    blokken = list(punt_uit(punt).blokken)
    plaats = next((index for index, blok in enumerate(blokken) if blok.soort is soort), None)
    if plaats is None:
        blokken.append(Agendablok(soort=soort, html=tekst))
        blokken.sort(key=lambda blok: list(Bloksoort).index(blok.soort) if not blok.deel else 0)
    else:
        er_is = "" if blokken[plaats].is_leeg else blokken[plaats].html
        blokken[plaats] = replace(blokken[plaats], html=er_is + tekst, invulling=Invulling.ECHT)
    schrijf_blokken(punt, blokken)
    punt.herkomsten.add(*afspraken)
    houd_teksten_bij(bewerking, [punt.pk], reden="eerdere afspraken toegevoegd")
    sluit_af(bewerking, reden=f"agendapunt {punt.nummer}: eerdere afspraken toegevoegd")
    return punt


@transaction.atomic
def maak_voortgangspunt(
    *, dossier: DossierRij, onder: int = ACHTERAAN, by: User, versie: int | None = None
) -> Agendapunt:
    """One item with, per provincie, the agreements of the previous ronde and where they stand; text to go on with.

    Raises as `voeg_punt_toe` does, and ValidationError when there is no earlier ronde with agreements to be seen.
    """
    ronde = vorige_ronde(dossier.overleg, by)
    if ronde is None:
        raise ValidationError("Er is geen eerdere ronde met afspraken van dit landsdeel. Er is niets toegevoegd.")
    afspraken = list(
        Afspraak.objects.visible_to(by)
        .gevolgd()
        .voor_landsdeel(dossier.overleg.landsdeel)
        .filter(overleg__ronde=ronde)
        .for_list()
        .lijstvolgorde()
    )
    punt = voeg_punt_toe(
        dossier=dossier,
        kop=Kop(titel=f"{VOORTGANG} {ronde}"),
        onder=onder,
        by=by,
        versie=versie,
        blokken=_blokken(_voortgang(afspraken, dossier.overleg)),
        herkomsten=tuple(afspraken),
    )
    noteer_voortgangspunt(punt, by=by, ronde=ronde.pk)
    return punt


def noteer_voortgangspunt(punt: Agendapunt, *, by: Actor, **van: int) -> None:
    """Keep of what this item is the overview (`van`: what it was made from, by key). In the caller's transaction."""
    leg_vast(actie=GEAGENDEERD, object_soort=PUNT, object_sleutel=str(punt.pk), by=by, details=dict(van))


def voortgangspunten(dossier: DossierRij) -> dict[Agendapunt, dict[str, Any]]:
    """The items on this agenda that are an overview of many agreements, each with what it was made from. Two queries.

    An overview is no item of its own for any of them. What was made before this was kept is known by its title.
    """
    punten = list(dossier.punten.all())
    regels = Auditregel.objects.filter(
        actie=GEAGENDEERD, object_soort=PUNT, object_sleutel__in=[str(punt.pk) for punt in punten]
    )
    van = dict(regels.order_by("pk").values_list("object_sleutel", "details"))
    return {
        punt: van.get(str(punt.pk), {})
        for punt in punten
        if str(punt.pk) in van or punt.titel.startswith(f"{VOORTGANG} ")
    }


def vorige_ronde(overleg: Overleg, user: User) -> Ronde | None:
    """The last ronde of this kind before this one of which the landsdeel has agreements that this user may see."""
    ronde: Ronde | None = (
        Ronde.objects.filter(
            soort=overleg.ronde.soort,
            jaar__lt=overleg.ronde.jaar,
            overleggen__afspraken__in=Afspraak.objects.visible_to(user).gevolgd().voor_landsdeel(overleg.landsdeel),
        )
        .order_by("-jaar")
        .distinct()
        .first()
    )
    return ronde


def citaat(afspraak: Afspraak) -> str:
    """An agreement as a paragraph to start from: its code and ronde, its text to the letter, and where it stands.

    Note: reads its overleg, ronde and text block.
    """
    subpunten = [] if afspraak.deel or afspraak.tekstblok is None else afspraak.tekstblok.subpunten
    bron = f"Afspraak {afspraak.code} uit {afspraak.overleg.ronde}"
    return _alinea(f"{bron}: “{afspraak.tekst}”", subpunten) + _alinea(f"Stand: {_stand(afspraak)}.")


def _stand(afspraak: Afspraak) -> str:
    """Its live status and deadline: whoever may read the dossier of its landsdeel, may see those."""
    dag = afspraak.termijn_tot
    termijn = f", termijn {dag.day}-{dag.month}-{dag.year}" if dag else ""
    te_laat = ", over tijd" if dag and dag < timezone.localdate() and not afspraak.is_gesloten else ""
    return f"{afspraak.get_status_display()}{termijn}{te_laat}"


def _alinea(tekst: str, subpunten: Iterable[str] = ()) -> str:
    punten = "".join(f"<li>{escape(een, quote=False)}</li>" for een in subpunten)
    return f"<p>{escape(tekst, quote=False)}</p>" + (f"<ul>{punten}</ul>" if punten else "")


def _blokken(in_het_kort: str) -> tuple[Agendablok, ...]:
    return (
        Agendablok(soort=Bloksoort.IN_HET_KORT, html=in_het_kort),
        *(
            Agendablok(soort=soort, invulling=Invulling.LEEG)
            for soort in (Bloksoort.BESPREEKPUNTEN, Bloksoort.VOORGESTELDE_AFSPRAKEN, Bloksoort.TOELICHTING)
        ),
    )


def _voortgang(afspraken: Sequence[Afspraak], overleg: Overleg) -> str:
    """Per provincie of the landsdeel its agreements; those of more than one or of none last, each once."""
    provincies = list(Provincie.objects.filter(landsdeel=overleg.landsdeel).order_by("naam"))
    groepen: dict[str, list[Afspraak]] = {provincie.naam: [] for provincie in provincies}
    samen = "Hele landsdeel"
    for afspraak in afspraken:
        namen = [een.naam for een in afspraak.provincies.all() if een.naam in groepen]
        groepen.setdefault(namen[0] if len(namen) == 1 else samen, []).append(afspraak)
    return "".join(
        f"<p><strong>{escape(naam, quote=False)}</strong></p><ul>"
        + "".join(
            f"<li>{escape(f'{een.code}: {korte_titel(een.tekst)} ({_stand(een)})', quote=False)}</li>" for een in groep
        )
        + "</ul>"
        for naam, groep in groepen.items()
        if groep
    )


def korte_titel(tekst: str) -> str:
    """The first words of a text as a title to go on with."""
    kort = " ".join(tekst.split()).rstrip(".;:,")
    if len(kort) <= TITEL:
        return kort[:LANGSTE_TITEL]
    return f"{kort[:TITEL].rsplit(' ', 1)[0].rstrip('.;:,')} …"


def _bron(beslispunt: Beslispunt) -> str:
    return f"Aangehouden in {beslispunt.zitting.overleg.ronde}"


def _toets(dossier: DossierRij, afspraken: Sequence[Afspraak], beslispunten: Sequence[Beslispunt], by: User) -> None:
    if not afspraken and not beslispunten:
        raise ValidationError("Kies ten minste één afspraak.")
    mag = {een.afspraak.pk for een in kandidaten(dossier=dossier, user=by)}
    mag_ook = {een.beslispunt.pk for een in aangehouden(overleg=dossier.overleg, user=by)}
    if any(een.pk not in mag for een in afspraken) or any(een.pk not in mag_ook for een in beslispunten):
        raise ValidationError("Een van de gekozen afspraken is niet meer te agenderen. Laad de pagina opnieuw.")
