"""All documents of this folder, at least one per known layout."""

from __future__ import annotations

from tests.agreements.importers.indelingen import (
    bol_2024,
    bol_2026,
    mirt_2008,
    mirt_2008_kort,
    mirt_2013,
    mirt_2014,
    mirt_2014_regio,
    mirt_2017,
    mirt_2017_koppen,
    mirt_2018,
    mirt_2018_dubbelepunt,
    mirt_2020,
    mirt_2023,
)
from tests.agreements.importers.indelingen.alinea import Document

DOCUMENTEN: tuple[Document, ...] = (
    mirt_2008.DOCUMENT,
    mirt_2008_kort.DOCUMENT,
    mirt_2013.DOCUMENT,
    mirt_2014.DOCUMENT,
    mirt_2014_regio.DOCUMENT,
    mirt_2017.DOCUMENT,
    mirt_2017_koppen.DOCUMENT,
    mirt_2018.DOCUMENT,
    mirt_2018_dubbelepunt.DOCUMENT,
    mirt_2020.DOCUMENT,
    mirt_2023.DOCUMENT,
    bol_2024.DOCUMENT,
    bol_2026.DOCUMENT,
)
