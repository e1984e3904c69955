"""``manage.py render_report``, as a shell calls it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import ManagementUtility

from govreport.documents.services import render_html, render_json, render_pdf
from tests.builders import balanced, wrong_totals
from tests.paths import ROOT

WRITERS = {"pdf": render_pdf, "html": render_html, "json": render_json}


Run = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command in this process: exit status, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, bytes, str]:
        status = 0
        try:
            ManagementUtility(["manage.py", "render_report", *map(str, arguments)]).execute()
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsysbinary.readouterr()
        return status, captured.out, captured.err.decode()

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "年报.json"
    path.write_bytes(render_json(wrong_totals()))
    return path


@pytest.mark.parametrize("kind", list(WRITERS))
def test_without_output_the_document_goes_to_standard_output(run: Run, report: Path, kind: str) -> None:
    assert run(report, "--to", kind) == (0, WRITERS[kind](wrong_totals()), "")


def test_output_names_the_file_and_says_so(run: Run, report: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    status, output, message = run(report, "--to", "pdf", "--output", target)
    assert (status, output) == (0, b"")
    assert target.read_bytes() == render_pdf(wrong_totals())
    assert str(target) in message


@pytest.mark.parametrize("kind", list(WRITERS))
def test_what_was_written_is_read_again(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "report.data"
    path.write_bytes(WRITERS[kind](balanced("e2014")))
    assert run(path, "--to", "json", "--output", "-") == (0, render_json(balanced("e2014")), "")


def test_no_database_is_needed(report: Path) -> None:
    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    command = [sys.executable, "manage.py", "render_report", str(report), "--to", "pdf"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == render_pdf(wrong_totals())


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\x00\x01\x02" * 400, b'{"schema": "govreport.report/1", "edition": "e1999"}']
)
def test_what_is_no_report_ends_with_status_two_and_a_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    status, output, message = run(path, "--to", "pdf")
    assert (status, output) == (2, b"")
    assert message.startswith(str(path))
    assert message.endswith("。\n")
    assert message.count("\n") == 1


def test_a_missing_file_and_a_missing_folder_are_named(run: Run, report: Path, tmp_path: Path) -> None:
    for arguments, name in (
        ((tmp_path / "none.json", "--to", "pdf"), "none.json"),
        ((report, "--to", "pdf", "--output", tmp_path / "none" / "out.pdf"), "out.pdf"),
        ((tmp_path, "--to", "pdf"), tmp_path.name),
    ):
        status, output, message = run(*arguments)
        assert (status, output) == (2, b"")
        assert name in message
        assert "Traceback" not in message


def test_only_kinds_that_work_are_offered(run: Run, report: Path) -> None:
    status, _, message = run(report, "--to", "ofd")
    assert status == 2
    assert "pdf" in message


def test_on_a_terminal_the_file_lands_beside_the_report(report: Path) -> None:
    result = run_on_terminal(report, "html")
    assert result == 0
    assert report.with_suffix(".html").read_bytes() == render_html(wrong_totals())


def test_on_a_terminal_a_report_never_overwrites_itself(report: Path) -> None:
    before = report.read_bytes() + b" "
    report.write_bytes(before)
    assert run_on_terminal(report, "json") == 2
    assert report.read_bytes() == before


def run_on_terminal(report: Path, kind: str) -> int:
    """The exit status when standard output is a terminal."""
    leader, follower = os.openpty()
    try:
        command = [sys.executable, "manage.py", "render_report", str(report), "--to", kind]
        return subprocess.run(command, cwd=ROOT, stdout=follower, stderr=subprocess.DEVNULL, check=False).returncode
    finally:
        os.close(leader)
        os.close(follower)


def test_characters_that_no_font_has_are_named_on_standard_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(render_json(balanced().replace(sections={"sec1": "审核人𠀀某。"})))
    status, output, message = run(path, "--to", "pdf")
    assert status == 0
    assert output.startswith(b"%PDF")
    assert "下列字没有字体可以印出" in message
    assert "𠀀" in message
    assert run(path, "--to", "json")[2] == ""


def test_a_report_that_cannot_be_set_ends_with_status_two_and_a_sentence(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.documents.render.pdf.MOST_SECONDS", -1)
    status, output, message = run(report, "--to", "pdf")
    assert (status, output) == (2, b"")
    assert "报告太长，没有排完" in message
