"""What every management command does when the database is not ready for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMMANDS = (
    ("load_reference",),
    ("load_demo",),
    ("check_history",),
    ("export_afsprakenlijst", "--soort", "bol", "--jaar", "2024", "--formaat", "json", "--output", "lijst.json"),
    ("import_afsprakenlijst", "lijst.txt", "--soort", "bol", "--jaar", "2024"),
)


def run(command: tuple[str, ...], folder: Path, database: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "SECRET_KEY": "x" * 50,
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
    }
    manage = str(settings.BASE_DIR / "manage.py")
    return subprocess.run(
        [sys.executable, manage, *command], env=environment, cwd=folder, capture_output=True, text=True
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_command_on_an_empty_database_is_refused_with_a_sentence(command: tuple[str, ...], tmp_path: Path):
    (tmp_path / "lijst.txt").write_text("Regio Noord-Nederland\n")
    done = run(command, tmp_path, f"sqlite:///{tmp_path}/leeg.sqlite3")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "De database is niet bijgewerkt. Voer eerst 'manage.py migrate' uit.\n"
    assert not (tmp_path / "lijst.json").exists()


def test_command_without_a_database_is_refused_with_a_sentence(tmp_path: Path):
    done = run(("check_history",), tmp_path, "postgres://niemand@127.0.0.1:1/niets")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "De database antwoordt niet. Controleer DATABASE_URL en of de database draait.\n"
