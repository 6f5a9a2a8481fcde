"""When load_demo refuses, it says why in one sentence and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.demo import DEMO_ACCOUNTS
from accounts.models import Auditregel, User
from agreements.models import Afspraak

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, "een-lang-genoeg-wachtwoord"


def test_load_demo_refuses_without_reference_data(settings: Any, tmp_path: Path):
    settings.DEMO_PASSWORD, settings.VAR_DIR = "", tmp_path
    with pytest.raises(CommandError, match=r"naslaggegevens ontbreken nog\. Voer eerst 'manage\.py load_reference'"):
        call_command("load_demo")
    assert not User.objects.exists()
    assert not Auditregel.objects.exists()
    assert not (tmp_path / "demo-wachtwoord").exists()


def test_load_demo_refuses_where_demo_is_off(naslag: None, settings: Any):
    settings.DEMO = False
    with pytest.raises(CommandError, match=r"De demogegevens staan uit\. Zet DEMO=1"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_load_demo_takes_any_password_and_gives_it_to_every_account(naslag: None, settings: Any, capsys: Any):
    settings.DEMO_PASSWORD = "demo"
    call_command("load_demo")
    assert User.objects.count() == len(DEMO_ACCOUNTS)
    assert Afspraak.objects.exists()
    assert all(user.check_password("demo") for user in User.objects.all())
    settings.DEMO_PASSWORD = "iets anders"
    call_command("load_demo")
    assert all(user.check_password("iets anders") for user in User.objects.all())
    assert capsys.readouterr().out.endswith("De demogegevens waren al geladen. 6 accounts kregen het demowachtwoord.\n")
    assert Auditregel.objects.filter(actie="demowachtwoord gezet").count() == 2 * len(DEMO_ACCOUNTS)


def test_load_demo_shows_a_password_of_its_own_making_once(naslag: None, settings: Any, tmp_path: Path, capsys: Any):
    settings.DEMO_PASSWORD, settings.VAR_DIR = "", tmp_path
    call_command("load_demo")
    password = (tmp_path / "demo-wachtwoord").read_text().strip()
    assert f"Wachtwoord van elk demo-account: {password} " in capsys.readouterr().err
    call_command("load_demo")
    uit = capsys.readouterr()
    assert password not in uit.out + uit.err


def test_load_demo_help_has_an_example(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as einde:
        call_command("load_demo", "--help")
    assert einde.value.code == 0
    assert "DEMO=1 python manage.py load_demo" in capsys.readouterr().out
