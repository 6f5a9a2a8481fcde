from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The monitoring year: asking every side how far it is, and freezing the answer."""

    name = "monitoring"
    verbose_name = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the room below what it cannot know: a job, to remind when there is no beat, and the demo data."""
        from agreements.models.taak import VOORTGANG
        from agreements.services import taken
        from agreements.services.demodelen import speel_ook
        from agreements.tasks import kijk_ook_naar
        from monitoring.services import voortgangtaken
        from monitoring.tasks import herinner

        taken.SOORTEN[VOORTGANG] = voortgangtaken.maak
        kijk_ook_naar(herinner)
        speel_ook("publicatie", "monitoring.services.demo.speel_gesloten_ronde")
        speel_ook("nu", "monitoring.services.demo.speel_open_ronde")
