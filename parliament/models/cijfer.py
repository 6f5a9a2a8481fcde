"""Figures for the letter: a saved question with a peildatum, what it counted, and the letter that published it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse

from agreements.datums import datumtekst
from agreements.models import Status
from agreements.models.ondertekend import Ondertekend
from parliament.getallen import Getal
from parliament.models.versie import VersieQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Where a number comes in the sentence for the letter.
PLAATS = "…"
#: What every figure names as its source.
BRON = "Afsprakenregister Leefomgeving"


class CijferQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of which this user may see a version at all."""
        return self.filter(Exists(Cijferversie.objects.visible_to(user).filter(cijfer=OuterRef("pk"))))


class Cijfer(models.Model):
    """Een cijfer voor de brief. Alles wat het zegt, ook zijn titel, staat in zijn versies.

    So what is not published of it says nothing through what is.
    """

    created_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = CijferQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfer voor de brief"
        verbose_name_plural = "cijfers voor de brief"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Cijfer {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cijfer-detail", args=[self.pk])


class CijferversieQuerySet(VersieQuerySet):
    van = "cijfer"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What was published with a letter, for everybody; the rest for who sees every agreement.

        That is the Rijksredacteur: a figure tells of all that it counted, and of all that it did not.
        """
        if user.is_authenticated and user.reikwijdte.is_rijksredacteur:
            return self
        return self.filter(publicatie__isnull=False)

    def gezocht(self, woorden: str) -> Self:
        """Those with these words in their title; all of them without words."""
        return self.filter(titel__icontains=woorden) if woorden else self

    def for_list(self) -> Self:
        """Everything a row of a list shows; the query count does not grow with the rows."""
        return self.select_related("cijfer", "publicatie")


class Cijferversie(Ondertekend):
    """Een vraag aan de lijst met afspraken op een peildatum, en het antwoord daarop toen zij werd vastgelegd.

    Another question, peildatum, title or sentence is a new version with a reason. Append-only.

    `vraag` is the question as the parameters of `/afspraken/`, `woorden` the same as people read it: pairs of name and
    value. `binnen` are the statuses of "a van de b"; empty when only a number is asked. `regels` holds every agreement
    that was counted: [code, whether it counts for a, its status on the peildatum]. `sha256` is their fingerprint.
    """

    append_only = True

    class Zicht(models.TextChoices):
        OPENBAAR = "openbaar", "alleen wat openbaar is"
        RIJK = "rijk", "alles wat het Rijk ziet"

    cijfer = models.ForeignKey(Cijfer, on_delete=models.PROTECT, related_name="versies", verbose_name="cijfer")
    nummer = models.PositiveSmallIntegerField("versie")
    titel = models.CharField("titel", max_length=160)
    zin = models.TextField("zin voor de brief")
    vraag = models.TextField("vraag")
    woorden = models.JSONField("vraag in woorden", default=list)
    binnen = models.JSONField("waarvan met status", default=list, blank=True)
    peildatum = models.DateField("peildatum")
    zicht = models.CharField("telt", max_length=10, choices=Zicht)
    aantal = models.PositiveIntegerField("aantal")
    totaal = models.PositiveIntegerField("van de", null=True, blank=True)
    regels = models.JSONField("getelde afspraken", default=list, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    reden = models.TextField("reden van de nieuwe versie", blank=True)

    objects = CijferversieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een cijfer"
        verbose_name_plural = "versies van cijfers"
        ordering = ["cijfer", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["cijfer", "nummer"], name="parliament_cijferversie_nummer"),
            models.CheckConstraint(
                condition=Q(nummer=1) | (Q(nummer__gt=1) & ~Q(reden="")),
                name="parliament_cijferversie_reden",
                violation_error_message="Een nieuwe versie zegt waarom zij er is.",
            ),
            models.CheckConstraint(
                condition=Q(totaal=None) | Q(totaal__gte=F("aantal")),
                name="parliament_cijferversie_deel_van_geheel",
                violation_error_message="Het deel is groter dan het geheel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel}, versie {self.nummer}"

    def get_absolute_url(self) -> str:
        """The address that goes on showing this version, also when there is a newer one."""
        return reverse("cijfer-versie", args=[self.cijfer_id, self.nummer])

    def get_lijst_url(self) -> str:
        """The list of agreements with the same filters and peildatum."""
        return self._lijst(())

    def get_deel_url(self) -> str:
        """The same for what counts for a of "a van de b"."""
        return self._lijst(self.binnen)

    def _lijst(self, statussen: Iterable[str]) -> str:
        paren = [(naam, waarde) for naam, waarden in QueryDict(self.vraag).lists() for waarde in waarden]
        paren += [*(("status", status) for status in statussen), ("peildatum", self.peildatum.isoformat())]
        return f"{reverse('afspraak-lijst')}?{urlencode(paren)}"

    @property
    def is_deel(self) -> bool:
        """Whether it says "a van de b"."""
        return self.totaal is not None

    @property
    def getal(self) -> str:
        """ "61", "12 van de 84"."""
        aantal = _geschreven(self.aantal)
        return f"{aantal} van de {_geschreven(self.totaal)}" if self.is_deel else aantal

    @property
    def geheel(self) -> int:
        """What the number is a number of: the last that it names."""
        return self.totaal if self.totaal is not None else self.aantal

    @property
    def binnen_in_woorden(self) -> str:
        """ "Afgerond of Opgevolgd"; empty when only a number is asked."""
        return " of ".join(str(Status(een).label).capitalize() for een in self.binnen)

    @property
    def ingevulde_zin(self) -> str:
        """The sentence with its numbers in place."""
        zin: str = self.zin.replace(PLAATS, _geschreven(self.aantal), 1)
        return zin.replace(PLAATS, _geschreven(self.totaal), 1) if self.is_deel else zin

    @property
    def bron(self) -> str:
        """Source and date, which always stand beside the number."""
        return f"{BRON}, stand op {datumtekst(self.peildatum)}"

    @property
    def is_gepubliceerd(self) -> bool:
        """Note: reads publicatie, a query when it was not joined."""
        return hasattr(self, "publicatie")

    @property
    def citaat(self) -> str:
        """The fixed sentence: the figure, its source with the date, its letter, and which version. Reads publicatie."""
        brief = f"; {self.publicatie}" if self.is_gepubliceerd else ""
        return f"{self.titel}: {self.getal}. Bron: {self.bron}{brief}; cijfer {self.cijfer_id}, versie {self.nummer}."

    @property
    def codes(self) -> list[str]:
        """The agreements that were counted, in the order of the list."""
        return [code for code, _, _ in self.regels]

    @property
    def codes_in_deel(self) -> list[str]:
        """Those of them that count for a of "a van de b"."""
        return [code for code, mee, _ in self.regels if mee]


class CijferpublicatieQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All: that a letter names a figure is public."""
        return self


class Cijferpublicatie(Ondertekend):
    """Met welke brief aan de Kamer deze versie van een cijfer openbaar is gemaakt. Append-only."""

    append_only = True

    versie = models.OneToOneField(
        Cijferversie, on_delete=models.PROTECT, related_name="publicatie", verbose_name="versie"
    )
    kamerstuk = models.CharField("Kamerstuk", max_length=60)
    briefdatum = models.DateField("datum van de brief")

    objects = CijferpublicatieQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie van een cijfer"
        verbose_name_plural = "publicaties van cijfers"
        ordering = ["-briefdatum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kamerstuk=""),
                name="parliament_cijferpublicatie_kamerstuk",
                violation_error_message="Een cijfer wordt openbaar met een brief; noem het Kamerstuk.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kamerstuk {self.kamerstuk}, {datumtekst(self.briefdatum)}"


def _geschreven(getal: int | None) -> str:
    return str(Getal(Decimal(getal or 0)))
