"""Reporting: a draft that is the organisation's own, sent, reviewed by somebody else, and then published."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts import files
from accounts.actor import PersonActor
from accounts.text import clean_text
from events import clock
from events.action import action
from events.errors import Conflict, Invalid
from events.recording import record
from network.goals import events
from network.goals.actions.common import given_reason, must_be, one_of_each, organisation_of, touch_indicator
from network.goals.figures import FIGURES
from network.goals.fitting import EDITABLE as EDITABLE
from network.goals.fitting import cleaned_texts, must_be_editable, must_fit, must_not_be_locked
from network.goals.models import Cell, Indicator, Period, Return, Value
from network.goals.numbers import Written

WITHOUT_FIGURES = {Return.State.NOTHING, Return.State.NOT_OURS}
_NUMBERS = ["operator", "number", "high", "numerator", "denominator", "measured_on"]


@action("network.open_return", on="indicator")
def open_return(*, actor: PersonActor, indicator: Indicator, period: Period) -> Return:
    """Begin to report an indicator for a period, or go on where somebody in the organisation has begun."""
    organisation = organisation_of(actor)
    if period.council_id != indicator.council_id or period.calendar != indicator.calendar:
        raise Invalid(fields={"period": [_("This figure is not reported for that period.")]})
    found = Return.objects.filter(indicator=indicator, organisation=organisation, period=period).first()
    if found is not None:
        return found
    must_not_be_locked(period)
    report = Return.objects.create(indicator=indicator, organisation=organisation, period=period, author=actor.person)
    record(events.ReturnOpened(**_facts(report)))
    return report


@action("network.write_values", on="report")
def write_values(
    *, actor: PersonActor, report: Return, values: Sequence[Written], expected: int, comment: str | None = None
) -> Return:
    """Fill in, change or empty the cells that are named; the others stay as they are.

    What is sent as it already stands is nobody's change: whoever wrote it first goes on being its writer.

    Raises:
        Stale: a colleague has changed the return since version `expected`.
        Conflict: it has been sent or settled, or the period is locked.
        Invalid: a cell that does not exist or comes twice, or a number that does not fit the indicator; keyed by
            `values.<place>.<field>`.
    """
    must_be(report.version, expected)
    must_be_editable(report)
    cells = {cell.key: cell for cell in report.indicator.cells.all()}
    one_of_each((one.cell for one in values), field="values")
    for place, one in enumerate(values):
        must_fit(report.indicator, one, cells, f"values.{place}")
    there = {one.cell.key: one for one in report.values.filter(approved=False).select_related("cell")}
    written = {
        one.cell: _write(actor, report, cells[one.cell], one, there.get(one.cell), f"values.{place}")
        for place, one in enumerate(values)
    }
    said = report.comment
    if comment is not None:
        report.comment = clean_text(comment, field="comment", limit=1000, required=False)
    if not any(written.values()) and report.comment == said:
        return report
    report.author = actor.person
    report.reviewer = None
    _moved(report, report.state)
    record(events.ValuesWritten(**_facts(report), cells=sorted(key for key, changed in written.items() if changed)))
    return report


def _write(actor: PersonActor, report: Return, cell: Cell, one: Written, there: Value | None, field: str) -> bool:
    """Let a cell hold what was written; return whether that is a change."""
    if one.is_empty:
        if there is not None:
            there.delete()
        return there is not None
    holds = {**{name: getattr(one, name) for name in _NUMBERS}, **cleaned_texts(one, field)}
    if there is not None and all(getattr(there, name) == value for name, value in holds.items()):
        return False
    Value.objects.update_or_create(
        report=report,
        cell=cell,
        approved=False,
        defaults={**holds, "written_by": actor.person, "written_at": clock.now()},
    )
    return True


@action("network.write_values", on="report")
def attach_evidence(
    *, actor: PersonActor, report: Return, cell: str, file: UploadedFile[bytes], expected: int
) -> Return:
    """Put a file beside a value that shows where it comes from. A second file takes the first one's place."""
    must_be(report.version, expected)
    must_be_editable(report)
    value = report.values.filter(cell__key=cell, approved=False).first()
    if value is None:
        raise Invalid(fields={"cell": [_("Write the value first, then attach what shows it.")]})
    files.type_of(file)
    value.evidence_name = files.clean_name(file.name or "")
    value.evidence.save(value.evidence_name, file, save=False)
    value.written_by, value.written_at = actor.person, clock.now()
    value.save()
    report.author = actor.person
    _moved(report, report.state)
    record(events.ValuesWritten(**_facts(report), cells=[cell]))
    return report


@action("network.submit_return", on="report")
def submit_return(*, actor: PersonActor, report: Return, expected: int) -> Return:
    """Send a return for approval by somebody who has not written it."""
    must_be(report.version, expected)
    must_be_editable(report)
    if not report.values.filter(approved=False).exists():
        raise Invalid(_("Fill in at least one value first, or say that there is nothing to report."))
    report.author, report.submitted_at, report.reason, report.reviewer = actor.person, clock.now(), "", None
    _moved(report, Return.State.SUBMITTED)
    record(events.ReturnSubmitted(**_sent(report)))
    _tell_the_council(report)
    return report


