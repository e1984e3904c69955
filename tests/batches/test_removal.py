"""删除: uploaded files go on command or when their time is over; confirmed results stay until the batch goes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import Agency, User
from govreport.batches.models import Batch
from govreport.batches.services import (
    add_files,
    confirm_proposed,
    expire,
    remove,
    remove_files,
    start,
)
from govreport.batches.tasks import expire as expire_task
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.journal.models import Event
from govreport.reports.errors import Refused
from tests.fixtures.batches import Checked, own_right, own_wrong, the, upload


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_files_go_on_command_and_confirmed_results_stay(
    checked_batch: Checked,
    supervisor: User,
    media_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    batch = checked_batch({"a.txt": own_right(), "b.txt": own_wrong("云溪县林业与草原局")})
    confirm_proposed(batch=batch, by=supervisor)
    assert len(stored(media_folder)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        remove_files(batch=batch, by=supervisor)
    assert stored(media_folder) == []
    assert the(batch, "a.txt").checked is not None
    assert the(batch, "b.txt").checked is None
    assert Event.objects.filter(action="batch.files.removed", actor=supervisor).exists()


def test_files_go_by_themselves_after_thirty_days(
    checked_batch: Checked, media_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    batch = checked_batch({"a.txt": own_right()})
    assert batch.files_until > timezone.now() + timedelta(days=29)
    assert expire() == 0
    Batch.objects.update(files_until=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        expire_task()
    assert stored(media_folder) == []
    assert expire() == 0
    assert Event.objects.get(action="batch.files.removed").actor is None


def test_while_a_file_is_being_read_nothing_is_deleted(
    batch: Batch, agency: Agency, supervisor: User, media_folder: Path
) -> None:
    add_files(batch=batch, files=[upload("a.txt", own_right())])
    start(batch=batch, by=supervisor)
    Job.objects.update(state=JobState.RUNNING, lease_until=timezone.now() + timedelta(minutes=1))
    for verb in (remove, remove_files):
        with pytest.raises(Refused, match="检查还在进行，已要求取消"):
            verb(batch=batch, by=supervisor)
        # What the sentence says is true: the refusal takes nothing back.
        assert Job.objects.filter(cancel_asked=True).update(cancel_asked=False) == 1
    Batch.objects.update(files_until=timezone.now())
    assert expire() == 0
    assert Job.objects.get().cancel_asked
    assert len(stored(media_folder)) == 1


def test_a_batch_that_waits_is_removed_with_its_job(
    batch: Batch,
    supervisor: User,
    media_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    add_files(batch=batch, files=[upload("a.txt", own_right())])
    job = start(batch=batch, by=supervisor)
    with django_capture_on_commit_callbacks(execute=True):
        remove(batch=batch, by=supervisor)
    assert not Batch.objects.exists()
    assert not Job.objects.exists()
    assert stored(media_folder) == []
    run(job.pk)
    assert Event.objects.get(action="batch.removed").payload["name"] == "2023年度初查"


def test_files_are_looked_at_every_hour() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["expire-batches"] == {"task": expire_task.name, "schedule": 3600}
