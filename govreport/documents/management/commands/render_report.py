"""排版命令: ``render_report FILE --to pdf|docx|xlsx|html|json|txt`` writes the official document of a report file.

No database, no network; the same input gives the same bytes (interfaces: docs/formats.md).
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from govreport.documents import services
from govreport.documents.files import reason_of
from govreport.standards.document import Document, DocumentError

RENDERERS: Final[dict[str, Callable[[Document], bytes]]] = {
    "pdf": services.render_pdf,
    "docx": services.render_docx,
    "xlsx": services.render_xlsx,
    "html": services.render_html,
    "json": services.render_json,
    "txt": services.render_txt,
}
UNREADABLE = 2


class Command(BaseCommand):
    """排版: read a report file of any kind that ``check_report`` reads and write it as an official document."""

    help = "Write the official document of a report file: PDF, Word, Excel, HTML, JSON or text."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file, the format and where the result goes."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--to", required=True, choices=list(RENDERERS), dest="format")
        parser.add_argument(
            "--output",
            metavar="OUT",
            help="file to write, “-” for standard output; without it standard output, "
            "or on a terminal a file beside FILE with the same name and the format's suffix",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 2 with one sentence when the file cannot be read as a report or the result not be written."""
        source: Path = options["file"]
        try:
            target = _target(source, options["format"], options["output"])
            result = services.read_report(source.name, source.read_bytes())
            if result.doubts:
                message = _("%(file)s：读取时有 %(count)d 处存疑，请用 check_report 逐处核对。")
                self.stderr.write(message % {"file": source, "count": len(result.doubts)})
            _write(target, RENDERERS[options["format"]](result.document))
            if options["format"] == "pdf" and (missing := services.missing_glyphs(result.document)):
                message = _("%(file)s：下列字没有字体可以印出，PDF 中以“□”代替：%(characters)s")
                self.stderr.write(message % {"file": source, "characters": "、".join(map(str, missing))})
        except DocumentError as error:
            self._refuse(f"{source}：{error}")
        except OSError as error:
            self._refuse(f"{error.filename or source}：{reason_of(error)}")
        if target is not None:
            self.stderr.write(_("已写入 %(file)s。") % {"file": target})

    def _refuse(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(UNREADABLE)


def _target(source: Path, suffix: str, output: str | None) -> Path | None:
    """Where to write: a file, or None for standard output. A report is never written over itself unasked."""
    if output == "-" or (output is None and not sys.stdout.isatty()):
        return None
    if output is not None:
        return Path(output)
    target = source.with_suffix(f".{suffix}")
    if target == source:
        raise DocumentError(_("写出的文件会覆盖原文件。请用 --output 指明另一个文件。"))
    return target


def _write(target: Path | None, content: bytes) -> None:
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        target.write_bytes(content)
