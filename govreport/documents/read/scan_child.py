"""识别进程: reads one scanned file that is sent to it, within limits, and ends; run as a module by ``scan_bounded.py``.

1 GB of memory for itself and for tesseract each, two minutes of computing each, no file written.
"""

import json
import os
import resource
import sys
import traceback
from typing import Any, Final

import django
from django.utils import translation

from govreport.documents.read.told import kept, reason

MEMORY: Final = 1024**3
SECONDS: Final = 120


def main() -> None:
    """Read the request from standard input: a line of JSON, then the file; write the answer as JSON."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not fall among the answers.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    django.setup()
    known = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with answers:
        answers.write(json.dumps(answered(known, data)).encode())


def answered(known: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The result of reading as data, or ``error`` with a sentence, or ``failure`` with what went wrong inside."""
    from govreport.documents.read.bounded import to_plain
    from govreport.documents.read.scan import read_scan
    from govreport.standards.document import DocumentError

    with translation.override(known["language"]):
        try:
            return to_plain(read_scan(data, **{name: value for name, value in known.items() if name != "language"}))
        except DocumentError as error:
            return {"error": kept(reason(error))}
        except Exception:  # noqa: BLE001  # what went wrong is told to the other side, which logs it
            return {"failure": traceback.format_exc(limit=20)}


if __name__ == "__main__":
    main()
