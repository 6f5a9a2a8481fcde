from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The monitoring year: asking every side how far it is, and freezing the answer."""

    name = "monitoring"
    verbose_name = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the room below what it cannot know: a job, to remind without beat, to invite, demo data, a check."""
        from agreements.models.taak import VOORTGANG
        from agreements.services import taken
        from agreements.tasks import kijk_ook_naar
        from agreements.uitbreiding import CONTROLES, DEMO, OVERGEDRAGEN, Controle
        from monitoring.services import demo, voortgangtaken
        from monitoring.services.controle import aantal_momentopnamen, controleer_momentopnamen
        from monitoring.services.meldingen import nodig_uit
        from monitoring.tasks import herinner

        taken.SOORTEN[VOORTGANG] = voortgangtaken.maak
        kijk_ook_naar(herinner)
        OVERGEDRAGEN.append(nodig_uit)
        DEMO["publicatie"].append(demo.speel_gesloten_ronde)
        DEMO["nu"].append(demo.speel_open_ronde)
        CONTROLES.append(
            Controle(
                soort="momentopname",
                naam="momentopnamen",
                waar="monitorronde",
                zoek=controleer_momentopnamen,
                tel=aantal_momentopnamen,
            )
        )
