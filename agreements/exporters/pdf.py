"""The list as a PDF for the Kamer and the archive: tagged, PDF/UA-1 and PDF/A-2a in one file.

WeasyPrint makes it of the HTML of `agreements.exporters.html`. Two things are added to what it does itself:
the declaration that the file is PDF/UA as well, beside PDF/A, and the place of nested lists and of the contents
in the tag tree (`agreements.exporters.pdf_structuur`). Nothing is ever fetched: all that a page needs is in the
HTML, and any other address is refused.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from xml.etree import ElementTree

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.exporters.html import html_tekst
from agreements.exporters.pdf_structuur import herstel_structuur
from agreements.lijst import Lijst

logger = logging.getLogger(__name__)

VARIANT = "pdf/a-2a"
#: About how many characters of HTML text make a page; only for telling how far the layout is.
TEKENS_PER_PAGINA = 2_400

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
for _voorvoegsel, _naamruimte in {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfuaid": _PDFUA,
}.items():
    # Validators look for these prefixes, not for any prefix of the same name space.
    ElementTree.register_namespace(_voorvoegsel, _naamruimte)

#: PDF/A allows a property of another standard in the metadata when the file describes it (ISO 19005-2, 6.6.2.3).
_PDFUA_BESCHRIJVING = f"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def maak_pdf(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as a PDF. The same list with the same gegevens gives the same bytes."""
    meld = voortgang or (lambda stap, procent: None)
    meld("De tekst wordt klaargezet", 2)
    return pdf_van_html(html_tekst(lijst, gegevens), meld)


def pdf_van_html(html: str, meld: Voortgang) -> bytes:
    """The PDF of a document that holds all it needs, style and fonts too. The same HTML gives the same bytes.

    A character that no font at hand can show becomes �, because a PDF with an empty place for it would be
    neither PDF/UA nor PDF/A; it is in the log.
    """
    pdf, ontbreekt = _zet(html, meld)
    if ontbreekt:
        logger.warning("no font has %s", ", ".join(f"U+{ord(teken):04X}" for teken in sorted(ontbreekt)))
        pdf, _ = _zet(html.translate(dict.fromkeys(map(ord, ontbreekt), "\ufffd")), meld)
    meld("De opbouw voor schermlezers wordt gecontroleerd", 95)
    pdf = herstel_structuur(pdf, _zichtbaar(html))
    meld("Klaar", 100)
    return pdf


def _zet(html: str, meld: Voortgang) -> tuple[bytes, set[str]]:
    """The PDF as WeasyPrint makes it, and the characters that no font could show."""
    # The HTML holds what it needs in data: URIs; anything else would be text of a list gone wrong.
    ophaler = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    try:
        with _luister(html, meld) as ontbreekt:
            document = HTML(string=html, url_fetcher=ophaler).render(pdf_variant=VARIANT)
            _verklaar_pdfua(document.metadata)
            # Packing and numbering the file is left to `herstel_structuur`: it is written anew there, and faster.
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT, uncompressed_pdf=True, pdf_identifier=False)
    except FatalURLFetchingError as fout:  # not an Exception, so nobody else would catch it
        raise RuntimeError(f"the document asks for something outside itself: {fout}") from fout
    return pdf, ontbreekt


def _zichtbaar(html: str) -> str:
    """The text that the document shows, in its order."""
    # Markup inside a word is no space; what begins a paragraph is not one that was typed.
    html = re.sub(r"<style>.*?</style>|</?(?:strong|em|sup|sub)>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?=</?(?:p|li|ul|ol|t[dhr]|h\d)\b)", "\n", html)))


def _verklaar_pdfua(metadata: Any) -> None:
    """Say in the metadata that the file is PDF/UA-1, beside the PDF/A that WeasyPrint declares."""
    genereer, neem_op = metadata.generate_rdf_metadata, metadata.include_in_pdf

    def met_pdfua(variant: str, version: int, conformance: str) -> bytes:
        rdf = ElementTree.fromstring(genereer(variant, version, conformance))  # noqa: S314 - made here
        deel = ElementTree.SubElement(rdf, f"{_RDF}Description", {f"{_RDF}about": ""})
        deel.set(f"{{{_PDFUA}}}part", "1")
        rdf.append(ElementTree.fromstring(_PDFUA_BESCHRIJVING))  # noqa: S314 - our own constant
        return ElementTree.tostring(rdf, encoding="utf-8")

    def onverpakt(pdf: Any, variant: str, version: int, conformance: str, compress: bool) -> None:
        neem_op(pdf, variant, version, conformance, False)

    metadata.generate_rdf_metadata = met_pdfua
    metadata.include_in_pdf = onverpakt


@contextmanager
def _luister(html: str, meld: Voortgang) -> Iterator[set[str]]:
    """Follow what WeasyPrint logs in this thread: how far it is, and for which characters it has no font."""
    # Without these levels the messages are not made. Set here and not once: who configures the log sets them back.
    logging.getLogger("weasyprint.progress").setLevel(logging.INFO)
    logging.getLogger("weasyprint").setLevel(logging.WARNING)
    oor = _OREN[threading.get_ident()] = _Oor(html, meld)
    try:
        yield oor.ontbreekt
    finally:
        del _OREN[threading.get_ident()]


class _Oor:
    """Makes progress and missing characters out of the log of one document."""

    _PAGINA = re.compile(r"Creating layout - Page (\d+)$")
    _GEEN_TEKEN = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)

    def __init__(self, html: str, meld: Voortgang) -> None:
        self.meld = meld
        self.ontbreekt: set[str] = set()
        tekst = re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)
        self.paginas = max(1, len(tekst) // TEKENS_PER_PAGINA) + 2
        self.opnieuw = False

    def hoor(self, melding: str) -> None:
        if (pagina := self._PAGINA.search(melding)) and not self.opnieuw:
            nummer = int(pagina[1])
            self.meld(f"Pagina {nummer} wordt opgemaakt", round(10 + 60 * min(nummer / self.paginas, 1)))
        elif melding.startswith("Step 3"):
            self.meld("De stijl wordt toegepast", 5)
        elif "Repagination" in melding:
            self.opnieuw = True
            self.meld("De paginanummers worden ingevuld", 72)
        elif melding.startswith("Step 6"):
            self.meld("De pagina's worden getekend", 76)
        elif melding.startswith("Step 7"):
            self.meld("Het bestand wordt samengesteld", 85)
        elif teken := self._GEEN_TEKEN.match(melding):
            self.ontbreekt.add(chr(int(teken[1], 16)))


#: Who listens, by thread.
_OREN: dict[int, _Oor] = {}


def _vang_op(record: logging.LogRecord) -> bool:
    """Give what WeasyPrint says to who listens in this thread; only errors go to the log itself."""
    if oor := _OREN.get(threading.get_ident()):
        oor.hoor(record.getMessage())
    return record.levelno >= logging.ERROR


for _naam in ("weasyprint.progress", "weasyprint"):
    logging.getLogger(_naam).addFilter(_vang_op)
