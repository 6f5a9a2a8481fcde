"""What the tests of agreements share: the reference data, and the list of 2024 as it was published."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.stempel import Stempel

_NASLAG = Stempel(lambda: call_command("load_reference", verbosity=0))


@pytest.fixture
def naslag(db: None) -> None:
    """The reference data of fixtures/, as an operator loads it."""
    _NASLAG.zet()


@pytest.fixture
def lijst_2024(echt_document: object) -> Path:
    """The text of the real list; see `echt_document` for what happens where it is not there."""
    return echt_document("afsprakenlijst-bol-2024.txt")  # type: ignore[operator]
