"""邮件: what goes out, to whom, in which language; each letter once or not at all, whatever happens to the worker."""

import smtplib
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from govreport.agencies.models import Agency, Membership, User
from govreport.calls.call import call
from govreport.notifications import post
from govreport.notifications.kinds import Kind, Mailing
from govreport.notifications.mailbox import wish
from govreport.notifications.models import Mail, MailState, Message
from govreport.notifications.tell import News, tell
from govreport.reports.errors import Refused
from govreport.reports.models import Version
from govreport.workflow.recall import recall
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from tests.cast import person
from tests.remarks import say


@pytest.fixture(autouse=True)
def mail_server(settings: LazySettings) -> None:
    """A mail server that keeps what it is given."""
    settings.MAIL_READY = True
    settings.SITE_URL = "https://nb.example.gov.cn"


@pytest.fixture
def reader(reviewer: User) -> User:
    """The reviewer, with an address, who wants to be told of tasks at once."""
    return wants(reviewer, Mailing.NOW)


def wants(user: User, mailing: Mailing, language: str = "zh-hans") -> User:
    User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.gov.cn")
    user.refresh_from_db()
    wish(by=user, mailings=dict.fromkeys((Kind.TASK, Kind.RETURN), mailing), language=language)
    return user


def test_a_letter_says_what_happened_and_how_to_end_the_letters(complete: Version, reader: User, drafter: User) -> None:
    submit(version=complete, by=drafter)
    assert post.send_due() == 1
    (letter,) = mail.outbox
    assert letter.to == ["reviewer@example.gov.cn"]
    assert letter.subject == f"【政府信息公开年报编制系统】起草人周宁提交了《{complete.title}》，等待您办理。"
    assert "https://nb.example.gov.cn/desk/messages/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == "<https://nb.example.gov.cn/accounts/messages/>"


def test_it_is_written_in_the_persons_language(complete: Version, reviewer: User, drafter: User) -> None:
    wants(reviewer, Mailing.NOW, "en")
    submit(version=complete, by=drafter)
    post.send_due()
    assert "It waits for you." in mail.outbox[0].subject


def test_it_holds_no_opinion_and_no_figure(in_review: Version, reviewer: User, drafter: User) -> None:
    wants(drafter, Mailing.NOW)
    say(in_review, "t4.review.upheld", reviewer, "这里应为 4711。")
    return_(version=in_review, by=reviewer, note="总数应为 4712。")
    post.send_due()
    (letter,) = mail.outbox
    assert "有 1 条审核意见要答复" in letter.body
    assert "471" not in f"{letter.subject}{letter.body}"


@pytest.mark.parametrize("without", ["server", "address", "wish"])
def test_nothing_is_sent_without_a_server_an_address_or_a_wish(
    without: str, complete: Version, reader: User, drafter: User, settings: LazySettings
) -> None:
    if without == "server":
        settings.MAIL_READY = False
    elif without == "address":
        User.objects.filter(pk=reader.pk).update(email="")
    else:
        wish(by=reader, mailings={Kind.TASK: Mailing.OFF}, language="zh-hans")
    submit(version=complete, by=drafter)
    assert Message.objects.filter(person=reader).exists()
    assert not Mail.objects.exists()


def test_what_is_not_chosen_does_not_come_but_calls_do(
    agency: Agency, complete: Version, supervisor: User, drafter: User, reviewer: User
) -> None:
    User.objects.update(email="somebody@example.gov.cn")
    submit(version=complete, by=drafter)
    assert not Mail.objects.exists()
    call(agency=agency, year=2023, by=supervisor, note="不公开的附言")
    post.send_due()
    (letter,) = mail.outbox
    assert "主管部门陈立催报" in letter.subject
    assert "附言" not in letter.body


def test_the_day_is_summed_up_in_one_letter_of_what_has_not_been_read(
    complete: Version, reviewer: User, drafter: User
) -> None:
    wants(reviewer, Mailing.DAILY)
    for _time in range(3):
        submit(version=complete, by=drafter)
        recall(version=complete, by=drafter)
    # What was taken back is no news any more; let it be.
    Message.objects.update(read_at=None)
    assert post.send_due() == 0
    first = Message.objects.filter(person=reviewer, code="submitted").first()
    assert first is not None
    Message.objects.filter(pk=first.pk).update(read_at=timezone.now())
    Mail.objects.update(not_before=timezone.now() - timedelta(minutes=1))
    assert post.send_due() == 1
    (letter,) = mail.outbox
    assert letter.subject == "【政府信息公开年报编制系统】您有 2 条消息"
    assert letter.body.count(complete.title) == 2


def test_a_letter_about_what_may_not_be_seen_any_more_is_not_sent(
    complete: Version, reader: User, drafter: User
) -> None:
    submit(version=complete, by=drafter)
    Membership.objects.filter(user=reader).delete()
    assert post.send_due() == 0
    assert (mail.outbox, Mail.objects.get().state) == ([], MailState.NEEDLESS)


