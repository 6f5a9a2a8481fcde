"""The project as an application (checks, signals, Celery) and the Django admin behind our own log-in."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class BolappConfig(AppConfig):
    name = "bolapp"
    verbose_name = "Afsprakenregister"

    def ready(self) -> None:
        # Imported for what they register: the Celery app that shared tasks find, a check, a signal receiver.
        from bolapp import celery, checks, sessions  # noqa: F401


class BeheerConfig(AdminConfig):
    default_site = "bolapp.admin_site.BeheerSite"
