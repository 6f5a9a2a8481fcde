"""Writing an item: every save a version, two people at once, and drafts that are never lost."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.dossier import Bloksoort
from agreements.models import Agendapunt, Dossierversie, Puntconcept, Puntversie, VoorgesteldeAfspraak, Zitting
from agreements.models.ondertekend import handtekening
from agreements.punttekst import Punttekst
from agreements.services import schrijven
from agreements.services.dossierlezen import dossier_van
from agreements.services.dossiers import laad_dossier
from agreements.services.dossierschrijven import verwijder_punten
from agreements.services.puntversies import punt_in, stand_van
from agreements.services.schrijven import Botst, bewaar_concept, bewaar_punt, zet_versie_terug
from tests import factories
from tests.agreements.test_dossiers import EEN

LandsdeelFactory: Any = factories.LandsdeelFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
UserFactory: Any = factories.UserFactory

pytestmark = pytest.mark.django_db

KORT = (Bloksoort.IN_HET_KORT, "")
VOORSTEL = (Bloksoort.VOORGESTELDE_AFSPRAKEN, "")


@pytest.fixture
def punt() -> Agendapunt:
    LandsdeelFactory(slug="oost")
    laad_dossier(EEN, by=SYSTEEM)
    return vers()


@pytest.fixture
def anna() -> User:
    user: User = RijksredacteurFactory(username="anna")
    return user


@pytest.fixture
def bert() -> User:
    oost = LandsdeelFactory(slug="oost")
    user: User = UserFactory(username="bert", rol=Rol.REDACTEUR_REGIO, rol__landsdelen=[oost])
    return user


def vers(nummer: str = "2.1") -> Agendapunt:
    rij: Agendapunt = Agendapunt.objects.select_related("dossier__overleg__landsdeel").get(nummer=nummer)
    return rij


def met(html: str, sleutel: tuple[Bloksoort, str] = KORT, nummer: str = "2.1") -> Punttekst:
    """The text of the item as it stands, with another block."""
    tekst = stand_van(vers(nummer)).tekst
    return replace(
        tekst, blokken=tuple(replace(blok, html=html) if blok.sleutel == sleutel else blok for blok in tekst.blokken)
    )


def op_tafel(punt: Agendapunt) -> None:
    versie = Dossierversie.objects.get(dossier=punt.dossier)
    Zitting.objects.create(overleg=punt.dossier.overleg, dossierversie=versie, **handtekening(SYSTEEM))


# --- saving ------------------------------------------------------------------------------------------------------


def test_first_save_keeps_what_was_there_as_version_one(punt: Agendapunt, anna: User) -> None:
    was = dossier_van(punt.dossier.overleg)
    assert was is not None
    bewaard = bewaar_punt(punt=punt, inhoud=met("<p>Heel <strong>nieuw</strong>.</p>"), basis=1, by=anna)
    eerste, tweede = Puntversie.objects.filter(punt=punt).order_by("nummer")
    assert (eerste.nummer, eerste.reden, eerste.rol) == (1, "zoals geladen", "systeem")
    assert punt_in(eerste) == next(een for een in was.agendapunten if een.nummer == "2.1")
    assert (tweede, tweede.nummer, tweede.door, tweede.rol) == (bewaard.versie, 2, anna, "Rijksredacteur")
    assert tweede.sha256 == hashlib.sha256(tweede.inhoud.encode()).hexdigest()
    wordt = dossier_van(punt.dossier.overleg)
    assert wordt is not None
    assert punt_in(tweede) == next(een for een in wordt.agendapunten if een.nummer == "2.1")
    assert vers().blokken.get(soort="in_het_kort").html == "<p>Heel <strong>nieuw</strong>.</p>"
    regel = Auditregel.objects.filter(actie="agendapunt geschreven").get()
    assert regel.object_sleutel == f"bol-2031-oost-{punt.pk}"
    assert "nieuw" not in str(regel.details)


def test_proposals_are_those_that_the_text_has(punt: Agendapunt, anna: User) -> None:
    html = "<p>Samen:</p><ul><li>Eén “brug”.<ul><li>Sub.</li></ul></li><li>PM</li></ul>"
    bewaar_punt(punt=punt, inhoud=met(html, VOORSTEL), basis=1, by=anna)
    rijen = VoorgesteldeAfspraak.objects.filter(blok__punt=punt).order_by("volgorde")
    assert [(een.tekst, een.subpunten, een.inleiding, een.invulling) for een in rijen] == [
        ("Eén “brug”.", ["Sub."], "Samen:", "echt"),
        ("PM", [], "Samen:", "pm"),
    ]


def test_saving_the_same_makes_no_version_and_a_double_click_only_one(punt: Agendapunt, anna: User) -> None:
    assert bewaar_punt(punt=punt, inhoud=met_nu(), basis=1, by=anna).versie is None
    nieuw = met("<p>Nieuw.</p>")
    bewaar_punt(punt=punt, inhoud=nieuw, basis=1, by=anna)
    assert bewaar_punt(punt=punt, inhoud=nieuw, basis=1, by=anna).versie is None
    assert Puntversie.objects.filter(punt=punt).count() == 2


def met_nu() -> Punttekst:
    return stand_van(vers()).tekst


@pytest.mark.parametrize(
    ("rol", "landsdeel", "mag"),
    [
        (Rol.REDACTEUR_REGIO, "oost", True),
        (Rol.DOSSIERHOUDER, "oost", True),
        (Rol.LEZER_REGIO, "oost", False),
        (Rol.REDACTEUR_REGIO, "zuid", False),
        (Rol.BEHEERDER, None, False),
    ],
)
def test_who_may_write(punt: Agendapunt, rol: Rol, landsdeel: str | None, mag: bool) -> None:
    landsdelen = [LandsdeelFactory(slug=landsdeel)] if landsdeel else []
    user = UserFactory(rol=rol, rol__landsdelen=landsdelen)
    doe = [
        lambda: bewaar_concept(punt=punt, inhoud=met("<p>x</p>"), basis=1, by=user),
        lambda: schrijven.meld_schrijver(punt=punt, basis=1, by=user),
        lambda: schrijven.gooi_concept_weg(punt=punt, by=user),
        lambda: bewaar_punt(punt=punt, inhoud=met("<p>x</p>"), basis=1, by=user),
    ]
    for act in doe:
        if mag:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()
    assert Puntversie.objects.exists() is mag


def test_nothing_is_written_when_keeping_the_version_fails(
    punt: Agendapunt, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bewaar_concept(punt=punt, inhoud=met("<p>Nieuw.</p>"), basis=1, by=anna)
    was = dossier_van(punt.dossier.overleg)

    def faal(**_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(schrijven, "leg_vast", faal)
    with pytest.raises(RuntimeError):
        bewaar_punt(punt=punt, inhoud=met("<p>Nieuw.</p>"), basis=1, by=anna)
    assert dossier_van(punt.dossier.overleg) == was
    assert Puntversie.objects.get(punt=punt).nummer == 1
    assert Puntconcept.objects.get().inhoud


def test_dossier_on_the_table_is_not_written_in_and_the_draft_stays(punt: Agendapunt, anna: User) -> None:
    op_tafel(punt)
    bewaar_concept(punt=punt, inhoud=met("<p>Nieuw.</p>"), basis=1, by=anna)
    with pytest.raises(ValidationError, match="ligt op tafel"):
        bewaar_punt(punt=punt, inhoud=met("<p>Nieuw.</p>"), basis=1, by=anna)
    assert Puntconcept.objects.get().inhoud["blokken"][0]["html"] == "<p>Nieuw.</p>"


def test_item_that_became_a_hamerpunt_refuses_the_block_that_it_lost(punt: Agendapunt, anna: User) -> None:
    inhoud = met("<p>Bespreek dit.</p>", (Bloksoort.BESPREEKPUNTEN, ""))
    Agendapunt.objects.filter(pk=punt.pk).update(soort="hamerpunt")
    with pytest.raises(ValidationError, match="intussen een hamerpunt, en dat heeft geen blok “Bespreekpunten”"):
        bewaar_punt(punt=punt, inhoud=inhoud, basis=1, by=anna)
    # What it had already, and nobody touched, is no reason to refuse.
    assert bewaar_punt(punt=punt, inhoud=met("<p>Kort.</p>"), basis=1, by=anna).versie
    assert vers().blokken.filter(soort="bespreekpunten").exists()


def test_text_without_end_is_refused(punt: Agendapunt, anna: User) -> None:
    with pytest.raises(ValidationError, match="te lang voor een agendapunt"):
        bewaar_punt(punt=punt, inhoud=met(f"<p>{'a' * 200_001}</p>"), basis=1, by=anna)


# --- two people --------------------------------------------------------------------------------------------------


def test_different_blocks_of_two_people_are_joined(punt: Agendapunt, anna: User, bert: User) -> None:
    van_anna, van_bert = met("<p>Van Anna.</p>"), met("<ul><li>Van Bert.</li></ul>", VOORSTEL)
    bewaar_punt(punt=punt, inhoud=van_bert, basis=1, by=bert)
    bewaard = bewaar_punt(punt=punt, inhoud=van_anna, basis=1, by=anna)
    assert (bewaard.samen_met, bewaard.versie and bewaard.versie.nummer) == ("Bert", 3)
    tekst = met_nu()
    assert (tekst.html(KORT), tekst.html(VOORSTEL)) == ("<p>Van Anna.</p>", "<ul><li>Van Bert.</li></ul>")


def test_the_same_sentence_of_two_people_is_refused_with_both_texts(punt: Agendapunt, anna: User, bert: User) -> None:
    van_anna, van_bert = met("<p>Van Anna.</p>"), met("<p>Van Bert.</p>")
    was = met_nu().html(KORT)
    bewaar_concept(punt=punt, inhoud=van_anna, basis=1, by=anna)
    bewaar_punt(punt=punt, inhoud=van_bert, basis=1, by=bert)
    with pytest.raises(Botst, match="Bert heeft intussen dezelfde tekst gewijzigd") as fout:
        bewaar_punt(punt=punt, inhoud=van_anna, basis=1, by=anna)
    (botsing,) = fout.value.samen.botsingen
    assert (botsing.basis, botsing.hun, botsing.mijn) == (was, "<p>Van Bert.</p>", "<p>Van Anna.</p>")
    assert Puntconcept.objects.get(user=anna).inhoud == van_anna.als_json()
    assert met_nu().html(KORT) == "<p>Van Bert.</p>"
    # Having seen both, she decides.
    bewaar_punt(punt=punt, inhoud=van_anna, basis=fout.value.hun.nummer, by=anna)
    assert met_nu().html(KORT) == "<p>Van Anna.</p>"
    assert tekst_in(2).html(KORT) == "<p>Van Bert.</p>"
    assert not Puntconcept.objects.filter(user=anna).exists()


def tekst_in(nummer: int) -> Punttekst:
    from agreements.punttekst import tekst_van_punt

    return tekst_van_punt(punt_in(Puntversie.objects.get(nummer=nummer)))


def test_dossier_that_was_loaded_anew_is_joined_as_well(punt: Agendapunt, anna: User) -> None:
    """What came in without the editor is kept as a version, and nobody writes over it unseen."""
    bewaar_concept(punt=punt, inhoud=met("<p>Van Anna.</p>"), basis=1, by=anna)
    punten = tuple(replace(een, versie="V09") if een.nummer == "2.1" else een for een in EEN.agendapunten)
    laad_dossier(replace(EEN, agendapunten=punten), by=SYSTEEM, vervang=True)
    bewaar_punt(punt=vers(), inhoud=replace(tekst_in(1), blokken=met("<p>Van Anna.</p>").blokken), basis=1, by=anna)
    assert (vers().versie, met_nu().html(KORT)) == ("V09", "<p>Van Anna.</p>")
    assert list(Puntversie.objects.order_by("nummer").values_list("reden", flat=True)) == [
        "zoals geladen",
        "dossier geladen",
        "",
    ]


def test_unknown_origin_overwrites_nothing(punt: Agendapunt, anna: User) -> None:
    with pytest.raises(Botst):
        bewaar_punt(punt=punt, inhoud=met("<p>Van Anna.</p>"), basis=99, by=anna)


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment_keep_both_texts(punt: Agendapunt, anna: User, bert: User) -> None:
    tegelijk = threading.Barrier(2, timeout=10)
    teksten = {anna: met("<p>Van Anna.</p>"), bert: met("<ul><li>Van Bert.</li></ul>", VOORSTEL)}
    fouten: list[Exception] = []

    def bewaar(user: User) -> None:
        try:
            tegelijk.wait()
            bewaar_punt(punt=punt, inhoud=teksten[user], basis=1, by=user)
        except Exception as fout:
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=bewaar, args=[user]) for user in teksten]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    assert fouten == []
    assert list(Puntversie.objects.order_by("nummer").values_list("nummer", flat=True)) == [1, 2, 3]
    tekst = met_nu()
    assert (tekst.html(KORT), tekst.html(VOORSTEL)) == ("<p>Van Anna.</p>", "<ul><li>Van Bert.</li></ul>")


# --- drafts and presence -----------------------------------------------------------------------------------------


def test_draft_is_of_its_writer_alone_until_it_is_saved(punt: Agendapunt, anna: User, bert: User) -> None:
    for woord in ("Eerst.", "Later."):
        bewaar_concept(punt=punt, inhoud=met(f"<p>{woord}</p>"), basis=1, by=anna)
    concept = Puntconcept.objects.visible_to(anna).get()
    assert concept.inhoud["blokken"][0]["html"] == "<p>Later.</p>"
    assert not Puntconcept.objects.visible_to(bert).exists()
    bewaar_punt(punt=punt, inhoud=met("<p>Later.</p>"), basis=1, by=anna)
    assert not Puntconcept.objects.exists()


def test_draft_that_says_what_the_item_says_is_none(punt: Agendapunt, anna: User) -> None:
    bewaar_concept(punt=punt, inhoud=met("<p>Iets.</p>"), basis=1, by=anna)
    bewaar_concept(punt=punt, inhoud=met_nu(), basis=1, by=anna)
    assert Puntconcept.objects.get().inhoud == {}


def test_who_has_the_editor_open_is_seen_for_a_minute(punt: Agendapunt, anna: User, bert: User) -> None:
    schrijven.meld_schrijver(punt=punt, basis=1, by=bert)
    bewaar_concept(punt=punt, inhoud=met("<p>Iets.</p>"), basis=1, by=anna)
    schrijven.meld_schrijver(punt=punt, basis=1, by=anna)
    assert Puntconcept.objects.get(user=anna).inhoud
    assert schrijven.schrijvers(punt, behalve=anna) == ["Bert"]
    Puntconcept.objects.filter(user=bert).update(gezien_op=timezone.now() - timedelta(seconds=61))
    assert schrijven.schrijvers(punt, behalve=anna) == []
    schrijven.gooi_concept_weg(punt=punt, by=anna)
    assert schrijven.schrijvers(punt, behalve=bert) == []


def test_item_goes_when_somebody_only_had_it_open_and_not_when_they_wrote(
    punt: Agendapunt, anna: User, bert: User
) -> None:
    bewaar_concept(punt=punt, inhoud=met("<p>Iets.</p>"), basis=1, by=anna)
    schrijven.meld_schrijver(punt=punt, basis=1, by=bert)
    with pytest.raises(ValidationError, match="Anna heeft tekst bij agendapunt"):
        verwijder_punten(punt.dossier, [punt.pk])
    schrijven.gooi_concept_weg(punt=punt, by=anna)
    verwijder_punten(punt.dossier, [punt.pk])
    assert not Agendapunt.objects.filter(pk=punt.pk).exists()
    assert Puntversie.objects.filter(punt_id=punt.pk).exists()


# --- versions ----------------------------------------------------------------------------------------------------


def test_older_version_can_be_put_back_as_a_new_one(punt: Agendapunt, anna: User, bert: User) -> None:
    was = met_nu()
    bewaar_punt(punt=punt, inhoud=replace(met("<p>Anders.</p>"), versie="V10", opmerkingen=()), basis=1, by=anna)
    zet_versie_terug(versie=Puntversie.objects.get(nummer=1), by=bert)
    assert met_nu() == was
    derde = Puntversie.objects.get(nummer=3)
    assert (derde.reden, derde.door) == ("versie 1 teruggezet", bert)


def test_block_that_an_older_version_did_not_have_becomes_empty(punt: Agendapunt, anna: User) -> None:
    nieuw = met_nu()
    hamer = vers("3.1")
    inhoud = stand_van(hamer).tekst
    kort = replace(nieuw.blokken[0], html="<p>Nieuw blok.</p>")
    bewaar_punt(punt=hamer, inhoud=replace(inhoud, blokken=(kort, *inhoud.blokken)), basis=1, by=anna)
    assert [blok.soort for blok in vers("3.1").blokken.order_by("volgorde")] == [
        "in_het_kort",
        "voorgestelde_afspraken",
    ]
    zet_versie_terug(versie=Puntversie.objects.get(nummer=1), by=anna)
    blok = vers("3.1").blokken.get(soort="in_het_kort")
    assert (blok.html, blok.invulling) == ("", "leeg")


def test_damaged_version_is_not_put_back(punt: Agendapunt, anna: User) -> None:
    goed = bewaar_punt(punt=punt, inhoud=met("<p>Anders.</p>"), basis=1, by=anna).versie
    assert goed is not None
    vals = Puntversie.objects.create(
        dossier=punt.dossier, punt=punt, nummer=9, inhoud=goed.inhoud, sha256="0" * 64, **handtekening(anna)
    )
    with pytest.raises(ValidationError, match="niet meer wat is opgeslagen"):
        zet_versie_terug(versie=vals, by=anna)
