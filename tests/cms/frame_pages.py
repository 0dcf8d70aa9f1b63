"""One page of every kind, with something in each of its fields, for tests that look at all of them."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files import File
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image

from cms.library.models import CouncilDocument, CouncilImage
from cms.pages.models import (
    AccessibilityPage,
    ContactPage,
    CouncilPage,
    EventPage,
    GuideStepPage,
    KnowledgePage,
    KnownFault,
    MeasurePage,
    NewsPage,
    PolicyPage,
    Responsibility,
    ResponsibilityPage,
    StandardPage,
    TermPage,
)
from tests.cms.shared import page, section, site
from tests.world import World

WORDS = (
    "<h2>Varför</h2><p>Ett <b>ASF</b> ger arbete. Läs om arbetsträning &amp; mer.</p><h3>Hur</h3><ul><li>Så</li></ul>"
)
BODY: list[tuple[str, Any]] = [
    ("text", WORDS),
    ("notice", {"heading": "Tänk på", "text": "<p>Det gäller från årsskiftet.</p>"}),
    ("quote", {"text": "Det saknas en arena.", "who": "Samordningsförbundet"}),
    ("facts", {"heading": "Fakta", "facts": [{"name": "Antal", "value": "4"}], "source": "Lägesrapport 2017"}),
]


def picture(title: str = "Ringen", **fields: Any) -> CouncilImage:
    """Put a picture in the library."""
    file = BytesIO()
    Image.new("RGB", (640, 400), "#1d4d3b").save(file, "PNG")
    made: CouncilImage = CouncilImage.objects.create(
        title=title, file=ImageFile(file, name="ring.png"), description="En ring av platser", public=True, **fields
    )
    made.file.close()
    return made


def every_kind(world: World) -> dict[str, CouncilPage]:
    """Lay a site and add a page of every kind; return them by kind."""
    start = site(world)
    public = world.organisations["public"]
    soon = timezone.now() + timedelta(days=9)
    news, contacts = section(start, "nyheter"), section(start, "kontakt")
    made = [
        page(NewsPage, news, "En arena öppnar", body=[*BODY, ("picture", _shown())], summary="Nu finns den.", picture=picture()),
        page(TermPage, section(start, "ordlista"), "Arbetsintegrerande socialt företag", abbreviation="ASF",
             also="socialt företag, sociala företag", definition="<p>Ett företag som ger arbete.</p>", source="Rapporten"),
        page(TermPage, section(start, "ordlista"), "Arbetsträning", also="arbetsträningen", definition="<p>Att träna.</p>"),
        page(ContactPage, contacts, "Kontakt i Sjöby", municipality=public, function="Näringslivsenheten",
             email="asf@sjoby.example", phone="08-123 45 67", hours="vardagar 9–15", address="Torget 1", body=BODY),
        page(EventPage, section(start, "kalender"), "Verkstad", what="workshop", starts_at=soon,
             ends_at=soon + timedelta(hours=2), place="Medborgarhuset", body=BODY),
        page(PolicyPage, section(start, "policy"), "Policy för sociala företag",
             sections=[("section", {"heading": "Syfte", "text": "<p>Kommunen vill ge arbete.</p>"})],
             adopted_by="Kommunfullmäktige", adopted_on=date(2017, 5, 1), decision="KS 2017/12 § 3"),
        page(MeasurePage, section(start, "stod"), "Anpassad anställning", agency=public, target_group="Arbetssökande",
             source="Rapporten s. 12", body=BODY),
        page(GuideStepPage, section(start, "verktygslada"), "Skriv en plan", phase="idea", body=BODY),
        page(ResponsibilityPage, section(start, "vem-gor-vad"), "Kommunens del", authority=public,
             cells=[Responsibility(phase="idea", does="Tar emot frågor.")]),
        page(KnowledgePage, section(start, "kunskap"), "Ett bord för alla", what="practice", body=BODY),
        page(StandardPage, section(start, "om"), "Mer om rådet", body=BODY),
    ]  # fmt: skip
    _fill_statement(section(start, "tillganglighet"))
    sections = [one.specific for one in start.get_children()]
    return {one.kind: one for one in (start, *sections, *made)}


def document() -> CouncilDocument:
    """Put a file in the library."""
    made: CouncilDocument = CouncilDocument.objects.create(
        title="Rapporten", file=File(BytesIO(b"%PDF-1.4 x"), name="rapport.pdf"), public=True
    )
    made.file.close()
    return made


def _shown() -> dict[str, Any]:
    return {"image": picture("I texten"), "alt": "", "decorative": False, "caption": "Bildtext"}


def _fill_statement(statement: AccessibilityPage) -> None:
    statement.faults = [
        KnownFault(situation="sight", fault="Diagram läses inte upp.", meanwhile="Läs tabellen."),
        KnownFault(situation="hearing", fault="Filmer saknar text.", reason="burden", mended_by=date(2027, 1, 1)),
    ]
    statement.save_revision().publish()
