"""What a side answers, and who may."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils.timezone import localtime

from accounts.actoren import SYSTEEM
from accounts.models import Rol
from accounts.services import ken_rol_toe
from accounts.vervangingen import stel_vervanging_in
from agreements.models import Afspraak, Statuswijziging
from agreements.rechten import mag_voor_zijde_antwoorden
from agreements.services.statussen import Bewijs
from monitoring.models import Antwoord, Antwoordconcept, Uitvraagregel
from monitoring.services.antwoorden import Blad, Conceptvelden, IntussenBeantwoord, bewaar_concept, versie_van
from monitoring.services.verantwoordelijken import verantwoordelijken
from tests.factories import AfspraakFactory, GebiedFactory, LandsdeelFactory, RondeFactory, UserFactory
from tests.monitoring.wereld import Wereld, antwoord, maak_open_ronde, over, regel_van


def stappen(afspraak: Afspraak, zijde: str) -> list[tuple[int, str, str]]:
    rijen = Statuswijziging.objects.filter(afspraak=afspraak, zijde=zijde).order_by("nummer")
    return list(rijen.values_list("nummer", "van", "naar"))


def test_each_side_has_its_own_history_and_the_joint_status_stays(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder)
    antwoord(ronde, wereld.eerste, "regio", "afgerond", wereld.redacteur, toelichting="Klaar.")
    antwoord(ronde, wereld.eerste, "rijk", "vertraagd", wereld.houder, toelichting="Toch later.")
    assert stappen(wereld.eerste, "rijk") == [(1, "", "in_uitvoering"), (2, "in_uitvoering", "vertraagd")]
    assert stappen(wereld.eerste, "regio") == [(1, "", "afgerond")]
    wereld.eerste.refresh_from_db()
    assert wereld.eerste.status == "nog_niet_gestart"
    assert [(een.nummer, een.status) for een in Antwoord.objects.filter(zijde="rijk").order_by("nummer")] == [
        (1, "in_uitvoering"),
        (2, "vertraagd"),
    ]


def test_the_same_answer_again_adds_an_answer_and_no_step(wereld: Wereld) -> None:
    for _ in range(2):
        ronde = maak_open_ronde(wereld)
        laatste = antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, toelichting="Loopt.")
    assert laatste.wijziging is None
    assert len(stappen(wereld.eerste, "rijk")) == 1
    assert Antwoord.objects.count() == 2


def test_evidence_goes_with_the_answer_and_with_the_history(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    bewijs = [
        Bewijs(naam="voorbeeld.nl", url="https://voorbeeld.nl/besluit"),
        Bewijs(naam="brief.txt", bestand=ContentFile(b"brief", name="brief.txt")),
    ]
    gegeven = antwoord(ronde, wereld.eerste, "rijk", "in_uitvoering", wereld.houder, bewijs=bewijs)
    velden = ("naam", "url", "bestand", "sha256")
    assert list(gegeven.bewijs.values_list(*velden)) == list(gegeven.wijziging.bewijs.values_list(*velden))
    assert gegeven.bewijs.count() == 2


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"status": ""}, "status"),
        ({"status": "afgerond"}, "toelichting"),
        ({"status": "vertraagd", "toelichting": "  "}, "toelichting"),
        ({"status": "opgevolgd", "toelichting": "Door een nieuwe."}, "opvolger"),
    ],
)
def test_what_an_answer_needs(wereld: Wereld, velden: dict[str, str], veld: str) -> None:
    ronde = maak_open_ronde(wereld)
    with pytest.raises(ValidationError) as fout:
        antwoord(ronde, wereld.eerste, "rijk", by=wereld.houder, **velden)
    assert veld in fout.value.message_dict
    assert not Antwoord.objects.exists()
    assert not stappen(wereld.eerste, "rijk")


def test_who_may_answer_for_which_side(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    for user, zijde in (
        (wereld.houder, "regio"),
        (wereld.redacteur, "rijk"),
        (wereld.lezer, "regio"),
        (wereld.elders, "rijk"),
    ):
        with pytest.raises(PermissionDenied):
            antwoord(ronde, wereld.eerste, zijde, "in_uitvoering", user)
    antwoord(ronde, wereld.afspraken[2], "regio", "in_uitvoering", wereld.coordinator)
    assert not Antwoord.objects.exclude(regel__afspraak=wereld.afspraken[2]).exists()


def test_second_user_of_a_side_is_told_and_overwrites_nothing(wereld: Wereld) -> None:
    """Two people open the form; without the number the second would silently replace the first."""
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    gezien = versie_van(regel, "regio")
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur, versie=gezien)
    collega = UserFactory.create(rol=Rol.REDACTEUR_REGIO, rol__provincies=[wereld.utrecht])
    with pytest.raises(IntussenBeantwoord) as fout:
        antwoord(ronde, wereld.eerste, "regio", "vertraagd", collega, toelichting="Grond.", versie=gezien)
    assert fout.value.antwoord.door == wereld.redacteur
    assert Antwoord.objects.count() == 1


def test_draft_is_kept_per_person_and_gone_once_answered(wereld: Wereld) -> None:
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    velden = Conceptvelden(toelichting="Half", verwacht="ergens in 2027")
    for _ in range(2):
        bewaar_concept(regel=regel, zijde="regio", velden=velden, basis=0, by=wereld.redacteur)
    bewaar_concept(regel=regel, zijde="regio", velden=velden, basis=0, by=wereld.coordinator)
    assert Antwoordconcept.objects.visible_to(wereld.redacteur).get().verwacht == "ergens in 2027"
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur)
    assert Antwoordconcept.objects.get().user == wereld.coordinator
    with pytest.raises(PermissionDenied):
        bewaar_concept(regel=regel, zijde="rijk", velden=velden, basis=0, by=wereld.redacteur)


def test_who_is_responsible_is_who_may_answer(wereld: Wereld) -> None:
    """The rule is worked out for all at once and asked for one; here both say the same, also of a secret agreement."""
    elders = LandsdeelFactory.create(slug="oost")
    gebied = GebiedFactory.create(provincies=[wereld.utrecht], landsdelen=[elders])
    concept = RondeFactory.create(jaar=2031, concept=True)
    ander = AfspraakFactory.create(overleg__ronde=concept, overleg__landsdeel=elders, verzamelingen__gebieden=[gebied])
    over_gebied = UserFactory.create(username="gebiedsredacteur")
    ken_rol_toe(user=over_gebied, rol=Rol.REDACTEUR_REGIO, gebieden=[gebied], by=SYSTEEM)
    waarnemer = UserFactory.create(username="waarnemer")
    stel_vervanging_in(voor=wereld.houder, door=waarnemer, van=over(0), tot=over(3), by=SYSTEEM)
    uit_dienst = UserFactory.create(username="uit-dienst", rol=Rol.DOSSIERHOUDER, is_active=False)
    wereld.eerste.dossierhouders.add(uit_dienst)

    afspraken = list(Afspraak.objects.select_related("overleg__ronde").order_by("pk"))
    wie = verantwoordelijken(afspraken)
    users = [wereld.houder, wereld.redacteur, wereld.lezer, wereld.elders, over_gebied, waarnemer, uit_dienst]
    ronde = maak_open_ronde(wereld)
    for afspraak in afspraken:
        for zijde in ("rijk", "regio"):
            namen = {user.username for user in wie.get((afspraak.pk, zijde), ())}
            mogen = {user.username for user in users if mag_voor_zijde_antwoorden(user, afspraak, zijde)}
            assert namen == mogen, (afspraak, zijde)
            regel = Uitvraagregel.objects.filter(monitorronde=ronde, afspraak=afspraak)
            vinden = {user.username for user in users if regel.van_zijde(user, zijde).exists()}
            assert namen == vinden, (afspraak, zijde)
    assert {user.username for user in wie[wereld.eerste.pk, "rijk"]} == {"houder", "waarnemer"}
    assert {user.username for user in wie[ander.pk, "regio"]} == {"gebiedsredacteur"}


def test_answer_of_rijk_is_not_shown_to_who_only_writes_for_the_regio_elsewhere(wereld: Wereld) -> None:
    """A public agreement of another landsdeel about one's own provincie: one answers for it, and sees that side."""
    ander = AfspraakFactory.create(
        overleg__landsdeel=LandsdeelFactory.create(slug="oost"),
        verzamelingen__provincies=[wereld.utrecht],
        verzamelingen__dossierhouders=[wereld.houder],
    )
    ronde = maak_open_ronde(wereld)
    antwoord(ronde, ander, "rijk", "in_uitvoering", wereld.houder)
    antwoord(ronde, ander, "regio", "in_uitvoering", wereld.redacteur)
    zichtbaar = Antwoord.objects.visible_to(wereld.redacteur)
    assert [een.zijde for een in zichtbaar] == ["regio"]
    assert Antwoord.objects.visible_to(wereld.houder).count() == 2
    assert not Antwoord.objects.visible_to(wereld.elders).exists()


