from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the event types, rules and reactions of this app."""
        from accounts import actions, events, mail, rules, seen  # noqa: F401
