"""The demo world is loaded once, wholly, and holds nothing that it should not."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.db.models import F

from accounts.models import Organisation, Person
from accounts.text import has_personal_number
from council.demo.load import FOLDER, load, personas
from council.rooms.models import Message, Question, Room
from council.seats.models import Council, Seat
from events.chain import faults_in
from events.models import Event, Stream
from network.goals.models import (
    Activity,
    Assumption,
    Benchmark,
    BenchmarkValue,
    Commitment,
    Goal,
    ImpactAnswer,
    ImpactCall,
    Indicator,
    Period,
    Position,
    Return,
    Target,
    Value,
)
from network.goals.picture import picture, pictures
from network.goals.queries import impact_sum
from network.goals.snapshots import content_of, hash_of
from tests.browsers import open_browser
from tests.cms.shared import library_root

HOUSE = ["accounts", "council", "network", "events"]


def counts() -> dict[str, int]:
    return {
        model.__name__: model._default_manager.count()
        for app in HOUSE
        for model in apps.get_app_config(app).get_models()
    }


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The demo world, loaded once for all tests of this file."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        library_root()
        load()
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestLoaded:
    @pytest.fixture(autouse=True)
    def demo(self, loaded: None) -> None:
        """Each test looks at the loaded world."""

    def test_a_second_run_adds_nothing(self) -> None:
        before = counts()

        assert load() == []
        assert counts() == before

    def test_every_part_is_there(self) -> None:
        assert {"Huddinge", "Botkyrka", "Salem"} <= {
            word for name in Organisation.objects.values_list("name", flat=True) for word in name.split()
        }
        assert Council.objects.filter(parent__isnull=False).exists()
        assert set(Seat.objects.values_list("side", flat=True)) == {"asf", "public", "business", "adviser"}
        assert Room.objects.count() >= 5
        assert set(Room.objects.values_list("access", flat=True)) == {"open", "closed"}
        assert Message.objects.count() >= 30
        assert {"open", "answered"} <= set(Question.objects.values_list("state", flat=True))

    def test_the_log_is_whole(self) -> None:
        assert [fault for stream in Stream.objects.all() for fault in faults_in(stream)] == []
        call_command("verify_log", stdout=StringIO())

    def test_nothing_holds_a_personal_number(self) -> None:
        for app in HOUSE:
            for model in apps.get_app_config(app).get_models():
                names = [
                    field.name for field in model._meta.fields if isinstance(field, models.CharField | models.TextField)
                ]
                for row in model._default_manager.values_list(*names) if names else []:
                    texts = [text for text in row if isinstance(text, str)]
                    assert not [text for text in texts if has_personal_number(text)], model

    def test_the_log_holds_no_text_that_anybody_wrote(self) -> None:
        words = {
            word for text in Message.objects.values_list("text", flat=True) for word in text.split() if len(word) > 14
        }
        told = " ".join(str(data) for data in Event.objects.values_list("data", flat=True))

        assert not [word for word in words if word in told]

    def test_everybody_who_can_be_chosen_comes_in_and_sees_rooms(self) -> None:
        chosen = Person.objects.filter(email__in=[email for _name, email, _note in personas()])

        assert chosen.count() == len(personas()) >= 4
        for who in chosen:
            client = open_browser(who)
            assert client.get("/").status_code == 200
            assert client.get("/min-sida/").status_code == 200
            assert client.get("/rad/").status_code == 200

    def test_every_room_opens_for_the_chair(self) -> None:
        chair = open_browser(Person.objects.get(email=personas()[0][1]))

        for room in Room.objects.filter(
            access="open", council__seats__mandates__person__email=personas()[0][1]
        ).distinct():
            page = chair.get(f"/rad/{room.council.slug}/rum/{room.slug}/")
            assert page.status_code == 200

    def test_nobody_of_the_demo_has_an_address_of_the_real_world(self) -> None:
        assert not Person.objects.exclude(email__endswith=".demo.example").exists()

    def test_questions_have_days_beside_today(self) -> None:
        from django.utils import timezone

        days = [
            (due - timezone.localdate()).days
            for due in Question.objects.filter(state="open").values_list("due", flat=True)
        ]
        assert days
        assert all(-120 < day < 200 for day in days)


@pytest.mark.django_db
class TestSharedGoals:
    @pytest.fixture(autouse=True)
    def demo(self, loaded: None) -> None:
        """Each test looks at the loaded world."""

    @pytest.mark.parametrize(
        ("code", "operator", "number", "year", "page"),
        [
            ("asf-i-landet", "exact", 358, 2016, "5"),
            ("verksamma-i-asf", "exact", 9200, 2016, "5"),
            ("anstallda-i-landet", "about", 3500, 2016, "5"),
            ("asf-tillvaxt", "more", 2, 2016, "5"),
            ("pilotens-platser", "about", 50, 2017, "13"),
            ("foretag-i-kugghjulet", "exact", 37, 2017, "12"),
            ("i-arbetstraning", "about", 7500, 2017, "7"),
        ],
    )
    def test_the_reports_figures_are_as_they_were_said(
        self, code: str, operator: str, number: int, year: int, page: str
    ) -> None:
        value = Value.objects.get(report__indicator__code=code, approved=True)

        assert (value.operator, value.number, value.report.period.starts_on.year) == (operator, number, year)
        assert (value.source, value.source_page) == ("Lägesrapport 2017", page)

    @pytest.mark.parametrize(
        ("name", "operator", "number", "said"),
        [
            ("Sociala företag", "exact", 9, ""),
            ("Anställda i företagen", "exact", 85, ""),
            ("Platser för arbetsträning", "exact", 280, ""),
            ("Nya jobb genom satsningen", "exact", 60, ""),
            ("Från arbetsträning till anställning", "about", 60, "närmare 60"),
            ("Antal platser jämfört med starten", "more", 3, "mer än 3×"),
            ("Omsättning jämfört med starten", "more", 3, "mer än 3×"),
        ],
    )
    def test_the_neighbours_figures_are_as_they_were_said(
        self, name: str, operator: str, number: int, said: str
    ) -> None:
        value = BenchmarkValue.objects.get(benchmark__name=name)

        assert (value.operator, value.number, value.as_said) == (operator, number, said)
        assert (value.benchmark.start_year, value.years) == (2011, 6)
        assert (value.source, value.source_page) == ("Lägesrapport 2017", "11")

    def test_the_two_sixties_say_that_they_may_be_the_same(self) -> None:
        sixties = Benchmark.objects.filter(values__number=60)

        assert len(sixties) == 2
        assert all("samma personer" in one.note for one in sixties)

    def test_none_of_three_municipalities_is_a_zero_and_not_a_silence(self) -> None:
        found = picture(Indicator.objects.get(code="kommuner-med-policy")).latest

        assert found is not None
        assert found.amount is not None
        assert (found.amount.numerator, found.amount.denominator, found.amount.number) == (0, 3, 0)

    def test_whatever_is_invented_says_so(self) -> None:
        assert set(Goal.objects.values_list("is_demo", flat=True)) == {True}
        for value in Value.objects.select_related("report__indicator", "report__period"):
            indicator = value.report.indicator
            if indicator.is_demo:
                assert "(påhittat i demon)" in indicator.name
                assert value.source == indicator.source == "Påhittat i demon"
            else:
                assert value.source == "Lägesrapport 2017"
                assert value.source_page
                assert value.report.period.starts_on.year <= 2017
        assert all("påhittad" in call.source for call in ImpactCall.objects.all())
        assert all("Påhittat i demon" in one.comment for one in ImpactAnswer.objects.all())
        assert all("Påhittat i demon" in one.source for one in Assumption.objects.all())
        assert set(BenchmarkValue.objects.values_list("source", flat=True)) == {"Lägesrapport 2017"}

    def test_returns_are_in_every_state_and_written_by_others_than_approve_them(self) -> None:
        assert set(Return.objects.values_list("state", flat=True)) == set(Return.State.values)
        assert not Return.objects.filter(reviewer=F("author")).exists()
        assert not Return.objects.filter(author=None).exists()
        assert Return.objects.get(state="sent_back").reason

    def test_locked_periods_are_as_they_were_frozen(self) -> None:
        locked = Period.objects.filter(state="locked")

        assert {2016, 2017} <= {one.starts_on.year for one in locked}
        for period in locked:
            snapshot = period.snapshots.get()
            assert hash_of(snapshot.content) == snapshot.hash
            assert hash_of(content_of(period, at=snapshot.taken_at)) == snapshot.hash

    def test_something_is_late_and_something_is_due_ahead(self) -> None:
        from django.utils import timezone

        late = [pair for one in pictures(Indicator.objects.all()) for pair in one.late()]
        assert {Organisation.objects.get(pk=one).slug for _span, one in late} >= {"hela-manniskan"}
        assert all(span.ends_on.year > 2017 for span, _one in late)
        assert Period.objects.filter(state="open", due__gt=timezone.localdate()).exists()

    def test_goals_stand_in_every_state_and_some_are_blank_about_them(self) -> None:
        assert set(Goal.objects.values_list("state", flat=True)) == set(Goal.State.values)
        assert set(Goal.objects.values_list("status_rule", flat=True)) == set(Goal.StatusRule.values)
        assert set(Position.objects.values_list("stance", flat=True)) == set(Position.Stance.values)
        council = Council.objects.get(slug="hbs")
        seated = Organisation.objects.filter(seats__council=council).distinct().count()
        assert all(one.positions.count() < seated for one in council.goals.all())
        assert {True, False} == {one.confirmed_at is None for one in Commitment.objects.all()}
        assert Target.objects.filter(number_version=2).exclude(reason="").exists()

    def test_activities_are_in_every_state_and_lead_back_to_what_was_said(self) -> None:
        assert set(Activity.objects.values_list("state", flat=True)) == set(Activity.State.values)
        came_from = Activity.objects.filter(origin_kind="message")
        assert came_from.count() == 5
        assert all(
            Message.objects.filter(pk=one.origin, room__council=one.goal.council_id).exists() for one in came_from
        )

    def test_four_answers_are_too_few_to_show_and_five_are_not(self) -> None:
        sums = {call.council.slug: impact_sum(call) for call in ImpactCall.objects.all()}

        assert (sums["stockholms-lan"].answers, sums["stockholms-lan"].places) == (4, None)
        assert (sums["hbs"].answers, sums["hbs"].places) == (5, -15)

    def test_the_public_sees_no_small_group(self) -> None:
        public = Indicator.objects.filter(visibility="public", goal__visibility="public", threshold__gt=0)
        sums = [one for found in pictures(public, public=True) for cell in found.cells for one in cell.sums]

        assert any(one.hidden for one in sums)
        assert not [one for one in sums if one.amount and 0 < one.amount.number < 5]

    def test_a_reader_without_an_account_finds_the_public_goals(self) -> None:
        client = open_browser(None)

        assert client.get("/mal/").status_code == 200
        assert client.get("/mal/hbs/").status_code == 200
        assert client.get(f"/mal/hbs/{Goal.objects.get(title__startswith='Fler kommer').number}/").status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.toml")), ids=lambda path: path.name)
def test_no_file_of_the_demo_holds_a_personal_number(path: Path) -> None:
    assert not has_personal_number(path.read_text())


@pytest.mark.django_db
def test_an_installation_that_is_no_demo_loads_nothing(settings: Any) -> None:
    settings.DEMO = False
    before = counts()

    with pytest.raises(CommandError):
        call_command("demo", stdout=StringIO())
    assert counts() == before


@pytest.mark.django_db
def test_the_command_prints_who_one_can_sign_in_as(loaded: None) -> None:
    out = StringIO()
    call_command("demo", stdout=out)

    for name, email, _note in personas():
        assert name in out.getvalue()
        assert email in out.getvalue()
