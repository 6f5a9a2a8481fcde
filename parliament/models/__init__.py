"""The tables of what is told to Parliament, one file per noun."""

from parliament.models.cijfer import Cijfer, Cijferpublicatie, Cijferversie
from parliament.models.hoeveelheid import Hoeveelheid, Hoeveelheidversie
from parliament.models.motie import Motie, Motiestatus, Motiewijziging, Uitvoering

__all__ = [
    "Cijfer",
    "Cijferpublicatie",
    "Cijferversie",
    "Hoeveelheid",
    "Hoeveelheidversie",
    "Motie",
    "Motiestatus",
    "Motiewijziging",
    "Uitvoering",
]
