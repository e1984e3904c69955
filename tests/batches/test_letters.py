"""批量检查的整改通知: made by a job, resumed where it broke off, put together once, removed with the batch."""

import io
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from django.conf import LazySettings
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.batches import letters as making
from govreport.batches.letters import ask_letters, remove_letters
from govreport.batches.models import Batch, Letter, Letters
from govreport.batches.services import confirm_proposed, remove
from govreport.documents.findings.notice import Office
from govreport.jobs.models import Job, JobItem, JobState
from govreport.jobs.run import run
from govreport.jobs.services import cancel, resume
from govreport.journal.models import Event
from govreport.reports.errors import Refused
from tests.fixtures.batches import Checked, own_wrong

OFFICE = Office("云溪县人民政府办公室", date(2026, 2, 10), date(2026, 2, 28), "电话 0999-6210001")


@pytest.fixture
def wrong(checked_batch: Checked, agency: Agency, supervisor: User) -> Batch:
    """A batch with three confirmed reports that have something wrong."""
    files = {f"{number}.txt": own_wrong() + b" " * number for number in range(3)}
    batch = checked_batch(files)
    confirm_proposed(batch=batch, by=supervisor, only=batch.readings.values_list("pk", flat=True))
    return batch


def asked(batch: Batch, by: User, kind: str = "docx") -> Letters:
    keys = list(batch.readings.order_by("pk").values_list("pk", flat=True))
    return ask_letters(batch=batch, readings=keys, office=OFFICE, kind=kind, by=by, url="/letters/{}/")


def made(letters: Letters) -> Letters:
    assert letters.job is not None
    run(letters.job.pk)
    return Letters.objects.select_related("job", "batch").get(pk=letters.pk)


@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("pdf", b"%PDF-")])
def test_a_job_makes_the_letters_and_puts_them_together(
    wrong: Batch, supervisor: User, agency: Agency, kind: str, magic: bytes
) -> None:
    done = made(asked(wrong, supervisor, kind))
    assert done.job is not None
    assert (done.job.state, done.job.done, done.job.url) == (JobState.DONE, 3, f"/letters/{done.pk}/")
    with done.stored.open("rb") as file, ZipFile(file) as archive:
        names = archive.namelist()
        assert names[:2] == ["校核汇总.xlsx", f"整改通知-云溪县林业和草原局2020.{kind}"]
        assert len(names) == 4
        assert all(archive.read(name).startswith(magic) for name in names[1:])
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read(names[0]))).active
        assert sheet is not None
        assert sheet.max_row == 4
    assert done.size == done.stored.size
    assert not Letter.objects.exists()
    events = Event.objects.filter(action="version.notice.made")
    assert {(event.actor, event.agency_key, event.subject) for event in events} == {
        (supervisor, agency.code, wrong.subject)
    }
    assert events.count() == 3


def test_what_was_made_before_a_cancellation_is_not_made_again(
    wrong: Batch, supervisor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = asked(wrong, supervisor)
    real, seen = making.letter, []

    def first_only(*args: object) -> bytes:
        seen.append(args)
        if len(seen) == 1:
            cancel(letters.job)  # type: ignore[arg-type]
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "letter", first_only)
    stopped = made(letters)
    assert stopped.job is not None
    assert (stopped.job.state, stopped.made.count(), bool(stopped.stored)) == (JobState.CANCELLED, 1, False)
    resume(stopped.job)
    done = made(stopped)
    assert len(seen) == 3
    with done.stored.open("rb") as file:
        assert len(ZipFile(file).namelist()) == 4


def test_a_report_that_is_gone_by_then_is_left_out_with_a_sentence(wrong: Batch, supervisor: User) -> None:
    letters = asked(wrong, supervisor)
    gone = wrong.readings.order_by("pk")[0]
    wrong.readings.filter(pk=gone.pk).update(confirmed_at=None)
    done = made(letters)
    assert done.job is not None
    failed = JobItem.objects.get(job=done.job, state=JobState.FAILED)
    assert failed.error == "这份年报的检查结果已改变或删除，没有生成通知。"
    with done.stored.open("rb") as file:
        assert len(ZipFile(file).namelist()) == 3


def test_letters_go_by_themselves_or_with_their_batch(
    wrong: Batch, supervisor: User, settings: LazySettings, django_capture_on_commit_callbacks: object
) -> None:
    folder = Path(settings.MEDIA_ROOT) / f"batches/{wrong.pk}/letters"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        one, other = made(asked(wrong, supervisor)), made(asked(wrong, supervisor, "pdf"))
        assert len(list(folder.iterdir())) == 2
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove_letters(one)
    assert [path.name for path in folder.iterdir()] == [Path(other.stored.name or "").name]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove(batch=wrong, by=supervisor)
    assert list(folder.iterdir()) == []
    assert not Letters.objects.exists()


def test_while_letters_are_being_made_they_are_told_to_stop_and_stay(wrong: Batch, supervisor: User) -> None:
    letters = asked(wrong, supervisor)
    Job.objects.filter(pk=letters.job_id).update(
        state=JobState.RUNNING, lease_until=timezone.now() + timedelta(minutes=1)
    )
    with pytest.raises(Refused, match="整改通知还在生成，已要求取消"):
        remove(batch=wrong, by=supervisor)
    assert Job.objects.get(pk=letters.job_id).cancel_asked
    assert Letters.objects.exists()


def test_letters_on_a_batch_that_was_removed_meanwhile_are_not_made(wrong: Batch, supervisor: User) -> None:
    letters = asked(wrong, supervisor)
    job = letters.job
    assert job is not None
    Letters.objects.all().delete()
    run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
