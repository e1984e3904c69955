"""开始编制: a report for a year, blank or from a document that was read from a file; all or nothing."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import write_document
from govreport.reports.models import Origin, Report, ReportScope, Version
from govreport.standards import edition as edition_of
from govreport.standards import in_force
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures


def start_report(
    *,
    agency: Agency,
    year: int,
    scope: str = ReportScope.SELF,
    by: User,
    document: Document | None = None,
    source_name: str = "",
) -> Version:
    """Begin a report with its first version.

    Raises ``Refused`` when the person does not draft for the agency, the year has no format or has not begun, the
    document is of another year or uses the tables of another edition (S-09), or the report exists.
    """
    if not may_edit(by, agency):
        raise NotAllowed(_("您不是“%(agency)s”的起草人，不能开始编制它的报告。") % {"agency": agency})
    edition = _edition(year)
    if scope not in ReportScope.values:
        raise Refused(_("没有“%(scope)s”这种报告范围。") % {"scope": scope})
    if document is not None:
        _refuse_other_year(document, year, edition)
    try:
        with transaction.atomic():
            return _create(agency, year, scope, by, document, source_name, edition)
    except IntegrityError as error:
        # Looked up afterwards, so that two people starting at once get the same answer as one starting twice.
        if Report.objects.filter(agency=agency, year=year, scope=scope).exists():
            raise Refused(
                _("“%(agency)s”%(year)s年度的报告已经有了，请打开它继续编制。") % {"agency": agency, "year": year}
            ) from error
        raise


def _create(
    agency: Agency, year: int, scope: str, by: User, document: Document | None, source_name: str, edition: Edition
) -> Version:
    report = Report.objects.create(agency=agency, year=year, scope=scope)
    content = document or Document(edition=edition.code, year=year, figures=Figures.blank(edition))
    version = Version.objects.create(
        report=report,
        origin=Origin.IMPORTED if document else Origin.AUTHORED,
        title=content.title or edition.title_for(agency.name, year),
        agency_name=content.agency.name or agency.name,
        source_name=source_name[-255:],
        created_by=by,
    )
    write_document(version, content)
    action = actions.IMPORTED if document else actions.STARTED
    payload = {"year": year, "source": source_name} if document else {"year": year}
    record(action, by=by, agency=agency, subject=version.subject, payload=payload)
    return version


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
