"""重建检索: writes the search texts of all publications anew (`manage.py index_search`)."""

from typing import Any

from django.core.management.base import BaseCommand

from govreport.publishing.index import rebuild


class Command(BaseCommand):
    """After agencies were renamed, or when the way of searching has changed."""

    help = "Write the search texts of all publications anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many publications can be searched."""
        self.stdout.write(f"{rebuild()} publications indexed")
