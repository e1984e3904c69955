"""历史归档的原件: the file that a historic report was read from, where its people let the public have it."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.archive.files import original_response
from govreport.archive.models import Item
from govreport.publishing.models import Publication
from govreport.web.portal.publications import released


@require_safe
@released
def original(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The original as a download, never as a page of this site; 404 where it is not public."""
    item = Item.objects.filter(version=publication.version, batch__public=True).first()
    if item is None:
        raise Http404
    return original_response(item)
