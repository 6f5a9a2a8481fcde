"""Searching in Dutch: word forms, accents, codes, and whatever else people type; the same on both databases."""

from __future__ import annotations

import re
import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agreements.fragmenten import fragment, gemarkeerd
from agreements.models import Afspraak, Betrokkenheid, Zoekdocument
from agreements.services.zoekindex import werk_zoekindex_bij
from agreements.zoeken import is_zoekvraag, treffers, woorden, zoek, zoekwoorden, zonder_accenten
from tests.factories import (
    AfspraakFactory,
    BlokFactory,
    GebiedFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    OverlegFactory,
    ProvincieFactory,
    RubriekFactory,
    TekstblokFactory,
)

#: What is asked for, and a word that must be found by it and find it.
WOORDVORMEN = [
    ("woningen", "woning"), ("huizen", "huis"), ("fryslan", "Fryslân"), ("gemeenten", "gemeente"),
    ("provincies", "provincie"), ("wegen", "weg"), ("havens", "haven"), ("binnensteden", "binnenstad"),
    ("plannen", "plan"), ("bomen", "boom"), ("brieven", "brief"), ("opgaven", "opgave"), ("jaren", "jaar"),
    ("procedures", "procedure"), ("processen", "proces"), ("bussen", "bus"), ("overleggen", "overleg"),
    ("strategieën", "strategie"), ("verkenningen", "verkenning"), ("bedrijven", "bedrijf"), ("CO₂", "co2"),
]  # fmt: skip


def met_tekst(tekst: str, **kwargs) -> Afspraak:
    afspraak = AfspraakFactory.create(
        tekstblok=TekstblokFactory(
            blok__rubriek__overleg=kwargs.pop("overleg", None) or OverlegFactory(),
            tekst=tekst,
            **kwargs.pop("tekstblok", {}),
        ),
        **kwargs,
    )
    werk_zoekindex_bij([afspraak])
    return afspraak


def gevonden(vraag: str) -> set[str]:
    return set(zoek(Afspraak.objects.all(), vraag).values_list("code", flat=True))


# --- what is found -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("een", "ander"), WOORDVORMEN)
def test_word_form_finds_the_other_both_ways(een, ander):
    met_ander = met_tekst(f"Over {ander}, samen.")
    met_een = met_tekst(f"Over {een.upper()}: samen!")
    met_tekst("Over iets wat daar niet op lijkt.")
    assert gevonden(een) == gevonden(ander) == {met_een.code, met_ander.code}


@pytest.mark.django_db
def test_beginning_of_a_word_finds_compounds():
    compound = met_tekst("De woningbouwopgave in de regio.")
    met_tekst("Er is nauwelijks bebouwing.")
    for vraag in ("woning", "woningen", "woningbouw", "Woningbouwopg"):
        assert gevonden(vraag) == {compound.code}


@pytest.mark.django_db
@pytest.mark.parametrize(("vraag", "tekst"), [("kans", "dat kan"), ("woningen", "daar wonen"), ("0000", "een gebied")])
def test_other_word_is_not_found(vraag, tekst):
    met_tekst(tekst)
    assert gevonden(vraag) == set()


@pytest.mark.django_db
def test_all_words_must_occur_in_any_order():
    beide = met_tekst("Een brug over het spoor.")
    met_tekst("Een brug over de rivier.")
    assert gevonden("spoor brug") == gevonden("bruggen sporen") == {beide.code}


