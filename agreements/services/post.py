"""Mailing the messages that wait. Any number of processes may do so at once.

A message is claimed before it is sent: one conditional update counts the attempt and sets the moment of the next, and
who did not change the row leaves the message alone. So two workers never mail the same thing. A process that dies
between the mail server's yes and the note of it mails that one message again after the wait, with the same Message-ID,
by which a mail server can tell. The other choice, noting it first, would lose the message in that moment: here nothing
is lost, and at most the one message that was under way comes twice.
"""

from __future__ import annotations

import logging
import smtplib
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from agreements.models import Bericht, Uitgavebestand
from agreements.services.taakloop import volhard

log = logging.getLogger(__name__)

#: How long is waited after each attempt; after the last one it is given up. Longer than one mail can take.
WACHTTIJDEN = tuple(
    timedelta(minutes=minuten) for minuten in (5, 15, 60, 4 * 60, 4 * 60, 8 * 60, 12 * 60, 24 * 60, 24 * 60, 24 * 60)
)
#: No new message is begun after so many seconds: the next run goes on, and the time limit of a worker is not met.
LANGST = 60.0
#: So many are looked up at once.
STAPEL = 200


class ServerWegFout(Exception):
    """The mail server does not answer or takes nothing from us: the others need not be tried now."""


@dataclass(slots=True)
class Uitslag:
    """What came of one run."""

    verzonden: int = 0
    mislukt: int = 0
    alleen_in_applicatie: int = 0


def verstuur() -> dict[str, int]:
    """Mail what has its turn, oldest first, until the mail server fails or the time is up.

    Raises nothing: what fails is noted with the message, which is tried again later.
    """
    uitslag = Uitslag()
    einde = time.monotonic() + LANGST
    verbinding = get_connection()
    try:
        while time.monotonic() < einde:
            stapel = list(Bericht.objects.te_versturen(timezone.now()).select_related("user", "bijlage")[:STAPEL])
            if not stapel:
                break
            for bericht in stapel:
                if time.monotonic() >= einde:
                    break
                _verstuur_een(bericht, verbinding, uitslag)
    except ServerWegFout as fout:
        log.warning("De mailserver nam niets aan; er wordt later opnieuw geprobeerd: %s", fout)
    finally:
        _sluit(verbinding)
    if uitslag.verzonden or uitslag.mislukt:
        log.info("Berichten gemaild: %s, mislukt: %s", uitslag.verzonden, uitslag.mislukt)
    return asdict(uitslag)


def _verstuur_een(bericht: Bericht, verbinding: BaseEmailBackend, uitslag: Uitslag) -> None:
    if not (bericht.user.is_active and bericht.user.email):
        _sluit_af(bericht, "Het account is niet actief of heeft geen e-mailadres.")
        uitslag.alleen_in_applicatie += 1
    elif bericht.pogingen >= len(WACHTTIJDEN):
        # The process of the last attempt died; whether that one arrived is not known.
        _sluit_af(bericht, bericht.fout or "De laatste poging is onderbroken.")
        uitslag.mislukt += 1
    elif _claim(bericht):
        try:
            _mail(bericht, verbinding)
        except Exception as fout:
            uitslag.mislukt += 1
            _noteer_fout(bericht, fout)
            _sluit(verbinding)
            if _is_van_de_server(fout):
                raise ServerWegFout(str(fout)) from fout
        else:
            nu = timezone.now()
            volhard(lambda: Bericht.objects.filter(pk=bericht.pk).update(verzonden_op=nu, fout=""))
            uitslag.verzonden += 1


def _claim(bericht: Bericht) -> bool:
    """Count the attempt and put off the next; False when another process was first."""
    volgende = timezone.now() + WACHTTIJDEN[bericht.pogingen]
    mijn = Bericht.objects.filter(
        pk=bericht.pk, pogingen=bericht.pogingen, verzonden_op=None, opgegeven_op=None
    ).update(pogingen=F("pogingen") + 1, volgende_poging_op=volgende)
    return mijn == 1


def _mail(bericht: Bericht, verbinding: BaseEmailBackend) -> None:
    verbinding.open()
    mail = EmailMessage(
        subject=bericht.onderwerp,
        body=render_to_string("agreements/mail/bericht.txt", {"bericht": bericht, "site": settings.SITE_URL}),
        to=[bericht.user.email],
        headers={
            "Message-ID": message_id(bericht),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
        connection=verbinding,
    )
    if bijlage := _bijlage(bericht):
        with bijlage.bestand.open("rb") as document:
            mail.attach(bijlage.naam, document.read(), bijlage.mediatype)
    mail.send()


def _bijlage(bericht: Bericht) -> Uitgavebestand | None:
    """The document that goes with it, if who gets it may see that now."""
    if bericht.bijlage is None:
        return None
    return Uitgavebestand.objects.visible_to(bericht.user).filter(pk=bericht.bijlage.pk).first()


def message_id(bericht: Bericht) -> str:
    """The same at every attempt, and of no other message."""
    waar = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<bericht-{bericht.pk}-{bericht.gemaakt_op:%Y%m%d%H%M%S%f}@{waar}>"


def _noteer_fout(bericht: Bericht, fout: Exception) -> None:
    if bericht.pogingen + 1 >= len(WACHTTIJDEN):
        log.error("Bericht %s is na %s pogingen niet gemaild", bericht.pk, bericht.pogingen + 1)
        _sluit_af(bericht, _zin(fout))
    else:
        log.warning("Bericht %s kon niet worden gemaild: %s", bericht.pk, type(fout).__name__)
        volhard(lambda: Bericht.objects.filter(pk=bericht.pk, verzonden_op=None).update(fout=_zin(fout)))


def _sluit_af(bericht: Bericht, reden: str) -> None:
    """Mail it no more; in the application it stays to be read."""
    nu = timezone.now()
    volhard(
        lambda: Bericht.objects.filter(pk=bericht.pk, verzonden_op=None, opgegeven_op=None).update(
            opgegeven_op=nu, fout=reden
        )
    )


def _is_van_de_server(fout: Exception) -> bool:
    """Whether it is about the mail server or our account there, and not about this one message or its receiver."""
    if isinstance(fout, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)):
        return False
    return isinstance(fout, OSError)  # SMTPException is one; so are a refused connection and a time-out


def _zin(fout: Exception) -> str:
    return f"{type(fout).__name__}: {fout}"[:1000]


def _sluit(verbinding: BaseEmailBackend) -> None:
    """Hang up, however the connection is; the next message opens it again."""
    try:
        verbinding.close()
    except Exception:
        log.debug("De verbinding met de mailserver kon niet netjes worden gesloten", exc_info=True)
