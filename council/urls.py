"""Addresses of the council's pages."""

from django.urls import path

from council.rooms import views as rooms
from council.seats import views as seats

app_name = "council"
urlpatterns = [
    path("rad/", seats.councils, name="councils"),
    path("rad/<slug:council>/", seats.council, name="council"),
    path("rad/<slug:council>/aktivitet/", seats.council_activity, name="council_activity"),
    path("rad/<slug:council>/rum/<slug:room>/", rooms.room, name="room"),
    path("rad/<slug:council>/rum/<slug:room>/skriv/", rooms.post_message, name="post_message"),
    path("rad/<slug:council>/rum/<slug:room>/last/", rooms.read, name="read"),
    path("rad/<slug:council>/rum/<slug:room>/aktivitet/", rooms.room_activity, name="activity"),
    path("meddelande/<uuid:message>/", rooms.message, name="message"),
    path("meddelande/<uuid:message>/andra/", rooms.edit_message, name="edit_message"),
    path("meddelande/<uuid:message>/historik/", rooms.message_history, name="message_history"),
    path("meddelande/<uuid:message>/ta-bort/", rooms.delete_message, name="delete_message"),
    path("meddelande/<uuid:message>/reagera/", rooms.react, name="react"),
    path("meddelande/<uuid:message>/dolj/", rooms.hide, name="hide"),
    path("meddelande/<uuid:message>/las/", rooms.lock, name="lock"),
    path("meddelande/<uuid:message>/fraga/", rooms.ask, name="ask"),
    path("meddelande/<uuid:message>/svar/", rooms.answer, name="answer"),
    path("fil/<uuid:attachment>/", rooms.attachment, name="attachment"),
    path("sok/", rooms.search_page, name="search"),
]
