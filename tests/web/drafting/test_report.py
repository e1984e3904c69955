"""校核汇总: every open finding with the way to its cell; what stands in the way of submission."""

import re

from django.test import Client

from govreport.agencies.models import User
from govreport.checks.bases import bases
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.reports.services import save_cells, save_narrative
from tests.web.drafting.conftest import SignIn


def text(client: Client, version: Version) -> str:
    response = client.get(f"/desk/reports/{version.report_id}/")
    assert response.status_code == 200
    return response.content.decode()


def rules(page: str, severity: str) -> list[str]:
    """The rules of the findings in one group, in the order of the page."""
    group = page.split(f'data-severity="{severity}"')[1].split("</section>")[0]
    return re.findall(r'data-rule="([^"]+)"', group)


def test_findings_stand_in_groups_worst_first(clerk: Client, imported: Version) -> None:
    page = text(clerk, imported)
    assert rules(page, "error") == ["T3-02", "T3-02", "T3-03", "T3-03"]
    assert rules(page, "warning") == ["C-06"]
    assert page.index('data-severity="error"') < page.index('data-severity="warning"')


def test_a_finding_says_both_numbers_and_leads_to_its_cell(clerk: Client, imported: Version) -> None:
    page = text(clerk, imported)
    assert "“自然人”一列：新收 2 ＋ 上年结转 0 ＝ 2，办理结果总计 0 ＋ 结转下年度 0 ＝ 0，相差 2。" in page
    assert f'href="/desk/reports/{imported.report_id}/sec3/#cell-t3.total_processed.total"' in page
    assert f'href="/desk/reports/{imported.report_id}/sec2/#cell-t2.procurement.amount"' in page


def test_the_basis_is_told_in_the_readers_language_with_the_official_words(clerk: Client, imported: Version) -> None:
    words = "表三表头注明：第一项加第二项之和，等于第三项加第四项之和"
    official = f'<span class="finding-basis-text" lang="zh-hans">{words}</span>'
    for path in ("", "sec3/"):
        address = f"/desk/reports/{imported.report_id}/{path}"
        clerk.cookies["django_language"] = "en"
        english = clerk.get(address).content.decode()
        assert f'<span class="finding-basis-gloss">{bases()["T3-03"]} </span>{official}' in english
        clerk.cookies["django_language"] = "zh-hans"
        chinese = clerk.get(address).content.decode()
        assert f'<span class="finding-basis-gloss"></span>{official}' in chinese


def test_good_practice_is_given_as_a_reason_and_never_as_a_ground(clerk: Client, imported: Version) -> None:
    shown = text(clerk, imported).split('data-rule="')
    words = {item.split('"')[0]: item.split('finding-basis-word">')[1][:2] for item in shown[1:]}
    assert words["T3-03"] == "依据"
    assert words["C-06"] == "理由"


def test_blank_cells_are_counted_by_section_and_not_listed(clerk: Client, blank: Version) -> None:
    page = text(clerk, blank)
    assert "C-01" not in page
    assert "还有 175 格没有填写" in page
    assert f"/desk/reports/{blank.report_id}/sec3/#cell-t3.new_received.natural_person" in page
    assert f"/desk/reports/{blank.report_id}/sec1/#field-sec1" in page


def test_what_is_missing_before_submission_is_counted(clerk: Client, blank: Version) -> None:
    page = text(clerk, blank)
    for line in ("200 格没有填写", "3 个部分没有文字"):
        assert line in page.split('id="next"')[1].split("</section>")[0]
    assert re.search(r"<button[^>]*disabled[^>]*>[^<]*<svg.*?提交审核", page, re.S)


def test_a_complete_report_can_be_submitted(clerk: Client, complete: Version) -> None:
    page = text(clerk, complete)
    assert "可以提交审核了" in page
    assert "disabled" not in page.split('id="next"')[1].split("</section>")[0]


def test_the_reason_of_a_return_stands_on_top(clerk: Client, returned: Version) -> None:
    assert "请核对表三“上年结转”。" in text(clerk, returned)


def test_a_report_in_review_can_be_taken_back_but_not_submitted(clerk: Client, in_review: Version) -> None:
    page = text(clerk, in_review)
    assert f"/desk/reports/{in_review.report_id}/recall/" in page
    assert f"/desk/reports/{in_review.report_id}/submit/" not in page


def test_a_reviewer_is_led_to_the_decision(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    page = text(sign_in(reviewer), in_review)
    assert f'href="/desk/review/{in_review.pk}/"' in page
    assert "采用计算值" not in page


def test_a_published_report_leads_to_its_public_page(clerk: Client, approved: Version, signatory: User) -> None:
    publish(version=approved, by=signatory)
    assert 'href="/reports/2023/yunxi-lincao/"' in text(clerk, approved)


def test_consecutive_saves_of_one_person_are_one_line_of_the_history(
    clerk: Client, blank: Version, drafter: User
) -> None:
    for number in ("1", "2", "3"):
        save_cells(version=blank, cells={"t3.new_received.natural_person": number}, by=drafter)
    save_narrative(version=blank, section="sec1", text="全年工作有序开展。", by=drafter)
    history = text(clerk, blank).split('class="history"')[1].split("</ol>")[0]
    assert re.findall(r"<b>([^<]+)</b>", history) == ["修改文字", "修改数据", "开始编制"]
    assert "3 处" in history


def test_a_text_that_looks_like_markup_is_shown_as_text(clerk: Client, blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={"t3.new_received.natural_person": "<script>alert(1)</script>"}, by=drafter)
    page = text(clerk, blank)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
