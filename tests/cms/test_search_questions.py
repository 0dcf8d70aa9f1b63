"""Any text may be asked. Nothing in it is a sign of the database's language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.asking import MOST_LETTERS, MOST_WORDS, asked
from cms.search.finding import Limits, find
from cms.search.index import FIELDS, beginning, fts5, matches, phrase, tsquery, tsvector, word
from cms.search.scoring import _terms_in_a_row, _terms_of
from cms.search.words import LONGEST, words

ODD = [
    '"', "'", '""', "*", "stöd*", "stöd AND", "NOT", "NEAR(a b)", "title:stöd", "a OR b", "-", "-stöd", "(", ")", "^stöd",
    "{text}: x", "%", "_", "\\", ";--", "' OR 1=1 --", "<>", "&", "|", "!", ":*", "a & b", "a <-> b", "\u200b", "å" * 500,
    "🙂", "👩‍👩‍👧 familj", "\ud7ff", "   ", "", "a" * 10_000, '"' * 300, "(" * 300, "ord " * 3000, "\0", "a\0b", "½ ² Ⅷ ﬁ İ ß",
    "\u202eomvänt", "e\u0301 a\u030a", "1", "a", "2017-10-02", "%s %d {0}",
]  # fmt: skip


@given(st.text(max_size=400))
def test_a_question_is_letters_and_digits_whatever_is_asked(text: str) -> None:
    question = asked(text)
    everything = [one.text for one in question.words] + [one for some in question.phrases for one in some]
    assert all(one.isalnum() and len(one) <= LONGEST for one in everything)
    assert len(question.text) <= MOST_LETTERS
    assert len(question.words) <= MOST_WORDS


@given(st.text(max_size=400))
def test_a_text_is_cut_into_the_words_that_are_asked_for(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text(max_size=200))
def test_both_query_languages_hold_nothing_but_what_we_put_there(text: str) -> None:
    question = asked(text)
    terms = [term for one in question.words for term, _ in _terms_of(one)]
    terms += [term for some in question.phrases for term, _ in _terms_in_a_row(some)]
    for term in terms:
        inside = fts5(term).removeprefix(f'{{{term.field}}} : "').removesuffix(" *").removesuffix('"')
        assert all(one.isalnum() for one in inside.split(" "))
        assert all(one.split(":")[0].strip("'").isalnum() for one in tsquery(term).split(" <-> "))


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=600))
def test_a_vector_holds_each_word_at_a_place_with_the_weight_of_its_field(title: str, summary: str, body: str) -> None:
    fields = dict(zip(FIELDS, map(words, (title, summary, body)), strict=True))
    for one in tsvector(fields, "sv").split():
        lexeme, place = one.split(":")
        assert lexeme.strip("'").isalnum()
        assert 1 <= int(place[:-1]) <= 16_383
        assert place[-1] in "ABC"


@pytest.mark.django_db
@given(st.text(max_size=60))
def test_the_database_understands_every_question(text: str) -> None:
    question = asked(text)
    terms = [
        one
        for field in FIELDS
        for each in question.words
        for one in (word(field, each.text), beginning(field, each.text))
    ]
    terms += [phrase(field, some) for field in FIELDS for some in question.phrases]
    assert len(matches(terms)) == len(terms)


@pytest.mark.django_db
@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_odd_questions_find_nothing_and_do_no_harm(question: str) -> None:
    assert find(question, Limits()).rows == []


def test_a_long_question_is_cut_and_it_is_said() -> None:
    assert asked("ord " * 3000).was_cut
    assert asked("a" * 10_000).was_cut
    assert asked(" ".join(f"ord{number}" for number in range(20))).was_cut
    assert not asked("kort").was_cut


def test_quotation_marks_of_every_kind_hold_words_in_a_row() -> None:
    for text in ('"lokal kontakt" nu', "”lokal kontakt” nu", "“lokal kontakt” nu", "«lokal kontakt» nu"):
        question = asked(text)
        assert question.phrases == (("lokal", "kontakt"),)
        assert [one.text for one in question.words] == ["nu"]


def test_an_open_quotation_mark_is_passed_over() -> None:
    assert [one.text for one in asked('"lokal kontakt').words] == ["lokal", "kontakt"]
