"""审签单与回执: what stands on them, on pages that are measured; the same steps give the same bytes."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from govreport.documents.letters.receipt import receipt_pdf
from govreport.documents.letters.sheet import sheet_pdf
from govreport.documents.letters.steps import Step
from tests.documents.letters.printed import SHA256, SUBJECT, SUBMITTED, receipt_file, rounds, sheet_file
from tests.documents.render.page import pages
from tests.documents.render.test_tags import elements

CODE = "3fa4-91bc-07de"


def cells(data: bytes, table: int) -> list[list[str]]:
    """The cells of one table over all pages, without line breaks."""
    found = [item for page in pages(data) for item in page.tables]
    return [[(cell or "").replace("\n", "") for cell in row if cell is not None] for row in found[table]]


def test_the_sheet_names_the_report_and_its_code() -> None:
    facts = cells(sheet_file(), 0)
    assert facts[0] == ["文件标题", SUBJECT.title]
    assert facts[1] == ["编制机关", "云溪县林业和草原局"]
    assert facts[2] == ["报告年度", "2023年", "版次", "第 1 版"]
    assert facts[3] == ["执行格式", "国办公开办函〔2021〕30号", "核验码", CODE]


def test_the_sheet_lists_every_step_with_person_post_opinion_and_time() -> None:
    found = cells(sheet_file(), 1)
    assert found[0] == ["环节", "办理人", "岗位", "意见", "办理时间"]
    assert found[1] == ["第 1 轮"]
    assert found[2] == ["提交审核", "起草人周宁", "起草人", "—", "2024年1月15日14:03"]
    # In China it is the next day already.
    assert found[3] == [
        "初审：退回修改",
        "审核人吴敏",
        "审核人",
        "请核对表三。第六部分写明收费。",
        "2024年1月16日00:30",
    ]
    assert found[4] == ["第 2 轮"]
    assert found[6] == ["初审", "代办人韩璐（代审核人吴敏）", "审核人", "同意，报签发人。", "2024年1月18日10:00"]


def test_steps_that_nobody_took_are_named_with_what_becomes_of_them() -> None:
    assert cells(sheet_file(), 1)[7:] == [["保密审查", "未经", "—", "—", "—"], ["发布", "待办", "—", "—", "—"]]


def test_the_sheet_leaves_room_to_sign_by_hand() -> None:
    found = cells(sheet_file(), 2)
    assert [row[0] for row in found[1:]] == ["拟稿人", "审核人", "签发人"]
    assert all(row[1] == "" and row[2].startswith("签名：") and row[2].endswith("日") for row in found[1:])


def test_the_sheet_stands_on_one_page_of_a4_and_says_so() -> None:
    (page,) = pages(sheet_file())
    assert (round(page.width), round(page.height)) == (210, 297)
    assert page.lines[-1].text == "第 1 页，共 1 页"
    assert all(line.left >= 28 - 0.2 and line.right <= 184.5 for line in page.lines)


def test_a_long_opinion_takes_more_pages_and_loses_nothing() -> None:
    opinion = "请逐格核对。" * 330
    data = sheet_file(opinion)
    found = pages(data)
    assert len(found) > 1
    text = "".join(line.text for page in found for line in page.lines)
    assert text.count("请") >= 330
    assert sheet_pdf(SUBJECT, rounds(opinion), CODE) == data


def test_without_a_step_there_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="needs a step"):
        sheet_pdf(SUBJECT, [], CODE)


def test_the_receipt_says_what_when_who_and_which_content() -> None:
    found = dict(row for row in cells(receipt_file(), 0))
    assert found["文件标题"] == SUBJECT.title
    assert found["版次"] == "第 1 版"
    assert (found["办理事项"], found["办理人"]) == ("提交审核", "起草人周宁")
    assert found["办理时间"] == "2024年1月15日 14:03:09"
    assert found["核验码"] == CODE
    assert found["完整散列值（SHA-256）"].replace(" ", "") == SHA256


def test_the_receipt_is_named_after_its_step() -> None:
    (page,) = pages(receipt_file())
    assert page.lines[0].text == "政府信息公开工作年度报告提交审核回执"
    assert "内容相同，核验码相同" in "".join(line.text for line in page.lines)


def test_a_step_without_sealed_content_has_no_receipt() -> None:
    with pytest.raises(ValueError, match="needs the hash"):
        receipt_pdf(SUBJECT, Step("退回修改", "审核人吴敏", datetime(2024, 1, 16, tzinfo=UTC)))


def test_the_same_step_gives_the_same_bytes() -> None:
    assert receipt_pdf(SUBJECT, SUBMITTED) == receipt_file()
    assert sheet_pdf(SUBJECT, rounds(), CODE) == sheet_file()


@pytest.mark.parametrize("data", [sheet_file, receipt_file])
def test_forms_are_tagged_and_carry_no_file(data: object) -> None:
    content = data()  # type: ignore[operator]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/AF" not in pdf.Root
        heads = elements(pdf, "TH")
        assert heads
        assert all(str(cell.A.Scope) in ("/Row", "/Column") for cell in heads)
        assert bool(pdf.Root.MarkInfo.Marked)
