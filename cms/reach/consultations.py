"""What is told of consultations away from their own pages: in feeds, by mail, and on the map of the site.

Only of those that everybody may see, and in the language of the policy that is asked about.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.consultation.models import Consultation
from cms.consultation.queries import told_to_public
from cms.reach.addresses import whole
from cms.reach.wording import WORDS
from events import clock
from events.models import Event

State = Consultation.State


def where(consultation: Consultation, *, answers: bool = False) -> str:
    """Return the whole address of a consultation, or of all its answers together."""
    return whole(reverse("cms:answers" if answers else "cms:consultation", args=[consultation.pk]))


def what_is_told(consultation: Consultation, *, opened: bool) -> str:
    """Return what is told of it in a word or two: that it opened, as it stands now, or that the answers are public."""
    if not opened:
        return _("Answers published")
    if consultation.state == State.OPEN:
        return _("Out for consultation")
    return str(consultation.get_state_display())


def last_day(consultation: Consultation) -> str:
    """Return until which day one may answer, in words; nothing when that day has passed."""
    if consultation.state != State.OPEN or consultation.closes_on < clock.today():
        return ""
    return _("Answers by %(day)s") % {"day": date_format(consultation.closes_on, "j F Y")}


def why(consultation: Consultation) -> str:
    """Return why the organisation asks, shortened."""
    return Truncator(" ".join(consultation.need.split())).words(WORDS)


# --- In feeds ----------------------------------------------------------------------------------------------------


def entries_of_consultations(language: str, most: int) -> list[dict[str, Any]]:
    """Return the entries of the newest consultations in a language, as Django's feeds take them."""
    given = Count("parties__answer", filter=Q(parties__answer__given_at__isnull=False))
    newest = told_to_public().filter(policy__locale__language_code=language).annotate(given=given)
    found = newest.order_by(Coalesce("public_at", "opened_at").desc(), "pk")[:most]
    return [entry for one in found for entry in _entries(one, one.given, language)]


def _entries(one: Consultation, given: int, language: str) -> Iterator[dict[str, Any]]:
    common = {
        "author_name": one.organisation.name,
        "author_link": None,
        "language": language,
        "categories": [_("Consultation")],
    }
    # One that only some were asked about was no news for others when it opened.
    if one.participation == Consultation.Participation.OPEN:
        parts = [last_day(one), why(one)]
        yield {
            **common,
            "title": f"{_('Out for consultation')}: {one.title}",
            "link": where(one),
            "description": ". ".join(part for part in parts if part),
            "content": linebreaks(one.need, autoescape=True),
            "unique_id": f"urn:uuid:{one.pk}",
            "pubdate": one.opened_at,
            "updateddate": one.opened_at,
        }
    if one.is_public:
        answered = ngettext("%(count)s organisation has answered.", "%(count)s organisations have answered.", given)
        yield {
            **common,
            "title": f"{_('Answers published')}: {one.title}",
            "link": where(one, answers=True),
            "description": answered % {"count": given},
            "content": None,
            "unique_id": f"urn:uuid:{uuid.uuid5(one.pk, 'answers')}",
            "pubdate": one.public_at,
            "updateddate": one.public_at,
        }


# --- On the map --------------------------------------------------------------------------------------------------


def places_of_consultations() -> list[dict[str, Any]]:
    """Return the addresses under which the public reads consultations, as the map of the site shows them."""
    found = list(told_to_public().order_by("opened_at", "pk"))
    streams = {f"consultation:{one.pk}": one for one in found}
    told = Event.objects.filter(stream__name__in=streams).order_by().values_list("stream__name")
    changed = {streams[name].pk: when for name, when in told.annotate(Max("occurred_at"))}
    places = [{"address": whole(reverse("cms:consultations")), "changed": max(changed.values(), default=None)}]
    for one in found:
        places.append({"address": where(one), "changed": changed.get(one.pk)})
        if one.is_public:
            places.append({"address": where(one, answers=True), "changed": changed.get(one.pk)})
    return places
