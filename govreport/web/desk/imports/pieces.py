"""导入确认页的各块: a doubt, a cell and a part of the report as the page draws them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from govreport.documents.imports.items import TEXT, Certainty, Item
from govreport.documents.read.told import Sentence
from govreport.documents.render.tables import OfficialTable, TableCell
from govreport.standards.edition import Section
from govreport.web.desk.imports.words import MARKS

# Characters on a line of a text's field, and lines of the highest field.
_LINE, _HIGHEST = 42, 16


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
    narrative: bool = False

    @property
    def words_at(self) -> str:
        """Where on the page the text of the section stands that the doubt is about; empty for other places."""
        return f"{TEXT}{self.item.name}" if self.narrative else ""

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
    """一个部分: a section with its table as drawn rows, or its text; ``changes`` what it does to the draft.

    ``name`` is that of its text among the decisions, ``read`` the text as it was read.
    """

    section: Section
    name: str
    holds: bool
    taken: bool
    text: str
    read: str
    where: str
    anchor: str
    table: OfficialTable | None
    head: tuple[tuple[Drawn, ...], ...]
    body: tuple[tuple[Drawn, ...], ...]
    changes: bool

    @property
    def corrected(self) -> bool:
        """Whether somebody has put the text right."""
        return self.text != self.read

    @property
    def rows(self) -> int:
        """How many lines high the field of the text is at first."""
        lines = sum(1 + len(line) // _LINE for line in self.text.split("\n"))
        return min(max(lines + 1, 3), _HIGHEST)

    @property
    def stubs(self) -> int:
        """How many columns of labels table three has; no other table needs to be told."""
        if self.table is None or self.table.layout.layout != "matrix":
            return 0
        return len(self.table.columns) - sum(item.cell.address is not None for item in self.body[0])
