"""The text of an agendapunt as people write it: its blocks as HTML, its notes and the label of its version.

What is derived from it (the proposed agreements, how far a block is) is read by the rules of the importer, so that an
item that was typed here is the same as one that was read from a document. Pure functions; no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bloksoort
from agreements.importers.dossier.opmaak import alineas_uit_html, normaal
from agreements.importers.dossier.punten import sjabloonzinnen
from agreements.importers.dossier.rij import naar_html
from agreements.importers.dossier.voorstellen import invulling_van_blok, lees_voorstellen
from agreements.lijst import LijstFout

#: The blocks that an item of this soort may have, in their order.
TOEGESTAAN = {
    Agendasoort.BESPREEKPUNT: tuple(Bloksoort),
    Agendasoort.HAMERPUNT: (Bloksoort.IN_HET_KORT, Bloksoort.VOORGESTELDE_AFSPRAKEN),
    Agendasoort.MEDEDELING: tuple(Bloksoort),
}
_RANG = {soort: plaats for plaats, soort in enumerate(Bloksoort)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloktekst:
    """The text of one block; an item that is written in parts has several of a soort, told apart by `deel`."""

    soort: Bloksoort
    deel: str = ""
    html: str = ""

    @property
    def sleutel(self) -> tuple[Bloksoort, str]:
        return (self.soort, self.deel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Punttekst:
    """All that is written in an item. Two texts that read the same are equal: everything is in normal form."""

    versie: str = ""
    opmerkingen: tuple[str, ...] = ()
    blokken: tuple[Bloktekst, ...] = ()

    def html(self, sleutel: tuple[Bloksoort, str]) -> str:
        """The text of a block, empty when the item does not have it."""
        return next((blok.html for blok in self.blokken if blok.sleutel == sleutel), "")

    def als_json(self) -> dict[str, Any]:
        return {
            "versie": self.versie,
            "opmerkingen": list(self.opmerkingen),
            "blokken": [{"soort": blok.soort.value, "deel": blok.deel, "html": blok.html} for blok in self.blokken],
        }


def uit_json(data: Mapping[str, Any]) -> Punttekst:
    """The text that `als_json` wrote, in normal form again. Raises LijstFout when it has another shape."""
    try:
        return punttekst(
            versie=str(data["versie"]),
            opmerkingen=[str(een) for een in data["opmerkingen"]],
            blokken=[
                Bloktekst(soort=Bloksoort(een["soort"]), deel=str(een["deel"]), html=str(een["html"]))
                for een in data["blokken"]
            ],
        )
    except (KeyError, TypeError, ValueError) as fout:
        raise LijstFout(f"Dit is geen tekst van een agendapunt: {fout!r}.") from fout


def punttekst(*, versie: str, opmerkingen: Iterable[str], blokken: Iterable[Bloktekst]) -> Punttekst:
    """What somebody wrote, in normal form: white space as one space, no empty notes, only our own markup."""
    regels = (" ".join(een.split()) for een in opmerkingen)
    return Punttekst(
        versie=" ".join(versie.split()),
        opmerkingen=tuple(regel for regel in regels if regel),
        blokken=tuple(replace(blok, html=normaal(blok.html)) for blok in blokken),
    )


def tekst_van_punt(punt: Agendapunt) -> Punttekst:
    """What is written in an item."""
    return punttekst(
        versie=punt.versie,
        opmerkingen=punt.opmerkingen,
        blokken=[Bloktekst(soort=blok.soort, deel=blok.deel, html=blok.html) for blok in punt.blokken],
    )


def te_schrijven(punt: Agendapunt) -> tuple[Bloktekst, ...]:
    """The blocks to write in, in order: of those that the item has and can have, the ones that its soort allows."""
    return tuple(blok for blok in _alle_blokken(punt) if blok.soort in TOEGESTAAN[punt.soort])


def met_tekst(punt: Agendapunt, tekst: Punttekst, *, opbouw: str) -> Agendapunt:
    """The item with this text. `opbouw` is the example of an item in its dossier, by which template text is known.

    A block that reads the same stays as it is, one that the text does not name stays too, and an empty one that the
    item did not have is not made.
    """
    was = {(blok.soort, blok.deel): blok for blok in punt.blokken}
    wordt = {blok.sleutel: blok for blok in tekst.blokken}
    zinnen = sjabloonzinnen(alineas_uit_html(opbouw))
    blokken = []
    for sleutel in dict.fromkeys([*(blok.sleutel for blok in _alle_blokken(punt)), *wordt]):
        oud, nieuw = was.get(sleutel), wordt.get(sleutel)
        if oud is not None and (nieuw is None or normaal(oud.html) == nieuw.html):
            blokken.append(oud)
        elif nieuw is not None and (nieuw.html or oud is not None):
            blokken.append(lees_blok(nieuw, zinnen))
    return replace(punt, versie=tekst.versie, opmerkingen=tekst.opmerkingen, blokken=tuple(blokken))


def _alle_blokken(punt: Agendapunt) -> list[Bloktekst]:
    """The blocks that the item has, and in their place among them those that it could have."""
    blokken = list(tekst_van_punt(punt).blokken)
    for soort in TOEGESTAAN[punt.soort]:
        if all(blok.soort != soort for blok in blokken):
            eerdere = [plaats for plaats, blok in enumerate(blokken, start=1) if _RANG[blok.soort] < _RANG[soort]]
            blokken.insert(max(eerdere, default=0), Bloktekst(soort=soort))
    return blokken


def lees_blok(blok: Bloktekst, sjabloon: frozenset[str]) -> Agendablok:
    """The block with what its text says: how far it is, and the agreements that it proposes."""
    alineas = alineas_uit_html(blok.html)
    voorstellen = lees_voorstellen(alineas, sjabloon)[0] if blok.soort == Bloksoort.VOORGESTELDE_AFSPRAKEN else []
    return Agendablok(
        soort=blok.soort,
        deel=blok.deel,
        html=naar_html(alineas),
        invulling=invulling_van_blok(alineas, sjabloon),
        voorstellen=tuple(voorstellen),
    )
