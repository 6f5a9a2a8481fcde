"""From bytes to text: what kind of file is it, may it be read, and in which encoding is it written?

Every refusal is a `LijstFout` with a Dutch sentence that says what is wrong and what the user can do.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from agreements.importers.regels import Regel
from agreements.lijst import LijstFout, Melding

MAX_BYTES_TEKST = 10 * 1024 * 1024
#: Of a document with its own format; no more than may be uploaded (BOL_MAX_UPLOAD in the settings).
MAX_BYTES_DOCUMENT = 20 * 1024 * 1024
MAX_REGELS = 100_000

#: The first bytes of files that are no text, with the words for the user.
_GEEN_TEKST = (
    (b"%PDF", "een PDF-document"),
    (b"PK\x03\x04", "een Word-, ODT- of zipbestand"),
    (b"PK\x05\x06", "een leeg zipbestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Word- of Excelbestand"),
    (b"{\\rtf", "een RTF-document"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"II*\x00", "een afbeelding"),
    (b"MM\x00*", "een afbeelding"),
    (b"RIFF", "een afbeelding, geluid of film"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
)
_OPSLAAN = "Sla het op als platte tekst (UTF-8) en probeer het opnieuw."
_STUURTEKENS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Brontekst:
    """The text of a source, with what was doubtful about reading it.

    `regels` are its lines with what the format knows of them, numbered as the lines of `tekst`; empty when the
    format knows nothing but the text. `eigen` says that the document is one that this application made.
    """

    tekst: str
    meldingen: tuple[Melding, ...] = ()
    regels: tuple[Regel, ...] = ()
    eigen: bool = False


def lees_bytes(bron: Path | str | bytes, *, naam: str, maximum: int = MAX_BYTES_TEKST) -> bytes:
    """The content of a file or the bytes themselves, refused when too large (before anything is read)."""
    if isinstance(bron, bytes):
        _toets_omvang(len(bron), naam, maximum)
        return bron
    pad = Path(bron)
    try:
        if not pad.is_file():
            raise LijstFout(f"Het bestand “{naam}” bestaat niet of is geen gewoon bestand. Controleer de naam.")
        _toets_omvang(pad.stat().st_size, naam, maximum)
        return pad.read_bytes()
    except OSError as fout:
        raise LijstFout(f"Het bestand “{naam}” kan niet worden gelezen. Controleer de rechten.") from fout


def _toets_omvang(omvang: int, naam: str, maximum: int) -> None:
    if omvang > maximum:
        raise LijstFout(
            f"Het bestand “{naam}” is te groot ({omvang / 1024 / 1024:.0f} MB). Een "
            f"{'document' if maximum == MAX_BYTES_DOCUMENT else 'tekstbestand'} mag hoogstens "
            f"{maximum // 1024 // 1024} MB zijn. Kies het bestand met alleen de afsprakenlijst."
        )


def decodeer(inhoud: bytes, *, naam: str = "bestand") -> Brontekst:
    """The text in these bytes: UTF-8, UTF-16 with a byte order mark, or else Windows-1252 with a melding.

    Raises LijstFout for what is empty or is no text.
    """
    if not inhoud.strip():
        raise LijstFout(f"Het bestand “{naam}” is leeg. Kies een bestand met de tekst van een afsprakenlijst.")
    for begin, wat in _GEEN_TEKST:
        if inhoud.startswith(begin):
            raise LijstFout(f"Het bestand “{naam}” is geen tekst maar {wat}. Kies het tekstbestand van de lijst.")
    tekst, meldingen = _gelezen(inhoud, naam)
    if not tekst.strip("\ufeff \t\r\n\f\v"):
        raise LijstFout(f"In het bestand “{naam}” staat geen tekst, alleen witregels. Kies een ander bestand.")
    if tekst.count("\n") + tekst.count("\r") - tekst.count("\r\n") > MAX_REGELS:
        raise LijstFout(
            f"Het bestand “{naam}” heeft meer dan {MAX_REGELS:,} regels.".replace(",", ".")
            + " Een afsprakenlijst is veel korter. Controleer of u het juiste bestand koos."
        )
    stuurtekens = len(_STUURTEKENS.findall(tekst))
    if "\x00" in tekst or stuurtekens > max(3, len(tekst) / 100):
        raise LijstFout(f"Het bestand “{naam}” is geen leesbare tekst. {_OPSLAAN}")
    if stuurtekens:
        tekst = _STUURTEKENS.sub("", tekst)
        meldingen.append(Melding(soort="onzichtbare tekens", tekst=f"{stuurtekens} stuurtekens zijn weggelaten"))
    if "\ufffd" in tekst:
        regel = tekst.count("\n", 0, tekst.index("\ufffd")) + 1
        meldingen.append(Melding(soort="onleesbaar teken", tekst="hier staat een vervangteken (�)", regel=regel))
    return Brontekst(tekst, tuple(meldingen))


def _gelezen(inhoud: bytes, naam: str) -> tuple[str, list[Melding]]:
    if inhoud.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return inhoud.decode("utf-16"), []
        except UnicodeDecodeError as fout:
            raise LijstFout(f"Het bestand “{naam}” begint als UTF-16, maar is beschadigd. {_OPSLAAN}") from fout
    if b"\x00" in inhoud:
        raise LijstFout(f"Het bestand “{naam}” is geen leesbare tekst. {_OPSLAAN}")
    try:
        return inhoud.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        tekst = inhoud.decode("cp1252")
    except UnicodeDecodeError as fout:
        raise LijstFout(f"De tekens van het bestand “{naam}” zijn niet te lezen. {_OPSLAAN}") from fout
    melding = Melding(soort="tekencodering", tekst="gelezen als Windows-1252; controleer letters met accenten")
    return tekst, [melding]
