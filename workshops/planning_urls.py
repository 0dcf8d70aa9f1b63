"""Addresses of what comes before a workshop: the list, the plan, who leads, and registration."""

from django.urls import path

from workshops.views import about, listing, network_check, planning, registering, steps

COUNCIL = "rad/<slug:council>"
HERE = f"{COUNCIL}/workshop/<slug:workshop>"

urlpatterns = [
    path("workshop/natverkskontroll/", network_check.network_check, name="network_check"),
    path("workshop/anmalan/<str:secret>/", registering.by_link, name="by_link"),
    path(f"{COUNCIL}/workshop/", listing.workshops, name="workshops"),
    path(f"{COUNCIL}/planera-workshop/", planning.plan, name="plan_workshop"),
    path(f"{COUNCIL}/nytt-program/", listing.plan_programme, name="plan_programme"),
    path(f"{COUNCIL}/program/<slug:programme>/", listing.programme, name="programme"),
    path(f"{COUNCIL}/program/<slug:programme>/andra/", listing.change_programme, name="change_programme"),
    path(f"{HERE}/", about.workshop, name="workshop"),
    path(f"{HERE}/kalender.ics", about.calendar_file, name="calendar"),
    path(f"{HERE}/andra/", planning.change, name="change"),
    path(f"{HERE}/utlys/", planning.announce, name="announce"),
    path(f"{HERE}/stall-in/", planning.call_off, name="call_off"),
    path(f"{HERE}/vardar/", planning.hosts, name="hosts"),
    path(f"{HERE}/vardar/<uuid:host>/ta-bort/", planning.remove_host, name="remove_host"),
    path(f"{HERE}/plan/", steps.plan, name="plan"),
    path(f"{HERE}/plan/nytt/", steps.add, name="add_step"),
    path(f"{HERE}/plan/<uuid:step>/", steps.change, name="change_step"),
    path(f"{HERE}/plan/<uuid:step>/flytta/", steps.move, name="move_step"),
    path(f"{HERE}/plan/<uuid:step>/ta-bort/", steps.remove, name="remove_step"),
    path(f"{HERE}/anmalan/", registering.register, name="register"),
    path(f"{HERE}/anmalan/avsta/", registering.withdraw, name="withdraw"),
    path(f"{HERE}/anmalda/", registering.registrations, name="registrations"),
    path(f"{HERE}/anmalda/<uuid:registration>/ta-bort/", registering.remove, name="remove_registration"),
]
