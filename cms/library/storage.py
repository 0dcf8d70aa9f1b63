"""Where files lie in the scaled profile."""

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]


class Bucket(S3Storage):  # type: ignore[misc]
    """A bucket of the installation's own. Its files are given out by this site alone, which asks for rights."""

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
