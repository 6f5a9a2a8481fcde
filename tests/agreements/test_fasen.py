"""The phases of a ronde: one step at a time, with its history, and never to the public by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Auditregel, Rol, User
from agreements.models import (
    Afspraak,
    Afstemming,
    Afstemmingspartij,
    Bezwaarbesluit,
    Fasewijziging,
    Publicatieplan,
    Reactie,
    Ronde,
)
from agreements.services import fasen
from agreements.services.fasen import eerdere_fasen, volgende_fase, wat_ontbreekt, zet_fase
from tests import factories

pytestmark = pytest.mark.django_db

AfspraakFactory: Any = factories.AfspraakFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
OverlegFactory: Any = factories.OverlegFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
UserFactory: Any = factories.UserFactory

Fase = Ronde.Fase


@pytest.fixture
def redacteur() -> User:
    user: User = RijksredacteurFactory()
    return user


@pytest.fixture
def ronde() -> Ronde:
    """A ronde in preparation with a list of one agreement."""
    ronde: Ronde = RondeFactory(jaar=2026, concept=True)
    AfspraakFactory(overleg=OverlegFactory(ronde=ronde))
    return ronde


def test_ronde_walks_the_phases_one_by_one_and_keeps_every_step(ronde: Ronde, redacteur: User) -> None:
    for naar in (Fase.GEHOUDEN, Fase.AFSTEMMING, Fase.VASTGESTELD):
        assert volgende_fase(ronde) == naar
        zet_fase(ronde=ronde, naar=naar, by=redacteur)
        ronde.refresh_from_db()
        assert ronde.fase == naar
    assert volgende_fase(ronde) is None
    stappen = list(Fasewijziging.objects.order_by("nummer").values_list("nummer", "van", "naar", "door", "rol"))
    assert stappen == [
        (1, "concept", "gehouden", redacteur.pk, "Rijksredacteur"),
        (2, "gehouden", "afstemming", redacteur.pk, "Rijksredacteur"),
        (3, "afstemming", "vastgesteld", redacteur.pk, "Rijksredacteur"),
    ]
    assert Auditregel.objects.filter(actie="fase gewijzigd", object_sleutel="bol-2026").count() == 3


def test_ronde_goes_back_only_with_a_toelichting(ronde: Ronde, redacteur: User) -> None:
    Ronde.objects.update(fase=Fase.VASTGESTELD)
    with pytest.raises(ValidationError, match="waarom de ronde teruggaat"):
        zet_fase(ronde=ronde, naar=Fase.GEHOUDEN, by=redacteur, toelichting="  ")
    stap = zet_fase(ronde=ronde, naar=Fase.GEHOUDEN, by=redacteur, toelichting="Er was een fout in de lijst.")
    assert (stap.van, stap.naar, stap.toelichting) == ("vastgesteld", "gehouden", "Er was een fout in de lijst.")
    ronde.refresh_from_db()
    assert eerdere_fasen(ronde) == (Fase.CONCEPT,)


@pytest.mark.parametrize(
    ("fase", "naar", "reden"),
    [
        (Fase.CONCEPT, Fase.AFSTEMMING, "Sla geen fase over"),
        (Fase.CONCEPT, Fase.CONCEPT, "al in de fase"),
        (Fase.CONCEPT, "klaar", "Kies een fase"),
        (Fase.VASTGESTELD, Fase.VERZONDEN, "brief verzonden"),
        (Fase.VASTGESTELD, Fase.OPENBAAR, "brief verzonden"),
        (Fase.VERZONDEN, Fase.OPENBAAR, "niet worden teruggedraaid"),
        (Fase.OPENBAAR, Fase.VASTGESTELD, "niet worden teruggedraaid"),
    ],
)
def test_step_that_cannot_be_taken_is_refused_with_a_sentence(
    ronde: Ronde, redacteur: User, fase: str, naar: str, reden: str
) -> None:
    Ronde.objects.update(fase=fase)
    with pytest.raises(ValidationError, match=reden):
        zet_fase(ronde=ronde, naar=naar, by=redacteur, toelichting="Zomaar.")
    ronde.refresh_from_db()
    assert ronde.fase == fase
    assert not Fasewijziging.objects.exists()


@pytest.mark.parametrize(
    ("fase", "naar"),
    [(Fase.CONCEPT, Fase.GEHOUDEN), (Fase.GEHOUDEN, Fase.AFSTEMMING), (Fase.AFSTEMMING, Fase.VASTGESTELD)],
)
def test_phase_needs_what_it_stands_for(redacteur: User, fase: str, naar: str) -> None:
    ronde = RondeFactory(jaar=2026, fase=fase)
    OverlegFactory(ronde=ronde)
    assert len(wat_ontbreekt(ronde, naar)) == 1
    with pytest.raises(ValidationError, match="nog geen"):
        zet_fase(ronde=ronde, naar=naar, by=redacteur)


def test_list_is_not_adopted_while_an_objection_waits_for_a_decision(ronde: Ronde, redacteur: User) -> None:
    Ronde.objects.update(fase=Fase.AFSTEMMING)
    nu = timezone.now()
    afspraak = Afspraak.objects.get()
    afstemming = Afstemming.objects.create(overleg=afspraak.overleg, uiterlijk=nu.date(), op=nu)
    een, twee = (Afstemmingspartij.objects.create(afstemming=afstemming, zijde="regio", naam=naam) for naam in "ab")

    def antwoordt(partij: Afstemmingspartij, nummer: int, oordeel: str) -> Reactie:
        reactie: Reactie = Reactie.objects.create(
            partij=partij, afspraak=afspraak, nummer=nummer, oordeel=oordeel, toelichting="Zo.", op=nu
        )
        return reactie

    antwoordt(een, 1, "bezwaar")
    bezwaar = antwoordt(twee, 1, "bezwaar")
    with pytest.raises(ValidationError, match=f"bezwaar open bij {afspraak.code}. Beslis"):
        zet_fase(ronde=ronde, naar=Fase.VASTGESTELD, by=redacteur)
    antwoordt(een, 2, "akkoord")
    assert wat_ontbreekt(ronde, Fase.VASTGESTELD)
    Bezwaarbesluit.objects.create(reactie=bezwaar, uitkomst="afgewezen", toelichting="Nee.", op=nu)
    zet_fase(ronde=ronde, naar=Fase.VASTGESTELD, by=redacteur)


def test_phase_stays_while_a_publication_is_planned(ronde: Ronde, redacteur: User) -> None:
    Ronde.objects.update(fase=Fase.VASTGESTELD)
    Publicatieplan.objects.create(ronde=ronde, gepland_voor=timezone.now(), kenmerk="2026-1", op=timezone.now())
    with pytest.raises(ValidationError, match="is gepland"):
        zet_fase(ronde=ronde, naar=Fase.CONCEPT, by=redacteur, toelichting="Toch niet.")


@pytest.mark.parametrize("rol", [Rol.LEZER_REGIO, Rol.REDACTEUR_REGIO, Rol.DOSSIERHOUDER, Rol.BEHEERDER])
def test_others_may_not_change_the_phase(ronde: Ronde, rol: Rol) -> None:
    with pytest.raises(PermissionDenied):
        zet_fase(ronde=ronde, naar=Fase.GEHOUDEN, by=UserFactory(rol=rol))
    assert not Fasewijziging.objects.exists()


def test_step_and_its_history_stand_or_fall_together(ronde: Ronde, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(**_: Any) -> None:
        raise RuntimeError("het logboek is vol")

    monkeypatch.setattr(fasen, "leg_vast", stuk)
    with pytest.raises(RuntimeError):
        zet_fase(ronde=ronde, naar=Fase.GEHOUDEN, by=SYSTEEM)
    ronde.refresh_from_db()
    assert ronde.fase == Fase.CONCEPT
    assert not Fasewijziging.objects.exists()