@pytest.mark.django_db
def test_text_place_regions_and_parties_are_searched():
    provincie, gebied = ProvincieFactory(naam="Fryslân"), GebiedFactory(naam="Lelylijn", afkorting="LLN")
    rubriek = RubriekFactory(overleg=OverlegFactory(), nummer="4", titel="Bereikbaar Noorden")
    blok = BlokFactory(rubriek=rubriek, onderwerp="Kustverdediging", inleiding="Wij gaan samen dijken versterken:")
    afspraak = AfspraakFactory.create(
        tekstblok=TekstblokFactory(blok=blok, tekst="Dat gebeurt stapsgewijs.", subpunten=["eerst de oesters;"]),
        verzamelingen__provincies=[provincie],
        verzamelingen__gebieden=[gebied],
    )
    Betrokkenheid.objects.create(
        afspraak=afspraak, organisatie=OrganisatieFactory(naam="Wetterskip Noard", afkorting="WNX")
    )
    werk_zoekindex_bij([afspraak])
    met_tekst("Iets heel anders.")
    for vraag in (
        "stapsgewijs",
        "oester",
        "Lelylijn",
        "lln",
        "fryslan",
        "wetterskip",
        "wnx",
        "dijk",
        "kust",
        "bereikbaar",
    ):
        assert gevonden(vraag) == {afspraak.code}, vraag


@pytest.mark.django_db
def test_document_follows_the_text():
    afspraak = met_tekst("Over zonnepanelen.")
    afspraak.tekstblok.tekst = "Over windmolens."
    afspraak.tekstblok.save()
    werk_zoekindex_bij([afspraak])
    assert gevonden("zonnepanelen") == set()
    assert gevonden("windmolens") == {afspraak.code}
    Zoekdocument.objects.all().delete()
    assert gevonden("windmolens") == set()


# --- codes -------------------------------------------------------------------------------------------------------


@pytest.fixture
def codes(db):
    overleg = OverlegFactory(landsdeel=LandsdeelFactory(slug="zuid"))
    for nummer in ("1", "10"):
        rubriek = RubriekFactory(overleg=overleg, nummer=nummer)
        for _ in range(2):
            AfspraakFactory(overleg=overleg, tekstblok__blok__rubriek=rubriek)
    AfspraakFactory.create(code="BOL-2024-Z-1-01a", overleg=overleg, tekstblok=None)


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("BOL-2024-Z-1-01", {"BOL-2024-Z-1-01", "BOL-2024-Z-1-01a"}),
        ("bol-2024-z-1-01A", {"BOL-2024-Z-1-01a"}),
        (" bol-2024-z-1 ", {"BOL-2024-Z-1-01", "BOL-2024-Z-1-01a", "BOL-2024-Z-1-02"}),
        ("BOL-2024-Z-10", {"BOL-2024-Z-10-01", "BOL-2024-Z-10-02"}),
        ("BOL-2024-Z-1-", {"BOL-2024-Z-1-01", "BOL-2024-Z-1-01a", "BOL-2024-Z-1-02"}),
        ("MIRT-2024", set()),
        ("BOL-2024-Z-1-03", set()),
    ],
)
def test_code_is_looked_up_number_by_number(codes, vraag, verwacht):
    assert gevonden(vraag) == verwacht


# --- whatever people type ----------------------------------------------------------------------------------------

#: Pieces that mean something to one of the two query languages, to SQL, or to a pattern.
TEKENS = [
    *("'", '"', "\\", "*", ":*", "&", "|", "!", "(", ")", "<->", "-", "^", "%", "_", "{", "}", ";--", "\x00"),
    *("NEAR", "AND", "OR", "NOT", "bol-2024-", "woning", "huis", "ß", "₂", "é", "İ", "ſ", "中文", "ﬁ", "½"),
]
VRAGEN = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(TEKENS), max_size=12).map("".join))


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(vraag=VRAGEN)
@example(vraag="bol-2024-\u017f")
@example(vraag="a" * 5000)
def test_no_question_makes_the_search_fail(vraag, twee_teksten):
    """And what is found is what `treffers` marks, by the same rules in Python: so both databases agree."""
    codes = gevonden(vraag)
    if re.fullmatch(r"(?i)\s*(bol|mirt)-[0-9]{4}.*", vraag, re.ASCII):
        return
    for afspraak in twee_teksten:
        document = afspraak.tekstblok.tekst
        per_woord = [bool(treffers(document, woord)) for woord in woorden(vraag)[:20]]
        assert (afspraak.code in codes) == all(per_woord), vraag


