"""An unsafe production start is refused with one sentence that says what to set."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bolapp.safe_start import check_production
from tests.process_fixtures import BIN, plain_environment

KEY = "0123456789abcdef" * 4
SAFE = {
    "secret_key": KEY,
    "allowed_hosts": ["afspraken.voorbeeld.nl"],
    "site_url": "https://afspraken.voorbeeld.nl",
    "csrf_trusted_origins": [],
    "environment": {},
}


def test_safe_settings_are_accepted():
    check_production(**SAFE)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"secret_key": ""}, "SECRET_KEY ontbreekt"),
        ({"secret_key": "geheim"}, "SECRET_KEY is te zwak"),
        ({"secret_key": "a" * 64}, "SECRET_KEY is te zwak"),
        ({"secret_key": "django-insecure-" + KEY}, "SECRET_KEY is te zwak"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS is leeg"),
        ({"allowed_hosts": [""]}, "ALLOWED_HOSTS is leeg"),
        ({"allowed_hosts": ["*"]}, "ALLOWED_HOSTS staat op *"),
        ({"site_url": ""}, "SITE_URL ontbreekt"),
        ({"site_url": "afspraken.voorbeeld.nl"}, "SITE_URL is geen adres"),
        ({"site_url": "https://afspraken.voorbeeld.nl/bol"}, "SITE_URL is geen adres zonder pad"),
        ({"site_url": "http://afspraken.voorbeeld.nl"}, "SITE_URL begint met http://"),
        ({"site_url": "https://elders.voorbeeld.nl"}, "maar ALLOWED_HOSTS niet"),
        ({"csrf_trusted_origins": ["http://elders.voorbeeld.nl"]}, "CSRF_TRUSTED_ORIGINS noemt"),
        ({"environment": {"DEMO": "1", "DEMO_PASSWORD": "demo"}}, "DEMO_PASSWORD is te kort"),
    ],
)
def test_unsafe_setting_is_refused_with_a_sentence(changed, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        check_production(**SAFE | changed)
    message = str(refusal.value)
    assert sentence in message
    assert "\n" not in message
    assert message.endswith((".", ")"))


@pytest.mark.parametrize(
    ("site_url", "host"),
    [
        ("https://afspraken.voorbeeld.nl", ".voorbeeld.nl"),
        ("https://voorbeeld.nl", ".voorbeeld.nl"),
        ("http://localhost:8000", "localhost"),
        ("http://[::1]:8000", "[::1]"),
    ],
)
def test_site_url_fits_the_hosts(site_url, host):
    check_production(**SAFE | {"site_url": site_url, "allowed_hosts": [host]})


def production(tmp_path, **changed: str) -> dict[str, str]:
    """The environment of a safe server; a variable set to "" is left out."""
    env = plain_environment(
        DEBUG="0",
        SECRET_KEY=KEY,
        ALLOWED_HOSTS="afspraken.voorbeeld.nl",
        SITE_URL="https://afspraken.voorbeeld.nl",
        VAR_DIR=str(tmp_path),
    )
    return {name: value for name, value in (env | changed).items() if value}


def start(command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "manage.py", "check"],
        [str(BIN / "gunicorn"), "--bind", "127.0.0.1:0", "--no-control-socket", "bolapp.wsgi"],
        [str(BIN / "celery"), "-A", "bolapp", "worker"],
    ],
    ids=["manage.py", "gunicorn", "celery"],
)
def test_process_refuses_to_start_in_one_line(tmp_path, command):
    done = start(command, production(tmp_path, ALLOWED_HOSTS="*"))
    assert done.returncode != 0
    assert "Niet gestart: ALLOWED_HOSTS staat op *" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_at_all_set_is_refused(tmp_path):
    done = start([sys.executable, "manage.py", "check"], plain_environment(VAR_DIR=str(tmp_path)))
    assert done.returncode == 1
    assert done.stderr.startswith("Niet gestart: SECRET_KEY ontbreekt")
    assert len(done.stderr.strip().splitlines()) == 1


def test_production_says_what_it_stands_for(tmp_path):
    code = (
        "import django; from django.conf import settings as s; django.setup(); "
        "print(s.DEMO, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS >= 31536000, s.STORAGES['staticfiles']['BACKEND'].rsplit('.', 1)[1])"
    )
    env = production(tmp_path, DJANGO_SETTINGS_MODULE="bolapp.settings")
    done = start([sys.executable, "-c", code], env)
    assert done.stdout.split() == [
        "False",
        "True",
        "True",
        "True",
        "True",
        "CompressedManifestStaticFilesStorage",
    ]


def test_file_of_a_development_machine_gives_way_to_the_environment(tmp_path):
    (tmp_path / "ontwikkeling.env").write_text(f"DEBUG=1\nSECRET_KEY={KEY}\n")
    code = "from django.conf import settings as s; print(s.DEBUG, s.DEMO, s.ALLOWED_HOSTS)"
    env = plain_environment(DJANGO_SETTINGS_MODULE="bolapp.settings", VAR_DIR=str(tmp_path))
    assert start([sys.executable, "-c", code], env).stdout.startswith("True True ['localhost'")
    done = start([sys.executable, "-c", code], env | {"DEBUG": "0"})
    assert "ALLOWED_HOSTS is leeg" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://root@localhost/bol", "DATABASE_URL moet beginnen met postgres:// of sqlite:///."),
        ("DATABASE_URL", "rommel", "DATABASE_URL moet beginnen met postgres:// of sqlite:///."),
        ("DATABASE_URL", "sqlite:////proc/niets/bol.sqlite3", "DATABASE_URL noemt een bestand in /proc/niets, maar"),
        ("TRUSTED_PROXIES", "twee", "TRUSTED_PROXIES is geen getal: zet hierin bijvoorbeeld 0."),
        ("LOG_LEVEL", "hard", "LOG_LEVEL=HARD bestaat niet: kies uit DEBUG, INFO,"),
        ("EMAIL_URL", "rommel", "EMAIL_URL is geen adres van een mailserver: zet hierin bijvoorbeeld smtp+tls://"),
        ("CELERY_BROKER_URL", "localhost", "CELERY_BROKER_URL is geen adres van een broker: zet hierin bijvoorbeeld"),
    ],
)
def test_value_that_means_nothing_is_refused_in_one_line(tmp_path, name, value, sentence):
    done = start([sys.executable, "manage.py", "check"], production(tmp_path, **{name: value}))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Niet gestart: {sentence}")
    assert len(done.stderr.strip().splitlines()) == 1
