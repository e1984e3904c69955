"""Small reports for tests of the readers, written as a converter would."""

from govreport.checks.examples import clean
from govreport.standards import edition
from govreport.standards.document import AgencyName, Document
from govreport.standards.figures import Figures
from govreport.standards.numbers import parse_number
from tests.documents.read.flatten import AGENCY, CONTENT, PREAMBLE, Manner, report_text


def text_of(code: str = "e2021", **changes: str) -> str:
    """A report in which every figure is 0, except those given as ``t3__new_received__total="3"``."""
    own = edition(code)
    figures = {address: parse_number("0").value for address, cell in own.figure_cells.items() if cell.numeric}
    figures |= {name.replace("__", "."): parse_number(text).value for name, text in changes.items()}
    return report_text(own, figures, Manner(seed=0))


def complete_text(code: str = "e2021", **changes: str) -> str:
    """The same with the words and the licences of the clean report, so that no other rule speaks."""
    own = edition(code)
    words = clean(code, year=own.from_year)
    text = text_of(code, **({"t2__licensing__decisions": "12"} | changes))
    text = replaced(text, AGENCY, words.agency.name)
    text = replaced(text, PREAMBLE, words.sections["preamble"])
    for section in own.sections:
        if section.required and not section.table:
            text = replaced(text, CONTENT, words.sections[section.code])
    return text


def replaced(text: str, old: str, new: str) -> str:
    """The text with one row changed; the row must be there."""
    assert old in text
    return text.replace(old, new, 1)


def document(code: str = "e2021", year: int = 2023) -> Document:
    """A document in which every figure is 0 and every text section has a sentence."""
    own = edition(code)
    zeros = {address: parse_number("0").value for address, cell in own.figure_cells.items() if cell.numeric}
    texts = {section.code: "本年度依法公开。" for section in own.sections if section.kind != "table"}
    return Document(
        edition=code,
        year=year,
        agency=AgencyName(name="某市某局"),
        title=f"某市某局{year}年政府信息公开工作年度报告",
        sections=texts,
        fee={item.code: None for item in own.fee},
        figures=Figures.blank(own).replace(zeros),
    )
