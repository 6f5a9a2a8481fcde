"""What somebody chooses of a list when they take it out: which part of it, and what comes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from agreements.models import Afspraak, Ronde, Thema
from regions.models import Gebied, Provincie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """Which text blocks of the list of a ronde, and what is told beside them.

    `landsdelen`, `provincies`, `gebieden` and `themas` are slugs: within one of them "or" holds, between them "and",
    and an empty one does not narrow. `peildatum` is the day of the statuses (None: today). `wijzigingen_sinds` is
    the number of the edition to compare with, "" for the last one, None for no changes.
    """

    landsdelen: tuple[str, ...] = ()
    provincies: tuple[str, ...] = ()
    gebieden: tuple[str, ...] = ()
    themas: tuple[str, ...] = ()
    met_status: bool = False
    peildatum: date | None = None
    met_termijnen: bool = False
    met_partijen: bool = False
    wijzigingen_sinds: str | None = None

    @property
    def is_selectie(self) -> bool:
        """Whether it narrows within the list of a landsdeel."""
        return bool(self.provincies or self.gebieden or self.themas)

    @property
    def met_wijzigingen(self) -> bool:
        return self.wijzigingen_sinds is not None

    def toets(self) -> None:
        """Raises ValidationError for a choice that contradicts itself."""
        if self.peildatum and not self.met_status:
            raise ValidationError(
                "Een peildatum zegt op welke dag de status wordt bekeken. Vraag ook de status, of laat haar weg."
            )

    def als_parameters(self) -> dict[str, Any]:
        """The choice as plain values for JSON; the same choice in another order gives the same."""
        return {
            "landsdelen": sorted(self.landsdelen),
            "provincies": sorted(self.provincies),
            "gebieden": sorted(self.gebieden),
            "themas": sorted(self.themas),
            "met_status": self.met_status,
            "peildatum": self.peildatum.isoformat() if self.peildatum else None,
            "met_termijnen": self.met_termijnen,
            "met_partijen": self.met_partijen,
            "wijzigingen_sinds": self.wijzigingen_sinds,
        }

    @classmethod
    def uit_parameters(cls, data: Mapping[str, Any]) -> Keuze:
        """The choice that `als_parameters` wrote; what it does not name was not asked for."""
        dag = data.get("peildatum")
        return cls(
            landsdelen=tuple(data.get("landsdelen", ())),
            provincies=tuple(data.get("provincies", ())),
            gebieden=tuple(data.get("gebieden", ())),
            themas=tuple(data.get("themas", ())),
            met_status=bool(data.get("met_status", False)),
            peildatum=date.fromisoformat(dag) if dag else None,
            met_termijnen=bool(data.get("met_termijnen", False)),
            met_partijen=bool(data.get("met_partijen", False)),
            wijzigingen_sinds=data.get("wijzigingen_sinds"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mogelijkheden:
    """By what the list of a ronde can be narrowed, as (slug, name): only what occurs in it."""

    provincies: tuple[tuple[str, str], ...] = ()
    gebieden: tuple[tuple[str, str], ...] = ()
    themas: tuple[tuple[str, str], ...] = ()


def mogelijkheden(ronde: Ronde, *, user: User | AnonymousUser) -> Mogelijkheden:
    """What this user can narrow the list by; nothing that only occurs in a part under embargo. Three queries."""
    afspraken = (
        Afspraak.objects.visible_to(user)
        .filter(overleg__ronde=ronde, tekstblok__isnull=False, tekstblok__uit_lijst_op=None)
        .order_by()
    )
    erin = afspraken.values("pk")
    in_provincie = Afspraak.provincies.through.objects.filter(afspraak__in=erin).values("provincie")
    in_gebied = Afspraak.gebieden.through.objects.filter(afspraak__in=erin).values("gebied")
    over_thema = Afspraak.themas.through.objects.filter(afspraak__in=erin).values("thema")
    provincies = Provincie.objects.filter(Q(pk__in=in_provincie) | Q(gebieden__in=in_gebied)).distinct()
    return Mogelijkheden(
        provincies=tuple(provincies.order_by("naam").values_list("slug", "naam")),
        gebieden=tuple(Gebied.objects.filter(pk__in=in_gebied).order_by("naam").values_list("slug", "naam")),
        themas=tuple(Thema.objects.filter(pk__in=over_thema).order_by("volgorde", "naam").values_list("slug", "naam")),
    )
