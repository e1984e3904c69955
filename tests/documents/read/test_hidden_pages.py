"""网页中看不见的和划去的文字: what nobody sees on a page is told, and never part of a figure in silence."""

from decimal import Decimal

import pytest

from govreport.documents.read import read
from tests.documents.read.test_marks import CELL, FIGURE, page, told

BOTH = Decimal(f"{FIGURE}987")


ON_A_PAGE = {
    "not displayed": '{}<span style="display:none">987</span>',
    "hidden": "{}<span hidden>987</span>",
    "not visible": '{}<span style="visibility: hidden">987</span>',
    "clear": '{}<span style="opacity:0">987</span>',
    "of no size": '{}<span style="font-size:0">987</span>',
    "one point": '{}<span style="font-size:1pt">987</span>',
    "white on white": '{}<span style="color:#FFF">987</span>',
    "by class": "<style>.no{{display:none}}</style>{}<i class=no>987</i>",
    "by id": "<style>td span#no{{color:red}} #no {{ Display : None !important }}</style>{}<b id=no>987</b>",
}


@pytest.mark.parametrize("name", ON_A_PAGE)
def test_hidden_text_of_a_page_is_left_and_told(name: str) -> None:
    result = read(page(ON_A_PAGE[name]))
    assert result.document.figures[CELL] == FIGURE
    assert "隐藏的文字（“987”）" in told(result, "file")


@pytest.mark.parametrize(
    "beside",
    [
        "{}<span style='background:#036'><span style='color:#fff'>987</span></span>",
        "<style>@media print{{.x{{display:none}}}}</style>{}<i class=x>987</i>",
        '{}<span style="font-size:0"><i style="font-size:12px">987</i></span>',
        '{}<span style="font-size:12pt;opacity:0.9">987</span>',
    ],
)
def test_what_can_be_seen_on_a_page_is_read(beside: str) -> None:
    result = read(page(beside))
    assert result.document.figures[CELL] == BOTH
    assert "隐藏" not in told(result, "file")


def test_hidden_cells_and_rows_of_a_page_are_told() -> None:
    data = page("{}").decode()
    hidden = data.replace(f">{FIGURE}<", f' style="display:none">{FIGURE}<', 1)
    assert "隐藏的文字" in told(read(hidden.encode()), "file")
    row = data.replace("<tr>", "<tr hidden>", 3)
    assert "隐藏的文字" in told(read(row.encode()), "file")


def test_a_large_part_that_a_page_shows_later_is_read_with_a_doubt() -> None:
    data = page("{}").decode().replace("<body>", '<body><div style="opacity:0">').replace("</body>", "</div></body>")
    result = read(data.encode())
    assert result.document.figures[CELL] == FIGURE
    assert "是隐藏的，仍按它读取" in told(result, "file")


def test_hidden_menus_around_the_report_are_not_told() -> None:
    data = (
        page("{}")
        .decode()
        .replace("<body>", "<body><div hidden>首页 导航</div><div>")
        .replace("</body>", "</div></body>")
    )
    assert "隐藏" not in told(read(data.encode()), "file")


@pytest.mark.parametrize("mark", ["text-decoration-line:line-through", "text-decoration: line-through red"])
def test_what_a_style_strikes_out_is_told(mark: str) -> None:
    for beside in (f'{{}}<i style="{mark}">987</i>', f"<style>.cut{{{{{mark}}}}}</style>{{}}<i class=cut>987</i>"):
        result = read(page(beside))
        assert result.document.figures[CELL] == FIGURE
        assert "划去的文字（“987”）未收入" in told(result, "file")
