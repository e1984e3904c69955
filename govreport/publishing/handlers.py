"""发布的后台任务: releasing at a set time; making the PDF that could not be kept when a report was released."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.jobs.registry import handler
from govreport.jobs.work import JobError, Work
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf
from govreport.publishing.timed import release


@handler("render_publication", label=gettext_lazy("生成公布的 PDF"), queue="render")
def render_publication(work: Work) -> None:
    """Make and store the PDF unless that has been done; of two that make it the first one counts."""
    publication = Publication.objects.with_report().get(pk=work.payload["publication"])
    publication_pdf(publication)
    if not publication.pdf_ready:
        raise JobError(_("公文 PDF 未能签名，没有保存。请联系系统管理员检查签名证书，再点“继续”。"))


@handler("timed_release", label=gettext_lazy("定时发布"), queue="render")
def timed_release(work: Work) -> None:
    """Publish a report whose time has come; a run that was broken off finds what the one before had done."""
    if why := release(work.payload["release"], work.payload["at"]):
        raise JobError(why)
