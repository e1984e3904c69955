"""导出操作记录 (`manage.py export_journal FILE`): lines of JSON, and the digest of the file beside it."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from govreport.journal import actions
from govreport.journal.export import between, export
from govreport.journal.services import record
from govreport.journal.verify import of_agencies


class Command(BaseCommand):
    """The export is itself an event."""

    help = "Write the journal to a file that can be checked without this system."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and which part."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="since", type=date.fromisoformat, help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="until", type=date.fromisoformat, help="last day, YYYY-MM-DD")
        parser.add_argument("--agency", action="append", metavar="CODE", help="only this agency; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write file and digest; raise ``CommandError`` where they cannot be written."""
        target: Path = options["file"]
        events = between(of_agencies(options["agency"]), options["since"], options["until"])
        try:
            count = export(events, target)
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}") from error
        payload = {"file": target.name, "count": count}
        record(actions.JOURNAL_EXPORTED, by=None, agency=None, subject="journal", payload=payload)
        self.stdout.write(f"{count} events written to {target}, digest in {target.name}.sm3")
