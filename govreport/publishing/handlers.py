"""发布的后台任务: making the PDF of a publication whose file could not be kept when it was released."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.jobs.registry import handler
from govreport.jobs.work import JobError, Work
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf


@handler("render_publication", label=gettext_lazy("生成公布的 PDF"), queue="render")
def render_publication(work: Work) -> None:
    """Make and store the PDF unless that has been done; of two that make it the first one counts."""
    publication = Publication.objects.with_report().get(pk=work.payload["publication"])
    publication_pdf(publication)
    if not publication.pdf_ready:
        raise JobError(_("公文 PDF 未能签名，没有保存。请联系系统管理员检查签名证书，再点“继续”。"))
