"""报告校核: a read report → figures, doubts, findings and repairs, as the JSON object of ``docs/formats.md``."""

from collections.abc import Sequence
from typing import Any

from govreport.checks import findings as checked
from govreport.checks.proposals import proposals
from govreport.documents.read import ReadResult
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

# Rules that repeat, cell by cell, what is already said of a whole table or row that is missing.
_BLANKS = ("C-01", "T4-02")
# What a scan cannot tell, because what was not made out is left blank and signs are easily mistaken: blanks, misprints
# of labels, full stops and half-width signs. Every cell and text of it is in doubt anyway.
_NOT_OF_SCANS = (*_BLANKS, "S-20", "N-19", "N-20")


def all_findings(result: ReadResult, previous: Document | None = None) -> list[Finding]:
    """Findings of the source and of the checks: worst first, each once; one cause is told once."""
    missing = {
        address for finding in result.findings if finding.rule in ("S-18", "S-21") for address in finding.addresses
    }
    own = [
        finding
        for finding in checked(result.document, previous)
        if not (finding.rule in _BLANKS and all(_stands_in(address, missing) for address in finding.addresses))
    ]
    every = [item for item in (*result.findings, *own) if not (result.recognised and item.rule in _NOT_OF_SCANS)]
    places = _order(result.document.format)
    found = {(finding.rule, finding.addresses, finding.message): finding for finding in every}
    return sorted(found.values(), key=lambda finding: (*finding.order, places.get(finding.target, -1)))


def _stands_in(address: str, places: set[str]) -> bool:
    table, _, rest = address.partition(".")
    return table in places or f"{table}.{rest.split('.')[0]}" in places


def _order(edition: Edition) -> dict[str, int]:
    order: dict[str, int] = {}
    for address, cell in edition.cells.items():
        for place in (cell.table, f"{cell.table}.{cell.row}", address):
            order.setdefault(place, len(order))
    return order


def check_file(name: str, result: ReadResult, previous: Document | None = None) -> dict[str, Any]:
    """What ``check_report`` says of one file (``docs/formats.md``), as plain data in a fixed order of keys."""
    document, data = result.document, result.document.to_json()
    return {
        "file": name,
        "edition": document.edition,
        "year": document.year,
        "agency": document.agency.name,
        "title": document.title,
        "figures": data["figures"],
        "inferred": list(result.inferred),
        "printed": data["printed"],
        "sections": data["sections"],
        "doubts": [{"place": doubt.place, "message": doubt.message} for doubt in result.doubts],
        "findings": [_finding(finding) for finding in all_findings(result, previous)],
        "repairs": [
            {
                "changes": {address: format_number(value) for address, value in repair.changes.items()},
                "clears": list(repair.clears),
            }
            for repair in proposals(document, previous)
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "addresses": list(finding.addresses),
        "message": finding.message,
        "left": finding.left,
        "right": finding.right,
    }


def has_errors(reports: Sequence[dict[str, Any]]) -> bool:
    """Whether any finding of any file blocks submission (须更正)."""
    return any(finding["severity"] == Severity.ERROR for report in reports for finding in report["findings"])
