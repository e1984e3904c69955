"""确认归档: a second person shows historic reports to the public, or sends one back with reasons."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from govreport.archive.decide import confirm as confirm_item
from govreport.archive.decide import send_back
from govreport.archive.selectors import items_for
from govreport.reports.errors import Refused
from govreport.web.archive.access import item_for, refuse_others
from govreport.web.desk.access import person, signed_in


@require_POST
@signed_in
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Confirm the items chosen (``item``), or send one of them back (``do=return`` with a ``note``)."""
    user = person(request)
    refuse_others(user)
    chosen = [int(number) for number in request.POST.getlist("item") if number.isdecimal()]
    if request.POST.get("do") == "return" and len(chosen) == 1:
        item = item_for(user, chosen[0])
        try:
            send_back(item=item, note=request.POST.get("note", ""), by=user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("archive:item", item.pk)
        messages.success(request, _("已退回“%(name)s”。") % {"name": item.name})
        return redirect("archive:home")
    done = 0
    for item in items_for(user).filter(pk__in=chosen):
        try:
            confirm_item(item=item, by=user)
        except Refused as refused:
            messages.error(request, f"“{item.name}”：{refused}")
        else:
            done += 1
    if done:
        words = ngettext("已归档 %(count)s 份，公众可以看到。", "已归档 %(count)s 份，公众可以看到。", done)
        messages.success(request, words % {"count": done})
    elif not chosen:
        messages.error(request, _("没有选中要归档的报告。请至少选择一份。"))
    return redirect("archive:home")
