""" "Brief verzonden": one act opens everything, once, as a whole, and not before its moment."""

from __future__ import annotations

import json
import smtplib
import threading
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.exporters import FORMATEN
from agreements.exporters.bijschriften import EMBARGO
from agreements.models import (
    Afspraak,
    Afstemming,
    Afstemmingspartij,
    Bericht,
    Fasewijziging,
    Publicatieplan,
    Ronde,
    Taak,
    Tekstblok,
    Uitgave,
    Uitgavebestand,
)
from agreements.models.status import bewijs_opslag
from agreements.models.uitgave import MAP
from agreements.services import post, taken
from agreements.services.fasen import zet_fase
from agreements.services.publicatie import (
    AlVerzonden,
    deelnemers,
    gepland,
    in_notatie,
    plan_publicatie,
    publiceer,
    stop_publicatie,
    voer_plannen_uit,
)
from agreements.services.publicatie import brief as brieven
from agreements.services.publicatietaken import vraag_publicatie
from agreements.services.uitgaven import als_taak, leg_uitgave_vast, lijst_van, open_bestand, vastleggen
from agreements.services.uitzonderingen import geef_uitzondering, trek_uitzondering_in
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*sRGB2014.*")]

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
ProvincieFactory: Any = factories.ProvincieFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

#: Its own names are replaced in tests.
brief: Any = brieven
Fase = Ronde.Fase
PUBLIEK = AnonymousUser()
NU = datetime(2026, 9, 14, 16, 30, tzinfo=timezone.get_default_timezone())
BRIEF: dict[str, Any] = {"verzonden_op": NU, "kenmerk": "2026-0000123456", "kamerstuk": "34682 nr 228"}


