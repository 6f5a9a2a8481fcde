from django.db import models


class Zijde(models.TextChoices):
    """The two sides that are asked, each for itself; the same words as in `Statuswijziging.Zijde`."""

    RIJK = "rijk", "Rijk"
    REGIO = "regio", "regio"
