"""Holding an overleg: what lies on the table, what is decided, and that nothing is lost or done twice."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol
from agreements.models import Agendapunt, Besluitregel, Deelnemer, Dossierversie, Ronde, Zitting
from agreements.models.besluit import Besluit
from agreements.services.dossierlezen import dossier_in, dossier_van
from agreements.services.dossiers import laad_dossier
from agreements.services.zittingen import (
    IntussenBesloten,
    Presentie,
    draai_handeling_terug,
    draai_terug,
    hamer_af,
    leg_besluit_vast,
    open_zitting,
    sluit_zitting,
    tafel,
    voeg_aanwezige_toe,
    voeg_in,
    zet_aanwezigheid,
)
from tests import factories
from tests.zittingen import (
    BRUG,
    DOSSIER,
    HAMER,
    HAMER_TWEE,
    INLEIDING,
    VAREN,
    WEG,
    maak_overleg,
    maak_zitting,
    stand,
    voorstel,
    zonder_voorstellen,
)

UserFactory: Any = factories.UserFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def redacteur() -> Any:
    return RijksredacteurFactory()


@pytest.fixture
def zitting(redacteur: Any) -> Zitting:
    return maak_zitting(by=redacteur)


# --- opening -----------------------------------------------------------------------------------------------------


def test_opening_fixes_what_lies_on_the_table(redacteur: Any) -> None:
    overleg = maak_overleg()
    zitting = open_zitting(overleg=overleg, by=redacteur)
    assert [(een.tekst, een.inleiding) for een in zitting.beslispunten.order_by("volgorde")] == [
        (BRUG, INLEIDING),
        (WEG, INLEIDING),
        (VAREN, ""),
        (HAMER, ""),
        (HAMER_TWEE, ""),
    ]
    assert [(een.naam, een.aanwezig) for een in zitting.aanwezigen.order_by("volgorde")] == [
        ("Minister van bruggen", None),
        ("Gedeputeerde Utrecht", None),
        ("Griffier", None),
    ]
    assert zitting.dossierversie == Dossierversie.objects.get()
    # Opening opens nothing to the public, and changes no phase.
    assert Ronde.objects.get(jaar=2031).fase == Ronde.Fase.CONCEPT
    assert Auditregel.objects.get(actie="zitting geopend").actor == redacteur.username


def test_what_was_changed_since_the_last_version_becomes_a_version_of_its_own(redacteur: Any) -> None:
    overleg = maak_overleg()
    Agendapunt.objects.filter(nummer="2.2").update(titel="De grote sluis")
    zitting = open_zitting(overleg=overleg, by=redacteur)
    assert (zitting.dossierversie.nummer, zitting.dossierversie.reden) == (2, "op tafel bij het overleg")
    assert dossier_in(zitting.dossierversie) == dossier_van(overleg)


@pytest.mark.parametrize("rol", [None, Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_only_a_rijksredacteur_holds_an_overleg(rol: Rol | None) -> None:
    overleg = maak_overleg()
    user = UserFactory(rol=rol, rol__landsdelen=[overleg.landsdeel])
    with pytest.raises(PermissionDenied):
        open_zitting(overleg=overleg, by=user)
    zitting = open_zitting(overleg=overleg, by=SYSTEEM)
    een = voorstel(zitting, BRUG)
    for poging in (
        lambda: leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=user),
        lambda: draai_terug(beslispunt=een, by=user),
        lambda: hamer_af(zitting=zitting, by=user),
        lambda: voeg_in(zitting=zitting, punt=een.punt, tekst="Nieuw.", by=user),
        lambda: zet_aanwezigheid(zitting=zitting, presenties=[], by=user),
        lambda: sluit_zitting(zitting=zitting, by=user),
    ):
        with pytest.raises(PermissionDenied):
            poging()
    assert not Besluitregel.objects.exists()


def test_opening_twice_is_refused_and_says_who_opened(redacteur: Any, zitting: Zitting) -> None:
    with pytest.raises(ValidationError, match=f"al geopend, door {redacteur}"):
        open_zitting(overleg=zitting.overleg, by=SYSTEEM)
    assert Zitting.objects.count() == 1


def test_opening_asks_for_a_dossier_and_a_ronde_that_still_makes_its_list(redacteur: Any) -> None:
    leeg = factories.OverlegFactory.create(ronde=factories.RondeFactory.create(jaar=2030, concept=True))
    with pytest.raises(ValidationError, match="nog geen dossier"):
        open_zitting(overleg=leeg, by=redacteur)
    overleg = maak_overleg()
    Ronde.objects.filter(jaar=2031).update(fase=Ronde.Fase.OPENBAAR)
    with pytest.raises(ValidationError, match="al vastgesteld"):
        open_zitting(overleg=overleg, by=redacteur)
    Ronde.objects.filter(jaar=2031).update(fase=Ronde.Fase.GEHOUDEN)
    factories.AfspraakFactory.create(overleg=overleg)
    with pytest.raises(ValidationError, match="al een afsprakenlijst"):
        open_zitting(overleg=overleg, by=redacteur)
    assert not Zitting.objects.exists()


def test_overleg_without_proposals_is_opened_when_that_is_confirmed(redacteur: Any) -> None:
    overleg = maak_overleg(zonder_voorstellen())
    with pytest.raises(ValidationError, match="nog geen enkele voorgestelde afspraak"):
        open_zitting(overleg=overleg, by=redacteur)
    zitting = open_zitting(overleg=overleg, by=redacteur, zonder_voorstellen=True)
    assert not zitting.beslispunten.exists()


def test_dossier_on_the_table_is_not_replaced(zitting: Zitting) -> None:
    assert laad_dossier(DOSSIER, by=SYSTEEM).is_ongewijzigd
    with pytest.raises(ValidationError, match="ligt op tafel"):
        laad_dossier(replace(DOSSIER, titel="Een ander dossier"), by=SYSTEEM, vervang=True)
    assert Dossierversie.objects.count() == 1


# --- deciding ----------------------------------------------------------------------------------------------------


def test_each_decision_keeps_what_was_proposed_and_what_was_adopted(redacteur: Any, zitting: Zitting) -> None:
    brug, weg, varen = (voorstel(zitting, tekst) for tekst in (BRUG, WEG, VAREN))
    # Unchanged takes the proposed text, whatever came along.
    regel = leg_besluit_vast(beslispunt=brug, besluit=Besluit.ONGEWIJZIGD, by=redacteur, tekst="Iets heel anders.")
    assert (regel.tekst, regel.subpunten, regel.inleiding) == (brug.tekst, brug.subpunten, brug.inleiding)
    assert regel.sha256 == brug.sha256
    regel = leg_besluit_vast(
        beslispunt=weg,
        besluit=Besluit.GEWIJZIGD,
        by=redacteur,
        tekst="  De weg krijgt\r\neen breed fietspad. ",
        subpunten=["aan twee kanten", "  "],
        inleiding=INLEIDING,
    )
    assert (regel.tekst, regel.subpunten) == ("De weg krijgt een breed fietspad.", ["aan twee kanten"])
    assert regel.sha256 != weg.sha256
    regel = leg_besluit_vast(beslispunt=varen, besluit=Besluit.AANGEHOUDEN, by=redacteur, toelichting="In 2032 terug.")
    assert (regel.tekst, regel.sha256, regel.toelichting) == ("", "", "In 2032 terug.")
    assert (regel.nummer, regel.door, regel.rol) == (1, redacteur, "Rijksredacteur")
    weg.refresh_from_db()
    assert weg.tekst == WEG
    assert stand(zitting) == {
        BRUG: "ongewijzigd",
        WEG: "gewijzigd",
        VAREN: "aangehouden",
        HAMER: "voorgesteld",
        HAMER_TWEE: "voorgesteld",
    }
    assert Auditregel.objects.filter(actie="besluit vastgelegd", object_sleutel="bol-2031-noordwest").count() == 3


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"besluit": Besluit.GEWIJZIGD, "tekst": VAREN}, "gelijk aan het voorstel. Kies “ongewijzigd”"),
        ({"besluit": Besluit.GEWIJZIGD, "tekst": f"  {VAREN}\n"}, "gelijk aan het voorstel"),
        ({"besluit": Besluit.GEWIJZIGD, "tekst": " \n "}, "Vul de tekst in"),
        ({"besluit": Besluit.VOORGESTELD}, "Kies ongewijzigd"),
        ({"besluit": Besluit.ONBEKEND}, "Kies ongewijzigd"),
        ({"besluit": "iets"}, "Kies ongewijzigd"),
    ],
)
def test_what_is_no_decision_is_refused(redacteur: Any, zitting: Zitting, velden: Any, melding: str) -> None:
    with pytest.raises(ValidationError, match=melding):
        leg_besluit_vast(beslispunt=voorstel(zitting, VAREN), by=redacteur, **velden)
    assert not Besluitregel.objects.exists()


def test_text_with_line_breaks_of_its_own_is_adopted_unchanged_to_the_letter(redacteur: Any) -> None:
    """A form would make spaces of them; that is no change."""
    dossier = maak_zitting().overleg.dossier
    zitting = dossier.overleg.zitting
    een = zitting.beslispunten.create(
        volgorde=9,
        punt=dossier.punten.get(nummer="2.2"),
        tekst="Regel een\n  regel twee ",
        sha256="0" * 64,
        op=zitting.op,
        door_naam="test",
        rol="test",
    )
    with pytest.raises(ValidationError, match="gelijk aan het voorstel"):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.GEWIJZIGD, tekst="Regel een regel twee", by=redacteur)
    regel = leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    assert regel.tekst == "Regel een\n  regel twee "


def test_double_click_makes_one_line(redacteur: Any, zitting: Zitting) -> None:
    een = voorstel(zitting, VAREN)
    for besluit, velden in (
        (Besluit.ONGEWIJZIGD, {}),
        (Besluit.GEWIJZIGD, {"tekst": "Anders."}),
        (Besluit.VERVALLEN, {}),
    ):
        gezien = een.besluiten.count()
        eerste, tweede = (
            leg_besluit_vast(beslispunt=een, besluit=besluit, by=redacteur, na=gezien, **velden) for _ in range(2)
        )
        assert eerste == tweede
    assert [regel.nummer for regel in een.besluiten.order_by("nummer")] == [1, 2, 3]


def test_second_secretary_is_told_who_was_first_and_overwrites_nothing(redacteur: Any, zitting: Zitting) -> None:
    een, ander = voorstel(zitting, VAREN), RijksredacteurFactory()
    leg_besluit_vast(beslispunt=een, besluit=Besluit.VERVALLEN, by=redacteur, na=0)
    for poging in (
        lambda: leg_besluit_vast(beslispunt=een, besluit=Besluit.GEWIJZIGD, tekst="Anders.", by=ander, na=0),
        # The same decision too: who recorded it should be known.
        lambda: leg_besluit_vast(beslispunt=een, besluit=Besluit.VERVALLEN, by=ander, na=0),
        lambda: draai_terug(beslispunt=een, by=ander, na=0),
    ):
        with pytest.raises(IntussenBesloten) as conflict:
            poging()
        assert [(regel.door, regel.besluit) for regel in conflict.value.regels] == [(redacteur, "vervallen")]
    # Who saw it decides again.
    leg_besluit_vast(beslispunt=een, besluit=Besluit.GEWIJZIGD, tekst="Anders.", by=ander, na=1)
    assert [regel.besluit for regel in een.besluiten.order_by("nummer")] == ["vervallen", "gewijzigd"]
    # One's own act in another window is no double click either.
    with pytest.raises(IntussenBesloten):
        leg_besluit_vast(beslispunt=een, besluit=Besluit.AANGEHOUDEN, by=ander, na=1)


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_at_the_same_moment_make_one_line_and_one_conflict() -> None:
    redacteuren = [RijksredacteurFactory(), RijksredacteurFactory()]
    een = voorstel(maak_zitting(), VAREN)
    tegelijk = threading.Barrier(2, timeout=10)
    uitkomsten: list[str] = []

    def besluit(by: Any, wat: Besluit) -> None:
        try:
            tegelijk.wait()
            leg_besluit_vast(beslispunt=een, besluit=wat, by=by, na=0)
            uitkomsten.append(f"gelukt: {wat}")
        except IntussenBesloten as conflict:
            uitkomsten.append(f"eerst: {conflict.regels[0].besluit}")
        finally:
            connection.close()

    keuzen = (Besluit.ONGEWIJZIGD, Besluit.VERVALLEN)
    draden = [threading.Thread(target=besluit, args=args) for args in zip(redacteuren, keuzen, strict=True)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    regel = Besluitregel.objects.get()
    assert sorted(uitkomsten) == [f"eerst: {regel.besluit}", f"gelukt: {regel.besluit}"]


# --- taking back -------------------------------------------------------------------------------------------------


def test_taking_back_opens_the_proposal_again_and_keeps_the_history(redacteur: Any, zitting: Zitting) -> None:
    een = voorstel(zitting, VAREN)
    with pytest.raises(ValidationError, match="niets ongedaan te maken"):
        draai_terug(beslispunt=een, by=redacteur)
    leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    for _ in range(2):
        draai_terug(beslispunt=een, by=redacteur, na=1)
    assert [regel.besluit for regel in een.besluiten.order_by("nummer")] == ["ongewijzigd", "voorgesteld"]
    assert stand(zitting)[VAREN] == "voorgesteld"
    leg_besluit_vast(beslispunt=een, besluit=Besluit.ONGEWIJZIGD, by=redacteur)
    assert stand(zitting)[VAREN] == "ongewijzigd"


# --- hamerpunten -------------------------------------------------------------------------------------------------


def test_hamerpunten_are_adopted_in_one_act_with_a_line_each(redacteur: Any, zitting: Zitting) -> None:
    regels = hamer_af(zitting=zitting, by=redacteur)
    assert [regel.beslispunt.tekst for regel in regels] == [HAMER, HAMER_TWEE]
    assert {regel.besluit for regel in regels} == {"ongewijzigd"}
    assert len({regel.handeling for regel in regels}) == 1
    assert all(regel.sha256 == regel.beslispunt.sha256 for regel in regels)
    # A second click has nothing left to do.
    assert hamer_af(zitting=zitting, by=redacteur) == []
    assert Besluitregel.objects.count() == 2
    assert stand(zitting)[BRUG] == "voorgesteld"


def test_hamerpunt_that_somebody_wants_to_discuss_is_left_out(redacteur: Any, zitting: Zitting) -> None:
    een, ander = voorstel(zitting, HAMER), voorstel(zitting, HAMER_TWEE)
    bespreekpunt = voorstel(zitting, BRUG)
    assert len(hamer_af(zitting=zitting, by=redacteur, punten=[een.pk, bespreekpunt.pk])) == 1
    leg_besluit_vast(beslispunt=ander, besluit=Besluit.AANGEHOUDEN, by=redacteur)
    assert hamer_af(zitting=zitting, by=redacteur) == []
    assert stand(zitting) | {HAMER: "", HAMER_TWEE: ""} == dict.fromkeys((BRUG, WEG, VAREN), "voorgesteld") | {
        HAMER: "",
        HAMER_TWEE: "",
    }
    assert (stand(zitting)[HAMER], stand(zitting)[HAMER_TWEE]) == ("ongewijzigd", "aangehouden")


def test_hamer_act_is_taken_back_as_a_whole_or_in_part(redacteur: Any, zitting: Zitting) -> None:
    een, _ = hamer_af(zitting=zitting, by=redacteur)
    assert een.handeling is not None
    draai_terug(beslispunt=een.beslispunt, by=redacteur)
    leg_besluit_vast(beslispunt=een.beslispunt, besluit=Besluit.VERVALLEN, by=redacteur)
    # What was decided since is left alone.
    (terug,) = draai_handeling_terug(zitting=zitting, handeling=een.handeling, by=redacteur)
    assert terug.beslispunt.tekst == HAMER_TWEE
    assert (stand(zitting)[HAMER], stand(zitting)[HAMER_TWEE]) == ("vervallen", "voorgesteld")
    for handeling in (een.handeling, terug.handeling or uuid.uuid4(), uuid.uuid4()):
        with pytest.raises(ValidationError, match="geldt niets meer"):
            draai_handeling_terug(zitting=zitting, handeling=handeling, by=redacteur)


# --- from the floor ----------------------------------------------------------------------------------------------


def test_agreement_from_the_floor_stands_under_its_item(redacteur: Any, zitting: Zitting) -> None:
    punt, sleutel = Agendapunt.objects.get(nummer="2.1"), uuid.uuid4()
    een = None
    for _ in range(2):  # a double click
        een = voeg_in(zitting=zitting, punt=punt, tekst="Er komt een pont.", sleutel=sleutel, by=redacteur)
    assert een is not None
    (_, _, uitkomst) = tafel(zitting).punten[2].uitkomsten
    assert uitkomst.beslispunt == een
    assert (uitkomst.omschrijving, uitkomst.is_vastgesteld) == ("nieuw, ingebracht tijdens het overleg", True)
    # It can be worded otherwise, and it can be withdrawn; it is then no open end.
    leg_besluit_vast(beslispunt=een, besluit=Besluit.GEWIJZIGD, tekst="Er komt een veer.", by=redacteur)
    draai_terug(beslispunt=een, by=redacteur)
    uitkomst = tafel(zitting).punten[2].uitkomsten[2]
    assert (uitkomst.is_open, uitkomst.is_ingetrokken) == (False, True)
    assert tafel(zitting).te_besluiten == 5


def test_agreement_from_the_floor_needs_words_and_an_item_of_this_overleg(redacteur: Any, zitting: Zitting) -> None:
    punt = Agendapunt.objects.get(nummer="2.1")
    with pytest.raises(ValidationError, match="Vul de tekst"):
        voeg_in(zitting=zitting, punt=punt, tekst=" ", by=redacteur)
    oost = factories.LandsdeelFactory.create(slug="oost")
    vreemd = laad_dossier(replace(DOSSIER, landsdeel="oost"), by=SYSTEEM).overleg.dossier.punten.first()
    assert vreemd is not None
    assert oost.pk
    with pytest.raises(ValidationError, match="hoort niet bij dit overleg"):
        voeg_in(zitting=zitting, punt=vreemd, tekst="Nieuw.", by=redacteur)


# --- presence ----------------------------------------------------------------------------------------------------


def test_presence_is_recorded_and_nobody_overwrites_another_word(redacteur: Any, zitting: Zitting) -> None:
    minister, gedeputeerde, _ = zitting.aanwezigen.order_by("volgorde")
    leeg = (None, "")
    assert zet_aanwezigheid(zitting=zitting, by=redacteur, presenties=[Presentie(pk=minister.pk, aanwezig=True)]) == 1
    # Somebody who had the page open from before changes another row only.
    oud = [
        Presentie(pk=minister.pk, aanwezig=None, was=leeg),
        Presentie(pk=gedeputeerde.pk, aanwezig=False, vervanger=" Wethouder ", was=leeg),
    ]
    assert zet_aanwezigheid(zitting=zitting, by=redacteur, presenties=oud) == 1
    assert zet_aanwezigheid(zitting=zitting, by=redacteur, presenties=oud) == 0
    botst = [Presentie(pk=minister.pk, aanwezig=False, was=leeg)]
    with pytest.raises(ValidationError, match="intussen iets anders vastgelegd over: Minister van bruggen"):
        zet_aanwezigheid(zitting=zitting, by=redacteur, presenties=botst)
    with pytest.raises(ValidationError, match="hoort niet bij dit overleg"):
        zet_aanwezigheid(zitting=zitting, by=redacteur, presenties=[Presentie(pk=0, aanwezig=True)])
    assert list(zitting.aanwezigen.order_by("volgorde").values_list("aanwezig", "vervanger")) == [
        (True, ""),
        (False, "Wethouder"),
        (None, ""),
    ]


def test_somebody_who_is_not_in_the_dossier_can_be_there(redacteur: Any, zitting: Zitting) -> None:
    for _ in range(2):
        voeg_aanwezige_toe(zitting=zitting, zijde="regio", naam=" Dijkgraaf ", by=redacteur)
    assert zitting.aanwezigen.filter(naam="Dijkgraaf", aanwezig=True).count() == 1
    assert not Deelnemer.objects.filter(naam="Dijkgraaf").exists()
    for velden in ({"zijde": "regio", "naam": " "}, {"zijde": "elders", "naam": "Iemand"}):
        with pytest.raises(ValidationError):
            voeg_aanwezige_toe(zitting=zitting, by=redacteur, **velden)
