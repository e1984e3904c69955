"""Old reports as their agency had them lying about: Word, HTML and PDF of other makers, with the faults they had."""

import io
import random
import zipfile
from decimal import Decimal

from govreport.documents.render.tables import cell_text
from govreport.standards.document import Document
from govreport.standards.grid import grid
from tests.builders import balanced, wrong_totals
from tests.documents.read.foreign import Cell, Part, in_docx, in_html, in_pdf

NAME = "云溪县林业和草原局"


def paper(document: Document) -> list[Part]:
    """A report as paragraphs and tables, every cell as printed."""
    own = document.format
    found: list[Part] = [document.title]
    for section in own.sections:
        if section.title and section.title != "附件":
            found.append(section.title if "、" in section.title[:3] else f"{section.number}、{section.title}")
        if section.table:
            layout = grid(own.code, section.table)
            rows = [[Cell(cell.text, cell.rowspan, cell.colspan) for cell in line] for line in layout.head]
            for line in layout.body:
                texts = [cell_text(document, cell.address) if cell.address else cell.text for cell in line]
                rows.append(
                    [
                        Cell(text, cell.rowspan, cell.colspan, cell.is_value)
                        for text, cell in zip(texts, line, strict=True)
                    ]
                )
            found.append(rows)
        found += [line for line in document.sections.get(section.code, "").split("\n") if line]
    return found


def of_2018() -> Document:
    """e2014: the applications do not add up, and people trained are counted with their unit."""
    document = balanced("e2014", year=2018, name=NAME)
    figures = {"t18.c1_received": Decimal(9), "t18.i3_trainees": Decimal(150)}
    return document.replace(
        figures=document.figures.replace(figures), printed={**document.printed, "t18.i3_trainees": "150人次"}
    )


def of_2020() -> Document:
    """e2019: two totals say 0, and an amount has a unit."""
    return wrong_totals()


def of_2023() -> Document:
    """e2021: the total of one row is one too many."""
    document = balanced("e2021", name=NAME)
    address = "t3.new_received.total"
    return document.replace(figures=document.figures.replace({address: (document.figures[address] or Decimal(0)) + 1}))


def doubtful() -> bytes:
    """A report in which the total of a row is not printed."""
    document = balanced(name=NAME)
    return in_html(paper(document.replace(figures=document.figures.replace({"t3.new_received.total": None}))))


def files() -> list[tuple[str, bytes]]:
    """The three of them, each of another kind."""
    return [
        ("2018年报.docx", in_docx(paper(of_2018()))),
        ("2020年报.html", in_html(paper(of_2020()))),
        ("2023年报.pdf", in_pdf(paper(of_2023()))),
    ]


def zipped(members: list[tuple[str, bytes]], **names: str) -> bytes:
    """The same in a ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members:
            archive.writestr(names.get(name, name), data)
    return target.getvalue()


def noise(length: int, seed: int = 0) -> bytes:
    """Bytes that are no report."""
    return random.Random(seed).randbytes(length)
