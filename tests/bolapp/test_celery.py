"""A job that the application hands to the broker is done by a real worker."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest
from celery.beat import ScheduleEntry
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from bolapp.beat import WatchedScheduler
from bolapp.celery import app
from bolapp.healthcheck import main as health_check
from bolapp.heartbeat import path
from bolapp.tasks import opruimen


@pytest.mark.broker
def test_worker_does_a_job_from_the_broker(werker):
    Session.objects.create(session_key="oud", session_data="", expire_date=timezone.now() - timedelta(days=1))
    opruimen.delay()
    werker.wait_until(lambda: not Session.objects.exists(), "de verlopen sessie is weg")


@pytest.mark.broker
def test_readyz_sees_the_broker(client, transactional_db):
    if not settings.CELERY_BROKER_URL:
        pytest.skip("CELERY_BROKER_URL is leeg: 'make test' zet hem als er een broker antwoordt")
    assert client.get("/readyz").json()["onderdelen"]["broker"] == "ok"


def test_every_job_of_the_schedule_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_scheduler_gives_a_sign_of_life_at_each_look(tmp_path, monkeypatch):
    monkeypatch.setenv("HARTSLAG_DIR", str(tmp_path))
    scheduler = WatchedScheduler(app=app, schedule_filename=str(tmp_path / "map" / "schema"), lazy=True)
    scheduler.setup_schedule()
    assert isinstance(scheduler.schedule["opruimen"], ScheduleEntry)
    scheduler.tick()
    scheduler.close()
    assert health_check(["beat"]) == 0


def test_old_sign_of_life_is_unhealthy(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HARTSLAG_DIR", str(tmp_path))
    assert health_check(["worker"]) == 1
    path("worker").touch()
    assert health_check(["worker"]) == 0
    long_ago = time.time() - 600
    os.utime(path("worker"), (long_ago, long_ago))
    assert health_check(["worker"]) == 1
    assert "600 seconden geleden" in capsys.readouterr().out
    assert health_check(["iets-anders"]) == 2
