"""边填边校: what the browser says while somebody types is what the server says afterwards."""

import random

import pytest
from playwright.sync_api import Page, expect

from govreport import checks
from govreport.agencies.models import Agency, User
from govreport.checks.progress import UNFILLED
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.selectors import previous_document
from govreport.reports.services import start_report
from govreport.standards import all_editions
from govreport.standards.cell_rules import cell_rules
from govreport.standards.finding import Finding
from govreport.web.desk.sheet import Sheet
from tests.builders import YEARS, balanced
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

# Everything people type that is not quite a number, and some numbers that break sums.
TYPED = ("9", "１２", "3件", "-4", "1.5", "无", "7 8", "", "12（其中3件）", "+5", "1,234", "二十", "150人次", "x", "40")
BOXES = ("findings-here", "elsewhere-groups")
Said = list[tuple[str, str, str]]


def shown(page: Page, box: str) -> Said:
    """The findings drawn in a part of the panel, in order."""
    found = page.locator(f"#{box} .finding").evaluate_all(
        "items => items.map(i => [i.closest('[data-severity]').dataset.severity, i.dataset.rule,"
        " i.querySelector('.finding-text').textContent])"
    )
    return [(severity, rule, text) for severity, rule, text in found]


def told(findings: list[Finding], language: str) -> Said:
    """The server's findings in the same form, without what is only not filled in yet."""
    return [(f.severity.value, f.rule, f.text(language)) for f in findings if f.rule not in UNFILLED]


def at_once(said: list[Said]) -> list[Said]:
    """What is said while typing and does not wait for the save."""
    live = {text.id for item in all_editions() for text in item.relation_texts} | set(cell_rules()) - {"C-07"}
    return [[item for item in part if item[1] in live] for part in said]


def cell(address: str) -> str:
    return f"[id='cell-{address}']"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", [item.code for item in all_editions()])
def test_a_form_typed_wrongly_shows_the_servers_findings(
    desk: Open, agency: Agency, drafter: User, code: str, language: str
) -> None:
    start_report(agency=agency, year=YEARS[code] - 1, by=drafter, document=balanced(code, year=YEARS[code] - 1))
    version = start_report(agency=agency, year=YEARS[code], by=drafter, document=balanced(code))
    chance = random.Random(f"{code}{language}")
    for section in version.edition.sections:
        if section.table is None and section.kind != "fee":
            continue
        page = desk(f"/desk/reports/{version.report_id}/{section.code}/", language=language)
        ready(page)
        inputs = page.locator(".cell-input:not([readonly])")
        places = chance.sample(range(inputs.count()), min(12, inputs.count()))
        for place in places:
            inputs.nth(place).fill(chance.choice(TYPED))
        typing = [shown(page, box) for box in BOXES]
        saved(page)
        inputs.nth(places[-1]).blur()
        document = document_of(Version.objects.get(pk=version.pk))
        found = checks.findings(document, previous_document(version))
        here = [item for item in found if checks.place_of(item, version.edition) == section.code]
        server = [told(part, language) for part in (here, [item for item in found if item not in here])]
        assert [shown(page, box) for box in BOXES] == server
        # １２ is stored as 12: saving settles the hint about its spelling; changes against last year come with it.
        assert at_once(typing) == at_once(server)
        texts = Sheet(document).texts()
        values = page.locator(".cell-input").evaluate_all("items => items.map(i => [i.name, i.value])")
        assert dict(values) == {name: texts[name] for name, _ in values}


def test_totals_follow_and_what_is_wrong_appears_at_once(desk: Open, complete: Version) -> None:
    page = desk(f"/desk/reports/{complete.report_id}/sec3/")
    ready(page)
    page.locator(cell("t3.new_received.commercial")).fill("3")
    expect(page.locator(cell("t3.new_received.total"))).to_have_value("5")
    finding = page.locator(".finding", has_text="“商业企业”一列：新收 3")
    expect(finding).to_have_count(1)
    expect(finding.locator(".finding-sum")).to_have_text("3 ＋ 0 ≠ 0 ＋ 0")
    marked = page.locator('td[data-cell="t3.total_processed.commercial"]')
    expect(marked).to_have_class("cell-data is-computed is-zero has-error")
    page.locator(cell("t3.disclosed_full.commercial")).fill("3")
    expect(finding).to_have_count(0)
    expect(marked).to_have_class("cell-data is-computed")


