"""The zip of XML parts that a Word or ODT document is, opened with care.

Nothing is unpacked to disk and nothing outside the file is ever opened: no address, no DTD, no entity. Every limit
below is far above what a real list needs, and is judged before memory is spent; a file that lies about its sizes is
found out while it is read.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from agreements.lijst import LijstFout

MAX_DELEN = 4_000
#: Of one XML part, and of all that the zip says to hold, unpacked.
MAX_BYTES_DEEL = 24 * 1024 * 1024
MAX_BYTES_TOTAAL = 250 * 1024 * 1024
#: Tags and attributes of one XML part; each takes memory of its own.
MAX_KNOPEN = 1_500_000
#: How deep the elements of a document may stand in each other.
MAX_DIEPTE = 120

_UIT_TE_PAKKEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_VERBODEN = (b"<!DOCTYPE", b"<!ENTITY")
_OPNIEUW = "Open het in uw tekstverwerker, sla het opnieuw op en probeer het nog eens."

Element = Any


class Pakket:
    """The parts of one document. Every way in raises LijstFout with a Dutch sentence when something is wrong."""

    def __init__(self, inhoud: bytes, *, naam: str) -> None:
        self.naam = naam
        try:
            self._zip = zipfile.ZipFile(BytesIO(inhoud))
            delen = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            ValueError,
            OSError,
            struct.error,
            NotImplementedError,
        ) as fout:
            raise self.beschadigd() from fout
        self._toets(delen)
        self.namen = frozenset(deel.filename for deel in delen)

    def _toets(self, delen: list[zipfile.ZipInfo]) -> None:
        if len(delen) > MAX_DELEN:
            raise LijstFout(
                f"Het bestand “{self.naam}” bestaat uit {len(delen)} losse onderdelen. Zo veel heeft geen "
                f"afsprakenlijst. {_OPNIEUW}"
            )
        if sum(deel.file_size for deel in delen) > MAX_BYTES_TOTAAL:
            raise self.te_groot()
        for deel in delen:
            pad = deel.filename.replace("\\", "/")
            if pad.startswith("/") or ".." in pad.split("/") or ":" in pad.split("/")[0]:
                raise LijstFout(
                    f"In het bestand “{self.naam}” zit een onderdeel met een pad naar een andere map. Dat hoort niet "
                    f"in een document. {_OPNIEUW}"
                )
            if deel.flag_bits & 0x1:
                raise self.beveiligd()

    def beschadigd(self) -> LijstFout:
        return LijstFout(f"Het bestand “{self.naam}” is beschadigd of niet volledig. {_OPNIEUW}")

    def toets_diepte(self, diepte: int) -> None:
        """Refuse what is nested deeper than any document that people write. Raises LijstFout."""
        if diepte > MAX_DIEPTE:
            raise LijstFout(
                f"Het bestand “{self.naam}” is te diep genest om te lezen. Sla het opnieuw op en probeer het nog eens."
            )

    def beveiligd(self) -> LijstFout:
        return LijstFout(
            f"Het bestand “{self.naam}” is beveiligd met een wachtwoord. Haal de beveiliging eraf en probeer het "
            "opnieuw."
        )

    def te_groot(self) -> LijstFout:
        return LijstFout(
            f"Het bestand “{self.naam}” wordt bij het uitpakken te groot. Zo groot is geen afsprakenlijst. {_OPNIEUW}"
        )

    def lees(self, deel: str) -> bytes | None:
        """The content of a part, or None when it is not there."""
        if deel not in self.namen:
            return None
        info = self._zip.getinfo(deel)
        if info.file_size > MAX_BYTES_DEEL:
            raise self.te_groot()
        if info.compress_type not in _UIT_TE_PAKKEN:
            raise self.beschadigd()
        try:
            with self._zip.open(info) as stroom:
                inhoud = stroom.read(MAX_BYTES_DEEL + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error) as fout:
            raise self.beschadigd() from fout
        if len(inhoud) > MAX_BYTES_DEEL:
            raise self.te_groot()
        return inhoud

    def xml(self, deel: str) -> Element | None:
        """The root element of a part, or None when it is not there."""
        inhoud = self.lees(deel)
        return None if inhoud is None else self._ontleed(inhoud)

    def _ontleed(self, inhoud: bytes) -> Element:
        plat = inhoud.replace(b"\0", b"")
        if any(verboden in plat for verboden in _VERBODEN):
            raise self._met_doctype()
        if plat.count(b"<") + plat.count(b"=") > MAX_KNOPEN:
            raise self.te_groot()
        ontleder = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            wortel = etree.fromstring(inhoud, ontleder)
        except (etree.XMLSyntaxError, ValueError) as fout:
            raise self.beschadigd() from fout
        if wortel.getroottree().docinfo.internalDTD is not None:
            raise self._met_doctype()
        return wortel

    def _met_doctype(self) -> LijstFout:
        return LijstFout(
            f"In het bestand “{self.naam}” staan verwijzingen (een DTD of entiteiten) die in een document niet horen. "
            f"{_OPNIEUW}"
        )


def lokaal(element: Element) -> str:
    """The name of an element without its name space; "" for what is no element."""
    naam = element.tag
    return naam.rpartition("}")[2] if isinstance(naam, str) else ""


def attribuut(element: Element | None, naam: str, standaard: str | None = None) -> str | None:
    """An attribute by its local name: name spaces differ between the strict and the usual kind of these files."""
    if element is not None:
        for sleutel, waarde in element.items():
            if sleutel.rpartition("}")[2] == naam:
                return str(waarde)
    return standaard


def kind(element: Element | None, naam: str) -> Element | None:
    """The first child of this local name."""
    if element is not None:
        for deel in element:
            if lokaal(deel) == naam:
                return deel
    return None


def kinderen(element: Element | None, naam: str) -> list[Element]:
    return [] if element is None else [deel for deel in element if lokaal(deel) == naam]


def geheel(waarde: str | None, standaard: int = 0) -> int:
    """A whole number out of an attribute; what is none, or absurdly large, gives the default."""
    try:
        getal = int(float(waarde)) if waarde is not None else standaard
    except (ValueError, OverflowError):
        return standaard
    return getal if -1_000_000 < getal < 1_000_000 else standaard
