"""The embargo: the one place that says who may see what of a ronde, with the exceptions for single agreements.

What belongs to an overleg as a whole (its page, its rubrieken) goes by `zichtbaar_voor`. What belongs to one agreement
(its text, history, evidence, links) goes by `afspraak_zichtbaar_voor`, because an agreement can become public earlier
or later than its list. What stays between Rijk and regio for ever goes by `intern_zichtbaar_voor`. Each gives a
condition for a queryset; `pad` leads from its rows to the overleg or the agreement.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from agreements.models.overleg import Overleg

#: `Ronde.Fase.OPENBAAR`, which is written here without its model because that leans on this module.
OPENBAAR = "openbaar"
EERDER, LATER = "eerder", "later"


def zichtbaar_voor(user: User | AnonymousUser, pad: str = "") -> Q:
    """An overleg that this user may see: of a public ronde everybody, before that only Rijk and its own landsdeel."""
    return Q(**{f"{pad}ronde__fase": OPENBAAR}) | intern_zichtbaar_voor(user, pad)


def intern_zichtbaar_voor(user: User | AnonymousUser, pad: str = "") -> Q:
    """The same for what stays between Rijk and regio for ever, as a dossier: a ronde that is public opens nothing."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    if user.reikwijdte.is_rijksredacteur:
        return ~Q(pk__in=[])
    return Q(**{f"{pad}landsdeel__in": user.reikwijdte.landsdelen})


def zit_aan_tafel(user: User | AnonymousUser, overleg: Overleg) -> bool:
    """`intern_zichtbaar_voor` for one overleg. No query."""
    if not user.is_authenticated:
        return False
    return user.reikwijdte.is_rijksredacteur or overleg.landsdeel_id in user.reikwijdte.landsdelen


def afspraak_zichtbaar_voor(user: User | AnonymousUser, pad: str = "") -> Q:
    """An agreement that this user may see: what is public, what their own overleg agreed, and what they hold."""
    if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
        return intern_zichtbaar_voor(user)  # everything, and nothing of another table has to be read for it
    zicht = afspraak_openbaar(pad) | intern_zichtbaar_voor(user, f"{pad}overleg__")
    if user.is_authenticated and user.reikwijdte.is_dossierhouder:
        zicht |= gehouden_door(user, pad)
    return zicht


def gehouden_door(user: User, pad: str = "") -> Q:
    """An agreement that is assigned to this dossierhouder, or to one whom they stand in for."""
    houders = _model("Afspraak").dossierhouders.through.objects.filter(user__in=user.reikwijdte.houdt_voor)
    return Q(**{f"{pad}pk__in": houders.values("afspraak_id")})


def afspraak_openbaar(pad: str = "", op: datetime | None = None) -> Q:
    """An agreement that everybody may see at that moment (default now)."""
    gekomen = Q(**{f"{pad}openbaar_vanaf__lte": op or timezone.now()})
    met_de_lijst = Q(**{f"{pad}overleg__ronde__fase": OPENBAAR})
    return (met_de_lijst & (~Q(**{f"{pad}embargo": LATER}) | gekomen)) | (Q(**{f"{pad}embargo": EERDER}) & gekomen)


def afspraak_uitgesteld(pad: str = "", op: datetime | None = None) -> Q:
    """An agreement that stays closed when its list is public, at that moment (default now)."""
    nog_niet = Q(**{f"{pad}openbaar_vanaf": None}) | Q(**{f"{pad}openbaar_vanaf__gt": op or timezone.now()})
    return Q(**{f"{pad}embargo": LATER}) & nog_niet


def uitgestelde_tekstblokken(op: datetime | None = None) -> QuerySet[Any]:
    """The keys of the text blocks that stay closed with their agreement, for a subquery. They are always few."""
    uitgesteld = _model("Afspraak").objects.filter(afspraak_uitgesteld(op=op), tekstblok__isnull=False)
    tekstblokken: QuerySet[Any] = uitgesteld.order_by().values("tekstblok")
    return tekstblokken


def tekstblok_openbaar() -> Q:
    """A text block that everybody may see now, as condition on text blocks."""
    vroeg = _model("Afspraak").objects.filter(
        embargo=EERDER, openbaar_vanaf__lte=timezone.now(), tekstblok__isnull=False
    )
    met_de_lijst = Q(blok__rubriek__overleg__ronde__fase=OPENBAAR) & ~Q(pk__in=uitgestelde_tekstblokken())
    return met_de_lijst | Q(pk__in=vroeg.order_by().values("tekstblok"))


def rubriek_openbaar() -> Q:
    """A rubriek that everybody may see now, as condition on rubrieken: one in which some text block is public.

    The title of a rubriek that holds nothing but what comes later would tell of it. Exceptions are few, so they are
    looked up from their side, and the text blocks are read only of the rubrieken that have one.
    """
    afspraken = _model("Afspraak").objects.filter(tekstblok__isnull=False).order_by()
    met_uitgestelde = afspraken.filter(afspraak_uitgesteld()).values("tekstblok__blok__rubriek")
    met_vroege = afspraken.filter(embargo=EERDER, openbaar_vanaf__lte=timezone.now()).values("tekstblok__blok__rubriek")
    met_andere = _model("Tekstblok").objects.filter(blok__rubriek__in=met_uitgestelde)
    met_andere = met_andere.exclude(pk__in=uitgestelde_tekstblokken()).order_by().values("blok__rubriek")
    met_de_lijst = Q(overleg__ronde__fase=OPENBAAR) & (~Q(pk__in=met_uitgestelde) | Q(pk__in=met_andere))
    return met_de_lijst | Q(pk__in=met_vroege)


def overleg_geheel_openbaar() -> Q:
    """An overleg of which all agreements are public now, as condition on overleggen."""
    uitgesteld = _model("Afspraak").objects.filter(afspraak_uitgesteld(), overleg=OuterRef("pk"))
    return Q(ronde__fase=OPENBAAR) & ~Q(Exists(uitgesteld))


def _model(naam: str) -> Any:
    return apps.get_model("agreements", naam)
