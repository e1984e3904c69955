"""校核规则: what the rule book says of a rule that is written in Python, and the one way to make its findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

# A check: the report, and the report of the year before where there is one.
Check = Callable[[Document, Document | None], Iterator[Finding]]

ALL: Final = ("e2014", "e2019", "e2021")
SIX_PARTS: Final = ("e2019", "e2021")


class Scope(StrEnum):
    """校核范围: the chapters of the rule book."""

    STRUCTURE = "structure"  # 结构
    CELL = "cell"  # 单元格
    TABLE = "table"  # 表内
    CROSS = "cross"  # 表间
    NARRATIVE = "narrative"  # 文表
    PRIVACY = "privacy"  # 个人信息与保密
    YEAR = "year"  # 跨年
    PUBLICATION = "publication"  # 公布
    LAYOUT = "layout"  # 版式


@dataclass(frozen=True, slots=True)
class Rule:
    """校核规则: one rule of the catalogue that is no relation of an edition and no rule of a single cell.

    ``sentence`` says in general words what must hold; ``basis`` what it rests on, shown with every finding;
    ``official`` is False where that is sound practice and not a regulation, so that it is never passed off as law.
    """

    id: str
    severity: Severity
    scope: Scope
    editions: tuple[str, ...]
    sentence: str
    sentence_en: str
    basis: str
    basis_en: str
    official: bool = False

    def finding(
        self,
        addresses: Iterable[str],
        message: str,
        message_en: str,
        *,
        left: str | None = None,
        right: str | None = None,
        related: Iterable[str] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule; ``severity`` where this case weighs less or more than the rule in general."""
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            addresses=tuple(addresses),
            message=message,
            message_en=message_en,
            left=left,
            right=right,
            related=tuple(related),
            basis=self.basis,
        )

    def applies(self, document: Document) -> bool:
        """Whether the rule is one of the document's edition."""
        return document.edition in self.editions
