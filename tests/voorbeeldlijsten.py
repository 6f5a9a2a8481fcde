"""Lists of agreements written for the tests: one with every structure that a list can have, and long ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.lijst import (
    LANDELIJK,
    LOSSE_ALINEA,
    Blok,
    Landsdeellijst,
    Lijst,
    Partijregel,
    Rubriek,
    Statusregel,
    Tekstblok,
    Termijnfrase,
    Wijziging,
)

LANG_WOORD = "Aansprakelijkheidswaardevaststellingsveranderingen" * 8
MARKUP = (
    'De tekst <b>vet</b> & "aanhaling" </li><script>alert(1)</script> &amp;'
    ' <img src="file:///etc/passwd"> blijft tekst.'
)

BOUWSTENEN = (
    *("woningbouwlocaties", "verstedelijkingsstrategie", "bereikbaarheidsvraagstukken", "energie-infrastructuur"),
    *("Vlaams-Nederlandse", "samenwerkingsverbanden", "gemeenten", "waterschappen", "en", "provincies", "maken"),
    *("samen", "een", "uitvoeringsagenda", "voor", "leefbaarheid,", "zoetwaterbeschikbaarheid", "en"),
    *("natuurherstel", "binnen", "het", "gebied"),
)


def punt(tekst: str, *subpunten: str, teken: str | None = "❖", **velden: object) -> Tekstblok:
    return Tekstblok(tekst=tekst, teken=teken, subpunten=subpunten, **velden)  # type: ignore[arg-type]


def alinea(tekst: str) -> Tekstblok:
    return Tekstblok(tekst=tekst, soort=LOSSE_ALINEA)


def zin(nummer: int, woorden: int = 40) -> str:
    """A sentence of our own with long Dutch words, different for every number."""
    gekozen = [BOUWSTENEN[(nummer * 7 + plaats * 3) % len(BOUWSTENEN)] for plaats in range(woorden)]
    return f"Afspraak {nummer}: {' '.join(gekozen)}."


STATUSSEN = (
    Statusregel(code="BOL-2030-Z-1-01", label="in uitvoering", sinds=date(2031, 3, 4), toelichting="Loopt."),
    Statusregel(code="BOL-2030-Z-1-01a", label="vertraagd", toelichting=zin(900, 60)),
    Statusregel(code="BOL-2030-Z-1-01b", label="nog niet te beoordelen"),
)


TERMIJNEN = (
    Termijnfrase(frase="begin 2031", soort="periode", van=date(2031, 1, 1), tot=date(2031, 4, 30)),
    Termijnfrase(frase="vóór 1 mei 2032", soort="voor", tot=date(2032, 4, 30)),
    Termijnfrase(frase="het volgende overleg", soort="overleg", overleg="BO Leefomgeving 2031"),
)
PARTIJEN = (
    Partijregel(naam="Provincie Limburg", rol="trekker", zijde="regio"),
    Partijregel(naam="Ministerie <van> proef & meer", rol="betrokken", zijde="Rijk"),
)


def elke_structuur() -> Lijst:
    """A list with every structure: landelijk block, provincie and onderwerp headings, lead-ins of several
    paragraphs, sub-bullets, loose paragraphs, other bullets, items without a bullet, an empty landsdeel."""
    return Lijst(
        soort="bol",
        jaar=2030,
        titel="Afsprakenlijst met elke opbouw <concept> & meer",
        landsdelen=(
            Landsdeellijst(
                landsdeel=LANDELIJK,
                kop="Generieke afspraken",
                rubrieken=(
                    Rubriek(
                        nummer="1",
                        titel="Zonder opsommingsteken",
                        blokken=(
                            Blok(
                                tekstblokken=(
                                    punt(zin(1), teken=None),
                                    punt(zin(2), "Eerste onderdeel;", "Tweede onderdeel.", teken=None),
                                )
                            ),
                        ),
                    ),
                ),
            ),
            Landsdeellijst(
                landsdeel="zuid",
                kop="Regio Zuid-Nederland",
                rubrieken=(
                    Rubriek(
                        nummer="1",
                        titel="Provincies en onderwerpen, met een titel die zo lang is dat zij niet op één regel past",
                        blokken=(
                            Blok(
                                provincie="noord-brabant",
                                provincie_kop="Provincie Noord-Brabant",
                                onderwerp="Wonen en werken",
                                inleiding=f"{zin(3)}\nRijk en regio gaan samen aan de slag om:",
                                tekstblokken=(punt(zin(4)), punt(zin(5)), alinea(zin(6)), punt(zin(7))),
                            ),
                            Blok(provincie="noord-brabant", onderwerp="Water", tekstblokken=(punt(zin(8)),)),
                            Blok(
                                provincie="limburg",
                                provincie_kop="Provincie Limburg",
                                tekstblokken=(punt(zin(9), *(zin(nummer, 12) for nummer in range(10, 14))),),
                            ),
                            Blok(onderwerp="Los onderwerp", tekstblokken=(alinea(zin(14)),)),
                        ),
                    ),
                    Rubriek(
                        nummer="12a",
                        titel="Tekens & <tekst>",
                        blokken=(
                            Blok(
                                inleiding="Inleiding met <i>tekens</i> & meer:",
                                tekstblokken=(
                                    punt(MARKUP, MARKUP),
                                    punt(LANG_WOORD),
                                    punt("Fryslân, ’s-Hertogenbosch, “hoe?”, € 3.500, één, coördinatie, Łódź, 10 m²."),
                                    punt("Pijl → en ≥ 5, ½ en –: streepjes — ook; http://voorbeeld.nl/pad?a=b&c=d"),
                                    punt("Ander teken.", teken="•"),
                                    punt("Teken van een tekstverwerker.", teken="\uf076"),
                                    punt("Een streepje.", "Met een onderdeel.", teken="-"),
                                ),
                            ),
                        ),
                    ),
                    Rubriek(
                        nummer="13",
                        titel="Een lange tekst",
                        blokken=(Blok(tekstblokken=(punt(zin(20, 900)), punt(zin(21)))),),
                    ),
                ),
            ),
            Landsdeellijst(landsdeel="oost", kop="Regio Oost-Nederland"),
            Landsdeellijst(
                landsdeel="noord",
                kop="Regio Noord-Nederland",
                rubrieken=(Rubriek(nummer="1", titel="Rubriek zonder tekst"),),
            ),
        ),
    ).met_codes()


def met_statussen(lijst: Lijst) -> Lijst:
    """The list with three status lines under every text block but the loose paragraphs."""
    return lijst.met_elk_tekstblok(
        lambda _deel, _rubriek, blok: blok if blok.is_losse_alinea else replace(blok, statussen=STATUSSEN)
    )


def met_bijschriften(lijst: Lijst) -> Lijst:
    """The list with all that can be added: statuses, deadlines, actors, changes, and texts that lapsed."""
    nummers = iter(range(1_000_000))

    def aangevuld(blok: Tekstblok) -> Tekstblok:
        nummer = next(nummers)
        oud = "\n".join([f"{blok.tekst.replace('Afspraak', 'Voornemen', 1)} Dit viel <b>weg</b>.", *blok.subpunten])
        wijziging = (Wijziging(soort="nieuw"), Wijziging(soort="gewijzigd", was=oud), None)[nummer % 3]
        return replace(
            blok,
            termijnen=TERMIJNEN[: nummer % 4],
            partijen=PARTIJEN[: nummer % 3],
            wijziging=Wijziging(soort="verplaatst") if nummer == 4 else wijziging,
        )

    vervallen = (
        punt(zin(70), "Een onderdeel dat verviel.", code="BOL-2030-Z-1-70"),
        Tekstblok(tekst=f"{MARKUP} {zin(71)}", soort=LOSSE_ALINEA, code="BOL-2030-Z-1-71"),
    )
    return replace(
        met_statussen(lijst).met_elk_tekstblok(lambda _deel, _rubriek, blok: aangevuld(blok)), vervallen=vervallen
    )


def lange_lijst(keer: int = 1) -> Lijst:
    """About as long as a real list (5 landsdelen, 27 rubrieken, 84 bullets of 420 characters), or `keer` times that."""
    slugs = ("zuidwest", "zuid", "noord", "noordwest", "oost")
    per_landsdeel = (6, 7, 3, 5, 6)
    nummer = 0
    delen = []
    for slug, aantal in zip(slugs, per_landsdeel, strict=True):
        rubrieken = []
        for volgorde in range(1, aantal * keer + 1):
            punten = []
            for _ in range(3 if volgorde % 9 else 4):
                nummer += 1
                punten.append(punt(zin(nummer, 34)))
            rubrieken.append(
                Rubriek(
                    nummer=str(volgorde),
                    titel=f"Rubriek {volgorde} van dit landsdeel",
                    blokken=(Blok(inleiding="Rijk en regio spreken af:", tekstblokken=tuple(punten)),),
                )
            )
        delen.append(
            Landsdeellijst(landsdeel=slug, kop=f"Regio {slug.capitalize()}-Nederland", rubrieken=tuple(rubrieken))
        )
    return Lijst(soort="bol", jaar=2030, titel="Afsprakenlijst van de proef", landsdelen=tuple(delen)).met_codes()
