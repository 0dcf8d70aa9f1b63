"""People and organisations as they are kept."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actions import add_organisation
from accounts.models import Organisation, Person
from accounts.queries import organisations_managed_by
from events.errors import Invalid
from events.models import Event
from tests.world import SYSTEM, member, organisation, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_an_address_is_kept_in_small_letters() -> None:
    assert Person.objects.create_user(" Anna.Berg@Example.SE ", name="Anna").email == "anna.berg@example.se"


def test_two_people_have_no_address_in_common_whatever_its_letters() -> None:
    person("anna")

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="ANNA@example.se", name="Annan")


def test_a_person_is_found_whatever_the_letters_of_the_address() -> None:
    anna = person("anna")

    assert Person.objects.get_by_natural_key("Anna@EXAMPLE.se") == anna


def test_nobody_has_a_password_that_works() -> None:
    assert not person("anna").has_usable_password()


def test_no_column_holds_a_personal_number() -> None:
    names = {field.name for field in Person._meta.get_fields()}

    assert not {name for name in names if "personal" in name or "pnr" in name or "ssn" in name}


def test_organisations_form_a_tree() -> None:
    municipality = organisation("Sjöby kommun", "municipality")
    department = organisation("Arbetsmarknad", "department", parent=municipality)

    assert list(municipality.units.all()) == [department]


def test_an_organisation_is_not_its_own_parent() -> None:
    one = organisation("En", "company")

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=one.pk).update(parent=one)


def test_a_manager_looks_after_the_own_organisation_and_its_units_only() -> None:
    top = organisation("Kommunen", "municipality")
    own = organisation("Förvaltningen", "department", parent=top)
    unit = organisation("Enheten", "department", parent=own)
    organisation("Grannen", "department", parent=top)

    assert set(organisations_managed_by(member(own, role="manager"))) == {own, unit}
    assert not organisations_managed_by(member(own, role="officer")).exists()


@pytest.mark.parametrize("wrong", ["126", "01266", "12a6", "Sjöby"])
def test_a_municipality_code_is_four_digits(wrong: str) -> None:
    with pytest.raises(ValidationError):
        add_organisation(actor=SYSTEM, name="Kommunen", kind="municipality", municipality_code=wrong)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError):
        add_organisation(actor=SYSTEM, name="Något", kind="spaceship")


@pytest.mark.parametrize("field", ["name", "short_name", "description"])
def test_a_personal_number_in_any_text_of_an_organisation_is_refused(field: str) -> None:
    texts = {"name": "Firman", field: "Firma 121212-1212"}

    with pytest.raises(Invalid) as caught:
        add_organisation(actor=SYSTEM, kind="company", **texts)
    assert set(caught.value.fields) == {field}


def test_the_log_of_an_organisation_holds_no_name() -> None:
    organisation("Vävkooperativet", "asf")

    assert "Vävkooperativet" not in str(Event.objects.get().data)
