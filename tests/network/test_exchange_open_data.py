"""The catalogue of open data: read as a harvester reads it, and its links followed."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from network.goals import actions
from network.goals.models import Goal, Indicator
from tests.browsers import open_browser
from tests.network.files import export
from tests.network.shared import Shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")


def harvest() -> Graph:
    answer = open_browser().get("/datasets/dcat")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/rdf+xml; charset=utf-8")
    return Graph().parse(data=answer.content, format="xml")


@pytest.fixture
def public(shared: Shared) -> Shared:
    """The picture with one public goal and indicator, and a period that is locked."""
    decided = {"state": "adopted", "decision": "§ 7", "decided_on": "2017-12-11"}
    Goal.objects.filter(pk=shared.goal.pk).update(visibility="public", **decided)
    Indicator.objects.filter(pk=shared.places.pk).update(visibility="public")
    actions.lock_period(actor=shared.world.chair, period=shared.period)
    return shared


def test_without_anything_public_there_is_a_catalogue_without_datasets(shared: Shared) -> None:
    found = harvest()

    assert list(found.subjects(RDF.type, DCAT.Catalog))
    assert not list(found.subjects(RDF.type, DCAT.Dataset))


def test_a_council_with_public_figures_is_a_dataset_in_three_forms(public: Shared) -> None:
    found = harvest()

    (dataset,) = found.subjects(RDF.type, DCAT.Dataset)
    assert len(set(found.objects(dataset, DCAT.distribution))) == 3
    assert found.value(dataset, DCTERMS.accrualPeriodicity) == URIRef(
        "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
    )
    period = found.value(dataset, DCTERMS.temporal)
    assert str(found.value(period, DCAT.endDate)) == public.period.ends_on.isoformat()


def test_nothing_is_a_blank_node_and_every_address_is_whole(public: Shared) -> None:
    found = harvest()

    nodes = {*found.subjects(), *found.objects()}
    assert not any(isinstance(one, BNode) for one in nodes)
    addresses = [one for one in nodes if isinstance(one, URIRef)]
    assert all(urlsplit(one).scheme in {"http", "https", "mailto"} for one in addresses)
    own = [one for one in found.subjects() if isinstance(one, URIRef)]
    assert all(one.startswith(f"{settings.BASE_URL}/datasets/dcat#") for one in own)


def test_publisher_and_contact_are_two(public: Shared) -> None:
    found = harvest()

    (dataset,) = found.subjects(RDF.type, DCAT.Dataset)
    publisher, contact = found.value(dataset, DCTERMS.publisher), found.value(dataset, DCAT.contactPoint)
    assert publisher != contact
    assert found.value(publisher, FOAF.name) == Literal("ASF-rådet i Sjöby")
    assert str(found.value(contact, VCARD.hasEmail)).startswith("mailto:")


def test_titles_and_descriptions_are_there_in_swedish_and_english(public: Shared) -> None:
    found = harvest()

    for kind in (DCAT.Catalog, DCAT.Dataset):
        (thing,) = found.subjects(RDF.type, kind)
        for said in (DCTERMS.title, DCTERMS.description):
            assert {one.language for one in found.objects(thing, said) if isinstance(one, Literal)} == {"sv", "en"}


def test_the_licence_is_written_as_harvesters_know_it(public: Shared) -> None:
    found = harvest()

    assert set(found.objects(predicate=DCTERMS.license)) == {
        URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
    }
    for one in found.subjects(RDF.type, DCAT.Distribution):
        assert found.value(one, DCTERMS.license)


def test_its_links_lead_to_the_public_files_whoever_follows_them(public: Shared) -> None:
    found = harvest()

    for distribution in found.subjects(RDF.type, DCAT.Distribution):
        address = str(found.value(distribution, DCAT.downloadURL))
        form = re.search(r"values\.(\w+)", address)
        assert form
        path = address.removeprefix(settings.BASE_URL)
        for person in (None, public.world.chair.person):
            answer = open_browser(person).get(path)
            assert (answer.status_code, answer.content) == (
                200,
                export(public.world.visitor, public, "public", form=form[1]),
            )
        media_type = str(found.value(distribution, DCAT.mediaType)).removeprefix(
            "http://www.iana.org/assignments/media-types/"
        )
        assert open_browser().get(path)["Content-Type"].startswith(media_type)
        page = str(found.value(distribution, DCAT.accessURL)).removeprefix(settings.BASE_URL)
        assert open_browser().get(page).status_code == 200


def test_invented_values_are_said_to_be_so(public: Shared) -> None:
    Indicator.objects.filter(pk=public.places.pk).update(is_demo=True)
    found = harvest()

    (dataset,) = found.subjects(RDF.type, DCAT.Dataset)
    english = next(
        one for one in found.objects(dataset, DCTERMS.description) if isinstance(one, Literal) and one.language == "en"
    )
    assert "demo" in english
