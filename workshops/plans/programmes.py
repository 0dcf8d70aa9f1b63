"""Planning programmes."""

from django.utils.text import slugify

from accounts.text import clean_text
from council.seats.models import Council
from events.action import action
from events.actor import Actor
from events.recording import record
from network.goals.actions.common import must_be
from workshops.plans.events import ProgrammeChanged, ProgrammePlanned
from workshops.plans.models import Programme


@action("workshops.plan_programme", on="council")
def plan_programme(*, actor: Actor, council: Council, title: str, purpose: str = "") -> Programme:
    """Begin a series of workshops that belong together.

    Raises:
        Invalid: no title, or a text that is too long.
    """
    programme = Programme(council=council)
    _describe(programme, title, purpose)
    programme.slug = _free_slug(council, slugify(programme.title)[:50] or "program")
    programme.save()
    record(ProgrammePlanned(council=council.pk, programme=programme.pk))
    return programme


@action("workshops.change_programme", on="programme")
def change_programme(*, actor: Actor, programme: Programme, expected: int, title: str, purpose: str = "") -> Programme:
    """Give a programme another title or purpose; its address stays.

    Raises:
        Stale: somebody else has changed it since version `expected`.
        Invalid: as when planning it.
    """
    must_be(programme.version, expected)
    _describe(programme, title, purpose)
    programme.version += 1
    programme.save()
    record(ProgrammeChanged(council=programme.council_id, programme=programme.pk))
    return programme


def _describe(programme: Programme, title: str, purpose: str) -> None:
    programme.title = clean_text(title, field="title", limit=120, one_line=True)
    programme.purpose = clean_text(purpose, field="purpose", limit=4000, required=False)


def _free_slug(council: Council, wanted: str) -> str:
    taken = set(Programme.objects.filter(council=council, slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
