from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter event types, rules, views and reactions of this app, and listen to Wagtail."""
        from cms.publishing import entry, events, rules, serializers  # noqa: F401
