"""沿用上年、尚未修改: how many paragraphs of each section still say what last year's report said."""

from dataclasses import dataclass

from govreport.reports.models import Version
from govreport.reports.services.taken import unedited
from govreport.standards.document import Document
from govreport.web.desk.panel import section_name


@dataclass(frozen=True, slots=True)
class TakenPart:
    """沿用的段落: those of one section, in their order."""

    code: str
    name: str
    paragraphs: tuple[str, ...]


def taken_in(version: Version, document: Document, code: str) -> TakenPart | None:
    """The unedited paragraphs of one section; None when it has none."""
    return next((item for item in taken_parts(version, document) if item.code == code), None)


def taken_parts(version: Version, document: Document) -> tuple[TakenPart, ...]:
    """The sections with unedited paragraphs of last year's report, in the order of the form."""
    found = unedited(version, document)
    return tuple(
        TakenPart(section.code, section_name(document.format, section.code), found[section.code])
        for section in document.format.sections
        if section.code in found
    )
