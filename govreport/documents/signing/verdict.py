"""验签结果: what a look at the signatures of a file found."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _


class Outcome(StrEnum):
    """验签结论: the five things that can be said of a file."""

    INTACT = "intact"  # 签名完整
    ALTERED = "altered"  # 签名后被改动
    APPENDED = "appended"  # 签名后有增补
    UNSIGNED = "unsigned"  # 没有签名
    UNREADABLE = "unreadable"  # 不是可读的 PDF


@dataclass(frozen=True, slots=True)
class Verdict:
    """验签结果: the outcome, and what the certificate says of itself; nobody is asked whether it is to be trusted.

    ``signed_at`` is the time that the signing system gave; ``own`` whether the certificate is the one set here.
    """

    outcome: Outcome
    signer: str = ""
    issuer: str = ""
    serial: str = ""
    signed_at: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    algorithm: str = ""
    own: bool = False

    @property
    def intact(self) -> bool:
        """Whether the file is, from its first byte to its last, the one that was signed."""
        return self.outcome is Outcome.INTACT

    @property
    def in_time(self) -> bool:
        """Whether the certificate was valid at the time of signing."""
        if not (self.signed_at and self.valid_from and self.valid_until):
            return False
        return self.valid_from <= self.signed_at <= self.valid_until

    @property
    def sentence(self) -> str:
        """The outcome in words, in the reader's language."""
        words = {
            Outcome.INTACT: _("签名完整：签名覆盖整个文件，签名后文件没有改动。"),
            Outcome.ALTERED: _("签名无效：文件在签名后被改动，不能作为公布的文件使用。请重新下载。"),
            Outcome.APPENDED: _("签名没有覆盖整个文件：签名后有人增补过内容，增补的部分不受签名保护。请重新下载。"),
            Outcome.UNSIGNED: _("文件没有电子签名。"),
            Outcome.UNREADABLE: _("文件不是可读的 PDF，无法查验签名。"),
        }
        return words[self.outcome]
