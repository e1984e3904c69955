"""联动数字的显示: which numbers of a text follow the tables, and the sentences that say what happened to them."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.documents.headings import patterns
from govreport.reports.models import FigureLink
from govreport.reports.services import Followed, Written
from govreport.reports.services.links import number_at
from govreport.standards.document import SECTION_LIMIT
from govreport.standards.edition import Edition, Section
from govreport.web.desk.panel import section_name
from govreport.web.desk.sheet import Sheet

# A paragraph beyond this is hard to read; it is said, not forbidden.
LONG_PARAGRAPH: Final = 5_000


def links(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """The links of every text by the name of its field (``sections.<code>``), in the order of the text.

    ``start`` counts characters of the stored text; ``number`` is what stands there, ``value`` what the cell says now
    (empty: no number), ``note`` what has to be said about it in the list, ``updated`` and ``broken`` above the text.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for link in sheet.links:
        found.setdefault(f"sections.{link.section}", []).append(_shown(link, sheet))
    return found


def _shown(link: FigureLink, sheet: Sheet) -> dict[str, Any]:
    number = sheet.document.sections.get(link.section, "")[slice(*link.span)]
    value = number_at(sheet.document, link.address)
    place = place_of(sheet.edition, link.address)
    return {
        "id": link.pk,
        "address": link.address,
        "place": place,
        "start": link.start,
        "length": link.length,
        "number": number,
        "value": value,
        "section": section_with(sheet.edition, link.address),
        "note": "" if value else _("所引用的格现在没有数字，文字里仍是 %(number)s。") % {"number": number},
        "updated": _updated(place, link.seen, number) if value and link.seen != number else "",
        "broken": "" if value else _broken(place, number),
    }


def _updated(place: str, was: str, now: str) -> str:
    words = {"place": place, "was": was, "now": now}
    return _("%(place)s由 %(was)s 改为 %(now)s，本部分引用的数字已随之更新。") % words


def _broken(place: str, number: str) -> str:
    words = {"place": place, "number": number}
    return _("本部分引用了%(place)s，这一格现在没有数字，文字里仍是 %(number)s。请先填表，或者修改文字。") % words


def told_of(followed: tuple[Followed, ...], edition: Edition) -> list[str]:
    """What changed cells did to texts, as sentences."""
    return [_told(item, edition) for item in followed]


def _told(item: Followed, edition: Edition) -> str:
    words = {
        "place": place_of(edition, item.address),
        "section": section_name(edition, item.section),
        "was": item.was,
        "now": item.now,
    }
    if item.now:
        return _("“%(section)s”引用的数字已随之更新：%(place)s由 %(was)s 改为 %(now)s。") % words
    return _("“%(section)s”引用了%(place)s，这一格现在没有数字，文字里仍是 %(was)s。") % words


def told_unlinked(written: Written, edition: Edition) -> list[str]:
    """Which numbers follow their cells no more because they were changed in the text."""
    return [
        _("文字中的“%(number)s”改动了，不再与%(place)s联动。") % {"number": number, "place": place_of(edition, address)}
        for address, number in written.unlinked
    ]


def place_of(edition: Edition, address: str) -> str:
    """Where a cell stands, in the reader's language."""
    cell = edition.cells[address]
    return cell.place_en if (get_language() or "").startswith("en") else cell.place


def section_with(edition: Edition, address: str) -> str:
    """The code of the section whose page has the cell."""
    table = edition.cells[address].table
    return next(part.code for part in edition.sections if (part.table or part.kind) == table)


def linked_context(sheet: Sheet, part: Section) -> dict[str, Any]:
    """The links of one section and what was updated in it, for its page."""
    found = links(sheet).get(f"sections.{part.code}", [])
    said = [item["updated"] or item["broken"] for item in found]
    return {
        "text_links": found,
        "updated": list(dict.fromkeys(sentence for sentence in said if sentence)),
        "can_acknowledge": any(item["updated"] for item in found),
    }


def text_data(report: int, part: Section) -> dict[str, Any]:
    """What the scripts of a text need: where links are asked for, what a heading is, and what is said."""
    return {
        "url": reverse("drafting:links", args=[report, part.code]),
        "headings": patterns(),
        "limit": SECTION_LIMIT,
        "longest": LONG_PARAGRAPH,
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "length": _("{count} 字"),
        "lengthOf": _("{count} 字 / 上限 {limit} 字"),
        "tooLong": _("{count} 字，超过上限 {limit} 字，请删减后再保存"),
        "longParagraph": _("第 {number} 段有 {count} 字，建议分段"),
        "headings": _("{count} 个标题"),
        "nothingBelow": _("下面还没有文字"),
        "numbering": _("序号不连续，应为“{number}”"),
        "insert": _("插入表中数据"),
        "link": _("联动选中的“{number}”"),
        "titleInsert": _("插入表中数据"),
        "titleLink": _("选中的“{number}”与哪一格联动"),
        "loading": _("正在读取各表数据"),
        "cells": _("{count} 格。方向键移动，回车选定。"),
        "noCells": _("没有符合的格，请换一个词。"),
        "blankCell": _("%(place)s还没有数字，不能插入。请先在表中填写。") % {"place": "{place}"},
        "linked": _("“{number}”已与{place}联动，表中改动时随之更新。"),
        "notSaved": _("文字还没有保存，暂时不能插入。请看保存状态。"),
        "offline": _("没有连上服务器，请稍后再试。"),
        "pasted": _("已粘贴 {count} 段，只保留文字和段落。"),
        "pastedTables": _("其中 {count} 个表格没有粘贴，数据请填到二、三、四部分的表中。"),
        "pastedPictures": _("其中 {count} 张图片没有粘贴。"),
    }
