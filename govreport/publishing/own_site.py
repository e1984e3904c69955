"""本机关网站: the publication kit for an agency's own site, and the address at which it was published there."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Role, User
from govreport.agencies.permissions import roles_at
from govreport.documents.services import render_html
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.keeping import file_bytes
from govreport.publishing.manifest import manifest_of
from govreport.publishing.models import Publication
from govreport.publishing.series import published_document
from govreport.reports.errors import Refused

MAY_RECORD: Final = frozenset({Role.DRAFTER, Role.SIGNATORY})
_valid = URLValidator(schemes=["http", "https"])
_LONGEST: Final = 500
# Characters that no address has unless they are written in another way.
_NEVER: Final = frozenset("<>\"'`\\^{|} ")


def may_record(user: User, publication: Publication) -> bool:
    """Whether the person writes back the address: who drafts or signs for the agency."""
    return bool(MAY_RECORD & roles_at(user, publication.version.report.agency))


@transaction.atomic
def record_own_site(*, publication: Publication, url: str, on: date | None, by: User) -> Publication:
    """Keep where and when the agency published the report on its own site; an empty address takes it back.

    Raises ``Refused`` when the person neither drafts nor signs for the agency, the address is none of the web, or the
    day is missing, in the future or before the end of the report year.
    """
    current = Publication.objects.select_for_update(of=("self",)).with_report().get(pk=publication.pk)
    if not may_record(by, current):
        raise Refused(_("只有本机关的起草人和签发人可以登记公布地址。"))
    address = url.strip()
    if address:
        _check(address, on, current)
    day = on if address else None
    if (current.own_site_url, current.own_site_on) == (address, day):
        return current
    before = current.own_site_url
    current.own_site_url, current.own_site_on, current.own_site_by = address, day, by if address else None
    current.save(update_fields=["own_site_url", "own_site_on", "own_site_by"])
    record(
        actions.OWN_SITE_RECORDED,
        by=by,
        agency=current.version.report.agency,
        subject=current.version.subject,
        payload={"from": before, "to": address, "on": day.isoformat() if day else None},
    )
    return current


def _check(address: str, on: date | None, publication: Publication) -> None:
    try:
        if set(address) & _NEVER:
            raise ValidationError("")
        _valid(address)
    except ValidationError:
        sentence = _("“%(url)s”不是网址。请从浏览器地址栏复制以 http:// 或 https:// 开头的完整网址。")
        raise Refused(sentence % {"url": address[:80]}) from None
    if len(address) > _LONGEST:
        raise Refused(_("网址有 %(count)s 个字符，最多 500 个。请换一个较短的网址。") % {"count": len(address)})
    if on is None:
        raise Refused(_("请填写在本机关网站公布的日期。"))
    year = publication.version.report.year
    if on > timezone.localdate() or on.year <= year:
        raise Refused(_("公布日期应在 %(year)s 年报告年度结束之后、今天之前（含今天）。请核对日期。") % {"year": year})


def kit(publication: Publication, address: str) -> bytes:
    """发布材料包: a ZIP of the report for another site; ``address`` is where it stands here.

    The files are those that are stored, byte by byte, with their list; the fragment carries no style and no script,
    ``page.html`` is the same as a page of its own. The same publication gives the same bytes.
    """
    name = publication.version.title
    listed = manifest_of(publication)
    files: Sequence[tuple[str, bytes]] = (
        ("说明.txt", _how_to(publication, address).encode("utf-8-sig")),
        ("fragment.html", file_bytes(publication, "html")),
        ("page.html", render_html(published_document(publication))),
        *((f"{name}.{suffix}", file_bytes(publication, suffix)) for suffix in ("pdf", "docx", "xlsx", "txt")),
        ("report.json", file_bytes(publication, "json")),
        *((("manifest.json", listed.data.encode()),) if listed else ()),
    )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            info = zipfile.ZipInfo(path.replace("/", "／"), date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return sink.getvalue()


def _how_to(publication: Publication, address: str) -> str:
    return (
        f"《{publication.version.title}》发布材料包\r\n\r\n"
        "1. fragment.html：网页片段，不含样式和脚本。复制全部内容，粘贴到本机关网站发布系统的“源代码”视图中。\r\n"
        "2. page.html：可以单独打开的网页，不引用其他文件，也可以直接上传。\r\n"
        "3. PDF、DOCX、XLSX、TXT：作为附件上传，供下载，请勿另存或打印后再扫描。\r\n"
        "4. report.json：数据文件，供程序读取。manifest.json：文件清单，列明各文件的大小、SHA-256 和 SM3。\r\n"
        "5. 除 page.html 外，各文件与年报专栏公布的逐字节一致，可以在年报专栏“核验年报”页核验。\r\n"
        "6. 请在页面上注明出处，并链接到下面的年报专栏网址。\r\n\r\n"
        "发布以后，请回到系统“发布材料”页面登记网址和日期，公众即可从年报专栏打开本机关网站上的页面。\r\n\r\n"
        f"年报专栏网址：{address}\r\n"
        f"数据的 SHA-256：{publication.sha256}\r\n"
    )
