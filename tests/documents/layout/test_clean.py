"""版式检查: reports as they are printed have no fault, whatever stands in them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from govreport.documents.layout import CHECKS, layout_findings
from govreport.documents.layout.proof import proof
from govreport.documents.layout.runs import BODY, LEVEL_1, LEVEL_2, TITLE
from govreport.documents.services import read_report
from govreport.standards.document import Document
from govreport.standards.finding import Severity
from tests.builders import balanced, wrong_totals
from tests.documents.layout.broken import found, long_text
from tests.documents.render.rendered import pdf
from tests.paths import SAMPLES
from tests.strategies import documents

RARE = "喆堃镕龑䶮，①〔2021〕“·”—…℃㎡ ⅣⅧ㈠ 𠮷 Ａｂｃ https://www.gov.cn/" + "a" * 80


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_clean_report_has_no_finding(code: str) -> None:
    assert layout_findings(pdf(code), balanced(code)) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.name[:3])
def test_published_reports_have_none_when_we_print_them(path: Path) -> None:
    document = read_report(path.name, path.read_bytes()).document
    assert found(document=document) == []


def odd_reports() -> dict[str, Document]:
    document = balanced()
    third = [address for address in document.format.cells if address.startswith("t3")]
    texts = ["—", "／", "-", "–", "―", "无", "１２", "4299 万元", "22（其中修订16件）", "不适用", "㎡", "䶮"]
    return {
        "wrong totals": wrong_totals(),
        "five pages of text": long_text(),
        "a table of three pages": document.replace(
            figures=document.figures.replace(dict.fromkeys(third, Decimal(1234567)))
        ),
        "words in cells": document.replace(printed=dict(zip(third, texts, strict=False))),
        "rare characters": document.replace(sections={**document.sections, "sec1": RARE}),
        "a long title": document.replace(title="云溪县" * 20 + "2023年政府信息公开工作年度报告"),
        "no text": document.replace(sections={}, year=None, title=""),
    }


@pytest.mark.parametrize("name", odd_reports())
def test_odd_reports_have_none(name: str) -> None:
    assert found(document=odd_reports()[name]) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_report_is_printed_as_it_is_stored(document: Document) -> None:
    words = {address: common(text) for address, text in document.printed.items()}
    texts = {section: common(text) for section, text in document.sections.items()}
    agency = replace(document.agency, name=common(document.agency.name))
    document = document.replace(printed=words, sections=texts, agency=agency, title=common(document.title))
    assert [finding for finding in found(document=document) if finding.severity is Severity.ERROR] == []


def common(text: str) -> str:
    """The text with Chinese for whatever no font of official documents draws."""
    return "".join(c if c.isascii() or c in "，。（）“”—·①㎡" or "一" <= c <= "龥" else "公" for c in text)


def test_every_rule_is_looked_at_by_a_check() -> None:
    assert len(CHECKS) == 8


def test_the_check_sees_every_cell_and_every_style() -> None:
    """What was not seen could not be found wrong."""
    read = proof(pdf("e2021"), balanced())
    values = [
        shown.cell.address for table in read.tables for shown, _page, _text in table.cells() if shown.cell.address
    ]
    assert sorted(values) == sorted(address for address in balanced().format.cells if not address.startswith("fee."))
    assert {run.style for run in read.runs} == {TITLE, LEVEL_1, LEVEL_2, BODY}
    assert all(run.glyphs and not run.missing for run in read.runs)
    assert [foot.text for foot in read.feet] == [f"—{number}—" for number in range(1, len(read.sheets) + 1)]
