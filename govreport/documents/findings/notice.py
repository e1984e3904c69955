"""整改通知: the letter in which the supervising office tells an agency what is to be corrected in its report.

One letter an agency, from the findings alone: a person reads and signs it before it goes out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from govreport.checks.catalogue import entry
from govreport.checks.proposals import proposals
from govreport.documents.findings import Line, Listing
from govreport.documents.office.word import BODY, HEADINGS, SIGNED, add_title, official_word_file, word_bytes
from govreport.documents.render.title import title_lines
from govreport.standards.edition import Edition
from govreport.standards.finding import Severity
from govreport.standards.numbers import format_number
from govreport.standards.repair import Repair

CHINA: Final = timezone(timedelta(hours=8))
# Above this many ways to put a report right, a list helps nobody.
_MOST_WAYS = 3
_NUMERALS = "一二三"


@dataclass(frozen=True, slots=True)
class Office:
    """发文单位: who sends the notices, when, and until when answers are due; ``contact`` may be empty."""

    name: str
    issued: date
    due: date
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """整改通知: heading, addressee, and paragraphs as (style, text)."""

    title: str
    agency: str
    paragraphs: tuple[tuple[str, str], ...]


def needs_notice(item: Listing) -> bool:
    """Whether there is anything to correct or to explain; hints alone are no reason for a letter."""
    return any(line.severity is not Severity.HINT for line in item.lines)


def notice(item: Listing, office: Office) -> Notice:
    """The letter on one report. Raises ``ValueError`` when it has nothing to correct or to explain."""
    if not needs_notice(item):
        raise ValueError(f"nothing to correct in {item.title}")
    agency = item.agency or "有关单位"
    return Notice(f"关于整改《{item.title}》的通知", agency, tuple(_paragraphs(item, office, agency)))


def _paragraphs(item: Listing, office: Office, agency: str) -> Iterator[tuple[str, str]]:
    errors, warnings = item.count(Severity.ERROR), item.count(Severity.WARNING)
    counts = [f"须更正的问题 {errors} 项"] * bool(errors) + [f"须说明的问题 {warnings} 项"] * bool(warnings)
    yield "", f"{agency}："
    yield (
        BODY,
        f"经校核，你单位编制的《{item.title}》有{'、'.join(counts)}。根据《中华人民共和国政府信息公开条例》"
        "第四十七条，现将有关问题和整改要求通知如下。",
    )
    yield HEADINGS[0], "一、存在的问题"
    kinds = (("须更正的问题", Severity.ERROR), ("须说明的问题", Severity.WARNING), ("建议核对的内容", Severity.HINT))
    shown = [(name, lines) for name, kind in kinds if (lines := [x for x in item.lines if x.severity is kind])]
    for number, (name, lines) in enumerate(shown):
        yield HEADINGS[1], f"（{_NUMERALS[number]}）{name}"
        for place, line in enumerate(lines, 1):
            yield BODY, f"{place}. {_sentence(line)}"
    yield from _ways(item)
    yield HEADINGS[0], "二、整改要求"
    yield BODY, "请对照原始台账逐项核对：数据有误的予以更正，数据属实的写明原因，经本单位负责人审定。"
    yield (
        BODY,
        f"请于{chinese_date(office.due)}前报送更正后的报告和整改情况。报告已经公布的，应当同时公布更正后的报告，"
        "注明更正的内容和原因，并保留原报告。",
    )
    if office.contact:
        yield BODY, f"联系方式：{office.contact}"


def _sentence(line: Line) -> str:
    """The finding with where it is and what it rests on."""
    where = "" if line.place in line.message else f"【{line.place}】"
    # Only a regulation or the form itself is a 依据; good practice is told as the reason it is.
    found = entry(line.rule)
    word = "依据" if found and found.rule.official else "理由"
    return f"{where}{line.message}（{word}：{line.basis}）" if line.basis else f"{where}{line.message}"


def _ways(item: Listing) -> Iterator[tuple[str, str]]:
    """The smallest corrections that would clear the arithmetic, for the addressee to compare with the ledger."""
    found = proposals(item.document)
    if not 0 < len(found) <= _MOST_WAYS:
        return
    yield (
        BODY,
        "按勾稽关系推算，可能的更正如下，供核对原始台账时参考："
        + "；或者".join(_change(repair, item.document.format) for repair in found)
        + "。",
    )


def _change(repair: Repair, own: Edition) -> str:
    return "，".join(
        f"{own.cells[address].place}改为 {format_number(value)}" for address, value in repair.changes.items()
    )


def notice_docx(item: Listing, office: Office) -> bytes:
    """The letter as a DOCX file; the same findings and dates give the same bytes."""
    letter = notice(item, office)
    word = official_word_file(letter.title, office.name, datetime.combine(office.issued, time(), CHINA))
    add_title(word, title_lines(letter.title))
    for style, text in letter.paragraphs:
        word.add_paragraph(text, style or "Normal")
    word.add_paragraph("")
    word.add_paragraph(office.name, SIGNED)
    word.add_paragraph(chinese_date(office.issued), SIGNED)
    return word_bytes(word)


def chinese_date(day: date) -> str:
    """2026年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def worst_first(listings: Iterable[Listing]) -> Sequence[Listing]:
    """The reports in the order in which they deserve attention: most errors, then most warnings, then by name."""
    return sorted(
        listings,
        key=lambda item: (-item.count(Severity.ERROR), -item.count(Severity.WARNING), item.agency),
    )
