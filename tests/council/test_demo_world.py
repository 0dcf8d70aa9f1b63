"""The demo world is loaded once, wholly, and holds nothing that it should not."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from accounts.models import Organisation, Person
from accounts.text import has_personal_number
from council.demo.load import FOLDER, load, personas
from council.rooms.models import Message, Question, Room
from council.seats.models import Council, Seat
from events.chain import faults_in
from events.models import Event, Stream
from tests.browsers import open_browser

HOUSE = ["accounts", "council", "events"]


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
                    texts = [text for text in row if isinstance(text, str) and len(text) != 64]
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
