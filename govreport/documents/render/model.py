"""成文: a report as it is printed: title, parts in the order of the edition, paragraphs and official tables.

Every renderer takes this and nothing else, so PDF and HTML cannot say different things.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govreport.documents.render.fee import fee_statement
from govreport.documents.render.tables import OfficialTable, official_table
from govreport.documents.render.text import Paragraph, paragraphs, printable
from govreport.documents.render.title import title_lines
from govreport.standards.document import Document
from govreport.standards.edition import Section

# The whole of section six when there is nothing to add; the fee sentence then takes its place.
_NOTHING = ("无", "无。")


@dataclass(frozen=True, slots=True)
class Part:
    """部分: one section of the report; ``title`` is empty for preamble, body and closing.

    ``annex`` marks the 2014 statistical table, which stands on a page of its own under ``annex_title``.
    """

    code: str
    title: str
    english: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: OfficialTable | None = None
    annex: bool = False
    annex_title: str = ""

    @property
    def annex_title_lines(self) -> tuple[str, ...]:
        """The annex's title, broken evenly as the report's is."""
        return title_lines(self.annex_title)


@dataclass(frozen=True, slots=True)
class Paper:
    """成文: what is printed; ``annex_note`` is the line 附件：… under the text of a report that has an annex."""

    document: Document
    title: str
    title_lines: tuple[str, ...]
    agency: str
    parts: tuple[Part, ...]
    annex_note: str = ""


def paper(document: Document, cuts: Mapping[str, Iterable[int]] | None = None) -> Paper:
    """Lay out a report; nothing is corrected, counted or left out, a part without content is not printed.

    ``cuts``: table that needs more than a page → rows of its body that begin one (``official_table``).
    """
    title = " ".join(printable(document.title).split()) or _prescribed_title(document)
    agency = printable(document.agency.name).strip()
    parts = [_part(document, section, cuts or {}) for section in document.format.sections]
    return Paper(
        document=document,
        title=title,
        title_lines=title_lines(title, agency),
        agency=agency,
        parts=tuple(part for part in parts if part.title or part.paragraphs),
        annex_note=_annex_note(parts),
    )


def _prescribed_title(document: Document) -> str:
    agency = printable(document.agency.name).strip()
    if document.year is None:
        return f"{agency}政府信息公开工作年度报告"
    return document.format.title_for(agency, document.year)


def _part(document: Document, section: Section, cuts: Mapping[str, Iterable[int]]) -> Part:
    if section.table is None:
        return Part(section.code, section.title, section.english, _paragraphs(document, section))
    table = official_table(document, section.table, cuts.get(section.table))
    annex = section.code == "annex"
    return Part(
        section.code,
        section.title,
        section.english,
        table=table,
        annex=annex,
        annex_title=_annex_title(document, table) if annex else "",
    )


def _paragraphs(document: Document, section: Section) -> tuple[Paragraph, ...]:
    text = document.sections.get(section.code, "")
    statement = fee_statement(document) if section.kind == "fee" else ""
    if statement and text.strip() in _NOTHING:
        return (Paragraph(text=statement),)
    return (*paragraphs(text), *((Paragraph(text=statement),) if statement else ()))


def _annex_title(document: Document, table: OfficialTable) -> str:
    if document.year is None or not document.agency.name:
        return table.layout.title
    return f"{printable(document.agency.name).strip()}{document.year}年度{table.layout.title}"


def _annex_note(parts: list[Part]) -> str:
    """The line that announces the annex, unless the author wrote it."""
    written = any(paragraph.text.startswith("附件：") for part in parts for paragraph in part.paragraphs)
    return next((part.annex_title for part in parts if part.annex and not written), "")
