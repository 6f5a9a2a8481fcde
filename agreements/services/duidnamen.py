"""The reference data that the reading of metadata needs: every name by which a text can name a body or a place."""

from __future__ import annotations

from agreements.duiding import COLLECTIEF, Namen
from agreements.services.plaatsen import naslag_uit_database
from regions.models import Organisatie, OrganisatieNaam

_PLAATSACHTIG = frozenset(
    {
        Organisatie.Soort.GEMEENTE,
        Organisatie.Soort.PROVINCIE,
        Organisatie.Soort.SAMENWERKING,
        Organisatie.Soort.OVERIG,
    }
)


def namen_uit_database() -> Namen:
    """Names, abbreviations, other spellings and names of earlier times, by slug. Six queries."""
    organisaties: dict[str, str] = {}
    gemeenten: dict[str, str] = {}
    waterschappen: dict[str, str] = {}
    provincies: dict[str, str] = {}
    provincie_van: dict[str, str] = {}
    plaatsachtig: set[str] = set()
    per_soort = {
        Organisatie.Soort.GEMEENTE: (gemeenten, ("gemeente ",)),
        Organisatie.Soort.PROVINCIE: (provincies, ("provincie ",)),
        Organisatie.Soort.WATERSCHAP: (waterschappen, ("waterschap ", "hoogheemraadschap van ", "hoogheemraadschap ")),
    }
    # "Het Rijk" is found as a collective word, which counts only where it does something.
    alleen = Organisatie.objects.exclude(slug__in=set(COLLECTIEF.values()))
    for organisatie in alleen.select_related("provincie", "gemeente__provincie").order_by("slug"):
        if organisatie.soort in _PLAATSACHTIG:
            plaatsachtig.add(organisatie.slug)
        spellingen = [organisatie.naam, *organisatie.varianten]
        tabel, voorvoegsels = per_soort.get(Organisatie.Soort(organisatie.soort), (None, ()))
        if tabel is not None:
            for naam in spellingen:
                for voor in voorvoegsels:
                    kaal = naam.removeprefix(voor).removeprefix(voor.capitalize())
                    if kaal != naam:
                        tabel.setdefault(kaal, organisatie.slug)
        else:
            spellingen.append(organisatie.afkorting)
            organisaties.update({naam: organisatie.slug for naam in spellingen if naam})
        if organisatie.gemeente is not None:
            provincie_van[organisatie.slug] = organisatie.gemeente.provincie.slug
    for oud in OrganisatieNaam.objects.select_related("organisatie").order_by("pk"):
        organisaties.update({naam: oud.organisatie.slug for naam in (oud.naam, oud.afkorting) if naam})
    return Namen(
        organisaties=organisaties,
        gemeenten=gemeenten,
        waterschappen=waterschappen,
        provincies=provincies,
        gebieden=dict(naslag_uit_database().gebieden),
        provincie_van=provincie_van,
        plaatsachtig=frozenset(plaatsachtig),
    )
