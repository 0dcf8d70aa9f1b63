"""The ASGI application: kept answers first, then pages and API through Django; the live link through Channels."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

_django = get_asgi_application()

from cms.answers.layer import Answers  # noqa: E402 - models can be imported only after the line above
from live.process import live  # noqa: E402
from live.routing import websocket_application  # noqa: E402

_answers = Answers(_django)


async def _http(scope: Any, receive: Any, send: Any) -> None:
    # A process that serves no socket must still tell the others what it commits.
    live()
    # Daphne takes the root path from a header of whoever asks. It would stand in every link of the page, and the page
    # be kept for others.
    scope["root_path"] = ""
    await _answers(scope, receive, send)


application = ProtocolTypeRouter({"http": _http, "websocket": websocket_application()})
