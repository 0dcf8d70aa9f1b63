from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter event types, rules, views and what belongs to snapshots."""
        from workshops import links, offers, telling  # noqa: F401
        from workshops.ballots import events as ballot_events  # noqa: F401
        from workshops.ballots import items  # noqa: F401
        from workshops.ballots import serializers as ballot_serializers  # noqa: F401
        from workshops.ballots import snapshot as ballot_snapshot  # noqa: F401
        from workshops.boards import events as board_events  # noqa: F401
        from workshops.boards import rules as board_rules  # noqa: F401
        from workshops.boards import serializers as board_serializers  # noqa: F401
        from workshops.boards import snapshot as board_snapshot  # noqa: F401
        from workshops.demo import load  # noqa: F401
        from workshops.outcomes import actions as outcome_actions  # noqa: F401
        from workshops.outcomes import events as outcome_events  # noqa: F401
        from workshops.outcomes import origins as outcome_origins  # noqa: F401
        from workshops.outcomes import rules as outcome_rules  # noqa: F401
        from workshops.outcomes import serializers as outcome_serializers  # noqa: F401
        from workshops.outcomes import snapshot as outcome_snapshot  # noqa: F401
        from workshops.outcomes import ways  # noqa: F401
        from workshops.plans import events as plan_events  # noqa: F401
        from workshops.plans import rules as plan_rules  # noqa: F401
        from workshops.records import events as record_events  # noqa: F401
        from workshops.records import rules as record_rules  # noqa: F401
        from workshops.records import upkeep as record_upkeep  # noqa: F401
        from workshops.registering import events as registering_events  # noqa: F401
        from workshops.registering import reactions as registering_reactions  # noqa: F401
        from workshops.registering import rules as registering_rules  # noqa: F401
        from workshops.registering import serializers as registering_serializers  # noqa: F401
        from workshops.registering import snapshot as registering_snapshot  # noqa: F401
        from workshops.registering import upkeep as registering_upkeep  # noqa: F401
        from workshops.sessions import events as session_events  # noqa: F401
        from workshops.sessions import presence  # noqa: F401
        from workshops.sessions import rules as session_rules  # noqa: F401
        from workshops.sessions import serializers as session_serializers  # noqa: F401
        from workshops.tables import actions as table_actions  # noqa: F401
        from workshops.tables import events as table_events  # noqa: F401
        from workshops.tables import rules as table_rules  # noqa: F401
        from workshops.tables import serializers as table_serializers  # noqa: F401
        from workshops.tables import snapshot as table_snapshot  # noqa: F401
        from workshops.talks import asking, speaking  # noqa: F401
        from workshops.talks import events as talk_events  # noqa: F401
        from workshops.talks import serializers as talk_serializers  # noqa: F401
        from workshops.talks import snapshot as talk_snapshot  # noqa: F401
