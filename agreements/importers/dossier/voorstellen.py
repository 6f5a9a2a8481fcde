"""The proposed agreements in a block: one per point of the main level, with the points below it."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.dossier import Invulling, Voorstel
from agreements.importers.dossier.herkenning import invulling_van
from agreements.importers.dossier.rij import Alinea
from agreements.lijst import Melding


def lees_voorstellen(alineas: Sequence[Alinea], sjabloon: frozenset[str]) -> tuple[list[Voorstel], list[Melding]]:
    """The proposed agreements of a block, in order, and what was doubtful.

    A paragraph that ends as a lead-in ("Rijk en regio spreken af:") is the lead-in of the points below it; any other
    paragraph is a proposed agreement without a bullet. Deeper points are the sub-points of the one above them.
    """
    voorstellen: list[Voorstel] = []
    meldingen: list[Melding] = []
    inleiding = ""
    open_ = False
    for alinea in alineas:
        tekst = alinea.tekst
        if alinea.niveau is None and tekst.endswith((":", ";")):
            if not open_ and inleiding:
                inleiding = f"{inleiding}\n{tekst}"
            else:
                inleiding, open_ = tekst, False
            continue
        if open_ and (alinea.vervolg or (alinea.niveau or 0) > 0):
            laatste = voorstellen[-1]
            voorstellen[-1] = Voorstel(
                tekst=laatste.tekst,
                subpunten=(*laatste.subpunten, tekst),
                invulling=laatste.invulling,
                inleiding=laatste.inleiding,
            )
            continue
        if alinea.niveau is None:
            inleiding = ""
            meldingen.append(
                Melding(soort="voorgestelde afspraak zonder opsommingsteken", tekst=tekst[:120], regel=alinea.regel)
            )
        voorstellen.append(Voorstel(tekst=tekst, invulling=invulling_van(tekst, sjabloon), inleiding=inleiding))
        open_ = True
    if inleiding and not open_:
        meldingen.append(Melding(soort="inleiding zonder afspraak", tekst=inleiding[:120]))
    return voorstellen, meldingen


def invulling_van_blok(alineas: Sequence[Alinea], sjabloon: frozenset[str]) -> Invulling:
    """How far a block is: real as soon as one paragraph in it is."""
    gevonden = {invulling_van(alinea.tekst, sjabloon) for alinea in alineas}
    return next((een for een in (Invulling.ECHT, Invulling.SJABLOON, Invulling.PM) if een in gevonden), Invulling.LEEG)
