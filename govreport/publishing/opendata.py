"""开放数据: the figures of all reports of a year as CSV, JSON and ZIP, made while they are sent.

However many reports there are, only one batch of them is in memory.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Max

from govreport.publishing.models import Publication, PublicationQuerySet
from govreport.publishing.selectors import current_publications
from govreport.standards.edition import Edition
from govreport.standards.seal import seal

# Spreadsheet programs take a CSV file for UTF-8 only when it begins so.
BOM: Final = b"\xef\xbb\xbf"
BATCH: Final = 50
# What a spreadsheet program would take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
FACTS: Final = (
    "year",
    "edition",
    "agency_code",
    "agency_name",
    "level",
    "kind",
    "scope",
    "title",
    "version",
    "published_at",
    "address",
    "sha256",
)


def plain(text: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe before one that looks like it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def of_year(year: int) -> PublicationQuerySet:
    """The publications of a year in force, in administrative order."""
    return current_publications().filter(version__report__year=year).order_by(*_ORDER)


_ORDER: Final = ("version__report__agency__sort", "version__report__agency__code", "version__report__scope")


def state_of(publications: PublicationQuerySet) -> tuple[str, datetime | None]:
    """A mark that changes whenever the data do, and when they last did; one query."""
    facts = publications.order_by().aggregate(
        count=Count("pk"), last=Max("published_at"), newest=Max("pk"), changed=Max("version__changed_at")
    )
    changed = max((item for item in (facts["last"], facts["changed"]) if item), default=None)
    return seal(json.dumps([str(value) for value in facts.values()]))[:32], changed


Address = Callable[[Publication], str]


def csv_rows(own: Edition, publications: PublicationQuerySet, address: Address) -> Iterator[bytes]:
    """One line per report, one column per cell of the edition; a blank cell is empty, zero is 0.

    What a cell prints beside or instead of a number stands in the JSON only.
    """
    cells = [*own.figure_cells, *(f"fee.{item.code}" for item in own.fee)]
    yield BOM + _line([*FACTS, *cells])
    for item in _batched(publications):
        data = json.loads(item.data)
        figures = {**data["figures"], **{f"fee.{code}": value for code, value in data["fee"].items()}}
        printed = data["printed"]
        values = [_value(own, code, figures.get(code), printed.get(code)) for code in cells]
        yield _line([*_facts(item, data, address), *values])


def _value(own: Edition, code: str, figure: str | None, printed: str | None) -> str:
    """A number as it is; the words of a text cell; nothing for a blank."""
    if own.cells[code].numeric:
        return figure or ""
    return plain(printed or "")


def _facts(item: Publication, data: dict[str, Any], address: Address) -> list[object]:
    agency = data["agency"]
    return [
        data["year"],
        data["edition"],
        plain(agency["code"] or ""),
        plain(agency["name"] or ""),
        agency["level"],
        agency["kind"],
        data["scope"],
        plain(data["title"]),
        item.version.number,
        item.published_at.isoformat(timespec="seconds"),
        address(item),
        item.sha256,
    ]


def json_rows(publications: PublicationQuerySet, address: Address) -> Iterator[bytes]:
    """One JSON array of ``{"address", "version", "published_at", "sha256", "report"}``; ``report`` as it was sealed."""
    yield b"["
    for number, item in enumerate(_batched(publications)):
        facts = {
            "address": address(item),
            "version": item.version.number,
            "published_at": item.published_at.isoformat(timespec="seconds"),
            "sha256": item.sha256,
        }
        head = json.dumps(facts, ensure_ascii=False)
        yield f'{"," if number else ""}\n{head[:-1]}, "report": {item.data.strip()}}}'.encode()
    yield b"\n]\n"


def dictionary_rows(own: Edition) -> Iterator[bytes]:
    """数据字典: a line per column of the CSV: code, official place in Chinese and English, type, unit, computed."""
    yield BOM + _line(["column", "place", "place_en", "table", "type", "unit", "derived"])
    for name, (chinese, english) in FACT_NAMES.items():
        yield _line([name, chinese, english, "", "text", "", ""])
    for address, cell in own.cells.items():
        unit = cell.unit or (own.table(cell.table).unit if cell.table != "fee" else "")
        derived = "yes" if cell.derived else "no"
        yield _line([address, plain(cell.place), plain(cell.place_en), cell.table, cell.type.value, unit, derived])


FACT_NAMES: Final = {
    "year": ("报告年度", "report year"),
    "edition": ("格式版本", "edition of the format"),
    "agency_code": ("机关代码", "code of the agency"),
    "agency_name": ("机关名称（报告时）", "name of the agency when it reported"),
    "level": ("层级", "level: national, province, prefecture, county, township"),
    "kind": ("类别", "kind: government, government_office, department, other"),
    "scope": ("报告范围", "scope: self, self_and_subordinates, territory"),
    "title": ("标题", "title"),
    "version": ("版次", "number of the version"),
    "published_at": ("发布时间", "time of publication, ISO 8601"),
    "address": ("网址", "address of the report"),
    "sha256": ("数据的 SHA-256", "SHA-256 of the data"),
}


def zip_bytes(year: int, own: Edition, publications: PublicationQuerySet, address: Address) -> Iterator[bytes]:
    """压缩包: the table, the dictionary and every report's JSON, and a note that explains them; one file at a time."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        entries: list[tuple[str, Iterable[bytes]]] = [
            ("README.txt", [_readme(year, own).encode()]),
            (f"reports-{year}.csv", csv_rows(own, publications, address)),
            (f"dictionary-{own.code}.csv", dictionary_rows(own)),
        ]
        for name, parts in entries:
            yield from _entry(archive, sink, name, parts)
        for item in _batched(publications):
            report = item.version.report
            name = f"json/{report.agency.code}{'' if report.scope == 'self' else f'-{report.scope}'}.json"
            yield from _entry(archive, sink, name, [item.data.encode()])
    yield sink.taken()


def _entry(archive: zipfile.ZipFile, sink: "_Sink", name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    # A fixed date: the same data give the same bytes.
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as file:
        for part in parts:
            file.write(part)
            if done := sink.taken():
                yield done
    if done := sink.taken():
        yield done


class _Sink(io.RawIOBase):
    """Takes what the archive writes and gives it on at once; it cannot be rewound, as a connection cannot."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What has been written since it was asked last."""
        done = b"".join(self._parts)
        self._parts.clear()
        return done


def _batched(publications: PublicationQuerySet) -> Iterator[Publication]:
    return publications.defer("layout").iterator(chunk_size=BATCH)


def _line(values: Iterable[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(["" if value is None else value for value in values])
    return text.getvalue().encode()


def _readme(year: int, own: Edition) -> str:
    return (
        f"{year}年政府信息公开工作年度报告数据\r\n\r\n"
        f"格式：{own.instrument}（{own.code}）\r\n"
        f"reports-{year}.csv：每份报告一行，每个单元格一列；空白表示报告中为空白，0 表示报告中为 0。\r\n"
        f"dictionary-{own.code}.csv：数据字典，说明每一列。\r\n"
        "json/：每份报告的数据文件，与发布时封存的文字逐字节一致。\r\n"
        "CSV 为 UTF-8 编码；以等号等开头的文字前加了单引号，以免被当作公式。\r\n"
    )
