"""The form in which an agendapunt is written: a field per block, its notes and the label of its version.

A block is posted as the lines of `notatie` (a text field, without JavaScript) or as the HTML of the editor; the field
`vorm` says which. Either way it comes out in the one normal form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.dossier import Bloksoort
from agreements.importers.dossier.notatie import naar_notatie, uit_notatie
from agreements.importers.dossier.opmaak import alineas_uit_html
from agreements.importers.dossier.rij import naar_html
from agreements.models.dossier import BLOKSOORTEN
from agreements.punttekst import Bloktekst, Punttekst, punttekst

#: What the hidden field `vorm` says when the editor is on.
EDITOR = "html"
#: More blocks than this no item has.
_HOOGSTENS = 60
_NAMEN = dict(BLOKSOORTEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blokveld:
    """One block in the form."""

    plaats: int
    blok: Bloktekst

    @property
    def naam(self) -> str:
        return f"tekst-{self.plaats}"

    @property
    def label(self) -> str:
        return f"{_NAMEN[self.blok.soort.value]} {self.blok.deel}".strip()

    @property
    def notatie(self) -> str:
        """The text as lines, for who has no editor."""
        return naar_notatie(alineas_uit_html(self.blok.html))

    @property
    def is_voorstel(self) -> bool:
        return self.blok.soort == Bloksoort.VOORGESTELDE_AFSPRAKEN


def velden_van(blokken: tuple[Bloktekst, ...]) -> list[Blokveld]:
    """The blocks as fields, numbered in their order."""
    return [Blokveld(plaats=plaats, blok=blok) for plaats, blok in enumerate(blokken)]


def tekst_uit(post: Mapping[str, str]) -> Punttekst:
    """What was written in the form. A block with an unknown kind is not one of ours and is left out."""
    is_editor = post.get("vorm") == EDITOR
    blokken = []
    for plaats in range(_HOOGSTENS):
        soort, getypt = post.get(f"soort-{plaats}"), post.get(f"tekst-{plaats}")
        if soort not in _NAMEN or getypt is None:
            break
        html = getypt if is_editor else naar_html(uit_notatie(getypt))
        blokken.append(Bloktekst(soort=Bloksoort(soort), deel=post.get(f"deel-{plaats}", ""), html=html))
    return punttekst(
        versie=post.get("versie", ""), opmerkingen=post.get("opmerkingen", "").splitlines(), blokken=blokken
    )


def basis_uit(post: Mapping[str, str]) -> int:
    """The number of the version that was begun from; 0, which no version has, when the form does not say."""
    basis = post.get("basis", "")
    return int(basis) if basis.isascii() and basis.isdigit() and len(basis) < 10 else 0
