"""Who may do what, where and when: the one table that the tests run and that docs/rechten.md shows.

`python -m tests.rechten_tabel` writes the document. A line of the table is an act, a column somebody; in the cell
stand the phases of the ronde in which the act succeeds. What is refused may be a log-in page, 403 or 404; what succeeds
has its effect (tests/test_rechten.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: The phases in which a ronde can be at rest; "brief verzonden" is passed through in one act.
FASEN = ("concept", "gehouden", "afstemming", "vastgesteld", "openbaar")
ALTIJD, NOOIT = frozenset(FASEN), frozenset[str]()
#: The phases in which the list is not public.
ONDER_EMBARGO = frozenset(FASEN[:4])
#: The phases in which a list can still come about.
LIJST_OPEN = frozenset(FASEN[:3])

#: Column → how it is told in the document. "eigen": of the landsdeel that the act is about.
KOLOMMEN = {
    "publiek": "Publiek",
    "zonder rol": "Account zonder rol",
    "lezer ander": "Lezer, ander landsdeel",
    "lezer eigen": "Lezer, eigen landsdeel",
    "redacteur ander": "Redacteur, ander landsdeel",
    "redacteur eigen": "Redacteur, eigen landsdeel",
    "houder ander": "Dossierhouder, niet toegewezen",
    "houder eigen": "Dossierhouder, toegewezen",
    "rijksredacteur": "Rijksredacteur",
    "beheerder": "Beheerder",
}
IEDEREEN = tuple(KOLOMMEN)
RIJK = ("rijksredacteur",)
LANDSDEEL = ("lezer eigen", "redacteur eigen")
#: The assigned dossierhouder of the table also has a role for the landsdeel.
SCHRIJVERS = ("redacteur eigen", "houder eigen", "rijksredacteur")
TAFEL = (*LANDSDEEL, "houder eigen", "rijksredacteur")
INGELOGD = tuple(kolom for kolom in KOLOMMEN if kolom != "publiek")
MET_ROL = tuple(kolom for kolom in KOLOMMEN if kolom not in ("publiek", "zonder rol", "beheerder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recht:
    """One act: what it is called, and for whom it succeeds in which phases. Who is not named, never."""

    sleutel: str
    wat: str
    altijd: Sequence[str] = ()
    openbaar: Sequence[str] = ()
    #: The phases in which it can be done at all, by whoever may.
    fasen: frozenset[str] = ALTIJD

    def mag(self, kolom: str, fase: str) -> bool:
        if fase not in self.fasen:
            return False
        return kolom in self.altijd or (fase == "openbaar" and kolom in self.openbaar)

    def cel(self, kolom: str) -> str:
        """The cell of the document."""
        fasen = [fase for fase in FASEN if self.mag(kolom, fase)]
        if len(fasen) == len(FASEN):
            return "altijd"
        return ", ".join(fasen) or "–"


TABEL: dict[str, Sequence[Recht]] = {
    "Zien": (
        Recht(sleutel="afspraak zien", wat="Een afspraak met haar tekst zien", altijd=TAFEL, openbaar=IEDEREEN),
        Recht(sleutel="zoeken", wat="Een afspraak vinden met zoeken en filters", altijd=TAFEL, openbaar=IEDEREEN),
        Recht(sleutel="lijst zien", wat="De afsprakenlijst van de ronde zien", altijd=TAFEL, openbaar=IEDEREEN),
        Recht(sleutel="dossier zien", wat="Het dossier van een overleg zien", altijd=TAFEL),
        Recht(sleutel="dossier exporteren", wat="Het dossier als document laten maken", altijd=TAFEL),
        Recht(sleutel="zitting volgen", wat="Een overleg volgen dat wordt gehouden", altijd=TAFEL),
    ),
    "Voorbereiden en besluiten": (
        Recht(sleutel="dossier schrijven", wat="In het dossier schrijven", altijd=SCHRIJVERS),
        Recht(sleutel="opmerking plaatsen", wat="Een opmerking plaatsen bij een agendapunt", altijd=SCHRIJVERS),
        Recht(sleutel="overleg verplaatsen", wat="De data van een ronde wijzigen", altijd=RIJK),
        Recht(sleutel="zitting openen", wat="Een overleg openen", altijd=RIJK, fasen=LIJST_OPEN),
        Recht(sleutel="besluit vastleggen", wat="Een besluit van het overleg vastleggen", altijd=RIJK),
        Recht(sleutel="hameren", wat="Hamerpunten vaststellen", altijd=RIJK),
    ),
    "Afstemmen": (
        Recht(sleutel="afstemming volgen", wat="De afstemming van een overleg volgen", altijd=TAFEL),
        Recht(sleutel="afstemming beginnen", wat="Een afstemming beginnen", altijd=RIJK),
        Recht(
            sleutel="reageren",
            wat="Voor een partij reageren op een afspraak (wie daarvoor is aangewezen)",
            altijd=("redacteur eigen", "rijksredacteur"),
            fasen=ONDER_EMBARGO,
        ),
        Recht(sleutel="bezwaar afhandelen", wat="Over een bezwaar besluiten", altijd=RIJK, fasen=ONDER_EMBARGO),
    ),
    "Vaststellen en publiceren": (
        Recht(
            sleutel="volgende fase",
            wat="Een ronde naar de volgende fase brengen",
            altijd=RIJK,
            fasen=LIJST_OPEN,
        ),
        Recht(sleutel="uitgave", wat="Een uitgave van de lijst vastleggen", altijd=RIJK),
        Recht(
            sleutel="uitzondering",
            wat="Een afspraak eerder of later openbaar laten worden dan haar lijst",
            altijd=RIJK,
            fasen=ONDER_EMBARGO,
        ),
        Recht(
            sleutel="brief verzonden",
            wat="“Brief verzonden”: de lijst openbaar maken",
            altijd=RIJK,
            fasen=frozenset({"vastgesteld"}),
        ),
        Recht(sleutel="inzage", wat="Zien wie wat zag onder embargo", altijd=RIJK),
    ),
    "Status en termijn": (
        Recht(
            sleutel="status wijzigen",
            wat="De status van een afspraak wijzigen",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(
            sleutel="termijn wijzigen",
            wat="De termijn van een afspraak bevestigen of wijzigen",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(sleutel="status voorstellen", wat="Een status voorstellen", altijd=("redacteur eigen",)),
        Recht(
            sleutel="voorstel overnemen",
            wat="Een voorgestelde status overnemen",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(
            sleutel="voorstel teruggeven",
            wat="Een voorgestelde status teruggeven",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(
            sleutel="verband leggen",
            wat="Een verband met een andere afspraak leggen",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(
            sleutel="verband afwijzen",
            wat="Een voorgesteld verband afwijzen",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(
            sleutel="verband beëindigen",
            wat="Een verband beëindigen",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(sleutel="gegevens bewerken", wat="De gegevens van een afspraak bewerken", altijd=RIJK),
        Recht(sleutel="contacten", wat="De contacten van organisaties zien en wijzigen", altijd=RIJK),
        Recht(sleutel="overdragen", wat="Overdragen wat een dossierhouder houdt", altijd=RIJK),
    ),
    "Naar de Kamer": (
        Recht(sleutel="motie zien", wat="Een motie of toezegging zien", altijd=IEDEREEN),
        Recht(
            sleutel="zin zien",
            wat="De zin voor de brief over een motie zien",
            altijd=("houder eigen", "rijksredacteur"),
            openbaar=IEDEREEN,
        ),
        Recht(sleutel="motie toevoegen", wat="Een motie of toezegging toevoegen of beschrijven", altijd=RIJK),
        Recht(sleutel="motie koppelen", wat="Een afspraak aan een motie of toezegging koppelen", altijd=RIJK),
        Recht(
            sleutel="stand vastleggen",
            wat="Vastleggen waar een motie staat, met de zin voor de brief",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(sleutel="hoeveelheid zien", wat="Een hoeveelheid met haar bron zien", altijd=INGELOGD),
        Recht(
            sleutel="wachtend getal zien",
            wat="Een getal zien dat met de brief bekend wordt",
            altijd=RIJK,
            openbaar=INGELOGD,
        ),
        Recht(sleutel="hoeveelheid toevoegen", wat="Een hoeveelheid toevoegen", altijd=RIJK),
        Recht(sleutel="hoeveelheid corrigeren", wat="Een hoeveelheid een nieuwe versie geven", altijd=RIJK),
        Recht(sleutel="cijfer zien", wat="Een cijfer zien dat met een brief openbaar is gemaakt", altijd=IEDEREEN),
        Recht(sleutel="intern cijfer zien", wat="Een cijfer zien dat niet openbaar is gemaakt", altijd=RIJK),
        Recht(sleutel="cijfer toevoegen", wat="Een cijfer voor de brief vastleggen", altijd=RIJK),
        Recht(sleutel="cijfer nieuwe versie", wat="Een cijfer een nieuwe versie geven", altijd=RIJK),
        Recht(sleutel="cijfer publiceren", wat="Een cijfer openbaar maken met een brief", altijd=RIJK),
    ),
    "Monitoren": (
        Recht(sleutel="monitorronde maken", wat="Een monitorronde maken", altijd=RIJK),
        Recht(sleutel="monitorronde volgen", wat="Een monitorronde over een afspraak volgen", altijd=TAFEL),
        Recht(
            sleutel="antwoorden rijk",
            wat="Voor het Rijk antwoorden op een monitorronde",
            altijd=("houder eigen", "rijksredacteur"),
        ),
        Recht(
            sleutel="antwoorden regio",
            wat="Voor de regio antwoorden op een monitorronde",
            altijd=("redacteur eigen", "rijksredacteur"),
        ),
        Recht(sleutel="monitorbesluit", wat="In een monitorronde de gezamenlijke status zetten", altijd=RIJK),
        Recht(sleutel="monitorronde sluiten", wat="Een monitorronde sluiten en de stand vastleggen", altijd=RIJK),
        Recht(
            sleutel="momentopname publiceren",
            wat="De statussen van een momentopname publiceren",
            altijd=RIJK,
            fasen=frozenset({"openbaar"}),
        ),
    ),
    "Instrumenten": (
        Recht(sleutel="uitspraak toevoegen", wat="Vastleggen wat een bron over een instrument zegt", altijd=RIJK),
        Recht(sleutel="uitspraak verbeteren", wat="Een uitspraak over een instrument verbeteren", altijd=RIJK),
    ),
    "Beheer": (
        Recht(sleutel="account openen", wat="Accounts, rollen en vervanging beheren", altijd=("beheerder",)),
        Recht(sleutel="logboek", wat="Het logboek lezen", altijd=("beheerder",)),
    ),
}

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "rechten.md"

_KOP = """# Wie wat mag

Per handeling en per rol staat hier in welke fasen van de ronde zij lukt: {fasen}.
"Eigen" is het landsdeel (of, bij een Redacteur regio, de provincie of het gebied) waar de handeling over gaat. Wie meer
rollen heeft, mag wat één daarvan mag; een waarnemer mag wat de vervangen collega mag, behalve beheren. De toegewezen
dossierhouder in deze tabel heeft ook een rol voor het landsdeel.

Dit document wordt gemaakt uit `tests/rechten_tabel.py`; de tests voeren elke cel uit.
"""


def als_document() -> str:
    """The table as docs/rechten.md holds it."""
    delen = [_KOP.format(fasen=", ".join(FASEN))]
    for kop, rechten in TABEL.items():
        regels = [f"## {kop}", ""]
        regels.append("| handeling | " + " | ".join(KOLOMMEN.values()) + " |")
        regels.append("|---" * (len(KOLOMMEN) + 1) + "|")
        regels += [f"| {' | '.join([recht.wat, *map(recht.cel, KOLOMMEN)])} |" for recht in rechten]
        delen.append("\n".join(regels) + "\n")
    return "\n".join(delen)


if __name__ == "__main__":
    DOCUMENT.write_text(als_document(), encoding="utf-8")
