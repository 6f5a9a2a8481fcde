"""Taking the list of a ronde out as a document: what is in it for whom, its title page and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import formats, timezone

from agreements.exporters import FORMATEN, Overlegdag, Titelgegevens, Voortgang
from agreements.lijst import LANDELIJK, Lijst
from agreements.models import Overleg, Ronde
from agreements.services.lijsten import lijst_uit_database
from regions.models import Landsdeel

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Lezer = User | AnonymousUser | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitvoer:
    """A document that was made, with the name and kind under which it leaves, and the overleggen that are in it."""

    inhoud: bytes
    bestandsnaam: str
    mediatype: str
    lijst: Lijst
    overleggen: Sequence[Overleg] = ()


def voer_lijst_uit(
    *,
    ronde: Ronde,
    user: Lezer,
    formaat: str,
    landsdelen: Sequence[str] = (),
    met_status: bool = False,
    peildatum: date | None = None,
    moment: datetime | None = None,
    voortgang: Voortgang | None = None,
) -> Uitvoer:
    """The list of a ronde as a document, with what `user` may see of it (None: the operator, who sees all).

    `landsdelen` (slugs) narrows it, `met_status` adds where each agreement stood at the end of `peildatum`
    (default the day of `moment`, which is now). The same list at the same moment gives the same bytes.

    Raises ValidationError with a Dutch sentence: unknown format or landsdeel, a day to come, an empty list.
    """
    toets_formaat(formaat)
    toets_landsdelen(landsdelen)
    moment = moment or timezone.now()
    vandaag = timezone.localdate(moment)
    if peildatum and peildatum > vandaag:
        raise ValidationError(f"De peildatum {_datum(peildatum)} ligt in de toekomst. Kies vandaag of eerder.")
    dag = (peildatum or vandaag) if met_status else None
    if voortgang:
        voortgang("De lijst wordt opgehaald", 0)
    lijst = lijst_uit_database(ronde, user=user, landsdelen=landsdelen, met_status=met_status, peildatum=dag)
    if not any(lijst.tekstblokken):
        raise ValidationError(_waarom_leeg(ronde, landsdelen))
    soort = FORMATEN[formaat]
    gegevens = titelgegevens(ronde=ronde, lijst=lijst, moment=moment, peildatum=dag, user=user)
    return Uitvoer(
        inhoud=soort.maak(lijst, gegevens, voortgang),
        bestandsnaam=bestandsnaam(ronde=ronde, formaat=formaat, landsdelen=landsdelen, peildatum=dag),
        mediatype=soort.mediatype,
        lijst=lijst,
        overleggen=overleggen_in(lijst, ronde),
    )


def overleggen_in(lijst: Lijst, ronde: Ronde, landsdelen: Sequence[str] = ()) -> list[Overleg]:
    """The overleggen whose agreements stand in the list; with `landsdelen` (slugs) only those. One query."""
    erin = {deel.landsdeel for deel in lijst.landsdelen if not landsdelen or deel.landsdeel in landsdelen}
    return [
        overleg
        for overleg in Overleg.objects.filter(ronde=ronde).select_related("landsdeel").order_by("volgorde", "pk")
        if overleg.landsdeel_slug in erin
    ]


def toets_formaat(formaat: str) -> None:
    if formaat not in FORMATEN:
        raise ValidationError(f"Het formaat “{formaat}” kan niet worden gemaakt. Dit kan wel: {', '.join(FORMATEN)}.")


def toets_landsdelen(landsdelen: Sequence[str]) -> None:
    if not landsdelen:
        return
    bekend = [*Landsdeel.objects.order_by("volgorde", "naam").values_list("slug", flat=True), LANDELIJK]
    for slug in landsdelen:
        if slug not in bekend:
            raise ValidationError(f"Het landsdeel “{slug}” bestaat niet. Kies uit: {', '.join(bekend)}.")


def titelgegevens(
    *, ronde: Ronde, lijst: Lijst, moment: datetime, peildatum: date | None = None, user: Lezer = None
) -> Titelgegevens:
    """What stands on the title page of this list, as `user` may know it (None: the operator). One query."""
    overleggen = list(
        Overleg.objects.filter(ronde=ronde, rubrieken__isnull=False)
        .select_related("landsdeel")
        .order_by("volgorde", "pk")
        .distinct()
    )
    erin = {deel.landsdeel for deel in lijst.landsdelen}
    getoond = [overleg for overleg in overleggen if overleg.landsdeel_slug in erin]
    dagen = [Overlegdag(naam=_naam(overleg), datum=overleg.datum) for overleg in getoond if overleg.datum]
    return Titelgegevens(
        ronde=ronde.naam,
        moment=moment,
        fase=ronde.get_fase_display(),
        embargo=not ronde.is_openbaar,
        # Days of some of the overleggen only would say too little; then the days of the whole ronde.
        overlegdagen=tuple(dagen) if len(dagen) == len(getoond) else (),
        gehouden_van=ronde.gehouden_van,
        gehouden_tot=ronde.gehouden_tot,
        brief=_brief(ronde),
        peildatum=peildatum,
        keuze=(
            f"Alleen {_opsomming([_naam(overleg) for overleg in getoond])}"
            # Who sees only their own part may not learn from this line whether there are others.
            if len(getoond) < len(overleggen) or _ziet_deel(ronde, user)
            else ""
        ),
    )


def _ziet_deel(ronde: Ronde, user: Lezer) -> bool:
    """Whether this reader sees only their own part of the ronde, whatever there is in it."""
    if user is None or ronde.is_openbaar:
        return False
    return not (user.is_authenticated and user.reikwijdte.is_rijksredacteur)


def bestandsnaam(*, ronde: Ronde, formaat: str, landsdelen: Sequence[str] = (), peildatum: date | None = None) -> str:
    """The name of the file: "afsprakenlijst-bol-2024-zuid-status-2026-11-21.pdf"."""
    delen = ["afsprakenlijst", ronde.slug, *landsdelen]
    if peildatum:
        delen.append(f"status-{peildatum.isoformat()}")
    return f"{'-'.join(delen)}.{formaat}"


def _naam(overleg: Overleg) -> str:
    return overleg.landsdeel.naam if overleg.landsdeel else "landelijke afspraken"


def _brief(ronde: Ronde) -> str:
    if ronde.verzonden_op is None:
        return ""
    delen = [f"brief aan de Tweede Kamer van {_datum(timezone.localdate(ronde.verzonden_op))}"]
    if ronde.kenmerk:
        delen.append(f"kenmerk\xa0{ronde.kenmerk}")
    if ronde.kamerstuk:
        delen.append(f"Kamerstuk {ronde.kamerstuk.removeprefix('Kamerstuk ')}".replace(" ", "\xa0"))
    return ", ".join(delen)


def _waarom_leeg(ronde: Ronde, landsdelen: Sequence[str]) -> str:
    if landsdelen:
        return f"De afsprakenlijst van {ronde} heeft geen afspraken voor {_opsomming(list(landsdelen))}."
    return f"Van {ronde} is er geen afsprakenlijst met afspraken."


def _opsomming(namen: list[str]) -> str:
    *eerste, laatste = namen
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def _datum(dag: date) -> str:
    return formats.date_format(dag, "j F Y")
