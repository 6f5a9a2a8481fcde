"""Where and who."""

from regions.models.gebied import Gebied
from regions.models.gemeente import Gemeente
from regions.models.landsdeel import Landsdeel
from regions.models.organisatie import Organisatie, OrganisatieNaam
from regions.models.provincie import Provincie

__all__ = ["Gebied", "Gemeente", "Landsdeel", "Organisatie", "OrganisatieNaam", "Provincie"]
