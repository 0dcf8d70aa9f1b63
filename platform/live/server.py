"""Daphne, with a drain: on SIGTERM people are told when to come back before the door closes."""

import asyncio
import gc
from typing import Any

from autobahn.websocket.protocol import PreparedMessage
from daphne.cli import CommandLineInterface
from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from django.conf import settings
from twisted.internet import defer
from twisted.internet.tcp import Connection

from live.process import running
from live.protocol import FRAME_LIMIT


class TellingProtocol(WebSocketProtocol):  # type: ignore[misc]
    """A socket that may be told more than it may say, and is told at once.

    What is told to many is put in its frame once. A prepared message is not held against the limit on what is received,
    as autobahn would hold any other, and drop it.
    """

    _told: str | bytes = ""
    _prepared = PreparedMessage(b"", False, False, True)

    def serverSend(self, content: str | bytes, binary: bool = False) -> None:  # noqa: N802 - Daphne's name
        """Send a message of any size."""
        here = TellingProtocol
        if self.state != self.STATE_OPEN:
            return  # Whoever has gone is told nothing.
        if content is not here._told:
            payload = content.encode() if isinstance(content, str) else content
            here._told, here._prepared = content, PreparedMessage(payload, binary, False, True)
        self.sendPreparedMessage(here._prepared)

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:  # noqa: N802
        """Write what the network takes now, and leave the rest to the reactor.

        Twisted would only note it down and come back to each of the sockets in the next round.
        """
        if not (sync or chopsize or self.send_queue) and is_idle(self.transport):
            sent = self.transport.writeSomeData(data)
            data = data[sent:] if isinstance(sent, int) else data  # Else the connection is lost; the reactor shall see.
        if data:
            super().sendData(data, sync, chopsize)


def is_idle(transport: Any) -> bool:
    """Say whether bytes given to a plain socket now would come behind no others."""
    return (
        isinstance(transport, Connection)
        and bool(transport.connected)
        and not (transport.TLS or transport.disconnecting or transport.dataBuffer or transport._tempDataBuffer)
    )


class DrainingServer(Server):  # type: ignore[misc]
    """A server that says goodbye."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"websocket_max_message_size": FRAME_LIMIT, "websocket_max_frame_size": FRAME_LIMIT}
        super().__init__(*args, **kwargs)

    def listen_success(self, port: Any) -> None:
        """Take our own protocol for all sockets, before the first of them comes.

        What is loaded by now stays as long as the process. The collector shall pass it by: a round over all of it would
        hold up every request and every reader for a quarter of a second.
        """
        self.ws_factory.protocol = TellingProtocol
        gc.collect()
        gc.freeze()
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
