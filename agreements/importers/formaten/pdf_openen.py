"""A PDF opened with care: may it be read, what else is in it, and a plain copy of it for the reader of its text.

qpdf repairs what can be repaired and unpacks every stream within limits; pictures are left out. So the reader of text
gets a file without surprises in its packing. Scripts and attached files are counted and never looked into.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import settings as qpdf

from agreements.lijst import LijstFout, Melding

MAX_PAGINAS = 500
#: Of one stream, and of all streams that say what is on the pages, unpacked.
MAX_BYTES_STROOM = 32 * 1024 * 1024
MAX_BYTES_TOTAAL = 96 * 1024 * 1024
MAX_OBJECTEN = 400_000
_OPNIEUW = "Open hem in een PDF-lezer, sla hem opnieuw op en probeer het nog eens."
_SCRIPTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute", "/Rendition"})

#: Where a named place is: page (from 0) and the height on it.
Bestemming = tuple[int, float]


@dataclass(frozen=True, slots=True)
class GeopendePdf:
    """What the reader of the text needs: a plain copy, and what to tell the user.

    Of a document that may be our own: its keywords, its named places, and by page and number of marked content the
    text that its tags give in place of what is drawn.
    """

    inhoud: bytes
    meldingen: tuple[Melding, ...]
    trefwoorden: str
    bestemmingen: dict[str, Bestemming]
    werkelijk: dict[tuple[int, int], str]


def open_pdf(inhoud: bytes, *, naam: str) -> GeopendePdf:
    """Open a PDF. Raises LijstFout with a Dutch sentence when it is encrypted, damaged or far too large.

    Sets limits on qpdf for the whole process.
    """
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    qpdf.set_qpdf_limits(
        flate_max_memory=MAX_BYTES_STROOM, run_length_max_memory=MAX_BYTES_STROOM, max_stream_filters=4
    )
    try:
        with pikepdf.open(BytesIO(inhoud), suppress_warnings=True) as pdf:
            return _bekeken(pdf, naam)
    except pikepdf.PasswordError as fout:
        raise LijstFout(
            f"De PDF “{naam}” is beveiligd met een wachtwoord. Haal de beveiliging eraf en probeer het opnieuw."
        ) from fout
    except LijstFout:
        raise
    except Exception as fout:  # what qpdf and its binding say of a broken file is of many kinds
        raise beschadigd(naam) from fout


def beschadigd(naam: str) -> LijstFout:
    return LijstFout(f"De PDF “{naam}” is beschadigd of niet volledig. {_OPNIEUW}")


def te_zwaar(naam: str) -> LijstFout:
    return LijstFout(
        f"De PDF “{naam}” is te groot of te ingewikkeld om te lezen. Kies het bestand met alleen de afsprakenlijst."
    )


def _bekeken(pdf: pikepdf.Pdf, naam: str) -> GeopendePdf:
    aantal = len(pdf.pages)
    if not aantal:
        raise beschadigd(naam)
    if aantal > MAX_PAGINAS:
        raise LijstFout(
            f"De PDF “{naam}” heeft {aantal} pagina’s; meer dan {MAX_PAGINAS} kan niet worden gelezen. Kies het "
            "bestand met alleen de afsprakenlijst."
        )
    if len(pdf.objects) > MAX_OBJECTEN:
        raise te_zwaar(naam)
    trefwoorden = str(pdf.docinfo.get("/Keywords", "")) if pdf.trailer.get("/Info") is not None else ""
    bestemmingen, werkelijk = _bestemmingen(pdf), _werkelijke_tekst(pdf)
    gevonden = _maak_kaal(pdf, naam)
    kopie = BytesIO()
    pdf.save(
        kopie,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        encryption=False,
        fix_metadata_version=False,
    )
    return GeopendePdf(kopie.getvalue(), tuple(_meldingen(gevonden)), trefwoorden, bestemmingen, werkelijk)


def _maak_kaal(pdf: pikepdf.Pdf, naam: str) -> Counter[str]:
    """Take out what is no text and count what could act; refuse when the rest unpacks to far too much."""
    gevonden: Counter[str] = Counter()
    totaal = 0
    for een in pdf.objects:
        if not isinstance(een, pikepdf.Dictionary | pikepdf.Stream):
            continue
        gevonden["scripts"] += any(actie.get("/S") in _SCRIPTS or "/JS" in actie for actie in _acties(een))
        if not isinstance(een, pikepdf.Stream):
            continue
        if een.get("/Type") == "/EmbeddedFile" or "/Params" in een:
            gevonden["bijlagen"] += 1
            een.write(b"")
        elif een.get("/Subtype") == "/Image":
            gevonden["afbeeldingen"] += 1
            een.write(b"")
        elif een.get("/Type") in ("/XRef", "/ObjStm"):
            continue
        else:
            try:
                totaal += len(een.read_bytes())
            except pikepdf.PdfError:
                een.write(b"")  # packed in a way that text never is, or a bomb
                gevonden["onleesbaar"] += 1
            if totaal > MAX_BYTES_TOTAAL:
                raise te_zwaar(naam)
    for sleutel in ("/OpenAction", "/AA", "/Names", "/AcroForm", "/Outlines", "/Metadata"):
        if sleutel in pdf.Root:
            del pdf.Root[sleutel]
    return gevonden


def _acties(een: Any) -> Iterator[Any]:
    """An object, which may be an action itself, and the actions that stand in it; those elsewhere are objects too."""
    yield een
    for sleutel in ("/OpenAction", "/A", "/AA", "/Next"):
        actie = een.get(sleutel)
        if isinstance(actie, pikepdf.Dictionary) and not actie.is_indirect:
            yield actie
            if sleutel == "/AA":
                yield from (
                    deel for deel in actie.values() if isinstance(deel, pikepdf.Dictionary) and not deel.is_indirect
                )


def _meldingen(gevonden: Counter[str]) -> list[Melding]:
    uit = []
    if gevonden["scripts"]:
        uit.append(
            Melding(soort="scripts genegeerd", tekst="in de PDF zitten scripts of opdrachten; niets is uitgevoerd")
        )
    if gevonden["bijlagen"]:
        uit.append(
            Melding(soort="bijlagen genegeerd", tekst=f"in de PDF zitten {gevonden['bijlagen']} bijlagen; niet geopend")
        )
    if gevonden["onleesbaar"]:
        uit.append(
            Melding(
                soort="onleesbaar deel", tekst=f"{gevonden['onleesbaar']} delen van de PDF konden niet worden uitgepakt"
            )
        )
    return uit


def _bestemmingen(pdf: pikepdf.Pdf) -> dict[str, Bestemming]:
    """The named places of a document, as far as they stand in one flat list, as our own do."""
    namen: Any = pdf.Root.get("/Names")
    boom: Any = namen.get("/Dests") if isinstance(namen, pikepdf.Dictionary) else None
    rij: Any = boom.get("/Names") if isinstance(boom, pikepdf.Dictionary) else None
    if not isinstance(rij, pikepdf.Array):
        return {}
    paginas = {pagina.obj.objgen: nummer for nummer, pagina in enumerate(pdf.pages)}
    uit: dict[str, Bestemming] = {}
    delen = list(rij)
    for sleutel, doel in zip(delen[::2], delen[1::2], strict=False):
        if isinstance(doel, pikepdf.Array) and len(doel) >= 4 and doel[0].objgen in paginas:
            uit[str(sleutel)] = (paginas[doel[0].objgen], float(doel[3]))
    return uit


def _werkelijke_tekst(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The texts in the tag tree, as far as they stand in one flat list by page, as in our own."""
    wortel: Any = pdf.Root.get("/StructTreeRoot")
    boom: Any = wortel.get("/ParentTree") if isinstance(wortel, pikepdf.Dictionary) else None
    nummers: Any = boom.get("/Nums") if isinstance(boom, pikepdf.Dictionary) else None
    if not isinstance(nummers, pikepdf.Array):
        return {}
    delen = list(nummers)
    per_pagina = {int(sleutel): waarde for sleutel, waarde in zip(delen[::2], delen[1::2], strict=False)}
    uit: dict[tuple[int, int], str] = {}
    for nummer, pagina in enumerate(pdf.pages):
        elementen = per_pagina.get(int(pagina.obj.get("/StructParents", -1)))
        for merk, element in enumerate(elementen if isinstance(elementen, pikepdf.Array) else ()):
            if isinstance(element, pikepdf.Dictionary) and "/ActualText" in element:
                uit[nummer, merk] = str(element.ActualText)
    return uit
