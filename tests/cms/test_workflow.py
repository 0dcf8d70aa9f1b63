"""From draft to publication with four eyes: who may approve, what is told, and that nothing goes past it."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override
from wagtail.models import Comment, TaskState, WorkflowState

from accounts.actor import PersonActor
from cms.editing.foundation import PUBLISHERS, REVIEWERS
from cms.editing.refusing import OWN_WORDS
from cms.pages.models import NewsPage
from events.models import Event
from tests.cms.editors import browser, editor, form_of, texts
from tests.cms.shared import page, section, site
from tests.world import World, react_to_all

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WRITES = ("Editors – news",)


class Desk:
    """A writer, a reviewer and a publisher, each of another organisation, and a draft of the writer's."""

    def __init__(self, world: World) -> None:
        self.start = site(world)
        self.writer = editor(world.organisations["asf"], *WRITES, name="skribent")
        self.reviewer = editor(world.organisations["public"], REVIEWERS, name="granskare")
        self.publisher = editor(world.organisations["association"], PUBLISHERS, name="utgivare")
        owner = world.organisations["asf"]
        self.draft = page(NewsPage, section(self.start, "nyheter"), "Förslag", live=False, body=[], organisation=owner)
        self.draft.save_revision(user=self.writer.person)
        self.edit = reverse("wagtailadmin_pages:edit", args=[self.draft.pk])

    def fresh(self) -> Any:
        return NewsPage.objects.get(pk=self.draft.pk)

    def send_in(self) -> None:
        client = browser(self.writer)
        form = form_of(client, self.edit) | texts("body", "Nya ord.") | {"action-submit": "1"}
        assert client.post(self.edit, form).status_code == 302

    def state(self) -> TaskState:
        state = self.fresh().current_workflow_task_state
        assert state is not None
        return state

    def step(self, who: PersonActor, action: str, **more: Any) -> Any:
        url = reverse("wagtailadmin_pages:workflow_action", args=[self.draft.pk, action, self.state().pk])
        return browser(who).post(url, more, follow=True)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def told(name: str) -> list[Event]:
    return list(Event.objects.filter(type=f"cms.{name}"))


def test_a_text_is_written_by_one_reviewed_by_another_and_published_by_a_third(world: World, desk: Desk) -> None:
    desk.send_in()
    assert [event.data["step"] for event in told("page_submitted")] == [1]
    assert desk.step(desk.reviewer, "approve").status_code == 200
    assert not desk.fresh().live
    assert [event.data["step"] for event in told("page_submitted")] == [1, 2]
    desk.step(desk.publisher, "approve", comment="Bra")
    assert desk.fresh().live
    assert len(told("page_approved")) == 2
    assert {event.stream.name for event in told("page_approved")} == {f"organisation:{desk.writer.organisation_id}"}


