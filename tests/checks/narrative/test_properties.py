"""文表一致: a report's own numbers are met with silence, one wrong number with the right rule, whatever the report."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.checks import narrative
from govreport.checks.examples import clean, with_totals
from govreport.checks.narrative.cells import quantity
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

ROWS = [
    "carried_in",
    "disclosed_full",
    "disclosed_part",
    "refused_third_party",
    "refused_process_info",
    "unable_not_held",
    "unprocessed_duplicate",
    "other_no_correction",
    "other_misc",
    "carried_out",
]
COLUMNS = ["natural_person", "commercial", "other_org"]
TABLES = [
    "t4.review.upheld",
    "t4.review.other",
    "t4.litigation_direct.upheld",
    "t4.litigation_after_review.pending",
    "t2.normative_docs.issued",
    "t2.normative_docs.in_force",
    "t2.licensing.decisions",
    "t2.penalty.decisions",
]


@dataclass(frozen=True)
class Template:
    """A way of writing one number: ``{}`` stands for it; ``rule`` speaks where it is wrong."""

    words: str
    measure: str
    rule: str


TEMPLATES = [
    Template("全年共收到政府信息公开申请{}件。", "received", "N-01"),
    Template("本年度新收{}件政府信息公开申请。", "received", "N-01"),
    Template("我局受理公民、法人和其他组织提出的政府信息公开申请共计{}件，依法登记。", "received", "N-01"),
    Template("政府信息公开申请办结{}件。", "processed", "N-02"),
    Template("全年共办结了{}件政府信息公开申请。", "processed", "N-02"),
    Template("政府信息公开申请中予以公开{}件。", "disposition:disclosed_full", "N-03"),
    Template("办理政府信息公开申请，{}件不予公开。", "disposition:refused", "N-03"),
    Template("政府信息公开申请无法提供的{}件。", "disposition:unable", "N-03"),
    Template("政府信息公开申请上年结转{}件。", "carried_in", "N-04"),
    Template("政府信息公开申请工作中，{}件结转下年度继续办理。", "carried_out", "N-04"),
    Template("因政府信息公开被申请行政复议{}件。", "review", "N-05"),
    Template("涉及政府信息公开的行政诉讼案件共{}起。", "litigation", "N-06"),
    Template("全年制发行政规范性文件{}件。", "t2:normative_docs.issued", "N-12"),
    Template("现行有效的规范性文件{}件。", "t2:normative_docs.in_force", "N-12"),
    Template("作出行政许可决定{}件。", "t2:licensing.decisions", "N-13"),
    Template("全年办理行政处罚案件{}件。", "t2:penalty.decisions", "N-13"),
]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """A number below 10000 in Chinese numerals."""
    if number == 0:
        return "零"
    digits, words = "零一二三四五六七八九", ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += digits[digit] + name
        elif words and number % power:
            words += "零"
    words = words.replace("零零", "零")
    return words[1:] if words.startswith("一十") else words


WRITINGS = [str, chinese, lambda n: str(n).translate(FULL_WIDTH), lambda n: f" {n} ", lambda n: " ".join(str(n))]


@st.composite
def reports(draw: st.DrawFn) -> Document:
    """A balanced report: what came in went out or stays."""
    inputs: dict[str, int] = {}
    for column in COLUMNS:
        cells = {row: draw(st.integers(0, 120)) for row in ROWS}
        out = sum(value for row, value in cells.items() if row != "carried_in")
        cells["carried_in"] = min(cells["carried_in"], out)
        inputs |= {f"t3.{row}.{column}": value for row, value in cells.items()}
        inputs[f"t3.new_received.{column}"] = out - cells["carried_in"]
    inputs |= {address: draw(st.integers(0, 60)) for address in TABLES}
    document = clean("e2021")
    return document.replace(sections={}, figures=with_totals(document.format, inputs))


def sentence(document: Document, template: Template, writing: int, change: int = 0) -> str:
    right = quantity(document, template.measure)
    assert right is not None
    assert right.value is not None
    return template.words.format(WRITINGS[writing](int(right.value) + change))


def said(document: Document, text: str) -> list[Finding]:
    """What the rules say beyond hints and the style of the text."""
    report = document.replace(sections={"sec1": text})
    found = [finding for check in narrative.CHECKS for finding in check(report, None)]
    return [finding for finding in found if finding.severity is not Severity.HINT]


writings = st.integers(0, len(WRITINGS) - 1)


@given(reports(), st.lists(st.tuples(st.sampled_from(TEMPLATES), writings), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_text_with_the_reports_own_numbers_is_met_with_silence(
    document: Document, parts: list[tuple[Template, int]]
) -> None:
    assert said(document, "".join(sentence(document, template, writing) for template, writing in parts)) == []


@given(reports(), st.sampled_from(TEMPLATES), writings, st.integers(1, 400))
@settings(max_examples=400, deadline=None)
def test_one_wrong_number_brings_the_right_rule_to_the_right_cell(
    document: Document, template: Template, writing: int, change: int
) -> None:
    right = quantity(document, template.measure)
    intake = quantity(document, "intake")
    assert right is not None
    assert right.value is not None
    assert intake is not None
    text = sentence(document, template, writing, change)
    found = said(document, text)
    if template.rule == "N-01" and right.value + change == intake.value:
        assert found == []
    else:
        assert [(finding.rule, finding.target) for finding in found] == [(template.rule, "sec1")]
        assert set(right.cells) <= set(found[0].related)
        assert (found[0].left, found[0].right) == (str(right.value + change), str(right.value))
        assert all(finding.message.count("“") == finding.message.count("”") for finding in found)


@given(reports(), st.integers(1, 50), writings)
@settings(max_examples=100, deadline=None)
def test_other_matters_between_the_own_numbers_stay_unheard(document: Document, number: int, writing: int) -> None:
    own = sentence(document, TEMPLATES[0], writing)
    foreign = WRITINGS[writing](number)
    others = f"办理留言{foreign}件。全县收到政府信息公开申请{foreign}件。"
    assert said(document, f"受理12345热线工单{foreign}件，办结{foreign}件。{own}{others}") == []


@given(st.integers(0, 9999))
def test_the_numerals_of_these_tests_are_those_that_are_read(number: int) -> None:
    assert WRITINGS[4](number).replace(" ", "") == str(number)
    assert chinese(number).strip("零一二三四五六七八九十百千") == ""
