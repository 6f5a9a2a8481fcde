"""A register with a list under embargo in which every field holds a word that occurs nowhere else.

The list is that of landsdeel Zuid in a ronde that is still in preparation. It is loaded, reloaded with other texts,
edited, followed and exported through the services, so that its words are in every table that they ever reach:
history, evidence, audit log, search index, jobs and uploaded documents. Beside it stands a public list, with
agreements that are tied to the secret ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.auditlog import leg_vast
from accounts.models import Rol, Roltoewijzing, User
from accounts.ondertekening import handtekening
from accounts.services import ken_rol_toe
from agreements.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Bijlage,
    Bloksoort,
    Deelnemer,
    Dossier,
    Invulling,
    Voorstel,
    Zijde,
)
from agreements.dossier_json import naar_json as dossier_naar_json
from agreements.herstel.bewerkingen import Bewerking, Ingreep
from agreements.lijst import LOSSE_ALINEA, Blok, Landsdeellijst, Lijst, Melding, Onderdeel, Rubriek, Tekstblok
from agreements.lijst_json import naar_json
from agreements.models import (
    Afspraak,
    Bericht,
    Beslispunt,
    Betrokkenheid,
    Dossierinvoer,
    Invoer,
    Publicatieplan,
    Ronde,
    Status,
    Taak,
    Termijn,
    Verband,
)
from agreements.models import Agendapunt as Puntrij
from agreements.models.besluit import Besluit
from agreements.services import taken
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.afstemmingen import Partij, begin_afstemming, handel_bezwaar_af, reageer
from agreements.services.dossiers import laad_dossier
from agreements.services.eigenaren import bewaar_contact, draag_contact_over
from agreements.services.fasen import zet_fase
from agreements.services.lijsten import laad_lijst
from agreements.services.opmerkingen import beantwoord, plaats_opmerking
from agreements.services.puntversies import stand_van
from agreements.services.schrijven import bewaar_concept, bewaar_punt
from agreements.services.statussen import Bewijs, wijzig_status
from agreements.services.statusvoorstellen import geef_voorstel_terug, stel_status_voor
from agreements.services.termijnbesluiten import wijzig_termijn
from agreements.services.uitgaven import leg_uitgave_vast
from agreements.services.uitgavetaken import vraag_uitgave
from agreements.services.uitzonderingen import geef_uitzondering
from agreements.services.verbanden import beeindig_verband, leg_verband
from agreements.services.zittingen import Presentie, leg_besluit_vast, open_zitting, voeg_in, zet_aanwezigheid
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
from monitoring.keuze import Keuze
from monitoring.models import Uitvraagregel
from monitoring.services import antwoorden
from monitoring.services.antwoorden import Conceptvelden, geef_antwoord
from monitoring.services.besluiten import besluit_over_regel
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde, verleng_ronde
from parliament.services.cijfers import geef_nieuwe_versie, maak_cijfer
from parliament.services.hoeveelheden import corrigeer_hoeveelheid, maak_hoeveelheid
from parliament.services.moties import bewaar_motie, koppel_afspraak, leg_stand_vast
from tests.factories import (
    AfspraakFactory,
    GebiedFactory,
    LandsdeelFactory,
    OrganisatieFactory,
    OverlegFactory,
    ProvincieFactory,
    RijksredacteurFactory,
    RondeFactory,
    ThemaFactory,
    UserFactory,
)

#: How every secret word begins; no word of the application does.
BEGIN = "zwijg"
_GEHEIM = re.compile(rf"{BEGIN}\w*", re.IGNORECASE)


def geheimen(tekst: str) -> set[str]:
    """The secret words in a text."""
    return {woord.lower() for woord in _GEHEIM.findall(tekst)}


def _lijst(versie: str) -> Lijst:
    """The list as it was loaded first ("oud") and as it stands now ("nieuw")."""

    def rubriek(nummer: str) -> Rubriek:
        punt = Tekstblok(
            tekst=f"Rijk en regio doen {BEGIN}tekst{versie}, uiterlijk 30 juni 2031, samen met wie dat wil.",
            teken="❖",
            subpunten=(f"En ook {BEGIN}subpunt{versie}.",),
        )
        return Rubriek(
            nummer=nummer,
            titel=f"Over {BEGIN}rubriek{versie}",
            blokken=(
                Blok(
                    provincie="limburg",
                    provincie_kop=f"Limburg {BEGIN}kop{versie}",
                    onderwerp=f"Het {BEGIN}onderwerp{versie}",
                    inleiding=f"De {BEGIN}inleiding{versie}:",
                    tekstblokken=(punt, Tekstblok(tekst=f"Los staat {BEGIN}alinea{versie}.", soort=LOSSE_ALINEA)),
                ),
            ),
        )

    return Lijst(
        soort="bol",
        jaar=2026,
        titel=f"Afsprakenlijst {BEGIN}titel{versie}",
        landsdelen=(
            Landsdeellijst(
                landsdeel="zuid", kop=f"Regio {BEGIN}landsdeelkop{versie}", rubrieken=(rubriek("1"), rubriek("2zwijg"))
            ),
        ),
    )


def _dossier(jaar: int, versie: str) -> Dossier:
    """The dossier of Zuid in that year; it stays secret when the ronde is public."""

    def geheim(wat: str) -> str:
        return f"Over {BEGIN}dossier{wat}{versie}{jaar}."

    def blok(soort: Bloksoort, invulling: Invulling = Invulling.ECHT, *voorstellen: Voorstel) -> Agendablok:
        tekst = f"<p>{geheim(soort.value)}</p>"
        return Agendablok(soort=soort, html=tekst, invulling=invulling, deel=geheim("deel"), voorstellen=voorstellen)

    voorstel = Voorstel(tekst=geheim("voorstel"), subpunten=(geheim("subpunt"),), inleiding=geheim("inleiding"))
    return Dossier(
        soort="bol",
        jaar=jaar,
        landsdeel="zuid",
        titel=geheim("titel"),
        versie=geheim("versie"),
        locatie=geheim("locatie"),
        regels=f"<p>{geheim('regels')}</p>",
        agenda=(Agendaregel(tijd=geheim("tijd"), nummer="1", titel=geheim("regel"), wie=geheim("regelwie")),),
        agenda_tekst=f"<p>{geheim('agendatekst')}</p>",
        deelnemers=tuple(Deelnemer(zijde=zijde, naam=geheim(f"deelnemer{zijde}")) for zijde in Zijde),
        deelnemers_tekst=f"<p>{geheim('deelnemerstekst')}</p>",
        opbouw=f"<p>{geheim('opbouw')}</p>",
        agendapunten=(
            Agendapunt(
                nummer="1",
                titel=geheim("punt"),
                wie=(geheim("wie"),),
                versie=geheim("puntversie"),
                opmerkingen=(geheim("opmerking"),),
                blokken=(
                    blok(Bloksoort.IN_HET_KORT),
                    blok(Bloksoort.VOORGESTELDE_AFSPRAKEN, Invulling.ECHT, voorstel),
                    blok(Bloksoort.TOELICHTING, Invulling.SJABLOON),
                ),
            ),
        ),
        bijlagen=(Bijlage(nummer=geheim("bijlagenummer"), naam=geheim("bijlage"), informatie=geheim("informatie")),),
        bijlagen_tekst=f"<p>{geheim('bijlagentekst')}</p>",
        meldingen=(Melding(soort="proef", tekst=geheim("melding")),),
    )


def _houd_overleg(rijksredacteur: User) -> list[Beslispunt]:
    """The overleg of Zuid in 2027, open: a proposal with another text, and one from the floor."""
    zitting = open_zitting(overleg=laad_dossier(_dossier(2027, "nieuw"), by=rijksredacteur).overleg, by=rijksredacteur)
    (voorstel,) = zitting.beslispunten.all()
    leg_besluit_vast(
        beslispunt=voorstel,
        besluit=Besluit.GEWIJZIGD,
        tekst=f"Het wordt {BEGIN}besluittekst.",
        subpunten=[f"Met {BEGIN}besluitsubpunt."],
        inleiding=f"En {BEGIN}besluitinleiding:",
        toelichting=f"Omdat {BEGIN}besluittoelichting.",
        by=rijksredacteur,
    )
    presenties = [
        Presentie(pk=rij.pk, aanwezig=False, vervanger=f"Iemand van {BEGIN}vervanger")
        for rij in zitting.aanwezigen.order_by("pk")
    ]
    zet_aanwezigheid(zitting=zitting, presenties=presenties, by=rijksredacteur)
    nieuw = voeg_in(zitting=zitting, punt=voorstel.punt, tekst=f"Nieuw is {BEGIN}ingebracht.", by=rijksredacteur)
    return [voorstel, nieuw]


def _stem_af(geheim: Afspraak, ander: Afspraak, rijksredacteur: User) -> None:
    """The text of Zuid in 2026, checked with its participants: an objection that is open and one that was rejected."""
    afstemming = begin_afstemming(
        overleg=geheim.overleg,
        partijen=[Partij(zijde=zijde.value, naam=f"Partij {BEGIN}partij{zijde}") for zijde in Zijde],
        uiterlijk=timezone.localdate() + timedelta(days=9),
        by=rijksredacteur,
    )
    partij = afstemming.partijen.get(zijde="regio")
    for afspraak in (geheim, ander):
        reactie = reageer(
            partij=partij,
            afspraak=afspraak,
            oordeel="bezwaar",
            toelichting=f"Omdat {BEGIN}bezwaar.",
            tegentekst=f"Liever {BEGIN}tegentekst.",
            by=rijksredacteur,
        )
    handel_bezwaar_af(
        reactie=reactie, uitkomst="afgewezen", toelichting=f"Omdat {BEGIN}bezwaarbesluit.", by=rijksredacteur
    )


@dataclass
class Wereld:
    """What a test needs to know of the register: who there is, and what is secret."""

    rijksredacteur: User
    lezer_zuid: User
    publiek: Afspraak
    geheim: Afspraak
    deel: Afspraak
    taak: Taak
    invoer: Invoer
    bewijs: int
    #: Who may not see the secret list, by name.
    buiten: dict[str, User | None] = field(default_factory=dict)


def maak_wereld() -> Wereld:
    """Fill the database."""
    delen = {slug: LandsdeelFactory.create(slug=slug) for slug in ("zuid", "noordwest")}
    limburg = ProvincieFactory.create(naam="Limburg", landsdeel=delen["zuid"])
    utrecht = ProvincieFactory.create(naam="Utrecht", landsdeel=delen["noordwest"])
    peel = GebiedFactory.create(naam="De Peel", provincies=[limburg], landsdelen=[delen["zuid"]])
    partij = OrganisatieFactory.create(naam="Waterschap Limburg")
    thema = ThemaFactory.create(naam="water en bodem")
    rijksredacteur = RijksredacteurFactory(username="rijks")
    buiten = _maak_buitenstaanders(delen, utrecht)

    RondeFactory.create(jaar=2026, concept=True)
    laad_lijst(lijst=_lijst("oud"), by=rijksredacteur, bestandsnaam=f"{BEGIN}bestandoud.txt")
    eerste = leg_uitgave_vast(ronde=Ronde.objects.get(jaar=2026), by=rijksredacteur).uitgave
    laad_lijst(lijst=_lijst("nieuw"), by=rijksredacteur, bestandsnaam=f"{BEGIN}bestandnieuw.txt", vervang=True)
    taken.voer_uit(vraag_uitgave(ronde=eerste.ronde, by=rijksredacteur, reden=f"Omdat {BEGIN}reden.").pk)
    geheim, ander, *_ = Afspraak.objects.in_lijst().filter(overleg__ronde__jaar=2026).order_by("code")
    for afspraak, gereed in ((geheim, "gereedoud"), (geheim, "gereed"), (ander, "gereed")):
        bewerk_afspraak(
            afspraak=afspraak,
            by=rijksredacteur,
            soort=Afspraak.Soort.AFSPRAAK,
            gereed_als=f"Als {BEGIN}{gereed} bestaat.",
            themas=[thema],
            provincies=[limburg],
            gebieden=[peel],
            dossierhouders=[],
            partijen=[(partij, Betrokkenheid.Rol.TREKKER)],
        )
    deel = Afspraak.objects.create(
        code=f"{ander.code}a",
        overleg=ander.overleg,
        tekstblok=ander.tekstblok,
        deel="a",
        deeltekst=f"Alleen {BEGIN}deeltekst.",
    )
    wijzig_termijn(
        afspraak=geheim,
        frase=f"najaar van {BEGIN}termijn",
        tot=date(2032, 12, 20),
        reden=f"Omdat {BEGIN}termijnreden.",
        akkoord="samen",
        by=rijksredacteur,
    )
    wijzig_termijn(afspraak=geheim, frase="begin 2033", reden="Toch later.", akkoord="rijk", by=rijksredacteur)
    Termijn.objects.create(
        afspraak=geheim, volgorde=9, frase=f"voor {BEGIN}frase", soort="vaag", overleg_naam=f"{BEGIN}overlegnaam"
    )

    publiek = AfspraakFactory.create(
        overleg=OverlegFactory.create(ronde=RondeFactory.create(jaar=2024), landsdeel=delen["zuid"]),
        verzamelingen__provincies=[limburg],
        verzamelingen__gebieden=[peel],
    )
    for jaar in (2026, 2024):
        for versie in ("oud", "nieuw"):
            laad_dossier(
                _dossier(jaar, versie), by=rijksredacteur, vervang=True, bestandsnaam=f"{BEGIN}dossier{versie}.md"
            )
    for afspraak, beslispunt in zip((geheim, publiek), _houd_overleg(rijksredacteur), strict=True):
        Afspraak.objects.filter(pk=afspraak.pk).update(beslispunt=beslispunt)
    _schrijf_in_dossier(rijksredacteur)
    houder = buiten["dossierhouder"]
    assert houder is not None
    publiek.dossierhouders.add(houder)
    for van, naar, opvolger in ((geheim, Status.VERTRAAGD, None), (publiek, Status.OPGEVOLGD, geheim)):
        wijziging = wijzig_status(
            afspraak=van,
            naar=naar,
            by=rijksredacteur,
            toelichting=f"Omdat {BEGIN}toelichting dat vraagt." if van == geheim else "Er kwam iets nieuws.",
            opvolger=opvolger,
            bewijs=[
                Bewijs(naam=f"{BEGIN}link", url=f"https://voorbeeld.nl/{BEGIN}url"),
                Bewijs(
                    naam=f"{BEGIN}bewijs.txt",
                    bestand=ContentFile(f"inhoud {BEGIN}bewijsinhoud".encode(), name="bewijs.txt"),
                ),
            ]
            if van == geheim
            else [],
        )
        if van == geheim:
            bewijs = wijziging.bewijs.get(url="").pk
    _stel_statussen_voor(geheim, _met_rol("redacteur-zuid", Rol.REDACTEUR_REGIO, provincies=[limburg]), rijksredacteur)
    _stem_af(geheim, ander, rijksredacteur)
    _monitor(geheim, rijksredacteur)
    _wijs_contact_aan(geheim, partij, rijksredacteur)
    leg_verband(
        van=geheim, naar=publiek, soort=Verband.Soort.VERVOLG, toelichting=f"Zie {BEGIN}verband.", by=rijksredacteur
    )

    _naar_de_kamer(geheim, rijksredacteur)
    _verbind(geheim, ander, publiek, rijksredacteur)
    _hoeveelheid(geheim.overleg.ronde, rijksredacteur)
    _cijfer(rijksredacteur)

    invoer = Invoer.objects.create(
        soort="bol",
        jaar=2026,
        bestandsnaam=f"{BEGIN}invoer.txt",
        sha256="0" * 64,
        bron=f"De bron van {BEGIN}bron",
        lijst=naar_json(_lijst("nieuw").met_codes()),
        reparaties=[
            Bewerking(
                id=1,
                ingreep=Ingreep.NUMMER,
                tekst=f"Een kop over {BEGIN}reparatie",
                was=Onderdeel.RUBRIEK,
                waarden={"nummer": "7"},
            ).als_json()
        ],
        geladen_lijst=naar_json(_lijst("geladen").met_codes()),
        created_by=rijksredacteur,
    )
    Dossierinvoer.objects.create(
        soort="bol",
        jaar=2026,
        landsdeel="zuid",
        bestandsnaam=f"{BEGIN}dossierinvoer.docx",
        sha256="0" * 64,
        inhoud=dossier_naar_json(_dossier(2026, "gelezen")),
        created_by=rijksredacteur,
    )
    leg_vast(
        actie="document ingelezen",
        object_soort="invoer",
        object_sleutel=str(invoer.pk),
        by=rijksredacteur,
        details={"bestand": invoer.bestandsnaam},
    )
    _publicatie(ander, rijksredacteur)
    _zeg_iets_over_instrument(peel, delen["zuid"])
    lezer_zuid = _met_rol("lezer-zuid", Rol.LEZER_REGIO, landsdelen=[delen["zuid"]])
    # A message holds nothing secret; should one do so all the same, then nobody else reads it.
    Bericht.objects.create(
        user=rijksredacteur,
        adres=f"/afspraken/?q={BEGIN}berichtadres",
        **{veld: f"{BEGIN}bericht{veld}" for veld in ("soort", "sleutel", "onderwerp", "tekst", "fout")},
    )
    return Wereld(
        rijksredacteur=rijksredacteur,
        lezer_zuid=lezer_zuid,
        publiek=publiek,
        geheim=geheim,
        deel=deel,
        taak=maak_uitvoer(lezer_zuid),
        invoer=invoer,
        bewijs=bewijs,
        buiten=buiten,
    )


def _monitor(geheim: Afspraak, rijksredacteur: User) -> None:
    """A monitorronde about the secret list that was closed, and one that is open, each with everything in it."""
    for welke in ("dicht", "open"):
        ronde = maak_ronde(
            naam=f"Stand {BEGIN}monitor{welke}",
            toelichting=f"Let op {BEGIN}monitorvraag.",
            keuze=Keuze(rondes=("bol-2026",)),
            uiterlijk=timezone.localdate() + timedelta(days=9),
            by=rijksredacteur,
        )
        open_ronde(monitorronde=ronde, by=rijksredacteur)
        regel = Uitvraagregel.objects.get(monitorronde=ronde, afspraak=geheim)
        for zijde in ("rijk", "regio"):
            geef_antwoord(
                regel=regel,
                zijde=zijde,
                status=Status.VERTRAAGD,
                toelichting=f"Want {BEGIN}monitor{zijde}{welke}.",
                bewijs=[
                    Bewijs(naam=f"{BEGIN}monitorlink", url=f"https://voorbeeld.nl/{BEGIN}monitorurl"),
                    Bewijs(naam="los.txt", bestand=ContentFile(f"Zie {BEGIN}monitorinhoud".encode(), name="los.txt")),
                ],
                by=rijksredacteur,
            )
        velden = {veld: f"{BEGIN}mc{veld}" for veld in ("toelichting", "verwacht", "opvolger", "links")}
        antwoorden.bewaar_concept(regel=regel, zijde="rijk", velden=Conceptvelden(**velden), basis=1, by=rijksredacteur)
        besluit_over_regel(regel=regel, bespreken=True, notitie=f"Over {BEGIN}monitornotitie.", by=rijksredacteur)
        if welke == "dicht":
            sluit_ronde(monitorronde=ronde, by=rijksredacteur)
        else:
            later = ronde.uiterlijk + timedelta(days=2)
            verleng_ronde(monitorronde=ronde, uiterlijk=later, reden=f"Om {BEGIN}monitoruitstel.", by=rijksredacteur)


def _wijs_contact_aan(geheim: Afspraak, partij: Any, by: User) -> None:
    """One contact who left, and the one who is asked now."""
    oud, nieuw = (
        bewaar_contact(
            organisatie=partij,
            naam=f"Team {wie}",
            email=f"{wie}@voorbeeld.nl",
            by=by,
        )
        for wie in ("oud", "nieuw")
    )
    geheim.betrokkenheden.update(contact=oud)
    # The hand-over names the codes, and this one has a word in it.
    met_woord = Afspraak.objects.filter(overleg=geheim.overleg, code__contains=BEGIN).order_by("code")[0]
    met_woord.betrokkenheden.create(organisatie=partij, contact=oud)
    draag_contact_over(van=oud, naar=nieuw, reden=f"Vertrokken, {BEGIN}overdracht.", by=by)


def _verbind(geheim: Afspraak, ander: Afspraak, publiek: Afspraak, rijksredacteur: User) -> None:
    """More links: a decision, an item of the dossier that is being prepared, and one that was ended."""
    leg_verband(
        van=geheim,
        soort=Verband.Soort.UITGEVOERD,
        besluit=f"De raad besloot {BEGIN}besluit.",
        besluit_url=f"https://voorbeeld.nl/{BEGIN}besluiturl",
        besluit_kamerstuk=f"{BEGIN}besluitstuk",
        by=rijksredacteur,
    )
    punt = Puntrij.objects.get(dossier__overleg__ronde__jaar=2026)
    leg_verband(van=publiek, soort=Verband.Soort.GEAGENDEERD, naar_punt=punt, by=rijksredacteur)
    weg = leg_verband(van=ander, soort=Verband.Soort.WIJZIGT, naar=publiek, by=rijksredacteur)
    beeindig_verband(verband=weg, reden=f"Om {BEGIN}einde.", by=rijksredacteur)


def _stel_statussen_voor(geheim: Afspraak, redacteur: User, rijksredacteur: User) -> None:
    """One proposal that was returned, and one that waits for an answer."""
    for _ in range(2):
        voorstel = stel_status_voor(
            afspraak=geheim,
            naar=Status.AFGEROND,
            toelichting=f"Klaar, zie {BEGIN}voorsteltoelichting.",
            bewijs=[
                Bewijs(naam=f"{BEGIN}voorstellink", url=f"https://voorbeeld.nl/{BEGIN}voorstelurl"),
                Bewijs(
                    naam=f"{BEGIN}voorstelbewijs.txt",
                    bestand=ContentFile(f"inhoud {BEGIN}voorstelinhoud".encode(), name="bewijs.txt"),
                ),
            ],
            by=redacteur,
        )
        if not geheim.statusvoorstellen.exclude(oordeel=None).exists():
            geef_voorstel_terug(voorstel=voorstel, reden=f"Nog niet, {BEGIN}voorstelreden.", by=rijksredacteur)


def _naar_de_kamer(geheim: Afspraak, rijksredacteur: User) -> None:
    """A motie that the secret agreement carries out, and what the letter is to say of it."""
    motie = bewaar_motie(
        soort="motie", naam="openbaar", gevraagd="Dit is openbaar.", bron="Een brief", by=rijksredacteur
    )
    koppel_afspraak(motie=motie, afspraak=geheim, hoe=f"Door {BEGIN}motiehoe.", by=rijksredacteur)
    leg_stand_vast(
        motie=motie,
        status="afgedaan",
        zin=f"Met {BEGIN}motiezin is dit klaar.",
        toelichting=f"Want {BEGIN}motietoelichting.",
        ronde=geheim.overleg.ronde,
        by=rijksredacteur,
    )


def _hoeveelheid(ronde: Ronde, rijksredacteur: User) -> None:
    """A number that waits for the letter, and its correction."""
    dag = date(2026, 9, 1)
    versie = maak_hoeveelheid(
        naam=f"{BEGIN}hoeveelheidnaam",
        eenheid=f"{BEGIN}hoeveelheideenheid",
        geldstroom=f"{BEGIN}hoeveelheidstroom",
        getal="3.500",
        bron="Een brief",
        brondatum=dag,
        ronde=ronde,
        by=rijksredacteur,
    )
    corrigeer_hoeveelheid(
        hoeveelheid=versie.hoeveelheid,
        getal="3.600",
        periode=f"{BEGIN}hoeveelheidperiode",
        bron=f"Een brief over {BEGIN}hoeveelheidbron",
        brondatum=dag,
        reden=f"Om {BEGIN}hoeveelheidreden.",
        versie=1,
        ronde=ronde,
        by=rijksredacteur,
    )


def _cijfer(rijksredacteur: User) -> None:
    """A figure that counts the secret list, and its second version; made when the day of the list was over."""
    gegevens: dict[str, Any] = {
        "titel": f"Over {BEGIN}cijfertitel",
        "zin": f"Het zijn … van {BEGIN}cijferzin.",
        "peildatum": timezone.localdate(),
        "zicht": "rijk",
        "by": rijksredacteur,
    }
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        cijfer = maak_cijfer(vraag=f"jaar=2026&q={BEGIN}tekstnieuw", **gegevens).cijfer
        reden = f"Om {BEGIN}cijferreden."
        geef_nieuwe_versie(cijfer=cijfer, vraag="jaar=2026", reden=reden, versie=1, **gegevens)


def _schrijf_in_dossier(by: User) -> None:
    """A version, a draft and comments at the item of the dossier that is being prepared."""
    punt = Puntrij.objects.get(dossier__overleg__ronde__jaar=2026)
    tekst = stand_van(punt).tekst
    notities = (*tekst.opmerkingen, f"Een {BEGIN}notitie.")
    bewaar_punt(punt=punt, inhoud=replace(tekst, opmerkingen=notities), basis=1, by=by)
    bewaar_concept(punt=punt, inhoud=replace(tekst, opmerkingen=(f"Een {BEGIN}concept.",)), basis=2, by=by)
    for voor in ("beide", "rijk"):
        opmerking = plaats_opmerking(punt=punt, tekst=f"Een {BEGIN}opmerking{voor}.", voor=voor, by=by)
        beantwoord(opmerking=opmerking, tekst=f"Een {BEGIN}antwoord{voor}.", by=by)


def _zeg_iets_over_instrument(gebied: Any, landsdeel: Any) -> None:
    """What an internal source of Zuid says of an instrument. It stays internal for ever, as the dossier of 2024."""

    def geheim(wat: str) -> str:
        return f"{BEGIN}instrument{wat}2024"

    ria = Instrument.objects.create(slug="ria", naam="RIA", meervoud="RIA's", kort="RIA", bereik="novex")
    bron = Bron.objects.create(
        sleutel="bron",
        titel=geheim("titel"),
        kenmerk=geheim("kenmerk"),
        datum_in_woorden=geheim("datum"),
        datum="2024-11-06",
        landsdeel=landsdeel,
    )
    versie = Instrumentversie.objects.create(
        sleutel="ria", instrument=ria, gebied=gebied, label=geheim("label"), eigen_naam=geheim("naam")
    )
    velden = {wat: geheim(wat) for wat in ("tekst", "plaats", "orgaan", "moment", "voorzien", "onderwerp")}
    velden |= {"stand": "vastgesteld", "van": "2024-11-06", "tot": "2024-11-07"}
    oud = Uitspraak.objects.create(versie=versie, bron=bron, **velden, **handtekening(SYSTEEM))
    Uitspraak.objects.create(
        versie=versie, bron=bron, verbetert=oud, reden=geheim("reden"), **velden, **handtekening(SYSTEEM)
    )


def _publicatie(afspraak: Afspraak, rijksredacteur: User) -> None:
    """What is written on the road to publication: steps of the ronde, a plan, an exception, and who looked."""
    ronde = afspraak.overleg.ronde
    zet_fase(ronde=ronde, naar=Ronde.Fase.GEHOUDEN, by=rijksredacteur)
    zet_fase(ronde=ronde, naar=Ronde.Fase.CONCEPT, toelichting=f"Want {BEGIN}fase.", by=rijksredacteur)
    geef_uitzondering(afspraak=afspraak, soort="later", reden=f"Om {BEGIN}uitzondering.", by=rijksredacteur)
    Publicatieplan.objects.create(
        ronde=ronde,
        gepland_voor=datetime(2099, 1, 1, tzinfo=UTC),
        op=datetime(2026, 1, 1, tzinfo=UTC),
        **{veld: f"{BEGIN}plan{veld}" for veld in ("kenmerk", "kamerstuk", "fout")},
    )
    client = Client()
    client.force_login(rijksredacteur)
    met_woord = Afspraak.objects.filter(overleg__ronde=ronde, code__contains=BEGIN).order_by("code")[0]
    client.get(met_woord.get_absolute_url())


def maak_uitvoer(user: User, *, voer_uit: bool = True) -> Taak:
    """The secret list as a web page, asked for by this user on its page, and made."""
    ronde = Ronde.objects.get(jaar=2026)
    client = Client()
    client.force_login(user)
    adres = reverse("afsprakenlijst-export", args=[ronde.soort, ronde.jaar])
    client.post(adres, {"formaat": "html", "met_status": "on"})
    taak = Taak.objects.filter(eigenaar=user).latest("created_at")
    if voer_uit:
        taken.voer_uit(taak.pk)
        taak.refresh_from_db()
        assert taak.is_klaar, taak.fout
    return taak


def _met_rol(naam: str, rol: Rol, **reikwijdte: Any) -> User:
    user = UserFactory.create(username=naam)
    ken_rol_toe(user=user, rol=rol, by=SYSTEEM, **reikwijdte)
    return user


def _maak_buitenstaanders(delen: dict[str, Any], utrecht: Any) -> dict[str, User | None]:
    noordwest = [delen["noordwest"]]
    oud_lezer = _met_rol("oud-lezer", Rol.LEZER_REGIO, landsdelen=[delen["zuid"]])
    Roltoewijzing.objects.filter(user=oud_lezer).update(geldig_tot="2020-01-01")
    return {
        "publiek": None,
        "zonder rol": UserFactory.create(username="zonder-rol"),
        "lezer": _met_rol("lezer-noordwest", Rol.LEZER_REGIO, landsdelen=noordwest),
        "redacteur": _met_rol("redacteur-noordwest", Rol.REDACTEUR_REGIO, provincies=[utrecht]),
        "dossierhouder": _met_rol("houder", Rol.DOSSIERHOUDER, landsdelen=noordwest),
        "beheerder": _met_rol("beheerder", Rol.BEHEERDER),
        "rol afgelopen": oud_lezer,
    }
