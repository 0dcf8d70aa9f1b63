"""Nothing that leaves the house, and nothing that stays in it, joins somebody to what they did without a name.

The officer and a guest vote, answer, ask, lend voices, write at a table and on a hidden board, each thing twice. A
member of their table, one without a socket, two hosts and the wall get all that others get; afterwards the record is
taken home in every form. All of it is gathered once, and each test here reads all of it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.management import call_command

from tests.harness.servers import Server
from tests.processes.browser import Browser
from tests.processes.confidences import Evening, all_rows, as_kept
from tests.processes.papers import told_together

pytestmark = pytest.mark.timeout(600)


class Gathered:
    """All that came out of the evening."""

    def __init__(self, evening: Evening, server: Server) -> None:
        """Let the evening pass, and gather."""
        evening.pass_by()
        self.known_by, self.secrets = evening.known_by, as_kept(evening.secrets)
        self.deeds, self.refused = evening.deeds, evening.refused
        self.bytes = {who: [t for tab in evening.others(who).values() for t in tab.bytes] for who in self.known_by}
        self.heads = [head for tab in evening.tabs.values() for head in tab.heads]
        self.files = {(reader, form): found for reader, form, found in evening.files()}
        self.rows = list(all_rows())
        self.delivered = evening.delivered()
        self.log = server.log.read_text(errors="replace").splitlines()

    def names(self, who: str, text: str) -> bool:
        """Say whether a text gives somebody away."""
        return any(one in text for one in self.known_by[who])

    def joins(self, text: str) -> bool:
        """Say whether a text has something secret in it, and something that gives one of the two away."""
        return any(one in text for one in self.secrets) and any(self.names(who, text) for who in self.known_by)

    def joining(self, texts: Iterable[str]) -> list[str]:
        """Return those texts that join."""
        return [text for text in texts if self.joins(text)]


@pytest.fixture(scope="module")
def evening(bare_ground: None, lasting: Server, lays: Callable[[], Any], django_db_blocker: Any) -> Iterator[Gathered]:
    """The evening has passed. It costs some seconds, so that all tests read what one brought."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        stack.callback(call_command, "flush", verbosity=0, interactive=False)
        yield Gathered(
            Evening(lasting, lays(), lambda *told: stack.enter_context(Browser(*told))),
            lasting,
        )


# --- While it goes on --------------------------------------------------------------------------------------------


def test_everything_was_done_and_everybody_was_told(evening):
    assert {answer.status for deed in evening.deeds for answer in deed.answers} == {200, 202}
    assert {deed.what for deed in evening.deeds} == {
        "röst", "enkät", "incheckning", "utvärdering", "sent svar", "fråga", "stöd", "rad", "sen rad", "dold lapp"
    }  # fmt: skip
    assert not [deed.what for deed in evening.deeds if not deed.sent]


def test_no_byte_sent_to_others_joins_somebody_to_what_they_did_without_a_name(evening):
    for who, texts in evening.bytes.items():
        pieces = {piece for text in texts if text for piece in told_together(json.loads(text))}
        assert [piece for piece in pieces if any(one in piece for one in evening.secrets)], "there is something to join"
        assert not [
            piece for piece in pieces if evening.names(who, piece) and any(one in piece for one in evening.secrets)
        ]


def test_what_others_are_sent_because_of_it_names_nobody(evening):
    assert not [text for deed in evening.deeds for text in deed.sent if evening.names(deed.who, text)]


def test_no_header_names_anybody(evening):
    assert not [head for head in evening.heads for who in evening.known_by if evening.names(who, head)]


def test_whoever_sends_the_same_again_gets_the_same_and_leaves_no_trace(evening):
    for deed in evening.deeds:
        first, again = deed.answers
        # PostgreSQL keeps the answers to questions in an order of its own.
        assert (first.status, json.loads(first.text or "null")) == (again.status, json.loads(again.text or "null"))
        assert not evening.names(deed.who, first.text)
        assert deed.changed_again == []


# --- Errors ------------------------------------------------------------------------------------------------------


def test_who_touches_what_is_anothers_is_refused_in_the_same_words_whosever_it_is(evening):
    for what, answers in evening.refused.items():
        assert answers["officer"] == answers["guest"], what
        assert answers["officer"].status in {403, 404, 409, 412, 422}, what


def test_no_refusal_names_anybody(evening):
    told = [answer.text for answers in evening.refused.values() for answer in answers.values()]
    assert not [text for text in told for who in evening.known_by if evening.names(who, text)]


# --- What is kept ------------------------------------------------------------------------------------------------


def test_what_is_done_without_a_name_changes_no_row_that_names_who_did_it(evening):
    """No row means no column: no time of last use, no counter, no place in an order."""
    for deed in evening.deeds:
        assert deed.changed
        assert not [row for row in deed.changed if evening.names(deed.who, row)], deed.what


def test_no_row_joins_somebody_to_what_they_did_without_a_name(evening):
    assert evening.joining(evening.rows) == []


def test_no_mark_on_what_is_signed_stands_on_what_is_secret(evening):
    marks = {
        json.loads(row).get("owner")
        for row in evening.rows
        if "Undertecknad" in row and any(evening.names(who, row) for who in evening.known_by)
    } - {None, ""}
    assert len(marks) == 4, "a question and a note of each"
    assert not [row for deed in evening.deeds for row in deed.changed if any(one in row for one in marks)]


def test_no_line_of_the_servers_log_joins(evening):
    assert evening.joining(evening.log) == []


def test_no_webhook_is_sent_who_it_was(evening):
    unsigned = [text for text in evening.delivered if "tally_changed" in text or "line_tabled" in text]
    assert unsigned
    assert not [text for text in unsigned for who in evening.known_by if evening.names(who, text)]
    assert evening.joining(evening.delivered) == []


# --- What is taken home ------------------------------------------------------------------------------------------


def test_no_form_of_the_record_joins(evening):
    for (reader, form), pieces in evening.files.items():
        assert any(one in piece for one in evening.secrets for piece in pieces), (reader, form)
        assert evening.joining(pieces) == [], (reader, form)