@pytest.fixture(autouse=True)
def _vandaag(time_machine: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """The day of the letter, and a folder to count files in; two formats are enough to see that they are made."""
    settings.MEDIA_ROOT = tmp_path / "media"
    time_machine.move_to(NU, tick=False)
    monkeypatch.setattr(vastleggen, "FORMATEN", {slug: FORMATEN[slug] for slug in ("html", "json")})


@pytest.fixture
def redacteur() -> User:
    user: User = RijksredacteurFactory(username="rijks", email="rijks@voorbeeld.nl")
    return user


@pytest.fixture
def ronde() -> Ronde:
    """A list that was adopted, in two landsdelen."""
    ronde: Ronde = RondeFactory(jaar=2026, fase=Fase.VASTGESTELD, lijst_titel="Afspraken 2026")
    for slug in ("zuid", "oost"):
        AfspraakFactory(
            overleg=OverlegFactory(ronde=ronde, landsdeel=LandsdeelFactory(slug=slug), datum=date(2026, 9, 9))
        )
    return ronde


def _stand() -> dict[str, Any]:
    """All that publication writes, to see that nothing of it is half done."""
    return {
        "ronde": list(Ronde.objects.order_by("pk").values("fase", "verzonden_op", "kenmerk", "kamerstuk")),
        "aantallen": [
            model.objects.count()
            for model in (Uitgave, Uitgavebestand, Fasewijziging, Bericht, Auditregel, Publicatieplan)
        ],
        "gepubliceerd": list(
            Afspraak.objects.order_by("pk").values_list("gepubliceerde_status", "gepubliceerde_status_op")
        ),
        "bestanden": len(bewijs_opslag().listdir(MAP)[1]) if bewijs_opslag().exists(MAP) else 0,
    }


# --- the act ---------------------------------------------------------------------------------------------------


def test_letter_opens_the_list_freezes_the_edition_and_keeps_how_it_went(ronde: Ronde, redacteur: User) -> None:
    assert not Afspraak.objects.visible_to(PUBLIEK).exists()
    uitgave = publiceer(ronde=ronde, by=redacteur, **BRIEF)
    ronde.refresh_from_db()
    assert (ronde.fase, ronde.verzonden_op, ronde.kenmerk) == (Fase.OPENBAAR, NU, "2026-0000123456")
    assert ronde.kamerstuk == "34 682, nr. 228"
    assert Afspraak.objects.visible_to(PUBLIEK).count() == 2
    assert list(Uitgave.objects.visible_to(PUBLIEK)) == [uitgave]
    assert (uitgave.nummer, uitgave.fase, uitgave.reden) == ("1.0", Fase.OPENBAAR, "")
    stappen = Fasewijziging.objects.order_by("nummer").values_list("van", "naar", "op", "door")
    assert list(stappen) == [
        ("vastgesteld", "verzonden", NU, redacteur.pk),
        ("verzonden", "openbaar", NU, redacteur.pk),
    ]
    assert Auditregel.objects.get(actie="brief verzonden").details["uitgave"] == "1.0"


def test_documents_of_the_edition_say_public_and_name_the_letter(ronde: Ronde, redacteur: User) -> None:
    """Made before the ronde is public, they are those of a public list."""
    uitgave = publiceer(ronde=ronde, by=redacteur, **BRIEF)
    with open_bestand(uitgave.bestanden.get(formaat="html")) as bestand:
        html = bestand.read().decode()
    assert EMBARGO not in html
    assert "kenmerk\xa02026-0000123456" in html
    assert "Kamerstuk\xa034\xa0682,\xa0nr.\xa0228" in html


def test_edition_under_embargo_is_followed_by_one_for_the_public(ronde: Ronde, redacteur: User) -> None:
    eerste = leg_uitgave_vast(ronde=ronde, by=redacteur).uitgave
    tweede = publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert (tweede.nummer, tweede.sha256) == ("1.1", eerste.sha256)
    assert tweede.reden == "De brief is verzonden op 14 september 2026."
    assert list(Uitgave.objects.visible_to(PUBLIEK)) == [tweede]


def test_correction_after_publication_is_a_next_edition_that_the_public_sees(ronde: Ronde, redacteur: User) -> None:
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    blok = Tekstblok.objects.order_by("pk")[0]
    blok.tekst = "Een verbeterde tekst."
    blok.save(update_fields=["tekst"])
    derde = leg_uitgave_vast(ronde=ronde, by=redacteur, reden="Een woord ontbrak.").uitgave
    assert (derde.nummer, derde.fase) == ("1.1", Fase.OPENBAAR)
    assert Uitgave.objects.visible_to(PUBLIEK).order_by("-volgnummer").first() == derde


def test_status_of_that_moment_is_what_was_published(ronde: Ronde, redacteur: User) -> None:
    Afspraak.objects.filter(overleg__landsdeel__slug="zuid").update(status="in_uitvoering")
    ander = AfspraakFactory(overleg=OverlegFactory(ronde=RondeFactory(jaar=2025, concept=True)))
    was = ander.gepubliceerde_status_op
    Afspraak.objects.filter(pk=ander.pk).update(status="vertraagd")
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    stand = Afspraak.objects.filter(overleg__ronde=ronde).values_list("gepubliceerde_status", "gepubliceerde_status_op")
    assert set(stand) == {("in_uitvoering", NU), ("nog_niet_gestart", NU)}
    ander.refresh_from_db()
    assert (ander.gepubliceerde_status, ander.gepubliceerde_status_op) == ("nog_niet_gestart", was)


def test_what_opens_later_is_not_in_the_edition_and_an_edition_is_due_when_it_opens(
    ronde: Ronde, redacteur: User, time_machine: Any
) -> None:
    eerste, tweede = Afspraak.objects.order_by("pk")
    geef_uitzondering(
        afspraak=eerste, soort="later", openbaar_vanaf=NU + timedelta(days=1), reden="Afgesproken.", by=redacteur
    )
    uitgave = publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert [een.code for een in lijst_van(uitgave).tekstblokken] == [tweede.code]
    assert voer_plannen_uit()["uitgave nodig"] == 0
    time_machine.move_to(NU + timedelta(days=1), tick=False)
    assert Afspraak.objects.visible_to(PUBLIEK).count() == 2
    assert [voer_plannen_uit()["uitgave nodig"] for _ in range(2)] == [1, 0]
    bericht = Bericht.objects.get(sleutel__startswith="uitgave nodig")
    assert bericht.user == redacteur
    assert eerste.code not in bericht.onderwerp + bericht.tekst
    leg_uitgave_vast(ronde=ronde, by=redacteur, reden="Een afspraak is er bijgekomen.")
    assert Uitgave.objects.visible_to(PUBLIEK).count() == 2


def test_exception_that_is_withdrawn_after_publication_asks_for_an_edition(ronde: Ronde, redacteur: User) -> None:
    afspraak = Afspraak.objects.order_by("pk")[0]
    uitzondering = geef_uitzondering(afspraak=afspraak, soort="later", reden="Afgesproken.", by=redacteur)
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    trek_uitzondering_in(uitzondering=uitzondering, by=redacteur)
    assert Bericht.objects.filter(sleutel__startswith="uitgave nodig", user=redacteur).count() == 1


# --- who is told -----------------------------------------------------------------------------------------------


def test_everybody_who_took_part_is_told_and_nobody_else(ronde: Ronde, redacteur: User) -> None:
    zuid, oost, noord = (LandsdeelFactory(slug=slug) for slug in ("zuid", "oost", "noord"))
    lid, houder, weg = UserFactory(username="lid"), UserFactory(username="houder"), UserFactory(username="weg")
    erbij = {
        redacteur,
        UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]),
        UserFactory(rol=Rol.REDACTEUR_REGIO, rol__provincies=[ProvincieFactory(landsdeel=oost)]),
        lid,
        houder,
    }
    overleg = ronde.overleggen.get(landsdeel=zuid)
    afstemming = Afstemming.objects.create(overleg=overleg, uiterlijk=date(2026, 9, 1), op=NU)
    partij = Afstemmingspartij.objects.create(afstemming=afstemming, zijde="regio", naam="Een gemeente")
    partij.leden.add(lid, weg)
    User.objects.filter(pk=weg.pk).update(is_active=False)
    Afspraak.objects.filter(overleg=overleg).get().dossierhouders.add(houder)
    UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[noord])
    UserFactory(rol=Rol.BEHEERDER)
    UserFactory()
    assert set(deelnemers(ronde)) == erbij
    uitgave = publiceer(ronde=ronde, by=redacteur, **BRIEF)
    berichten = Bericht.objects.order_by("pk")
    assert {bericht.user for bericht in berichten} == erbij
    assert {bericht.adres for bericht in berichten} == {uitgave.get_absolute_url()}
    assert "persberichten mogen" in berichten[0].tekst


