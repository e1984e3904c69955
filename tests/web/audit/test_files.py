"""导出: the events asked for as files; nothing in them is a formula, and taking them is an event itself."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client

from govreport.journal import chain
from govreport.journal.models import Event
from govreport.reports.models import Version


def test_a_table_for_any_program(auditor: Client, version: Version, failed: None) -> None:
    answer = auditor.get("/audit/journal.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert table[0] == ["时间", "人员", "机关", "操作", "对象", "内容", "结果", "来源地址"]
    changed = next(row for row in table if row[3] == "修改数据")
    assert changed[1:5] == ["起草人周宁", "云溪县林业和草原局", "修改数据", version.title]
    assert "— → 3" in changed[5]
    assert changed[6:] == ["成功", "192.0.2.7"]


def test_no_cell_is_a_formula(auditor: Client, version: Version, failed: None) -> None:
    from govreport.journal import actions
    from govreport.journal.services import record

    record(actions.STARTED, by=None, agency=version.report.agency, subject="=1+1", payload={"=1+1": "+2"})
    table = list(csv.reader(io.StringIO(auditor.get("/audit/journal.csv").content.decode("utf-8-sig"))))
    assert not [text for row in table for text in row if text[:1] in ("=", "+", "-", "@")]
    book = openpyxl.load_workbook(io.BytesIO(auditor.get("/audit/journal.xlsx").content))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}  # type: ignore[union-attr]
    assert "=1+1" in {cell.value for row in book.active.iter_rows() for cell in row}  # type: ignore[union-attr]


def test_lines_of_json_can_be_checked_elsewhere(auditor: Client, version: Version) -> None:
    lines = auditor.get("/audit/journal.jsonl").content.decode().splitlines()
    assert list(chain.verify_lines(lines)) == [2]
    assert json.loads(lines[1])["words"] == "修改数据"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
def test_a_file_holds_what_was_asked_for_and_nothing_from_elsewhere(
    auditor: Client, version: Version, elsewhere: Version, suffix: str
) -> None:
    auditor.get(f"/audit/journal.{suffix}?action=report.started")
    event = Event.objects.get(action="journal.exported")
    assert event.payload["filter"] == "action=report.started"
    assert event.payload["file"].endswith(f".{suffix}")
    body = auditor.get("/audit/journal.csv").content.decode()
    assert "外县人员" not in body


def test_a_wrong_day_exports_nothing(auditor: Client, version: Version) -> None:
    assert auditor.get("/audit/journal.csv?since=tomorrow").status_code == 403
    assert not Event.objects.filter(action="journal.exported").exists()
