"""Days in Dutch words, the same whatever language or machine the application runs with."""

from __future__ import annotations

from datetime import date

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def datumtekst(dag: date) -> str:
    """A day in words: "6 november 2024"."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
