from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter event types, rules, views and reactions of this app, and listen to Wagtail."""
        from cms.answers import topics  # noqa: F401
        from cms.consultation import entry as consultation_entry  # noqa: F401
        from cms.consultation import events as consultation_events  # noqa: F401
        from cms.consultation import inputs  # noqa: F401
        from cms.consultation import rules as consultation_rules  # noqa: F401
        from cms.consultation import serializers as consultation_serializers  # noqa: F401
        from cms.consultation import telling as consultation_telling  # noqa: F401
        from cms.demo import load as demo  # noqa: F401
        from cms.editing import setting_up as drafting
        from cms.pages.reading import (  # noqa: F401  # noqa: F401
            accessibility,
            calendar,
            contacts,
            glossary,
            guide,
            knowledge,
            measures,
            news,
            policy,
            responsibilities,
            standard,
            start,
        )
        from cms.policy import actions as policy_actions  # noqa: F401
        from cms.policy import events as policy_events  # noqa: F401
        from cms.policy import rules as policy_rules  # noqa: F401
        from cms.policy import ties  # noqa: F401
        from cms.publishing import entry, events, rules, serializers, upkeep  # noqa: F401
        from cms.reach import entry as reach_entry  # noqa: F401
        from cms.search import entry as search_entry  # noqa: F401

        drafting.enter()
