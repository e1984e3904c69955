"""导入确认的内容: what the page shows: doubts in order, grids with a mark in every cell, texts, findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from govreport import checks
from govreport.checks.progress import UNFILLED
from govreport.documents.imports.items import Certainty, Confirming, Item
from govreport.documents.read.place import Place
from govreport.documents.read.told import Sentence
from govreport.documents.render.tables import OfficialTable, TableCell, official_table
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile
from govreport.reports.selectors import current_version
from govreport.reports.services.cells import shown
from govreport.standards.document import Document
from govreport.standards.edition import Section
from govreport.standards.finding import Finding, Severity
from govreport.web.desk.sheet import BLANK
from govreport.web.desk.templatetags.report_grid import aria_label
from govreport.web.desk.templatetags.report_grid import name as name_of
from govreport.web.drafting.imports.source import anchor
from govreport.web.drafting.imports.words import MARKS, about, described


@dataclass(frozen=True, slots=True)
class Doubt:
    """一处存疑: ``id`` names it on the page, ``where`` its place in the file, ``text`` what stands in its field.

    ``row``: of a doubt about a row, the names of its columns with what stands there.
    """

    item: Item
    id: str
    about: str
    lang: str
    where: str
    anchor: str
    text: str
    current: bool
    row: tuple[tuple[str, str], ...] = ()
    language: str = "zh-hans"

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What there is to say, each sentence with its language: those of earlier readings stand as they were kept."""
        now = get_language() or "zh-hans"
        return tuple((now if isinstance(text, Sentence) else self.language, text) for text in self.item.messages)

    @property
    def state(self) -> Certainty:
        """What a person has made of it so far."""
        if self.item.corrected:
            return Certainty.CORRECTED
        if self.item.decided:
            return Certainty.CONFIRMED
        return Certainty.INFERRED if self.item.inferred else Certainty.DOUBTED

    @property
    def word(self) -> str:
        """The state in a word."""
        return str(MARKS[self.state][0])

    @property
    def icon(self) -> str:
        """The state as an icon."""
        return MARKS[self.state][1]


@dataclass(frozen=True, slots=True)
class Drawn:
    """格: a cell of the form; value cells say what stands there, how sure that is, and what the draft has now."""

    printed: TableCell
    css: str = ""
    text: str = ""
    label: str = ""
    word: str = ""
    icon: str = ""
    now: str = ""

    @property
    def cell(self) -> Any:
        """Spans, ids and headers."""
        return self.printed.cell


@dataclass(frozen=True, slots=True)
class Part:
    """一个部分: a section with its table as drawn rows, or its text; ``changes`` what it does to the draft."""

    section: Section
    holds: bool
    taken: bool
    text: str
    where: str
    anchor: str
    table: OfficialTable | None
    head: tuple[tuple[Drawn, ...], ...]
    body: tuple[tuple[Drawn, ...], ...]
    changes: bool

    @property
    def stubs(self) -> int:
        """How many columns of labels table three has; no other table needs to be told."""
        if self.table is None or self.table.layout.layout != "matrix":
            return 0
        return len(self.table.columns) - sum(item.cell.address is not None for item in self.body[0])


