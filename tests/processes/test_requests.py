"""Requests of people who are signed in, on a real server: what they bring and get, and that they leave nothing behind."""

import json
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.requests import THREADS
from tests.processes.browser import CSRF, Browser
from tests.world import said

LONG = "".join(f"Rad {number} i ett långt protokoll.\n" for number in range(120_000)).encode()
"""More than Django holds in memory, and than one write to a socket takes."""


def headers(browser: Browser) -> dict[str, str]:
    """Return what a browser says with each request."""
    return {
        "Cookie": f"arenan={browser.session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Origin": browser.server.url,
        "Acting-For": browser.actor.membership_id,
    }


def test_a_long_file_arrives_whole_and_comes_back_whole(server, world, browsers):
    writer, boundary = browsers(server, world.representative), uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="p.txt"\r\n\r\n'
    request = urllib.request.Request(
        f"{server.url}/api/v1/rooms/{world.open_room.pk}/attachments",
        data=head.encode() + LONG + f"\r\n--{boundary}--\r\n".encode(),
        headers=headers(writer) | {"Content-Type": f"multipart/form-data; boundary={boundary}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        file = json.load(answer)
    said(world.representative, world.open_room, "Se filen", attachments=[file["id"]])
    assert browsers(server, world.officer).page(file["url"]) == LONG


def test_the_head_of_an_answer_comes_without_its_body(server, world, browsers):
    request = urllib.request.Request(
        f"{server.url}/api/v1/me", headers=headers(browsers(server, world.officer)), method="HEAD"
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert (answer.status, answer.read()) == (200, b"")


def test_requests_leave_neither_threads_nor_open_files_behind(server, world, browsers):
    """Many at once, and again: the process holds no more afterwards than the first round made it hold."""
    readers = [browsers(server, world.officer) for _ in range(3 * THREADS)]

    def read_all_at_once() -> None:
        with ThreadPoolExecutor(len(readers)) as pool:
            assert set(pool.map(lambda reader: reader.call("GET", "/me").status, readers)) == {200}

    def held() -> dict[str, int]:
        process = Path("/proc", str(server.process.pid))
        return {what: len(list((process / what).iterdir())) for what in ("task", "fd")}

    read_all_at_once()
    before = held()
    for _ in range(4):
        read_all_at_once()
    assert held()["task"] <= before["task"]
    assert held()["fd"] <= before["fd"]


def test_no_header_moves_the_site_elsewhere(server, world, browsers):
    """Daphne would believe it; the links of a page that is kept for others would then lead to wherever somebody said."""
    for headers_ in ({"Daphne-Root-Path": "https://elsewhere.example"}, {"Daphne-Root-Path": "/elsewhere"}, {}):
        request = urllib.request.Request(f"{server.url}/logga-in/login/", headers=headers_)
        with urllib.request.urlopen(request, timeout=60) as answer:
            page = answer.read().decode()
        assert 'action="/logga-in/login/' in page
        assert "elsewhere" not in page
