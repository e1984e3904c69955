"""开始编制: a report for a year, blank or from a document that was read from a file; all or nothing."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.carried import carried
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import write_document
from govreport.reports.models import Origin, Report, ReportScope, Version
from govreport.reports.selectors import previous_document
from govreport.standards import edition as edition_of
from govreport.standards import in_force
from govreport.standards.derive import settle
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from govreport.standards.numbers import format_number


def start_report(
    *,
    agency: Agency,
    year: int,
    scope: str = ReportScope.SELF,
    by: User,
    document: Document | None = None,
    source_name: str = "",
    sections: Mapping[str, str] | None = None,
) -> Version:
    """Begin a report with its first version.

    Without a document it is blank but for 上年结转, which last year's report determines where there is one, and for
    the ``sections`` it is to begin with (headings).

    Raises ``Refused`` when the person does not draft for the agency, the year has no format or has not begun, the
    document is of another year or uses the tables of another edition (S-09), or the report exists.
    """
    refuse_start(agency=agency, year=year, by=by, document=document)
    if scope not in ReportScope.values:
        raise Refused(_("没有“%(scope)s”这种报告范围。") % {"scope": scope})
    try:
        with transaction.atomic():
            report = Report.objects.create(agency=agency, year=year, scope=scope)
            if document is not None:
                return _from_file(report, by, document, source_name)
            return _authored(report, by, sections or {})
    except IntegrityError as error:
        # Looked up afterwards, so that two people starting at once get the same answer as one starting twice.
        if Report.objects.filter(agency=agency, year=year, scope=scope).exists():
            raise begun_already(agency, year) from error
        raise


def refuse_start(*, agency: Agency, year: int, by: User, document: Document | None = None) -> None:
    """Raises ``Refused`` for what bars the person, the year or the document; whether the report exists is not asked."""
    if not may_edit(by, agency):
        raise NotAllowed(_("您不是“%(agency)s”的起草人，不能开始编制它的报告。") % {"agency": agency})
    edition = _edition(year)
    if document is not None:
        _refuse_other_year(document, year, edition)


def begun_already(agency: Agency, year: int) -> Refused:
    """What is said where the agency has its report for the year."""
    return Refused(_("“%(agency)s”%(year)s年度的报告已经有了，请打开它继续编制。") % {"agency": agency, "year": year})


def _from_file(report: Report, by: User, document: Document, source_name: str) -> Version:
    version = _version(report, by, document, Origin.IMPORTED, source_name)
    write_document(version, document)
    payload = {"year": report.year, "source": source_name}
    record(actions.IMPORTED, by=by, agency=report.agency, subject=version.subject, payload=payload)
    return version


def _authored(report: Report, by: User, sections: Mapping[str, str]) -> Version:
    edition = report.edition
    known = {item.code for item in edition.sections if item.kind != "table"}
    texts = {code: text for code, text in sections.items() if code in known}
    content = Document(edition=edition.code, year=report.year, figures=Figures.blank(edition), sections=texts)
    version = _version(report, by, content, Origin.AUTHORED, "")
    values = carried(content, previous_document(version))
    write_document(version, content.replace(figures=settle(edition.code, content.figures, values)))
    payload: dict[str, object] = {"year": report.year}
    if values:
        payload["carried"] = {address: format_number(value) for address, value in values.items()}
    record(actions.STARTED, by=by, agency=report.agency, subject=version.subject, payload=payload)
    return version


def _version(report: Report, by: User, content: Document, origin: Origin, source_name: str) -> Version:
    agency = report.agency
    return Version.objects.create(
        report=report,
        origin=origin,
        title=content.title or report.edition.title_for(agency.name, report.year),
        agency_name=content.agency.name or agency.name,
        source_name=source_name[-255:],
        created_by=by,
    )


def _edition(year: int) -> Edition:
    found = in_force(year)
    if found is None:
        raise Refused(_("%(year)s年度还没有全国统一的报告格式，不能在这里编制。") % {"year": year})
    if year > (now := timezone.localdate().year):
        raise Refused(_("%(year)s年度还没有开始（今年是%(now)s年），不能编制它的报告。") % {"year": year, "now": now})
    return found


def _refuse_other_year(document: Document, year: int, edition: Edition) -> None:
    if document.year is not None and document.year != year:
        raise Refused(
            _("文件是 %(found)s年度的报告，您选的是 %(year)s年度。请改选年度，或换一个文件。")
            % {"found": document.year, "year": year}
        )
    if document.edition != edition.code:
        raise Refused(
            _("%(year)s年度应使用%(expected)s规定的表格，文件中是%(found)s的表格。请换用规定格式的文件。")
            % {"year": year, "expected": edition.instrument, "found": edition_of(document.edition).instrument}
        )
