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
from agreements.exporters.bijschriften import termijntekst
from agreements.lijst import Blok, Landsdeellijst, Lijst, Partijregel, Rubriek, Statusregel, Tekstblok, Termijnfrase
from monitoring.stand import Stand, Tijdsaanduiding, Zijdestand
from monitoring.verschil import Verschil, stil, tegenspraak, verschil

HELE_LANDSDEEL = "Hele landsdeel"
ZONDER_GEBIED = "Zonder gebied"
GEVRAAGD = "Gevraagd van het volgende overleg"
TEKEN = "•"

#: By slug of a gebied the names of the provincies in which it lies.
Ligging = Mapping[str, Sequence[str]]


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
    ligging: Ligging,
    gevraagd: bool,
    vorige: Mapping[str, Vorige] | None = None,
) -> Lijst:
    """The chapter of these agreements, in their order within each gebied; each agreement once.

    `statusnamen` says a status in Dutch. `gevraagd`: both sides were asked, so that who says nothing was silent.
    `vorige` is by code; None when nothing is compared, and then nothing is called new either. Soort and year are those
    of the list that it tells of.
    """
    per_landsdeel: dict[tuple[str, str], list[Stand]] = {}
    for stand in standen:
        per_landsdeel.setdefault((stand.landsdeel, stand.landsdeel_naam), []).append(stand)
    schrijver = _Schrijver(statusnamen, ligging, gevraagd, vorige)
    return Lijst(
        soort=soort,
        jaar=jaar,
        titel=titel,
        landsdelen=tuple(
            Landsdeellijst(landsdeel=slug, kop=naam, rubrieken=tuple(schrijver.rubrieken(rij)))
            for (slug, naam), rij in per_landsdeel.items()
        ),
    )


def per_provincie(standen: Iterable[Stand], ligging: Ligging) -> list[tuple[str, list[Stand]]]:
    """The agreements under the names of their provincies: their own, or else those in which their gebieden lie.

    First each provincie, then those of more than one under their names, and last what has neither: that is of the
    whole landsdeel. Each agreement once.
    """

    def provincies(stand: Stand) -> list[str]:
        eigen = {een.naam for een in stand.provincies}
        return sorted(eigen or {naam for een in stand.gebieden for naam in ligging.get(een.slug, ())})

    groepen: dict[tuple[str, ...], list[Stand]] = {}
    for stand in standen:
        groepen.setdefault(tuple(provincies(stand)), []).append(stand)
    volgorde = sorted(groepen.items(), key=lambda groep: (not groep[0], len(groep[0]) > 1, groep[0]))
    return [(_opsomming(namen) or HELE_LANDSDEEL, rij) for namen, rij in volgorde]


