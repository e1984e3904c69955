"""验签命令: ``verify_signature FILE`` says whether a PDF is, byte for byte, the one that was signed."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.documents.files import reason_of
from govreport.documents.signing import Verdict, verify

NOT_WHOLE = 1
UNREADABLE = 2


class Command(BaseCommand):
    """验签: exit status 0 for a whole signature, 1 for none or a broken one, 2 when the file cannot be read."""

    help = "Say whether the electronic signature of a PDF covers the whole file and the file is unchanged."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the outcome and, of a signature, who signed when and with which certificate."""
        path: Path = options["file"]
        try:
            verdict = verify(path.read_bytes())
        except OSError as error:
            self.stderr.write(f"{path}：{reason_of(error)}")
            sys.exit(UNREADABLE)
        self.stdout.write(f"{path}：{verdict.sentence}")
        for line in facts(verdict):
            self.stdout.write(line)
        if not verdict.intact:
            sys.exit(NOT_WHOLE)


def facts(verdict: Verdict) -> list[str]:
    """What the certificate says, a line each; nothing for a file without signature."""
    if not (verdict.signer and verdict.signed_at and verdict.valid_from and verdict.valid_until):
        return []
    signed, begins, ends = (
        timezone.localtime(moment) for moment in (verdict.signed_at, verdict.valid_from, verdict.valid_until)
    )
    lines = [
        _("签名人：%(name)s") % {"name": verdict.signer},
        _("签名时间：%(time)s（签名系统的时间）") % {"time": f"{signed:%Y-%m-%d %H:%M:%S}"},
        _("证书颁发者：%(name)s，序列号 %(serial)s") % {"name": verdict.issuer, "serial": verdict.serial},
        _("证书有效期：%(begins)s 至 %(ends)s") % {"begins": f"{begins:%Y-%m-%d}", "ends": f"{ends:%Y-%m-%d}"},
        _("算法：%(name)s") % {"name": verdict.algorithm},
    ]
    if not verdict.in_time:
        lines.append(_("签名时证书不在有效期内。"))
    return [*lines, _("证书是否可信、签名有何效力，由查验人依法判断，本命令不作结论。")]
