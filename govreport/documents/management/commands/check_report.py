"""校核命令: ``check_report FILE…`` reads report files and says what is in them and what is wrong.

No database, no network; the same input gives the same output (interfaces: docs/formats.md).
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from govreport.documents.files import reason_of
from govreport.documents.pipeline import check_file, has_errors
from govreport.documents.plain import plain_text
from govreport.documents.read import ReadResult
from govreport.documents.read.scan_bounded import read_with_scans
from govreport.standards.document import Document, DocumentError

Reports = list[dict[str, Any]]
WRONG = 1
UNREADABLE = 2


class Command(BaseCommand):
    """校核: exit status 0 without errors, 1 with a finding of severity error, 2 when a file is no readable report."""

    help = "Read report files and print their figures, doubts, findings and possible repairs."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare files, output format and what is known of the reports."""
        known = parser.add_argument_group("what is known of the reports")
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument("--format", choices=list(WRITERS), default="text", dest="output_format")
        known.add_argument("--year", type=_year, metavar="N", help="report year, if the file does not say it or errs")
        known.add_argument("--agency", metavar="NAME", help="full name of the agency")
        known.add_argument("--previous", metavar="FILE", type=Path, help="the report of the year before")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each file in order; one that cannot be read is named on standard error and the others go on."""
        files: list[Path] = options["files"]
        reports: Reports = []
        unread = False
        previous: Document | None = None
        if options["previous"]:
            read_before = self._read(options["previous"])
            unread = read_before is None
            previous = read_before.document if read_before else None
        for file in files:
            result = self._read(file, year=options["year"], agency=options["agency"])
            if result is None:
                unread = True
            else:
                earlier = self._year_before(previous, options["previous"], file, result.document)
                reports.append(check_file(str(file), result, earlier))
        if reports:
            writer = WRITERS[options["output_format"]]
            self.stdout.write(writer(reports, len(files) > 1), ending="")
        sys.exit(UNREADABLE if unread else WRONG if has_errors(reports) else 0)

    def _year_before(self, previous: Document | None, source: Path, file: Path, report: Document) -> Document | None:
        """The earlier report if it is of the year before; otherwise a sentence, and nothing is compared with it."""
        if previous is None or not previous.year or not report.year or previous.year + 1 == report.year:
            return previous
        message = _("%(source)s：这是 %(found)s年度的报告，不是 %(file)s 的上一年度（%(wanted)s年度），没有与它比对。")
        year = {"found": previous.year, "wanted": report.year - 1}
        self.stderr.write(message % {"source": source, "file": file, **year})
        return None

    def _read(self, file: Path, **known: Any) -> ReadResult | None:
        try:
            return read_with_scans(file.read_bytes(), **known)
        except DocumentError as error:
            self.stderr.write(f"{file}：{error}")
        except OSError as error:
            self.stderr.write(f"{file}：{reason_of(error)}")
        return None


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1990 < int(text) < 2100):
        raise ArgumentTypeError(_("年度“%(text)s”应为四位年份，如 2024。") % {"text": text})
    return int(text)


def _as_text(reports: Reports, several: bool) -> str:
    return "\n".join(plain_text(report) for report in reports)


def _as_json(reports: Reports, several: bool) -> str:
    """One object for one file; an array as soon as several were asked for, even if only one could be read."""
    return json.dumps(reports if several else reports[0], ensure_ascii=False, indent=2) + "\n"


WRITERS: Final[dict[str, Callable[[Reports, bool], str]]] = {"text": _as_text, "json": _as_json}
