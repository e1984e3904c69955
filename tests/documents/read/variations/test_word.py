"""4 and what is of Word alone: automatic numbers, struck-out words, text boxes, line ends in titles."""

import io
from collections.abc import Callable

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from govreport.documents.read import read
from tests.documents.read.flatten import AGENCY, PREAMBLE
from tests.documents.read.foreign import WORD, Cell, in_docx
from tests.documents.read.test_flattened import unexplained
from tests.documents.read.variations import shows
from tests.documents.read.variations.cases import FIGURES, OWN, TITLE, assert_read, report


def word_of(change: Callable[[docx.document.Document], None]) -> bytes:
    word = docx.Document(io.BytesIO(in_docx(report())))
    change(word)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def test_automatic_numbers_of_word_are_written_out() -> None:
    def number(word: docx.document.Document) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (kind, text) in enumerate([("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
        )
        root = word.part.numbering_part.element
        root.insert(0, parse_xml(f'<w:abstractNum {WORD} w:abstractNumId="90">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {WORD} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for paragraph in word.paragraphs:
            if paragraph.text[1:2] == "、":
                paragraph.runs[0].text = paragraph.text[2:]
                paragraph._p.get_or_add_pPr().append(_numbered(0))
            elif paragraph.text.startswith("本年度按照"):
                paragraph._p.get_or_add_pPr().append(_numbered(1))

    result = read(word_of(number))
    assert_read(result)
    assert result.document.sections["sec1"].startswith("（一）本年度按照")
    assert result.document.sections["sec5"].startswith("（一）本年度按照")
    assert [finding.rule for finding in result.findings] == []


def _numbered(depth: int) -> object:
    return parse_xml(f'<w:numPr {WORD}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')


def test_struck_out_and_hidden_words_are_not_there_and_a_text_box_is_told() -> None:
    box = f"<w:r {WORD}><w:pict><w:txbxContent><w:p><w:r><w:t>附注文字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    gone = f"<w:del {WORD}><w:r><w:delText>删去</w:delText></w:r></w:del>"
    hidden = f"<w:r {WORD}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"

    def mark(word: docx.document.Document) -> None:
        paragraph = next(item for item in word.paragraphs if item.text == PREAMBLE)
        for piece in (box, gone, hidden):
            paragraph._p.append(parse_xml(piece))

    result = read(word_of(mark))
    assert_read(result, "file")
    assert result.document.sections["preamble"] == PREAMBLE


def test_a_line_end_in_a_title_of_word_does_not_part_it() -> None:
    def broken(word: docx.document.Document) -> None:
        first = word.paragraphs[0]
        first.runs[0].text = AGENCY
        first.runs[0].add_break(WD_BREAK.LINE)
        first.add_run(TITLE.removeprefix(AGENCY))

    assert_read(read(word_of(broken)))


@shows(4)
def test_a_table_of_tabs_in_word_is_a_table() -> None:
    word = docx.Document()
    for part in report():
        for row in [[Cell(part)]] if isinstance(part, str) else part:
            cells = [cell.text for cell in row]
            word.add_paragraph("\t".join(cells))
    target = io.BytesIO()
    word.save(target)
    result = read(target.getvalue())
    assert unexplained(OWN, FIGURES, result) == []
