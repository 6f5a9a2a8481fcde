"""Agreements as csv, xlsx, ods and json: the same rows, read back by programs that did not write them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import openpyxl
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from odf.opendocument import load as laad_ods
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText

from agreements.exporters.tabel import BESTANDSSOORTEN, KOLOMMEN, Tabelrij
from agreements.exporters.werkblad import FORMULETEKENS, LANGSTE_CEL
from agreements.models import Afspraak, Betrokkenheid, Status, Statuswijziging, Termijn
from agreements.services.statussen import wijzig_status
from agreements.services.tabelrijen import tabelrijen
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    OrganisatieFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    TekstblokFactory,
)

SLEUTELS = [kolom.sleutel for kolom in KOLOMMEN]


def rij(**waarden) -> Tabelrij:
    standaard = {
        "code": "BOL-2024-ZW-1-03", "ronde": "BO Leefomgeving 2024", "landsdeel": "Zuidwest",
        "rubriek": "1 Ruimte voor wonen", "provincies": ("Zuid-Holland", "Zeeland"), "gebieden": (),
        "soort": "afspraak", "tekst": "Rijk en regio werken samen.", "subpunten": ("eerst dit;", "dan dat."),
        "besluit": "ongewijzigd vastgesteld", "status": "vertraagd", "status_sinds": date(2025, 3, 1),
        "termijn": ("eerste kwartaal van 2025",), "termijn_tot": date(2025, 3, 31), "over_tijd": True,
        "partijen": ("ProRail", "Ministerie van Landbouw, Visserij en Natuur (trekker)"), "toelichting": "",
    }  # fmt: skip
    return Tabelrij(**{**standaard, **waarden})


def schrijf(formaat: str, *rijen: Tabelrij) -> bytes:
    bestand = io.BytesIO()
    BESTANDSSOORTEN[formaat].schrijf(iter(rijen), bestand)
    return bestand.getvalue()


def lees_csv(inhoud: bytes) -> list[list[str]]:
    assert inhoud.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def lees_xlsx(inhoud: bytes):
    return openpyxl.load_workbook(io.BytesIO(inhoud))["Afspraken"]


def lees_ods(inhoud: bytes) -> list[list[str]]:
    [blad] = laad_ods(io.BytesIO(inhoud)).spreadsheet.getElementsByType(Table)
    return [
        ["\n".join(extractText(alinea) for alinea in cel.childNodes) for cel in regel.getElementsByType(TableCell)]
        for regel in blad.getElementsByType(TableRow)
    ]


# --- the formats -------------------------------------------------------------------------------------------------


def test_csv_is_for_dutch_excel_with_a_heading_and_every_cell_quoted():
    inhoud = schrijf("csv", rij())
    kop, regel = lees_csv(inhoud)
    assert kop == [kolom.kop for kolom in KOLOMMEN]
    cellen = dict(zip(SLEUTELS, regel, strict=True))
    assert cellen["provincies"] == "Zuid-Holland; Zeeland"
    assert cellen["subpunten"] == "eerst dit;\ndan dat."
    assert cellen["partijen"] == "ProRail; Ministerie van Landbouw, Visserij en Natuur (trekker)"
    assert cellen["status_sinds"] == "2025-03-01"
    assert cellen["over_tijd"] == "ja"
    assert b'"\r\n"' in inhoud


@pytest.mark.parametrize("teken", FORMULETEKENS)
def test_csv_keeps_a_text_that_looks_like_a_formula_readable_and_harmless(teken):
    formule = f'{teken}HYPERLINK("http://kwaad.example";"klik")'
    _, regel = lees_csv(schrijf("csv", rij(tekst=formule, toelichting=formule)))
    for sleutel in ("tekst", "toelichting"):
        cel = regel[SLEUTELS.index(sleutel)]
        assert cel == "'" + formule
        assert not cel.startswith(FORMULETEKENS)


def test_xlsx_holds_texts_as_texts_and_dates_as_dates_with_a_heading_that_stays():
    blad = lees_xlsx(schrijf("xlsx", rij(tekst="=1+1", toelichting="http://a.example"), rij(termijn_tot=None)))
    assert [cel.value for cel in blad[1]] == [kolom.kop for kolom in KOLOMMEN]
    cellen = dict(zip(SLEUTELS, blad[2], strict=True))
    assert (cellen["tekst"].value, cellen["tekst"].data_type) == ("=1+1", "s")
    assert cellen["toelichting"].hyperlink is None
    assert cellen["termijn_tot"].value == datetime(2025, 3, 31)
    assert cellen["termijn_tot"].is_date
    assert blad[3][SLEUTELS.index("termijn_tot")].value is None
    assert blad.freeze_panes == "B2"
    assert blad.auto_filter.ref == "A1:Q3"
    assert blad.column_dimensions["H"].width == pytest.approx(80, abs=1)


def test_ods_holds_texts_as_texts_and_dates_as_dates_with_a_heading_that_stays():
    inhoud = schrijf("ods", rij(tekst=" =1+1  en   meer\tzo ", subpunten=("a & b;", "<c>")))
    kop, regel = lees_ods(inhoud)
    assert kop == [kolom.kop for kolom in KOLOMMEN]
    cellen = dict(zip(SLEUTELS, regel, strict=True))
    assert cellen["tekst"] == " =1+1  en   meer\tzo "
    assert cellen["subpunten"] == "a & b;\n<c>"
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bestand:
        eerste = bestand.infolist()[0]
        assert (eerste.filename, eerste.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        for naam in ("content.xml", "styles.xml", "settings.xml", "META-INF/manifest.xml"):
            ElementTree.fromstring(bestand.read(naam))
        inhoud_xml = bestand.read("content.xml").decode()
        assert 'office:value-type="date" office:date-value="2025-03-31"' in inhoud_xml
        assert "table:formula" not in inhoud_xml
        assert "Afspraken.A1:Afspraken.Q2" in inhoud_xml
        assert "VerticalSplitPosition" in bestand.read("settings.xml").decode()


def test_json_is_a_list_with_the_columns_as_keys_and_typed_values():
    [gelezen] = json.loads(schrijf("json", rij(termijn_tot=None, tekst="=1+1")))
    assert list(gelezen) == SLEUTELS
    assert gelezen["provincies"] == ["Zuid-Holland", "Zeeland"]
    assert gelezen["tekst"] == "=1+1"
    assert gelezen["status_sinds"] == "2025-03-01"
    assert gelezen["termijn_tot"] is None
    assert gelezen["over_tijd"] is True


@pytest.mark.parametrize("formaat", BESTANDSSOORTEN)
def test_nothing_to_hand_out_is_a_whole_file_with_only_its_heading(formaat):
    inhoud = schrijf(formaat)
    match formaat:
        case "csv":
            assert len(lees_csv(inhoud)) == 1
        case "xlsx":
            assert lees_xlsx(inhoud).max_row == 1
        case "ods":
            assert len(lees_ods(inhoud)) == 1
        case "json":
            assert json.loads(inhoud) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(tekst=st.text(max_size=80), punten=st.lists(st.text(max_size=20), max_size=3))
@example(tekst="\x00\x0b\ud7ff\ufffe ]]> &amp; _x000D_", punten=["", "\r\n"])
def test_whatever_a_text_holds_every_file_can_be_opened_again(tekst, punten):
    een = rij(tekst=tekst, subpunten=tuple(punten))
    assert len(lees_csv(schrijf("csv", een))) == 2
    assert json.loads(schrijf("json", een))[0]["tekst"] == tekst
    assert len(lees_ods(schrijf("ods", een))) == 2
    if tekst.isprintable():
        assert (lees_xlsx(schrijf("xlsx", een))["H2"].value or "") == tekst
        assert lees_ods(schrijf("ods", een))[1][7] == tekst


@pytest.mark.parametrize("teken", ["a", "€", "🏗"])
def test_text_that_does_not_fit_in_a_cell_says_so_at_its_end(teken):
    blad = lees_xlsx(schrijf("xlsx", rij(tekst=teken * 40_000)))
    waarde = str(blad["H2"].value)
    assert waarde.endswith("… (ingekort)")
    assert len(waarde.encode("utf-16-le")) // 2 <= LANGSTE_CEL
    assert lees_xlsx(schrijf("xlsx", rij(tekst="a" * LANGSTE_CEL)))["H2"].value == "a" * LANGSTE_CEL


# --- from the database to rows -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_row_says_of_an_agreement_what_the_pages_say():
    utrecht, gelderland = ProvincieFactory(naam="Utrecht"), ProvincieFactory(naam="Gelderland")
    gebied = GebiedFactory(naam="Foodvalley", provincies=[utrecht, gelderland])
    afspraak = AfspraakFactory.create(
        tekstblok=TekstblokFactory(tekst="De kop.", subpunten=["een;", "twee."]),
        soort=Afspraak.Soort.AMBITIE,
        termijn_tot=timezone.localdate() - timedelta(days=1),
        verzamelingen__provincies=[utrecht],
        verzamelingen__gebieden=[gebied],
    )
    for volgorde, frase in enumerate(["eind 2024", "in 2025"]):
        Termijn.objects.create(afspraak=afspraak, volgorde=volgorde, frase=frase, soort="jaar")
    partij = OrganisatieFactory(naam="ProRail")
    for rol in (Betrokkenheid.Rol.TREKKER, Betrokkenheid.Rol.BETROKKEN):
        Betrokkenheid.objects.create(afspraak=afspraak, organisatie=partij, rol=rol)
    wijzig_status(afspraak=afspraak, naar=Status.VERTRAAGD, toelichting="Eerst zo.", by=RijksredacteurFactory())
    wijzig_status(
        afspraak=afspraak,
        naar=Status.AANGEHOUDEN,
        toelichting="Nu zo.",
        by=RijksredacteurFactory(),
        # Half past eleven in the evening in London is the next day in Amsterdam.
        op=datetime(2025, 6, 30, 22, 30, tzinfo=UTC),
    )
    [uit] = tabelrijen(Afspraak.objects.met_live_status())
    assert uit == Tabelrij(
        code="BOL-2024-NW-1-01",
        ronde="BO Leefomgeving 2024",
        landsdeel="Noordwest",
        rubriek="1 Ruimte voor wonen",
        provincies=("Utrecht", "Gelderland"),
        gebieden=("Foodvalley",),
        soort="ambitie",
        tekst="De kop.",
        subpunten=("een;", "twee."),
        besluit="vastgesteld, voorstel niet bekend",
        status="aangehouden",
        status_sinds=date(2025, 7, 1),
        termijn=("eind 2024", "in 2025"),
        termijn_tot=timezone.localdate() - timedelta(days=1),
        over_tijd=True,
        partijen=("ProRail", "ProRail (trekker)"),
        toelichting="Nu zo.",
    )


@pytest.mark.django_db
def test_side_of_rijk_or_regio_does_not_become_the_joint_toelichting():
    afspraak = AfspraakFactory()
    Statuswijziging.objects.create(
        afspraak=afspraak,
        zijde=Statuswijziging.Zijde.REGIO,
        nummer=9,
        naar=Status.VERTRAAGD,
        toelichting="Van de regio alleen.",
        op=timezone.now(),
        door_naam="r",
        rol="r",
    )
    [uit] = tabelrijen(Afspraak.objects.met_live_status())
    assert uit.toelichting == ""


@pytest.mark.django_db
def test_context_has_no_status_and_is_never_late():
    AfspraakFactory(soort=Afspraak.Soort.CONTEXT, status=Status.VERTRAAGD, termijn_tot=date(2020, 1, 1))
    [uit] = tabelrijen(Afspraak.objects.met_live_status())
    assert (uit.status, uit.status_sinds, uit.toelichting, uit.over_tijd) == ("", None, "", False)


@pytest.mark.django_db
def test_deelafspraak_has_its_own_text_and_not_the_subpunten_of_the_whole():
    heel = AfspraakFactory.create(tekstblok=TekstblokFactory(tekst="Alles.", subpunten=["een"]))
    AfspraakFactory.create(overleg=heel.overleg, tekstblok=heel.tekstblok, deel="a", deeltekst="Een deel.")
    rijen = {uit.code: uit for uit in tabelrijen(Afspraak.objects.met_live_status().lijstvolgorde())}
    assert (rijen[f"{heel.code}a"].tekst, rijen[f"{heel.code}a"].subpunten) == ("Een deel.", ())
    assert (rijen[heel.code].tekst, rijen[heel.code].subpunten) == ("Alles.", ("een",))


@pytest.mark.django_db
def test_rows_keep_their_order_over_portions(monkeypatch):
    monkeypatch.setattr("agreements.services.tabelrijen.PORTIE", 3)
    overleg = AfspraakFactory().overleg
    for _ in range(10):
        AfspraakFactory(overleg=overleg)
    codes = [uit.code for uit in tabelrijen(Afspraak.objects.met_live_status().order_by("-code"))]
    assert codes == sorted(codes, reverse=True)
    assert len(codes) == 11
