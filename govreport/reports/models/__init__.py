"""年度报告的存储: one model per official table, one row per official row, one typed column per official column."""

from govreport.reports.models.applications import ApplicationRow
from govreport.reports.models.disclosure import DisclosureRow
from govreport.reports.models.disputes import DisputeRow
from govreport.reports.models.explanation import Explanation, Ruling
from govreport.reports.models.fees import FeeStatement
from govreport.reports.models.imported import ImportDecision, ImportedFile, ImportState
from govreport.reports.models.indicators import IndicatorRow
from govreport.reports.models.link import FigureLink
from govreport.reports.models.narrative import Narrative
from govreport.reports.models.printed import PrintedCell
from govreport.reports.models.report import Report, ReportScope
from govreport.reports.models.taken import TakenParagraph
from govreport.reports.models.version import Origin, State, Version

__all__ = [
    "ApplicationRow",
    "DisclosureRow",
    "DisputeRow",
    "Explanation",
    "FeeStatement",
    "FigureLink",
    "ImportDecision",
    "ImportState",
    "ImportedFile",
    "IndicatorRow",
    "Narrative",
    "Origin",
    "PrintedCell",
    "Report",
    "ReportScope",
    "Ruling",
    "State",
    "TakenParagraph",
    "Version",
]
