"""Organisationsnummer: ten digits that name a Swedish legal person."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.se import orgnr


def clean_organisation_number(text: str) -> str:
    """Return the ten digits of an organisationsnummer.

    The third digit is at least 2 in a legal person's number (Skatteverket, SKV 709); below that the number is
    a sole trader's personal number, which is refused before it is stored or logged.

    Raises:
        ValidationError: wrong length, wrong check digit (Luhn), or a personal number. It never repeats the number.
    """
    try:
        digits: str = orgnr.validate(text)
    except NumberError:
        raise ValidationError(_("This is not an organisation number: check the digits.")) from None
    if digits[2] < "2":
        raise ValidationError(_("This is a personal number. Arenan stores none; leave the field empty."))
    return digits


def validate_organisation_number(text: str) -> None:
    """Refuse what `clean_organisation_number` refuses; for model fields."""
    clean_organisation_number(text)
