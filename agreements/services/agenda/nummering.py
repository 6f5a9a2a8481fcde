"""The numbers of the rows after the tree, and with them the agenda table and the references in all texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from django.db.models import F

from agreements.agendaboom import Knoop, nummers
from agreements.kruisverwijzingen import VERVALLEN, hernummer, verwijzingen
from agreements.models import Agendablok, Agendapunt, Agendaregel, Bijlage, VoorgesteldeAfspraak
from agreements.models import Dossier as DossierRij
from agreements.services.dossierlezen import TEKSTEN
from agreements.services.dossierschrijven import OPZIJ

#: The same as OPZIJ for the rows of the agenda table, whose place is a small number.
OPZIJ_REGELS = 10_000


@dataclass(slots=True, kw_only=True)
class Gevolg:
    """What an act did beside what was asked: old → new number, and where references were changed with them."""

    nummers: dict[str, str] = field(default_factory=dict)
    verwijzingen: int = 0
    #: Keys of the items of which a text was changed.
    punten: set[int] = field(default_factory=set)


def volg_de_boom(
    rij: DossierRij, punten: list[Agendapunt], wortel: Knoop, *, weg: Mapping[str, str] | None = None
) -> Gevolg:
    """Give every item the place and the number that the tree gives it; references and agenda rows follow.

    `weg` are the numbers of items that were removed (number → title); a reference to one says so from now on.
    `punten` are all the items that stay, with their old number; a new one has none ("").
    """
    nieuw = nummers(wortel)
    per_sleutel = {punt.pk: punt for punt in punten}
    anders = {
        per_sleutel[sleutel].nummer: nummer
        for sleutel, nummer in nieuw.items()
        if per_sleutel[sleutel].nummer and per_sleutel[sleutel].nummer != nummer
    }
    gevolg = Gevolg(nummers=anders)
    if anders or weg:
        _verwijs(rij, {**{nummer: f"{nummer} {VERVALLEN}" for nummer in weg or ()}, **anders}, gevolg)
    erbij = [punt for punt in punten if not punt.nummer]
    rij.punten.update(volgorde=F("volgorde") + OPZIJ)
    for plaats, (sleutel, nummer) in enumerate(nieuw.items()):
        punt = per_sleutel[sleutel]
        punt.volgorde, punt.nummer = plaats, nummer
    Agendapunt.objects.bulk_update([per_sleutel[sleutel] for sleutel in nieuw], ["volgorde", "nummer"])
    _agenda(rij, anders, weg or {}, list(nieuw.values()), erbij)
    return gevolg


def naar_dit_punt(rij: DossierRij, sleutels: set[int], nummers_daarvan: set[str]) -> list[str]:
    """Where the dossier refers to one of these numbers, outside the items with these keys: names of places."""
    plaatsen = []
    doel = dict.fromkeys(nummers_daarvan, "")
    for punt in rij.punten.all():
        if punt.pk in sleutels:
            continue
        teksten = [*punt.opmerkingen]
        for blok in punt.blokken.all():
            teksten.append(blok.html)
            for voorstel in blok.voorstellen.all():
                teksten += [voorstel.tekst, voorstel.inleiding, *voorstel.subpunten]
        if any(verwijzingen(tekst, doel) for tekst in teksten):
            plaatsen.append(f"agendapunt {punt}")
    regels = [tekst for regel in rij.agenda.all() for tekst in (regel.titel, regel.wie)]
    if any(verwijzingen(tekst, doel) for tekst in [*regels, rij.agenda_tekst]):
        plaatsen.append("de agenda")
    bijlagen = [tekst for een in rij.bijlagen.all() for tekst in (een.naam, een.informatie)]
    if any(verwijzingen(tekst, doel) for tekst in [*bijlagen, rij.bijlagen_tekst]):
        plaatsen.append("de bijlagen")
    return plaatsen


def _verwijs(rij: DossierRij, nummers_: Mapping[str, str], gevolg: Gevolg) -> None:
    """Change the references in every text of the dossier; write only the rows that have one."""
    rij = DossierRij.objects.for_page().get(pk=rij.pk)  # an act may have written blocks since it was read

    def volg(tekst: str) -> str:
        nieuw = hernummer(tekst, nummers_)
        if nieuw != tekst:
            gevolg.verwijzingen += len(verwijzingen(tekst, nummers_))
        return nieuw

    for punt in rij.punten.all():
        geraakt = _pas_toe(punt, volg, lijsten=("opmerkingen",))
        for blok in punt.blokken.all():
            geraakt |= _pas_toe(blok, volg, teksten=("html",))
            for voorstel in blok.voorstellen.all():
                geraakt |= _pas_toe(voorstel, volg, teksten=("tekst", "inleiding"), lijsten=("subpunten",))
        if geraakt:
            gevolg.punten.add(punt.pk)
    for regel in rij.agenda.all():
        _pas_toe(regel, volg, teksten=("titel", "wie"))
    for bijlage in rij.bijlagen.all():
        _pas_toe(bijlage, volg, teksten=("naam", "informatie"))
    _pas_toe(rij, volg, teksten=TEKSTEN)


def _pas_toe(
    rij: DossierRij | Agendapunt | Agendablok | VoorgesteldeAfspraak | Agendaregel | Bijlage,
    volg: Callable[[str], str],
    *,
    teksten: tuple[str, ...] = (),
    lijsten: tuple[str, ...] = (),
) -> bool:
    anders = []
    for naam in teksten:
        oud = getattr(rij, naam)
        if (nieuw := volg(oud)) != oud:
            setattr(rij, naam, nieuw)
            anders.append(naam)
    for naam in lijsten:
        oud = getattr(rij, naam)
        if (nieuwe := [volg(tekst) for tekst in oud]) != oud:
            setattr(rij, naam, nieuwe)
            anders.append(naam)
    if anders:
        rij.save(update_fields=anders)
    return bool(anders)


def _agenda(
    rij: DossierRij,
    anders: Mapping[str, str],
    weg: Mapping[str, str],
    volgorde: list[str],
    erbij: list[Agendapunt],
) -> None:
    """The rows of the agenda table follow: new numbers, no rows of removed items, in the order of the tree.

    A new item gets a row, unless the dossier came without an agenda table. A row without an item ("Pauze") keeps its
    place between the others.
    """
    regels = list(Agendaregel.objects.filter(dossier=rij).order_by("volgorde"))
    blijft = [regel for regel in regels if regel.nummer not in weg]
    for regel in blijft:
        regel.nummer = anders.get(regel.nummer, regel.nummer)
    plaats = {nummer: index for index, nummer in enumerate(volgorde)}
    van_punten = iter(
        sorted((regel for regel in blijft if regel.nummer in plaats), key=lambda regel: plaats[regel.nummer])
    )
    op_volgorde = [next(van_punten) if regel.nummer in plaats else regel for regel in blijft]
    if regels or len(erbij) == len(volgorde):
        for punt in sorted(erbij, key=lambda een: plaats[een.nummer]):
            eerder = [
                index
                for index, regel in enumerate(op_volgorde)
                if plaats.get(regel.nummer, len(volgorde)) < plaats[punt.nummer]
            ]
            regel = regel_van(nummer=punt.nummer, titel=punt.titel, wie=punt.wie, begin=punt.begin)
            op_volgorde.insert(eerder[-1] + 1 if eerder else 0, regel)
    schrijf_agenda(rij, op_volgorde)


def regel_van(*, nummer: str, titel: str, wie: Sequence[str], begin: time | None) -> Agendaregel:
    """The row of the agenda that an item with this head gets."""
    tijd = f"{begin:%H.%M} uur" if begin else ""
    return Agendaregel(tijd=tijd, nummer=nummer, titel=titel, wie=", ".join(wie))


def schrijf_agenda(rij: DossierRij, regels: list[Agendaregel]) -> None:
    """These rows, in this order, are the agenda table; a row that is not among them goes."""
    rij.agenda.exclude(pk__in=[regel.pk for regel in regels if regel.pk]).delete()
    rij.agenda.update(volgorde=F("volgorde") + OPZIJ_REGELS)
    for plaats, regel in enumerate(regels):
        regel.volgorde = plaats
        regel.dossier = rij
    Agendaregel.objects.bulk_create([regel for regel in regels if regel.pk is None])
    Agendaregel.objects.bulk_update([regel for regel in regels if regel.pk], ["volgorde", "nummer", "titel", "wie"])
