"""What an overleg can do with a proposed agreement."""

from __future__ import annotations

from django.db import models


class Besluit(models.TextChoices):
    """What the overleg did with the proposal; "onbekend" is an adopted agreement of a list whose proposal is lost."""

    VOORGESTELD = "voorgesteld", "voorgesteld"
    ONGEWIJZIGD = "ongewijzigd", "ongewijzigd vastgesteld"
    GEWIJZIGD = "gewijzigd", "gewijzigd vastgesteld"
    AANGEHOUDEN = "aangehouden", "aangehouden"
    VERVALLEN = "vervallen", "vervallen"
    ONBEKEND = "onbekend", "vastgesteld, voorstel niet bekend"
