"""他人改动: what an idle page is told, and that asking costs and changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.notifications.models import Message
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, save_narrative, save_title
from govreport.web.drafting.news import mark_of, news_of
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from govreport.workflow.threads import raise_remark
from tests.cast import person
from tests.web.drafting.conftest import SignIn

CELL, OTHER = "t3.new_received.commercial", "t3.new_received.research"


@pytest.fixture
def second(agency: Agency) -> User:
    """Another drafter of the bureau."""
    user = person("drafter-2", "起草人韩璐")
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


def ask(client: Client, version: Version, since: str | int = "", etag: str = "") -> Any:
    headers = {"If-None-Match": etag} if etag else {}
    return client.get(f"/desk/reports/{version.report_id}/news/", {"since": since}, headers=headers)


def test_nothing_new_has_no_body(clerk: Client, blank: Version) -> None:
    first = ask(clerk, blank)
    assert first.json()["said"] == first.json()["present"] == first.json()["closed"] == ""
    again = ask(clerk, blank, etag=first.json()["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_correction_that_was_given_up_is_not_what_the_report_stands_at(clerk: Client, blank: Version) -> None:
    Version.objects.create(report=blank.report, number=2, state=State.ABANDONED, created_by=blank.created_by)
    tag = ask(clerk, blank).json()["etag"]
    assert ask(clerk, blank, etag=tag).status_code == 304


def test_somebody_elses_cells_come_with_who_and_how_many(clerk: Client, blank: Version, second: User) -> None:
    first = ask(clerk, blank).json()
    whole_row = {f"t3.new_received.{who}": "1" for who in ("natural_person", "commercial", "research")}
    save_cells(version=blank, cells=whole_row, by=second)
    answer = ask(clerk, blank, since=first["mark"], etag=first["etag"]).json()
    assert answer["texts"][CELL] == "1"
    assert answer["said"].startswith("起草人韩璐刚修改了 3 格（")
    assert answer["present"] == "另有 1 人正在编辑本报告：起草人韩璐"
    assert ask(clerk, blank, since=answer["mark"], etag=answer["etag"]).status_code == 304


def test_totals_that_followed_are_not_counted(clerk: Client, complete: Version, second: User) -> None:
    mark = ask(clerk, complete).json()["mark"]
    save_cells(version=complete, cells={CELL: "3"}, by=second)
    assert ask(clerk, complete, since=mark).json()["said"].startswith("起草人韩璐刚修改了 1 格（")


def test_what_is_written_after_a_save_gave_back_its_lock_is_left_to_the_next_question(
    blank: Version, drafter: User, second: User
) -> None:
    begin = mark_of(blank)
    save_cells(version=blank, cells={CELL: "1"}, by=second)
    mark = mark_of(blank)
    save_cells(version=blank, cells={OTHER: "2"}, by=second)
    now = news_of(blank, drafter, since=begin, mark=mark)
    assert (now["mark"], now["said"][:13]) == (mark, "起草人韩璐刚修改了 1 格")
    assert news_of(blank, drafter, since=mark)["said"].startswith("起草人韩璐刚修改了 1 格")


def test_texts_are_told_apart_from_cells(clerk: Client, blank: Version, second: User) -> None:
    mark = ask(clerk, blank).json()["mark"]
    save_narrative(version=blank, section="sec1", text="文字。", by=second)
    save_title(version=blank, title="标题", by=second)
    assert "刚修改了 2 处文字（" in ask(clerk, blank, since=mark).json()["said"]
    save_cells(version=blank, cells={CELL: "1"}, by=second)
    assert "刚修改了 1 格和 2 处文字（" in ask(clerk, blank, since=mark).json()["said"]


def test_ones_own_changes_are_no_news_but_bring_the_page_up_to_date(
    clerk: Client, blank: Version, drafter: User
) -> None:
    first = ask(clerk, blank).json()
    save_cells(version=blank, cells={CELL: "1"}, by=drafter)
    answer = ask(clerk, blank, since=first["mark"], etag=first["etag"]).json()
    assert (answer["said"], answer["present"], answer["texts"][CELL]) == ("", "", "1")


def test_a_report_that_was_submitted_meanwhile_is_said_to_be_closed(
    clerk: Client, complete: Version, drafter: User
) -> None:
    etag = ask(clerk, complete).json()["etag"]
    submit(version=complete, by=drafter)
    assert ask(clerk, complete, etag=etag).json()["closed"] == "这份报告现在是“审核中”，不能再修改。"


def test_asking_is_not_being_at_work(clerk: Client, blank: Version) -> None:
    before = list(Session.objects.values_list("session_data", "expire_date"))
    response = ask(clerk, blank)
    assert not response.cookies
    assert list(Session.objects.values_list("session_data", "expire_date")) == before


def test_a_save_tells_the_same(clerk: Client, blank: Version, drafter: User, second: User) -> None:
    mark = ask(clerk, blank).json()["mark"]
    save_cells(version=blank, cells={CELL: "1"}, by=second)
    response = clerk.post(
        f"/desk/reports/{blank.report_id}/cells/?since={mark}",
        {"values": {OTHER: "2"}, "by": drafter.pk},
        content_type="application/json",
    )
    assert response.json()["said"].startswith("起草人韩璐刚修改了 1 格（")
    etag = response.json()["etag"]
    assert ask(clerk, blank, since=response.json()["mark"], etag=etag).status_code == 304


@pytest.mark.parametrize("since", ["x", "-1", "１", "9" * 40, "1.5", "\x00"])
def test_a_mark_that_is_none_is_no_fault(clerk: Client, blank: Version, since: str) -> None:
    assert ask(clerk, blank, since=since).json()["said"] == ""


def test_strangers_learn_nothing(sign_in: SignIn, blank: Version, other_agency: Agency) -> None:
    user = person("other", "别处的人")
    services.appoint(user=user, agency=other_agency, role=Role.DRAFTER)
    assert ask(sign_in(user), blank).status_code == 404
    assert ask(Client(), blank).status_code == 401


def test_who_only_remarks_or_decides_does_not_edit(clerk: Client, in_review: Version, reviewer: User) -> None:
    first = ask(clerk, in_review).json()
    raise_remark(version=in_review, place="t3", text="请核对合计。", by=reviewer)
    return_(version=in_review, by=reviewer, note="请按意见修改。")
    answer = ask(clerk, in_review, since=first["mark"], etag=first["etag"]).json()
    assert answer["present"] == ""


def test_a_page_that_shows_another_number_of_messages_is_told_the_right_one(
    clerk: Client, complete: Version, drafter: User
) -> None:
    first = ask(clerk, complete).json()
    assert first["unread"] == 0
    etag = {"If-None-Match": first["etag"]}
    where = f"/desk/reports/{complete.report_id}/news/"
    assert clerk.get(where, {"unread": "0"}, headers=etag).status_code == 304
    told = Message.objects.create(person=drafter, kind="task", code="submitted", version=complete, at=timezone.now())
    assert clerk.get(where, {"unread": "0"}, headers=etag).json()["unread"] == 1
    assert clerk.get(where, {"unread": "1"}, headers=etag).status_code == 304
    # One that is not shown yet is nothing to tell, however often the page asks.
    Message.objects.filter(pk=told.pk).update(at=timezone.now() + timedelta(days=1))
    assert clerk.get(where, {"unread": "0"}, headers=etag).status_code == 304
