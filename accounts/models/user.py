from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models

if TYPE_CHECKING:
    from accounts.reikwijdte import Reikwijdte


class User(AbstractUser):
    """Een persoon met een account; wat die mag, staat in de roltoewijzingen.

    Django's own groups and permissions play no part: `is_staff` only opens the admin, for a beheerder.
    """

    naam = models.CharField("naam", max_length=120, blank=True)
    functie = models.CharField("functie", max_length=120, blank=True)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.naam or self.username

    @property
    def reikwijdte(self) -> Reikwijdte:
        """What this user may see and do, read once per instance (at most four queries)."""
        from accounts.reikwijdte import reikwijdte_van

        if not hasattr(self, "_reikwijdte"):
            self._reikwijdte: Reikwijdte = reikwijdte_van(self)
        return self._reikwijdte
