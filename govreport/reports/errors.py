"""不予办理: why a service does not do what it was asked, as a sentence for the person who asked."""

from django.utils.functional import Promise


class Refused(ValueError):  # noqa: N818 (reads as what happens)
    """不予办理: ``str()`` is a plain sentence in the reader's language; nothing was changed."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused, PermissionError):  # noqa: N818
    """没有权限: the person holds no role that allows it."""
