"""Pages on which anybody asks for mail, says yes to it, and stops it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.actor import NOBODY, Nobody
from cms.publishing.models import Standing
from cms.reach.addresses import in_its_language, in_language, language_of
from cms.reach.feeds import CONTENT, FEEDS, feed_address
from cms.reach.forms import OpenPage, open_form
from cms.reach.subscriptions import actions
from cms.reach.subscriptions.forms import SubscribeForm
from cms.reach.subscriptions.models import Topic
from cms.reach.subscriptions.queries import page_to_follow, to_confirm, to_stop

PAGE, TOPIC, SENT = "sida", "amne", "skickat"
"""Parameters: the page that is followed, the topic that is chosen beforehand, and that a form has been sent."""


@open_form
@in_its_language
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for mail about a topic, or about one page with `?sida=<its name in the log>`."""
    language = language_of(request)
    standing = page_to_follow(request.GET.get(PAGE, ""))
    here = f"{reverse('cms:subscribe')}?{urlencode({PAGE: str(standing.pk)})}" if standing else reverse("cms:subscribe")

    def send(actor: Nobody, said: dict[str, Any]) -> str:
        actions.subscribe(
            actor=actor, email=said["email"], topic=said.get("topic", Topic.PAGE), language=language, standing=standing
        )
        sent = f"{here}{'&' if standing else '?'}{SENT}=ja"
        return in_language(sent, language)

    chosen = request.GET.get(TOPIC, Topic.NEWS)
    page = OpenPage(
        template="cms/reach/subscribe.html",
        form=SubscribeForm,
        send=send,
        initial={"topic": chosen if chosen in Topic.values else Topic.NEWS},
        context={
            "followed": standing.page if standing else None,
            "sent": SENT in request.GET,
            "feeds": [{"title": feed.title, "url": feed_address(feed, language)} for feed in FEEDS.values()],
            "calendar_url": in_language(reverse("cms:calendar_file"), language),
        },
        topics=_topics(request, standing),
    )
    return page.answer(request, one_page=standing is not None)


def _topics(request: HttpRequest, standing: Standing | None) -> list[str]:
    """Return what the page shows: the one that is followed; any, as long as it is none yet."""
    if standing:
        return [f"page:{standing.page_id}"]
    return [f"kind:{one}" for one in CONTENT] if PAGE in request.GET else []


@csrf_exempt  # The link itself is signed, and is followed from a mail program.
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link in the first mail. Looking changes nothing: mail filters open every link."""
    found = to_confirm(secret)
    if found is None:
        return _quiet(request, "cms/reach/ended.html", {"gone": True})
    with translation.override(found.language):
        if request.method == "POST":
            actions.confirm_subscription(actor=NOBODY, subscription=found)
            return HttpResponseRedirect(request.path)
        return _quiet(request, "cms/reach/confirm.html", {"subscription": found})


@csrf_exempt  # The mail program that asks (RFC 8058) has no page of ours open; the link itself is signed.
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link in every mail.

    The button of the mail program and that of the page send the same POST. It is answered at once and not by another
    address, which RFC 8058 §3.1 forbids. A link that has done its work says so however often it is used.
    """
    found = to_stop(secret)
    if found is None:
        return _quiet(request, "cms/reach/ended.html", {})
    with translation.override(found.language):
        if request.method == "POST":
            actions.end_subscription(actor=NOBODY, subscription=found, everything="everything" in request.POST)
            return _quiet(request, "cms/reach/ended.html", {})
        return _quiet(request, "cms/reach/end.html", {"subscription": found})


def _quiet(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with a page that is one person's: kept by nobody, found by no search."""
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