def test_mail_server_that_is_down_holds_up_nothing(
    ronde: Ronde, redacteur: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def stuk(*_: Any) -> None:
        raise smtplib.SMTPServerDisconnected("weg")

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(post, "_mail", stuk)
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert post.verstuur()["verzonden"] == 0
    ronde.refresh_from_db()
    assert ronde.is_openbaar
    assert Bericht.objects.filter(verzonden_op=None, opgegeven_op=None).count() == 1


# --- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fase", [Fase.CONCEPT, Fase.GEHOUDEN, Fase.AFSTEMMING])
def test_list_that_was_not_adopted_is_not_published(ronde: Ronde, redacteur: User, fase: str) -> None:
    Ronde.objects.update(fase=fase)
    was = _stand()
    with pytest.raises(ValidationError, match="Stel de lijst eerst vast"):
        publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert _stand() == was


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"kenmerk": " "}, "Vul het kenmerk"),
        ({"kenmerk": "x" * 61}, "te lang"),
        ({"kamerstuk": "eerste Kamerstuk"}, "is geen Kamerstuk"),
        ({"verzonden_op": NU + timedelta(hours=1)}, "moet nog komen"),
        ({"verzonden_op": NU - timedelta(days=6)}, "voor het overleg van 9 september 2026"),
    ],
)
def test_letter_that_cannot_be_one_is_refused(
    ronde: Ronde, redacteur: User, anders: dict[str, Any], reden: str
) -> None:
    was = _stand()
    with pytest.raises(ValidationError, match=reden):
        publiceer(ronde=ronde, by=redacteur, **BRIEF | anders)
    assert _stand() == was


