"""Addresses of pages: reading."""

from django.urls import URLPattern, path

from network.goals.views import reading

urlpatterns: list[URLPattern] = [
    path("mal/", reading.councils, name="councils"),
    path("mal/<slug:council>/", reading.goals, name="goals"),
    path("mal/<slug:council>/matris/", reading.matrix, name="matrix"),
    path("mal/<slug:council>/<int:number>/", reading.goal, name="goal"),
    path("mal/<slug:council>/matt/<slug:code>/", reading.indicator, name="indicator"),
    path("mal/<slug:council>/perioder/<uuid:period>/", reading.period, name="period"),
    path("mal/<slug:council>/perioder/<uuid:period>/rapport.pdf", reading.period_pdf, name="period_pdf"),
]
