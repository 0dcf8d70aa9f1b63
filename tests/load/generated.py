"""A large shared picture: twelve organisations, forty indicators, eight periods, three cells. Run in the bench's world.

Its returns are put into the tables whole, as they stand after years of reporting; what is measured then goes through
the API. It prints what the bench needs to know after the word READY.
"""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.actions import add_membership, add_organisation, create_token, new_token_secret
from accounts.actor import PersonActor
from accounts.models import Membership, Person
from council.seats.actions import add_seat, appoint, found_council, give_office
from events.actor import System
from events.reading import position
from network.goals import actions
from network.goals.models import Indicator, Period, Return, Value

BENCH = System("bench")
ORGANISATIONS, INDICATORS, PERIODS = 12, 40, 8


@transaction.atomic
def build() -> dict[str, Any]:
    """Make it all; return what the bench needs."""
    council = found_council(actor=BENCH, name="Bänkrådet", slug="bank")
    people = [_organisation(council, number) for number in range(ORGANISATIONS)]
    chair = people[0]
    give_office(actor=BENCH, council=council, person=chair.person, organisation=chair.organisation, kind="chair")
    today = timezone.localdate()
    goal = actions.propose_goal(
        actor=BENCH,
        council=council,
        title="Fler platser",
        starts_on=date(today.year - PERIODS - 1, 1, 1),
        ends_on=date(today.year + 2, 12, 31),
    )
    actions.adopt_goal(actor=BENCH, goal=goal, decision="Rådet § 1", decided_on=today)
    groups = [{"code": "kvinnor", "name": "Kvinnor"}, {"code": "man", "name": "Män"}]
    sex = actions.add_dimension(actor=BENCH, council=council, code="kon", name="Kön", categories=groups)
    indicators = [
        actions.add_indicator(
            actor=BENCH, goal=goal, code=f"matt-{number}", name=f"Mått {number}", unit="platser", kind="stock",
            calendar="year", dimensions=[sex], is_key=number < 3,
        )
        for number in range(INDICATORS)
    ]  # fmt: skip
    for indicator in indicators:
        actions.set_target(actor=BENCH, indicator=indicator, on=goal.ends_on, number=Decimal(5000))
        for who in people:
            actions.assign_reporter(
                actor=BENCH, indicator=indicator, organisation=who.organisation, reporter=who.person
            )
    periods = [_period(council, today.year - 1 - back, today) for back in range(PERIODS, -1, -1)]
    _fill(indicators, periods[:-1], people)
    return _facts(council, goal, indicators, periods[-1], people)


def _organisation(council: Any, number: int) -> PersonActor:
    organisation = add_organisation(actor=BENCH, name=f"Organisation {number}", kind="asf")
    person = Person.objects.create_user(f"rapport-{number}@example.se", name=f"Person {number}")
    hat = add_membership(actor=BENCH, organisation=organisation, person=person, role=Membership.Role.OFFICER)
    seat = add_seat(actor=BENCH, council=council, organisation=organisation, side="asf")
    appoint(actor=BENCH, seat=seat, person=person, kind="holder")
    return PersonActor(person, hat)


def _period(council: Any, year: int, today: date) -> Period:
    return actions.open_period(
        actor=BENCH,
        council=council,
        calendar="year",
        day=date(year, 6, 1),
        due=max(date(year + 1, 2, 1), today + timedelta(days=30)),
    )


def _fill(indicators: list[Indicator], periods: list[Period], people: list[PersonActor]) -> None:
    now = timezone.now()
    reports = [
        Return(
            indicator=indicator, organisation=who.organisation, period=period, state="approved", author=who.person,
            reviewer=people[(place + 1) % len(people)].person, published="figures", published_at=now, version=4,
        )
        for indicator in indicators
        for period in periods
        for place, who in enumerate(people)
    ]  # fmt: skip
    Return.objects.bulk_create(reports, batch_size=500)
    cells = {indicator.pk: list(indicator.cells.order_by("place")) for indicator in indicators}
    values = [
        Value(report=report, cell=cell, approved=approved, number=number, written_by=report.author, written_at=now)
        for report in reports
        for cell, number in zip(cells[report.indicator_id], (30, 18, 12), strict=True)
        for approved in (False, True)
    ]
    Value.objects.bulk_create(values, batch_size=500)


def _facts(
    council: Any, goal: Any, indicators: list[Indicator], period: Period, people: list[PersonActor]
) -> dict[str, Any]:
    tokens = []
    for who in people:
        secret = new_token_secret()
        create_token(actor=BENCH, membership=who.membership, label="bench", secret=secret)
        tokens.append(secret)
    client = Client()
    client.force_login(people[0].person, backend="django.contrib.auth.backends.ModelBackend")
    where = position(f"goals:{council.pk}")
    return {
        "cookie": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "hat": str(people[0].membership_id),
        "stream": f"goals:{council.pk}",
        "epoch": where.epoch,
        "goal": f"/mal/{council.slug}/{goal.number}/",
        "council": council.slug,
        "indicators": [str(one.pk) for one in indicators],
        "period": str(period.pk),
        "tokens": tokens,
    }


print("READY" + json.dumps(build()))
