"""Rights before a workshop: its pages, programmes and registration. One is announced, and one is only planned."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actor import NOBODY
from events import clock
from tests.workshops.making import BOARD, Session, announced
from tests.world import World
from workshops.plans.models import Workshop
from workshops.plans.programmes import change_programme, plan_programme
from workshops.registering import actions as registering
from workshops.registering.queries import registration_secret

HERE = "/rad/sjoby/workshop/kommande-traff"

PAGES = f"""
GET  /workshop/natverkskontroll/                  everybody 200
GET  /workshop/anmalan/{{link}}/                  everybody 200
POST /workshop/anmalan/{{link}}/                  everybody 302
GET  /rad/sjoby/workshop/                         everybody 200
GET  /rad/sjoby/planera-workshop/                 visitor+guest in, council 200, others 403
POST /rad/sjoby/planera-workshop/                 visitor+guest in, council 302, others 403
GET  /rad/sjoby/nytt-program/                     visitor in, council 200, others 403
POST /rad/sjoby/nytt-program/                     visitor in, council 302, others 403
GET  /rad/sjoby/program/kugghjulet/               everybody 200
GET  /rad/sjoby/program/kugghjulet/andra/         visitor in, facilitator+leaders 200, others 403
POST /rad/sjoby/program/kugghjulet/andra/         visitor in, facilitator+leaders 302, others 403
GET  {HERE}/                                      everybody 200
GET  {HERE}/kalender.ics                          everybody 200
GET  {HERE}/andra/                                visitor+guest in, chair+facilitator+secretary 200, others 403
POST {HERE}/andra/                                visitor+guest in, chair+facilitator+secretary 302, others 403
POST /rad/sjoby/workshop/hemlig-plan/utlys/       visitor+guest in, facilitator+leaders 302, others 404
GET  {HERE}/stall-in/                             visitor+guest in, facilitator+leaders 200, others 403
POST {HERE}/stall-in/                             visitor+guest in, facilitator+leaders 302, others 403
GET  {HERE}/vardar/                               visitor+guest in, facilitator+leaders 200, others 403
POST {HERE}/vardar/                               visitor+guest in, facilitator+leaders 302, others 403
POST {HERE}/vardar/{{coming_deputy}}/ta-bort/     visitor+guest in, facilitator+leaders 302, others 403
GET  {HERE}/plan/                                 visitor+guest in, chair+facilitator+secretary 200, others 403
GET  {HERE}/plan/nytt/?typ=board                  visitor+guest in, chair+facilitator+secretary 200, others 403
POST {HERE}/plan/nytt/?typ=board                  visitor+guest in, chair+facilitator+secretary 302, others 403
GET  {HERE}/plan/{{coming_step}}/                 visitor+guest in, chair+facilitator+secretary 200, others 403
POST {HERE}/plan/{{coming_step}}/                 visitor+guest in, chair+facilitator+secretary 302, others 403
POST {HERE}/plan/{{coming_step}}/flytta/          visitor+guest in, chair+facilitator+secretary 302, others 403
POST {HERE}/plan/{{coming_step}}/ta-bort/         visitor+guest in, chair+facilitator+secretary 302, others 403
GET  {HERE}/anmalan/                              everybody 200
POST {HERE}/anmalan/                              everybody 302
POST {HERE}/anmalan/avsta/                        visitor+guest in, officer 302, others 404
GET  {HERE}/anmalda/                              visitor+guest in, hosts 200, others 404
POST {HERE}/anmalda/{{visitors_seat}}/ta-bort/    visitor+guest in, runs 302, drafter 403, others 404
"""

API = ""

ACTIONS = """
workshops.plan_programme                          council
workshops.change_programme                        facilitator+leaders
workshops.register                                council+manager+outsider+visitor
workshops.say_needs                               officer
workshops.withdraw                                officer+runs
workshops.withdraw_by_link                        everybody
workshops.move_waiting_list                       nobody
workshops.remind_registered                       nobody
workshops.delete_needs                            nobody
"""

STREAMS = ""


def things(here: World, session: Session) -> dict[str, Any]:
    """Return a workshop that is announced, in a programme, with a member and a visitor who have registered."""
    programme = plan_programme(actor=here.chair, council=here.council, title="Kugghjulet")
    coming = announced(here, BOARD, title="Kommande träff", programme=programme)
    return {
        "programme": programme,
        "coming": coming,
        "coming_step": coming.steps.get(),
        "coming_deputy": coming.hosts.get(role="deputy"),
        "officers_seat": registering.register(actor=here.officer, workshop=coming),
        "visitors_seat": registering.register(
            actor=NOBODY, workshop=coming, name="Vera", email="vera@utanfor.example", needs="Hörslinga"
        ),
        "officers_hat": here.officer.membership,
    }


def names(things: dict[str, Any]) -> dict[str, str]:
    """Return the link in the mail."""
    return {"link": registration_secret(things["visitors_seat"])}


def _described() -> dict[str, Any]:
    begins = timezone.localtime(clock.now() + timedelta(days=7))
    return {
        "title": "En ny träff",
        "starts_at": f"{begins:%Y-%m-%dT%H:%M}",
        "ends_at": f"{begins + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "access": "everybody",
        "naming": "named",
        "raw_days": 90,
    }


def bodies(names: dict[str, str], things: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is sent to each address."""
    step = {"title": "Vad hjälper?", "columns": "Hinder\nHjälp", "grouping": "hosts", "minutes": 5, "naming": "named"}
    revision = Workshop.objects.get(pk=things["coming"].pk).version
    return {
        "POST /rad/sjoby/planera-workshop/": {**_described(), "begin": "plan:visionsfragor"},
        "POST /rad/sjoby/nytt-program/": {"title": "Ett program"},
        "POST /rad/sjoby/program/kugghjulet/andra/": {"title": "Kugghjulet", "revision": 1},
        f"POST {HERE}/andra/": {**_described(), "revision": revision},
        f"POST {HERE}/vardar/": {"who_leads": things["officers_hat"].pk, "role": "cohost"},
        f"POST {HERE}/plan/nytt/?typ=board": step,
        f"POST {HERE}/plan/{{coming_step}}/": {**step, "revision": things["coming_step"].version},
        f"POST {HERE}/plan/{{coming_step}}/flytta/": {"to": "up"},
        f"POST {HERE}/anmalan/": {"name": "Nils", "email": "nils@utanfor.example", "needs": "Tolk"},
    }


