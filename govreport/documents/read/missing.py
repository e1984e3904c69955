"""完整性: findings that only the source can tell, of tables and rows that are not there (S-18, S-19, S-21)."""

from collections.abc import Sequence

from govreport.checks.source import BY_ID
from govreport.documents.read import words
from govreport.documents.read.align import Match
from govreport.documents.read.cells import Harvest
from govreport.documents.read.rows import RawRow
from govreport.standards.edition import Row, Table, next_named

MAX_TOLD = 20  # rows outside the form that are named one by one


def missing_table(harvest: Harvest, table: Table) -> None:
    """S-18 缺少表格: no row of the table was found."""
    harvest.findings.append(
        BY_ID["S-18"].finding(
            (table.code,),
            f"缺少表格：没有找到{table.name}“{table.title}”的数据。请补充该表，没有有关情况的，各格填 0。",
            f"Missing table: nothing was found of “{table.title}” ({table.english}). Add it; where there is "
            "nothing to report, enter 0.",
        )
    )


def missing_row(harvest: Harvest, table: Table, row: Row) -> None:
    """S-21 缺少行: a row of the form was not found."""
    label = row.label
    if row.group:
        label = f"{next_named(table.groups, row.group).label}{label}"
    harvest.findings.append(
        BY_ID["S-21"].finding(
            (f"{table.code}.{row.code}",),
            f"{table.name}缺少“{label}”一行。请补充，没有的填 0。",
            f"{table.english}: the row “{label}” ({row.english}) is missing. Add it, with 0 where there is "
            "nothing to report.",
        )
    )


def extra_rows(harvest: Harvest, table: Table, rows: Sequence[RawRow]) -> None:
    """S-19 规定以外的行: rows with figures that the form does not have; without a label they are only a doubt."""
    extra = [raw for raw in rows if raw.values]
    for raw in extra[:MAX_TOLD]:
        figures = words.excerpt("、".join(raw.texts[place] for place in raw.values))
        if not raw.words:
            harvest.doubt(table.code, words.unplaced(figures))
            continue
        label = words.excerpt(raw.texts[raw.words[-1]])
        harvest.findings.append(
            BY_ID["S-19"].finding(
                (table.code,),
                f"{table.name}中出现规定以外或重复的行“{label}”（{figures}），未计入。请核对。",
                f"{table.english}: the row “{label}” ({figures}) is not in the form or stands twice; it was "
                "not counted. Check it.",
            )
        )
    if len(extra) > MAX_TOLD:
        harvest.doubt(table.code, words.more_rows(len(extra) - MAX_TOLD))


def blank_rows(harvest: Harvest, table: Table, matches: Sequence[Match], rest: Sequence[RawRow]) -> None:
    """A doubt about each blank row of a table in which rows with figures found no place: they may be its own."""
    extra = [raw for raw in rest if raw.values]
    for match in matches if extra else ():
        if not match.raw.values and match.official.row is not None:
            nearest = min(extra, key=lambda raw: abs(raw.number - match.raw.number))
            figures = "、".join(nearest.texts[place] for place in nearest.values)
            harvest.doubt(f"{table.code}.{match.official.row.code}", words.unplaced(figures))


def wrong_width(harvest: Harvest, table: Table, found: int, expected: int) -> None:
    """T4-06 数据列数: the single row of table four has more or fewer cells than the form."""
    harvest.findings.append(
        BY_ID["T4-06"].finding(
            (table.code,),
            f"{table.name}数据行有 {found} 格，应为 {expected} 格。请对照规定格式核对各栏。",
            f"{table.english}: the data row has {found} cells instead of {expected}. Check each column "
            "against the form.",
            left=str(found),
            right=str(expected),
        )
    )
