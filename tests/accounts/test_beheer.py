"""The admin: for beheerders only, and every change is a line in the audit log."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, Roltoewijzing, User, Vervanging
from accounts.services import ken_rol_toe
from accounts.vervangingen import stel_vervanging_in
from agreements.models import Ronde
from agreements.services.naslag import laad_naslag
from regions.models import Gebied, Organisatie
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OverlegFactory,
    ProvincieFactory,
    RondeFactory,
    ThemaFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MODELLEN = [model for model in admin.site._registry if model._meta.app_label in ("accounts", "regions", "agreements")]


@pytest.fixture
def anna() -> User:
    user = UserFactory.create(username="anna", naam="Anna")
    ken_rol_toe(user=user, rol=Rol.BEHEERDER, by=SYSTEEM)
    return user


@pytest.fixture
def beheer(anna: User, client: Client) -> Client:
    client.force_login(anna)
    return client


def adres(soort: str, obj: Any = None, wat: str = "change") -> str:
    return reverse(f"admin:{soort}_{wat}", args=[obj.pk] if obj else [])


def invoer(response: Any, **anders: Any) -> dict[str, Any]:
    """What a browser would send back from the form on this page, with some fields filled in otherwise."""
    gegevens: dict[str, Any] = {}
    formulieren = [response.context["adminform"].form]
    for deel in response.context["inline_admin_formsets"]:
        formulieren += [deel.formset.management_form, *deel.formset.forms]
    for formulier in formulieren:
        for veld in formulier:
            waarde = veld.value()
            if waarde is None or waarde is False:
                continue
            if isinstance(waarde, list):
                waarde = [getattr(een, "pk", een) for een in waarde]
            gegevens[veld.html_name] = getattr(waarde, "isoformat", lambda w=waarde: w)()
    return gegevens | anders


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_beheerder_sees_every_list(beheer: Client, model: Any):
    AfspraakFactory.create()
    GebiedFactory.create()
    meta = model._meta
    assert beheer.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_beheerder_opens_every_form(beheer: Client, model: Any):
    laad_naslag()
    vandaag = timezone.localdate()
    if model is Vervanging:
        stel_vervanging_in(voor=UserFactory.create(), door=UserFactory.create(), van=vandaag, tot=vandaag, by=SYSTEEM)
    soort = f"{model._meta.app_label}_{model._meta.model_name}"
    assert beheer.get(adres(soort, model.objects.order_by("pk")[0])).status_code == 200
    assert beheer.get(adres(soort, wat="add")).status_code == (403 if model is Auditregel else 200)


def test_admin_holds_reference_data_accounts_and_the_log_and_no_agreements():
    assert {model.__name__ for model in MODELLEN} == {
        "User", "Vervanging", "Auditregel", "Landsdeel", "Provincie", "Gebied", "Gemeente", "Organisatie",
        "Thema", "Ronde", "Overleg",
    }  # fmt: skip
    assert "Group" not in {model.__name__ for model in admin.site._registry}


@pytest.mark.parametrize("rol", [Rol.RIJKSREDACTEUR, Rol.DOSSIERHOUDER, Rol.LEZER_REGIO, None])
def test_admin_refuses_who_is_no_beheerder(client: Client, rol: Rol | None):
    client.force_login(UserFactory.create(rol=rol, is_staff=True, is_superuser=True))
    for pad in ("/beheer/", adres("regions_gebied", wat="changelist"), adres("accounts_user", wat="add")):
        assert client.get(pad, follow=True).status_code == 403


def test_admin_sends_a_stranger_to_the_log_in_page(client: Client):
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/inloggen/")


def test_changing_reference_data_keeps_the_old_and_the_new_value_in_the_log(beheer: Client):
    laad_naslag()
    peel = Gebied.objects.get(slug="de-peel")
    pagina = beheer.get(adres("regions_gebied", peel))
    limburg = peel.provincies.get(slug="limburg")
    response = beheer.post(
        adres("regions_gebied", peel),
        invoer(pagina, naam="Onze Peel", provincies=[limburg.pk], varianten="De Peel\n\nNOVEX De Peel \nDe Peel"),
    )
    assert response.status_code == 302
    peel.refresh_from_db()
    assert (peel.naam, peel.slug, peel.varianten) == ("Onze Peel", "de-peel", ["De Peel", "NOVEX De Peel"])
    regel = Auditregel.objects.get(actie="gebied gewijzigd")
    assert (regel.actor, regel.object_soort, regel.object_sleutel) == ("anna", "gebied", "de-peel")
    assert regel.oorsprong == "127.0.0.1"
    assert regel.details["velden"]["naam"] == {"van": "De Peel", "naar": "Onze Peel"}
    assert regel.details["velden"]["provincies"] == {"van": ["Limburg", "Noord-Brabant"], "naar": ["Limburg"]}
    verslag = laad_naslag()
    assert verslag.tellingen["gebieden"].behouden == 1
    assert Gebied.objects.get(slug="de-peel").naam == "Onze Peel"


def test_saving_without_a_change_is_no_act(beheer: Client):
    laad_naslag()
    peel = Gebied.objects.get(slug="de-peel")
    beheer.post(adres("regions_gebied", peel), invoer(beheer.get(adres("regions_gebied", peel))))
    assert not Auditregel.objects.filter(object_soort="gebied").exists()


def test_natural_keys_stay_as_they_are(beheer: Client):
    thema = ThemaFactory.create(slug="energie", naam="Energie")
    pagina = beheer.get(adres("agreements_thema", thema))
    beheer.post(adres("agreements_thema", thema), invoer(pagina, slug="stroom", naam="Stroom"))
    thema.refresh_from_db()
    assert (thema.slug, thema.naam) == ("energie", "Stroom")


def test_adding_and_deleting_what_nothing_hangs_on_is_logged(beheer: Client):
    beheer.post(adres("agreements_thema", wat="add"), {"slug": "sport", "naam": "Sport", "volgorde": 11})
    assert Auditregel.objects.get(actie="thema toegevoegd").object_sleutel == "sport"
    thema = ThemaFactory._meta.model.objects.get(slug="sport")
    assert beheer.post(adres("agreements_thema", thema, "delete"), {"post": "yes"}).status_code == 302
    assert Auditregel.objects.get(actie="thema verwijderd").object_sleutel == "sport"


def test_reference_data_in_use_or_from_the_fixtures_cannot_be_deleted(beheer: Client):
    thema = ThemaFactory.create()
    AfspraakFactory.create(verzamelingen__themas=[thema])
    laad_naslag()
    organisatie = Organisatie.objects.get(slug="prorail")
    for soort, obj in (("agreements_thema", thema), ("regions_organisatie", organisatie)):
        assert beheer.post(adres(soort, obj, "delete"), {"post": "yes"}).status_code == 403
        obj.refresh_from_db()


def test_a_ronde_cannot_be_made_public_here(beheer: Client):
    ronde = RondeFactory.create(concept=True, jaar=2026)
    pagina = beheer.get(adres("agreements_ronde", ronde))
    beheer.post(
        adres("agreements_ronde", ronde),
        invoer(pagina, fase="openbaar", kenmerk="X", verzonden_op_0="2026-01-01", gepland="mei 2026", jaar=2027),
    )
    ronde.refresh_from_db()
    assert (ronde.fase, ronde.kenmerk, ronde.verzonden_op, ronde.jaar) == (Ronde.Fase.CONCEPT, "", None, 2026)
    assert ronde.gepland == "mei 2026"
    assert Auditregel.objects.get(actie="ronde gewijzigd").object_sleutel == "bol-2026"


def test_the_day_of_an_overleg_can_be_corrected(beheer: Client):
    overleg = OverlegFactory.create()
    pagina = beheer.get(adres("agreements_overleg", overleg))
    beheer.post(adres("agreements_overleg", overleg), invoer(pagina, datum="2024-11-07", kop="Iets anders"))
    overleg.refresh_from_db()
    assert (str(overleg.datum), overleg.kop) == ("2024-11-07", "Regio Noordwest-Nederland")


def test_audit_log_can_be_read_and_not_changed(beheer: Client):
    regel = Auditregel.objects.latest("pk")
    assert beheer.get(adres("accounts_auditregel", regel)).status_code == 200
    assert beheer.post(adres("accounts_auditregel", regel), {"actie": "niets"}).status_code == 403
    assert beheer.post(adres("accounts_auditregel", regel, "delete"), {"post": "yes"}).status_code == 403
    assert beheer.get(adres("accounts_auditregel", wat="add")).status_code == 403
    beheer.post(
        adres("accounts_auditregel", wat="changelist"),
        {"action": "delete_selected", "_selected_action": [regel.pk], "post": "yes"},
    )
    assert Auditregel.objects.filter(pk=regel.pk, actie=regel.actie).exists()


def test_account_is_made_then_given_a_role(beheer: Client):
    zuid = LandsdeelFactory.create(slug="zuid")
    beheer.post(
        adres("accounts_user", wat="add"),
        {
            "username": "bob", "naam": "Bob", "functie": "adviseur", "email": "bob@example.org",
            "usable_password": "true", "password1": "zeer lang wachtwoord", "password2": "zeer lang wachtwoord",
        },
    )  # fmt: skip
    bob = User.objects.get(username="bob")
    assert (bob.naam, bob.check_password("zeer lang wachtwoord"), bob.is_staff) == ("Bob", True, False)
    details = Auditregel.objects.get(actie="account toegevoegd").details
    assert "zeer lang wachtwoord" not in str(details)

    pagina = beheer.get(adres("accounts_user", bob))
    rol = {
        "roltoewijzingen-TOTAL_FORMS": 1,
        "roltoewijzingen-0-rol": Rol.LEZER_REGIO.value,
        "roltoewijzingen-0-user": bob.pk,
    }
    fout = beheer.post(adres("accounts_user", bob), invoer(pagina, **rol))
    assert "ten minste één landsdeel, provincie of gebied" in fout.content.decode()
    goed = beheer.post(adres("accounts_user", bob), invoer(pagina, **rol, **{"roltoewijzingen-0-landsdelen": zuid.pk}))
    assert goed.status_code == 302
    assert User.objects.get(pk=bob.pk).reikwijdte.landsdelen == {zuid.pk}
    assert Auditregel.objects.get(actie="rol toegekend", object_sleutel="bob").actor == "anna"


def test_role_is_changed_and_withdrawn_through_the_services(beheer: Client):
    bob = UserFactory.create(username="bob")
    ken_rol_toe(user=bob, rol=Rol.LEZER_REGIO, landsdelen=[LandsdeelFactory.create()], by=SYSTEEM)
    provincie = ProvincieFactory.create()
    pagina = beheer.get(adres("accounts_user", bob))
    beheer.post(
        adres("accounts_user", bob),
        invoer(
            pagina,
            **{
                "roltoewijzingen-0-rol": Rol.REDACTEUR_REGIO.value,
                "roltoewijzingen-0-provincies": provincie.pk,
            },
        ),
    )
    assert User.objects.get(pk=bob.pk).reikwijdte.redactie_provincies == {provincie.pk}
    pagina = beheer.get(adres("accounts_user", bob))
    beheer.post(adres("accounts_user", bob), invoer(pagina, **{"roltoewijzingen-0-DELETE": "on"}))
    assert not Roltoewijzing.objects.filter(user=bob).exists()
    acties = Auditregel.objects.filter(object_sleutel="bob", actor="anna").values_list("actie", flat=True)
    assert {"rol gewijzigd", "rol ingetrokken"} <= set(acties)


@pytest.mark.parametrize(
    "anders",
    [
        {"roltoewijzingen-0-DELETE": "on"},
        {"roltoewijzingen-0-rol": "rijksredacteur"},
        {"roltoewijzingen-0-geldig_tot": "2020-01-01"},
        {"is_active": ""},
    ],
)
def test_beheerder_cannot_lock_themselves_out(beheer: Client, anna: User, anders: dict[str, str]):
    ken_rol_toe(user=UserFactory.create(), rol=Rol.BEHEERDER, by=SYSTEEM)
    pagina = beheer.get(adres("accounts_user", anna))
    response = beheer.post(adres("accounts_user", anna), invoer(pagina, **anders))
    assert "U kunt uw eigen toegang als beheerder niet wegnemen" in response.content.decode()
    assert User.objects.get(pk=anna.pk).reikwijdte.is_beheerder


def test_account_is_switched_off_and_never_deleted(beheer: Client):
    bob = UserFactory.create(username="bob")
    pagina = beheer.get(adres("accounts_user", bob))
    beheer.post(adres("accounts_user", bob), invoer(pagina, is_active=""))
    bob.refresh_from_db()
    assert not bob.is_active
    assert Auditregel.objects.filter(actie="account uitgeschakeld", object_sleutel="bob").exists()
    assert beheer.post(adres("accounts_user", bob, "delete"), {"post": "yes"}).status_code == 403


def test_password_is_set_and_the_log_does_not_know_it(beheer: Client):
    bob = UserFactory.create(username="bob")
    beheer.post(
        reverse("admin:auth_user_password_change", args=[bob.pk]),
        {
            "usable_password": "true",
            "set-password": "1",
            "password1": "nog een lang geheim",
            "password2": "nog een lang geheim",
        },
    )
    bob.refresh_from_db()
    assert bob.check_password("nog een lang geheim")
    regel = Auditregel.objects.get(actie="account gewijzigd", object_sleutel="bob")
    assert "geheim" not in str(regel.details)


@pytest.mark.parametrize("aantal", [1, 25])
@pytest.mark.parametrize(("soort", "eigen"), [("regions_gebied", 7), ("accounts_user", 5)])
def test_admin_list_runs_a_constant_number_of_queries(
    beheer: Client, django_assert_num_queries: Any, aantal: int, soort: str, eigen: int
):
    provincie = ProvincieFactory.create()
    GebiedFactory.create_batch(aantal, provincies=[provincie], landsdelen=[provincie.landsdeel])
    UserFactory.create_batch(aantal, rol=Rol.DOSSIERHOUDER)
    # Session, user, four for the role, two for Django's permissions (of apps that are not ours).
    # Gebied: choices of two filters, two counts, rows, provincies, landsdelen. User: one filter less, and roles.
    with django_assert_num_queries(8 + eigen):
        beheer.get(adres(soort, wat="changelist"))
