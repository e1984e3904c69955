"""扫描件的受限读取: character recognition in a process of its own, only where it is switched on and installed."""

import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import get_language

from govreport.documents.read.bounded import from_plain, read_bounded
from govreport.documents.read.result import ReadResult, ScanError
from govreport.documents.read.scan import MOST_PAGES, SECONDS
from govreport.documents.read.told import again
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

logger = logging.getLogger(__name__)

PROGRAM: Final = "tesseract"
WAIT: Final = 15.0  # seconds beyond those that the recognition itself has
_ROOT: Final = Path(__file__).resolve().parents[3]
# What the process may know of its surroundings.
_PASSED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "GOVREPORT_VAR", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")


def recognises_scans() -> bool:
    """Whether scanned files are recognised here: the setting is on and the program is installed."""
    return bool(settings.OCR) and shutil.which(PROGRAM) is not None


def read_with_scans(data: bytes, *, year: int | None = None, agency: str | None = None) -> ReadResult:
    """The same as ``read_bounded``, and where scans are recognised here also what is made out in one."""
    try:
        return read_bounded(data, year=year, agency=agency)
    except ScanError:
        if not recognises_scans():
            raise
    return read_scan_bounded(data, year=year, agency=agency)


def read_scan_bounded(
    data: bytes,
    *,
    year: int | None = None,
    agency: str | None = None,
    seconds: float = SECONDS,
    most_pages: int = MOST_PAGES,
) -> ReadResult:
    """What is made out in a scanned PDF; raises ``DocumentError`` with a plain sentence, also for any other file."""
    known = {"year": year, "agency": agency, "seconds": seconds, "most_pages": most_pages}
    request = json.dumps({**known, "language": get_language() or "zh-hans"}).encode()
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
    environment |= {"DJANGO_SETTINGS_MODULE": "govreport.settings", "SECRET_KEY": "only-for-reading-files"}
    child = subprocess.Popen(
        [sys.executable, "-m", "govreport.documents.read.scan_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        answer = json.loads(child.communicate(request + b"\n" + data, timeout=seconds + WAIT)[0])
    except (subprocess.TimeoutExpired, ValueError, OSError) as error:
        raise DocumentError(_("扫描件的文字识别没有完成。请转成 Word 文件后重试，或者从空白开始填写。")) from error
    finally:
        _end(child)
    if "error" in answer:
        raise DocumentError(again(*answer["error"]))
    if "failure" in answer:
        logger.error("a scan could not be recognised: %s", answer["failure"])
        raise DocumentError(_("扫描件的文字识别没有完成。请转成 Word 文件后重试，或者从空白开始填写。"))
    return from_plain(answer)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the process with what it started, and leave nothing of it behind."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
