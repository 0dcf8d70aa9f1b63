"""Mail about consultations: an organisation is asked, has little time left, or has been given more."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Membership
from cms.consultation.actions import close_when_over, note_party_reminded
from cms.consultation.events import ConsultationOpened, DeadlineExtended, PartyAdded
from cms.consultation.models import Consultation, Party
from cms.consultation.queries import silent, working_days_left
from events import clock
from events.actor import System
from events.models import Event
from events.reactions import reacts_to
from events.upkeep import every_hour
from network.goals.reminders.due import may_send, next_opening

STEPS = (10, 2)
"""How many working days before the last day a party that has not answered is reminded."""
SYSTEM = System("consultations")
FIRST_WAIT = timedelta(minutes=5)
ATTEMPTS = 6
ANSWERING = {Membership.Role.MANAGER, Membership.Role.COORDINATOR}


def people_to_tell(organisation: UUID) -> list[Membership]:
    """Return who is told on behalf of an organisation: its managers and coordinators; if it has none, everybody."""
    acting = Membership.objects.current().filter(organisation=organisation, person__is_active=True)
    hats = list({hat.person_id: hat for hat in acting.select_related("person", "organisation")}.values())
    return [hat for hat in hats if hat.role in ANSWERING] or hats


@reacts_to(ConsultationOpened)
def tell_opened(happened: ConsultationOpened, _event: Event) -> None:
    """Tell everybody who is asked."""
    for party in Party.objects.filter(consultation=happened.consultation, asked=True):
        _book("asked", party)


@reacts_to(PartyAdded)
def tell_added(happened: PartyAdded, _event: Event) -> None:
    """Tell an organisation that is asked later than the others."""
    if happened.asked:
        for party in Party.objects.filter(consultation=happened.consultation, organisation=happened.organisation):
            _book("asked", party)


@reacts_to(DeadlineExtended)
def tell_extended(happened: DeadlineExtended, _event: Event) -> None:
    """Tell those who have not answered that there is more time."""
    waiting = silent(Consultation.objects.get(pk=happened.consultation))
    for party in waiting:
        if happened.organisation in (None, party.organisation_id):
            _book("extended", party)


@every_hour
def remind() -> int:
    """Remind those who have not answered, each step once; return how many organisations."""
    done = 0
    for found in Consultation.objects.filter(state=Consultation.State.OPEN):
        for party in silent(found):
            left = working_days_left(party, clock.today())
            step = next((one for one in reversed(STEPS) if left <= one), None)
            in_time = party.answers_by >= clock.today()
            if step and in_time and not 0 < party.reminded <= step:
                done += _remind(party, step)
    return done


def _remind(party: Party, step: int) -> int:
    with transaction.atomic():
        note_party_reminded(actor=SYSTEM, party=party, days=step)
        _book("soon", party)
    return 1


@every_hour
def close_those_over() -> int:
    """Close the consultations whose last day has passed for everybody."""
    found = Consultation.objects.filter(state=Consultation.State.OPEN, closes_on__lt=clock.today())
    return sum(close_when_over(actor=SYSTEM, consultation=one) for one in found)


def _book(about: str, party: Party) -> None:
    for hat in people_to_tell(party.organisation_id):
        tell.enqueue(about, str(party.pk), str(hat.pk))


@task
def tell(about: str, party: str, hat: str, attempt: int = 1) -> None:
    """Send one mail to one person, in the daytime, unless the organisation has answered meanwhile."""
    now = timezone.localtime(clock.now())
    if not may_send(now):
        tell.using(run_after=next_opening(now)).enqueue(about, party, hat, attempt)
        return
    one = Party.objects.select_related("organisation", "consultation__organisation", "answer").filter(pk=party).first()
    membership = Membership.objects.current().select_related("person").filter(pk=hat).first()
    if one is None or membership is None or _is_over(one):
        return
    try:
        _send(about, one, membership)
    except OSError:
        if attempt < ATTEMPTS:
            wait = FIRST_WAIT * 4 ** (attempt - 1)
            tell.using(run_after=timezone.now() + wait).enqueue(about, party, hat, attempt + 1)
        else:
            raise


def _is_over(party: Party) -> bool:
    answer = getattr(party, "answer", None)
    given = answer is not None and answer.is_given
    return given or party.consultation.state != Consultation.State.OPEN


def _send(about: str, party: Party, hat: Membership) -> None:
    with translation.override(hat.person.language):
        found = party.consultation
        last = date_format(party.answers_by, "j F Y")
        subjects = {
            "asked": _("You are asked: %(title)s"),
            "soon": _("Soon the last day to answer: %(title)s"),
            "extended": _("More time to answer: %(title)s"),
        }
        leads = {
            "asked": _("%(asks)s asks %(organisation)s what you think of a text. Answer by %(last)s."),
            "soon": _("%(organisation)s has not answered %(asks)s yet. The last day is %(last)s."),
            "extended": _("%(organisation)s has more time to answer %(asks)s: until %(last)s."),
        }
        named = {"asks": found.organisation.name, "organisation": party.organisation.name, "last": last}
        context = {
            "name": hat.person.get_short_name(),
            "lead": leads[about] % named,
            "title": found.title,
            "url": settings.BASE_URL + reverse("cms:consultation", args=[found.pk]),
            "base_url": settings.BASE_URL,
        }
        send_mail(
            subject=subjects[about] % {"title": found.title},
            message=render_to_string("mail/cms_consultation.txt", context),
            html_message=render_to_string("mail/cms_consultation.html", context),
            from_email=None,
            recipient_list=[hat.person.email],
        )
