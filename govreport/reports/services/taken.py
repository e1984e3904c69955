"""从上年报告开始: last year's headings, or its sentences too, which are marked until somebody edits them."""

import hashlib
from collections.abc import Collection, Mapping

from django.db import transaction

from govreport.agencies.models import Agency, User
from govreport.reports.models import TakenParagraph, Version
from govreport.reports.services.start import start_report
from govreport.standards.document import Document


@transaction.atomic
def continue_report(
    *, agency: Agency, year: int, by: User, sections: Mapping[str, str], marked: Mapping[str, Collection[str]]
) -> Version:
    """Begin a report with texts of last year's; ``marked``: section → paragraphs to be told until they are edited.

    Raises ``Refused`` as ``start_report`` does.
    """
    version = start_report(agency=agency, year=year, by=by, sections=sections)
    taken = {(section, digest(text)) for section, texts in marked.items() if section in sections for text in texts}
    TakenParagraph.objects.bulk_create(
        TakenParagraph(version=version, section=section, digest=mark) for section, mark in sorted(taken)
    )
    return version


def unedited(version: Version, document: Document) -> dict[str, tuple[str, ...]]:
    """Section → the paragraphs that were taken over and still say word for word what last year's report said."""
    taken = set(TakenParagraph.objects.filter(version=version).values_list("section", "digest"))
    found = {
        section: tuple(
            text for text in paragraphs(document.sections.get(section, "")) if (section, digest(text)) in taken
        )
        for section in sorted({section for section, _digest in taken})
    }
    return {section: texts for section, texts in found.items() if texts}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a section without the spaces around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def digest(paragraph: str) -> str:
    """The SHA-256 of a paragraph, the spaces around it left out."""
    return hashlib.sha256(paragraph.strip().encode()).hexdigest()
