"""受限读取: files of kinds that need a parser are read in a process of their own, with little memory, time and rights.

The process is kept for the next file. One that a file has killed, or made large, is replaced; whoever sent the file
gets a sentence. The process knows neither the secret key nor the database.
"""

import base64
import json
import logging
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import IO, Any, Final

from django.utils.translation import get_language

from govreport.documents.read import read
from govreport.documents.read.place import Place
from govreport.documents.read.result import Doubt, ReadResult, ScanError
from govreport.documents.read.sniff import Kind, sniff
from govreport.documents.read.told import again, kept
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError, from_json
from govreport.standards.finding import Finding, Severity

logger = logging.getLogger(__name__)

SIZE: Final = struct.Struct(">I")
WAIT: Final = 30.0  # seconds; the process itself stops after 20 seconds of computing
_PLAIN: Final = (Kind.JSON, Kind.TEXT)
_ROOT: Final = Path(__file__).resolve().parents[3]
# What the process may know of its surroundings.
_PASSED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "GOVREPORT_VAR", "GOVREPORT_FONTS", "LD_LIBRARY_PATH")


def read_bounded(data: bytes, *, year: int | None = None, agency: str | None = None) -> ReadResult:
    """The same as ``read``, whatever the file is.

    Raises ``DocumentError`` with a plain sentence also for a file that would take too much time or memory.
    """
    if sniff(data).kind in _PLAIN:
        return read(data, year=year, agency=agency)
    return from_plain(_asked(data, task="read", year=year, agency=agency))


def look_bounded(data: bytes, carried: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """How a file looks (``documents.imports.sight``); raises ``DocumentError`` like ``read_bounded``."""
    return _asked(data, task="look", carried=carried)


def page_bounded(data: bytes, page: int) -> bytes:
    """A page of a PDF as a picture (PNG); raises ``DocumentError`` like ``read_bounded``."""
    return base64.b64decode(_asked(data, task="page", page=page)["picture"])


def _asked(data: bytes, **known: Any) -> dict[str, Any]:
    answer = _process.ask({**known, "language": get_language()}, data)
    if "error" in answer:
        raise (ScanError if answer.get("scan") else DocumentError)(again(*answer["error"]))
    if "failure" in answer:
        logger.error("a file could not be read: %s", answer["failure"])
        raise DocumentError(_("文件无法读取，可能已损坏。请重新保存，或者另存为文本文件后重试。"))
    return answer


def to_plain(result: ReadResult) -> dict[str, Any]:
    """A result as data for JSON."""
    return {
        "document": result.document.to_json(),
        # Which sections there are, for those that are not count as blank in the exchange format.
        "sections": dict(result.document.sections),
        "doubts": [[doubt.place, *kept(doubt.message)] for doubt in result.doubts],
        "findings": [{name: getattr(item, name) for name in _FINDING} for item in result.findings],
        "inferred": list(result.inferred),
        "places": {name: place.to_plain() for name, place in result.places.items()},
        "recognised": result.recognised,
    }


def from_plain(data: Mapping[str, Any]) -> ReadResult:
    """The result again."""
    return ReadResult(
        from_json(data["document"]).replace(sections=data["sections"]),
        tuple(Doubt(place, again(*told)) for place, *told in data["doubts"]),
        tuple(_finding(item) for item in data["findings"]),
        tuple(data["inferred"]),
        {name: Place.from_plain(place) for name, place in data["places"].items()},
        bool(data.get("recognised", False)),
    )


_FINDING: Final = tuple(Finding.__dataclass_fields__)


def _finding(data: Mapping[str, Any]) -> Finding:
    lists = {name: tuple(data[name]) for name in ("addresses", "related")}
    return Finding(**{**data, **lists, "severity": Severity(data["severity"])})


class _Process:
    """读取进程: started when it is first needed, asked one file at a time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def ask(self, known: Mapping[str, Any], data: bytes) -> dict[str, Any]:
        """What the process answers; raises ``DocumentError`` where it does not."""
        with self.lock:
            child = self._running()
            try:
                send(_pipe(child.stdin), json.dumps(known).encode(), data)
                answer: dict[str, Any] = json.loads(_answer(child, time.monotonic() + WAIT))
            except (OSError, EOFError, ValueError) as error:
                self._stop()
                raise DocumentError(
                    _("读取这个文件需要的时间或内存过多，已停止。请另存为文本文件，或者只保留报告本身后重试。")
                ) from error
            if answer.pop("last", False):
                self._stop()
            return answer

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, never that of a parent: it listens to one only."""
        if self.child is None or self.owner != os.getpid() or self.child.poll() is not None:
            environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
            environment |= {"DJANGO_SETTINGS_MODULE": "govreport.settings", "SECRET_KEY": "only-for-reading-files"}
            self.child = subprocess.Popen(
                [sys.executable, "-m", "govreport.documents.read.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=environment,
            )
            self.owner = os.getpid()
        return self.child

    def _stop(self) -> None:
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            for pipe in (self.child.stdin, self.child.stdout):
                _close(pipe)
            self.child = None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _close(pipe: IO[bytes] | None) -> None:
    try:
        _pipe(pipe).close()
    except (OSError, EOFError):
        logger.debug("the pipe of a stopped process was closed already")


def send(pipe: IO[bytes], *parts: bytes) -> None:
    """Write parts, each after its length (4 bytes)."""
    for part in parts:
        pipe.write(SIZE.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def _answer(child: subprocess.Popen[bytes], until: float) -> bytes:
    file = _pipe(child.stdout).fileno()
    return _exactly(file, SIZE.unpack(_exactly(file, SIZE.size, until))[0], until)


def _exactly(file: int, length: int, until: float) -> bytes:
    found = bytearray()
    while len(found) < length:
        if not select.select([file], [], [], max(0.0, until - time.monotonic()))[0]:
            raise EOFError
        piece = os.read(file, min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


_process = _Process()
"""The process of this one, for all its threads."""
