"""Addresses of the council's pages."""

from django.urls import path

from council.rooms.views import messages, rooms, search
from council.seats import views as seats

app_name = "council"
urlpatterns = [
    path("rad/", seats.councils, name="councils"),
    path("rad/<slug:council>/", seats.council, name="council"),
    path("rad/<slug:council>/aktivitet/", seats.council_activity, name="council_activity"),
    path("rad/<slug:council>/rum/<slug:room>/", rooms.room, name="room"),
    path("rad/<slug:council>/rum/<slug:room>/skriv/", messages.post_message, name="post_message"),
    path("rad/<slug:council>/rum/<slug:room>/last/", rooms.read, name="read"),
    path("rad/<slug:council>/rum/<slug:room>/aktivitet/", rooms.room_activity, name="activity"),
    path("meddelande/<uuid:message>/", messages.message, name="message"),
    path("meddelande/<uuid:message>/andra/", messages.edit_message, name="edit_message"),
    path("meddelande/<uuid:message>/historik/", messages.message_history, name="message_history"),
    path("meddelande/<uuid:message>/ta-bort/", messages.delete_message, name="delete_message"),
    path("meddelande/<uuid:message>/reagera/", messages.react, name="react"),
    path("meddelande/<uuid:message>/dolj/", messages.hide, name="hide"),
    path("meddelande/<uuid:message>/las/", messages.lock, name="lock"),
    path("meddelande/<uuid:message>/fraga/", messages.ask, name="ask"),
    path("meddelande/<uuid:message>/svar/", messages.answer, name="answer"),
    path("fil/<uuid:attachment>/", rooms.attachment, name="attachment"),
    path("sok/", search.search_page, name="search"),
]
