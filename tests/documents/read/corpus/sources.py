"""The kinds of files of the corpus: ours, ours without the data they carry, and those of other makers."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import docx
import openpyxl
import pikepdf

from govreport.documents.render.docx import DATA_PART
from govreport.documents.services import render_docx, render_html, render_json, render_pdf, render_txt, render_xlsx
from tests.documents.read.corpus.pdf_layouts import LAYOUTS
from tests.documents.read.corpus.reports import CODES, SENTENCE, Case
from tests.documents.read.flatten import Manner, report_text
from tests.documents.read.foreign import Cell, Damage, Part, html_body, in_docx, in_html, in_pdf, in_xlsx, parts

Written = Iterator[bytes]
Writer = Callable[[Sequence[Part]], bytes]
DAMAGES = (
    {"lost_cell": 0.1, "misprint": 0.2},
    {"merged": 0.1, "no_head": 0.5},
    {"wide": 0.1, "extra": 0.1},
    {"aligned": True, "lost_row": 0.1},
)


def report_parts(case: Case, **damage: object) -> list[Part]:
    """The report for other makers, with some sentences before its tables."""
    found = parts(case.own, case.figures(), Damage(seed=case.seed, **damage))  # type: ignore[arg-type]
    return [*found[:3], *[SENTENCE] * case.lines, *found[3:]] if case.code != "e2014" else found


# --- 本系统的文件 --------------------------------------------------------------------------------------------


@cache
def our_pdf(case: Case) -> bytes:
    """Our PDF, made once."""
    return render_pdf(case.document())


def without_data(case: Case) -> Written:
    """Our files as they are when a program has saved them anew and dropped the data they carry."""
    yield bare_pdf(our_pdf(case))
    yield bare_docx(render_docx(case.document()))
    yield re.sub(rb'<script id="govreport".*?</script>', b"", render_html(case.document()), flags=re.S)
    yield render_txt(case.document()).rpartition("————".encode())[0].rpartition("\n————".encode())[0]


def bare_pdf(data: bytes) -> bytes:
    """A PDF of ours without its attachment."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.attachments["report.json"]
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def bare_docx(data: bytes) -> bytes:
    """A Word file of ours without its data part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            if item.filename != DATA_PART.removeprefix("/"):
                archive.writestr(item.filename, source.read(item))
    return target.getvalue()


# --- 其他来源 ------------------------------------------------------------------------------------------------


def word_files(case: Case) -> Written:
    """As raw tables, and as python-docx makes them: with styles, a letter before and signatures below."""
    report = report_parts(case)
    yield in_docx(report)
    word = docx.Document(io.BytesIO(in_docx(["某某市某某局文件", "关于报送年度报告的函", *report, "（此件公开发布）"])))
    for paragraph in word.paragraphs:
        paragraph.style = word.styles["Body Text"]
    target = io.BytesIO()
    word.save(target)
    yield target.getvalue()
    yield native_word(report)


def native_word(report: Sequence[Part]) -> bytes:
    """Tables of python-docx, whose cells are merged by it."""
    word = docx.Document()
    for part in report:
        if isinstance(part, str):
            word.add_paragraph(part)
            continue
        height, width = len(part), max(sum(cell.columns for cell in row) for row in part)
        table = word.add_table(height, width)
        table.style = "Table Grid"
        grid = [[table.cell(y, x) for x in range(width)] for y in range(height)]
        for y, x, cell in anchored(part):
            own = grid[y][x]
            if cell.rows > 1 or cell.columns > 1:
                own = own.merge(grid[min(y + cell.rows, height) - 1][min(x + cell.columns, width) - 1])
            own.text = cell.text
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def anchored(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int, Cell]]:
    """Row and column at which each cell begins."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            yield y, x, cell
            taken |= {(y + down, x + right) for down in range(cell.rows) for right in range(cell.columns)}
            x += cell.columns


def web_pages(case: Case) -> Written:
    """Plain, in GB18030, out of a content system, and with cells that nobody closed."""
    report = report_parts(case)
    yield in_html(report)
    yield in_html(report).decode().replace("<head>", '<head><meta charset="gb18030">').encode("gb18030")
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/2'>2020年政府信息公开工作年度报告</a></li></ul>"
    foot = "<div>主办：某某市人民政府办公室　浏览次数：123</div>"
    body = f"<h1>{report[0]}</h1><div>发布时间：2024-01-20</div><div id=zoom>{html_body(report[1:])}</div>"
    yield f"<html><head><title>网</title></head><body>{menu}<table><tr><td>{body}</td></tr></table>{foot}".encode()
    spaced = html_body(report).replace("</td>", "&nbsp;").replace("</tr>", "").replace("<p>", "<p>　　")
    yield f"<html><body>{spaced}</body></html>".encode()


def workbooks(case: Case) -> Written:
    """Numbers as numbers, as text, and each table on a sheet of its own."""
    report = report_parts(case)
    yield in_xlsx(report)
    yield in_xlsx(report, numbers=False)
    yield sheet_by_sheet(report)


