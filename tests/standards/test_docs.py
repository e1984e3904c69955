"""格式说明: the files in ``docs/`` say what the editions say, and everything that they say."""

import pytest

from govreport.standards import all_editions
from govreport.standards.cell_rules import cell_rules
from govreport.standards.docs import FOLDER, editions_page, relations_page


@pytest.mark.parametrize(("name", "page"), [("editions.md", editions_page()), ("relations.md", relations_page())])
def test_the_file_is_what_the_editions_say_now(name: str, page: str) -> None:
    told = "run “python -m govreport.standards.docs” and commit what it writes"
    assert (FOLDER / name).read_text(encoding="utf-8") == page, told


def test_every_edition_section_table_row_column_and_cell_is_there() -> None:
    text = (FOLDER / "editions.md").read_text(encoding="utf-8")
    for own in all_editions():
        assert own.instrument in text
        for address in own.cells:
            assert f"`{address}`" in text
        for table in own.tables:
            for item in (*table.rows, *table.columns, *table.bands, *table.groups, *table.heads):
                assert f"`{item.code}`" in text
                assert item.label in text
        for section in own.sections:
            assert (section.title or section.name) in text


def test_every_relation_and_every_cell_rule_is_there_with_its_basis_and_sentences() -> None:
    text = (FOLDER / "relations.md").read_text(encoding="utf-8")
    for own in all_editions():
        for relation in own.relation_texts:
            for part in (f"### {relation.id} (", relation.formula, relation.basis, relation.message):
                assert part in text
            assert relation.message_en in text
            assert relation.when is None or relation.when in text
    for rule, entry in cell_rules().items():
        assert f"| {rule} |" in text
        assert entry.message in text
        assert entry.message_en in text
