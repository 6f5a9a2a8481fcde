"""Who uses the application, in which role, and what they did."""

from accounts.models.auditregel import Auditregel
from accounts.models.rol import Rol, Roltoewijzing
from accounts.models.user import User
from accounts.models.vervanging import Vervanging

__all__ = ["Auditregel", "Rol", "Roltoewijzing", "User", "Vervanging"]
