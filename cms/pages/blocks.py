"""The parts that a text is built of. Few, each with a meaning; what shows figures asks for them when it is shown."""

from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.pages.figures import public_goal

WITHOUT_WORDS = _("Say what the picture shows, here or in the library, or mark it as only decoration.")
PLAIN: list[str] = ["bold", "italic", "link", "ol", "ul"]
"""What a short text may hold."""
RICH: list[str] = ["h2", "h3", *PLAIN, "document-link"]
"""What a long text may hold. Level one is the page's own heading."""


class TextBlock(blocks.RichTextBlock):  # type: ignore[misc]
    """Paragraphs, headings, lists and links."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=RICH, **options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "cms/blocks/text.html"
        preview_value = "<h2>Rubrik</h2><p>Ett stycke text med en <b>viktig</b> sak.</p>"


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]
    """A picture with its text alternative, and a caption if it needs one."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("What the picture shows"),
        help_text=_("Empty: the description of the picture in the library is used."),
    )
    decorative = blocks.BooleanBlock(
        required=False, label=_("Only decoration"), help_text=_("Nothing is lost for who does not see it.")
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    def clean(self, value: Any) -> Any:
        """Refuse a picture that says nothing to who does not see it, unless it only decorates."""
        cleaned = super().clean(value)
        words = cleaned["alt"] or getattr(cleaned["image"], "description", "")
        if not cleaned["decorative"] and not words.strip():
            raise StructBlockValidationError({"alt": ValidationError(WITHOUT_WORDS)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture in the text, with a caption if it needs one.")
        template = "cms/blocks/picture.html"
        preview_value: ClassVar[dict[str, Any]] = {"image": None, "alt": "", "decorative": False, "caption": "Bildtext"}


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    who = blocks.CharBlock(label=_("Who says it"), max_length=160, help_text=_("Organisation first, then role."))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's words, with organisation and role.")
        template = "cms/blocks/quote.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "text": "Det saknas en arena.",
            "who": "Samordningsförbundet, samordnare",
        }


class NoticeBlock(blocks.StructBlock):  # type: ignore[misc]
    """Something one must not miss."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    text = blocks.RichTextBlock(features=PLAIN, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("Something one must not miss. At most one or two on a page.")
        template = "cms/blocks/notice.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": "Tänk på",
            "text": "<p>Beslutet gäller från årsskiftet.</p>",
        }


class FactBlock(blocks.StructBlock):  # type: ignore[misc]
    """One fact."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    value = blocks.CharBlock(max_length=300, label=_("Value"))


class FactsBlock(blocks.StructBlock):  # type: ignore[misc]
    """A short list of facts, each with a name; with where they come from."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    facts = blocks.ListBlock(FactBlock(), min_num=1, max_num=20, label=_("Facts"))
    source = blocks.CharBlock(required=False, max_length=300, label=_("Source"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        description = _("Names and values side by side, with their source.")
        template = "cms/blocks/facts.html"
        preview_value: ClassVar[dict[str, Any]] = {
            "heading": "Fakta",
            "facts": [{"name": "Antal ASF", "value": "4"}],
            "source": "Lägesrapport 2017",
        }


class DocumentsBlock(blocks.StructBlock):  # type: ignore[misc]
    """Files to fetch."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    documents = blocks.ListBlock(DocumentChooserBlock(), min_num=1, max_num=20, label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to fetch, with their kind and size.")
        template = "cms/blocks/documents.html"
        preview_value: ClassVar[dict[str, Any]] = {"heading": "Dokument", "documents": []}


class GoalChooserBlock(blocks.FieldBlock):  # type: ignore[misc]
    """A public goal of a council."""

    def __init__(self, required: bool = True, help_text: Any = None, **options: Any) -> None:
        self._options = {"required": required, "help_text": help_text}
        super().__init__(**options)

    @cached_property
    def field(self) -> Any:
        from cms.pages.choosing import GoalField

        return GoalField(**self._options)

    def value_from_form(self, value: Any) -> str | None:
        return str(value.pk) if isinstance(value, Model) else value or None

    def clean(self, value: Any) -> str | None:
        if value and not public_goal(UUID(str(value))):
            raise ValidationError(_("This goal is not public, or is no longer there."))
        return self.value_from_form(super().clean(value))


class GoalBlock(blocks.StructBlock):  # type: ignore[misc]
    """A goal as it stands now: read when the page is shown, never copied."""

    goal = GoalChooserBlock(label=_("Goal"))

    class Meta:
        icon = "tick-inverse"
        label = _("Goal")
        description = _("A public goal with its status, as it stands when the page is read.")
        template = "cms/blocks/goal.html"
        preview_value: ClassVar[dict[str, Any]] = {"goal": None}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"goal": public_goal(UUID(value["goal"])) if value["goal"] else None}


class StoredItemsBlock(blocks.StaticBlock):  # type: ignore[misc]
    """Everything this site stores in a browser, from the same list that the tests hold the site to."""

    class Meta:
        icon = "table"
        label = _("What is stored in the browser")
        description = _("The list of all cookies and other things this site stores, with why and how long.")
        admin_text = _("The list is kept by the system.")
        template = "cms/blocks/stored_items.html"
        preview_value = None

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from cms.pages.stored import STORED

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"stored": STORED}


class OpenDataBlock(blocks.StaticBlock):  # type: ignore[misc]
    """The open data of the councils, as the catalogue has them."""

    class Meta:
        icon = "download"
        label = _("Open data")
        description = _("The datasets of the catalogue, with their files.")
        admin_text = _("The list comes from the catalogue.")
        template = "cms/blocks/open_data.html"
        preview_value = None

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from cms.pages.figures import datasets

        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"datasets": datasets()}


class SectionBlock(blocks.StructBlock):  # type: ignore[misc]
    """One section of a policy. It is numbered by its place, and keeps its id when it moves."""

    heading = blocks.CharBlock(max_length=160, label=_("Heading"))
    text = blocks.RichTextBlock(features=[*PLAIN, "document-link"], label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Section")
        description = _("A numbered section. Answers to a consultation are tied to it.")
        template = "cms/blocks/section.html"
        preview_value: ClassVar[dict[str, Any]] = {"heading": "Syfte", "text": "<p>Kommunen vill …</p>"}


BODY: list[tuple[str, Any]] = [
    ("text", TextBlock(group=_("Text"))),
    ("notice", NoticeBlock(group=_("Text"))),
    ("quote", QuoteBlock(group=_("Text"))),
    ("facts", FactsBlock(group=_("Facts"))),
    ("goal", GoalBlock(group=_("Facts"))),
    ("picture", PictureBlock(group=_("Files"))),
    ("documents", DocumentsBlock(group=_("Files"))),
]
STANDARD: list[tuple[str, Any]] = [
    *BODY,
    ("stored_items", StoredItemsBlock(group=_("Facts"))),
    ("open_data", OpenDataBlock(group=_("Facts"))),
]
SECTIONS: list[tuple[str, Any]] = [("section", SectionBlock())]
