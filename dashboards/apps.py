from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """The reading side: start page, map and dashboards."""

    name = "dashboards"
    verbose_name = "dashboards"
    default_auto_field = "django.db.models.BigAutoField"
