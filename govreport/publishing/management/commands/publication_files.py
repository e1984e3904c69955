"""公布文件: makes and stores what publications lack of their files, with their list (`manage.py publication_files`)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from govreport.documents.signing import SigningError
from govreport.jobs.services import enqueue
from govreport.publishing.keeping import complete, lacks_files
from govreport.publishing.models import Publication
from govreport.standards.document import DocumentError


class Command(BaseCommand):
    """For reports that were published before their files were kept, and after files were lost; may be repeated."""

    help = "Make and store the missing files of publications, with their list."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which years; now, or by the workers."""
        parser.add_argument("--year", type=int, action="append", help="only reports of this year; may be repeated")
        parser.add_argument("--later", action="store_true", help="leave the work to the workers")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say of each publication what was done; raises ``CommandError`` where some could not be done."""
        found = Publication.objects.with_report().order_by("version__report__year", "pk")
        if options["year"]:
            found = found.filter(version__report__year__in=options["year"])
        failed = done = same = 0
        for publication in found.iterator(chunk_size=100):
            if options["later"]:
                done += self._ask(publication)
                continue
            try:
                made = complete(publication)
            except (SigningError, DocumentError, OSError) as error:
                failed += 1
                self.stderr.write(f"{publication.version.title}：{error}")
                continue
            done, same = done + made, same + (not made)
            if made:
                self.stdout.write(publication.version.title)
        words = _("补齐 %(done)s 份，原来齐全 %(same)s 份，没有办成 %(failed)s 份。")
        summary = words % {"done": done, "same": same, "failed": failed}
        if options["later"]:
            summary = _("已交给后台任务 %(count)s 份。") % {"count": done}
        if failed:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _ask(self, publication: Publication) -> int:
        """Ask for a job, unless its files are all there; what a job has done or not done before does not count."""
        if not lacks_files(publication):
            return 0
        version = publication.version
        key, payload = str(publication.pk), {"publication": publication.pk}
        agency, title = version.report.agency, version.title
        enqueue("render_publication", key, payload, by=None, agency=agency, title=title, anew=True)
        return 1
