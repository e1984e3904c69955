"""批量校核的结果: all notices of a batch in one archive, with a table of all reports for the office that sends them."""

import io
import re
from collections.abc import Callable, Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from django.utils.translation import gettext as _

from govreport.documents.findings import Listing
from govreport.documents.findings.notice import Office, needs_notice, notice_docx, worst_first
from govreport.documents.findings.notice_pdf import notice_pdf
from govreport.documents.findings.xlsx import NEVER
from govreport.documents.office.package import NO_DATE, settled
from govreport.standards.finding import Severity

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_WIDTHS = (6, 38, 10, 10, 10, 10, 12)


def notices_zip(listings: Sequence[Listing], office: Office, suffix: str = "docx") -> bytes:
    """One 整改通知 for each report that needs one, and 校核汇总.xlsx of all; the same batch gives the same bytes.

    ``suffix`` is the kind of file, ``docx`` or ``pdf``.
    """
    target = io.BytesIO()
    put_together(target, listings, lambda item: letter(item, office, suffix), suffix)
    return target.getvalue()


def letter(item: Listing, office: Office, suffix: str = "docx") -> bytes:
    """One 整改通知; ``suffix`` is the kind of file."""
    return {"docx": notice_docx, "pdf": notice_pdf}[suffix](item, office)


def put_together(
    target: IO[bytes], listings: Sequence[Listing], letter_on: Callable[[Listing], bytes], suffix: str
) -> None:
    """Write the archive of the letters that ``letter_on`` gives, one after the other, and of the overview."""
    ordered = worst_first(listings)
    taken: set[str] = set()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _put(archive, f"{_('校核汇总')}.xlsx", overview_xlsx(ordered))
        for item in ordered:
            if needs_notice(item):
                _put(archive, notice_name(item, taken, suffix), letter_on(item))


def notice_name(item: Listing, taken: set[str], suffix: str = "docx") -> str:
    """整改通知-某某局2023.docx, each name once."""
    base = _NOT_IN_NAMES.sub("", f"{item.agency}{item.document.year or ''}")[:60] or _("未知机关")
    name, number = f"{_('整改通知')}-{base}.{suffix}", 1
    while name in taken:
        number += 1
        name = f"{_('整改通知')}-{base}-{number}.{suffix}"
    taken.add(name)
    return name


def overview_xlsx(listings: Sequence[Listing]) -> bytes:
    """All reports of a batch, a row each, in the order given."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": NEVER})
    sheet = book.add_worksheet(_("校核汇总"))
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1})
    cell = book.add_format({"border": 1})
    words = (_("序号"), _("机关"), _("年度"), _("须更正"), _("须说明"), _("提示"), _("整改通知"))
    for column, (word, width) in enumerate(zip(words, _WIDTHS, strict=True)):
        sheet.write_string(0, column, word, head)
        sheet.set_column(column, column, width)
    for row, item in enumerate(listings, 1):
        counts = [item.count(severity) for severity in Severity]
        sheet.write_number(row, 0, row, cell)
        sheet.write_string(row, 1, item.agency, cell)
        sheet.write_string(row, 2, str(item.document.year or ""), cell)
        for column, count in enumerate(counts, 3):
            sheet.write_number(row, column, count, cell)
        sheet.write_string(row, 6, _("有") if needs_notice(item) else _("无"), cell)
    sheet.freeze_panes(1, 2)
    book.close()
    return settled(target.getvalue())


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    member = ZipInfo(name, NO_DATE)
    member.compress_type = ZIP_DEFLATED
    archive.writestr(member, data)
