"""A document of every known layout is read exactly, however its text was taken out, without saying which it is."""

from __future__ import annotations

import pytest

from agreements.importers import lees_lijst, verantwoord
from tests.agreements.importers.indelingen.alinea import Document
from tests.agreements.importers.indelingen.documenten import DOCUMENTEN
from tests.agreements.importers.indelingen.drukken import VORMEN, als_tekst
from tests.strategieen import NASLAG, zonder_regels


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("document", DOCUMENTEN, ids=lambda document: document.naam)
def test_text_of_every_layout_is_read_to_the_letter(document: Document, vorm: str) -> None:
    tekst = als_tekst(document.alineas, vorm)

    lijst = lees_lijst(
        tekst.encode(), naam="lijst.txt", soort=document.lijst.soort, jaar=document.lijst.jaar, naslag=NASLAG
    )

    assert zonder_regels(lijst) == document.lijst
    uitkomst = verantwoord(tekst, lijst)
    assert uitkomst.ontbreekt == ()
    assert uitkomst.tekens_in == uitkomst.geplaatst + uitkomst.opmaak
