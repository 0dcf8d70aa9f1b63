"""The chat of the Channels tutorial in our own few lines: the yardstick. One room, in memory, nothing kept."""

import json
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter
from django.conf import settings

settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}})
django.setup()


class Chat(AsyncWebsocketConsumer):
    """Everybody who is connected gets what anybody sends."""

    async def connect(self) -> None:
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send("room", {"type": "said", "text": json.loads(text_data or "{}")["text"]})

    async def said(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"text": event["text"]}))


application = ProtocolTypeRouter({"websocket": Chat.as_asgi()})
