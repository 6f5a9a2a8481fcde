"""A small overleg to hold in tests: its dossier, with a bespreekpunt and a hamerpunt, and what was proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from accounts.actoren import SYSTEEM
from agreements.dossier import Agendablok, Agendapunt, Agendasoort, Bloksoort, Deelnemer, Dossier, Voorstel, Zijde
from agreements.models import Beslispunt, Overleg, Zitting
from agreements.services.dossiers import laad_dossier
from agreements.services.zittingen import open_zitting, tafel
from tests.factories import LandsdeelFactory, OverlegFactory, ProvincieFactory, RondeFactory

INLEIDING = "Rijk en regio spreken af:"
BRUG = "De brug over het kanaal wordt voor 2033 vernieuwd."
WEG = "De weg naar de brug krijgt een fietspad."
VAREN = "De sluis bedient vanaf 2032 ook in de nacht."
HAMER = "Het Rijk neemt kennis van het plan voor de oevers."
HAMER_TWEE = "Provincie Utrecht werkt het plan uit."


def punt(nummer: str, titel: str, *voorstellen: Voorstel, soort: Agendasoort = Agendasoort.BESPREEKPUNT) -> Agendapunt:
    blokken = (
        (Agendablok(soort=Bloksoort.VOORGESTELDE_AFSPRAKEN, html="<p>Zie onder.</p>", voorstellen=voorstellen),)
        if voorstellen
        else ()
    )
    return Agendapunt(nummer=nummer, titel=titel, soort=soort, blokken=blokken)


DOSSIER = Dossier(
    soort="bol",
    jaar=2031,
    landsdeel="noordwest",
    titel="Dossier voor het overleg van 2031",
    deelnemers=(
        Deelnemer(zijde=Zijde.RIJK, naam="Minister van bruggen"),
        Deelnemer(zijde=Zijde.REGIO, naam="Gedeputeerde Utrecht"),
        Deelnemer(zijde=Zijde.REGIO, naam="Griffier", ondersteuning=True),
    ),
    agendapunten=(
        punt("1", "Opening", soort=Agendasoort.MEDEDELING),
        punt("2", "Bruggen"),
        punt(
            "2.1",
            "De brug",
            Voorstel(tekst=BRUG, subpunten=("het Rijk betaalt", "de provincie bouwt"), inleiding=INLEIDING),
            Voorstel(tekst=WEG, inleiding=INLEIDING),
        ),
        punt("2.2", "De sluis", Voorstel(tekst=VAREN)),
        punt("3", "Hamerpunten", soort=Agendasoort.HAMERPUNT),
        punt(
            "3.1", "Provincie Utrecht", Voorstel(tekst=HAMER), Voorstel(tekst=HAMER_TWEE), soort=Agendasoort.HAMERPUNT
        ),
    ),
)


def maak_overleg(dossier: Dossier = DOSSIER) -> Overleg:
    """The overleg with its dossier, in a ronde that is in preparation."""
    noordwest = LandsdeelFactory.create(slug="noordwest")
    ProvincieFactory.create(naam="Utrecht", landsdeel=noordwest)
    OverlegFactory.create(ronde=RondeFactory.create(jaar=dossier.jaar, concept=True), landsdeel=noordwest)
    return laad_dossier(dossier, by=SYSTEEM).overleg


def maak_zitting(dossier: Dossier = DOSSIER, by: Any = SYSTEEM) -> Zitting:
    """The same overleg, opened."""
    return open_zitting(overleg=maak_overleg(dossier), by=by)


def zonder_voorstellen() -> Dossier:
    return replace(DOSSIER, agendapunten=(punt("1", "Opening"), punt("2", "Alleen praten")))


def voorstel(zitting: Zitting, tekst: str) -> Beslispunt:
    gevonden: Beslispunt = Beslispunt.objects.get(zitting=zitting, tekst=tekst)
    return gevonden


def stand(zitting: Zitting) -> dict[str, str]:
    """What was decided, per proposed text."""
    zitting.refresh_from_db()
    return {een.beslispunt.tekst: een.besluit.value for een in tafel(zitting).uitkomsten}
