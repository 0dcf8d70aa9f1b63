"""Files of figures that an organisation sends in: looked at first, then done whole or not at all."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import PersonActor
from accounts.files import clean_name
from events import clock
from events.action import action
from events.errors import Invalid, Stale
from network.goals.actions.common import organisation_of
from network.goals.actions.returns import open_return, write_values
from network.goals.exchange.importing import kept, plan_view
from network.goals.exchange.planning import Plan, plan_for
from network.goals.exchange.tidy import Line
from network.goals.models import Import

_TOLD = 50
"""Refused rows that an error names."""


@action("network.import_values", on="council")
def keep_import(*, actor: PersonActor, council: Any, name: str, lines: Sequence[Line]) -> Import:
    """Keep the rows of a file that has been looked at, until they are done or a day has passed.

    Raises:
        Invalid: some of them are refused. Nothing of such a file is kept.
    """
    _must_be_in_order(plan_for(actor, council, lines))
    return Import.objects.create(
        council=council,
        organisation=organisation_of(actor),
        person=actor.person,
        name=clean_name(name),
        lines=kept(lines),
        kept_at=clock.now(),
    )


@action("network.import_values", on="council")
def import_values(*, actor: PersonActor, council: Any, name: str, lines: Sequence[Line], expected: str = "") -> Import:
    """Write the values of a file into the reports of the actor's own organisation: all of them, or none.

    Reports that have not been begun are begun. What is written is a draft as if it had been typed.

    Args:
        expected: the digest of what was looked at; empty to do whatever the file says now.

    Raises:
        Stale: something has changed since it was looked at.
        Invalid: a row is refused; keyed by `rows.<line>.<column>`.
    """
    plan = plan_for(actor, council, lines)
    if expected and plan.digest != expected:
        raise Stale(_("Something has changed since you looked at this. See what would happen now."))
    _must_be_in_order(plan)
    by_id = {one.pk: one for one in plan.known.indicators.values()}
    periods = {one.pk: one for one in plan.known.periods.values()}
    for (indicator, period), values in plan.writes.items():
        version = plan.versions[indicator, period]
        report = plan.known.reports.get((indicator, period)) or open_return(
            actor=actor, indicator=by_id[indicator], period=periods[period]
        )
        write_values(actor=actor, report=report, values=values, expected=version or 1)
    now = clock.now()
    done = Import.objects.create(
        council=council,
        organisation=organisation_of(actor),
        person=actor.person,
        name=clean_name(name),
        outcome=plan_view(plan),
        kept_at=now,
        applied_at=now,
    )
    _forget_looked_at(done)
    return done


def _forget_looked_at(done: Import) -> None:
    """Forget what the person has looked at in this council: it would no longer do what it showed."""
    Import.objects.filter(
        council=done.council, organisation=done.organisation, person=done.person, applied_at__isnull=True
    ).delete()


def _must_be_in_order(plan: Plan) -> None:
    refused = plan.refused
    if not refused:
        return
    words = ngettext(
        "%(count)d row is refused, so nothing has been stored.",
        "%(count)d rows are refused, so nothing has been stored.",
        len(refused),
    ) % {"count": len(refused)}
    fields: dict[str, list[object]] = {}
    for one in refused[:_TOLD]:
        for fault in one.faults:
            fields.setdefault(f"rows.{one.line}.{fault.column or 'row'}", []).append(fault.words)
    raise Invalid(words, fields=fields)
