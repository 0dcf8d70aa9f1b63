"""Two versions side by side: a change is shown where it is, and told in words."""

from typing import Any

import pytest

from cms.policy.comparing import compare
from cms.policy.models import PolicyVersion
from cms.policy.text import plain
from cms.policy.wording import Piece, compared_sentences, compared_texts, compared_words

pytestmark = pytest.mark.once


def section(key: str, number: int, heading: str, text: str = "Text.", html: str = "") -> dict[str, Any]:
    return {"id": key, "number": number, "heading": heading, "text": text, "html": html or f"<p>{text}</p>"}


def version(*sections: dict[str, Any], **more: Any) -> PolicyVersion:
    return PolicyVersion(**{"title": "Policy", "sections": list(sections)} | more)


def told(old: PolicyVersion, new: PolicyVersion) -> list[tuple[str, str, bool]]:
    """Return heading, state and whether it has moved, section by section."""
    return [
        ("".join(one.text for one in part.heading if one.kind != "del"), part.state, part.moved)
        for part in compare(old, new).sections
    ]


def test_what_is_the_same_is_told_as_the_same() -> None:
    one = version(section("a", 1, "Syfte"))
    assert told(one, one) == [("Syfte", "same", False)]
    assert compare(one, one).is_same


def test_a_new_section_moves_nothing_though_the_numbers_behind_it_grow() -> None:
    old = version(section("a", 1, "Syfte"), section("b", 2, "Ansvar"))
    new = version(section("a", 1, "Syfte"), section("c", 2, "Dialog"), section("b", 3, "Ansvar"))
    assert told(old, new) == [("Syfte", "same", False), ("Dialog", "added", False), ("Ansvar", "same", False)]
    assert compare(old, new).sections[2].old_number == 2


def test_one_section_that_changes_place_is_the_one_that_has_moved() -> None:
    old = version(*(section(key, n, key) for n, key in enumerate("abcd", start=1)))
    new = version(*(section(key, n, key) for n, key in enumerate("bcda", start=1)))
    assert [(name, moved) for name, _state, moved in told(old, new)] == [
        ("b", False),
        ("c", False),
        ("d", False),
        ("a", True),
    ]


def test_what_was_taken_out_stands_where_it_stood() -> None:
    old = version(section("a", 1, "Syfte"), section("b", 2, "Ansvar"), section("c", 3, "Slut"))
    new = version(section("a", 1, "Syfte"), section("c", 2, "Slut"))
    assert told(old, new) == [("Syfte", "same", False), ("Ansvar", "removed", False), ("Slut", "same", False)]


def test_a_section_made_anew_under_its_old_heading_is_the_same_section() -> None:
    old, new = version(section("a", 1, "Syfte", "Vi vill.")), version(section("x", 1, "Syfte", "Vi ska."))
    assert told(old, new) == [("Syfte", "changed", False)]


def test_two_sections_of_one_heading_are_told_apart() -> None:
    old = version(section("a", 1, "Stöd", "Ett."), section("b", 2, "Stöd", "Två."))
    new = version(section("x", 1, "Stöd", "Ett."), section("y", 2, "Stöd", "Två."))
    assert [state for _name, state, _moved in told(old, new)] == ["same", "same"]


def test_a_link_that_changes_is_told_though_the_words_are_the_same() -> None:
    old = version(section("a", 1, "Syfte", "Se lagen.", '<p>Se <a href="/a">lagen</a>.</p>'))
    new = version(section("a", 1, "Syfte", "Se lagen.", '<p>Se <a href="/b">lagen</a>.</p>'))
    [part] = compare(old, new).sections
    assert part.state == "changed"
    assert part.only_form


def test_facts_that_differ_are_told_and_others_are_not() -> None:
    old = version(facts={"document": "policy", "review_on": "2018-01-01"})
    new = version(facts={"document": "policy", "adopted_on": "2017-05-02"})
    assert {(one.name, one.old, one.new) for one in compare(old, new).facts} == {
        ("review_on", "2018-01-01", ""),
        ("adopted_on", "", "2017-05-02"),
    }


def test_one_word_is_marked_and_not_the_sentence() -> None:
    assert compared_words("Köp tio procent.", "Köp tolv procent.") == [
        Piece("same", "Köp "),
        Piece("del", "tio"),
        Piece("ins", "tolv"),
        Piece("same", " procent."),
    ]


def test_a_sentence_that_is_added_is_marked_whole() -> None:
    pieces = compared_sentences("Ett står här. Tre står här.", "Ett står här. Nytt kommer in. Tre står här.")
    assert [one.text.strip() for one in pieces if one.kind == "ins"] == ["Nytt kommer in."]
    assert not [one for one in pieces if one.kind == "del"]


def test_paragraphs_are_held_against_the_one_they_are_like() -> None:
    old = "Nämnden köper av sociala företag.\nFörvaltningen följer upp varje år."
    new = "En helt annan inledning.\nNämnden köper mer av sociala företag.\nFörvaltningen följer upp varje år."
    assert [row.kind for row in compared_texts(old, new)] == ["added", "changed", "same"]


def test_nothing_is_lost_between_the_two_sides() -> None:
    old = "Ett två tre. Fyra fem.\nSex sju åtta nio tio."
    new = "Ett tre. Fyra fem sex.\nSju.\nSex sju åtta elva tio."
    rows = compared_texts(old, new)
    assert [text for row in rows if (text := "".join(one.text for one in row.old))] == old.splitlines()
    assert [text for row in rows if (text := "".join(one.text for one in row.new))] == new.splitlines()


def test_very_long_texts_are_compared_too() -> None:
    old = "\n".join(f"Stycke nummer {n} om köp av tjänster." for n in range(400))
    rows = compared_texts(old, old.replace("nummer 200 om", "nummer 200 handlar om") + "\n" + "ord " * 2000)
    assert [row.kind for row in rows if row.kind != "same"] == ["changed", "added"]


def test_words_come_out_of_markup_line_by_line() -> None:
    assert plain("<p>Ett<br/>två &amp; tre</p><ul><li>fyra</li></ul><p></p>") == "Ett\ntvå & tre\n– fyra"
