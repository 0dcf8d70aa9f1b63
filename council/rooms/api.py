"""The API of rooms and messages: parse, call one query or action, answer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organisation, Person
from api.base import View
from api.openapi import HAT, IF_MATCH, KEY, ProblemSerializer
from council.rooms import actions, activity, forms, search
from council.rooms.abilities import in_room, on_message
from council.rooms.models import Message, Question, Room, RoomMember
from council.rooms.queries import (
    has_earlier,
    messages_visible_to,
    open_questions,
    page_of,
    questions_visible_to,
    read_state,
    rooms_visible_to,
)
from council.rooms.serializers import AttachmentSerializer, MessageSerializer, RevisionSerializer, RoomSerializer
from council.rooms.snapshot import room_snapshot
from council.seats.models import Council
from events.errors import Invalid

PAGE = OpenApiParameter("limit", int, description="How many, at most 100.")
_EXAMPLE = OpenApiExample(
    "A message",
    value={"text": "Vi har två lokaler som står tomma i **Fittja**. Vem vill titta på dem?"},
    request_only=True,
)


def whole(message: Message, actor: Any) -> dict[str, Any]:
    """Return a message with what this actor may do with it."""
    fresh = messages_visible_to(actor).get(pk=message.pk)
    return {**MessageSerializer(fresh).data, "abilities": on_message(actor, fresh)}


class InRoom(View):
    """Base: the room named in the address, if the actor may read it."""

    def room(self) -> Room:
        return get_object_or_404(rooms_visible_to(self.actor), pk=self.kwargs["room"])

    def number(self, name: str, default: int | None, most: int = 2**53) -> int | None:
        """Return a whole number from the query string.

        Raises:
            Invalid: it is not one.
        """
        text = self.request.query_params.get(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 2**53:
            raise Invalid(fields={name: ["1 …"]})
        return min(int(text), most)


class OnMessage(View):
    """Base: the message named in the address, if the actor may read its room."""

    def message(self) -> Message:
        return get_object_or_404(messages_visible_to(self.actor), pk=self.kwargs["message"])

    def answer(self, message: Message, code: int = 200) -> Response:
        return self.with_etag(whole(message, self.actor), code)


class Rooms(View):
    """The rooms one may read."""

    serializer_class = RoomSerializer

    @extend_schema(parameters=[OpenApiParameter("council", str, description="Slug of a council."), HAT])
    def get(self, request: Request) -> Response:
        """List rooms."""
        found = rooms_visible_to(self.actor).order_by("title")
        if council := request.query_params.get("council"):
            found = found.filter(council__slug=council)
        return self.paged(found, lambda page: RoomSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]

    @extend_schema(request=forms.RoomIn, responses={201: RoomSerializer}, parameters=[KEY, HAT])
    def post(self, request: Request) -> Response:
        """Open a room in the council given as `?council=<slug>`."""
        council = get_object_or_404(Council, slug=request.query_params.get("council", ""))
        room = self.act(actions.open_room, council=council, **self.parsed(forms.RoomIn))
        return self.with_etag(RoomSerializer(room).data, status.HTTP_201_CREATED)


class OneRoom(InRoom):
    """A room."""

    serializer_class = RoomSerializer

    def _answer(self, room: Room) -> Response:
        return self.with_etag({**RoomSerializer(room).data, "abilities": in_room(self.actor, room)})

    @extend_schema(responses=RoomSerializer)
    def get(self, request: Request, room: UUID) -> Response:
        """Show a room."""
        return self._answer(self.room())

    @extend_schema(request=forms.RoomIn, responses=RoomSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Change what a room is for and who may enter."""
        expected = self.expected_revision()
        return self._answer(
            self.act(actions.change_room, room=self.room(), expected=expected, **self.parsed(forms.RoomIn))
        )


class ArchiveRoom(InRoom):
    """Closing a room for writing."""

    @extend_schema(request=None, responses=RoomSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, room: UUID) -> Response:
        """Archive a room."""
        return Response(RoomSerializer(self.act(actions.archive_room, room=self.room())).data)


