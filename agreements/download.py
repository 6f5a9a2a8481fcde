"""A document as people get it: as a file, never as a page."""

from __future__ import annotations

from django.http import FileResponse, Http404

from agreements.models.status import Bewijs


def als_download(stuk: Bewijs) -> FileResponse:
    """A document that was given as evidence, as a file and never shown as a page; 404 when it is gone."""
    try:
        bestand = stuk.bestand.open("rb")
    except FileNotFoundError:
        raise Http404("Het document is niet meer aanwezig. Vraag een beheerder om hulp.") from None
    return FileResponse(bestand, as_attachment=True, filename=stuk.naam, content_type="application/octet-stream")
