"""Is this file an unchanged document of an edition? Asked by whoever was sent one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import File

from agreements.lijst import LijstFout
from agreements.lijst_json import canoniek, uit_json
from agreements.models import Uitgave, Uitgavebestand

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: A file up to this size is also read as a list in JSON, to see whether its content is that of an edition.
MEESTE_JSON = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkenning:
    """What a file proved to be: its checksum, and the editions that it is a document or the content of.

    `inhoud` has the editions whose list is in the file while the file itself is not theirs: JSON that was saved
    anew, with other white space or in another order.
    """

    sha256: str
    grootte: int
    bestanden: tuple[Uitgavebestand, ...] = ()
    inhoud: tuple[Uitgave, ...] = ()

    @property
    def is_ongewijzigd(self) -> bool:
        return bool(self.bestanden)


def herken(bestand: File[bytes], *, user: User | AnonymousUser, grootst: int) -> Herkenning:
    """Compare a file with everything in the editions that this user may see; it is read and not kept.

    What the user may not see is not told apart from what does not exist. Raises ValidationError for a file of more
    than `grootst` bytes, also when its size was not known beforehand.
    """
    som = hashlib.sha256()
    grootte = 0
    klein: list[bytes] | None = []
    for stuk in bestand.chunks():
        grootte += len(stuk)
        if grootte > grootst:
            raise ValidationError(
                f"Dit bestand is te groot. Het mag hoogstens {grootst // 1024 // 1024} MB zijn; "
                "een document van een uitgave is altijd kleiner."
            )
        som.update(stuk)
        if klein is not None:
            klein.append(stuk)
            if grootte > MEESTE_JSON:
                klein = None
    if not grootte:
        raise ValidationError("Dit bestand is leeg. Kies het document dat u wilt controleren.")
    bestanden = (
        Uitgavebestand.objects.visible_to(user)
        .filter(sha256=som.hexdigest())
        .select_related("uitgave__ronde")
        .defer("uitgave__inhoud")
        .order_by("uitgave__ronde", "uitgave__volgnummer", "volgorde")
    )
    gevonden = tuple(bestanden)
    return Herkenning(
        sha256=som.hexdigest(),
        grootte=grootte,
        bestanden=gevonden,
        inhoud=() if gevonden or klein is None else _met_inhoud(b"".join(klein), user),
    )


def _met_inhoud(inhoud: bytes, user: User | AnonymousUser) -> tuple[Uitgave, ...]:
    """The editions whose content this JSON is, however it was laid out; none when it is no list."""
    if not inhoud.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ()
    try:
        som = hashlib.sha256(canoniek(uit_json(json.loads(inhoud)))).hexdigest()
    except (ValueError, LijstFout, RecursionError, OverflowError):
        return ()
    return tuple(Uitgave.objects.visible_to(user).filter(sha256=som).for_list())
