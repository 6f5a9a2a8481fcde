"""How the list of a ronde is called when it leaves: its title page, the name of its file, what was chosen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from agreements.datums import datumtekst
from agreements.exporters import Overlegdag, Titelgegevens
from agreements.lijst import Lijst
from agreements.models import Overleg, Ronde, Thema, Uitgave
from agreements.models.embargo import zit_aan_tafel
from agreements.services.keuze import Keuze
from regions.models import Gebied, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Lezer = User | AnonymousUser | None

#: Of more provincies, gebieden or thema's than this the name of a file says only how many.
MEESTE_IN_NAAM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was made, with the name and kind under which it leaves, and the overleggen that are in it."""

    inhoud: bytes
    bestandsnaam: str
    mediatype: str
    overleggen: Sequence[Overleg] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitvoer(Document):
    """A document of a list, with that list."""

    lijst: Lijst


def overleggen_in(lijst: Lijst, ronde: Ronde, landsdelen: Sequence[str] = ()) -> list[Overleg]:
    """The overleggen whose agreements stand in the list; with `landsdelen` (slugs) only those. One query."""
    erin = {deel.landsdeel for deel in lijst.landsdelen if not landsdelen or deel.landsdeel in landsdelen}
    return [
        overleg
        for overleg in Overleg.objects.filter(ronde=ronde).select_related("landsdeel").order_by("volgorde", "pk")
        if overleg.landsdeel_slug in erin
    ]


def titelgegevens(
    *,
    ronde: Ronde,
    lijst: Lijst,
    moment: datetime,
    keuze: Keuze | None = None,
    user: Lezer = None,
    sinds: Uitgave | None = None,
) -> Titelgegevens:
    """What stands on the title page of this list, as `user` may know it (None: the operator).

    `sinds` is the edition that the list is compared with.

    One query, and one more for each kind of place or thema that was chosen.
    """
    keuze = keuze or Keuze()
    getoond = overleggen_in(lijst, ronde)
    dagen = [Overlegdag(naam=_naam(overleg), datum=overleg.datum) for overleg in getoond if overleg.datum]
    # Who sees only a part may not learn from this line whether there is more.
    is_deel = _ziet_deel(ronde, user) or bool(keuze.landsdelen)
    delen = [opsomming([_naam(overleg) for overleg in getoond])] if is_deel else []
    delen += namen_van_selectie(keuze)
    return Titelgegevens(
        ronde=ronde.naam,
        moment=moment,
        fase=ronde.get_fase_display(),
        embargo=not ronde.is_openbaar and (user is None or any(zit_aan_tafel(user, overleg) for overleg in getoond)),
        # Days of some of the overleggen only would say too little; then the days of the whole ronde.
        overlegdagen=tuple(dagen) if len(dagen) == len(getoond) else (),
        gehouden_van=ronde.gehouden_van,
        gehouden_tot=ronde.gehouden_tot,
        brief=_brief(ronde),
        peildatum=keuze.peildatum,
        keuze=f"Alleen {'; '.join(delen)}" if delen else "",
        met_termijnen=keuze.met_termijnen,
        wijzigingen_sinds=uitgavetekst(sinds.nummer, sinds.op) if sinds else "",
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
_THEMA = _Keuzesoort(naam="thema", meervoud="thema's", lidwoord="het", model=Thema)


def selectie(keuze: Keuze) -> list[tuple[_Keuzesoort, tuple[str, ...]]]:
    return [(_PROVINCIE, keuze.provincies), (_GEBIED, keuze.gebieden), (_THEMA, keuze.themas)]


def namen_van_selectie(keuze: Keuze) -> list[str]:
    """What was chosen within the landsdelen, as it is printed: "provincie Zeeland", "thema wonen en werken"."""
    return [namen for soort, slugs in selectie(keuze) if (namen := _namen(soort, slugs))]


def _namen(soort: _Keuzesoort, slugs: Sequence[str]) -> str:
    namen = list(soort.model.objects.filter(slug__in=slugs).values_list("naam", flat=True)) if slugs else []
    return f"{soort.naam} {opsomming(namen, 'of')}" if namen else ""


def deel_in_het_kort(keuze: Keuze, overleggen: Sequence[Overleg]) -> str:
    """Which part was chosen, as it stands behind the name of a list: "Zuid; provincie Zeeland". Empty: all of it.

    `overleggen` are those of the landsdelen that were chosen. Of many it only says how many.
    """
    delen = []
    if keuze.landsdelen:
        namen = [_naam(overleg) for overleg in overleggen]
        delen.append(opsomming(namen) if len(namen) <= MEESTE_IN_NAAM else f"{len(namen)} landsdelen")
    for soort, slugs in selectie(keuze):
        veel = len(slugs) > MEESTE_IN_NAAM
        delen.append(f"{len(slugs)} {soort.meervoud}" if veel else _namen(soort, slugs))
    return "; ".join(filter(None, delen))


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
    for soort, slugs in selectie(keuze):
        if len(slugs) > MEESTE_IN_NAAM:
            delen.append(f"{len(slugs)}-{soort.meervoud}".replace("'", ""))
        elif slugs:
            delen += [soort.naam, *sorted(slugs)]
    if keuze.met_status:
        delen.append(f"status-{keuze.peildatum.isoformat()}" if keuze.peildatum else "status")
    delen += ["termijnen"] * keuze.met_termijnen + ["partijen"] * keuze.met_partijen
    if keuze.wijzigingen_sinds is not None:
        delen.append("-".join(["wijzigingen", *([f"sinds-{keuze.wijzigingen_sinds}"] * bool(keuze.wijzigingen_sinds))]))
    return f"{'-'.join(delen)}.{formaat}"


def uitgavetekst(nummer: str, op: datetime) -> str:
    """An edition as documents name it: "1.1 van 3 maart 2026"."""
    return f"{nummer} van {datumtekst(timezone.localdate(op))}"


def _naam(overleg: Overleg) -> str:
    return overleg.landsdeel.naam if overleg.landsdeel else "landelijke afspraken"


def _brief(ronde: Ronde) -> str:
    if ronde.verzonden_op is None:
        return ""
    delen = [f"brief aan de Tweede Kamer van {datumtekst(timezone.localdate(ronde.verzonden_op))}"]
    if ronde.kenmerk:
        delen.append(f"kenmerk\xa0{ronde.kenmerk}")
    if ronde.kamerstuk:
        delen.append(f"Kamerstuk {ronde.kamerstuk.removeprefix('Kamerstuk ')}".replace(" ", "\xa0"))
    return ", ".join(delen)


def opsomming(namen: list[str], voegwoord: str = "en") -> str:
    *eerste, laatste = namen
    return f"{', '.join(eerste)} {voegwoord} {laatste}" if eerste else laatste
