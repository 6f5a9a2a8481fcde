"""Repairing a document before it is loaded: kept, found again, two people at once, and loaded as repaired."""

from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from accounts.models import Auditregel, Rol
from agreements.herstel import Ingreep
from agreements.models import Afspraak, Invoer, Tekstblok
from agreements.services import reparaties
from agreements.services.invoer import laad_invoer, neem_in
from agreements.services.reparaties import IntussenHersteld, stand_van, telling_van, versie_van
from tests.factories import (
    GebiedFactory,
    LandsdeelFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIJST = """Regio Noord-Nederland

1 Ruimte voor water

❖ Rijk en regio stellen samen een plan op.
❖ De provincie kijkt in 2032 waar water te bergen is.

En deze alinea staat los.

2 NOVEX-gebied De Peel

❖ Partijen wijzen een trekker aan.
"""


@pytest.fixture
def redacteur(db: None) -> Any:
    noord = LandsdeelFactory(slug="noord")
    LandsdeelFactory(slug="oost")
    ProvincieFactory(naam="Drenthe", landsdeel=noord)
    GebiedFactory(naam="De Peel")
    GebiedFactory(naam="Lelylijn")
    return RijksredacteurFactory()


def bied_aan(by: Any, tekst: str = LIJST) -> Invoer:
    return neem_in(inhoud=tekst.encode(), naam="lijst.txt", soort="bol", jaar=2031, by=by)


def deel(invoer: Invoer, begin: str) -> int:
    (nummer,) = [nummer for nummer, stuk in enumerate(stand_van(invoer).rij) if stuk.deel.tekst.startswith(begin)]
    return nummer


def herstel(invoer: Invoer, by: Any, begin: str, ingreep: Ingreep, **waarden: Any) -> None:
    reparaties.herstel(
        invoer=invoer, by=by, versie=versie_van(invoer), deel=deel(invoer, begin), ingreep=ingreep, waarden=waarden
    )
    invoer.refresh_from_db()


def test_repair_is_shown_kept_and_logged(redacteur):
    invoer = bied_aan(redacteur)
    herstel(invoer, redacteur, "En deze", Ingreep.SOORT, naar="punt")
    stand = stand_van(invoer)
    assert stand.lijst.tellingen()["losse_alineas"] == 0
    (bewerking,) = stand.bewerkingen
    assert (bewerking.door, bewerking.tekst) == (redacteur.naam, "En deze alinea staat los.")
    regel = Auditregel.objects.get(actie="structuur hersteld")
    assert regel.details["tekst"] == "En deze alinea staat los."
    assert regel.actor == redacteur.username


def test_codes_and_deadlines_follow_the_repaired_structure(redacteur):
    invoer = bied_aan(redacteur)
    herstel(invoer, redacteur, "De provincie", Ingreep.VERPLAATS, na=deel(invoer, "NOVEX"))
    blokken = {blok.code: blok for blok in stand_van(invoer).lijst.tekstblokken}
    assert blokken["BOL-2031-N-2-01"].tekst.startswith("De provincie")
    assert blokken["BOL-2031-N-2-01"].termijnen[0].frase == "in 2032"
    assert blokken["BOL-2031-N-2-02"].tekst.startswith("Partijen")


def test_characters_in_and_placed_stay_the_same(redacteur):
    invoer = bied_aan(redacteur)
    voor = telling_van(invoer, stand_van(invoer))
    herstel(invoer, redacteur, "En deze", Ingreep.VOEG_SAMEN)
    herstel(invoer, redacteur, "NOVEX", Ingreep.NUMMER, nummer="7")
    herstel(invoer, redacteur, "Rijk", Ingreep.SPLITS, plaats=14)
    na = telling_van(invoer, stand_van(invoer))
    assert voor.verantwoording == na.verantwoording
    assert na.verantwoording.is_volledig
    herstel(invoer, redacteur, "Partijen", Ingreep.SOORT, naar="voorwerk")
    telling = telling_van(invoer, stand_van(invoer))
    assert telling.verantwoording.is_volledig
    assert telling.buiten == len("❖Partijenwijzeneentrekkeraan.") - 1


def test_doubt_is_looked_at_or_repaired_and_counted(redacteur):
    invoer = bied_aan(redacteur)
    stand = stand_van(invoer)
    (nummer,) = [n for n, een in enumerate(stand.twijfels) if een.melding.soort == "alinea zonder opsommingsteken"]
    assert stand.aantal_bekeken == 0
    reparaties.bekijk(invoer=invoer, by=redacteur, versie=stand.versie, twijfel=nummer)
    invoer.refresh_from_db()
    stand = stand_van(invoer)
    assert (stand.aantal_bekeken, stand.twijfels[nummer].bekeken.door) == (1, redacteur.naam)
    reparaties.maak_ongedaan(
        invoer=invoer, by=redacteur, versie=stand.versie, bewerking=stand.twijfels[nummer].bekeken.id
    )
    invoer.refresh_from_db()
    herstel(invoer, redacteur, "En deze", Ingreep.SOORT, naar="punt")
    assert stand_van(invoer).twijfels[nummer].hersteld


def test_undo_of_one_and_of_all(redacteur):
    invoer = bied_aan(redacteur)
    begin = stand_van(invoer)
    herstel(invoer, redacteur, "En deze", Ingreep.SOORT, naar="punt")
    herstel(invoer, redacteur, "Partijen", Ingreep.SOORT, naar="inleiding")
    eerste, tweede = stand_van(invoer).bewerkingen
    reparaties.maak_ongedaan(invoer=invoer, by=redacteur, versie=versie_van(invoer), bewerking=eerste.id)
    invoer.refresh_from_db()
    assert stand_van(invoer).bewerkingen == (tweede,)
    assert reparaties.maak_alles_ongedaan(invoer=invoer, by=redacteur, versie=versie_van(invoer)) == 1
    invoer.refresh_from_db()
    assert stand_van(invoer) == begin


def test_undo_of_what_a_later_repair_leans_on_shows_that_one_as_not_fitting(redacteur):
    invoer = bied_aan(redacteur)
    herstel(invoer, redacteur, "En deze", Ingreep.SPLITS, plaats=8)
    herstel(invoer, redacteur, "alinea staat", Ingreep.SOORT, naar="punt")
    reparaties.maak_ongedaan(invoer=invoer, by=redacteur, versie=versie_van(invoer), bewerking=1)
    invoer.refresh_from_db()
    ((bewerking, reden),) = stand_van(invoer).niet_toegepast
    assert (bewerking.id, "komt zo niet meer voor" in reden) == (2, True)


def test_same_document_offered_again_by_somebody_else_finds_the_repairs(redacteur):
    herstel(bied_aan(redacteur), redacteur, "En deze", Ingreep.SOORT, naar="punt")
    nogmaals = bied_aan(RijksredacteurFactory())
    assert Invoer.objects.count() == 1
    assert stand_van(nogmaals).lijst.tellingen()["losse_alineas"] == 0


def test_second_of_two_people_gets_a_sentence_and_nothing_is_lost(redacteur):
    invoer = bied_aan(redacteur)
    versie, plaats = versie_van(invoer), deel(invoer, "Partijen")
    herstel(invoer, redacteur, "En deze", Ingreep.SOORT, naar="punt")
    with pytest.raises(IntussenHersteld, match="Iemand anders"):
        reparaties.herstel(
            invoer=invoer,
            by=RijksredacteurFactory(),
            versie=versie,
            deel=plaats,
            ingreep=Ingreep.SOORT,
            waarden={"naar": "alinea"},
        )
    invoer.refresh_from_db()
    assert len(invoer.reparaties) == 1
    with pytest.raises(IntussenHersteld):
        laad_invoer(invoer=invoer, by=redacteur, versie=versie)
    assert not Tekstblok.objects.exists()


def test_document_read_in_another_way_since_then_is_another_version(redacteur):
    invoer = bied_aan(redacteur)
    versie = versie_van(invoer)
    invoer.lijst["landsdelen"][0]["rubrieken"][0]["titel"] = "Anders gelezen"
    invoer.save(update_fields=["lijst"])
    with pytest.raises(IntussenHersteld):
        reparaties.maak_alles_ongedaan(invoer=invoer, by=redacteur, versie=versie)


def test_refused_repair_says_why_and_keeps_nothing(redacteur):
    invoer = bied_aan(redacteur)
    with pytest.raises(ValidationError, match="kop van een landsdeel"):
        herstel(invoer, redacteur, "Regio Noord", Ingreep.SOORT, naar="onderwerp")
    with pytest.raises(ValidationError, match="noemt geen bekend landsdeel"):
        herstel(invoer, redacteur, "Partijen", Ingreep.SOORT, naar="landsdeel")
    invoer.refresh_from_db()
    assert invoer.reparaties == []
    assert not Auditregel.objects.filter(actie="structuur hersteld").exists()


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_only_a_rijksredacteur_repairs(redacteur, rol):
    invoer = bied_aan(redacteur)
    with pytest.raises(PermissionDenied):
        herstel(invoer, UserFactory(rol=rol), "Partijen", Ingreep.SOORT, naar="inleiding")


def test_repaired_structure_is_what_is_loaded_and_then_it_stands(redacteur):
    invoer = bied_aan(redacteur)
    herstel(invoer, redacteur, "En deze", Ingreep.SOORT, naar="punt")
    laad_invoer(invoer=invoer, by=redacteur, versie=versie_van(invoer))
    assert Tekstblok.objects.get(code="BOL-2031-N-1-03").vorm == Tekstblok.Vorm.PUNT
    invoer.refresh_from_db()
    with pytest.raises(ValidationError, match="geladen"):
        herstel(invoer, redacteur, "Partijen", Ingreep.SOORT, naar="inleiding")
    # What was loaded stays shown, also when the document is read in another way since.
    geladen = stand_van(invoer)
    invoer.lijst["landsdelen"][0]["rubrieken"][0]["titel"] = "Anders gelezen"
    invoer.save(update_fields=["lijst"])
    assert stand_van(invoer).lijst == geladen.lijst
    assert laad_invoer(invoer=invoer, by=redacteur).is_ongewijzigd


def test_command_uses_the_repairs_of_the_same_file_and_says_so(redacteur, tmp_path: Path):
    invoer = bied_aan(redacteur)
    herstel(invoer, redacteur, "En deze", Ingreep.SOORT, naar="punt")
    herstel(invoer, redacteur, "Partijen", Ingreep.SPLITS, plaats=9)
    invoer.reparaties[1]["tekst"] = "een tekst die er niet staat"
    invoer.save(update_fields=["reparaties"])
    pad = tmp_path / "andere-naam.txt"
    pad.write_bytes(LIJST.encode())
    assert hashlib.sha256(pad.read_bytes()).hexdigest() == invoer.sha256
    fout = StringIO()
    call_command("import_afsprakenlijst", str(pad), "--soort=bol", "--jaar=2031", stdout=StringIO(), stderr=fout)
    assert "Toegepast: 1 reparatie" in fout.getvalue()
    assert "Niet toegepast (splitsen" in fout.getvalue()
    assert Afspraak.objects.count() == 4
    assert Tekstblok.objects.get(code="BOL-2031-N-1-03").vorm == Tekstblok.Vorm.PUNT
