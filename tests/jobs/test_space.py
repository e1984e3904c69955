"""整份写入: a file is there whole or not at all, also on a disk that is full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from govreport.jobs.space import write_whole
from tests.paths import ROOT

# A process that may write a thousand bytes into a file, no more: the nearest thing to a full disk without one.
FULL = """
import resource, signal, sys
from pathlib import Path
from govreport.jobs.space import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except OSError as error:
    print(type(error).__name__, error.errno)
"""


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.bin"
    write_whole(path, b"123")
    assert path.read_bytes() == b"123"
    assert [item.name for item in path.parent.iterdir()] == ["c.bin"]


def test_a_disk_that_fills_up_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    path = tmp_path / "c.bin"
    write_whole(path, b"old")
    command = [sys.executable, "-c", FULL, str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("OSError 27")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["c.bin"]


def test_a_disk_that_does_not_take_the_last_bytes_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "c.bin", b"123")
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_stores_is_stored_that_way_and_replaces_nothing(media_folder: Path) -> None:
    first = default_storage.save("2023/a.pdf", ContentFile(b"1"))
    second = default_storage.save("2023/a.pdf", ContentFile(b"2"))
    assert first == "2023/a.pdf"
    assert second != first
    assert (media_folder / first).read_bytes() == b"1"
    assert (media_folder / second).read_bytes() == b"2"
    assert len(list((media_folder / "2023").iterdir())) == 2


def test_of_two_who_take_a_name_at_once_each_keeps_a_file(media_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default_storage.save("a.pdf", ContentFile(b"1"))
    storage = type(default_storage._wrapped) if hasattr(default_storage, "_wrapped") else type(default_storage)
    names = iter(["a.pdf", "b.pdf"])
    monkeypatch.setattr(storage, "get_available_name", lambda self, name, max_length=None: next(names))
    assert default_storage.save("a.pdf", ContentFile(b"2")) == "b.pdf"
    assert (media_folder / "a.pdf").read_bytes() == b"1"
