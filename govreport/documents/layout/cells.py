"""表格: L-05 heads repeated and rows whole, L-07 size of letters, L-08 every cell as stored."""

from collections.abc import Iterator
from decimal import Decimal

from govreport.checks.layout import BY_ID
from govreport.documents.layout.inside import page_address
from govreport.documents.layout.measures import SIZE_TOLERANCE, SMALLEST
from govreport.documents.layout.plain import plain
from govreport.documents.layout.proof import Proof
from govreport.documents.layout.tables import PrintedTable
from govreport.documents.render.text import printable
from govreport.standards.document import Document
from govreport.standards.finding import Finding
from govreport.standards.numbers import Kind, format_number, parse_number

# Characters quoted of what differs.
_QUOTED = 24

L05, L07, L08 = BY_ID["L-05"], BY_ID["L-07"], BY_ID["L-08"]


def heads_and_rows(proof: Proof) -> Iterator[Finding]:
    """L-05: tables that run over pages."""
    for printed in proof.tables:
        name, english = printed.table.layout.title, printed.table.layout.english
        for page in printed.headless:
            yield L05.finding(
                [page_address(page), printed.table.layout.table],
                f"第 {page} 页续印的表格“{name}”没有重复表头。",
                f"The table “{english}” goes on on page {page} without its head.",
            )
        for page in printed.split:
            yield L05.finding(
                [page_address(page), printed.table.layout.table],
                f"表格“{name}”的一行拆在第 {page - 1} 页和第 {page} 页。",
                f"A row of the table “{english}” is split between pages {page - 1} and {page}.",
            )


def small_letters(proof: Proof) -> Iterator[Finding]:
    """L-07: the smallest letters of each page's tables."""
    said = set()
    for fragment in proof.fragments:
        smallest = min(fragment.glyphs, key=lambda glyph: glyph.size, default=None)
        if smallest and smallest.size < SMALLEST - SIZE_TOLERANCE and fragment.page not in said:
            said.add(fragment.page)
            yield L07.finding(
                [page_address(fragment.page)],
                f"第 {fragment.page} 页表格中的“{smallest.text}”是 {smallest.size:.4g} 磅，应不小于 9 磅。",
                f"“{smallest.text}” in a table on page {fragment.page} is {smallest.size:.4g} pt; "
                "at least 9 pt is legible.",
                left=f"{smallest.size:.4g}",
                right="9",
            )


def cells_as_stored(proof: Proof) -> Iterator[Finding]:
    """L-08: every value of every table, and the labels that say what it is."""
    for printed in proof.tables:
        if not printed.sound:
            yield _unsound(printed)
            continue
        for shown, page, text in printed.cells():
            address = shown.cell.address
            if address is None and text != plain(shown.text):
                yield _differs(page, printed.table.layout.table, "表头或行名", "a label", text, shown.text)
            elif address is not None and not _agrees(proof.document, address, text):
                cell = proof.document.format.cells.get(address)
                name, english = (cell.place, cell.place_en) if cell else (address, address)
                yield _differs(page, address, name, english, text, _stored(proof.document, address))


def _unsound(printed: PrintedTable) -> Finding:
    layout = printed.table.layout
    page = printed.fragments[0].page if printed.fragments else 1
    rows = len(printed.table.head) + len(printed.table.body)
    return L08.finding(
        [page_address(page), layout.table],
        f"表格“{layout.title}”应有 {rows} 行 {layout.width} 列，PDF 中找到 {len(printed.rows)} 行，无法逐格核对。",
        f"The table “{layout.english}” has {rows} rows of {layout.width} columns, the PDF {len(printed.rows)} rows: "
        "its cells cannot be compared.",
    )


def _differs(page: int, address: str, name: str, english: str, text: str, stored: str) -> Finding:
    shown, kept = _short(text), _short(stored)
    return L08.finding(
        [address],
        f"第 {page} 页：{name}在 PDF 中为{shown or '空白'}，系统中为{kept or '空白'}。",
        f"Page {page}: {english} is {shown or 'blank'} in the PDF and {kept or 'blank'} in the system.",
        left=text or None,
        right=stored or None,
    )


def _short(text: str) -> str:
    """The text quoted, as far as a sentence can hold it."""
    return text and f"“{text if len(text) <= _QUOTED else f'{text[:_QUOTED]}……'}”"


def _stored(document: Document, address: str) -> str:
    if text := printable(document.printed.get(address, "")).strip():
        return text
    value = document.figures.get(address)
    return "" if value is None else format_number(value)


def _agrees(document: Document, address: str, text: str) -> bool:
    """Whether what is printed is the words that were stored, or is read as the stored number."""
    if kept := plain(printable(document.printed.get(address, ""))):
        return text == kept
    value: Decimal | None = document.figures.get(address)
    if value is None:
        return not text
    reading = parse_number(text)
    return reading.kind is Kind.NUMBER and reading.value == value
