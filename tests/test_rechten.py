"""Every cell of the table of rights, run: each act, as each role, for the own and another landsdeel, in each phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from accounts.ondertekening import handtekening
from accounts.services import ken_rol_toe
from agreements.models import (
    Afspraak,
    Afstemmingspartij,
    Agendapunt,
    Besluitregel,
    Bezwaarbesluit,
    Embargouitzondering,
    Fasewijziging,
    Opmerking,
    Overleg,
    Puntconcept,
    Reactie,
    Ronde,
    Status,
    Statusvoorstel,
    Taak,
    Verband,
    Verbandafwijzing,
    Verbandeinde,
    Zitting,
)
from agreements.services.afstemmingen import Partij, begin_afstemming, reageer
from agreements.services.fasen import volgende_fase
from agreements.services.publicatie import wat_gaat_open
from agreements.services.statusvoorstellen import stel_status_voor
from agreements.services.verbanden import leg_verband
from agreements.services.verschuivingen import versie_van
from agreements.services.zittingen import open_zitting
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
from monitoring.keuze import Keuze
from monitoring.models import Antwoord as Monitorantwoord
from monitoring.models import Momentopname, Momentopnamepublicatie, Uitvraagregel
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde
from parliament.models import (
    Cijfer,
    Cijferpublicatie,
    Cijferversie,
    Hoeveelheid,
    Hoeveelheidversie,
    Motie,
    Motiewijziging,
    Uitvoering,
)
from parliament.services.cijfers import maak_cijfer
from parliament.services.hoeveelheden import corrigeer_hoeveelheid, maak_hoeveelheid
from parliament.services.moties import bewaar_motie, koppel_afspraak, leg_stand_vast
from tests.factories import (
    AfspraakFactory,
    CijferversieFactory,
    LandsdeelFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    UserFactory,
)
from tests.rechten_tabel import DOCUMENT, FASEN, TABEL, Recht, als_document
from tests.wandelen import Wandelaar
from tests.zittingen import DOSSIER, maak_overleg


@dataclass(frozen=True, slots=True)
class Wereld:
    """One overleg of Noordwest with a dossier and an agreement, and somebody for each column."""

    overleg: Overleg
    afspraak: Afspraak
    #: Another overleg of the same landsdeel, that has a dossier and no list yet.
    komend: Overleg
    wie: dict[str, User | None]
    wandelaars: dict[str, Wandelaar]

    @property
    def ronde(self) -> Ronde:
        return self.overleg.ronde

    @property
    def lijst(self) -> list[Any]:
        return [self.ronde.soort, self.ronde.jaar]

    @property
    def plaats(self) -> list[Any]:
        """The address of the overleg."""
        return [*self.lijst, self.overleg.landsdeel_slug]

    @property
    def tafel(self) -> list[Any]:
        """The address of the coming overleg."""
        return [self.komend.ronde.soort, self.komend.ronde.jaar, self.komend.landsdeel_slug]

    @property
    def rijk(self) -> User:
        rijk = self.wie["rijksredacteur"]
        assert rijk is not None
        return rijk


def maak_wereld() -> Wereld:
    delen = {slug: LandsdeelFactory.create(slug=slug) for slug in ("noordwest", "zuid")}
    utrecht = ProvincieFactory.create(naam="Utrecht", landsdeel=delen["noordwest"])
    limburg = ProvincieFactory.create(naam="Limburg", landsdeel=delen["zuid"])
    overleg = maak_overleg()
    afspraak = AfspraakFactory.create(overleg=overleg, verzamelingen__provincies=[utrecht])

    def met(rol: Rol, **reikwijdte: Any) -> User:
        user = UserFactory.create()
        ken_rol_toe(user=user, rol=rol, by=SYSTEEM, **reikwijdte)
        return user

    houder = met(Rol.DOSSIERHOUDER, landsdelen=[delen["noordwest"]])
    afspraak.dossierhouders.add(houder)
    wie: dict[str, User | None] = {
        "publiek": None,
        "zonder rol": UserFactory.create(),
        "lezer ander": met(Rol.LEZER_REGIO, landsdelen=[delen["zuid"]]),
        "lezer eigen": met(Rol.LEZER_REGIO, landsdelen=[delen["noordwest"]]),
        "redacteur ander": met(Rol.REDACTEUR_REGIO, provincies=[limburg]),
        "redacteur eigen": met(Rol.REDACTEUR_REGIO, provincies=[utrecht]),
        "houder ander": met(Rol.DOSSIERHOUDER, landsdelen=[delen["zuid"]]),
        "houder eigen": houder,
        "rijksredacteur": RijksredacteurFactory(),
        "beheerder": met(Rol.BEHEERDER),
    }
    return Wereld(
        overleg=overleg,
        afspraak=afspraak,
        komend=maak_overleg(replace(DOSSIER, jaar=2032)),
        wie=wie,
        wandelaars={kolom: Wandelaar(user) for kolom, user in wie.items()},
    )


@pytest.fixture(scope="module")
def _gevuld(django_db_setup: None, django_db_blocker: Any) -> Iterator[Wereld]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield maak_wereld()
        transaction.set_rollback(True)


@pytest.fixture
def wereld(_gevuld: Wereld, db: None) -> Wereld:
    return _gevuld


# --- how each act is done, and by what one sees that it succeeded -------------------------------------------------

Antwoord = Any
Gelukt = Callable[[Wereld, Antwoord], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Daad:
    """An act as a request. `eerst` prepares the world and gives what the address and the form need."""

    adres: Callable[[Wereld, Any], str]
    gegevens: Callable[[Wereld, Any], dict[str, Any]] | None = None
    eerst: Callable[[Wereld], Any] = lambda wereld: None
    gelukt: Gelukt = lambda wereld, antwoord: antwoord.status_code == 200


def _toont(woord: Callable[[Wereld], str]) -> Gelukt:
    return lambda wereld, antwoord: antwoord.status_code == 200 and woord(wereld) in antwoord.content.decode()


def _status(naar: str) -> Gelukt:
    return lambda wereld, _: Afspraak.objects.get(pk=wereld.afspraak.pk).status == naar


def _voorstel(wereld: Wereld) -> Statusvoorstel:
    redacteur = wereld.wie["redacteur eigen"]
    assert redacteur is not None
    return stel_status_voor(afspraak=wereld.afspraak, naar=Status.IN_UITVOERING, by=redacteur)


def _punt(wereld: Wereld) -> Agendapunt:
    punt: Agendapunt = Agendapunt.objects.filter(dossier__overleg=wereld.komend).earliest("volgorde")
    return punt


def _zitting(wereld: Wereld) -> Zitting:
    return open_zitting(overleg=wereld.komend, by=wereld.rijk)


def _uitspraak(wereld: Wereld) -> Uitspraak:
    """What a public source says of an instrument of the landsdeel: everybody may read it."""
    ria = Instrument.objects.create(slug="ria", naam="RIA", meervoud="RIA's", kort="RIA", bereik="landsdelen")
    landsdeel = wereld.overleg.landsdeel
    assert landsdeel is not None
    versie = Instrumentversie.objects.create(sleutel="ria", instrument=ria, landsdeel=landsdeel)
    bron = Bron.objects.create(sleutel="brief", titel="Brief", datum="2024-11-12", openbaar_vanaf="2024-11-12")
    uitspraak: Uitspraak = Uitspraak.objects.create(
        versie=versie, bron=bron, stand="aangeboden", tekst="Aangeboden.", **handtekening(SYSTEEM)
    )
    return uitspraak


def _formulier_van(een: Uitspraak, tekst: str) -> dict[str, Any]:
    velden = {"versie": een.versie_id, "stand": een.stand, "precisie": "onbekend", "bron": een.bron_id}
    return {**velden, "tekst": tekst, "reden": "Verkeerd gelezen.", "bevestigd": "1"}


def _afstemming(wereld: Wereld) -> Afstemmingspartij:
    """The party of the regio, for which the redacteur of the landsdeel answers."""
    redacteur = wereld.wie["redacteur eigen"]
    assert redacteur is not None
    partijen = [Partij(zijde="rijk", naam="Ministerie"), Partij(zijde="regio", naam="Provincie", leden=[redacteur])]
    afstemming = begin_afstemming(
        overleg=wereld.overleg, partijen=partijen, uiterlijk=timezone.localdate() + timedelta(days=5), by=wereld.rijk
    )
    partij: Afstemmingspartij = afstemming.partijen.get(zijde="regio")
    return partij


def _monitorronde(wereld: Wereld) -> Uitvraagregel:
    """The row of the agreement in an open round."""
    keuze = Keuze(rondes=(wereld.ronde.slug,))
    dag = timezone.localdate() + timedelta(days=5)
    ronde = maak_ronde(naam="Stand", keuze=keuze, uiterlijk=dag, by=wereld.rijk)
    regel: Uitvraagregel = open_ronde(monitorronde=ronde, by=wereld.rijk).regels.get(afspraak=wereld.afspraak)
    return regel


def _monitoradres(naam: str) -> Callable[[Wereld, Any], str]:
    def adres(_: Wereld, regel: Any) -> str:
        return reverse(naam, args=[regel.monitorronde_id])

    return adres


def _antwoord(zijde: str) -> Daad:
    return Daad(
        eerst=_monitorronde,
        adres=lambda _, regel: reverse("monitorronde-antwoorden", args=[regel.monitorronde_id, regel.pk]),
        gegevens=lambda _, __: {"zijde": zijde, "versie": 0, "status": Status.IN_UITVOERING},
        gelukt=lambda _, __: Monitorantwoord.objects.filter(zijde=zijde).exists(),
    )


def _bezwaar(wereld: Wereld) -> Reactie:
    return reageer(
        partij=_afstemming(wereld),
        afspraak=wereld.afspraak,
        oordeel="bezwaar",
        toelichting="Zo niet.",
        by=wereld.rijk,
    )


def _pk(user: User | None) -> int:
    assert user is not None
    return user.pk


def _motie(wereld: Wereld) -> Motie:
    """One that the agreement carries out, with the sentence for the letter of its ronde."""
    motie = bewaar_motie(soort="motie", naam="voorbeeld", gevraagd="Doe iets.", bron="Een brief", by=wereld.rijk)
    koppel_afspraak(motie=motie, afspraak=wereld.afspraak, hoe="Zo.", by=wereld.rijk)
    leg_stand_vast(motie=motie, status="in_uitvoering", zin="Zo staat het.", ronde=wereld.ronde, by=wereld.rijk)
    return motie


GETAL: dict[str, Any] = {"getal": "3.500", "bron": "Een brief", "brondatum": date(2025, 6, 12)}


def _hoeveelheid(wereld: Wereld) -> Hoeveelheid:
    """A public number, with a correction that waits for the letter of the ronde."""
    eerste = maak_hoeveelheid(naam="Woningen", eenheid="woningen", by=wereld.rijk, **GETAL)
    hoeveelheid: Hoeveelheid = eerste.hoeveelheid
    nieuw: dict[str, Any] = {**GETAL, "getal": "3.600", "ronde": wereld.ronde}
    corrigeer_hoeveelheid(hoeveelheid=hoeveelheid, reden="Geteld.", versie=1, by=wereld.rijk, **nieuw)
    return hoeveelheid


CIJFER: dict[str, Any] = {
    "titel": "Van dit jaar",
    "zin": "Het zijn … afspraken.",
    "peildatum": date(2025, 6, 12),
    "zicht": "openbaar",
}


def _cijfer(wereld: Wereld) -> Cijfer:
    """A figure of which the first version is public; the second is not."""
    cijfer: Cijfer = CijferversieFactory.create(gepubliceerd=True).cijfer
    CijferversieFactory.create(cijfer=cijfer, nummer=2, reden="Anders geteld.", titel="Nog intern")
    return cijfer


DADEN: dict[str, Daad] = {
    "afspraak zien": Daad(
        adres=lambda wereld, _: wereld.afspraak.get_absolute_url(), gelukt=_toont(lambda wereld: wereld.afspraak.code)
    ),
    "zoeken": Daad(
        adres=lambda wereld, _: f"{reverse('afspraak-lijst')}?jaar={wereld.ronde.jaar}",
        gelukt=_toont(lambda wereld: wereld.afspraak.code),
    ),
    "lijst zien": Daad(
        adres=lambda wereld, _: wereld.ronde.get_absolute_url(), gelukt=_toont(lambda wereld: wereld.afspraak.code)
    ),
    "dossier zien": Daad(
        adres=lambda wereld, _: wereld.overleg.get_absolute_url(),
        gelukt=_toont(lambda _: "Dossier voor het overleg"),
    ),
    "dossier exporteren": Daad(
        adres=lambda wereld, _: reverse("dossier-export", args=wereld.tafel),
        gegevens=lambda _, __: {"formaat": "docx"},
        gelukt=lambda _, __: Taak.objects.exists(),
    ),
    "zitting volgen": Daad(eerst=_zitting, adres=lambda wereld, _: reverse("zitting", args=wereld.tafel)),
    "dossier schrijven": Daad(
        eerst=_punt,
        adres=lambda wereld, punt: reverse("agendapunt-concept", args=[*wereld.tafel, punt.pk]),
        gegevens=lambda _, __: {"aanwezig": "1", "basis": "0"},
        gelukt=lambda _, __: Puntconcept.objects.exists(),
    ),
    "opmerking plaatsen": Daad(
        eerst=_punt,
        adres=lambda wereld, punt: reverse("opmerking-plaatsen", args=[*wereld.tafel, punt.pk]),
        gegevens=lambda _, __: {"tekst": "Klopt dit?", "voor": "beide"},
        gelukt=lambda _, __: Opmerking.objects.exists(),
    ),
    "overleg verplaatsen": Daad(
        eerst=lambda wereld: versie_van(wereld.ronde),
        adres=lambda wereld, _: reverse("rondedata", args=[wereld.ronde.pk]),
        gegevens=lambda _, versie: {
            "versie": versie,
            "gepland": "najaar 2031",
            "reden": "Het kabinet is demissionair.",
            "bevestigd": "1",
        },
        gelukt=lambda wereld, _: Ronde.objects.get(pk=wereld.ronde.pk).gepland == "najaar 2031",
    ),
    "zitting openen": Daad(
        adres=lambda wereld, _: reverse("zitting-openen", args=wereld.tafel),
        gegevens=lambda _, __: {},
        gelukt=lambda _, __: Zitting.objects.exists(),
    ),
    "besluit vastleggen": Daad(
        eerst=_zitting,
        adres=lambda wereld, zitting: reverse(
            "zitting-besluit", args=[*wereld.tafel, zitting.beslispunten.earliest("volgorde").pk]
        ),
        gegevens=lambda _, __: {"besluit": "ongewijzigd", "na": "0"},
        gelukt=lambda _, __: Besluitregel.objects.exists(),
    ),
    "hameren": Daad(
        eerst=_zitting,
        adres=lambda wereld, _: reverse("zitting-hameren", args=wereld.tafel),
        gegevens=lambda _, zitting: {"punt": [een.pk for een in zitting.beslispunten.all()]},
        gelukt=lambda _, __: Besluitregel.objects.exists(),
    ),
    "afstemming volgen": Daad(eerst=_afstemming, adres=lambda wereld, _: reverse("afstemming", args=wereld.plaats)),
    "afstemming beginnen": Daad(adres=lambda wereld, _: reverse("afstemming-beginnen", args=wereld.plaats)),
    "reageren": Daad(
        eerst=_afstemming,
        adres=lambda wereld, _: reverse("afstemming-reageren", args=wereld.plaats),
        gegevens=lambda wereld, partij: {"partij": partij.pk, "afspraak": wereld.afspraak.code, "oordeel": "akkoord"},
        gelukt=lambda _, __: Reactie.objects.exists(),
    ),
    "bezwaar afhandelen": Daad(
        eerst=_bezwaar,
        adres=lambda wereld, bezwaar: reverse("afstemming-bezwaar", args=[*wereld.plaats, bezwaar.pk]),
        gegevens=lambda _, bezwaar: {
            "uitkomst": "afgewezen",
            "toelichting": "Dit is afgesproken.",
            "over": bezwaar.tekst_sha256,
        },
        gelukt=lambda _, __: Bezwaarbesluit.objects.exists(),
    ),
    "volgende fase": Daad(
        adres=lambda wereld, _: reverse("publicatie-fase", args=wereld.lijst),
        gegevens=lambda wereld, _: {"naar": volgende_fase(Ronde.objects.get(pk=wereld.ronde.pk)) or "openbaar"},
        gelukt=lambda _, __: Fasewijziging.objects.exists(),
    ),
    "uitgave": Daad(
        adres=lambda wereld, _: reverse("uitgave-nieuw", args=wereld.lijst),
        gegevens=lambda _, __: {"volgnummer": 1, "reden": ""},
        gelukt=lambda _, __: Taak.objects.exists(),
    ),
    "uitzondering": Daad(
        adres=lambda wereld, _: reverse("afspraak-embargo", args=[wereld.afspraak.code]),
        gegevens=lambda _, __: {"soort": "later", "reden": "Eerst de raad."},
        gelukt=lambda _, __: Embargouitzondering.objects.exists(),
    ),
    "brief verzonden": Daad(
        eerst=lambda wereld: wat_gaat_open(wereld.ronde, by=wereld.rijk).stand,
        adres=lambda wereld, _: reverse("publicatie-verzenden", args=wereld.lijst),
        gegevens=lambda _, stand: {
            "verzonden_op": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
            "kenmerk": "2031-0000000001",
            "daad": "nu",
            "stand": stand,
        },
        gelukt=lambda _, __: Taak.objects.exists(),
    ),
    "inzage": Daad(adres=lambda wereld, _: reverse("inzage", args=wereld.lijst)),
    "status wijzigen": Daad(
        adres=lambda wereld, _: wereld.afspraak.get_status_url(),
        gegevens=lambda wereld, _: {"versie": 1, "naar": Status.IN_UITVOERING},
        gelukt=_status(Status.IN_UITVOERING),
    ),
    "termijn wijzigen": Daad(
        adres=lambda wereld, _: wereld.afspraak.get_termijn_url(),
        gegevens=lambda _, __: {
            "versie": 0,
            "keuze": "anders",
            "frase": "eind 2033",
            "reden": "Zo is het besproken.",
            "akkoord": "samen",
        },
        gelukt=lambda wereld, _: wereld.afspraak.termijnwijzigingen.exists(),
    ),
    "status voorstellen": Daad(
        adres=lambda wereld, _: reverse("statusvoorstel-nieuw", args=[wereld.afspraak.code]),
        gegevens=lambda wereld, _: {"versie": 1, "naar": Status.IN_UITVOERING},
        gelukt=lambda wereld, _: wereld.afspraak.statusvoorstellen.exists(),
    ),
    "voorstel overnemen": Daad(
        eerst=_voorstel,
        adres=lambda _, voorstel: reverse("statusvoorstel-overnemen", args=[voorstel.pk]),
        gegevens=lambda _, __: {},
        gelukt=_status(Status.IN_UITVOERING),
    ),
    "voorstel teruggeven": Daad(
        eerst=_voorstel,
        adres=lambda _, voorstel: reverse("statusvoorstel-teruggeven", args=[voorstel.pk]),
        gegevens=lambda _, __: {"reden": "Nog niet."},
        gelukt=lambda wereld, _: wereld.afspraak.statusvoorstellen.exclude(oordeel=None).exists(),
    ),
    "verband leggen": Daad(
        eerst=lambda wereld: AfspraakFactory.create(overleg=wereld.overleg),
        adres=lambda wereld, _: reverse("verbanden", args=[wereld.afspraak.code]),
        gegevens=lambda _, ander: {"met": "afspraak", "soort": "wijzigt", "naar": ander.code},
        gelukt=lambda _, __: Verband.objects.exists(),
    ),
    "verband afwijzen": Daad(
        eerst=lambda wereld: AfspraakFactory.create(overleg=wereld.overleg),
        adres=lambda wereld, _: reverse("verbandvoorstel-antwoord", args=[wereld.afspraak.code]),
        gegevens=lambda _, ander: {"daad": "afwijzen", "eerder": ander.code},
        gelukt=lambda _, __: Verbandafwijzing.objects.exists(),
    ),
    "verband beëindigen": Daad(
        eerst=lambda wereld: leg_verband(
            van=wereld.afspraak,
            soort="wijzigt",
            naar=AfspraakFactory.create(overleg=wereld.overleg),
            by=wereld.rijk,
        ),
        adres=lambda wereld, verband: reverse("verband-beeindigen", args=[wereld.afspraak.code, verband.pk]),
        gegevens=lambda _, __: {"reden": "Klopt niet."},
        gelukt=lambda _, __: Verbandeinde.objects.exists(),
    ),
    "gegevens bewerken": Daad(
        adres=lambda wereld, _: reverse("afspraak-bewerken", args=[wereld.afspraak.code]),
    ),
    "contacten": Daad(adres=lambda _, __: reverse("contact-lijst")),
    "overdragen": Daad(adres=lambda wereld, _: reverse("eigenaar-overdragen", args=[_pk(wereld.wie["houder eigen"])])),
    "motie zien": Daad(eerst=_motie, adres=lambda _, motie: motie.get_absolute_url()),
    "zin zien": Daad(
        eerst=_motie, adres=lambda _, motie: motie.get_absolute_url(), gelukt=_toont(lambda _: "Zo staat het.")
    ),
    "motie toevoegen": Daad(
        adres=lambda _, __: reverse("motie-nieuw"),
        gegevens=lambda _, __: {"soort": "motie", "naam": "x", "gevraagd": "Doe iets.", "bron": "Een brief"},
        gelukt=lambda _, __: Motie.objects.exists(),
    ),
    "motie koppelen": Daad(
        eerst=_motie,
        adres=lambda _, motie: reverse("motie-koppelen", args=[motie.pk]),
        gegevens=lambda wereld, _: {"code": wereld.afspraak.code, "hoe": "Anders."},
        gelukt=lambda _, __: Uitvoering.objects.filter(hoe="Anders.").exists(),
    ),
    "stand vastleggen": Daad(
        eerst=_motie,
        adres=lambda _, motie: reverse("motie-stand", args=[motie.pk]),
        gegevens=lambda _, __: {"versie": "1", "status": "deels_afgedaan"},
        gelukt=lambda _, __: Motiewijziging.objects.filter(nummer=2).exists(),
    ),
    "monitorronde maken": Daad(adres=lambda _, __: reverse("monitorronde-nieuw")),
    "monitorronde volgen": Daad(
        eerst=_monitorronde,
        adres=_monitoradres("monitorronde-detail"),
        gelukt=_toont(lambda wereld: wereld.afspraak.code),
    ),
    "antwoorden rijk": _antwoord("rijk"),
    "antwoorden regio": _antwoord("regio"),
    "monitorbesluit": Daad(
        eerst=_monitorronde,
        adres=lambda _, regel: reverse("monitorronde-besluit", args=[regel.monitorronde_id, regel.pk]),
        gegevens=lambda _, __: {"versie": 1, "nummer": 0, "naar": Status.IN_UITVOERING},
        gelukt=_status(Status.IN_UITVOERING),
    ),
    "monitorronde sluiten": Daad(
        eerst=_monitorronde,
        adres=_monitoradres("monitorronde-sluiten"),
        gegevens=lambda _, regel: {"onbeantwoord": 2 * regel.monitorronde.regels.count()},
        gelukt=lambda _, __: Momentopname.objects.exists(),
    ),
    "momentopname publiceren": Daad(
        eerst=lambda wereld: sluit_ronde(monitorronde=_monitorronde(wereld).monitorronde, by=wereld.rijk),
        adres=_monitoradres("momentopname-publiceren"),
        gegevens=lambda _, momentopname: {"aantal": momentopname.aantal},
        gelukt=lambda _, __: Momentopnamepublicatie.objects.exists(),
    ),
    "uitspraak toevoegen": Daad(
        eerst=_uitspraak,
        adres=lambda _, een: reverse("uitspraak-toevoegen", args=["ria", een.versie.plek.slug]),
        gegevens=lambda _, een: _formulier_van(een, "Zo staat het er ook."),
        gelukt=lambda _, een: Uitspraak.objects.filter(tekst="Zo staat het er ook.").exists(),
    ),
    "uitspraak verbeteren": Daad(
        eerst=_uitspraak,
        adres=lambda _, een: reverse("uitspraak-verbeteren", args=[een.pk]),
        gegevens=lambda _, een: _formulier_van(een, "Zo staat het er."),
        gelukt=lambda _, een: Uitspraak.objects.filter(tekst="Zo staat het er.").exists(),
    ),
    "hoeveelheid zien": Daad(
        eerst=_hoeveelheid, adres=lambda _, ding: ding.get_absolute_url(), gelukt=_toont(lambda _: "3.500 woningen")
    ),
    "wachtend getal zien": Daad(
        eerst=_hoeveelheid, adres=lambda _, ding: ding.get_absolute_url(), gelukt=_toont(lambda _: "3.600 woningen")
    ),
    "hoeveelheid toevoegen": Daad(
        adres=lambda _, __: reverse("hoeveelheid-nieuw"),
        gegevens=lambda _, __: {**GETAL, "naam": "Woningen", "eenheid": "woningen"},
        gelukt=lambda _, __: Hoeveelheid.objects.exists(),
    ),
    "hoeveelheid corrigeren": Daad(
        eerst=_hoeveelheid,
        adres=lambda _, ding: reverse("hoeveelheid-corrigeren", args=[ding.pk]),
        gegevens=lambda _, __: {**GETAL, "versie": "2", "reden": "Nog eens."},
        gelukt=lambda _, __: Hoeveelheidversie.objects.filter(nummer=3).exists(),
    ),
    "cijfer zien": Daad(
        eerst=_cijfer,
        adres=lambda _, cijfer: reverse("cijfer-versie", args=[cijfer.pk, 1]),
        gelukt=_toont(lambda _: "Het zijn 0 afspraken."),
    ),
    "intern cijfer zien": Daad(
        eerst=_cijfer, adres=lambda _, cijfer: cijfer.get_absolute_url(), gelukt=_toont(lambda _: "Nog intern")
    ),
    "cijfer toevoegen": Daad(
        adres=lambda _, __: reverse("cijfer-nieuw"),
        gegevens=lambda wereld, _: {**CIJFER, "vraag": f"jaar={wereld.ronde.jaar}", "telt": "aantal"},
        gelukt=lambda _, __: Cijfer.objects.exists(),
    ),
    "cijfer nieuwe versie": Daad(
        eerst=_cijfer,
        adres=lambda _, cijfer: reverse("cijfer-nieuwe-versie", args=[cijfer.pk]),
        gegevens=lambda wereld, _: {
            **CIJFER,
            "vraag": f"jaar={wereld.ronde.jaar}",
            "telt": "aantal",
            "versie": "2",
            "reden": "Nog eens.",
        },
        gelukt=lambda _, __: Cijferversie.objects.filter(nummer=3).exists(),
    ),
    "cijfer publiceren": Daad(
        eerst=lambda wereld: maak_cijfer(by=wereld.rijk, **{**CIJFER, "vraag": f"jaar={wereld.ronde.jaar}"}),
        adres=lambda _, versie: reverse("cijfer-publiceren", args=[versie.cijfer_id, versie.nummer]),
        gegevens=lambda _, __: {"kamerstuk": "29 435, nr. 267", "briefdatum": "2025-06-12"},
        gelukt=lambda _, __: Cijferpublicatie.objects.exists(),
    ),
    "account openen": Daad(adres=lambda _, __: reverse("admin:accounts_user_changelist")),
    "logboek": Daad(adres=lambda _, __: reverse("admin:accounts_auditregel_changelist")),
}

#: Rights do not depend on the database: on the second one the first and the last phase are enough.
FASEN_HIER = FASEN if connection.vendor == "sqlite" else (FASEN[0], FASEN[-1])
RECHTEN = [recht for rechten in TABEL.values() for recht in rechten]


@pytest.mark.parametrize("recht", RECHTEN, ids=lambda recht: recht.sleutel)
@pytest.mark.parametrize("fase", FASEN_HIER)
def test_each_cell_of_the_table_holds(wereld: Wereld, recht: Recht, fase: str) -> None:
    daad = DADEN[recht.sleutel]
    Ronde.objects.update(fase=FASEN[0])
    ding = daad.eerst(wereld)
    Ronde.objects.update(fase=fase)
    adres = daad.adres(wereld, ding)
    anders = {}
    for kolom, wandelaar in wereld.wandelaars.items():
        punt = transaction.savepoint()
        antwoord = wandelaar.get(adres) if daad.gegevens is None else wandelaar.post(adres, daad.gegevens(wereld, ding))
        gelukt = daad.gelukt(wereld, antwoord)
        transaction.savepoint_rollback(punt)
        if gelukt != recht.mag(kolom, fase):
            anders[kolom] = (antwoord.status_code, "lukt" if gelukt else "lukt niet")
        assert gelukt or antwoord.status_code in (200, 302, 303, 403, 404, 409, 422), kolom
    assert not anders


def test_table_and_acts_are_about_the_same() -> None:
    assert set(DADEN) == {recht.sleutel for recht in RECHTEN}


def test_document_is_the_table() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == als_document(), "draai `python -m tests.rechten_tabel`"
