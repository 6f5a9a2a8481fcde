"""Loading a dossier into the database and taking it out: the same comes back, and no version is ever lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Agendasoort,
    Bijlage,
    Bloksoort,
    Deelnemer,
    Dossier,
    Invulling,
    Voorstel,
    Zijde,
)
from agreements.dossier_html import schoon
from agreements.dossier_json import uit_json
from agreements.importers.dossier import lees_dossier
from agreements.lijst import Melding
from agreements.models import Agendapunt as AgendapuntRij
from agreements.models import Dossier as DossierRij
from agreements.models import Dossierversie, Overleg, Ronde
from agreements.services.dossiers import DossierWijktAf, dossier_in, dossier_van, laad_dossier
from tests import factories
from tests.agreements.importers.dossier.voorbeeld import DOSSIER

LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db

EEN = lees_dossier(DOSSIER.encode(), naam="dossier.md", soort="bol", jaar=2031, landsdeel="oost").dossier


@pytest.fixture(autouse=True)
def _oost(db: None) -> None:
    LandsdeelFactory(slug="oost")


def overleg() -> Overleg:
    gevonden: Overleg = Overleg.objects.get(ronde__jaar=2031)
    return gevonden


def met_punten(*punten: Agendapunt) -> Dossier:
    return replace(EEN, agendapunten=punten)


# --- in and out --------------------------------------------------------------------------------------------------


def test_dossier_makes_its_ronde_and_overleg_and_comes_back_the_same() -> None:
    resultaat = laad_dossier(EEN, by=SYSTEEM, bestandsnaam="dossier.md")
    assert dossier_van(overleg()) == EEN
    # Loading opens nothing.
    assert overleg().ronde.fase == Ronde.Fase.CONCEPT
    assert (overleg().datum, overleg().begin, overleg().eind) == (date(2031, 3, 4), time(13), time(14, 30))
    assert overleg().kop == "Regio Oost-Nederland"
    assert resultaat.versie is not None
    assert dossier_in(resultaat.versie) == EEN


def test_day_that_a_beheerder_filled_in_is_left_alone() -> None:
    OverlegFactory(ronde=RondeFactory(jaar=2031, concept=True), landsdeel__slug="oost", datum=date(2031, 5, 5))
    laad_dossier(EEN, by=SYSTEEM)
    assert (overleg().datum, overleg().begin) == (date(2031, 5, 5), None)
    assert DossierRij.objects.get().datum == date(2031, 3, 4)


def test_the_real_draft_comes_back_the_same(echt_document: Callable[[str], Path]) -> None:
    LandsdeelFactory(slug="noordwest")
    pad = echt_document("dossier-noordwest-bol-2026.md")
    gelezen = lees_dossier(pad, naam=pad.name, soort="bol", jaar=2026, landsdeel="noordwest").dossier
    resultaat = laad_dossier(gelezen, by=SYSTEEM, bestandsnaam=pad.name)
    assert dossier_van(resultaat.overleg) == gelezen
    assert AgendapuntRij.objects.count() == 26


TEKST = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
HTML = st.lists(
    st.sampled_from(["<p>", "</p>", "<ul><li>", "</li></ul>", '<ol start="3">', "<br>", "<strong>", "&amp;", "<", "x"]),
    max_size=8,
).map(lambda delen: schoon("".join(delen)))
TIJD = st.none() | st.times(max_value=time(23, 58)).map(lambda een: een.replace(second=0, microsecond=0))
VOORSTEL = st.builds(
    Voorstel,
    tekst=TEKST,
    subpunten=st.lists(TEKST, max_size=2).map(tuple),
    invulling=st.sampled_from(Invulling),
    inleiding=TEKST,
)
BLOK = st.builds(
    Agendablok,
    soort=st.sampled_from(Bloksoort),
    html=HTML,
    invulling=st.sampled_from(Invulling),
    deel=TEKST,
    voorstellen=st.lists(VOORSTEL, max_size=2).map(tuple),
)
PUNT = st.builds(
    Agendapunt,
    nummer=st.lists(st.integers(1, 9).map(str), min_size=1, max_size=4).map(".".join),
    titel=TEKST,
    soort=st.sampled_from(Agendasoort),
    wie=st.lists(TEKST, max_size=2).map(tuple),
    begin=TIJD,
    eind=TIJD,
    versie=TEKST,
    opmerkingen=st.lists(TEKST, max_size=2).map(tuple),
    blokken=st.lists(BLOK, max_size=3).map(tuple),
)
DOSSIERS = st.builds(
    Dossier,
    soort=st.just("bol"),
    jaar=st.just(2031),
    landsdeel=st.just("oost"),
    titel=TEKST,
    versie=TEKST,
    datum=st.none() | st.dates(),
    begin=TIJD,
    eind=TIJD,
    locatie=TEKST,
    regels=HTML,
    agenda=st.lists(st.builds(Agendaregel, tijd=TEKST, nummer=TEKST, titel=TEKST, wie=TEKST), max_size=3).map(tuple),
    deelnemers=st.lists(
        st.builds(Deelnemer, zijde=st.sampled_from(Zijde), naam=TEKST, ondersteuning=st.booleans()), max_size=3
    ).map(tuple),
    agendapunten=st.lists(PUNT, min_size=1, max_size=4, unique_by=lambda punt: punt.nummer).map(tuple),
    bijlagen=st.lists(st.builds(Bijlage, nummer=TEKST, naam=TEKST, informatie=TEKST), max_size=2).map(tuple),
    meldingen=st.lists(
        st.builds(Melding, soort=TEKST, tekst=TEKST, regel=st.none() | st.integers(1, 9)), max_size=2
    ).map(tuple),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOSSIERS, DOSSIERS)
def test_any_dossier_comes_back_the_same_also_over_another(eerst: Dossier, dan: Dossier) -> None:
    with transaction.atomic():
        for dossier in (eerst, dan):
            resultaat = laad_dossier(dossier, by=SYSTEEM, vervang=True)
            uit = dossier_van(resultaat.overleg)
            assert uit is not None
            if resultaat.is_ongewijzigd:
                dossier = replace(dossier, meldingen=uit.meldingen)
            assert uit == dossier
        transaction.set_rollback(True)


# --- loading again -----------------------------------------------------------------------------------------------


def test_same_dossier_again_changes_nothing() -> None:
    laad_dossier(EEN, by=SYSTEEM)
    rijen = list(AgendapuntRij.objects.order_by("pk").values())
    assert laad_dossier(EEN, by=SYSTEEM, vervang=True).is_ongewijzigd
    assert Dossierversie.objects.count() == 1
    assert list(AgendapuntRij.objects.order_by("pk").values()) == rijen
    assert Auditregel.objects.filter(actie="dossier geladen").count() == 1


def test_another_dossier_is_refused_and_then_replaces_with_the_old_one_kept() -> None:
    redacteur = RijksredacteurFactory(username="rijks")
    laad_dossier(EEN, by=SYSTEEM, bestandsnaam="een.md")
    ander = replace(EEN, versie="conceptversie 9-2", agendapunten=EEN.agendapunten[:-1])
    with pytest.raises(DossierWijktAf) as fout:
        laad_dossier(ander, by=redacteur)
    assert fout.value.verschillen == [
        "gewijzigd: titel, versie, tijd of plaats",
        "vervallen: 3.1 Verlenging van de regeling",
    ]
    assert dossier_van(overleg()) == EEN
    laad_dossier(ander, by=redacteur, vervang=True, bestandsnaam="twee.md")
    assert dossier_van(overleg()) == ander
    versies = Dossierversie.objects.order_by("nummer")
    assert [dossier_in(versie) for versie in versies] == [EEN, ander]
    assert [(versie.nummer, versie.bestandsnaam, versie.door_naam) for versie in versies] == [
        (1, "een.md", "opdrachtregel"),
        (2, "twee.md", "Rijks"),
    ]
    regel = Auditregel.objects.filter(actie="dossier geladen").latest("pk")
    assert (regel.object_sleutel, regel.actor) == ("bol-2031-oost", "rijks")


def test_item_that_moves_or_changes_soort_stays_the_same_row() -> None:
    """What people hang on an item later (remarks, decisions) must not be lost by a renumbering."""
    brug = Agendapunt(nummer="2.1", titel="De brug")
    veer = Agendapunt(nummer="2.2", titel="Het veer")
    laad_dossier(met_punten(brug, veer), by=SYSTEEM)
    was = {punt.titel: punt.pk for punt in AgendapuntRij.objects.all()}
    laad_dossier(
        met_punten(
            Agendapunt(nummer="2.1", titel="Het veer"),
            Agendapunt(nummer="2.2", titel="Iets nieuws"),
            Agendapunt(nummer="5.1", titel="De brug", soort=Agendasoort.HAMERPUNT),
        ),
        by=SYSTEEM,
        vervang=True,
    )
    nu = {punt.titel: punt for punt in AgendapuntRij.objects.all()}
    assert nu["De brug"].pk == was["De brug"]
    assert (nu["De brug"].nummer, nu["De brug"].soort) == ("5.1", "hamerpunt")
    assert nu["Het veer"].pk == was["Het veer"]
    assert nu["Iets nieuws"].pk not in was.values()


def test_versions_cannot_be_changed_or_deleted() -> None:
    laad_dossier(EEN, by=SYSTEEM)
    versies = Dossierversie.objects.all()
    for doe in (lambda: versies.update(sha256="x"), lambda: versies.delete()):
        with pytest.raises(IntegrityError, match="alleen-toevoegen"), transaction.atomic():
            doe()


def test_version_that_was_tampered_with_is_not_given_back() -> None:
    versie = laad_dossier(EEN, by=SYSTEEM).versie
    assert versie is not None
    versie.inhoud = versie.inhoud.replace("brug", "dijk")
    with pytest.raises(ValidationError, match="niet meer wat is geladen"):
        dossier_in(versie)


# --- refusals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"landsdeel": "west"}, "landsdeel “west” is niet bekend"),
        ({"soort": "top"}, "De soort “top” bestaat niet"),
        ({"agendapunten": ()}, "geen enkel agendapunt"),
        ({"agendapunten": (Agendapunt(nummer="1", titel="a"), Agendapunt(nummer="1", titel="b"))}, "meer dan eens"),
    ],
)
def test_what_is_no_dossier_of_an_overleg_is_refused(anders: dict[str, Any], reden: str) -> None:
    with pytest.raises(ValidationError, match=reden):
        laad_dossier(replace(EEN, **anders), by=SYSTEEM)
    assert not Ronde.objects.exists()


def test_only_a_rijksredacteur_loads_a_dossier() -> None:
    lezer = UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="oost")])
    with pytest.raises(PermissionDenied):
        laad_dossier(EEN, by=lezer)
    assert not DossierRij.objects.exists()


# --- who sees it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fase", Ronde.Fase.values)
def test_dossier_stays_between_rijk_and_its_landsdeel_in_every_phase(fase: str) -> None:
    laad_dossier(EEN, by=SYSTEEM)
    Ronde.objects.update(fase=fase)
    oost, zuid = LandsdeelFactory(slug="oost"), LandsdeelFactory(slug="zuid")
    ziet = [RijksredacteurFactory(), UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[oost])]
    ziet_niet = [
        AnonymousUser(),
        UserFactory(),
        UserFactory(rol=Rol.BEHEERDER),
        UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]),
    ]
    modellen = (DossierRij, AgendapuntRij, Dossierversie)
    assert all(model.objects.visible_to(user).exists() for model in modellen for user in ziet)
    assert not any(model.objects.visible_to(user).exists() for model in modellen for user in ziet_niet)


# --- markup ------------------------------------------------------------------------------------------------------

#: Every piece of clean markup that there is: a tag of ours, or text without < and >.
SCHOON = r"(?:</?(?:p|ul|ol|li|strong|em|sup|sub)>|<ol start=\"\d{1,4}\">|<br>|[^<>])*"
KWAAD = st.lists(
    st.sampled_from(
        [
            *(
                "<script>alert(1)</script>",
                "<img src=x onerror=a()>",
                '<a href="javascript:a()">',
                "</a>",
                "<svg/onload=a>",
            ),
            *(
                '<p onclick="a()">',
                "<ol start='\"><script>'>",
                "<OL START=2>",
                "</p>",
                "<li>",
                "</ul>",
                "<ul>",
                "<!--",
                "-->",
            ),
            *(
                "<style>",
                "&lt;b&gt;",
                "&#60;script&#62;",
                "<![CDATA[",
                "]]>",
                "<?php",
                "<",
                ">",
                '"',
                "'",
                "\n",
                "woord",
                "<iframe",
            ),
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(KWAAD | st.text(max_size=30))
def test_nothing_but_our_own_markup_comes_through(html: str) -> None:
    uit = schoon(html)
    assert re.fullmatch(SCHOON, uit, re.DOTALL), uit
    assert schoon(uit) == uit
    for tag in ("p", "ul", "ol", "li", "strong", "em"):
        assert len(re.findall(f"<{tag}[ >]", uit)) == uit.count(f"</{tag}>"), uit


def test_markup_is_clean_in_the_rows_and_in_the_version() -> None:
    """Also of a dossier that no reader of ours made."""
    kwaad = '<p onclick="a()">Dit <script>b()</script><img src=x onerror=c()> blijft &amp; <b>telt</b>.'
    vuil = replace(
        met_punten(
            Agendapunt(nummer="1", titel="<b>Titel</b>", blokken=(Agendablok(soort=Bloksoort.TOELICHTING, html=kwaad),))
        ),
        regels=kwaad,
        agenda_tekst=kwaad,
        deelnemers_tekst=kwaad,
        opbouw=kwaad,
        bijlagen_tekst=kwaad,
    )
    versie = laad_dossier(vuil, by=SYSTEEM).versie
    assert versie is not None
    uit = dossier_van(overleg())
    assert uit == uit_json(json.loads(versie.inhoud))
    assert uit is not None
    schone = "<p>Dit b() blijft &amp; telt.</p>"
    assert uit.agendapunten[0].blokken[0].html == schone
    assert {uit.regels, uit.agenda_tekst, uit.deelnemers_tekst, uit.opbouw, uit.bijlagen_tekst} == {schone}
    # A title is text and is escaped where it is shown.
    assert uit.agendapunten[0].titel == "<b>Titel</b>"
    assert laad_dossier(vuil, by=SYSTEEM).is_ongewijzigd
