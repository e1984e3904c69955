"""读取的内存: whatever is sent, the web process is as large afterwards as before, and the reading process ends."""

import ctypes
import gc
import io
import os
import resource
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from govreport.documents.office.archive import content, members
from govreport.documents.office.package import PackageError
from govreport.documents.read import bounded
from govreport.documents.read.child import _GROWN
from govreport.documents.services import render_docx, render_txt
from govreport.standards.document import DocumentError
from tests.builders import balanced
from tests.documents.read.test_bounded import ZEROS, pdf_with, rebuilt, zipped
from tests.paths import ROOT

# Bytes by which the process may be larger: less than any of the files becomes when it is unpacked.
ROOM = 48 * 1024**2
WORD = render_docx(balanced())


def bomb() -> bytes:
    """A Word file whose picture is 120 MB of nothing."""
    return rebuilt(WORD, {}, {"word/media/a.bin": bytes(120 * 1024**2)})


def nested() -> bytes:
    """An archive in an archive in an archive, the innermost 100 MB of nothing."""
    inner = io.BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as archive:
        archive.writestr("年报.txt", bytes(100 * 1024**2))
    return zipped({"b.zip": zipped({"c.zip": inner.getvalue()})})


def repeated(piece: str) -> bytes:
    """A million characters without a report in them."""
    return (piece * 1_000_000)[:990_000].encode()


SENT: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF of a thousand pages": (lambda: pdf_with(b"", pages=1_000), "超过 200 页"),
    "a packed stream": (lambda: pdf_with(ZEROS, packed=True), "展开后过大"),
    "a ZIP bomb": (bomb, "展开后过大"),
    "a nested ZIP": (nested, "压缩文件"),
    "a ZIP of a thousand files": (lambda: zipped({f"{n}.txt": b"1" * 1000 for n in range(1_000)}), "压缩文件"),
    "a million figures": (lambda: repeated("1 "), "文本过长|不能作为|没有找到"),
    "a million brackets": (lambda: repeated("（一）"), "不能作为|没有找到"),
    "a report with a text without end": (
        lambda: render_txt(balanced()).replace("一、总体情况".encode(), "一、总体情况\n".encode() + repeated("（12件")),
        "正文",
    ),
}


def resident() -> int:
    """The memory this process holds now (bytes), without what it has only not given back yet."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """No test is one too many for the others."""
    cache.clear()
    caches["shared"].clear()


@pytest.mark.django_db
@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_to_the_public_check_leaves_the_web_process_as_it_was(client: Client, name: str) -> None:
    write, words = SENT[name]
    client.post("/check/", {"uploads": SimpleUploadedFile("年报.docx", WORD)})
    data = write()
    before = resident()
    answer = client.post("/check/", {"uploads": SimpleUploadedFile("年报", data)})
    assert answer.status_code == 422
    assert any(word in answer.text for word in words.split("|")), escape(answer.text)[-3000:]
    del answer
    assert resident() < before + ROOM
    child = bounded._process.child
    if child is not None and child.poll() is None:
        pages = int(Path(f"/proc/{child.pid}/statm").read_text().split()[1])
        assert pages * resource.getpagesize() < _GROWN


def test_archives_of_a_batch_are_listed_without_being_unpacked() -> None:
    many = zipped({f"{n}.txt": os.urandom(1000) for n in range(1_000)})
    before = resident()
    assert len(members(io.BytesIO(many), most=2_000, largest=10**7)) == 1_000
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("年报.txt", bytes(120 * 1024**2))
    with pytest.raises(PackageError, match="large"):
        members(packed, most=2_000, largest=10**7)
    # What is in an inner archive is not looked at: it is a file that cannot be read.
    inner = io.BytesIO(nested())
    assert [member.name for member in members(inner, most=2_000, largest=10**7)] == ["b.zip"]
    with pytest.raises(DocumentError, match="压缩文件"):
        bounded.read_bounded(content(inner, 0, most=2_000, largest=10**7))
    assert resident() < before + ROOM


def test_the_reading_process_ends_with_the_one_that_began_it() -> None:
    program = (
        "import django, os, sys; django.setup()\n"
        "from govreport.documents.read import bounded\n"
        "bounded.read_bounded(sys.stdin.buffer.read())\n"
        "print(bounded._process.child.pid, flush=True)\n"
        "os._exit(0)\n"  # as a process ends that is killed: nothing is tidied up
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], input=WORD, capture_output=True, cwd=ROOT, env=environment, check=True
    )
    pid = int(done.stdout)
    descriptor = _opened(pid)
    if descriptor is not None:  # it has not ended yet: wait for it
        assert select.select([descriptor], [], [], 30)[0]
        os.close(descriptor)
    assert not _alive(pid)


def _opened(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


REPEATED = """
import resource, django
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
django.setup()
from govreport.checks import findings
from govreport.documents.read import read
from govreport.standards.document import SECTION_LIMIT, DocumentError
from tests.builders import balanced

WHAT
print("done")
"""
READ = """
for piece in ("0", "1 ", "1.", "1,", "|", " ", "（一）", "件", "--", "12件", "政府信息公开", "、"):
    text = (piece * 1_000_000)[:990_000]
    for width in (80, 2_000, 990_000):
        lines = "\\n".join(text[place:place + width] for place in range(0, len(text), width))
        try:
            read(lines[:990_000].encode())
        except DocumentError as error:
            assert str(error)
"""
RULES = """
document = balanced()
for piece in ("12件", "0件 ", "（", "1 ", "a@b.", "《"):
    text = (piece * SECTION_LIMIT)[:SECTION_LIMIT]
    findings(document.replace(title=text[:200], sections={**document.sections, "sec1": text}), None)
"""


@pytest.mark.parametrize("what", [READ, RULES], ids=["readers", "rules"])
def test_no_pattern_of_readers_and_rules_is_held_up_by_a_text_that_repeats_itself(what: str) -> None:
    # Where a pattern took work with the square of the length, the system would stop the process: 12件 took half a
    # minute alone before its words behind were bounded.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", REPEATED.replace("WHAT", what)],
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr[-2000:]
