"""What the overleg has not adopted is shown apart and counts nowhere, on the dashboards and in the list alike."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.models import Afspraak
from agreements.models.afspraak import NIET_VASTGESTELD
from dashboards.tellingen import tel
from dashboards.verwijzingen import Lijst
from tests.factories import AfspraakFactory, RijksredacteurFactory

pytestmark = pytest.mark.django_db


def test_proposals_are_told_apart_and_their_link_leads_to_as_many(client):
    client.force_login(RijksredacteurFactory())
    for besluit in sorted(NIET_VASTGESTELD):
        AfspraakFactory(besluit=besluit)
    AfspraakFactory(besluit="ongewijzigd")
    telling = tel(Afspraak.objects.met_live_status())
    assert (telling.totaal, telling.voorstellen) == (1, 3)
    gevonden = client.get(Lijst(()).voorstellen).context["page_obj"].paginator.count
    assert gevonden == telling.voorstellen
    assert client.get(Lijst(()).gevolgd).context["page_obj"].paginator.count == telling.totaal
    assert "3 afspraken zijn" in client.get(reverse("start")).content.decode()


def test_proposal_has_a_besluit_and_no_status_in_the_list(client):
    client.force_login(RijksredacteurFactory())
    AfspraakFactory(besluit="voorgesteld")
    pagina = client.get(reverse("afspraak-lijst")).content.decode()
    assert "nog geen status" in pagina
    antwoord = client.get(reverse("afspraak-lijst"), {"status": "nog_niet_gestart"})
    assert antwoord.context["page_obj"].paginator.count == 0