def sheet_by_sheet(report: Sequence[Part]) -> bytes:
    """Each table on a sheet of its own, under its heading."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    waiting: list[Part] = []
    for place, part in enumerate(report):
        waiting.append(part)
        if isinstance(part, str) and place + 1 < len(report):
            continue
        source = openpyxl.load_workbook(io.BytesIO(in_xlsx(waiting))).active
        sheet, waiting = book.create_sheet(f"第{len(book.sheetnames) + 1}页"), []
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet[cell.coordinate] = cell.value
        for area in source.merged_cells.ranges:
            sheet.merge_cells(str(area))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pdf_files(case: Case, names: Iterable[str] = LAYOUTS) -> Written:
    """All layouts."""
    report = report_parts(case)
    for name in names:
        yield LAYOUTS[name](report)


def texts(case: Case) -> Written:
    """Tables by tabs, strokes, spaces, and one cell on each line; Markdown with its row of dashes."""
    for style in ("tabs", "pipes", "spaces", "lines"):
        yield report_text(case.own, case.figures(), Manner(seed=case.seed, style=style)).encode()
    yield report_text(case.own, case.figures(), Manner(seed=case.seed)).encode("gb18030")
    yield markdown(report_parts(case)).encode()


def markdown(report: Sequence[Part]) -> str:
    """The report as Markdown: merged cells are empty ones."""
    lines = []
    for part in report:
        if isinstance(part, str):
            lines += [f"## {part}" if part[1:2] == "、" else part, ""]
            continue
        width = max(sum(cell.columns for cell in row) for row in part)
        rows = [[""] * width for _row in part]
        for y, x, cell in anchored(part):
            if x < width:
                rows[y][x] = cell.text
        lines += [f"| {' | '.join(row)} |" for row in rows[:1]] + [f"|{'---|' * width}"]
        lines += [f"| {' | '.join(row)} |" for row in rows[1:]] + [""]
    return "\n".join(lines)


def damaged_texts(case: Case) -> Written:
    """As converters leave them: shifted, split, cut and misprinted rows, lost labels, page numbers between."""
    for style in ("tabs", "pipes"):
        yield damaged_text(case, Manner(case.seed, shift=0.2, lost_group=0.5, trailing=2, style=style))
        yield damaged_text(case, Manner(case.seed, split_label=0.2, page_break=0.1, cut_row=0.1, style=style))
        yield damaged_text(case, Manner(case.seed, lost_row=0.05, misprint=0.2, noise=True, style=style))
        yield damaged_text(case, Manner(case.seed, half_width=True, dropped_stub=True, style=style))


def damaged_text(case: Case, manner: Manner) -> bytes:
    """One of them."""
    return report_text(case.own, case.figures(), manner).encode()


def damaged(write: Writer) -> Callable[..., Written]:
    """Files in which cells and rows are lost, merged or misprinted.

    Of a row with one cell too many a PDF does not print the last, and a sheet in which the only figure of a row is gone
    has a blank cell there: such files say something else, and no reader could tell.
    """
    never: dict[str, object] = {"extra": 0.0} if write is in_pdf else {"sheet": True} if write is in_xlsx else {}

    def written(case: Case, damages: Sequence[Mapping[str, object]] = DAMAGES) -> Written:
        for damage in damages:
            yield write(report_parts(case, **{**damage, **never}))

    return written


SOURCES: Mapping[str, Callable[..., Written]] = {
    "our PDF": lambda case: iter([our_pdf(case)]),
    "our Word": lambda case: iter([render_docx(case.document())]),
    "our Excel": lambda case: iter([render_xlsx(case.document())]),
    "our web page": lambda case: iter([render_html(case.document())]),
    "our text": lambda case: iter([render_txt(case.document())]),
    "report data (JSON)": lambda case: iter([render_json(case.document())]),
    "our PDF, Word, web page, text without their data": without_data,
    "Word": word_files,
    "web pages": web_pages,
    "Excel": workbooks,
    f"PDF in {len(LAYOUTS)} layouts": pdf_files,
    "text and Markdown": texts,
    "damaged Word": damaged(in_docx),
    "damaged web pages": damaged(in_html),
    "damaged Excel": damaged(in_xlsx),
    "damaged PDF": damaged(in_pdf),
    "damaged text": damaged_texts,
}


def in_turn(kind: str, case: Case) -> bytes:
    """One file of a kind: from report to report another."""
    turn = 3 * case.seed + CODES.index(case.code)
    if kind.startswith("PDF in"):
        return next(pdf_files(case, [[*LAYOUTS][turn % len(LAYOUTS)]]))
    if kind.startswith("damaged") and kind != "damaged text":
        return next(SOURCES[kind](case, [DAMAGES[turn % len(DAMAGES)]]))
    files = list(SOURCES[kind](case))
    return files[turn % len(files)]
