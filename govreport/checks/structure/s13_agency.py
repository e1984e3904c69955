"""S-13 机关名称: title and preamble use the agency's registered full name."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.text import dense, excerpt
from govreport.checks.structure.titles import quoted_names, title_of
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-13",
        severity=Severity.WARNING,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="标题和前言中的机关名称是登记的全称，写明所属地区。",
        sentence_en="Title and preamble give the agency's registered full name, with its region.",
        basis="标题应为“机关全称＋年度＋政府信息公开工作年度报告”",
        basis_en="The title is the full name of the agency, the year, and 政府信息公开工作年度报告",
    ),
)

# 自治区…, 市…, 县…: the kind of a region without its name. 市中区, 市场监督…, 区块链… begin with the same characters.
_SHORT: Final = re.compile(
    r"(?:自治区|自治州|自治县|自治旗|省|市(?![中北南]区|场|政)|县|州|盟|旗|区(?!块链)|本|我[省市县区厅局])(?=[\u4e00-\u9fff]{2})"
)


def agency_name(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each other name in title or preamble, and for a name without its region."""
    registered = dense(document.agency.name)
    title = title_of(document.title)
    places = [("title", title.agency)] if title.agency else []
    places += [("preamble", name) for name in quoted_names(document.sections.get("preamble", ""))]
    told = set[str]()
    for place, name in places:
        if registered and name != registered and name not in told:
            told.add(name)
            yield _other(place, name, registered)
    if (name := registered or title.agency) and name not in told and _SHORT.match(name):
        yield RULES[0].finding(
            ("title",),
            f"机关名称“{excerpt(name)}”没有写明所属地区的名称，不是全称。请使用登记的全称。",
            f"The agency name “{excerpt(name)}” does not name its region and is not the full name. Use the registered "
            "full name.",
        )


def _other(place: str, name: str, registered: str) -> Finding:
    where, where_en = ("标题", "title") if place == "title" else ("前言", "preamble")
    return RULES[0].finding(
        (place,),
        f"{where}中的机关名称“{excerpt(name)}”与登记的全称“{excerpt(registered)}”不一致。请使用全称。",
        f"The {where_en} names the agency “{excerpt(name)}”, not by its full name “{excerpt(registered)}”. Use the "
        "full name.",
        left=excerpt(name),
        right=excerpt(registered),
    )
