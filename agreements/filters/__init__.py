"""Choosing from the agreements: the parameters of `/afspraken/`, what they mean, and how many each would give.

`AfspraakFilter` is the FilterSet; `keuzen` knows what can be chosen, `velden` reads the parameters, `tellen`
counts per choice, `volgorde` sorts and `adres` writes an address down in its one canonical form.
"""

from agreements.filters.afspraken import AfspraakFilter, Facet, Keuze

__all__ = ["AfspraakFilter", "Facet", "Keuze"]
