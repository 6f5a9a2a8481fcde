"""Housekeeping that beat asks for; the jobs of the domain are in agreements.tasks."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

#: How long the log of log-ins is kept.
LOGIN_LOG_DAYS = 180
#: How long failed attempts are kept. They lock an account for minutes, and hold what was typed as a user name, which
#: is now and then a password; that there was one stays in the audit log.
ATTEMPT_DAYS = 1


@shared_task(name="bolapp.opruimen")
def opruimen() -> dict[str, int]:
    """Delete sessions that have ended, failed attempts of before yesterday and log-ins of over half a year ago."""
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    attempts, _ = AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=ATTEMPT_DAYS)).delete()
    logins, _ = AccessLog.objects.filter(attempt_time__lt=now - timedelta(days=LOGIN_LOG_DAYS)).delete()
    return {"sessies": sessions, "pogingen": attempts, "aanmeldingen": logins}
