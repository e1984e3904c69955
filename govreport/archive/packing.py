"""拆包: uploaded files, ZIP archives among them, as single report files; limits first, nothing is unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from govreport.documents.render.text import printable
from govreport.reports.errors import Refused

MOST_FILES: Final = 200
# Bytes: of one report, as everywhere, and of all together.
LARGEST: Final = 10 * 1024 * 1024
LARGEST_ALL: Final = 200 * 1024 * 1024
_OFFICE: Final = "[Content_Types].xml"
_LEFT_OUT: Final = ("__MACOSX/", ".")


def unpacked(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The report files in what was uploaded, in order, by their bare names.

    Raises ``Refused`` with a sentence for an archive that is broken, locked, nested, empty or too large.
    """
    found: list[tuple[str, bytes]] = []
    total = 0
    for name, data in files:
        for own, content in _members(name, data) if _is_archive(data) else [(name, data)]:
            total += len(content)
            if len(found) >= MOST_FILES:
                raise Refused(_("一次最多归档 %(most)s 个文件。请分几次上传。") % {"most": MOST_FILES})
            if total > LARGEST_ALL:
                raise Refused(_("文件合计超过 %(most)s MB。请分几次上传。") % {"most": LARGEST_ALL // 1024 // 1024})
            found.append((bare(own), content))
    return found


def bare(name: str) -> str:
    """The name without folders and without what cannot be shown."""
    return printable(PurePosixPath(name.replace("\\", "/")).name)[-200:] or _("未命名文件")


def _is_archive(data: bytes) -> bool:
    """Whether it is a ZIP archive of files; Word and Excel files are ZIP archives of another kind."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _OFFICE not in archive.namelist() and "OFD.xml" not in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return True


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [item for item in archive.infolist() if not item.is_dir() and not _left_out(item)]
            _refuse_archive(name, members)
            for item in members:
                # One byte more than is announced: what an archive says of itself is not believed.
                with archive.open(item) as file:
                    content = file.read(LARGEST + 1)
                if len(content) > LARGEST:
                    raise Refused(_too_large(_named(item), name))
                yield _named(item), content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(_("压缩文件“%(name)s”已损坏，无法打开。请重新压缩后再传。") % {"name": bare(name)}) from error


def _left_out(item: zipfile.ZipInfo) -> bool:
    """What systems put into archives beside the files: shadows and hidden files."""
    path = PurePosixPath(item.filename.replace("\\", "/"))
    return item.filename.startswith(_LEFT_OUT[0]) or path.name.startswith(_LEFT_OUT[1]) or path.name == "Thumbs.db"


def _refuse_archive(name: str, members: list[zipfile.ZipInfo]) -> None:
    words = {"name": bare(name), "most": MOST_FILES}
    if not members:
        raise Refused(_("压缩文件“%(name)s”中没有文件。") % words)
    if len(members) > MOST_FILES:
        raise Refused(_("压缩文件“%(name)s”中的文件超过 %(most)s 个。请分几次上传。") % words)
    for item in members:
        if item.flag_bits & 0x1:
            raise Refused(_("压缩文件“%(name)s”有密码，无法打开。请去除密码后再传。") % words)
        if item.file_size > LARGEST:
            raise Refused(_too_large(_named(item), name))
    if sum(item.file_size for item in members) > LARGEST_ALL:
        raise Refused(_("压缩文件“%(name)s”展开后过大。请分几次上传。") % words)


def _too_large(name: str, archive: str) -> str:
    words = {"name": bare(name), "archive": bare(archive), "limit": LARGEST // 1024 // 1024}
    return _("“%(archive)s”中的“%(name)s”超过 %(limit)s MB。请换一个文件。") % words


def _named(item: zipfile.ZipInfo) -> str:
    """The name of a member; those packed on Chinese Windows are GB18030 and do not say so."""
    if item.flag_bits & 0x800:
        return item.filename
    try:
        return item.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return item.filename