def test_a_letter_goes_out_once_however_often_workers_are_woken(complete: Version, reader: User, drafter: User) -> None:
    submit(version=complete, by=drafter)
    key = Mail.objects.get().pk
    assert [post.send(key), post.send(key), post.send_due()] == [True, False, 0]
    assert len(mail.outbox) == 1
    assert Mail.objects.get().state == MailState.SENT


class Died(BaseException):
    """The worker is gone."""


@pytest.mark.parametrize("after", [False, True], ids=["before it was handed over", "after it was handed over"])
def test_a_worker_that_dies_does_not_make_it_go_out_twice(
    complete: Version, reader: User, drafter: User, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    submit(version=complete, by=drafter)
    key = Mail.objects.get().pk
    name, do = ("send_messages", EmailBackend.send_messages) if after else ("open", EmailBackend.open)

    def dies(self: EmailBackend, *arguments: Any) -> None:
        do(self, *arguments)
        raise Died

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, name, dies)
        with pytest.raises(Died):
            post.send(key)
    Mail.objects.filter(tried_at__isnull=False).update(tried_at=timezone.now() - timedelta(minutes=11))
    post.send_due()
    post.send_due()
    assert len(mail.outbox) == 1
    assert Mail.objects.get().state == (MailState.UNCERTAIN if after else MailState.SENT)


@pytest.mark.parametrize(
    ("error", "state", "again"),
    [
        (smtplib.SMTPDataError(451, b"later"), MailState.WAITING, True),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}), MailState.FAILED, False),
        (smtplib.SMTPServerDisconnected("gone"), MailState.UNCERTAIN, False),
    ],
)
def test_what_the_server_answers_says_whether_it_is_tried_again(
    complete: Version,
    reader: User,
    drafter: User,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    state: str,
    again: bool,
) -> None:
    submit(version=complete, by=drafter)

    def refuses(*_arguments: Any) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuses)
        assert post.send_due() == 0
    assert Mail.objects.get().state == state
    assert post.send_due() == 0
    Mail.objects.update(not_before=timezone.now() - timedelta(hours=1))
    assert post.send_due() == int(again)


def test_a_server_that_is_away_is_asked_five_times(
    complete: Version, reader: User, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(version=complete, by=drafter)

    def away(*_arguments: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", away)
    for _time in range(7):
        Mail.objects.update(not_before=timezone.now() - timedelta(hours=1))
        post.send_due()
    found = Mail.objects.get()
    assert (found.state, found.attempts, mail.outbox) == (MailState.FAILED, 5, [])


def test_a_server_that_is_away_keeps_a_worker_waiting_once_a_round(
    complete: Version, reader: User, signatory: User, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(signatory, Mailing.NOW)
    submit(version=complete, by=drafter)
    asked: list[object] = []

    def away(self: EmailBackend) -> None:
        asked.append(self)
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", away)
        assert post.send_due() == 0
    assert len(asked) == 1
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 1]
    Mail.objects.update(not_before=timezone.now() - timedelta(hours=1))
    assert post.send_due() == 2


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    complete: Version, reader: User, signatory: User, drafter: User
) -> None:
    wants(signatory, Mailing.NOW)
    submit(version=complete, by=drafter)
    Message.objects.filter(person=reader).update(code="of another release")
    assert post.send_due() == 1
    assert mail.outbox[0].to == ["signatory@example.gov.cn"]
    found = Mail.objects.get(person=reader)
    assert (found.state, found.attempts, "of another release" in found.error) == (MailState.WAITING, 1, True)


def test_letters_of_a_day_cost_as_many_queries_for_many_people_as_for_one(db: None) -> None:
    costs = []
    for size in (1, 6):
        people = [wants(person(f"{size}-{number}", "某人"), Mailing.DAILY) for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            tell(News(Kind.TASK, "job.done", at=timezone.now()), {user.pk for user in people})
        costs.append(len(queries))
        assert Mail.objects.filter(person__in=people, messages__isnull=False).count() == size
    assert costs[0] == costs[1]


def test_words_that_are_no_choice_are_refused(drafter: User) -> None:
    with pytest.raises(Refused, match="请刷新后再选"):
        wish(by=drafter, mailings={"task": "often"}, language="en")
    with pytest.raises(Refused, match="选择邮件的语言"):
        wish(by=drafter, mailings={"task": "now"}, language="tlh")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_it_once(
    complete: Version, reader: User, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(version=complete, by=drafter)
    mail.outbox.clear()
    Mail.objects.update(state=MailState.WAITING, attempts=0)
    key, meeting = Mail.objects.get().pk, threading.Barrier(2, timeout=20)
    do = EmailBackend.open

    def both(self: EmailBackend) -> None:
        do(self)
        meeting.wait()

    monkeypatch.setattr(EmailBackend, "open", both)
    said: list[bool] = []

    def work() -> None:
        try:
            said.append(post.send(key))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(said), len(mail.outbox)) == ([False, True], 1)
