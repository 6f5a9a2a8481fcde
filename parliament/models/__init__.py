"""The tables of what is told to Parliament, one file per noun."""

from parliament.models.motie import Motie, Motiestatus, Motiewijziging, Uitvoering

__all__ = ["Motie", "Motiestatus", "Motiewijziging", "Uitvoering"]