class Summary(InRoom):
    """The summary pinned in a room."""

    @extend_schema(request=forms.TextIn, responses=RoomSerializer, parameters=[IF_MATCH, KEY, HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Write the summary."""
        expected = self.expected_revision()
        changed = self.act(
            actions.edit_summary, room=self.room(), expected=expected, text=self.parsed(forms.TextIn)["text"]
        )
        return self.with_etag({**RoomSerializer(changed).data, "abilities": in_room(self.actor, changed)})


class Members(InRoom):
    """Who is invited to a room."""

    def _list(self, room: Room) -> list[dict[str, Any]]:
        return [
            {
                "id": one.pk,
                "person": {"id": one.person_id, "name": one.person.name},
                "organisation": {"id": one.organisation_id, "name": one.organisation.name},
                "role": one.role,
            }
            for one in room.members.current().select_related("person", "organisation")
        ]

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request, room: UUID) -> Response:
        """List those invited."""
        return Response({"results": self._list(self.room())})

    @extend_schema(request=forms.MemberIn, responses={201: OpenApiTypes.OBJECT}, parameters=[KEY, HAT])
    def post(self, request: Request, room: UUID) -> Response:
        """Let a person with one hat into the room."""
        asked, here = self.parsed(forms.MemberIn), self.room()
        person = get_object_or_404(Person, pk=asked["person"])
        organisation = get_object_or_404(Organisation, pk=asked["organisation"])
        self.act(actions.invite_member, room=here, person=person, organisation=organisation, role=asked["role"])
        return Response({"results": self._list(here)}, status=status.HTTP_201_CREATED)


class OneMember(InRoom):
    """One invitation to a room."""

    @extend_schema(request=None, responses={204: None}, parameters=[KEY, HAT])
    def delete(self, request: Request, room: UUID, member: UUID) -> Response:
        """Take the invitation back, at once."""
        found = get_object_or_404(RoomMember, room=self.room(), pk=member)
        self.act(actions.remove_member, member=found)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Snapshot(InRoom):
    """A room with its position in the stream."""

    @extend_schema(
        responses={200: OpenApiTypes.OBJECT, 404: ProblemSerializer},
        parameters=[PAGE, OpenApiParameter("around", int, description="Messages around this number."), HAT],
    )
    def get(self, request: Request, room: UUID) -> Response:
        """Load a room whole: newest messages, what one has read, and where its events go on."""
        limit = self.number("limit", 50, most=200) or 50
        return Response(room_snapshot(self.actor, self.room(), limit=limit, around=self.number("around", None)))


class Messages(InRoom):
    """Messages in a room."""

    serializer_class = MessageSerializer

    @extend_schema(
        responses=MessageSerializer(many=True),
        parameters=[PAGE, OpenApiParameter("before", int, description="Only messages with a lower number.")],
    )
    def get(self, request: Request, room: UUID) -> Response:
        """List messages, the oldest of the page first."""
        here = self.room()
        page = page_of(here, before=self.number("before", None), limit=self.number("limit", 50, most=100) or 50)
        return Response({"results": MessageSerializer(page, many=True).data, "has_earlier": has_earlier(here, page)})

    @extend_schema(
        request=forms.MessageIn, responses={201: MessageSerializer}, parameters=[KEY, HAT], examples=[_EXAMPLE]
    )
    def post(self, request: Request, room: UUID) -> Response:
        """Say something."""
        asked, here = self.parsed(forms.MessageIn), self.room()
        question = asked.pop("question")
        extra = {}
        if question:
            organisation = get_object_or_404(Organisation, pk=question["organisation"])
            extra = {"question_to": organisation, "question_due": question["due"]}
        message = self.act(actions.post_message, room=here, **asked, **extra)
        return self.with_etag(whole(message, self.actor), status.HTTP_201_CREATED)


class OneMessage(OnMessage):
    """A message."""

    serializer_class = MessageSerializer

    @extend_schema(responses=MessageSerializer)
    def get(self, request: Request, message: UUID) -> Response:
        """Show a message and what one may do with it."""
        return self.answer(self.message())

    @extend_schema(request=forms.TextIn, responses=MessageSerializer, parameters=[IF_MATCH, KEY, HAT])
    def patch(self, request: Request, message: UUID) -> Response:
        """Give it a new wording."""
        expected = self.expected_revision()
        text = self.parsed(forms.TextIn)["text"]
        return self.answer(self.act(actions.edit_message, message=self.message(), text=text, expected=expected))

    @extend_schema(request=None, responses=MessageSerializer, parameters=[IF_MATCH, KEY, HAT])
    def delete(self, request: Request, message: UUID) -> Response:
        """Take it back."""
        expected = self.expected_revision()
        return self.answer(self.act(actions.delete_message, message=self.message(), expected=expected))


class Revisions(OnMessage):
    """Earlier wordings."""

    @extend_schema(responses=RevisionSerializer(many=True))
    def get(self, request: Request, message: UUID) -> Response:
        """List what a message said before."""
        found = self.message()
        visible = found.revisions.all() if found.state == Message.State.VISIBLE else found.revisions.none()
        return Response({"results": RevisionSerializer(visible, many=True).data})


class Reactions(OnMessage):
    """One kind of reaction of one's own."""

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def put(self, request: Request, message: UUID, kind: str) -> Response:
        """React."""
        return self.answer(self.act(actions.react, message=self.message(), kind=kind))

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def delete(self, request: Request, message: UUID, kind: str) -> Response:
        """Take the reaction back."""
        return self.answer(self.act(actions.take_back_reaction, message=self.message(), kind=kind))


class Hide(OnMessage):
    """Hiding a message."""

    @extend_schema(request=forms.ReasonIn, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Hide it, with a reason everybody reads."""
        reason = self.parsed(forms.ReasonIn)["reason"]
        return self.answer(self.act(actions.hide_message, message=self.message(), reason=reason))


class Moderate(OnMessage):
    """Moderation that needs no words."""

    does: Any = None

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Do it."""
        return self.answer(self.act(type(self).does, message=self.message()))


class Unhide(Moderate):
    """Showing a hidden message again."""

    does = staticmethod(actions.show_message)


class Lock(Moderate):
    """Locking a thread."""

    does = staticmethod(actions.lock_thread)


class Unlock(Moderate):
    """Unlocking a thread."""

    does = staticmethod(actions.unlock_thread)


class Ask(OnMessage):
    """Putting a message as a question."""

    @extend_schema(request=forms.QuestionIn, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, message: UUID) -> Response:
        """Put it to an organisation, to be answered by a day."""
        asked, found = self.parsed(forms.QuestionIn), self.message()
        organisation = get_object_or_404(Organisation, pk=asked["organisation"])
        self.act(actions.ask_question, message=found, organisation=organisation, due=asked["due"])
        return self.answer(found)


class OnQuestion(OnMessage):
    """Base: the question named in the address."""

    def question(self) -> Question:
        return get_object_or_404(questions_visible_to(self.actor), pk=self.kwargs["question"])


class Answer(OnQuestion):
    """Answering a question."""

    @extend_schema(request=forms.AnswerIn, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, question: UUID) -> Response:
        """Point out the answer."""
        found = self.question()
        self.act(actions.answer_question, question=found, message=self.parsed(forms.AnswerIn)["message"])
        return self.answer(found.message)


class Withdraw(OnQuestion):
    """Taking a question back."""

    @extend_schema(request=None, responses=MessageSerializer, parameters=[KEY, HAT])
    def post(self, request: Request, question: UUID) -> Response:
        """Withdraw it."""
        found = self.question()
        self.act(actions.withdraw_question, question=found)
        return self.answer(found.message)


class Questions(View):
    """Open questions."""

    serializer_class = MessageSerializer

    @extend_schema(parameters=[OpenApiParameter("room", OpenApiTypes.UUID), PAGE])
    def get(self, request: Request) -> Response:
        """List the messages whose questions are open, the longest overdue first."""
        found = open_questions(self.actor)
        messages = messages_visible_to(self.actor).filter(question__in=found).order_by("question__due")
        if room := request.query_params.get("room"):
            messages = messages.filter(room__in=rooms_visible_to(self.actor).filter(pk=_uuid(room, "room")))
        return self.paged(messages, lambda page: MessageSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]


def _uuid(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(fields={field: ["UUID"]}) from None


class Attachments(InRoom):
    """Files in a room."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": forms.FileIn}, responses={201: AttachmentSerializer}, parameters=[KEY, HAT]
    )
    def post(self, request: Request, room: UUID) -> Response:
        """Upload a file, to be sent with a message."""
        file = self.parsed(forms.FileIn)["file"]
        attachment = self.act(actions.attach_file, room=self.room(), file=file)
        return Response(AttachmentSerializer(attachment).data, status=status.HTTP_201_CREATED)


class OwnDraft(InRoom):
    """What one has begun to write."""

    @extend_schema(request=forms.DraftIn, responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Keep it; an empty text forgets it."""
        draft = self.act(actions.save_draft, room=self.room(), **self.parsed(forms.DraftIn))
        return Response({"draft": {"text": draft.text, "updated_at": draft.updated_at} if draft else None})


class Read(InRoom):
    """What one has read."""

    @extend_schema(request=forms.ReadIn, responses={200: OpenApiTypes.OBJECT}, parameters=[HAT])
    def put(self, request: Request, room: UUID) -> Response:
        """Add ranges of numbers to what one has read."""
        here = self.room()
        self.act(actions.mark_read, room=here, ranges=self.parsed(forms.ReadIn)["ranges"])
        return Response(read_state(self.actor, here))


class Search(View):
    """Full-text search."""

    serializer_class = MessageSerializer

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("room", OpenApiTypes.UUID),
            OpenApiParameter("council", str),
            OpenApiParameter("organisation", OpenApiTypes.UUID),
            OpenApiParameter("kind", str, enum=["question", "file"]),
            PAGE,
        ]
    )
    def get(self, request: Request) -> Response:
        """Find messages that hold all the words, in rooms one may read."""
        query = request.query_params
        found = search.search(messages_visible_to(self.actor), query.get("q", "")[:200])
        found = search.narrowed(
            found,
            room=_uuid(query["room"], "room") if query.get("room") else None,
            council=query.get("council", ""),
            organisation=_uuid(query["organisation"], "organisation") if query.get("organisation") else None,
            kind=query.get("kind", ""),
        )
        return self.paged(found, lambda page: MessageSerializer(page, many=True).data)  # type: ignore[arg-type, return-value]


class RoomActivity(InRoom):
    """The log of a room."""

    @extend_schema(responses={200: OpenApiTypes.OBJECT}, parameters=[PAGE])
    def get(self, request: Request, room: UUID) -> Response:
        """List what has happened, newest first."""
        return self.paged(activity.of_room(self.room()), lambda page: activity.as_json(list(page)))
