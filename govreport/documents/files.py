"""文件错误: why a file could not be opened or written, as a sentence for the person at the terminal."""

from django.utils.translation import gettext as _


def reason_of(error: OSError) -> str:
    """The plain reason of an operating-system error."""
    reasons: tuple[tuple[type[OSError], str], ...] = (
        (FileNotFoundError, _("没有这个文件或文件夹，请核对路径。")),
        (IsADirectoryError, _("这是文件夹，请写明文件。")),
        (PermissionError, _("没有读写的权限。")),
    )
    return next((text for kind, text in reasons if isinstance(error, kind)), error.strerror or str(error))
