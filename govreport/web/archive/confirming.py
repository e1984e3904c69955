"""确认归档: a second person shows historic reports to the public, or sends one back with reasons."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from govreport.agencies.models import User
from govreport.archive.decide import confirm as confirm_item
from govreport.archive.decide import confirm_later, send_back
from govreport.archive.models import Item
from govreport.archive.selectors import items_for
from govreport.reports.errors import Refused
from govreport.web.archive.access import item_for, refuse_others
from govreport.web.archive.item import shown_page
from govreport.web.desk.access import person, signed_in


@require_POST
@signed_in
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Confirm the items chosen (``item``), or send one of them back (``do=return`` with a ``note``).

    One is confirmed at once, several by a job.
    """
    user = person(request)
    refuse_others(user)
    chosen = [int(number) for number in request.POST.getlist("item") if number.isdecimal()]
    if request.POST.get("do") == "return" and len(chosen) == 1:
        item, note = item_for(user, chosen[0]), request.POST.get("note", "")
        try:
            send_back(item=item, note=note, by=user)
        except Refused as refused:
            return shown_page(request, item, user, problem=str(refused), note=note)
        messages.success(request, _("已退回“%(name)s”。") % {"name": item.name})
        return redirect("archive:home")
    items = list(items_for(user).filter(pk__in=chosen))
    if not items:
        messages.error(request, _("没有选中要归档的报告。请至少选择一份。"))
    elif len(items) == 1:
        _confirm_one(request, items[0], user)
    else:
        with transaction.atomic():
            confirm_later(items=items, by=user, url=reverse("archive:home"))
        words = ngettext("正在归档 %(count)s 份，一份一份办理。", "正在归档 %(count)s 份，一份一份办理。", len(items))
        messages.success(request, words % {"count": len(items)})
    return redirect("archive:home")


def _confirm_one(request: HttpRequest, item: Item, user: User) -> None:
    try:
        confirm_item(item=item, by=user)
    except Refused as refused:
        messages.error(request, f"“{item.name}”：{refused}")
    else:
        messages.success(request, _("“%(name)s”已归档，公众可以看到。") % {"name": item.name})
