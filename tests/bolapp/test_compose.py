"""docker-compose.yml is right, and what it starts becomes healthy.

There is no Docker engine where the tests run. So the file is held against the Compose schema, and each of our
services runs as a plain process with the command, the environment and the health check of the file; only the
names of the machines differ.
"""

from __future__ import annotations

import importlib.resources
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest
import yaml
from django.conf import settings
from psycopg import sql

from tests.process_fixtures import BIN, free_port, plain_environment, running

OURS = ("migrate", "web", "worker", "beat")
SECRETS = {"SECRET_KEY": "0123456789abcdef" * 4, "POSTGRES_PASSWORD": "geheim"}


def load() -> dict[str, Any]:
    return yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8"))


def interpolate(value: str, variables: dict[str, str]) -> str:
    """What Compose makes of ${NAME}, ${NAME:-default} and ${NAME:?message}."""

    def replace(match: re.Match[str]) -> str:
        name, operator, rest = match["name"], match["operator"], match["rest"]
        if variables.get(name):
            return variables[name]
        if operator == ":?":
            raise KeyError(rest)
        return rest or ""

    return re.sub(r"\$\{(?P<name>\w+)(?:(?P<operator>:[-?])(?P<rest>[^}]*))?\}", replace, value)


def test_file_follows_the_compose_schema():
    folder = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema.validate(load(), schema, cls=jsonschema.validators.validator_for(schema))


def test_every_service_has_a_health_check_except_the_one_that_ends():
    without = {name for name, service in load()["services"].items() if "healthcheck" not in service}
    assert without == {"migrate"}


def test_services_wait_for_what_they_need():
    services = load()["services"]
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "redis": {"condition": "service_healthy"},
        }


def test_every_named_volume_is_declared():
    compose = load()
    used = {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
        if not volume.startswith((".", "/"))
    }
    assert used == set(compose["volumes"])


def test_only_the_web_service_is_reachable_and_only_from_this_machine():
    services = load()["services"]
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "web": ["127.0.0.1:${PORT:-8000}:8000"]
    }


@pytest.mark.parametrize("missing", list(SECRETS))
def test_start_without_a_secret_is_refused_with_a_sentence(missing):
    text = (settings.BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
    with pytest.raises(KeyError, match=f"Zet {missing} in .env"):
        interpolate(text, {name: value for name, value in SECRETS.items() if name != missing})


def test_image_takes_along_every_package_of_the_application():
    ignored = (settings.BASE_DIR / ".dockerignore").read_text(encoding="utf-8").splitlines()
    packages = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")} - {"tests", "tools", "benchmarks"}
    assert {f"!{name}/" for name in packages | {"templates", "static", "fixtures"}} <= set(ignored)


@pytest.fixture(scope="module")
def compose_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a service, with its own database on the local PostgreSQL, and the broker."""
    postgres, broker = os.environ.get("TEST_DATABASE_URL"), os.environ.get("TEST_BROKER_URL")
    if not postgres or not broker:
        pytest.skip("TEST_DATABASE_URL of TEST_BROKER_URL is leeg: 'make test' zet ze als beide antwoorden")
    name = f"bol_compose_{uuid.uuid4().hex[:8]}"
    environment = {
        key: interpolate(str(value), SECRETS) for key, value in load()["services"]["web"]["environment"].items()
    }
    assert environment["DEBUG"] == "0"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        address = re.sub(r"^(\w+://[^/]*)/[^?]*", rf"\1/{name}", postgres)
        yield plain_environment(
            **environment
            | {
                "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
                "DATABASE_URL": address,
                "CELERY_BROKER_URL": broker,
                "CELERY_QUEUE": name,
                "VAR_DIR": str(tmp_path_factory.mktemp("data")),
                "HARTSLAG_DIR": str(tmp_path_factory.mktemp("hartslag")),
                "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
                "PORT": str(free_port()),
            }
        )
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def command(service: str, environment: dict[str, str]) -> list[str]:
    """The command of the file, on a free port."""
    words = [str(word) for word in load()["services"][service]["command"]]
    return [word.replace("0.0.0.0:8000", f"127.0.0.1:{environment['PORT']}") for word in words]


def health_check(service: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kind, *words = load()["services"][service]["healthcheck"]["test"]
    assert kind == "CMD"
    return subprocess.run(
        words, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=20, check=False
    )


def run_once(words: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        words, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def is_healthy(service: str, environment: dict[str, str]) -> bool:
    return health_check(service, environment).returncode == 0


@pytest.mark.broker
def test_every_command_of_the_file_becomes_healthy(compose_environment, tmp_path: Path):
    env = compose_environment
    run_once([sys.executable, "manage.py", "collectstatic", "--noinput"], env)  # the image does this
    run_once(command("migrate", env), env)
    with psycopg.connect(env["DATABASE_URL"]) as database:
        assert database.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)

    for service in ("web", "worker", "beat"):
        assert health_check(service, env).returncode == 1, f"{service} is gezond voordat het draait"
        with running(command(service, env), env, tmp_path / f"{service}.log") as process:
            process.wait_until(partial(is_healthy, service, env), f"{service} is gezond")
        assert process.popen.returncode == 0, process.output
        assert "Traceback" not in process.output
    assert health_check("web", env).returncode == 1


@pytest.mark.broker
def test_demo_that_is_switched_on_by_hand_is_loaded_at_the_start(compose_environment):
    env = compose_environment | {"DEMO": "1", "DEMO_PASSWORD": "een-lang-genoeg-wachtwoord"}
    run_once(command("migrate", env), env)
    with psycopg.connect(env["DATABASE_URL"]) as database:
        assert database.execute("SELECT count(*) FROM accounts_user").fetchone() == (6,)


@pytest.mark.broker
def test_web_without_its_database_is_unhealthy(compose_environment, tmp_path: Path):
    env = compose_environment | {"DATABASE_URL": "postgres://bol:geheim@127.0.0.1:1/bol"}
    with running(command("web", env), env, tmp_path / "web.log") as process:
        process.wait_until(lambda: "niet gereed" in health_check("web", env).stdout, "web zegt wat er mist")
        assert health_check("web", env).returncode == 1
