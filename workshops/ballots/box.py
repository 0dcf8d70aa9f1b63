"""The box that ballots lie in: finding one's own, putting it back, and what came when the box was closed."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db.models import F
from django.utils.translation import gettext as _

from events.errors import Conflict
from events.recording import record
from workshops.ballots.events import TallyChanged
from workshops.ballots.models import Ballot
from workshops.boards.events import LateKept
from workshops.boards.late import keep_late, takes_in
from workshops.boards.models import Late
from workshops.plans.models import Step, Workshop
from workshops.sessions.opening import when_opened, when_revealed

POLLS = (Step.Type.CHECKIN, Step.Type.POLL, Step.Type.EVALUATION)
BALLOTS = (Step.Type.VOTE, *POLLS)
"""Ways of working in which people choose in secret."""


def ballot_of(owner: str, step: Step) -> Ballot:
    """Return the ballot with this mark, or an empty one.

    Whoever will put it back has the step's row locked: else a person's two devices could each add to the same one.
    """
    return Ballot.objects.filter(step=step, owner=owner).first() or Ballot(step=step, owner=owner)


def put_back(ballot: Ballot, choices: Mapping[str, Any]) -> None:
    """Keep what somebody chose, and tell that there is something new to count."""
    ballot.choices = dict(choices)
    ballot.save()
    counted_anew(ballot.step)


@when_opened(*BALLOTS)
def begin(step: Step) -> None:
    """Show that nobody has given anything yet."""
    counted_anew(step)


@when_revealed(*BALLOTS)
def show_results(step: Step) -> None:
    """Tell the tally anew: the results are in it from now on."""
    counted_anew(step)


def counted_anew(step: Step) -> None:
    """Let everybody's screen show a new tally."""
    Step.objects.filter(pk=step.pk).update(tally_version=F("tally_version") + 1)
    record(TallyChanged(workshop=step.workshop_id, tally=step.pk))


def why_closed(step: Step) -> Conflict:
    """Return what to tell somebody who chooses when nothing can be chosen."""
    if step.state == Step.State.PLANNED:
        return Conflict(_("This step has not begun yet."))
    if step.state == Step.State.OPEN and (step.workshop.locked or step.workshop.state != Workshop.State.RUNNING):
        return Conflict(_("Nothing can be sent just now. Try again when the hosts go on."))
    return Conflict(_("This step is closed. What you chose before still counts."))


# --- Too late ----------------------------------------------------------------------------------------------------


def keep_for_hosts(step: Step, owner: str, question: str, answer: str | list[str]) -> Late:
    """Keep words that came too late, until the hosts take them in. Who sends other words has these instead.

    They are as secret as a ballot: no author and no organisation, however the step is signed.
    """
    text = answer if isinstance(answer, str) else "\n".join(answer)
    late = _waiting(step, owner, question)
    if late is None:
        return keep_late(step, uuid4(), text, question, owner=owner)
    if late.text != text:
        _told(late, text, Late.State.WAITING)
    return late


def came_after_all(step: Step, owner: str, question: str) -> None:
    """Let what somebody sent too late wait no longer: the step is open again, and they have answered."""
    late = _waiting(step, owner, question)
    if late and late.state == Late.State.WAITING:
        _told(late, late.text, Late.State.TAKEN)


def _waiting(step: Step, owner: str, question: str) -> Late | None:
    return Late.objects.filter(step=step, owner=owner, column=question).first()


def _told(late: Late, text: str, state: str) -> None:
    late.text, late.state = text, state
    late.version += 1
    late.save()
    record(LateKept(hosts=late.step.workshop_id, late=late.pk))


def take_out_of_basket(late: Late, text: str) -> None:
    """Leave in what came too late only these words; without any it is left out."""
    _told(late, text, late.state if text else Late.State.LEFT)


def count_late(late: Late) -> Late:
    """Count an answer that came too late as if it had come in time.

    Raises:
        Conflict: its words have been taken out.
    """
    if not late.text:
        raise Conflict(_("These words have been taken out."))
    step = Step.objects.select_for_update(no_key=True).get(pk=late.step_id)
    ballot = ballot_of(late.owner, step)
    asked = {question["id"]: question for question in step.settings["questions"]}
    answer = late.text.split("\n") if asked[late.column]["kind"] == "words" else late.text
    put_back(ballot, {**ballot.choices, late.column: answer})
    return late


for _type in POLLS:
    takes_in(_type)(count_late)
