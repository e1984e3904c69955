"""批量检查的限度: how many files of what size an office may upload, and the sentences for what is beyond."""

from typing import Final

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from govreport.documents.office.package import PackageError
from govreport.documents.read.told import phrase as _

MOST_FILES: Final = 2000
# Days that uploaded files are kept.
DAYS: Final = 30


def largest() -> int:
    """Bytes of one report file, as everywhere."""
    return int(settings.REPORT_FILE_MAX_SIZE)


def largest_all() -> int:
    """Bytes of all uploads of a batch together."""
    return int(settings.BATCH_MAX_SIZE)


def archive_problem(name: str, error: PackageError) -> str:
    """Why an archive is not taken, and what to do."""
    words = {"name": name, "most": MOST_FILES, "limit": filesizeformat(largest())}
    return {
        "many": _("压缩文件“%(name)s”中的文件超过 %(most)s 个。请分成几个批次。"),
        "large": _("压缩文件“%(name)s”中有超过 %(limit)s 的文件。请取出后重新压缩。"),
        "locked": _("压缩文件“%(name)s”有密码，无法打开。请去除密码后再传。"),
        "empty": _("压缩文件“%(name)s”中没有文件。"),
        "broken": _("压缩文件“%(name)s”已损坏，无法打开。请重新压缩后再传。"),
    }[str(error)] % words


def file_problem(name: str, size: int) -> str:
    """Why a single file is not taken; nothing where it is."""
    if not size:
        return _("“%(name)s”是空文件。") % {"name": name}
    if size > largest():
        sizes = {"size": filesizeformat(size), "limit": filesizeformat(largest())}
        return _("“%(name)s”有 %(size)s，最多读取 %(limit)s。请换一个文件。") % {"name": name, **sizes}
    return ""
