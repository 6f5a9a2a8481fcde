from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils.formats import date_format

from agreements.importers.bron import decodeer, lees_bytes
from agreements.lijst import LijstFout
from agreements.services.termijnen import overlegdata
from agreements.termijnen import GeenTermijn, GevondenTermijn, controleer_overlegdatum, duid, vind_termijnen
from agreements.termijnen.vondst import Overlegdata
from bolapp.opdracht import Opdracht


class Command(Opdracht):
    help = (
        "Leg uit wat een tijdsaanduiding betekent: welke dagen zij omvat en aan welk overleg zij hangt.\n"
        "Met --tekst: vind alle tijdsaanduidingen in een tekst."
    )
    voorbeeld = """
python manage.py duid_termijn "eerste kwartaal van 2025" --overlegdatum 2024-11-06 --json
python manage.py duid_termijn "voor het einde van dit jaar" --overlegdatum 2024-11-06
python manage.py duid_termijn --tekst lijst-2024.txt --overlegdatum 2024-11-06
"""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("frase", nargs="?", metavar="FRASE", help="De tijdsaanduiding, tussen aanhalingstekens.")
        parser.add_argument("--tekst", type=Path, metavar="PATH", help="Een tekstbestand (.txt, .md) om te doorzoeken.")
        parser.add_argument(
            "--overlegdatum",
            metavar="JJJJ-MM-DD",
            help='De dag van het overleg waarin dit is afgesproken; "dit jaar" telt vanaf die dag.',
        )

    def voer_uit(self, *, frase: str | None, tekst: Path | None, overlegdatum: str | None, **opties: Any) -> None:
        if (frase is None) == (tekst is None):
            raise CommandError("Geef een tijdsaanduiding of --tekst PATH, een van de twee.")
        dag = _dag(overlegdatum)
        try:
            if tekst is not None:
                self._toon_tekst(_lees(tekst), dag, als_json=opties["als_json"])
            else:
                self._toon_frase(frase or "", dag, als_json=opties["als_json"])
        except (GeenTermijn, LijstFout) as fout:
            raise CommandError(str(fout)) from fout

    def _toon_frase(self, frase: str, dag: date | None, *, als_json: bool) -> None:
        termijn = duid(frase, overlegdatum=dag, overleggen=_bekende_overleggen())
        if als_json:
            self.schrijf_json(_als_json(termijn))
        else:
            self.stdout.write(_als_zin(termijn))

    def _toon_tekst(self, tekst: str, dag: date | None, *, als_json: bool) -> None:
        gevonden = vind_termijnen(tekst, overlegdatum=dag, overleggen=_bekende_overleggen())
        self.voortgang("Tekst gelezen.")
        regels = [(tekst.count("\n", 0, termijn.begin) + 1, termijn) for termijn in gevonden]
        if als_json:
            self.schrijf_json([{"regel": regel, **_als_json(termijn)} for regel, termijn in regels])
            return
        for regel, termijn in regels:
            self.stdout.write(f"regel {regel}: {_als_zin(termijn)}")
        aantal = sum(termijn.termijn for termijn in gevonden)
        self.stdout.write(f"Aantal tijdsaanduidingen: {len(gevonden)}, waarvan termijnen: {aantal}.")


def _bekende_overleggen() -> Overlegdata:
    """The days of the meetings in the database; none where it has not been set up yet."""
    try:
        return overlegdata()
    except DatabaseError:
        return {}


def _dag(tekst: str | None) -> date | None:
    if tekst is None:
        return None
    try:
        dag = date.fromisoformat(tekst)
        controleer_overlegdatum(dag)
    except ValueError as fout:
        raise CommandError(
            f"“{tekst}” is geen datum van een overleg. Schrijf de overlegdatum als 2024-11-06."
        ) from fout
    return dag


def _lees(pad: Path) -> str:
    """The text with line ends made the same, so that line numbers are those of an editor."""
    tekst = decodeer(lees_bytes(pad, naam=pad.name), naam=pad.name).tekst
    return tekst.replace("\r\n", "\n").replace("\r", "\n")


def _als_json(termijn: GevondenTermijn) -> dict[str, Any]:
    return {
        "frase": termijn.frase,
        "soort": termijn.soort,
        "van": termijn.van.isoformat() if termijn.van else None,
        "tot": termijn.tot.isoformat() if termijn.tot else None,
        "overleg": termijn.overleg,
        "te_dateren": termijn.te_dateren,
        "termijn": termijn.termijn,
    }


def _als_zin(termijn: GevondenTermijn) -> str:
    overleg = f", {termijn.overleg}" if termijn.overleg else ""
    oordeel = "termijn" if termijn.termijn else "geen termijn"
    return f"“{termijn.frase}”: {termijn.soort}{overleg}, {_dagen(termijn)}; {oordeel}."


def _dagen(termijn: GevondenTermijn) -> str:
    van = date_format(termijn.van, "j F Y") if termijn.van else ""
    tot = date_format(termijn.tot, "j F Y") if termijn.tot else ""
    if van and tot:
        return f"op {van}" if van == tot else f"van {van} t/m {tot}"
    if tot:
        return f"uiterlijk {tot}"
    return f"vanaf {van}" if van else "niet te dateren"
