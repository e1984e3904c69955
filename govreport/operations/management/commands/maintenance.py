"""系统维护 (`manage.py maintenance on|off`): every page but the health addresses answers 503 with a sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from govreport.operations import maintenance


class Command(BaseCommand):
    """Works at once, for every process that shares the folder."""

    help = "Show the maintenance page, or end it."

    def add_arguments(self, parser: CommandParser) -> None:
        """On or off, and until when."""
        parser.add_argument("turn", choices=("on", "off"))
        parser.add_argument("--until", default="", metavar="WORDS", help="shown to people, for instance 22:30")

    def handle(self, *args: Any, **options: Any) -> None:
        """Turn it; raise ``CommandError`` where the file cannot be written."""
        try:
            if options["turn"] == "on":
                maintenance.begin(options["until"])
            else:
                maintenance.end()
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"maintenance {options['turn']}")
