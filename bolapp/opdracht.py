"""What every management command of the project shares: how it is helped, how it refuses, how it counts time."""

from __future__ import annotations

import json
import sys
import textwrap
import time
from argparse import RawDescriptionHelpFormatter
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

#: A command that is busy for longer than this says so on standard error.
STIL_GEDULD = 1.0


class Ontleder(CommandParser):
    """Arguments that are wrong are bad input as any other: exit 1 and one Dutch line."""

    def error(self, message: str) -> NoReturn:
        if self.called_from_command_line:
            sys.stderr.write(f"{_nederlands(message)} Zie --help.\n")
            raise SystemExit(1)
        raise CommandError(message)


class Opdracht(BaseCommand):
    """A command with `voorbeeld` in its help, `--json`, and refusals on one line of standard error with exit 1.

    A subclass writes `voer_uit(**opties)` and may raise CommandError or ValidationError. A database that does not
    answer or was not brought up to date is refused likewise; a bug still crashes.
    """

    voorbeeld = ""
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        kwargs.setdefault("epilog", f"Voorbeeld:\n{textwrap.indent(self.voorbeeld.strip(), '  ')}")
        ontleder = Ontleder(
            prog=f"{prog_name} {subcommand}",
            description=self.help or None,
            missing_args_message=getattr(self, "missing_args_message", None),
            called_from_command_line=getattr(self, "_called_from_command_line", None),
            **kwargs,
        )
        for vlag, bestemming in (("--settings", "settings"), ("--pythonpath", "pythonpath")):
            ontleder.add_argument(vlag, dest=bestemming, help="Zie de handleiding van Django.")
        ontleder.add_argument("-v", "--verbosity", default=1, type=int, choices=[0, 1, 2, 3], help="Hoeveel te zeggen.")
        ontleder.add_argument("--traceback", action="store_true", help="Toon bij een weigering ook waar in de code.")
        ontleder.add_argument("--no-color", action="store_true", help="Geen kleuren.")
        ontleder.add_argument("--force-color", action="store_true", help="Altijd kleuren.")
        ontleder.add_argument("--skip-checks", action="store_true", help="Sla de systeemcontroles over.")
        ontleder.add_argument("--json", action="store_true", dest="als_json", help="Geef de uitvoer als JSON.")
        self.add_arguments(ontleder)
        return ontleder

    def run_from_argv(self, argv: list[str]) -> None:
        self._called_from_command_line = True
        try:
            super().run_from_argv(argv)
        except SystemExit:
            raise
        except BrokenPipeError:
            raise SystemExit(1) from None

    def handle(self, *args: Any, **opties: Any) -> None:
        self._begin = time.monotonic()
        try:
            self.voer_uit(**opties)
        except ValidationError as fout:
            self.weiger(" ".join(fout.messages), opties)
        except CommandError as fout:
            self.weiger(str(fout), opties)
        except DatabaseError:
            reden = waarom_database_niet_kan()
            if not reden:
                raise
            self.weiger(reden, opties)

    def voer_uit(self, *args: Any, **kwargs: Any) -> None:
        """Do the work; the subclass names the options that it takes."""
        raise NotImplementedError

    def weiger(self, reden: str, opties: dict[str, Any]) -> NoReturn:
        """Say why on one line of standard error and stop with exit 1; inside a program it is a CommandError."""
        regel = " ".join(reden.split())
        if opties.get("traceback") or not getattr(self, "_called_from_command_line", False):
            raise CommandError(regel)
        self.stderr.write(regel, lambda tekst: tekst)
        raise SystemExit(1)

    def voortgang(self, tekst: str) -> None:
        """Progress, on standard error, once the command has been busy for more than a second."""
        if time.monotonic() - self._begin > STIL_GEDULD:
            self.stderr.write(tekst, lambda regel: regel)

    def schrijf_json(self, gegevens: Any) -> None:
        self.stdout.write(json.dumps(gegevens, ensure_ascii=False, indent=2))


def waarom_database_niet_kan() -> str:
    """Why no command can work with the database, as a Dutch sentence; "" when that is not what is wrong."""
    try:
        uitvoerder = MigrationExecutor(connection)
        achter = uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    except DatabaseError:
        return "De database antwoordt niet. Controleer DATABASE_URL en of de database draait."
    return "De database is niet bijgewerkt. Voer eerst 'manage.py migrate' uit." if achter else ""


def _nederlands(melding: str) -> str:
    """The messages of argparse that people meet, in Dutch."""
    vervang = (
        ("the following arguments are required: ", "Er ontbreekt iets: "),
        ("unrecognized arguments: ", "Onbekend: "),
        ("expected one argument", "verwacht één waarde"),
        ("expected at least one argument", "verwacht minstens één waarde"),
        ("invalid choice: ", "ongeldige keuze: "),
        ("choose from ", "kies uit "),
        ("invalid int value: ", "geen getal: "),
        ("argument ", "Bij "),
    )
    for engels, nederlands in vervang:
        melding = melding.replace(engels, nederlands)
    return melding[0].upper() + melding[1:].rstrip(".") + "."
