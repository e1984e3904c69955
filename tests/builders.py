"""现成的报告: whole reports for tests, as values; every figure is ours."""

from collections.abc import Mapping
from decimal import Decimal

from govreport.standards import edition
from govreport.standards.derive import computed
from govreport.standards.document import AgencyName, Document
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures

YEARS = {"e2014": 2018, "e2019": 2020, "e2021": 2023}
TEXT = "本机关按照规定公开政府信息，全年工作有序开展，各项制度得到落实。"
# Two applications: one disclosed, one for information not held.
INPUTS = {
    "e2014": {
        "t18.a1_disclosed_total": 40,
        "t18.a2_website": 40,
        "t18.c1_online": 2,
        "t18.c2_on_time": 2,
        "t18.c3_granted": 2,
        "t18.h3_part_time": 1,
    },
    "e2019": {
        "t3.new_received.natural_person": 2,
        "t3.disclosed_full.natural_person": 1,
        "t3.unable_not_held.natural_person": 1,
    },
    "e2021": {
        "t2.normative_docs.in_force": 3,
        "t3.new_received.natural_person": 2,
        "t3.disclosed_full.natural_person": 1,
        "t3.unable_not_held.natural_person": 1,
    },
}


def balanced(code: str = "e2021", *, year: int | None = None, name: str = "云溪县林业和草原局") -> Document:
    """A complete report without any error: zero where nothing else is said, all sections filled in."""
    own = edition(code)
    report_year = year or YEARS[code]
    return Document(
        edition=code,
        year=report_year,
        agency=AgencyName(name=name),
        title=own.title_for(name, report_year),
        sections={section.code: TEXT for section in own.sections if section.kind != "table"},
        fee={item.code: Decimal(0) for item in own.fee},
        figures=with_totals(own, INPUTS[code]),
        printed={"t18.c4_topics": "林权登记资料。"} if code == "e2014" else {},
    )


def with_totals(own: Edition, inputs: Mapping[str, int]) -> Figures:
    """All cells: the inputs, zero elsewhere, totals computed."""
    zeros = {address: Decimal(0) if cell.numeric else None for address, cell in own.figure_cells.items()}
    figures = Figures(zeros).replace({address: Decimal(value) for address, value in inputs.items()})
    return figures.replace(computed(own.code, figures))


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
    inputs = {address: n for address, n in INPUTS[code].items() if not address.startswith(("t3.", "t18.c"))}
    printed = {address: "无" for address in document.printed}
    return document.replace(figures=with_totals(document.format, inputs), printed=printed)
