"""Daphne, with a drain: on SIGTERM people are told when to come back before the door closes."""

import asyncio
from typing import Any

from daphne.cli import CommandLineInterface
from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from django.conf import settings
from twisted.internet import defer

from live.process import running
from live.protocol import FRAME_LIMIT


class TellingProtocol(WebSocketProtocol):  # type: ignore[misc]
    """A socket that may be told more than it may say."""

    maxMessagePayloadSize: int  # noqa: N815 - autobahn's name

    def sendMessage(self, *args: Any, **kwargs: Any) -> None:  # noqa: N802 - autobahn's name
        """Send a message of any size; autobahn would hold it against the limit on what is received, and drop it."""
        limit, self.maxMessagePayloadSize = self.maxMessagePayloadSize, 0
        try:
            super().sendMessage(*args, **kwargs)
        finally:
            self.maxMessagePayloadSize = limit


class DrainingServer(Server):  # type: ignore[misc]
    """A server that says goodbye."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"websocket_max_message_size": FRAME_LIMIT, "websocket_max_frame_size": FRAME_LIMIT}
        super().__init__(*args, **kwargs)

    def listen_success(self, port: Any) -> None:
        """Take our own protocol for all sockets, before the first of them comes."""
        self.ws_factory.protocol = TellingProtocol
        super().listen_success(port)

    def kill_all_applications(self) -> defer.Deferred[Any]:
        """Drain first; then end what is left, as Daphne does."""
        process = running()
        if process is None:
            return super().kill_all_applications()  # type: ignore[no-any-return]
        drained = asyncio.ensure_future(process.drain(settings.LIVE["drain"]), loop=process.loop)
        return defer.Deferred.fromFuture(drained).addBoth(lambda _: super(DrainingServer, self).kill_all_applications())


class DrainingInterface(CommandLineInterface):  # type: ignore[misc]
    """Daphne's command line with the draining server."""

    server_class = DrainingServer
