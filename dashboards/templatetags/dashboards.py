"""How a dashboard says how late something is, and how soon it is due."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils import timezone

from agreements.lijstregels import duur

register = template.Library()


@register.filter
def te_laat(laatste_dag: date, vandaag: date | None = None) -> str:
    """How long ago the last day of a deadline was: "3 dagen over tijd"."""
    return f"{duur(laatste_dag, vandaag or timezone.localdate())} over tijd"


@register.filter
def nog(laatste_dag: date, vandaag: date | None = None) -> str:
    """How long until the last day of a deadline: "nog 12 dagen", or "vandaag"."""
    tijd = duur(vandaag or timezone.localdate(), laatste_dag)
    return f"nog {tijd}" if tijd else "vandaag"
