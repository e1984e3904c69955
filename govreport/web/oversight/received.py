"""催报的签收: whoever was asked for a report says that it was seen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.calls.call import saw
from govreport.calls.models import Receipt
from govreport.web.desk.access import person, signed_in


@require_POST
@signed_in
def received(request: HttpRequest, pk: int) -> HttpResponseBase:
    """签收 one call; Http404 for anyone else's."""
    receipt = Receipt.objects.filter(pk=pk, person=person(request)).first()
    if receipt is None:
        raise Http404
    saw(receipt=receipt)
    messages.success(request, _("已签收。"))
    return redirect("drafting:home")
