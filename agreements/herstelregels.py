"""How a document that is being looked at stands on the page: each part beside its lines of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agreements.herstel import Bewerking, Ingreep, Stuk
from agreements.importers.naslag import Naslag
from agreements.importers.tekens import HOOFDTEKENS
from agreements.lijst import LANDELIJK, Onderdeel, Tekstblok
from agreements.services.reparaties import Stand, Twijfel
from regions.models import Gebied, Landsdeel, Provincie

#: What each kind of part is called on the page.
LABELS = {
    Onderdeel.TITEL: "Titel van de lijst",
    Onderdeel.LANDSDEEL: "Kop van een landsdeel",
    Onderdeel.RUBRIEK: "Rubriek (genummerde kop)",
    Onderdeel.PROVINCIE: "Kop van een provincie",
    Onderdeel.ONDERWERP: "Kop van een onderwerp",
    Onderdeel.INLEIDING: "Inleiding",
    Onderdeel.PUNT: "Punt",
    Onderdeel.SUBPUNT: "Subpunt",
    Onderdeel.ALINEA: "Losse alinea",
    Onderdeel.BIJSCHRIFT: "Bijschrift (staat niet in de lijst)",
    Onderdeel.VOORWERK: "Voorblad, inhoud of paginakop (staat niet in de lijst)",
}
KOPPEN = frozenset({Onderdeel.LANDSDEEL, Onderdeel.RUBRIEK, Onderdeel.PROVINCIE, Onderdeel.ONDERWERP})
_AFGEBROKEN = re.compile(r"^“(?P<links>.+)” \+ “(?P<rechts>.+)” werd “(?P<werd>.+?)”?$")
_STREEPJES = "-\u2010\u2011\u00ad"
_ZINSBEGIN = re.compile(r"[.;:?!…][)\]”’\"']*\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bronregel:
    """One line of the source; `twijfel` says that the reading was not sure of it."""

    nummer: int
    tekst: str
    twijfel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rijregel:
    """One part of the row as the page shows it. `los` are lines above it that belong to no part."""

    nummer: int
    stuk: Stuk
    label: str
    plaats: str
    blok: Tekstblok | None
    bron: list[Bronregel]
    los: list[Bronregel]
    twijfels: list[tuple[int, Twijfel]]

    @property
    def soort(self) -> str:
        return self.stuk.deel.soort.value

    @property
    def is_open_twijfel(self) -> bool:
        return any(twijfel.is_open for _, twijfel in self.twijfels)


@dataclass(frozen=True, slots=True)
class Namen:
    """The names of the places that a heading can mean, by slug."""

    landsdelen: Mapping[str, str]
    provincies: Mapping[str, str]
    gebieden: Mapping[str, str]

    @classmethod
    def uit_database(cls) -> Namen:
        """Three queries."""
        return cls(
            {**dict(Landsdeel.objects.values_list("slug", "naam")), LANDELIJK: "het hele land"},
            dict(Provincie.objects.order_by("naam").values_list("slug", "naam")),
            dict(
                Gebied.objects.exclude(soort__in=(Gebied.Soort.NOVI, Gebied.Soort.WONINGBOUWLOCATIE))
                .order_by("naam")
                .values_list("slug", "naam")
            ),
        )

    def voor(self, soort: Onderdeel) -> Mapping[str, str]:
        """The places that a heading of this kind can mean."""
        per_soort = {
            Onderdeel.LANDSDEEL: self.landsdelen,
            Onderdeel.PROVINCIE: self.provincies,
            Onderdeel.RUBRIEK: self.gebieden,
        }
        return per_soort.get(soort, {})


def rijregels(stand: Stand, namen: Namen, naslag: Naslag) -> list[Rijregel]:
    """The parts in order, each with its lines, its code and its doubts. No queries."""
    per_deel: dict[int, list[tuple[int, Twijfel]]] = {}
    for nummer, twijfel in enumerate(stand.twijfels):
        if twijfel.deel is not None:
            per_deel.setdefault(twijfel.deel, []).append((nummer, twijfel))
    onzeker = {twijfel.melding.regel for twijfel in stand.twijfels}
    los = _losse_regels(stand)

    def bronregels(nummers: Sequence[int]) -> list[Bronregel]:
        return [
            Bronregel(nummer=nummer, tekst=stand.plaatsen.regels[nummer - 1].strip(), twijfel=nummer in onzeker)
            for nummer in nummers
        ]

    return [
        Rijregel(
            nummer=nummer,
            stuk=stuk,
            label=LABELS[stuk.deel.soort].split(" (")[0],
            plaats=namen.voor(stuk.deel.soort).get(_slug(stuk, naslag) or "", ""),
            blok=stand.blok_van.get(nummer),
            bron=bronregels(stand.plaatsen.van_deel[nummer]),
            los=bronregels(los.get(nummer, ())),
            twijfels=per_deel.get(nummer, []),
        )
        for nummer, stuk in enumerate(stand.rij)
    ]


def _losse_regels(stand: Stand) -> dict[int, list[int]]:
    """Lines that belong to no part, by the part below which they stand."""
    uit: dict[int, list[int]] = {}
    laatste = 0
    for nummer, regel in enumerate(stand.plaatsen.regels, start=1):
        delen = stand.plaatsen.van_regel.get(nummer)
        if delen:
            laatste = delen[-1]
        elif regel.strip("\ufeff \t\f"):
            uit.setdefault(laatste, []).append(nummer)
    return uit


def _slug(stuk: Stuk, naslag: Naslag) -> str | None:
    deel = stuk.deel
    if deel.soort is Onderdeel.LANDSDEEL:
        return deel.slug or naslag.landsdeel(deel.tekst)
    if deel.soort is Onderdeel.PROVINCIE:
        return deel.slug or naslag.provincie(deel.tekst)
    if deel.soort is Onderdeel.RUBRIEK:
        return deel.slug or naslag.gebied(deel.tekst)
    return None


# --- what can be done with one part ----------------------------------------------------------------------


def splitsplaatsen(tekst: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Where a text can be cut: before a sentence or bullet, and before any other word; each with what follows."""
    zinnen: list[tuple[int, str]] = []
    woorden: list[tuple[int, str]] = []
    for woord in list(re.finditer(r"\S+", tekst))[1:]:
        plaats = woord.start()
        begin = tekst[plaats : plaats + 40].strip() + (" …" if len(tekst) > plaats + 40 else "")
        nieuw = _ZINSBEGIN.search(tekst[max(0, plaats - 8) : plaats]) or tekst[plaats] in HOOFDTEKENS
        (zinnen if nieuw else woorden).append((plaats, f"vóór “{begin}”"))
    return zinnen, woorden


