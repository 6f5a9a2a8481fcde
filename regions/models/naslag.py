"""What all reference data shares: a natural key, and a memory of what was loaded from `fixtures/`."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class NaslagQuerySet(models.QuerySet[Any]):
    """Questions to reference data."""

    def visible_to(self, user: Any) -> Self:
        """Reference data is no secret: everybody who may open a page may see all of it."""
        return self


class NaslagManager(models.Manager[Any]):
    def get_by_natural_key(self, *sleutel: str) -> Any:
        return self.get(**dict(zip(self.model.NATUURLIJKE_SLEUTEL, sleutel, strict=True)))


class Naslag(models.Model):
    """A row of reference data.

    `geladen` holds the values as `load_reference` last wrote them. A field that still has that value may be
    renewed by a later load; one that differs was changed by a beheerder and is left alone.
    """

    NATUURLIJKE_SLEUTEL: tuple[str, ...] = ("slug",)

    bron = models.CharField("bron", max_length=300, blank=True, help_text="Waar dit gegeven vandaan komt.")
    geladen = models.JSONField("zoals geladen", default=dict, blank=True, editable=False)

    objects = NaslagManager.from_queryset(NaslagQuerySet)()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str, ...]:
        return tuple(getattr(self, veld) for veld in self.NATUURLIJKE_SLEUTEL)
