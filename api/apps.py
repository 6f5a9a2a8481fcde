from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The reading side for other programs."""

    name = "api"
    verbose_name = "API"
    default_auto_field = "django.db.models.BigAutoField"
