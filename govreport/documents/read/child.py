"""读取进程: reads files that are sent to it, one after the other, within limits; run as a module by ``bounded.py``.

1 GB of memory, 20 seconds of computing for a file, no file written. It ends with the process that began it.
"""

import base64
import json
import os
import resource
import traceback
from pathlib import Path
from typing import Any, Final

import django
from django.utils import translation

from govreport.documents.read.told import kept, reason
from govreport.documents.read.told import phrase as _

MEMORY: Final = 1024**3
SECONDS: Final = 20
# A process that has grown to this gives its memory back by ending (bytes).
_GROWN: Final = 350 * 1024**2


def main() -> None:
    """Answer until the other side closes."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not fall among the answers.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    django.setup()
    from govreport.documents.read.bounded import SIZE, send

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while head := requests.read(SIZE.size):
        known = json.loads(requests.read(SIZE.unpack(head)[0]))
        data = requests.read(SIZE.unpack(requests.read(SIZE.size))[0])
        answer = answered(known, data)
        answer["last"] = "grown" in answer or held() > _GROWN
        send(answers, json.dumps(answer).encode())


def _read(known: dict[str, Any], data: bytes) -> dict[str, Any]:
    from govreport.documents.read import read
    from govreport.documents.read.bounded import to_plain

    return to_plain(read(data, year=known["year"], agency=known["agency"]))


def _look(known: dict[str, Any], data: bytes) -> dict[str, Any]:
    from govreport.documents.imports.sight import sight

    return sight(data, known["carried"])


def _page(known: dict[str, Any], data: bytes) -> dict[str, Any]:
    from govreport.documents.imports.sight import page_picture

    return {"picture": base64.b64encode(page_picture(data, known["page"])).decode()}


# What can be asked: a reading, how a file looks, a page of it as a picture.
_TASKS: Final = {"read": _read, "look": _look, "page": _page}


def held() -> int:
    """The memory the process holds now (bytes): its peak, as the system counts it, is inherited from the parent."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def answered(known: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What was asked as data, or ``error`` with a sentence, or ``failure`` with what went wrong inside."""
    from govreport.documents.read.result import ScanError
    from govreport.standards.document import DocumentError

    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    with translation.override(known["language"]):
        try:
            return _TASKS[known.get("task", "read")](known, data)
        except DocumentError as error:
            return {"error": kept(reason(error)), "scan": isinstance(error, ScanError)}
        except (MemoryError, RecursionError):
            return {
                "error": kept(
                    _("读取这个文件需要的时间或内存过多，已停止。请另存为文本文件，或者只保留报告本身后重试。")
                ),
                "grown": True,
            }
        except Exception:  # noqa: BLE001  # what went wrong is told to the other side, which logs it
            return {"failure": traceback.format_exc(limit=20)}


if __name__ == "__main__":
    main()
