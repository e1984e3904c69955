"""文件包: an office file is a ZIP archive of XML: written without the clock, opened with limits."""

import io
import zlib
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

# The earliest date a ZIP archive can state.
NO_DATE = (1980, 1, 1, 0, 0, 0)

# What an office file of a report may be at the most; beyond that it is something else, or a trap.
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_MEMBERS: Final = 500
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 100
# Small members are harmless however well they are packed.
_SMALL: Final = 1024 * 1024


class PackageError(ValueError):
    """不是可以打开的文件包: why an archive is not opened, as a word for the reader that asked."""


def settled(data: bytes) -> bytes:
    """The archive with its members in the same order, none of them dated.

    The libraries that write DOCX and XLSX stamp the members with the time of writing.
    """
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for member in source.infolist():
            undated = ZipInfo(member.filename, NO_DATE)
            undated.compress_type = ZIP_DEFLATED
            undated.external_attr = 0o600 << 16
            archive.writestr(undated, source.read(member))
    return target.getvalue()


def members(data: bytes, *names: str) -> dict[str, bytes]:
    """The members of an archive that are asked for and there; nothing is unpacked before its size is known to be fit.

    Raises ``PackageError`` for an archive that is broken, locked, or larger than a report can be.
    """
    if len(data) > MOST_BYTES:
        raise PackageError("large")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
            _refuse_traps(found)
            wanted = {item.filename: item for item in found if item.filename in names}
            return {name: archive.read(item) for name, item in wanted.items()}
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        if isinstance(error, PackageError):
            raise
        raise PackageError("broken") from error


def _refuse_traps(found: list[ZipInfo]) -> None:
    if len(found) > MOST_MEMBERS or sum(item.file_size for item in found) > MOST_UNPACKED:
        raise PackageError("large")
    for item in found:
        if item.flag_bits & 1:
            raise PackageError("locked")
        if item.file_size > _SMALL and item.file_size > MOST_RATIO * max(item.compress_size, 1):
            raise PackageError("large")


def safe_parser() -> Any:
    """A parser of XML that resolves nothing, loads nothing, and refuses what is nested or long beyond reason."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
