"""What may be kept as evidence is judged by what it is, and not by its name alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.forms.status import Documentenveld

EXE = b"MZ\x90\0\x03\0\0\0"
ZIP = b"PK\x03\x04inhoud"


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("besluit.pdf", b"%PDF-1.7"),
        ("BESLUIT.PDF", b"\r\n%PDF-1.7"),
        ("nota.docx", ZIP),
        ("tabel.ods", ZIP),
        ("foto.jpg", b"\xff\xd8\xff\xe0"),
        ("plaat.png", b"\x89PNG\r\n\x1a\n"),
        ("lijst.csv", "één;twee".encode()),
        ("lijst.csv", "één;twee".encode("utf-16")),
        ("brief.txt", "één".encode("cp1252")),
    ],
)
def test_document_that_is_what_it_says(naam: str, inhoud: bytes) -> None:
    (bestand,) = Documentenveld().clean(SimpleUploadedFile(naam, inhoud))
    assert bestand.read() == inhoud


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [(f"nep.{soort}", EXE) for soort in ("pdf", "docx", "xlsx", "png", "jpeg", "txt", "csv")]
    + [("nep.txt", ZIP), ("nep.csv", b"%PDF-1.7"), ("nep.docx", b"%PDF-1.7"), ("nep.png", b"\xff\xd8\xff")],
)
def test_document_that_is_something_else_is_refused(naam: str, inhoud: bytes) -> None:
    with pytest.raises(ValidationError, match=f"“{naam}” is geen .*-bestand, al heet het zo"):
        Documentenveld().clean(SimpleUploadedFile(naam, inhoud))
