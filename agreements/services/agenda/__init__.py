"""The agenda of an overleg as people build it: facts, tables, and the tree of agendapunten.

Every act keeps the whole dossier as a version with its reason, refuses when somebody else changed the same in between,
and is closed once the overleg has been opened.
"""

from agreements.services.agenda.gegevens import (
    Gegevens,
    begin_dossier,
    maak_overleg,
    wijzig_agenda,
    wijzig_bijlagen,
    wijzig_deelnemers,
    wijzig_gegevens,
)
from agreements.services.agenda.grondslag import DossierIntussenGewijzigd
from agreements.services.agenda.nummering import Gevolg, naar_dit_punt
from agreements.services.agenda.plaats import verplaats, zet_stap
from agreements.services.agenda.punten import ACHTERAAN, Kop, kop_van, verwijder_punt, voeg_punt_toe, wijzig_punt
from agreements.services.agenda.soorten import TekstVervalt
from agreements.services.agenda.terug import (
    Verwijderd,
    maak_ongedaan,
    ongedaan_te_maken,
    verwijderde_punten,
    zet_punt_terug,
)

__all__ = [
    "ACHTERAAN",
    "DossierIntussenGewijzigd",
    "Gegevens",
    "Gevolg",
    "Kop",
    "TekstVervalt",
    "Verwijderd",
    "begin_dossier",
    "kop_van",
    "maak_ongedaan",
    "maak_overleg",
    "naar_dit_punt",
    "ongedaan_te_maken",
    "verplaats",
    "verwijder_punt",
    "verwijderde_punten",
    "voeg_punt_toe",
    "wijzig_agenda",
    "wijzig_bijlagen",
    "wijzig_deelnemers",
    "wijzig_gegevens",
    "wijzig_punt",
    "zet_punt_terug",
    "zet_stap",
]
