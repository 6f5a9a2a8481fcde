"""Factories: small rows that are right by themselves, with traits for the states that tests tell of."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, TypeVar

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import ForeignKey, Model
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Rol, Roltoewijzing, User
from agreements.lijst_json import canoniek
from agreements.models import (
    Afspraak,
    Blok,
    Overleg,
    Ronde,
    Rubriek,
    Status,
    Statuspublicatie,
    Statuswijziging,
    Tekstblok,
    Thema,
    Uitgave,
)
from agreements.models.uitgave import uitgave_pad
from agreements.services.lijsten import lijst_uit_database
from parliament.models import (
    Cijfer,
    Cijferpublicatie,
    Cijferversie,
    Hoeveelheid,
    Hoeveelheidversie,
    Motie,
    Motiewijziging,
)
from regions.models import Gebied, Landsdeel, Organisatie, Provincie

Rij = TypeVar("Rij", bound=Model)

LANDSDELEN = (
    ("noordwest", "Noordwest", "NW"),
    ("zuid", "Zuid", "Z"),
    ("oost", "Oost", "O"),
    ("noord", "Noord", "N"),
)


class _Onderdeelfactory(DjangoModelFactory[Rij]):
    """A row that was there already knows the rows that were given with it: nobody asks the database for them again."""

    class Meta:
        abstract = True

    @classmethod
    def _get_or_create(cls, model_class: type[Rij], *args: Any, **kwargs: Any) -> Rij:
        rij: Rij = super()._get_or_create(model_class, *args, **dict(kwargs))
        for veld in model_class._meta.concrete_fields:
            gegeven = kwargs.get(veld.name)
            if isinstance(veld, ForeignKey) and gegeven and gegeven.pk == getattr(rij, veld.attname):
                veld.set_cached_value(rij, gegeven)
        return rij


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        django_get_or_create = ("username",)
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"gebruiker-{n}")
    naam = factory.LazyAttribute(lambda user: user.username.capitalize())

    @factory.post_generation
    def rol(self: User, create: bool, rol: Rol | None, landsdelen: Any = (), provincies: Any = (), **_: Any) -> None:
        """`rol=Rol.LEZER_REGIO, rol__landsdelen=[…]` gives the user that role for those landsdelen."""
        if create and rol:
            toewijzing = Roltoewijzing.objects.create(user=self, rol=rol)
            toewijzing.landsdelen.set(landsdelen)
            toewijzing.provincies.set(provincies)


def RijksredacteurFactory(**kwargs: Any) -> User:
    """A user who may do everything for all landsdelen."""
    return UserFactory.create(rol=Rol.RIJKSREDACTEUR, **kwargs)


class LandsdeelFactory(DjangoModelFactory[Landsdeel]):
    class Meta:
        model = Landsdeel
        django_get_or_create = ("slug",)

    slug = factory.Iterator(LANDSDELEN, getter=lambda een: een[0])
    naam = factory.LazyAttribute(lambda deel: deel.slug.capitalize())
    code = factory.LazyAttribute(lambda deel: {s: c for s, _, c in LANDSDELEN}.get(deel.slug, "ZW"))
    kop = factory.LazyAttribute(lambda deel: f"Regio {deel.naam}-Nederland")


class ProvincieFactory(DjangoModelFactory[Provincie]):
    class Meta:
        model = Provincie
        django_get_or_create = ("slug",)

    naam = factory.Sequence(lambda n: f"Provincie {n}")
    slug = factory.LazyAttribute(lambda provincie: provincie.naam.lower().replace(" ", "-"))
    landsdeel = factory.SubFactory(LandsdeelFactory)
    cbs_code = factory.Sequence(lambda n: f"PV{n % 100:02d}")
    tooi_code = factory.Sequence(lambda n: f"pv{n:02d}")
    iso_code = factory.Sequence(lambda n: f"X-{n:02d}")


class GebiedFactory(DjangoModelFactory[Gebied]):
    class Meta:
        model = Gebied
        django_get_or_create = ("slug",)
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Gebied {n}")
    slug = factory.LazyAttribute(lambda gebied: gebied.naam.lower().replace(" ", "-"))
    soort = Gebied.Soort.NOVEX

    @factory.post_generation
    def provincies(self: Gebied, create: bool, provincies: Any, **_: Any) -> None:
        if create and provincies:
            self.provincies.set(provincies)

    @factory.post_generation
    def landsdelen(self: Gebied, create: bool, landsdelen: Any, **_: Any) -> None:
        if create and landsdelen:
            self.landsdelen.set(landsdelen)


class OrganisatieFactory(DjangoModelFactory[Organisatie]):
    class Meta:
        model = Organisatie

    naam = factory.Sequence(lambda n: f"Organisatie {n}")
    slug = factory.Sequence(lambda n: f"organisatie-{n}")
    soort = Organisatie.Soort.OVERIG


class ThemaFactory(DjangoModelFactory[Thema]):
    class Meta:
        model = Thema
        django_get_or_create = ("slug",)

    naam = factory.Sequence(lambda n: f"Thema {n}")
    slug = factory.Sequence(lambda n: f"thema-{n}")


class RondeFactory(DjangoModelFactory[Ronde]):
    """A public BO Leefomgeving; `concept=True` is still in preparation."""

    class Meta:
        model = Ronde
        django_get_or_create = ("naam",)

    class Params:
        concept = factory.Trait(fase=Ronde.Fase.CONCEPT)

    soort = Ronde.Soort.BOL
    jaar = 2024
    naam = factory.LazyAttribute(lambda ronde: f"{Ronde.Soort(ronde.soort).label} {ronde.jaar}")
    fase = Ronde.Fase.OPENBAAR


class OverlegFactory(_Onderdeelfactory[Overleg]):
    class Meta:
        model = Overleg
        django_get_or_create = ("ronde", "landsdeel")

    ronde = factory.SubFactory(RondeFactory)
    landsdeel = factory.SubFactory(LandsdeelFactory, slug="noordwest")
    kop = factory.LazyAttribute(lambda overleg: overleg.landsdeel.kop if overleg.landsdeel else "Landelijk")


class RubriekFactory(_Onderdeelfactory[Rubriek]):
    class Meta:
        model = Rubriek
        django_get_or_create = ("overleg", "nummer")

    overleg = factory.SubFactory(OverlegFactory)
    nummer = "1"
    titel = "Ruimte voor wonen"
    volgorde = factory.LazyAttribute(lambda rubriek: int(rubriek.nummer))


class BlokFactory(_Onderdeelfactory[Blok]):
    class Meta:
        model = Blok
        django_get_or_create = ("rubriek", "volgorde")

    rubriek = factory.SubFactory(RubriekFactory)
    volgorde = 0


class TekstblokFactory(DjangoModelFactory[Tekstblok]):
    class Meta:
        model = Tekstblok

    blok = factory.SubFactory(BlokFactory)
    volgorde = factory.LazyAttribute(lambda tekst: Tekstblok.objects.filter(blok=tekst.blok).count())
    code = factory.LazyAttribute(
        lambda tekst: (
            f"{tekst.blok.rubriek.overleg.ronde.soort.upper()}-{tekst.blok.rubriek.overleg.ronde.jaar}"
            f"-{tekst.blok.rubriek.overleg.landsdeel.code}-{tekst.blok.rubriek.nummer}-{tekst.volgorde + 1:02d}"
        )
    )
    teken = "❖"
    tekst = factory.Sequence(lambda n: f"Rijk en regio maken samen plan nummer {n}.")


class AfspraakFactory(DjangoModelFactory[Afspraak]):
    """An agreement in a public list, followed from its first history row on.

    `overleg=…` places it in another overleg; `provincies`, `gebieden`, `themas`, `dossierhouders` take lists.
    A status other than the first is given with a history row of its own; the public knows it, unless
    `gepubliceerde_status` says otherwise.
    """

    class Meta:
        model = Afspraak
        skip_postgeneration_save = True

    class Params:
        afgerond = factory.Trait(status=Status.AFGEROND)

    overleg = factory.SubFactory(OverlegFactory)
    tekstblok = factory.SubFactory(TekstblokFactory, blok__rubriek__overleg=factory.SelfAttribute("....overleg"))
    code = factory.LazyAttribute(lambda afspraak: afspraak.tekstblok.code + afspraak.deel)
    deel = ""
    status = Status.NOG_NIET_GESTART
    gepubliceerde_status = factory.LazyAttribute(
        lambda afspraak: afspraak.status if afspraak.overleg.ronde.is_openbaar else Status.NOG_NIET_GESTART
    )
    status_op = factory.LazyFunction(timezone.now)
    gepubliceerde_status_op = factory.LazyAttribute(
        lambda afspraak: afspraak.status_op if afspraak.overleg.ronde.is_openbaar else None
    )

    @factory.post_generation
    def verzamelingen(self: Afspraak, create: bool, _: Any, **waarden: Any) -> None:
        if create:
            for naam, waarde in waarden.items():
                getattr(self, naam).set(waarde)

    @factory.post_generation
    def geschiedenis(self: Afspraak, create: bool, _: Any, **__: Any) -> None:
        if not create:
            return
        assert self.status_op is not None
        stappen = [Status.NOG_NIET_GESTART]
        if self.status != Status.NOG_NIET_GESTART:
            stappen.append(Status(self.status))
        van = ""
        for nummer, naar in enumerate(stappen, start=1):
            Statuswijziging.objects.create(
                afspraak=self,
                nummer=nummer,
                van=van,
                naar=naar,
                op=self.status_op,
                door_naam="test",
                rol="test",
            )
            van = naar
        if self.overleg.ronde.is_openbaar:
            assert self.gepubliceerde_status_op is not None
            Statuspublicatie.objects.create(
                afspraak=self,
                status=self.gepubliceerde_status,
                op=self.gepubliceerde_status_op,
                door_naam="test",
                rol="test",
            )


class UitgaveFactory(DjangoModelFactory[Uitgave]):
    """An edition of the ronde as it stands, as the service would write it, with one small file instead of all."""

    class Meta:
        model = Uitgave
        skip_postgeneration_save = True

    class Params:
        lijst = factory.LazyAttribute(lambda uitgave: lijst_uit_database(uitgave.ronde, user=None))

    ronde = factory.SubFactory(RondeFactory)
    volgnummer = factory.LazyAttribute(lambda uitgave: uitgave.ronde.uitgaven.count() + 1)
    nummer = factory.LazyAttribute(lambda uitgave: f"1.{uitgave.volgnummer - 1}")
    titel = factory.LazyAttribute(lambda uitgave: uitgave.lijst.titel)
    reden = factory.LazyAttribute(lambda uitgave: "Een correctie." if uitgave.volgnummer > 1 else "")
    fase = factory.LazyAttribute(lambda uitgave: uitgave.ronde.fase)
    inhoud = factory.LazyAttribute(lambda uitgave: canoniek(uitgave.lijst).decode())
    sha256 = factory.LazyAttribute(lambda uitgave: hashlib.sha256(uitgave.inhoud.encode()).hexdigest())
    op = factory.LazyFunction(timezone.now)
    door_naam = "test"
    rol = "test"

    @factory.post_generation
    def bestanden(self: Uitgave, create: bool, _: Any, **__: Any) -> None:
        if not create:
            return
        for overleg in self.ronde.overleggen.order_by("pk"):
            self.delen.create(overleg=overleg)
        inhoud = f"Document van {self}".encode()
        self.bestanden.create(
            volgorde=0,
            formaat="html",
            naam=f"afsprakenlijst-{self.slug}.html",
            mediatype="text/html",
            bestand=storages["default"].save(uitgave_pad(), ContentFile(inhoud)),
            sha256=hashlib.sha256(inhoud).hexdigest(),
            grootte=len(inhoud),
        )


class MotieFactory(DjangoModelFactory[Motie]):
    """A motie of which nothing was told; `stand="afgedaan"` says where it stands, `stand__ronde` in which letter."""

    class Meta:
        model = Motie
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"voorbeeld {n}")
    gevraagd = "Maak hierover afspraken met de regio."
    bron = "Een voorbeeld"

    @factory.post_generation
    def stand(self: Motie, create: bool, status: str | None, ronde: Ronde | None = None, zin: str = "") -> None:
        if create and status:
            Motiewijziging.objects.create(
                motie=self,
                nummer=1,
                status=status,
                zin=zin,
                ronde=ronde,
                op=timezone.now(),
                door_naam="test",
                rol="test",
            )


class HoeveelheidFactory(DjangoModelFactory[Hoeveelheid]):
    class Meta:
        model = Hoeveelheid

    naam = factory.Sequence(lambda n: f"Hoeveelheid {n}")
    eenheid = "woningen"


class HoeveelheidversieFactory(DjangoModelFactory[Hoeveelheidversie]):
    """The first number of a quantity, public; `ronde` keeps it until the letter of that ronde."""

    class Meta:
        model = Hoeveelheidversie

    hoeveelheid = factory.SubFactory(HoeveelheidFactory)
    nummer = 1
    waarde = 3500
    bron = "Een brief"
    brondatum = date(2025, 6, 12)
    op = factory.LazyFunction(timezone.now)
    door_naam = "test"
    rol = "test"


class CijferversieFactory(DjangoModelFactory[Cijferversie]):
    """The first version of a figure that counted nothing; `gepubliceerd=True` gives it a letter."""

    class Meta:
        model = Cijferversie
        skip_postgeneration_save = True

    cijfer = factory.LazyFunction(Cijfer.objects.create)
    nummer = 1
    titel = factory.Sequence(lambda n: f"Cijfer over {n}")
    zin = "Het zijn … afspraken."
    vraag = "jaar=2024&aard=gevolgd"
    peildatum = date(2025, 3, 1)
    zicht = Cijferversie.Zicht.OPENBAAR
    aantal = 0
    sha256 = hashlib.sha256(b"").hexdigest()
    op = factory.LazyFunction(timezone.now)
    door_naam = "test"
    rol = "test"

    @factory.post_generation
    def gepubliceerd(self: Cijferversie, create: bool, gepubliceerd: bool, **_: Any) -> None:
        if create and gepubliceerd:
            Cijferpublicatie.objects.create(
                versie=self,
                kamerstuk="29 435, nr. 267",
                briefdatum=date(2025, 3, 5),
                op=timezone.now(),
                door_naam="test",
                rol="test",
            )
