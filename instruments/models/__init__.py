from __future__ import annotations

from instruments.models.bron import Bron
from instruments.models.instrument import Instrument
from instruments.models.uitspraak import Handeling, Precisie, Stand, Uitspraak
from instruments.models.versie import Instrumentversie

__all__ = ["Bron", "Handeling", "Instrument", "Instrumentversie", "Precisie", "Stand", "Uitspraak"]
