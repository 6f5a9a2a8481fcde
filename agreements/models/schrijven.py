"""Writing a dossier together: every version of an item, the drafts of who is writing, and the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.dossier import Zijde
from agreements.models.dossier import Agendapunt, Dossier, DossierQuerySet
from agreements.models.ondertekend import Ondertekend

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Puntversie(Ondertekend):
    """Een agendapunt zoals het op een moment is opgeslagen, met wie dat deed. Append-only.

    `inhoud` is the item in JSON (as in the contract) in canonical bytes, `sha256` is of those bytes. The versions of
    an item that was removed stay, so the row has no constraint to it.
    """

    PAD = "dossier__"
    append_only = True

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="puntversies", verbose_name="dossier")
    punt = models.ForeignKey(
        Agendapunt,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="versies",
        verbose_name="agendapunt",
    )
    nummer = models.PositiveIntegerField("nummer")
    reden = models.CharField("waardoor", max_length=80, blank=True)
    inhoud = models.TextField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een agendapunt"
        verbose_name_plural = "versies van agendapunten"
        ordering = ["punt", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["punt", "nummer"], name="agreements_puntversie_nummer"),
        ]

    def __str__(self) -> str:
        return f"{self.punt_id} versie {self.nummer}"


class PuntconceptQuerySet(DossierQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own drafts of dossiers that one may still see."""
        if not user.is_authenticated:
            return self.none()
        return super().visible_to(user).filter(user=user)


class Puntconcept(models.Model):
    """Wat iemand aan een agendapunt aan het schrijven is en nog niet heeft opgeslagen.

    `basis` is the number of the version that it began from. Only its writer sees the text; that somebody is writing
    (`gezien_op`) is shown to the others.
    """

    PAD = "punt__dossier__"

    punt = models.ForeignKey(Agendapunt, on_delete=models.PROTECT, related_name="concepten", verbose_name="agendapunt")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="puntconcepten", verbose_name="gebruiker"
    )
    basis = models.PositiveIntegerField("begonnen vanaf versie")
    inhoud = models.JSONField("inhoud", default=dict)
    bijgewerkt_op = models.DateTimeField("bijgewerkt op")
    gezien_op = models.DateTimeField("laatst gezien op")

    objects = PuntconceptQuerySet.as_manager()

    class Meta:
        verbose_name = "concept van een agendapunt"
        verbose_name_plural = "concepten van agendapunten"
        ordering = ["punt", "user"]
        constraints = [
            models.UniqueConstraint(fields=["punt", "user"], name="agreements_puntconcept_een"),
        ]

    def __str__(self) -> str:
        return f"{self.punt_id} {self.user_id}"


class OpmerkingQuerySet(DossierQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Of the dossiers that one may see, the comments for both sides and those for one's own side.

        Rijk is who is Rijksredacteur or dossierhouder; regio is who has a role for a landsdeel, provincie or gebied
        without being of Rijk.
        """
        if not user.is_authenticated:
            return self.none()
        eigen = Zijde.RIJK if user.reikwijdte.is_rijk else Zijde.REGIO
        return super().visible_to(user).filter(voor__in=["beide", eigen.value])


class Opmerking(Ondertekend):
    """Een opmerking bij een agendapunt, of het antwoord daarop; voor één zijde of voor beide."""

    PAD = "dossier__"

    class Voor(models.TextChoices):
        BEIDE = "beide", "Rijk en regio"
        RIJK = "rijk", "alleen het Rijk"
        REGIO = "regio", "alleen de regio"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opmerkingen", verbose_name="dossier")
    punt = models.ForeignKey(
        Agendapunt,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="opmerkingen_bij",
        verbose_name="agendapunt",
    )
    antwoord_op = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="antwoorden", verbose_name="antwoord op"
    )
    voor = models.CharField("voor", max_length=8, choices=Voor, default=Voor.BEIDE)
    tekst = models.TextField("tekst")
    gesloten_op = models.DateTimeField("afgehandeld op", null=True, blank=True)
    gesloten_door_naam = models.CharField("afgehandeld door", max_length=150, blank=True)

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["punt", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gesloten_op=None) | Q(antwoord_op=None),
                name="agreements_opmerking_gesloten",
                violation_error_message="Alleen een opmerking wordt afgehandeld, niet een antwoord daarop.",
            ),
        ]

    def __str__(self) -> str:
        return f"opmerking {self.pk}"
