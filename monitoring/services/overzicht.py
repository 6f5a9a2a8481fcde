"""How far a monitorronde is: per agreement who answers, what was answered, and what of it needs attention. Reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Prefetch

from accounts.models import User
from agreements.models import Afspraak, Status, Statuswijziging
from monitoring.models import Antwoord, Antwoordbewijs, Momentopnameregel, Monitorronde, Regelbesluit, Zijde
from monitoring.models.monitorronde import Uitvraagregel, UitvraagregelQuerySet
from monitoring.services.verantwoordelijken import Verantwoordelijken, verantwoordelijken
from monitoring.stand import Stand, Zijdestand, past_niet
from monitoring.verschil import verschil

ZIJDEN = (Zijde.RIJK.value, Zijde.REGIO.value)
STATUSNAMEN = {str(status.value): str(status.label) for status in Status}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """Why the joint status is what it is, and the code of the agreement that took over."""

    toelichting: str = ""
    opvolger: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cel:
    """One side of one agreement: who answers for it, and the answer that counts."""

    regel: Uitvraagregel
    zijde: str
    wie: Sequence[User] = ()
    antwoord: Antwoord | None = None
    vorige: Zijdestand | None = None

    @property
    def naam(self) -> str:
        return Zijde(self.zijde).label

    @property
    def is_beantwoord(self) -> bool:
        return self.antwoord is not None

    @property
    def stand(self) -> Zijdestand | None:
        """The answer as it would be frozen. Note: reads its successor and evidence."""
        return _zijdestand(self.antwoord) if self.antwoord else None

    @property
    def is_gewijzigd(self) -> bool:
        """Whether this side says another status than in the last momentopname in which it said one."""
        return self.antwoord is not None and self.vorige is not None and self.antwoord.status != self.vorige.status

    @property
    def vorige_naam(self) -> str:
        return str(Status(self.vorige.status).label) if self.vorige and self.vorige.status in Status.values else ""


@dataclass(frozen=True, kw_only=True)
class Regelbeeld:
    """One agreement of a round with both its sides."""

    regel: Uitvraagregel
    rijk: Cel
    regio: Cel
    besluit: Regelbesluit | None = None
    vorige: Stand | None = None
    #: The codes of successors that the reader may not know of.
    verborgen: Set[str] = frozenset()

    @property
    def afspraak(self) -> Afspraak:
        afspraak: Afspraak = self.regel.afspraak
        return afspraak

    @property
    def status(self) -> str:
        """The joint status, as it is now; who reads this sees the execution itself."""
        return str(self.afspraak.status)

    @property
    def cellen(self) -> tuple[Cel, Cel]:
        return self.rijk, self.regio

    @property
    def is_beantwoord(self) -> bool:
        return self.rijk.is_beantwoord and self.regio.is_beantwoord

    @property
    def verschilt(self) -> bool:
        """Whether both sides answered, and not the same status."""
        rijk, regio = self.rijk.antwoord, self.regio.antwoord
        return rijk is not None and regio is not None and rijk.status != regio.status

    @property
    def datum_verschilt(self) -> bool:
        """Whether both sides named an expected date, and not the same."""
        rijk, regio = self.rijk.antwoord, self.regio.antwoord
        dagen = {een.verwacht for een in (rijk, regio) if een is not None and een.verwacht}
        return len(dagen) > 1

    @cached_property
    def veranderd(self) -> tuple[str, ...]:
        """What is otherwise than in the last momentopname, a sentence each; who has not answered yet says nothing."""
        if self.vorige is None:
            return ()
        nu = replace(
            self.vorige,
            status=self.status,
            termijn_van=self.afspraak.termijn_van,
            termijn_tot=self.afspraak.termijn_tot,
            rijk=self.rijk.stand,
            regio=self.regio.stand,
        )
        was, is_nu = (een.zonder_opvolgers(self.verborgen) for een in (self.vorige, nu))
        return verschil(was, is_nu, STATUSNAMEN).veranderd

    @property
    def is_gewijzigd(self) -> bool:
        return bool(self.veranderd)

    @property
    def past_niet(self) -> bool:
        """Whether somebody answered, and no side says what the joint status is."""
        return past_niet(self.status, *(cel.antwoord.status for cel in self.cellen if cel.antwoord))

    @property
    def zonder_verantwoordelijke(self) -> bool:
        return not (self.rijk.wie and self.regio.wie)

    @property
    def is_te_bespreken(self) -> bool:
        return self.besluit is not None and self.besluit.bespreken

    @property
    def voorstel(self) -> str:
        """The status on which both sides agree and that is not the joint one yet; "" when there is none."""
        if not self.is_beantwoord or self.verschilt or self.rijk.antwoord is None:
            return ""
        status = self.rijk.antwoord.status
        return status if status != self.afspraak.status else ""


@dataclass(slots=True)
class Beeld:
    """A whole round, or the part of it that a reader may see."""

    monitorronde: Monitorronde
    regels: list[Regelbeeld] = field(default_factory=list)

    @property
    def cellen(self) -> list[Cel]:
        return [cel for regel in self.regels for cel in regel.cellen]

    @property
    def open(self) -> list[Cel]:
        """What was not answered."""
        return [cel for cel in self.cellen if not cel.is_beantwoord]

    @property
    def past_niet(self) -> list[Regelbeeld]:
        """Of which the joint status is what no side says."""
        return [regel for regel in self.regels if regel.past_niet]

    @property
    def mensen(self) -> list[User]:
        """Everybody who is asked, once."""
        return _uniek(user for cel in self.cellen for user in cel.wie)

    @property
    def stil(self) -> list[User]:
        """Who is responsible for something that nobody has answered."""
        return _uniek(user for cel in self.open for user in cel.wie)

    def aantal_beantwoord(self, zijde: str) -> int:
        return sum(cel.is_beantwoord for cel in self.cellen if cel.zijde == zijde)

    def van(self, user: User) -> list[Cel]:
        """The cells for which this user is responsible."""
        return [cel for cel in self.cellen if any(een.pk == user.pk for een in cel.wie)]


def lees_beeld(monitorronde: Monitorronde, *, user: User | None = None) -> Beeld:
    """A whole round, or what this user may see both sides of (None: the application itself).

    Some twenty queries, whatever the number of agreements.
    """
    regels: UitvraagregelQuerySet = Uitvraagregel.objects.filter(monitorronde=monitorronde)
    if user is not None:
        regels = regels.beide_zijden(user)
    rijen = list(regels.for_list().order_by("volgorde"))
    antwoorden = _antwoorden(rijen)
    besluiten = {een.regel_id: een for een in Regelbesluit.objects.laatste().filter(regel__in=rijen)}
    wie = verantwoordelijken([rij.afspraak for rij in rijen])
    vorige = vorige_standen(monitorronde, [rij.afspraak_id for rij in rijen])
    verborgen = _verborgen(vorige.values(), antwoorden.values(), user) if user is not None else frozenset()
    return Beeld(
        monitorronde=monitorronde,
        regels=[
            Regelbeeld(
                regel=rij,
                rijk=_cel(rij, Zijde.RIJK.value, wie, antwoorden, vorige),
                regio=_cel(rij, Zijde.REGIO.value, wie, antwoorden, vorige),
                besluit=besluiten.get(rij.pk),
                vorige=vorige.get(rij.afspraak_id),
                verborgen=verborgen,
            )
            for rij in rijen
        ],
    )


def _verborgen(standen: Iterable[Stand], antwoorden: Iterable[Antwoord], user: User) -> Set[str]:
    """The codes of the successors named then and now that this user may not know of. One query when there are any."""
    codes = {code for stand in standen for code in stand.opvolgers}
    codes |= {een.opvolger.code for een in antwoorden if een.opvolger is not None}
    if not codes:
        return frozenset()
    return codes - set(Afspraak.objects.visible_to(user).filter(code__in=codes).values_list("code", flat=True))


def vorige_standen(monitorronde: Monitorronde, afspraken: Iterable[int]) -> dict[int, Stand]:
    """What was frozen of these agreements in the last round that closed before this one. One query."""
    rijen = Momentopnameregel.objects.filter(afspraak__in=list(afspraken)).exclude(
        momentopname__monitorronde=monitorronde
    )
    if monitorronde.gesloten_op is not None:
        rijen = rijen.filter(momentopname__op__lt=monitorronde.gesloten_op)
    # Oldest first, so that the last one stays.
    return {
        rij.afspraak_id: Stand.uit_json(rij.gegevens) for rij in rijen.order_by("momentopname__op", "momentopname_id")
    }


def _cel(
    rij: Uitvraagregel,
    zijde: str,
    wie: Verantwoordelijken,
    antwoorden: dict[tuple[int, str], Antwoord],
    vorige: dict[int, Stand],
) -> Cel:
    was = vorige.get(rij.afspraak_id)
    toen = getattr(was, zijde) if was else None
    return Cel(
        regel=rij,
        zijde=zijde,
        wie=wie.get((rij.afspraak_id, zijde), ()),
        antwoord=antwoorden.get((rij.pk, zijde)),
        vorige=toen,
    )


def _zijdestand(antwoord: Antwoord) -> Zijdestand:
    return Zijdestand(
        status=antwoord.status,
        toelichting=antwoord.toelichting,
        verwacht=antwoord.verwacht,
        opvolger=antwoord.opvolger.code if antwoord.opvolger else "",
        op=antwoord.op.isoformat(),
        door=antwoord.door_naam,
        rol=antwoord.rol,
        bewijs=tuple(stuk.url or stuk.naam for stuk in antwoord.bewijs.all()),
    )


def _antwoorden(rijen: Sequence[Uitvraagregel]) -> dict[tuple[int, str], Antwoord]:
    laatste = Antwoord.objects.laatste().filter(regel__in=rijen).select_related("opvolger")
    bewijs = Prefetch("bewijs", Antwoordbewijs.objects.order_by("pk"))
    return {(een.regel_id, een.zijde): een for een in laatste.prefetch_related(bewijs)}


def _uniek(users: Iterable[User]) -> list[User]:
    op_sleutel: dict[int, User] = {}
    for user in users:
        op_sleutel.setdefault(user.pk, user)
    return sorted(op_sleutel.values(), key=lambda user: (str(user).casefold(), user.pk))


def laatste_stappen(afspraken: Iterable[int]) -> dict[int, Stap]:
    """What the last joint change of each agreement says. One query."""
    rijen = Statuswijziging.objects.filter(afspraak__in=list(afspraken), zijde=Statuswijziging.Zijde.GEZAMENLIJK)
    # In the order in which they were made, so that the last one stays.
    return {
        afspraak: Stap(toelichting=toelichting, opvolger=opvolger or "")
        for afspraak, toelichting, opvolger in rijen.order_by("afspraak", "nummer").values_list(
            "afspraak_id", "toelichting", "opvolger__code"
        )
    }
