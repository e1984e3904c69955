"""格式版本: rows, columns, labels and marks of every edition against the standard, counted and, where it lies, read."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from govreport.standards import all_editions, edition, in_force
from govreport.standards.edition import CellType
from govreport.standards.relations import relations
from tests.paths import SAMPLES

STANDARD = SAMPLES.parent / "standard.md"
beside = pytest.mark.skipif(not STANDARD.is_file(), reason="the text of the standard lies beside the checkout only")
TYPES = {"int": CellType.COUNT, "decimal": CellType.AMOUNT, "decimal+unit": CellType.AMOUNT}


def appendix() -> dict[str, Any]:
    """The tables as the appendix of the standard gives them."""
    blocks = re.findall(r"```json\n(.*?)```", STANDARD.read_text(encoding="utf-8"), re.DOTALL)
    result: dict[str, Any] = json.loads(blocks[-1])
    return result


@pytest.mark.parametrize(
    ("code", "tables"),
    [
        ("e2014", {"t18": (59, 52)}),
        ("e2019", {"t2": (22, 22), "t3": (161, 132), "t4": (15, 12)}),
        ("e2021", {"t2": (10, 10), "t3": (175, 144), "t4": (15, 12)}),
    ],
)
def test_an_edition_has_its_number_of_cells_and_inputs(code: str, tables: dict[str, tuple[int, int]]) -> None:
    cells = edition(code).figure_cells.values()
    counted = {
        table.code: (
            sum(cell.table == table.code for cell in cells),
            sum(cell.table == table.code and not cell.derived for cell in cells),
        )
        for table in edition(code).tables
    }
    assert counted == tables
    assert len(edition(code).figure_cells) == {"e2014": 59, "e2019": 198, "e2021": 200}[code]


def test_the_table_of_2014_has_one_cell_of_words() -> None:
    cells = edition("e2014").figure_cells.values()
    assert [cell.address for cell in cells if not cell.numeric] == ["t18.c4_topics"]
    derived = {cell.row for cell in cells if cell.derived}
    assert derived == {"c1_received", "c2_closed", "c3_replied", "c3_refused", "d_total", "e_total", "h3_staff"}


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (2013, None),
        (2014, "e2014"),
        (2018, "e2014"),
        (2019, "e2019"),
        (2020, "e2019"),
        (2021, "e2021"),
        (2030, "e2021"),
    ],
)
def test_the_edition_follows_from_the_year(year: int, code: str | None) -> None:
    found = in_force(year)
    assert (found.code if found else None) == code


def test_an_edition_nobody_knows_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        edition("e2099")


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("e2019", {"T3-01": 23, "T3-02": 7, "T3-03": 7, "T4-01": 3}),
        ("e2021", {"T3-01": 25, "T3-02": 7, "T3-03": 7, "T4-01": 3}),
    ],
)
def test_tables_three_and_four_have_their_number_of_checks(code: str, rules: dict[str, int]) -> None:
    found = Counter(relation.rule for relation in relations(code) if relation.rule in rules)
    assert found == rules
    assert found.total() == {"e2019": 40, "e2021": 42}[code]


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("e2014", "A-01 A-02 A-03 A-04 A-05 A-07 A-08 A-09 A-11 A-12"),
        ("e2019", "T2-06 T2-07 T2-10 T2-11 T3-01 T3-02 T3-03 T3-08 T4-01 X-04 Y-01 Y-06"),
        ("e2021", "T2-03 T3-01 T3-02 T3-03 T3-06 T3-08 T4-01 X-01 X-02 X-04 Y-01 Y-02 Y-03"),
    ],
)
def test_an_edition_holds_exactly_its_rules(code: str, rules: str) -> None:
    assert sorted({text.id for text in edition(code).relation_texts}) == rules.split()


@pytest.mark.parametrize("own", all_editions(), ids=lambda own: own.code)
def test_derived_cells_are_those_that_a_relation_defines(own: Any) -> None:
    defined = {relation.derived for relation in relations(own.code) if relation.derived}
    assert defined == {cell.address for cell in own.cells.values() if cell.derived}


@pytest.mark.parametrize("own", all_editions(), ids=lambda own: own.code)
def test_every_label_has_a_gloss_and_every_cell_a_place(own: Any) -> None:
    for table in own.tables:
        for item in (*table.rows, *table.columns, *table.bands, *table.groups, *table.heads):
            assert item.label, item.code
            assert item.english.isascii(), item.code
    cells = own.cells.values()
    for places in ([cell.place for cell in cells], [cell.place_en for cell in cells]):
        assert [place for place, times in Counter(places).items() if times > 1] == []
    assert [cell.address for cell in cells if not cell.unit and cell.numeric and not cell.units] == []


@beside
@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_table_two_is_the_appendix(code: str) -> None:
    table = edition(code).table("t2")
    bands = appendix()[code]["t2"]["bands"]
    assert [band.label for band in table.bands] == [band["label"] for band in bands]
    for mine, band in zip(table.bands, bands, strict=True):
        assert [[row.code, row.label] for row in table.rows if row.band == mine.code] == band["rows"]
        columns = [column for column in table.columns if mine.code in column.bands]
        assert [(column.code, column.label) for column in columns] == [
            (column["code"], column["label"]) for column in band["columns"]
        ]
        for column, given in zip(columns, band["columns"], strict=True):
            assert column.type == (CellType.SIGNED if given["min"] is None else TYPES[given["type"]])
            assert column.unit == given.get("unit", column.unit)
            assert column.places == given.get("places", column.places)


@beside
def test_table_three_of_2021_is_the_appendix() -> None:
    table, given = edition("e2021").table("t3"), appendix()["e2021"]["t3"]
    groups = {group.code: group for group in table.groups}
    assert [(column.code, column.label, column.derived) for column in table.columns] == [
        (column["code"], column["label"], column["kind"] == "derived") for column in given["columns"]
    ]
    for row, wanted in zip(table.rows, given["rows"], strict=True):
        group = groups[row.group] if row.group else None
        outer = groups[group.parent] if group and group.parent else None
        labels = [item.label for item in (outer, group) if item]
        assert (row.code, row.label, row.derived) == (wanted["code"], wanted["label"], wanted["kind"] == "derived")
        assert labels == [label for label in (wanted["group"], wanted["subgroup"]) if label]
    assert (table.note, table.stub_columns) == (given["header_note"], given["label_columns"])
    assert (table.type, table.unit) == (CellType.COUNT, given["unit"])


@beside
def test_table_three_of_2019_is_the_appendix_and_otherwise_that_of_2021() -> None:
    table, newer = edition("e2019").table("t3"), edition("e2021").table("t3")
    assert [row.code for row in table.rows] == appendix()["e2019"]["t3"]["rows"]
    assert table.columns == newer.columns
    assert [row for row in table.rows if row.code != "other_processing"] == [
        row for row in newer.rows if not row.code.startswith("other_")
    ]


@beside
def test_table_four_is_the_appendix_in_both_editions() -> None:
    table, given = edition("e2021").table("t4"), appendix()["e2021"]["t4"]
    groups = {group.code: group.label for group in table.groups}
    labels = [[*([groups[row.group]] if row.group else []), row.label] for row in table.rows]
    assert [(row.code, label) for row, label in zip(table.rows, labels, strict=True)] == [
        (block["code"], block["label"]) for block in given["blocks"]
    ]
    assert [(column.code, column.label, column.derived) for column in table.columns] == [
        (column["code"], column["label"], column["kind"] == "derived") for column in given["columns"]
    ]
    assert edition("e2019").table("t4") == table


@beside
@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_sections_are_the_appendix(code: str) -> None:
    own, given = edition(code), appendix()
    numbered = [section for section in own.sections if section.number]
    assert [(section.code, section.title) for section in numbered] == [
        (section[0], section[1]) for section in given["e2021"]["sections"]
    ]
    assert [section.table for section in numbered] == [None, "t2", "t3", "t4", None, None]
    assert list(own.section("sec1").aspects) == given["e2021"]["sec1_aspects"]
    assert own.instrument == given[code]["instrument"]
    assert [own.from_year, own.until_year] == given[code]["years"]


@beside
def test_the_fee_statement_is_the_appendix() -> None:
    given = appendix()["e2021"]["fee"]
    assert [(item.code, item.type, item.places) for item in edition("e2021").fee] == [
        (item["code"], TYPES[item["type"]], item.get("places", 0)) for item in given
    ]
    assert edition("e2019").fee == edition("e2014").fee == ()


@beside
def test_the_rows_of_2014_are_those_of_the_standard_in_its_order() -> None:
    text = STANDARD.read_text(encoding="utf-8")
    lines = re.search(r"^## 4\. .*?^Value cells", text, re.DOTALL | re.MULTILINE)
    assert lines is not None
    codes = re.findall(r"`([a-i]\d?_[a-z_]+|[a-i]\d_[a-z_]+)`", lines[0])
    table = edition("e2014").table("t18")
    assert [row.code for row in table.rows] == list(dict.fromkeys(codes))
    for label in (part for row in table.rows for part in [row.label] if "政府信息数" not in row.label):
        assert re.sub(r"^(其中：|[一二三四五六七八九]、)", "", label) in lines[0], label
