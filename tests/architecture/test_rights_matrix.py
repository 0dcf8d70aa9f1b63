"""Everybody gets what the table of rights says, and the table speaks of everything there is."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

from events.action import actions
from events.errors import Forbidden
from events.streams import kinds, may_read
from live import hub, poll, process
from tests.architecture import rights, workshops
from tests.architecture.stage import Stage, bodies, build, deeds, text_file
from tests.architecture.workshops import besides

pytestmark = [pytest.mark.once, pytest.mark.django_db]

BORROWED = ("logga-in/", "sprak/", "redaktion/")
"""Addresses that the sign-in library, Django and Wagtail answer for."""
NAME = re.compile(r"\{\w+\}")
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


# --- The table ---------------------------------------------------------------------------------------------------


def lines(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.splitlines() if line.strip()]


def people(words: str) -> list[str]:
    return [role for name in words.split("+") for role in rights.GROUPS.get(name, [name])]


def outcomes(words: str) -> dict[str, str]:
    """Return what each role gets; the first part of the line that names a role holds."""
    found: dict[str, str] = {}
    for part in words.split(", "):
        names, outcome = part.split(" ")
        for role in people(names):
            found.setdefault(role, outcome)
    assert set(found) == set(rights.CAST), words
    return found


def route_rows() -> dict[str, dict[str, str]]:
    rows = {}
    for line in lines(rights.PAGES) + lines(rights.API):
        method, address, expected = line.split(" ", 2)
        rows[f"{method} {address}"] = found = outcomes(expected)
        if "workshop" not in address and "guest" not in expected:
            found["guest"] = found["visitor"]  # Outside workshops a guest is as unknown as any visitor.
    return rows


def deed_rows(table: str) -> dict[str, set[str]]:
    """Return who may do the thing of each line; the last word of a line names them."""
    return {line.rsplit(" ", 1)[0]: set(people(line.rsplit(" ", 1)[1])) for line in lines(table)}


ROUTES, DEEDS, STREAMS = route_rows(), deed_rows(rights.ACTIONS), deed_rows(rights.STREAMS)


# --- The stage ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """The stage is set once; whatever a test does there is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def same_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the long poll read in this thread: what the stage holds is never committed, so no other would see it."""
    for module in (hub, poll):
        monkeypatch.setattr(module, "in_pool", sync_to_async)
    monkeypatch.setattr(process, "_process", None)


@pytest.fixture(autouse=True)
def short_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say briefly that there is nothing here: the site's own page for that is long to make, and tried elsewhere."""

    def brief(request: HttpRequest, template: str, *arguments: Any, **more: Any) -> HttpResponse:
        return HttpResponseNotFound() if template == "404.html" else render(request, template, *arguments, **more)

    monkeypatch.setattr("config.urls.handler404", lambda request, exception: HttpResponseNotFound(), raising=False)
    monkeypatch.setattr("api.pages.render", brief)


def ask(stage: Stage, role: str, row: str, body: dict[str, Any]) -> str:
    """Send what the row says as this role; return the outcome in the table's words."""
    method, address = row.split(" ")
    client, path = stage.client(role), address.format(**stage.names)
    for file in (value for value in body.values() if hasattr(value, "seek")):
        file.seek(0)  # The one before has read it to its end.
    headers = {"If-Match": f'"{stage.revision(address)}"'}
    if address.endswith(("/attachments", "/evidence", "/imports")):
        answer = client.post(path, {**body, "file": text_file()}, headers=headers)
    elif path.startswith("/api/"):
        answer = client.generic(
            method, path, json.dumps(body) if body else "", content_type="application/json", headers=headers
        )
    else:
        # A browser says which site a form is sent from; those that need no token are known by it.
        origin = {"Origin": settings.BASE_URL}
        answer = client.generic(method, path) if method == "GET" else client.post(path, body, headers=origin)
    if answer.streaming:  # A file that is read to its end is closed.
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return "in" if answer.status_code == 302 and "/logga-in/" in answer["Location"] else str(answer.status_code)


@pytest.mark.parametrize("row", ROUTES)
def test_an_address_gives_everybody_what_the_table_says(stage: Stage, row: str) -> None:
    got, body = {}, bodies(stage).get(row, {})
    for role in rights.CAST:
        with transaction.atomic():
            got[role] = ask(stage, role, row, body)
            transaction.set_rollback(True)

    assert got == ROUTES[row]


@pytest.mark.parametrize("row", DEEDS)
def test_an_action_is_done_by_those_in_the_table_and_refused_to_all_others(stage: Stage, row: str) -> None:
    done = set()
    for role in rights.CAST:
        with transaction.atomic():
            try:
                deeds(stage)[row](stage.actor(role))
                done.add(role)
            except Forbidden:
                pass
            transaction.set_rollback(True)

    assert done == DEEDS[row]


@pytest.mark.parametrize("row", STREAMS)
def test_a_stream_is_read_by_those_in_the_table_and_by_nobody_else(stage: Stage, row: str) -> None:
    stream = row.format(**stage.names)

    assert {role for role in rights.CAST if may_read(stage.actor(role), stream)} == STREAMS[row]


