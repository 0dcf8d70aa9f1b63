"""Addresses by which the public follows the site and speaks back."""

from django.urls import URLPattern, path

from cms.reach import machine_views
from cms.reach.barriers import views as barriers
from cms.reach.subscriptions import views as subscriptions

urlpatterns: list[URLPattern] = [
    path("flode/<str:name>.xml", machine_views.feed, name="feed"),
    path("ical/kalender.ics", machine_views.calendar_file, name="calendar_file"),
    path("ical/<uuid:standing>.ics", machine_views.event_file, name="event_file"),
    path("sitemap.xml", machine_views.sitemap, name="sitemap"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("prenumerera/", subscriptions.subscribe, name="subscribe"),
    path("prenumerera/bekrafta/<str:secret>/", subscriptions.confirm, name="confirm_subscription"),
    path("prenumerera/sluta/<str:secret>/", subscriptions.end, name="end_subscription"),
    path("rapportera-tillganglighet/", barriers.report, name="report_barrier"),
    path("arenden/", barriers.cases, name="barriers"),
    path("arenden/hantera/<uuid:barrier>/", barriers.handle, name="handle_barrier"),
    path("arenden/<str:secret>/", barriers.follow, name="barrier"),
]
