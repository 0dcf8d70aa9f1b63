"""The live socket: subscriptions, confirmations, typing and pings go up; events come down."""

import asyncio
import random
import time
import uuid
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.utils import await_many_dispatch
from django.conf import settings

from accounts.actor import NOBODY, AnyActor
from events.errors import Forbidden
from events.reading import Position, position
from events.streams import may_read
from live.feed import Frame, encode
from live.hub import heartbeat, in_pool
from live.identity import Credentials, identify, who_is
from live.presence import Who
from live.process import LiveProcess, live
from live.protocol import (
    FRAME_LIMIT,
    SUBPROTOCOL,
    SUBSCRIPTIONS,
    Ack,
    BadFrame,
    Close,
    Hello,
    Ping,
    Subscribe,
    Typing,
    Unsubscribe,
    parse,
)
from live.throttle import Bucket
from live.window import Window

HELLO_WITHIN = 5.0
LIFETIME = 12 * 3600.0
"""Seconds after which a connection is asked to come back, so that none lives for ever."""


class Connection(AsyncWebsocketConsumer):
    """One browser tab."""

    channel_layer_alias = "none"  # The hub speaks for the process; a socket never waits on the channel layer.

    live: LiveProcess

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.scope = scope
        self._put: Callable[[dict[str, Any]], Coroutine[Any, Any, None]] = send
        self.base_send = send
        with suppress(StopConsumer):
            await await_many_dispatch([receive], self.dispatch)

    async def dispatch(self, message: Any) -> None:
        """Handle one message, without the hop to a thread that Channels takes before each of them."""
        await getattr(self, message["type"].replace(".", "_"))(message)

    # --- Life ----------------------------------------------------------------------------------------------------

    async def connect(self) -> None:
        self.live = live()
        self.id = str(uuid.uuid4())
        self.person = ""
        self.actor: AnyActor = NOBODY
        self.credentials: Credentials | None = None
        self.positions: dict[str, int] = {}
        self.shown_as: dict[str, Who] = {}
        self.closed = False
        now = time.monotonic()
        self.window, self.bucket = Window(now), Bucket(rate=2.0, burst=40, now=now)
        self.checked_at = self.opened_at = now
        self.next_beat = now + self._beat()
        self._outbox: deque[dict[str, Any]] = deque()
        self._sending: asyncio.Task[None] | None = None
        if SUBPROTOCOL not in self.scope["subprotocols"]:
            await self.close()
            return
        await self.accept(SUBPROTOCOL)
        if len(self.live.connections) >= settings.LIVE["max_connections"]:
            self.hang_up(Close.FULL)
        elif self.live.draining:
            self.hang_up(Close.DRAIN)
        else:
            self.live.connections.add(self)

    async def disconnect(self, code: int) -> None:
        self.closed = True
        self.live.connections.discard(self)
        for stream in list(self.positions):
            self._leave(stream)

    def _leave(self, stream: str) -> None:
        self.live.hub.detach(self, stream)
        self.live.leave(stream, self.id)

    # --- Sending -------------------------------------------------------------------------------------------------

    def room_left(self) -> bool:
        return self.window.open and not self.closed

    def deliver(self, frame: Frame, stream: str) -> None:
        self.window.push(frame.count, len(frame.text), time.monotonic())
        self.tell(frame.text)

    def tell(self, text: str) -> None:
        self._emit({"type": "websocket.send", "text": text})

    def hang_up(self, code: Close) -> None:
        """Close with one of the protocol's codes."""
        if not self.closed:
            self._emit({"type": "websocket.close", "code": int(code)})
            self.closed = True

    def _emit(self, message: dict[str, Any]) -> None:
        if self.closed:
            return
        if self._sending is None or self._sending.done():
            # Daphne takes a frame without ever waiting, so this ends before it returns; a server that does
            # wait makes the next frames queue up behind it.
            self._sending = asyncio.Task(self._put(message), loop=self.live.loop, eager_start=True)
            if not self._sending.done():
                self._sending.add_done_callback(self._go_on)
        else:
            self._outbox.append(message)

    def _go_on(self, _task: object) -> None:
        while self._outbox and (self._sending is None or self._sending.done()):
            self._sending = asyncio.Task(self._put(self._outbox.popleft()), loop=self.live.loop, eager_start=True)
        if self._sending is not None and not self._sending.done():
            self._sending.add_done_callback(self._go_on)

    def reset(self, stream: str, where: Position) -> None:
        self.live.leave(stream, self.id)
        self.tell(encode("subd", id=0, stream=stream, epoch=where.epoch, head=where.head, mode="reset"))

    # --- Receiving -----------------------------------------------------------------------------------------------

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        now = time.monotonic()
        if self.closed:
            return
        if not self.bucket.take(now):
            if self.bucket.hopeless:
                self.hang_up(Close.TOO_FAST)
            return
        try:
            frame = parse(text_data)
        except BadFrame as error:
            self.tell(encode("error", code="bad-frame", detail=str(error)[:300]))
            self.hang_up(Close.PROTOCOL)
            return
        if not self.actor.is_known and not isinstance(frame, Hello):
            self.hang_up(Close.PROTOCOL)
            return
        await self._handle(frame, now)

    async def _handle(self, frame: Any, now: float) -> None:
        match frame:
            case Hello():
                await self._hello(frame)
            case Subscribe():
                await self._subscribe(frame)
            case Unsubscribe(stream=stream):
                if stream in self.positions:
                    self._leave(stream)
            case Ack(n=total):
                self._confirmed(total, now)
            case Typing(stream=stream, on=on):
                if stream in self.positions and (who := self.shown_as.get(stream)):
                    self.live.typing(stream, who, on)
            case Ping(c=count):
                self.tell(encode("pong", c=count))

    def _confirmed(self, total: int, now: float) -> None:
        self.bucket.give_back()  # Confirming is a duty, not a request.
        if not self.window.ack(total, now):
            self.hang_up(Close.PROTOCOL)
        for stream in self.positions:
            self.live.hub.touch(stream)

    async def _hello(self, frame: Hello) -> None:
        if self.actor.is_known:
            self.hang_up(Close.PROTOCOL)
            return
        session = self.scope.get("cookies", {}).get(settings.SESSION_COOKIE_NAME, "")
        try:
            actor = await in_pool(identify)(session, frame.acting_for)
        except Forbidden:
            self.hat_ended()
            return
        if not actor.is_known:
            self.signed_out()
            return
        if actor.person is not None:
            where = await in_pool(position)(f"person:{actor.person.pk}")
            self.person = str(actor.person.pk)
            self.live.met(self.person, where.head)
        self.actor = actor
        self.credentials = Credentials(session, self.person, actor.membership_id)
        limits = {"subscriptions": SUBSCRIPTIONS, "frame": FRAME_LIMIT}
        beat = int(settings.LIVE["heartbeat"] * 1000)
        self.tell(encode("welcome", connection=self.id, heartbeat=beat, limits=limits))

    async def _subscribe(self, frame: Subscribe) -> None:
        stream = frame.stream
        if len(self.positions) >= SUBSCRIPTIONS and stream not in self.positions:
            self.tell(encode("error", code="too-many", detail="at most 64 streams", id=frame.id))
            return
        if not await in_pool(may_read)(self.actor, stream):
            self.tell(encode("gone", stream=stream, reason="rights", id=frame.id))
            return
        if stream in self.positions:
            self.live.hub.detach(self, stream)
        feed, fits = await self.live.hub.attach(self, stream, frame.epoch, frame.after)
        if self.closed:
            self.live.hub.detach(self, stream)
            return
        mode = "live" if fits else "reset"
        self.tell(encode("subd", id=frame.id, stream=stream, epoch=feed.epoch, head=feed.head, mode=mode))
        if fits:
            self.live.hub.touch(stream)
            if who := await in_pool(who_is)(self.actor, stream):
                self.shown_as[stream] = who
                self.live.enter(stream, self.id, who)
            # Between the question above and the attaching, the right may have ended without anybody here noticing.
            if not await in_pool(may_read)(self.actor, stream) and stream in self.positions:
                self._leave(stream)
                self.tell(encode("gone", stream=stream, reason="rights"))

    # --- Watched from outside ------------------------------------------------------------------------------------

    def signed_out(self) -> None:
        """The session has ended."""
        self.tell(encode("error", code="signed-out", detail="the session has ended"))
        self.hang_up(Close.SIGNED_OUT)

    def hat_ended(self) -> None:
        """The person is still signed in, but no longer acts for the organisation of this page."""
        self.tell(encode("error", code="hat-ended", detail="the membership has ended"))
        self.hang_up(Close.HAT_ENDED)

    def go_away(self) -> None:
        """The server is going down."""
        self.hang_up(Close.DRAIN)

    async def recheck(self) -> None:
        """Ask again, for each stream, whether this person may read it; end what has ended."""
        self.checked_at = time.monotonic()
        for stream in list(self.positions):
            if not await in_pool(may_read)(self.actor, stream):
                self._leave(stream)
                self.tell(encode("gone", stream=stream, reason="rights"))

    def keep_alive(self, now: float) -> None:
        """Send the heartbeat when it is due, and cut off who does not answer."""
        if not self.actor.is_known and now - self.opened_at > HELLO_WITHIN:
            self.hang_up(Close.PROTOCOL)
        elif self.window.stalled(now):
            self.hang_up(Close.LAGGING)
        elif now - self.opened_at > LIFETIME:
            self.hang_up(Close.DRAIN)
        elif now >= self.next_beat and self.actor.is_known:
            self.next_beat = now + self._beat()
            self.tell(heartbeat(self.live.hub, self))

    @staticmethod
    def _beat() -> float:
        return float(settings.LIVE["heartbeat"]) * random.uniform(0.9, 1.1)  # noqa: S311 - jitter
