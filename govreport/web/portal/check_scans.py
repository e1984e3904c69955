"""扫描件的公开体检: one scan at a time is recognised for all the public together, for it takes long and much memory."""

from typing import Final

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import gettext as _

from govreport.documents import services as documents
from govreport.documents.read.result import ReadResult, ScanError
from govreport.documents.read.scan_bounded import WAIT, read_scan_bounded, recognises_scans
from govreport.standards.document import DocumentError
from govreport.web.portal.check_limit import Limit, waiting

# Less than for files that people of an office hand in, because somebody waits for the page.
MOST_PAGES: Final = 12
SECONDS: Final = 50.0
SCANS: Final = Limit("scan", 5)
_TAKEN: Final = "govreport.check.scan"


class Scans:
    """识别扫描件: the scans of one request, of which the first may be recognised."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._done = False

    def read(self, name: str, data: bytes) -> ReadResult:
        """The report in a file, scan or not; raises ``DocumentError`` with what to do."""
        try:
            return documents.read_report(name, data)
        except ScanError:
            if not recognises_scans():
                raise
        if self._done:
            raise DocumentError(_("一次只识别一份扫描件。请单独上传这份文件，或者转成 Word 文件后上传。"))
        self._done = True
        shared = caches["shared"]
        if not shared.add(_TAKEN, 1, SECONDS + WAIT + 5):
            raise DocumentError(_("正在识别另一份扫描件，一次只能识别一份。请过一分钟再试，或者转成 Word 文件后上传。"))
        try:
            # Whoever is told to come back in a minute has not had one of their scans.
            self._refuse_often()
            return read_scan_bounded(data, seconds=SECONDS, most_pages=MOST_PAGES)
        finally:
            shared.delete(_TAKEN)

    def _refuse_often(self) -> None:
        if seconds := waiting(self._request, SCANS):
            words = _(
                "这个网络地址十分钟内最多识别 %(most)s 份扫描件。请 %(minutes)s 分钟后再试，或者转成 Word 文件后上传。"
            )
            raise DocumentError(words % {"most": SCANS.most, "minutes": -(-seconds // 60)})
