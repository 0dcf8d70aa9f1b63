"""What the local contacts show: choose a municipality, and see whom to turn to."""

from typing import Any

from django.http import HttpRequest

from cms.answers.shown import shows
from cms.pages.alphabet import swedish
from cms.pages.models import ContactIndexPage, ContactPage
from cms.pages.reading import reads
from cms.pages.reading.listing import children_shown


@reads(ContactIndexPage)
def contact_index(page: ContactIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the contacts by municipality; those of the one that is chosen (`kommun`) come first, in full."""
    shows(request, "kind:contact", "organisations", query=("kommun",))
    contacts = sorted(
        children_shown(page, ContactPage).select_related("municipality"),
        key=lambda one: (swedish(one.municipality.name), swedish(one.function)),
    )
    wanted = request.GET.get("kommun", "")
    municipalities = list({one.municipality_id: one.municipality for one in contacts}.values())
    chosen = next((one for one in municipalities if one.slug == wanted), None)
    return {
        "municipalities": [{"value": one.slug, "label": one.name} for one in municipalities],
        "wanted": wanted if chosen else "",
        "chosen": chosen,
        "found": [one for one in contacts if chosen and one.municipality_id == chosen.pk],
        "contacts": contacts,
        "canonical_query": f"?kommun={chosen.slug}" if chosen else "",
    }


@reads(ContactPage)
def contact(page: ContactPage, request: HttpRequest) -> dict[str, Any]:
    """Show one contact."""
    shows(request, "organisations")
    return {"index_url": page.get_parent().get_url(request)}
