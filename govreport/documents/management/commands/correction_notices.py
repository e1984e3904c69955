"""整改通知命令: ``correction_notices FILE…`` checks report files and writes a letter for each that needs correction.

No database, no network; the same files and dates give the same archive.
"""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from govreport.documents.files import reason_of
from govreport.documents.findings import Listing, listing
from govreport.documents.findings.batch import notices_zip
from govreport.documents.findings.notice import Office, needs_notice
from govreport.documents.pipeline import all_findings
from govreport.documents.read.bounded import read_bounded
from govreport.standards.document import DocumentError

# The most characters of the name of an office and of a contact line.
_LONGEST = 120


class Command(BaseCommand):
    """整改通知: one DOCX a report and an overview, in a ZIP archive."""

    help = "Check report files and write a correction notice (DOCX) for each that needs one, with an overview (XLSX)."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare files, the office that sends the letters, and the dates."""
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument("--office", required=True, metavar="NAME", type=_words, help="the office that sends them")
        parser.add_argument("--issued", required=True, metavar="YYYY-MM-DD", type=_day, help="date of the letters")
        parser.add_argument("--due", required=True, metavar="YYYY-MM-DD", type=_day, help="day by which to answer")
        parser.add_argument("--contact", metavar="TEXT", type=_words, help="whom to ask")
        parser.add_argument("--output", required=True, metavar="ZIP", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each file; one that cannot be read is named on standard error and the others go on."""
        office = Office(options["office"], options["issued"], options["due"], options["contact"] or "")
        if office.due < office.issued:
            raise CommandError(
                _("答复期限 %(due)s 早于发文日期 %(issued)s。") % {"due": office.due, "issued": office.issued}
            )
        found = [item for file in options["files"] if (item := self._checked(file)) is not None]
        if not found:
            raise CommandError(_("没有一个文件能读作年度报告。"))
        try:
            options["output"].write_bytes(notices_zip(found, office))
        except OSError as error:
            raise CommandError(f"{options['output']}：{reason_of(error)}") from error
        count = sum(needs_notice(item) for item in found)
        words = _("校核 %(files)s 份，需要整改 %(count)s 份，已写入 %(output)s。")
        self.stdout.write(words % {"files": len(found), "count": count, "output": options["output"]})

    def _checked(self, file: Path) -> Listing | None:
        try:
            result = read_bounded(file.read_bytes())
        except DocumentError as error:
            self.stderr.write(f"{file}：{error}")
        except OSError as error:
            self.stderr.write(f"{file}：{reason_of(error)}")
        else:
            return listing(result.document, all_findings(result))
        return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("日期“%(text)s”应写作 2026-01-31。") % {"text": text}) from error


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST:
        raise ArgumentTypeError(_("“%(text)s”应为 1 至 %(most)s 个字。") % {"text": words[:20], "most": _LONGEST})
    return words
