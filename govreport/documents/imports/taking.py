"""写入报告: what was read and confirmed becomes a new report, or parts of a draft."""

from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.documents.imports.items import Confirming
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.carried import locks_of
from govreport.reports.errors import Refused
from govreport.reports.held import held_document
from govreport.reports.models import ImportedFile, Report, ReportScope, Version
from govreport.reports.services import save_cells, save_fee, save_narrative, save_title, start_report
from govreport.reports.services.cells import shown
from govreport.reports.services.locking import in_hand, latest_for_edit, refuse_edit
from govreport.reports.services.start import begun_already, refuse_start
from govreport.standards.document import Document


def into_new_report(imported: ImportedFile, state: Confirming, by: User) -> Version:
    """Begin the report of the file's year with the parts that are taken over; raises ``Refused``."""
    document = state.taken
    if document.year is None:
        raise Refused(_("没有读出这份报告是哪一年度的。请在“年度”一处填写。"))
    return start_report(agency=imported.agency, year=document.year, by=by, document=document, source_name=imported.name)


def into_draft(imported: ImportedFile, state: Confirming, by: User) -> Version:
    """Replace the parts that are taken over in a draft, each as if it were typed; other parts stay.

    Raises ``Refused`` for a file of another year or format, and for all that the saving verbs refuse.
    """
    report = imported.report
    version = latest_for_edit(report, by) if report else None
    if report is None or version is None:
        raise Refused(_("这份报告已经没有可以修改的稿子。"))
    document = state.document
    _refuse_other(document, report)
    payload = {"year": report.year, "source": imported.name}
    record(actions.IMPORTED, by=by, agency=report.agency, subject=version.subject, payload=payload)
    with in_hand(version):
        for section in document.format.sections:
            if not state.takes(section.code):
                continue
            if section.table:
                save_cells(version=version, cells=_cells(version, document, section.table), by=by)
                continue
            if section.kind == "fee" and any(value is not None for value in document.fee.values()):
                texts = {code: shown(document, f"fee.{code}") for code in document.fee}
                save_fee(version=version, values=texts, by=by)
            save_narrative(version=version, section=section.code, text=document.sections.get(section.code, ""), by=by)
        if state.takes("preamble") and document.title:
            save_title(version=version, title=document.title, by=by)
    return version


def refuse(imported: ImportedFile, state: Confirming, by: User) -> None:
    """Raises ``Refused`` for what bars taking a file over even with all doubts decided; reads only, locks nothing."""
    document = state.taken
    if imported.report is not None:
        versions = imported.report.versions.without_abandoned().select_related("report__agency")
        version = versions.order_by("number").last()
        if version is None:
            raise Refused(_("这份报告已经没有可以修改的稿子。"))
        refuse_edit(version, by)
        _refuse_other(document, imported.report)
        return
    if document.year is None:
        raise Refused(_("没有读出这份报告是哪一年度的。请在“年度”一处填写。"))
    refuse_start(agency=imported.agency, year=document.year, by=by, document=document)
    if Report.objects.filter(agency=imported.agency, year=document.year, scope=ReportScope.SELF).exists():
        raise begun_already(imported.agency, document.year)


def _cells(version: Version, document: Document, table: str) -> dict[str, str]:
    """The cells of a table as read; what last year's report determines is left to it."""
    fixed = locks_of(version, held_document(version))
    cells = document.format.figure_cells.values()
    own = [cell.address for cell in cells if cell.table == table and cell.address not in fixed]
    return {address: shown(document, address) for address in own}


def _refuse_other(document: Document, report: Report) -> None:
    if document.year is not None and document.year != report.year:
        raise Refused(
            _("文件是 %(found)s年度的报告，这份是 %(year)s年度的报告。请换一个文件。")
            % {"found": document.year, "year": report.year}
        )
    if document.edition != report.edition.code:
        raise Refused(
            _("%(year)s年度应使用%(expected)s规定的表格，文件中是%(found)s的表格。请换用规定格式的文件。")
            % {
                "year": report.year,
                "expected": report.edition.instrument,
                "found": document.format.instrument,
            }
        )
