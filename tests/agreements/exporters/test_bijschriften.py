"""What is added to the official text: the words of each addition, and which words of a text went and came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.exporters.bijschriften import bijschriften, termijntekst
from agreements.exporters.woordverschil import Merk, Stuk, ingekort, woordverschil
from agreements.lijst import Partijregel, Statusregel, Tekstblok, Termijnfrase, Wijziging
from tests.agreements.exporters.bedoeld import GEGEVENS, KAAL
from tests.voorbeeldlijsten import PARTIJEN, STATUSSEN, TERMIJNEN

BLOK = Tekstblok(tekst="Rijk en regio maken een plan.", subpunten=("Voor wonen;", "Voor werken."))

teksten = st.lists(st.sampled_from(["plan", "een", "wonen,", "Rijk", "\n", "  ", "x"]), max_size=40).map(" ".join)


def zinnen(blok: Tekstblok) -> list[str]:
    return [bijschrift.tekst for bijschrift in bijschriften(blok, GEGEVENS)]


def test_additions_come_in_a_fixed_order() -> None:
    blok = replace(
        BLOK, wijziging=Wijziging(soort="nieuw"), termijnen=TERMIJNEN, partijen=PARTIJEN, statussen=STATUSSEN[:1]
    )
    assert zinnen(blok) == [
        "Nieuw sinds een eerdere uitgave",
        (
            "Termijn: begin 2031 (1 januari 2031 t/m 30 april 2031); vóór 1 mei 2032 (uiterlijk 30 april 2032); "
            "het volgende overleg (BO Leefomgeving 2031)"
        ),
        "Wie: Provincie Limburg (trekker, regio); Ministerie <van> proef & meer (betrokken, Rijk)",
        "In uitvoering sinds 4 maart 2031 BOL-2030-Z-1-01 Loopt.",
    ]


def test_deadlines_are_added_only_when_asked_for() -> None:
    blok = replace(BLOK, termijnen=TERMIJNEN)
    assert bijschriften(blok, KAAL) == ()
    assert len(bijschriften(blok, GEGEVENS)) == 1


@pytest.mark.parametrize(
    ("termijn", "tekst"),
    [
        (Termijnfrase(frase="in 2031", soort="jaar"), "in 2031"),
        (
            Termijnfrase(frase="op 2 mei", soort="dag", van=date(2031, 5, 2), tot=date(2031, 5, 2)),
            "op 2 mei (2 mei 2031)",
        ),
        (Termijnfrase(frase="na mei", soort="na", van=date(2031, 6, 1)), "na mei (vanaf 1 juni 2031)"),
        (Termijnfrase(frase="2 mei 2031", soort="dag", van=date(2031, 5, 2), tot=date(2031, 5, 2)), "2 mei 2031"),
        (
            Termijnfrase(frase="het BOL", soort="overleg", tot=date(2031, 5, 2), overleg="BOL 2031"),
            "het BOL (BOL 2031, uiterlijk 2 mei 2031)",
        ),
    ],
)
def test_termijntekst_says_the_phrase_and_its_days(termijn: Termijnfrase, tekst: str) -> None:
    assert termijntekst(termijn) == tekst


def test_party_without_side_or_role_is_its_name() -> None:
    assert zinnen(replace(BLOK, partijen=(Partijregel(naam="Waterschap", rol=""),))) == ["Wie: Waterschap"]


def test_change_shows_the_words_that_went_and_came() -> None:
    was = "Rijk en provincie maken een plan.\nVoor wonen;\nVoor werken."
    blok = replace(BLOK, wijziging=Wijziging(soort="gewijzigd", was=was))
    (bijschrift,) = bijschriften(blok, GEGEVENS)
    assert [stuk.kaal for stuk in bijschrift.stukken if stuk.merk is Merk.WEG] == ["provincie"]
    assert [stuk.kaal for stuk in bijschrift.stukken if stuk.merk is Merk.NIEUW] == ["regio"]
    assert "Rijk en [weg: provincie] [nieuw: regio] maken een plan." in bijschrift.tekst


def test_change_of_place_only_says_so() -> None:
    blok = replace(BLOK, wijziging=Wijziging(soort="verplaatst", was="\n".join([BLOK.tekst, *BLOK.subpunten])))
    assert zinnen(blok) == ["Verplaatst sinds een eerdere uitgave"]


def test_additions_can_be_shown_and_have_a_plain_name_for_styles() -> None:
    status = Statusregel(code="X-1", label="nog niet “klaar” \uf0e0", toelichting="a\x00b\n\n\uf0b7 c")
    (bijschrift,) = bijschriften(replace(BLOK, statussen=(status,)), GEGEVENS)
    assert bijschrift.soort == "nog-niet-klaar-"
    assert bijschrift.label == "Nog niet “klaar” →"
    assert bijschrift.toelichting == ("ab", "• c")


@given(teksten, teksten)
def test_word_difference_holds_both_texts(was: str, wordt: str) -> None:
    stukken = woordverschil(was, wordt)
    assert "".join(stuk.tekst for stuk in stukken if stuk.merk is not Merk.WEG).split() == wordt.split()
    assert "".join(stuk.tekst for stuk in stukken if stuk.merk is not Merk.NIEUW).split() == was.split()


def test_word_difference_shortens_only_what_stayed_the_same() -> None:
    lang = " ".join(f"woord{nummer}" for nummer in range(100))
    stukken = ingekort(woordverschil(f"{lang} oud {lang} {lang}", f"{lang} nieuw {lang} {lang}"))
    begin, weg, nieuw, einde = stukken
    assert begin == Stuk("… " + " ".join(f"woord{nummer}" for nummer in range(92, 100)) + " ")
    assert (weg, nieuw) == (Stuk("oud ", Merk.WEG), Stuk("nieuw ", Merk.NIEUW))
    assert einde.tekst.endswith("woord7 …")
    weggehaald = ingekort(woordverschil(lang, ""))
    assert weggehaald[0] == Stuk(f"{lang} ", Merk.WEG)
