"""拆包: uploaded files, ZIP archives among them, as single report files; nothing is unpacked to disk."""

import io
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from govreport.documents.office.archive import content, is_collection, members
from govreport.documents.office.package import MOST_MEMBERS, PackageError
from govreport.documents.render.text import printable
from govreport.reports.errors import Refused

MOST_FILES: Final = 200
# Bytes: of one report, as everywhere, and of all together.
LARGEST: Final = 10 * 1024 * 1024
LARGEST_ALL: Final = 200 * 1024 * 1024


def unpacked(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The report files in what was uploaded, in order, by their bare names.

    Raises ``Refused`` with a sentence for an archive that is broken, locked, nested, empty or too large.
    """
    found: list[tuple[str, bytes]] = []
    total = 0
    for name, data in files:
        # A Word file is a ZIP archive with as many members as it has pictures.
        archive = is_collection(io.BytesIO(data), max(MOST_FILES, MOST_MEMBERS))
        for own, found_in in _members(name, data) if archive else [(name, data)]:
            total += len(found_in)
            if len(found) >= MOST_FILES:
                raise Refused(_("一次最多归档 %(most)s 个文件。请分几次上传。") % {"most": MOST_FILES})
            if total > LARGEST_ALL:
                raise Refused(_("文件合计超过 %(most)s MB。请分几次上传。") % {"most": LARGEST_ALL // 1024 // 1024})
            found.append((bare(own), found_in))
    return found


def bare(name: str) -> str:
    """The name without folders and without what cannot be shown."""
    return printable(PurePosixPath(name.replace("\\", "/")).name)[-200:] or _("未命名文件")


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    file = io.BytesIO(data)
    try:
        found = members(file, most=MOST_FILES, largest=LARGEST)
        if sum(member.size for member in found) > LARGEST_ALL:
            raise Refused(_("压缩文件“%(name)s”展开后过大。请分几次上传。") % {"name": bare(name)})
        for member in found:
            yield member.name, content(file, member.index, most=MOST_FILES, largest=LARGEST)
    except PackageError as error:
        raise Refused(_problem(name, error)) from error


def _problem(name: str, error: PackageError) -> str:
    """Why an archive is not opened, and what to do."""
    words = {"name": bare(name), "most": MOST_FILES, "limit": filesizeformat(LARGEST)}
    return {
        "many": _("压缩文件“%(name)s”中的文件超过 %(most)s 个。请分几次上传。"),
        "large": _("压缩文件“%(name)s”中有超过 %(limit)s 的文件。请取出后重新压缩。"),
        "locked": _("压缩文件“%(name)s”有密码，无法打开。请去除密码后再传。"),
        "empty": _("压缩文件“%(name)s”中没有文件。"),
        "broken": _("压缩文件“%(name)s”已损坏，无法打开。请重新压缩后再传。"),
    }[str(error)] % words
