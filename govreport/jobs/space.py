"""磁盘空间: no job begins on a disk that is about to be full, and no half file is left behind."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings


def enough_space() -> bool:
    """Whether the disks of the files and of what lives beside them have the share free that the settings ask for."""
    least: float = settings.JOBS_FREE_SPACE
    return free_share() >= least


def free_share() -> float:
    """The share (0 to 1) of the fuller one of these disks that is free."""
    return min(_free(Path(folder)) for folder in (settings.MEDIA_ROOT, settings.VAR_DIR))


def _free(folder: Path) -> float:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return usage.free / usage.total


_MODE: Final = 0o644


def write_whole(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write a file so that it is there whole or not at all: beside it, to the disk, then under its name.

    Raises ``OSError``, and nothing is left then; ``FileExistsError`` where it may not replace the file that is there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(_MODE)
        if replace:
            draft.replace(path)
        else:
            os.link(draft, path)
            draft.unlink()
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
