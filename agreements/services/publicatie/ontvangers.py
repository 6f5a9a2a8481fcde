"""Who is told that a list has become public."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Rol, Roltoewijzing, User
from agreements.models import Afspraak, Afstemmingspartij, Ronde


def deelnemers(ronde: Ronde) -> QuerySet[User]:
    """Everybody who took part: a role today that covers a landsdeel of the ronde, a place among the parties of an
    afstemming, or an agreement of it as dossierhouder. One query."""
    landsdelen = ronde.overleggen.order_by().values("landsdeel")
    rollen = (
        Roltoewijzing.objects.geldig_op(timezone.localdate())
        .exclude(rol=Rol.BEHEERDER)
        .filter(
            Q(rol=Rol.RIJKSREDACTEUR)
            | Q(landsdelen__in=landsdelen)
            | Q(provincies__landsdeel__in=landsdelen)
            | Q(gebieden__landsdelen__in=landsdelen)
        )
    )
    leden = Afstemmingspartij.leden.through.objects.filter(afstemmingspartij__afstemming__overleg__ronde=ronde)
    houders = Afspraak.dossierhouders.through.objects.filter(afspraak__overleg__ronde=ronde)
    return User.objects.filter(
        Q(pk__in=rollen.order_by().values("user"))
        | Q(pk__in=leden.values("user_id"))
        | Q(pk__in=houders.values("user_id")),
        is_active=True,
    ).order_by("pk")
