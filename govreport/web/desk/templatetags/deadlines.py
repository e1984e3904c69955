"""公布期限: how many days are left for a report (`{% load deadlines %}`, `{% deadline version %}`)."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.calls.due import Due, due_of
from govreport.reports.models import State, Version
from govreport.web.ui.templatetags.ui import day

register = template.Library()


@register.simple_tag
def deadline(version: Version) -> str:
    """“法定期限 2026年1月31日，还有 12 天”; empty once the report is published or replaced."""
    if version.state in (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN):
        return ""
    last = due_of(version.report.agency, version.report.year)
    left = last.left(timezone.localdate())
    name = _name(last)
    if left == 0:
        rest = _("今天截止")
    elif left > 0:
        rest = ngettext("还有 %(count)s 天", "还有 %(count)s 天", left) % {"count": left}
    else:
        rest = ngettext("已超过 %(count)s 天", "已超过 %(count)s 天", -left) % {"count": -left}
    return _("%(name)s %(day)s，%(rest)s") % {"name": name, "day": day(last.day), "rest": rest}


def _name(last: Due) -> str:
    if last.extended:
        return _("准予延期至")
    if last.basis:
        return _("本地期限")
    return _("法定期限") if last.official else _("公布期限（参照）")
