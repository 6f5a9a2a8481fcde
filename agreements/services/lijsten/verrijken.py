"""Giving a list that was read from a document what the register knows: codes and deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.lijst import Landsdeellijst, Lijst, Rubriek, Tekstblok, Termijnfrase
from agreements.models import Ronde
from agreements.services.termijnen import lees_termijnen, overlegdata


def verrijk(lijst: Lijst) -> Lijst:
    """The list as read from a document, with public codes and the deadline phrases that its text names.

    Relative phrases count from the day of the overleg, which comes from the database where it is known.
    """
    ronde = Ronde.objects.filter(soort=lijst.soort, jaar=lijst.jaar).first()
    dagen = _overlegdagen(ronde)
    data = overlegdata()

    def met_termijnen(deel: Landsdeellijst, rubriek: Rubriek, blok: Tekstblok) -> Tekstblok:
        dag = dagen.get(deel.landsdeel) or (ronde.gehouden_van if ronde else None)
        return replace(
            blok,
            termijnen=tuple(
                Termijnfrase(
                    frase=gevonden.frase,
                    soort=gevonden.soort,
                    van=gevonden.van,
                    tot=gevonden.tot,
                    overleg=gevonden.overleg,
                )
                for gevonden in lees_termijnen(blok.tekst, blok.subpunten, overlegdatum=dag, overleggen=data)
                if gevonden.termijn
            ),
        )

    return lijst.met_codes().met_elk_tekstblok(met_termijnen)


def _overlegdagen(ronde: Ronde | None) -> dict[str, date | None]:
    if ronde is None:
        return {}
    return {overleg.landsdeel_slug: overleg.datum for overleg in ronde.overleggen.select_related("landsdeel")}
