"""Who may do what with the instruments. What one may see is decided by `visible_to` of the source."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from accounts.actoren import Actor, Systeem


def mag_uitspraken_vastleggen(actor: Actor) -> bool:
    """Recording and correcting what a source says of an instrument is the Rijksredacteur's."""
    return isinstance(actor, Systeem) or actor.reikwijdte.is_rijksredacteur


def eis_vastleggen(actor: Actor) -> None:
    """Refuse with 403 who may not record or correct a statement."""
    if not mag_uitspraken_vastleggen(actor):
        raise PermissionDenied("Alleen een Rijksredacteur legt vast wat een bron over een instrument zegt.")
