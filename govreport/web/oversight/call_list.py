"""电话催报单: the list of progress as it is filtered, to be printed for whoever rings up."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.calls.call_list import call_list_pdf
from govreport.web.desk.access import person, signed_in
from govreport.web.oversight.batch_access import download
from govreport.web.oversight.scope import field_of
from govreport.web.oversight.status import shown


@require_safe
@signed_in
def call_list(request: HttpRequest) -> HttpResponseBase:
    """The PDF; published reports are left out."""
    field = field_of(request, person(request))
    data = call_list_pdf(field.office, field.year, shown(request, field).lines, timezone.now())
    return download(data, "application/pdf", f"{_('电话催报单')}-{field.year}.pdf")
