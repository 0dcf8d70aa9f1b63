from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "live"

    def ready(self) -> None:
        """Start listening to commits, and describe the socket's frames."""
        from api.documents import describe_frames
        from live import hints  # noqa: F401
        from live.protocol import server_frames

        describe_frames(server_frames())
