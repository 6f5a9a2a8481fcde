"""The demo data: three rondes of our own making, played through the same services that people use.

The lists, what happened to them and a dossier in preparation stand in `fixtures/demo/`. They are of BO MIRT rondes, so
that the real lists and dossiers of the BO Leefomgeving can be loaded beside them, and their titles say that they are
examples.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.demo import DEMO_ACCOUNTS
from accounts.models import User
from accounts.services import ken_rol_toe, maak_account
from agreements.importers.dossier import lees_dossier
from agreements.models import Afspraak, Agendapunt, Betrokkenheid, Ronde, Thema
from agreements.services.afspraken import bewerk_afspraak
from agreements.services.agenda import kop_van, wijzig_punt
from agreements.services.dossiers import laad_dossier
from agreements.services.eigenaren import bewaar_contact
from agreements.services.invoer import lees_document
from agreements.services.lijsten import laad_lijst
from agreements.services.statuspublicatie import publiceer_statussen
from agreements.services.statussen import Bewijs, wijzig_status
from agreements.services.termijnbesluiten import bevestig_termijn, te_bevestigen, wijzig_termijn
from agreements.services.verbanden import leg_verband
from agreements.services.verschuivingen import Nieuwedagen, verplaats_ronde
from agreements.uitbreiding import DEMO
from instruments.models import Instrumentversie
from regions.models import Landsdeel, Organisatie, Provincie

MAP: Path = settings.BASE_DIR / "fixtures" / "demo"
SOORT = "mirt"
JAREN = (2024, 2025, 2026)
#: The account in whose name a step of the history was made, when the data names none.
REDACTEUR = "rijksredacteur"
DOSSIERHOUDER = "dossierhouder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demoresultaat:
    """What loading the demo data added; all zero when it was there already."""

    accounts: int = 0
    afspraken: int = 0
    statuswijzigingen: int = 0
    verbanden: int = 0
    agendapunten: int = 0

    @property
    def is_ongewijzigd(self) -> bool:
        return not (self.accounts or self.afspraken)


@transaction.atomic
def laad_demo(*, by: Actor) -> Demoresultaat:
    """Make the demo accounts that are not there, and the demo rondes when none of them has a list yet.

    A new account has no password yet: see `accounts.services.zet_demo_wachtwoord`. What users did since, and a list
    that somebody else loaded into one of these rondes, is never touched. Raises ValidationError when the reference
    data is missing.
    """
    if not Landsdeel.objects.exists():
        raise ValidationError("De naslaggegevens ontbreken nog. Voer eerst 'manage.py load_reference' uit.")
    accounts = _maak_accounts(by)
    rondes = Ronde.objects.filter(soort=SOORT, jaar__in=JAREN)
    if Afspraak.objects.filter(overleg__ronde__in=rondes).exists():
        return Demoresultaat(accounts=accounts)
    verloop: dict[str, Any] = json.loads((MAP / "verloop.json").read_text(encoding="utf-8"))
    _laad_rondes(verloop["verplaatst"], by)
    afspraken = {afspraak.code: afspraak for afspraak in Afspraak.objects.filter(overleg__ronde__in=rondes)}
    Afspraak.objects.filter(code__in=verloop["gewijzigd"]).update(besluit=Afspraak.Besluit.GEWIJZIGD)
    speler = _Speler(afspraken, by)
    for code, gegevens in verloop["afspraken"].items():
        speler.vul_in(afspraken[code], gegevens)
    speler.wijs_contacten_aan(verloop["contacten"])
    gepubliceerd_op: str = verloop["statussen_gepubliceerd_op"]
    stappen = speler.speel(verloop["afspraken"], tot=gepubliceerd_op)
    openbaar = Afspraak.objects.filter(overleg__ronde__in=rondes, overleg__ronde__fase=Ronde.Fase.OPENBAAR)
    # Other rooms play their part on that day, before the public hears.
    for speel_ook in DEMO["publicatie"]:
        speel_ook(op=_moment(gepubliceerd_op, uur=11), by=by)
    publiceer_statussen(afspraken=openbaar, by=by, op=_moment(gepubliceerd_op, uur=12))
    stappen += speler.speel(verloop["afspraken"], vanaf=gepubliceerd_op)
    speler.besluit_termijnen(verloop["afspraken"])
    agendapunten = _laad_dossier(by, verloop["penhouders"])
    for verband in verloop["verbanden"]:
        _verbind(afspraken, verband, by)
    resultaat = Demoresultaat(
        accounts=accounts,
        afspraken=len(afspraken),
        statuswijzigingen=stappen,
        verbanden=len(verloop["verbanden"]),
        agendapunten=agendapunten,
    )
    for speel_ook in DEMO["nu"]:
        speel_ook(op=timezone.now(), by=by)
    leg_vast(actie="demogegevens geladen", by=by, details={"afspraken": len(afspraken)})
    return resultaat


def _maak_accounts(by: Actor) -> int:
    nieuw = 0
    for account in DEMO_ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        user = maak_account(username=account.username, wachtwoord=None, naam=account.naam, by=by)
        ken_rol_toe(
            user=user,
            rol=account.rol,
            landsdelen=Landsdeel.objects.filter(slug__in=account.landsdelen),
            provincies=Provincie.objects.filter(slug__in=account.provincies),
            by=by,
        )
        nieuw += 1
    return nieuw


def _laad_rondes(verplaatst: dict[str, Any], by: Actor) -> None:
    """Each list in its turn, and before the list of the ronde that was moved its move, as it went.

    The reference data know its days of now. So that what hangs on it can move, it first gets the days back for which it
    was planned. Days that somebody gave it are those that it ends up with.
    """
    ronde = Ronde.objects.filter(soort=SOORT, jaar=verplaatst["jaar"]).first()
    gepland = (date.fromisoformat(verplaatst["gepland_van"]), date.fromisoformat(verplaatst["gepland_tot"]))
    dagen = (ronde.gehouden_van, ronde.gehouden_tot) if ronde else (None, None)
    beweegt = None not in dagen and dagen != gepland
    if ronde and beweegt:
        Ronde.objects.filter(pk=ronde.pk).update(gehouden_van=gepland[0], gehouden_tot=gepland[1])
    for jaar in JAREN:
        if ronde and beweegt and jaar == ronde.jaar:
            verplaats_ronde(
                ronde=ronde,
                nieuw=Nieuwedagen(gepland=ronde.gepland, van=dagen[0], tot=dagen[1]),
                reden=verplaatst["reden"],
                by=User.objects.get(username=REDACTEUR),
                op=_moment(verplaatst["op"], uur=10),
            )
        _laad_ronde(jaar, by)


def _laad_ronde(jaar: int, by: Actor) -> None:
    pad = MAP / f"lijst-{SOORT}-{jaar}.txt"
    lijst = lees_document(pad, naam=pad.name, soort=SOORT, jaar=jaar).lijst
    ronde = Ronde.objects.filter(soort=SOORT, jaar=jaar).first()
    gehouden = ronde.gehouden_tot if ronde else None
    laad_lijst(
        lijst=replace(lijst, titel=f"Voorbeeldlijst BO MIRT {jaar}"),
        by=by,
        bestandsnaam=pad.name,
        besluit=Afspraak.Besluit.ONGEWIJZIGD if gehouden else Afspraak.Besluit.VOORGESTELD,
        op=_moment(gehouden.isoformat(), uur=16) if gehouden else None,
    )


def _verbind(afspraken: dict[str, Afspraak], verband: dict[str, str], by: Actor) -> None:
    """Lay one link of the data: to another agreement, a ronde, an item of the dossier, an instrument or a decision."""
    einden: dict[str, Any] = {naam: verband[naam] for naam in ("besluit", "besluit_url") if naam in verband}
    if "naar" in verband:
        einden["naar"] = afspraken[verband["naar"]]
    if "naar_ronde" in verband:
        einden["naar_ronde"] = Ronde.objects.get(naam=verband["naar_ronde"])
    if "naar_punt" in verband:
        komend = Agendapunt.objects.filter(
            dossier__overleg__ronde__soort=SOORT, dossier__overleg__ronde__jaar=JAREN[-1]
        )
        einden["naar_punt"] = komend.get(nummer=verband["naar_punt"])
    if "naar_instrument" in verband:
        einden["naar_instrument"] = Instrumentversie.objects.get(sleutel=verband["naar_instrument"])
    if "besluit_op" in verband:
        einden["besluit_op"] = date.fromisoformat(verband["besluit_op"])
    leg_verband(van=afspraken[verband["van"]], soort=verband["soort"], by=by, **einden)


def _laad_dossier(by: Actor, penhouders: dict[str, dict[str, str]]) -> int:
    """The dossier of the overleg that is being prepared, with who writes what; returns how many items it has."""
    jaar, landsdeel = JAREN[-1], "noordwest"
    pad = MAP / f"dossier-{SOORT}-{jaar}-{landsdeel}.md"
    dossier = lees_dossier(pad, naam=pad.name, soort=SOORT, jaar=jaar, landsdeel=landsdeel).dossier
    overleg = laad_dossier(dossier, by=by, bestandsnaam=pad.name).overleg
    for punt in Agendapunt.objects.filter(dossier__overleg=overleg, nummer__in=penhouders).order_by("volgorde"):
        gegevens = penhouders[punt.nummer]
        kop = replace(
            kop_van(punt),
            penhouder=User.objects.get(username=gegevens["penhouder"]),
            aanleveren_voor=date.fromisoformat(gegevens["aanleveren_voor"]) if "aanleveren_voor" in gegevens else None,
        )
        wijzig_punt(punt=punt, kop=kop, by=by)
    return len(dossier.agendapunten)


def _moment(dag: str, *, uur: int) -> datetime:
    return timezone.make_aware(datetime.combine(datetime.fromisoformat(dag).date(), time(uur, 15)))


class _Speler:
    """Gives demo agreements their particulars and plays their history, in order of time."""

    def __init__(self, afspraken: dict[str, Afspraak], by: Actor) -> None:
        self.afspraken = afspraken
        self.by = by
        self.themas = {thema.slug: thema for thema in Thema.objects.all()}
        self.organisaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.all()}
        namen = {account.username for account in DEMO_ACCOUNTS}
        self.accounts = {user.username: user for user in User.objects.filter(username__in=namen)}

    def vul_in(self, afspraak: Afspraak, gegevens: dict[str, Any]) -> None:
        bewerk_afspraak(
            afspraak=afspraak,
            by=self.by,
            soort=gegevens["soort"],
            handeling=gegevens.get("handeling", ""),
            gereed_als=gegevens.get("gereed_als", ""),
            themas=[self.themas[slug] for slug in gegevens["themas"]],
            provincies=afspraak.provincies.all(),
            gebieden=afspraak.gebieden.all(),
            partijen=[
                (self.organisaties[slug], rol) for rol, slugs in gegevens.get("partijen", {}).items() for slug in slugs
            ],
            dossierhouders=[self.accounts[DOSSIERHOUDER]] if gegevens.get("dossierhouder") else [],
        )

    def wijs_contacten_aan(self, contacten: dict[str, dict[str, str]]) -> None:
        """A team per organisation, asked about everything that its organisation leads."""
        for slug, gegevens in contacten.items():
            contact = bewaar_contact(
                organisatie=self.organisaties[slug],
                naam=gegevens["naam"],
                email=gegevens["email"],
                telefoon=gegevens.get("telefoon", ""),
                by=self.by,
            )
            Betrokkenheid.objects.filter(
                afspraak__in=self.afspraken.values(), organisatie=contact.organisatie, rol=Betrokkenheid.Rol.TREKKER
            ).update(contact=contact)

    def speel(self, verloop: dict[str, Any], *, vanaf: str = "", tot: str = "9999") -> int:
        """Every step of those days, the oldest first, as the account that made it. Returns how many."""
        stappen = sorted(
            (
                (stap["op"], code, stap)
                for code, gegevens in verloop.items()
                for stap in gegevens.get("stappen", [])
                if vanaf <= stap["op"] < tot
            ),
            key=lambda een: (een[0], een[1]),
        )
        for nummer, (dag, code, stap) in enumerate(stappen):
            wijzig_status(
                afspraak=self.afspraken[code],
                naar=stap["naar"],
                by=self.accounts[stap.get("door", REDACTEUR)],
                toelichting=stap.get("toelichting", ""),
                opvolger=self.afspraken[stap["opvolger"]] if "opvolger" in stap else None,
                bewijs=_bewijs(stap),
                op=_moment(dag, uur=9 + nummer % 8),
            )
        return len(stappen)

    def besluit_termijnen(self, verloop: dict[str, Any]) -> None:
        """What was decided about deadlines: without a phrase, that the one in the text stands."""
        for code, gegevens in verloop.items():
            for besluit in gegevens.get("termijnbesluiten", []):
                afspraak = self.afspraken[code]
                wat: dict[str, Any] = {
                    "by": self.accounts[besluit.get("door", REDACTEUR)],
                    "reden": besluit["reden"],
                    "op": _moment(besluit["op"], uur=17),
                }
                if "frase" in besluit:
                    wijzig_termijn(afspraak=afspraak, frase=besluit["frase"], akkoord=besluit["akkoord"], **wat)
                else:
                    geldend = [een.pk for een in afspraak.termijnen.all() if een.is_termijn and te_bevestigen(een)]
                    bevestig_termijn(afspraak=afspraak, termijnen=geldend, **wat)


def _bewijs(stap: dict[str, Any]) -> list[Bewijs]:
    """The evidence of a step: at most a link and a small document."""
    bewijs = []
    if "link" in stap:
        bewijs.append(Bewijs(naam=urlsplit(stap["link"]).hostname or stap["link"], url=stap["link"]))
    if "document" in stap:
        naam, tekst = stap["document"]["naam"], stap["document"]["tekst"]
        bewijs.append(Bewijs(naam=naam, bestand=ContentFile(tekst.encode(), name=naam)))
    return bewijs
