"""What an edition holds: its list, its files, and how the list of today differs from it."""

from __future__ import annotations

import hashlib
import json
from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage

from agreements.lijst import Lijst, LijstFout
from agreements.lijst_json import uit_json
from agreements.models import Ronde, Uitgave, Uitgavebestand
from agreements.models.status import bewijs_opslag

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: Bytes of a file that are read at a time.
HAP = 1 << 20


class UitgaveBeschadigd(ValidationError):
    """Content or file of an edition is gone or no longer what was frozen; the message is a Dutch sentence."""

    def __str__(self) -> str:
        return " ".join(self.messages)


def laatste_uitgave(ronde: Ronde, *, user: User | AnonymousUser | None) -> Uitgave | None:
    """The last edition of a ronde that this user may see (None: the operator, who sees all). One query."""
    uitgaven = Uitgave.objects.filter(ronde=ronde).select_related("ronde")
    if user is not None:
        uitgaven = uitgaven.visible_to(user)
    return uitgaven.order_by("-volgnummer").first()


def uitgave_met_nummer(ronde: Ronde, nummer: str, *, user: User | AnonymousUser | None) -> Uitgave:
    """The edition with this number, or the last one for "". Raises ValidationError when the user can see no such."""
    uitgaven = Uitgave.objects.filter(ronde=ronde).select_related("ronde")
    if user is not None:
        uitgaven = uitgaven.visible_to(user)
    uitgave = (uitgaven.filter(nummer=nummer) if nummer else uitgaven).order_by("-volgnummer").first()
    if uitgave is not None:
        return uitgave
    bekend = list(uitgaven.order_by("volgnummer").values_list("nummer", flat=True))
    if not bekend:
        raise ValidationError(f"Van {ronde} is er nog geen uitgave.")
    raise ValidationError(f"Van {ronde} is er geen uitgave “{nummer}”. Kies uit: {', '.join(bekend)}.")


def lijst_van(uitgave: Uitgave) -> Lijst:
    """The list that was frozen. Raises UitgaveBeschadigd when its content is not what its checksum says."""
    if hashlib.sha256(uitgave.inhoud.encode()).hexdigest() != uitgave.sha256:
        raise UitgaveBeschadigd("De inhoud van deze uitgave is niet meer wat is vastgelegd.")
    try:
        return uit_json(json.loads(uitgave.inhoud))
    except (ValueError, LijstFout) as fout:
        raise UitgaveBeschadigd("De inhoud van deze uitgave is niet te lezen.") from fout


def open_bestand(bestand: Uitgavebestand) -> IO[bytes]:
    """The file as it was made, open at its beginning, after all of it was read to see that it is unchanged.

    Raises UitgaveBeschadigd when it is missing, cannot be read or is not the same any more: nobody is given a
    document that is not the one that was frozen.
    """
    try:
        inhoud: IO[bytes] = _opslag().open(str(bestand.bestand.name))
    except (OSError, ValueError) as fout:
        raise UitgaveBeschadigd(f"Het bestand {bestand.naam} is niet meer aanwezig.") from fout
    try:
        if som_van(inhoud) != bestand.sha256:
            raise UitgaveBeschadigd(f"Het bestand {bestand.naam} is niet meer wat is vastgelegd.")
        inhoud.seek(0)
    except OSError as fout:
        inhoud.close()
        raise UitgaveBeschadigd(f"Het bestand {bestand.naam} is niet te lezen.") from fout
    except UitgaveBeschadigd:
        inhoud.close()
        raise
    return inhoud


def som_van(bestand: Any) -> str:
    """The SHA-256 of an open file, a piece at a time."""
    som = hashlib.sha256()
    while deel := bestand.read(HAP):
        som.update(deel)
    return som.hexdigest()


def sha256sums(uitgave: Uitgave) -> str:
    """The checksums of all files of an edition, as `sha256sum --check` reads them. One query."""
    bestanden = uitgave.bestanden.order_by("volgorde")
    return "".join(f"{bestand.sha256}  {bestand.naam}\n" for bestand in bestanden)


def _opslag() -> Storage:
    opslag: Storage = bewijs_opslag()
    return opslag