def test_who_may_read_only_what_waits_for_them_reads_it_and_cannot_change_it(world: World, desk: Desk) -> None:
    client = browser(desk.reviewer)
    assert client.get(desk.edit).status_code == 404
    desk.send_in()
    form = form_of(client, desk.edit) | {"title": "Granskarens ord"}
    assert client.post(desk.edit, form).status_code == 200  # Shown again, as locked.
    assert desk.fresh().get_latest_revision_as_object().title == "Förslag"
    for name in ("history", "view_draft", "usage"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[desk.draft.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:copy", args=[desk.draft.pk])).status_code != 200
    desk.step(desk.reviewer, "approve")
    assert client.get(desk.edit).status_code == 404


def test_a_reviewer_leaves_comments_and_takes_the_step_from_the_page_itself(world: World, desk: Desk) -> None:
    desk.send_in()
    client = browser(desk.reviewer)
    shown = client.get(desk.edit).content.decode()
    assert 'data-workflow-action-name="approve"' in shown
    assert 'name="action-comment"' in shown
    written = desk.fresh().latest_revision_id
    said = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": "Vem beslutar?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    form = form_of(client, desk.edit) | said
    assert client.post(desk.edit, form | {"action-comment": "1"}).status_code == 302
    assert [one.text for one in Comment.objects.filter(page=desk.draft)] == ["Vem beslutar?"]
    step = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    form = form_of(client, desk.edit) | step | {"workflow-action-extra-data": '{"comment": "Se kommentaren."}'}
    assert client.post(desk.edit, form).status_code == 302
    assert desk.fresh().current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert desk.fresh().latest_revision_id == written


def test_the_last_editor_cannot_approve_and_loses_nothing(world: World, desk: Desk) -> None:
    both = editor(world.organisations["asf"], *WRITES, REVIEWERS, name="bada")
    client = browser(both)
    form = form_of(client, desk.edit) | {"title": "Mina egna ord", "action-submit": "1"} | texts("body", "Ord.")
    assert client.post(desk.edit, form).status_code == 302
    answer = client.get(desk.edit).content.decode()
    assert 'data-workflow-action-name="reject"' in answer
    assert 'data-workflow-action-name="approve"' not in answer
    typed = form_of(client, desk.edit) | {"title": "Ännu inte sparat"}
    refused = client.post(desk.edit, typed | {"action-workflow-action": "1", "workflow-action-name": "approve"})
    assert refused.status_code == 403
    assert "Ännu inte sparat" in refused.content.decode()
    words = desk.step(both, "approve").content.decode()
    with override("sv"):
        assert escape(str(OWN_WORDS)) in words
    assert desk.state().status == TaskState.STATUS_IN_PROGRESS
    assert desk.fresh().get_latest_revision_as_object().title == "Mina egna ord"
    assert not told("page_approved")


def test_a_superuser_who_wrote_the_text_cannot_approve_it_either(world: World, desk: Desk) -> None:
    desk.send_in()
    desk.fresh().save_revision(user=world.admin.person)
    desk.step(world.admin, "approve")
    assert desk.state().status == TaskState.STATUS_IN_PROGRESS


def test_sending_back_tells_why_and_the_text_can_be_sent_in_again(world: World, desk: Desk) -> None:
    desk.send_in()
    react_to_all()
    assert {one.to[0] for one in mail.outbox} == {desk.reviewer.person.email}
    mail.outbox.clear()
    desk.step(desk.reviewer, "reject", comment="Säg vem som beslutat.")
    assert told("page_returned")
    react_to_all()
    assert [one.to for one in mail.outbox] == [[desk.writer.person.email]]
    assert "Säg vem som beslutat." in mail.outbox[0].body
    assert desk.fresh().current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    desk.send_in()
    assert desk.state().status == TaskState.STATUS_IN_PROGRESS


def test_a_change_after_an_approval_is_reviewed_again(world: World, desk: Desk) -> None:
    desk.send_in()
    desk.step(desk.reviewer, "approve")
    desk.fresh().save_revision(user=desk.writer.person)
    desk.step(desk.publisher, "approve")
    assert not desk.fresh().live


def test_a_step_of_another_page_is_not_taken_through_ones_own(world: World, desk: Desk) -> None:
    desk.send_in()
    theirs = desk.state().pk
    other = page(
        NewsPage, section(desk.start, "nyheter"), "Annat", live=False, body=[], organisation=desk.writer.organisation
    )
    other.get_workflow().start(other, desk.writer.person)
    url = reverse("wagtailadmin_pages:workflow_action", args=[other.pk, "approve", theirs])
    assert browser(desk.reviewer).post(url).status_code == 404
    assert TaskState.objects.get(pk=theirs).status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("way", ["action-publish", "bulk", "api", "schedule", "go_live"])
def test_nobody_publishes_past_the_workflow_without_the_right(world: World, desk: Desk, way: str) -> None:
    client = browser(desk.writer)
    form = form_of(client, desk.edit) | texts("body", "Ord.")
    soon = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    if way == "action-publish":
        client.post(desk.edit, form | {"action-publish": "1"})
    elif way == "bulk":
        client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={desk.draft.pk}")
    elif way == "api":
        client.post(f"/redaktion/api/main/pages/{desk.draft.pk}/action/publish/", {}, "application/json")
    elif way == "schedule":
        client.post(desk.edit, form | {"action-publish": "1", "go_live_at": soon})
    else:
        client.post(desk.edit, form | {"go_live_at": soon})
    assert not desk.fresh().live
    assert desk.fresh().scheduled_revision is None


def test_a_publisher_of_the_owner_publishes_at_once_and_one_of_others_does_not(world: World, desk: Desk) -> None:
    own = editor(world.organisations["asf"], *WRITES, PUBLISHERS, name="egen")
    other = editor(world.organisations["public"], *WRITES, PUBLISHERS, name="annan")
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={desk.draft.pk}"
    assert browser(other).post(url).status_code == 404
    assert not desk.fresh().live
    client = browser(own)
    form = form_of(client, desk.edit) | texts("body", "Ord.") | {"action-publish": "1"}
    assert client.post(desk.edit, form).status_code == 302
    assert desk.fresh().live


def test_groups_take_effect_at_once(world: World, desk: Desk) -> None:
    client = browser(desk.writer)
    assert client.get(desk.edit).status_code == 200
    url = _person(desk.writer)
    admin = browser(world.admin)
    assert admin.get(url).status_code == 200
    assert admin.post(url, {"is_active": "on"}).status_code == 302
    assert not desk.writer.person.groups.exists()
    assert client.get(desk.edit).status_code == 302  # No editor any more.


def _person(who: PersonActor) -> str:
    return reverse("wagtailusers_users:edit", args=[who.person.pk])
