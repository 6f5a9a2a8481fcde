"""What the versions of a thing have in common: rows that are only added, numbered from 1."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef


class VersieQuerySet(models.QuerySet[Any]):
    #: The field that names of what it is a version.
    van = ""

    def laatste(self) -> Any:
        """The keys of the last of these per thing, for a subquery."""
        nieuwer = self.filter(**{self.van: OuterRef(self.van)}, nummer__gt=OuterRef("nummer")).order_by()
        return self.filter(~Exists(nieuwer)).order_by().values("pk")
