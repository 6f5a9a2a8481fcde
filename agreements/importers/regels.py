"""Lines of a source: what each says, what white stands around it, and how lines become running text again.

Text taken out of a PDF keeps the lines of the page. A line that ends in a space was broken at that space; a
line that ends in a hyphen without one was broken inside a word, and the hyphen may belong to the word
("NOVEX-partners") or only to the line end ("gemeen-ten"). Whatever stands inside a line is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agreements.importers.afbreking import Afbreking
from agreements.lijst import Melding, Onderdeel

_REGELEINDE = re.compile(r"\r\n|\r|\n")
_EINDE_ZIN = re.compile(r"[.?!:;…][)\]”’\"'»]*$")
#: A line that ends in one of these goes on, however short it is.
_LOOPT_DOOR = re.compile(
    r"(?:[-–&,/]|\b(?:en|of|van|de|het|een|in|op|voor|met|naar|tot|te|ten|ter|bij|aan|om|over|binnen|tussen|uit))$"
)
#: After such a full stop the sentence goes on ("i.s.m."); these two do end one.
_AFKORTING = re.compile(r"(?:^|[\s(])(?!e\.[da]\.)(?:[a-z]\.){2,4}$")
_LIDWOORD = re.compile(r"^[’'‘][nst](?=[-\s])")
_STREEPJES = "-\u2010\u2011"
_ZACHT_STREEPJE = "\u00ad"
_DUBBELE_KOPPELING = re.compile(r"\w-[\s,.;]")
#: A hyphen before a word that no hyphen behind a word has answered: "(…) toekomst -ondernemend, leefbaar".
_OPEN_STREEPJE = re.compile(r"\s-\w(?:(?!\w-[\s,.;]).)*$")
#: How far a look back or ahead goes: lines, and characters of each.
_BLIKREGELS = 4
_BLIK = 200


@dataclass(frozen=True, slots=True)
class Regel:
    """One printed line without the white around it.

    `nummer` is its 1-based line in the source, `spatie_na` whether white space followed on the line, `ruim`
    whether more white stands above it than above most lines, `paginabegin` whether a page begins with it.

    The rest is what some formats know beyond the text, and others do not say: `heel` that the line is a whole
    paragraph, which no other line goes on with; `onderdeel` what it is, said by a document that we made ourselves;
    `kopniveau` the level of its heading style (1 is the highest); `lijstniveau` its depth in a real list (0 is the
    main level; its printed bullet or number stands in `tekst`); `links` the distance to the left edge and `grootte`
    the size of its letters, both in points; `vet` whether all of it is bold.
    """

    nummer: int
    tekst: str
    spatie_na: bool = True
    ruim: bool = False
    paginabegin: bool = False
    heel: bool = False
    onderdeel: Onderdeel | None = None
    kopniveau: int | None = None
    lijstniveau: int | None = None
    links: float | None = None
    grootte: float | None = None
    vet: bool = False

    @property
    def eindigt_zin(self) -> bool:
        return _EINDE_ZIN.search(self.tekst[-12:]) is not None

    @property
    def eindigt_afgekort(self) -> bool:
        """Whether its full stop is that of an abbreviation inside a sentence."""
        return _AFKORTING.search(self.tekst[-12:]) is not None

    @property
    def loopt_door(self) -> bool:
        """Whether its last word or mark cannot be the last of anything ("… spooremplacement en")."""
        return _LOOPT_DOOR.search(self.tekst[-12:]) is not None

    @property
    def begint_klein(self) -> bool:
        """Whether the first letter or digit is in lower case ("’s-Hertogenbosch" begins with a capital)."""
        return next((teken for teken in _LIDWOORD.sub("", self.tekst) if teken.isalnum()), "").islower()


#: Number, the line as it stands, empty lines above it, and whether one of those holds a space.
_RauweRegel = tuple[int, str, int, bool]


def lees_regels(bron: str) -> list[Regel]:
    """The lines of a source that say something, in order.

    In many sources an empty line stands between all lines, so white counts as such only when there is more of
    it than usual: more empty lines, or one that holds a space where the others hold nothing. A page break
    shows as a form feed, or as a leading space on a line without white above it.
    """
    rauw: list[_RauweRegel] = []
    leeg, spatie = 0, False
    for nummer, regel in enumerate(_REGELEINDE.split(bron), start=1):
        if regel.strip():
            rauw.append((nummer, regel, leeg, spatie))
            leeg, spatie = 0, False
        else:
            leeg += 1
            spatie = spatie or bool(regel.strip("\f"))
    gewoon = _gewoon_wit(rauw[1:])
    kaal_wit = sum(1 for _, _, wit, gevuld in rauw if wit and not gevuld)
    spatie_telt = kaal_wit * 2 > sum(1 for _, _, wit, _ in rauw if wit)
    uit: list[Regel] = []
    for nummer, regel, wit, gevuld in rauw:
        pagina = "\f" in regel or (wit == 0 and regel[0] == " " and gewoon > 0)
        uit.append(
            Regel(
                nummer=nummer,
                tekst=regel.strip(),
                spatie_na=regel != regel.rstrip(),
                ruim=not uit or wit > gewoon or (gevuld and spatie_telt),
                paginabegin=pagina and bool(uit),
            )
        )
    return uit


def _gewoon_wit(rauw: Sequence[_RauweRegel]) -> int:
    """How many empty lines stand between two lines of one paragraph.

    Lines that begin with a space are left out, as pages begin so; unless the whole source is indented.
    """
    links = [wit for _, regel, wit, _ in rauw if regel[0] not in " \f"]
    alle = links if len(links) * 2 > len(rauw) else [wit for _, _, wit, _ in rauw]
    return gewoon_wit(alle, [(regel.strip(), wit) for _, regel, wit, _ in rauw])


def gewoon_wit(wit: Sequence[int], rij: Sequence[tuple[str, int]]) -> int:
    """The white between two lines of one paragraph: the least that is not rare in `wit`, or what sentences have.

    `rij` are the lines, each with the white above it. Where few lines are broken, the white between paragraphs is
    usual and only the lines that go on in lower case tell that it means something.
    """
    gesorteerd = sorted(wit)
    in_zinnen = sorted(
        ruimte
        for (vorige, _), (regel, ruimte) in pairwise(rij)
        if regel[:1].islower() and regel[1:2].strip() and not _EINDE_ZIN.search(vorige[-12:])
    )
    minst = gesorteerd[len(gesorteerd) // 10] if gesorteerd else 0
    return min(minst, in_zinnen[len(in_zinnen) // 2]) if in_zinnen else minst


class Samenvoeger:
    """Joins the lines of one source to running text; knows the words of that source to judge hyphens by."""

    def __init__(self, regels: Sequence[Regel]) -> None:
        self._spaties_bewaard = sum(regel.spatie_na for regel in regels) * 2 > len(regels)
        self._afbreking = Afbreking(
            [(regel.tekst, regel.tekst[-1] in _STREEPJES and not regel.spatie_na) for regel in regels]
        )

    def voeg_samen(self, regels: Iterable[Regel], meldingen: list[Melding]) -> str:
        """The running text of these lines; places of doubt are added to `meldingen`."""
        rij = list(regels)
        delen = [rij[0].tekst] if rij else []
        for plaats, (vorige, regel) in enumerate(pairwise(rij), start=1):
            eerder = " ".join(regel.tekst[-_BLIK:] for regel in rij[max(0, plaats - _BLIKREGELS) : plaats])
            rest = " ".join(regel.tekst[:_BLIK] for regel in rij[plaats : plaats + _BLIKREGELS])
            basis, tussen, twijfel = self._naad(vorige, eerder, rest)
            if twijfel:
                einde, begin = vorige.tekst.rsplit(None, 1)[-1], regel.tekst.split(None, 1)[0]
                over = basis.rsplit(None, 1)[-1]
                tekst = f"“{einde}” + “{begin}” werd “{over}{tussen}{begin}”"
                meldingen.append(Melding(soort="afbreekstreepje onzeker", tekst=tekst[:120], regel=vorige.nummer))
            delen[-1] = basis
            delen += [tussen, regel.tekst]
        return "".join(delen)

    def _naad(self, vorige: Regel, eerder: str, rest: str) -> tuple[str, str, bool]:
        """What stays of a line, what comes between it and the next, and whether that is doubtful."""
        tekst = vorige.tekst
        laatste = tekst[-1]
        if laatste == _ZACHT_STREEPJE:
            return tekst[:-1], "", False
        if laatste == "/" and not vorige.spatie_na:
            return tekst, "", False
        if laatste not in _STREEPJES:
            return tekst, " ", False
        if len(tekst) == 1 or tekst[-2].isspace():
            return tekst, *self._na_los_streepje(vorige, rest)
        if not self._spaties_bewaard and _OPEN_STREEPJE.search(eerder[:-1]):
            return tekst, " ", True
        links, rechts = tekst[:-1].rsplit(None, 1)[-1], rest.split(None, 1)[0]
        oordeel = self._afbreking.oordeel(
            links, rechts, spatie_na=vorige.spatie_na, spaties_bewaard=self._spaties_bewaard
        )
        return (tekst if oordeel.streepje else tekst[:-1]), (" " if oordeel.spatie else ""), oordeel.twijfel

    def _na_los_streepje(self, vorige: Regel, rest: str) -> tuple[str, bool]:
        """After " -" at a line end: a dash with a space, or the first of a pair ("-waarvan een deel-")."""
        if vorige.spatie_na:
            return " ", False
        if self._spaties_bewaard:
            return "", False
        return ("" if _DUBBELE_KOPPELING.search(rest) else " "), True
