"""导入确认的内容: what the page shows: doubts in order, grids with a mark in every cell, texts, findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from govreport import checks
from govreport.checks.progress import UNFILLED
from govreport.documents.imports.items import TEXT, Confirming
from govreport.documents.read.place import Place
from govreport.documents.render.tables import TableCell, official_table
from govreport.reports.services.cells import shown
from govreport.standards.document import Document
from govreport.standards.edition import Section
from govreport.standards.finding import Finding, Severity
from govreport.web.desk.imports.pieces import Doubt, Drawn, Part
from govreport.web.desk.imports.source import anchor
from govreport.web.desk.imports.words import MARKS, about, described
from govreport.web.desk.sheet import BLANK
from govreport.web.desk.templatetags.report_grid import aria_label
from govreport.web.desk.templatetags.report_grid import name as name_of


@dataclass(frozen=True)
class ImportPage:
    """导入确认页: a reading and what was decided about it.

    ``at`` is the place that is looked at, ``typed`` what could not be kept; ``language`` that of sentences of earlier
    readings; ``open`` while anything is to be decided; ``draft`` the draft the file goes into, as it stands;
    ``historic`` for a report of past years, which is kept as it was printed.
    """

    state: Confirming
    at: str = ""
    typed: Mapping[str, str] | None = None
    language: str = "zh-hans"
    open: bool = True
    draft: Document | None = None
    historic: bool = False

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
        return items[0].name if items and self.open else ""

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
                item.name in self.state.narratives,
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
    def parts(self) -> tuple[Part, ...]:
        """The sections in order; those of which nothing was read as well, for that too is to be seen."""
        return tuple(self._part(section) for section in self.state.read.format.sections)

    def _part(self, section: Section) -> Part:
        table = official_table(self.state.read, section.table) if section.table else None
        name = f"{TEXT}{section.code}"
        stands = self.state.document.sections.get(section.code, "")
        return Part(
            section,
            name,
            self.state.holds(section.code),
            self.state.takes(section.code),
            (self.typed or {}).get(name, stands),
            self.state.as_read(name),
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
    def _checked(self) -> tuple[Finding, ...]:
        return tuple(checks.findings(self.state.document))

    @cached_property
    def findings(self) -> tuple[dict[str, str], ...]:
        """What is wrong with the report as it would be: severity, sentence and first cell."""
        found = (*self.state.result.findings, *self._checked)
        order = list(Severity)
        language = get_language() or "zh-hans"
        cells = self.state.document.format.figure_cells
        shown_ = sorted(found, key=lambda item: order.index(item.severity))
        return tuple(
            {
                "severity": item.severity.value,
                "text": item.text(language),
                "cell": next((address for address in item.addresses if address in cells), ""),
            }
            for item in shown_
            if (self.historic or item.severity in (Severity.ERROR, Severity.WARNING)) and item.rule not in UNFILLED
        )

    @property
    def blanks(self) -> int:
        """How many cells are still to be filled in."""
        return sum(item.rule == BLANK for item in self._checked)

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
                    "undoable": doubt.item.undoable,
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
            "texts": {name: {"text": text, "corrected": text != read} for name, text, read in self._texts()},
        }

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """Name, text and text as read of the title and of the sections that are texts."""
        for name in ("title", *(f"{TEXT}{code}" for code in self.state.narratives)):
            read = self.state.as_read(name)
            yield name, self.state.decisions.get(name, read), read

    @property
    def title(self) -> tuple[str, bool]:
        """What stands in the field of the title, and whether somebody has put it right."""
        text = (self.typed or {}).get("title", self.state.document.title)
        return text, text != self.state.read.title

    @property
    def apart(self) -> int:
        """How many doubts wait that nobody may confirm unseen."""
        return sum(item.apart for item in self.state.left)
