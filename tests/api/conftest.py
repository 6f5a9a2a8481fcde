"""A register with something of every kind, public and not, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from accounts.ondertekening import handtekening
from agreements.models import Afspraak, Betrokkenheid, Status, Termijn, Verband
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import leg_verband
from instruments.models import Bron, Instrument, Instrumentversie, Uitspraak
from monitoring.keuze import Keuze
from monitoring.models import Momentopname
from monitoring.services.antwoorden import geef_antwoord
from monitoring.services.momentopnamen import publiceer_momentopname
from monitoring.services.rondes import maak_ronde, open_ronde, sluit_ronde
from parliament.models import Cijferversie, Hoeveelheidversie, Motie
from parliament.services.moties import koppel_afspraak
from regions.models import Gebied
from tests import factories

OP = date(2024, 12, 31)


@dataclass
class Register:
    """`afspraak` is public, `geheim` (a proposal) and `later` belong to Zuid and are not; `lezer` is of Zuid."""

    afspraak: Afspraak
    geheim: Afspraak
    later: Afspraak
    lezer: User
    rijksredacteur: User
    momentopname: Momentopname
    motie: Motie
    hoeveelheid: Hoeveelheidversie
    cijfer: Cijferversie


@pytest.fixture
def register(db: None) -> Register:
    noordwest, zuid = (factories.LandsdeelFactory.create(slug=slug) for slug in ("noordwest", "zuid"))
    utrecht = factories.ProvincieFactory.create(naam="Utrecht", landsdeel=noordwest)
    gebied = factories.GebiedFactory.create(naam="Groene Hart", provincies=[utrecht], landsdelen=[noordwest])
    oud = factories.GebiedFactory.create(naam="Oud Hart", voorloper_van=gebied)
    ronde = factories.RondeFactory.create(verzonden_op=timezone.now(), lijst_titel="De lijst", kamerstuk="1, nr. 2")
    overleg = factories.OverlegFactory.create(ronde=ronde, landsdeel=noordwest, locatie="Zaal Binnenveld")
    afspraak: Any = factories.AfspraakFactory.create(
        overleg=overleg,
        tekstblok__subpunten=["Eerst dit."],
        handeling="vastgesteld",
        gereed_als="Als het plan er ligt.",
        termijn_tot="2025-03-31",
        gepubliceerde_status=Status.IN_UITVOERING,
        verzamelingen__provincies=[utrecht],
        verzamelingen__gebieden=[gebied, oud],
        verzamelingen__themas=[factories.ThemaFactory.create(slug="wonen", naam="wonen")],
    )
    Termijn.objects.create(afspraak=afspraak, volgorde=1, frase="in maart 2025", soort="maand", tot="2025-03-31")
    partij = factories.OrganisatieFactory.create(naam="ProRail", provincie=utrecht)
    partij.namen.create(naam="Spoorbeheer", geldig_tot="2003-01-01")
    Betrokkenheid.objects.create(afspraak=afspraak, organisatie=partij, rol="trekker")
    factories.AfspraakFactory.create(overleg=overleg, tekstblok=afspraak.tekstblok, deel="a", deeltekst="Een deel.")
    factories.AfspraakFactory.create(overleg=overleg, soort="context")
    landelijk = factories.OverlegFactory.create(ronde=ronde, landsdeel=None, kop="Landelijk")
    blok = factories.BlokFactory.create(rubriek=factories.RubriekFactory.create(overleg=landelijk))
    tekstblok = factories.TekstblokFactory.create(blok=blok, code="BOL-2024-NL-1-01")
    factories.AfspraakFactory.create(overleg=landelijk, tekstblok=tekstblok)
    dicht = factories.OverlegFactory.create(
        ronde=factories.RondeFactory.create(jaar=2026, concept=True), landsdeel=zuid
    )
    geheim: Any = factories.AfspraakFactory.create(overleg=dicht, besluit="voorgesteld")
    later: Any = factories.AfspraakFactory.create(overleg=dicht)
    factories.UitgaveFactory.create(ronde=ronde)
    factories.UitgaveFactory.create(ronde=dicht.ronde)
    rijksredacteur = factories.RijksredacteurFactory()
    leg_verband(van=geheim, naar=afspraak, soort=Verband.Soort.WIJZIGT, toelichting="Want zo is het.", by=SYSTEEM)
    wijzig_status(afspraak=afspraak, naar=Status.VERTRAAGD, toelichting="Het loopt uit.", by=rijksredacteur)
    lezer = factories.UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid])
    _instrument(gebied)
    motie = factories.MotieFactory.create(stand="afgedaan", stand__ronde=ronde, stand__zin="Zo is het gedaan.")
    koppel_afspraak(motie=motie, afspraak=afspraak, hoe="Dit doet zij.", by=rijksredacteur)
    koppel_afspraak(motie=motie, afspraak=geheim, hoe="Dit doet zij ook.", by=rijksredacteur)
    hoeveelheid = factories.HoeveelheidversieFactory.create(hoeveelheid__naam="Nieuwe woningen")
    factories.HoeveelheidversieFactory.create(hoeveelheid__naam="Nieuwe stallingen", ronde=dicht.ronde)
    momentopname = _momentopname(rijksredacteur)
    # What the public was told before that.
    Afspraak.objects.filter(pk=afspraak.pk).update(gepubliceerde_status=Status.IN_UITVOERING)
    cijfer = factories.CijferversieFactory.create(gepubliceerd=True)
    factories.CijferversieFactory.create(titel="Nog intern")
    return Register(afspraak, geheim, later, lezer, rijksredacteur, momentopname, motie, hoeveelheid, cijfer)


def _instrument(gebied: Gebied) -> None:
    """One that is adopted by what everybody may read, and something that an internal source says."""
    instrument = Instrument.objects.create(
        slug="ria", naam="RIA", meervoud="RIA's", kort="RIA", bereik=Instrument.Bereik.GENOEMD
    )
    instrument.gebieden.add(gebied)
    versie = Instrumentversie.objects.create(sleutel="ria-gh", instrument=instrument, gebied=gebied, label="1.0")
    for sleutel, openbaar in (("brief", date(2025, 1, 1)), ("intern", None)):
        bron = Bron.objects.create(sleutel=sleutel, titel=f"Bron {sleutel}", datum=OP, openbaar_vanaf=openbaar)
        Uitspraak.objects.create(
            versie=versie,
            bron=bron,
            stand="vastgesteld" if openbaar else "aangeboden",
            handeling="vastgesteld" if openbaar else "aangeboden",
            moment="december 2024",
            van=OP,
            tot=OP,
            tekst=f"Dat staat in {bron}.",
            **handtekening(SYSTEEM),
        )


def _momentopname(by: User) -> Momentopname:
    """A round about everything, the secret agreement too, answered by one side, closed and published."""
    over = timezone.localdate() + timedelta(days=7)
    ronde = open_ronde(monitorronde=maak_ronde(naam="Stand nu", keuze=Keuze(), uiterlijk=over, by=by), by=by)
    for regel in ronde.regels.all():
        geef_antwoord(regel=regel, zijde="rijk", status="in_uitvoering", toelichting="Alleen voor ons.", by=by)
    momentopname = sluit_ronde(monitorronde=ronde, by=by)
    publiceer_momentopname(momentopname=momentopname, by=by)
    return momentopname
