"""Writes reports as files of other makers: HTML, Word, Excel and PDF, with tables merged and damaged as they come."""

import html
import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import docx
import openpyxl
import weasyprint
from docx.oxml import parse_xml

from govreport.standards.edition import Edition, Table
from govreport.standards.grid import grid
from govreport.standards.numbers import format_number
from tests.documents.read.flatten import AGENCY, CONTENT, PREAMBLE

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Figures = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Cell:
    """A cell that spans rows and columns; ``value`` where a figure belongs."""

    text: str
    rows: int = 1
    columns: int = 1
    value: bool = False


Rows = list[list[Cell]]
Part = str | Rows


@dataclass(frozen=True)
class Damage:
    """What became of the tables; every chance is between 0 and 1."""

    seed: int = 0
    aligned: bool = False  # every column is two, for alignment alone
    no_head: float = 0.0  # the heads of a table are gone
    lost_cell: float = 0.0  # a cell with a figure is gone from its row
    merged: float = 0.0  # two figures stand in cells that were merged
    wide: float = 0.0  # a cell with a figure took the place of the blank one beside it
    extra: float = 0.0  # an empty cell was put in before the figures of a row
    misprint: float = 0.0
    lost_row: float = 0.0
    sheet: bool = False  # a row that lost its only figure has a blank cell: in a sheet nothing is ever gone


def parts(own: Edition, figures: Figures, damage: Damage | None = None, *, year: int | None = None) -> list[Part]:
    """A whole report: paragraphs and tables."""
    damage = damage or Damage()
    chance = random.Random(damage.seed)
    found: list[Part] = [f"{AGENCY}{year or own.from_year}年政府信息公开工作年度报告", PREAMBLE]
    for section in own.sections:
        if section.title and section.title != "附件":
            found.append(f"{section.number}、{section.title}" if "、" not in section.title[:3] else section.title)
        if section.table:
            found.append(table(own, own.table(section.table), figures, damage, chance))
        elif section.required:
            found.append(CONTENT)
    return found


def table(own: Edition, official: Table, figures: Figures, damage: Damage, chance: random.Random) -> Rows:
    """One table, damaged."""
    layout = grid(own.code, official.code)
    rows: Rows = []
    for head in layout.head:
        rows.append([Cell(cell.text, cell.rowspan, cell.colspan) for cell in head])
    if chance.random() < damage.no_head:
        rows.clear()
    for line in layout.body:
        cells = []
        for cell in line:
            value = figures.get(cell.address) if cell.address else None
            text = ("" if value is None else format_number(value)) if cell.address else cell.text
            cells.append(Cell(text, cell.rowspan, cell.colspan, cell.is_value))
        rows.append(_damaged(cells, damage, chance))
    if damage.aligned:
        rows = [[replace(cell, columns=2 * cell.columns) for cell in row] for row in rows]
    return rows


def _damaged(cells: list[Cell], damage: Damage, chance: random.Random) -> list[Cell]:
    values = [place for place, cell in enumerate(cells) if cell.value]
    if not values:
        return cells
    label = values[0] - 1
    if label >= 0 and len(cells[label].text) > 5 and chance.random() < damage.misprint:
        text, place = cells[label].text, chance.randrange(3, len(cells[label].text) - 1)
        cells[label] = replace(cells[label], text=f"{text[:place]}某{text[place + 1 :]}")
    if chance.random() < damage.lost_cell and not (damage.sheet and len(values) < 2):
        del cells[chance.choice(values)]
    elif len(values) > 1 and chance.random() < damage.merged:
        place = chance.choice(values[:-1])
        both = " ".join(filter(None, (cells[place].text, cells[place + 1].text)))
        cells[place : place + 2] = [Cell(both, 1, 2, True)]
    elif len(values) > 1 and chance.random() < damage.wide:
        place = chance.choice(values[:-1])
        kept = cells[place].text or cells[place + 1].text
        cells[place : place + 2] = [Cell(kept, 1, 2, True)]
    elif chance.random() < damage.extra:
        cells.insert(values[0], Cell("", value=True))
    return cells


def placed(rows: Rows) -> list[list[tuple[int, Cell, bool]]]:
    """Each row as (column, cell, whether it continues one above), as spans fill the grid."""
    found = []
    open_: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line = [(start, cell, True) for start, (cell, _left) in open_.items()]
        taken = {start + right for start, (cell, _left) in open_.items() for right in range(cell.columns)}
        coming = {start: (cell, left - 1) for start, (cell, left) in open_.items() if left > 1}
        place = 0
        for cell in row:
            while place in taken:
                place += 1
            line.append((place, cell, False))
            if cell.rows > 1:
                coming[place] = (cell, cell.rows - 1)
            place += cell.columns
        found.append(sorted(line, key=lambda item: item[0]))
        open_ = coming
    return found


# --- 文件 ----------------------------------------------------------------------------------------------------


def html_table(rows: Rows) -> str:
    lines = []
    for row in rows:
        cells = "".join(
            f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{html.escape(cell.text)}</td>' for cell in row
        )
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"


def html_body(report: Sequence[Part]) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" if isinstance(part, str) else html_table(part) for part in report)


def in_html(report: Sequence[Part]) -> bytes:
    return f"<!DOCTYPE html><html><head><title>年报</title></head><body>{html_body(report)}</body></html>".encode()


def in_pdf(report: Sequence[Part], extra: str = "") -> bytes:
    style = (
        "<style>@page{size:A4;margin:20mm} body{font:10.5pt 'Noto Serif CJK SC',serif} p{text-indent:2em;margin:0}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed} td{border:.5pt solid black;font-size:7pt}"
        f"{extra}</style>"
    )
    return bytes(weasyprint.HTML(string=style + html_body(report)).write_pdf())


def in_docx(report: Sequence[Part]) -> bytes:
    word = docx.Document()
    for part in report:
        if isinstance(part, str):
            word.add_paragraph(part)
        else:
            word.element.body.insert_element_before(parse_xml(_word_table(part)), "w:sectPr")
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _word_table(rows: Rows) -> str:
    lines = []
    for row in placed(rows):
        cells = ""
        for _start, cell, below in row:
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            span = f'<w:tcPr><w:gridSpan w:val="{cell.columns}"/>{"<w:vMerge/>" if below else merge}</w:tcPr>'
            text = "" if below else html.escape(cell.text)
            cells += f"<w:tc>{span}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        lines.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl {WORD}><w:tblPr/><w:tblGrid/>{''.join(lines)}</w:tbl>"


def in_xlsx(report: Sequence[Part], *, numbers: bool = True) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    row = 0
    for part in report:
        if isinstance(part, str):
            row += 1
            sheet.cell(row, 1, part)
            continue
        for line in placed(part):
            row += 1
            for start, cell, below in line:
                if below:
                    continue
                plain = numbers and cell.value and cell.text.replace(".", "", 1).isdigit() and " " not in cell.text
                sheet.cell(row, start + 1, float(cell.text) if plain else cell.text or None)
                if cell.rows * cell.columns > 1:
                    sheet.merge_cells(None, row, start + 1, row + cell.rows - 1, start + cell.columns)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


WRITERS = {"html": in_html, "docx": in_docx, "xlsx": in_xlsx, "pdf": in_pdf}


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """An office file with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for item in source.namelist():
            part = source.read(item)
            archive.writestr(item, change(part.decode()).encode() if item == name else part)
    return target.getvalue()
