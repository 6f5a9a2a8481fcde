"""From a document to a `Lijst`: one module per format, one per layout family.

`lees_lijst` is the way in, in two halves: `lees_bron` makes text and lines of a file, `lees_brontekst` gives those
lines their meaning. Neither knows Django or the database; what they need to know of the world comes in a `Naslag`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from agreements.importers.bron import Brontekst
from agreements.importers.formaten import EXTENSIES, lees_bron
from agreements.importers.indelingen import eigen, kies
from agreements.importers.naslag import Naslag
from agreements.importers.opschonen import Opmaak, schoon
from agreements.importers.regels import lees_regels
from agreements.importers.verantwoording import Verantwoording, verantwoord
from agreements.lijst import SOORTEN, Lijst, LijstFout

__all__ = ["EXTENSIES", "Naslag", "Verantwoording", "lees_bron", "lees_brontekst", "lees_lijst", "verantwoord"]

_EERSTE_JAAR, _LAATSTE_JAAR = 2000, 2100


def lees_lijst(pad_of_bytes: Path | str | bytes, *, naam: str, soort: str, jaar: int, naslag: Naslag) -> Lijst:
    """Read an afsprakenlijst from a file or from the bytes of one.

    `naam` is the file name as the user knows it: its extension tells the kind of file and it is named in
    refusals. The list comes back without codes (`Lijst.met_codes`) and without deadline phrases; its
    meldingen are the places the importer was not sure of, in the order of the lines.

    Raises LijstFout, with a Dutch sentence for the user, when this is no list that can be read.
    """
    _toets_ronde(soort, jaar)
    return lees_brontekst(lees_bron(pad_of_bytes, naam=naam), soort=soort, jaar=jaar, naslag=naslag)


def lees_brontekst(bron: Brontekst, *, soort: str, jaar: int, naslag: Naslag) -> Lijst:
    """Read an afsprakenlijst from what a format made of its file. Raises LijstFout as `lees_lijst` does."""
    _toets_ronde(soort, jaar)
    over = schoon(bron.regels or lees_regels(bron.tekst))
    indeling = eigen if bron.eigen else kies(over.regels, naslag)
    opbouw = indeling.lees(over.regels, naslag)
    doorlopend = sorted((*over.meldingen, *opbouw.meldingen), key=lambda melding: melding.regel or 0)
    lijst = Lijst(
        soort=soort,
        jaar=jaar,
        titel=opbouw.titel or f"Afsprakenlijst {SOORTEN[soort]} {jaar}",
        landsdelen=opbouw.landsdelen,
        meldingen=(*bron.meldingen, *doorlopend),
    )
    return _met_ontbrekende_tekst(bron, lijst, over.opmaak)


def _met_ontbrekende_tekst(bron: Brontekst, lijst: Lijst, terzijde: Sequence[Opmaak]) -> Lijst:
    """The list, with a melding for every line of the source that is nowhere in it."""
    ontbreekt = verantwoord(bron.tekst, lijst, terzijde).ontbreekt
    return replace(lijst, meldingen=(*lijst.meldingen, *ontbreekt)) if ontbreekt else lijst


def _toets_ronde(soort: str, jaar: int) -> None:
    if soort not in SOORTEN:
        bekend = " of ".join(f"“{naam}”" for naam in SOORTEN)
        raise LijstFout(f"De soort “{soort}” bestaat niet. Kies {bekend}.")
    if isinstance(jaar, bool) or not isinstance(jaar, int) or not _EERSTE_JAAR <= jaar <= _LAATSTE_JAAR:
        raise LijstFout(f"“{jaar}” is geen jaar van een ronde. Geef een jaar op als 2024.")
