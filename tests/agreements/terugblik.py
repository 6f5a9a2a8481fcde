"""A register that lives through a few weeks, one act after the other, for the tests of the peildatum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from agreements.lijst import Lijst
from agreements.models import Afspraak, Betrokkenheid, Ronde, Statuswijziging, Thema, Verband
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.deelafspraken import hef_splitsing_op, splits_afspraak
from agreements.services.eigenaren import draag_dossiers_over
from agreements.services.fasen import schrijf_stap
from agreements.services.lijsten import laad_lijst, lijst_uit_database
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import begin_te_volgen, wijzig_status
from agreements.services.teksten import wijzig_officiele_tekst
from agreements.services.termijnbesluiten import besluit_geen_termijn, bevestig_termijn, wijzig_termijn
from agreements.services.termijnen import overlegdata, zet_termijnen
from agreements.services.uitzonderingen import geef_uitzondering, trek_uitzondering_in
from agreements.services.verbanden import beeindig_verband, leg_verband
from agreements.services.verschuivingen import Nieuwedagen, verplaats_ronde
from agreements.services.zoekindex import werk_zoekindex_bij
from regions.models import Gebied, Organisatie, Provincie
from tests import factories

AfspraakFactory: Any = factories.AfspraakFactory
BlokFactory: Any = factories.BlokFactory
GebiedFactory: Any = factories.GebiedFactory
LandsdeelFactory: Any = factories.LandsdeelFactory
ThemaFactory: Any = factories.ThemaFactory
UserFactory: Any = factories.UserFactory
OrganisatieFactory: Any = factories.OrganisatieFactory
OverlegFactory: Any = factories.OverlegFactory
ProvincieFactory: Any = factories.ProvincieFactory
RijksredacteurFactory: Any = factories.RijksredacteurFactory
RondeFactory: Any = factories.RondeFactory
RubriekFactory: Any = factories.RubriekFactory
TekstblokFactory: Any = factories.TekstblokFactory

EERSTE_DAG = date(2026, 1, 5)
#: One act a week, so that "binnenkort" and "onlangs gewijzigd" differ between them too.
WEEK = timedelta(days=7)
VERHAAL = "Rijk en regio maken een plan voor {}. Zij leggen dat plan voor."
#: What some texts say of time, behind the rest: more than one phrase, one without a day, one that hangs on an overleg.
TIJD = {
    "oud1": " Dat gebeurt zodra de kaart er is, en uiterlijk in de tweede helft van 2026.",
    "oud0": " Het plan is er eind 2027.",
    "oud2": " Zij zien in het BO MIRT 2026 wat er de komende maanden nodig is.",
    "nieuw0": " Dat geldt tot 2035.",
    "nieuw2": " De uitkomst is er in 2027, en het vervolg begint medio 2028.",
}


@dataclass
class Terugblik:
    """The agreements by a short name, the readers, and the days on which something was asked."""

    rijk: User
    readers: dict[str, Any]
    houders: list[User]
    afspraken: dict[str, Afspraak] = field(default_factory=dict)
    dagen: list[date] = field(default_factory=list)

    def haal(self, naam: str) -> Afspraak:
        afspraak: Afspraak = Afspraak.objects.select_related("overleg__ronde").get(pk=self.afspraken[naam].pk)
        return afspraak

    def leef(self) -> Iterator[date]:
        """Do one act on each day; yields the day, in the evening of that day."""
        dag = EERSTE_DAG
        for daad in (_begin, _werk, _open, _verander, _splits, _hernieuw, _sluit, _niets):
            with time_machine.travel(_op(dag, 11), tick=False):
                daad(self)
            with time_machine.travel(_op(dag, 22), tick=False):
                yield dag
            self.dagen.append(dag)
            dag += WEEK


def _op(dag: date, uur: int) -> datetime:
    return timezone.make_aware(datetime(dag.year, dag.month, dag.day, uur))


def maak_terugblik() -> Terugblik:
    with time_machine.travel(_op(EERSTE_DAG - WEEK, 9), tick=False):
        zuid, noord = LandsdeelFactory(slug="zuid", code="Z"), LandsdeelFactory(slug="noord", code="N")
        limburg = ProvincieFactory(landsdeel=zuid, slug="limburg", naam="Limburg")
        ProvincieFactory(landsdeel=noord, slug="drenthe", naam="Drenthe")
        RondeFactory(soort="mirt", jaar=2026, concept=True, gepland="november 2026")
        GebiedFactory(slug="de-peel", naam="De Peel").provincies.add(limburg)
        ThemaFactory(slug="water", naam="water")
        OrganisatieFactory(slug="waterschap-limburg", naam="Waterschap Limburg")
        rijk = RijksredacteurFactory(username="rijk")
        return Terugblik(
            rijk=rijk,
            houders=[UserFactory(username=f"houder{nummer}", rol=Rol.DOSSIERHOUDER) for nummer in (1, 2)],
            readers={
                "publiek": AnonymousUser(),
                "rijk": rijk,
                "zuid": UserFactory(username="zuid", rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid]),
                "noord": UserFactory(username="noord", rol=Rol.LEZER_REGIO, rol__landsdelen=[noord]),
            },
        )


def _begin(t: Terugblik) -> None:
    """A list that is public since long, and one under embargo, of which one agreement opens later."""
    zuid = Provincie.objects.get(slug="limburg")
    for naam, jaar, fase in (("oud", 2025, Ronde.Fase.OPENBAAR), ("nieuw", 2026, Ronde.Fase.VASTGESTELD)):
        ronde = RondeFactory(soort="bol", jaar=jaar, fase=fase, verzonden_op=None, kenmerk="")
        overleg = OverlegFactory(ronde=ronde, landsdeel=zuid.landsdeel)
        blok = BlokFactory(rubriek=RubriekFactory(overleg=overleg, nummer="1"))
        for nummer in range(4):
            tekst = VERHAAL.format(f"{naam} {nummer}") + TIJD.get(f"{naam}{nummer}", "")
            tekstblok = TekstblokFactory(blok=blok, volgorde=nummer, tekst=tekst)
            afspraak = Afspraak.objects.create(code=tekstblok.code, overleg=overleg, tekstblok=tekstblok)
            begin_te_volgen(afspraken=[afspraak], by=SYSTEEM)
            afspraak.provincies.set([zuid])
            zet_termijnen(afspraak=afspraak, overleg=overleg, overleggen=overlegdata())
            t.afspraken[f"{naam}{nummer}"] = afspraak
    werk_zoekindex_bij(t.afspraken.values())
    geef_uitzondering(afspraak=t.haal("nieuw3"), soort="later", reden="Zo is afgesproken.", by=t.rijk)


def _werk(t: Terugblik) -> None:
    """Something is going on, of which the public hears nothing yet; a deadline is decided; two are tied together.

    One text is corrected, and with it goes the time that it named; of another the phrases are confirmed.
    """
    _status(t, "oud0", "in_uitvoering")
    _status(t, "nieuw0", "vertraagd")
    _termijn(t, "oud1", date(2026, 1, 20))
    wijzig_officiele_tekst(afspraak=t.haal("nieuw0"), tekst=VERHAAL.format("nieuw 0"), reden="Besloten.", by=t.rijk)
    laatste = t.haal("nieuw2").termijnen.order_by("volgorde")[1:]
    bevestig_termijn(afspraak=t.haal("nieuw2"), termijnen=[een.pk for een in laatste], by=t.rijk)
    leg_verband(van=t.haal("nieuw0"), soort=Verband.Soort.VERVOLG, naar=t.haal("oud1"), by=t.rijk)
    leg_verband(van=t.haal("oud2"), soort=Verband.Soort.GEAGENDEERD, naar_ronde=_mirt(), by=t.rijk)
    leg_verband(
        van=t.haal("oud1"),
        soort=Verband.Soort.UITGEVOERD,
        besluit="Het besluit",
        besluit_kamerstuk="33576-396",
        by=t.rijk,
    )


def _open(t: Terugblik) -> None:
    """The letter is sent."""
    ronde = Ronde.objects.get(soort="bol", jaar=2026)
    schrijf_stap(ronde=ronde, naar=Ronde.Fase.VERZONDEN, by=t.rijk)
    schrijf_stap(ronde=ronde, naar=Ronde.Fase.OPENBAAR, by=t.rijk)
    publiceer_statussen(afspraken=Afspraak.objects.filter(overleg__ronde=ronde), by=t.rijk)


def _verander(t: Terugblik) -> None:
    """A status is published for the first time; a deadline moves; one turns out to be context; two are classified.

    The BO MIRT gets its days, and one deadline with them.
    """
    publiceer_statussen(afspraken=Afspraak.objects.filter(pk=t.afspraken["oud0"].pk), by=t.rijk)
    _status(t, "oud0", "afgerond")
    _termijn(t, "oud1", date(2026, 9, 1))
    _soort(t, "oud2", "context")
    _verplaats(t, date(2026, 11, 24), date(2026, 11, 27))
    _deel_in(t, "nieuw2", Provincie=["drenthe"], Thema=["water"])
    _deel_in(t, "oud1", Gebied=["de-peel"], Thema=["water"], Organisatie=["waterschap-limburg"])


def _splits(t: Terugblik) -> None:
    delen = [f"{zin}." for zin in t.haal("nieuw1").tekst.rstrip(".").split(". ")]
    splits_afspraak(afspraak=t.haal("nieuw1"), delen=delen, by=t.rijk)
    publiceer_statussen(afspraken=Afspraak.objects.filter(pk=t.afspraken["oud0"].pk), by=t.rijk)
    _soort(t, "oud2", "afspraak")
    _verplaats(t, date(2027, 1, 20), date(2027, 1, 25))
    besluit_geen_termijn(afspraak=t.haal("nieuw2"), reden="Vervallen.", akkoord="samen", by=t.rijk)
    draag_dossiers_over(van=t.houders[0], naar=t.houders[1], afspraken=[t.haal("oud1")], reden="Ander werk.", by=t.rijk)


def _hernieuw(t: Terugblik) -> None:
    """A renewed list: other words and headings, one agreement less, and one that is new. The exception ends."""
    trek_uitzondering_in(uitzondering=t.haal("nieuw3").embargouitzonderingen.get(), by=t.rijk)
    laad_lijst(
        lijst=_vernieuwd(Ronde.objects.get(soort="bol", jaar=2025), ("oud0", "oud3"), t), by=t.rijk, vervang=True
    )
    t.afspraken["oud4"] = Afspraak.objects.get(overleg__ronde__jaar=2025, tekstblok__tekst__contains="nagekomen")


def _sluit(t: Terugblik) -> None:
    hef_splitsing_op(afspraak=t.haal("nieuw1"), by=t.rijk)
    _status(t, "nieuw0", "in_uitvoering")
    _termijn(t, "nieuw0", date(2026, 2, 1))
    _status(t, "oud0", "in_uitvoering")
    _deel_in(t, "oud1", Provincie=["limburg", "drenthe"], Organisatie=["waterschap-limburg"])
    beeindig_verband(verband=Verband.objects.get(naar=t.haal("oud1")), reden="Was een ander.", by=t.rijk)
    wijzig_status(
        afspraak=t.haal("nieuw2"), naar="opgevolgd", opvolger=t.haal("nieuw0"), toelichting="Verder daar.", by=t.rijk
    )
    publiceer_statussen(afspraken=Afspraak.objects.filter(code__startswith="BOL-2026"), by=t.rijk)


def _niets(t: Terugblik) -> None:
    """A day on which nothing happens; what was binnenkort can have become over tijd."""


def _vernieuwd(ronde: Ronde, namen: tuple[str, str], t: Terugblik) -> Lijst:
    anders, weg = (t.afspraken[naam].code for naam in namen)
    lijst = lijst_uit_database(ronde, user=None)
    (deel,) = lijst.landsdelen
    (rubriek,) = deel.rubrieken
    (blok,) = rubriek.blokken
    teksten = [
        replace(een, tekst=een.tekst.replace("een plan", "een beter plan").replace("eind", "medio"))
        if een.code == anders
        else een
        for een in blok.tekstblokken
        if een.code != weg
    ]
    nieuw = replace(teksten[-1], code="", tekst=VERHAAL.format("een nagekomen punt"))
    blok = replace(blok, onderwerp="Vernieuwd onderwerp", tekstblokken=(*teksten, nieuw))
    return replace(lijst, landsdelen=(replace(deel, rubrieken=(replace(rubriek, blokken=(blok,)),)),))


def _status(t: Terugblik, naam: str, naar: str) -> Statuswijziging:
    return wijzig_status(afspraak=t.haal(naam), naar=naar, toelichting="Zo staat het ervoor.", by=t.rijk)


def _termijn(t: Terugblik, naam: str, tot: date) -> None:
    wijzig_termijn(
        afspraak=t.haal(naam), frase=f"{tot:%d-%m-%Y}", van=tot, tot=tot, reden="Besloten.", akkoord="samen", by=t.rijk
    )


def _mirt() -> Ronde:
    return Ronde.objects.get(soort="mirt", jaar=2026)


def _verplaats(t: Terugblik, van: date, tot: date) -> None:
    mirt = _mirt()
    nieuw = Nieuwedagen(gepland=mirt.gepland, van=van, tot=tot)
    verplaats_ronde(ronde=mirt, nieuw=nieuw, reden="De Kamer is met reces.", by=t.rijk)


def _soort(t: Terugblik, naam: str, soort: str) -> None:
    bewerk_afspraak(afspraak=t.haal(naam), by=t.rijk, soort=soort, provincies=t.haal(naam).provincies.all())


def _deel_in(t: Terugblik, naam: str, **slugs: list[str]) -> None:
    """Give it these places, thema's and parties in the place of what it had, and somebody who looks after it."""

    def rijen(soort: str) -> list[Any]:
        model = {"Provincie": Provincie, "Gebied": Gebied, "Thema": Thema, "Organisatie": Organisatie}[soort]
        return list(model.objects.filter(slug__in=slugs.get(soort, [])))

    afspraak = t.haal(naam)
    bewerk_afspraak(
        afspraak=afspraak,
        by=t.rijk,
        soort=afspraak.soort,
        handeling=Afspraak.Handeling.ONDERSCHREVEN,
        gereed_als=f"Als {', '.join(een for soort in slugs.values() for een in soort)} gereed is.",
        provincies=rijen("Provincie"),
        gebieden=rijen("Gebied"),
        themas=rijen("Thema"),
        dossierhouders=[t.houders[0]],
        partijen=[(een, Betrokkenheid.Rol.TREKKER) for een in rijen("Organisatie")],
    )


#: What is asked of a reader on an evening, and asked again later of that evening.
Vraag = Callable[[Any, date | None], Any]
