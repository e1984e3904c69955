"""批次的办理: files come in within limits, are read once, confirmed by a person, and go when their time is over."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import LazySettings
from django.utils import timezone

from govreport.agencies.models import Agency, Substitution, User
from govreport.batches import handlers, limits, services
from govreport.batches.letters import letter_listing
from govreport.batches.matching import Names
from govreport.batches.models import Batch, Reading, ReadState
from govreport.batches.reading import examined
from govreport.batches.services import (
    add_files,
    confirm,
    confirm_proposed,
    open_batch,
    start,
)
from govreport.batches.workbook import batch_workbook
from govreport.documents.services import render_html
from govreport.jobs import work as working
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.jobs.services import cancel, resume
from govreport.jobs.tasks import run_job
from govreport.journal.models import Event
from govreport.reports.errors import Refused
from tests.builders import balanced
from tests.fixtures.batches import OWN, Checked, nameless, own_right, own_wrong, the, upload, zipped


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_files_and_archives_are_read_checked_and_put_worst_first(checked_batch: Checked, agency: Agency) -> None:
    archive = zipped({"县直/2023.txt": own_right(), "县直/旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99})
    batch = checked_batch({"年报.zip": archive, "2020.txt": own_wrong()})
    assert [item.name for item in batch.readings.all()] == ["县直/旧.doc", "2020.txt", "县直/2023.txt"]
    unread, wrong, right = batch.readings.all()
    assert (unread.state, unread.kept) == (ReadState.UNREAD, None)
    assert "另存为 .docx" in unread.problem
    assert (wrong.errors, wrong.agency, wrong.year, wrong.certain) == (4, agency, 2020, True)
    assert (right.errors, right.warnings, right.agency, right.year) == (0, 0, agency, 2023)
    assert batch.job is not None
    assert (batch.job.state, batch.job.done) == (JobState.DONE, 3)


def test_what_was_read_is_kept_with_its_findings(checked_batch: Checked) -> None:
    item = the(checked_batch({"2020.txt": own_wrong()}), "2020.txt").checked
    assert item is not None
    assert str(item.document.figures["t3.total_processed.total"]) == "0"
    assert [finding.rule for finding in item.findings][:2] == ["T3-02", "T3-02"]
    assert len(item.findings) == 5


def test_a_zip_within_a_zip_is_told_and_not_opened(checked_batch: Checked) -> None:
    batch = checked_batch({"年报.zip": zipped({"内.zip": zipped({"a.txt": own_right()}), "b.txt": own_right()})})
    inner = the(batch, "内.zip")
    assert (inner.state, batch.readings.count()) == (ReadState.UNREAD, 2)
    assert "压缩文件" in inner.problem


def test_names_with_ways_out_of_the_folder_are_only_names(checked_batch: Checked, media_folder: Path) -> None:
    batch = checked_batch({"年报.zip": zipped({"../../etc/passwd.txt": own_right()}), "../x.txt": own_wrong()})
    assert {item.name for item in batch.readings.all()} == {"../../etc/passwd.txt", "x.txt"}
    assert all(path.parent == media_folder / "batches" / str(batch.pk) for path in stored(media_folder))
    assert all(path.suffix == "" for path in stored(media_folder))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "“a.txt”是空文件。"),
        ("a.txt", b"1" * 2000, "最多读取"),
        ("a.zip", zipped({f"{number}.txt": b"1" for number in range(4)}), "中的文件超过 3 个"),
        ("a.zip", zipped({"1.txt": b"1" * 2000}), "中有超过"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 50, "已损坏，无法打开"),
        ("a.zip", zipped({"a/": b""}), "中没有文件"),
    ],
)
def test_what_cannot_be_taken_is_told_and_keeps_nothing_else_out(
    batch: Batch, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, words: str
) -> None:
    settings.REPORT_FILE_MAX_SIZE = 1000
    for module in (limits, services):
        monkeypatch.setattr(module, "MOST_FILES", 3)
    added = add_files(batch=batch, files=[upload(name, data), upload("b.txt", b"text")])
    assert added.count == 1
    (problem,) = added.problems
    assert words in problem


def test_a_batch_holds_so_many_files_and_bytes_and_no_more(
    batch: Batch, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_FILES", 2)
    added = add_files(batch=batch, files=[upload(f"{number}.txt", b"%d" % number) for number in range(3)])
    assert (added.count, added.problems) == (2, ("一个批次最多 2 个文件，其余的没有加入。请另建一个批次。",))
    settings.BATCH_MAX_SIZE = 3
    monkeypatch.setattr(services, "MOST_FILES", 9)
    assert "合计最大" in add_files(batch=batch, files=[upload("9.txt", b"99")]).problems[0]


def test_the_same_file_twice_comes_in_once(batch: Batch, media_folder: Path) -> None:
    added = add_files(batch=batch, files=[upload("a.txt", b"1"), upload("b.txt", b"1")])
    assert (added.count, added.problems) == (1, ("“b.txt”与已上传的一个文件内容相同，没有重复加入。",))
    assert len(stored(media_folder)) == 1


def test_a_batch_is_started_once_and_then_takes_no_more_files(batch: Batch, supervisor: User) -> None:
    with pytest.raises(Refused, match="还没有文件"):
        start(batch=batch, by=supervisor)
    add_files(batch=batch, files=[upload("a.txt", b"1")])
    assert start(batch=batch, by=supervisor) == start(batch=batch, by=supervisor)
    with pytest.raises(Refused, match="已经开始检查"):
        add_files(batch=batch, files=[upload("b.txt", b"2")])
    assert Event.objects.filter(action="batch.started").count() == 1
    assert Job.objects.get().title == "云溪县人民政府：2023年度初查"


def test_a_check_that_was_cancelled_goes_on_where_it_stood(
    batch: Batch, agency: Agency, supervisor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_files(batch=batch, files=[upload(f"{year}.txt", own_right(year)) for year in (2021, 2022, 2023)])
    job = start(batch=batch, by=supervisor)
    with monkeypatch.context() as patched:
        patched.setattr(working, "SLICE", -1)
        patched.setattr(run_job, "apply_async", lambda *_args, **_named: None)
        run(job.pk)
    assert batch.readings.exclude(state=ReadState.WAITING).count() == 1
    cancel(job)
    read: list[str] = []

    def noted(item: Reading, names: Names) -> dict[str, Any]:
        read.append(item.name)
        return examined(item, names)

    monkeypatch.setattr(handlers, "examined", noted)
    resume(job)
    run(job.pk)
    assert sorted(read) == ["2022.txt", "2023.txt"]
    assert not batch.readings.filter(state=ReadState.WAITING).exists()


def test_all_of_which_there_is_no_doubt_are_confirmed_at_once(
    checked_batch: Checked, supervisor: User, agency: Agency
) -> None:
    batch = checked_batch({"a.txt": own_right(), "b.txt": own_wrong("云溪县林业与草原局"), "c.txt": nameless()})
    assert confirm_proposed(batch=batch, by=supervisor) == 1
    sure = the(batch, "a.txt")
    assert (sure.confirmed_by, sure.agency) == (supervisor, agency)
    assert not the(batch, "b.txt").confirmed_at
    assert confirm_proposed(batch=batch, by=supervisor) == 0
    (event,) = Event.objects.filter(action="batch.confirmed")
    assert event.payload == {"name": "2023年度初查", "files": 1}


def test_a_doubtful_one_is_confirmed_when_it_is_chosen(checked_batch: Checked, supervisor: User) -> None:
    batch = checked_batch({"b.txt": own_wrong("云溪县林业与草原局"), "c.txt": nameless()})
    keys = list(batch.readings.values_list("pk", flat=True))
    assert confirm_proposed(batch=batch, by=supervisor, only=keys) == 1, "nobody is proposed for the other one"
    assert the(batch, "b.txt").confirmed_at


def test_two_files_for_one_report_are_a_doubt(checked_batch: Checked, supervisor: User) -> None:
    batch = checked_batch({"a.txt": own_right(), "b.html": render_html(balanced(year=2023, name=OWN))})
    assert confirm_proposed(batch=batch, by=supervisor) == 0
    assert "有 2 个文件对应到这个机关的这一年度" in the(batch, "a.txt").note


def test_a_person_settles_what_the_names_do_not(checked_batch: Checked, supervisor: User, agency: Agency) -> None:
    batch = checked_batch({"c.txt": nameless()})
    confirm(reading=the(batch, "c.txt"), agency=agency, year=2022, by=supervisor)
    settled = the(batch, "c.txt")
    assert (settled.agency, settled.year, settled.note) == (agency, 2022, "")


def test_what_was_not_read_cannot_be_confirmed(checked_batch: Checked, supervisor: User, agency: Agency) -> None:
    batch = checked_batch({"a.txt": b"no report at all"})
    with pytest.raises(Refused, match="没有读出报告，不能确认"):
        confirm(reading=the(batch, "a.txt"), agency=agency, year=2022, by=supervisor)


def test_a_letter_is_addressed_by_the_official_name_once_it_is_confirmed(
    checked_batch: Checked, supervisor: User, agency: Agency
) -> None:
    batch = checked_batch({"b.txt": own_wrong("云溪县林业与草原局"), "a.txt": own_right()})
    assert letter_listing(the(batch, "b.txt")) is None
    for name in ("a.txt", "b.txt"):
        confirm(reading=the(batch, name), agency=agency, year=2020, by=supervisor)
    found = letter_listing(the(batch, "b.txt"))
    assert found is not None
    assert (found.agency, found.document.year) == (agency.name, 2020)
    assert letter_listing(the(batch, "a.txt")) is None, "nothing is wrong with it"


def test_the_workbook_has_every_file_and_every_finding_and_no_formula(checked_batch: Checked, agency: Agency) -> None:
    batch = checked_batch({"=cmd|x.txt": own_wrong(), "b.txt": b"no report at all"})
    data = batch_workbook(batch)
    assert data == batch_workbook(batch)
    book = openpyxl.load_workbook(io.BytesIO(data))
    files, findings = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    assert [row[3] for row in files[1:]] == ["b.txt", "=cmd|x.txt"]
    assert files[2][1:3] == (agency.name, 2020)
    assert files[2][5:8] == (4, 1, 0)
    assert len(findings) == 6
    assert findings[1][:3] == (agency.name, 2020, "须更正")
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_a_lost_file_is_told_and_the_others_are_read(
    batch: Batch, agency: Agency, supervisor: User, media_folder: Path
) -> None:
    add_files(batch=batch, files=[upload("a.txt", b"1"), upload("b.txt", own_right())])
    media_folder.joinpath(the(batch, "a.txt").upload.stored.name).unlink()
    run(start(batch=batch, by=supervisor).pk)
    assert the(batch, "a.txt").problem == "文件没有保存下来，请重新上传。"
    assert the(batch, "b.txt").state == ReadState.READ


def test_only_people_of_the_office_see_a_batch(
    batch: Batch, supervisor: User, drafter: User, stranger: User, other_agency: Agency
) -> None:
    assert list(Batch.objects.visible_to(supervisor)) == [batch]
    for other in (drafter, stranger):
        assert not Batch.objects.visible_to(other).exists()
    theirs = open_batch(office=other_agency, name="", by=stranger)
    assert theirs.name == "未命名批次"
    assert list(Batch.objects.visible_to(supervisor)) == [batch]
    assert Reading.objects.count() == 0


def test_whoever_stands_in_for_a_person_of_the_office_sees_its_batches_for_so_long(
    batch: Batch, supervisor: User, drafter: User
) -> None:
    today = timezone.localdate()
    stand_in = Substitution.objects.create(
        post=supervisor.memberships.get(),
        substitute=drafter,
        from_day=today,
        until_day=today + timedelta(days=3),
        arranged_by=supervisor,
    )
    assert list(Batch.objects.visible_to(drafter)) == [batch]
    stand_in.ended_at = timezone.now()
    stand_in.save()
    assert not Batch.objects.visible_to(drafter).exists()
