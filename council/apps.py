from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "council"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter event types, rules, views and reactions of both halves of this app."""
        from council import offers, reactions  # noqa: F401
        from council.rooms import events as room_events  # noqa: F401
        from council.rooms import origins, upkeep  # noqa: F401
        from council.rooms import rules as room_rules  # noqa: F401
        from council.rooms import serializers as room_serializers  # noqa: F401
        from council.seats import events as seat_events  # noqa: F401
        from council.seats import rules as seat_rules  # noqa: F401
        from council.seats import serializers as seat_serializers  # noqa: F401
        from council.seats.entry import enter_councils

        enter_councils()
