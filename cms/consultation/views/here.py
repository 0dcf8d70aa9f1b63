"""What an address of a consultation names, as far as the reader may see it; everything else is not there."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.asking import actor, must
from cms.consultation.models import Consultation, Party
from cms.consultation.queries import consultations_visible_to, party_of, with_parties
from cms.reach.addresses import feed_path, mail_path
from events.errors import NotVisible
from events.reading import position
from network.goals.views.here import reader

Crumb = dict[str, str]


def consultation_here(request: HttpRequest, consultation: UUID) -> Consultation:
    """Return the consultation of an address."""
    return get_object_or_404(with_parties(consultations_visible_to(reader(request))), pk=consultation)


def run_here(request: HttpRequest, consultation: UUID) -> Consultation:
    """Return the consultation of an address to one who runs it."""
    found = consultation_here(request, consultation)
    must(actor(request), "cms.run_consultation", found)
    return found


def party_here(request: HttpRequest, found: Consultation) -> Party:
    """Return the reader's own organisation as a party.

    Raises:
        NotVisible: it is not asked and has not joined.
    """
    party = party_of(reader(request), found)
    if party is None:
        raise NotVisible
    return party


def url_of(found: Consultation, page: str = "consultation", *more: Any) -> str:
    """Return the address of a page about a consultation."""
    return reverse(f"cms:{page}", args=[found.pk, *more])


def crumbs(found: Consultation | None = None) -> list[Crumb]:
    """Return the way to a page: all consultations, and the one it is about."""
    way = [{"title": _("Consultations"), "url": reverse("cms:consultations")}]
    return [*way, {"title": found.title, "url": url_of(found)}] if found else way


def ways_to_follow(language: str) -> dict[str, str]:
    """Return where one asks for mail about the consultations in a language, and their feed."""
    return {
        "mail_url": mail_path(language, amne="consultation"),
        "feed_url": feed_path("remisser", language),
    }


def stream_of(request: HttpRequest, found: Consultation) -> dict[str, Any] | None:
    """Return where the page is kept up to date, and how far it is; nothing for visitors. Read it before the rows."""
    if not reader(request).is_signed_in:
        return None
    name = f"consultation:{found.pk}"
    where = position(name)
    return {"name": name, "epoch": where.epoch, "seq": where.head}