def test_letter_is_sent_once(ronde: Ronde, redacteur: User) -> None:
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    was = _stand()
    with pytest.raises(AlVerzonden, match=r"al verzonden op 14 september 2026, 16:30 \(kenmerk 2026-0000123456\)"):
        publiceer(ronde=ronde, by=redacteur, **BRIEF | {"kenmerk": "Iets anders"})
    with pytest.raises(ValidationError, match="niet worden teruggedraaid"):
        zet_fase(ronde=ronde, naar=Fase.VASTGESTELD, by=redacteur, toelichting="Toch niet.")
    assert _stand() == was


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_others_may_not_publish_plan_or_stop(ronde: Ronde, redacteur: User, rol: Rol) -> None:
    ander = UserFactory(rol=rol, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    plan = plan_publicatie(ronde=ronde, gepland_voor=NU + timedelta(hours=1), kenmerk="K", by=redacteur)
    was = _stand()
    for daad in (
        lambda: publiceer(ronde=ronde, by=ander, **BRIEF),
        lambda: vraag_publicatie(ronde=ronde, by=ander, **BRIEF),
        lambda: plan_publicatie(ronde=ronde, gepland_voor=NU + timedelta(hours=1), kenmerk="K", by=ander),
        lambda: stop_publicatie(plan=plan, by=ander),
    ):
        with pytest.raises(PermissionDenied):
            daad()
    assert _stand() == was


@pytest.mark.parametrize(
    ("getypt", "notatie"),
    [
        ("34 682, nr. 228", "34 682, nr. 228"),
        ("Kamerstuk 34682 nr 228", "34 682, nr. 228"),
        ("36200-A, nr. 9", "36 200 A, nr. 9"),
        ("36 600 xxii, nr. 26", "36 600 XXII, nr. 26"),
        ("  ", ""),
    ],
)
def test_kamerstuk_is_kept_in_one_notation(getypt: str, notatie: str) -> None:
    assert in_notatie(getypt) == notatie


# --- all of it or nothing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "naam"),
    [
        (brief, "stuur_aan"),
        (brief, "leg_vast"),
        (brief, "schrijf_stap"),
        (brief, "_vertel"),
        (vastleggen, "leg_vast"),
    ],
)
def test_whatever_fails_in_the_act_nothing_is_open(
    ronde: Ronde, redacteur: User, monkeypatch: pytest.MonkeyPatch, module: Any, naam: str
) -> None:
    was = _stand()

    def stuk(*_: Any, **__: Any) -> None:
        raise RuntimeError("net nu")

    monkeypatch.setattr(module, naam, stuk)
    with pytest.raises(RuntimeError):
        publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert _stand() == was