# --- Roles that only workshops tell apart ------------------------------------------------------------------------


def gets(stage: Stage, role: str) -> dict[str, str]:
    """Return what somebody gets at each address of workshops that their like gets otherwise."""
    got, sent = {}, bodies(stage)
    for row in (" ".join(line.split(" ")[:2]) for line in lines(workshops.PAGES + workshops.API)):
        with transaction.atomic():
            outcome = ask(stage, role, row, sent.get(row, {}))
            transaction.set_rollback(True)
        if outcome != ROUTES[row][besides.LIKE[role]]:
            got[row] = outcome
    return got


def may(stage: Stage, role: str) -> set[str]:
    """Return the things that somebody may do in workshops, and the streams they may read there."""
    found = {row for row in deed_rows(workshops.STREAMS) if may_read(stage.actor(role), row.format(**stage.names))}
    for row in deed_rows(workshops.ACTIONS):
        with transaction.atomic():
            try:
                deeds(stage)[row](stage.actor(role))
                found.add(row)
            except Forbidden:
                pass
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("role", besides.LIKE)
def test_at_an_address_they_get_what_their_like_gets_but_for_the_rows_that_say_so(stage: Stage, role: str) -> None:
    wanted = dict(line.rsplit(" ", 1) for line in lines(besides.GETS[role]))

    assert gets(stage, role) == wanted


@pytest.mark.parametrize("role", besides.LIKE)
def test_they_may_do_and_read_what_their_like_may_but_for_the_rows_that_say_so(stage: Stage, role: str) -> None:
    rows = deed_rows(workshops.ACTIONS) | deed_rows(workshops.STREAMS)
    like = {row for row, who in rows.items() if besides.LIKE[role] in who}

    assert like - may(stage, role) == set(lines(besides.MAY_NOT[role]))
    assert may(stage, role) - like == set()


# --- The table is whole ------------------------------------------------------------------------------------------


def walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry.callback
        else:
            yield from walk(entry, path)


def methods_of(view: Any) -> set[str]:
    """Return the methods that a view answers to, other than those HTTP gives for free."""
    shown = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if shown:
        return {method for method in METHODS if hasattr(shown, method.lower())}
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            return set(view.__closure__[names.index("request_method_list")].cell_contents) & set(METHODS)
        view = getattr(view, "__wrapped__", None)
    return set(METHODS)


def ours() -> set[tuple[str, str]]:
    """Return every method and route of the house."""
    return {
        (method, route)
        for route, view in walk(get_resolver())
        if not route.startswith(BORROWED)
        for method in methods_of(view)
    }


def in_table() -> set[tuple[str, str]]:
    found = set()
    for row in ROUTES:
        method, address = row.split(" ")
        found.add((method, _route(address.partition("?")[0])))
    return found


def _filled(identifier: str, name: re.Match[str]) -> str:
    return "1" if name[0].endswith("_number}") else identifier


def _route(address: str) -> str:
    """Return the route of an address whose names in braces stand for an id or a word."""
    identifier, page = "00000000-0000-4000-8000-000000000000", ""
    for filled in (identifier, "1", "ord"):
        try:
            found = resolve(NAME.sub(partial(_filled, filled), address))
        except Resolver404:
            continue
        if found.url_name != "wagtail_serve":
            return found.route
        page = found.route  # Any words may be the address of a page, so that is what is left when nothing else fits.
    assert page, f"{address} leads nowhere"
    return page


def test_every_address_stands_in_the_table() -> None:
    assert ours() - in_table() == set()


def test_the_table_names_no_address_that_is_not_there() -> None:
    assert in_table() - ours() == set()


def test_every_action_stands_in_the_table() -> None:
    offered = {name for name in actions if not name.startswith("tests.")}

    assert {row.split(" ")[0] for row in DEEDS} == offered


def test_every_kind_of_stream_stands_in_the_table() -> None:
    assert {row.partition(":")[0] for row in STREAMS} == {kind.name for kind in kinds()}


def test_everything_that_takes_a_body_is_sent_one_that_the_table_knows(stage: Stage) -> None:
    assert set(bodies(stage)) <= set(ROUTES)
    assert set(deeds(stage)) == set(DEEDS)


def test_the_cast_is_that_of_the_world(stage: Stage) -> None:
    assert set(rights.CAST) == set(stage.world.cast)


@pytest.mark.parametrize("route", sorted({route for _, route in in_table()}))
def test_a_method_that_is_not_in_the_table_is_not_possible(stage: Stage, route: str) -> None:
    known = {method for method, one in in_table() if one == route}
    row = next(row for row in ROUTES if _route(row.split(" ")[1].partition("?")[0]) == route)
    path = row.split(" ")[1].format(**stage.names)
    client = stage.client("chair")

    with transaction.atomic():
        refused = {
            method: client.generic(method, path, content_type="application/json").status_code
            for method in METHODS
            if method not in known
        }
        transaction.set_rollback(True)

    assert set(refused.values()) <= {405}
