"""其他 Excel 文件的读取: the sheets of any workbook as paragraphs and tables, merged cells known."""

from collections.abc import Sequence

from govreport.documents.read import sheet_words, words
from govreport.documents.read.blocks import Block, Blocks, Grid, Paragraph, joined
from govreport.documents.read.grids import GridCell, GridRow, trimmed
from govreport.documents.read.lines import spaced
from govreport.documents.read.package_xlsx import Sheet, column_of, letters_of, row_of
from govreport.documents.read.place import Place
from govreport.documents.read.rows import is_value
from govreport.standards.document import DocumentError

MOST_ROWS, MOST_COLUMNS = 2_000, 100
_MOST_TOLD = 20  # hidden rows, columns and cells of a sheet that are told one by one

Covered = dict[tuple[int, int], tuple[int, int]]


def blocks_of_sheets(sheets: dict[str, Sheet]) -> Blocks:
    """The shown sheets in their order."""
    found = Blocks()
    for name, sheet in sheets.items():
        if sheet.hidden:
            if sheet.texts:
                found.doubt("file", sheet_words.hidden_sheet(name))
            continue
        _tell_unseen(found, name, sheet)
        for place in sorted(sheet.formulas, key=lambda place: (row_of(place), column_of(place))):
            if place not in sheet.texts:
                found.doubt("file", sheet_words.uncomputed(place))
                break
        found.blocks += _blocks(found, name, sheet)
    return found


def _tell_unseen(found: Blocks, name: str, sheet: Sheet) -> None:
    """Doubts about what is crossed out, and about what stands there and is not seen; each row or column once."""
    unseen: dict[str, str] = {}
    for place in sorted({*sheet.texts, *sheet.crossed}, key=lambda place: (row_of(place), column_of(place))):
        text, row, column = spaced(sheet.texts.get(place, "")), row_of(place), letters_of(column_of(place))
        if crossed := spaced(text if place in sheet.struck else sheet.crossed.get(place, "")):
            found.doubt("file", sheet_words.struck_in_cell(crossed, name, place))
        if not text or sheet.is_seen(place):
            continue
        if row in sheet.hidden_rows:
            unseen.setdefault(str(row), sheet_words.hidden_row(name, row, text))
        elif column_of(place) in sheet.hidden_columns:
            unseen.setdefault(column, sheet_words.hidden_column(name, column, text))
        else:
            unseen[place] = sheet_words.hidden_cell(name, place, text)
    for doubt in [*unseen.values()][:_MOST_TOLD]:
        found.doubt("file", doubt)
    if len(unseen) > _MOST_TOLD:
        found.doubt("file", sheet_words.hidden_elsewhere(name, len(unseen) - _MOST_TOLD))


def _blocks(found: Blocks, name: str, sheet: Sheet) -> list[Block]:
    texts = {
        (row_of(place), column_of(place)): text
        for place, text in sheet.texts.items()
        if spaced(text) and place not in sheet.struck and sheet.is_seen(place)
    }
    within = {place: text for place, text in texts.items() if place[0] <= MOST_ROWS and place[1] < MOST_COLUMNS}
    if len(within) < len(texts) or sheet.cut:
        found.doubt("file", sheet_words.beyond_sheet(MOST_ROWS, MOST_COLUMNS))
    if not within:
        return []
    covered = _covered(sheet)
    width = max(column for _row, column in within) + 1
    blocks: list[Block] = []
    rows: list[GridRow] = []
    for number in range(1, max(row for row, _column in within) + 1):
        filled = [column for column in range(width) if (number, column) in within]
        alone = within[number, filled[0]] if len(filled) == 1 else ""
        if alone and not is_value(spaced(alone)) and not _is_below(covered, number, width):
            # One cell of words is a heading or a paragraph, however wide the sheet is.
            blocks += [*_grid(rows), Paragraph(alone, place=_place(name, number, filled[0]))]
            rows = []
        elif filled:
            rows.append(_row(name, within, covered, number, width))
    return [*blocks, *_grid(rows)]


def _grid(rows: Sequence[GridRow]) -> list[Block]:
    return [Grid(tuple(trimmed(rows)))] if rows else []


def _is_below(covered: Covered, number: int, width: int) -> bool:
    """Whether a merged cell reaches into a row from above."""
    return any(covered.get((number, column), (number, 0))[0] != number for column in range(width))


def _place(sheet: str, row: int, column: int) -> Place:
    return Place(sheet=sheet, cell=f"{letters_of(column)}{row}")


def _row(sheet: str, texts: dict[tuple[int, int], str], covered: Covered, number: int, width: int) -> GridRow:
    found = []
    for column in range(width):
        origin = covered.get((number, column), (number, column))
        if origin[1] != column:
            continue  # the right part of a merged cell
        span = 1
        while column + span < width and covered.get((number, column + span)) == origin:
            span += 1
        below = origin[0] != number
        text = "" if below else joined(texts.get((number, column), "").split("\n"))
        found.append(GridCell(text, column, span, below, place=_place(sheet, number, column)))
    return tuple(found)


def _covered(sheet: Sheet) -> Covered:
    """Every place under a merged area → the first place of that area; a first place is its own."""
    found: Covered = {}
    size = 0
    for area in sheet.merged:
        first, _, last = area.partition(":")
        rows = range(row_of(first), min(row_of(last), MOST_ROWS) + 1)
        columns = range(column_of(first), min(column_of(last), MOST_COLUMNS - 1) + 1)
        if row_of(first) < 1 or column_of(first) < 0:
            continue
        size += len(rows) * len(columns)
        if size > MOST_ROWS * MOST_COLUMNS:
            raise DocumentError(words.too_long())
        origin = row_of(first), column_of(first)
        found |= {(row, column): origin for row in rows for column in columns}
    return found
