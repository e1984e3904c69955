"""读取格式版本: what is wrong in an edition file is said with file, table and key."""

from pathlib import Path

import pytest

from govreport.standards import EDITIONS_DIR, all_editions
from govreport.standards.loader import EditionError, load_edition
from govreport.standards.references import faults

SOUND = (EDITIONS_DIR / "e2021.toml").read_text(encoding="utf-8")

FAULTS = [
    ('code = "e2021"\n', "", ["“code” is missing"]),
    ("from_year = 2021", 'from_year = "2021"', ["from_year", "“2021”"]),
    ("from_year = 2021", "from_yaer = 2021", ["“from_year” is missing"]),
    ("dated = 2021-09-26", "colour = 5", ["unknown key “colour”"]),
    ("dated = 2021-09-26", "dated = = 5", ["line"]),
    ('stub_head = "信息内容"', 'stub_haed = "信息内容"', ["tables", "t2", "unknown key “stub_haed”"]),
    ('layout = "bands"', 'layout = "band"', ["tables.layout", "“band”"]),
    ('layout = "bands"\n', "", ["tables t2", "layout"]),
    ('code = "repealed"', 'code = "issued"', ["“t2.rules.issued” stands twice"]),
    ('type = "count"', 'type = "number"', ["type", "number"]),
    ('bands = ["art20_1"]', 'bands = "art20_1"', ["columns.bands", "“art20_1”"]),
    ('bands = ["art20_1"]', 'bands = ["art20_2"]', ["tables.t2", "“art20_2” is not among its bands"]),
    ('band = "art20_6"', 'band = "art20_7"', ["tables.t2", "“art20_7” is not among its bands"]),
    ('group = "litigation"', 'group = "lawsuit"', ["tables.t4", "“lawsuit” is not among its groups"]),
    ('head = "organisations"', 'head = "companies"', ["tables.t3", "“companies” is not among its heads"]),
    ('parent = "results"', 'parent = "outcome"', ["tables.t3", "“outcome” is not among its groups"]),
    ('table = "t4"\nrequired', 'table = "t5"\nrequired', ["sections.sec4", "no table “t5”"]),
    ('code = "sec5"', 'code = "sec4"', ["sections", "“sec4” stands twice"]),
    ("derived = true", 'derived = "yes"', ["derived", "“yes”"]),
    ('each = "row"', 'each = "cell"', ["relations.each", "“cell”"]),
    ('severity = "warning"', 'severity = "bad"', ["relations.severity", "bad"]),
    ('table = "t4"\neach', 'table = "t9"\neach', ["relations.T4-01", "no table “t9”"]),
    ('table = "t4"\neach', "each", ["relations.T4-01", "“table” is missing"]),
    ('rows = ["rules", "normative_docs"]', 'rows = ["rule"]', ["relations.T2-03", "no row “rule”"]),
    ('columns = ["total"]', 'columns = ["totals"]', ["relations.T3-06", "no column “totals”"]),
]


@pytest.mark.parametrize(("old", "new", "words"), FAULTS, ids=[f"{old[:20]}-{new[:20]}" for old, new, _ in FAULTS])
def test_a_faulty_file_is_refused_with_file_table_and_key(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert old in SOUND
    path = tmp_path / "e2099.toml"
    path.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        load_edition(path)
    for word in ["e2099.toml", *words]:
        assert word in str(refused.value)


def test_a_sound_file_is_read_as_the_edition(tmp_path: Path) -> None:
    path = tmp_path / "copy.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert load_edition(path) == all_editions()[-1]


@pytest.mark.parametrize("own", all_editions(), ids=lambda own: own.code)
def test_every_name_in_our_editions_is_the_name_of_something(own: object) -> None:
    assert list(faults(own)) == []  # type: ignore[arg-type]
