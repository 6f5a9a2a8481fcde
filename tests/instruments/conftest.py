"""What the tests of instruments share: what the letters say, as an operator loads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction

from accounts.actoren import SYSTEEM
from instruments.models import Instrument
from instruments.stand import Antwoord
from instruments.vraag import standen


@pytest.fixture(scope="module")
def _geladen(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def brieven(_geladen: None, db: None) -> None:
    """The register with what the letters say, loaded once per file; a test undoes what it adds."""


@pytest.fixture
def vraag(brieven: None) -> Callable[..., Antwoord]:
    """Ask one instrument on a day: `vraag("ria", "2025-12-31", openbaar=True)`."""

    def stel(slug: str, peildatum: str, *, openbaar: bool = False) -> Antwoord:
        vrager = AnonymousUser() if openbaar else SYSTEEM
        (stand,) = standen(date.fromisoformat(peildatum), vrager, [Instrument.objects.get(slug=slug)])
        return stand.antwoord

    return stel
