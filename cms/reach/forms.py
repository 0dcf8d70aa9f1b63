"""The one gate for forms that anybody may send from a public page.

Such a form always acts as nobody, whoever is signed in, so a site that makes a browser send it gains nothing by it and
the form needs no token. A page without a token needs no cookie and is the same for everybody. What stands in the way
of programs that send rubbish: the form must come from a page of this site, one field must stay empty, and one address
may send a limited number an hour. Whatever the reason for saying no, what was typed is still in the form.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from rest_framework.throttling import SimpleRateThrottle

from accounts.actor import NOBODY, Nobody
from accounts.refusals import show_in
from cms.answers.shown import SITE, shows
from events.errors import ArenanError

SAME_FORM = 10 * 60
"""Seconds within which the same words sent again from the same address lead to where the first ones led."""

View = Callable[..., HttpResponse]


class OpenForm(forms.Form):
    """A form that anybody may send. `website` is hidden from people and must stay empty."""

    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        """Refuse what a program has filled in; a person whose browser did it reads what to do."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field must be empty. Empty it and send again."))
        return ""

    def shown_fields(self) -> list[forms.BoundField]:
        """Return the fields that people fill in, and the hidden one once it has been filled in."""
        return [field for field in self if field.name != "website" or field.errors]


class Throttle(SimpleRateThrottle):
    """How many open forms one address may send."""

    scope = "forms"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


@dataclass(frozen=True)
class OpenPage:
    """A page with an open form."""

    template: str
    form: type[OpenForm]
    send: Callable[[Nobody, dict[str, Any]], str]
    """Does what the form asks for with what was filled in, and returns the address that the reader goes to."""
    initial: dict[str, Any]
    context: dict[str, Any]
    topics: Iterable[str] = ()
    """What the page shows beside what every page does; see `cms.answers.shown`."""

    def answer(self, request: HttpRequest, **options: Any) -> HttpResponse:
        """Show the form, or check it and do what it asks for. `options` go to the form."""
        if request.method != "POST":
            shows(request, SITE, *self.topics)
            return self._render(request, self.form(initial=self.initial, **options))
        form = self.form(request.POST, initial=self.initial, **options)
        refused = _refusal(request)
        if refused:
            form.add_error(None, refused.words)
            return self._render(request, form, status=refused.status)
        return self._sent(request, form)

    def _sent(self, request: HttpRequest, form: OpenForm) -> HttpResponse:
        mark = _mark(request)
        led_to = cache.get(mark)
        if led_to:
            return _see_other(led_to)
        if form.is_valid():
            try:
                led_to = self.send(NOBODY, form.cleaned_data)
            except ArenanError as error:
                show_in(form, error)
            else:
                cache.set(mark, led_to, SAME_FORM)
                return _see_other(led_to)
        return self._render(request, form, status=422)

    def _render(self, request: HttpRequest, form: OpenForm, *, status: int = 200) -> HttpResponse:
        response = render(request, self.template, {**self.context, "form": form}, status=status)
        if request.method == "POST":
            response["Cache-Control"] = "no-store"
        return response


def open_form(view: View) -> View:
    """Let anybody send the form of a page. The view answers with `OpenPage.answer` and does nothing else."""
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(view))


@dataclass(frozen=True)
class _Refusal:
    words: str
    status: int


def _refusal(request: HttpRequest) -> _Refusal | None:
    if not comes_from_here(request):
        return _Refusal(_("The form did not come from a page of this site. Send it again from here."), 403)
    if not Throttle().allow_request(request, None):  # type: ignore[arg-type]
        return _Refusal(_("A lot has been sent from your network in a short time. Wait an hour and send again."), 429)
    return None


def comes_from_here(request: HttpRequest) -> bool:
    """Say whether a page of this site sent the form.

    Browsers say so in `Origin`; where that is missing `Sec-Fetch-Site` tells, and for the oldest `Referer`. What says
    nothing at all is not from a page.
    """
    origin = request.headers.get("Origin", "")
    if origin:
        return origin in settings.ALLOWED_ORIGINS
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    page = urlsplit(request.headers.get("Referer", ""))
    return f"{page.scheme}://{page.netloc}" in settings.ALLOWED_ORIGINS


def _mark(request: HttpRequest) -> str:
    """Return what the same words sent again from the same address have in common."""
    said = [f"{name}={value}" for name, values in sorted(request.POST.lists()) for value in values]
    whole = "\n".join([Throttle().get_ident(request), request.path, *said])  # type: ignore[arg-type]
    return f"form-{hashlib.sha256(whole.encode(errors='surrogatepass')).hexdigest()}"


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    response["Cache-Control"] = "no-store"
    return response
