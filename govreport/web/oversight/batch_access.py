"""批量检查的取用: the batches of the person's own offices, 404 for any other; what is too large is not even read."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from govreport.agencies.models import Agency, User
from govreport.batches.models import Batch, Reading
from govreport.web.desk.access import asks_json, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.selectors import offices

# Bytes of what a form sends beside its files.
_BESIDE = 1024 * 1024
View = Callable[..., HttpResponseBase]


def own_offices(user: User) -> list[Agency]:
    """The person's offices; PermissionDenied for people of none."""
    mine = list(offices(user))
    if not mine:
        raise PermissionDenied(_("批量检查由主管部门办理，您没有主管部门的岗位。"))
    return mine


def batch_for(user: User, pk: int) -> Batch:
    """A batch of one of the person's offices; Http404 for anyone else's, PermissionDenied for people of no office."""
    own_offices(user)
    batch = Batch.objects.visible_to(user).select_related("office", "by", "job").filter(pk=pk).first()
    if batch is None:
        raise Http404
    return batch


def reading_for(user: User, batch_pk: int, pk: int) -> Reading:
    """A file of such a batch."""
    batch = batch_for(user, batch_pk)
    reading = batch.readings.select_related("agency", "upload", "confirmed_by").filter(pk=pk).first()
    if reading is None:
        raise Http404
    reading.batch = batch
    return reading


def takes_files(view: View) -> View:
    """The view for people of an office; what claims to be more than a batch may hold is not even read."""

    @csrf_exempt
    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        if isinstance(request.user, User):
            own_offices(request.user)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.BATCH_MAX_SIZE + _BESIDE:
            limit = filesizeformat(settings.BATCH_MAX_SIZE)
            return declined(request, _("一次上传的文件合计最大 %(limit)s。请分几次上传。") % {"limit": limit})
        try:
            return csrf_protect(view)(request, *args, **kwargs)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
            words = _("一次最多上传 %(most)s 个文件，没有读取。请分几次上传，或打成一个压缩包（ZIP）再上传。")
            return declined(request, words % {"most": most})

    return guarded


def declined(request: HttpRequest, sentence: str) -> HttpResponse:
    """Why an upload was not taken, for scripts or as a page."""
    if asks_json(request):
        return JsonResponse({"message": sentence}, status=413)
    return page(request, "oversight/batch_declined.html", {"sentence": sentence}, status=413)


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be kept, not shown; no cache keeps it."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
