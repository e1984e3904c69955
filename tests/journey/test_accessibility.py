"""无障碍: no barrier on any page of the desk in any state, at four widths, in both languages and in 长辈版.

What counts as a barrier is written in ``barriers.py``. The public pages have the same test beside their own.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.views import defaults
from playwright.sync_api import Page, Route

from govreport.agencies.models import Agency, User
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report
from govreport.standards.derive import settle
from tests.builders import balanced
from tests.fixtures.browser import Watch
from tests.journey.barriers import WIDTHS, barriers_at_all_widths, barriers_enlarged
from tests.journey.conftest import Open
from tests.journey.people import ready
from tests.paths import ROOT

OWN_FILE = ROOT / "tests" / "data" / "report_2020.txt"
PASTED = """input => {
  const data = new DataTransfer();
  data.setData('text/plain', '1\\tabc\\n2\\t3\\n');
  input.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""

Prepare = Callable[[Page], None]


def look_in_chinese(page: Page) -> list[str]:
    """At four widths, then with the letters enlarged."""
    return barriers_at_all_widths(page) + barriers_enlarged(page)


def look_in_english(page: Page) -> list[str]:
    """Longer words are put to the test where there is little room."""
    return barriers_at_all_widths(page, WIDTHS[:2])


@pytest.fixture(params=["zh-hans", "en"])
def looked_at(request: pytest.FixtureRequest, desk: Open, page: Page) -> Callable[..., list[str]]:
    """Opens a page of the desk, brings it into a state, and looks for barriers there."""
    look = look_in_english if request.param == "en" else look_in_chinese

    def looked_at(paths: Iterable[str], *, user: User | None = None, prepare: Prepare | None = None) -> list[str]:
        found = []
        for path in paths:
            options = {"user": user} if user else {}
            desk(path, language=request.param, **options)
            if page.locator("#desk").count():
                ready(page)
            if prepare:
                prepare(page)
            found += look(page)
        return found

    return looked_at


LookedAt = Callable[..., list[str]]


@pytest.fixture
def reports(imported: Version, agency: Agency, drafter: User) -> list[Version]:
    """One report of each edition, each with something wrong or blank in every part."""
    old = start_report(agency=agency, year=2018, by=drafter, document=balanced("e2014"))
    new = start_report(agency=agency, year=2023, by=drafter)
    save_cells(version=old, cells={"t18.c1_online": "9", "t18.a2_website": "150条"}, by=drafter)
    cells = {
        "t3.new_received.research": "x",
        "t2.rules.issued": "1.5",
        "t4.review.upheld": "两件",
        "t4.review.other": "1 2",
    }
    save_cells(version=new, cells=cells, by=drafter)
    save_cells(version=imported, cells={"t4.review.total": "4"}, by=drafter)
    return [old, imported, new]


@pytest.fixture
def begun(agency: Agency, drafter: User) -> Version:
    """2023, begun after a year in which three applications were carried out: its 上年结转 is locked."""
    document = balanced(year=2022)
    figures = settle("e2021", document.figures, {"t3.carried_out.natural_person": Decimal(3)})
    start_report(agency=agency, year=2022, by=drafter, document=document.replace(figures=figures))
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


def test_the_enlarged_version_is_the_same_page_with_one_class_more(desk: Open, page: Page, blank: Version) -> None:
    path = f"/desk/reports/{blank.report_id}/sec3/"
    desk(path)
    plain = page.locator("html").get_attribute("class") or ""
    words = page.locator("#desk").inner_text()
    page.context.add_cookies([{"name": "elder", "value": "1", "url": page.url}])
    page.reload()
    assert (page.locator("html").get_attribute("class") or "").split() == [*plain.split(), "elder"]
    assert page.locator("#desk").inner_text() == words


def test_every_kind_of_section_with_errors_showing(looked_at: LookedAt, reports: list[Version]) -> None:
    found = looked_at(
        f"/desk/reports/{version.report_id}/{section.code}/"
        for version in reports
        for section in version.edition.sections
        # Texts look the same in every edition; table two looks alike in the last two.
        if version is reports[-1] or (section.table is not None and section.table != "t2")
    )
    assert not found, "\n".join(found)


def test_the_other_pages_of_the_author(looked_at: LookedAt, reports: list[Version]) -> None:
    _, imported, new = reports
    found = looked_at(
        (
            "/desk/",
            "/desk/start/",
            "/accounts/password/",
            *(f"/desk/reports/{version.report_id}/" for version in reports),
            f"/desk/reports/{new.report_id}/sec3/zeros/",
            f"/desk/reports/{imported.report_id}/history/?cell=t4.review.total",
        )
    )
    assert not found, "\n".join(found)


def test_the_preview(looked_at: LookedAt, page: Page, complete: Version) -> None:
    page.route("**/preview.pdf*", lambda route: route.fulfill(body=b"%PDF-1.7", content_type="application/pdf"))
    found = looked_at((f"/desk/reports/{complete.report_id}/preview/",))
    assert not found, "\n".join(found)


def test_starting_from_a_file_step_by_step(looked_at: LookedAt, watch: Watch, agency: Agency) -> None:
    def from_file(page: Page) -> None:
        page.locator("input[name=source][value=file]").check()

    def without_a_file(page: Page) -> None:
        from_file(page)
        page.locator("#start-form button[type=submit]").click()
        page.wait_for_load_state()

    def with_a_file(page: Page) -> None:
        from_file(page)
        page.locator("input[type=file]").set_input_files(OWN_FILE)
        page.locator("#start-form button[type=submit]").click()
        page.wait_for_selector("#import[data-ready]")

    watch.expect("status of 4")
    found = [
        line for step in (from_file, without_a_file, with_a_file) for line in looked_at(("/desk/start/",), prepare=step)
    ]
    assert not found, "\n".join(found)


def test_a_form_while_something_is_going_on(
    looked_at: LookedAt, page: Page, reports: list[Version], drafter: User
) -> None:
    """The preview of what is pasted; a value somebody else has changed."""
    new = reports[-1]

    def paste(page: Page) -> None:
        page.locator("[id='cell-t3.new_received.commercial']").evaluate(PASTED)
        page.wait_for_selector("dialog.paste[open]")

    def meet(page: Page) -> None:
        address = "t3.new_received.legal_service"
        other = "7" if page.locator(f"[id='cell-{address}']").input_value() != "7" else "8"
        save_cells(version=Version.objects.get(pk=new.pk), cells={address: other}, by=drafter)
        page.locator(f"[id='cell-{address}']").fill("5")
        page.wait_for_selector(".meeting-theirs")

    path = (f"/desk/reports/{new.report_id}/sec3/",)
    found = looked_at(path, prepare=paste)
    # Cells beneath the open box cannot be pressed until one value is chosen; with the keyboard they can be reached.
    found += [line for line in looked_at(path, prepare=meet) if 'target-size: <input class="cell-input"' not in line]
    assert not found, "\n".join(found)


def test_a_section_saved_without_script(looked_at: LookedAt, complete: Version) -> None:
    def send(page: Page) -> None:
        page.evaluate("HTMLFormElement.prototype.submit.call(document.getElementById('section-form'))")
        page.wait_for_selector(".messages .notice")

    found = looked_at((f"/desk/reports/{complete.report_id}/sec3/",), prepare=send)
    assert not found, "\n".join(found)


def test_last_year_beside_this_year_and_locked_cells(looked_at: LookedAt, begun: Version) -> None:
    def ask_why(page: Page) -> None:
        page.locator(".carried-why > summary").click()

    section = f"/desk/reports/{begun.report_id}/sec3/"
    found = looked_at((f"{section}?last_year=1", f"/desk/reports/{begun.report_id}/sec2/?last_year=1"))
    found += looked_at((section,), prepare=ask_why)
    assert not found, "\n".join(found)


def test_a_form_that_can_only_be_read(looked_at: LookedAt, in_review: Version, viewer: User) -> None:
    report = f"/desk/reports/{in_review.report_id}/"
    found = looked_at((report, f"{report}sec1/", f"{report}sec3/", f"{report}sec6/"))
    found += looked_at(("/desk/", f"{report}sec2/"), user=viewer)
    assert not found, "\n".join(found)


def test_a_returned_report(looked_at: LookedAt, returned: Version) -> None:
    found = looked_at(("/desk/", f"/desk/reports/{returned.report_id}/"))
    assert not found, "\n".join(found)


def test_the_pages_of_the_reviewer(looked_at: LookedAt, watch: Watch, in_review: Version, reviewer: User) -> None:
    def unfold(page: Page) -> None:
        page.locator("details.return > summary").click()

    def return_without_a_reason(page: Page) -> None:
        unfold(page)
        page.locator("details.return button[type=submit]").click()
        page.wait_for_selector(".is-invalid")

    watch.expect("status of 4")
    decide = f"/desk/review/{in_review.pk}/"
    found = looked_at(("/desk/", "/desk/review/", f"/desk/reports/{in_review.report_id}/sec3/"), user=reviewer)
    for step in (unfold, return_without_a_reason):
        found += looked_at((decide,), user=reviewer, prepare=step)
    assert not found, "\n".join(found)


def test_the_pages_of_the_signatory(looked_at: LookedAt, approved: Version, signatory: User) -> None:
    def confirm(page: Page) -> None:
        for question in page.locator("details.confirm > summary").all():
            question.click()

    found = looked_at(("/desk/", "/desk/review/"), user=signatory)
    found += looked_at((f"/desk/review/{approved.pk}/",), user=signatory, prepare=confirm)
    assert not found, "\n".join(found)


def test_a_published_report_on_the_desk(looked_at: LookedAt, approved: Version, signatory: User) -> None:
    publish(version=approved, by=signatory)
    found = looked_at((f"/desk/review/{approved.pk}/", f"/desk/reports/{approved.report_id}/"), user=signatory)
    assert not found, "\n".join(found)


def test_the_error_pages(looked_at: LookedAt, page: Page, watch: Watch, complete: Version, rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/planted/")
    pages = {
        "/planted-400/": defaults.bad_request(request, ValueError()),
        "/planted-500/": defaults.server_error(request),
    }
    for path, answer in pages.items():
        page.route(f"**{path}", _planted(answer.content.decode()))
    watch.expect("status of 4")
    submit = f"/desk/reports/{complete.report_id}/submit/"
    found = looked_at(("/desk/nowhere/", f"/desk/review/{complete.pk}/", submit))
    # Written without a request: neither the reader's language nor the size of letters is known.
    for path in pages:
        page.goto("/".join(page.url.split("/")[:3]) + path)
        found += barriers_at_all_widths(page)
    assert not found, "\n".join(found)


def _planted(html: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
