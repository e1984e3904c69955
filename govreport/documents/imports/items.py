"""待确认的各处: what of a reading a person must decide on, how sure each cell is, and what the report becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from govreport.documents.read.result import ReadResult
from govreport.documents.read.text import order_of_places
from govreport.documents.read.unclear import choices_of
from govreport.reports.services.cells import as_shown, read_cell, shown
from govreport.standards.document import Document
from govreport.standards.edition import Cell
from govreport.standards.numbers import Kind, format_number, parse_number

TAKE: Final = "take."
LEFT_OUT: Final = "no"
TEXT: Final = "text."
"""Before the code of a section: what its text should be. The code alone is a doubt about it."""


class Certainty(StrEnum):
    """把握程度: how sure it is what stands in a cell; the last two are a person's word."""

    CERTAIN = "certain"
    DOUBTED = "doubted"
    INFERRED = "inferred"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Item:
    """一处存疑: its place, what there is to say, what was read there, and what a person has decided (None: nothing).

    ``typed``: something can be typed in its stead. ``choices`` are offered where digits stand apart (``apart``), which
    nobody may confirm as read unseen. ``rewritten``: what decides it is that the text of its section was put right.
    """

    name: str
    messages: tuple[str, ...]
    inferred: bool
    typed: bool
    read: str
    text: str | None
    apart: bool = False
    choices: tuple[str, ...] = ()
    rewritten: bool = False

    @property
    def decided(self) -> bool:
        """Whether a person has confirmed or corrected it."""
        return self.text is not None

    @property
    def undoable(self) -> bool:
        """Whether there is a decision to take back here; a text that was put right is set back where it stands."""
        return self.decided and not self.rewritten

    @property
    def corrected(self) -> bool:
        """Whether something else stands there now than was read."""
        return self.text is not None and self.typed and self.text != self.read


