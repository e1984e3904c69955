"""校核结果不因格式而变: whatever format a report goes through, the same is said of it afterwards."""

from collections.abc import Callable

import pytest

from govreport import checks
from govreport.checks.examples import Example, examples, ruled
from govreport.documents import services
from govreport.documents.services import read_report
from govreport.standards.document import Document
from tests.checks.narrative.reports import mutants, reports

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "json": services.render_json,
    "docx": services.render_docx,
    "xlsx": services.render_xlsx,
    "txt": services.render_txt,
    "html": services.render_html,
    "pdf": services.render_pdf,
}
# A PDF takes as long to set as a hundred of the others.
FEWER = {"pdf": 70}


def speaking() -> list[Example]:
    """The first example of each rule on which it speaks of the report alone."""
    alone = ([item for item in examples(rule) if item.fires and not item.previous] for rule in ruled())
    return [found[0] for found in alone if found and found[0].published is None]


DOCUMENTS = [
    *(example.document for example in speaking()),
    *(whole.document for whole in list(reports())[::6]),
    *(whole.document for whole in list(mutants())[::60]),
]


def said(document: Document) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Everything that is said of a report."""
    return sorted((item.rule, item.severity, item.addresses, item.message) for item in checks.findings(document))


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_findings_are_the_same_after_writing_and_reading(suffix: str) -> None:
    for document in DOCUMENTS[:: FEWER.get(suffix, 5)]:
        again = read_report(f"report.{suffix}", WRITERS[suffix](document)).document
        assert said(again) == said(document)
