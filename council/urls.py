"""Addresses of the council's pages."""

from django.urls import path

from council.rooms.views import activities, messages, rooms, search, settings
from council.seats import settings_views as seat_settings
from council.seats import views as seats

app_name = "council"
urlpatterns = [
    path("rad/", seats.councils, name="councils"),
    path("rad/sok/", search.search_page, name="search"),
    path("rad/<slug:council>/", seats.council, name="council"),
    path("rad/<slug:council>/aktivitet/", seats.council_activity, name="council_activity"),
    path("rad/<slug:council>/oppna-rum/", settings.open_room, name="open_room"),
    path("rad/<slug:council>/platser/", seat_settings.seats, name="seats"),
    path("rad/<slug:council>/platser/<uuid:seat>/utse/", seat_settings.appoint, name="appoint"),
    path("rad/<slug:council>/mandat/<uuid:mandate>/avsluta/", seat_settings.end_mandate, name="end_mandate"),
    path("rad/<slug:council>/uppdrag/", seat_settings.give_office, name="give_office"),
    path("rad/<slug:council>/uppdrag/<uuid:office>/avsluta/", seat_settings.end_office, name="end_office"),
    path("rad/<slug:council>/rum/<slug:room>/", rooms.room, name="room"),
    path("rad/<slug:council>/rum/<slug:room>/installningar/", settings.room_settings, name="room_settings"),
    path("rad/<slug:council>/rum/<slug:room>/medlemmar/", settings.invite_member, name="invite_member"),
    path("rad/<slug:council>/rum/<slug:room>/medlemmar/<uuid:member>/", settings.remove_member, name="remove_member"),
    path("rad/<slug:council>/rum/<slug:room>/arkivera/", settings.archive_room, name="archive_room"),
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
    path("meddelande/<uuid:message>/atgard/", activities.make_activity, name="make_activity"),
    path("fil/<uuid:attachment>/", rooms.attachment, name="attachment"),
]
