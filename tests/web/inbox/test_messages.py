"""消息页: listed, filtered, opened and marked as read; nothing of others, and as many queries for many as for one."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from govreport.agencies.models import Membership, User
from govreport.notifications.models import Message
from govreport.reports.models import Version
from govreport.workflow.approve import approve
from tests.web.inbox.conftest import SignIn

PAGE = "/desk/messages/"


@pytest.fixture
def judge(sign_in: SignIn, reviewer: User, in_review: Version) -> Client:
    """The reviewer's browser, when a report has been submitted."""
    Message.objects.filter(person=reviewer).delete()
    return sign_in(reviewer)


@pytest.fixture
def task(judge: Client, reviewer: User, in_review: Version) -> Message:
    """What the reviewer is told of it."""
    return add(reviewer, in_review)


def add(user: User, version: Version | None, kind: str = "task", **more: Any) -> Message:
    facts = {"code": "submitted", "actor": version.created_by if version else None, **more}
    return Message.objects.create(person=user, kind=kind, version=version, at=timezone.now(), **facts)


def test_the_bar_says_how_many_are_unread_on_every_page_of_the_desk(judge: Client, task: Message) -> None:
    for page in ("/desk/", PAGE, "/desk/review/"):
        assert '<span class="count-number">1</span>' in judge.get(page).content.decode()
    judge.get(f"{PAGE}{task.pk}/")
    assert '<span class="count" hidden>' in judge.get("/desk/").content.decode()


def test_an_opened_message_leads_to_the_decision_and_is_read(judge: Client, task: Message) -> None:
    response = judge.get(f"{PAGE}{task.pk}/")
    assert response["Location"] == f"/desk/review/{task.version_id}/"
    assert Message.objects.get().read_at is not None


def test_it_says_where_the_report_stands_now(judge: Client, task: Message, in_review: Version, reviewer: User) -> None:
    assert "报告现在：审核中" in judge.get(PAGE).content.decode()
    approve(version=in_review, by=reviewer)
    assert "报告现在：已审定" in judge.get(PAGE).content.decode()


def test_what_readers_report_leads_to_the_page_of_mistakes(clerk: Client, in_review: Version, drafter: User) -> None:
    told = add(drafter, in_review, code="mistake", values={"count": 1})
    where = f"/desk/reports/{in_review.report_id}/mistakes/"
    assert clerk.get(f"{PAGE}{told.pk}/")["Location"] == where
    assert clerk.get(where).status_code == 200


def test_only_looking_where_it_leads_does_not_read_it(judge: Client, task: Message) -> None:
    judge.head(f"{PAGE}{task.pk}/")
    assert Message.objects.get().read_at is None


def test_it_leads_to_the_report_where_the_person_decides_nothing(
    clerk: Client, in_review: Version, drafter: User, reviewer: User
) -> None:
    approve(version=in_review, by=reviewer)
    told = Message.objects.get(person=drafter)
    assert clerk.get(f"{PAGE}{told.pk}/")["Location"] == f"/desk/reports/{in_review.report_id}/"


@pytest.mark.parametrize(
    ("kind", "code", "values", "where"),
    [
        (
            "job",
            "job.done",
            {"job": "publication_batch", "what": "五项", "url": "/desk/jobs/?page=1"},
            "/desk/jobs/?page=1",
        ),
        ("job", "job.failed", {"job": "publication_batch", "what": "五项", "url": ""}, "/desk/jobs/"),
        ("account", "account.place", {"address": "10.0.0.2"}, "/accounts/devices/"),
        ("account", "account.identity", {}, "/accounts/devices/"),
        ("account", "post.given", {"agency": "云溪县林草局", "role": "drafter"}, "/desk/offices/posts/"),
        ("deadline", "called", {"agency": "云溪县林草局", "year": 2023, "due": "2024-01-31"}, "/desk/"),
    ],
)
def test_what_is_about_no_report_leads_to_its_own_page(
    judge: Client, reviewer: User, kind: str, code: str, values: dict[str, Any], where: str
) -> None:
    told = add(reviewer, None, kind, code=code, values=values)
    assert judge.get(PAGE).status_code == 200
    assert judge.get(f"{PAGE}{told.pk}/")["Location"] == where
    assert judge.get(where).status_code == 200


def test_other_peoples_messages_are_not_there(clerk: Client, task: Message) -> None:
    assert clerk.get(f"{PAGE}{task.pk}/").status_code == 404
    clerk.post(f"{PAGE}read/", {"message": task.pk})
    assert Message.objects.get(pk=task.pk).read_at is None


def test_a_message_of_a_report_that_may_not_be_seen_any_more_is_not_there(judge: Client, task: Message) -> None:
    Membership.objects.all().delete()
    assert task.version is not None
    assert task.version.title not in judge.get(PAGE).content.decode()
    assert judge.get(f"{PAGE}{task.pk}/").status_code == 404


def test_one_is_marked_as_read_or_all_of_a_kind_or_all(judge: Client, task: Message, reviewer: User) -> None:
    second = add(reviewer, task.version, "deadline", code="reminded")
    add(reviewer, task.version, "progress", code="approved")
    assert judge.post(f"{PAGE}read/", {"message": task.pk})["Location"] == PAGE
    assert unread() == {"deadline", "progress"}
    assert judge.post(f"{PAGE}read/", {"all": "1", "kind": second.kind})["Location"] == f"{PAGE}?kind=deadline"
    assert unread() == {"progress"}
    page = judge.post(f"{PAGE}read/", {"all": "1"}, follow=True)
    assert "1 条消息标为已读" in page.content.decode()
    assert unread() == set()


@pytest.mark.parametrize("typed", [{}, {"message": "x"}, {"message": "9" * 30}, {"all": "1", "kind": "nonsense"}])
def test_a_form_that_makes_no_sense_does_no_harm(judge: Client, task: Message, typed: dict[str, str]) -> None:
    assert judge.post(f"{PAGE}read/", typed).status_code == 302


def unread() -> set[str]:
    return set(Message.objects.filter(read_at__isnull=True).values_list("kind", flat=True))


def test_a_kind_shows_its_own_only_and_unread_ones_stand_first(judge: Client, task: Message, reviewer: User) -> None:
    add(reviewer, task.version, "deadline", code="reminded", read_at=timezone.now())
    text = judge.get(PAGE).content.decode()
    assert text.index("等待您办理") < text.index("请尽快办理")
    assert "等待您办理" not in judge.get(f"{PAGE}?kind=deadline").content.decode()
    assert "没有这一种消息" in judge.get(f"{PAGE}?kind=notice").content.decode()
    assert judge.get(f"{PAGE}?kind=nonsense&page=zz").status_code == 200


def test_the_page_is_in_english_for_who_reads_english(judge: Client, task: Message) -> None:
    judge.cookies["django_language"] = "en"
    text = judge.get(PAGE).content.decode()
    assert "It waits for you." in text
    assert "Mark as read" in text


def test_many_messages_cost_as_many_queries_as_one(judge: Client, task: Message, reviewer: User) -> None:
    judge.get(PAGE)
    one = cost(judge)
    for _time in range(25):
        add(reviewer, task.version)
    assert cost(judge) == one <= 16


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    return len(queries)


def test_more_than_a_page_is_turned(judge: Client, task: Message, reviewer: User) -> None:
    for _time in range(35):
        add(reviewer, task.version)
    assert "第 1 页，共 2 页" in judge.get(PAGE).content.decode()
    assert judge.get(f"{PAGE}?page=2").content.decode().count('class="inbox-line') == 6
