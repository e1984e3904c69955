"""发布的后台任务: releasing at once and at a set time; making the files that a publication does not have yet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.documents.signing import SigningError
from govreport.jobs.registry import handler
from govreport.jobs.work import CancelledError, JobError, Work
from govreport.publishing.keeping import complete
from govreport.publishing.models import Publication
from govreport.publishing.timed import give_up, release
from govreport.standards.document import DocumentError


@handler("render_publication", label=gettext_lazy("生成公布的文件"), queue="render")
def render_publication(work: Work) -> None:
    """Make and store what is missing of the files; of two that make one the first one counts."""
    publication = Publication.objects.with_report().filter(pk=work.payload["publication"]).first()
    if publication is None:
        # Trying again would not bring it back.
        raise JobError(_("要生成文件的年报已经不在系统中，任务没有可做的内容。"))
    try:
        complete(publication)
    except SigningError as error:
        words = _("公文 PDF 未能签名，没有保存。请联系系统管理员检查签名证书，再点“继续”。")
        raise JobError(words) from error
    except DocumentError as error:
        raise JobError(str(error)) from error


@handler("publish_version", label=gettext_lazy("发布年报"), queue="render")
def publish_version(work: Work) -> None:
    """Make the files of a version and release it; a run that was broken off finds what the one before had done."""
    _release(work)


@handler("timed_release", label=gettext_lazy("定时发布"), queue="render")
def timed_release(work: Work) -> None:
    """The same for a report whose time has come."""
    _release(work)


def _release(work: Work) -> None:
    try:
        why = release(work.payload["release"], work.payload["at"], told=work.progress)
    except CancelledError:
        give_up(work.payload["release"], work.payload["at"])
        raise
    if why:
        raise JobError(why)
