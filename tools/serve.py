"""Serve the application for one person on one machine; `make run` calls it after tools/prepare.py.

Migrates the database, loads the reference data, on the first run the demo data, prints the demo accounts and
then becomes gunicorn. PORT sets the port; every other setting is in bolapp/settings.py.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


class StopError(Exception):
    """The application cannot be served; the message is a Dutch sentence."""


def free_port(text: str) -> int:
    """Return the port to serve on.

    Raises:
        StopError: when `text` is no port, or when another program listens there.
    """
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise StopError(f"PORT={text} is geen poortnummer: kies een getal van 1 tot en met 65535, bijvoorbeeld 8001.")
    port = int(text)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise StopError(f"Poort {port} is alleen voor root. Kies een andere: make run PORT=8001") from None
        except OSError:
            other = port + 1 if port < 65535 else 8001
            message = f"Poort {port} is al in gebruik. Stop het andere programma of kies: make run PORT={other}"
            raise StopError(message) from None
    return port


def fill_database() -> None:
    """Bring the database up to date; demo data only into a database without accounts.

    Raises:
        StopError: when the database cannot be used, or the data not loaded.
    """
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.exceptions import ValidationError
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError

    from accounts.actoren import Systeem
    from agreements.services.demo import laad_demo
    from bolapp.opdracht import waarom_database_niet_kan

    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", verbosity=0)
        if settings.DEMO and not get_user_model().objects.exists():
            print("Demogegevens laden …", flush=True)
            laad_demo(by=Systeem(naam="make run"))
    except CommandError as refusal:
        raise StopError(str(refusal)) from refusal
    except ValidationError as refusal:
        raise StopError(" ".join(refusal.messages)) from refusal
    except DatabaseError as error:
        if not (reason := waarom_database_niet_kan()):
            raise
        raise StopError(reason) from error


def demo_lines() -> list[str]:
    """The demo accounts and their password, to print; their password is set to the present one."""
    from django.contrib.auth import get_user_model

    from accounts.actoren import Systeem
    from accounts.demo import demo_accounts
    from accounts.services import zet_demo_wachtwoord
    from bolapp.demo_password import demo_password

    accounts = [account.username for account in demo_accounts()]
    if not get_user_model().objects.filter(username__in=accounts).exists():
        return []
    password = demo_password()
    zet_demo_wachtwoord(wachtwoord=password.value, by=Systeem(naam="make run"))
    return [f"Demo-accounts: {', '.join(accounts)}", password.line()]


def become_gunicorn() -> NoReturn:
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    os.execv(gunicorn, [gunicorn, "--config", "python:tools.gunicorn_development", "bolapp.wsgi"])  # noqa: S606


def main() -> NoReturn:
    port = free_port(os.environ.get("PORT") or "8000")
    os.chdir(ROOT)
    os.environ["PORT"] = str(port)
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bolapp.settings")

    import django

    from bolapp.safe_start import load_settings_or_exit

    load_settings_or_exit()
    django.setup()
    fill_database()
    for line in demo_lines():
        print(line, flush=True)
    become_gunicorn()


if __name__ == "__main__":
    try:
        main()
    except StopError as stop:
        print(stop, file=sys.stderr)
        raise SystemExit(1) from None
