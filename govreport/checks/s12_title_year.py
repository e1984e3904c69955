"""S-12 标题年份: the year in the title is the report year."""

import re
from collections.abc import Iterator

from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import fold

_YEAR = re.compile(r"(20\d\d) ?年")


def year_in_title(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when the title names a year, but not the report year."""
    years = _YEAR.findall(fold(document.title))
    if document.year is None or not years or str(document.year) in years:
        return
    yield Finding(
        rule="S-12",
        severity=Severity.ERROR,
        addresses=("title",),
        message=f"标题写的是{years[0]}年，报告年度是{document.year}年。请核对标题。",
        message_en=f"The title says {years[0]}, but the report year is {document.year}. Check the title.",
        left=years[0],
        right=str(document.year),
        basis="标题应为“机关全称＋年度＋政府信息公开工作年度报告”",
    )
