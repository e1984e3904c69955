"""``manage.py check_report``: one object or an array, an exit status, and reasons on standard error."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from PIL import Image

from govreport.documents.read import scan_bounded
from govreport.documents.read.result import Doubt, ReadResult
from tests.builders import balanced
from tests.documents.read.reports import complete_text, replaced
from tests.paths import ROOT

KEYS = [
    "file",
    "edition",
    "year",
    "agency",
    "title",
    "figures",
    "inferred",
    "printed",
    "sections",
    "doubts",
    "findings",
    "repairs",
]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_report", *map(str, arguments), stdout=out, stderr=err, no_color=True)
    assert isinstance(stop.value.code, int)
    return stop.value.code, out.getvalue(), err.getvalue()


def as_json(*arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--format", "json")[1])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(complete_text(), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.md"
    path.write_text(complete_text(t3__new_received__total="3"), encoding="utf-8")
    return path


def data_file(path: Path, **figures: str) -> Path:
    data = balanced().to_json()
    data["figures"] |= {name.replace("__", "."): text for name, text in figures.items()}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_one_file_gives_one_object_with_its_keys_in_order(good: Path) -> None:
    found = as_json(good)
    assert list(found) == KEYS
    assert found["file"] == str(good)
    assert (found["edition"], found["year"], found["agency"]) == ("e2021", 2021, "云溪县林业和草原局")


def test_several_files_give_an_array_in_order(good: Path, wrong: Path) -> None:
    assert [report["file"] for report in as_json(wrong, good, wrong)] == [str(wrong), str(good), str(wrong)]


def test_a_report_without_errors_ends_with_status_0(good: Path) -> None:
    status, out, err = run(good)
    assert (status, err) == (0, "")
    assert "没有发现问题" in out


def test_an_error_ends_with_status_1_and_names_both_numbers(wrong: Path) -> None:
    status, out, err = run(wrong)
    assert (status, err) == (1, "")
    assert "[须更正]" in out
    finding = next(finding for finding in as_json(wrong)["findings"] if finding["rule"] == "T3-01")
    assert list(finding) == ["rule", "severity", "addresses", "message", "left", "right"]
    assert (finding["left"], finding["right"], finding["addresses"]) == ("0", "3", ["t3.new_received.total"])


def test_a_single_repair_is_offered(wrong: Path) -> None:
    repair = {"changes": {"t3.new_received.total": "0"}, "clears": ["T3-01", "T3-03"]}
    assert as_json(wrong)["repairs"] == [repair]
    assert "表三“一、本年新收政府信息公开申请数量”的“总计”改为 0" in run(wrong)[1]


def test_an_unreadable_file_ends_with_status_2_and_the_others_are_done(good: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"just a note")
    status, out, err = run(other, good, tmp_path / "missing.txt", "--format", "json")
    assert status == 2
    assert [report["file"] for report in json.loads(out)] == [str(good)]
    assert [line.split("：")[0] for line in err.splitlines()] == [str(other), str(tmp_path / "missing.txt")]


def test_with_nothing_readable_nothing_is_printed(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run(empty, "--format", "json") == (2, "", f"{empty}：文件是空的，没有可以读取的内容。\n")


def test_the_extension_does_not_matter(good: Path, tmp_path: Path) -> None:
    disguised = tmp_path / "report.pdf"
    disguised.write_bytes(good.read_bytes())
    assert as_json(disguised)["figures"] == as_json(good)["figures"]


def test_tables_of_2019_in_a_report_of_2023_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text(complete_text("e2019").replace("2019年", "2023年"), encoding="utf-8")
    assert run(path)[0] == 1
    found = as_json(path)
    assert (found["edition"], found["year"]) == ("e2019", 2023)
    assert [(finding["rule"], finding["severity"]) for finding in found["findings"]] == [
        ("S-09", "error"),
        ("S-10", "warning"),
    ]


def test_unknown_cells_of_a_data_file_are_named(tmp_path: Path) -> None:
    status, out, err = run(data_file(tmp_path / "a.json", t3__new_received__nobody="1"))
    assert (status, out) == (2, "")
    assert "t3.new_received.nobody" in err


@pytest.mark.parametrize(("text", "rule"), [("-1", "C-04"), ("1.5", "C-03")])
def test_negative_and_broken_counts_are_errors(tmp_path: Path, text: str, rule: str) -> None:
    path = data_file(tmp_path / "a.json", t2__penalty__decisions=text)
    assert run(path)[0] == 1
    assert [finding["rule"] for finding in as_json(path)["findings"]] == [rule]


def test_negative_counts_in_a_text_are_errors(good: Path) -> None:
    good.write_text(replaced(complete_text(), "行政处罚\t0", "行政处罚\t-5"), encoding="utf-8")
    found = as_json(good)
    assert found["figures"]["t2.penalty.decisions"] == "-5"
    assert [finding["rule"] for finding in found["findings"]] == ["C-04"]


def test_a_missing_table_is_told_once_and_not_cell_by_cell(good: Path) -> None:
    text = complete_text()
    start, end = text.index("行政复议\t"), text.index("五、存在的主要问题")
    good.write_text(text[:start] + text[end:], encoding="utf-8")
    assert [(finding["rule"], finding["addresses"]) for finding in as_json(good)["findings"]] == [("S-18", ["t4"])]


def test_year_and_agency_can_be_given(good: Path) -> None:
    found = as_json(good, "--year", "2022", "--agency", "云溪县水务局")
    assert (found["year"], found["agency"]) == (2022, "云溪县水务局")
    assert {doubt["place"] for doubt in found["doubts"]} == {"year", "agency"}


def test_a_year_that_is_none_is_refused(good: Path) -> None:
    environment = os.environ | {"LOG_LEVEL": "WARNING"}
    command = [sys.executable, "manage.py", "check_report", str(good), "--year", "23"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "四位年份" in done.stderr


def test_last_year_is_compared_when_it_is_given(good: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.txt"
    text = complete_text("e2019", t3__carried_out__total="4").replace("2019年", "2020年")
    earlier.write_text(text, encoding="utf-8")
    found = as_json(good, "--previous", earlier)
    carried = [finding for finding in found["findings"] if finding["rule"] == "Y-01"]
    assert [(finding["left"], finding["right"]) for finding in carried] == [("0", "4")]


def test_a_report_of_another_year_is_not_taken_for_last_years(good: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_text(complete_text(t3__carried_out__total="4"), encoding="utf-8")
    status, out, err = run(good, "--previous", earlier)
    assert (status, "没有发现问题" in out) == (0, True)
    assert err.startswith(f"{earlier}：这是 2021年度的报告，不是 {good} 的上一年度（2020年度）")


def test_an_unreadable_report_of_last_year_is_said_and_the_file_still_done(good: Path, tmp_path: Path) -> None:
    status, out, err = run(good, "--previous", tmp_path / "nothing.txt")
    assert status == 2
    assert "没有发现问题" in out
    assert "nothing.txt" in err


def test_the_command_needs_no_database_and_prints_the_same_twice(wrong: Path, tmp_path: Path) -> None:
    database = tmp_path / "nowhere" / "db.sqlite3"
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "GOVREPORT_VAR": str(tmp_path / "var")}
    command = [sys.executable, "manage.py", "check_report", str(wrong), "--format", "json"]
    first, second = (
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False) for _ in range(2)
    )
    assert (first.returncode, first.stderr) == (1, b"")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["edition"] == "e2021"
    assert not database.exists()


@pytest.mark.parametrize(
    "command", [["check_report"], ["render_report", "--to", "html"], ["render_report", "--to", "pdf"]]
)
def test_the_commands_need_no_folder_of_their_own(good: Path, command: list[str]) -> None:
    # A folder cannot be made below a file, whoever tries.
    environment = os.environ | {"GOVREPORT_VAR": str(good / "var")}
    environment.pop("SECRET_KEY", None)
    done = subprocess.run(
        [sys.executable, "manage.py", *command, str(good)], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_doubts_and_inferred_cells_are_told_to_a_person(good: Path) -> None:
    row = "一、本年新收政府信息公开申请数量\t\t\t0"
    text = replaced(complete_text(), row, row[:-1]).replace("行政处罚\t0", "行政处罚 3\t")
    good.write_text(text, encoding="utf-8")
    out = run(good)[1]
    assert "表三“一、本年新收政府信息公开申请数量”的“自然人” = 0" in out
    assert "表二“行政处罚”的“本年处理决定数量”：数字 3 与行名印在一格" in out


def test_a_scan_is_recognised_where_that_is_on_and_keeps_the_same_keys(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("L", (800, 1100), 255).save(path, "PDF")
    settings.OCR = False
    assert run(path)[0] == 2
    assert "是扫描件或图片。请用文字识别软件转成 Word" in run(path)[2]
    settings.OCR = True
    doubt = Doubt("t2.rules.issued", "识别自扫描件，请逐格核对。")
    result = ReadResult(balanced(), (doubt,), recognised=True)
    monkeypatch.setattr(scan_bounded, "read_scan_bounded", lambda _data, **_known: result)
    report = as_json(path)
    assert list(report) == KEYS
    assert report["doubts"] == [{"place": doubt.place, "message": doubt.message}]
