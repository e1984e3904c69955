"""报送函: the letter with which an agency submits its report to the office in charge of disclosure.

Its words come from the report and from what only the sender knows (``LetterFacts``); ``pdf.py`` and ``docx.py`` set it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from govreport.documents.findings.notice import chinese_date
from govreport.documents.render.pdf import CHINA
from govreport.documents.render.text import printable
from govreport.documents.render.title import title_lines, width
from govreport.standards.document import Document

# Sizes of 发文机关标志 (pt), and how wide it may be: the red line of 信函格式 is 170 mm, the text block 156 mm.
MARK_SIZES: Final = (36, 32, 28, 26, 24, 22, 20, 18, 16)
_MARK_WIDTH: Final = 160 / 25.4 * 72
_MARK_WIDTH_GENERAL: Final = 150 / 25.4 * 72


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """发文要素: what only the sender knows; empty where the letter is to leave it out.

    ``number`` is 发文字号 (``standards.document_number``), ``copies`` 抄送机关 separated as they are to be printed,
    ``printed_by`` 印发机关 and ``printed_on`` 印发日期: with them the letter is set in the general format.
    """

    addressee: str
    issued: date
    number: str = ""
    copies: str = ""
    contact: str = ""
    phone: str = ""
    printed_by: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """报送函: its elements in the order of GB/T 9704-2012, as text.

    ``printed_by`` and ``printed_on`` (“2026年1月31日印发”) are the last line of 版记; both are empty in 信函格式.
    """

    mark: str
    number: str
    title: str
    title_lines: tuple[str, ...]
    addressee: str
    paragraphs: tuple[str, ...]
    annex: str
    date: str
    note: str
    copies: str
    moment: datetime
    printed_by: str = ""
    printed_on: str = ""

    @property
    def general(self) -> bool:
        """Whether it is set in the general format, whose 版记 has lines and 印发机关; 信函格式 has neither."""
        return bool(self.printed_by)

    @property
    def mark_size(self) -> int:
        """The size of 发文机关标志 (pt): as large as its line allows."""
        most = _MARK_WIDTH_GENERAL if self.general else _MARK_WIDTH
        fitting = (size for size in MARK_SIZES if width(self.mark) * size <= most)
        return next(fitting, MARK_SIZES[-1])


def submission_letter(document: Document, facts: LetterFacts, published: date | None = None) -> Letter:
    """The letter for a report; ``published`` is the day on which the public got it, if it has.

    A letter never speaks of a day after its own.
    """
    agency = printable(document.agency.name).strip()
    title = printable(document.title).strip() or document.format.title_for(agency, document.year or 0)
    printed_by = _bare(facts.printed_by)
    own = f"关于报送{document.year}年政府信息公开工作年度报告的函"
    return Letter(
        mark=agency,
        number=facts.number,
        title=f"{agency}{own}",
        title_lines=(*title_lines(f"{agency}关于报送"), own.removeprefix("关于报送")),
        addressee=printable(facts.addressee).strip(),
        paragraphs=tuple(_paragraphs(document, title, published if published and published <= facts.issued else None)),
        annex=title,
        date=chinese_date(facts.issued),
        note=_note(facts),
        copies=_bare(facts.copies),
        moment=datetime.combine(facts.issued, time(), CHINA),
        printed_by=printed_by,
        printed_on=f"{chinese_date(facts.printed_on or facts.issued)}印发" if printed_by else "",
    )


def _bare(text: str) -> str:
    """A name or names without the punctuation that the letter sets itself."""
    return printable(text).strip(" 。；;，,")


def _paragraphs(document: Document, title: str, published: date | None) -> list[str]:
    period = f"报告所列数据的统计期限为{document.year}年1月1日至12月31日。"
    if published:
        period += f"报告已于{chinese_date(published)}向社会公布。"
    return [
        "根据《中华人民共和国政府信息公开条例》的规定，"
        f"我单位按照{document.format.instrument}的要求编制了《{title}》，现予报送，请审阅。",
        period,
    ]


def _note(facts: LetterFacts) -> str:
    """附注: whom to ask."""
    items = (("联系人", printable(facts.contact).strip()), ("联系电话", printable(facts.phone).strip()))
    words = "；".join(f"{name}：{value}" for name, value in items if value)
    return f"（{words}）" if words else ""
