"""What pages of consultations show, put together from the reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.actor import AnyActor
from cms.consultation.models import Answer, Consultation, Party, Position, Question, Remark, Response
from cms.consultation.queries import answers_visible_to, with_points
from cms.policy.models import PolicyVersion, SectionRoom
from cms.policy.text import Section
from council.rooms.models import Room
from council.rooms.queries import rooms_visible_to

State = Consultation.State

MARKS = {
    Position.Stance.APPROVE: "circle-check",
    Position.Stance.APPROVE_WITH_CHANGES: "circle-dot",
    Position.Stance.REJECT: "circle-x",
    Position.Stance.ABSTAIN: "circle-minus",
    Position.Stance.NO_OBJECTION: "circle-check-big",
}
"""The icon beside a position's words."""
VERDICT_MARKS = {
    Response.Verdict.FOLLOWED: "circle-check",
    Response.Verdict.PARTLY: "circle-dot",
    Response.Verdict.NOT: "circle-x",
}


@dataclass
class PartyRow:
    """Who is asked, and how far they have come."""

    party: Party
    state: str
    icon: str
    kind: str
    given_at: Any = None
    older: bool = False
    answer: Answer | None = None
    """The answer, for who may read it."""


def party_rows(consultation: Consultation, readable: Iterable[Answer], today: Any) -> list[PartyRow]:
    """Return everybody who is asked or has joined, those who have answered first."""
    seen = {answer.party_id: answer for answer in readable if answer.is_given}
    rows = [_row(party, consultation, today) for party in consultation.parties.all()]
    for row in rows:
        row.answer = seen.get(row.party.pk)
    return sorted(rows, key=lambda row: (row.given_at is None, row.party.organisation.name))


def _row(party: Party, consultation: Consultation, today: Any) -> PartyRow:
    answer = getattr(party, "answer", None)
    if answer is not None and answer.is_given:
        older = answer.subject_id != consultation.subject_id
        return PartyRow(party, _("Has answered"), "circle-check", "good", answer.given_at, older)
    if consultation.state == State.DRAFT:
        return PartyRow(party, _("Will be asked"), "mail", "")
    if consultation.state == State.OPEN and party.answers_by >= today:
        return PartyRow(party, _("Has not answered yet"), "hourglass", "")
    return PartyRow(party, _("No answer"), "circle-minus", "attention")


@dataclass
class Point:
    """What one organisation says to one question or about one section, and what was made of it."""

    answer: Answer
    text: str
    stance: str = ""
    icon: str = ""
    position: Position | None = None
    remark: Remark | None = None
    response: Response | None = None
    response_icon: str = ""

    @property
    def key(self) -> str:
        """How the point is named in forms and anchors."""
        return f"position-{self.position.pk}" if self.position else f"remark-{self.remark.pk}" if self.remark else ""


@dataclass
class OnQuestion:
    """A question with all that is said to it, and how many take each position."""

    question: Question
    section: Section | None
    points: list[Point] = field(default_factory=list)

    def tally(self) -> list[tuple[str, str, int]]:
        """Return icon, words and count of each position that somebody takes, in the order of the list."""
        taken = [point.position.stance for point in self.points if point.position]
        return [(MARKS[one], str(one.label), taken.count(one)) for one in Position.Stance if taken.count(one)]


@dataclass
class OnSection:
    """A section with the remarks on it; `gone` when the text asked about now no longer has it."""

    section: Section
    gone: bool
    points: list[Point] = field(default_factory=list)


@dataclass
class Compilation:
    """All answers laid together."""

    answers: list[Answer]
    questions: list[OnQuestion]
    sections: list[OnSection]
    answered_points: int
    points: int


def compilation(actor: AnyActor, consultation: Consultation) -> Compilation:
    """Lay the answers that the actor may read together: by question, and by section."""
    found = answers_visible_to(actor, consultation).filter(given_at__isnull=False).order_by("party__organisation__name")
    answers = list(with_points(found))
    questions = [_on_question(one, consultation, answers) for one in consultation.questions.all()]
    sections = _on_sections(consultation, answers)
    points = [point for one in questions for point in one.points]
    points += [point for one in sections for point in one.points]
    return Compilation(answers, questions, sections, sum(1 for point in points if point.response), len(points))


def _on_question(question: Question, consultation: Consultation, answers: Sequence[Answer]) -> OnQuestion:
    sections = {one["id"]: one for one in _sections_of(consultation.subject)}
    laid = OnQuestion(question, sections.get(str(question.section)))
    for answer in answers:
        for position in answer.positions.all():
            if position.question_id == question.pk:
                laid.points.append(_point_of_position(answer, position))
    return laid


def _point_of_position(answer: Answer, position: Position) -> Point:
    response = getattr(position, "response", None)
    return Point(
        answer,
        position.text,
        stance=position.get_stance_display(),
        icon=MARKS[Position.Stance(position.stance)],
        position=position,
        response=response,
        response_icon=_verdict_icon(response),
    )


def _on_sections(consultation: Consultation, answers: Sequence[Answer]) -> list[OnSection]:
    now = {one["id"]: one for one in _sections_of(consultation.subject)}
    found: dict[str, OnSection] = {key: OnSection(section, gone=False) for key, section in now.items()}
    for answer in answers:
        then = {one["id"]: one for one in _sections_of(answer.subject)}
        for remark in answer.remarks.all():
            key = str(remark.section)
            place = found.setdefault(key, OnSection(then[key], gone=True))
            place.points.append(_point_of_remark(answer, remark))
    return [one for one in found.values() if one.points]


def _point_of_remark(answer: Answer, remark: Remark) -> Point:
    response = getattr(remark, "response", None)
    return Point(answer, remark.text, remark=remark, response=response, response_icon=_verdict_icon(response))


def _verdict_icon(response: Response | None) -> str:
    return VERDICT_MARKS[Response.Verdict(response.verdict)] if response else ""


def _sections_of(version: PolicyVersion | None) -> list[Section]:
    return list(version.sections) if version else []


def section_rooms(actor: AnyActor, consultation: Consultation) -> dict[str, Room]:
    """Return the rooms in which sections are discussed, by section, as far as the actor may read them."""
    tied = SectionRoom.objects.filter(policy=consultation.policy_id, room__in=rooms_visible_to(actor).values("pk"))
    rooms = tied.prefetch_related(Prefetch("room", Room.objects.select_related("council")))
    return {str(one.section): one.room for one in rooms}