def deeds(session: Session, things: dict[str, Any]) -> dict[str, Callable[[Any], object]]:
    """Return how to do each thing."""
    council, coming, programme = session.world.council, things["coming"], things["programme"]
    own, visitors = things["officers_seat"], things["visitors_seat"]
    return {
        "workshops.plan_programme": lambda who: plan_programme(actor=who, council=council, title="Ett program"),
        "workshops.change_programme": lambda who: change_programme(
            actor=who, programme=programme, expected=1, title="Kugghjulet"
        ),
        "workshops.register": lambda who: registering.register(
            actor=who, workshop=coming, name="Nils", email="nils@utanfor.example"
        ),
        "workshops.say_needs": lambda who: registering.say_needs(actor=who, registration=own, needs="Tolk"),
        "workshops.withdraw": lambda who: registering.withdraw(actor=who, registration=own),
        "workshops.withdraw_by_link": lambda who: registering.withdraw_by_link(
            actor=who, secret=registration_secret(visitors)
        ),
        "workshops.move_waiting_list": lambda who: registering.move_waiting_list(actor=who, workshop=coming),
        "workshops.remind_registered": lambda who: registering.remind_registered(actor=who, registration=own),
        "workshops.delete_needs": lambda who: registering.delete_needs(actor=who, registration=visitors),
    }
