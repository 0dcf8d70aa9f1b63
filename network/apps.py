from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter event types, rules, views and reactions of this app."""
        from network import offers  # noqa: F401
        from network.goals import events, reactions, rules  # noqa: F401
        from network.goals.exchange import upkeep  # noqa: F401
        from network.goals.reminders import sending  # noqa: F401
        from network.goals.serializers import live  # noqa: F401
