"""Whatever the text: it is read, the offsets are right, and the first day is not after the last."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agreements.termijnen import SOORTEN, GeenTermijn, duid, vind_termijnen
from agreements.termijnen.vondst import LANGSTE_FRASE

WOORDEN = [
    "in",
    "op",
    "voor",
    "vóór",
    "na",
    "tot",
    "t/m",
    "tot",
    "en",
    "met",
    "uiterlijk",
    "vanaf",
    "van",
    "het",
    "de",
    "tussen",
    "richting",
    "horizon",
    "periode",
    "en",
    "of",
    "en/of",
    "-",
    "–",
    "/",
    ",",
    ".",
    "(",
    ")",
    ":",
    "❖",
    "begin",
    "medio",
    "eind",
    "einde",
    "dit",
    "deze",
    "komend",
    "komende",
    "het",
    "volgende",
    "vorig",
    "half",
    "jaar",
    "jaar",
    "maand",
    "maanden",
    "kwartaal",
    "eerste",
    "tweede",
    "1e",
    "4e",
    "Q1",
    "H2",
    "helft",
    "voorjaar",
    "zomer",
    "najaar",
    "winter",
    "januari",
    "mei",
    "december",
    "1",
    "2",
    "31",
    "14",
    "2024",
    "2025",
    "2030",
    "2050",
    "2025-2029",
    "2020–2030",
    "'25",
    "14-09-2025",
    "BO",
    "MIRT",
    "Leefomgeving",
    "BOL",
    "BO’s",
    "Noordwest",
    "Woontop",
    "Vlaams-Nederlandse",
    "Top",
    "is",
    "zijn",
    "heeft",
    "werd",
    "wordt",
    "vastgesteld",
    "besproken",
    "termijn",
    "korte",
    "indien",
    "jl.",
    "a.s.",
    "binnen",
    "vijf",
    "weken",
    "woningen",
    "€",
    "nr.",
    "\n",
    "\n\n",
    "kwar-",
    "taal",
    "voor-",
    "BO-\n",
    "\u00ad",
    "",
]

overlegdata = st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))
woordenbrij = st.lists(st.sampled_from(WOORDEN), max_size=40).map(" ".join)
teksten = st.one_of(woordenbrij, st.text(max_size=300), st.lists(woordenbrij | st.text(max_size=20)).map(" ".join))
overleggen = st.dictionaries(
    st.sampled_from(["BO MIRT 2024", "BO MIRT 2025", "BO Leefomgeving 2025", "BO Leefomgeving Noordwest 2025"]),
    st.tuples(overlegdata, st.none()) | st.tuples(st.none(), overlegdata),
)


@given(tekst=teksten, overlegdatum=overlegdata, overleggen=overleggen)
@example(tekst="31 februari 2025", overlegdatum=None, overleggen={})
@example(tekst="van december 2030 tot januari 2025", overlegdatum=None, overleggen={})
@example(tekst="vorige winter", overlegdatum=date(2000, 1, 1), overleggen={})
@example(tekst="het komende BO MIRT", overlegdatum=date(2200, 12, 31), overleggen={})
@example(tekst="v" * 5000 + " in 2025", overlegdatum=None, overleggen={})
def test_any_text_is_read_without_error(
    tekst: str, overlegdatum: date | None, overleggen: dict[str, tuple[date | None, date | None]]
) -> None:
    vorig_eind = 0
    for termijn in vind_termijnen(tekst, overlegdatum=overlegdatum, overleggen=overleggen):
        assert vorig_eind <= termijn.begin < termijn.eind <= len(tekst)
        vorig_eind = termijn.eind
        assert " ".join(tekst[termijn.begin : termijn.eind].split()) == termijn.frase != ""
        assert len(termijn.frase) <= LANGSTE_FRASE
        assert termijn.soort in SOORTEN
        assert termijn.van is None or termijn.tot is None or termijn.van <= termijn.tot
        assert termijn.te_dateren == (termijn.van is not None or termijn.tot is not None)
        assert not (termijn.termijn and termijn.soort in ("vaag", "horizon"))
        assert termijn.overleg is None or termijn.soort in ("overleg", "na", "voor")


@given(tekst=teksten, overlegdatum=overlegdata)
def test_any_phrase_is_either_read_or_refused(tekst: str, overlegdatum: date | None) -> None:
    try:
        termijn = duid(tekst, overlegdatum=overlegdatum)
    except GeenTermijn as fout:
        melding = str(fout)
    else:
        melding = "."
        assert termijn.frase == " ".join(tekst.split())
    assert melding.endswith(".")
    assert "\n" not in melding


@given(
    dag=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    overlegdatum=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
)
def test_a_written_day_is_that_day(dag: date, overlegdatum: date) -> None:
    maanden = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    voluit = f"{dag.day} {maanden[dag.month - 1]} {dag.year}"
    for schrijfwijze in (voluit, f"{dag:%d-%m-%Y}", f"{dag.day}/{dag.month}/{dag.year}", dag.isoformat()):
        for termijn in (duid(schrijfwijze, overlegdatum=overlegdatum), duid(schrijfwijze)):
            assert (termijn.soort, termijn.van, termijn.tot) == ("dag", dag, dag)


@given(wit=st.sampled_from([" ", "\n", "\n\n", " \n\n ", "\t", "\u00a0"]))
def test_phrase_may_be_broken_over_lines(wit: str) -> None:
    zin = "Zij streven ernaar voor de zomer van 2025 en bij het BO MIRT van november 2025 af te ronden."
    gevonden = vind_termijnen(zin.replace(" ", wit), overlegdatum=date(2024, 11, 6))
    assert [(termijn.frase, termijn.tot) for termijn in gevonden] == [
        ("voor de zomer van 2025", date(2025, 6, 20)),
        ("BO MIRT van november 2025", date(2025, 11, 30)),
    ]


@pytest.mark.parametrize("jaar", [1, 1899, 2201, 9999])
def test_overlegdatum_centuries_away_is_refused(jaar: int) -> None:
    with pytest.raises(ValueError, match="overlegdatum moet tussen 1900 en 2200"):
        vind_termijnen("in 2025", overlegdatum=date(jaar, 6, 1))


@pytest.mark.parametrize(
    "stuk",
    [
        *("1, ", "2025, ", "2025-2026 en ", "in 2025 of ", "maart 2025 t/m ", "dit jaar "),
        *("kwar-\n", "a-\nb\u00ad", "BO-\nMIRT "),
        *("BO MIRT 2025 en/of ", "BO MIRT (", "indien a b ", " \n"),
    ],
)
def test_endless_text_takes_time_in_proportion_to_its_length(stuk: str) -> None:
    def duur(lengte: int) -> float:
        tijden = []
        for _ in range(3):
            begin = time.process_time()
            vind_termijnen(stuk * (lengte // len(stuk)), overlegdatum=date(2024, 11, 6))
            tijden.append(time.process_time() - begin)
        return min(tijden)

    # Eight times the text: eight times the work, and not sixty-four.
    assert duur(8_000) < 32 * max(duur(1_000), 0.005)
