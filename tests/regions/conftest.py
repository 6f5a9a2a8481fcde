"""The reference data, loaded once for all tests of a file that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from agreements.services.naslag import laad_naslag


@pytest.fixture(scope="module")
def _geladen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction around the tests, each of which gets a savepoint in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        laad_naslag()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def naslag(_geladen: None, db: None) -> None:
    """The whole of `fixtures/` in the database."""
