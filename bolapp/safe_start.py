"""What a production start must have before it may serve anybody.

Pure functions on values, so that a test can ask them without starting anything; the settings call
`check_production`, and manage.py, wsgi.py and celery.py turn its refusal into one line through
`load_settings_or_exit`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Hosts of the own machine: the only ones that may do without https, to try the application out.
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

#: Django warns below this length as well (security.W009).
MIN_KEY_LENGTH, MIN_KEY_SYMBOLS = 50, 5


LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
BROKERS = ("redis", "rediss", "redis+socket", "sentinel", "amqp", "amqps", "pyamqp", "memory")


def check_choices(*, log_level: str, broker: str) -> None:
    """Refuse a value that would only fail later, in the middle of the work.

    Raises:
        ImproperlyConfigured: one Dutch sentence with the variable to set and an example of its value.
    """
    if log_level not in LOG_LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL={log_level} bestaat niet: kies uit {', '.join(LOG_LEVELS)}.")
    if broker and ("://" not in broker or broker.split("://")[0] not in BROKERS):
        raise ImproperlyConfigured(
            "CELERY_BROKER_URL is geen adres van een broker: zet hierin bijvoorbeeld redis://localhost:6379/0,"
            " of laat de variabele leeg."
        )


def check_production(
    *,
    secret_key: str,
    allowed_hosts: Sequence[str],
    site_url: str,
    csrf_trusted_origins: Sequence[str],
    environment: Mapping[str, str],
) -> None:
    """Refuse an unsafe production start.

    Raises:
        ImproperlyConfigured: one Dutch sentence with the variable to set and an example of its value.
    """
    for sentence in (
        _secret_key(secret_key),
        _allowed_hosts(allowed_hosts),
        _site_url(site_url, allowed_hosts),
        _origins(csrf_trusted_origins),
        _demo_password(environment),
    ):
        if sentence:
            raise ImproperlyConfigured(sentence)


def _secret_key(key: str) -> str:
    if not key:
        return (
            "SECRET_KEY ontbreekt: zet deze op een lange willekeurige tekst, bijvoorbeeld de uitvoer van"
            " 'openssl rand -hex 32' (op een ontwikkelmachine maakt 'make run' er een)."
        )
    if len(key) < MIN_KEY_LENGTH or len(set(key)) < MIN_KEY_SYMBOLS or key.startswith("django-insecure-"):
        return (
            f"SECRET_KEY is te zwak: zet hierin willekeurige tekst van ten minste {MIN_KEY_LENGTH} tekens,"
            " bijvoorbeeld de uitvoer van 'openssl rand -hex 32'."
        )
    return ""


def _allowed_hosts(hosts: Sequence[str]) -> str:
    example = "bijvoorbeeld ALLOWED_HOSTS=afspraken.voorbeeld.nl"
    if not [host for host in hosts if host.strip()]:
        return f"ALLOWED_HOSTS is leeg: zet hierin de hostnamen waarop de applicatie bereikbaar is, {example}."
    if "*" in hosts:
        return f"ALLOWED_HOSTS staat op *: noem de hostnamen waarop de applicatie bereikbaar is, {example}."
    return ""


def _site_url(site_url: str, allowed_hosts: Sequence[str]) -> str:
    example = "bijvoorbeeld SITE_URL=https://afspraken.voorbeeld.nl"
    if not site_url:
        return f"SITE_URL ontbreekt: zet hierin het adres van de applicatie, {example}."
    parts = urlsplit(site_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        return f"SITE_URL is geen adres zonder pad: zet hierin alleen https:// en de hostnaam, {example}."
    if parts.scheme == "http" and parts.hostname not in OWN_MACHINE:
        return f"SITE_URL begint met http://: buiten de eigen machine mag alleen https, {example}."
    if not any(_host_matches(parts.hostname, pattern) for pattern in allowed_hosts):
        return f"SITE_URL noemt {parts.hostname}, maar ALLOWED_HOSTS niet: zet deze hostnaam in ALLOWED_HOSTS."
    return ""


def _host_matches(host: str, pattern: str) -> bool:
    pattern = pattern.strip().strip("[]").lower()
    return host == pattern or (pattern.startswith(".") and (host == pattern[1:] or host.endswith(pattern)))


def _origins(origins: Sequence[str]) -> str:
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme != "https" and parts.hostname not in OWN_MACHINE:
            return (
                f"CSRF_TRUSTED_ORIGINS noemt {origin}: alleen adressen met https:// mogen,"
                " bijvoorbeeld CSRF_TRUSTED_ORIGINS=https://afspraken.voorbeeld.nl."
            )
    return ""


def _demo_password(environment: Mapping[str, str]) -> str:
    password = environment.get("DEMO_PASSWORD", "")
    if environment.get("DEMO", "").lower() in ("1", "true", "on", "yes", "y", "ok") and 0 < len(password) < 12:
        return "DEMO_PASSWORD is te kort: zet hierin ten minste 12 tekens, of laat de variabele weg."
    return ""


def load_settings_or_exit(exit_code: int = 1) -> None:
    """Load the settings; a refusal becomes one line on standard error and the end of the process.

    Args:
        exit_code: 3 tells gunicorn to stop altogether instead of starting the next worker.
    """
    from django.conf import settings

    try:
        settings.INSTALLED_APPS  # noqa: B018  (the first look at a setting loads them all)
    except ImproperlyConfigured as refusal:
        print(f"Niet gestart: {refusal}", file=sys.stderr)
        raise SystemExit(exit_code) from None
