from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, their roles with scope, sign-on and the audit log."""

    name = "accounts"
    verbose_name = "accounts en rollen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import aanmeldingen  # noqa: F401 - imported for its receivers
