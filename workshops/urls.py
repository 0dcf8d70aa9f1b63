"""Addresses of the pages of workshops."""

from django.urls import path

from workshops.planning_urls import urlpatterns as planning
from workshops.views import entering, records, rooms

app_name = "workshops"
urlpatterns = [
    *planning,  # First: the code of a workshop may be any word.
    path("workshop/", entering.door, name="door"),
    path("workshop/skarm/<str:secret>/", entering.by_screen_link, name="by_screen_link"),
    path("workshop/<str:code>/", entering.by_code, name="by_code"),
    path("rad/<slug:council>/workshop/<slug:workshop>/rum/", rooms.room, name="room"),
    path("rad/<slug:council>/workshop/<slug:workshop>/leda/", rooms.console, name="console"),
    path("rad/<slug:council>/workshop/<slug:workshop>/skarm/", rooms.screen, name="screen"),
    path("rad/<slug:council>/workshop/<slug:workshop>/protokoll/", records.record, name="record"),
    path(
        "rad/<slug:council>/workshop/<slug:workshop>/protokoll/protokoll.<slug:form>",
        records.record_file,
        name="record_file",
    ),
    path(
        "rad/<slug:council>/workshop/<slug:workshop>/protokoll/narvaro.csv",
        records.attendance_file,
        name="attendance_file",
    ),
    path("rad/<slug:council>/workshop/<slug:workshop>/intyg.pdf", records.certificate_file, name="certificate"),
]
