"""What `make run` and `make test` decide before they start anything."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from bolapp.demo_password import demo_password
from tests.factories import UserFactory
from tools import check, prepare, serve


def test_port_in_use_gets_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serve.StopError, match=f"Poort {port} is al in gebruik.*make run PORT={port + 1}"):
            serve.free_port(str(port))
    assert serve.free_port(str(port)) == port


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "8000; ls", "٣٣٣"])
def test_wrong_port_gets_a_sentence(text):
    with pytest.raises(serve.StopError, match="is geen poortnummer"):
        serve.free_port(text)


def test_demo_password_is_made_once_and_kept_to_its_owner(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    password = demo_password()
    file = tmp_path / "var" / "demo-wachtwoord"
    assert len(password.value) >= 12
    assert password.value in password.line()
    again = demo_password()
    assert again.value == password.value == file.read_text().strip()
    assert again.value not in again.line()
    assert again.line().endswith(str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    settings.DEMO_PASSWORD = "zelf-gekozen-wachtwoord"
    assert demo_password().value == "zelf-gekozen-wachtwoord"
    assert demo_password().line() == "Wachtwoord van elk demo-account: dat van DEMO_PASSWORD"


@pytest.mark.django_db
def test_demo_accounts_get_the_password_that_is_shown(settings):
    settings.DEMO = True
    users = [UserFactory(username=name) for name in ("beheerder", "lezer-zuid", "iemand-anders")]
    for password in ("eerste-wachtwoord", "demo"):
        settings.DEMO_PASSWORD = password
        assert serve.demo_lines()[0].startswith("Demo-accounts: beheerder, rijksredacteur, ")
        for user in users:
            user.refresh_from_db()
        assert [user.check_password(password) for user in users] == [True, True, False]


@pytest.mark.django_db
def test_without_demo_no_password_is_shown_or_changed(settings):
    settings.DEMO = False
    user = UserFactory(username="beheerder")
    assert serve.demo_lines() == []
    assert not user.has_usable_password() or not user.check_password("")


def test_part_that_is_done_is_not_done_again(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("a")
    mark, digest = prepare.stamp(tmp_path, "app", lock)
    assert not prepare.is_done(mark, digest)
    mark.write_text(digest)
    assert prepare.is_done(*prepare.stamp(tmp_path, "app", lock))
    lock.write_text("b")
    assert not prepare.is_done(*prepare.stamp(tmp_path, "app", lock))


def test_without_root_one_line_says_what_to_type(monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    prepare.system_package(["libpango-1.0-0"], "het maken van een PDF", lambda: False, needed=False)
    line = "Typ: sudo apt-get update && sudo apt-get install -y --no-install-recommends libpango-1.0-0"
    assert line in capsys.readouterr().err
    with pytest.raises(prepare.StopError, match=re.escape(line)):
        prepare.system_package(["libpango-1.0-0"], "het maken van een PDF", lambda: False, needed=True)


def test_what_is_there_is_not_installed(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("er werd iets gestart"))
    prepare.system_package(["poppler-utils"], "de tests", lambda: True, needed=True)


def test_command_that_fails_shows_its_last_words(capsys):
    with pytest.raises(prepare.StopError, match=r"Dat ging mis\."):
        prepare.run(["sh", "-c", "echo het einde; exit 3"], "Dat ging mis.")
    assert "het einde" in capsys.readouterr().err


@pytest.mark.parametrize(("ci", "failed"), [(False, []), (True, ["tests in de browser"])])
def test_what_cannot_run_is_a_failure_only_in_ci(monkeypatch, ci, failed):
    monkeypatch.setattr(check, "CI", ci)
    report = check.Report()
    report.missing("tests in de browser", "geen Chromium")
    assert report.failed == failed


def say(text: str, result: str = "goed") -> check.Step:
    def tell(report: check.Report) -> None:
        report.tell(f"{text} begint")
        done = subprocess.run([sys.executable, "-c", f"print('{text} zegt iets')"], stdout=report.out, check=False)
        report.add(text, result if done.returncode == 0 else "MISLUKT")

    return check.Step(text, tell)


def test_two_rows_of_checks_run_beside_each_other_and_their_output_does_not_mix(capfd):
    """Each waits for the other, so one after the other would never end."""
    both = threading.Barrier(2, timeout=30)
    wait = check.Step("wacht", lambda report: report.add("wacht", f"{both.wait() >= 0}"))
    first, second = check.run_beside([wait, say("a"), say("b")], [wait, say("c", "MISLUKT"), say("d")])
    assert [name for name, *_ in first.lines] == ["wacht", "a", "b"]
    assert [name for name, *_ in second.lines] == ["wacht", "c", "d"]
    assert (first.failed, second.failed) == ([], ["c"])
    told = capfd.readouterr().out.split("\n")
    assert [line for line in told if line] == [f"{who} {what}" for who in "abcd" for what in ("begint", "zegt iets")]


def test_what_the_second_row_said_is_shown_also_when_the_first_breaks_off(capfd):
    begun = threading.Event()

    def begin(report: check.Report) -> None:
        begun.set()
        report.tell("b is begonnen")

    def break_off(report: check.Report) -> None:
        begun.wait(30)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check.run_beside([check.Step("a", break_off)], [check.Step("b", begin)])
    assert "b is begonnen" in capfd.readouterr().out


def test_nothing_begins_after_a_stop():
    report, stop = check.Report(), threading.Event()
    last = check.Step("a", lambda report: (report.add("a", "goed"), stop.set())[0])
    check.run([last, say("b")], report, stop)
    assert [name for name, *_ in report.lines] == ["a"]


def test_error_in_the_second_row_is_an_error(capfd):
    def broken(report: check.Report) -> None:
        raise RuntimeError("kapot")

    with pytest.raises(RuntimeError, match="kapot"):
        check.run_beside([say("a")], [check.Step("b", broken)])


def test_pins_are_for_every_supported_python():
    """Compiled for one Python, the pins would lack what an older one needs."""
    pins = (settings.BASE_DIR / "requirements.txt").read_text(encoding="utf-8")
    assert "async-timeout==5.0.1 ; python_full_version < '3.11.3'" in pins
    assert re.findall(r"^[^#\s][^=]*$", pins, flags=re.MULTILINE) == []


def test_every_setting_is_in_the_manual():
    source = (settings.BASE_DIR / "bolapp" / "settings.py").read_text(encoding="utf-8")
    manual = (settings.BASE_DIR / "docs" / "beheer.md").read_text(encoding="utf-8")
    variables = set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", source))
    assert len(variables) > 15
    assert [name for name in sorted(variables) if f"`{name}`" not in manual] == []