def test_second_step_that_fails_takes_the_first_back(
    ronde: Ronde, redacteur: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    was, schrijf = _stand(), brief.schrijf_stap

    def half(**gegevens: Any) -> Any:
        if gegevens["naar"] == Fase.OPENBAAR:
            raise RuntimeError("halverwege")
        return schrijf(**gegevens)

    monkeypatch.setattr(brief, "schrijf_stap", half)
    with pytest.raises(RuntimeError):
        publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert _stand() == was


def test_list_that_changes_while_its_documents_are_made_is_published_as_it_became(
    ronde: Ronde, redacteur: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak, keren = brief.maak_documenten, list[int]()

    def en_wijzig(*wat: Any, **meer: Any) -> Any:
        documenten = maak(*wat, **meer)
        if not keren:
            blok = Tekstblok.objects.order_by("pk")[0]
            blok.tekst = "Op het laatste moment gewijzigd."
            blok.save(update_fields=["tekst"])
        keren.append(1)
        return documenten

    monkeypatch.setattr(brief, "maak_documenten", en_wijzig)
    uitgave = publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert len(keren) == 2
    assert "Op het laatste moment gewijzigd." in uitgave.inhoud
    assert Uitgave.objects.count() == 1
    assert Fasewijziging.objects.count() == 2


def test_list_that_keeps_changing_is_not_published(
    ronde: Ronde, redacteur: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    was, maak = _stand(), brief.maak_documenten

    def en_wijzig(*wat: Any, **meer: Any) -> Any:
        documenten = maak(*wat, **meer)
        blok = Tekstblok.objects.order_by("pk")[0]
        blok.tekst += " Nog iets."
        blok.save(update_fields=["tekst"])
        return documenten

    monkeypatch.setattr(brief, "maak_documenten", en_wijzig)
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        publiceer(ronde=ronde, by=redacteur, **BRIEF)
    assert _stand() == was


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_the_same_moment_publish_once(ronde: Ronde, redacteur: User, monkeypatch: Any) -> None:
    """Both have made their documents before either writes a row."""
    samen = threading.Barrier(2, timeout=30)
    maak = brief.maak_documenten
    uitslag: list[Any] = []

    def wacht(*wat: Any, **meer: Any) -> Any:
        documenten = maak(*wat, **meer)
        samen.wait()
        return documenten

    def doe(wie: User, kenmerk: str) -> None:
        try:
            uitslag.append(publiceer(ronde=Ronde.objects.get(), by=wie, **BRIEF | {"kenmerk": kenmerk}))
        except Exception as fout:
            uitslag.append(fout)
        finally:
            connections.close_all()

    monkeypatch.setattr(brief, "maak_documenten", wacht)
    draden = [
        threading.Thread(target=doe, args=(wie, kenmerk))
        for wie, kenmerk in ((redacteur, "een"), (RijksredacteurFactory(), "twee"))
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(type(een).__name__ for een in uitslag) == ["AlVerzonden", "Uitgave"]
    assert (Uitgave.objects.count(), Fasewijziging.objects.count()) == (1, 2)
    assert len(bewijs_opslag().listdir(MAP)[1]) == Uitgavebestand.objects.count()
    connection.close()


# --- as a job --------------------------------------------------------------------------------------------------


def test_double_click_asks_for_one_job_and_the_job_publishes_once(
    ronde: Ronde, redacteur: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(als_taak, "FORMAAT", "html")
    eerste, tweede = (vraag_publicatie(ronde=ronde, by=redacteur, **BRIEF) for _ in range(2))
    assert eerste == tweede
    taken.voer_uit(eerste.pk)
    eerste.refresh_from_db()
    assert (eerste.stand, eerste.fout) == (Taak.Stand.KLAAR, "")
    # The process died after the act and before it could say so: done again, it gives the same edition.
    Taak.objects.filter(pk=eerste.pk).update(stand=Taak.Stand.WACHT, bestand="")
    taken.voer_uit(eerste.pk)
    eerste.refresh_from_db()
    assert (eerste.stand, eerste.fout) == (Taak.Stand.KLAAR, "")
    assert Uitgave.objects.count() == 1


def test_job_of_the_second_redacteur_says_when_it_was_sent(ronde: Ronde, redacteur: User) -> None:
    taak = vraag_publicatie(ronde=ronde, by=RijksredacteurFactory(), **BRIEF)
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    taken.voer_uit(taak.pk)
    taak.refresh_from_db()
    assert taak.is_mislukt
    assert "al verzonden op 14 september 2026, 16:30" in taak.fout


# --- planned ---------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(ronde: Ronde, redacteur: User) -> Publicatieplan:
    return plan_publicatie(
        ronde=ronde, gepland_voor=NU + timedelta(hours=1), kenmerk="K-1", kamerstuk="34682 nr 228", by=redacteur
    )


def test_planned_letter_goes_at_its_moment_and_once(
    ronde: Ronde, plan: Publicatieplan, redacteur: User, time_machine: Any
) -> None:
    assert voer_plannen_uit()["gepubliceerd"] == 0
    assert not Afspraak.objects.visible_to(PUBLIEK).exists()
    time_machine.move_to(NU + timedelta(hours=1, seconds=20), tick=False)
    assert [voer_plannen_uit()["gepubliceerd"] for _ in range(2)] == [1, 0]
    ronde.refresh_from_db()
    plan.refresh_from_db()
    assert (ronde.fase, ronde.verzonden_op, ronde.kamerstuk) == (
        Fase.OPENBAAR,
        NU + timedelta(hours=1),
        "34 682, nr. 228",
    )
    assert plan.uitgevoerd_op == NU + timedelta(hours=1, seconds=20)
    assert Fasewijziging.objects.get(naar=Fase.OPENBAAR).door == redacteur
    with pytest.raises(ValidationError, match="Te laat"):
        stop_publicatie(plan=plan, by=redacteur)


def test_plan_can_be_stopped_until_it_has_run(
    ronde: Ronde, plan: Publicatieplan, redacteur: User, time_machine: Any
) -> None:
    stop_publicatie(plan=plan, by=redacteur)
    with pytest.raises(ValidationError, match="al gestopt"):
        stop_publicatie(plan=plan, by=redacteur)
    time_machine.move_to(NU + timedelta(hours=2), tick=False)
    assert voer_plannen_uit()["gepubliceerd"] == 0
    ronde.refresh_from_db()
    assert ronde.fase == Fase.VASTGESTELD
    plan_publicatie(ronde=ronde, gepland_voor=NU + timedelta(hours=3), kenmerk="K-2", by=redacteur)


def test_plan_that_is_stopped_while_it_is_carried_out_does_not_open_the_list(
    ronde: Ronde, plan: Publicatieplan, redacteur: User, time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak = brief.maak_documenten

    def en_stop(*wat: Any, **meer: Any) -> Any:
        stop_publicatie(plan=plan, by=redacteur)
        return maak(*wat, **meer)

    time_machine.move_to(NU + timedelta(hours=2), tick=False)
    monkeypatch.setattr(brief, "maak_documenten", en_stop)
    assert voer_plannen_uit()["gepubliceerd"] == 0
    ronde.refresh_from_db()
    plan.refresh_from_db()
    assert (ronde.fase, plan.fout, plan.uitgevoerd_op) == (Fase.VASTGESTELD, "", None)
    assert not Uitgave.objects.exists()


def test_plan_whose_conditions_fail_says_so_once_and_waits_for_a_person(
    ronde: Ronde, plan: Publicatieplan, redacteur: User, time_machine: Any
) -> None:
    Ronde.objects.update(fase=Fase.AFSTEMMING)
    time_machine.move_to(NU + timedelta(hours=2), tick=False)
    assert [voer_plannen_uit()["niet gelukt"] for _ in range(2)] == [1, 0]
    plan.refresh_from_db()
    assert "Stel de lijst eerst vast" in plan.fout
    bericht = Bericht.objects.get()
    assert bericht.user == redacteur
    assert "nog onder embargo" in bericht.tekst
    assert Auditregel.objects.filter(actie="geplande publicatie niet gelukt", resultaat="mislukt").count() == 1
    Ronde.objects.update(fase=Fase.VASTGESTELD)
    with pytest.raises(ValidationError, match="al een publicatie gepland"):
        plan_publicatie(ronde=ronde, gepland_voor=NU + timedelta(hours=3), kenmerk="K-2", by=redacteur)


def test_plan_that_meets_a_fault_is_tried_again_and_not_for_ever(
    ronde: Ronde, plan: Publicatieplan, time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: Any, **__: Any) -> None:
        raise OSError("de schijf is vol")

    heel = brief.maak_documenten
    monkeypatch.setattr(brief, "maak_documenten", vol)
    time_machine.move_to(plan.gepland_voor, tick=False)
    assert voer_plannen_uit()["niet gelukt"] == 1
    plan.refresh_from_db()
    assert plan.fout == ""
    time_machine.move_to(plan.gepland_voor + gepland.GEDULD + timedelta(minutes=1), tick=False)
    voer_plannen_uit()
    plan.refresh_from_db()
    assert plan.fout.startswith("Er ging iets mis")
    monkeypatch.setattr(brief, "maak_documenten", heel)
    assert voer_plannen_uit()["gepubliceerd"] == 0


def test_plan_of_somebody_who_may_no_longer_publish_is_not_carried_out(
    ronde: Ronde, plan: Publicatieplan, redacteur: User, time_machine: Any
) -> None:
    redacteur.roltoewijzingen.all().delete()
    ander = RijksredacteurFactory()
    time_machine.move_to(NU + timedelta(hours=2), tick=False)
    voer_plannen_uit()
    ronde.refresh_from_db()
    assert ronde.fase == Fase.VASTGESTELD
    assert Bericht.objects.get().user == ander


def test_letter_that_is_sent_by_hand_ends_the_plan(
    ronde: Ronde, plan: Publicatieplan, redacteur: User, time_machine: Any
) -> None:
    publiceer(ronde=ronde, by=redacteur, **BRIEF)
    plan.refresh_from_db()
    assert plan.gestopt_op == NU
    assert "meteen verzonden" in plan.gestopt_door
    time_machine.move_to(NU + timedelta(hours=2), tick=False)
    assert voer_plannen_uit()["gepubliceerd"] == 0


@pytest.mark.parametrize(
    ("fase", "vraag", "reden"),
    [
        (Fase.AFSTEMMING, {}, "Stel de lijst eerst vast"),
        (Fase.OPENBAAR, {}, "al verzonden"),
        (Fase.VASTGESTELD, {"gepland_voor": NU}, "al voorbij"),
        (Fase.VASTGESTELD, {"kenmerk": ""}, "Vul het kenmerk"),
        (Fase.VASTGESTELD, {"kamerstuk": "morgen"}, "is geen Kamerstuk"),
    ],
)
def test_plan_that_cannot_be_is_refused(
    ronde: Ronde, redacteur: User, fase: str, vraag: dict[str, Any], reden: str
) -> None:
    Ronde.objects.update(fase=fase)
    plan: dict[str, Any] = {"ronde": ronde, "gepland_voor": NU + timedelta(hours=1), "kenmerk": "K", "by": redacteur}
    with pytest.raises(ValidationError, match=reden):
        plan_publicatie(**plan | vraag)
    assert not Publicatieplan.objects.exists()


# --- the command -----------------------------------------------------------------------------------------------


def _opdracht(*opties: str) -> str:
    uit = StringIO()
    call_command("publiceer", "--soort", "bol", "--jaar", "2026", *opties, stdout=uit, stderr=StringIO())
    return uit.getvalue()


VERZONDEN = ("--verzonden-op", "2026-09-14T16:30", "--kenmerk", "K-1")


def test_command_publishes_a_list_that_was_only_loaded_and_records_the_phases_it_passed(ronde: Ronde) -> None:
    Ronde.objects.update(fase=Fase.CONCEPT)
    uit = _opdracht(*VERZONDEN, "--kamerstuk", "34682 nr 228")
    assert "De lijst is openbaar als uitgave 1.0." in uit
    ronde.refresh_from_db()
    assert (ronde.fase, ronde.verzonden_op, ronde.kamerstuk) == (Fase.OPENBAAR, NU, "34 682, nr. 228")
    stappen = list(Fasewijziging.objects.order_by("nummer").values_list("naar", "toelichting", "door_naam"))
    assert [naar for naar, _, _ in stappen] == ["gehouden", "afstemming", "vastgesteld", "verzonden", "openbaar"]
    assert all("opdrachtregel" in toelichting for _, toelichting, _ in stappen[:3])
    assert {door for _, _, door in stappen} == {"opdrachtregel"}


def test_command_twice_changes_nothing_and_another_kenmerk_is_refused(ronde: Ronde) -> None:
    _opdracht(*VERZONDEN)
    was = _stand()
    assert "was al verzonden op 14 september 2026, 16:30" in _opdracht(*VERZONDEN)
    with pytest.raises(CommandError, match="al verzonden"):
        _opdracht("--verzonden-op", "2026-09-14T16:30", "--kenmerk", "K-2")
    assert _stand() == was


@pytest.mark.parametrize(
    ("tijdstip", "moment"),
    [
        ("2026-09-14T16:30+02:00", NU),
        ("2026-09-14T14:30Z", NU),
        ("2026-09-14", NU.replace(hour=0, minute=0)),
    ],
)
def test_command_reads_a_moment_with_or_without_its_zone(ronde: Ronde, tijdstip: str, moment: datetime) -> None:
    uit = json.loads(_opdracht("--verzonden-op", tijdstip, "--kenmerk", "K-1", "--json"))
    ronde.refresh_from_db()
    assert ronde.verzonden_op == moment
    assert (uit["fase"], uit["uitgave"], uit["gedaan"]) == ("openbaar", "1.0", "gepubliceerd")


@pytest.mark.parametrize(
    ("opties", "reden"),
    [
        (("--verzonden-op", "gisteren", "--kenmerk", "K"), "niet te lezen"),
        (("--verzonden-op", "2026-12-01T10:00", "--kenmerk", "K"), "moet nog komen"),
        ((*VERZONDEN, "--jaar", "2031"), "geen ronde BO Leefomgeving 2031"),
    ],
)
def test_command_refuses_with_a_sentence_and_writes_nothing(ronde: Ronde, opties: tuple[str, ...], reden: str) -> None:
    was = _stand()
    with pytest.raises(CommandError, match=reden):
        _opdracht(*opties)
    assert _stand() == was


def test_command_refuses_a_ronde_without_a_list(db: None) -> None:
    RondeFactory(jaar=2026, concept=True)
    with pytest.raises(CommandError, match="geen lijst"):
        _opdracht(*VERZONDEN)


def test_command_completes_the_letter_of_a_ronde_that_was_public_when_it_was_loaded(ronde: Ronde) -> None:
    Ronde.objects.update(fase=Fase.OPENBAAR)
    UserFactory(rol=Rol.LEZER_REGIO, rol__landsdelen=[LandsdeelFactory(slug="zuid")])
    assert "was al openbaar" in _opdracht(*VERZONDEN)
    ronde.refresh_from_db()
    assert (ronde.kenmerk, ronde.verzonden_op) == ("K-1", NU)
    assert Uitgave.objects.visible_to(PUBLIEK).count() == 1
    assert not Bericht.objects.exists()
    assert not Fasewijziging.objects.exists()
    was = _stand()
    assert "er is niets veranderd" in _opdracht(*VERZONDEN)
    assert _stand() == was


def test_command_carries_out_what_was_planned(ronde: Ronde, plan: Publicatieplan, time_machine: Any) -> None:
    time_machine.move_to(NU + timedelta(hours=2), tick=False)
    uit = StringIO()
    call_command("publiceer_gepland", stdout=uit)
    assert uit.getvalue() == "Gepubliceerd: 1. Niet gelukt: 0.\n"
    assert Afspraak.objects.visible_to(PUBLIEK).count() == 2
    assert SYSTEEM.naam not in Fasewijziging.objects.values_list("door_naam", flat=True)
