"""S-09 格式版本: a report uses the tables prescribed for its year."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards import in_force
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-09",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="报告使用报告年度适用的表格。",
        sentence_en="The report uses the tables prescribed for its year.",
        basis="《政府信息公开条例》第五十条：全国政府信息公开工作主管部门公布统一的年度报告格式",
        basis_en="Article 50 of the Regulation: the competent office publishes the uniform format of the annual report",
        official=True,
    ),
)


def edition_of_year(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when the year prescribes other tables than those found."""
    if document.year is None:
        return
    found, expected = document.format, in_force(document.year)
    if expected is not None and expected.code == found.code:
        return
    if expected is None:
        message = f"{document.year}年度没有全国统一的表格，检测到{found.instrument}的表格。请核对报告年度。"
        english = (
            f"No uniform tables were prescribed for {document.year}, but those of {found.instrument} were found. "
            "Check the report year."
        )
    else:
        message = (
            f"{document.year}年度应使用{expected.instrument}规定的表格，检测到{found.instrument}的表格。"
            "请改用规定的表格，或核对报告年度。"
        )
        english = (
            f"Reports for {document.year} must use the tables of {expected.instrument}; those of {found.instrument} "
            "were found. Use the prescribed tables, or check the report year."
        )
    yield RULES[0].finding(
        addresses=(found.tables[0].section,),
        message=message,
        message_en=english,
    )