def test_draft_of_another_tab_is_not_replaced_and_survives_the_answer(wereld: Wereld) -> None:
    """One person, two tabs on the same agreement; each was opened before the other wrote."""
    ronde = maak_open_ronde(wereld)
    regel = regel_van(ronde, wereld.eerste)
    eerste, tweede = Blad(sleutel="een"), Blad(sleutel="twee")

    def typ(tekst: str, blad: Blad, basis: int = 0) -> Antwoordconcept:
        velden = Conceptvelden(toelichting=tekst)
        concept = bewaar_concept(regel=regel, zijde="regio", velden=velden, basis=basis, blad=blad, by=wereld.redacteur)
        assert concept is not None
        return concept

    for tekst in ("Hal", "Half"):  # one's own draft is replaced, also when the answer to the first never came
        laatste = typ(tekst, eerste)
    with pytest.raises(ValidationError, match="ook in een ander tabblad") as fout:
        typ("Iets anders", tweede)
    assert localtime(laatste.bewaard_op).strftime("%H:%M") in fout.value.messages[0]
    assert Antwoordconcept.objects.get().toelichting == "Half"
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur, blad=tweede)
    assert Antwoordconcept.objects.get().toelichting == "Half"

    # A tab that was opened later shows that draft and goes on with it; then the first one may not.
    derde = Blad(sleutel="drie", gezien=Antwoordconcept.objects.get().moment)
    typ("Heel", derde, basis=1)
    with pytest.raises(ValidationError, match="ook in een ander tabblad"):
        typ("Half", eerste, basis=1)
    antwoord(ronde, wereld.eerste, "regio", "in_uitvoering", wereld.redacteur, blad=derde)
    assert not Antwoordconcept.objects.exists()