@action("network.submit_return", on="report")
def answer_without_figures(*, actor: PersonActor, report: Return, answer: str, expected: int) -> Return:
    """Say that there is nothing to report, or that it is not the organisation's task. It stops the reminders.

    What was written in the draft is kept, and does not count.
    """
    must_be(report.version, expected)
    must_be_editable(report)
    if answer not in WITHOUT_FIGURES:
        raise Invalid(fields={"answer": [_("Choose one of the alternatives.")]})
    report.author, report.submitted_at, report.reason, report.reviewer = actor.person, clock.now(), "", None
    _moved(report, answer)
    record(events.ReturnAnswered(**_sent(report), answer=answer))
    _publish(report, answer)
    return report


@action("network.approve_return", on="report")
def approve_return(*, actor: PersonActor, report: Return, expected: int) -> Return:
    """Approve what somebody else has reported. From now on it counts, and the council sees it."""
    must_be(report.version, expected)
    _must_be_sent(report)
    _reviewed(report, actor)
    _moved(report, Return.State.APPROVED)
    record(events.ReturnApproved(**_sent(report)))
    _publish(report, FIGURES)
    return report


@action("network.send_back_return", on="report")
def send_back_return(*, actor: PersonActor, report: Return, reason: str, expected: int) -> Return:
    """Send a return back and say what needs a change."""
    must_be(report.version, expected)
    _must_be_sent(report)
    report.reason = given_reason(reason, limit=1000)
    _reviewed(report, actor)
    _moved(report, Return.State.SENT_BACK)
    record(events.ReturnSentBack(**_sent(report)))
    _tell_the_council(report)
    return report


@action("network.reopen_return", on="report")
def reopen_return(*, actor: PersonActor, report: Return, reason: str, expected: int) -> Return:
    """Take up a return again that has been sent or settled. What was approved stands until something else is."""
    must_be(report.version, expected)
    if report.state in EDITABLE:
        raise Conflict(_("This return can be changed as it is."))
    must_not_be_locked(report.period)
    was = report.state
    report.reason, report.reviewer = given_reason(reason, limit=1000), None
    _moved(report, Return.State.DRAFT)
    record(events.ReturnReopened(**_sent(report)))
    if was == Return.State.SUBMITTED:
        _tell_the_council(report)
    return report


def _tell_the_council(report: Return) -> None:
    """Tell that a return waits, or no longer does: it is not late meanwhile."""
    touch_indicator(report.indicator)
    record(
        events.FiguresSent(
            goals=report.indicator.council_id,
            goal=report.indicator.goal_id,
            indicator=report.indicator_id,
            organisation=report.organisation_id,
            period=report.period_id,
            waiting=report.state == Return.State.SUBMITTED,
        )
    )


def _publish(report: Return, answer: str) -> None:
    """Let what is in the draft stand in place of what stood, and tell the council."""
    report.values.filter(approved=True).delete()
    standing = list(report.values.filter(approved=False).select_related("cell")) if answer == FIGURES else []
    for value in standing:
        value.id, value.approved = uuid.uuid4(), True
    Value.objects.bulk_create(standing)
    report.published, report.published_at = answer, clock.now()
    report.save(update_fields=["published", "published_at"])
    touch_indicator(report.indicator)
    record(
        events.FiguresPublished(
            goals=report.indicator.council_id,
            goal=report.indicator.goal_id,
            indicator=report.indicator_id,
            organisation=report.organisation_id,
            period=report.period_id,
            answer=answer,
            values=[_told(value) for value in standing],
        )
    )


def _told(value: Value) -> events.PublishedValue:
    numbers = {name: getattr(value, name) for name in ("number", "high", "numerator", "denominator")}
    return events.PublishedValue(
        cell=value.cell.key,
        operator=value.operator,
        **{name: None if number is None else str(number) for name, number in numbers.items()},
    )


def _reviewed(report: Return, actor: PersonActor) -> None:
    report.reviewer, report.reviewed_at = actor.person, clock.now()


def _moved(report: Return, state: str) -> None:
    report.state = state
    report.version += 1
    report.save()


def _must_be_sent(report: Return) -> None:
    if report.state != Return.State.SUBMITTED:
        raise Conflict(_("This return does not wait for approval."))
    must_not_be_locked(report.period)


def _facts(report: Return) -> dict[str, Any]:
    return {
        "organisation": report.organisation_id,
        "report": report.pk,
        "indicator": report.indicator_id,
        "period": report.period_id,
    }


def _sent(report: Return) -> dict[str, Any]:
    return {**_facts(report), "desk": report.indicator.council_id}
