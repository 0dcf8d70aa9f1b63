"""The same events without a socket: long poll, for networks that block WebSockets."""

import hashlib
import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from accounts.actor import KnownActor
from api.authentication import Unauthenticated, actor_from_request
from api.problems import problem_response
from events.errors import ArenanError, Forbidden, Invalid, NotVisible
from events.streams import may_read
from live.hub import in_pool
from live.identity import identify, who_is
from live.presence import as_json
from live.process import LiveProcess, live
from live.views import dumps

LONGEST_WAIT = 25.0
RECHECK = 4.0
"""Seconds after which a waiting poll is asked again whether its reader still may."""
COUNTS_FOR = 40.0
"""Seconds that one poll keeps a person present."""


@require_GET
async def events(request: HttpRequest, stream: str) -> HttpResponse:
    """`GET /api/v1/streams/{stream}/events?after=&epoch=&wait=&mood=`: events after a number, when there are some.

    `mood` is what the last answer said of who is here and who types; the answer comes at once when that has changed.
    """
    try:
        after, wait, epoch = _position(request)
        actor = await in_pool(_reader)(request, stream)
    except ArenanError as error:
        return problem_response(error)
    process = live()
    if who := await in_pool(who_is)(actor, stream):
        process.enter(stream, f"poll:{actor.membership_id or who.person}", who, COUNTS_FOR)
    known = request.GET.get("mood", "")

    def stirred() -> bool:
        return bool(known) and _mood(_others(process, stream)) != known

    deadline = time.monotonic() + wait
    while True:
        # In pieces, so that a right that ends meanwhile ends the wait too.
        piece = min(RECHECK, max(0.0, deadline - time.monotonic()))
        feed, frame, good = await process.hub.wait(stream, epoch, after, piece, stirred)
        try:
            await in_pool(_still_reader)(request, actor, stream)
        except ArenanError as error:
            return problem_response(error)
        if frame or not good or stirred() or time.monotonic() >= deadline:
            break
    others = _others(process, stream)
    body: dict[str, Any] = {
        "stream": stream,
        "epoch": feed.epoch,
        "head": feed.head,
        "mode": "events" if good else "reset",
        "mood": _mood(others),
        **others,
    }
    return _answer(body, frame.text if frame else None)


def _others(process: LiveProcess, stream: str) -> dict[str, Any]:
    now = time.monotonic()
    return {
        "presence": as_json(process.presence.people(stream, now)),
        "typing": {"people": as_json(process.presence.typing(stream, now))["people"]},
    }


def _mood(others: dict[str, Any]) -> str:
    return hashlib.sha256(dumps(others).encode()).hexdigest()[:12]


def _answer(body: dict[str, Any], frame: str | None) -> HttpResponse:
    response = JsonResponse({**body, "events": [], "views": {}})
    if frame:
        # The frame is already encoded, for everybody at this position; its two parts are taken as they stand.
        start = frame.index('"events":')
        text = JsonResponse(body).content.decode()
        response.content = (text[:-1] + "," + frame[start:]).encode()
    response["Cache-Control"] = "private, no-store"
    return response


def _position(request: HttpRequest) -> tuple[int, float, str]:
    try:
        after = int(request.GET.get("after", "0"))
        wait = min(LONGEST_WAIT, max(0.0, float(request.GET.get("wait", "0"))))
    except ValueError:
        raise Invalid(fields={"after": ["a number"], "wait": ["seconds"]}) from None
    if not 0 <= after <= 2**53 or wait != wait:
        raise Invalid(fields={"after": ["a number"]})
    return after, wait, request.GET.get("epoch", "")[:16]


def _reader(request: HttpRequest, stream: str) -> KnownActor:
    actor = actor_from_request(request)
    if not may_read(actor, stream):
        raise NotVisible
    return actor


def _still_reader(request: HttpRequest, actor: KnownActor, stream: str) -> None:
    # The request has read its session and hat long ago; during the wait either may have ended.
    if "Authorization" in request.headers:
        _reader(request, stream)
        return
    try:
        now = identify(request.session.session_key or "", actor.membership_id)
    except Forbidden:
        raise NotVisible from None
    if not now.is_known:
        raise Unauthenticated
    if not may_read(now, stream):
        raise NotVisible
