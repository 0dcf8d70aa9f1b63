"""Addresses of the API of councils and rooms."""

from django.urls import path

from council.rooms.api import activities, messages, questions, rooms
from council.seats import api as seats

urlpatterns = [
    path("councils", seats.Councils.as_view()),
    path("councils/<slug:slug>", seats.OneCouncil.as_view()),
    path("councils/<slug:slug>/seats", seats.Seats.as_view()),
    path("councils/<slug:slug>/offices", seats.Offices.as_view()),
    path("councils/<slug:slug>/activity", seats.CouncilActivity.as_view()),
    path("seats/<uuid:seat>/mandates", seats.Mandates.as_view()),
    path("mandates/<uuid:mandate>", seats.OneMandate.as_view()),
    path("offices/<uuid:office>", seats.OneOffice.as_view()),
    path("rooms", rooms.Rooms.as_view()),
    path("rooms/<uuid:room>", rooms.OneRoom.as_view()),
    path("rooms/<uuid:room>/archive", rooms.ArchiveRoom.as_view()),
    path("rooms/<uuid:room>/summary", rooms.Summary.as_view()),
    path("rooms/<uuid:room>/members", rooms.Members.as_view()),
    path("rooms/<uuid:room>/members/<uuid:member>", rooms.OneMember.as_view()),
    path("rooms/<uuid:room>/snapshot", rooms.Snapshot.as_view()),
    path("rooms/<uuid:room>/messages", messages.Messages.as_view()),
    path("rooms/<uuid:room>/attachments", messages.Attachments.as_view()),
    path("rooms/<uuid:room>/draft", rooms.OwnDraft.as_view()),
    path("rooms/<uuid:room>/read", rooms.Read.as_view()),
    path("rooms/<uuid:room>/activity", rooms.RoomActivity.as_view()),
    path("messages/<uuid:message>", messages.OneMessage.as_view()),
    path("messages/<uuid:message>/revisions", messages.Revisions.as_view()),
    path("messages/<uuid:message>/reactions/<slug:kind>", messages.Reactions.as_view()),
    path("messages/<uuid:message>/hide", messages.Hide.as_view()),
    path("messages/<uuid:message>/unhide", messages.Unhide.as_view()),
    path("messages/<uuid:message>/lock", messages.Lock.as_view()),
    path("messages/<uuid:message>/unlock", messages.Unlock.as_view()),
    path("messages/<uuid:message>/question", questions.Ask.as_view()),
    path("messages/<uuid:message>/activities", activities.Activities.as_view()),
    path("questions", questions.Questions.as_view()),
    path("questions/<uuid:question>/answer", questions.Answer.as_view()),
    path("questions/<uuid:question>/withdraw", questions.Withdraw.as_view()),
    path("search", messages.Search.as_view()),
]
