"""Log-in with a password, and with the account of each request how many messages wait for it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, Q

from accounts.models import User


class InlogMetBerichten(ModelBackend):
    """Django's own. Reading the account of a request also counts its unread messages, which the head of every page
    shows: no query of its own, and none in a template.
    """

    def get_user(self, user_id: Any) -> User | None:
        ongelezen = Count("berichten", filter=Q(berichten__gelezen_op=None))
        user = User.objects.annotate(ongelezen_berichten=ongelezen).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
