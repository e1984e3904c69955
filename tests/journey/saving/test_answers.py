"""保存的答复: answers that are lost or late, restarts, other people, and no script at all."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Route, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies import services
from govreport.agencies.models import Role, User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.workflow.submit import submit
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import ready, saved
from tests.journey.saving.conftest import DEAD, INPUT, stored


def test_an_answer_that_is_lost_is_no_conflict_with_oneself(desk: Open, blank: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    answers = iter([True])

    def lost(route: Route) -> None:
        if next(answers, None):
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/cells/**", lost)
    page.locator(INPUT).fill("１")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    assert stored() == 1
    page.locator(INPUT).fill("１2")
    saved(page)
    expect(page.locator(".meeting")).to_have_count(0)
    assert stored() == 12


def test_a_late_answer_leaves_the_totals_of_what_was_typed_since(desk: Open, complete: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk(f"/desk/reports/{complete.report_id}/sec3/")
    ready(page)
    total = page.locator("[id='cell-t3.new_received.total']")
    before = int(total.input_value())
    held: list[Route] = []
    page.route("**/cells/**", lambda route: held.append(route))
    with page.expect_request("**/cells/**"):
        page.locator(INPUT).fill("5")
    page.locator(INPUT).fill("7")
    expect(total).to_have_value(str(before + 7))
    page.evaluate("document.addEventListener('govreport:saved', () => (document.body.id = 'answered'))")
    page.route("**/cells/**", lambda route: route.abort())
    held[0].continue_()
    expect(page.locator("#answered")).to_be_attached()
    expect(page.locator(INPUT)).to_have_value("7")
    expect(total).to_have_value(str(before + 7))
    page.unroute("**/cells/**")
    saved(page)
    expect(total).to_have_value(str(before + 7))
    assert stored() == 7


def test_a_server_that_was_restarted_meanwhile_gets_what_was_typed_in_every_part(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec1/")
    ready(page)
    page.evaluate(DEAD)
    page.locator("#field-sec1").fill("写到一半。")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    page.close(run_before_unload=False)
    other = page.context.new_page()
    other.goto(page.url.replace("sec1", "sec3"))
    ready(other)
    saved(other)
    expect(other.locator("#recovered")).to_contain_text("上次没有来得及保存的 1 处已经恢复：一、总体情况")
    assert document_of(Version.objects.get()).sections["sec1"] == "写到一半。"


def test_another_person_at_the_same_machine_sends_nothing_of_it(
    desk: Open, blank: Version, stranger: User, drafter: User, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    services.appoint(user=stranger, agency=blank.report.agency, role=Role.DRAFTER)
    address = f"/desk/reports/{blank.report_id}/sec3/"
    page = desk(address)
    ready(page)
    page.route("**/cells/**", lambda route: route.abort())
    page.locator(INPUT).fill("9")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    page.on("dialog", lambda dialog: dialog.accept())
    page = desk(address, user=stranger)
    ready(page)
    expect(page.locator(INPUT)).to_have_value("")
    expect(page.locator("#save-state")).to_contain_text("已全部保存")
    assert stored() is None


def test_a_page_left_open_saves_nothing_for_the_next_person(
    desk: Open, live_server: LiveServer, blank: Version, stranger: User, watch: Watch
) -> None:
    watch.expect("status of 409")
    services.appoint(user=stranger, agency=blank.report.agency, role=Role.DRAFTER)
    left = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(left)
    client = Client()
    client.force_login(stranger)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    left.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    left.locator(INPUT).fill("9")
    expect(left.locator("#save-state")).to_contain_text("现在登录的是“外县人员”")
    assert stored() is None
    left.on("dialog", lambda dialog: dialog.accept())


def test_a_report_that_went_to_review_meanwhile_declines_in_words(
    desk: Open, complete: Version, drafter: User, watch: Watch
) -> None:
    watch.expect("status of 409")
    page = desk(f"/desk/reports/{complete.report_id}/sec3/")
    ready(page)
    submit(version=complete, by=drafter)
    page.locator(INPUT).fill("9")
    expect(page.locator("#save-state")).to_contain_text("不能修改")
    page.on("dialog", lambda dialog: dialog.accept())


def test_the_form_works_without_script(desk: Open, imported: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk("/desk/")
    page.route("**/*.js", lambda route: route.abort())
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    page.locator("[id='cell-t3.total_processed.natural_person']").fill("2")
    page.locator("[id='cell-t3.total_processed.total']").fill("2")
    page.get_by_role("button", name="校核", exact=True).click()
    expect(page.get_by_text("已保存并校核")).to_be_visible()
    expect(page.locator("#panel-groups .finding")).to_have_count(0)


def test_one_text_that_is_declined_keeps_nothing_else_unsaved(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    long = "9" * 5000
    page.locator(INPUT).fill(long)
    page.locator("[id='cell-t3.new_received.research']").fill("2")
    state = page.locator("#save-state")
    expect(state).to_have_attribute("data-state", "refused")
    expect(state).to_contain_text("有 1 处没有保存：")
    expect(state).to_contain_text("商业企业")
    expect(page.locator(f"td.is-refused {INPUT}")).to_have_value(long)
    assert document_of(Version.objects.get()).figures["t3.new_received.research"] == 2
    page.get_by_role("link", name="到该处").press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.reload()
    ready(page)
    expect(page.locator(INPUT)).to_have_value(long)
    expect(state).to_have_attribute("data-state", "refused")
    page.locator(INPUT).fill("3")
    saved(page)
    expect(page.locator(".is-refused")).to_have_count(0)
    assert stored() == 3
