"""装入试验省: fills an empty database with an invented province, to see how the system bears its size."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from govreport.demo.accounts import DEMO_PASSWORD
from govreport.demo.province.load import SUPERVISOR, NotEmpty, Order, Progress, load


class Command(BaseCommand):
    """装入试验省."""

    help = "Fill an empty database with an invented province: agencies, people, and reports of all editions by year."

    def add_arguments(self, parser: CommandParser) -> None:
        """How large, and which one."""
        parser.add_argument("--agencies", "--scale", type=int, default=5000, help="number of agencies (5000)")
        parser.add_argument("--years", type=int, default=15, help="report years, from the last one back (15)")
        parser.add_argument("--seed", type=int, default=1, help="the same number gives the same province (1)")
        parser.add_argument("--wrong", type=int, default=30, help="reports in a thousand with a wrong cell (30)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Progress goes to standard error, the account to standard output."""
        if settings.SECURE:
            raise CommandError(_("正式运行的系统不装入演示数据。"))
        order = Order(options["agencies"], options["years"], options["seed"], options["wrong"])
        if order.agencies < 1 or order.years < 1 or not 0 <= order.wrong <= 1000:
            raise CommandError(_("机关数和年度数至少是 1，出错的比例在 0 到 1000 之间。"))
        years = order.all_years
        if len(years) < order.years:
            words = _("%(first)s年度起才有统一的统计表，装入 %(count)s 个年度。")
            self.stderr.write(words % {"first": years[0], "count": len(years)})
        try:
            done = load(order, lambda progress: self._tell(order, progress))
        except NotEmpty as error:
            raise CommandError(_("数据库中已有别的机关，没有装入。请换一个空的数据库。")) from error
        words = _("已装入 %(agencies)s 个机关的 %(reports)s 份报告，其中 %(wrong)s 份有意写错一处；每秒 %(rate)s 行。")
        rate = round(done.rows / done.seconds) if done.seconds else 0
        told = {"agencies": done.agencies, "reports": done.reports, "wrong": done.wrong, "rate": rate}
        self.stderr.write(words % told)
        self.stdout.write(f"{SUPERVISOR}  {DEMO_PASSWORD}")

    def _tell(self, order: Order, progress: Progress) -> None:
        each = progress.seconds / (progress.agencies - progress.before)
        left = round(each * (order.agencies - progress.agencies))
        words = _("%(done)s / %(all)s 个机关，%(reports)s 份报告，大约还要 %(seconds)s 秒")
        told = {"done": progress.agencies, "all": order.agencies, "reports": progress.reports, "seconds": left}
        self.stderr.write(words % told)