@dataclass(frozen=True)
class Confirming:
    """导入的现状: the reading of a file and what people have decided so far (name of a place → text)."""

    result: ReadResult
    decisions: Mapping[str, str]

    @property
    def read(self) -> Document:
        """The report as it was read."""
        return self.result.document

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything to be decided on, in the order of the report: doubts by place, and cells the equations filled."""
        messages: dict[str, list[str]] = {}
        for doubt in self.result.doubts:
            messages.setdefault(doubt.place, []).append(doubt.message)
        for address in self.result.inferred:
            messages.setdefault(address, [])
        order = order_of_places(self.read.format)
        names = sorted(messages, key=lambda name: order.get(name, len(order)))
        return tuple(self._item(name, tuple(messages[name])) for name in names)

    def _item(self, name: str, messages: tuple[str, ...]) -> Item:
        typed = name in self.read.format.figure_cells or name in ("title", "year")
        decision = self.decisions.get(name)
        rewritten = decision is None and self.is_rewritten(name)
        apart = self.is_apart(name)
        return Item(
            name,
            messages,
            name in self.result.inferred,
            typed,
            self.as_read(name),
            "" if rewritten else decision,
            apart,
            self._choices(name, apart),
            rewritten,
        )

    def is_apart(self, name: str) -> bool:
        """Whether a cell prints several numbers, or one whose digits stand apart."""
        text = self.read.printed.get(name, "")
        return bool(text) and parse_number(text).kind is Kind.MANY

    def _choices(self, name: str, apart: bool) -> tuple[str, ...]:
        """What a cell may hold whose digits stand apart: the number that was read of it, and all digits as one."""
        if not apart:
            return ()
        value = self.read.figures.get(name)
        own = () if value is None else (format_number(value),)
        return tuple(dict.fromkeys((*own, *choices_of(self.read.printed[name]))))

    def is_rewritten(self, section: str) -> bool:
        """Whether a person has put the text of a section right."""
        return f"{TEXT}{section}" in self.corrections

    @property
    def narratives(self) -> tuple[str, ...]:
        """The sections that are texts, by code."""
        return tuple(section.code for section in self.read.format.sections if section.table is None)

    def as_read(self, name: str) -> str:
        """The text read at a place (a cell, the title, the year, ``text.<section>``); empty where none can be."""
        if name.startswith(TEXT):
            return self.read.sections.get(name.removeprefix(TEXT), "")
        if name == "title":
            return self.read.title
        if name == "year":
            return str(self.read.year or "")
        return shown(self.read, name) if name in self.read.format.figure_cells else ""

    @property
    def done(self) -> int:
        """How many are decided."""
        return sum(item.decided for item in self.items)

    @property
    def left(self) -> tuple[Item, ...]:
        """Those that wait."""
        return tuple(item for item in self.items if not item.decided)

    @cached_property
    def corrections(self) -> dict[str, tuple[str, str]]:
        """Place → (as read, as a person says), where the two differ."""
        names = [name for name in self.decisions if self.is_typed(name)]
        pairs = {name: (self.as_read(name), self.decisions[name]) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def is_typed(self, name: str) -> bool:
        """Whether something can be typed at a place."""
        if name.startswith(TEXT):
            return name.removeprefix(TEXT) in self.narratives
        return name in self.read.format.figure_cells or name in ("title", "year")

    def takes(self, section: str) -> bool:
        """Whether a part of the report is taken over: one in which something was read, and that nobody leaves out."""
        return self.holds(section) and self.decisions.get(f"{TAKE}{section}") != LEFT_OUT

    def holds(self, section: str) -> bool:
        """Whether anything stands in a part of the report."""
        document = self.document
        part = next(item for item in document.format.sections if item.code == section)
        if part.table is None:
            fee = part.kind == "fee" and any(value is not None for value in document.fee.values())
            return fee or bool(document.sections.get(section))
        cells = [item.address for item in document.format.figure_cells.values() if item.table == part.table]
        return any(document.figures.get(address) is not None or document.printed.get(address) for address in cells)

    def section_of(self, name: str) -> str:
        """The part of the report in which a place stands; the first part for what concerns the whole."""
        code = name.removeprefix(TEXT).split(".")[0]
        sections = self.read.format.sections
        return next((item.code for item in sections if code in (item.code, item.table)), sections[0].code)

    @cached_property
    def document(self) -> Document:
        """The report as it would be now, all parts of it."""
        document = self.read
        values, printed, sections = {}, dict(document.printed), dict(document.sections)
        for name, (_read, text) in self.corrections.items():
            if name == "title":
                document = document.replace(title=text)
            elif name == "year":
                document = document.replace(year=int(text) if text.isdecimal() else None)
            elif name.startswith(TEXT):
                sections[name.removeprefix(TEXT)] = text
            else:
                values[name], kept = read_cell(document.format.figure_cells[name], text)
                printed.pop(name, None)
                if kept:
                    printed[name] = kept
        sections = {code: text for code, text in sections.items() if text or code in document.sections}
        return document.replace(figures=document.figures.replace(values), printed=printed, sections=sections)

    @cached_property
    def taken(self) -> Document:
        """The same without the parts that are left out."""
        document = self.document
        out = [section for section in document.format.sections if not self.takes(section.code)]
        tables = {section.table for section in out if section.table}
        cells = [item.address for item in document.format.figure_cells.values() if item.table in tables]
        codes = {section.code for section in out}
        fee = {} if any(section.kind == "fee" for section in out) else document.fee
        return document.replace(
            sections={code: text for code, text in document.sections.items() if code not in codes},
            figures=document.figures.replace(dict.fromkeys(cells)),
            printed={address: text for address, text in document.printed.items() if address not in cells},
            fee=fee,
        )

    def certainty(self, address: str) -> Certainty:
        """How sure a cell is; doubts about its row (of table four: about the table) are doubts about it."""
        cell = self.read.format.figure_cells[address]
        text = self.as_read(address)
        if address in self.decisions:
            return Certainty.CONFIRMED if self.decisions[address] == text else Certainty.CORRECTED
        about = [name for name in _about(self.read, cell) if name in self._asked]
        if any(name not in self.decisions for name in about):
            return Certainty.INFERRED if address in self.result.inferred else Certainty.DOUBTED
        if about:
            return Certainty.CONFIRMED
        if not text:
            return Certainty.BLANK
        unreadable = cell.numeric and self.read.figures.get(address) is None
        return Certainty.UNREADABLE if unreadable else Certainty.CERTAIN

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(item.name for item in self.items)

    def stands(self, name: str) -> str:
        """What stands at a place now."""
        return self.decisions.get(name, self.as_read(name))

    def normal(self, name: str, text: str) -> str:
        """A typed text as it is kept: as the cell would show it, the paragraphs of a section without blank ends."""
        if name.startswith(TEXT):
            return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
        cell = self.read.format.figure_cells.get(name)
        return as_shown(cell, text) if cell is not None else " ".join(text.split())


def _about(document: Document, cell: Cell) -> tuple[str, ...]:
    """The places whose doubts are about a cell."""
    whole = (cell.table,) if document.format.table(cell.table).layout == "blocks" else ()
    return (cell.address, f"{cell.table}.{cell.row}", *whole)
