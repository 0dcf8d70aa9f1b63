"""The catalogue of open data, as DCAT-AP-SE 3.0.1 wants it and the national data portal harvests it.

One dataset for each council with public indicators, in three forms that are downloaded from the API. Everything has an
absolute address of its own and nothing is a blank node; who publishes and whom to contact are never the same thing.
The data is CC0: numbers that public money pays for, without conditions, so that nobody has to ask.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from accounts.actor import NOBODY
from network.goals.exchange.exporting import PUBLIC
from network.goals.models import Calendar, Indicator, Period
from network.goals.queries import indicators_visible_to

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LICENCE = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
_EU = Namespace("http://publications.europa.eu/resource/authority/")
_IANA = Namespace("http://www.iana.org/assignments/media-types/")
FORMS = {
    "csv": ("CSV", _IANA["text/csv"]),
    "xlsx": ("XLSX", _IANA["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]),
    "json": ("JSON", _IANA["application/json"]),
}
"""The forms of a dataset, with their names in the EU's list of file types and as media types."""
_FREQUENCY = {
    Calendar.MONTH: "MONTHLY",
    Calendar.QUARTER: "QUARTERLY",
    Calendar.HALF: "ANNUAL_2",
    Calendar.YEAR: "ANNUAL",
}
LANGUAGES = ("sv", "en")
KEYWORDS = (
    gettext_noop("work integration"),
    gettext_noop("social enterprise"),
    gettext_noop("labour market"),
    gettext_noop("goals"),
    gettext_noop("indicators"),
)
PARTS = {
    "catalogue": gettext_noop("Open data of the ASF councils"),
    "about": gettext_noop("What the councils of work-integrating social enterprises have made public."),
    "title": gettext_noop("Goals and figures: %(council)s"),
    "description": gettext_noop(
        "Figures that %(council)s follows its goals by, one row for each group and period, with their definitions and "
        "targets. Groups of few people are left out."
    ),
    "demo": gettext_noop("Some of the values are invented and marked as demo."),
    "file": gettext_noop("%(council)s as %(form)s"),
}


