"""The one place between the neutral `Lijst` and the database: load a list into it, and take one out."""

from agreements.services.lijsten.laden import Laadresultaat, LijstWijktAf, laad_lijst
from agreements.services.lijsten.lezen import gekozen_codes, lijst_uit_database, lijst_voor_publicatie, standaardtitel
from agreements.services.lijsten.verrijken import verrijk

__all__ = [
    "Laadresultaat",
    "LijstWijktAf",
    "gekozen_codes",
    "laad_lijst",
    "lijst_uit_database",
    "lijst_voor_publicatie",
    "standaardtitel",
    "verrijk",
]
