"""恢复 (`manage.py restore FOLDER`): puts a backup in the place of the database and the files, and verifies it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from govreport.operations.backup import journal_faults, restore
from govreport.operations.manifest import BackupError, Manifest


class Command(BaseCommand):
    """Ends with status 1 and one sentence where the backup or what was restored is not sound."""

    help = "Restore a backup made by `backup`. Stop web server, workers and scheduler before."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which backup, and whether it may take the place of what is there."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--replace", action="store_true", help="replace a database that is not empty")
        parser.add_argument("--check", action="store_true", help="only verify the backup; touch nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, restore, migrate, verify the journal; say what was found."""
        folder: Path = options["folder"]
        try:
            if options["check"]:
                manifest = Manifest.read(folder)
                manifest.verify(folder)
                self.stdout.write(f"whole: {len(manifest.files)} files of {manifest.made_at}")
                return
            manifest = restore(folder, replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sum(manifest.rows.values())} rows and {len(manifest.files)} files of {manifest.made_at}")
        events, faults = journal_faults()
        for sentence in faults:
            self.stderr.write(sentence)
        if faults:
            raise CommandError("restored, but the journal is not sound")
        self.stdout.write(f"journal sound: {events} events")
