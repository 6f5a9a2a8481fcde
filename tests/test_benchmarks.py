"""The benchmarks measure a database that the application would have made, and say which figure is too high."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain, repeat
from pathlib import Path

import pytest

import benchmarks.__main__ as bench
from agreements.models import Afspraak
from agreements.services.controle import controleer_geschiedenis
from agreements.services.naslag import laad_naslag
from benchmarks.gegevens import maak_afspraken, maak_gebruikers
from benchmarks.meting import Meting, cpu


@pytest.mark.django_db
def test_synthetic_agreements_are_as_complete_as_real_ones():
    laad_naslag()
    maak_afspraken(100)
    rijk, lezer = maak_gebruikers()
    assert Afspraak.objects.count() == 100
    assert controleer_geschiedenis() == []
    gezien = Afspraak.objects.visible_to(rijk).count(), Afspraak.objects.visible_to(lezer).count()
    assert gezien[0] == 100 > gezien[1] > 0


def test_clock_takes_the_median_of_several():
    duur = chain([30_000_000], repeat(1))
    assert cpu(lambda: sum(range(next(duur))), keren=3) < 0.05


def test_clock_counts_the_processes_that_were_started():
    """A PDF is read in a process of its own; that time is not free."""
    rekenen = "sum(range(20_000_000))"
    assert cpu(lambda: subprocess.run([sys.executable, "-c", rekenen], check=True)) > 0.1


def test_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]):
    assert bench.main(["alles"]) == 1
    assert capsys.readouterr().err == "Onbekend: alles. Kies uit: import, invoer, uitvoer, pdf, paginas.\n"


def test_figure_over_its_limit_fails_and_is_kept_with_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(bench, "_meet", lambda naam: [Meting(naam=naam, waarde=1.5, eenheid="s", grens=2)])
    assert bench.main(["import"]) == 0
    monkeypatch.setattr(bench, "_meet", lambda naam: [Meting(naam=naam, waarde=2.5, eenheid="s", grens=2)])
    assert bench.main(["pdf"]) == 1
    assert "TE VEEL" in capsys.readouterr().out
    metingen = json.loads((tmp_path / "bench.json").read_text())["metingen"]
    assert metingen["import"] == [{"naam": "import", "waarde": 1.5, "eenheid": "s", "grens": 2, "in_orde": True}]
    assert metingen["pdf"][0]["in_orde"] is False


def test_benchmark_that_breaks_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(bench, "_meet", lambda naam: None)
    assert bench.main(["pdf"]) == 1
