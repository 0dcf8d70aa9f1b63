"""A scenario for every event type of consultations."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

from cms.consultation import actions
from cms.consultation.models import Consultation
from events import clock
from tests.cms.consulting import Consulting, changed, closing, prepared, sent
from tests.world import SYSTEM, World

Steps = Iterator[None]
Scenario = Callable[[World], Steps]
SCENARIOS: dict[str, Scenario] = {}


def happens(
    *names: str, ready: Callable[..., Consulting] = sent
) -> Callable[[Callable[[Consulting], Steps]], Scenario]:
    """Enter a scenario for event types; it gets a consultation that has been sent out, or is being prepared."""

    def decorate(scenario: Callable[[Consulting], Steps]) -> Scenario:
        def play(world: World) -> Steps:
            yield from scenario(ready(world))

        play.__name__ = scenario.__name__
        SCENARIOS.update({f"cms.{name}": play for name in names})
        return play

    return decorate


def open_to_all(world: World) -> Consulting:
    """Prepare one that any organisation may answer."""
    return prepared(world, participation="open")


def over(here: Consulting) -> Consultation:
    """Let the last day have passed."""
    Consultation.objects.filter(pk=here.consultation.pk).update(closes_on=clock.today() - timedelta(days=1))
    return here.fresh()


def closed(world: World) -> Consulting:
    """Send one out, let the enterprise answer, and close it."""
    here = sent(world)
    draft = here.written(world.representative, "asf")
    actions.give_answer(actor=world.representative, answer=draft, version=draft.version)
    actions.close_when_over(actor=SYSTEM, consultation=over(here))
    here.fresh()
    return here


def consultation_prepared(world: World) -> Steps:
    yield
    prepared(world)


SCENARIOS["cms.consultation_prepared"] = consultation_prepared


@happens("consultation_changed", ready=prepared)
def consultation_changed(here: Consulting) -> Steps:
    yield
    actions.remove_party(actor=here.drafter, consultation=here.consultation, party=here.party("business"))


@happens("consultation_opened", ready=prepared)
def consultation_opened(here: Consulting) -> Steps:
    yield
    actions.open_consultation(actor=here.drafter, consultation=here.consultation, version=here.consultation.version)


@happens("consultation_announced", ready=open_to_all)
def consultation_announced(here: Consulting) -> Steps:
    yield
    actions.open_consultation(actor=here.drafter, consultation=here.consultation, version=here.consultation.version)


@happens("party_added")
def party_added(here: Consulting) -> Steps:
    yield
    actions.add_party(
        actor=here.drafter, consultation=here.consultation, organisation=here.world.organisations["outside"]
    )


@happens("deadline_extended")
def deadline_extended(here: Consulting) -> Steps:
    yield
    actions.extend_deadline(actor=here.drafter, consultation=here.consultation, to=closing(30), reason="Sommar.")


@happens("consultation_reopened", ready=closed)
def consultation_reopened(here: Consulting) -> Steps:
    yield
    actions.extend_deadline(
        actor=here.drafter,
        consultation=here.consultation,
        to=closing(30),
        reason="Styrelsen möts sent.",
        party=here.party("adviser"),
    )


@happens("subject_replaced")
def subject_replaced(here: Consulting) -> Steps:
    yield
    changed(here, "Nya ord.")
    actions.replace_subject(actor=here.drafter, consultation=here.consultation, version=here.fresh().version)


@happens("answer_saved")
def answer_saved(here: Consulting) -> Steps:
    yield
    here.written(here.world.representative, "asf")


@happens("answer_given")
def answer_given(here: Consulting) -> Steps:
    draft = here.written(here.world.representative, "asf")
    yield
    actions.give_answer(actor=here.world.representative, answer=draft, version=draft.version)


@happens("consultation_closed")
def consultation_closed(here: Consulting) -> Steps:
    over(here)
    yield
    actions.close_when_over(actor=SYSTEM, consultation=here.consultation)


@happens("consultation_withdrawn")
def consultation_withdrawn(here: Consulting) -> Steps:
    yield
    actions.withdraw_consultation(actor=here.drafter, consultation=here.consultation, reason="Vi börjar om.")


@happens("point_answered", ready=closed)
def point_answered(here: Consulting) -> Steps:
    position = here.party("asf").answer.positions.all()[0]
    yield
    actions.respond(
        actor=here.drafter, consultation=here.consultation, position=position, verdict="partly", why="Till hälften."
    )


@happens("consultation_published", "answers_announced", ready=closed)
def consultation_published(here: Consulting) -> Steps:
    yield
    actions.publish_consultation(actor=here.drafter, consultation=here.consultation, version=here.consultation.version)


@happens("section_tied")
def section_tied(here: Consulting) -> Steps:
    assert here.consultation.subject is not None
    section = UUID(here.consultation.subject.sections[0]["id"])
    yield
    actions.tie_section_room(
        actor=here.drafter, consultation=here.consultation, section=section, room=here.world.open_room
    )
