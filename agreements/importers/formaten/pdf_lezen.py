"""The text of a PDF with hints per line, in this process; `agreements.importers.formaten.pdf` runs it in another."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.importers.bron import MAX_REGELS, Brontekst
from agreements.importers.formaten.pdf_eigen import is_van_ons, lees_eigen, met_werkelijke_tekst
from agreements.importers.formaten.pdf_openen import GeopendePdf, beschadigd, open_pdf, te_zwaar
from agreements.importers.formaten.pdf_regels import Zetwerk
from agreements.importers.formaten.pdf_tekens import ONBEKEND, TeVeelTekens, lees_paginas
from agreements.importers.formaten.pdf_zetsel import (
    Bladzijde,
    gewone_grootte,
    scheid_inhoud,
    scheid_noten,
    scheid_randen,
    zet_pagina,
)
from agreements.lijst import LijstFout, Melding

#: The share of letters without meaning from which a document is refused.
_ONLEESBAAR = 0.1
_GETOOND = 120


def lees_in_dit_proces(inhoud: bytes, *, naam: str) -> Brontekst:
    """Read a PDF. Raises LijstFout with a Dutch sentence when there is no text in it that can be read."""
    geopend = open_pdf(inhoud, naam=naam)
    bladzijden = _bladzijden(geopend, naam)
    meldingen = list(geopend.meldingen)
    _toets_leesbaar(bladzijden, naam, meldingen)
    eigen = lees_eigen(bladzijden, geopend)
    if eigen is not None:
        return Brontekst("\n".join(regel.tekst for regel in eigen), tuple(meldingen), tuple(eigen), eigen=True)
    gewoon = gewone_grootte(bladzijden)
    scheid_randen(bladzijden, gewoon)
    scheid_noten(bladzijden, gewoon)
    scheid_inhoud(bladzijden)
    regels = Zetwerk(bladzijden, gewoon).regels(meldingen)
    for bladzijde in bladzijden:
        meldingen += [
            Melding(soort="tekst buiten de pagina", tekst=tekst[:_GETOOND]) for tekst in bladzijde.buiten if tekst
        ]
    if len(regels) > MAX_REGELS:
        raise te_zwaar(naam)
    return Brontekst("\n".join(regel.tekst for regel in regels), tuple(meldingen), tuple(regels))


def _bladzijden(geopend: GeopendePdf, naam: str) -> list[Bladzijde]:
    werkelijk = geopend.werkelijk if is_van_ons(geopend) else {}
    try:
        return [zet_pagina(met_werkelijke_tekst(pagina, werkelijk)) for pagina in lees_paginas(geopend.inhoud)]
    except TeVeelTekens as fout:
        raise te_zwaar(naam) from fout
    except MemoryError:
        raise
    except Exception as fout:  # what pdfminer says of a broken file is of many kinds
        raise beschadigd(naam) from fout


def _toets_leesbaar(bladzijden: Sequence[Bladzijde], naam: str, meldingen: list[Melding]) -> None:
    teksten = [regel.tekst for bladzijde in bladzijden for regel in bladzijde.regels]
    tekens = sum(len(tekst) for tekst in teksten)
    if not tekens:
        raise LijstFout(
            f"In de PDF “{naam}” staat geen tekst: hij bestaat alleen uit afbeeldingen, zoals een scan. Vraag het "
            "document als tekst-PDF of Word-document op, of gebruik tekstherkenning (OCR) en probeer het opnieuw."
        )
    onleesbaar = sum(tekst.count(ONBEKEND) for tekst in teksten)
    if onleesbaar > _ONLEESBAAR * tekens:
        raise LijstFout(
            f"De letters van de PDF “{naam}” zijn niet als tekst te lezen: het bestand zegt niet welke letter elk "
            "teken is. Vraag het Word-document op, of maak de PDF opnieuw vanuit de tekstverwerker."
        )
    if onleesbaar:
        meldingen.append(
            Melding(soort="onleesbaar teken", tekst=f"{onleesbaar} letters zijn niet te lezen en staan er als �")
        )
