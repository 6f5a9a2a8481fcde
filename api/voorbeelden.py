"""An example of each answer, made from its description, so that it always has every field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

_SOM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

#: What a field holds in the examples, by component and field, or by field alone.
WAARDEN: dict[str, Any] = {
    "slug": "noordwest",
    "naam": "Noordwest",
    "code": "BOL-2024-NW-1-01",
    "url": "/api/v1/afspraken/BOL-2024-NW-1-01",
    "webpagina": "/afspraken/BOL-2024-NW-1-01/",
    "ronde": "BO Leefomgeving 2024",
    "soort": "bol",
    "jaar": 2024,
    "nummer": "1",
    "titel": "Ruimte voor wonen",
    "tekst": "Rijk en regio maken samen een plan voor de woningbouw langs het spoor.",
    "subpunten": ["De gemeenten leveren de aantallen."],
    "gevolgd": True,
    "status": "in_uitvoering",
    "status_op": "2025-06-11T10:00:00Z",
    "status_is_live": False,
    "termijn_van": "2025-01-01",
    "termijn_tot": "2025-03-31",
    "over_tijd": True,
    "frase": "eerste kwartaal van 2025",
    "van": "2025-01-01",
    "tot": "2025-03-31",
    "is_termijn": True,
    "besloten": False,
    "sha256": _SOM,
    "op": "2024-12-20T14:30:00Z",
    "fase": "openbaar",
    "besluit": "ongewijzigd",
    "handeling": "vastgesteld",
    "aantal": 84,
    "pagina": 1,
    "per_pagina": 25,
    "aantal_paginas": 4,
    "datum": "2024-11-06",
    "begin": "10:30",
    "eind": "12:00",
    "locatie": "Den Haag",
    "kamerstuk": "29 435, nr. 267",
    "afkorting": "",
    "geldig_van": None,
    "geldig_tot": None,
    "opvolger": None,
    "voorloper_van": None,
    "vorige": None,
    "volgende": None,
    "toelichting": "",
    "gereed_als": "",
    "reden": "",
    "delen": [],
    "kandidaat": False,
    "tooi_code": "pv27",
    "cbs_code": "PV27",
    "iso_code": "NL-NH",
    "zijde": "rijk",
    "Termijn.soort": "kwartaal",
    "Termijn.overleg": "",
    "Afspraakoverleg.url": "/api/v1/overleggen/bol-2024-noordwest",
    "AfspraakKort.aard": "afspraak",
    "Afspraak.aard": "afspraak",
    "Plaats.provincie_kop": "Noord-Holland",
    "Plaats.onderwerp": "",
    "Plaats.inleiding": "Rijk en regio gaan samen aan de slag:",
    "Plaats.teken": "❖",
    "Plaats.in_lijst": True,
    "Plaats.nummer": 1,
    "Plaats.aantal": 18,
    "Plaats.volgende": "BOL-2024-NW-1-02",
    "Verband.soort": "vervolg_op",
    "Verband.richting": "later",
    "Verband.omschrijving": "kreeg vervolg in",
    "Verband.ronde": "BO Leefomgeving 2025",
    "Verband.doel": "",
    "Afspraakverwijzing.code": "BOL-2025-NW-2-03",
    "Afspraakverwijzing.url": "/api/v1/afspraken/BOL-2025-NW-2-03",
    "Afsprakenlijst.slug": "bol-2024",
    "Afsprakenlijst.url": "/api/v1/afsprakenlijsten/bol-2024",
    "Afsprakenlijst.webpagina": "/afsprakenlijsten/bol-2024/",
    "Afsprakenlijst.titel": "Afsprakenlijst BO Leefomgeving 2024",
    "Afsprakenlijst.afspraken": "/api/v1/afspraken?soort=bol&jaar=2024",
    "Afsprakenlijst.aantal_landsdelen": 5,
    "Afsprakenlijst.aantal_tekstblokken": 85,
    "Afsprakenlijst.aantal_gevolgd": 71,
    "Uitgave.nummer": "1.0",
    "Uitgave.titel": "Afsprakenlijst BO Leefomgeving 2024",
    "Uitgave.webpagina": "/afsprakenlijsten/bol-2024/uitgaven/1.0/",
    "Uitgave.sha256sums": "/afsprakenlijsten/bol-2024/uitgaven/1.0/sha256sums/",
    "Uitgave.json": "/afsprakenlijsten/bol-2024/uitgaven/1.0/bestanden/json/",
    "Bestand.formaat": "pdf",
    "Bestand.naam": "afsprakenlijst-bol-2024-1.0.pdf",
    "Bestand.mediatype": "application/pdf",
    "Bestand.grootte": 184320,
    "Bestand.url": "/afsprakenlijsten/bol-2024/uitgaven/1.0/bestanden/pdf/",
    "Overleg.slug": "bol-2024-noordwest",
    "Overleg.url": "/api/v1/overleggen/bol-2024-noordwest",
    "Overleg.webpagina": "/overleggen/bol-2024-noordwest/",
    "Overleg.afspraken": "/api/v1/afspraken?soort=bol&jaar=2024&landsdeel=noordwest",
    "Landsdeel.code": "NW",
    "Landsdeel.kop": "Regio Noordwest-Nederland",
    "Organisatie.soort": "ministerie",
    "Organisatie.provincie": None,
    "Organisatie.tooi_code": "",
    "Organisatie.namen": [],
    "Gebied.soort": "novex",
    "Gebied.cluster": "verstedelijking",
    "Gebied.nevencluster": "",
    "Gebied.afkorting": "MRA",
    "Stand.gevolgd": 71,
    "Stand.over_tijd": 4,
    "Tellingen.over_tijd": 4,
    "Tellingen.gevolgd": 71,
    "Tellingen.binnenkort": 6,
    "Tellingen.context": 9,
    "Tellingen.voorstellen": 0,
    "Tellingen.peildatum": None,
    "Afspraak.peildatum": None,
    "AfsprakenPagina.peildatum": None,
    "Partij.rol": "trekker",
    "Index.titel": "Afsprakenregister Leefomgeving",
    "Index.versie": "1.0.0",
    "Index.links": {"afspraken": "/api/v1/afspraken", "documentatie": "/api/v1/docs"},
    "Instrument.slug": "ontwikkelperspectief",
    "Instrument.naam": "Ontwikkelperspectief",
    "Instrument.url": "/api/v1/instrumenten/ontwikkelperspectief",
    "Instrument.webpagina": "/instrumenten/ontwikkelperspectief/",
    "Instrument.omschrijving": "",
    "Instrument.uitspraken": "/api/v1/uitspraken?instrument=ontwikkelperspectief",
    "Instrumentstand.peildatum": "2024-12-31",
    "Instrumentstand.zin": "14 van de 16 vastgesteld; niet: De Peel; van 1 niet bekend.",
    "Instrumentstand.totaal": 16,
    "Instrumentstand.per_stand": {"vastgesteld": 14, "in voorbereiding": 1},
    "Instrumentstand.niet_vastgesteld": ["De Peel"],
    "Instrumentstand.onbekend": 1,
    "Instrumentstand.buiten_telling": [],
    "Instrumentstand.tegenspraken": [],
    **dict.fromkeys(("Instrumentregel.gebied", "Plek.naam"), "Groene Hart"),
    **dict.fromkeys(("Instrumentregel.plek", "Plek.slug"), "groene-hart"),
    "Plek.url": "/api/v1/gebieden/groene-hart",
    **dict.fromkeys(("Instrumentregel.stand", "Uitspraak.stand"), "vastgesteld"),
    **dict.fromkeys(("Instrumentregel.versie", "Uitspraak.versie"), "1.0"),
    "Instrumentregel.datum": "2023-12-31",
    "Instrumentregel.bron": "Een brief aan de Kamer, bijlage 2",
    "Instrumentregel.uitleg": "",
    "Uitspraak.nummer": 12,
    "Uitspraak.soort": "stand",
    "Uitspraak.instrument": "ontwikkelperspectief",
    "Uitspraak.eigen_naam": "",
    "Uitspraak.onderwerp": "",
    "Uitspraak.tekst": "Het gebied heeft het Ontwikkelperspectief in december 2023 vastgesteld.",
    "Uitspraak.orgaan": "",
    "Uitspraak.moment": "december 2023",
    "Uitspraak.precisie": "maand",
    "Uitspraak.van": "2023-12-01",
    "Uitspraak.tot": "2023-12-31",
    "Uitspraak.voorzien": "",
    "Uitspraak.voorzien_tot": None,
    "Uitspraak.aantal": None,
    "Uitspraak.totaal": None,
    "Uitspraak.plaats_in_bron": "bijlage 2",
    "Bron.titel": "Een brief aan de Kamer",
    "Bron.kenmerk": "",
    "Bron.datum_in_woorden": "december 2024",
    "Bron.datum": "2024-12-20",
    "Bron.openbaar": True,
    **{f"{vorm}.nummer": 3 for vorm in ("Momentopname", "MomentopnameMetTelling")},
    **{f"{vorm}.naam": "Stand najaar 2025" for vorm in ("Momentopname", "MomentopnameMetTelling")},
    **{f"{vorm}.url": "/api/v1/momentopnamen/3" for vorm in ("Momentopname", "MomentopnameMetTelling")},
    **{f"{vorm}.webpagina": None for vorm in ("Momentopname", "MomentopnameMetTelling")},
    **{f"{vorm}.standen": "/api/v1/standen?momentopname=3" for vorm in ("Momentopname", "MomentopnameMetTelling")},
    "peildatum": "2025-10-01",
    "gepubliceerd_op": "2025-10-08T09:00:00Z",
    "MomentopnameMetTelling.over_tijd": 4,
    "BevrorenPerStatus.in_uitvoering": 52,
    "BevrorenStand.momentopname": 3,
    "BevrorenStand.afspraak": "/api/v1/afspraken/BOL-2024-NW-1-01",
    "BevrorenStand.overleg": "BO Leefomgeving 2024 Noordwest",
    "BevrorenStand.aard": "afspraak",
    "BevrorenStand.landsdeel": "noordwest",
    "BevrorenPlaats.slug": "noord-holland",
    "BevrorenPlaats.naam": "Noord-Holland",
    "BevrorenTermijn.soort": "kwartaal",
    "BevrorenTermijn.overleg": "",
    "BevrorenStand.rijk": None,
    "BevrorenStand.regio": None,
    "Zijdestand.verwacht": None,
    **{f"{vorm}.nummer": 5 for vorm in ("Motie", "MotieMetVerloop")},
    **{f"{vorm}.url": "/api/v1/moties/5" for vorm in ("Motie", "MotieMetVerloop")},
    **{f"{vorm}.webpagina": "/moties/5/" for vorm in ("Motie", "MotieMetVerloop")},
    **{f"{vorm}.soort": "motie" for vorm in ("Motie", "MotieMetVerloop")},
    **{f"{vorm}.naam": "fiets en trein" for vorm in ("Motie", "MotieMetVerloop")},
    **{f"{vorm}.kamerstuk": "34 682, nr. 223" for vorm in ("Motie", "MotieMetVerloop")},
    **{f"{vorm}.bron": "Een brief aan de Kamer" for vorm in ("Motie", "MotieMetVerloop")},
    "gevraagd": "Maak bij elk groter station afspraken over stallingen.",
    "vergaderjaar": 2023,
    "zin": "Het overleg heeft de eerste afspraken over stallingen gemaakt.",
    "brief": "Bij de brief over BO Leefomgeving 2024",
    "Motieafspraak.hoe": "Deze afspraak regelt een deel van wat de motie vraagt.",
    "Motiestand.volgnummer": 1,
    "Motiestand.verzonden": True,
    **{f"{vorm}.nummer": 7 for vorm in ("Hoeveelheid", "HoeveelheidMetVersies")},
    **{f"{vorm}.url": "/api/v1/hoeveelheden/7" for vorm in ("Hoeveelheid", "HoeveelheidMetVersies")},
    **{f"{vorm}.naam": "Nieuwe woningen" for vorm in ("Hoeveelheid", "HoeveelheidMetVersies")},
    **{
        f"{vorm}.{plaats}": None
        for vorm in ("Hoeveelheid", "HoeveelheidMetVersies")
        for plaats in ("gebied", "provincie", "landsdeel")
    },
    "eenheid": "woningen",
    "geldstroom": "",
    "plaats": "heel Nederland",
    "Hoeveelheidversie.versie": 1,
    "Hoeveelheidversie.webpagina": "/hoeveelheden/7/versies/1/",
    "Hoeveelheidversie.waarde": "3500.000000",
    "Hoeveelheidversie.getal": "3.500 woningen",
    "Hoeveelheidversie.periode": "tot en met 2034",
    "Hoeveelheidversie.bron": "Een brief aan de Kamer",
    "Hoeveelheidversie.brondatum": "2025-06-12",
    "Hoeveelheidversie.ronde": "",
    "Hoeveelheidversie.kamerstuk": "",
    "Hoeveelheidversie.citaat": (
        "Nieuwe woningen: 3.500 woningen, tot en met 2034 (heel Nederland). Bron: Een brief aan de Kamer, 12 juni 2025;"
        " versie 1."
    ),
    **{f"{vorm}.nummer": 3 for vorm in ("Cijfer", "CijferMetVersies")},
    **{f"{vorm}.url": "/api/v1/cijfers/3" for vorm in ("Cijfer", "CijferMetVersies")},
    "Cijferversie.versie": 1,
    "Cijferversie.webpagina": "/cijfers/3/versies/1/",
    "Cijferversie.titel": "Afgerond van het BO Leefomgeving 2024",
    "Cijferversie.zin": "Van het BO Leefomgeving 2024 zijn 1 van de 2 afspraken afgerond.",
    "Cijferversie.aantal": 1,
    "Cijferversie.totaal": 2,
    "Cijferversie.getal": "1 van de 2",
    "Cijferversie.vraag": "soort=bol&jaar=2024&aard=gevolgd",
    "Cijferversie.waarvan": ["afgerond"],
    "Cijferversie.peildatum": "2025-03-01",
    "Cijferversie.telt": "openbaar",
    "Cijferversie.bron": "Afsprakenregister Leefomgeving, stand op 1 maart 2025",
    "Cijferversie.kamerstuk": "29 435, nr. 267",
    "Cijferversie.briefdatum": "2025-03-05",
    "Cijferversie.codes": ["BOL-2024-NW-1-01", "BOL-2024-NW-1-02"],
    "Cijferversie.codes_in_deel": ["BOL-2024-NW-1-01"],
    "Cijferversie.sha256": "b2cbbafb4391e67b8f2ec99d0cbd2a55ed3ae0d3a22bf5e2ed0a5d2a6cfe4d39",
    "Cijferversie.citaat": (
        "Afgerond van het BO Leefomgeving 2024: 1 van de 2. Bron: Afsprakenregister Leefomgeving, stand op 1 maart"
        " 2025; Kamerstuk 29 435, nr. 267, 5 maart 2025; cijfer 3, versie 1."
    ),
    "Cijfercontrole.gelijk": True,
    "Cijfercontrole.getal": "1 van de 2",
    "Cijfercontrole.fout": "",
    "Cijfercontrole.verschillen": [],
    **{
        f"Links.{naam}": adres
        for naam, adres in {
            "zelf": "/api/v1/afspraken",
            "eerste": "/api/v1/afspraken",
            "vorige": None,
            "volgende": "/api/v1/afspraken?pagina=2",
            "laatste": "/api/v1/afspraken?pagina=4",
        }.items()
    },
}

#: Of each thing with a slug: where it lives, its slug and its name.
_MET_SLUG = {
    "Landsdeel": ("landsdelen", "landsdeel", "noordwest", "Noordwest"),
    "Provincie": ("provincies", "provincie", "noord-holland", "Noord-Holland"),
    "Gebied": ("gebieden", "gebied", "metropoolregio-amsterdam", "Metropoolregio Amsterdam"),
    "Thema": ("themas", "thema", "wonen-en-werken", "wonen en werken"),
    "Organisatie": ("organisaties", "partij", "vro", "Ministerie van Volkshuisvesting en Ruimtelijke Ordening"),
}
for _soort, (_pad, _filter, _slug, _naam) in _MET_SLUG.items():
    for _vorm in (_soort, f"{_soort}Verwijzing"):
        WAARDEN |= {
            f"{_vorm}.slug": _slug,
            f"{_vorm}.naam": _naam,
            f"{_vorm}.url": f"/api/v1/{_pad}/{_slug}",
            f"{_vorm}.afspraken": f"/api/v1/afspraken?{_filter}={_slug}",
            f"{_vorm}.webpagina": f"/{_pad}/{_slug}/",
        }
WAARDEN["Plaatsstand.url"] = "/api/v1/landsdelen/noordwest"


def voorbeeld(schema: Mapping[str, Any], componenten: Mapping[str, Any], component: str = "", veld: str = "") -> Any:
    """An answer of this shape. `component` and `veld` say where in the answer this is."""
    for sleutel in (f"{component}.{veld}", veld):
        if veld and sleutel in WAARDEN:
            return _heel(WAARDEN[sleutel])
    if "$ref" in schema:
        naam = schema["$ref"].rpartition("/")[2]
        return voorbeeld(componenten[naam], componenten, naam)
    for keuze in ("allOf", "oneOf", "anyOf"):
        if keuze in schema:
            return voorbeeld(schema[keuze][0], componenten, component, "")
    soort = schema.get("type")
    soort = soort[0] if isinstance(soort, list) else soort
    if soort == "object":
        return {
            naam: voorbeeld(deel, componenten, component, naam) for naam, deel in schema.get("properties", {}).items()
        }
    if soort == "array":
        return [voorbeeld(schema["items"], componenten, component, "")]
    if "enum" in schema:
        return schema["enum"][0]
    return {"integer": 0, "boolean": False}.get(str(soort), "")


def _heel(waarde: Any) -> Any:
    """A path as a whole address."""
    if isinstance(waarde, str) and waarde.startswith("/"):
        return f"{settings.SITE_URL}{waarde}"
    return {naam: _heel(een) for naam, een in waarde.items()} if isinstance(waarde, dict) else waarde