def omhoog(rij: Sequence[Stuk], nummer: int) -> int | None:
    """Behind which part this one comes when it moves up a step; a point passes a point with its sub-points."""
    boven = nummer - 1
    if rij[nummer].deel.soort is Onderdeel.PUNT:
        while boven > 0 and rij[boven].deel.soort is Onderdeel.SUBPUNT:
            boven -= 1
    return boven - 1 if boven > 0 and rij[boven].deel.soort is not Onderdeel.TITEL else None


def omlaag(rij: Sequence[Stuk], nummer: int) -> int | None:
    """Behind which part this one comes when it moves down a step."""
    eind = nummer + 1
    if rij[nummer].deel.soort is Onderdeel.PUNT:
        while eind < len(rij) and rij[eind].deel.soort is Onderdeel.SUBPUNT:
            eind += 1
    if eind >= len(rij) or rij[nummer].deel.soort is Onderdeel.TITEL:
        return None
    if rij[nummer].deel.soort is Onderdeel.PUNT and rij[eind].deel.soort is Onderdeel.PUNT:
        while eind + 1 < len(rij) and rij[eind + 1].deel.soort is Onderdeel.SUBPUNT:
            eind += 1
    return eind


def einden(rij: Sequence[Stuk], nummer: int) -> list[tuple[int, str]]:
    """The headings below which this part can come, each as the last part that stands there now."""
    uit = []
    kop: str | None = None
    for plaats, stuk in enumerate(rij):
        if stuk.deel.soort in KOPPEN:
            kop = kop_in_woorden(stuk)
        volgende = rij[plaats + 1] if plaats + 1 < len(rij) else None
        if kop and plaats != nummer and (volgende is None or volgende.deel.soort in KOPPEN):
            uit.append((plaats, kop))
    return uit


