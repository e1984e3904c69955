"""核验操作记录 (`manage.py verify_journal`): walks every chain and names the first event that does not fit."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from govreport.agencies.models import Agency
from govreport.journal.chain import main
from govreport.journal.verify import sentences, verify


class Command(BaseCommand):
    """Ends with status 1 when something does not fit."""

    help = "Check that no event of the journal was changed, removed, inserted or moved."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which part to check."""
        parser.add_argument("--agency", action="append", metavar="CODE", help="only this agency; may be repeated")
        parser.add_argument("--file", type=Path, help="an export (JSON lines) instead of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was read; raise ``CommandError`` (status 1) for a journal that is not sound."""
        if options["file"] is not None:
            if status := main([str(options["file"])]):
                raise CommandError("the export is not sound", returncode=status)
            return
        if options["agency"]:
            self._refuse_unknown(options["agency"])
        result = verify(options["agency"])
        self.stdout.write(f"{result.events} events in {result.chains} chains read")
        for sentence in sentences(result, dict(Agency.objects.values_list("code", "name"))):
            self.stderr.write(sentence)
        if result.breaks:
            raise CommandError("the journal is not sound")
        self.stdout.write("sound")

    def _refuse_unknown(self, codes: list[str]) -> None:
        known = set(Agency.objects.filter(code__in=codes).values_list("code", flat=True))
        if unknown := sorted(set(codes) - known):
            raise CommandError(f"no agency has the code {', '.join(unknown)}", returncode=2)
