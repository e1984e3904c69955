"""Word 中看不见的和划去的文字: hidden runs, rows and styles are told, and never part of a figure in silence."""

from decimal import Decimal

import pytest

from govreport.documents.read import read
from tests.documents.read.foreign import changed, in_docx
from tests.documents.read.test_marks import CELL, FIGURE, report, told, word

BOTH = Decimal(f"{FIGURE}987")


@pytest.mark.parametrize("mark", ["<w:vanish/>", '<w:sz w:val="2"/>', '<w:color w:val="FFFFFF"/>'])
def test_hidden_text_in_word_is_left_and_told(mark: str) -> None:
    result = read(word(mark, "987"))
    assert result.document.figures[CELL] == FIGURE
    assert "隐藏的文字（“987”）" in told(result, "file")


@pytest.mark.parametrize(
    "mark",
    [
        '<w:vanish w:val="0"/>',
        '<w:sz w:val="10"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>',
        '<w:color w:val="FFFFFE"/>',
    ],
)
def test_what_can_be_seen_in_word_is_read(mark: str) -> None:
    result = read(word(mark, "987"))
    assert result.document.figures[CELL] == BOTH
    assert "隐藏" not in told(result, "file")


@pytest.mark.parametrize(("mark", "words"), [("vanish", "隐藏的文字（“987”）"), ("strike", "划去的文字（“987”）")])
def test_styles_that_hide_or_strike_out_count_as_the_marks_themselves(mark: str, words: str) -> None:
    style = (
        f'<w:style w:type="character" w:styleId="Below"><w:rPr><w:{mark}/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Own"><w:basedOn w:val="Below"/></w:style></w:styles>'
    )
    data = changed(
        word('<w:rStyle w:val="Own"/>', "987"), "word/styles.xml", lambda text: text.replace("</w:styles>", style)
    )
    result = read(data)
    assert result.document.figures[CELL] == FIGURE
    assert words in told(result, "file")


def test_a_hidden_row_in_word_is_told() -> None:
    def hide(text: str) -> str:
        start = text.rindex("<w:tr>", 0, text.index("一、本年新收"))
        return f"{text[:start]}<w:tr><w:trPr><w:hidden/></w:trPr>{text[start + len('<w:tr>') :]}"

    result = read(changed(in_docx(report()), "word/document.xml", hide))
    assert result.document.figures[CELL] is None or CELL in result.inferred
    assert "隐藏的文字（“一、本年新收" in told(result, "file")
