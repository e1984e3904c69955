"""标题和行列名: findings on what a source prints beside the figures (S-02, S-04, S-20), and on sub-totals (T3-04)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from govreport.checks.source import BY_ID
from govreport.checks.structure.s02_numbers import RULES as NUMBERS
from govreport.documents.read import words
from govreport.documents.read.align import Alignment
from govreport.documents.read.cells import Harvest
from govreport.documents.read.labels import alike, core, number
from govreport.documents.read.lines import Line, unmarked
from govreport.documents.read.rows import RawRow
from govreport.documents.read.sections import Cut, Part
from govreport.standards.edition import Section, Table
from govreport.standards.numbers import Kind, chinese_number, format_number, parse_number

MOST = 10  # labels of a table that are named one by one
SHORTEST = 4  # characters of a label in which one wrong character is still a misprint and not another word
LONG = 12  # from this length on two may be wrong
SAME = 0.95
LIKE = 0.5


def headings(harvest: Harvest, whole: Cut) -> None:
    """S-02 and S-04: numbers and words of the headings of the six sections."""
    found = [(part, _value(number(part.heading))) for part in whole.parts]
    if any(value is not None and value != _value(part.section.number) for part, value in found):
        printed = "、".join(number(part.heading) or "（无）" for part, _ in found)
        wrong = next(part for part, value in found if value is not None and value != _value(part.section.number))
        harvest.findings.append(
            NUMBERS[0].finding(
                (wrong.section.code,),
                f"一级标题序号不连续或重复：{printed}。“{words.excerpt(wrong.heading)}”的序号应为"
                f"“{wrong.section.number}”，请改正。",
                f"Top-level numbers are broken or repeated: {printed}. “{words.excerpt(wrong.heading)}” should have "
                f"the number “{wrong.section.number}”.",
                left=number(wrong.heading),
                right=wrong.section.number,
            )
        )
    for part in whole.parts:
        if not _is_prescribed(part.heading, part.section):
            _other_title(harvest, part.section, part.heading)
        for line in part.lines:
            if copy := _misread_copy(line, part):
                _other_title(harvest, part.section, copy)


def _value(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(text) if text else None


def _is_prescribed(heading: str, section: Section) -> bool:
    return core(heading) in {core(title) for title in (section.title, *section.accepted)}


def _misread_copy(line: Line, part: Part) -> str:
    """A second heading of the section inside it, misread by a converter; the same words again are none."""
    filled = [cell for cell in line.cells if cell.strip()]
    text = unmarked(filled[0]) if len(filled) == 1 else "" if line.cells else line.text
    if not text or len(text) > len(part.section.title) + 4 or number(text) != part.section.number:
        return ""
    return text if LIKE <= alike(core(text), core(part.section.title)) < SAME else ""


def _other_title(harvest: Harvest, section: Section, heading: str) -> None:
    harvest.findings.append(
        BY_ID["S-04"].finding(
            (section.code,),
            f"标题“{words.excerpt(heading)}”与规定标题“{section.title}”不一致。请按规定的标题修改。",
            f"The heading “{words.excerpt(heading)}” differs from the prescribed one, “{section.title}”. Use the "
            "prescribed heading.",
            left=words.excerpt(heading),
            right=section.title,
        )
    )


def labels(harvest: Harvest, table: Table, alignment: Alignment) -> None:
    """S-20: labels of rows and columns that differ from the form in a character or two."""
    known = {core(label) for label in _labels(table)} | {name for row in table.rows for name in map(core, row.aliases)}
    told = set[str]()
    places = [
        (f"{table.code}.{match.official.row.code}", match.raw) for match in alignment.matches if match.official.row
    ]
    places += [(table.code, raw) for raw in alignment.left_over if not raw.values]
    for place, raw in places:
        for text in (_without_number(raw.texts[index]) for index in raw.words):
            name = core(text)
            if name in known or name in told or len(told) == MOST:
                continue
            if official := next((label for label in _labels(table) if is_misprint(name, core(label))), None):
                told.add(name)
                harvest.findings.append(
                    BY_ID["S-20"].finding(
                        (place,),
                        f"{table.name}的行（列）名“{words.excerpt(text)}”应为“{official}”。请按规定的表格改正。",
                        f"{table.english}: the label “{words.excerpt(text)}” should read “{official}”. Correct it.",
                        left=words.excerpt(text),
                        right=official,
                    )
                )


def _without_number(text: str) -> str:
    """A label without the figure that stands in one cell with it."""
    label, _, last = text.rpartition(" ")
    return label if label and parse_number(last).kind is Kind.NUMBER else text


def _labels(table: Table) -> Iterator[str]:
    yield from (row.label for row in table.rows)
    yield from (column.label for column in table.columns)
    yield from (heading.label for heading in (*table.bands, *table.groups, *table.heads))


def is_misprint(found: str, official: str) -> bool:
    """Whether two folded labels differ in one character (of a long one in two), replaced, lost or added."""
    if min(len(found), len(official)) < SHORTEST or found == official:
        return False
    most = 2 if len(official) >= LONG else 1
    if len(found) == len(official):
        return sum(a != b for a, b in zip(found, official, strict=True)) <= most
    longer, shorter = sorted((found, official), key=len, reverse=True)
    if len(longer) - len(shorter) > 1 or len(shorter) <= SHORTEST:
        return False
    place = next((index for index, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[place + 1 :] == shorter[place:]


def subtotals(harvest: Harvest, table: Table, alignment: Alignment) -> None:
    """T3-04: rows “小计” that a ledger prints below a group, held against the rows of the group."""
    if table.layout != "matrix":
        return
    for raw in alignment.left_over:
        if len(raw.values) != len(table.columns) or not any(
            core(raw.texts[place]).endswith("小计") for place in raw.words
        ):
            continue
        above = [match for match in alignment.matches if match.raw.number < raw.number and match.official.row]
        last = max(above, key=lambda match: match.raw.number, default=None)
        if last is None or last.official.row is None or last.official.row.group is None:
            continue
        _subtotal(harvest, table, raw, last.official.row.group)


def _subtotal(harvest: Harvest, table: Table, raw: RawRow, group: str) -> None:
    rows = [row.code for row in table.rows if row.group == group and not row.derived]
    printed = [parse_number(raw.texts[place]).value for place in raw.values]
    for column, value in zip(table.columns, printed, strict=True):
        cells = [f"{table.code}.{row}.{column.code}" for row in rows]
        own = _sum(harvest, cells)
        if value is None or own is None or value == own:
            continue
        label = next(heading.label for heading in table.groups if heading.code == group)
        harvest.findings.append(
            BY_ID["T3-04"].finding(
                (cells[0],),
                f"{table.name}“{label}”的小计，“{column.label}”一列印为 {format_number(value)}，"
                f"各行之和为 {format_number(own)}，相差 {format_number(abs(value - own))}。请核对小计及各行。",
                f"{table.english}: the sub-total of “{label}” in “{column.label}” is {format_number(value)}, its rows "
                f"add up to {format_number(own)}. Check both.",
                left=format_number(own),
                right=format_number(value),
                related=cells,
            )
        )


def _sum(harvest: Harvest, cells: Sequence[str]) -> Decimal | None:
    values = [harvest.values.get(cell) for cell in cells]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))
