"""The gate that every free text passes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.text import clean_text, has_personal_number
from events.errors import Invalid
from tests.accounts.numbers import organisation_numbers, personal_numbers, with_check_digit

pytestmark = pytest.mark.once

NUMBER = with_check_digit("121212121")
SPELLINGS = [
    "{y}{mmdd}{last}", "{y}{mmdd}-{last}", "{y}{mmdd} {last}", "{y}{mmdd}+{last}", "{y}{mmdd}–{last}",
    "{y}{mmdd}\u2011{last}", "{y}{mmdd}\u2212{last}", "{y}{mmdd}\u00a0{last}", "{y}{mmdd} - {last}",
    "19{y}{mmdd}{last}", "19{y}{mmdd}-{last}", "20{y}{mmdd}-{last}", "18{y}{mmdd} {last}",
    "19{y}-{mm}-{dd}-{last}", "19{y} {mm} {dd} {last}", "{y}{mmdd}-\u200b{last}", "{y}\u2060{mmdd}{last}",
]  # fmt: skip


def refusal(value: object, *, field: str = "text", limit: int = 100, **how: bool) -> str:
    with pytest.raises(Invalid) as caught:
        clean_text(value, field=field, limit=limit, **how)
    assert set(caught.value.fields) == {field}
    return str(caught.value.fields[field][0])


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(number=personal_numbers())
def test_a_personal_number_is_found_however_it_is_spelled(spelling: str, number: str) -> None:
    written = spelling.format(y=number[:2], mm=number[2:4], dd=number[4:6], mmdd=number[2:6], last=number[6:])

    assert has_personal_number(f"Ring {written}, tack.")


@given(number=personal_numbers(coordination=True))
def test_a_coordination_number_is_a_personal_number_too(number: str) -> None:
    assert has_personal_number(number)
    assert has_personal_number(f"20{number[:6]}-{number[6:]}")


@given(number=organisation_numbers())
def test_an_organisation_number_is_not_taken_for_a_person(number: str) -> None:
    assert not has_personal_number(f"Vi heter {number[:6]}-{number[6:]}.")
    assert not has_personal_number(number)
    assert not has_personal_number(f"16{number}")


@pytest.mark.parametrize(
    "harmless",
    [
        "070-123 45 67", "+46 70 123 45 67", "08-123 456 78", "0500-12 34 56", "08-535 302 00",  # telephones
        "Bg 5050-1055", "Pg 90 20 03-3", "2017-10-02 14:30", "2017-10-02", "1 234 567 890 kr", "20171002-20171231",
        "https://example.se/1234567890123456", "SKV 709", "F1 17, 64 §", "1212121212121212",
    ],
)  # fmt: skip
def test_telephones_accounts_days_and_sums_are_not_taken_for_a_person(harmless: str) -> None:
    assert not has_personal_number(harmless)


@pytest.mark.parametrize("around", ["{number}aaa2a2", "1a2b3c4d-1234-4321-8abc-ab{number}",
                                    "1a{y}{mmdd}-{last}-4321-8abc-1a2b3c4d5e6f"])  # fmt: skip
@given(number=personal_numbers())
def test_ten_digits_within_an_identifier_are_no_person(around: str, number: str) -> None:
    identifier = around.format(number=number, y=number[:2], mmdd=number[2:6], last=number[6:])

    assert not has_personal_number(f"Se https://arena.se/{identifier}/ för mer.")
    assert not has_personal_number(identifier.upper())


@given(number=personal_numbers())
def test_a_number_beside_letters_is_still_a_person(number: str) -> None:
    assert has_personal_number(f"nr{number}")
    assert has_personal_number(f"deltagare{number}!")


def test_ten_digits_with_a_wrong_check_digit_are_no_personal_number() -> None:
    assert not has_personal_number(NUMBER[:9] + str((int(NUMBER[9]) + 1) % 10))


def test_ten_digits_that_are_no_day_are_no_personal_number() -> None:
    assert not has_personal_number(with_check_digit("121312121"))
    assert not has_personal_number(with_check_digit("120230121"))


def test_the_refusal_explains_and_does_not_repeat_the_number() -> None:
    said = refusal(f"Deltagaren {NUMBER[:6]}-{NUMBER[6:]} börjar på måndag.")

    assert said
    assert NUMBER[6:] not in said


@given(letters=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Nd"]), max_size=60))
def test_what_is_let_through_is_composed_trimmed_and_stays_so(letters: str) -> None:
    cleaned = clean_text(letters, field="text", limit=200, required=False)

    assert cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_text(cleaned, field="text", limit=200, required=False) == cleaned


def test_letters_are_composed() -> None:
    assert clean_text("A\u030angest o\u0308ver Bju\u0308rn", field="text", limit=100) == "Ångest över Bjürn"


def test_line_ends_become_one_kind_and_a_line_stays_one_line() -> None:
    assert clean_text("ett\r\ntvå\rtre\n", field="text", limit=100) == "ett\ntvå\ntre"
    assert clean_text("ett\r\n två\t tre ", field="text", limit=100, one_line=True) == "ett två tre"


@pytest.mark.parametrize("over", [1, 2, 37])
def test_what_is_too_long_is_told_by_how_much(over: int) -> None:
    assert str(over) in refusal("å" * (100 + over))


def test_what_just_fits_is_let_through() -> None:
    assert clean_text("å" * 100, field="text", limit=100) == "å" * 100
    assert len(clean_text("𐍈" * 100, field="text", limit=100)) == 100


@pytest.mark.parametrize(
    "nothing", ["", "   ", "\n\t\n", "\u200b", "\u200b\u200d\u2060\ufeff", "\u00a0\u3000", "\u202e"]
)
def test_what_shows_nothing_is_empty(nothing: str) -> None:
    refusal(nothing)


def test_what_shows_nothing_is_let_through_where_nothing_is_needed() -> None:
    assert clean_text("  ", field="text", limit=100, required=False) == ""


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9f"])
def test_control_characters_are_refused(control: str) -> None:
    refusal(f"Hej{control} då")


@pytest.mark.parametrize("half", [chr(0xD800), chr(0xDFFF), f"ok {chr(0xD83D)} slut"])
def test_half_a_character_is_refused(half: str) -> None:
    refusal(half)


@pytest.mark.parametrize("other", [None, 7, 7.5, True, [], {}, b"hej"])
def test_what_is_not_text_is_refused(other: object) -> None:
    refusal(other)


def test_the_refusal_stands_at_its_field() -> None:
    refusal("", field="reason")
