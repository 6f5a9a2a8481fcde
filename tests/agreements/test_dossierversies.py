"""Versions of a dossier, and what a load does with people who are still writing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actoren import SYSTEEM
from agreements.models import Agendapunt, Dossier, Dossierversie, Puntconcept, Zitting
from agreements.models.ondertekend import handtekening
from agreements.services.dossiers import dossier_in, dossier_van, laad_dossier
from agreements.services.dossierversies import leg_versie_vast
from tests import factories
from tests.agreements.test_dossiers import EEN

LandsdeelFactory: Any = factories.LandsdeelFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    LandsdeelFactory(slug="oost")
    laad_dossier(EEN, by=SYSTEEM)
    gevonden: Dossier = Dossier.objects.get()
    return gevonden


def test_version_is_made_only_when_something_differs(dossier: Dossier) -> None:
    assert leg_versie_vast(dossier, by=SYSTEEM, reden="niets") is None
    Agendapunt.objects.filter(nummer="2.1").update(titel="Een andere brug")
    versie = leg_versie_vast(dossier, by=SYSTEEM, reden="titel van 2.1 gewijzigd")
    assert versie is not None
    assert (versie.nummer, versie.reden) == (2, "titel van 2.1 gewijzigd")
    assert dossier_in(versie) == dossier_van(dossier.overleg)


def test_who_holds_the_pen_is_kept_beside_the_contract(dossier: Dossier) -> None:
    houder = RijksredacteurFactory()
    Agendapunt.objects.filter(nummer="2.1").update(penhouder=houder, aanleveren_voor="2031-02-01")
    versie = leg_versie_vast(dossier, by=SYSTEEM)
    assert versie is not None
    punt = Agendapunt.objects.get(nummer="2.1")
    assert {"pk": punt.pk, "penhouder": houder.pk, "aanleveren_voor": "2031-02-01", "herkomsten": []} in versie.rijen
    assert [rij["pk"] for rij in versie.rijen] == list(
        Agendapunt.objects.values_list("pk", flat=True).order_by("volgorde")
    )


def test_load_keeps_what_was_written_since_the_last_version(dossier: Dossier) -> None:
    Agendapunt.objects.filter(nummer="2.1").update(titel="Nog niet in een versie")
    laad_dossier(EEN, by=SYSTEEM, vervang=True)
    eerste, tussen, laatste = Dossierversie.objects.order_by("nummer")
    assert "Nog niet in een versie" in tussen.inhoud
    assert eerste.sha256 == laatste.sha256


def _zonder(nummer: str) -> Any:
    return replace(EEN, agendapunten=tuple(punt for punt in EEN.agendapunten if punt.nummer != nummer))


def test_load_is_refused_while_somebody_writes_at_what_would_go(dossier: Dossier) -> None:
    schrijver = RijksredacteurFactory(username="fenna")
    nu = timezone.now()
    punt = Agendapunt.objects.get(nummer="2.1")
    inhoud = {"versie": "V03", "opmerkingen": [], "blokken": []}
    Puntconcept.objects.create(punt=punt, user=schrijver, basis=1, inhoud=inhoud, bijgewerkt_op=nu, gezien_op=nu)
    with pytest.raises(ValidationError, match=r"Fenna heeft tekst bij agendapunt 2\.1"):
        laad_dossier(_zonder("2.1"), by=SYSTEEM, vervang=True)
    # Nothing has changed, and what stays may be written at.
    assert dossier_van(dossier.overleg) == EEN
    laad_dossier(_zonder("2.2"), by=SYSTEEM, vervang=True)
    assert Puntconcept.objects.filter(punt=punt).exists()


def test_load_is_refused_when_the_dossier_lies_on_the_table(dossier: Dossier) -> None:
    versie = Dossierversie.objects.get()
    Zitting.objects.create(overleg=dossier.overleg, dossierversie=versie, **handtekening(SYSTEEM))
    with pytest.raises(ValidationError, match="ligt op tafel"):
        laad_dossier(_zonder("2.2"), by=SYSTEEM, vervang=True)
    assert Dossierversie.objects.get() == versie
    # Loading the same changes nothing and is no reason to refuse.
    assert laad_dossier(EEN, by=SYSTEEM).is_ongewijzigd
