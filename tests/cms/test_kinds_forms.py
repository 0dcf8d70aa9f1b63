"""What the editors' forms refuse stands beside the field it is about, and what was typed stays."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from accounts.actor import PersonActor
from cms.pages.models import EventPage, MeasurePage, PolicyPage
from tests.cms.editors import browser, form_of, texts
from tests.cms.shared import section, site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def start(world: World) -> Any:
    return site(world)


@pytest.fixture
def admin(world: World) -> PersonActor:
    world.admin.person.is_staff = world.admin.person.is_superuser = True
    world.admin.person.save()
    return world.admin


def refused(who: PersonActor, world: World, model: type[Page], below: Any, **fields: Any) -> Any:
    """Send the form for a new page; return the form that comes back."""
    client = browser(who)
    url = reverse("wagtailadmin_pages:add", args=["cms", model._meta.model_name, below.pk])
    owner = {"organisation": str(world.organisations["association"].pk)}
    answer = client.post(url, form_of(client, url) | owner | {"title": "En ny", "slug": "en-ny"} | fields)
    assert answer.status_code == 200
    assert not model.objects.filter(slug="en-ny").exists()
    assert "En ny" in answer.content.decode()
    return answer.context["form"]


def test_an_event_that_ends_before_it_starts_is_refused_at_its_end(
    start: Any, world: World, admin: PersonActor
) -> None:
    times = {"starts_at": "2017-12-11 13:30", "ends_at": "2017-12-11 12:30"}
    form = refused(admin, world, EventPage, section(start, "kalender"), what="workshop", **times)
    assert list(form.errors) == ["ends_at"]


def test_a_measure_that_ends_before_it_begins_is_refused_at_its_end(
    start: Any, world: World, admin: PersonActor
) -> None:
    fields = {
        "target_group": "Alla",
        "source": "Lagen",
        "valid_from": "2017-12-11",
        "valid_to": "2017-12-10",
        **texts("body", "Text."),
    }
    form = refused(admin, world, MeasurePage, section(start, "stod"), **fields)
    assert list(form.errors) == ["valid_to"]


def test_a_policy_is_adopted_by_a_whole_decision_or_not_at_all(start: Any, world: World, admin: PersonActor) -> None:
    fields = {"document": "policy", "adopted_on": "2017-05-02", **_sections("Syfte")}
    form = refused(admin, world, PolicyPage, section(start, "policy"), **fields)
    assert sorted(form.errors) == ["adopted_by", "decision"]


def test_a_policy_that_ends_before_it_begins_is_refused_at_its_end(
    start: Any, world: World, admin: PersonActor
) -> None:
    fields = {"document": "policy", "valid_from": "2017-05-02", "valid_to": "2017-05-01", **_sections("Syfte")}
    form = refused(admin, world, PolicyPage, section(start, "policy"), **fields)
    assert list(form.errors) == ["valid_to"]


def _sections(*headings: str) -> dict[str, Any]:
    """Return sections as a browser sends them."""
    data: dict[str, Any] = {"sections-count": len(headings)}
    for place, heading in enumerate(headings):
        at = f"sections-{place}"
        text = texts("x", "Text.")["x-0-value"]
        data |= {f"{at}-deleted": "", f"{at}-order": place, f"{at}-type": "section", f"{at}-id": ""}
        data |= {f"{at}-value-heading": heading, f"{at}-value-text": text}
    return data
