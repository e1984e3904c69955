"""正在生成文件: what the pages say while a worker makes the files of a version, and when nothing came of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from govreport.agencies.models import User
from govreport.jobs.models import Job
from govreport.jobs.run import run
from govreport.jobs.services import cancel
from govreport.publishing.models import Publication, TimedRelease
from govreport.publishing.timed import release_due, set_time
from govreport.reports.errors import Refused
from govreport.reports.models import State, Version
from tests.web.drafting.conftest import SignIn


@pytest.fixture(autouse=True)
def a_worker_somewhere_else(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done by the click itself; a small PDF stands in for the official one."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    monkeypatch.setattr("govreport.jobs.services.wake", lambda job: False)
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: b"%PDF-1.7")
    monkeypatch.setattr("govreport.publishing.press.layout_findings", lambda pdf, document: [])


@pytest.fixture
def head(sign_in: SignIn, signatory: User) -> Client:
    return sign_in(signatory)


def publish(client: Client, version: Version) -> str:
    response = client.post(f"/desk/review/{version.pk}/publish/", {"seen": version.lock}, follow=True)
    return response.content.decode()


def test_a_click_shows_the_files_being_made_and_nothing_public(head: Client, approved: Version) -> None:
    for _ in range(2):
        page = publish(head, approved)
        assert "正在生成《" in page
        assert page.count("正在生成文件") == 2
        assert "确定发布" not in page
    assert (Job.objects.count(), Publication.objects.count()) == (1, 0)
    assert Client().get("/reports/2023/yunxi-lincao/").status_code == 404
    assert "正在生成文件" in head.get(f"/desk/review/{approved.pk}/public/").content.decode()
    assert "正在生成文件" in head.get("/desk/review/").content.decode()


def test_the_part_tells_how_far_it_is_until_it_is_done(head: Client, approved: Version) -> None:
    publish(head, approved)
    where = f"/desk/review/{approved.pk}/release/?part=release"
    first = head.get(where)
    assert "排队" in first.content.decode()
    assert head.get(where, headers={"If-None-Match": first["ETag"]}).status_code == 304
    run(Job.objects.get().pk)
    done = head.get(where, headers={"HX-Request": "true", "If-None-Match": first["ETag"]})
    assert (done.status_code, done["HX-Refresh"], done.content) == (200, "true", b"")
    assert head.get(where).status_code == 302
    page = head.get(f"/desk/review/{approved.pk}/").content.decode()
    assert "已经发布" in page
    assert "正在生成文件" not in page


def test_what_stopped_it_is_told_and_it_can_be_published_again(
    head: Client, approved: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(document: Any, moment: Any) -> None:
        raise Refused("公文 PDF 有 1 处版式错误：\n第 3 页的“x”超出版心。")

    with monkeypatch.context() as faulty:
        faulty.setattr("govreport.publishing.services.print_for_publication", refuse)
        publish(head, approved)
        run(Job.objects.get().pk)
    page = head.get(f"/desk/review/{approved.pk}/").content.decode()
    for words in ("没有发布", "第 3 页的“x”超出版心。", "仍是“已审定”", "再次发布"):
        assert words in page
    publish(head, approved)
    run(Job.objects.latest("pk").pk)
    assert Version.objects.get(pk=approved.pk).state == State.PUBLISHED


def test_what_was_cancelled_in_the_queue_is_not_being_made(head: Client, approved: Version) -> None:
    publish(head, approved)
    cancel(Job.objects.get())
    assert "正在生成文件" not in head.get("/desk/review/").content.decode()
    page = head.get(f"/desk/review/{approved.pk}/").content.decode()
    assert ("发布停下了" in page, "再次发布" in page) == (True, True)
    # Nobody is told of it once the report has changed.
    Version.objects.filter(pk=approved.pk).update(lock=approved.lock + 1)
    assert "发布停下了" not in head.get(f"/desk/review/{approved.pk}/").content.decode()


def test_a_time_that_has_just_come_has_not_stopped(head: Client, approved: Version, signatory: User) -> None:
    set_time(version=approved, at=timezone.now() + timedelta(days=1), by=signatory)
    TimedRelease.objects.update(at=timezone.now() - timedelta(seconds=30))
    where = f"/desk/review/{approved.pk}/"
    assert "发布停下了" not in head.get(where).content.decode()
    release_due()
    assert "正在生成文件" in head.get(where).content.decode()
    assert "正在生成文件" in head.get("/desk/review/").content.decode()


def test_others_of_the_agency_see_it_too_and_strangers_nothing(
    head: Client, sign_in: SignIn, approved: Version, reviewer: User, stranger: User
) -> None:
    publish(head, approved)
    where = f"/desk/review/{approved.pk}/release/?part=release"
    assert sign_in(reviewer).get(where).status_code == 200
    assert sign_in(stranger).get(where).status_code == 404
