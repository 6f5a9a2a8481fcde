"""Which day can be meant by "verwacht gereed". Knows nothing of the database."""

from __future__ import annotations

from datetime import date

from agreements.models.status import GESLOTEN, Status

#: Before and after these somebody mistyped the year.
EERSTE_DAG, LAATSTE_DAG = date(2000, 1, 1), date(2100, 12, 31)


def waarom_niet(verwacht: date, *, status: str, vandaag: date) -> str:
    """Why this day cannot go with this status, as a sentence; "" when it can.

    What is still to be done has a day from today on; what is done or has ended none that is still to come.
    """
    if verwacht > LAATSTE_DAG or verwacht < EERSTE_DAG:
        return (
            f"Het jaar {verwacht.year} klopt niet. "
            f"Kies een dag van {EERSTE_DAG.year} tot en met {LAATSTE_DAG.year}, of laat het veld leeg."
        )
    if status in GESLOTEN and verwacht > vandaag:
        return f"Bij “{Status(status).label}” past geen dag die nog moet komen. Haal de datum weg."
    if status not in GESLOTEN and verwacht < vandaag:
        return "Deze dag is voorbij. Kies een dag die nog komt, of laat het veld leeg."
    return ""
