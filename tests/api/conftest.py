"""A register with something of every kind, public and not, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from accounts.actoren import SYSTEEM
from accounts.models import Rol, User
from agreements.models import Afspraak, Betrokkenheid, Status, Termijn, Verband
from agreements.services.statussen import wijzig_status
from agreements.services.verbanden import leg_verband
from tests import factories


@dataclass
class Register:
    """`afspraak` is public, `geheim` belongs to Zuid and is not; `lezer` is of Zuid."""

    afspraak: Afspraak
    geheim: Afspraak
    lezer: User
    rijksredacteur: User


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
    factories.UitgaveFactory.create(ronde=ronde)
    factories.UitgaveFactory.create(ronde=dicht.ronde)
    rijksredacteur = factories.RijksredacteurFactory()
    leg_verband(van=geheim, naar=afspraak, soort=Verband.Soort.WIJZIGT, toelichting="Want zo is het.", by=SYSTEEM)
    wijzig_status(afspraak=afspraak, naar=Status.VERTRAAGD, toelichting="Het loopt uit.", by=rijksredacteur)
    lezer = factories.UserFactory.create(rol=Rol.LEZER_REGIO, rol__landsdelen=[zuid])
    return Register(afspraak, geheim, lezer, rijksredacteur)