@dataclass(frozen=True, slots=True)
class _Schrijver:
    statusnamen: Mapping[str, str]
    ligging: Ligging
    gevraagd: bool
    vorige: Mapping[str, Vorige] | None

    def rubrieken(self, standen: Sequence[Stand]) -> Iterator[Rubriek]:
        """A chapter for what `per_provincie` puts together, and one for what is asked of the next overleg."""
        nummer = 0
        for nummer, (naam, rij) in enumerate(per_provincie(standen, self.ligging), start=1):
            yield Rubriek(nummer=str(nummer), titel=naam, blokken=tuple(self._blokken(rij)))
        gevraagd = [stand for stand in standen if stand.bespreken]
        if gevraagd:
            inleiding = "\n".join(f"{stand.code}: {_kort(stand)}" for stand in gevraagd)
            yield Rubriek(nummer=str(nummer + 1), titel=GEVRAAGD, blokken=(Blok(inleiding=inleiding),))

    def _blokken(self, standen: Sequence[Stand]) -> Iterator[Blok]:
        yield Blok(inleiding=self._samenvatting(standen))
        met_gebied = any(stand.gebieden for stand in standen)
        for naam, groep in groupby(sorted(standen, key=_gebiedsleutel), key=_gebiednaam):
            kop = naam or (ZONDER_GEBIED if met_gebied else None)
            yield Blok(onderwerp=kop, tekstblokken=tuple(self._tekstblok(stand) for stand in groep))

    def _samenvatting(self, standen: Sequence[Stand]) -> str:
        aantallen = Counter(stand.status for stand in standen)
        delen = [f"{aantallen[status]} {naam}" for status, naam in self.statusnamen.items() if aantallen[status]]
        zin = f"{_telwoord(len(standen))}: {', '.join(delen)}."
        bij = [
            (sum(stand.over_tijd for stand in standen), "over tijd"),
            (sum(bool(self._stil(stand)) for stand in standen), "waarover een zijde niet heeft geantwoord"),
            (sum(stand.verschilt for stand in standen), "waarover Rijk en regio verschillen"),
            (
                sum(stand.past_niet for stand in standen),
                "waarvan de gezamenlijke status niet past bij de antwoorden",
            ),
            (sum(bool(self._verschil(stand).veranderd) for stand in standen), "veranderd sinds de vorige momentopname"),
            (sum(self._is_nieuw(stand) for stand in standen), "voor het eerst in een momentopname"),
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
            termijnen=tuple(map(_termijn, stand.geldende_termijnen)),
            statussen=tuple(self._regels(stand)),
            partijen=tuple(
                Partijregel(naam=een.naam, rol=een.rol, zijde={"rijk": "Rijk", "regio": "regio"}.get(een.zijde, ""))
                for een in stand.partijen
            ),
        )

    def _regels(self, stand: Stand) -> Iterator[Statusregel]:
        if stand.vervangen_termijnen:
            eerst = "; ".join(termijntekst(_termijn(een)) for een in stand.vervangen_termijnen)
            yield Statusregel(code="", label="Eerste termijn", toelichting=f"{eerst}. Deze is vervangen.")
        opvolger = f"Opgevolgd door {stand.opvolger}." if stand.opvolger else ""
        yield Statusregel(
            code=stand.code,
            label=self._naam(stand.status),
            sinds=date.fromisoformat(stand.status_sinds[:10]) if stand.status_sinds else None,
            toelichting="\n".join(deel for deel in (stand.status_toelichting, opvolger) if deel),
        )
        if stand.over_tijd and stand.termijn_tot:
            yield Statusregel(
                code="", label="Over tijd", toelichting=f"De termijn liep tot en met {datumtekst(stand.termijn_tot)}."
            )
        if self.vorige and (zinnen := self._verschil(stand).veranderd):
            sinds = f"Sinds {datumtekst(self.vorige[stand.code].peildatum)}:"
            yield Statusregel(code="", label="Veranderd", toelichting="\n".join([sinds, *zinnen]))
        if self._is_nieuw(stand):
            yield Statusregel(code="", label="Eerste keer", toelichting="Stond nog niet in een momentopname.")
        yield from self._zijden(stand)
        if stand.verschilt:
            yield Statusregel(
                code="",
                label="Verschil",
                toelichting="Rijk en regio geven niet dezelfde status.",
            )
        if zin := tegenspraak(stand, self.statusnamen):
            yield Statusregel(code="", label="Let op", toelichting=zin)
        if stand.bespreken:
            yield Statusregel(code="", label=GEVRAAGD, toelichting=stand.notitie or "Deze afspraak bespreken.")

    def _zijden(self, stand: Stand) -> Iterator[Statusregel]:
        """What each side said, and that it said nothing."""
        zwijgt = self._stil(stand) | dict(self._verschil(stand).geantwoord)
        for zijde, wie in (("rijk", "Rijk"), ("regio", "Regio")):
            antwoord: Zijdestand | None = getattr(stand, zijde)
            zinnen = [zwijgt[zijde]] if zijde in zwijgt else []
            if antwoord is not None:
                zegt = "\n".join([*_zegt(antwoord), *zinnen])
                yield Statusregel(code="", label=f"{wie}: {self._naam(antwoord.status)}", toelichting=zegt)
            elif zinnen:
                yield Statusregel(code="", label=f"{wie}: geen antwoord", toelichting=zinnen[0])

    def _stil(self, stand: Stand) -> dict[str, str]:
        return stil(stand) if self.gevraagd else {}

    def _verschil(self, stand: Stand) -> Verschil:
        was = (self.vorige or {}).get(stand.code)
        return verschil(was.stand, stand, self.statusnamen) if was else Verschil()

    def _is_nieuw(self, stand: Stand) -> bool:
        return self.vorige is not None and stand.code not in self.vorige

    def _naam(self, status: str) -> str:
        return self.statusnamen.get(status, status)


def _zegt(zijde: Zijdestand) -> list[str]:
    regels = [zijde.toelichting] if zijde.toelichting else []
    if zijde.verwacht:
        regels.append(f"Verwacht gereed: {datumtekst(zijde.verwacht)}.")
    if zijde.opvolger:
        regels.append(f"Opgevolgd door {zijde.opvolger}.")
    if zijde.bewijs:
        regels.append(f"Bewijs: {'; '.join(zijde.bewijs)}.")
    return regels


def _kort(stand: Stand) -> str:
    return " ".join(stand.notitie.split()) or "bespreken hoe het verder gaat."


def _termijn(een: Tijdsaanduiding) -> Termijnfrase:
    return Termijnfrase(frase=een.frase, soort=een.soort, van=een.van, tot=een.tot, overleg=een.overleg or None)


def _telwoord(aantal: int) -> str:
    return f"{aantal} {'afspraak' if aantal == 1 else 'afspraken'}"


def _opsomming(namen: Sequence[str]) -> str:
    return " en ".join(deel for deel in (", ".join(namen[:-1]), "".join(namen[-1:])) if deel)


def _gebiednaam(stand: Stand) -> str:
    return ", ".join(een.naam for een in stand.gebieden)


def _gebiedsleutel(stand: Stand) -> tuple[bool, str]:
    return not stand.gebieden, _gebiednaam(stand)
