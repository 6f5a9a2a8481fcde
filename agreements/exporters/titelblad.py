"""What the title page says beside the title: the same lines, in the same order, in every format."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.utils import timezone

from agreements.datums import datumtekst
from agreements.exporters.gegevens import Overlegdag, Titelgegevens

#: Who makes the documents, as it is printed in them.
MAKER = "Afsprakenregister Leefomgeving"


def bijzonderheden(gegevens: Titelgegevens) -> list[tuple[str, list[str]]]:
    """The particulars of a document: a name with one or more lines."""
    moment = timezone.localtime(gegevens.moment)
    regels = [
        ("Uitgave", [gegevens.uitgave]),
        ("Overleg", overlegregels(gegevens)),
        ("Versie", [_hoofdletter(gegevens.fase)]),
        ("Brief", [_hoofdletter(gegevens.brief)]),
        ("Status per", [datumtekst(gegevens.peildatum) if gegevens.peildatum else ""]),
        ("Wijzigingen", [f"Sinds uitgave {gegevens.wijzigingen_sinds}" if gegevens.wijzigingen_sinds else ""]),
        ("Opgemaakt", [f"{datumtekst(moment)}, {moment:%H:%M} uur, uit het {MAKER}"]),
    ]
    return [(naam, waarden) for naam, waarden in regels if any(waarden)]


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def overlegregels(gegevens: Titelgegevens) -> list[str]:
    """When the overleggen were held: one date for all, or a line per date with the landsdelen that met."""
    dagen = sorted(gegevens.overlegdagen, key=_dag)
    per_dag = {dag: [een.naam for een in groep] for dag, groep in groupby(dagen, key=_dag)}
    if len(per_dag) > 1:
        return [f"{datumtekst(dag)}: {_opsomming(namen)}" for dag, namen in per_dag.items()]
    if per_dag:
        return [datumtekst(dag) for dag in per_dag]
    van, tot = gegevens.gehouden_van, gegevens.gehouden_tot
    if van and tot and van != tot:
        return [f"{datumtekst(van)} t/m {datumtekst(tot)}"]
    return [datumtekst(dag) for dag in (tot or van,) if dag]


def _opsomming(namen: list[str]) -> str:
    """Names as a sentence has them: "Noord, Oost en Zuid"."""
    *eerste, laatste = namen
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def _dag(dag: Overlegdag) -> date:
    return dag.datum
