"""正文校核的界限: hostile texts are read in one pass and told in few findings."""

import pytest

from govreport import checks
from govreport.checks import structure
from govreport.standards.document import SECTION_LIMIT
from tests.builders import balanced

PIECES = [
    "（一）",
    "（",
    "XX",
    "__",
    "本报告",
    "二〇二三年",
    "<b",
    "**",
    "&nbsp",
    "。",
    "国办公开办函〔",
    "\x07",
    "××件",
    "某某局",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_nothing_but_one_piece_gives_few_findings(piece: str) -> None:
    text = (piece * (SECTION_LIMIT // len(piece)))[:SECTION_LIMIT]
    document = balanced().replace(sections=dict.fromkeys(balanced().sections, text))
    found = [finding for check in structure.CHECKS for finding in check(document, None)]
    assert len(found) <= 60
    assert all(len(finding.message) < 400 for finding in found)


def test_as_many_headings_as_lines_are_told_once() -> None:
    document = balanced()
    text = "\n".join(["（二）重复"] * 20_000)
    found = checks.findings(document.replace(sections={**document.sections, "sec1": text}))
    assert [finding.rule for finding in found].count("S-03") == 1
