"""Event types of consultations, and who reads them.

A consultation is one stream, for all who may see it: while it is prepared the drafters, then all who are asked. It
tells who has answered, never what. What an organisation writes goes to that organisation's own stream alone.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from accounts.actor import NOBODY, PersonActor
from cms.consultation.queries import consultations_visible_to
from cms.publishing.events import SITE
from events.actor import Actor
from events.registry import EventType
from events.streams import StreamKind, declare


def _sees(actor: Actor, consultation: UUID) -> bool:
    who = actor if isinstance(actor, PersonActor) else NOBODY
    return consultations_visible_to(who).filter(pk=consultation).exists()


declare(StreamKind("consultation", "Who is asked, who has answered and until when, for all who may see it.", _sees))


class _AboutConsultation(EventType):
    audiences: ClassVar[tuple[str, ...]] = ("consultation",)
    shows: ClassVar[tuple[str, ...]] = ("consultation",)
    consultation: UUID


class ConsultationPrepared(_AboutConsultation, event="cms.consultation_prepared"):
    """A consultation on a policy is being prepared."""


class ConsultationChanged(_AboutConsultation, event="cms.consultation_changed"):
    """What is being prepared was changed: its words, its questions, who is asked."""


class ConsultationOpened(_AboutConsultation, event="cms.consultation_opened"):
    """A text was sent out, and the organisations that are asked may answer."""

    changes_rights = True

    subject: UUID
    closes_on: date


class ConsultationAnnounced(EventType, event="cms.consultation_announced"):
    """A consultation in which any organisation may answer was opened. Points there and shows nothing itself."""

    audiences: ClassVar[tuple[str, ...]] = ("site",)
    site: UUID = SITE
    consultation: UUID


class PartyAdded(_AboutConsultation, event="cms.party_added"):
    """One more organisation is asked, or answers on its own initiative."""

    changes_rights = True

    organisation: UUID
    asked: bool


class DeadlineExtended(_AboutConsultation, event="cms.deadline_extended"):
    """There is more time to answer: for everybody, or for one organisation."""

    to: date
    organisation: UUID | None = None


class SubjectReplaced(_AboutConsultation, event="cms.subject_replaced"):
    """The text asked about is a newer version from now on; answers given before are kept and marked."""

    subject: UUID


class AnswerSaved(EventType, event="cms.answer_saved"):
    """An organisation wrote in its answer, which nobody else sees yet."""

    audiences: ClassVar[tuple[str, ...]] = ("organisation",)
    shows: ClassVar[tuple[str, ...]] = ("answer",)
    organisation: UUID
    consultation: UUID
    answer: UUID


class AnswerGiven(_AboutConsultation, event="cms.answer_given"):
    """An organisation gave its answer. The digest tells whether it is still what was given."""

    organisation: UUID
    answer: UUID
    subject: UUID
    digest: str


class ConsultationClosed(_AboutConsultation, event="cms.consultation_closed"):
    """The time to answer is over."""


class ConsultationReopened(_AboutConsultation, event="cms.consultation_reopened"):
    """An organisation got more time after the end."""


class ConsultationWithdrawn(_AboutConsultation, event="cms.consultation_withdrawn"):
    """The drafters no longer ask."""


class PointAnswered(_AboutConsultation, event="cms.point_answered"):
    """The drafters said what they made of one point."""

    response: UUID
    verdict: str


class ConsultationMadePublic(_AboutConsultation, event="cms.consultation_published"):
    """Everybody may read the answers and what was made of them."""

    changes_rights = True


class AnswersAnnounced(EventType, event="cms.answers_announced"):
    """The answers to a consultation have been made public. Points there and shows nothing itself."""

    audiences: ClassVar[tuple[str, ...]] = ("site",)
    site: UUID = SITE
    consultation: UUID


class SectionTied(_AboutConsultation, event="cms.section_tied"):
    """A section of the text is discussed in a council's room, or no longer."""

    section: UUID
    room: UUID | None = None
