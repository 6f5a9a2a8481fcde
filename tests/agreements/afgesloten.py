"""Renders a hostile list in every format while every file that is opened and every connection is written down.

Run by tests/agreements/test_uitvoer_dicht.py in a process of its own, because an audit hook never goes away:
`python -m tests.agreements.afgesloten FOLDER CANARY [open]`. It writes the documents into FOLDER and prints what was
asked of the system as JSON. With "open" it renders one page without our guard, to show that the hook sees what it must.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import tempfile
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

#: Where code, templates, styles, fonts and the data of the system may be read from; nothing else.
MAG_LEZEN = tuple(
    str(pad)
    for pad in (
        *{Path(sysconfig.get_path(naam)).resolve() for naam in ("stdlib", "platstdlib", "purelib", "platlib")},
        Path(sys.base_prefix).resolve(),
        Path(sys.prefix).resolve(),
        *(ROOT / map_ for map_ in ("agreements", "accounts", "bolapp", "dashboards", "instruments")),
        *(ROOT / map_ for map_ in ("monitoring", "parliament", "regions", "tests")),
        *(ROOT / map_ for map_ in ("templates", "static", "node_modules")),
        Path("/usr/share"),
        Path("/usr/lib"),
        Path("/etc/fonts"),
        Path("/etc/mime.types"),
        Path("/etc/localtime"),
        Path("/proc"),
        Path("/dev/null"),
        Path("/dev/urandom"),
    )
)
NAAR_BUITEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind")
PROGRAMMAS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
ADRESSEN = ("urllib.Request", "http.client.connect", "ftplib.connect")


def vijandig(kanarie: str) -> str:
    """Everything at once that some program takes for an order."""
    return " ".join(
        (
            f'<img src="http://127.0.0.1:9/kanarie.png"><img src="file://{kanarie}"><script>kanarie()</script>',
            f'</style><style>@import url("file://{kanarie}"); b {{ background: url(http://127.0.0.1:9/x) }}</style>',
            f'<link rel="stylesheet" href="file://{kanarie}"><link rel="attachment" href="file:///etc/passwd">',
            f'<object data="file://{kanarie}"></object><iframe src="http://127.0.0.1:9/"></iframe><svg onload=x()>',
            f"![beeld](file://{kanarie}) [koppel](javascript:kanarie()) <http://127.0.0.1:9/>",
            f"{{% include 'file://{kanarie}' %}}{{{{ settings.SECRET_KEY }}}}{{% load ui %}}",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{kanarie}">]>&e; <?xml-stylesheet href="file://{kanarie}"?> ]]>',
            f'INCLUDETEXT "{kanarie}" HYPERLINK "http://127.0.0.1:9/" url(file:///etc/passwd)',
            "\u202egnp.exe\u202c \u2066x\u2069",
        )
    )


def vijandige_lijst(kanarie: str) -> Any:
    """A list with hostile text in every place that holds text."""
    from agreements.lijst import (
        LOSSE_ALINEA,
        Blok,
        Landsdeellijst,
        Lijst,
        Partijregel,
        Rubriek,
        Statusregel,
        Tekstblok,
        Wijziging,
    )

    kwaad = vijandig(kanarie)
    formule = f'=HYPERLINK("http://127.0.0.1:9/";"x")+WEBSERVICE("file://{kanarie}")'
    blokken = tuple(
        Tekstblok(
            tekst=tekst,
            teken=teken,
            subpunten=(kwaad, formule) if soort == "afspraak" else (),
            soort=soort,
            statussen=(
                Statusregel(code="BOL-2030-Z-1-01", label="in uitvoering", sinds=date(2030, 1, 2), toelichting=kwaad),
            ),
            partijen=(Partijregel(naam=formule, rol="trekker", zijde="Rijk"), Partijregel(naam=kwaad, rol="betrokken")),
            wijziging=Wijziging(soort="gewijzigd", was=kwaad),
        )
        for tekst, teken, soort in (
            (kwaad, "❖", "afspraak"),
            (formule, None, "afspraak"),
            ("+cmd|' /C calc'!A0", "<b>", "afspraak"),
            (kwaad, None, LOSSE_ALINEA),
        )
    )
    blok = Blok(provincie_kop=kwaad, onderwerp=kwaad, inleiding=f"{kwaad}\n{formule}", tekstblokken=blokken)
    deel = Landsdeellijst(landsdeel="zuid", kop=kwaad, rubrieken=(Rubriek(nummer="1", titel=kwaad, blokken=(blok,)),))
    lijst = Lijst(soort="bol", jaar=2030, titel=kwaad, landsdelen=(deel,), vervallen=blokken[:1])
    return lijst.met_codes()


def vijandige_gegevens(kanarie: str) -> Any:
    from agreements.exporters import Overlegdag, Titelgegevens

    kwaad = vijandig(kanarie)
    return Titelgegevens(
        ronde=kwaad,
        moment=datetime(2030, 1, 2, 3, 4, tzinfo=UTC),
        fase=kwaad,
        embargo=True,
        overlegdagen=(Overlegdag(naam=kwaad, datum=date(2030, 1, 2)),),
        brief=kwaad,
        peildatum=date(2030, 1, 2),
        keuze=kwaad,
        met_termijnen=True,
        uitgave=kwaad,
        wijzigingen_sinds=kwaad,
    )


class Wacht:
    """The audit hook: what was opened outside the places that may be read, and every way out."""

    def __init__(self) -> None:
        self.gezien: list[str] = []
        # A folder of this process alone, in which the makers of PDF and spreadsheets keep their parts.
        self.mag = (*MAG_LEZEN, str(Path(tempfile.gettempdir()).resolve()))

    def __call__(self, gebeurtenis: str, argumenten: tuple[Any, ...]) -> None:
        if gebeurtenis == "open":
            self._bestand(argumenten)
        elif gebeurtenis.startswith((*NAAR_BUITEN, *PROGRAMMAS, *ADRESSEN)):
            # A data: address holds what it asks for; that goes nowhere.
            if gebeurtenis == "urllib.Request" and str(argumenten[0]).startswith("data:"):
                return
            self.gezien.append(f"{gebeurtenis} {argumenten[:2]!r:.200}")

    def _bestand(self, argumenten: tuple[Any, ...]) -> None:
        naam = argumenten[0]
        if isinstance(naam, int):
            return
        pad = os.path.realpath(os.fsdecode(naam))
        if any(pad == map_ or pad.startswith(f"{map_}/") for map_ in self.mag):
            return
        self.gezien.append(f"open {pad}")


def main(map_: Path, kanarie: str, *, open_deur: bool) -> None:
    import django

    django.setup()
    from agreements.exporters import FORMATEN

    for formaat in FORMATEN.values():
        # WeasyPrint asks the system where its libraries are when it is loaded; what counts is the rendering.
        import_module(formaat.maker.split(":")[0])
    wacht = Wacht()
    lijst, gegevens = vijandige_lijst(kanarie), vijandige_gegevens(kanarie)
    sys.addaudithook(wacht)
    documenten: dict[str, bytes] = {}
    if open_deur:
        from weasyprint import HTML

        HTML(string=f'<img src="file://{kanarie}"><img src="http://127.0.0.1:9/kanarie.png">').write_pdf()
    else:
        documenten = {slug: formaat.maak(lijst, gegevens) for slug, formaat in FORMATEN.items()}
    gezien = list(wacht.gezien)
    for slug, inhoud in documenten.items():
        (map_ / f"lijst.{slug}").write_bytes(inhoud)
    print(json.dumps({"gezien": gezien, "formaten": list(documenten)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], open_deur=sys.argv[3:] == ["open"])
