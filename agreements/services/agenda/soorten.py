"""Bespreekpunt, hamerpunt or mededeling: an item that changes stays the same item, and no text of it is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError

from agreements.agendaboom import Knoop, Verhouding, ouder_van, zet, zoek
from agreements.dossier import Agendapunt as Punt
from agreements.dossier import Agendasoort, Bloksoort
from agreements.models import Agendapunt
from agreements.services.agenda.grondslag import Bewerking
from agreements.services.dossierlezen import dossier_in, punt_uit
from agreements.services.dossierschrijven import schrijf_blokken
from agreements.services.puntversies import leg_stand_vast

HAMERPUNTEN = "Hamerpunten"
_HAMERPUNTEN = re.compile(r"\bhamerpunten?\b", re.IGNORECASE)
_SLOT = re.compile(r"\b(?:afronding|afsluiting|sluiting|rondvraag)\b", re.IGNORECASE)
#: The blocks that a hamerpunt has not.
NIET_BIJ_HAMERPUNT = (Bloksoort.BESPREEKPUNTEN, Bloksoort.TOELICHTING)


class TekstVervalt(ValidationError):
    """Making it a hamerpunt takes these blocks with real text out of the dossier; the user has to say yes."""

    def __init__(self, blokken: list[str]) -> None:
        self.blokken = blokken
        super().__init__(
            f"Een hamerpunt heeft geen {' en geen '.join(blokken)}, en hier staat daar tekst in. Die tekst blijft "
            "bewaard in de versies en komt terug als u er weer een bespreekpunt van maakt. Bevestig dat dit goed is."
        )


def is_hamerhoofdstuk(titel: str) -> bool:
    """Whether this is the title of the chapter with hamerpunten."""
    return bool(_HAMERPUNTEN.search(titel))


def plaats_voor_hoofdstuk(wortel: Knoop, titels: Mapping[int, str]) -> int:
    """Where a new chapter comes: at the end, but before the hamerpunten and the closing that stand there."""
    plaats = len(wortel.kinderen)
    while plaats > 0:
        titel = titels.get(wortel.kinderen[plaats - 1].sleutel, "")
        if not (is_hamerhoofdstuk(titel) or _SLOT.search(titel)):
            break
        plaats -= 1
    return plaats


def zet_soort(
    bewerking: Bewerking, wortel: Knoop, punt: Agendapunt, soort: Agendasoort, *, bevestigd: bool = True
) -> None:
    """Make the item of this soort, with the blocks and the place in the tree that go with it. Numbers are not changed.

    Raises TekstVervalt unless `bevestigd`, and ValidationError when it has items under it.
    """
    was = Agendasoort(punt.soort)
    if soort is Agendasoort.HAMERPUNT:
        if zoek(wortel, punt.pk).kinderen:
            raise ValidationError(
                {
                    "soort": "Onder dit agendapunt staan andere punten. Verplaats die eerst, of maak van elk ervan "
                    "apart een hamerpunt."
                }
            )
        _word_hamerpunt(punt, bevestigd=bevestigd)
        _naar_hamerpunten(bewerking, wortel, punt)
    elif was is Agendasoort.HAMERPUNT and is_hamerhoofdstuk(_titel(bewerking, ouder_van(wortel, punt.pk))):
        _terug(bewerking, wortel, punt)
    punt.soort = soort.value
    punt.save(update_fields=["soort"])


def _word_hamerpunt(punt: Agendapunt, *, bevestigd: bool) -> None:
    nu = punt_uit(punt)
    weg = [blok for blok in nu.blokken if blok.soort in NIET_BIJ_HAMERPUNT]
    met_tekst = sorted({blok.soort.value.capitalize() for blok in weg if not blok.is_leeg})
    if met_tekst and not bevestigd:
        raise TekstVervalt([f"“{naam}”" for naam in met_tekst])
    if weg:
        leg_stand_vast(punt)
        schrijf_blokken(punt, [blok for blok in nu.blokken if blok.soort not in NIET_BIJ_HAMERPUNT])


def _naar_hamerpunten(bewerking: Bewerking, wortel: Knoop, punt: Agendapunt) -> None:
    """Into the chapter with hamerpunten, which is made before the closing chapter when it is not there."""
    hoofdstuk = next((knoop for knoop in wortel.kinderen if is_hamerhoofdstuk(_titel(bewerking, knoop))), None)
    if hoofdstuk is None:
        hoofdstuk = _maak_hoofdstuk(bewerking, wortel)
    if ouder_van(wortel, punt.pk) is not hoofdstuk and hoofdstuk.sleutel != punt.pk:
        zet(wortel, punt.pk, Verhouding.IN, hoofdstuk.sleutel)


def _maak_hoofdstuk(bewerking: Bewerking, wortel: Knoop) -> Knoop:
    rij = Agendapunt.objects.create(
        dossier=bewerking.rij,
        volgorde=max((punt.volgorde for punt in bewerking.punten), default=0) + 1,
        nummer="",
        titel=HAMERPUNTEN,
        soort=Agendasoort.HAMERPUNT.value,
    )
    bewerking.punten.append(rij)
    knoop = Knoop(rij.pk)
    slot = wortel.kinderen and _SLOT.search(_titel(bewerking, wortel.kinderen[-1]))
    wortel.kinderen.insert(len(wortel.kinderen) - bool(slot), knoop)
    return knoop


def _terug(bewerking: Bewerking, wortel: Knoop, punt: Agendapunt) -> None:
    """Back to where it stood before it became a hamerpunt, with the texts that it had to leave then."""
    nu = punt_uit(punt)
    toen, boven = _voor_het_hamerpunt(bewerking, punt.pk)
    if toen is not None:
        heeft = {blok.soort for blok in nu.blokken}
        erbij = [blok for blok in toen.blokken if blok.soort in NIET_BIJ_HAMERPUNT and blok.soort not in heeft]
        if erbij:
            volgorde = list(Bloksoort)
            samen = [*nu.blokken, *erbij]
            if not any(blok.deel for blok in samen):  # an item in parts has the same kinds more than once
                samen.sort(key=lambda blok: volgorde.index(blok.soort))
            schrijf_blokken(punt, samen)
    daar = {knoop.sleutel for knoop in wortel}
    if boven in daar:
        zet(wortel, punt.pk, Verhouding.IN, boven)
        return
    hamer = ouder_van(wortel, punt.pk)
    andere = [knoop for knoop in wortel.kinderen if knoop is not hamer]
    eerder = [knoop for knoop in andere if wortel.kinderen.index(knoop) < wortel.kinderen.index(hamer)]
    if andere:
        zet(wortel, punt.pk, Verhouding.IN, (eerder or andere)[-1].sleutel)


def _voor_het_hamerpunt(bewerking: Bewerking, pk: int) -> tuple[Punt | None, int]:
    """The item as the last version holds it that had it as something else, and the key of what it stood under."""
    for versie in bewerking.rij.versies.exclude(rijen=[]).order_by("-nummer").iterator():
        sleutels = [rij["pk"] for rij in versie.rijen]
        if pk not in sleutels:
            continue
        dossier = dossier_in(versie)
        toen = dossier.agendapunten[sleutels.index(pk)]
        if toen.soort is not Agendasoort.HAMERPUNT:
            per_nummer = {een.nummer: sleutel for een, sleutel in zip(dossier.agendapunten, sleutels, strict=True)}
            return toen, per_nummer.get(toen.nummer.rpartition(".")[0], -1)
    return None, -1


def _titel(bewerking: Bewerking, knoop: Knoop) -> str:
    return next((punt.titel for punt in bewerking.punten if punt.pk == knoop.sleutel), "")
