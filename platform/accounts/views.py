"""Pages of people: one's own page, the hat, invitations, and the demo's conveniences."""

from typing import Any, cast
from uuid import UUID

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions, demo
from accounts.actor import NOBODY, PersonActor
from accounts.browsers import browser_name
from accounts.forms import AcceptForm, InvitationForm, TokenForm
from accounts.models import ApiToken, Invitation, Person
from accounts.queries import SESSION_HAT, hats_of, invitation_by_secret, organisations_managed_by
from accounts.refusals import show_in
from events.errors import Conflict, Invalid


def _actor(request: HttpRequest) -> PersonActor:
    return cast(PersonActor, request.actor)  # type: ignore[attr-defined]


def _next(request: HttpRequest, default: str = "/") -> str:
    wanted = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if fits else default


@login_required
@require_GET
def my_page(request: HttpRequest) -> HttpResponse:
    """Whom one acts for, where one is signed in, and how."""
    return _my_page(request)


def _my_page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    who = _actor(request)
    managed = organisations_managed_by(who)
    kinds = list(Authenticator.objects.filter(user=who.person).values_list("type", flat=True))
    invitations = Invitation.objects.filter(organisation__in=managed, accepted_at=None, withdrawn_at=None)
    context = {
        "invitation_form": InvitationForm(),
        "token_form": TokenForm(),
        "tokens": ApiToken.objects.filter(membership=who.membership, revoked_at=None) if who.membership else [],
        "sessions": [_session(one) for one in UserSession.objects.purge_and_list(who.person)],
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "totp": Authenticator.Type.TOTP in kinds,
        "can_invite": managed.exists(),
        "invitations": [one for one in invitations.select_related("organisation") if one.is_open],
        **context,
    }
    return render(request, "pages/accounts/my_page.html", context, status=status)


def _session(one: UserSession) -> dict[str, Any]:
    return {
        "id": one.pk,
        "browser": browser_name(one.user_agent),
        "ip": one.ip,
        "created_at": one.created_at,
        "last_seen_at": one.last_seen_at,
        "current": one.is_current(),
    }


@login_required
@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """Sign out somewhere else."""
    get_object_or_404(UserSession, pk=session, user=_actor(request).person).end()
    return redirect("accounts:my_page")


@login_required
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Put on another hat."""
    person = cast(Person, request.user)
    try:
        hat = hats_of(person).filter(pk=UUID(request.POST.get("membership", ""))).first()
    except ValueError:
        hat = None
    if hat:
        request.session[SESSION_HAT] = str(hat.pk)
    return redirect(_next(request))


@login_required
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague to the organisation one acts for."""
    who, form = _actor(request), InvitationForm(request.POST)
    organisation = who.organisation
    if organisation is None or not form.is_valid():
        return _my_page(request, status=422, invitation_form=form)
    try:
        actions.invite(actor=who, organisation=organisation, **form.cleaned_data)
    except Invalid as error:
        show_in(form, error)
        return _my_page(request, status=422, invitation_form=form)
    notices.success(request, _("The invitation is on its way."))
    return redirect("accounts:my_page")


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    mine = Invitation.objects.filter(organisation__in=organisations_managed_by(_actor(request)))
    try:
        actions.withdraw_invitation(actor=_actor(request), invitation=get_object_or_404(mine, pk=invitation))
    except Conflict as error:
        notices.error(request, str(error.message))
    return redirect("accounts:my_page")


@login_required
@require_POST
def create_token(request: HttpRequest) -> HttpResponse:
    """Make an API token; the page that answers shows its secret, this once."""
    who, form = _actor(request), TokenForm(request.POST)
    if who.membership is None or not form.is_valid():
        return _my_page(request, status=422, token_form=form)
    secret = actions.new_token_secret()
    try:
        actions.create_token(actor=who, membership=who.membership, secret=secret, **form.cleaned_data)
    except Invalid as error:
        show_in(form, error)
        return _my_page(request, status=422, token_form=form)
    response = _my_page(request, token_secret=secret)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def revoke_token(request: HttpRequest, token: UUID) -> HttpResponse:
    """Revoke an API token, at once."""
    found = get_object_or_404(ApiToken, membership__person=_actor(request).person, revoked_at=None, pk=token)
    actions.revoke_token(actor=_actor(request), token=found)
    return redirect("accounts:my_page")


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link in an invitation. Whoever holds the link reads that mailbox, so it signs them in."""
    found = invitation_by_secret(secret)
    known = Person.objects.filter(email__iexact=found.email).first()
    form = None if known else AcceptForm(request.POST or None)
    if request.method == "POST" and found.is_open and (form is None or form.is_valid()):
        try:
            membership = actions.accept_invitation(
                actor=NOBODY, invitation=found, name=form.cleaned_data["name"] if form else ""
            )
        except Invalid as error:
            show_in(cast(AcceptForm, form), error)
        else:
            request.session[SESSION_HAT] = str(membership.pk)
            return _sign_in(request, membership.person)
    context = {"state": _state(found), "invitation": _shown(found), "form": form}
    return render(request, "pages/accounts/invitation.html", context, status=200 if found.is_open else 410)


def _state(found: Invitation) -> str:
    if found.is_open:
        return "open"
    return "used" if found.accepted_at else "withdrawn" if found.withdrawn_at else "expired"


def _shown(found: Invitation) -> dict[str, Any]:
    return {
        "email": found.email,
        "title": found.title or found.get_role_display(),
        "organisation": found.organisation,
        "by": found.invited_by.name,
        "expires_at": found.expires_at,
    }


def _sign_in(request: HttpRequest, person: Person, to: str = "/") -> HttpResponse:
    hat = request.session.get(SESSION_HAT, "")
    response = cast(HttpResponse, perform_login(request, Login(user=person, redirect_url=to)))
    if hat:
        request.session[SESSION_HAT] = hat
    return response


# --- Only in the demo ------------------------------------------------------------------------------------------------


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people, with one click."""
    _only_in_demo()
    try:
        chosen = UUID(request.POST.get("person", ""))
    except ValueError:
        raise Http404 from None
    person = next((one for one in demo.personas() if one.pk == chosen), None)
    if person is None:
        raise Http404
    request.session.pop(SESSION_HAT, None)
    return _sign_in(request, person, _next(request))


@require_GET
def demo_mail(request: HttpRequest, mail: str = "") -> HttpResponse:
    """The mail that would have been sent."""
    _only_in_demo()
    found = demo.mails()
    one = next((item for item in found if item.id == mail), None)
    if mail and one is None:
        raise Http404
    listed = [
        {"id": item.id, "subject": item.subject, "to": item.to, "at": item.at, "url": f"/demo/post/{item.id}/"}
        for item in found[:50]
    ]
    opened = {"subject": one.subject, "to": one.to, "from": one.sender, "at": one.at, "text": one.text} if one else None
    return render(request, "pages/accounts/demo_mail.html", {"mails": listed, "mail": opened})