def catalogue() -> bytes:
    """Return the catalogue as RDF/XML."""
    graph = Graph()
    for prefix, space in (("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
        graph.bind(prefix, space)
    here = _own("catalogue")
    graph.add((here, RDF.type, DCAT.Catalog))
    _say(graph, here, DCTERMS.title, "catalogue")
    _say(graph, here, DCTERMS.description, "about")
    publisher = _publisher(graph, "arenan", settings.OPEN_DATA_PUBLISHER)
    graph.add((here, DCTERMS.publisher, publisher))
    graph.add((here, DCTERMS.license, LICENCE))
    graph.add((here, DCAT.themeTaxonomy, _EU["data-theme"]))
    graph.add((here, FOAF.homepage, URIRef(f"{settings.BASE_URL}/")))
    for language in ("SWE", "ENG"):
        graph.add((here, DCTERMS.language, _EU[f"language/{language}"]))
    for council, indicators in _by_council():
        graph.add((here, DCAT.dataset, _dataset(graph, council, indicators)))
    return graph.serialize(format="xml", encoding="utf-8")


def _own(name: str) -> URIRef:
    return URIRef(f"{settings.BASE_URL}{reverse('dcat')}#{name}")


def _say(graph: Graph, thing: URIRef, how: URIRef, *parts: str, **named: str) -> None:
    """Say something in each language."""
    for language in LANGUAGES:
        with translation.override(language):
            words = " ".join(_(PARTS[part]) % named for part in parts)
        graph.add((thing, how, Literal(words, lang=language)))


def _by_council() -> Iterator[tuple[Any, list[Indicator]]]:
    found: dict[Any, list[Indicator]] = {}
    for one in indicators_visible_to(NOBODY).order_by("council__slug", "code"):
        found.setdefault(one.council, []).append(one)
    yield from found.items()


def _publisher(graph: Graph, name: str, shown: str) -> URIRef:
    made = _own(f"publisher-{name}")
    graph.add((made, RDF.type, FOAF.Agent))
    graph.add((made, FOAF.name, Literal(shown)))
    return made


def _contact(graph: Graph, council: Any) -> URIRef:
    made = _own(f"contact-{council.slug}")
    address = settings.OPEN_DATA_CONTACT or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    graph.add((made, RDF.type, VCARD.Organization))
    graph.add((made, VCARD.fn, Literal(council.name)))
    graph.add((made, VCARD.hasEmail, URIRef(f"mailto:{address}")))
    return made


def _dataset(graph: Graph, council: Any, indicators: list[Indicator]) -> URIRef:
    made = _own(f"dataset-{council.slug}")
    graph.add((made, RDF.type, DCAT.Dataset))
    _say(graph, made, DCTERMS.title, "title", council=council.name)
    invented = ["demo"] if any(one.is_demo for one in indicators) else []
    _say(graph, made, DCTERMS.description, "description", *invented, council=council.name)
    graph.add((made, DCTERMS.identifier, Literal(str(made))))
    graph.add((made, DCTERMS.publisher, _publisher(graph, council.slug, council.name)))
    graph.add((made, DCAT.contactPoint, _contact(graph, council)))
    for theme in ("SOCI", "GOVE"):
        graph.add((made, DCAT.theme, _EU[f"data-theme/{theme}"]))
    for language in LANGUAGES:
        with translation.override(language):
            words = [_(word) for word in KEYWORDS]
        for word in words:
            graph.add((made, DCAT.keyword, Literal(word, lang=language)))
    _about(graph, made, council, indicators)
    for form in FORMS:
        graph.add((made, DCAT.distribution, _distribution(graph, council, form)))
    return made


def _about(graph: Graph, made: URIRef, council: Any, indicators: list[Indicator]) -> None:
    graph.add((made, DCTERMS.accrualPeriodicity, _EU[f"frequency/{_FREQUENCY[_most_often(indicators)]}"]))
    graph.add((made, DCTERMS.accessRights, _EU["access-right/PUBLIC"]))
    graph.add((made, DCTERMS.spatial, _EU["country/SWE"]))
    for code in ("SWE", "ENG"):
        graph.add((made, DCTERMS.language, _EU[f"language/{code}"]))
    graph.add((made, DCTERMS.issued, Literal(min(one.added_at for one in indicators).date(), datatype=XSD.date)))
    graph.add((made, DCAT.landingPage, _page(council)))
    _temporal(graph, made, council, indicators)


def _most_often(indicators: Iterable[Indicator]) -> Calendar:
    there = {one.calendar for one in indicators}
    return next(one for one in Calendar if one in there)


def _temporal(graph: Graph, dataset: URIRef, council: Any, indicators: list[Indicator]) -> None:
    periods = Period.objects.filter(council=council.pk, calendar__in={one.calendar for one in indicators})
    days: list[date] = [day for pair in periods.values_list("starts_on", "ends_on") for day in pair]
    if not days:
        return
    made = _own(f"period-{council.slug}")
    graph.add((made, RDF.type, DCTERMS.PeriodOfTime))
    graph.add((made, DCAT.startDate, Literal(min(days), datatype=XSD.date)))
    graph.add((made, DCAT.endDate, Literal(max(days), datatype=XSD.date)))
    graph.add((dataset, DCTERMS.temporal, made))


def _distribution(graph: Graph, council: Any, form: str) -> URIRef:
    name, media_type = FORMS[form]
    made = _own(f"distribution-{council.slug}-{form}")
    graph.add((made, RDF.type, DCAT.Distribution))
    _say(graph, made, DCTERMS.title, "file", council=council.name, form=name)
    graph.add((made, DCAT.accessURL, _page(council)))
    address = f"{settings.BASE_URL}/api/v1/exports/values.{form}?council={council.slug}&scope={PUBLIC}"
    graph.add((made, DCAT.downloadURL, URIRef(address)))
    graph.add((made, DCAT.mediaType, media_type))
    graph.add((made, DCTERMS["format"], _EU[f"file-type/{name}"]))
    graph.add((made, DCTERMS.license, LICENCE))
    for code in ("SWE", "ENG"):
        graph.add((made, DCTERMS.language, _EU[f"language/{code}"]))
    return made


def _page(council: Any) -> URIRef:
    return URIRef(f"{settings.BASE_URL}{reverse('network:files', args=[council.slug])}")
