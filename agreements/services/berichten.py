"""Telling people something: what services write in the transaction of the act that it tells of, and reading it.

A message never holds what is under embargo: it says that there is something, and where. It goes to the pages of the
person at once and by mail after the commit (`agreements.services.post`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agreements.models import Bericht, Uitgavebestand
from agreements.tasks import start_versturen

#: So many rows go in at once; one message to all participants of a ronde is a few hundred.
STAPEL = 500
#: Why a message was not mailed that is only meant to be read in the application.
ALLEEN_HIER = "De ontvanger leest dit soort berichten alleen in de applicatie."


def stuur(*, user: User, soort: str, sleutel: str, onderwerp: str, tekst: str, adres: str = "") -> None:
    """Tell one person something, once: see `stuur_aan`."""
    stuur_aan([user], soort=soort, sleutel=sleutel, onderwerp=onderwerp, tekst=tekst, adres=adres)


@transaction.atomic
def stuur_aan(
    users: Iterable[User],
    *,
    soort: str,
    sleutel: str,
    onderwerp: str,
    tekst: str,
    adres: str = "",
    bijlage: Uitgavebestand | None = None,
    mailen: bool = True,
) -> None:
    """Tell these people something, each of them once.

    Belongs in the transaction of the act: who undoes the act undoes the message. `sleutel` names what is told
    ("afstemming 12 begonnen"); a second message with that key to the same person is not made, also when two do it at
    the same moment. `adres` is the path of the page that it is about, `bijlage` a document of an edition that goes with
    the mail to who may see it then. Without `mailen` it is only to be read in the application. Has no `by` and no
    permission of its own: the act that it tells of has both.

    Raises ValueError for an address outside the application.
    """
    if adres and (not adres.startswith("/") or adres.startswith("//")):
        raise ValueError(f"Een bericht wijst naar een pagina van de applicatie, niet naar {adres!r}.")
    # By key, so that two who tell the same people something wait for each other instead of locking up.
    ontvangers = sorted({user.pk for user in users})
    if not ontvangers:
        return
    Bericht.objects.bulk_create(
        [
            Bericht(
                user_id=pk,
                soort=soort,
                sleutel=sleutel,
                onderwerp=" ".join(onderwerp.split())[:200],
                tekst=tekst.strip(),
                adres=adres,
                bijlage=bijlage,
                **({} if mailen else {"opgegeven_op": timezone.now(), "fout": ALLEEN_HIER}),
            )
            for pk in ontvangers
        ],
        batch_size=STAPEL,
        ignore_conflicts=True,
    )
    if mailen:
        transaction.on_commit(start_versturen)


def markeer_gelezen(*, by: User, bericht: Bericht | None = None) -> int:
    """Mark one's own message as read, or all of them; returns how many were not yet."""
    eigen = Bericht.objects.visible_to(by).filter(gelezen_op=None)
    if bericht is not None:
        eigen = eigen.filter(pk=bericht.pk)
    return eigen.update(gelezen_op=timezone.now())
