"""年度报告文稿: the report as a value; readers produce it, checks and writers take it.

``Document.to_json`` and ``from_json`` are the exchange format ``govreport.report/1`` (docs/formats.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from govreport.standards import all_editions, edition, in_force
from govreport.standards.characters import clean, quoted
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from govreport.standards.numbers import MAX_DIGITS, Kind, format_number, parse_number

SCHEMA = "govreport.report/1"
LEVELS = ("national", "province", "prefecture", "county", "township")
KINDS = ("government", "government_office", "department", "other")
SCOPES = ("self", "self_and_subordinates", "territory")
# The most characters of a section, of a title or name, and of what stands in one cell.
SECTION_LIMIT = 200_000
TITLE_LIMIT = 200
CELL_LIMIT = 2_000


class DocumentError(ValueError):
    """不是可读的年度报告: why something cannot be read as a report, as a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class AgencyName:
    """机关: how a document names its agency; what is unknown is None."""

    name: str = ""
    short_name: str | None = None
    code: str | None = None
    level: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """年度报告文稿.

    ``figures`` holds every cell of the edition (blank = None); ``printed`` the text of cells where a source printed
    something other than a plain number, and the words of text cells; ``sections`` paragraphs separated by one line
    feed; ``fee`` the four fee items, blank = None.
    """

    edition: str
    year: int | None
    agency: AgencyName = AgencyName()
    scope: str = "self"
    title: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    fee: Mapping[str, Decimal | None] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)
    printed: Mapping[str, str] = field(default_factory=dict)

    @property
    def format(self) -> Edition:
        """The edition as a record."""
        return edition(self.edition)

    def all_figures(self) -> dict[str, Decimal | None]:
        """Figures and fee items in one mapping of addresses, as relations speak of them."""
        return {**self.figures, **{f"fee.{item}": value for item, value in self.fee.items()}}

    def replace(self, **changes: Any) -> "Document":
        """A copy with some fields changed."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The exchange format: exact decimals as text, blank as null, every cell of the edition present."""
        own = self.format
        agency = self.agency
        return {
            "schema": SCHEMA,
            "edition": self.edition,
            "year": self.year,
            "agency": {
                "name": agency.name,
                "short_name": agency.short_name,
                "code": agency.code,
                "level": agency.level,
                "kind": agency.kind,
            },
            "scope": self.scope,
            "title": self.title,
            "sections": {
                section.code: self.sections.get(section.code, "") for section in own.sections if section.kind != "table"
            },
            "fee": {item.code: _text(self.fee.get(item.code)) for item in own.fee},
            "figures": {
                address: _text(self.figures.get(address)) for address, cell in own.figure_cells.items() if cell.numeric
            },
            "printed": {address: self.printed[address] for address in own.figure_cells if address in self.printed},
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value)


def from_json(data: object) -> Document:
    """Read the exchange format.

    Raises ``DocumentError`` with one sentence that names the first key that is unknown or wrong; a missing cell means
    blank.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise DocumentError(f"不是年度报告数据文件：缺少“schema”: “{SCHEMA}”。")
    known = {"schema", "edition", "year", "agency", "scope", "title", "sections", "fee", "figures", "printed"}
    if unknown := sorted(set(data) - known):
        raise DocumentError(f"数据文件含有不认识的项目“{quoted(unknown[0])}”。")
    year = _year(data.get("year"))
    own = _edition(data.get("edition"), year)
    figures = _figures(own, _mapping(data, "figures"))
    return Document(
        edition=own.code,
        year=year,
        agency=_agency(_mapping(data, "agency")),
        scope=_choice(data.get("scope") or "self", SCOPES, "scope") or "self",
        title=_string(data.get("title"), "title", TITLE_LIMIT),
        sections=_sections(own, _mapping(data, "sections")),
        fee=_fee(own, _mapping(data, "fee")),
        figures=figures,
        printed=_printed(own, _mapping(data, "printed")),
    )


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DocumentError(f"数据文件的“{key}”应为一组名称和值。")
    return value


def _string(value: object, key: str, most: int = SECTION_LIMIT) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most:
        raise DocumentError(f"数据文件的“{key}”应为不超过 {most} 字的文字。")
    return clean(value)


def _choice(value: object, options: tuple[str, ...], key: str) -> str | None:
    if value is None or value in options:
        return value if isinstance(value, str) else None
    raise DocumentError(f"数据文件的“{key}”为“{quoted(value)}”，应为 {'、'.join(options)} 之一。")


def _year(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 < value < 2200:
        raise DocumentError(f"数据文件的“year”为“{quoted(value)}”，应为四位年份。")
    return value


def _edition(code: object, year: int | None) -> Edition:
    if code is None and year is not None and (found := in_force(year)):
        return found
    codes = tuple(item.code for item in all_editions())
    if code not in codes:
        raise DocumentError(f"数据文件的“edition”为“{quoted(code)}”，应为 {'、'.join(codes)} 之一。")
    return edition(str(code))


def _agency(data: Mapping[str, Any]) -> AgencyName:
    for key in data:
        if key not in ("name", "short_name", "code", "level", "kind"):
            raise DocumentError(f"数据文件的“agency”含有不认识的项目“{quoted(key)}”。")
    return AgencyName(
        name=_string(data.get("name"), "agency.name", TITLE_LIMIT),
        short_name=_string(data.get("short_name"), "agency.short_name", TITLE_LIMIT) or None,
        code=_string(data.get("code"), "agency.code", TITLE_LIMIT) or None,
        level=_choice(data.get("level"), LEVELS, "agency.level"),
        kind=_choice(data.get("kind"), KINDS, "agency.kind"),
    )


def _sections(own: Edition, data: Mapping[str, Any]) -> dict[str, str]:
    codes = [section.code for section in own.sections if section.kind != "table"]
    for key in data:
        if key not in codes:
            raise DocumentError(f"{own.code} 格式没有部分“{quoted(key)}”。")
    return {code: _string(data[code], f"sections.{code}") for code in codes if code in data}


def _number(value: object, address: str) -> Decimal | None:
    if value is None:
        return None
    # A JSON number is accepted when it is whole: a fraction may already have lost its exactness.
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**MAX_DIGITS
    text = str(value) if whole else value
    reading = parse_number(text) if isinstance(text, str) else None
    if reading is None or reading.kind is not Kind.NUMBER or reading.unit or reading.note:
        raise DocumentError(f"单元格“{address}”的值为“{quoted(value)}”，应为写成文字的十进制数，空白写 null。")
    return reading.value


def _fee(own: Edition, data: Mapping[str, Any]) -> dict[str, Decimal | None]:
    codes = [item.code for item in own.fee]
    for key, value in data.items():
        if key not in codes and value is not None:
            raise DocumentError(f"{own.code} 格式没有信息处理费项目“{quoted(key)}”。")
    return {code: _number(data.get(code), f"fee.{code}") for code in codes}


def _figures(own: Edition, data: Mapping[str, Any]) -> Figures:
    for address in data:
        if address not in own.figure_cells:
            raise DocumentError(f"{own.code} 格式没有单元格“{quoted(address)}”。")
    return Figures({address: _number(data.get(address), address) for address in own.figure_cells})


def _printed(own: Edition, data: Mapping[str, Any]) -> dict[str, str]:
    for address in data:
        if address not in own.figure_cells:
            raise DocumentError(f"{own.code} 格式没有单元格“{quoted(address)}”。")
    return {
        address: _string(data[address], f"printed.{address}", CELL_LIMIT)
        for address in own.figure_cells
        if address in data
    }