def kop_in_woorden(stuk: Stuk) -> str:
    """A heading as a choice in a list, short."""
    deel = stuk.deel
    tekst = f"{deel.nummer} {deel.tekst}".strip()
    inspringen = {Onderdeel.LANDSDEEL: "", Onderdeel.RUBRIEK: "– "}.get(deel.soort, "– – ")
    return inspringen + (tekst if len(tekst) <= 70 else f"{tekst[:68]} …")


@dataclass(frozen=True, slots=True)
class Afbreking:
    """A word that was broken at a line end, as it stands in the text and as it could stand."""

    van: str
    naar: str
    plaats: int

    @property
    def label(self) -> str:
        return f"“{self.naar}” in plaats van “{self.van}”"


def afbrekingen(regel: Rijregel) -> list[Afbreking]:
    """The other ways to write the words of this part that were broken at a line end and are in doubt."""
    return list(_afbrekingen(regel.stuk.deel.tekst, [twijfel for _, twijfel in regel.twijfels]))


def _afbrekingen(tekst: str, twijfels: Sequence[Twijfel]) -> Iterator[Afbreking]:
    for twijfel in twijfels:
        gelezen = _AFGEBROKEN.match(twijfel.melding.tekst)
        if not gelezen or gelezen["links"][-1:] not in _STREEPJES:
            continue
        links, rechts = gelezen["links"][:-1], gelezen["rechts"]
        vormen = (f"{links}-{rechts}", f"{links}{rechts}", f"{links}- {rechts}")
        for vorm in vormen:
            plaats = tekst.find(vorm)
            if plaats >= 0:
                yield from (Afbreking(vorm, ander, plaats) for ander in vormen if ander != vorm)
                break


# --- what was done ---------------------------------------------------------------------------------------


def in_woorden(bewerking: Bewerking, namen: Namen) -> str:
    """What an act did, as a line in the list of repairs."""
    waarden = bewerking.waarden
    match bewerking.ingreep:
        case Ingreep.SOORT:
            naar = LABELS[Onderdeel(waarden["naar"])].split(" (")[0].lower()
            return f"{LABELS[bewerking.was].split(' (')[0]} werd {naar}"
        case Ingreep.HOORT_BIJ:
            plaats = namen.voor(bewerking.was).get(waarden["slug"] or "", "wat de kop zelf zegt")
            return f"Gaat over {plaats}"
        case Ingreep.NUMMER:
            return f"Nummer werd {waarden['nummer']}"
        case Ingreep.SPLITS:
            return f"Gesplitst vóór “{bewerking.tekst[int(waarden['plaats']) :][:40].strip()}”"
        case Ingreep.VOEG_SAMEN:
            return f"Samengevoegd met “{waarden['erboven'][:40]}”"
        case Ingreep.VERPLAATS:
            return "Verplaatst"
        case Ingreep.TEKEN:
            return "Eerste teken is het opsommingsteken" if waarden["los"] else "Opsommingsteken hoort bij de tekst"
        case Ingreep.AFBREKING:
            return f"“{waarden['van']}” werd “{waarden['naar']}”"
        case Ingreep.BEKEKEN:
            return f"Bekeken, klopt: {waarden['soort']}"
