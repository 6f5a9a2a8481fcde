"""When a day is over, for questions that are asked of a past day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def einde_van(dag: date) -> datetime:
    """The moment at which a day is over here."""
    return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))
