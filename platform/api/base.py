"""Base of every API view: parse, call one query or action, answer."""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts.actor import NOBODY, AnyActor, PersonActor
from accounts.models import Person
from api.problems import PreconditionRequired
from events.errors import Invalid
from events.idempotency import keyed


class View(GenericAPIView[Any]):
    """Adds the actor, the idempotency key, the revision and the chosen fields of a request."""

    # Nothing is read through it; the schema generator wants to see one.
    queryset: QuerySet[Any] = Person.objects.none()
    report_scope = False
    """Whether a key for reporting may do what this view does."""
    report_reads = False
    """Whether a key for reporting may read here, since one reports by it."""
    strict = False
    """Whether a query parameter that nobody has declared is refused rather than passed over."""
    query: ClassVar[tuple[str, ...]] = ()
    """Query parameters besides those of filters, pages and fields."""
    ordering: ClassVar[tuple[str, ...]] = ()
    """The columns a list with cursors goes by; the last tells every two rows apart."""

    @property
    def actor(self) -> PersonActor:
        """Who calls, and for whom."""
        return cast(PersonActor, self.request.auth)

    @property
    def reader(self) -> AnyActor:
        """Who reads, where visitors may."""
        return self.request.auth if isinstance(self.request.auth, PersonActor) else NOBODY

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in whom the permissions let in, with the query parameters that are declared."""
        super().initial(request, *args, **kwargs)
        if self.strict and (unknown := sorted(set(request.query_params) - self.known_parameters())):
            words = _("There is no such parameter here. Those there are: %(known)s.")
            known = ", ".join(sorted(self.known_parameters())) or "–"
            raise Invalid(fields={name: [words % {"known": known}] for name in unknown})

    def known_parameters(self) -> set[str]:
        """Return the query parameters that are declared."""
        if self.request.method not in SAFE_METHODS:
            return {"fields"}
        filters = getattr(self, "filterset_class", None)
        paging = getattr(self.pagination_class, "parameters", ())
        return {"fields", *self.query, *paging, *(filters.base_filters if filters else ())}

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
        found = _TAG.fullmatch(tag.removeprefix("W/").strip('"'))
        if found is None:
            raise Invalid(fields={"If-Match": ['"<revision>"']})
        return int(found[1])

    def with_etag(self, body: dict[str, Any], status: int = 200) -> Response:
        """Answer with `body` and its entity tag, or with 304 when the reader has just that.

        A tag begins with the revision, which `If-Match` is compared with. When reading, what is shown can change
        without it (a status by the day, an ability by who asks), so the tag goes on with a digest of the whole.
        """
        shown = self.with_chosen_fields([body])[0]
        tag = f'"{body["revision"]}"'
        if self.request.method in SAFE_METHODS:
            digest = hashlib.sha256(JSONRenderer().render(shown)).hexdigest()[:16]
            tag = f'"{body["revision"]}-{digest}"'
            if tag in _tags(self.request.headers.get("If-None-Match", "")):
                return Response(status=304, headers={"ETag": tag})
        return Response(shown, status=status, headers={"ETag": tag})

    def paged(self, found: QuerySet[Any], show: Callable[[Iterable[Any]], list[dict[str, Any]]]) -> Response:
        """Answer with one page of `found`."""
        return self.get_paginated_response(self.with_chosen_fields(show(self.paginate_queryset(found) or [])))

    def with_chosen_fields(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return rows with the fields that `?fields=a,b` names; with all of them when it names none.

        Raises:
            Invalid: there is no such field, whether or not there are rows.
        """
        asked = self.request.query_params.get("fields", "") if self.strict else ""
        if not asked:
            return rows
        chosen = [name.strip() for name in asked.split(",") if name.strip()]
        known = list(cast(Serializer[Any], self.get_serializer_class()()).fields)
        if unknown := [name for name in chosen if name not in known]:
            words = _("There is no field called %(name)s. Those there are: %(known)s.")
            shown = {"name": ", ".join(unknown), "known": ", ".join(known)}
            raise Invalid(fields={"fields": [words % shown]})
        return [{name: row[name] for name in chosen if name in row} for row in rows]


_TAG = re.compile(r"(\d{1,12})(-[0-9a-f]{16})?", re.ASCII)


def _tags(header: str) -> set[str]:
    return {one.strip().removeprefix("W/") for one in header.split(",")}
