"""What an overleg decided so far, for the pages, for closing and for the proof."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from agreements.dossier import Agendasoort
from agreements.models import Afspraak, Agendapunt, Beslispunt, Besluitregel, Zitting
from agreements.models.besluit import Besluit
from agreements.models.dossier import DossierQuerySet
from agreements.services.zittingen.besluiten import VASTGESTELD, is_open
from agreements.services.zittingen.tekst import Besluittekst, Tekstverschil

#: How much of a text names a proposal.
KORT = 70


@dataclass(frozen=True, kw_only=True)
class Uitkomst:
    """A proposal with all that was recorded about it, oldest first. Reads no more than was fetched."""

    beslispunt: Beslispunt
    regels: tuple[Besluitregel, ...]
    afspraak: Afspraak | None = None

    @property
    def laatste(self) -> Besluitregel | None:
        return self.regels[-1] if self.regels else None

    @property
    def nummer(self) -> int:
        """The number of the last line: what a form remembers, to notice that somebody was first."""
        return self.laatste.nummer if self.laatste else 0

    @property
    def besluit(self) -> Besluit:
        return Besluit(self.laatste.besluit) if self.laatste else Besluit.VOORGESTELD

    @property
    def is_open(self) -> bool:
        return is_open(self.beslispunt, self.laatste)

    @property
    def is_besloten(self) -> bool:
        return self.besluit != Besluit.VOORGESTELD

    @property
    def is_vastgesteld(self) -> bool:
        return self.besluit in VASTGESTELD

    @property
    def is_ingebracht(self) -> bool:
        return self.beslispunt.herkomst == Beslispunt.Herkomst.VERGADERING

    @property
    def is_ingetrokken(self) -> bool:
        """Brought in at the table and withdrawn again."""
        return self.is_ingebracht and not self.is_besloten

    @property
    def is_gewijzigd(self) -> bool:
        return self.besluit == Besluit.GEWIJZIGD

    @property
    def is_een_op_een(self) -> bool:
        """Whether the adopted text is the proposed one, by their checksums."""
        return self.laatste is not None and self.is_vastgesteld and self.laatste.sha256 == self.beslispunt.sha256

    @property
    def is_hamerpunt(self) -> bool:
        return bool(self.beslispunt.punt.soort == Agendasoort.HAMERPUNT)

    @cached_property
    def voorstel(self) -> Besluittekst:
        return Besluittekst.van(self.beslispunt)

    @cached_property
    def vastgesteld(self) -> Besluittekst:
        """The text that was adopted; the proposal while nothing was."""
        return Besluittekst.van(self.laatste) if self.is_vastgesteld else self.voorstel

    @cached_property
    def verschil(self) -> Tekstverschil:
        """The text as proposed and as adopted."""
        return Tekstverschil(oud=self.voorstel, nieuw=self.vastgesteld)

    @property
    def omschrijving(self) -> str:
        """The outcome in words."""
        if self.is_ingetrokken:
            return "ingebracht tijdens het overleg en teruggenomen"
        if self.is_ingebracht and self.besluit == Besluit.ONGEWIJZIGD:
            return "nieuw, ingebracht tijdens het overleg"
        if self.is_ingebracht:
            return f"ingebracht tijdens het overleg; {self.besluit.label}"
        return "nog te besluiten" if self.is_open else self.besluit.label

    @property
    def naam(self) -> str:
        """The proposal in a few words, with the number of its agendapunt."""
        tekst = self.beslispunt.tekst
        kort = tekst if len(tekst) <= KORT else tekst[:KORT].rsplit(" ", 1)[0] + " …"
        return f"{self.beslispunt.punt.nummer} “{kort}”"


@dataclass(frozen=True, kw_only=True)
class Tafelpunt:
    """An agendapunt on the table: how deep it stands in the agenda, and its proposals."""

    punt: Agendapunt
    diepte: int
    uitkomsten: tuple[Uitkomst, ...] = ()

    @property
    def te_besluiten(self) -> int:
        """How many of its proposals count; what was withdrawn does not."""
        return sum(not een.is_ingetrokken for een in self.uitkomsten)

    @property
    def besloten(self) -> int:
        return sum(een.is_besloten for een in self.uitkomsten)

    @property
    def is_klaar(self) -> bool:
        return self.te_besluiten == self.besloten

    @property
    def is_hamerpunt(self) -> bool:
        return bool(self.punt.soort == Agendasoort.HAMERPUNT)

    @property
    def regels(self) -> int:
        """How many lines were recorded: what a page remembers, to notice that something happened."""
        return sum(len(een.regels) for een in self.uitkomsten)


@dataclass(frozen=True, kw_only=True)
class Tafel:
    """The whole meeting: every agendapunt in order."""

    zitting: Zitting
    punten: tuple[Tafelpunt, ...]

    @property
    def uitkomsten(self) -> list[Uitkomst]:
        return [een for punt in self.punten for een in punt.uitkomsten]

    @property
    def te_besluiten(self) -> int:
        return sum(punt.te_besluiten for punt in self.punten)

    @property
    def besloten(self) -> int:
        return sum(punt.besloten for punt in self.punten)

    @property
    def nog_open(self) -> list[Uitkomst]:
        return [een for een in self.uitkomsten if een.is_open]

    @property
    def te_hameren(self) -> list[Uitkomst]:
        """The proposals of the hamerpunten about which nothing is decided."""
        return [een for een in self.nog_open if een.is_hamerpunt]

    def telling(self) -> list[tuple[str, int]]:
        """How often each outcome occurs, those that do not left out."""
        tellingen = [(keuze.label, sum(een.besluit == keuze for een in self.uitkomsten)) for keuze in Besluit]
        return [(label, aantal) for label, aantal in tellingen if aantal and label != Besluit.VOORGESTELD.label]


def uitkomsten(zitting: Zitting) -> list[Uitkomst]:
    """Every proposal of a meeting in the order of the agenda, what was brought in behind it. Three queries."""
    return uitkomsten_van(zitting.beslispunten.order_by("punt__volgorde", "volgorde"))


def uitkomsten_van(beslispunten: DossierQuerySet) -> list[Uitkomst]:
    """The same of these proposals, in their order. Three queries."""
    return [
        Uitkomst(beslispunt=een, regels=tuple(een.besluiten.all()), afspraak=getattr(een, "afspraak", None))
        for een in beslispunten.select_related("punt").prefetch_related(
            Prefetch("besluiten", Besluitregel.objects.order_by("nummer")),
            Prefetch("afspraak", Afspraak.objects.select_related("tekstblok__blok")),
        )
    ]


def tafel(zitting: Zitting) -> Tafel:
    """The meeting with its whole agenda. Four queries."""
    per_punt: dict[int, list[Uitkomst]] = {}
    for een in uitkomsten(zitting):
        per_punt.setdefault(een.beslispunt.punt_id, []).append(een)
    punten = Agendapunt.objects.filter(dossier__overleg=zitting.overleg_id).order_by("volgorde")
    return Tafel(
        zitting=zitting,
        punten=tuple(
            Tafelpunt(punt=punt, diepte=punt.nummer.count(".") + 1, uitkomsten=tuple(per_punt.get(punt.pk, ())))
            for punt in punten
        ),
    )


def bewijs_van(afspraak: Afspraak) -> Uitkomst | None:
    """The proposal that an agreement was made of, with what was decided; None when it came from elsewhere.

    Who may see it is for the caller to ask (`Beslispunt.objects.visible_to`). Two queries.
    """
    if afspraak.beslispunt_id is None:
        return None
    beslispunt = (
        Beslispunt.objects.select_related("punt", "zitting__overleg__ronde", "zitting__overleg__landsdeel")
        .prefetch_related(Prefetch("besluiten", Besluitregel.objects.order_by("nummer")))
        .get(pk=afspraak.beslispunt_id)
    )
    return Uitkomst(beslispunt=beslispunt, regels=tuple(beslispunt.besluiten.all()), afspraak=afspraak)
