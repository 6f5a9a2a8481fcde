"""Whoever reads for a page, asks who is asking: the source itself is read for queries that skip `visible_to`.

What it finds is `Model.objects` (or a bare manager) in what makes pages, of a model whose rows not everybody may see,
in an expression without one of the methods that narrow it down to a reader. A relation that is followed from a row
(`overleg.afspraken`) is not found: the row itself came through one of them, and the leak tests walk the pages.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

ROOT: Path = settings.BASE_DIR
#: Where pages, files and feeds are made.
PAGINAS = (
    *("agreements/views", "agreements/filters", "agreements/feeds.py", "agreements/api"),
    *("parliament/views", "parliament/forms", "parliament/afspraakdeel.py", "dashboards"),
    *("instruments/views", "monitoring/views", "monitoring/forms", "api"),
)
VERNAUWT = {"visible_to", "op_peildatum", "gezien_door", "intern_visible_to", "geheel_visible_to"}
#: Rows without a secret: reference data, and that a ronde exists.
ZONDER_GEHEIM = {"Ronde", "Thema", "Landsdeel", "Provincie", "Gebied", "Gemeente", "Organisatie", "Organisatienaam"}

#: File, function and model → why it may.
MAG = {
    ("agreements/filters/keuzen.py", "voor", "Overleg"): "soort, jaar and landsdeel of each: reference data",
    ("agreements/filters/keuzen.py", "_rubrieken", "Rubriek"): "filtered on a condition that holds visible_to",
    ("agreements/views/publicatie.py", "_pagina", "Bericht"): "how many were sent: the page is the Rijksredacteur's",
    ("agreements/views/publicatie.py", "_pagina", "Uitgave"): "that one was sent: the page is the Rijksredacteur's",
    ("monitoring/forms/ronde.py", "to_python", "Afspraak"): "that a code exists: the form is the Rijksredacteur's",
    ("agreements/views/zitting.py", "_leesblokken", "Agendablok"): "of the item of a meeting that was narrowed down",
    **dict.fromkeys(
        (
            ("agreements/views/agenda/gedeeld.py", "haal_punt", "Agendapunt"),
            ("agreements/views/agenda/gedeeld.py", "ligt_op_tafel", "Zitting"),
            ("agreements/views/agenda/gedeeld.py", "punten_van", "Agendapunt"),
            ("agreements/views/agenda/gereed.py", "gereedheid", "Agendapunt"),
            ("agreements/views/agenda/gereed.py", "gereedheid", "Dossier"),
            ("agreements/views/agenda/gereed.py", "mijn_punten", "Agendapunt"),
            ("agreements/views/agenda/versies.py", "verschil", "Dossierversie"),
        ),
        "of a dossier that was narrowed down",
    ),
    ("agreements/views/zitting.py", "punt_van", "Agendapunt"): "of the meeting, which was narrowed down",
    ("dashboards/tellingen.py", "tel", "Statuswijziging"): "counted only where the live status may be seen",
}

#: Templates that show the live status: pages behind the right to change or to propose it.
LIVE = {"agreements/_statusvelden.html"}


def _modellen() -> set[str]:
    """The models of which `visible_to` shows not everybody every row."""
    return {
        model.__name__ for model in apps.get_models() if hasattr(model._default_manager, "visible_to")
    } - ZONDER_GEHEIM


def _bestanden() -> list[Path]:
    uit: list[Path] = []
    for plek in PAGINAS:
        pad = ROOT / plek
        uit += [pad] if pad.is_file() else sorted(pad.rglob("*.py"))
    return uit


def vondsten(bron: str, modellen: set[str]) -> Iterator[tuple[str, str]]:
    """Function and model of every query in this source that no reader narrows down."""
    boom = ast.parse(bron)
    ouders = {kind: ouder for ouder in ast.walk(boom) for kind in ast.iter_child_nodes(ouder)}

    def functie(knoop: ast.AST) -> str:
        while knoop in ouders:
            knoop = ouders[knoop]
            if isinstance(knoop, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return knoop.name
        return ""

    for knoop in ast.walk(boom):
        if not (isinstance(knoop, ast.Attribute) and knoop.attr in ("objects", "_default_manager", "_base_manager")):
            continue
        if not (isinstance(knoop.value, ast.Name) and knoop.value.id in modellen):
            continue
        methoden = set()
        keten: ast.AST = knoop
        # Up the chain of calls: Model.objects.a().b() is Attribute and Call in turn.
        while isinstance(ouder := ouders.get(keten), (ast.Attribute, ast.Call)) and (
            not isinstance(ouder, ast.Call) or ouder.func is keten
        ):
            if isinstance(ouder, ast.Attribute):
                methoden.add(ouder.attr)
            keten = ouder
        if not methoden & VERNAUWT:
            yield functie(knoop), knoop.value.id


def test_every_query_for_a_page_is_narrowed_down_to_its_reader() -> None:
    modellen = _modellen()
    assert {"Afspraak", "Uitgave", "Dossier", "Statuswijziging"} <= modellen
    gevonden = {
        (str(bestand.relative_to(ROOT)), naam, model)
        for bestand in _bestanden()
        for naam, model in vondsten(bestand.read_text(encoding="utf-8"), modellen)
    }
    assert gevonden - MAG.keys() == set(), "Gebruik visible_to(user), of zeg in MAG waarom het hier niet hoeft."
    assert MAG.keys() - gevonden == set(), "Deze uitzonderingen zijn niet meer nodig."


@pytest.mark.parametrize(
    ("regel", "fout"),
    [
        ("Afspraak.objects.filter(code=code)", True),
        ("get_object_or_404(Afspraak, code=code)", False),  # no manager; see the next test
        ("Afspraak.objects.visible_to(user).filter(code=code)", False),
        ("Afspraak.objects.filter(code=code).visible_to(user)", False),
        ("Afspraak.objects.filter(pk__in=Uitgave.objects.visible_to(user))", True),
        ("Afspraak._base_manager.all()", True),
        ("Thema.objects.all()", False),
    ],
)
def test_the_watch_sees_what_skips_visible_to(regel: str, fout: bool) -> None:
    bron = f"def pagina(request):\n    return {regel}\n"
    assert list(vondsten(bron, {"Afspraak", "Uitgave"})) == ([("pagina", "Afspraak")] if fout else [])


def test_no_page_fetches_a_row_by_its_model_alone() -> None:
    """`get_object_or_404(Model, …)` asks the model for every row that there is."""
    namen = "|".join(sorted(_modellen()))
    for bestand in _bestanden():
        tekst = bestand.read_text(encoding="utf-8")
        assert not re.search(rf"get_(object|list)_or_404\(\s*({namen})\s*,", tekst), bestand


def test_no_template_shows_the_live_status_to_who_may_not_see_it() -> None:
    """What a reader is told of the status is `zicht_status`; the live one stands on the pages that change it."""
    patroon = re.compile(r"\bafspraak\.(status|status_op|get_status_display|is_gesloten|statuswijzigingen)\b")
    map_ = ROOT / "templates"
    gevonden = {
        str(pad.relative_to(map_)) for pad in map_.rglob("*.html") if patroon.search(pad.read_text(encoding="utf-8"))
    }
    assert gevonden == LIVE


def test_no_filter_or_count_reads_the_live_status() -> None:
    """Nor the published one: both are behind `zicht_status`, which knows who is asking."""
    kolommen = {"status", "status_op", "gepubliceerde_status", "gepubliceerde_status_op"}
    fouten: list[tuple[str, Any]] = []
    for bestand in _bestanden():
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            if not isinstance(knoop, ast.Call):
                continue
            naam = knoop.func.attr if isinstance(knoop.func, ast.Attribute) else getattr(knoop.func, "id", "")
            if naam in ("Q", "When", "filter", "exclude", "get"):
                fouten += [(bestand.name, een.arg) for een in knoop.keywords if str(een.arg).split("__")[0] in kolommen]
            if naam in ("F", "values", "values_list", "order_by", "only"):
                woorden = [een.value for een in knoop.args if isinstance(een, ast.Constant)]
                fouten += [(bestand.name, een) for een in woorden if str(een).lstrip("-") in kolommen]
    assert fouten == []
