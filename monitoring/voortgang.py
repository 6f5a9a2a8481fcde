"""The progress chapter as a list: what was agreed, to the letter, and under it how far it is. Pure; no database.

It is a `Lijst`, so every format in which a list can leave can hold it: landsdeel → provincie → gebied → agreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from agreements.datums import datumtekst
from agreements.lijst import Blok, Landsdeellijst, Lijst, Partijregel, Rubriek, Statusregel, Tekstblok, Termijnfrase
from monitoring.stand import Stand, Tijdsaanduiding, Zijdestand

MEER_PROVINCIES = "Meer provincies"
HELE_LANDSDEEL = "Hele landsdeel"
ZONDER_GEBIED = "Zonder gebied"
GEVRAAGD = "Gevraagd van het volgende overleg"
TEKEN = "•"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vorige:
    """The state of an agreement in an earlier momentopname, and the day of that one."""

    stand: Stand
    peildatum: date


def naar_lijst(
    standen: Iterable[Stand],
    *,
    soort: str,
    jaar: int,
    titel: str,
    statusnamen: Mapping[str, str],
    vorige: Mapping[str, Vorige] | None = None,
) -> Lijst:
    """The chapter of these agreements, in their order within each gebied; each agreement once.

    `statusnamen` says a status in Dutch. `vorige` is by code; None when nothing is compared, and then nothing is
    called new either. Soort and year are those of the list that it tells of.
    """
    per_landsdeel: dict[tuple[str, str], list[Stand]] = {}
    for stand in standen:
        per_landsdeel.setdefault((stand.landsdeel, stand.landsdeel_naam), []).append(stand)
    schrijver = _Schrijver(statusnamen, vorige)
    return Lijst(
        soort=soort,
        jaar=jaar,
        titel=titel,
        landsdelen=tuple(
            Landsdeellijst(landsdeel=slug, kop=naam, rubrieken=tuple(schrijver.rubrieken(rij)))
            for (slug, naam), rij in per_landsdeel.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class _Schrijver:
    statusnamen: Mapping[str, str]
    vorige: Mapping[str, Vorige] | None

    def rubrieken(self, standen: Sequence[Stand]) -> Iterator[Rubriek]:
        """A chapter per provincie, those of more than one or of none last, and what is asked of the next overleg."""
        nummer = 0
        op_provincie = sorted(standen, key=provinciesleutel)
        for nummer, (naam, groep) in enumerate(groupby(op_provincie, key=provincienaam), start=1):
            rij = list(groep)
            yield Rubriek(nummer=str(nummer), titel=naam, blokken=tuple(self._blokken(rij)))
        gevraagd = [stand for stand in standen if stand.bespreken]
        if gevraagd:
            inleiding = "\n".join(f"{stand.code}: {_kort(stand)}" for stand in gevraagd)
            yield Rubriek(nummer=str(nummer + 1), titel=GEVRAAGD, blokken=(Blok(inleiding=inleiding),))

    def _blokken(self, standen: Sequence[Stand]) -> Iterator[Blok]:
        yield Blok(inleiding=self._samenvatting(standen))
        for naam, groep in groupby(sorted(standen, key=_gebiedsleutel), key=_gebiednaam):
            yield Blok(onderwerp=naam, tekstblokken=tuple(self._tekstblok(stand) for stand in groep))

    def _samenvatting(self, standen: Sequence[Stand]) -> str:
        aantallen = Counter(stand.status for stand in standen)
        delen = [f"{aantallen[status]} {naam}" for status, naam in self.statusnamen.items() if aantallen[status]]
        zin = f"{_telwoord(len(standen))}: {', '.join(delen)}."
        bij = [
            (sum(stand.over_tijd for stand in standen), "over tijd"),
            (sum(stand.verschilt for stand in standen), "waarover Rijk en regio verschillen"),
            (sum(bool(self._verandering(stand)) for stand in standen), "veranderd sinds de vorige momentopname"),
        ]
        erbij = [f"{aantal} {wat}" for aantal, wat in bij if aantal]
        return f"{zin} Daarvan {'; '.join(erbij)}." if erbij else zin

    def _tekstblok(self, stand: Stand) -> Tekstblok:
        return Tekstblok(
            tekst=stand.tekst,
            teken=TEKEN,
            subpunten=stand.subpunten,
            soort=stand.soort or "afspraak",
            code=stand.code,
            termijnen=tuple(map(_termijn, stand.termijnen)),
            statussen=tuple(self._regels(stand)),
            partijen=tuple(
                Partijregel(naam=een.naam, rol=een.rol, zijde={"rijk": "Rijk", "regio": "regio"}.get(een.zijde, ""))
                for een in stand.partijen
            ),
        )

    def _regels(self, stand: Stand) -> Iterator[Statusregel]:
        yield Statusregel(
            code=stand.code,
            label=self._naam(stand.status),
            sinds=date.fromisoformat(stand.status_sinds[:10]) if stand.status_sinds else None,
            toelichting=stand.status_toelichting,
        )
        if stand.over_tijd and stand.termijn_tot:
            yield Statusregel(
                code="", label="Over tijd", toelichting=f"De termijn liep tot en met {datumtekst(stand.termijn_tot)}."
            )
        if verandering := self._verandering(stand):
            yield Statusregel(code="", label="Veranderd", toelichting=verandering)
        for wie, zijde in (("Rijk", stand.rijk), ("Regio", stand.regio)):
            if zijde is not None:
                yield Statusregel(code="", label=f"{wie}: {self._naam(zijde.status)}", toelichting=_zegt(zijde))
        if stand.verschilt:
            yield Statusregel(
                code="",
                label="Verschil",
                toelichting="Rijk en regio geven niet dezelfde status.",
            )
        if stand.bespreken:
            yield Statusregel(code="", label=GEVRAAGD, toelichting=stand.notitie or "Deze afspraak bespreken.")

    def _verandering(self, stand: Stand) -> str:
        if self.vorige is None:
            return ""
        was = self.vorige.get(stand.code)
        if was is None:
            return "Stond nog niet in een momentopname."
        regels = [zin for zin in verschillen(was.stand, stand, self.statusnamen) if zin]
        return "\n".join([f"Sinds {datumtekst(was.peildatum)}:", *regels]) if regels else ""

    def _naam(self, status: str) -> str:
        return self.statusnamen.get(status, status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergeleken:
    """One agreement in two momentopnamen; `was` or `is_nu` is None where it stood in one of them only."""

    code: str
    was: Stand | None
    is_nu: Stand | None
    zinnen: tuple[str, ...]


def vergelijk(oud: Iterable[Stand], nieuw: Iterable[Stand], statusnamen: Mapping[str, str]) -> list[Vergeleken]:
    """Every agreement of which something differs, in the order of the new one; what is gone comes last."""
    toen = {stand.code: stand for stand in oud}
    uit = []
    for stand in nieuw:
        was = toen.pop(stand.code, None)
        zinnen = verschillen(was, stand, statusnamen) if was else ["Stond niet in de eerdere momentopname."]
        if zinnen:
            uit.append(Vergeleken(code=stand.code, was=was, is_nu=stand, zinnen=tuple(zinnen)))
    weg = ("Stond in de eerdere momentopname en nu niet meer.",)
    return uit + [Vergeleken(code=code, was=stand, is_nu=None, zinnen=weg) for code, stand in toen.items()]


def verschillen(oud: Stand, nieuw: Stand, statusnamen: Mapping[str, str]) -> list[str]:
    """What differs between two states of one agreement, a Dutch sentence each; empty when nothing does."""
    uit = []

    def naam(status: str) -> str:
        return statusnamen.get(status, status) or "geen antwoord"

    if oud.status != nieuw.status:
        uit.append(f"De status was {naam(oud.status)} en is {naam(nieuw.status)}.")
    for wie, was, wordt in (("het Rijk", oud.rijk, nieuw.rijk), ("de regio", oud.regio, nieuw.regio)):
        toen, nu = (een.status if een else "" for een in (was, wordt))
        if toen != nu:
            uit.append(f"Volgens {wie} was het {naam(toen)} en is het {naam(nu)}.")
    if (oud.termijn_van, oud.termijn_tot) != (nieuw.termijn_van, nieuw.termijn_tot):
        uit.append(f"De termijn was {_periode(oud)} en is {_periode(nieuw)}.")
    if (oud.tekst, oud.subpunten) != (nieuw.tekst, nieuw.subpunten):
        uit.append("De officiële tekst is veranderd.")
    return uit


def _periode(stand: Stand) -> str:
    if stand.termijn_tot:
        return f"tot en met {datumtekst(stand.termijn_tot)}"
    return f"vanaf {datumtekst(stand.termijn_van)}" if stand.termijn_van else "geen datum"


def _zegt(zijde: Zijdestand) -> str:
    regels = [zijde.toelichting] if zijde.toelichting else []
    if zijde.verwacht:
        regels.append(f"Verwacht gereed: {datumtekst(zijde.verwacht)}.")
    if zijde.opvolger:
        regels.append(f"Opgevolgd door {zijde.opvolger}.")
    if zijde.bewijs:
        regels.append(f"Bewijs: {'; '.join(zijde.bewijs)}.")
    return "\n".join(regels)


def _kort(stand: Stand) -> str:
    return " ".join(stand.notitie.split()) or "bespreken hoe het verder gaat."


def _termijn(een: Tijdsaanduiding) -> Termijnfrase:
    return Termijnfrase(frase=een.frase, soort=een.soort, van=een.van, tot=een.tot, overleg=een.overleg or None)


def _telwoord(aantal: int) -> str:
    return f"{aantal} {'afspraak' if aantal == 1 else 'afspraken'}"


def provincienaam(stand: Stand) -> str:
    """Under which provincie an agreement is told: its only one, or that it has more or none."""
    if not stand.provincies:
        return HELE_LANDSDEEL
    return stand.provincies[0].naam if len(stand.provincies) == 1 else MEER_PROVINCIES


def provinciesleutel(stand: Stand) -> tuple[int, str]:
    """By name; after those the agreements of more provincies, and last those of the whole landsdeel."""
    return {1: 0, 0: 2}.get(len(stand.provincies), 1), provincienaam(stand)


def _gebiednaam(stand: Stand) -> str:
    return ", ".join(een.naam for een in stand.gebieden) or stand.onderwerp or stand.rubriek_titel or ZONDER_GEBIED


def _gebiedsleutel(stand: Stand) -> tuple[bool, str]:
    return not stand.gebieden, _gebiednaam(stand)
