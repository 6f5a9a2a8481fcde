"""What a file really is, judged by its first bytes and its parts and never by its name alone."""

from __future__ import annotations

import zipfile
from io import BytesIO

from agreements.lijst import LijstFout

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: Where a reader of PDF looks for the beginning of one; no kind of file needs more to be known by.
BEGIN = 1024
_TEKST = (".csv", ".txt")
_MERKEN = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    **dict.fromkeys((".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp"), _ZIP),
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OMSCHRIJVING = {".docx": "een Word-document (.docx)", ".odt": "een ODT-document (.odt)", ".pdf": "een PDF (.pdf)"}
_WACHTWOORD = "EncryptedPackage".encode("utf-16-le")


def toets_inhoud(inhoud: bytes, *, extensie: str, naam: str) -> None:
    """Raise LijstFout when this is no file of the kind that its extension says, with what it is instead."""
    if not inhoud.strip(b"\0 \t\r\n"):
        raise LijstFout(f"Het bestand “{naam}” is leeg. Kies een bestand met de tekst van een afsprakenlijst.")
    if inhoud.startswith(_OLE):
        if _WACHTWOORD in inhoud:
            raise LijstFout(
                f"Het bestand “{naam}” is beveiligd met een wachtwoord. Haal de beveiliging eraf en probeer het "
                "opnieuw."
            )
        raise LijstFout(
            f"Het bestand “{naam}” is een oud Word- of Excelbestand (zoals .doc). Open het in uw tekstverwerker, sla "
            "het op als .docx of .odt en probeer het opnieuw."
        )
    soort = _soort(inhoud)
    if soort == extensie:
        return
    bedoeld = _OMSCHRIJVING[extensie]
    if soort in _OMSCHRIJVING:
        raise LijstFout(
            f"Het bestand “{naam}” heet {extensie}, maar is {_OMSCHRIJVING[soort]}. Geef het de juiste extensie "
            f"({soort}) en probeer het opnieuw."
        )
    if soort == "zip":
        raise LijstFout(
            f"Het bestand “{naam}” is niet {bedoeld}, maar een ander bestand, zoals een rekenblad of een zipbestand. "
            "Kies het document met de afsprakenlijst."
        )
    raise LijstFout(
        f"Het bestand “{naam}” is niet {bedoeld}: het is beschadigd, niet volledig of een heel ander soort bestand. "
        "Open het in het programma waarmee het is gemaakt, sla het opnieuw op en probeer het nog eens."
    )


def past_bij(begin: bytes, extensie: str) -> bool:
    """Whether a file that begins so (with BEGIN bytes, or all that it has) can be what its extension says."""
    if extensie == ".pdf":
        return _is_pdf(begin)
    if extensie in _TEKST:
        return begin.startswith(_UTF16) or not (b"\0" in begin or _is_pdf(begin[:8]) or begin.startswith(_ZIP))
    return begin.startswith(_MERKEN.get(extensie, ()))


def _is_pdf(inhoud: bytes) -> bool:
    return b"%PDF-" in inhoud[:BEGIN]


def _soort(inhoud: bytes) -> str:
    if _is_pdf(inhoud):
        return ".pdf"
    if not inhoud.startswith(_ZIP):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            namen = pakket.namelist()
    except Exception:  # whatever a broken zip does to the reader, it is no document
        return ""
    if "content.xml" in namen and ("mimetype" in namen or "META-INF/manifest.xml" in namen):
        return ".odt"
    if "[Content_Types].xml" in namen and not any(naam.startswith(("xl/", "ppt/", "visio/")) for naam in namen):
        return ".docx"
    return "zip"
