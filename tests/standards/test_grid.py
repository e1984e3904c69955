"""表格版式: spans that tile the form exactly, every value cell once, headings that exist."""

from collections import Counter

import pytest

from govreport.standards import all_editions, edition
from govreport.standards.grid import Grid, GridCell, GridRow, grid

TABLES = [(own.code, table.code) for own in all_editions() for table in own.tables]
every_table = pytest.mark.parametrize(("code", "table"), TABLES)


def cells(drawn: Grid) -> list[GridCell]:
    return [cell for row in (*drawn.head, *drawn.body) for cell in row]


def tile(rows: tuple[GridRow, ...], width: int) -> Counter[tuple[int, int]]:
    """How often each square of the form is covered, laid out as a browser does it."""
    covered: Counter[tuple[int, int]] = Counter()
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while covered[top, left]:
                left += 1
            squares = [(top + down, left + right) for down in range(cell.rowspan) for right in range(cell.colspan)]
            covered.update(squares)
    assert {square for square, times in covered.items() if times} == {
        (top, left) for top in range(len(rows)) for left in range(width)
    }
    return covered


@every_table
def test_the_spans_tile_the_form_exactly(code: str, table: str) -> None:
    drawn = grid(code, table)
    for rows in (drawn.head, drawn.body):
        covered = tile(rows, drawn.width)
        assert {times for times in covered.values() if times} <= {1}


@every_table
def test_every_value_cell_stands_there_once_in_printed_order(code: str, table: str) -> None:
    drawn = [cell.address for cell in cells(grid(code, table)) if cell.is_value]
    assert drawn == [address for address, cell in edition(code).figure_cells.items() if cell.table == table]


@every_table
def test_every_heading_that_a_cell_names_exists_once(code: str, table: str) -> None:
    drawn = cells(grid(code, table))
    ids = Counter(cell.id for cell in drawn if cell.id)
    assert set(ids.values()) == {1}
    for cell in drawn:
        assert set(cell.headers) <= set(ids)
        assert cell.id not in cell.headers
        if cell.is_value:
            assert cell.headers
            assert not cell.text


@every_table
def test_every_heading_has_words_in_both_languages(code: str, table: str) -> None:
    for cell in cells(grid(code, table)):
        if cell.kind in ("head", "stub", "band", "note"):
            assert cell.text
            assert cell.english


@pytest.mark.parametrize(
    ("code", "spans"),
    [
        ("e2019", {"三、本年度办理结果": 20, "（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5}),
        (
            "e2021",
            {
                "三、本年度办理结果": 22,
                "（三）不予公开": 8,
                "（四）无法提供": 3,
                "（五）不予处理": 5,
                "（六）其他处理": 3,
            },
        ),
    ],
)
def test_the_groups_of_table_three_span_their_rows(code: str, spans: dict[str, int]) -> None:
    drawn = [cell for row in grid(code, "t3").body for cell in row]
    assert {cell.text: cell.rowspan for cell in drawn if cell.rowspan > 1} == spans
    stubs = {cell.text: cell.colspan for cell in drawn if cell.kind == "stub" and cell.rowspan == 1}
    assert stubs["一、本年新收政府信息公开申请数量"] == 3
    assert stubs["（七）总计"] == 2
    assert stubs["1.属于国家秘密"] == 1


def test_the_head_of_table_three_is_the_printed_one() -> None:
    head = grid("e2021", "t3").head
    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in head] == [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(name, 1, 1) for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]


def test_the_head_of_table_four_is_the_printed_one() -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    head = grid("e2021", "t4").head
    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in head] == [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((name, 2, 1) for name in results), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [(name, 1, 1) for name in results * 2],
    ]
    assert [len(row) for row in grid("e2021", "t4").body] == [15]


def test_table_two_of_2021_has_its_rows_in_order() -> None:
    drawn = grid("e2021", "t2")
    assert [row[0].text for row in drawn.body] == [
        "第二十条第（一）项",
        "信息内容",
        "规章",
        "行政规范性文件",
        "第二十条第（五）项",
        "信息内容",
        "行政许可",
        "第二十条第（六）项",
        "信息内容",
        "行政处罚",
        "行政强制",
        "第二十条第（八）项",
        "信息内容",
        "行政事业性收费",
    ]
    assert [cell.colspan for row in drawn.body for cell in row if cell.address] == [1] * 6 + [3] * 4


def test_in_table_two_of_2019_the_last_of_two_values_spans_two_columns() -> None:
    spans = {cell.address: cell.colspan for cell in cells(grid("e2019", "t2")) if cell.address}
    assert (spans["t2.admin_fees.prev_items"], spans["t2.admin_fees.delta"]) == (1, 2)
    assert (spans["t2.procurement.projects"], spans["t2.procurement.amount"]) == (1, 2)
    assert spans["t2.licensing.decisions"] == 1


def test_the_table_of_2014_names_each_unit_and_gives_words_a_row_of_their_own() -> None:
    rows = grid("e2014", "t18").body
    words = [row for row in rows if any(cell.kind == "words" for cell in row)]
    assert [[cell.colspan for cell in row] for row in words] == [[3]]
    units = {row[2].address: row[1].text for row in rows if len(row) == 3}
    assert units["t18.b2_interpretation"] == "篇"
    assert units["t18.i3_trainees"] == "人次"
    bands = [row[0].text for row in rows if row[0].kind == "band"]
    assert bands[0] == "一、主动公开情况"
    assert bands[-1] == "九、政府信息公开会议和培训情况"
    assert len(bands) == len(set(bands)) == 7
