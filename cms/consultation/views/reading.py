"""Pages with which consultations are read."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.actor import AnyActor
from cms.answers.shown import SITE, shows
from cms.consultation.models import Answer, Consultation
from cms.consultation.presenting import MARKS, compilation, party_rows, section_rooms
from cms.consultation.queries import (
    answers_visible_to,
    consultations_visible_to,
    party_of,
    policies_to_send,
    silent,
    told_to_public,
    with_parties,
    with_points,
    working_days_left,
)
from cms.consultation.views.here import consultation_here, crumbs, stream_of, url_of, ways_to_follow
from cms.publishing.rules import is_editor
from events import clock
from events.errors import NotVisible
from events.rights import may
from network.goals.views.here import reader

State = Consultation.State


@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    """All consultations one may see: what waits for one's own answer first."""
    shows(request, "consultations", SITE)
    who = reader(request)
    found = list(with_parties(consultations_visible_to(who)).order_by("closes_on", "title"))
    mine = [one for one in found if _waits_for(who, one)]
    context = {
        # They are told in the language of what is asked about, and that is the site's own as a rule.
        **ways_to_follow(settings.LANGUAGE_CODE),
        "waiting": mine,
        "to_send": policies_to_send(who) if is_editor(who, None) else [],
        "open": [one for one in found if one.state == State.OPEN and one not in mine],
        "preparing": [one for one in found if one.state == State.DRAFT],
        "ended": [one for one in reversed(found) if one.state in {State.CLOSED, State.WITHDRAWN}],
    }
    return render(request, "cms/consultation/list.html", context)


def _waits_for(who: AnyActor, one: Consultation) -> bool:
    if one.state != State.OPEN or not who.organisation_id:
        return False
    own = [party for party in one.parties.all() if party.organisation_id == who.organisation_id]
    return any(not (hasattr(party, "answer") and party.answer.is_given) for party in own)


@require_GET
def consultation(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """What is asked, about which text, and who has answered."""
    shows(request, "consultations", SITE)
    who = reader(request)
    found = consultation_here(request, consultation)
    stream = stream_of(request, found)
    answers = answers_visible_to(who, found)
    own = party_of(who, found)
    followed = told_to_public().filter(pk=found.pk).exists()
    context = {
        **(ways_to_follow(found.policy.locale.language_code) if followed else {}),
        "consultation": found,
        "crumbs": crumbs(),
        "stream": stream,
        "rows": party_rows(found, answers, clock.today()),
        "silent": silent(found).count() if found.state == State.CLOSED else 0,
        "own": own,
        "own_answer": getattr(own, "answer", None),
        "days_left": working_days_left(own, clock.today()) if own else None,
        "runs": may(who, "cms.run_consultation", found) if who.is_signed_in else False,
        "may_join": found.state == State.OPEN and own is None and may(who, "cms.join_consultation", found),
        "sections": _sections(found, who),
        "reads_answers": answers.filter(given_at__isnull=False).exists(),
    }
    return render(request, "cms/consultation/page.html", context)


def _sections(found: Consultation, who: AnyActor) -> list[dict[str, Any]]:
    if found.subject is None:
        return []
    rooms = section_rooms(who, found)
    asked: dict[str, list[int]] = {}
    for question in found.questions.all():
        if question.section:
            asked.setdefault(str(question.section), []).append(question.place)
    return [
        {**one, "room": rooms.get(one["id"]), "questions": asked.get(one["id"], [])} for one in found.subject.sections
    ]


@require_GET
def answers(request: HttpRequest, consultation: UUID) -> HttpResponse:
    """All answers laid together, with what was made of each point, and with who has been silent."""
    shows(request, "consultations", SITE)
    who, found = reader(request), consultation_here(request, consultation)
    if not _may_read(who, found):
        raise NotVisible
    runs = may(who, "cms.run_consultation", found) if who.is_signed_in else False
    context = {
        "consultation": found,
        "crumbs": crumbs(found),
        "laid": compilation(who, found),
        "silent": silent(found) if found.state != State.DRAFT else [],
        "runs": runs,
        "may_publish": runs and found.state == State.CLOSED and not found.is_public,
    }
    return render(request, "cms/consultation/compilation.html", context)


def _may_read(who: AnyActor, found: Consultation) -> bool:
    drafter = bool(who.organisation_id) and who.organisation_id == found.organisation_id
    return found.is_public or drafter or (who.person is not None and who.person.is_superuser)


@require_GET
def answer(request: HttpRequest, consultation: UUID, answer: UUID) -> HttpResponse:
    """One organisation's answer, whole."""
    shows(request, "consultations", SITE)
    found = consultation_here(request, consultation)
    readable: QuerySet[Answer] = answers_visible_to(reader(request), found).filter(given_at__isnull=False)
    one = get_object_or_404(with_points(readable), pk=answer)
    sections = {section["id"]: section for section in one.subject.sections}
    context = {
        "consultation": found,
        "crumbs": crumbs(found),
        "answer": one,
        "title": _("Answer from %(organisation)s") % {"organisation": one.party.organisation},
        "positions": [(position, MARKS.get(position.stance, "")) for position in one.positions.all()],  # type: ignore[call-overload]
        "remarks": [(sections[str(remark.section)], remark) for remark in one.remarks.all()],
        "older": one.subject_id != found.subject_id,
        "back": url_of(found),
    }
    return render(request, "cms/consultation/answer.html", context)
