"""What differs between two states of one agreement, and what does not fit in one, in Dutch sentences. No database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from agreements.datums import datumtekst
from monitoring.stand import Stand, Zijdestand

#: The sides with the name and the pronoun that a sentence has for them.
ZIJDEN = (("rijk", "het Rijk", "het"), ("regio", "de regio", "zij"))
NIET_GEANTWOORD = "heeft niet geantwoord."
#: How much of a toelichting is quoted.
CITAAT = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Verschil:
    """`veranderd`: what is otherwise now. `geantwoord`: by side that it only answers for the first time, or no more."""

    veranderd: tuple[str, ...] = ()
    geantwoord: Mapping[str, str] = field(default_factory=dict)

    @property
    def zinnen(self) -> tuple[str, ...]:
        return (*self.veranderd, *self.geantwoord.values())


def verschil(oud: Stand, nieuw: Stand, statusnamen: Mapping[str, str]) -> Verschil:
    """What differs between two states of one agreement.

    A first answer that says what the joint status was already changes nothing, and neither does a side that is silent
    now: both are told apart.
    """
    veranderd = list(_gezamenlijk(oud, nieuw, statusnamen))
    geantwoord = {}
    for zijde, wie, hij in ZIJDEN:
        was, is_nu = getattr(oud, zijde), getattr(nieuw, zijde)
        if was and is_nu:
            veranderd += zijdeverschillen(was, is_nu, wie=wie, hij=hij, statusnamen=statusnamen)
        elif is_nu:
            zin = f"{_begin(wie)} antwoordde eerst niet en zegt nu: {_naam(is_nu.status, statusnamen)}."
            if is_nu.status == oud.status:
                geantwoord[zijde] = zin
            else:
                veranderd.append(zin)
        elif was:
            geantwoord[zijde] = f"{_zweeg(wie)} De vorige keer zei {hij}: {_naam(was.status, statusnamen)}."
    return Verschil(veranderd=tuple(veranderd), geantwoord=geantwoord)


def zijdeverschillen(
    was: Zijdestand, is_nu: Zijdestand, *, wie: str, hij: str, statusnamen: Mapping[str, str]
) -> Iterator[str]:
    """What one side says otherwise than before: status, successor, expected date, text and evidence."""
    if was.status != is_nu.status:
        yield f"Volgens {wie} was het {_naam(was.status, statusnamen)} en is het {_naam(is_nu.status, statusnamen)}."
    if was.opvolger != is_nu.opvolger:
        yield _nu_eerst(f"{_begin(wie)} noemt als opvolger", is_nu.opvolger, was.opvolger)
    if was.verwacht != is_nu.verwacht:
        nu, toen = (datumtekst(dag) if dag else "" for dag in (is_nu.verwacht, was.verwacht))
        if not nu:
            yield f"{_begin(wie)} noemt geen verwachte datum meer, eerst {toen}."
        elif not toen:
            yield f"{_begin(wie)} verwacht het nu op {nu}; eerst noemde {hij} geen datum."
        else:
            yield f"{_begin(wie)} verwacht het nu op {nu}, eerst op {toen}."
    if _woorden(was.toelichting) != _woorden(is_nu.toelichting):
        yield _nu_eerst(f"{_begin(wie)} schrijft", _citaat(is_nu.toelichting), _citaat(was.toelichting))
    if sorted(was.bewijs) != sorted(is_nu.bewijs):
        yield _nu_eerst(f"{_begin(wie)} geeft als bewijs", "; ".join(is_nu.bewijs), "; ".join(was.bewijs))


def stil(stand: Stand) -> dict[str, str]:
    """By side that did not answer a sentence. Only of a state of which both were asked and may be read."""
    return {zijde: _zweeg(wie) for zijde, wie, _ in ZIJDEN if getattr(stand, zijde) is None}


def tegenspraak(stand: Stand, statusnamen: Mapping[str, str]) -> str:
    """That the joint status is what no side says, as a sentence; "" when it fits, or when nobody answered."""
    if not stand.past_niet:
        return ""
    zegt = {
        wie: _naam(een.status, statusnamen) for zijde, wie, _ in ZIJDEN if (een := getattr(stand, zijde)) is not None
    }
    gezamenlijk = f"De gezamenlijke status is {_naam(stand.status, statusnamen)}, maar"
    if len(zegt) == len(ZIJDEN) and len(set(zegt.values())) == 1:
        return f"{gezamenlijk} Rijk en regio zeggen allebei {next(iter(zegt.values()))}."
    return f"{gezamenlijk} {' en '.join(f'{wie} zegt {naam}' for wie, naam in zegt.items())}."


class Soort(StrEnum):
    """How an agreement differs in two momentopnamen, in the order in which that is told."""

    VERANDERD = "veranderd"
    GEANTWOORD = "geantwoord"
    NIEUW = "nieuw"
    WEG = "weg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergeleken:
    """One agreement in two momentopnamen; `was` or `is_nu` is None where it stood in one of them only."""

    code: str
    soort: Soort
    was: Stand | None
    is_nu: Stand | None
    zinnen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """Two momentopnamen beside each other: what differs, how much stayed the same, and of how much that is not known.

    Of the `stil` nothing differs, but a side did not answer; empty never counts as unchanged.
    """

    rijen: tuple[Vergeleken, ...]
    gelijk: int
    stil: int


def vergelijk(
    oud: Iterable[Stand],
    nieuw: Iterable[Stand],
    statusnamen: Mapping[str, str],
    *,
    zonder_zijden: Collection[str] = (),
) -> Vergelijking:
    """Every agreement of which something differs, in the order of the new one; what is gone comes last.

    `zonder_zijden` are the codes of which the reader may know the joint status only: there no side is called silent.
    """
    toen = {stand.code: stand for stand in oud}
    rijen, gelijk, zwijgt = [], 0, 0
    for stand in nieuw:
        was = toen.pop(stand.code, None)
        if was is None:
            zinnen: tuple[str, ...] = ("Stond niet in de eerdere momentopname.",)
            rijen.append(Vergeleken(code=stand.code, soort=Soort.NIEUW, was=None, is_nu=stand, zinnen=zinnen))
        elif anders := (gevonden := verschil(was, stand, statusnamen)).zinnen:
            soort = Soort.VERANDERD if gevonden.veranderd else Soort.GEANTWOORD
            rijen.append(Vergeleken(code=stand.code, soort=soort, was=was, is_nu=stand, zinnen=anders))
        elif stand.code not in zonder_zijden and stil(stand):
            zwijgt += 1
        else:
            gelijk += 1
    weg = ("Stond in de eerdere momentopname en nu niet meer.",)
    rijen += [Vergeleken(code=code, soort=Soort.WEG, was=stand, is_nu=None, zinnen=weg) for code, stand in toen.items()]
    return Vergelijking(rijen=tuple(rijen), gelijk=gelijk, stil=zwijgt)


def _gezamenlijk(oud: Stand, nieuw: Stand, statusnamen: Mapping[str, str]) -> Iterator[str]:
    if oud.status != nieuw.status:
        yield f"De status was {_naam(oud.status, statusnamen)} en is {_naam(nieuw.status, statusnamen)}."
    elif _woorden(oud.status_toelichting) != _woorden(nieuw.status_toelichting):
        yield _nu_eerst("Bij de status staat", _citaat(nieuw.status_toelichting), _citaat(oud.status_toelichting))
    if oud.opvolger and nieuw.opvolger and oud.opvolger != nieuw.opvolger:
        yield _nu_eerst("De opvolger is", nieuw.opvolger, oud.opvolger)
    was, is_nu = oud.besloten_termijn, nieuw.besloten_termijn
    if (oud.termijn_van, oud.termijn_tot) != (nieuw.termijn_van, nieuw.termijn_tot):
        yield f"De termijn was {_periode(oud)} en is {_periode(nieuw)}."
    elif is_nu and (was is None or was.frase != is_nu.frase):
        yield f"Over de termijn is besloten: “{is_nu.frase}”."
    elif was and not is_nu:
        yield f"Het besluit over de termijn, “{was.frase}”, geldt niet meer."
    if (oud.tekst, oud.subpunten) != (nieuw.tekst, nieuw.subpunten):
        yield "De officiële tekst is veranderd."


def _periode(stand: Stand) -> str:
    if stand.termijn_tot:
        return f"tot en met {datumtekst(stand.termijn_tot)}"
    return f"vanaf {datumtekst(stand.termijn_van)}" if stand.termijn_van else "geen datum"


def _nu_eerst(begin: str, nu: str, toen: str) -> str:
    return f"{begin} nu {nu or 'niets meer'}, eerst {toen or 'niets'}."


def _citaat(tekst: str) -> str:
    kort = _woorden(tekst)
    if len(kort) > CITAAT:
        kort = f"{kort[:CITAAT].rsplit(' ', 1)[0]} …"
    return f"“{kort.removesuffix('.')}”" if kort else ""


def _woorden(tekst: str) -> str:
    return " ".join(tekst.split())


def _zweeg(wie: str) -> str:
    return f"{_begin(wie)} {NIET_GEANTWOORD}"


def _begin(wie: str) -> str:
    return wie[:1].upper() + wie[1:]


def _naam(status: str, statusnamen: Mapping[str, str]) -> str:
    return statusnamen.get(status, status)
