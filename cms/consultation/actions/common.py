"""What several actions of a consultation need."""

from datetime import date

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actor import PersonActor
from accounts.models import Membership
from cms.consultation.models import Answer, Consultation
from events import clock
from events.actor import Actor
from events.errors import Conflict, Invalid
from events.workdays import day_off, is_working_day, working_day_from

REASON_LIMIT = 300
POINT_LIMIT = 8000
TEXT_LIMIT = 4000


def membership_of(actor: Actor) -> Membership:
    """Return the hat somebody acts in.

    Raises:
        Conflict: no organisation has been chosen.
    """
    if not isinstance(actor, PersonActor) or actor.membership is None:
        raise Conflict(_("Choose which organisation you act for first."))
    return actor.membership


def must_be_in(consultation: Consultation, *states: str) -> None:
    """Refuse what cannot be done in the state a consultation is in.

    Raises:
        Conflict: it is in another state; says which.
    """
    if consultation.state not in states:
        raise Conflict(
            _("This cannot be done now: the consultation is “%(state)s”.")
            % {"state": consultation.get_state_display().lower()}
        )


def last_day(day: date, *, after: date | None = None, field: str = "closes_on") -> date:
    """Return a day as a deadline.

    Raises:
        Invalid: it has passed, is not later than `after`, or offices are closed on it. Keyed by `field`.
    """
    if day < clock.today():
        raise Invalid(fields={field: [_("This day has passed.")]})
    if after and day <= after:
        raise Invalid(fields={field: [_("The new day must be later than %(day)s.") % {"day": _said(after)}]})
    if not is_working_day(day):
        name = day_off(day) or date_format(day, "l").lower()
        raise Invalid(
            fields={
                field: [
                    _("Offices are closed that day (%(name)s). The next working day is %(day)s.")
                    % {"name": name, "day": _said(working_day_from(day))}
                ]
            }
        )
    return day


def _said(day: date) -> str:
    return date_format(day, "j F Y")


def touch(consultation: Consultation, *fields: str) -> None:
    """Store some fields and let the version of the view grow. Two answers given at once make it grow twice."""
    if fields:
        consultation.save(update_fields=fields)
    Consultation.objects.filter(pk=consultation.pk).update(version=F("version") + 1)
    consultation.refresh_from_db(fields=["version"])


def touch_answer(answer: Answer, *fields: str) -> None:
    """Store some fields of an answer and let the version of its view grow."""
    answer.version += 1
    answer.changed_at = clock.now()
    answer.save(update_fields=[*fields, "version", "changed_at"])
