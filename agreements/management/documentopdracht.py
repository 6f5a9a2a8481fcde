"""What every command that writes a document shares: where to, all of it or nothing, and how far it is."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.core.management.base import CommandError, CommandParser

from agreements.exporters import Voortgang
from agreements.lijst import SOORTEN
from agreements.services.titelblad import Document
from bolapp.opdracht import Opdracht

D = TypeVar("D", bound=Document)

#: What a document can be narrowed to: what is said of it in the help, an example, and what it is without.
KEUZES = {
    "landsdeel": ("deze landsdelen", "zuidwest noord", " Zonder: de hele ronde."),
    "provincie": ("deze provincies", "zeeland limburg", ""),
    "gebied": ("deze gebieden", "de-peel groene-hart", ""),
    "thema": ("deze thema's", "wonen-en-werken", ""),
}
STDOUT = "-"
_REDENEN = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.ENOSPC: "de schijf is vol",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOENT: "hier kan geen bestand worden gemaakt",
}


class Documentopdracht(Opdracht):
    """A command with `--output`, a file or - for standard output."""

    _gemeld = 0.0

    def add_ronde(self, parser: CommandParser) -> None:
        """Of which ronde: `--soort` and `--jaar`."""
        parser.add_argument("--soort", required=True, choices=list(SOORTEN), help="De soort overleg.")
        parser.add_argument("--jaar", required=True, type=int, help="Het jaar van de ronde, bijvoorbeeld 2024.")

    def add_keuzes(self, parser: CommandParser, *namen: str) -> None:
        """What it is narrowed to: some of `KEUZES`, each of which takes one slug or more."""
        for naam in namen:
            wat, voorbeeld, zonder = KEUZES[naam]
            parser.add_argument(
                f"--{naam}",
                nargs="+",
                action="extend",
                default=[],
                metavar=naam.upper(),
                help=f"Alleen {'de afspraken van ' * (not zonder)}{wat}, bijvoorbeeld: {voorbeeld}.{zonder}",
            )

    def add_output(self, parser: CommandParser) -> None:
        parser.add_argument("--output", required=True, metavar="FILE", help="Waarheen. Een - is de standaarduitvoer.")

    def schrijf_document(self, output: str, als_json: bool, maak: Callable[[Voortgang], D]) -> tuple[D, Path | None]:
        """Make a document and write it: the document, and the file (None: standard output).

        What is there already is only replaced by a whole document. Raises CommandError before the work when it
        cannot be written.
        """
        if output == STDOUT and als_json:
            raise CommandError("Met --output - is er geen plaats voor --json: kies een bestand of laat --json weg.")
        doel = None if output == STDOUT else _doel(output)
        with _nieuw_bestand(doel) as schrijf:
            document = maak(self._voortgang)
            schrijf(document.inhoud)
        if doel is None:
            self._naar_stdout(document.inhoud)
        return document, doel

    @staticmethod
    def over_bestand(doel: Path, formaat: str, document: Document) -> dict[str, object]:
        """What `--json` says of every document that was written."""
        return {
            "bestand": str(doel),
            "formaat": formaat,
            "grootte": len(document.inhoud),
            "sha256": hashlib.sha256(document.inhoud).hexdigest(),
        }

    def _voortgang(self, stap: str, procent: int) -> None:
        """One line a second at most."""
        nu = time.monotonic()
        if nu - self._gemeld >= 1:
            self._gemeld = nu
            self.voortgang(f"{procent:3d}% {stap}")

    def _naar_stdout(self, inhoud: bytes) -> None:
        if getattr(self.stdout, "_out", None) is sys.stdout:
            self.stdout.flush()
            with open(1, "wb", closefd=False) as uit:
                uit.write(inhoud)
        else:  # called by a program, which gave something of its own to write to
            self.stdout.write(inhoud.decode(errors="replace"), ending="")


def _doel(output: str) -> Path:
    """The file to write, once it is clear that it can be written."""
    doel = Path(output)
    try:
        if doel.is_dir():
            raise CommandError(f"{doel} is een map. Geef de naam van een bestand.")
        if not doel.parent.is_dir():
            raise CommandError(f"De map {doel.parent} bestaat niet.")
        # A file is replaced by a new one, so what counts is whether its folder may be written.
        plek = doel if doel.exists() and not doel.is_file() else doel.parent
        if not os.access(plek, os.W_OK):
            raise CommandError(f"In {plek} mag niet worden geschreven.")
    except OSError as fout:  # a name that no file system takes
        raise CommandError(f"{output!r} kan geen bestand zijn: {_reden(fout)}.") from fout
    return doel


def _reden(fout: OSError) -> str:
    return _REDENEN.get(fout.errno or 0, f"fout {fout.errno}")


@contextmanager
def _nieuw_bestand(doel: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Write all of it or nothing: a new file beside `doel` takes its place in one step, at the end of the block.

    It is made at the start, so that a place that cannot be written is refused before the work.
    """
    if doel is None:
        yield lambda inhoud: None
        return
    try:
        if doel.exists() and not stat.S_ISREG(doel.stat().st_mode):  # a pipe or a device has no such step
            yield doel.write_bytes
            return
        with tempfile.NamedTemporaryFile(dir=doel.parent, prefix=f".{doel.name[:100]}.", delete=False) as nieuw:
            pad = Path(nieuw.name)
            try:
                yield nieuw.write
                nieuw.flush()
                pad.chmod(_rechten(doel))
                pad.replace(doel)
            finally:
                pad.unlink(missing_ok=True)
    except OSError as fout:
        raise CommandError(f"{doel} kan niet worden geschreven: {_reden(fout)}.") from fout


def _rechten(doel: Path) -> int:
    """The permissions that the file has, or that a new file of this process gets."""
    if doel.exists():
        return stat.S_IMODE(doel.stat().st_mode)
    masker = os.umask(0)
    os.umask(masker)
    return 0o666 & ~masker