def test_a_marked_input_is_tied_to_the_sentence_about_it(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    described = page.locator(cell("t3.total_processed.total")).get_attribute("aria-describedby") or ""
    texts = [page.locator(f"#{name}").text_content() or "" for name in described.split()]
    assert [text[:7] for text in texts] == ["“总计”一列：", "“总计”一列："]
    expect(page.locator(cell("t3.total_processed.total"))).to_have_attribute("aria-invalid", "true")


def test_pointing_at_a_finding_lights_all_its_cells(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    page.locator('.finding[data-rule="T3-03"]').first.hover()
    lit = page.locator("td.is-lit").evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
    rows = ("new_received", "carried_in", "total_processed", "carried_out")
    assert lit == [f"t3.{row}.natural_person" for row in rows]
    page.locator("h1").hover()
    expect(page.locator("td.is-lit")).to_have_count(0)


def test_adopting_the_computed_value_fills_the_total(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    for place in ("natural_person", "total"):
        button = page.locator(f'.finding-adopt[value="t3.total_processed.{place}"]').first
        expect(button).to_have_text("采用计算值 2")
        button.click()
    expect(page.locator("#panel-groups .finding")).to_have_count(0)
    saved(page)
    figures = document_of(Version.objects.get()).figures
    assert figures["t3.total_processed.natural_person"] == figures["t3.total_processed.total"] == 2


def test_enter_and_arrows_move_within_the_column_and_escape_restores(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    page.locator(cell("t3.new_received.research")).focus()
    for key, expected in (
        ("Enter", "t3.carried_in.research"),
        ("ArrowDown", "t3.disclosed_full.research"),
        ("ArrowUp", "t3.carried_in.research"),
        ("Shift+Enter", "t3.new_received.research"),
        ("ArrowUp", "t3.new_received.research"),
    ):
        page.keyboard.press(key)
        expect(page.locator(cell(expected))).to_be_focused()
    # Computed totals are passed over.
    page.locator(cell("t3.other_processing.research")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(cell("t3.carried_out.research"))).to_be_focused()
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    expect(page.locator(cell("t3.carried_out.research"))).to_have_value("0")
    assert page.url.endswith("/sec3/")


def test_keys_of_an_input_method_move_nothing(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    first = page.locator(cell("t3.new_received.research"))
    first.focus()
    first.evaluate(
        "input => ['Enter', 'ArrowDown', 'Escape'].forEach(key => input.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, isComposing: true})))"
    )
    expect(first).to_be_focused()


def test_a_heading_is_put_in_at_the_cursor(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec1/")
    ready(page)
    area = page.locator("#field-sec1")
    page.get_by_role("button", name="主动公开").click()
    page.keyboard.type("全年公开信息31条。")
    page.get_by_role("button", name="监督保障").click()
    expect(area).to_have_value("（一）主动公开\n全年公开信息31条。\n（二）监督保障\n")
    expect(page.locator("#field-sec1-length")).to_have_text("24 字")
    saved(page)
    # What is still too little is said at once: a heading without text, and fewer than thirty characters.
    expect(page.locator("#findings-here .finding[data-rule='S-07']")).to_be_visible()
    assert document_of(Version.objects.get()).sections["sec1"].startswith("（一）主动公开\n")


def test_each_finding_names_its_basis_both_sums_and_the_difference(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    found = page.locator("#findings-here .finding")
    assert found.count() >= 3
    for item in found.all():
        expect(item.locator(".finding-basis")).to_be_visible()
        assert len(item.locator(".finding-basis-text").inner_text()) > 5
        assert any(sign in item.locator(".finding-sum").inner_text() for sign in "≠＞＜≥≤")
        assert "相差" in item.inner_text()
        target = item.locator(".finding-go").get_attribute("href")
        assert target
        assert page.locator(f"[id='{target.split('#')[1]}']").count() == 1
    column = page.locator(".finding", has_text="“自然人”一列：办理结果各项相加")
    expect(column.locator(".finding-sum")).to_contain_text("≠ 0")


def test_a_comparison_says_how_far_it_is_apart(desk: Open, complete: Version) -> None:
    page = desk(f"/desk/reports/{complete.report_id}/sec2/")
    ready(page)
    page.locator(cell("t2.normative_docs.issued")).fill("9")
    item = page.locator("#findings-here .finding", has_text="小于本年制发")
    expect(item.locator(".finding-sum")).to_have_text("3 ＋ 0 － 9 ＜ 0，相差 6")


def test_reaching_a_finding_by_keyboard_lights_all_its_cells(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    item = page.locator("#findings-here .finding", has_text="“自然人”一列：新收")
    cells = (item.get_attribute("data-cells") or "").split()
    assert len(cells) > 2
    item.locator(".finding-go").focus()
    expect(page.locator("[data-cell].is-lit")).to_have_count(len(cells))
    # Not by colour alone: a frame around each.
    frames = page.locator("[data-cell].is-lit").evaluate_all(
        "cells => cells.map(c => getComputedStyle(c, '::after').borderTopWidth)"
    )
    assert set(frames) == {"2px"}


def test_what_is_still_being_composed_is_neither_checked_nor_saved(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    field = page.locator(cell("t3.new_received.commercial"))
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    for text in ("s", "sh", "shi"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(field).to_have_value("shi")
    expect(page.locator("#save-state")).not_to_have_attribute("data-state", "unsaved")
    for key in ("Enter", "ArrowDown", "Escape"):
        field.evaluate(
            "(input, key) => input.dispatchEvent(new KeyboardEvent('keydown',"
            " {key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )
    expect(field).to_be_focused()
    expect(field).to_have_value("shi")
    assert sent == []
    keyboard.send("Input.insertText", {"text": "十"})
    expect(field).to_have_value("十")
    saved(page)
    assert document_of(Version.objects.get()).figures["t3.new_received.commercial"] == 10
