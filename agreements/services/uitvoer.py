"""Taking the list of a ronde out as a document: what is in it for whom, its title page and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import formats, timezone

from agreements.exporters import FORMATEN, Overlegdag, Titelgegevens, Voortgang
from agreements.lijst import LANDELIJK, Lijst
from agreements.models import Overleg, Ronde, Thema
from agreements.services.keuze import Keuze
from agreements.services.lijsten import lijst_uit_database
from regions.models import Gebied, Landsdeel, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Lezer = User | AnonymousUser | None


#: Of more provincies, gebieden or thema's than this the name of a file says only how many.
MEESTE_IN_NAAM = 2


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
    keuze: Keuze | None = None,
    moment: datetime | None = None,
    voortgang: Voortgang | None = None,
) -> Uitvoer:
    """The list of a ronde as a document, with what `user` may see of it (None: the operator, who sees all).

    `keuze` narrows it and says what comes along; statuses are those at the end of its peildatum (default the day of
    `moment`, which is now). The same list at the same moment gives the same bytes.

    Raises ValidationError with a Dutch sentence: unknown format or slug, a day to come, an empty list.
    """
    toets_formaat(formaat)
    keuze = keuze or Keuze()
    toets_keuze(keuze)
    moment = moment or timezone.now()
    vandaag = timezone.localdate(moment)
    if keuze.peildatum and keuze.peildatum > vandaag:
        raise ValidationError(f"De peildatum {_datum(keuze.peildatum)} ligt in de toekomst. Kies vandaag of eerder.")
    if keuze.met_status and not keuze.peildatum:
        keuze = replace(keuze, peildatum=vandaag)
    if voortgang:
        voortgang("De lijst wordt opgehaald", 0)
    lijst = lijst_uit_database(ronde, user=user, keuze=keuze)
    if not any(lijst.tekstblokken):
        raise ValidationError(_waarom_leeg(ronde, keuze))
    soort = FORMATEN[formaat]
    gegevens = titelgegevens(ronde=ronde, lijst=lijst, moment=moment, keuze=keuze, user=user)
    return Uitvoer(
        inhoud=soort.maak(lijst, gegevens, voortgang),
        bestandsnaam=bestandsnaam(ronde=ronde, formaat=formaat, keuze=keuze),
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


def toets_keuze(keuze: Keuze) -> None:
    """Raises ValidationError when the choice names what does not exist or contradicts itself."""
    keuze.toets()
    if keuze.landsdelen:
        bekend = [*Landsdeel.objects.order_by("volgorde", "naam").values_list("slug", flat=True), LANDELIJK]
        for slug in keuze.landsdelen:
            if slug not in bekend:
                raise ValidationError(f"Het landsdeel “{slug}” bestaat niet. Kies uit: {', '.join(bekend)}.")
    for soort, slugs in _selectie(keuze):
        bekend = list(soort.model.objects.order_by("naam").values_list("slug", flat=True)) if slugs else []
        for slug in slugs:
            if slug not in bekend:
                raise ValidationError(
                    f"{soort.lidwoord.capitalize()} {soort.naam} “{slug}” bestaat niet. Kies uit: {', '.join(bekend)}."
                )


def titelgegevens(
    *, ronde: Ronde, lijst: Lijst, moment: datetime, keuze: Keuze | None = None, user: Lezer = None
) -> Titelgegevens:
    """What stands on the title page of this list, as `user` may know it (None: the operator).

    One query, and one more for each kind of place or thema that was chosen.
    """
    keuze = keuze or Keuze()
    overleggen = list(
        Overleg.objects.filter(ronde=ronde, rubrieken__isnull=False)
        .select_related("landsdeel")
        .order_by("volgorde", "pk")
        .distinct()
    )
    erin = {deel.landsdeel for deel in lijst.landsdelen}
    getoond = [overleg for overleg in overleggen if overleg.landsdeel_slug in erin]
    dagen = [Overlegdag(naam=_naam(overleg), datum=overleg.datum) for overleg in getoond if overleg.datum]
    # Who sees only their own part may not learn from this line whether there are others.
    is_deel = _ziet_deel(ronde, user) or (len(getoond) < len(overleggen) and not keuze.is_selectie)
    delen = [_opsomming([_naam(overleg) for overleg in getoond])] if is_deel or keuze.landsdelen else []
    delen += _namen_van_selectie(keuze)
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
        peildatum=keuze.peildatum,
        keuze=f"Alleen {'; '.join(delen)}" if delen else "",
        met_termijnen=keuze.met_termijnen,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keuzesoort:
    """A kind of thing by which a list can be narrowed, as the sentences about it call it."""

    naam: str
    meervoud: str
    lidwoord: str
    model: Any


_PROVINCIE = _Keuzesoort(naam="provincie", meervoud="provincies", lidwoord="de", model=Provincie)
_GEBIED = _Keuzesoort(naam="gebied", meervoud="gebieden", lidwoord="het", model=Gebied)
_THEMA = _Keuzesoort(naam="thema", meervoud="themas", lidwoord="het", model=Thema)


def _selectie(keuze: Keuze) -> list[tuple[_Keuzesoort, tuple[str, ...]]]:
    return [(_PROVINCIE, keuze.provincies), (_GEBIED, keuze.gebieden), (_THEMA, keuze.themas)]


def _namen_van_selectie(keuze: Keuze) -> list[str]:
    """What was chosen within the landsdelen, as it is printed: "provincie Zeeland", "thema wonen en werken"."""
    return [
        f"{soort.naam} {_opsomming(namen, 'of')}"
        for soort, slugs in _selectie(keuze)
        if slugs and (namen := list(soort.model.objects.filter(slug__in=slugs).values_list("naam", flat=True)))
    ]


def _ziet_deel(ronde: Ronde, user: Lezer) -> bool:
    """Whether this reader sees only their own part of the ronde, whatever there is in it."""
    if user is None or ronde.is_openbaar:
        return False
    return not (user.is_authenticated and user.reikwijdte.is_rijksredacteur)


def bestandsnaam(*, ronde: Ronde, formaat: str, keuze: Keuze | None = None) -> str:
    """The name of the file says what is in it: "afsprakenlijst-bol-2024-zuid-status-2026-11-21.pdf".

    Of many provincies, gebieden or thema's it only says how many.
    """
    keuze = keuze or Keuze()
    delen = ["afsprakenlijst", ronde.slug, *keuze.landsdelen]
    for soort, slugs in _selectie(keuze):
        if len(slugs) > MEESTE_IN_NAAM:
            delen.append(f"{len(slugs)}-{soort.meervoud}")
        elif slugs:
            delen += [soort.naam, *sorted(slugs)]
    if keuze.met_status:
        delen.append(f"status-{keuze.peildatum.isoformat()}" if keuze.peildatum else "status")
    delen += ["termijnen"] * keuze.met_termijnen + ["partijen"] * keuze.met_partijen
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


def _waarom_leeg(ronde: Ronde, keuze: Keuze) -> str:
    delen = [_opsomming(list(keuze.landsdelen))] if keuze.landsdelen else []
    if delen := delen + _namen_van_selectie(keuze):
        return f"De afsprakenlijst van {ronde} heeft geen afspraken voor {'; '.join(delen)}."
    return f"Van {ronde} is er geen afsprakenlijst met afspraken."


def _opsomming(namen: list[str], voegwoord: str = "en") -> str:
    *eerste, laatste = namen
    return f"{', '.join(eerste)} {voegwoord} {laatste}" if eerste else laatste


def _datum(dag: date) -> str:
    return formats.date_format(dag, "j F Y")
