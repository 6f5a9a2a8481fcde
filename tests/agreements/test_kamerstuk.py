"""Reading a Kamerstuk: every notation that people and documents use comes to one form, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from agreements.kamerstuk import Kamerstuk, lees_dossier, lees_kamerstuk, vind_kamerstukken, waarom_geen_kamerstuk

DOCUMENTEN: Path = settings.BASE_DIR.parent / "shared" / "documents"

STUKKEN = st.builds(
    Kamerstuk,
    dossier=st.integers(10000, 99999).map(str),
    nummer=st.integers(1, 9999).map(str) | st.from_regex(r"\A[A-Z]{1,2}\Z").filter(lambda een: een not in {"NR", "NO"}),
    toevoeging=st.sampled_from(["", "", "A", "B", "XII", "XXII", "IIA", "IXB", "J"]),
    rijkswet=st.sampled_from(["", "", "", "R2114", "R987"]),
    vergaderjaar=st.none() | st.integers(1990, 2060),
)


@given(STUKKEN)
def test_what_is_written_reads_back_as_the_same(stuk: Kamerstuk) -> None:
    """Each of the three ways of writing one; only the long way tells the year of session."""
    zonder_jaar = Kamerstuk(stuk.dossier, stuk.nummer, stuk.toevoeging, stuk.rijkswet)
    assert lees_kamerstuk(stuk.voluit) == stuk
    assert lees_kamerstuk(stuk.notatie) == zonder_jaar
    assert lees_kamerstuk(stuk.kst) == zonder_jaar


@given(
    STUKKEN.filter(lambda een: een.nummer.isdigit() and not een.rijkswet),
    st.sampled_from(
        [
            "{d}{s}{t}, nr. {n}",
            "{d}{s}{t} nr {n}",
            "{d}{s}{t}, nr.{n}",
            "{d}{s}{t}-{n}",
            "{d}{s}{t} {n}",
            "{d}{s}{t}, nr.\n{n}",
        ]
    ),
    st.sampled_from(["-", " ", ""]),
    st.sampled_from(["", "Kamerstuk ", "Kamerstukken II ", "TK ", "Tweede Kamer, vergaderjaar 2022-2023, ", "[4:  "]),
    st.sampled_from(["", ".", "]", " )."]),
)
def test_number_survives_every_way_of_typing_it(
    stuk: Kamerstuk, vorm: str, streep: str, vooraf: str, staart: str
) -> None:
    for dossier in (stuk.dossier, f"{stuk.dossier[:2]} {stuk.dossier[2:]}", f"{stuk.dossier[:2]}.{stuk.dossier[2:]}"):
        kern = vorm.format(d=dossier, s=streep if stuk.toevoeging else "", t=stuk.toevoeging, n=stuk.nummer)
        gelezen = lees_kamerstuk(f"{vooraf}{kern}{staart}")
        assert gelezen is not None, kern
        assert gelezen.notatie == Kamerstuk(stuk.dossier, stuk.nummer, stuk.toevoeging).notatie


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(tekst: str) -> None:
    gelezen = lees_kamerstuk(tekst)
    if gelezen is not None:
        assert lees_kamerstuk(gelezen.notatie) is not None
    vind_kamerstukken(tekst)


@pytest.mark.parametrize(
    ("getypt", "notatie", "jaar"),
    [
        ("Kamerstuk 29 435, nr. 267", "29 435, nr. 267", None),
        ("29435-267", "29 435, nr. 267", None),
        ("36200-A, nr. 9", "36 200 A, nr. 9", None),
        ("36600 XXII, nr. 26", "36 600 XXII, nr. 26", None),
        ("36600xxii nr 26", "36 600 XXII, nr. 26", None),
        ("Kamerstukken II 2024-2025, 34682, nr. 223", "34 682, nr. 223", 2024),
        ("Kamerstukken II 2019/20, 35 099 (R2114), nr. 8", "35 099 (R2114), nr. 8", 2019),
        ("kst-35925-A-76", "35 925 A, nr. 76", None),
        ("https://zoek.officielebekendmakingen.nl/kst-34682-228.html", "34 682, nr. 228", None),
        ("2 Tweede Kamer, vergaderjaar 2022-2023, 36200-XII, nr. 33", "36 200 XII, nr. 33", 2022),
        ("[4:  Tweede Kamer, vergaderjaar 2022-2023, 29 383, nr. 378]", "29 383, nr. 378", 2022),
        ("Tweede Kamer, vergaderjaar 2023-2024, Kamerstuk 29 435, nr. 267", "29 435, nr. 267", 2023),
        ("(kamerstuk vergaderjaar 2019–2020, 34 682 nr.48)", "34 682, nr. 48", 2019),
        ("Kamerstukken I 2021/22, 35 925 A, B", "35 925 A, letter B", 2021),
        ("EK 35 925, letter C", "35 925, letter C", None),
        ("kst-35925-A", "35 925, letter A", None),
        ("Kamerstukken II 1999/00, 26 800 XI, nr. 2", "26 800 XI, nr. 2", 1999),
        ("29 435 - nr. 289", "29 435, nr. 289", None),
        ("29435, nr. 289, p. 3", "29 435, nr. 289", None),
        ("Kamerstukken II 2023/24, 29435, nr. 289, blz. 3-4.", "29 435, nr. 289", 2023),
        ("29 435, nr. 0289", "29 435, nr. 289", None),
        ("29 435 nr. 289 (motie Van der Fiets c.s.)", "29 435, nr. 289", None),
        ("35 925 A, letter B (een naam)", "35 925 A, letter B", None),
        ("Motie 29435-289", "29 435, nr. 289", None),
    ],
)
def test_usual_notations_come_to_one_form(getypt: str, notatie: str, jaar: int | None) -> None:
    gelezen = lees_kamerstuk(getypt)
    assert gelezen is not None
    assert (gelezen.notatie, gelezen.vergaderjaar) == (notatie, jaar)


@pytest.mark.parametrize(
    "getypt",
    [
        *("", "nr. 267", "29 435", "2020-0000381130", "€ 29 435, nr. 2 mld", "€ 2,5 mld", "2024-2025", "01 435, nr. 2"),
        *(
            "29435, nr. 0",
            "29435, nr. 12345",
            "29 435, nr. 2 en 29 435, nr. 3",
            "36 200 A",
            "Kamerstukken I, 35 925, nr. 5",
        ),
        *("29 435, nr. 289 (en nr. 290)", "29435-289/290", "Kamerstukken II 2023/25, 29435, nr. 291"),
        *("kst-20232025-29435-291", "Kamerstukken II 2023-2124, 29435, nr. 291"),
    ],
)
def test_what_only_looks_like_one_is_none(getypt: str) -> None:
    assert lees_kamerstuk(getypt) is None


@pytest.mark.parametrize(
    "getypt",
    [
        "29 435, nr. 289 en 290",
        "29435-289/290",
        "29 435, nrs. 289 t/m 291",
        "29435, nr. 289 (en nr. 290)",
        "29 435, nr. 2 en 29 436, nr. 3",
    ],
)
def test_refusal_says_that_there_are_two(getypt: str) -> None:
    assert lees_kamerstuk(getypt) is None
    assert waarom_geen_kamerstuk(getypt).startswith(f"In “{getypt}” staat meer dan één Kamerstuk.")


def test_refusal_names_a_year_of_session_that_cannot_be() -> None:
    for getypt, jaar in (
        ("Kamerstukken II 2023/25, 29435, nr. 291", "2023/25"),
        ("3: Tweede Kamer, vergaderjaar 2022–2024, 29 383, nr. 378", "2022–2024"),
        ("kst-20232025-29435-291", "2023-2025"),
    ):
        assert f"Het vergaderjaar {jaar} bestaat niet" in waarom_geen_kamerstuk(getypt)
    # A running text is as it is: there the citation is found, without its year.
    (stuk,) = vind_kamerstukken("Zie Kamerstukken II 2023/25, 29435, nr. 291.")
    assert stuk[2] == Kamerstuk("29435", "291")


@pytest.mark.parametrize(
    ("getypt", "begin"),
    [
        *((getypt, "29 383") for getypt in ("29383", "29 383", "29.383", "Kamerstuk 29383", "dossier 29 383")),
        *((getypt, "36 200 XII,") for getypt in ("36200 XII", "36200-xii")),
        *((getypt, None) for getypt in ("29383-378", "2938", "290 383", "29383 woningen", "woningen", "")),
    ],
)
def test_number_of_a_dossier_alone_is_read_too(getypt: str, begin: str | None) -> None:
    assert lees_dossier(getypt) == begin


def test_every_citation_in_the_letters_is_found_and_nothing_else() -> None:
    """All that the three letters cite, footnotes and line breaks included."""
    gevonden = {
        jaar: [
            stuk.notatie for _, _, stuk in vind_kamerstukken((DOCUMENTEN / f"kamerbrief-bol-{jaar}.txt").read_text())
        ]
        for jaar in (2020, 2024, 2025)
    }
    assert gevonden == {
        2020: ["34 682, nr. 48"],
        2024: ["36 471, nr. 96", "29 435, nr. 267", "34 682, nr. 107", "27 625, nr. 669", "29 383, nr. 378"],
        2025: [
            "36 592, nr. 17",
            "36 200 XII, nr. 33",
            "35 334, nr. 362",
            "34 682, nr. 223",
            "32 847, nr. 1297",
            "36 600 XXII, nr. 26",
            "32 847, nr. 1344",
            "36 200 A, nr. 78",
        ],
    }
