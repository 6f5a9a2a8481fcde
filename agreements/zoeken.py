"""Searching in Dutch text, the same on SQLite and PostgreSQL.

A document is a bag of words: every word of the text, lower-case and without accents, and beside it the stems of
each word, marked so that they can only be found whole. A word that is asked for finds

- every word that begins with it ("woning" finds "woningbouwopgave");
- every word that begins with its stem in the Porter stemmer ("woningen" finds "woningbouw"), when that stem is
  long enough to mean something;
- every word with a stem in common, by the spelling rules of Dutch ("huizen" finds "huis", "wegen" finds "weg",
  "havens" finds "haven", "steden" finds "stad").

All words that are asked for must be found. The index is FTS5 on SQLite and GIN on PostgreSQL; the migration
`zoekindex` makes them, `zoekvector` the column that PostgreSQL compares.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

import Stemmer
from django.apps import apps
from django.db import connection
from django.db.models import Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from agreements.models.dagen import einde_van

if TYPE_CHECKING:
    from agreements.models import Afspraak
    from agreements.models.afspraak import AfspraakQuerySet

#: Marks a stem in the document. A letter, so that both indexes keep it, but not one of those that words are made of.
STAM = "ß"
#: A shorter Porter stem would find too much when used as a beginning ("hav" of "haven" finds "havo").
KORTSTE_STAM = 4
#: More words than this in one question are not read; no person types them.
MEESTE_WOORDEN = 20
#: What is longer is no word (a text that lost its spaces), and PostgreSQL refuses to index it.
LANGSTE_WOORD = 100

_WOORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"(bol|mirt)-[0-9]{4}(-[a-z0-9]+)*-?", re.IGNORECASE | re.ASCII)
_porter = Stemmer.Stemmer("dutch_porter")
#: What Dutch spelling does to the end of a stem: huizen, huis; brieven, brief; plannen, plan.
_SLOT = (("z", "s"), ("v", "f"))
_DUBBEL = re.compile(r"([bdfgklmnprst])\1$")


def zonder_accenten(tekst: str) -> str:
    """The text in lower case and without accents, as words are compared."""
    klein = tekst.lower()
    if klein.isascii():
        return klein
    ontleed = unicodedata.normalize("NFKD", klein)
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken)).lower()


def woorden(tekst: str) -> list[str]:
    """The words of a text in order: lower-case, without accents, letters and digits only."""
    return [woord[:LANGSTE_WOORD] for woord in _WOORD.findall(zonder_accenten(tekst))]


def stammen(woord: str) -> list[str]:
    """The stems of a word, one or two: of the word, and without the s of a plural when it may be one.

    That s cannot be told from one that belongs to the word (havens, proces), so such a word has both stems.
    """
    if woord.endswith("steden"):
        woord = woord.removesuffix("eden") + "ad"
    elif woord.endswith("ieen"):  # strategieën
        woord = woord.removesuffix("en")
    if not woord.endswith("s"):
        return [_stam(woord)]
    if len(woord) <= KORTSTE_STAM:  # kans, bos: hardly ever a plural, and Porter would make "kan" of it
        return [woord]
    return list(dict.fromkeys((_stam(woord), _stam(woord[:-1]))))


@lru_cache(maxsize=50_000)
def _stam(woord: str) -> str:
    """One stem. Kept, because a list says the same words over and over."""
    stam: str = _DUBBEL.sub(r"\1", _porter.stemWord(woord))
    for letter, aan_het_eind in _SLOT:
        if stam.endswith(letter):
            stam = stam[:-1] + aan_het_eind
    return stam


def is_zoekvraag(vraag: str) -> bool:
    """Whether there is a word or a number to look for in it."""
    return bool(woorden(vraag))


def zoekwoorden(teksten: Iterable[str]) -> str:
    """What to keep in `Zoekdocument.woorden` for these texts: each word once, and its marked stems."""
    gezien: dict[str, None] = {}
    for tekst in teksten:
        for woord in woorden(tekst):
            if woord not in gezien:
                gezien[woord] = None
                gezien.update((STAM + stam, None) for stam in stammen(woord))
    return " ".join(gezien)


def zoek(afspraken: AfspraakQuerySet, vraag: str) -> AfspraakQuerySet:
    """The afspraken in which all words of the question occur; all of them when the question holds no word.

    A question that is (the beginning of) a code is looked up as a code, number by number: rubriek 1 is not
    the beginning of rubriek 10.
    """
    if _CODE.fullmatch(vraag.strip()):
        return afspraken.filter(code__iregex=_begin_van_code(vraag.strip()))
    gevraagd = _gevraagd(vraag)
    if not gevraagd:
        return afspraken
    if connection.vendor == "postgresql":
        sql = "SELECT afspraak_id FROM agreements_zoekdocument WHERE vector @@ %s::tsquery"
        vraag_aan_index = " & ".join(_in_tsquery(*_vormen(woord)) for woord in gevraagd)
    else:
        sql = "SELECT rowid FROM agreements_zoekindex WHERE agreements_zoekindex MATCH %s"
        vraag_aan_index = " AND ".join(_in_fts5(*_vormen(woord)) for woord in gevraagd)
    nu = Q(pk__in=RawSQL(sql, [vraag_aan_index]))  # noqa: S611 - the question is a parameter
    return afspraken.filter(nu if afspraken.dag is None else _op_dag(nu, gevraagd, afspraken.dag))


def _op_dag(nu: Q, gevraagd: Iterable[str], dag: date) -> Q:
    """Found by the words of then: what the first change after that day found, or else those of today.

    The words that were are few and have no index; each is looked for between the spaces around it.
    """
    eerste = apps.get_model("agreements", "Oudewoorden").objects.eerste_na(einde_van(dag))
    gevonden = eerste.annotate(rij=Concat(Value(" "), "woorden", Value(" "), output_field=TextField()))
    for woord in gevraagd:
        begin, geheel = _vormen(woord)
        gezocht = [*(f" {deel}" for deel in begin), *(f" {STAM}{stam} " for stam in geheel)]
        gevonden = gevonden.filter(reduce(or_, (Q(rij__contains=een) for een in gezocht)))
    return (nu & ~Q(pk__in=eerste.values("afspraak"))) | Q(pk__in=gevonden.values("afspraak"))


def _gevraagd(vraag: str) -> list[str]:
    return list(dict.fromkeys(woorden(vraag)))[:MEESTE_WOORDEN]


def _begin_van_code(code: str) -> str:
    """A pattern that both databases read; a code has only letters, digits and hyphens, so nothing to escape."""
    return f"^{code}($|[^0-9])" if code[-1].isdigit() else f"^{code}"


def tel_stammen(gevraagd: Iterable[str]) -> tuple[dict[str, int], int]:
    """In how many agreements each of these stems occurs, seen or not, and how many agreements there are. Two queries.

    For weighing words only: a number of this is never shown.
    """
    lijst = sorted(set(gevraagd))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM agreements_zoekdocument")
        totaal = int(cursor.fetchone()[0])
        if not lijst:
            return {}, totaal
        if connection.vendor == "postgresql":
            sql = (
                "SELECT w, (SELECT count(*) FROM agreements_zoekdocument d"
                " WHERE d.vector @@ (quote_literal(%s || w))::tsquery) FROM unnest(%s::text[]) AS w"
            )
            cursor.execute(sql, [STAM, lijst])
        else:
            sql = (
                "SELECT w.value, (SELECT count(*) FROM agreements_zoekindex"
                " WHERE agreements_zoekindex MATCH %s || w.value || %s) FROM json_each(%s) AS w"
            )
            cursor.execute(sql, [f'"{STAM}', '"', json.dumps(lijst)])
        return dict(cursor.fetchall()), totaal


def met_een_van(afspraken: AfspraakQuerySet, gevraagd: Iterable[str]) -> AfspraakQuerySet:
    """The agreements in which at least one of these stems occurs."""
    lijst = sorted(set(gevraagd))
    if connection.vendor == "postgresql":
        sql = "SELECT afspraak_id FROM agreements_zoekdocument WHERE vector @@ %s::tsquery"
        vraag_aan_index = " | ".join(f"'{STAM}{stam}'" for stam in lijst)
    else:
        sql = "SELECT rowid FROM agreements_zoekindex WHERE agreements_zoekindex MATCH %s"
        vraag_aan_index = " OR ".join(f'"{STAM}{stam}"' for stam in lijst)
    return afspraken.filter(pk__in=RawSQL(sql, [vraag_aan_index]))  # noqa: S611 - the question is a parameter


def treffers(tekst: str, vraag: str) -> list[tuple[int, int]]:
    """Where in the text the words stand that make it answer the question: begin and end, in order.

    By the same rules as `zoek`, for one text. A code has no place in a text.
    """
    if _CODE.fullmatch(vraag.strip()):
        return []
    gevraagd = [_vormen(woord) for woord in _gevraagd(vraag)]
    if not gevraagd:
        return []
    begin = tuple(deel for vormen, _ in gevraagd for deel in vormen)
    heel = {stam for _, geheel in gevraagd for stam in geheel}
    # Letter by letter, because one sign can become several (½) and a place in the text is what is asked for.
    gevouwen = [(plaats, letter) for plaats, teken in enumerate(tekst) for letter in zonder_accenten(teken)]
    return [
        (gevouwen[woord.start()][0], gevouwen[woord.end() - 1][0] + 1)
        for woord in _WOORD.finditer("".join(letter for _, letter in gevouwen))
        if woord[0].startswith(begin) or not heel.isdisjoint(stammen(woord[0]))
    ]


def _vormen(woord: str) -> tuple[list[str], list[str]]:
    """With what a word that is found may begin, and the stems that it may have."""
    begin = [woord]
    stam = _porter.stemWord(woord)
    if len(stam) >= KORTSTE_STAM and stam != woord:
        begin.append(stam)
    return begin, stammen(woord)


def _in_tsquery(begin: list[str], geheel: list[str]) -> str:
    return "(" + " | ".join([*(f"'{deel}':*" for deel in begin), *(f"'{STAM}{stam}'" for stam in geheel)]) + ")"


def _in_fts5(begin: list[str], geheel: list[str]) -> str:
    return "(" + " OR ".join([*(f'"{deel}"*' for deel in begin), *(f'"{STAM}{stam}"' for stam in geheel)]) + ")"


def woorden_van(afspraak: Afspraak) -> str:
    """The search words of one agreement: its text and place, and the names of its regions and actors.

    Note: reads tekstblok, overleg and the many-to-many relations; prefetch them for more than one.
    """
    teksten = [afspraak.code, afspraak.tekst, str(afspraak.overleg.landsdeel or "")]
    blok = afspraak.tekstblok.blok if afspraak.tekstblok else None
    if afspraak.tekstblok is not None and not afspraak.deel:
        teksten += afspraak.tekstblok.subpunten
    if blok is not None:
        teksten += [blok.rubriek.titel, blok.provincie_kop, blok.onderwerp, blok.inleiding]
    teksten += [provincie.naam for provincie in afspraak.provincies.all()]
    for gebied in afspraak.gebieden.all():
        teksten += [gebied.naam, gebied.afkorting]
    for betrokkenheid in afspraak.betrokkenheden.all():
        teksten += [betrokkenheid.organisatie.naam, betrokkenheid.organisatie.afkorting]
    return zoekwoorden(teksten)
