from __future__ import annotations

from django.db import models


class Zoekdocument(models.Model):
    """De doorzoekbare woorden van een afspraak: gestamd en zonder accenten, zie `agreements.zoeken`.

    A table of its own, because the full-text index hangs on it: GIN on PostgreSQL, FTS5 on SQLite.
    """

    afspraak = models.OneToOneField(
        "agreements.Afspraak",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="zoekdocument",
        verbose_name="afspraak",
    )
    woorden = models.TextField("woorden")

    class Meta:
        verbose_name = "zoekdocument"
        verbose_name_plural = "zoekdocumenten"

    def __str__(self) -> str:
        return f"zoekdocument {self.afspraak_id}"
