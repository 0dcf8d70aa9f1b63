"""The record as files, each from the same record."""

import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import clock
from live.views import dumps
from network.goals.exchange.csv_files import to_csv
from network.goals.printing import pdf_of
from workshops.records.layout import Block, Section, sections_of

Record = Mapping[str, Any]


def as_json(record: Record) -> bytes:
    """Return a record as JSON."""
    return json.dumps(json.loads(dumps(record)), ensure_ascii=False, indent=2).encode()


def as_csv(record: Record) -> bytes:
    """Return a record as a table: a row for each thing that was said, chosen or counted."""
    columns = [_("Part"), _("Kind"), _("Under"), _("Group"), _("Text"), _("Signed"), _("How many"), _("More")]
    rows = [
        [section.title, section.about, block.title, one.group, one.text, one.by, _number(one.count), one.more]
        for section in sections_of(record)
        for block in section.blocks
        for one in block.entries
    ]
    return to_csv(columns, rows)


def _number(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def as_pdf(record: Record) -> bytes:
    """Return a record as a tagged PDF.

    Raises:
        CannotPrint: the machine lacks the libraries for it.
    """
    context = {
        "record": record,
        "sections": sections_of(record),
        "when": when(record),
        "notes": notes_of(record),
        "language": get_language(),
        "printed_at": clock.now(),
    }
    return pdf_of("pages/workshops/record_pdf.html", context)


def when(record: Record) -> str:
    """Return the day of a workshop and when it ran, in words."""
    about = record["workshop"]
    begun, ended = _local(about["started_at"] or about["starts_at"]), _local(about["ended_at"])
    day = date_format(begun, "j F Y")
    hours = f"{date_format(begun, 'H:i')}–{date_format(ended, 'H:i') if ended else ''}"
    return f"{day}, {hours}"


def _local(moment: str | None) -> Any:
    found = parse_datetime(moment) if moment else None
    return localtime(found) if found else None


def notes_of(record: Record) -> list[str]:
    """Return in words what has been disposed of and when, and when the rest will be."""
    told = record["disposed"]

    def day(name: str) -> str:
        return date_format(_local(told[name]), "j F Y") if told[name] else ""

    found = []
    if forgotten := day("guests_forgotten_at"):
        found.append(_("Which devices guests used was forgotten on %(day)s.") % {"day": forgotten})
    if gone := day("raw_disposed_at"):
        words = _("Notes, questions, lines of tables and answers in words were disposed of on %(day)s.")
        found.append(words % {"day": gone})
    if until := day("raw_kept_until"):
        words = _("Notes, questions, lines of tables and answers in words are kept until %(day)s.")
        found.append(words % {"day": until})
    return found


def as_docx(record: Record) -> bytes:
    """Return a record as a Word document, with headings, lists and tables that a screen reader knows."""
    import docx  # Loaded when somebody asks for it: few do.
    from docx.oxml.ns import qn

    document = docx.Document()
    about = record["workshop"]
    properties = document.core_properties
    properties.title, properties.author = about["title"], about["council"]["name"]
    properties.language = get_language() or "sv"
    for mark in document.styles.element.xpath("//w:lang"):
        mark.set(qn("w:val"), get_language() or "sv")  # What a screen reader pronounces it by.
    document.add_heading(about["title"], 0)
    document.add_paragraph(", ".join(filter(None, [about["council"]["name"], when(record), about["place"]])))
    if about["purpose"]:
        document.add_paragraph(about["purpose"])
    for words in notes_of(record):
        document.add_paragraph(words)
    for section in sections_of(record):
        _section(document, section)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.title, 1)
    for words in filter(None, [section.about, section.note]):
        document.add_paragraph(words)
    for block in section.blocks:
        if block.title:
            document.add_heading(block.title, 2)
        if block.note:
            document.add_paragraph(block.note)
        (_table if block.counted else _list)(document, block)


def _list(document: Any, block: Block) -> None:
    group = ""
    for one in block.entries:
        if one.group and one.group != group:
            document.add_heading(one.group, 3)
        group = one.group
        words = " – ".join(filter(None, [one.text, one.by, one.more]))
        document.add_paragraph(_printable(words), style="List Bullet")


def _table(document: Any, block: Block) -> None:
    heads = [block.named, block.counted, *([block.more] if block.more else [])]
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words
    _repeated(table.rows[0])
    for one in block.entries:
        text = " – ".join(filter(None, [one.text, one.by]))
        cells = [text, "" if one.count is None else str(one.count), *([one.more] if block.more else [])]
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = _printable(words)


def _repeated(row: Any) -> None:
    # A row that Word repeats on each page is the one that screen readers take as the heading.
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _printable(words: str) -> str:
    return "".join(letter for letter in words if letter >= " " or letter in "\n\t")


FORMS: dict[str, tuple[str, Callable[[Record], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}
"""What a record can be taken home as: the type of the file, and what makes it."""
