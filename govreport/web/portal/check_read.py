"""读取受检文件: each file by itself, so that one that cannot be read keeps no other from being checked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from govreport.documents.findings.checked import Checked, checked
from govreport.documents.read.result import ReadResult
from govreport.documents.render.text import printable
from govreport.standards.document import Document, DocumentError

# Characters of all texts of a report together: a long one has fifty thousand. The rules read every one of them, in the
# process that serves the pages.
MOST_WORDS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Unread:
    """读不了的文件: its name and why."""

    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    result: ReadResult

    @property
    def document(self) -> Document:
        return self.result.document


def read_all(
    sources: Iterable[tuple[str, bytes]], last: Document | None, read: Callable[[str, bytes], ReadResult]
) -> tuple[list[Checked], list[Unread]]:
    """Everything that ``read`` could read, checked; and what it could not. ``last`` is last year's report, if any.

    Where two years of one agency are checked together, the later is compared with the earlier by itself.
    """
    found: list[_Read] = []
    unread: list[Unread] = []
    for name, data in sources:
        try:
            item = _Read(name, read(name, data))
            _refuse_endless(item.document)
            found.append(item)
        except DocumentError as error:
            unread.append(Unread(printable(name)[:120], str(error)))
    return [_checked(item, found, last) for item in found], unread


def _refuse_endless(document: Document) -> None:
    count = sum(map(len, document.sections.values()))
    if count > MOST_WORDS:
        words = _("正文有 %(count)s 字，最多体检 %(most)s 字。请只保留报告本身后重试。")
        raise DocumentError(words % {"count": count, "most": MOST_WORDS})


def _checked(item: _Read, found: Sequence[_Read], last: Document | None) -> Checked:
    if last is None or (len(found) > 1 and not _same(last, item.document)):
        before = next((other.document for other in found if _follows(item.document, other.document)), None)
        return checked(item.name, item.result, before)
    if not _next_year(item.document, last):
        return checked(item.name, item.result, None, _not_before(item.document, last))
    return checked(item.name, item.result, last, "" if _same(last, item.document) else _other_agency(last))


def _follows(document: Document, earlier: Document) -> bool:
    return _next_year(document, earlier) and bool(earlier.agency.name) and _same(document, earlier)


def _next_year(document: Document, earlier: Document) -> bool:
    return document.year is not None and earlier.year == document.year - 1


def _same(one: Document, other: Document) -> bool:
    return one.agency.name == other.agency.name


def _not_before(document: Document, last: Document) -> str:
    if document.year is None or last.year is None:
        return _("没有从文件中读出年度，上年的文件没有用来比对。")
    return _("上年的文件是 %(last)s 年度的报告，不是 %(year)s 年度的上一年，没有用来比对。") % {
        "last": last.year,
        "year": document.year,
    }


def _other_agency(last: Document) -> str:
    if not last.agency.name:
        return _("上年的文件中没有读出机关名称，请核对是不是同一机关的报告。")
    return _("上年的文件是“%(name)s”的报告，机关名称不同，请核对是不是同一机关。") % {"name": last.agency.name}
