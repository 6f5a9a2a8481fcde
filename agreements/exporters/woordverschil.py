"""Which words went out of a text and which came in, to show side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

#: A word with the white space behind it, so that the pieces together are the text.
_WOORD = re.compile(r"\S+\s*|\s+")
#: From so many words on, what stayed the same is shown by its ends only.
_LANG = 24
_RAND = 8


class Merk(StrEnum):
    """Whether a piece of text stayed, went out or came in."""

    GELIJK = ""
    WEG = "weg"
    NIEUW = "nieuw"


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece of text with what happened to it."""

    tekst: str
    merk: Merk = Merk.GELIJK

    @property
    def kaal(self) -> str:
        """The text without white space around it."""
        return self.tekst.strip()


def woordverschil(was: str, wordt: str) -> tuple[Stuk, ...]:
    """The pieces of which `was` and `wordt` consist: without the new ones they are `was`, without the old `wordt`.

    The white space between the words is that of either; behind the last word stands a space.
    """
    oud, nieuw = _WOORD.findall(f"{was.strip()} "), _WOORD.findall(f"{wordt.strip()} ")
    # White space behind a word is no difference.
    vergelijker = SequenceMatcher(
        None, [woord.strip() for woord in oud], [woord.strip() for woord in nieuw], autojunk=False
    )
    stukken: list[Stuk] = []
    for soort, oud_van, oud_tot, nieuw_van, nieuw_tot in vergelijker.get_opcodes():
        if soort == "equal":
            stukken.append(Stuk("".join(nieuw[nieuw_van:nieuw_tot])))
            continue
        if oud_tot > oud_van:
            stukken.append(Stuk("".join(oud[oud_van:oud_tot]), Merk.WEG))
        if nieuw_tot > nieuw_van:
            stukken.append(Stuk("".join(nieuw[nieuw_van:nieuw_tot]), Merk.NIEUW))
    return tuple(stukken)


def ingekort(stukken: tuple[Stuk, ...]) -> tuple[Stuk, ...]:
    """The same pieces, with only the ends of long ones that stayed the same; the gap is shown by "…"."""
    return tuple(
        Stuk(_ingekort(stuk.tekst, eerste=nummer == 0, laatste=nummer == len(stukken) - 1))
        if stuk.merk is Merk.GELIJK
        else stuk
        for nummer, stuk in enumerate(stukken)
    )


def _ingekort(tekst: str, *, eerste: bool, laatste: bool) -> str:
    woorden = _WOORD.findall(tekst)
    if len(woorden) <= _LANG:
        return tekst
    begin = "" if eerste else "".join(woorden[:_RAND])
    einde = "" if laatste else "".join(woorden[-_RAND:])
    return f"{begin}… {einde}" if not laatste else f"{begin}…"
