"""Whom to ask about an agreement, handing that over when somebody leaves, and what has no owner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.actoren import Actor
from accounts.auditlog import leg_vast
from accounts.models import Rol, Roltoewijzing, User
from agreements.models import Afspraak, Agendapunt, Betrokkenheid, Contact, Overdracht
from agreements.models.afspraak import AfspraakQuerySet
from agreements.models.ondertekend import handtekening
from agreements.rechten import eis, mag_eigenaren_beheren
from agreements.services.berichten import stuur
from agreements.services.toen import bewaar_kenmerken, lees_kenmerken
from agreements.uitbreiding import OVERGEDRAGEN
from regions.models import Organisatie

#: What an agreement can lack, with how it is told.
MIST = {
    "trekker-rijk": "geen trekker bij het Rijk",
    "trekker-regio": "geen trekker bij de regio",
    "dossierhouder": "geen dossierhouder",
}


def zonder_eigenaar(afspraken: AfspraakQuerySet, mist: Collection[str] = ()) -> AfspraakQuerySet:
    """Those that are followed and open and lack an owner: anything of `MIST`, or only what is named.

    Each with `mist_trekker_rijk`, `mist_trekker_regio` and `mist_dossierhouder`. A dossierhouder counts whose account
    is active and who has that role today. Of whose execution the reader sees nothing, nothing is told: only
    agreements with `zicht_live` are in it.
    """
    trekker = Betrokkenheid.objects.filter(afspraak=OuterRef("pk"), rol=Betrokkenheid.Rol.TREKKER)
    rollen = Roltoewijzing.objects.filter(rol=Rol.DOSSIERHOUDER).geldig_op(timezone.localdate())
    houders = Afspraak.dossierhouders.through.objects.filter(
        afspraak=OuterRef("pk"), user__is_active=True, user__in=rollen.order_by().values("user")
    )
    voorwaarden = {
        "trekker-rijk": ~Exists(trekker.filter(organisatie__zijde=Organisatie.Zijde.RIJK)),
        "trekker-regio": ~Exists(trekker.filter(organisatie__zijde=Organisatie.Zijde.REGIO)),
        "dossierhouder": ~Exists(houders),
    }
    gezocht = Q()
    for sleutel in mist or MIST:
        gezocht |= Q(**{f"mist_{sleutel.replace('-', '_')}": True})
    return (
        afspraken.gevolgd()
        .open()
        .filter(zicht_live=True)
        .annotate(**{f"mist_{sleutel.replace('-', '_')}": voorwaarde for sleutel, voorwaarde in voorwaarden.items()})
        .filter(gezocht)
    )


@transaction.atomic
def bewaar_contact(
    *,
    organisatie: Organisatie,
    naam: str,
    by: Actor,
    email: str = "",
    telefoon: str = "",
    contact: Contact | None = None,
) -> Contact:
    """Add a contact to an organisation, or change one; what it was stands in the audit log.

    Raises PermissionDenied, or ValidationError: no name, no way to reach it, a name that the organisation already has,
    or another organisation than the one whose agreements it looks after.
    """
    eis(mag_eigenaren_beheren(by))
    rij = Contact() if contact is None else Contact.objects.select_for_update().get(pk=contact.pk)
    was = _gegevens(rij) if contact else {}
    if contact is not None and rij.organisatie_id != organisatie.pk and rij.betrokkenheden.exists():
        raise ValidationError(
            {"organisatie": "Dit contact hoort al bij afspraken van zijn organisatie. Maak een nieuw contact."}
        )
    rij.organisatie = organisatie
    rij.naam, rij.email, rij.telefoon = naam.strip(), email.strip(), telefoon.strip()
    rij.full_clean()
    rij.save()
    wordt = _gegevens(rij)
    if was != wordt:
        leg_vast(
            actie="contact gewijzigd" if contact else "contact toegevoegd",
            object_soort="contact",
            object_sleutel=str(rij.pk),
            by=by,
            details={veld: [was.get(veld, ""), wordt[veld]] for veld in wordt if was.get(veld, "") != wordt[veld]},
        )
    return rij


def _gegevens(contact: Contact) -> dict[str, str]:
    return {
        "organisatie": contact.organisatie.naam,
        "naam": contact.naam,
        "e-mailadres": contact.email,
        "telefoonnummer": contact.telefoon,
    }


@transaction.atomic
def draag_contact_over(*, van: Contact, naar: Contact | None, reden: str, by: Actor) -> Overdracht:
    """Let `naar` be asked about everything that `van` was asked about, and offer `van` no longer.

    Without `naar` the organisation has no contact there for the time being. Raises PermissionDenied, or
    ValidationError: no reason, the same one, of another organisation, or one that has left.
    """
    eis(mag_eigenaren_beheren(by))
    rijen = {
        rij.pk: rij
        for rij in Contact.objects.select_for_update()
        .order_by("pk")
        .filter(pk__in=[een.pk for een in (van, naar) if een is not None])
    }
    van = rijen[van.pk]
    reden = _reden(reden)
    if van.vertrokken_op is not None:
        raise ValidationError("Dit contact is al overgedragen.")
    if naar is not None:
        naar = rijen[naar.pk]
        if naar.pk == van.pk:
            raise ValidationError({"naar": "Kies een ander contact dan wie vertrekt."})
        if naar.organisatie_id != van.organisatie_id:
            raise ValidationError({"naar": f"Kies een contact van {van.organisatie}."})
        if naar.vertrokken_op is not None:
            raise ValidationError({"naar": f"{naar} is zelf vertrokken. Kies een ander contact."})
    betrokken = Betrokkenheid.objects.filter(contact=van)
    kenmerken = lees_kenmerken(Afspraak.objects.filter(pk__in=betrokken.values("afspraak")).order_by("code"))
    bewaar_kenmerken(kenmerken=kenmerken, by=by)
    codes = [een.afspraak.code for een in kenmerken]
    betrokken.update(contact=naar)
    van.vertrokken_op = timezone.now()
    van.save(update_fields=["vertrokken_op"])
    return _leg_overdracht_vast(
        Overdracht(
            soort=Overdracht.Soort.CONTACT,
            van_naam=f"{van.naam} ({van.organisatie})",
            naar_naam=f"{naar.naam} ({naar.organisatie})" if naar else "niemand",
            afspraken=codes,
            reden=reden,
        ),
        by,
    )


@dataclass(frozen=True, slots=True)
class Portefeuille:
    """What an account looks after: agreements as dossierhouder, and items of which it holds the pen."""

    afspraken: list[Afspraak]
    agendapunten: list[Agendapunt]

    def __bool__(self) -> bool:
        return bool(self.afspraken or self.agendapunten)


def portefeuille_van(account: User, *, by: User) -> Portefeuille:
    """What `account` looks after, as far as `by` sees it. Agreements that have ended are in it as well. Few queries."""
    punten = (
        Agendapunt.objects.visible_to(by)
        .filter(penhouder=account)
        .select_related("dossier__overleg__ronde", "dossier__overleg__landsdeel")
    )
    return Portefeuille(
        afspraken=list(Afspraak.objects.visible_to(by).filter(dossierhouders=account).for_list().lijstvolgorde()),
        agendapunten=list(punten.order_by("dossier", "volgorde")),
    )


@transaction.atomic
def draag_dossiers_over(
    *,
    van: User,
    naar: User,
    afspraken: Collection[Afspraak],
    reden: str,
    by: Actor,
    agendapunten: Collection[Agendapunt] = (),
) -> Overdracht:
    """Make `naar` dossierhouder of these agreements, and pen holder of these items, in the place of `van`.

    Raises PermissionDenied, or ValidationError: no reason, nothing chosen, the same account, one that is switched off
    or has no role of dossierhouder today, or an agreement or item that `van` no longer looks after.
    """
    eis(mag_eigenaren_beheren(by))
    reden = _reden(reden)
    # Two who hand over the same at once wait for one another.
    User.objects.select_for_update().get(pk=van.pk)
    if not afspraken and not agendapunten:
        raise ValidationError("Kies ten minste één afspraak of agendapunt om over te dragen.")
    if naar.pk == van.pk:
        raise ValidationError({"naar": "Kies een ander dan wie overdraagt."})
    if not naar.is_active:
        raise ValidationError({"naar": f"Het account van {naar} is uitgeschakeld. Kies iemand anders."})
    if afspraken and not naar.reikwijdte.is_dossierhouder:
        raise ValidationError(
            {"naar": f"{naar} is geen dossierhouder. Vraag een beheerder om die rol, of kies iemand anders."}
        )
    koppelingen = Afspraak.dossierhouders.through.objects
    codes = []
    deze = Afspraak.objects.filter(pk__in=[afspraak.pk for afspraak in afspraken]).order_by("code")
    bewaar_kenmerken(kenmerken=lees_kenmerken(deze), by=by)
    for afspraak in afspraken:
        weg, _ = koppelingen.filter(user=van, afspraak=afspraak).delete()
        if not weg:
            raise ValidationError(f"{van} is geen dossierhouder meer van {afspraak.code}. Laad de pagina opnieuw.")
        afspraak.dossierhouders.add(naar)
        codes.append(afspraak.code)
    for vertel in OVERGEDRAGEN:
        vertel(afspraken)
    punten = []
    for punt in agendapunten:
        if not Agendapunt.objects.filter(pk=punt.pk, penhouder=van).update(penhouder=naar):
            raise ValidationError(f"{van} is geen penhouder meer van agendapunt {punt.nummer}. Laad de pagina opnieuw.")
        punten.append(f"{punt.nummer} ({punt.dossier.overleg})")
    stuur(
        user=naar,
        soort="overdracht",
        sleutel=f"overdracht {van.pk} aan {naar.pk} {timezone.now().isoformat()}",
        onderwerp="Er is werk aan u overgedragen",
        tekst=f"U bent nu dossierhouder van {aantal(codes, 'afspraak', 'afspraken')} en penhouder van "
        f"{aantal(punten, 'agendapunt', 'agendapunten')} die u eerst niet had. Welke dat zijn, leest u daar.",
        adres=reverse("eigenaar-lijst"),
    )
    return _leg_overdracht_vast(
        Overdracht(
            soort=Overdracht.Soort.DOSSIERS,
            van_naam=str(van),
            naar_naam=str(naar),
            van_account=van,
            naar_account=naar,
            afspraken=sorted(codes),
            agendapunten=punten,
            reden=reden,
        ),
        by,
    )


def aantal(rij: list[str], een: str, meer: str) -> str:
    """How many, with the word that goes with it; "geen" for none."""
    return f"{len(rij) or 'geen'} {een if len(rij) == 1 else meer}"


def _reden(reden: str) -> str:
    reden = reden.strip()
    if not reden:
        raise ValidationError({"reden": "Geef een reden, bijvoorbeeld: vertrokken per 1 maart."})
    return reden


def _leg_overdracht_vast(overdracht: Overdracht, by: Actor) -> Overdracht:
    for veld, waarde in handtekening(by).items():
        setattr(overdracht, veld, waarde)
    overdracht.full_clean()
    overdracht.save(force_insert=True)
    leg_vast(
        actie="overgedragen",
        object_soort="account" if overdracht.van_account else "contact",
        object_sleutel=overdracht.van_account.username if overdracht.van_account else overdracht.van_naam,
        by=by,
        details={
            "naar": overdracht.naar_naam,
            # Which they are stands in the hand-over itself: the log is read by who may not see every agreement.
            "afspraken": len(overdracht.afspraken),
            "agendapunten": len(overdracht.agendapunten),
        },
    )
    return overdracht