@pytest.fixture
def twee_teksten(db):
    """Two agreements of which the document holds just the text."""
    uit = []
    for tekst in ("Huizen, woningen en één stikstofbank voor Fryslân", "and or near not 2024 bol fi 12 co2 weg"):
        afspraak = met_tekst(tekst)
        Zoekdocument.objects.filter(pk=afspraak.pk).update(woorden=zoekwoorden([tekst]))
        uit.append(afspraak)
    return uit


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tekst=st.text(max_size=200))
@example(tekst="x" * 9000)
def test_every_text_can_be_indexed_and_its_own_words_find_it(tekst, twee_teksten):
    afspraak = twee_teksten[0]
    Zoekdocument.objects.filter(pk=afspraak.pk).update(woorden=zoekwoorden([tekst]))
    for woord in woorden(tekst)[:5]:
        assert afspraak.code in gevonden(woord)


@pytest.mark.parametrize("vraag", ["", "  ", "???", "–", "'"])
def test_question_without_a_word_is_no_question(vraag):
    assert not is_zoekvraag(vraag)


@pytest.mark.django_db
def test_search_uses_the_index():
    """The plan names the index of the migration. On PostgreSQL the other ways are closed: the table is too small."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    plan = zoek(Afspraak.objects.order_by(), "woningen").explain()
    assert ("agreements_zoekindex" if connection.vendor == "postgresql" else "VIRTUAL TABLE INDEX") in plan


# --- what is shown of it -----------------------------------------------------------------------------------------


@given(tekst=st.text(max_size=120), vraag=VRAGEN)
@settings(max_examples=200)
def test_marked_text_is_the_text_itself_with_marks_and_nothing_else(tekst, vraag):
    html = str(gemarkeerd(tekst, vraag))
    zonder = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in zonder
    for entiteit, teken in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        zonder = zonder.replace(entiteit, teken)
    assert zonder == tekst


@given(tekst=st.text(max_size=200))
@settings(max_examples=200)
def test_folding_a_text_sign_by_sign_gives_the_same_words(tekst):
    """`treffers` folds sign by sign to keep the places; `woorden` the text at once."""
    per_teken = "".join(zonder_accenten(teken) for teken in tekst)
    assert re.findall("[a-z0-9]+", per_teken) == re.findall("[a-z0-9]+", zonder_accenten(tekst))


def test_hit_is_marked_with_its_accents():
    assert gemarkeerd("Over Fryslân & co", "fryslan") == "Over <mark>Fryslân</mark> &amp; co"
    los = unicodedata.normalize("NFD", "Over Fryslân.")
    assert gemarkeerd(los, "fryslan") == los.replace(los[5:13], f"<mark>{los[5:13]}</mark>")


def test_hit_cannot_bring_in_markup():
    assert gemarkeerd("<script>huis</script>", "script") == (
        "&lt;<mark>script</mark>&gt;huis&lt;/<mark>script</mark>&gt;"
    )


def test_fragment_begins_at_the_text_when_the_hit_is_near_and_before_the_hit_when_it_is_far():
    tekst = "Begin van een lange tekst. " + "En dan nog een zin erbij. " * 20 + "Hier staat het huis. " + "Slot. " * 60
    assert fragment(tekst).startswith("Begin van een lange tekst.")
    assert fragment(tekst).endswith(" …")
    ver = fragment(tekst, "huizen")
    assert ver.startswith("… ")
    assert "staat het <mark>huis</mark>. Slot." in ver
    assert ver.endswith(" …")
    assert fragment("Kort huis.", "huis") == "Kort <mark>huis</mark>."


def test_fragment_cuts_a_word_without_end():
    assert len(fragment("x" * 5000)) < 300
    assert "<mark>" in fragment("y " * 300 + "huis" + "x" * 50, "huis")
