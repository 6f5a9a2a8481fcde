from __future__ import annotations

from typing import Any, Self

from django.db import models


class AuditregelQuerySet(models.QuerySet[Any]):
    def van_object(self, soort: str, sleutel: str) -> Self:
        """The lines about one object, oldest first."""
        return self.filter(object_soort=soort, object_sleutel=sleutel).order_by("pk")


class Auditregel(models.Model):
    """Een regel in het logboek: wie deed wat, waaraan, wanneer, vanwaar en met welk resultaat.

    Holds what BIO2 8.15.01 asks of a log line. No foreign keys: the log never constrains live data, and a user
    or object that goes leaves the line as it was. The database refuses change and deletion.
    """

    append_only = True

    op = models.DateTimeField("tijdstip", auto_now_add=True, db_index=True)
    actie = models.CharField("actie", max_length=60)
    object_soort = models.CharField("soort object", max_length=40, blank=True)
    object_sleutel = models.CharField("object", max_length=200, blank=True)
    resultaat = models.CharField("resultaat", max_length=20, default="gelukt")
    actor = models.CharField("actor", max_length=150)
    actor_naam = models.CharField("naam van de actor", max_length=150, blank=True)
    oorsprong = models.CharField("oorsprong", max_length=60, blank=True)
    details = models.JSONField("bijzonderheden", default=dict, blank=True)

    objects = AuditregelQuerySet.as_manager()

    class Meta:
        verbose_name = "auditregel"
        verbose_name_plural = "auditregels"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_soort", "object_sleutel"], name="accounts_audit_object")]

    def __str__(self) -> str:
        # Without the object: that may be a secret, and a name is shown everywhere.
        return f"{self.op:%Y-%m-%d %H:%M} {self.actor}: {self.actie}"
