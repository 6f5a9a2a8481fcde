"""The directions in which the rooms of the house lean on each other, as docs/architectuur.md draws them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
OURS = {"bolapp", "regions", "accounts", "instruments", "agreements", "monitoring", "parliament", "dashboards", "api"}

#: Room → what its modules may import of ours, beside itself. The longest prefix counts.
MAY = {
    "bolapp": set(),
    "regions": {"bolapp"},
    "accounts": {"bolapp", "regions"},
    "instruments": {"bolapp", "regions", "accounts"},
    "agreements": {"bolapp", "regions", "accounts", "instruments"},
    "monitoring": {"bolapp", "regions", "accounts", "agreements"},
    "parliament": {"bolapp", "regions", "accounts", "agreements"},
    "dashboards": {"bolapp", "regions", "accounts", "instruments", "agreements", "monitoring", "parliament"},
    "api": {"bolapp", "regions", "accounts", "instruments", "agreements", "monitoring", "parliament", "dashboards"},
    # These know neither Django nor the database.
    "agreements.datums": set(),
    "agreements.lijst": set(),
    "agreements.lijst_json": {"agreements.lijst"},
    "agreements.dossier": {"agreements.lijst"},
    "agreements.dossier_json": {"agreements.lijst", "agreements.dossier"},
    "agreements.dossier_html": set(),
    "agreements.dossierregels": {"agreements.dossier"},
    "agreements.gereedheid": {"agreements.dossier"},
    "agreements.agendaboom": set(),
    "agreements.kruisverwijzingen": set(),
    "agreements.importers": {"agreements.lijst"},
    "agreements.importers.dossier": {
        "agreements.datums",
        "agreements.lijst",
        "agreements.dossier",
        "agreements.importers",
    },
    "agreements.herstel": {"agreements.lijst", "agreements.importers"},
    "agreements.duiding": set(),
    "agreements.gebiedsnamen": set(),
    "agreements.gelijkenis": set(),
    "agreements.tekstverschil": set(),
    "agreements.punttekst": {"agreements.lijst", "agreements.dossier", "agreements.importers"},
    "agreements.samenvoegen": {"agreements.dossier", "agreements.importers", "agreements.punttekst"},
    "agreements.puntverschil": {
        "agreements.dossier",
        "agreements.importers",
        "agreements.punttekst",
        "agreements.tekstverschil",
    },
    "agreements.exporters": {"agreements.datums", "agreements.lijst", "agreements.lijst_json"},
    "agreements.exporters.dossier": {
        "agreements.datums",
        "agreements.lijst",
        "agreements.dossier",
        "agreements.dossier_html",
        "agreements.dossier_json",
        "agreements.exporters",
    },
    "agreements.termijnen": {"agreements.datums"},
    "agreements.kamerstuk": set(),
    "agreements.uitbreiding": set(),
    "monitoring.stand": set(),
    "monitoring.verschil": {"agreements.datums", "monitoring.stand"},
    "monitoring.voortgang": {
        *("agreements.datums", "agreements.lijst", "agreements.exporters.bijschriften"),
        *("monitoring.stand", "monitoring.verschil"),
    },
    "monitoring.models": {"agreements.models", "regions", "accounts"},
    "monitoring.services": {
        *("agreements.lijst", "agreements.models", "agreements.services", "agreements.rechten"),
        *("agreements.datums", "agreements.dossier", "agreements.exporters"),
        *("monitoring.keuze", "monitoring.stand", "monitoring.verschil", "monitoring.voortgang"),
        *("monitoring.models", "monitoring.tasks"),
        *("bolapp", "regions", "accounts"),
    },
    "instruments.stand": set(),
    "instruments.models": {"bolapp", "regions", "accounts"},
    # Models know each other and the places and people, not who writes or shows them.
    "agreements.models": {
        "agreements.lijst",
        "agreements.dossier",
        "bolapp",
        "regions",
        "accounts",
        "instruments.models",
    },
    "agreements.services": {
        "agreements.datums",
        "agreements.lijst",
        "agreements.lijst_json",
        "agreements.dossier",
        "agreements.dossier_json",
        "agreements.dossier_html",
        "agreements.agendaboom",
        "agreements.kruisverwijzingen",
        "agreements.punttekst",
        "agreements.samenvoegen",
        "agreements.tekstverschil",
        "agreements.importers",
        "agreements.herstel",
        "agreements.duiding",
        "agreements.exporters",
        "agreements.termijnen",
        "agreements.kamerstuk",
        "agreements.models",
        "agreements.rechten",
        "agreements.zoeken",
        "agreements.tasks",
        "agreements.uitbreiding",
        "bolapp",
        "regions",
        "accounts",
        "instruments",
    },
}

#: Where everything is put together: addresses and settings name the applications, and the admin pages of places
#: write to the audit log of accounts. Nothing imports these.
PUT_TOGETHER = {
    "bolapp.urls",
    "bolapp.settings",
    "bolapp.apps",
    "bolapp.admin_site",
    "bolapp.wsgi",
    "regions.admin",
}

WITHOUT_DJANGO = (
    "instruments.stand",
    "agreements.lijst",
    "agreements.lijst_json",
    "agreements.dossier",
    "agreements.dossier_json",
    "agreements.dossierregels",
    "agreements.gereedheid",
    "agreements.agendaboom",
    "agreements.kruisverwijzingen",
    "agreements.importers",
    "agreements.herstel",
    "agreements.duiding",
    "agreements.gelijkenis",
    "agreements.tekstverschil",
    "agreements.punttekst",
    "agreements.puntverschil",
    "agreements.samenvoegen",
    "agreements.termijnen",
    "agreements.kamerstuk",
    "monitoring.stand",
    "monitoring.verschil",
    "monitoring.voortgang",
)


def _modules() -> Iterator[tuple[str, Path]]:
    for room in sorted(OURS):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


MODULES = dict(_modules())


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_in_the_allowed_direction(module: str) -> None:
    if module in PUT_TOGETHER:
        return
    room = max((room for room in MAY if _within(module, room)), key=len)
    wrong = [
        name
        for name in _imports(MODULES[module])
        if name.split(".")[0] in OURS
        and not _within(name, room)
        and not any(_within(name, allowed) for allowed in MAY[room])
    ]
    assert not wrong, f"{module} mag niet leunen op {', '.join(wrong)}"


@pytest.mark.parametrize("module", [name for name in MODULES if any(_within(name, room) for room in WITHOUT_DJANGO)])
def test_document_structure_and_deadlines_do_not_know_django(module: str) -> None:
    assert not [name for name in _imports(MODULES[module]) if name.split(".")[0] == "django"]


def test_views_are_called_by_addresses_only() -> None:
    callers = [
        module
        for module, path in MODULES.items()
        for name in _imports(path)
        if (room := name.split(".views")[0]) != name
        and room in OURS
        and not _within(module, f"{room}.views")
        and module != f"{room}.urls"
    ]
    assert not callers
