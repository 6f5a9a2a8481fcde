from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """What was agreed, when, and what became of it."""

    name = "agreements"
    verbose_name = "afspraken"
    default_auto_field = "django.db.models.BigAutoField"
