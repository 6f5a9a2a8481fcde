from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The monitoring year: asking every side how far it is, and freezing the answer."""

    name = "monitoring"
    verbose_name = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from agreements.models.taak import VOORTGANG
        from agreements.services import taken
        from monitoring.services import voortgangtaken

        taken.SOORTEN[VOORTGANG] = voortgangtaken.maak
