"""校核结果的位置: the section in which a person can do something about a finding."""

from govreport.standards.edition import Edition
from govreport.standards.finding import Finding


def place_of(finding: Finding, edition: Edition) -> str:
    """The code of the section to open; the title belongs to the first one."""
    return section_of(finding.target, edition)


def section_of(address: str, edition: Edition) -> str:
    """The section of a cell address, a table code or a section code."""
    head = address.split(".")[0]
    for table in edition.tables:
        if table.code == head:
            return table.section
    for section in edition.sections:
        if section.code == head or (head == "fee" and section.kind == "fee"):
            return section.code
    return edition.sections[0].code


def place_name(address: str, edition: Edition) -> str:
    """A cell, or the part of the report an address is in, in the words of the form."""
    cell = edition.cells.get(address)
    return cell.place if cell else edition.section(section_of(address, edition)).name
