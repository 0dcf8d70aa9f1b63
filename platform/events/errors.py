"""The one error family. Translated once for pages (`api.pages`) and once for the API (`api.problems`)."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _


class ArenanError(Exception):
    """Something a person asked for was not done. `message` is for that person, in their language."""

    status = 500
    slug = "error"
    message = _("Something went wrong.")

    def __init__(self, message: object = "", *, fields: Mapping[str, Sequence[object]] | None = None) -> None:
        self.message = message or self.message  # type: ignore[assignment]
        self.fields = dict(fields or {})
        super().__init__(str(self.message))


class NotVisible(ArenanError):
    """The thing does not exist, or must look so to this actor."""

    status = 404
    slug = "not-found"
    message = _("There is nothing here, or you may not see it.")


class Forbidden(ArenanError):
    """The actor sees the thing but may not do this to it."""

    status = 403
    slug = "forbidden"
    message = _("You may not do this here.")


class Invalid(ArenanError):
    """What was sent cannot be accepted; `fields` says why, field by field."""

    status = 422
    slug = "invalid"
    message = _("Some of what you wrote needs a change.")


class Conflict(ArenanError):
    """Somebody else was first, or the thing is in another state by now."""

    status = 409
    slug = "conflict"
    message = _("This has changed since you opened it.")


class Stale(Conflict):
    """The version that the change was made from is no longer the current one (RFC 9110 §13.1.1)."""

    status = 412
    slug = "stale"


class KeyReused(Invalid):
    """An idempotency key came back with another request than the one it was first used for."""

    slug = "idempotency-key-reused"
    message = _("This key has already been used for something else.")


class Gone(ArenanError):
    """The thing was here and is not any more."""

    status = 410
    slug = "gone"
    message = _("This is no longer here.")
