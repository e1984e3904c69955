"""T3-11 错列拆格: a row of table three that stands one column off, or has one number in two cells."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number
from govreport.standards.shift import Shift, row_shifts

RULES: Final = (
    Rule(
        id="T3-11",
        severity=Severity.WARNING,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="表三各行的数字填在各自的列内，不错列，一个数不拆在两格。",
        sentence_en="The numbers of a row stand in their own columns, and no number is split over two cells.",
        basis="按移动一列或者合并两格读取，各关系全部成立",
        basis_en="Read one column on, or with two cells joined, every relation holds",
    ),
)

WAYS: Final = {
    "left": ("各数比应在的列靠左一列", "the numbers stand one column too far left"),
    "right": ("各数比应在的列靠右一列", "the numbers stand one column too far right"),
    "split": ("一个数拆在相邻两格", "one number is split over two neighbouring cells"),
}


def misplaced_rows(document: Document) -> list[Shift]:
    """The ways of reading misplaced rows by which the table adds up; empty where nothing is misplaced."""
    return row_shifts(document.format, document.figures) if RULES[0].applies(document) else []


def shifted_rows(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each row, with the values that it would have."""
    found = misplaced_rows(document)
    if not found:
        return
    shift = found[0]
    for row, way in zip(shift.rows, shift.ways, strict=True):
        table, _, code = row.partition(".")
        own = document.format.table(table)
        cells = [f"{row}.{column.code}" for column in own.columns]
        values = [shift.changes.get(cell, document.figures.get(cell)) for cell in cells]
        read = "、".join(format_number(value) for value in values if value is not None)
        label, english = own.row(code).label, own.row(code).english
        words, words_en = WAYS[way]
        yield RULES[0].finding(
            cells,
            f"{own.name}“{label}”一行疑似{'拆格' if way == 'split' else '错列'}：{words}。"
            f"改读为 {read} 时，各关系全部成立。请对照原件核对。",
            f"{own.english}: the row “{label}” ({english}) looks {'split' if way == 'split' else 'shifted'}: "
            f"{words_en}. Read as {read}, every relation holds. Compare it with the source.",
            related=cells,
        )
