"""公布文件: every file is stored whole with its hashes and listed; copies of any of them are recognised."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from govreport.agencies.models import User
from govreport.documents.services import read_report
from govreport.documents.signing import SigningError
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.journal.models import Event
from govreport.publishing import keeping
from govreport.publishing.keeping import complete, file_bytes, files_of
from govreport.publishing.making import MEDIA_TYPES
from govreport.publishing.manifest import manifest_of
from govreport.publishing.models import FrozenError, Manifest, Publication, PublishedFile
from govreport.publishing.services import PARTS, publish
from govreport.publishing.verification import publication_with_code, published_bytes, typed_code
from govreport.reports.errors import Refused
from govreport.reports.models import State, Version


@pytest.fixture(autouse=True)
def plain_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official PDF has tests of its own; here a small one stands in for it."""
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: b"%PDF-1.7")
    monkeypatch.setattr("govreport.publishing.press.layout_findings", lambda pdf, document: [])


@pytest.fixture
def released(approved: Version, signatory: User) -> Publication:
    """Published with all its files."""
    return publish(version=approved, by=signatory)


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_every_file_is_stored_with_its_hashes(released: Publication, media_folder: Path) -> None:
    assert stored(media_folder) == sorted(f"yunxi-lincao-v1.{suffix}" for suffix in MEDIA_TYPES)
    rows = files_of(released)
    assert list(rows) == list(MEDIA_TYPES)
    for suffix, row in rows.items():
        content = (media_folder / str(row.content.name)).read_bytes()
        assert file_bytes(released, suffix) == content
        assert (row.size, row.media_type) == (len(content), MEDIA_TYPES[suffix])
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert row.sm3 == hashlib.new("sm3", content).hexdigest()
    assert rows["json"].sha256 == released.sha256


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "txt", "json"])
def test_the_files_say_what_was_published(released: Publication, suffix: str) -> None:
    assert read_report("", file_bytes(released, suffix)).document.figures["t3.new_received.total"] == 2


def test_the_list_names_every_file_and_the_journal_names_the_list(released: Publication) -> None:
    listed = manifest_of(released)
    assert listed is not None
    facts = json.loads(listed.data)
    assert (facts["schema"], facts["version"], facts["year"]) == ("govreport.manifest/1", 1, 2023)
    assert facts["agency"] == {"code": "yunxi-lincao", "name": "云溪县林业和草原局"}
    assert facts["content"] == {"sha256": released.sha256, "sm3": released.sm3}
    rows = files_of(released).values()
    assert [(item["name"], item["size"], item["sha256"], item["sm3"]) for item in facts["files"]] == [
        (f"report.{row.suffix}", row.size, row.sha256, row.sm3) for row in rows
    ]
    assert listed.sha256 == hashlib.sha256(listed.data.encode()).hexdigest()
    event = Event.objects.filter(action="version.published").get()
    assert event.payload["manifest"] == listed.sha256


def test_how_far_it_is_is_told_part_by_part(approved: Version, signatory: User) -> None:
    heard: list[tuple[int, int]] = []
    publish(version=approved, by=signatory, told=lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, PARTS)
    assert [done for done, _total in heard] == sorted({done for done, _total in heard})
    assert heard[-1] == (PARTS, PARTS)


def test_a_file_that_cannot_be_made_stops_publication_and_leaves_nothing(
    approved: Version, signatory: User, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Any, suffix: str, moment: Any) -> bytes:
        raise RuntimeError("no fonts")

    with monkeypatch.context() as broken:
        broken.setattr("govreport.publishing.press.make", fail)
        with pytest.raises(Refused, match="DOCX 文件未能生成，报告没有发布，状态没有变"):
            publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.APPROVED
    assert (stored(media_folder), Publication.objects.count(), PublishedFile.objects.count()) == ([], 0, 0)
    assert publish(version=approved, by=signatory).version.state == State.PUBLISHED


def test_what_was_stored_for_a_step_that_fails_is_taken_away(
    approved: Version, signatory: User, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**given: Any) -> None:
        raise Refused("没有办成。")

    monkeypatch.setattr("govreport.publishing.services.move", fail)
    with pytest.raises(Refused):
        publish(version=approved, by=signatory)
    assert stored(media_folder) == []


@pytest.mark.parametrize("suffix", list(MEDIA_TYPES))
def test_a_copy_of_any_file_is_recognised_byte_by_byte(released: Publication, suffix: str) -> None:
    content = file_bytes(released, suffix)
    found = published_bytes(content)
    assert found is not None
    assert (found.publication, found.exact, found.file) == (released, True, files_of(released)[suffix])
    assert published_bytes(content + b" ") is None


def test_a_hash_that_is_typed_finds_the_publication(released: Publication) -> None:
    row, listed = files_of(released)["docx"], manifest_of(released)
    assert listed is not None
    for digest in (row.sha256, row.sm3, listed.sha256, listed.sm3, released.sm3):
        typed = typed_code(f" {digest[:32].upper()} {digest[32:]} ")
        assert publication_with_code(typed) == released
    assert publication_with_code("0" * 64) is None
    assert typed_code("a" * 63) == ""


