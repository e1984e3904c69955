"""说明原因 and 可能的更正 in a browser: said in place, kept when the line is cut, ruled on, taken and taken back."""

from playwright.sync_api import Route, expect

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Explanation, Version
from govreport.reports.services import save_cells
from govreport.workflow.submit import submit
from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers
from tests.journey.conftest import Open
from tests.journey.people import AGREE, ready, saved
from tests.reasons import REASON, answer_warnings

AMOUNT = "t2.procurement.amount"
TOTALS = ("t3.total_processed.natural_person", "t3.total_processed.total")
LABEL = "原因（审核人会看到）"


def test_a_reason_is_said_in_place_and_counts_no_more(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec2/")
    ready(page)
    finding = page.locator("#panel .finding[data-rule='C-06']")
    count = page.locator("[data-step='sec2'] .step-count-number")
    expect(finding.get_by_text("待说明")).to_be_visible()
    expect(count).to_have_text("1")
    finding.get_by_text("说明原因", exact=True).click()
    finding.get_by_label(LABEL).fill(REASON)
    assert barriers(page) == []
    finding.get_by_role("button", name="记下原因").click()
    expect(finding.get_by_text("已说明")).to_be_visible()
    expect(finding.get_by_text(REASON).first).to_be_visible()
    expect(count).to_be_hidden()
    expect(finding.locator("summary")).to_be_focused()
    assert Explanation.objects.get().text == REASON
    assert barriers(page) == []


def test_other_figures_ask_again(desk: Open, imported: Version, drafter: User) -> None:
    answer_warnings(imported, drafter)
    page = desk(f"/desk/reports/{imported.report_id}/sec2/")
    ready(page)
    finding = page.locator("#panel .finding[data-rule='C-06']")
    expect(finding.get_by_text("已说明")).to_be_visible()
    page.locator(f"[id='cell-{AMOUNT}']").fill("4300 万元")
    saved(page)
    expect(finding.get_by_text("数据已变，需重新说明")).to_be_visible()
    expect(finding.get_by_text(REASON).first).to_be_visible()


def test_what_could_not_be_sent_is_kept(desk: Open, imported: Version, watch: Watch) -> None:
    watch.expect("Failed to load resource|ERR_")
    page = desk(f"/desk/reports/{imported.report_id}/sec2/")
    ready(page)
    finding = page.locator("#panel .finding[data-rule='C-06']")

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/reasons.json", cut)
    finding.get_by_text("说明原因", exact=True).click()
    finding.get_by_label(LABEL).fill(REASON)
    finding.get_by_role("button", name="记下原因").click()
    expect(finding.get_by_role("alert")).to_contain_text("没有连上服务器")
    expect(finding.get_by_label(LABEL)).to_have_value(REASON)
    page.unroute("**/reasons.json", cut)
    page.reload()
    ready(page)
    expect(finding.get_by_label(LABEL)).to_have_value(REASON)
    finding.get_by_role("button", name="记下原因").click()
    expect(finding.get_by_text("已说明")).to_be_visible()


def test_a_correction_is_taken_and_taken_back(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    page.goto(page.url.replace("/sec3/", "/sec2/"))
    ready(page)
    expect(page.locator("#panel-repairs")).to_be_hidden()
    page.go_back()
    ready(page)
    page.get_by_role("link", name="看可能的更正").click()
    assert barriers(page) == []
    page.get_by_role("button", name="采用").click()
    expect(page.get_by_text("已按建议更正")).to_be_visible()
    assert [document_of(Version.objects.get(pk=imported.pk)).figures[cell] for cell in TOTALS] == [2, 2]
    page.get_by_role("button", name="撤回这次更正").click()
    expect(page.get_by_text("已撤回")).to_be_visible()
    assert [document_of(Version.objects.get(pk=imported.pk)).figures[cell] for cell in TOTALS] == [0, 0]


def test_a_reviewer_refuses_with_a_note_and_accepts_after_all(
    desk: Open, imported: Version, drafter: User, reviewer: User
) -> None:
    for cell in TOTALS:
        save_cells(version=imported, cells={cell: "2"}, by=drafter)
    answer_warnings(imported, drafter)
    submit(version=imported, by=drafter)
    page = desk(f"/desk/review/{imported.pk}/", user=reviewer)
    finding = page.locator(".finding[data-rule='C-06']")
    finding.get_by_text("不认可", exact=True).click()
    finding.get_by_label("不认可的原因（起草人按这段话重新说明）").fill("请附结算单。")
    assert barriers(page) == []
    finding.get_by_role("button", name="不认可这条说明").click()
    expect(page.get_by_text("有 1 条说明未认可，不能同意")).to_be_visible()
    expect(page.get_by_role("button", name=AGREE)).to_be_disabled()
    page.locator(".finding[data-rule='C-06']").get_by_role("button", name="认可", exact=True).click()
    expect(page.get_by_role("button", name=AGREE)).to_be_enabled()
