"""Base of every API view: parse, call one query or action, answer."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.db.models import QuerySet
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts.actor import PersonActor
from accounts.models import Person
from api.problems import PreconditionRequired
from events.errors import Invalid
from events.idempotency import keyed


class View(GenericAPIView[Any]):
    """Adds the actor, the idempotency key and the revision of a request."""

    queryset = Person.objects.none()  # Nothing is read through it; the schema generator wants to see one.

    @property
    def actor(self) -> PersonActor:
        """Who calls, and for whom."""
        return cast(PersonActor, self.request.auth)

    def act[T](self, action: Callable[..., T], **arguments: Any) -> T:
        """Call an action as the actor, under the request's `Idempotency-Key`."""
        with keyed(self.request.headers.get("Idempotency-Key", "")):
            return action(actor=self.actor, **arguments)

    def parsed(self, serializer: type[Serializer[Any]]) -> dict[str, Any]:
        """Return the body as `serializer` understands it.

        Raises:
            rest_framework.exceptions.ValidationError: a field is missing or does not fit.
        """
        checked = serializer(data=self.request.data, context=self.get_serializer_context())
        checked.is_valid(raise_exception=True)
        return cast(dict[str, Any], checked.validated_data)

    def expected_revision(self) -> int:
        """Return the revision in `If-Match`.

        Raises:
            PreconditionRequired: the header is missing.
            Invalid: it is not an entity tag of ours.
        """
        tag = self.request.headers.get("If-Match", "")
        if not tag:
            raise PreconditionRequired
        number = tag.removeprefix("W/").strip('"')
        if not number.isascii() or not number.isdigit() or len(number) > 12:
            raise Invalid(fields={"If-Match": ['"<revision>"']})
        return int(number)

    def with_etag(self, body: dict[str, Any], status: int = 200) -> Response:
        """Answer with `body` and its revision as entity tag."""
        return Response(body, status=status, headers={"ETag": f'"{body["revision"]}"'})

    def paged(self, found: QuerySet[Any], show: Callable[[Iterable[Any]], list[dict[str, Any]]]) -> Response:
        """Answer with one page of `found`."""
        return self.get_paginated_response(show(self.paginate_queryset(found) or []))
