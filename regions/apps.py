from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """Where and who: landsdelen, provincies, gebieden, gemeenten, organisaties."""

    name = "regions"
    verbose_name = "gebieden en organisaties"
    default_auto_field = "django.db.models.BigAutoField"