def test_rows_of_files_and_lists_are_never_changed(released: Publication) -> None:
    row, listed = released.files.latest("pk"), released.manifests.latest("pk")
    for item in (row, listed):
        with pytest.raises(FrozenError):
            item.save()
        with pytest.raises(FrozenError):
            item.delete()
    for rows in (PublishedFile.objects.all(), Manifest.objects.all()):
        with pytest.raises(FrozenError):
            rows.update(sha256="0" * 64)
        with pytest.raises(FrozenError):
            rows.delete()


@pytest.mark.parametrize("table", ["publishing_publishedfile", "publishing_manifest", "publishing_publication"])
def test_the_database_refuses_it_too(released: Publication, table: str) -> None:
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET sha256 = '0'")  # noqa: S608 (names of ours)


@pytest.mark.parametrize("table", ["publishing_publishedfile", "publishing_manifest", "publishing_publication"])
def test_postgresql_does_not_let_rows_go_either(released: Publication, table: str) -> None:
    if connection.vendor == "sqlite":
        # There the models alone keep them: a trigger would bar the emptying of a test's database.
        with pytest.raises(FrozenError):
            Publication.objects.all().delete()
        return
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (names of ours)


def test_what_was_published_before_gets_its_files_once(publication: Publication, media_folder: Path) -> None:
    assert not files_of(publication)
    out = StringIO()
    call_command("publication_files", stdout=out)
    assert "补齐 1 份，原来齐全 0 份" in out.getvalue()
    assert len(stored(media_folder)) == len(MEDIA_TYPES)
    listed = manifest_of(publication)
    assert listed is not None
    event = Event.objects.filter(action="publication.files.recorded").get()
    assert (event.payload["manifest"], event.actor, event.subject) == (
        listed.sha256,
        None,
        publication.version.subject,
    )
    again = StringIO()
    call_command("publication_files", stdout=again)
    assert "补齐 0 份，原来齐全 1 份" in again.getvalue()
    assert (Manifest.objects.count(), PublishedFile.objects.count()) == (1, len(MEDIA_TYPES))


def test_other_years_are_left_alone_and_the_workers_can_do_it(publication: Publication) -> None:
    call_command("publication_files", "--year", "1999", stdout=StringIO())
    assert not PublishedFile.objects.exists()
    for _ in range(2):
        call_command("publication_files", "--later", stdout=StringIO())
    job = Job.objects.get()
    run(job.pk)
    assert len(files_of(publication)) == len(MEDIA_TYPES)


def test_the_workers_are_asked_again_where_files_were_lost_after_an_earlier_job(
    publication: Publication, media_folder: Path
) -> None:
    def later() -> str:
        out = StringIO()
        call_command("publication_files", "--later", stdout=out)
        for job in Job.objects.filter(state=JobState.QUEUED):
            run(job.pk)
        return out.getvalue()

    later()
    assert Job.objects.get().state == JobState.DONE
    (media_folder / str(files_of(publication)["docx"].content.name)).unlink()
    assert "已交给后台任务 1 份" in later()
    assert len(stored(media_folder)) == len(MEDIA_TYPES)
    assert "已交给后台任务 0 份" in later()


def test_files_that_no_row_could_name_are_taken_away(
    publication: Publication, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(keeping, "_list", fail)
    with pytest.raises(IntegrityError):
        complete(publication)
    assert (stored(media_folder), PublishedFile.objects.count()) == ([], 0)


def test_a_publication_that_cannot_be_completed_is_named(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Any, moment: Any) -> None:
        raise SigningError("没有签名证书。")

    monkeypatch.setattr(keeping, "printed", fail)
    told = StringIO()
    with pytest.raises(CommandError, match="没有办成 1 份"):
        call_command("publication_files", stdout=StringIO(), stderr=told)
    assert "没有签名证书。" in told.getvalue()


def test_a_lost_file_comes_back_byte_by_byte(released: Publication, media_folder: Path) -> None:
    row = files_of(released)["docx"]
    lost = media_folder / str(row.content.name)
    before = lost.read_bytes()
    lost.unlink()
    assert file_bytes(released, "docx") == before
    assert lost.read_bytes() == before
    assert (PublishedFile.objects.count(), Manifest.objects.count()) == (len(MEDIA_TYPES), 1)


def test_a_lost_file_that_comes_out_otherwise_is_listed_anew(
    released: Publication, media_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = files_of(released)["pdf"]
    (media_folder / str(old.content.name)).unlink()
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: b"%PDF-1.7 later")
    assert complete(released)
    new = files_of(released)["pdf"]
    assert (new.pk != old.pk, file_bytes(released, "pdf")) == (True, b"%PDF-1.7 later")
    first, second = released.manifests.all()
    assert old.sha256 in first.data
    assert new.sha256 in second.data
    # Whoever has the first file still learns that it was published.
    assert published_bytes(b"%PDF-1.7") is not None
    assert not complete(released)
