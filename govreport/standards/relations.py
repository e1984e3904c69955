"""勾稽关系的展开: each relation of an edition applied to every row or column it holds for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from govreport.standards import edition as edition_of
from govreport.standards.edition import Column, Edition, RelationText, Row, Table
from govreport.standards.finding import Severity
from govreport.standards.linear import Comparison, FormulaError, parse

# Name spaces of figures: last year's published report, and the sum over subordinate agencies.
SPACES = ("prev", "children")


@dataclass(frozen=True, slots=True)
class Relation:
    """勾稽关系: one relation at one place, ready to be evaluated.

    ``addresses`` are the cells to look at, first the one to jump to; ``slots`` maps the names used in the message to
    cells; the messages already contain the labels of row and column. ``derived`` is the cell the relation defines.
    """

    rule: str
    severity: Severity
    comparison: Comparison
    when: Comparison | None
    addresses: tuple[str, ...]
    slots: Mapping[str, str] = field(repr=False)
    basis: str
    message: str
    message_en: str
    derived: str | None = None

    @property
    def related(self) -> tuple[str, ...]:
        """All cells of this report that take part."""
        both = (*self.comparison.left.addresses, *self.comparison.right.addresses)
        return tuple(dict.fromkeys(address for address in both if address.split(".")[0] not in SPACES))


@cache
def relations(edition_code: str) -> tuple[Relation, ...]:
    """All relations of an edition, expanded, in the order of the edition file.

    Raises ``FormulaError`` naming edition, rule and name when a formula speaks of a cell the edition does not have.
    """
    edition = edition_of(edition_code)
    return tuple(relation for text in edition.relation_texts for relation in _expand(edition, text))


def _expand(edition: Edition, text: RelationText) -> list[Relation]:
    if text.each == "once":
        return [_Scope(edition, text).relation()]
    table = edition.table(text.table or "")
    if text.each == "row":
        rows = [row for row in table.rows if not text.rows or row.code in text.rows]
        return [_Scope(edition, text, row=row).relation() for row in rows]
    columns = [column for column in table.columns if not text.columns or column.code in text.columns]
    return [_Scope(edition, text, column=column).relation() for column in columns]


class _Scope:
    """Reads the names of a formula at one row or column."""

    def __init__(
        self, edition: Edition, text: RelationText, *, row: Row | None = None, column: Column | None = None
    ) -> None:
        self.edition, self.text, self.row, self.column = edition, text, row, column
        self.slots: dict[str, str] = {}

    def relation(self) -> Relation:
        text = self.text
        try:
            comparison = parse(text.formula, self.resolve, self.span)
            when = parse(text.when, self.resolve, self.span) if text.when else None
            derived = self.resolve(text.derives) if text.derives else None
            targets = tuple(self.resolve(name) for name in text.target)
        except FormulaError as error:
            raise FormulaError(f"{self.edition.code} {text.id}: {error}") from error
        both = (*comparison.left.addresses, *comparison.right.addresses)
        own = tuple(dict.fromkeys(address for address in both if address.split(".")[0] not in SPACES))
        return Relation(
            rule=text.id,
            severity=text.severity,
            comparison=comparison,
            when=when,
            addresses=targets or ((derived,) if derived else own),
            slots=dict(self.slots),
            basis=text.basis,
            message=self.label(text.message, english=False),
            message_en=self.label(text.message_en, english=True),
            derived=derived,
        )

    def label(self, message: str, *, english: bool) -> str:
        """The message with the names of row and column filled in; labels of the form stay Chinese."""
        row = self._row_label() if self.row else ""
        column = self.column.label if self.column else ""
        if english:
            row = f"{row} ({self.row.english})" if self.row else ""
            column = f"{column} ({self.column.english})" if self.column else ""
        return message.replace("{row}", row).replace("{column}", column)

    def _row_label(self) -> str:
        if self.row is None:
            return ""
        table = self._table()
        if table.layout == "blocks" and self.row.group:
            group = next(item.label for item in table.groups if item.code == self.row.group)
            return f"{group}（{self.row.label}）"
        return self.row.label

    def _table(self) -> Table:
        return self.edition.table(self.text.table or "")

    def resolve(self, name: str) -> str:
        space, _, rest = name.partition(".")
        prefix, plain = (f"{space}.", rest) if space in SPACES and rest else ("", name)
        address = self._address(plain)
        # Last year's report may have been written in another edition, so only our own cells can be proven.
        if address not in self.edition.cells:
            raise FormulaError(f"“{name}” is no cell of this edition")
        self.slots[name] = prefix + address
        return prefix + address

    def _address(self, name: str) -> str:
        parts = name.split(".")
        tables = {table.code for table in self.edition.tables} | {"fee"}
        if parts[0] in tables:
            return name
        if self.row is not None:
            return f"{self.text.table}.{self.row.code}.{name}"
        if self.column is not None:
            return f"{self.text.table}.{name}.{self.column.code}"
        return f"{self.text.table}.{name}"

    def span(self, first: str, last: str) -> Sequence[str]:
        """Names from first to last in the order of the form: columns in a row, rows in a column."""
        items: Sequence[Row | Column] = self._table().columns if self.row is not None else self._table().rows
        codes = [item.code for item in items]
        if first not in codes or last not in codes or codes.index(first) > codes.index(last):
            raise FormulaError(f"“{first} .. {last}” is no span of {self.text.table}")
        return codes[codes.index(first) : codes.index(last) + 1]
