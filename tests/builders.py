"""现成的报告: whole reports for tests, as values; every figure is ours."""

from decimal import Decimal

from govreport.checks.examples import clean, with_totals
from govreport.standards.document import Document

__all__ = ["TEXT", "YEARS", "balanced", "with_totals", "without_applications", "wrong_totals"]

YEARS = {"e2014": 2018, "e2019": 2020, "e2021": 2023}
# Long enough to be content of a section.
TEXT = "本机关按照规定公开政府信息，全年工作有序开展，各项制度得到落实。"
# What the clean report counts besides applications: the rest of its figures speaks of two applications.
KEPT = ("t2.", "t18.a", "t18.h")


def balanced(code: str = "e2021", *, year: int | None = None, name: str | None = None) -> Document:
    """A complete report without any finding: the clean report of the rule book, its fees told by the items alone."""
    document = clean(code, year=year, name=name)
    words = {section: text or TEXT for section, text in document.sections.items()}
    return document.replace(sections={**words, "sec6": TEXT} if document.format.fee else words)


def wrong_totals() -> Document:
    """The faults of one published report of 2020: the results add up to 2, （七）总计 says 0, an amount has a unit."""
    document = balanced("e2019")
    figures = document.figures.replace(
        {
            "t3.total_processed.natural_person": Decimal(0),
            "t3.total_processed.total": Decimal(0),
            "t2.procurement.projects": Decimal(4),
            "t2.procurement.amount": Decimal(4299),
        }
    )
    return document.replace(figures=figures, printed={"t2.procurement.amount": "4299 万元"})


def without_applications(code: str = "e2021", *, year: int | None = None) -> Document:
    """A complete report without any error that says: nobody applied."""
    document = balanced(code, year=year)
    inputs = {
        address: value
        for address, value in document.figures.items()
        if value and address.startswith(KEPT) and not document.format.cells[address].derived
    }
    printed = dict.fromkeys(document.printed, "无")
    return document.replace(figures=with_totals(document.format, inputs), printed=printed)


def of_last_year(year: int = 2022) -> Document:
    """A complete report of the year before ``balanced()``, in words of its own."""
    document = balanced(year=year)
    words = {code: f"{year}年的情况另作说明。" * 3 for code in ("sec1", "sec5") if code in document.sections}
    return document.replace(sections={**document.sections, **words})
