"""备份 (`manage.py backup [FOLDER]`): database and files into a new folder; the system may be in use meanwhile."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from govreport.notifications.keepers import tell_keepers
from govreport.operations.backup import backup, forget_old
from govreport.operations.manifest import BackupError, Manifest


class Command(BaseCommand):
    """Prints the folder; ends with status 1 and one sentence where it cannot be made."""

    help = "Back up the database and the stored files into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("folder", type=Path, nargs="?", default=Path(settings.VAR_DIR) / "backups")
        parser.add_argument("--keep", type=int, metavar="N", help="afterwards remove all but the newest N")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it; say where it is and what it holds."""
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep: at least 1", returncode=2)
        try:
            made = backup(options["folder"])
            manifest = Manifest.read(made)
            old = forget_old(options["folder"], options["keep"]) if options["keep"] else []
        except BackupError as error:
            tell_keepers("backup.failed", str(error))
            raise CommandError(str(error)) from error
        size = sum(kept.size for kept in manifest.files.values())
        tell_keepers("backup.done", made.name)
        self.stdout.write(f"{made}")
        self.stdout.write(f"{sum(manifest.rows.values())} rows, {len(manifest.files)} files, {size} bytes")
        for path in old:
            self.stdout.write(f"removed {path.name}")