@dataclass(frozen=True)
class ImportPage:
    """导入确认页: an import as it is now; ``at`` is the place that is looked at, ``typed`` what could not be kept."""

    imported: ImportedFile
    state: Confirming
    at: str = ""
    typed: Mapping[str, str] | None = None

    @property
    def language(self) -> str:
        """The language in which the doubts were told when the file was read."""
        return str(self.imported.read.get("language", "zh-hans"))

    @property
    def english(self) -> bool:
        """Whether labels are shown in English."""
        return (get_language() or "").startswith("en")

    @cached_property
    def selected(self) -> str:
        """The place that is looked at: as asked for, else the first that waits, else the first doubt."""
        known = self.state.result.places
        if self.at in known or any(item.name == self.at for item in self.state.items):
            return self.at
        items = self.state.left or self.state.items
        return items[0].name if items and self.imported.open else ""

    @cached_property
    def next(self) -> str:
        """The place that waits next after the selected one; empty when none does."""
        names = [item.name for item in self.state.items]
        start = names.index(self.selected) + 1 if self.selected in names else 0
        waiting = {item.name for item in self.state.left}
        return next((name for name in [*names[start:], *names[:start]] if name in waiting), "")

    def place(self, name: str) -> Place | None:
        """Where something stands in the file; of a cell that is not known, where its row or table does."""
        places = self.state.result.places
        parts = name.split(".")
        return next((places[key] for n in range(len(parts), 0, -1) if (key := ".".join(parts[:n])) in places), None)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Everything to decide, in order."""
        edition = self.state.read.format
        typed = self.typed or {}
        return tuple(
            Doubt(
                item,
                f"doubt-{item.name}",
                *about(edition, item.name),
                described(self.place(item.name)),
                anchor(self.place(item.name)),
                typed.get(item.name, item.read if item.text is None else item.text),
                item.name == self.selected,
                self._row(item.name),
                self.language,
            )
            for item in self.state.items
        )

    def _row(self, name: str) -> tuple[tuple[str, str], ...]:
        edition = self.state.read.format
        own = [item for item in edition.figure_cells.values() if f"{item.table}.{item.row}" == name and item.column]
        columns = [edition.table(item.table).column(item.column or "") for item in own]
        return tuple(
            (name_of(column, english=self.english), self.state.stands(item.address))
            for column, item in zip(columns, own, strict=True)
        )

    @cached_property
    def draft(self) -> Document | None:
        """The draft the file goes into, as it stands."""
        version = current_version(self.imported.report) if self.imported.report and self.imported.open else None
        return document_of(version) if version else None

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections in order; those of which nothing was read as well, for that too is to be seen."""
        return tuple(self._part(section) for section in self.state.read.format.sections)

    def _part(self, section: Section) -> Part:
        table = official_table(self.state.read, section.table) if section.table else None
        return Part(
            section,
            self.state.holds(section.code),
            self.state.takes(section.code),
            self.state.document.sections.get(section.code, ""),
            described(self.place(section.table or section.code)),
            anchor(self.place(section.table or section.code)),
            table,
            tuple(tuple(self._drawn(cell) for cell in row) for row in table.head) if table else (),
            tuple(tuple(self._drawn(cell) for cell in row) for row in table.body) if table else (),
            self._changes(section),
        )

    def _changes(self, section: Section) -> bool:
        """Whether the part differs from the draft."""
        if self.draft is None:
            return False
        document = self.state.document
        if section.table is None:
            return document.sections.get(section.code, "") != self.draft.sections.get(section.code, "")
        cells = [cell.address for cell in document.format.figure_cells.values() if cell.table == section.table]
        same = document.edition == self.draft.edition
        return not same or any(shown(document, cell) != shown(self.draft, cell) for cell in cells)

    def _drawn(self, printed: TableCell) -> Drawn:
        address = printed.cell.address
        if address is None:
            return Drawn(printed, printed.classes)
        edition = self.state.read.format
        mark = self.state.certainty(address)
        word, icon = MARKS[mark]
        text = (self.typed or {}).get(address, self.state.stands(address))
        now = shown(self.draft, address) if self.draft and self.draft.edition == self.state.read.edition else ""
        return Drawn(
            printed,
            f"cell-{printed.cell.kind} sure-{mark}{' is-lit' if address == self.selected else ''}",
            text,
            aria_label(edition.code, address, english=self.english),
            str(word),
            icon,
            now if self.draft and now != text else "",
        )

    @cached_property
    def findings(self) -> tuple[dict[str, str], ...]:
        """What is wrong with the report as it would be: severity, sentence and first cell."""
        document = self.state.document
        found: list[Finding] = [*self.state.result.findings, *checks.findings(document)]
        order = list(Severity)
        language = get_language() or "zh-hans"
        cells = document.format.figure_cells
        shown_ = sorted(found, key=lambda item: order.index(item.severity))
        return tuple(
            {
                "severity": item.severity.value,
                "text": item.text(language),
                "cell": next((address for address in item.addresses if address in cells), ""),
            }
            for item in shown_
            if item.severity in (Severity.ERROR, Severity.WARNING) and item.rule not in UNFILLED
        )

    @property
    def blanks(self) -> int:
        """How many cells are still to be filled in."""
        return sum(item.rule == BLANK for item in checks.findings(self.state.document))

    def places(self) -> dict[str, dict[str, Any]]:
        """Where every cell and doubt stands, with its words, for scripts."""
        names = {*self.state.read.format.figure_cells, *(item.name for item in self.state.items)}
        names |= {section.code for section in self.state.read.format.sections}
        found = {name: self.place(name) for name in sorted(names)}
        return {name: {**place.to_plain(), "words": described(place)} for name, place in found.items() if place}

    def answer(self) -> dict[str, Any]:
        """The state of everything, for scripts: what has changed on the page after a decision."""
        return {
            "done": self.state.done,
            "all": len(self.state.items),
            "left": len(self.state.left),
            "next": self.next,
            "doubts": {
                doubt.item.name: {
                    "state": doubt.state.value,
                    "word": doubt.word,
                    "icon": doubt.icon,
                    "text": doubt.text,
                    "decided": doubt.item.decided,
                }
                for doubt in self.doubts
            },
            "cells": {
                address: {
                    "state": mark.value,
                    "word": str(MARKS[mark][0]),
                    "icon": MARKS[mark][1],
                    "text": self.state.stands(address),
                }
                for address in self.state.read.format.figure_cells
                if (mark := self.state.certainty(address))
            },
        }
