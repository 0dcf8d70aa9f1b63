"""Organisation numbers are checked, and a personal number among them is neither stored nor repeated."""

import logging
from unittest.mock import ANY

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given

from accounts.actions import add_organisation
from accounts.models import Organisation
from accounts.organisation_number import clean_organisation_number
from tests.accounts.numbers import organisation_numbers, personal_numbers, with_check_digit
from tests.world import SYSTEM

pytestmark = pytest.mark.once

GOOD = with_check_digit("556016068")
PERSONAL = with_check_digit("640823323")


@given(number=organisation_numbers())
def test_a_right_number_is_taken_with_and_without_its_hyphen(number: str) -> None:
    assert clean_organisation_number(number) == number
    assert clean_organisation_number(f"{number[:6]}-{number[6:]}") == number


@given(number=organisation_numbers())
def test_a_wrong_check_digit_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        clean_organisation_number(number[:9] + str((int(number[9]) + 1) % 10))


@given(number=personal_numbers())
def test_a_personal_number_is_refused_and_not_repeated(number: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_organisation_number(number)

    assert number not in str(caught.value)
    assert number[6:] not in "".join(caught.value.messages)


@pytest.mark.parametrize(
    "wrong", ["", "1", "55601606", "55601606801", "556016068A", "ååååååååååå", "5560160680 5560160680"]
)
def test_what_is_no_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        clean_organisation_number(wrong)


@pytest.mark.django_db
class TestStored:
    def test_an_organisation_keeps_its_number(self) -> None:
        assert add_organisation(actor=SYSTEM, name="Bolaget", kind="company", organisation_number=GOOD).pk
        assert Organisation.objects.get().organisation_number == GOOD

    def test_a_personal_number_is_neither_stored_nor_logged_nor_told(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), pytest.raises(ValidationError) as caught:
            add_organisation(actor=SYSTEM, name="Enskild firma", kind="company", organisation_number=PERSONAL)

        assert caught.value.message_dict == {"organisation_number": [ANY]}
        assert PERSONAL not in str(caught.value)
        assert PERSONAL not in caplog.text
        assert not Organisation.objects.exists()

    def test_the_database_itself_refuses_a_personal_number(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(name="F", slug="f", kind="company", organisation_number=PERSONAL)

    def test_two_organisations_have_no_number_in_common(self) -> None:
        add_organisation(actor=SYSTEM, name="A", kind="company", organisation_number=GOOD)

        with pytest.raises(ValidationError):
            add_organisation(actor=SYSTEM, name="B", kind="company", organisation_number=GOOD)

    def test_many_organisations_have_none(self) -> None:
        add_organisation(actor=SYSTEM, name="A", kind="company")
        add_organisation(actor=SYSTEM, name="B", kind="company")

        assert set(Organisation.objects.values_list("organisation_number", flat=True)) == {None}
