"""The past as it was shown: what is asked of a day now equals what was answered on that day."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actoren import SYSTEEM
from agreements.filters import AfspraakFilter
from agreements.lijnen import Lijn, lees_lijnen
from agreements.models import Afspraak, Oudekenmerk, Termijnwijziging
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.kenmerken import ENKELVOUD
from agreements.models.ondertekend import handtekening
from agreements.peildatum import OngeldigePeildatum, lees_peildatum
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.statussen import begin_te_volgen, wijzig_status
from agreements.services.termijnbesluiten import wijzig_termijn
from dashboards.tellingen import per_gebied, per_landsdeel, per_provincie, per_thema, tel
from tests import factories
from tests.agreements.terugblik import EERSTE_DAG, WEEK, Terugblik, maak_terugblik

AfspraakFactory: Any = factories.AfspraakFactory
ProvincieFactory: Any = factories.ProvincieFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
TekstblokFactory: Any = factories.TekstblokFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def terugblik() -> Terugblik:
    return maak_terugblik()


def _stand(user: Any, dag: date | None) -> dict[str, Any]:
    """All that rows and counts say to this reader: now, or of that day."""
    gezien: AfspraakQuerySet = Afspraak.objects.gezien_door(user, dag)
    rijen = list(gezien.in_lijst().for_detail().lijstvolgorde())
    return {
        "rijen": [
            (
                rij.code, rij.tekst, rij.zicht_status, rij.zicht_status_op, rij.zicht_live, rij.soort, rij.is_gesplitst,
                rij.termijn_van, rij.termijn_tot, rij.is_over_tijd, rij.is_binnenkort, rij.is_gevolgd,
                [
                    (een.frase, een.soort, een.van, een.tot, een.overleg_naam, een.is_termijn, een.herkomst)
                    for een in rij.termijnen.all()
                ],
            )
            for rij in rijen
        ],
        "kenmerken": {
            rij.code: (
                rij.handeling, rij.gereed_als, rij.tekstblok.koppen,
                [[str(een) for een in getattr(rij, naam).all()] for naam in ENKELVOUD],
            )
            for rij in rijen
        },
        "lijnen": [_lijn(lijn) for lijn in lees_lijnen(gezien, user)],
        "gevolgd": sorted(gezien.gevolgd().values_list("code", flat=True)),
        "telling": tel(gezien),
        "per": [per(gezien) for per in (per_landsdeel, per_provincie, per_gebied, per_thema)],
    }  # fmt: skip


def _lijn(lijn: Lijn) -> Any:
    """What hangs together, when that is, and in which words."""
    return [
        (punt.naam, punt.dag, punt.wanneer, sorted((band.zin, band.naam) for band in punt.banden))
        for punt in lijn.punten
    ]


#: Who is asked how many agreements each choice of the list gives, beside which question.
FACETTEN = {"publiek": "provincie=limburg&q=peel", "rijk": "q=plan"}


def _facetten(user: Any, dag: date | None, vraag: str) -> dict[str, Any]:
    """How many each choice of the list would give, and which agreements this question finds."""
    gezien = Afspraak.objects.gezien_door(user, dag)
    request = RequestFactory().get("/afspraken/", QueryDict(vraag))
    request.user = user
    filterset = AfspraakFilter(request.GET, gezien, request=request)
    gevonden = {"gevonden": sorted(filterset.qs.values_list("code", flat=True))}
    return gevonden | {
        facet.naam: {een.waarde: een.aantal for een in facet.keuzes if een.aantal} for facet in filterset.facetten
    }


@pytest.mark.parametrize("waarde", ["morgen", "2025-02-30", "1-3-2025", "0000-01-01", "2025-03-01T00", "99999-01-01"])
def test_what_is_no_day_is_refused_in_dutch(waarde: str) -> None:
    with pytest.raises(OngeldigePeildatum, match="geen datum die wij kennen"):
        lees_peildatum(waarde)


def test_a_day_to_come_is_refused_and_today_is_not() -> None:
    vandaag = timezone.localdate()
    assert lees_peildatum(f" {vandaag} ") == vandaag
    with pytest.raises(OngeldigePeildatum, match="moet nog komen"):
        lees_peildatum(str(vandaag + timedelta(days=1)))


def test_a_row_of_the_past_cannot_be_saved(terugblik: Terugblik) -> None:
    dag = next(terugblik.leef())
    rij: Afspraak = Afspraak.objects.op_peildatum(terugblik.rijk, dag)[0]
    with pytest.raises(RuntimeError, match="zo wordt zij niet bewaard"):
        rij.save()


def test_a_day_before_it_came_here_is_told_with_what_is_known_now() -> None:
    """An old list that was loaded later and then classified: on the days of its overleg it has its places."""
    limburg = ProvincieFactory(slug="limburg")
    tekstblok = TekstblokFactory()
    afspraak = Afspraak.objects.create(code=tekstblok.code, overleg=tekstblok.blok.rubriek.overleg, tekstblok=tekstblok)
    begin_te_volgen(afspraken=[afspraak], by=SYSTEEM, op=timezone.now() - timedelta(days=400))
    rijk = RijksredacteurFactory()
    bewerk_afspraak(afspraak=afspraak, by=rijk, soort=afspraak.soort, provincies=[limburg], gereed_als="Als het er is.")
    toen = Afspraak.objects.op_peildatum(rijk, timezone.localdate() - timedelta(days=300))
    assert [(rij.gereed_als, [str(een) for een in rij.provincies.all()]) for rij in toen.voor_provincie(limburg)] == [
        ("Als het er is.", [str(limburg)])
    ]


def test_a_deadline_that_changed_before_its_phrases_were_kept_names_the_one_that_decided_it() -> None:
    """Also when it changed again since, and then they were kept."""
    nu = timezone.now()
    afspraak, rijk = AfspraakFactory(), RijksredacteurFactory()
    Afspraak.objects.update(created_at=nu - timedelta(days=40))
    eerder = {"van_oud": date(2030, 1, 1), "tot_oud": date(2030, 12, 31), "frase_oud": "in 2030"}
    Termijnwijziging.objects.create(
        afspraak=afspraak, nummer=1, aanleiding="tekst", **eerder, **handtekening(SYSTEEM, nu - timedelta(days=20))
    )
    wijzig_termijn(afspraak=afspraak, frase="eind 2031", reden="Later.", akkoord="samen", by=rijk)
    frasen = {}
    for dagen in (30, 10, 0):
        (rij,) = Afspraak.objects.op_peildatum(rijk, timezone.localdate() - timedelta(days=dagen)).for_list()
        frasen[dagen] = [(een.frase, een.soort) for een in rij.termijnen.all()]
    assert frasen == {30: [("in 2030", "periode")], 10: [], 0: [("eind 2031", "jaar")]}


def test_database_refuses_an_old_value_that_is_none_or_two() -> None:
    afspraak, rijk = AfspraakFactory(), RijksredacteurFactory()
    bewerk_afspraak(afspraak=afspraak, by=rijk, soort=afspraak.soort, gereed_als="Als het er is.")
    rij = {"wijziging": afspraak.kenmerkwijzigingen.get(), "afspraak": afspraak}
    for waarden in ({}, {"user": rijk, "provincie": ProvincieFactory()}):
        with pytest.raises(IntegrityError, match="een_waarde"), transaction.atomic():
            Oudekenmerk.objects.create(**rij, **waarden)


# --- pages, files and the API ----------------------------------------------------------------------------------

ADRESSEN = (
    *("/", "/afspraken/", "/landsdelen/zuid/", "/provincies/limburg/"),
    *("/gebieden/de-peel/", "/gebieden/de-peel/lijn/"),
)
PAGINADAGEN = (EERSTE_DAG + 3 * WEEK, EERSTE_DAG + 5 * WEEK)
_WEG = (
    re.compile(r'<div class="peilbalk.*?</details>\s*</div>', re.DOTALL),
    re.compile(r'<details class="filter" id="filter-peildatum".*?</details>', re.DOTALL),
    re.compile(r'<div class="utrecht-alert utrecht-alert--info">.*?</div>\s*</div>', re.DOTALL),
    re.compile(r"<span class=\"label label--blauw\">.*?</span>", re.DOTALL),
)


def _klant(user: Any) -> Client:
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client


def _tekst(client: Client, adres: str) -> str:
    """The words of the page, without those that say of which day it tells."""
    html = client.get(adres).content.decode()
    html = html[html.index("<main") : html.index("</main>")]
    for patroon in _WEG:
        html = patroon.sub("", html)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _frasen(client: Client, dag: date | None) -> dict[str, Any]:
    """What the file, the API and the page of each agreement say of the times that it names: now, or of that day."""
    toen = f"peildatum={dag}" if dag else ""
    csv_ = _inhoud(client.get(f"/afspraken/?formaat=csv&{toen}")).decode("utf-8-sig")
    api = client.get(f"/api/v1/afspraken?perPagina=100&{toen}").json()["resultaten"]
    return {
        "csv": {rij["Code"]: rij["Termijn als geschreven"] for rij in csv.DictReader(io.StringIO(csv_), delimiter=";")},
        "api": {een["code"]: een["termijnen"] for een in api},
        "pagina": {een["code"]: _termijn_op_pagina(client, f"/afspraken/{een['code']}/?{toen}") for een in api},
    }


def _termijn_op_pagina(client: Client, adres: str) -> str:
    html = client.get(adres).content.decode()
    html = html[html.index('<section aria-labelledby="termijn">') :]
    tekst = " ".join(re.sub(r"<[^>]+>", " ", html[: html.index("</section>")]).split())
    return tekst.replace("Dit gold toen", "Dit geldt nu").replace("Toen:", "Nu:").replace(_WIJZIGEN, "")


#: Who may change it is offered that now only.
_WIJZIGEN = " Termijn bevestigen of wijzigen"


def test_each_past_day_tells_every_reader_what_it_told_then(terugblik: Terugblik) -> None:
    """Asked on the evening itself, and again when all is done: the rows and counts, and the words of the pages."""
    klanten = {wie: _klant(terugblik.readers[wie]) for wie in ("publiek", "rijk")}
    standen: dict[tuple[date, str], dict[str, Any]] = {}
    teksten: dict[tuple[date, str, str], str] = {}
    frasen: dict[tuple[date, str], dict[str, Any]] = {}
    for dag in terugblik.leef():
        standen |= {(dag, wie): _stand(user, None) for wie, user in terugblik.readers.items()}
        for wie, vraag in FACETTEN.items():
            standen[dag, wie]["facetten"] = _facetten(terugblik.readers[wie], None, vraag)
        frasen |= {(dag, wie): _frasen(klant, None) for wie, klant in klanten.items()}
        if dag in PAGINADAGEN:
            teksten |= {(dag, wie, een): _tekst(klant, een) for wie, klant in klanten.items() for een in ADRESSEN}
    assert len({repr(stand["rijen"]) for (_, wie), stand in standen.items() if wie == "rijk"}) >= 6
    assert len({repr(stand["rijen"]) for (_, wie), stand in standen.items() if wie == "publiek"}) >= 5
    for (dag, wie), stand in standen.items():
        nu = _stand(terugblik.readers[wie], dag)
        if wie in FACETTEN:
            nu["facetten"] = _facetten(terugblik.readers[wie], dag, FACETTEN[wie])
        for wat, waarde in stand.items():
            assert nu[wat] == waarde, (dag, wie, wat)
    for (dag, wie), gezegd in frasen.items():
        for wat, per_code in _frasen(klanten[wie], dag).items():
            assert per_code == gezegd[wat], (dag, wie, wat)
    for (dag, wie, adres), tekst in teksten.items():
        nu_tekst = _tekst(klanten[wie], f"{adres}?peildatum={dag}").replace("was gemaakt", "is gemaakt")
        assert nu_tekst == tekst, (dag, wie, adres)
    assert _stand(terugblik.rijk, EERSTE_DAG - timedelta(days=1))["rijen"] == []


VRAGEN = (
    "",
    "status=in_uitvoering&status=vertraagd",
    "landsdeel=zuid&aard=gevolgd&sorteer=-status",
    "termijn=verlopen",
    "provincie=drenthe",
    "provincie=limburg&thema=water",
    "gebied=de-peel&partij=waterschap-limburg",
    "q=waterschap",
)


def test_page_file_and_api_give_one_answer_on_each_peildatum(terugblik: Terugblik) -> None:
    """The same question on the same day: as many on the page, in every file, in the API and in its counts."""
    for _ in terugblik.leef():
        pass
    _een_antwoord(terugblik)
    _een_afspraak(terugblik)
    _evenveel_queries(terugblik)


def _een_antwoord(terugblik: Terugblik) -> None:
    gezien = set()
    for wie, nummers in (("publiek", (5,)), ("zuid", (1, 5))):
        client = _klant(terugblik.readers[wie])
        for nummer in nummers:
            for vraag in VRAGEN[:3] if nummer == 1 else VRAGEN:
                toen = f"{vraag}&peildatum={terugblik.dagen[nummer]}"
                api = client.get(f"/api/v1/afspraken?{toen}&perPagina=100").json()
                codes = [een["code"] for een in api["resultaten"]]
                pagina = client.get(f"/afspraken/?{toen}").content.decode()
                csv_ = client.get(f"/afspraken/?{toen}&formaat=csv")
                rijen = list(csv.DictReader(io.StringIO(_inhoud(csv_).decode("utf-8-sig")), delimiter=";"))
                tellingen = client.get(f"/api/v1/tellingen?{toen.replace('&sorteer=-status', '')}").json()
                assert re.findall(r'id="rij-([^"]+)"', pagina) == codes, (wie, toen)
                assert [rij["Code"] for rij in rijen] == codes, (wie, toen)
                assert api["aantal"] == tellingen["aantal"] == len(codes), (wie, toen)
                assert api["peildatum"] == tellingen["peildatum"] == str(terugblik.dagen[nummer])
                assert {rij["Peildatum"] for rij in rijen} <= {str(terugblik.dagen[nummer])}
                gezien.add((wie, vraag, tuple(codes)))
    assert len(gezien) > 8
    dag = terugblik.dagen[3]
    for formaat in ("xlsx", "ods", "json"):
        bestand = client.get(f"/afspraken/?peildatum={dag}&formaat={formaat}")
        inhoud = _inhoud(bestand)
        assert bestand["Content-Disposition"] == f'attachment; filename="afspraken-peildatum-{dag}.{formaat}"'
    assert {een["peildatum"] for een in json.loads(inhoud)} == {str(dag)}


def _inhoud(response: Any) -> bytes:
    inhoud: bytes = response.getvalue()
    return inhoud


def _een_afspraak(terugblik: Terugblik) -> None:
    """It is told as it was, and keeps the day in its links."""
    code = terugblik.afspraken["oud0"].code
    dag, publiek, rijk = terugblik.dagen[3], Client(), _klant(terugblik.rijk)
    html = rijk.get(f"/afspraken/{code}/?peildatum={dag}").content.decode()
    assert "Stand op 26 januari 2026" in html
    assert "een plan voor oud 0" in html
    assert "een beter plan" not in html
    assert "Status wijzigen" not in html
    assert html.count("tijdlijn__punt") == 3
    assert f"/landsdelen/zuid/?peildatum={dag}" in html
    assert f'href="/afspraken/?peildatum={dag}"' in html
    assert f'href="/afspraken/{code}/"' in html
    antwoord = publiek.get(f"/api/v1/afspraken/{code}?peildatum={dag}").json()
    assert (antwoord["peildatum"], antwoord["status"], antwoord["tekst"][:32]) == (
        str(dag),
        "in_uitvoering",
        "Rijk en regio maken een plan voo",
    )
    # Not public then, and now it is; and one that nobody but Rijk and Zuid sees stays unknown.
    later = terugblik.afspraken["nieuw0"].code
    toen_niet = publiek.get(f"/afspraken/{later}/?peildatum={terugblik.dagen[1]}")
    assert toen_niet.status_code == 404
    assert "er niets te zien" in toen_niet.content.decode()
    assert publiek.get(f"/api/v1/afspraken/{later}?peildatum={terugblik.dagen[1]}").status_code == 404
    assert publiek.get(f"/afspraken/BOL-2030-Z-1-01/?peildatum={dag}").status_code == 404
    page = publiek.get(f"/afspraken/?peildatum={dag}&landsdeel=zuid")
    assert f'href="/afspraken/{code}/?peildatum={dag}"' in page.content.decode()
    assert page["Cache-Control"] == "public, max-age=60"
    assert "no-store" in rijk.get(f"/afspraken/?peildatum={dag}")["Cache-Control"]


@pytest.mark.parametrize(
    "adres", ["/", "/afspraken/", "/landsdelen/zuid/", "/gebieden/de-peel/lijn/", "/afspraken/BOL-2025-Z-1-01/"]
)
def test_a_wrong_day_is_refused_with_a_sentence(client: Client, terugblik: Terugblik, adres: str) -> None:
    next(terugblik.leef())
    for waarde, zin in (("gisteren", "geen datum die wij kennen"), ("2999-01-01", "moet nog komen")):
        html = client.get(f"{adres}?peildatum={waarde}").content.decode()
        assert zin in html
        assert "U ziet de stand van nu." in html
        assert "Stand op een" not in html or adres == "/afspraken/"
    api = client.get("/api/v1/tellingen?peildatum=2999-01-01")
    assert (api.status_code, "moet nog komen" in api.content.decode()) == (400, True)
    assert client.get("/afspraken/?peildatum=x&formaat=csv").status_code == 400


def _evenveel_queries(terugblik: Terugblik) -> None:
    """More rows that changed since cost no more queries."""
    client, adres = Client(), f"/afspraken/?peildatum={terugblik.dagen[1]}"
    oud: Any = Afspraak.objects.select_related("overleg", "tekstblok__blok").get(pk=terugblik.afspraken["oud0"].pk)
    weinig = None
    for nummer in range(10):
        with time_machine.travel(timezone.make_aware(datetime(2026, 1, 6, 12)), tick=False):
            tekstblok = TekstblokFactory(blok=oud.tekstblok.blok, volgorde=90 + nummer)
            afspraak = AfspraakFactory(overleg=oud.overleg, tekstblok=tekstblok)
        wijzig_status(afspraak=afspraak, naar="in_uitvoering", by=SYSTEEM)
        if weinig is None:
            with CaptureQueriesContext(connection) as weinig:
                client.get(adres)
    with CaptureQueriesContext(connection) as veel:
        assert client.get(adres).content.count(b"afspraakrij__titel") > 10
    assert weinig is not None
    assert len(veel) <= len(weinig)
