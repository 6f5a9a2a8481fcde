"""Who can be asked about an agreement, and what was handed over when somebody left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from agreements.models.afspraak import WORDT_GEVOLGD, Afspraak, Betrokkenheid
from agreements.models.ondertekend import Ondertekend
from agreements.models.status import GESLOTEN
from agreements.models.zicht import live_voor
from regions.models import Organisatie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class ContactQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Every contact for a Rijksredacteur; for others those at agreements of which they see the execution."""
        if not user.is_authenticated:
            return self.none()
        if user.reikwijdte.is_rijksredacteur:
            return self
        live = live_voor(user, "afspraak__")
        if live is False:
            return self.none()
        zichtbaar = Betrokkenheid.objects.filter(afspraak__in=Afspraak.objects.visible_to(user).order_by().values("pk"))
        if isinstance(live, Q):
            zichtbaar = zichtbaar.filter(live)
        return self.filter(pk__in=zichtbaar.exclude(contact=None).values("contact"))

    def aanwezig(self) -> Self:
        return self.filter(vertrokken_op=None)

    def for_list(self) -> Self:
        """With the organisation, and how many open agreements each is asked about (`open_afspraken`)."""
        loopt = (
            Afspraak.objects.filter(WORDT_GEVOLGD).exclude(status__in=sorted(GESLOTEN)).order_by().values("pk")
        )  # all of them: who may see the list sees all
        return self.select_related("organisatie").annotate(
            open_afspraken=Count(
                "betrokkenheden__afspraak", filter=Q(betrokkenheden__afspraak__in=loopt), distinct=True
            )
        )


class Contact(models.Model):
    """Bij wie men in een organisatie terechtkan over een afspraak: een team, functie of medewerker.

    Who left stays, with the moment, and is no longer offered.
    """

    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="contacten", verbose_name="organisatie"
    )
    naam = models.CharField("naam", max_length=120, help_text="Van het team, de functie of de medewerker.")
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=40, blank=True)
    vertrokken_op = models.DateTimeField("vertrokken op", null=True, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ["organisatie__naam", "naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "naam"],
                condition=Q(vertrokken_op=None),
                name="agreements_contact_uniek",
                violation_error_message="Deze organisatie heeft al een contact met deze naam.",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(telefoon=""),
                name="agreements_contact_bereikbaar",
                violation_error_message="Geef een e-mailadres of een telefoonnummer.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("contact-wijzigen", args=[self.pk])


class OverdrachtQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The Rijksredacteur's alone: it names agreements of every landsdeel."""
        return self if user.is_authenticated and user.reikwijdte.is_rijksredacteur else self.none()


class Overdracht(Ondertekend):
    """Wat van de een op de ander is overgegaan toen iemand vertrok of ander werk kreeg. Append-only.

    The names stay readable when the accounts are gone; `afspraken` are codes, `agendapunten` numbers with their
    overleg.
    """

    append_only = True

    class Soort(models.TextChoices):
        DOSSIERS = "dossiers", "dossierhouder"
        CONTACT = "contact", "contact"

    soort = models.CharField("soort", max_length=10, choices=Soort)
    van_naam = models.CharField("van", max_length=150)
    naar_naam = models.CharField("naar", max_length=150)
    van_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="van"
    )
    naar_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="naar"
    )
    afspraken = models.JSONField("afspraken", default=list, blank=True)
    agendapunten = models.JSONField("agendapunten", default=list, blank=True)
    reden = models.TextField("reden")

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"{self.van_naam} → {self.naar_naam}"
