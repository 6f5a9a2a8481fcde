"""How often are the proposals right? Measured on the real list against what a reader marked, codes and slugs only.

The rules were made with this list at hand, so the figures say how well they fit it, not how they do on another. A
proposal that is wrong costs more than one that is missing: precision has the higher bar.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from agreements.duiding import Duider, Omgeving
from agreements.importers import lees_lijst
from agreements.services.duidnamen import namen_uit_database
from agreements.services.plaatsen import naslag_uit_database

pytestmark = pytest.mark.django_db
TREKKERS = "partij:rijk:trekker partij:regio:trekker "

#: What a reader sees in the text of 41 bullets; the kind "afspraak" needs no mark.
MARKERING = {
    "ZW-1-01": TREKKERS + "thema:leefbaarheid-en-gezondheid",
    "ZW-1-02": TREKKERS + "thema:governance-en-financiering",
    "ZW-1-04": TREKKERS + "thema:wonen-en-werken thema:economie",
    "ZW-1-07": TREKKERS + "thema:economie thema:energie gebied:north-sea-port-district",
    "ZW-1-08": TREKKERS + "thema:energie thema:water-en-bodem provincie:zeeland",
    "ZW-2-01": TREKKERS + "thema:energie soort:procesafspraak",
    "ZW-3-02": "soort:context partij:vlaamse-overheid:betrokken",
    "ZW-3-04": TREKKERS + "soort:procesafspraak",
    "ZW-4-01": TREKKERS + "soort:onderschrijving handeling:onderschreven gebied:zuidelijke-randstad",
    "ZW-4-02": TREKKERS + "soort:onderschrijving handeling:ingestemd gebied:zuidelijke-randstad thema:wonen-en-werken "
    "thema:bereikbaarheid",
    "ZW-4-03": "partij:gemeenten:trekker partij:waterschappen:trekker partij:rijk:trekker soort:procesafspraak "
    "thema:leefbaarheid-en-gezondheid",
    "ZW-6-01": "partij:rijk:betrokken partij:provincie-zuid-holland:trekker thema:wonen-en-werken "
    "provincie:zuid-holland provincie:zeeland",
    "Z-1-01": "soort:context thema:economie",
    "Z-1-04": "soort:context thema:energie",
    "Z-1-06": TREKKERS + "partij:provincie-noord-brabant:trekker thema:water-en-bodem",
    "Z-1-07": "partij:rijk:trekker partij:provincie-limburg:trekker thema:energie provincie:limburg",
    "Z-2-02": "soort:procesafspraak thema:wonen-en-werken",
    "Z-2-03": "partij:rijk:financier partij:provincie-limburg:financier thema:wonen-en-werken "
    "thema:governance-en-financiering",
    "Z-2-05": "partij:gemeenten:trekker partij:gemeenten:financier partij:provincie-limburg:financier "
    "partij:rijk:betrokken thema:wonen-en-werken",
    "Z-2-06": TREKKERS + "partij:ministerie-vro:betrokken partij:ministerie-ez:betrokken "
    "partij:ministerie-ienw:betrokken partij:netbeheerders:betrokken thema:wonen-en-werken "
    "thema:governance-en-financiering",
    "Z-2-07": TREKKERS + "soort:procesafspraak thema:wonen-en-werken gebied:limburg-centraal",
    "Z-2-08": "partij:gemeente-maastricht:opdrachtgever partij:prorail:betrokken thema:wonen-en-werken "
    "thema:bereikbaarheid provincie:limburg gebied:limburg-centraal",
    "Z-3-01": TREKKERS + "soort:onderschrijving handeling:ingestemd gebied:stedelijk-brabant thema:wonen-en-werken "
    "thema:bereikbaarheid thema:leefbaarheid-en-gezondheid",
    "Z-4-01": TREKKERS + "handeling:vastgesteld partij:stuurgroep-novex-de-peel:betrokken gebied:de-peel",
    "Z-4-02": "partij:provincie-noord-brabant:financier partij:provincie-limburg:financier "
    "partij:waterschap-limburg:financier partij:waterschap-aa-en-maas:financier thema:water-en-bodem "
    "thema:leefbaarheid-en-gezondheid thema:landbouw-en-natuur provincie:noord-brabant provincie:limburg",
    "Z-5-01": TREKKERS + "handeling:vastgesteld gebied:zuid-limburg",
    "Z-6-01": TREKKERS + "partij:stuurgroep-ontwikkelas-zuidwest:betrokken partij:kerngroep-knoop-xl:betrokken "
    "soort:procesafspraak thema:wonen-en-werken",
    "Z-6-05": TREKKERS + "soort:ambitie thema:governance-en-financiering",
    "Z-7-01": "partij:ministerie-ienw:betrokken partij:ministerie-vro:betrokken partij:gemeente-roosendaal:financier "
    "partij:gemeente-roosendaal:opdrachtgever partij:provincie-noord-brabant:financier "
    "partij:provincie-noord-brabant:opdrachtgever thema:wonen-en-werken thema:bereikbaarheid provincie:noord-brabant",
    "N-1-01": "partij:rijk:trekker partij:provincie-fryslan:trekker partij:provincie-groningen:trekker "
    "partij:provincie-drenthe:trekker thema:water-en-bodem thema:energie thema:wonen-en-werken provincie:fryslan "
    "provincie:groningen provincie:drenthe",
    "N-2-01": "soort:context thema:wonen-en-werken",
    "NW-1-02": "partij:rijk:trekker partij:provincie-flevoland:trekker soort:procesafspraak provincie:flevoland",
    "NW-1-09": "partij:rijk:trekker partij:provincie-noord-holland:trekker partij:ministerie-ocw:betrokken "
    "partij:ministerie-vro:betrokken thema:water-en-bodem thema:economie provincie:noord-holland",
    "NW-1-10": "soort:context provincie:utrecht",
    "NW-1-13": "partij:rijk:trekker partij:provincie-utrecht:trekker partij:energy-board-utrecht:betrokken "
    "thema:energie provincie:utrecht",
    "NW-2-03": TREKKERS + "soort:onderschrijving handeling:onderschreven thema:water-en-bodem "
    "gebied:metropoolregio-amsterdam",
    "NW-2-04": TREKKERS + "thema:governance-en-financiering gebied:metropoolregio-amsterdam",
    "NW-4-01": "soort:context gebied:groene-hart",
    "O-2-01": TREKKERS + "soort:procesafspraak thema:wonen-en-werken gebied:stedendriehoek",
    "O-6-02": TREKKERS + "partij:prorail:betrokken partij:ns:betrokken soort:procesafspraak thema:bereikbaarheid "
    "thema:wonen-en-werken",
    "O-6-03": "soort:ambitie thema:bereikbaarheid thema:wonen-en-werken",
}

#: At least this precision and recall, per kind of proposal.
LAT = {
    "partij": (0.90, 0.85),
    "thema": (0.90, 0.55),
    "handeling": (0.95, 0.95),
    "soort": (0.95, 0.70),
    "plaats": (0.95, 0.80),
}


def test_proposals_are_right_far_more_often_than_not(naslag: None, lijst_2024: Path) -> None:
    lijst = lees_lijst(
        lijst_2024.read_bytes(), naam="lijst.txt", soort="bol", jaar=2024, naslag=naslag_uit_database()
    ).met_codes()
    duider = Duider(namen_uit_database())
    in_limburg = {"limburg-centraal", "zuid-limburg"}
    telling = {soort: [0, 0, 0] for soort in LAT}
    gezien = set()
    for deel in lijst.landsdelen:
        for rubriek in deel.rubrieken:
            for blok in rubriek.blokken:
                for tekstblok in blok.tekstblokken:
                    code = tekstblok.code.removeprefix("BOL-2024-")
                    if code not in MARKERING:
                        continue
                    gezien.add(code)
                    omgeving = Omgeving(
                        tekst=tekstblok.tekst,
                        subpunten=tekstblok.subpunten,
                        inleiding=blok.inleiding or "",
                        rubriek=rubriek.titel,
                        onderwerp=blok.onderwerp or "",
                        provincie=blok.provincie or ("limburg" if rubriek.gebied in in_limburg else None),
                        jaar=2024,
                    )
                    voorgesteld = {een.sleutel for een in duider.duid(omgeving)}
                    waar = set(MARKERING[code].split())
                    for sleutel in voorgesteld | waar:
                        veld = sleutel.partition(":")[0]
                        goed, fout, gemist = telling["plaats" if veld in ("gebied", "provincie") else veld]
                        telling["plaats" if veld in ("gebied", "provincie") else veld] = [
                            goed + (sleutel in voorgesteld & waar),
                            fout + (sleutel in voorgesteld - waar),
                            gemist + (sleutel in waar - voorgesteld),
                        ]
    assert gezien == set(MARKERING)
    uitkomst = {
        soort: (round(goed / (goed + fout), 2), round(goed / (goed + gemist), 2))
        for soort, (goed, fout, gemist) in telling.items()
    }
    onder_de_lat = {
        soort: (uitkomst[soort], telling[soort])
        for soort, (precisie, dekking) in LAT.items()
        if uitkomst[soort][0] < precisie or uitkomst[soort][1] < dekking
    }
    assert not onder_de_lat, (uitkomst, telling)
