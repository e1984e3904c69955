"""接口的数据结构: what the answers of the interface hold; the OpenAPI document is made from these."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class AgencyOut(Schema):
    """机关."""

    code: str
    name: str
    short_name: str | None
    level: str = Field(description="national, province, prefecture, county, township")
    kind: str = Field(description="government, government_office, department, other")
    page: str
    url: str = Field(description="address of this answer")


class ReportOut(Schema):
    """年报: a published version, without its content."""

    year: int
    edition: str
    agency: AgencyOut
    scope: str = Field(description="self, self_and_subordinates, territory")
    title: str
    version: int
    state: str = Field(description="published, superseded, withdrawn")
    published_at: datetime
    sha256: str = Field(description="SHA-256 of the data, as recorded on publication")
    own_site_url: str | None = Field(description="where the agency published it on its own site")
    own_site_on: date | None
    links: dict[str, str] = Field(description="addresses: page, pdf, docx, xlsx, txt, json")
    url: str = Field(description="address of this answer")


class ReportFull(ReportOut):
    """年报全文."""

    versions: list[int]
    report: dict[str, Any] = Field(description="the report as govreport.report/1 (docs/formats.md)")


class ReportPage(Schema):
    """一页年报."""

    count: int
    page: int
    pages: int
    items: list[ReportOut]


class AgencyPage(Schema):
    """一页机关."""

    count: int
    page: int
    pages: int
    items: list[AgencyOut]


class AgencyFull(AgencyOut):
    """机关和它的年报."""

    reports: list[ReportOut]


class YearOut(Schema):
    """年度."""

    year: int
    edition: str
    reports: int
    files: dict[str, str] = Field(description="addresses: csv, json, zip")


class CellOut(Schema):
    """单元格."""

    address: str
    place: str
    place_en: str
    table: str
    type: str = Field(description="count, signed, amount, text")
    unit: str
    derived: bool


class EditionOut(Schema):
    """格式版本."""

    code: str
    from_year: int
    until_year: int | None
    instrument: str
    instrument_title: str
    dictionary: str
    url: str = Field(description="address of this answer")


class EditionFull(EditionOut):
    """格式版本和它的单元格."""

    cells: list[CellOut]


class PointOut(Schema):
    """一个数; ``comparable`` with the figure before it: same, changed, none; null within one edition."""

    year: int
    value: str | None = Field(description="exact decimal; null: blank, or not asked for")
    comparable: str | None
    note: str
    note_en: str


class SeriesOut(Schema):
    """一个指标的历年数据."""

    code: str
    group: str
    label: str
    label_en: str
    unit: str
    points: list[PointOut]


class Problem(Schema):
    """不能答复的原因."""

    detail: str
