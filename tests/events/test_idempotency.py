"""The same request sent twice is done once and answered twice."""

import threading
import time
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from accounts.models import Organisation
from council.rooms.actions import post_message
from council.rooms.models import Message
from events.actor import System
from events.errors import Forbidden, Gone, Invalid, KeyReused
from events.idempotency import KEPT, fingerprint, forget_old, keyed
from events.models import Event, StoredAnswer
from tests.events.doing import enter
from tests.world import SYSTEM


def under(key: str, action, **arguments):
    """Call an action under a key."""
    with keyed(key):
        return action(**arguments)


@pytest.mark.django_db
class TestKeys:
    def test_the_same_key_gives_the_same_answer_and_does_nothing_more(self, world):
        ask = partial(under, "k1", post_message, actor=world.officer, room=world.open_room, text="En gång.")
        first, second = ask(), ask()
        assert first.pk == second.pk
        assert Message.objects.filter(text="En gång.").count() == 1
        assert Event.objects.filter(type="council.message_posted").count() == 1

    def test_the_answer_shows_the_thing_as_it_is_now(self, world):
        from council.rooms.actions import edit_message

        ask = partial(under, "k1", post_message, actor=world.officer, room=world.open_room, text="Först.")
        edit_message(actor=world.officer, message=ask(), text="Sedan.", expected=1)
        assert ask().text == "Sedan."

    def test_the_same_key_for_another_body_is_a_clear_error_and_changes_nothing(self, world):
        under("k1", post_message, actor=world.officer, room=world.open_room, text="Ett.")
        with pytest.raises(KeyReused):
            under("k1", post_message, actor=world.officer, room=world.open_room, text="Två.")
        assert Message.objects.count() == 1

    def test_the_same_key_for_another_action_is_an_error_too(self, world):
        under("k1", post_message, actor=world.officer, room=world.open_room, text="Ett.")
        with pytest.raises(KeyReused):
            under("k1", enter, actor=SYSTEM_AS(world.officer), name="Något annat")

    def test_two_people_may_use_the_same_key(self, world):
        mine = under("k1", post_message, actor=world.officer, room=world.open_room, text="Lika.")
        yours = under("k1", post_message, actor=world.facilitator, room=world.open_room, text="Lika.")
        assert mine.pk != yours.pk

    def test_without_a_key_every_call_counts(self, world):
        for _ in range(2):
            under("", post_message, actor=world.officer, room=world.open_room, text="Igen.")
        assert Message.objects.filter(text="Igen.").count() == 2

    def test_a_key_belongs_to_the_outermost_action_alone(self, world):
        """A message that is also a question runs an action inside an action; the key is used once."""
        from datetime import date

        ask = partial(
            under,
            "k1",
            post_message,
            actor=world.officer,
            room=world.open_room,
            text="När?",
            question_to=world.organisations["asf"],
            question_due=date.today(),  # noqa: DTZ011
        )
        assert ask().pk == ask().pk
        assert StoredAnswer.objects.filter(key="k1").count() == 1

    def test_a_key_does_not_outlive_its_block(self, world):
        under("k1", post_message, actor=world.officer, room=world.open_room, text="Ett.")
        post_message(actor=world.officer, room=world.open_room, text="Två.")
        assert Message.objects.count() == 2

    def test_a_call_that_was_refused_can_be_made_again_under_its_key(self, world):
        with pytest.raises(Invalid):
            under("k1", post_message, actor=world.officer, room=world.open_room, text="")
        assert under("k1", post_message, actor=world.officer, room=world.open_room, text="Nu så.").text == "Nu så."

    def test_a_call_that_was_forbidden_keeps_no_answer(self, world):
        with pytest.raises(Forbidden):
            under("k1", post_message, actor=world.outsider, room=world.open_room, text="Hej")
        assert not StoredAnswer.objects.filter(key="k1").exists()

    def test_the_answer_to_something_that_is_gone_says_so(self):
        made = under("k1", enter, actor=SYSTEM, name="Förgänglig")
        Organisation.objects.filter(pk=made.pk).delete()
        with pytest.raises(Gone):
            under("k1", enter, actor=SYSTEM, name="Förgänglig")

    def test_another_hat_is_another_request(self, world):
        """What was done for one organisation is no answer to a request made for another."""
        from tests.world import member, seated

        officer = world.officer
        under("k1", post_message, actor=officer, room=world.open_room, text="Hatten.")
        other_hat = member(world.organisations["business"], officer.person)
        seated(world.seats["business"], other_hat)
        with pytest.raises(KeyReused):
            under("k1", post_message, actor=other_hat, room=world.open_room, text="Hatten.")

    @pytest.mark.parametrize("key", ["x" * 81, "nyckel-å", "two\nlines", "null\0"])
    def test_a_key_is_short_printable_ascii(self, key):
        with pytest.raises(Invalid), keyed(key):
            pass

    def test_answers_are_forgotten_after_some_days(self, world):
        under("old", enter, actor=SYSTEM, name="Gammal")
        under("new", enter, actor=SYSTEM, name="Ny")
        answer = StoredAnswer.objects.get(key="old")
        StoredAnswer.objects.filter(pk=answer.pk).update(created_at=answer.created_at - KEPT - timedelta(minutes=1))
        assert forget_old() == 1
        assert StoredAnswer.objects.filter(key="new").exists()


