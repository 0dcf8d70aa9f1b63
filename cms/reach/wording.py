"""What a page says, outside the site: as HTML that stands alone, as plain words, and as a mark of its change."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

import nh3
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from cms.pages.models import CouncilPage, EventPage, MeasurePage, PolicyPage
from cms.policy.text import plain
from cms.reach.addresses import whole

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ol", "ul", "li", "h2", "h3", "blockquote", "dl", "dt", "dd"}
WORDS = 40
"""How many words of the text stand in for a summary that was not written."""
_NOT_SAID = {field.name for field in Page._meta.get_fields()} - {"title"} | {
    *("organisation", "shared_with", "confirm_every", "page_ptr")
}


def html_of(page: CouncilPage) -> str:
    """Return the page's words as HTML with whole addresses; pictures and what is read elsewhere stay on the page."""
    facts = _FACTS.get(type(page), lambda _page: [])(page)
    parts = [_facts(facts), *_changes(page), *_blocks(page)]
    return nh3.clean(
        "\n".join(part for part in parts if part),
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, _name, value: whole(value),
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )


def words_of(page: CouncilPage) -> str:
    """Return the page's words as plain text, one line per paragraph."""
    return plain(html_of(page))


def summary_of(page: CouncilPage) -> str:
    """Return the summary of a page; of one that has none, how its text begins."""
    return page.summary or Truncator(" ".join(words_of(page).split())).words(WORDS)


def digest_of(page: CouncilPage) -> str:
    """Return a SHA-256 of what the page says: its own fields and what belongs to it, not where or by whom."""
    said = {name: value for name, value in page.serializable_data().items() if name not in _NOT_SAID}
    return hashlib.sha256(json.dumps(_without_keys(said), sort_keys=True, default=str).encode()).hexdigest()


def _without_keys(value: Any) -> Any:
    """Leave out numbers of rows: publishing gives parts of a page new ones."""
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    if isinstance(value, dict):
        return {name: _without_keys(one) for name, one in value.items() if name not in ("pk", "sort_order")}
    return value


# --- The parts of a text -----------------------------------------------------------------------------------------


def _blocks(page: CouncilPage) -> list[str]:
    stream = page.sections if isinstance(page, PolicyPage) else getattr(page, "body", None)
    if stream is None:
        return [_rich(page.definition)] if hasattr(page, "definition") else []
    if isinstance(page, PolicyPage):
        return [_section(number, child.value) for number, child in enumerate(stream, start=1)]
    return [_BLOCKS[child.block_type](child.value) for child in stream if child.block_type in _BLOCKS]


def _rich(value: RichText | str | None) -> str:
    html: str = expand_db_html(value.source if isinstance(value, RichText) else value or "")
    return html


def _heading(text: str) -> str:
    return format_html("<h2>{}</h2>", text) if text else ""


def _section(number: int, value: Any) -> str:
    return format_html("<h2>{}. {}</h2>", number, value["heading"]) + _rich(value["text"])


def _quote(value: Any) -> str:
    return format_html("<blockquote><p>{}</p><p>{}</p></blockquote>", value["text"], value["who"])


def _facts_block(value: Any) -> str:
    source = format_html("<p>{}: {}</p>", _("Source"), value["source"]) if value["source"] else ""
    return _heading(value["heading"]) + _facts((one["name"], one["value"]) for one in value["facts"]) + source


_BLOCKS: dict[str, Callable[[Any], str]] = {
    "text": _rich,
    "notice": lambda value: _heading(value["heading"]) + _rich(value["text"]),
    "quote": _quote,
    "facts": _facts_block,
}


def _facts(facts: Iterable[tuple[Any, Any]]) -> SafeString:
    rows = [format_html("<dt>{}</dt><dd>{}</dd>", name, value) for name, value in facts if value]
    return mark_safe(f"<dl>{''.join(rows)}</dl>" if rows else "")  # noqa: S308 - each row is escaped above


# --- Facts of some kinds -----------------------------------------------------------------------------------------


def _day(value: Any) -> str:
    return date_format(value, "j F Y") if value else ""


def _of_policy(page: PolicyPage) -> list[tuple[Any, Any]]:
    return [
        (_("Kind of document"), page.get_document_display()),
        (_("Adopted by"), page.adopted_by),
        (_("Adopted on"), _day(page.adopted_on)),
        (_("Decision"), page.decision),
        (_("Valid to"), _day(page.valid_to)),
    ]


def _of_measure(page: MeasurePage) -> list[tuple[Any, Any]]:
    forms = ", ".join(f"{one.get_legal_form_display()}: {one.get_may_display()}" for one in page.forms.all())
    return [
        (_("For whom"), page.target_group),
        (_("Decided on by"), page.agency.name if page.agency else _("Not settled")),
        (_("Which legal forms may use it"), forms),
        (_("Ended on"), _day(page.valid_to)),
        (_("Replaced by"), page.replaced_by.title if page.replaced_by else ""),
        (_("Source"), page.source),
    ]


def when(page: EventPage) -> str:
    """Return when something happens, in words."""
    first, last = timezone.localtime(page.starts_at), timezone.localtime(page.ends_at)
    same = first.date() == last.date()
    if page.whole_day:
        return _day(first) if same else f"{_day(first)} – {_day(last)}"
    begins = _("%(day)s at %(time)s") % {"day": _day(first), "time": first.strftime("%H:%M")}
    if same:
        return begins if first == last else f"{begins}–{last.strftime('%H:%M')}"
    return f"{begins} – " + _("%(day)s at %(time)s") % {"day": _day(last), "time": last.strftime("%H:%M")}


def _of_event(page: EventPage) -> list[tuple[Any, Any]]:
    return [
        (_("State"), _("Cancelled") if page.cancelled else ""),
        (_("When"), when(page)),
        (_("Where"), page.place),
        (_("On line"), page.online_url),
        (_("How to sign up"), page.sign_up),
    ]


_FACTS: dict[type[CouncilPage], Callable[[Any], list[tuple[Any, Any]]]] = {
    PolicyPage: _of_policy,
    MeasurePage: _of_measure,
    EventPage: _of_event,
}


def _changes(page: CouncilPage) -> list[str]:
    if not isinstance(page, MeasurePage):
        return []
    rows = [f"<li>{escape(_day(one.on))}: {escape(one.text)}</li>" for one in page.changes.all()]
    return [_heading(_("What has changed")), f"<ul>{''.join(rows)}</ul>"] if rows else []
