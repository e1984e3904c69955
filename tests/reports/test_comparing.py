"""比对: what two texts of a report do not have in common, as people read it."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from govreport.reports.comparing import CellChange, changes, paragraph_changes, pieces
from tests.builders import balanced

TEXT = st.text(alphabet="公开信息，。\n12 四十", max_size=60)


def test_the_same_report_has_no_changes() -> None:
    assert changes(balanced(), balanced()).count == 0


def test_a_cell_says_what_it_was_and_is() -> None:
    before = balanced()
    now = before.replace(figures=before.figures.replace({"t4.review.upheld": Decimal(7)}))
    found = changes(before, now)
    assert found.cells == (CellChange("t4.review.upheld", "0", "7"),)
    assert found.count == 1


def test_only_the_paragraph_that_changed_is_told_with_its_words() -> None:
    (found,) = paragraph_changes("一是有序开展。\n二是培训两次。", "一是有序开展。\n二是培训三次。")
    assert [(piece.kind, piece.text) for piece in found.pieces] == [
        ("same", "二是培训"),
        ("gone", "两"),
        ("new", "三"),
        ("same", "次。"),
    ]
    assert found.start == 8


def test_a_number_is_replaced_whole() -> None:
    (found,) = paragraph_changes("公开信息120条。", "公开信息128条。")
    assert [piece.text for piece in found.pieces if piece.kind != "same"] == ["120", "128"]


def test_a_new_title_and_a_new_text_are_told() -> None:
    before = balanced()
    now = before.replace(title="另一个标题", sections={**before.sections, "sec5": "全新的一段。"})
    found = changes(before, now)
    assert found.title
    assert [text.section for text in found.texts] == ["sec5"]


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_pieces(old: str, new: str) -> None:
    found = list(pieces(old, new))
    assert "".join(piece.text for piece in found if piece.kind != "new") == old
    assert "".join(piece.text for piece in found if piece.kind != "gone") == new
