"""The check of the text with the participants: asking, answering, deciding on objections, closing."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone

from accounts.models import Auditregel, User, Vervanging
from agreements.models import (
    Afspraak,
    Afstemming,
    Bericht,
    Betrokkenheid,
    Bezwaarbesluit,
    Dossier,
    Reactie,
    Ronde,
    Termijn,
    Zoekdocument,
)
from agreements.services.afstemmingen import (
    Partij,
    Stand,
    akkoord_met_rest,
    begin_afstemming,
    handel_bezwaar_af,
    herinner,
    heropen_afstemming,
    lees_stand,
    reageer,
    sluit_afstemming,
    stel_partijen_voor,
    stempel,
    versie_van,
    wie_mag_antwoorden,
    wijzig_afstemming,
)
from agreements.services.teksten import wijzig_officiele_tekst
from regions.models import Organisatie
from tests import factories
from tests.agreements.afstemming import Tafel, dek_tafel

OrganisatieFactory: Any = factories.OrganisatieFactory
UserFactory: Any = factories.UserFactory

MORGEN = timedelta(days=1)
AKKOORD, BEZWAAR = Reactie.Oordeel.AKKOORD, Reactie.Oordeel.BEZWAAR
OVERGENOMEN, AANGEPAST, AFGEWEZEN = Bezwaarbesluit.Uitkomst.values


@pytest.fixture
def tafel(db: None) -> Tafel:
    return dek_tafel()


@pytest.fixture
def open_tafel(tafel: Tafel) -> Tafel:
    tafel.begin()
    return tafel


def stand(tafel: Tafel, partij: Any, nummer: int = 0) -> Stand:
    regel = lees_stand(tafel.afstemming).regel(tafel.afspraken[nummer])
    assert regel is not None
    return regel.van(partij).stand


def bezwaar(tafel: Tafel, tegentekst: str = "", partij: Any = None, nummer: int = 0) -> Reactie:
    partij = partij or tafel.provincie
    by = tafel.redacteur if partij == tafel.provincie else tafel.rijksredacteur
    return reageer(
        partij=partij,
        afspraak=tafel.afspraken[nummer],
        oordeel=BEZWAAR,
        toelichting="De termijn ontbreekt.",
        tegentekst=tegentekst,
        by=by,
    )


def berichten_aan(user: User) -> list[str]:
    return list(Bericht.objects.filter(user=user).order_by("pk").values_list("onderwerp", flat=True))


# --- beginning ---------------------------------------------------------------------------------------------------


def test_beginning_asks_the_members_and_writes_who_did_it(tafel: Tafel) -> None:
    afstemming = tafel.begin()
    assert (afstemming.door, afstemming.rol) == (tafel.rijksredacteur, "Rijksredacteur")
    assert [(een.zijde, een.naam) for een in afstemming.partijen.order_by("pk")] == [
        ("rijk", "Ministerie van Water"),
        ("regio", "Provincie Utrecht"),
        ("regio", "Gemeente Utrecht"),
    ]
    assert berichten_aan(tafel.dossierhouder) == ["Uw reactie gevraagd: afspraken BO Leefomgeving 2026 Noordwest"]
    assert berichten_aan(tafel.redacteur) == berichten_aan(tafel.dossierhouder)
    assert berichten_aan(tafel.lezer) == []
    assert Bericht.objects.order_by("pk")[0].adres == "/overleggen/bol-2026-noordwest/afstemming/"
    regel = Auditregel.objects.get(actie="afstemming begonnen")
    assert (regel.object_sleutel, regel.actor) == ("bol-2026-noordwest", "rijks")


@pytest.mark.parametrize("wie", ["dossierhouder", "redacteur", "lezer", "vreemde"])
def test_only_a_rijksredacteur_begins_changes_and_closes(tafel: Tafel, wie: str) -> None:
    by = getattr(tafel, wie)
    morgen = timezone.localdate() + MORGEN
    with pytest.raises(PermissionDenied):
        begin_afstemming(overleg=tafel.overleg, partijen=tafel.voorstel, uiterlijk=morgen, by=by)
    assert not Afstemming.objects.exists()
    afstemming = tafel.begin()
    for doe in (
        lambda: wijzig_afstemming(afstemming=afstemming, partijen=tafel.voorstel, uiterlijk=morgen, by=by),
        lambda: sluit_afstemming(afstemming=afstemming, by=by),
        lambda: heropen_afstemming(afstemming=afstemming, uiterlijk=morgen, by=by),
        lambda: handel_bezwaar_af(reactie=bezwaar(tafel), uitkomst=AFGEWEZEN, toelichting="Nee.", by=by),
    ):
        with pytest.raises(PermissionDenied):
            doe()


def test_beginning_is_refused_without_a_list(tafel: Tafel) -> None:
    leeg = factories.OverlegFactory.create(ronde=tafel.overleg.ronde, landsdeel=factories.LandsdeelFactory(slug="zuid"))
    with pytest.raises(ValidationError, match="nog geen afsprakenlijst"):
        begin_afstemming(overleg=leeg, partijen=[], uiterlijk=timezone.localdate() + MORGEN, by=tafel.rijksredacteur)


def test_beginning_twice_is_refused(open_tafel: Tafel) -> None:
    with pytest.raises(ValidationError, match="al begonnen"):
        open_tafel.begin()


@pytest.mark.parametrize("dagen", [-1, 0])
def test_last_day_has_to_come_yet(tafel: Tafel, dagen: int) -> None:
    with pytest.raises(ValidationError, match="dag die nog komt"):
        tafel.begin(timezone.localdate() + timedelta(days=dagen))
    assert not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("partijen", "zin"),
    [
        ([], "ten minste één partij van het Rijk"),
        ([Partij(zijde="rijk", naam="A")], "één van de regio"),
        ([Partij(zijde="rijk", naam="A"), Partij(zijde="regio", naam=" ")], "een naam"),
        ([Partij(zijde="rijk", naam="A"), Partij(zijde="regio", naam="a ")], "twee keer"),
    ],
)
def test_parties_have_to_be_right(tafel: Tafel, partijen: list[Partij], zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        begin_afstemming(
            overleg=tafel.overleg,
            partijen=partijen,
            uiterlijk=timezone.localdate() + MORGEN,
            by=tafel.rijksredacteur,
        )


def test_member_has_to_be_somebody_who_may_see_it(tafel: Tafel) -> None:
    voorstel = [*tafel.voorstel, Partij(zijde="regio", naam="Vreemd", leden=[tafel.vreemde])]
    with pytest.raises(ValidationError, match="mag dit overleg niet zien"):
        begin_afstemming(
            overleg=tafel.overleg,
            partijen=voorstel,
            uiterlijk=timezone.localdate() + MORGEN,
            by=tafel.rijksredacteur,
        )


@pytest.mark.parametrize("fase", [Ronde.Fase.VERZONDEN, Ronde.Fase.OPENBAAR])
def test_nothing_is_checked_any_more_once_the_letter_is_sent(open_tafel: Tafel, fase: str) -> None:
    open_bezwaar = bezwaar(open_tafel)
    Ronde.objects.update(fase=fase)
    for doe in (
        lambda: bezwaar(open_tafel, nummer=1),
        lambda: akkoord_met_rest(partij=open_tafel.provincie, by=open_tafel.redacteur),
        lambda: handel_bezwaar_af(
            reactie=open_bezwaar, uitkomst=AFGEWEZEN, toelichting="Nee.", by=open_tafel.rijksredacteur
        ),
        lambda: sluit_afstemming(afstemming=open_tafel.afstemming, by=open_tafel.rijksredacteur),
        lambda: wijzig_officiele_tekst(
            afspraak=open_tafel.afspraken[0], tekst="Anders.", reden="proef", by=open_tafel.rijksredacteur
        ),
    ):
        with pytest.raises(ValidationError, match="al verzonden"):
            doe()


def test_parties_are_proposed_from_dossier_and_agreements(tafel: Tafel) -> None:
    ministerie = OrganisatieFactory(naam="ministerie van Water", zijde=Organisatie.Zijde.RIJK)
    provincie = OrganisatieFactory(naam="provincie Utrecht", zijde=Organisatie.Zijde.REGIO)
    bedrijf = OrganisatieFactory(naam="Bedrijf", zijde=Organisatie.Zijde.OVERIG)
    for organisatie in (ministerie, provincie, bedrijf):
        Betrokkenheid.objects.create(afspraak=tafel.afspraken[0], organisatie=organisatie)
    dossier = Dossier.objects.create(overleg=tafel.overleg, titel="Dossier")
    for volgorde, (zijde, naam) in enumerate([("regio", "Gedeputeerde Utrecht"), ("regio", "PM"), ("rijk", "xx")]):
        dossier.deelnemers.create(volgorde=volgorde, zijde=zijde, naam=naam)
    dossier.deelnemers.create(volgorde=9, zijde="rijk", naam="Secretaris", ondersteuning=True)
    assert stel_partijen_voor(tafel.overleg) == [
        Partij(zijde="rijk", naam="ministerie van Water", organisatie=ministerie, leden=[tafel.dossierhouder]),
        Partij(zijde="regio", naam="Gedeputeerde Utrecht", organisatie=provincie, leden=[tafel.redacteur]),
    ]


def test_without_anybody_named_rijk_and_regio_are_the_parties(tafel: Tafel) -> None:
    assert [(een.zijde, een.naam) for een in stel_partijen_voor(tafel.overleg)] == [
        ("rijk", "Rijk"),
        ("regio", "Regio"),
    ]
    assert set(wie_mag_antwoorden(tafel.overleg)) == {
        tafel.rijksredacteur,
        tafel.dossierhouder,
        tafel.redacteur,
        tafel.lezer,
    }


def test_parties_and_last_day_can_change_while_it_is_open(open_tafel: Tafel) -> None:
    tafel, nieuw = open_tafel, timezone.localdate() + timedelta(days=20)
    bezwaar(tafel)
    partijen = [
        Partij(pk=tafel.rijk.pk, zijde="rijk", naam="Ministerie van Wonen", leden=[tafel.dossierhouder]),
        Partij(pk=tafel.provincie.pk, zijde="regio", naam="Provincie Utrecht", leden=[tafel.redacteur]),
        Partij(zijde="regio", naam="Waterschap", leden=[tafel.lezer]),
    ]
    versie = versie_van(tafel.afstemming)
    wijzig_afstemming(
        afstemming=tafel.afstemming, partijen=partijen, uiterlijk=nieuw, versie=versie, by=tafel.rijksredacteur
    )
    assert sorted(tafel.afstemming.partijen.values_list("naam", flat=True)) == [
        "Ministerie van Wonen",
        "Provincie Utrecht",
        "Waterschap",
    ]
    assert tafel.afstemming.uiterlijk == nieuw
    assert [naam.split(":")[0] for naam in berichten_aan(tafel.lezer)] == ["Uw reactie gevraagd", "Andere datum"]
    assert [naam.split(":")[0] for naam in berichten_aan(tafel.redacteur)] == ["Uw reactie gevraagd", "Andere datum"]
    with pytest.raises(ValidationError, match="Iemand anders"):
        wijzig_afstemming(
            afstemming=tafel.afstemming, partijen=partijen, uiterlijk=nieuw, versie=versie, by=tafel.rijksredacteur
        )
    with pytest.raises(ValidationError, match="Provincie Utrecht heeft al gereageerd"):
        wijzig_afstemming(
            afstemming=tafel.afstemming,
            partijen=[partijen[0], Partij(zijde="regio", naam="Ander")],
            uiterlijk=nieuw,
            by=tafel.rijksredacteur,
        )


@pytest.mark.parametrize(
    ("fase", "daarna"),
    [(Ronde.Fase.GEHOUDEN, Ronde.Fase.AFSTEMMING), (Ronde.Fase.CONCEPT, Ronde.Fase.CONCEPT)],
)
def test_first_afstemming_brings_the_ronde_into_that_phase(db: None, fase: str, daarna: str) -> None:
    tafel = dek_tafel(fase=fase)
    tafel.begin()
    assert Ronde.objects.get(pk=tafel.overleg.ronde_id).fase == daarna


# --- answering ---------------------------------------------------------------------------------------------------


def test_answer_is_kept_with_who_when_and_what_text(open_tafel: Tafel) -> None:
    reactie = bezwaar(open_tafel, "Rijk en regio doen het in 2027.\r\n- En ook dit.")
    assert (reactie.door, reactie.rol, reactie.nummer) == (open_tafel.redacteur, "Redacteur regio", 1)
    assert reactie.tegentekst == "Rijk en regio doen het in 2027.\n- En ook dit."
    assert len(reactie.tekst_sha256) == 64
    assert stand(open_tafel, open_tafel.provincie) == Stand.BEZWAAR
    assert stand(open_tafel, open_tafel.gemeente) == Stand.STIL
    assert berichten_aan(open_tafel.rijksredacteur) == ["Bezwaar bij de afstemming BO Leefomgeving 2026 Noordwest"]


def test_same_answer_twice_is_one_and_another_answer_is_a_new_row(open_tafel: Tafel) -> None:
    eerste, tweede = bezwaar(open_tafel), bezwaar(open_tafel)
    assert eerste == tweede
    derde = reageer(
        partij=open_tafel.provincie, afspraak=open_tafel.afspraken[0], oordeel=AKKOORD, na=1, by=open_tafel.redacteur
    )
    assert derde.nummer == 2
    assert stand(open_tafel, open_tafel.provincie) == Stand.AKKOORD
    assert lees_stand(open_tafel.afstemming).open_bezwaren == []


def test_counter_text_that_is_the_text_itself_is_none(open_tafel: Tafel) -> None:
    assert bezwaar(open_tafel, f"  {open_tafel.afspraken[0].tekst}\r\n").tegentekst == ""


def test_objection_needs_a_reason(open_tafel: Tafel) -> None:
    with pytest.raises(ValidationError, match="Schrijf op wat het bezwaar is"):
        reageer(
            partij=open_tafel.provincie,
            afspraak=open_tafel.afspraken[0],
            oordeel=BEZWAAR,
            toelichting=" \r\n",
            by=open_tafel.redacteur,
        )
    assert not Reactie.objects.exists()


@pytest.mark.parametrize("wie", ["dossierhouder", "lezer", "vreemde"])
def test_only_members_of_a_party_answer_for_it(open_tafel: Tafel, wie: str) -> None:
    by = getattr(open_tafel, wie)
    with pytest.raises(PermissionDenied):
        reageer(partij=open_tafel.provincie, afspraak=open_tafel.afspraken[0], oordeel=AKKOORD, by=by)
    with pytest.raises(PermissionDenied):
        akkoord_met_rest(partij=open_tafel.provincie, by=by)
    assert not Reactie.objects.exists()


def test_member_whose_role_has_ended_no_longer_answers(open_tafel: Tafel) -> None:
    open_tafel.redacteur.roltoewijzingen.all().delete()
    open_tafel.redacteur = User.objects.get(pk=open_tafel.redacteur.pk)
    with pytest.raises(PermissionDenied):
        bezwaar(open_tafel)


def test_deputy_of_a_member_is_told_and_answers_in_their_own_name(tafel: Tafel) -> None:
    vandaag = timezone.localdate()
    Vervanging.objects.create(voor=tafel.redacteur, door=tafel.lezer, van=vandaag, tot=vandaag, ingesteld_door="test")
    tafel.begin()
    assert berichten_aan(tafel.lezer) == berichten_aan(tafel.redacteur)
    waarnemer = User.objects.get(pk=tafel.lezer.pk)
    reactie = reageer(partij=tafel.provincie, afspraak=tafel.afspraken[0], oordeel=AKKOORD, by=waarnemer)
    assert (reactie.door_naam, reactie.rol) == ("Lezer", "Redacteur regio (waarnemend)")


def test_rijksredacteur_answers_on_behalf_of_a_party_and_it_says_so(open_tafel: Tafel) -> None:
    reactie = reageer(
        partij=open_tafel.gemeente, afspraak=open_tafel.afspraken[0], oordeel=AKKOORD, by=open_tafel.rijksredacteur
    )
    assert reactie.rol == "Rijksredacteur, namens de partij"


def test_agreeing_to_the_rest_makes_a_row_for_each(open_tafel: Tafel) -> None:
    tafel = open_tafel
    bezwaar(tafel)
    overzicht = lees_stand(tafel.afstemming)
    gezien = stempel(overzicht.regels, overzicht.van(tafel.provincie).open)
    rijen = akkoord_met_rest(partij=tafel.provincie, gezien=gezien, by=tafel.redacteur)
    assert [rij.afspraak for rij in rijen] == tafel.afspraken[1:]
    assert [stand(tafel, tafel.provincie, nummer) for nummer in range(3)] == [
        Stand.BEZWAAR,
        Stand.AKKOORD,
        Stand.AKKOORD,
    ]
    assert akkoord_met_rest(partij=tafel.provincie, gezien=gezien, by=tafel.redacteur) == []


def test_nobody_agrees_to_a_text_that_they_did_not_see(open_tafel: Tafel) -> None:
    tafel = open_tafel
    overzicht = lees_stand(tafel.afstemming)
    gezien = stempel(overzicht.regels, overzicht.van(tafel.provincie).open)
    over = overzicht.regels[0].tekst.sha256
    wijzig_officiele_tekst(afspraak=tafel.afspraken[0], tekst="Anders.", reden="proef", by=tafel.rijksredacteur)
    with pytest.raises(ValidationError, match="intussen een tekst"):
        akkoord_met_rest(partij=tafel.provincie, gezien=gezien, by=tafel.redacteur)
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        reageer(partij=tafel.provincie, afspraak=tafel.afspraken[0], oordeel=AKKOORD, over=over, by=tafel.redacteur)
    assert not Reactie.objects.exists()


def test_colleague_who_was_first_is_seen(open_tafel: Tafel) -> None:
    bezwaar(open_tafel)
    with pytest.raises(ValidationError, match="Een collega"):
        reageer(
            partij=open_tafel.provincie,
            afspraak=open_tafel.afspraken[0],
            oordeel=AKKOORD,
            na=0,
            by=open_tafel.redacteur,
        )


def test_after_the_last_day_only_a_rijksredacteur_records_answers(open_tafel: Tafel) -> None:
    tafel = open_tafel
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        with pytest.raises(ValidationError, match="laatste dag om te reageren is voorbij"):
            bezwaar(tafel)
        with pytest.raises(ValidationError, match="laatste dag om te reageren is voorbij"):
            akkoord_met_rest(partij=tafel.provincie, by=tafel.redacteur)
        bezwaar(tafel, partij=tafel.gemeente)
    assert stand(tafel, tafel.gemeente) == Stand.BEZWAAR


def test_on_the_last_day_there_is_time_until_midnight_in_the_netherlands(tafel: Tafel) -> None:
    with time_machine.travel("2026-06-01T12:00:00+02:00"):
        tafel.begin(date(2026, 6, 10))
    with time_machine.travel("2026-06-10T23:59:00+02:00"):
        bezwaar(tafel)
    with (
        time_machine.travel("2026-06-11T00:01:00+02:00"),
        pytest.raises(ValidationError, match="laatste dag om te reageren"),
    ):
        bezwaar(tafel, nummer=1)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_once_make_two_rows_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.services.berichten.start_versturen", lambda: None)
    tafel = dek_tafel(aantal=1)
    tafel.begin()
    start, fouten = threading.Barrier(2), []

    def antwoord(toelichting: str) -> None:
        try:
            start.wait(10)
            reageer(
                partij=tafel.provincie,
                afspraak=tafel.afspraken[0],
                oordeel=BEZWAAR,
                toelichting=toelichting,
                na=0,
                by=User.objects.get(pk=tafel.redacteur.pk),
            )
        except ValidationError as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=antwoord, args=[toelichting]) for toelichting in ("Een.", "Twee.")]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(20)
    assert len(fouten) == 1
    assert Reactie.objects.count() == 1


# --- deciding ----------------------------------------------------------------------------------------------------


def test_counter_text_that_is_taken_over_becomes_the_official_text(open_tafel: Tafel) -> None:
    tafel = open_tafel
    afspraak = tafel.afspraken[0]
    was = afspraak.tekst
    reageer(partij=tafel.rijk, afspraak=afspraak, oordeel=AKKOORD, by=tafel.dossierhouder)
    reactie = bezwaar(tafel, "Rijk en regio leggen zwaluwwegen aan, uiterlijk 30 juni 2027.\n- Ook in Utrecht.")
    afhandeling = handel_bezwaar_af(reactie=reactie, uitkomst=OVERGENOMEN, by=tafel.rijksredacteur)
    afspraak.refresh_from_db()
    assert afspraak.tekstblok is not None
    assert afspraak.tekstblok.tekst == "Rijk en regio leggen zwaluwwegen aan, uiterlijk 30 juni 2027."
    assert afspraak.tekstblok.subpunten == ["Ook in Utrecht."]
    assert afspraak.termijn_tot == date(2027, 6, 30)
    assert Termijn.objects.filter(afspraak=afspraak, frase__contains="30 juni 2027").exists()
    assert "zwaluw" in Zoekdocument.objects.get(afspraak=afspraak).woorden
    besluit = afhandeling.besluit
    assert besluit.tekst_was == was
    assert besluit.tekst_wordt == reactie.tegentekst
    # Who agreed to the old text is asked again; who proposed the new one is not, who was silent neither.
    assert afhandeling.opnieuw == [tafel.rijk]
    assert stand(tafel, tafel.rijk) == Stand.OPNIEUW
    assert stand(tafel, tafel.provincie) == Stand.OVERGENOMEN
    assert stand(tafel, tafel.gemeente) == Stand.STIL
    assert any(naam.startswith("Opnieuw uw reactie gevraagd") for naam in berichten_aan(tafel.dossierhouder))
    assert any(naam.startswith("Besluit over een bezwaar") for naam in berichten_aan(tafel.redacteur))
    assert not any(naam.startswith("Opnieuw") for naam in berichten_aan(tafel.redacteur))
    assert Auditregel.objects.filter(actie="tekst gewijzigd", object_sleutel=afspraak.code).exists()
    akkoord_met_rest(partij=tafel.rijk, by=tafel.dossierhouder)
    assert stand(tafel, tafel.rijk) == Stand.AKKOORD


def test_another_text_asks_the_objector_again_as_well(open_tafel: Tafel) -> None:
    tafel = open_tafel
    reactie = bezwaar(tafel, "Zo willen wij het.")
    handel_bezwaar_af(reactie=reactie, uitkomst=AANGEPAST, tekst_nieuw="Zo wordt het.", by=tafel.rijksredacteur)
    assert Afspraak.objects.get(pk=tafel.afspraken[0].pk).tekst == "Zo wordt het."
    assert stand(tafel, tafel.provincie) == Stand.OPNIEUW


def test_rejected_objection_leaves_the_text_and_says_why(open_tafel: Tafel) -> None:
    tafel = open_tafel
    was = tafel.afspraken[0].tekst
    reactie = bezwaar(tafel, "Zo willen wij het.")
    with pytest.raises(ValidationError, match="waarom het bezwaar niet"):
        handel_bezwaar_af(reactie=reactie, uitkomst=AFGEWEZEN, by=tafel.rijksredacteur)
    handel_bezwaar_af(reactie=reactie, uitkomst=AFGEWEZEN, toelichting="Zo besloten.", by=tafel.rijksredacteur)
    assert Afspraak.objects.get(pk=tafel.afspraken[0].pk).tekst == was
    assert stand(tafel, tafel.provincie) == Stand.AFGEWEZEN
    with pytest.raises(ValidationError, match="al een besluit"):
        handel_bezwaar_af(reactie=reactie, uitkomst=AFGEWEZEN, toelichting="Nog eens.", by=tafel.rijksredacteur)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"uitkomst": OVERGENOMEN}, "geen andere tekst voorgesteld"),
        ({"uitkomst": AANGEPAST, "tekst_nieuw": "  "}, "Schrijf de nieuwe tekst"),
        ({"uitkomst": "anders"}, "Kies wat er met het bezwaar"),
        ({"uitkomst": AFGEWEZEN, "toelichting": "Nee.", "over": "0" * 64}, "intussen gewijzigd"),
    ],
)
def test_decision_that_cannot_be_is_refused(open_tafel: Tafel, velden: dict[str, str], zin: str) -> None:
    reactie = bezwaar(open_tafel)
    with pytest.raises(ValidationError, match=zin):
        handel_bezwaar_af(reactie=reactie, by=open_tafel.rijksredacteur, **velden)
    assert not Bezwaarbesluit.objects.exists()


def test_text_that_changes_nothing_is_refused(open_tafel: Tafel) -> None:
    reactie = bezwaar(open_tafel)
    with pytest.raises(ValidationError, match="dezelfde als die er staat"):
        handel_bezwaar_af(
            reactie=reactie,
            uitkomst=AANGEPAST,
            tekst_nieuw=open_tafel.afspraken[0].tekst,
            by=open_tafel.rijksredacteur,
        )


def test_objection_that_was_taken_back_is_not_decided_on(open_tafel: Tafel) -> None:
    reactie = bezwaar(open_tafel)
    reageer(partij=open_tafel.provincie, afspraak=open_tafel.afspraken[0], oordeel=AKKOORD, by=open_tafel.redacteur)
    with pytest.raises(ValidationError, match="intussen opnieuw gereageerd"):
        handel_bezwaar_af(reactie=reactie, uitkomst=AFGEWEZEN, toelichting="Nee.", by=open_tafel.rijksredacteur)


def test_text_that_was_changed_elsewhere_asks_again_and_leaves_an_objection_open(open_tafel: Tafel) -> None:
    tafel = open_tafel
    reageer(partij=tafel.rijk, afspraak=tafel.afspraken[0], oordeel=AKKOORD, by=tafel.dossierhouder)
    bezwaar(tafel)
    wijzig_officiele_tekst(afspraak=tafel.afspraken[0], tekst="Anders.", reden="proef", by=tafel.rijksredacteur)
    assert stand(tafel, tafel.rijk) == Stand.OPNIEUW
    assert stand(tafel, tafel.provincie) == Stand.BEZWAAR


def test_failure_half_way_leaves_text_and_decision_as_they_were(
    open_tafel: Tafel, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = open_tafel.afspraken[0].tekst
    reactie = bezwaar(open_tafel, "Zo willen wij het.")

    def breek(*_: object, **__: object) -> None:
        raise RuntimeError("midden in het besluit")

    monkeypatch.setattr("agreements.services.afstemmingen.bezwaren.vertel_besluit", breek)
    with pytest.raises(RuntimeError):
        handel_bezwaar_af(reactie=reactie, uitkomst=OVERGENOMEN, by=open_tafel.rijksredacteur)
    assert not Bezwaarbesluit.objects.exists()
    assert Afspraak.objects.get(pk=open_tafel.afspraken[0].pk).tekst == was


def test_part_that_is_no_longer_in_the_text_is_named(tafel: Tafel) -> None:
    heel = tafel.afspraken[0]
    deel = Afspraak.objects.create(
        code=f"{heel.code}a", overleg=heel.overleg, tekstblok=heel.tekstblok, deel="a", deeltekst="maken samen plan"
    )
    assert (
        wijzig_officiele_tekst(
            afspraak=heel, tekst="Rijk en regio maken samen plan B.", reden="proef", by=tafel.rijksredacteur
        )
        == []
    )
    assert wijzig_officiele_tekst(afspraak=heel, tekst="Iets anders.", reden="proef", by=tafel.rijksredacteur) == [deel]


@pytest.mark.parametrize("wie", ["dossierhouder", "redacteur"])
def test_only_a_rijksredacteur_changes_an_official_text(tafel: Tafel, wie: str) -> None:
    with pytest.raises(PermissionDenied):
        wijzig_officiele_tekst(afspraak=tafel.afspraken[0], tekst="Anders.", reden="proef", by=getattr(tafel, wie))


# --- closing -----------------------------------------------------------------------------------------------------


def test_closing_names_who_was_silent_and_never_counts_them_as_agreeing(open_tafel: Tafel) -> None:
    tafel = open_tafel
    akkoord_met_rest(partij=tafel.rijk, by=tafel.dossierhouder)
    with pytest.raises(ValidationError, match="Gemeente Utrecht, Provincie Utrecht"):
        sluit_afstemming(afstemming=tafel.afstemming, by=tafel.rijksredacteur)
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        overzicht = sluit_afstemming(afstemming=tafel.afstemming, by=tafel.rijksredacteur)
    assert [een.partij.naam for een in overzicht.stil] == ["Gemeente Utrecht", "Provincie Utrecht"]
    assert overzicht.van(tafel.gemeente).akkoord == 0
    regel = Auditregel.objects.get(actie="afstemming gesloten")
    assert regel.details["niet_gereageerd"] == {
        naam: [afspraak.code for afspraak in tafel.afspraken] for naam in ("Gemeente Utrecht", "Provincie Utrecht")
    }
    with pytest.raises(ValidationError, match="gesloten"):
        bezwaar(tafel)
    with pytest.raises(ValidationError, match="Heropen"):
        bezwaar(tafel, partij=tafel.gemeente)
    akkoord_met_rest(partij=tafel.gemeente, by=tafel.rijksredacteur)
    assert stand(tafel, tafel.gemeente) == Stand.AKKOORD
    with pytest.raises(ValidationError, match="al gesloten"):
        sluit_afstemming(afstemming=tafel.afstemming, by=tafel.rijksredacteur)


def test_closing_waits_for_open_objections(open_tafel: Tafel) -> None:
    tafel = open_tafel
    reactie = bezwaar(tafel)
    for partij in (tafel.rijk, tafel.provincie, tafel.gemeente):
        akkoord_met_rest(partij=partij, by=tafel.rijksredacteur)
    with pytest.raises(ValidationError, match=f"bezwaar open: {tafel.afspraken[0].code}"):
        sluit_afstemming(afstemming=tafel.afstemming, by=tafel.rijksredacteur)
    handel_bezwaar_af(reactie=reactie, uitkomst=AFGEWEZEN, toelichting="Zo besloten.", by=tafel.rijksredacteur)
    assert sluit_afstemming(afstemming=tafel.afstemming, by=tafel.rijksredacteur).stil == []
    assert tafel.afstemming.gesloten_door_naam == "Rijks"


def test_closed_one_can_be_opened_again(open_tafel: Tafel) -> None:
    tafel, straks = open_tafel, timezone.localdate() + timedelta(days=30)
    with pytest.raises(ValidationError, match="niet gesloten"):
        heropen_afstemming(afstemming=tafel.afstemming, uiterlijk=straks, by=tafel.rijksredacteur)
    akkoord_met_rest(partij=tafel.rijk, by=tafel.dossierhouder)
    Afstemming.objects.update(gesloten_op=timezone.now(), gesloten_door_naam="Rijks")
    heropen_afstemming(afstemming=tafel.afstemming, uiterlijk=straks, by=tafel.rijksredacteur)
    assert not tafel.afstemming.is_gesloten
    assert "Andere datum" in berichten_aan(tafel.redacteur)[-1]
    assert len(berichten_aan(tafel.dossierhouder)) == 1  # who answered everything is not asked again
    bezwaar(tafel)


# --- reminding ---------------------------------------------------------------------------------------------------


def test_reminders_come_once_each_to_who_has_not_answered(tafel: Tafel) -> None:
    with time_machine.travel("2026-06-01T12:00:00+02:00"):
        tafel.begin(date(2026, 6, 10))
        akkoord_met_rest(partij=tafel.rijk, by=tafel.dossierhouder)

    def op(moment: str) -> tuple[int, int]:
        """How many reminders the member of the silent party and the Rijksredacteur have had by then."""
        with time_machine.travel(moment):
            herinner()
            herinner()
        return tuple(  # type: ignore[return-value]
            Bericht.objects.filter(user=user, sleutel__contains="2026-06-10").count()
            for user in (tafel.redacteur, tafel.rijksredacteur)
        )

    assert op("2026-06-06T12:00:00+02:00") == (0, 0)
    assert op("2026-06-07T06:59:00+02:00") == (0, 0)  # nobody is mailed at night
    assert op("2026-06-07T18:00:00+02:00") == (0, 0)
    assert op("2026-06-07T07:30:00+02:00") == (1, 0)
    assert op("2026-06-08T07:30:00+02:00") == (1, 0)
    assert op("2026-06-10T07:30:00+02:00") == (2, 0)
    assert op("2026-06-11T07:30:00+02:00") == (2, 1)
    assert op("2026-06-12T07:30:00+02:00") == (2, 1)
    assert len(berichten_aan(tafel.dossierhouder)) == 1


def test_reminder_that_was_missed_comes_a_day_later(tafel: Tafel) -> None:
    with time_machine.travel("2026-06-01T12:00:00+02:00"):
        tafel.begin(date(2026, 6, 10))
    with time_machine.travel("2026-06-08T09:00:00+02:00"):
        herinner()
    assert len(berichten_aan(tafel.redacteur)) == 2


def test_who_has_only_just_been_asked_gets_no_reminder(tafel: Tafel) -> None:
    with time_machine.travel("2026-06-08T08:00:00+02:00"):
        tafel.begin(date(2026, 6, 10))
        herinner()
    assert len(berichten_aan(tafel.redacteur)) == 1


def test_closed_afstemming_reminds_nobody(open_tafel: Tafel) -> None:
    Afstemming.objects.update(gesloten_op=timezone.now(), uiterlijk=timezone.localdate() - MORGEN)
    aantal = Bericht.objects.count()
    with time_machine.travel(timezone.localtime().replace(hour=12)):
        assert herinner() == 0
    assert Bericht.objects.count() == aantal


def test_no_message_holds_a_word_of_an_agreement(open_tafel: Tafel) -> None:
    tafel = open_tafel
    reageer(partij=tafel.rijk, afspraak=tafel.afspraken[0], oordeel=AKKOORD, by=tafel.dossierhouder)
    reactie = bezwaar(tafel, "Rijk en regio bouwen een zwaluwtil.")
    handel_bezwaar_af(reactie=reactie, uitkomst=OVERGENOMEN, toelichting="Zwaluw.", by=tafel.rijksredacteur)
    with time_machine.travel(timezone.localtime().replace(hour=12) + timedelta(days=10)):
        herinner()
    tekst = "\n".join(f"{een.onderwerp} {een.tekst} {een.adres}" for een in Bericht.objects.order_by("pk"))
    assert Bericht.objects.count() == 7  # asked twice, objected, decided, asked again, reminded twice
    for woord in ("zwaluw", "plan nummer", "De termijn ontbreekt", tafel.afspraken[0].code, "Ministerie"):
        assert woord.lower() not in tekst.lower()