class TestFingerprint:
    def test_the_order_of_arguments_does_not_count(self):
        assert fingerprint("a", {"x": 1, "y": 2}) == fingerprint("a", {"y": 2, "x": 1})

    def test_a_secret_that_is_made_up_for_each_call_does_not_count(self):
        assert fingerprint("a", {"secret": "one"}) == fingerprint("a", {"secret": "two"})

    def test_different_values_differ(self):
        values = [None, "", "1", 1, True, UUID(int=1), [1], ["1"], {"a": 1}, b"1"]
        prints = {fingerprint("a", {"x": value}) for value in values}
        assert len(prints) >= len(values) - 1  # Only 1 and "1" inside JSON could ever be told apart by type alone.

    def test_a_uuid_is_the_same_as_itself_made_anew(self):
        one = uuid4()
        assert fingerprint("a", {"x": one}) == fingerprint("a", {"x": UUID(str(one))})


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_eight_calls_under_one_key_do_it_once(self, world, in_threads):
        call = partial(under, "k1", post_message, actor=world.officer, room=world.open_room, text="Samtidigt.")
        answers = in_threads([call] * 8)
        assert len({one.pk for one in answers}) == 1
        assert Message.objects.filter(text="Samtidigt.").count() == 1

    def test_the_second_caller_waits_for_the_first_and_does_it_when_the_first_gives_up(self, in_threads):
        entered = threading.Event()

        def gives_up() -> object:
            from django.db import transaction

            with transaction.atomic():
                under("k1", enter, actor=SYSTEM, name="Delad")
                entered.set()
                time.sleep(0.3)
                transaction.set_rollback(True)

        def follows() -> object:
            entered.wait(timeout=30)
            return under("k1", enter, actor=SYSTEM, name="Delad")

        gave_up, made = in_threads([gives_up, follows])
        assert gave_up is None
        assert isinstance(made, Organisation)
        assert Organisation.objects.filter(name="Delad").count() == 1


class SYSTEM_AS(System):  # noqa: N801
    """The system, under the reference of a person, to share that person's keys."""

    def __init__(self, actor) -> None:
        super().__init__("tests")
        object.__setattr__(self, "_ref", actor.ref)

    @property
    def ref(self) -> str:
        return self._ref


class Idempotency(RuleBasedStateMachine):
    """Calls with and without keys, again and with other bodies, refused or failing on the way, against a model."""

    keys = Bundle("keys")
    actors = st.sampled_from([System("one"), System("two")])
    names = st.sampled_from(["Alfa", "Beta"])

    def __init__(self) -> None:
        super().__init__()
        StoredAnswer.objects.all().delete()
        self.started = set(Organisation.objects.values_list("pk", flat=True))
        self.done = 0
        self.answers: dict[tuple[str, str], tuple[str, UUID]] = {}
        self.gone: set[UUID] = set()

    @rule(target=keys, key=st.uuids())
    def a_new_key(self, key):
        return str(key)

    @rule(key=keys, actor=actors, name=names)
    def call(self, key, actor, name):
        known = self.answers.get((actor.ref, key))
        if known is None:
            made = under(key, enter, actor=actor, name=name)
            self.answers[actor.ref, key] = (name, made.pk)
            self.done += 1
        elif known[0] != name:
            with pytest.raises(KeyReused):
                under(key, enter, actor=actor, name=name)
        elif known[1] in self.gone:
            with pytest.raises(Gone):
                under(key, enter, actor=actor, name=name)
        else:
            assert under(key, enter, actor=actor, name=name).pk == known[1]

    @rule(actor=actors, name=names)
    def call_without_a_key(self, actor, name):
        under("", enter, actor=actor, name=name)
        self.done += 1

    @rule(key=keys, actor=actors, name=names)
    def fail_on_the_way(self, key, actor, name):
        """A failure keeps nothing, so the key is as free or as taken as it was."""
        error = RuntimeError if (actor.ref, key) not in self.answers else KeyReused
        with pytest.raises(error):
            under(key, enter, actor=actor, name=name, fails=True)

    @rule(key=consumes(keys))
    def forget(self, key):
        """After some days a key is as good as new."""
        StoredAnswer.objects.filter(key=key).update(created_at="2001-01-01T00:00:00Z")
        forget_old()
        for actor, known in list(self.answers):
            if known == key:
                del self.answers[actor, known]

    @rule(key=keys, actor=actors)
    def the_thing_goes(self, key, actor):
        if known := self.answers.get((actor.ref, key)):
            self.gone.add(known[1])
            Organisation.objects.filter(pk=known[1]).delete()

    @invariant()
    def everything_was_done_as_often_as_it_should(self):
        there = Organisation.objects.exclude(pk__in=self.started).count()
        assert there == self.done - len(self.gone)
        assert StoredAnswer.objects.count() == len(self.answers)


@pytest.mark.django_db
def test_any_sequence_of_calls_agrees_with_the_model():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Idempotency, settings=settings(max_examples=40, stateful_step_count=20, deadline=None, derandomize=True)
    )
