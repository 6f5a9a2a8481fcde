"""What a word processor keeps in a document that is not its printed text, said in one way for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agreements.lijst import Melding


def meldingen_van(
    *, wijzigingen: bool, opmerkingen: Iterable[str], verborgen: Iterable[str], ingesloten: int
) -> Iterator[Melding]:
    """What was left out of the reading: tracked changes, comments, hidden text, and how many embedded files."""
    if wijzigingen:
        yield Melding(
            soort="bijgehouden wijzigingen",
            tekst="in het document staan bijgehouden wijzigingen; toegevoegde tekst telt mee, verwijderde niet",
        )
    for tekst in opmerkingen:
        yield Melding(soort="opmerking niet overgenomen", tekst=tekst[:120])
    for tekst in verborgen:
        yield Melding(soort="verborgen tekst niet overgenomen", tekst=tekst[:120])
    if ingesloten:
        yield Melding(
            soort="ingesloten document genegeerd", tekst=f"{ingesloten} ingesloten bestanden zijn niet gelezen"
        )
