"""News of the public lists, as an Atom feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from agreements.models import Ronde, Uitgave

#: So many editions stand in the feed, the newest first.
MEESTE = 50


class Uitgavefeed(Feed):
    """Every edition that was frozen as public: the list of a ronde when it opens, and each correction of it.

    The same for everybody, whoever asks; addresses are those of SITE_URL, so that they hold outside this request.
    """

    feed_type = Atom1Feed
    language = "nl"
    title = "Openbare afsprakenlijsten"
    subtitle = "De lijsten van de Bestuurlijke Overleggen Leefomgeving die openbaar zijn gemaakt, en hun correcties."
    author_name = "Afsprakenregister Leefomgeving"

    def link(self) -> str:
        return _volledig(reverse("afsprakenlijst-overzicht"))

    def feed_url(self) -> str:
        return _volledig(reverse("uitgave-feed"))

    def items(self) -> Any:
        uitgaven = Uitgave.objects.visible_to(AnonymousUser()).filter(fase=Ronde.Fase.OPENBAAR)
        return uitgaven.for_list().order_by("-op", "-pk")[:MEESTE]

    def item_title(self, item: Uitgave) -> str:
        return f"{item.titel}, uitgave {item.nummer}"

    def item_description(self, item: Uitgave) -> str:
        return item.reden or f"De lijst van {item.ronde} is openbaar."

    def item_link(self, item: Uitgave) -> str:
        return _volledig(item.get_absolute_url())

    def item_pubdate(self, item: Uitgave) -> datetime:
        return item.op

    def item_updateddate(self, item: Uitgave) -> datetime:
        return item.op


def _volledig(pad: str) -> str:
    return f"{settings.SITE_URL}{pad}"
