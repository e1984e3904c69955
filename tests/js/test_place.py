"""粘贴对位 in the browser: names that come along say where numbers go; without names the cursor does."""

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Rows = list[list[str]]

# A small table of the same build as table three: two columns of stubs, one head row, a total on the right.
HEAD = [("head", "", "项目"), ("head", "", ""), ("head", "", "自然人"), ("head", "", "商业企业"), ("head", "", "总计")]
STUBS = [("一、新收", ""), ("二、办理结果", "（一）予以公开"), ("", "（二）其他处理"), ("三、结转", "")]


def table(**held: str) -> list[list[dict[str, str]]]:
    """The table with some cells filled."""
    rows = [HEAD]
    for y, names in enumerate(STUBS):
        values = [("total" if c == "t" else "input", f"{y}.{c}", held.get(f"c{y}{c}", "")) for c in "abt"]
        rows.append([*(("stub", "", name) for name in names), *values])
    return [[dict(zip(("kind", "address", "text"), spot, strict=True)) for spot in row] for row in rows]


def plan(core: Page, rows: Rows, at: tuple[int, int] = (1, 2), **held: str) -> dict[str, Any]:
    """The plan for pasting with the cursor at (row, column)."""
    made: dict[str, Any] = core.evaluate(
        "([rows, spots, at]) => core.plan(rows, spots, at)", [rows, table(**held), {"y": at[0], "x": at[1]}]
    )
    return made


def becomes(made: dict[str, Any]) -> dict[str, str]:
    return {change["address"]: change["to"] for change in made["changes"]}


def left(made: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(item["address"], item["text"], item["reason"]) for item in made["left"]]


def test_bare_numbers_go_where_the_cursor_is(core: Page) -> None:
    made = plan(core, [["1", "2"], ["3", "4"]], (2, 2))
    assert becomes(made) == {"1.a": "1", "1.b": "2", "2.a": "3", "2.b": "4"}
    assert (made["left"], made["named"], made["heads"], made["labels"]) == ([], False, 0, 0)


def test_the_whole_form_lands_in_its_place_wherever_the_cursor_is(core: Page) -> None:
    rows = [
        ["项目", "", "自然人", "商业企业", "总计"],
        ["一、新收", "", "1", "2", "3"],
        ["二、办理结果", "（一）予以公开", "4", "5", "9"],
        ["", "（二）其他处理", "6", "7", "13"],
        ["三、结转", "", "0", "0", "0"],
    ]
    made = plan(core, rows, (4, 3))
    wanted = {"0.a": "1", "0.b": "2", "1.a": "4", "1.b": "5", "2.a": "6", "2.b": "7", "3.a": "0", "3.b": "0"}
    assert becomes(made) == wanted
    assert [item[2] for item in left(made)] == ["total"] * 4
    assert (made["heads"], made["labels"], made["named"]) == (1, 2, True)


def test_one_column_of_names_is_enough_and_rows_may_be_missing(core: Page) -> None:
    rows = [["1.予以公开", "4", "5", "9"], ["结转", "1", "0", "1"]]
    assert becomes(plan(core, rows, (1, 2))) == {"1.a": "4", "1.b": "5", "3.a": "1", "3.b": "0"}


def test_a_column_of_names_with_one_column_of_numbers_goes_to_the_cursors_column(core: Page) -> None:
    rows = [["新收", "4"], ["予以公开", "5"]]
    assert becomes(plan(core, rows, (3, 3))) == {"0.b": "4", "1.b": "5"}


def test_column_names_find_their_columns_and_rows_start_at_the_cursor(core: Page) -> None:
    assert becomes(plan(core, [["商业企业"], ["8"], ["9"]], (2, 2))) == {"1.b": "8", "2.b": "9"}


def test_each_column_and_row_goes_by_its_own_name(core: Page) -> None:
    rows = [["", "总计", "商业企业", "合作社"], ["结转", "4", "5", "6"], ["撤诉", "1", "1", ""], ["新收", "7", "8", ""]]
    made = plan(core, rows, (1, 2))
    assert becomes(made) == {"3.b": "5", "0.b": "8"}
    assert left(made) == [
        ("3.t", "4", "total"),
        ("", "6", "foreign"),
        ("", "1", "foreign"),
        ("", "1", "foreign"),
        ("0.t", "7", "total"),
    ]


def test_foreign_names_are_left_out_and_the_cursor_counts(core: Page) -> None:
    made = plan(core, [["甲", "乙", "丙"], ["某局", "1", "2"]], (1, 2))
    assert becomes(made) == {"0.a": "1", "0.b": "2"}
    assert (made["heads"], made["labels"], made["named"]) == (1, 1, False)


def test_full_width_digits_and_separators_become_plain_and_units_stay(core: Page) -> None:
    made = plan(core, [["１２", "1,234"], ["3件", "/"], ["1 2", "无效"]])
    assert becomes(made) == {"0.a": "12", "0.b": "1234", "1.a": "3件", "1.b": "/", "2.a": "1 2"}
    assert [change["address"] for change in made["changes"] if change["odd"]] == ["1.b", "2.a"]
    assert left(made) == [("2.b", "无效", "text")]


def test_blank_cells_keep_their_place_and_erase_nothing(core: Page) -> None:
    made = plan(core, [["1", ""], ["", "4"]], c0a="9", c0b="5")
    assert becomes(made) == {"0.a": "1", "1.b": "4"}
    assert [change["from"] for change in made["changes"]] == ["9", ""]
    assert left(made) == [("0.b", "", "blank")]


def test_what_is_the_same_is_only_counted(core: Page) -> None:
    made = plan(core, [["１", "2", "3"]], c0a="1", c0t="3")
    assert (becomes(made), made["same"], made["left"]) == ({"0.b": "2"}, 1, [])


def test_what_reaches_beyond_the_table_is_named(core: Page) -> None:
    made = plan(core, [["1", "2", "3", "4"], ["5", "", "", ""]], (4, 3))
    assert becomes(made) == {"3.b": "1"}
    assert left(made) == [("3.t", "2", "total"), ("", "3", "outside"), ("", "4", "outside"), ("", "5", "outside")]


def test_no_rectangle_breaks_the_planning(core: Page) -> None:
    for rows in ([[""]], [["a"]], [["", ""], ["", ""]], [["", "1"], ["x", ""]]):
        assert set(plan(core, rows)) == {"changes", "left", "same", "heads", "labels", "named"}
