from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from agreements.models.overleg import Ronde


class Termijn(models.Model):
    """Een tijdsaanduiding uit de tekst van een afspraak, zoals geschreven, met de dagen die zij omvat.

    `van` and `tot` are the first and last day; either can be open. `overleg_naam` is the meeting it hangs on,
    and `overleg` that meeting where it is known. `is_termijn` says whether something is to be done by then; a
    phrase that tells of the past, names a horizon or is vague is kept but never makes anything late.

    Beside the phrases of the text at most one is `ingevoerd`: what was decided about the deadline since. While there is
    one it is what counts.
    """

    #: The soort of what was decided when that is: there is no deadline.
    GEEN = "geen"
    #: And what stands for its phrase.
    GEEN_FRASE = "geen termijn"
    #: Where what was decided stands: behind every phrase of the text.
    VOLGORDE_BESLUIT = 9999

    class Herkomst(models.TextChoices):
        GEVONDEN = "gevonden", "gevonden in de tekst"
        BEVESTIGD = "bevestigd", "bevestigd"
        INGEVOERD = "ingevoerd", "ingevoerd"

    afspraak = models.ForeignKey(
        "agreements.Afspraak", on_delete=models.PROTECT, related_name="termijnen", verbose_name="afspraak"
    )
    volgorde = models.PositiveSmallIntegerField("volgorde")
    frase = models.CharField("zoals geschreven", max_length=200)
    soort = models.CharField("soort", max_length=12)
    van = models.DateField("eerste dag", null=True, blank=True)
    tot = models.DateField("laatste dag", null=True, blank=True)
    overleg_naam = models.CharField("hangt aan", max_length=80, blank=True)
    overleg = models.ForeignKey(
        Ronde,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="termijnen",
        verbose_name="overleg",
    )
    is_termijn = models.BooleanField("moet dan gereed zijn", default=True)
    herkomst = models.CharField("herkomst", max_length=10, choices=Herkomst, default=Herkomst.GEVONDEN)

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["afspraak", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["afspraak", "volgorde"], name="agreements_termijn_volgorde_uniek"),
            models.CheckConstraint(
                condition=Q(van=None) | Q(tot=None) | Q(van__lte=F("tot")),
                name="agreements_termijn_dagen",
                violation_error_message="De laatste dag van de termijn ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return self.frase

    @property
    def is_besloten(self) -> bool:
        """Whether it was decided, and does not stand in the text."""
        return self.herkomst == self.Herkomst.INGEVOERD

    def als_oud(self) -> dict[str, Any]:
        """What is kept of it when the rows of its agreement change: all that is shown of it."""
        oud = {veld: getattr(self, veld) for veld in _BEWAARD}
        return oud | {veld: dag.isoformat() for veld in ("van", "tot") if (dag := oud[veld])}

    @classmethod
    def uit_oud(cls, afspraak: int, oud: Mapping[str, Any]) -> Self:
        """A row as it was, of the agreement with this primary key; not in the database."""
        dagen = {veld: date.fromisoformat(oud[veld]) for veld in ("van", "tot") if oud[veld]}
        return cls(afspraak_id=afspraak, **{**oud, **dagen})


_BEWAARD = ("volgorde", "frase", "soort", "van", "tot", "overleg_naam", "is_termijn", "herkomst")
