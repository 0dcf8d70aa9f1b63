"""Swedish numbers for tests: made with the right check digit, of nobody and nothing that exists."""

from hypothesis import strategies as st


def with_check_digit(nine: str) -> str:
    """Add the tenth digit by Luhn's rule, reckoned here on its own so that the house's is not its own judge."""
    total = sum(sum(map(int, str(int(digit) * (2 - place % 2)))) for place, digit in enumerate(nine))
    return nine + str(-total % 10)


@st.composite
def personal_numbers(draw: st.DrawFn, *, coordination: bool = False) -> str:
    """Return the ten digits of a personal number, or of a coordination number."""
    born = draw(st.dates())
    day = born.day + (60 if coordination else 0)
    return with_check_digit(f"{born.year % 100:02}{born.month:02}{day:02}{draw(st.integers(0, 999)):03}")


@st.composite
def organisation_numbers(draw: st.DrawFn) -> str:
    """Return the ten digits of a legal person's number."""
    first = draw(st.sampled_from("256789"))
    rest = "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=6, max_size=6)))
    return with_check_digit(first + draw(st.sampled_from("0123456789")) + draw(st.sampled_from("23456789")) + rest)
