"""Pages about webhooks: which there are, what they hear, and what came of every delivery."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import PersonActor
from accounts.refusals import show_in, tell_what_was_wrong
from api.webhooks import actions
from api.webhooks.forms import SinceForm, SubscriptionForm
from api.webhooks.models import Delivery, Subscription
from api.webhooks.offers import offered_to
from api.webhooks.queries import deliveries_visible_to, subscriptions_visible_to
from api.webhooks.secrets import new_secret, unseal
from events.errors import Conflict, Invalid, Stale
from events.idempotency import keyed

PAGE = 10


def _actor(request: HttpRequest) -> PersonActor:
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def _here(request: HttpRequest, subscription: UUID) -> Subscription:
    return get_object_or_404(subscriptions_visible_to(_actor(request)), pk=subscription)


@login_required
@require_GET
def webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks one looks after."""
    return render(request, "pages/webhooks/list.html", {"webhooks": subscriptions_visible_to(_actor(request))})


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a webhook; the page that answers shows its secret, this once."""
    who = _actor(request)
    if who.membership is None:
        raise Conflict(_("You act for no organisation. A webhook belongs to one."))
    form = SubscriptionForm(request.POST or None, actor=who)
    if request.method == "POST" and form.is_valid():
        secret = new_secret()
        try:
            with keyed(request.POST.get("key", "")):
                made = actions.create_webhook(actor=who, membership=who.membership, secret=secret, **form.cleaned_data)
            return _webhook(request, made.pk, secret=secret)
        except (Invalid, Conflict) as error:
            show_in(form, error)
    context = {"form": form, "title": _("Add a webhook"), "submit": _("Add the webhook")}
    return render(request, "pages/webhooks/form.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def webhook(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """One webhook with its delivery log."""
    return _webhook(request, subscription)


def _webhook(request: HttpRequest, subscription: UUID, secret: str = "") -> HttpResponse:
    who, here = _actor(request), _here(request, subscription)
    labels = dict(offered_to(who))
    state = request.GET.get("state", "")
    found = deliveries_visible_to(who).filter(subscription=here)
    if state in Delivery.State.values:
        found = found.filter(state=state)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "webhook": here,
        "streams": sorted(labels.get(name, name) for name in here.streams),
        # A form that is sent twice finds what it made the first time; that one's secret is not shown again.
        "secret": secret if secret and unseal(here.secret) == secret else "",
        "rows": [_row(one, labels) for one in page],
        "page_obj": page,
        "state": state,
        "states": [{"value": value, "label": label} for value, label in Delivery.State.choices],
        "query": urlencode({"state": state}) if state in Delivery.State.values else "",
        "since_form": SinceForm(),
        "keys": {name: str(uuid4()) for name in ("ping", "pause", "replay", "rotate", "delete")},
    }
    response = render(request, "pages/webhooks/webhook.html", context)
    if secret:
        response["Cache-Control"] = "no-store"
    return response


def _row(delivery: Delivery, labels: dict[str, str]) -> dict[str, Any]:
    stream = delivery.event.stream.name if delivery.event else ""
    return {"delivery": delivery, "label": labels.get(stream, stream), "key": str(uuid4())}


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Change where a webhook is sent, and what it hears."""
    here = _here(request, subscription)
    names = ("description", "url", "streams", "event_types")
    form = SubscriptionForm(
        request.POST or None, actor=_actor(request), initial={name: getattr(here, name) for name in names}
    )
    revision = request.POST.get("revision", str(here.revision))
    if request.method == "POST" and form.is_valid():
        try:
            with keyed(request.POST.get("key", "")):
                actions.change_webhook(
                    actor=_actor(request),
                    subscription=here,
                    expected=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
                    **form.cleaned_data,
                )
            return redirect("webhooks:webhook", subscription)
        except (Invalid, Conflict) as error:
            show_in(form, error)
            if isinstance(error, Stale):
                revision = str(here.revision)  # Having been told, one may save over the other change.
    context = {
        "form": form,
        "webhook": here,
        "revision": revision,
        "title": _("Change the webhook"),
        "submit": _("Save the webhook"),
    }
    return render(request, "pages/webhooks/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def rotate(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Make a new secret; the page that answers shows it, this once."""
    secret = new_secret()
    with keyed(request.POST.get("key", "")):
        actions.rotate_webhook_secret(actor=_actor(request), subscription=_here(request, subscription), secret=secret)
    return _webhook(request, subscription, secret=secret)


def _do(request: HttpRequest, subscription: UUID, deed: Callable[..., object], words: str, **more: Any) -> HttpResponse:
    """Do something to a webhook and say what was done, or why it was not."""
    try:
        with keyed(request.POST.get("key", "")):
            deed(actor=_actor(request), subscription=_here(request, subscription), **more)
        notices.success(request, words)
    except Conflict as error:
        notices.error(request, str(error.message))
    return redirect("webhooks:webhook", subscription)


@login_required
@require_POST
def pause(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Send nothing until further notice."""
    return _do(request, subscription, actions.pause_webhook, _("The webhook is paused."))


@login_required
@require_POST
def resume(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Send again."""
    return _do(request, subscription, actions.resume_webhook, _("The webhook is active again."))


@login_required
@require_POST
def ping(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Send a test."""
    return _do(
        request,
        subscription,
        actions.ping_webhook,
        _("A test is on its way. Open the page again to see what came of it."),
    )


@login_required
@require_POST
def replay(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Send again what has happened since a moment."""
    here, form = _here(request, subscription), SinceForm(request.POST)
    if not form.is_valid():
        tell_what_was_wrong(request, form)
        return redirect("webhooks:webhook", subscription)
    try:
        with keyed(request.POST.get("key", "")):
            made = actions.replay_webhook(actor=_actor(request), subscription=here, since=form.cleaned_data["since"])
    except Conflict as error:
        notices.error(request, str(error.message))
    else:
        words = ngettext("%(count)d event is sent again.", "%(count)d events are sent again.", made.count)
        notices.success(request, words % {"count": made.count})
        if not made.complete:
            notices.warning(request, _("There are more. Ask again from when the last of these happened."))
    return redirect("webhooks:webhook", subscription)


@login_required
@require_POST
def delete(request: HttpRequest, subscription: UUID) -> HttpResponse:
    """Remove a webhook with its secrets and its delivery log."""
    actions.delete_webhook(actor=_actor(request), subscription=_here(request, subscription))
    notices.success(request, _("The webhook is removed."))
    return redirect("webhooks:webhooks")


@login_required
@require_POST
def replay_delivery(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Send one delivery again."""
    found = get_object_or_404(deliveries_visible_to(_actor(request)), pk=delivery)
    try:
        with keyed(request.POST.get("key", "")):
            actions.replay_delivery(actor=_actor(request), delivery=found)
        notices.success(request, _("It is sent again. Open the page again to see what came of it."))
    except Conflict as error:
        notices.error(request, str(error.message))
    return redirect("webhooks:webhook", found.subscription_id)
