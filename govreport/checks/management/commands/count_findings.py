"""重新校核: counts the findings of reports whose counts are missing or out of date (`manage.py count_findings`)."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from govreport.checks.models import Tally
from govreport.checks.tally import PORTION, outdated, store, tallied_again


class Command(BaseCommand):
    """After an upgrade, where nobody wants to wait for the night; may be stopped and repeated."""

    help = "Count the findings of reports for the list of the supervising office."

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything, or what is out of date."""
        parser.add_argument("--all", action="store_true", help="count all anew, also what seems up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were counted."""
        if options["all"]:
            # Lists go by the former numbers meanwhile, and say so.
            Tally.objects.update(rules="")
        left, done = iter(list(outdated())), 0
        while some := list(islice(left, PORTION)):
            done += store(tallied_again(some))
        self.stdout.write(f"{done} reports counted")
