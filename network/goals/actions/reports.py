"""A whole return in one go, as an organisation's own system sends it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from events.action import action
from events.errors import Conflict
from network.goals.actions.returns import open_return, submit_return, write_values
from network.goals.models import Indicator, Period, Return
from network.goals.numbers import Written


@action("network.open_return", on="indicator")
def report_values(
    *,
    actor: PersonActor,
    indicator: Indicator,
    period: Period,
    values: Sequence[Written],
    submit: bool = False,
    comment: str | None = None,
    expected: int | None = None,
) -> Return:
    """Begin a return or go on with it, fill it in, and send it if wanted: all of it, or nothing of it.

    Args:
        expected: the version of the return that was read; None when it has not been begun.

    Raises:
        Stale: somebody has changed the return since.
        Conflict: `expected` is None, but somebody has written in it already.
        Invalid: as `write_values` and `submit_return` say.
    """
    report = open_return(actor=actor, indicator=indicator, period=period)
    if expected is None and report.version > 1 and (values or submit):
        raise Conflict(_("Somebody has begun this report. Read it first, and say which version you change."))
    if values or comment is not None:
        report = write_values(
            actor=actor, report=report, values=values, comment=comment, expected=expected or report.version
        )
        expected = None
    if submit:
        report = submit_return(actor=actor, report=report, expected=expected or report.version)
    return report
