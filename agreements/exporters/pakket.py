"""Office files are zip files of XML: packed so that the same content gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape

#: The first moment that a zip can name. The files inside say nothing of when they were made.
_MOMENT = (1980, 1, 1, 0, 0, 0)

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Control characters that no document format knows are left out; what else XML 1.0 cannot hold is shown as �.
_BESTURING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_GEEN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_tekst(tekst: str) -> str:
    """The text as it can stand between tags."""
    return escape(xml_tekens(tekst))


def xml_waarde(tekst: str) -> str:
    """The text as the value of an attribute, without the quotes around it."""
    return escape(xml_tekens(tekst), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def xml_tekens(tekst: str) -> str:
    """The text without characters that XML does not know."""
    return _GEEN_XML.sub("\ufffd", _BESTURING.sub("", tekst))


def deel(naam: str, *, ingepakt: bool = True) -> zipfile.ZipInfo:
    """The place of a file in the zip."""
    plaats = zipfile.ZipInfo(naam, _MOMENT)
    plaats.compress_type = zipfile.ZIP_DEFLATED if ingepakt else zipfile.ZIP_STORED
    plaats.create_system = 0  # the same on every system
    return plaats


def schrijf_pakket(bestand: IO[bytes], delen: Iterable[tuple[str, str]], *, mimetype: str = "") -> None:
    """Write files (name, text) to a zip, in order; a mimetype comes first and plain, as OpenDocument wants it."""
    with zipfile.ZipFile(bestand, "w") as zip_bestand:
        if mimetype:
            zip_bestand.writestr(deel("mimetype", ingepakt=False), mimetype)
        for naam, inhoud in delen:
            zip_bestand.writestr(deel(naam), inhoud)
