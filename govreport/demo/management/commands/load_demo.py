"""装入演示数据: fills an empty database and prints the accounts; does nothing where there are agencies."""

import unicodedata
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency
from govreport.demo.accounts import ACCOUNTS, DEMO_PASSWORD
from govreport.demo.load import load


class Command(BaseCommand):
    """装入演示数据."""

    help = "Fill an empty database with a fictional province and print the demonstration accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the accounts to standard output if the demonstration was loaded, nothing otherwise."""
        if settings.SECURE:
            raise CommandError(_("正式运行的系统不装入演示数据。"))
        if Agency.objects.exists():
            self.stderr.write(_("数据库中已有机关，没有装入演示数据。"))
            return
        count = load()
        self.stderr.write(_("已装入演示数据：%(count)s 份报告。") % {"count": count})
        self.stdout.write(accounts_table())


def accounts_table() -> str:
    """The accounts as lines of text, aligned as a terminal shows Chinese."""
    rows = [(_("用户名"), _("岗位"), _("机关"), _("可以试试"))]
    rows += [(item.username, str(item.role.label), item.agency_name, str(item.what)) for item in ACCOUNTS]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(_padded(text, width) for text, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    ]
    return "\n".join([*lines, _("密码都是：%(password)s") % {"password": DEMO_PASSWORD}])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
