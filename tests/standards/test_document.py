"""年度报告文稿: the exchange format, there and back, and what it refuses."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.standards import edition
from govreport.standards.document import (
    KINDS,
    LEVELS,
    SCHEMA,
    SCOPES,
    AgencyName,
    Document,
    DocumentError,
    from_json,
)
from govreport.standards.figures import Figures

CODES = ["e2014", "e2019", "e2021"]
NUMBERS = st.none() | st.decimals(-(10**11), 10**11, places=6, allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    own = edition(draw(st.sampled_from(CODES)))
    numeric = [address for address, cell in own.figure_cells.items() if cell.numeric]
    some = draw(st.dictionaries(st.sampled_from(numeric), NUMBERS, max_size=12))
    return Document(
        edition=own.code,
        year=draw(st.none() | st.integers(1901, 2199)),
        agency=AgencyName(
            name=draw(WORDS),
            short_name=draw(WORDS) or None,
            code=draw(WORDS) or None,
            level=draw(st.sampled_from((*LEVELS, None))),
            kind=draw(st.sampled_from((*KINDS, None))),
        ),
        scope=draw(st.sampled_from(SCOPES)),
        title=draw(WORDS),
        sections={section.code: draw(WORDS) for section in own.sections if section.kind != "table"},
        fee={item.code: draw(NUMBERS) for item in own.fee},
        figures=Figures.blank(own).replace(some),
        printed=draw(st.dictionaries(st.sampled_from(list(own.figure_cells)), WORDS, max_size=4)),
    )


@given(document=documents())
def test_a_document_comes_back_as_it_went(document: Document) -> None:
    there = json.loads(json.dumps(document.to_json(), ensure_ascii=False))
    assert from_json(there) == document


@settings(max_examples=20)
@given(document=documents())
def test_the_exchange_format_names_every_cell_and_writes_numbers_as_text(document: Document) -> None:
    data = document.to_json()
    own = document.format
    assert list(data["figures"]) == [address for address, cell in own.figure_cells.items() if cell.numeric]
    assert all(text is None or isinstance(text, str) for text in (*data["figures"].values(), *data["fee"].values()))
    assert all(address in own.figure_cells for address in data["printed"])


def test_the_smallest_document_takes_its_edition_from_the_year() -> None:
    document = from_json({"schema": SCHEMA, "year": 2020})
    assert document.edition == "e2019"
    assert set(document.figures.values()) == {None}
    assert document.scope == "self"


def test_whole_numbers_may_be_written_as_numbers() -> None:
    data = {"schema": SCHEMA, "edition": "e2021", "year": 2023, "figures": {"t4.review.total": 8}}
    assert from_json(data).figures["t4.review.total"] == Decimal(8)


def test_relations_see_figures_and_fees_in_one_mapping() -> None:
    data = {"schema": SCHEMA, "edition": "e2021", "year": 2023, "fee": {"notice_count": "2"}}
    assert from_json(data).all_figures()["fee.notice_count"] == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": "other/1"}, "schema"),
        ({"colour": 1}, "“colour”"),
        ({"year": "2023"}, "“year”为“2023”"),
        ({"year": 2300}, "“year”为“2300”"),
        ({"year": True}, "“year”为“True”"),
        ({"edition": "e2099"}, "“edition”为“e2099”，应为 e2014、e2019、e2021 之一"),
        ({"edition": None, "year": 2010}, "“edition”为“None”"),
        ({"scope": "all"}, "“scope”为“all”，应为 self、"),
        ({"title": 5}, "“title”"),
        ({"figures": [1]}, "“figures”应为一组名称和值"),
        ({"figures": {"t3.unknown.total": "1"}}, "e2021 格式没有单元格“t3.unknown.total”"),
        ({"figures": {"t4.review.total": "1件"}}, "“t4.review.total”的值为“1件”"),
        ({"figures": {"t4.review.total": ""}}, "“t4.review.total”的值为“”"),
        ({"figures": {"t4.review.total": "1 2"}}, "“t4.review.total”的值为“1 2”"),
        ({"figures": {"t4.review.total": 1.5}}, "“t4.review.total”的值为“1.5”"),
        ({"figures": {"t4.review.total": True}}, "“t4.review.total”的值为“True”"),
        ({"figures": {"t4.review.total": 10**12}}, "“t4.review.total”"),
        ({"fee": {"tips": "1"}}, "信息处理费项目“tips”"),
        ({"fee": {"notice_count": "许多"}}, "“fee.notice_count”的值为“许多”"),
        ({"sections": {"sec7": "x"}}, "没有部分“sec7”"),
        ({"sections": {"sec3": "x"}}, "没有部分“sec3”"),
        ({"sections": {"sec1": ["x"]}}, "“sections.sec1”"),
        ({"sections": {"sec1": "长" * 200_001}}, "不超过 200000 字"),
        ({"agency": "某局"}, "“agency”应为一组"),
        ({"agency": {"nmae": "x"}}, "“agency”含有不认识的项目“nmae”"),
        ({"agency": {"level": "village"}}, "“agency.level”为“village”"),
        ({"printed": {"t9.x.y": "1"}}, "没有单元格“t9.x.y”"),
        ({"printed": {"t4.review.total": 1}}, "“printed.t4.review.total”"),
    ],
)
def test_what_is_wrong_is_said_with_the_first_wrong_key(changes: dict[str, Any], words: str) -> None:
    data = {"schema": SCHEMA, "edition": "e2021", "year": 2023, **changes}
    with pytest.raises(DocumentError) as refused:
        from_json(data)
    assert words in str(refused.value)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("data", [None, [], "text", 5, {}])
def test_what_is_no_report_is_refused(data: object) -> None:
    with pytest.raises(DocumentError, match="不是年度报告数据文件"):
        from_json(data)
