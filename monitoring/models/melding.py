"""What waits to be told to a person about a monitorronde, and which kinds a person wants no mail about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from agreements.models import Bericht
from monitoring.models.monitorronde import Monitorronde

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Meldingsoort(models.TextChoices):
    """What the application tells about a monitorronde."""

    UITNODIGING = "uitnodiging", "Uitnodiging: er wordt om uw stand van zaken gevraagd"
    HERINNERING = "herinnering", "Herinnering: u hebt nog niet alles beantwoord"
    TE_LAAT = "te_laat", "Te laat: de uiterste dag is voorbij"
    BEDANKT = "bedankt", "Bedankt: u hebt alles beantwoord"
    WIJZIGING = "wijziging", "Wijziging: een andere uiterste dag, of de vraag is ingetrokken"


class EigenQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(user=user) if user.is_authenticated else self.none()


class Melding(models.Model):
    """Dat iemand iets over een monitorronde te horen krijgt: één keer per soort, ronde en dag.

    It becomes (a part of) one message a day. The words are made then, from how it stands at that moment; what no
    longer matters, or is about what the person may not see, is told no more and has no `bericht`.
    """

    Soort = Meldingsoort

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meldingen", verbose_name="gebruiker"
    )
    monitorronde = models.ForeignKey(
        Monitorronde, on_delete=models.PROTECT, related_name="meldingen", verbose_name="monitorronde"
    )
    soort = models.CharField("soort", max_length=12, choices=Meldingsoort)
    dag = models.DateField("dag")
    verwerkt_op = models.DateTimeField("verwerkt op", null=True, blank=True)
    bericht = models.ForeignKey(
        Bericht, on_delete=models.PROTECT, null=True, blank=True, related_name="meldingen", verbose_name="bericht"
    )

    objects = EigenQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "soort", "monitorronde", "dag"], name="monitoring_melding_een_keer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.soort} {self.monitorronde_id} {self.dag}"


class Berichtvoorkeur(models.Model):
    """Een soort bericht waarover iemand geen mail wil; in de applicatie blijft het te lezen."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="berichtvoorkeuren", verbose_name="gebruiker"
    )
    soort = models.CharField("soort", max_length=12, choices=Meldingsoort)

    objects = EigenQuerySet.as_manager()

    class Meta:
        verbose_name = "berichtvoorkeur"
        verbose_name_plural = "berichtvoorkeuren"
        ordering = ["user", "soort"]
        constraints = [
            models.UniqueConstraint(fields=["user", "soort"], name="monitoring_berichtvoorkeur_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.soort}"
