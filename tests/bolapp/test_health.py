"""/healthz and /readyz tell a probe the truth and a stranger nothing."""

from __future__ import annotations

from unittest import mock

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from bolapp import health


@pytest.fixture(autouse=True)
def _forget(monkeypatch):
    monkeypatch.setattr(health, "_migrations_good_until", 0.0)


def test_healthz_answers_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_readyz_names_every_part(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "onderdelen": {"database": "ok", "migraties": "ok", "historie": "ok"},
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probe_needs_no_host_no_https_and_no_account(client, settings, path):
    settings.ALLOWED_HOSTS = ["afspraken.voorbeeld.nl"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.django_db
def test_readyz_without_database_is_503_and_tells_no_secrets(client):
    fault = OperationalError('connection to server at "db.intern", user "bol" failed')
    with mock.patch.object(connections["default"], "cursor", side_effect=fault):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "niet gereed", "onderdelen": {"database": "niet bereikbaar"}}
    assert b"intern" not in answer.content


@pytest.mark.django_db
def test_readyz_with_a_missing_migration_is_503(client):
    last = MigrationLoader(connection).graph.leaf_nodes("agreements")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["onderdelen"]["migraties"] == "1 niet uitgevoerd"


@pytest.mark.django_db
def test_readyz_with_a_broker_that_is_away_is_503(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/"
    with mock.patch("bolapp.celery.app.connection_for_write", side_effect=OSError("weg")):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["onderdelen"]["broker"] == "niet bereikbaar"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client, path):
    answer = client.post(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
