"""Pages are confirmed by those who answer for them; what nobody confirms is marked, and then lapses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from accounts.models import Membership
from cms.pages.models import NewsPage, TermPage
from cms.publishing import reminders
from cms.publishing.actions import confirm_page
from cms.publishing.models import Standing
from cms.publishing.queries import pages_shown
from cms.publishing.reminders import people_to_tell
from cms.publishing.upkeep import lapse_pages, mark_overdue_pages, publish_scheduled, remind_owners
from events import clock
from events.models import Event
from tests.cms.editors import editor
from tests.cms.shared import page, section, site
from tests.world import World, member

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 9, 11, tzinfo=UTC)
"""Three months, less or more thirty days, later it is a working day, at a time when mail is sent."""
DAY = timedelta(days=1)


@pytest.fixture
def news(world: World) -> Any:
    """A piece of news that the association answers for, that is to be confirmed within three months."""
    with clock.at(NOON):
        return page(NewsPage, section(site(world), "nyheter"), "Nytt", body=[], confirm_every=3)


def standing(of: Any) -> Standing:
    return Standing.objects.get(page=of)


def upkeep() -> None:
    """Let time ask what it asks every hour."""
    mark_overdue_pages()
    lapse_pages()
    remind_owners()


def run_tasks() -> None:
    """Run the tasks of the mails that are booked, each once."""
    booked = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=reminders.tell.module_path)
    for one in list(booked):
        DBTaskResult.objects.filter(pk=one.pk).update(status=TaskResultStatus.SUCCESSFUL)
        reminders.tell.func(*one.args_kwargs["args"])


def told(about: Any, happened: str) -> int:
    """Return how often the log tells that something happened to a page."""
    return Event.objects.filter(type=f"cms.{happened}", data__page=str(standing(about).pk)).count()


def on(of: Any, days: int) -> Any:
    """Let it be noon, so many days after the day by which a page is to be confirmed, on the next day that mail is sent."""
    return clock.at(NOON + (standing(of).confirm_by - NOON.date()) + days * DAY)


def to(address: str) -> list[Any]:
    return [one for one in mail.outbox if one.to == [address]]


# --- Reminders -----------------------------------------------------------------------------------------------------


def test_the_owner_is_reminded_thirty_and_seven_days_before_and_once_each(news: Any) -> None:
    for days in range(-40, 1):
        with on(news, days):
            upkeep()
            upkeep()
            run_tasks()

    assert len(to("chair@example.se")) == 2
    assert len(to("secretary@example.se")) == 2
    assert standing(news).reminded == 7


def test_several_pages_of_an_owner_come_in_one_mail_with_a_link_to_where_they_are_confirmed(news: Any) -> None:
    with clock.at(NOON):
        page(
            TermPage,
            section(news.get_site().root_page, "ordlista"),
            "Anvisning",
            definition="<p>x</p>",
            confirm_every=3,
        )
    with on(news, -30):
        upkeep()
        run_tasks()

    (sent,) = to("chair@example.se")
    assert "2" in sent.subject
    assert "Nytt" in sent.body
    assert "Anvisning" in sent.body
    assert "/farskhet/" in sent.body
    assert "/farskhet/" in sent.alternatives[0].content


def test_what_was_confirmed_before_the_mail_went_out_is_in_no_mail(world: World, news: Any) -> None:
    with on(news, -30):
        upkeep()
        confirm_page(actor=world.chair, standing=standing(news))
        run_tasks()

    assert not mail.outbox


def test_a_reminder_that_was_missed_is_not_sent_after_the_one_that_follows_it(news: Any) -> None:
    with on(news, -2):
        upkeep()
        upkeep()
        run_tasks()

    assert len(to("chair@example.se")) == 1


def test_at_night_a_mail_waits_for_the_morning(news: Any) -> None:
    with clock.at(NOON + (standing(news).confirm_by - NOON.date()) - 30 * DAY + timedelta(hours=12)):
        upkeep()
        run_tasks()

    assert not mail.outbox
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=reminders.tell.module_path).exists()


def test_a_mail_that_could_not_be_sent_is_tried_again(news: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: Any) -> Any:
        raise OSError("the mail server is down")

    with on(news, -30):
        upkeep()
        with monkeypatch.context() as broken:
            broken.setattr(reminders, "write", refuses)
            run_tasks()
        assert not mail.outbox
        run_tasks()

    assert len(to("chair@example.se")) == 1


def test_editors_are_told_else_managers_else_everybody(world: World) -> None:
    owner = site(world).organisation
    assert {hat.person.name for hat in people_to_tell(owner.pk)} == {"Chair", "Secretary"}

    manager = member(owner, role=Membership.Role.MANAGER)
    assert [hat.person for hat in people_to_tell(owner.pk)] == [manager.person]

    writer = editor(owner, name="skribent")
    assert [hat.person for hat in people_to_tell(owner.pk)] == [writer.person]


# --- Overdue, lapsed, restored ---------------------------------------------------------------------------------------


def test_a_page_is_overdue_the_day_after_and_lapses_on_the_thirtieth(news: Any) -> None:
    with on(news, 0):
        upkeep()
        assert told(news, "page_overdue") == 0
    with on(news, 1):
        upkeep()
        upkeep()
        assert told(news, "page_overdue") == 1
    with on(news, 29):
        upkeep()
        assert standing(news) in pages_shown("news")
    with on(news, 30):
        upkeep()
        upkeep()
        assert standing(news) not in pages_shown("news")
        assert told(news, "page_lapsed") == 1


def test_a_lapsed_page_is_told_of_and_still_answers_and_comes_back_by_one_click(world: World, news: Any) -> None:
    with on(news, 30):
        upkeep()
        run_tasks()
        assert "Nytt" in to("chair@example.se")[-1].body

        confirm_page(actor=world.chair, standing=standing(news))
        assert standing(news) in pages_shown("news")
        assert standing(news).confirm_by > clock.today() + 80 * DAY
        assert Event.objects.filter(type="cms.page_confirmed", data__restored=True).count() == 1
        upkeep()
        assert told(news, "page_lapsed") == 1


def test_a_section_is_marked_and_never_lapses(world: World) -> None:
    with clock.at(NOON):
        start = site(world)
    with clock.at(NOON + 800 * DAY):
        upkeep()
        assert standing(start).was_overdue
        assert standing(start) in pages_shown("start")


def test_a_page_that_is_not_public_is_left_alone(world: World) -> None:
    with clock.at(NOON):
        draft = page(NewsPage, section(site(world), "nyheter"), "Utkast", live=False, body=[])
    with on(draft, 60):
        upkeep()
        run_tasks()

    assert not standing(draft).lapsed_at
    assert not [one for one in mail.outbox if "Utkast" in one.body]


def test_publishing_again_confirms_and_restores(news: Any) -> None:
    with on(news, 30):
        upkeep()
        fresh = NewsPage.objects.get(pk=news.pk)
        fresh.save_revision().publish()
        assert standing(news).is_shown
        assert standing(news).reminded == 0


def test_time_itself_is_the_only_one_who_lets_pages_lapse(world: World, news: Any) -> None:
    from cms.publishing.actions import lapse
    from events.errors import Forbidden

    for actor in (world.chair, world.admin, world.visitor):
        with on(news, 40), pytest.raises(Forbidden):
            lapse(actor=actor, standing=standing(news))


# --- Publishing and taking down on schedule --------------------------------------------------------------------------


def test_a_page_goes_live_when_its_time_has_come(world: World) -> None:
    draft = page(NewsPage, section(site(world), "nyheter"), "Snart", live=False, body=[])
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    assert publish_scheduled() == 0
    assert not Page.objects.get(pk=draft.pk).live

    _an_hour_passes(draft)

    assert publish_scheduled() == 1
    assert Page.objects.get(pk=draft.pk).live
    assert standing(draft).is_shown
    assert publish_scheduled() == 0
    assert told(draft, "page_published") == 1


def test_a_page_is_taken_down_when_it_expires(world: World) -> None:
    notice = page(NewsPage, section(site(world), "nyheter"), "Öppet i dag", body=[])
    Page.objects.filter(pk=notice.pk).update(expire_at=timezone.now() - timedelta(seconds=5))

    assert publish_scheduled() == 1
    assert not standing(notice).public
    assert told(notice, "page_unpublished") == 1
    assert publish_scheduled() == 0


def test_a_page_that_cannot_be_published_does_not_stop_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = section(site(world), "nyheter")
    drafts = [page(NewsPage, news, title, live=False, body=[]) for title in ("Ett", "Två")]
    for draft in drafts:
        draft.go_live_at = timezone.now() + timedelta(hours=1)
        draft.save_revision().publish()
        _an_hour_passes(draft)
    publish = NewsPage.publish

    def refuses_one(self: NewsPage, *args: Any, **kwargs: Any) -> Any:
        if self.title == "Ett":
            raise RuntimeError("broken")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(NewsPage, "publish", refuses_one)

    assert publish_scheduled() == 1
    assert Page.objects.get(pk=drafts[1].pk).live


def _an_hour_passes(draft: Any) -> None:
    """Let the time for which a page was scheduled be past."""
    for revision in draft.revisions.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at -= timedelta(hours=2)
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()


def test_what_is_due_is_looked_for_every_minute() -> None:
    from events import upkeep as house

    assert publish_scheduled in house._minute_jobs
    house.ensure_booked()
    house.ensure_booked()
    path = house.minute_upkeep.module_path
    (first,) = DBTaskResult.objects.filter(task_path=path)
    DBTaskResult.objects.filter(pk=first.pk).update(status=TaskResultStatus.RUNNING)
    house.minute_upkeep.func()
    DBTaskResult.objects.filter(pk=first.pk).update(status=TaskResultStatus.SUCCESSFUL)
    house.minute_upkeep.func()
    (following,) = DBTaskResult.objects.filter(task_path=path)
    assert timedelta(seconds=50) < following.run_after - timezone.now() <= house.MINUTE
