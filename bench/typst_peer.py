"""The same report set by Typst's compiler: the fastest typesetter that justifies Chinese and writes PDF/A-3a.

Its pages are those of our style sheet as far as Typst has the same words: text block, fonts, sizes, headings, official
tables with repeated heads, page numbers, the attached data. Headers of cells, which Typst cannot declare for a table
with spans, are left out.
"""

import json
from collections.abc import Callable, Iterator

from bench.reports import report
from govreport.documents.fonts import fonts_folder
from govreport.documents.render.docx import _SIZES, _WIDTHS
from govreport.documents.render.json import render_json
from govreport.documents.render.model import Paper, paper
from govreport.documents.render.tables import OfficialTable, TableCell
from govreport.documents.render.text import Paragraph
from govreport.standards.document import Document

_HEAD = """
#set document(title: {title}, author: {agency}, date: datetime(year: {year}, month: 12, day: 31))
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), footer-descent: 7mm,
  footer: context {{
  let page = counter(page).get().first()
  set text(font: "GBR Song", size: 14pt)
  align(if calc.odd(page) {{ right }} else {{ left }}, pad(x: 14pt)[— #page —])
}})
#set text(font: ("GBR Fang", "GBR Song", "Noto Serif CJK SC"), size: 16pt, lang: "zh", region: "cn", tracking: -0.207pt,
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 12.99pt, spacing: 12.99pt, first-line-indent: (amount: 2em, all: true))
#show heading: it => block(above: 12.99pt, below: 12.99pt, text(weight: "regular", size: 16pt,
  font: ("GBR Hei", "GBR Kai", "GBR Fang", "GBR Fang").at(calc.min(it.level, 5) - 2), h(2em) + it.body))
#show heading.where(level: 1): it => align(center, text(font: "GBR Song", size: 22pt, weight: "bold", it.body))
#set table(stroke: 0.5pt, align: center + horizon)
#show table: set par(first-line-indent: 0pt, justify: false, leading: 0.3em)
#show table: set text(font: "GBR Song", tracking: 0pt)
#pdf.attach("report.json", bytes({data}), relationship: "data", mime-type: "application/json",
  description: "年度报告数据")
"""


def typst(code: str, turns: Iterator[int]) -> Callable[[], object]:
    """One compiler for all documents, as a service would keep it; each turn has another text."""
    import typst as compiler

    fonts = str(fonts_folder())
    warm = compiler.Compiler(font_paths=[fonts, "/usr/share/fonts/opentype/noto"], ignore_system_fonts=True)

    def work() -> object:
        text = source(report(code, next(turns)))
        return warm.compile(input=text.encode(), format="pdf", pdf_standards=["a-3a"])

    return work


def source(document: Document) -> str:
    """The report in the language of Typst."""
    printed = paper(document)
    data = _quoted(render_json(document).decode())
    head = _HEAD.format(
        title=_quoted(printed.title), agency=_quoted(printed.agency), year=document.year or 2000, data=data
    )
    title = "#linebreak()".join(f"#{_quoted(line)}" for line in printed.title_lines)
    return "\n\n".join([head, f"#heading(level: 1)[{title}]", *_parts(printed)])


def _parts(printed: Paper) -> Iterator[str]:
    for part in printed.parts:
        if part.annex:
            yield "#pagebreak()"
        if part.title:
            yield f"#heading(level: 2, {_quoted(part.title)})"
        yield from (_paragraph(item) for item in part.paragraphs)
        if part.table:
            yield _table(part.table)


def _paragraph(item: Paragraph) -> str:
    if item.is_heading:
        return f"#heading(level: {item.level + 1}, {_quoted(item.lead_in)})"
    lead = f'#text(font: "GBR Kai", {_quoted(item.lead_in)})' if item.lead_in else ""
    return f"{lead}#{_quoted(item.text)}"


def _table(table: OfficialTable) -> str:
    kind = table.layout.layout
    columns = ", ".join(f"{width}mm" for width in _WIDTHS[kind])
    head = ", ".join(_cell(cell) for row in table.head for cell in row)
    header = f"table.header({head}), " if head else ""
    body = ", ".join(_cell(cell) for row in table.body for cell in row)
    size = _SIZES[kind][0]
    made = f"table(columns: ({columns}), inset: (x: 0.5mm, y: 1mm), {header}{body})"
    return f"#block(breakable: {'true' if kind == 'list' else 'false'}, text(size: {size}pt, {made}))"


def _cell(shown: TableCell) -> str:
    return f"table.cell(rowspan: {shown.cell.rowspan}, colspan: {shown.cell.colspan}, {_quoted(shown.text)})"


def _quoted(text: str) -> str:
    """A string of Typst, which escapes as JSON does but for characters beyond ASCII, which may stand as they are."""
    return json.dumps(text, ensure_ascii=False)
